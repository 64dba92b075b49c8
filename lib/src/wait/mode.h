/* mode.h - the fence mode: who pays for the barrier between publishing and looking for sleepers
 * (PROTOCOLS §2 "Fence mode").
 *
 * A publisher in FENCED executes a full fence after each publication; in FAST only a compiler barrier, and a
 * sleeper then pays with a membarrier. It goes FAST after 1024 publications in a row without a sleeper and
 * back when it has just woken somebody: a streaming channel never fences, a blocking one almost never
 * calls membarrier. Where membarrier is refused nobody leaves FENCED. If it is refused only later (a seccomp policy that
 * the program gives itself, or no memory) those who are FAST by then cost their sleepers a millisecond instead, until
 * they have woken somebody, and stay FENCED.
 *
 * With one endpoint a side the word is its endpoint's own, written by it alone and read by sleepers of the
 * other side. With several it is a count of those that are FAST, changed by locked instructions, so that
 * a sleeper looks at one word for all of them. Senders with a lane each have a bit beside it, in the hints of their
 * channel's receiver (hints.h). (models: wait_one, wait_many, lanes) */
#ifndef KC_WAIT_MODE_H
#define KC_WAIT_MODE_H

#include "base/atomic.h"
#include "base/point.h"
#include "segment/layout.h"
#include "wait/hints.h"

/* With several peers a sleep that meets one of them that is FAST costs everybody, so it takes more to be it. */
enum { KC_MODE_STREAK = 1024, KC_MODE_STREAK_SHARED = 16384 };

struct kc_mode {
	uint32_t *word; /* in the ring's row; shared: in the side that it wakes */
	uint32_t now;   /* enum kc_seg_fence_mode */
	uint32_t streak;
	bool can_be_fast;       /* membarrier works here */
	bool shared;            /* *word counts */
	struct kc_hints *hints; /* a lane's sender: its bit there follows the mode; else NULL */
	uint64_t bit;
};

/* Registers the process once; whether membarrier works, as far as is known. */
bool kc_membarrier_ready(void);

KC_ALWAYS_INLINE void kc_mode_init(struct kc_mode *m, uint32_t *word)
{
	*m = (struct kc_mode){ .word = word, .now = KC_MODE_FENCED };
	m->can_be_fast = kc_membarrier_ready();
	kc_store_release(word, (uint32_t)KC_MODE_FENCED);
}

KC_ALWAYS_INLINE void kc_mode_init_shared(struct kc_mode *m, uint32_t *count)
{
	*m = (struct kc_mode){ .word = count, .now = KC_MODE_FENCED, .shared = true };
	m->can_be_fast = kc_membarrier_ready();
}

KC_ALWAYS_INLINE void kc_mode_init_lane(
	struct kc_mode *m, uint32_t *word, struct kc_hints *hints, uint64_t bit)
{
	kc_mode_init(m, word);
	m->hints = hints;
	m->bit = bit;
}

/* Publications in a row without a sleeper before it is FAST. */
KC_ALWAYS_INLINE uint32_t kc_mode_streak(const struct kc_mode *m)
{
	return m->shared || m->hints ? KC_MODE_STREAK_SHARED : KC_MODE_STREAK;
}

/* After a publication that found nobody asleep, in FENCED: true when it has just gone FAST; the caller
 * then looks for sleepers once more before its next operation. */
KC_ALWAYS_INLINE bool kc_mode_count(struct kc_mode *m)
{
	if (++m->streak < kc_mode_streak(m) || !m->can_be_fast)
		return false;
	m->can_be_fast = kc_membarrier_ready();
	if (!m->can_be_fast)
		return false;
	m->now = KC_MODE_FAST;
	KC_POINT("mode.to_fast");
	if (m->hints)
		kc_hint_fast(m->hints, m->bit);
	if (m->shared)
		(void)kc_fetch_add(m->word, 1u);
	else
		kc_store_relaxed(m->word, (uint32_t)KC_MODE_FAST);
	KC_POINT("mode.fast");
	kc_fence_full(); /* the mode before the next publication's look */
	return true;
}

/* It found somebody asleep, goes to sleep itself (shared), or its endpoint is being closed. */
KC_ALWAYS_INLINE void kc_mode_woke(struct kc_mode *m)
{
	m->streak = 0;
	if (m->now == KC_MODE_FENCED)
		return;
	m->now = KC_MODE_FENCED;
	KC_POINT("mode.to_fenced");
	if (m->hints)
		kc_hint_fenced(m->hints, m->bit);
	if (m->shared)
		(void)kc_fetch_sub(m->word, 1u);
	else
		kc_store_release(m->word, (uint32_t)KC_MODE_FENCED);
}

/* Whether its word says what it does: who relies on it calls membarrier for a publisher that does not fence, and for no
 * other (a lane's too: the receiver then looks at it each time). */
KC_ALWAYS_INLINE bool kc_mode_is_said(const struct kc_mode *m)
{
	uint32_t word = kc_load_relaxed(m->word);
	if (m->now == KC_MODE_FENCED)
		return m->shared || word == KC_MODE_FENCED;
	return m->can_be_fast && (m->shared ? word > 0 : word == KC_MODE_FAST) &&
	       (!m->hints || (kc_load_relaxed(&m->hints->fast) & m->bit));
}

/* A full barrier in every running thread of the process, where it works; where it did once, as good as one. */
void kc_membarrier(void);

/* For a sleeper that has announced itself and fenced: whether its peer does not fence. Then it calls membarrier. */
KC_ALWAYS_INLINE bool kc_mode_is_fast(const uint32_t *peer_word)
{
	return kc_load_acquire(peer_word) == KC_MODE_FAST;
}
/* The same with several peers: once, after the announcement, however often it then sleeps. Who goes FAST
 * later fences when it does and finds the announcement. */
KC_ALWAYS_INLINE bool kc_mode_any_is_fast(const uint32_t *count)
{
	return kc_load_acquire(count) != 0;
}

#endif
