/* distance.h - how long to stay away after a failed attempt in dense traffic.
 *
 * When sender and receiver run at the same speed they fight for one cache line. Waiting a little on the
 * first miss of an episode lets the other side get whole lines ahead, and lines then stream instead of
 * bouncing: worth two to ten times on an index ring, a quarter where each element is claimed. A
 * fixed wait would ruin the round trip, so the distance is learned per handle: it grows while a wait pays,
 * is dropped when it does not, and is probed for again ever more rarely (PROTOCOLS §3 "Back-off distance",
 * PERFORMANCE lesson 1). One handle, one thread. */
#ifndef KC_RING_DISTANCE_H
#define KC_RING_DISTANCE_H

#include "base/compiler.h"

enum { KC_DISTANCE_MAX = 256, KC_DISTANCE_PROBE = 32, KC_DISTANCE_GAP_MAX = 1024 };

struct kc_distance {
	uint32_t d;     /* units of kc_pause_units; 1: none */
	uint32_t probe; /* episodes until the next probe */
	uint32_t gap;
};

KC_ALWAYS_INLINE void kc_distance_init(struct kc_distance *x)
{
	x->d = 1;
	x->probe = x->gap = 8;
}

/* Elements (or free slots) that a wait of w units has to bring, or it does not pay. */
KC_ALWAYS_INLINE uint64_t kc_distance_enough(uint32_t w, uint64_t capacity)
{
	return w / 4 < capacity / 2 ? w / 4 : capacity / 2;
}

/* In dense traffic few are as bad as none: who takes the one element that is there meets the other side again
 * at the next one. Fewer than the units of the wait are few: on a fast ring a unit is several elements. For n > 0: how
 * many units to stay away first, 0 for none (then do not call learn). */
KC_ALWAYS_INLINE uint32_t kc_distance_thin(
	const struct kc_distance *x, uint64_t n, uint64_t capacity)
{
	return n < (x->d < capacity / 2 ? x->d : capacity / 2) ? x->d : 0;
}

/* First miss of an episode: how many units to wait, 0 for none (then do not call learn). */
KC_ALWAYS_INLINE uint32_t kc_distance_first(struct kc_distance *x)
{
	if (x->d > 1)
		return x->d;
	return --x->probe == 0 ? KC_DISTANCE_PROBE : 0;
}

/* After waiting w units, n elements (or free slots) were there. */
KC_ALWAYS_INLINE void kc_distance_learn(
	struct kc_distance *x, uint32_t w, uint64_t n, uint64_t capacity)
{
	if (n >= kc_distance_enough(w, capacity) && n > 0) {
		x->gap = 8;
		if (n < capacity / 4)
			x->d = 2 * w < KC_DISTANCE_MAX ? 2 * w : KC_DISTANCE_MAX;
		else if (n > capacity / 2)
			x->d = w / 2 > 2 ? w / 2 : 2;
		else
			x->d = w;
	} else {
		x->d = 1;
		x->gap = 2 * x->gap < KC_DISTANCE_GAP_MAX ? 2 * x->gap : KC_DISTANCE_GAP_MAX;
	}
	x->probe = x->gap;
}

#endif
