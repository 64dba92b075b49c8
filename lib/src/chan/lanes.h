/* lanes.h - the lanes of an MPSC channel: a ring for each sending endpoint, and where its receiver goes next.
 *
 * Ring decomposition: a sender is the one sender of its lane and never meets another one; the receiver goes round the
 * lanes (PROTOCOLS §3 "MPSC"). INV-LANE-2: a lane is linked when it is ready, belongs to one sender at a time, and is
 * used again when the last one's elements were received; positions go on (INV-POS-1). Lanes are freed with the channel.
 *
 *                        take, leave   next, there, ...   pop
 *   take, leave (lock)        X                -           X     X: caller excludes
 *   next, there, any (rx)     -                X           X
 *
 * They stand in groups of 64, for a group's senders have a word of hints together (wait/hints.h): a round over
 * thousands of lanes that are idle looks at a line a group. Process memory, not the segment's.
 *
 * Edges (model: lanes):
 *   L1 group and count: release in take -> acquire in the receiver's rounds: a lane is ready before it is seen. One
 *      that is linked after a round publishes after it, too, and then finds the announcement (H2). */
#ifndef KC_CHAN_LANES_H
#define KC_CHAN_LANES_H

#include "chan/chan.h"
#include "chan/storage.h"
#include "wait/hints.h"

enum { KC_LANES_A_GROUP = 64 };

struct kc_lane {
	struct kc_seg_ring *row;
	unsigned char *slots;
	struct kc_lane_group *group;
	uint32_t ring_index;
	uint32_t number; /* of the channel's, from 0 */
	/* the receiver's, while it does not stand there */
	uint64_t received;
	uint64_t stamps, stamps_seen, next_stamp; /* as in struct kc_end */
	struct kc_lane *closed_next;              /* domain lock */
};

struct kc_lane_group {
	struct kc_hints hints;
	_Alignas(128) uint64_t shown; /* the receiver's: lanes that may have something */
	struct kc_lane_group *next;   /* L1 */
	struct kc_lane lane[KC_LANES_A_GROUP];
};

struct kc_lanes {
	struct kc_lane_group *first;
	uint32_t count;     /* L1 */
	struct kc_lane *at; /* where the receiver stands, or stood last */
	/* domain lock */
	struct kc_ring_shape shape;
	struct kc_lane *newest;
	struct kc_lane *closed; /* without a sender, the one that was closed first in front */
	struct kc_lane **closed_end;
};

/* With the first lane, which has no sender yet. 0, or -errno with a sentence. */
int kc_lanes_make(struct kc_chan *c, const struct kc_ring_shape *shape);
void kc_lanes_unmake(struct kc_chan *c);

/* A lane for the endpoint in row `owner`: one that is drained, or one more. */
int kc_lane_take(struct kc_chan *c, uint32_t owner, struct kc_lane **lane);
void kc_lane_leave(struct kc_chan *c, struct kc_lane *lane);

/* The one that was made after it; NULL: it is the last. */
struct kc_lane *kc_lane_after(const struct kc_lanes *l, const struct kc_lane *lane);
struct kc_lane *kc_lanes_first(const struct kc_lanes *l);

KC_ALWAYS_INLINE uint64_t kc_lane_bit(const struct kc_lane *lane)
{
	return UINT64_C(1) << lane->number % KC_LANES_A_GROUP;
}

/* --- the receiver; `received` is right in every lane ------------------------------------------ */

/* The next one in turn that has something, its own last; NULL: there is none (INV-LANE-1). */
struct kc_lane *kc_lanes_next(struct kc_lanes *l);
/* The same by the positions of all lanes, whatever the hints say. */
struct kc_lane *kc_lanes_any(struct kc_lanes *l);
/* How many elements there are in all of them; at least n is enough. */
uint64_t kc_lanes_there(struct kc_lanes *l, uint64_t n);
/* Whether a sender does not fence. */
bool kc_lanes_fast(const struct kc_lanes *l);
/* Another receiver: it looks at all of them once. Returns what was received from them. */
uint64_t kc_lanes_begin(struct kc_lanes *l);

#endif
