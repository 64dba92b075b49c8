/* snapshot.h - what stands in a channel's rows, put together inside the process.
 *
 * The same numbers as the reader's (inspect), without its copies: the rows' writers go on while they are
 * added up, with relaxed loads and nothing that a writer would notice but the cache lines. The caller
 * keeps the rows from being opened, closed and given back meanwhile.
 *
 * Edges:
 *   S1 lane stamp: ticks before pos in kc_lane_put -> acquire of pos here.
 *   S2 an element that is still there after its stamp was copied had its stamp all the time: a lane's
 *      place is used again only when its element was received, a slot's only after it was claimed. */
#ifndef KC_STATS_SNAPSHOT_H
#define KC_STATS_SNAPSHOT_H

#include "segment/layout.h"

/* Of one channel: what its closed endpoints left and what the open ones have. Zeroed at first. */
struct kc_sums {
	struct kc_seg_counters side[2];
	struct kc_seg_hist residence;
	uint32_t asleep[2];
	uint64_t asleep_ticks[2]; /* how long, added up */
};
/* A channel's row; past: the histogram it names, NULL none. */
void kc_sums_past(
	struct kc_sums *s, const struct kc_seg_channel *row, const struct kc_seg_hist *past);
/* An open endpoint; residence: NULL none. */
void kc_sums_endpoint(struct kc_sums *s, const struct kc_seg_endpoint *row,
	const struct kc_seg_hist *residence, uint64_t now_ticks);

struct kc_positions {
	uint64_t received; /* what has left: what senders took and dropped included */
	uint64_t sent;
	uint64_t depth;    /* 0 ... capacity, if there is one */
	uint64_t capacity; /* unlimited: what the limit allows, 0 none */
};
/* INV-POS-3; exact when the ring stands still. */
struct kc_positions kc_positions_of(const struct kc_seg_ring *r);

/* Send time of the oldest stamped element that is in the ring, in ticks; 0: none is, or the ring moved
 * too fast. Rings whose stamps are in their row or in one piece of memory. arena: where offsets count from. */
uint64_t kc_oldest_stamp(const struct kc_seg_ring *r, const unsigned char *arena);

#endif
