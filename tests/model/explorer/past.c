#include "past.h"

#include <stdlib.h>
#include <string.h>

#include "explore.h"

static uint64_t past[EXPLORE_THREADS];

/* G. Steele, D. Lea, C. Flood, "SplitMix" (2014): its finalizer. */
uint64_t past_mix(uint64_t a, uint64_t b)
{
	uint64_t x = (a ^ (b * UINT64_C(0x9e3779b97f4a7c15))) + UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

void past_reset(void)
{
	for (unsigned i = 0; i < EXPLORE_THREADS; i++)
		past[i] = past_mix(i, 0);
}

uint64_t past_did(unsigned thread, enum past_kind kind, uint64_t where, uint64_t after)
{
	uint64_t h = past_mix(past_mix(past[thread], where * 16 + kind), after);
	return past[thread] = h;
}

uint64_t past_of(unsigned thread)
{
	return past[thread];
}

/* --- what was searched ----------------------------------------------------------------------- */

/* A table with open addressing; a place that was reached with bounds of which none covers the other is in it once for
 * each. When it is full, places are searched again instead of remembered. */
enum { SLOTS_FIRST = 1 << 16, SLOTS_MAX = 1 << 26 };
struct reached {
	uint64_t place; /* 0: empty */
	uint32_t preemptions, deaths_stale;
};
static struct reached *slot;
static uint64_t slots, taken;

void past_forget(void)
{
	free(slot);
	slots = SLOTS_FIRST;
	taken = 0;
	slot = calloc(slots, sizeof *slot);
	if (!slot)
		abort();
}

static void put(struct reached *to, uint64_t n, struct reached r)
{
	uint64_t i = r.place & (n - 1);
	while (to[i].place)
		i = (i + 1) & (n - 1);
	to[i] = r;
}

/* False: it stays as it is. */
static bool grow(void)
{
	struct reached *more = slots < SLOTS_MAX ? calloc(2 * slots, sizeof *more) : NULL;
	if (!more)
		return false;
	for (uint64_t i = 0; i < slots; i++)
		if (slot[i].place)
			put(more, 2 * slots, slot[i]);
	free(slot);
	slot = more;
	slots *= 2;
	return true;
}

static bool covers(const struct reached *r, struct bounds b)
{
	return r->preemptions >= b.preemptions && r->deaths_stale >> 24 >= b.deaths &&
	       (r->deaths_stale & 0xffffff) >= b.stale;
}

bool past_known(uint64_t place, struct bounds b)
{
	place |= 1; /* not empty */
	for (uint64_t i = place & (slots - 1); slot[i].place; i = (i + 1) & (slots - 1))
		if (slot[i].place == place && covers(&slot[i], b))
			return true;
	if (taken >= slots / 4 * 3 && !grow())
		return false;
	put(slot, slots, (struct reached){ place, b.preemptions, b.deaths << 24 | b.stale });
	taken++;
	return false;
}
