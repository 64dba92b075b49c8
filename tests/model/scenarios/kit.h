/* kit.h - what scenarios share: a domain, one channel of some kind, and its endpoints. */
#ifndef KC_SCENARIO_KIT_H
#define KC_SCENARIO_KIT_H

#include <errno.h>
#include <kc/kc.h>
#include <stdint.h>
#include <string.h>

#include "explore.h"

enum { KIT_ENDS = 4 };
struct kit {
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx[KIT_ENDS];
	kc_rx *rx[KIT_ENDS];
	/* What thread i got, in order. */
	uint64_t got[EXPLORE_THREADS][16];
	unsigned n[EXPLORE_THREADS];
};
extern struct kit kit;

/* Opens all that; the domain once for all scenarios. */
void kit_open(const kc_chan_opts *o, unsigned senders, unsigned receivers);
/* A buffered one of 8-byte values. */
void kit_open_ring(enum kc_topology t, uint32_t capacity, unsigned senders, unsigned receivers,
	unsigned flags);
/* Every endpoint goes FAST with its next operation that finds nobody asleep (PROTOCOLS §2 "Fence mode"). */
void kit_nearly_fast(void);

/* By the running thread; explore_fail when it answers something else than it should. */
void kit_send(unsigned tx, uint64_t v);
/* Receives one; 0 or the error. */
int kit_recv(unsigned rx, int64_t timeout_ns);

/* Receives until -EPIPE. */
void kit_recv_rest(unsigned rx);

/* Threads that several subjects have. Sender 0 sends 1, or 1, 2, 3; sender 1 sends 101; receiver 0 waits for so many. */
void kit_send_one(void);
void kit_send_three(void);
void kit_send_one_second(void);
void kit_receive_two(void);
void kit_receive_three(void);
void kit_receive_four(void);

/* check(): all that was received by all threads is, sorted, 1…n of each sender; sender s's messages are 100 * s + 1…n[s]
 * and each receiver has those of one sender in order. */
void kit_check_exact(unsigned senders, const unsigned *n);
/* Nothing is left in the channel. */
void kit_check_empty(void);
/* Both, for 1 and 101; for 1, 2, 3. */
void kit_check_one_each(void);
void kit_check_three(void);

#endif
