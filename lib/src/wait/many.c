#include "wait/many.h"

#include <errno.h>
#include <limits.h>

#include "wait/word.h"

struct kc_bell kc_bell;

void kc_bell_ring(uint32_t ch)
{
	(void)kc_fetch_add(&kc_bell.word, 1u);
	KC_POINT("bell.advanced");
	kc_word_futex_wake(ch, &kc_bell.word, INT_MAX);
}

void kc_many_after_fork(void)
{
	kc_bell.sleepers = 0;
}

static const uint32_t *word_of(const struct futex_waitv *at)
{
	return (const uint32_t *)(uintptr_t)at->uaddr; /* NOLINT: the kernel's form */
}

static bool have_changed(const struct kc_many *m)
{
	for (uint32_t i = 0; i < m->n; i++)
		if (kc_load_acquire(word_of(&m->at[i])) != (uint32_t)m->at[i].val)
			return true;
	return false;
}

/* The bell is read before the words: who changes one of them afterwards advances it. */
static int sleep_by_the_bell(const struct kc_many *m, uint64_t deadline_ns)
{
	uint32_t bell = kc_load_acquire(&kc_bell.word);
	KC_POINT("bell.read");
	(void)kc_fetch_add(&kc_bell.sleepers, 1u);
	KC_POINT("bell.counted");
	kc_fence_full(); /* B1 */
	int rc = -EAGAIN;
	if (!have_changed(m)) {
		KC_POINT("bell.to_sleep");
		rc = kc_sys.futex_wait(&kc_bell.word, bell, deadline_ns);
	}
	KC_POINT("bell.to_leave");
	(void)kc_fetch_sub(&kc_bell.sleepers, 1u);
	return rc;
}

static bool is_answer(int rc)
{
	return rc >= 0 || rc == -EAGAIN || rc == -EINTR || rc == -ETIMEDOUT;
}

int kc_many_sleep(const struct kc_many *m, uint64_t deadline_ns)
{
	uint32_t nobody = 0;
	int rc;
	KC_POINT("many.to_sleep");
	if (m->n == 0) {
		rc = kc_sys.futex_wait(&nobody, 0, deadline_ns);
	} else if (m->n == 1) {
		rc = kc_sys.futex_wait((uint32_t *)(uintptr_t)m->at[0].uaddr, /* NOLINT */
			(uint32_t)m->at[0].val, deadline_ns);
	} else {
		/* Asked anew each time, as in cancel.c. The table's entry takes words that it does not change. */
		rc = kc_sys.futex_waitv((struct futex_waitv *)(uintptr_t)m->at, m->n, deadline_ns);
		if (kc_unlikely(!is_answer(rc)))
			rc = sleep_by_the_bell(m, deadline_ns);
	}
	KC_POINT("many.slept");
	return rc == -ETIMEDOUT ? rc : 0; /* -EAGAIN (a word moved on) and -EINTR: look again */
}
