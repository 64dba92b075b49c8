#include "chan/lanes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/error.h"

/* --- making and giving out ------------------------------------------------------------------- */

/* The place of one more lane. Its group stays when the lane cannot be made. */
static struct kc_lane *place(struct kc_lanes *l)
{
	struct kc_lane_group **link = l->newest ? &l->newest->group->next : &l->first, *g = *link;
	uint32_t number = l->count % KC_LANES_A_GROUP;
	if (number)
		g = l->newest->group;
	if (!g) {
		g = aligned_alloc(_Alignof(struct kc_lane_group), sizeof *g);
		if (!g)
			return NULL;
		memset(g, 0, sizeof *g);
		kc_store_release(link, g); /* L1 */
	}
	g->lane[number].group = g;
	g->lane[number].number = l->count;
	return &g->lane[number];
}

static int one_more(struct kc_chan *c, uint32_t owner, struct kc_lane **out)
{
	struct kc_lanes *l = c->lanes;
	struct kc_lane *lane = place(l);
	if (!lane)
		return kc_fail(-ENOMEM, "no memory for a lane of channel %s", c->name);
	int rc = kc_ring_take(c, &l->shape, &lane->ring_index, &lane->row);
	if (rc)
		return rc;
	lane->slots = c->domain->arena.base + lane->row->slots_off;
	lane->next_stamp = UINT64_MAX;
	lane->row->owner = owner;
	kc_ring_show(lane->row);
	KC_INVARIANT("INV-LANE-2", lane->row->gen % 2 == 1 && lane->slots && lane->row->sent == 0);
	if (l->newest)
		kc_store_release(&l->newest->row->next_lane, lane->ring_index);
	l->newest = lane;
	kc_store_release(&l->count, l->count + 1); /* L1 */
	*out = lane;
	return 0;
}

/* INV-LANE-2: nothing that its last sender sent is left. */
static struct kc_lane *drained(struct kc_lanes *l)
{
	for (struct kc_lane **p = &l->closed; *p; p = &(*p)->closed_next) {
		struct kc_lane *lane = *p;
		if (kc_load_acquire(&lane->row->received) != kc_load_relaxed(&lane->row->sent))
			continue;
		*p = lane->closed_next;
		if (!*p)
			l->closed_end = p;
		lane->closed_next = NULL;
		KC_INVARIANT("INV-LANE-2", lane->row->owner == KC_NONE && lane->row->gen % 2 == 1);
		return lane;
	}
	return NULL;
}

int kc_lane_take(struct kc_chan *c, uint32_t owner, struct kc_lane **out)
{
	struct kc_lane *lane = drained(c->lanes);
	if (!lane)
		return one_more(c, owner, out);
	/* Its generation stays: to a reader it is the same ring, with the same positions, in use all the time. */
	kc_store_relaxed(&lane->row->owner, owner);
	*out = lane;
	return 0;
}

void kc_lane_leave(struct kc_chan *c, struct kc_lane *lane)
{
	kc_store_relaxed(&lane->row->owner, KC_NONE);
	*c->lanes->closed_end = lane;
	c->lanes->closed_end = &lane->closed_next;
}

int kc_lanes_make(struct kc_chan *c, const struct kc_ring_shape *shape)
{
	struct kc_lane *lane;
	c->lanes = calloc(1, sizeof *c->lanes);
	if (!c->lanes)
		return kc_fail(-ENOMEM, "no memory for the lanes of channel %s", c->name);
	c->lanes->shape = *shape;
	c->lanes->closed_end = &c->lanes->closed;
	int rc = one_more(c, KC_NONE, &lane);
	if (rc) {
		kc_lanes_unmake(c);
		return rc;
	}
	c->lanes->at = lane;
	kc_lane_leave(c, lane);
	c->ring = lane->row;
	c->ring_index = lane->ring_index;
	c->slots = lane->slots;
	return 0;
}

void kc_lanes_unmake(struct kc_chan *c)
{
	struct kc_lanes *l = c->lanes;
	for (struct kc_lane *lane = kc_lanes_first(l); lane; lane = kc_lane_after(l, lane))
		kc_ring_give(c, lane->ring_index);
	for (struct kc_lane_group *g = l->first, *next; g; g = next) {
		next = g->next;
		free(g);
	}
	free(l);
	c->lanes = NULL;
}

/* --- one after the other --------------------------------------------------------------------- */

struct kc_lane *kc_lanes_first(const struct kc_lanes *l)
{
	return kc_load_acquire(&l->count) ? &l->first->lane[0] : NULL;
}

struct kc_lane *kc_lane_after(const struct kc_lanes *l, const struct kc_lane *lane)
{
	uint32_t number = lane->number + 1;
	if (number >= kc_load_acquire(&l->count)) /* L1 */
		return NULL;
	const struct kc_lane_group *g = lane->group;
	return number % KC_LANES_A_GROUP ? &lane->group->lane[number % KC_LANES_A_GROUP]
					 : &kc_load_acquire(&g->next)->lane[0];
}

/* --- the receiver's rounds ------------------------------------------------------------------- */

static bool has_something(const struct kc_lane *lane)
{
	KC_INVARIANT("INV-LANE-1", lane->received == kc_load_relaxed(&lane->row->received));
	return kc_load_acquire(&lane->row->sent) != lane->received;
}

/* The first of these lanes of a group that has something. It stays among those that were shown: there may be more
 * than a visit takes. */
static struct kc_lane *first_of(struct kc_lane_group *g, uint64_t these)
{
	for (uint64_t w = kc_hints_look(&g->hints, &g->shown) & these; w; w &= w - 1) {
		struct kc_lane *lane = &g->lane[__builtin_ctzll(w)];
		if (has_something(lane))
			return lane;
		g->shown &= ~kc_lane_bit(lane);
	}
	return NULL;
}

struct kc_lane *kc_lanes_next(struct kc_lanes *l)
{
	struct kc_lane_group *from = l->at->group, *g = from;
	uint64_t behind = ~(kc_lane_bit(l->at) | (kc_lane_bit(l->at) - 1)), these = behind;
	struct kc_lane *lane;
	do {
		lane = first_of(g, these);
		if (lane)
			return lane;
		these = ~UINT64_C(0);
		g = kc_load_acquire(&g->next); /* L1 */
		if (!g)
			g = l->first;
	} while (g != from);
	return first_of(from, ~behind);
}

struct kc_lane *kc_lanes_any(struct kc_lanes *l)
{
	for (struct kc_lane *lane = kc_lanes_first(l); lane; lane = kc_lane_after(l, lane))
		if (has_something(lane))
			return lane;
	return NULL;
}

uint64_t kc_lanes_there(struct kc_lanes *l, uint64_t n)
{
	uint64_t there = 0;
	for (struct kc_lane_group *g = l->first; g && there < n; g = kc_load_acquire(&g->next))
		for (uint64_t w = kc_hints_look(&g->hints, &g->shown); w && there < n; w &= w - 1) {
			const struct kc_lane *lane = &g->lane[__builtin_ctzll(w)];
			there += kc_load_acquire(&lane->row->sent) - lane->received;
		}
	return there;
}

bool kc_lanes_fast(const struct kc_lanes *l)
{
	for (const struct kc_lane_group *g = l->first; g; g = kc_load_acquire(&g->next))
		if (kc_load_acquire(&g->hints.fast))
			return true;
	return false;
}

uint64_t kc_lanes_begin(struct kc_lanes *l)
{
	uint64_t received = 0;
	for (struct kc_lane *lane = kc_lanes_first(l); lane; lane = kc_lane_after(l, lane)) {
		lane->received = kc_load_relaxed(&lane->row->received);
		/* The stamps of a predecessor that nobody read: it starts behind them. */
		lane->stamps = lane->stamps_seen = kc_load_acquire(&lane->row->stamps);
		lane->next_stamp = UINT64_MAX;
		lane->group->shown |= kc_lane_bit(lane);
		received += lane->received;
	}
	return received;
}
