#include "wait/side.h"

#include <errno.h>
#include <limits.h>

#include "base/check.h"
#include "wait/counts.h"
#include "wait/many.h"

/* -EAGAIN (the word moved on) and -EINTR are both "look again". */
static int slept(int rc)
{
	return rc == -ETIMEDOUT ? -ETIMEDOUT : 0;
}

KC_ALWAYS_INLINE int sleep_on(uint32_t ch, uint32_t *word, uint32_t value, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns)
{
	KC_POINT("side.to_sleep");
	kc_word_sleep(ch);
	int rc = token ? kc_cancel_sleep(token, seen, word, value, deadline_ns)
		       : kc_sys.futex_wait(word, value, deadline_ns);
	kc_word_slept();
	KC_POINT("side.slept");
	return slept(rc);
}

int kc_side_sleep_one(struct kc_seg_side_wait *s, uint32_t value, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns)
{
	KC_INVARIANT("INV-WAKE-1", value & KC_WORD_ASLEEP);
	return sleep_on(s->number, &s->word, value, token, seen, deadline_ns);
}

KC_ALWAYS_INLINE bool wake_the_one(struct kc_seg_side_wait *s, uint32_t ch)
{
	/* Before the wake, or a sleeper that announces itself again in between would lose its flag. */
	if (!(kc_fetch_and(&s->word, ~KC_WORD_ASLEEP) & KC_WORD_ASLEEP))
		return false;
	KC_POINT("side.taken");
	kc_word_futex_wake(ch, &s->word, 1);
	KC_POINT("side.woke_one");
	kc_many_changed(ch);
	return true;
}

bool kc_side_wake_the_one(struct kc_seg_side_wait *s)
{
	return wake_the_one(s, s->number);
}

/* --- several waiters ------------------------------------------------------------------------- */

static uint32_t *word_of(struct kc_seg_side_wait *s, bool many)
{
	return many ? &s->word_many : &s->word;
}

void kc_side_announce(struct kc_seg_side_wait *s, bool many)
{
	/* Before `waiters`: a waker that counts this waiter knows what kind it is. */
	if (many)
		(void)kc_fetch_add(&s->many, 1u);
	KC_POINT("side.to_count");
	kc_counts_announce(&s->counts);
}

uint32_t kc_side_word(struct kc_seg_side_wait *s, bool many)
{
	uint32_t word = kc_load_acquire(word_of(s, many));
	KC_POINT("side.word_read");
	kc_counts_lower(&s->counts);
	return word;
}

int kc_side_sleep(struct kc_seg_side_wait *s, bool many, uint32_t word, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns)
{
	KC_INVARIANT("INV-WAKE-1", KC_WAITERS(kc_load_relaxed(&s->counts)) > 0);
	KC_INVARIANT("INV-WAKE-1", !many || kc_load_relaxed(&s->many) > 0);
	return sleep_on(s->number, word_of(s, many), word, token, seen, deadline_ns);
}

void kc_side_withdraw(struct kc_seg_side_wait *s, bool many)
{
	kc_counts_leave(&s->counts);
	if (many)
		(void)kc_fetch_sub(&s->many, 1u);
	kc_fence_full();
}

uint32_t kc_side_wake(struct kc_seg_side_wait *s, uint32_t n)
{
	n = kc_counts_raise(&s->counts, n);
	if (n == 0)
		return 0;
	(void)kc_fetch_add(&s->word, 1u);
	KC_POINT("side.advanced");
	kc_word_futex_wake(s->number, &s->word, (int)n);
	KC_POINT("side.woke");
	/* Not before: one that has come since the count would keep a wake from the others. */
	if (kc_unlikely(kc_load_acquire(&s->many))) {
		(void)kc_fetch_add(&s->word_many, 1u);
		KC_POINT("side.many_advanced");
		kc_word_futex_wake(s->number, &s->word_many, INT_MAX);
	}
	kc_many_changed(s->number);
	return n;
}

void kc_side_wake_all(struct kc_seg_side_wait *s, bool several, uint32_t ch)
{
	if (!several) {
		(void)wake_the_one(s, ch);
		return;
	}
	/* A sleeper that read the old value is woken, one that reads the new one looks after the close. */
	for (int many = 0; many < 2; many++) {
		(void)kc_fetch_add(word_of(s, many), 1u);
		KC_POINT("side.all_advanced");
		kc_word_futex_wake(ch, word_of(s, many), INT_MAX);
	}
	kc_many_changed(ch);
}
