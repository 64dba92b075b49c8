/* watched.c - a program with many channels, for watching.sh: half of them SPSC, half MPMC, a sender and a
 * receiver each, up to 63 elements in each, and an element through each of them ten times a second.
 * usage: watched [CHANNELS]; prints "ready" when they are open, and goes on until it is killed. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <kc/kc.h>

enum { CHANNELS_MAX = 10000, DEPTHS = 64 };

static kc_tx *tx[CHANNELS_MAX];
static kc_rx *rx[CHANNELS_MAX];

static void must(int rc, const char *what)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "watched: %s: %s: %s\n", what, kc_strerror(rc), kc_last_reason());
	exit(1);
}

static void open_channel(kc_domain *d, int i)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = i % 2 ? KC_MPMC : KC_SPSC,
		.elem_bytes = sizeof(long), .capacity = 256);
	char name[32];
	kc_chan *c;
	snprintf(name, sizeof name, "channel-%04d", i);
	must(kc_chan_open(&c, d, name, &o), name);
	must(kc_tx_open(&tx[i], c), name);
	must(kc_rx_open(&rx[i], c), name);
	for (long k = 0; k < i % DEPTHS; k++)
		must(kc_send(tx[i], &k, 0), name);
}

int main(int argc, char **argv)
{
	const struct timespec pause = { 0, 100000000 };
	int channels = argc > 1 ? atoi(argv[1]) : 1000;
	kc_domain *d;
	if (channels < 1 || channels > CHANNELS_MAX) {
		fprintf(stderr, "watched: 1 to %d channels\n", CHANNELS_MAX);
		return 2;
	}
	must(kc_domain_open(&d, "watched", NULL), "domain");
	for (int i = 0; i < channels; i++)
		open_channel(d, i);
	puts("ready");
	fflush(stdout);
	for (long n = 0;; n++) {
		for (int i = 0; i < channels; i++) {
			long got;
			must(kc_send(tx[i], &n, 0), "send");
			must(kc_recv(rx[i], &got, 0), "receive");
		}
		nanosleep(&pause, NULL);
	}
}
