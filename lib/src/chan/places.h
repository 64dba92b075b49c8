/* places.h - where those who wait for a partner stand: by channel and side a bitmap, and for each bit a slot that names
 * a wait record (meet.h says how they are read). And the records themselves.
 *
 * A place is an endpoint's while it is open: the lowest one that is free. Taking and giving: the domain's lock is
 * held. The rest: any thread. Groups of 64 places come in blocks, each twice the one before, so that what was once read
 * stays where it is; they go with their channel. */
#ifndef KC_CHAN_PLACES_H
#define KC_CHAN_PLACES_H

#include "base/atomic.h"

struct kc_end;
struct kc_meet; /* a wait record: meet.h */

/* What a call waits with; e is of a rendezvous channel. */
struct kc_meet_case {
	struct kc_end *e;
	void *elem; /* what to send or where to receive: e->elem_bytes, not aligned. KC_TICKETS and KC_BYTES: the
		     * handle, queued already, or to be taken afterwards */
	uint64_t room; /* a receiver's on KC_BYTES: longer messages do not fit. Else UINT64_MAX */
};

struct kc_meet_slot {
	struct kc_meet *m;
	uint64_t say;   /* what the other side may know: a sender's handle, a receiver's room */
	uint32_t index; /* of the case */
	uint32_t reserved;
};

enum { KC_PLACES_GROUP = 64, KC_PLACES_BLOCKS = 18 };

struct kc_meet_group {
	_Alignas(64) uint64_t waiting; /* bits of places where somebody waits */
	uint64_t taken;                /* of open endpoints; the lock's */
	struct kc_meet_slot slot[KC_PLACES_GROUP];
};

struct kc_meet_side {
	_Alignas(64) uint32_t groups; /* in use; only grows */
	uint32_t next;                /* where scans begin: behind the last partner */
	struct kc_meet_group *block[KC_PLACES_BLOCKS]; /* block k has 2^k groups */
};

struct kc_meets;
struct kc_meet_side *kc_meets_side(struct kc_meets *s, int side);

struct kc_place {
	struct kc_meet_side *side;
	struct kc_meet_group *group;
	struct kc_meet_slot *slot;
	uint64_t bit;
	uint32_t index;
};

/* 0 or -ENOMEM. */
int kc_place_take(struct kc_meet_side *s, struct kc_place *out);
void kc_place_give(struct kc_place *p);

/* Somebody was met here: the next scan begins behind it, so that everybody's turn comes. */
KC_ALWAYS_INLINE void kc_place_met(const struct kc_place *p)
{
	kc_store_relaxed(&p->side->next, p->index + 1);
}

/* All places where somebody waits, once round. */
struct kc_walk {
	struct kc_meet_side *side;
	struct kc_meet_group *group;
	uint64_t bits; /* of the group, not seen yet */
	uint32_t groups, from, step, at;
};

struct kc_walk kc_walk_begin(struct kc_meet_side *s);
bool kc_walk_next(struct kc_walk *w, struct kc_place *out);

/* A record that nobody has; NULL: no memory. */
struct kc_meet *kc_meet_new(void);
void kc_meet_drop(struct kc_meet *m);

#endif
