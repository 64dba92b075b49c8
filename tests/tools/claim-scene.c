/* claim-scene.c - a program that is killed while the intent of one of its senders stands on record: for the test of
 * what kcdump says of it. usage: claim-scene NAME. The intent is written as lib/src/ring/slot.h does it. */
#define _GNU_SOURCE 1
#include <kc/kc.h>

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "chan/chan.h"

int main(int argc, char **argv)
{
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(long), .capacity = 16);
	long v = 1;
	if (argc < 2 || kc_domain_open(&d, argv[1], NULL) != 0 ||
		kc_chan_open(&c, d, "lines", &o) != 0 || kc_tx_open(&tx, c) != 0 ||
		kc_rx_open(&rx, c) != 0 || kc_send(tx, &v, 0) != 0)
		return 1;
	/* Three places claimed, none published; and a receiver that was about to claim. */
	struct kc_seg_endpoint *sender = tx->e.row, *receiver = rx->e.row;
	sender->intent_pos = 1;
	sender->intent_count = 3;
	sender->intent = KC_INTENT_SEND;
	tx->e.ring->sent = 4;
	receiver->intent_pos = 0;
	receiver->intent_count = 1;
	receiver->intent = KC_INTENT_RECEIVE;
	printf("%ld\n", (long)getpid());
	fflush(stdout);
	return raise(SIGKILL);
}
