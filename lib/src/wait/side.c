#include "wait/side.h"

#include <errno.h>
#include <limits.h>

/* -EAGAIN (the word moved on) and -EINTR are both "look again". */
static int slept(int rc)
{
	return rc == -ETIMEDOUT ? -ETIMEDOUT : 0;
}

int kc_side_sleep_one(struct kc_seg_side_wait *s, uint64_t deadline_ns)
{
	return slept(kc_sys.futex_wait(&s->word, 1, deadline_ns));
}

bool kc_side_wake_the_one(struct kc_seg_side_wait *s)
{
	/* Before the wake, or a sleeper that announces itself again in between would lose its flag. */
	if (kc_exchange(&s->word, 0u) == 0)
		return false;
	(void)kc_sys.futex_wake(&s->word, 1);
	return true;
}

int kc_side_sleep(struct kc_seg_side_wait *s, uint32_t word, uint64_t deadline_ns)
{
	return slept(kc_sys.futex_wait(&s->word, word, deadline_ns));
}

uint32_t kc_side_wake(struct kc_seg_side_wait *s, uint32_t n)
{
	uint32_t waiters = kc_load_relaxed(&s->waiters);
	if (waiters == 0 || n == 0)
		return 0;
	if (n > waiters)
		n = waiters;
	(void)kc_fetch_add(&s->word, 1u);
	(void)kc_sys.futex_wake(&s->word, (int)n);
	return n;
}

void kc_side_wake_all(struct kc_seg_side_wait *s, bool several)
{
	if (!several) {
		(void)kc_side_wake_the_one(s);
		return;
	}
	/* A sleeper that read the old value is woken, one that reads the new one looks after the close. */
	(void)kc_fetch_add(&s->word, 1u);
	(void)kc_sys.futex_wake(&s->word, INT_MAX);
}
