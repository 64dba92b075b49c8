/* hunt_seat.h - what the hunt's threads wait for and how: kinds of channels, and ways to wait for one of them. One thread
 * a seat. */
#ifndef KC_TEST_HUNT_SEAT_H
#define KC_TEST_HUNT_SEAT_H

#include <kc/kc.h>

#include "support/uring.h"
#include "support/world.h"

enum { HALVES_MAX = 3 };

struct hunt_kind {
	const char *name;
	kc_chan_opts o;
	bool has_room; /* senders wait, too, when two elements are in it */
};
enum hunt_kinds {
	HUNT_SPSC,
	HUNT_LOW_LATENCY,
	HUNT_MPSC,
	HUNT_MPMC,
	HUNT_UNLIMITED_SPSC,
	HUNT_UNLIMITED_MPMC,
	HUNT_CONFLATED,
	HUNT_RENDEZVOUS,
	HUNT_KINDS
};
extern const struct hunt_kind hunt_kind[HUNT_KINDS];

/* A channel and its endpoints. */
struct half {
	kc_chan *c;
	kc_tx *tx, *tx2; /* tx2: another lane of an MPSC channel, for the same thread; else NULL */
	kc_rx *rx;
};
void half_open(struct half *h, kc_domain *d, const char *name, enum hunt_kinds kind);
void half_close(struct half *h);

enum way { WAY_BLOCK, WAY_SELECT, WAY_POLL, WAY_URING, WAYS };
extern const char *const way_name[WAYS];
/* Whether it works here. */
bool way_works(enum way way);

struct seat {
	enum way way;
	struct uring ring;
};
void seat_open(struct seat *s, enum way way);
void seat_close(struct seat *s);

/* Waits for an element in any of n, or for room in h, in the seat's way: 0 or what ended it. Before it sleeps nobody
 * spins, seven times of eight, and endpoints are about to go FAST as often as not. Blocking and selecting: now
 * and then with bounds that soon pass. */
int seat_take(struct seat *s, struct half *h, unsigned n, uint64_t *v);
int seat_put(struct seat *s, struct half *h, const uint64_t *v);

/* The same endpoint's next wait: sleeps soon, and what it publishes may make it FAST. */
void seat_hurry(kc_tx *tx, kc_rx *rx);

#endif
