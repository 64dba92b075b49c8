/* hints.h - which of 64 senders, each with a ring of its own, a receiver has to look at (PROTOCOLS §3 "MPSC").
 *
 * A receiver of many rings that looked at each of them would pay for those that are idle. What it must look at is
 * exact all the same (INV-LANE-1), because it follows the senders' fence mode (mode.h):
 *   FENCED  the sender publishes, fences, and sets its bit in `some` unless it stands there already. The receiver
 *           takes the bits away, fences, and then reads the positions: either it sees what was published or the
 *           sender sees the bit gone and sets it again.
 *   FAST    the sender does nothing beside publishing; its bit in `fast` makes the receiver read its position
 *           at every look. It is also the mode's word: a sleeper calls membarrier while any stands there.
 *
 * Edges (model: lanes):
 *   H1 position, full fence, look at `some`  against  bits taken, full fence, look at the position.
 *   H2 bit in `some`, full fence, look for a sleeper  against  announcement, full fence, look at `some`.
 *   H3 leaving FAST: `some` is set before `fast` is cleared; the receiver reads `fast` before `some`. */
#ifndef KC_WAIT_HINTS_H
#define KC_WAIT_HINTS_H

#include "base/atomic.h"
#include "base/point.h"

struct kc_hints {
	_Alignas(128) uint64_t some; /* set by senders, taken by the receiver */
	uint64_t fast;               /* each sender its own bit */
};

/* FENCED, after the publication and its full fence, before the look for a sleeper. */
KC_ALWAYS_INLINE void kc_hint_some(struct kc_hints *h, uint64_t bit)
{
	KC_POINT("hint.to_look");
	if (kc_load_relaxed(&h->some) & bit)
		return; /* H1 */
	(void)kc_fetch_or(&h->some, bit);
	KC_POINT("hint.set");
	kc_fence_full(); /* H2 */
}

/* A full fence follows, then a look for a sleeper. */
KC_ALWAYS_INLINE void kc_hint_fast(struct kc_hints *h, uint64_t bit)
{
	(void)kc_fetch_or(&h->fast, bit);
	KC_POINT("hint.fast");
}

KC_ALWAYS_INLINE void kc_hint_fenced(struct kc_hints *h, uint64_t bit)
{
	(void)kc_fetch_or(&h->some, bit); /* H3 */
	KC_POINT("hint.to_leave_fast");
	(void)kc_fetch_and(&h->fast, ~bit);
}

/* The senders to look at: those in `fast`, and those who have shown something since the last look, who are added
 * to *shown. The receiver takes a bit out of *shown when it has seen that nothing is there. */
KC_ALWAYS_INLINE uint64_t kc_hints_look(struct kc_hints *h, uint64_t *shown)
{
	uint64_t fast = kc_load_acquire(&h->fast); /* H3 */
	KC_POINT("hint.fast_read");
	if (kc_load_relaxed(&h->some)) {
		*shown |= kc_exchange(&h->some, UINT64_C(0));
		KC_POINT("hint.taken");
		kc_fence_full(); /* H1 */
		KC_POINT("hint.fenced");
	}
	return *shown | fast;
}

#endif
