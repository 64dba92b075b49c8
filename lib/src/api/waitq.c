#include <kc/waitq.h>

#include <errno.h>
#include <limits.h>

#include "base/clock.h"
#include "base/point.h"
#include "base/sys.h"
#include "wait/counts.h"

KC_API void kc_waitq_init(kc_waitq *q)
{
	*q = (kc_waitq)KC_WAITQ_INIT;
}

/* The word, then one wake less, and only then the caller's look. */
static uint32_t read_word(kc_waitq *q)
{
	uint32_t word = kc_load_acquire(&q->word);
	KC_POINT("waitq.word_read");
	kc_counts_lower(&q->counts);
	return word;
}

static void withdraw(kc_waitq *q)
{
	kc_counts_leave(&q->counts);
	kc_fence_full();
	KC_POINT("waitq.left");
}

/* Before the fence stands what the caller has published. */
static uint32_t wake(kc_waitq *q, uint32_t n, int sleepers)
{
	KC_POINT("waitq.to_fence");
	kc_fence_full(); /* against W1 */
	n = kc_counts_raise(&q->counts, n);
	if (n == 0)
		return 0;
	(void)kc_fetch_add(&q->word, 1u);
	KC_POINT("waitq.advanced");
	(void)kc_sys.futex_wake(&q->word, sleepers);
	return n;
}

static bool nobody_is_announced(const kc_waitq *q)
{
	return KC_WAITERS(kc_load_relaxed(&q->counts)) == 0;
}

KC_API int kc_waitq_wait(kc_waitq *q, kc_waitq_look look, void *ctx, int64_t timeout_ns)
{
	if (!look || timeout_ns < KC_FOREVER)
		return -EINVAL;
	int r = look(ctx);
	if (r != KC_LOOK_AGAIN)
		return r < 0 ? r : 0; /* never announced: it has eaten no wake */
	if (timeout_ns == 0)
		return -EAGAIN;

	uint64_t deadline = kc_deadline_ns(timeout_ns);
	bool woken = false, late = false;
	kc_counts_announce(&q->counts);
	for (;;) {
		uint32_t word = read_word(q);
		r = look(ctx);
		if (r != KC_LOOK_AGAIN || late)
			break;
		KC_POINT("waitq.to_sleep");
		int rc = kc_sys.futex_wait(&q->word, word, deadline);
		KC_POINT("waitq.slept");
		woken |= rc == 0;
		late = rc == -ETIMEDOUT;
	}
	withdraw(q);
	/* INV-WAKE-2. Also of a late one that a wake had reached: it may have been meant for another. */
	if (r != KC_LOOK_LAST && (r != KC_LOOK_AGAIN || woken))
		(void)wake(q, 1, 1);
	if (r == KC_LOOK_AGAIN)
		return -ETIMEDOUT;
	return r < 0 ? r : 0;
}

KC_API void kc_waitq_prepare(kc_waitq *q, uint32_t *key)
{
	kc_counts_announce(&q->counts);
	*key = read_word(q);
}

KC_API int kc_waitq_commit(kc_waitq *q, uint32_t key, int64_t timeout_ns)
{
	int rc;
	if (nobody_is_announced(q))
		return -EINVAL;
	KC_POINT("waitq.to_commit");
	if (timeout_ns < KC_FOREVER)
		rc = -EINVAL;
	else if (timeout_ns == 0)
		rc = kc_load_acquire(&q->word) == key ? -EAGAIN : 0;
	else if (kc_sys.futex_wait(&q->word, key, kc_deadline_ns(timeout_ns)) == -ETIMEDOUT)
		rc = -ETIMEDOUT;
	else
		rc = 0; /* -EAGAIN (the word moved on) and -EINTR are both "look again" */
	withdraw(q);
	return rc;
}

KC_API int kc_waitq_abort(kc_waitq *q)
{
	if (nobody_is_announced(q))
		return -EINVAL;
	withdraw(q);
	return 0;
}

KC_API uint32_t kc_waitq_wake(kc_waitq *q, uint32_t n)
{
	return wake(q, n, n > INT_MAX ? INT_MAX : (int)n);
}

KC_API uint32_t kc_waitq_wake_all(kc_waitq *q)
{
	return wake(q, UINT32_MAX, INT_MAX);
}

KC_API uint32_t kc_waitq_waiters(const kc_waitq *q)
{
	return KC_WAITERS(kc_load_relaxed(&q->counts));
}
