/* sem.c - permits and the number of those in line share one word, so that nobody can see permits without
 * seeing that others come first: the fast paths are a compare-and-swap that needs an empty line. The line
 * is a list under a lock; who adds or leaves serves from its head, and a waiter that was served sleeps until
 * its own word says so. Model: sem. */
#include <kc/sem.h>

#include <errno.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "base/pause.h"
#include "base/point.h"
#include "base/sys.h"

enum {
	LOCK_LOOKS = 64
}; /* before it sleeps: the lock is held for less than a switch of threads takes */

/* On the stack of the waiting thread. */
struct kc_sem_waiter {
	struct kc_sem_waiter *next, *before;
	uint32_t n;
	bool in_line;     /* under the lock */
	uint32_t granted; /* the futex word; after 1 the waiter may be gone */
};

#define IN_LINE_ONE (UINT64_C(1) << 32)

static int64_t permits(uint64_t state)
{
	return (int32_t)(uint32_t)state;
}

static uint32_t in_line(uint64_t state)
{
	return (uint32_t)(state >> 32);
}

/* The same line with other permits. */
static uint64_t with(uint64_t state, int64_t value)
{
	return (state & ~UINT64_C(0xffffffff)) | (uint32_t)value;
}

/* --- the lock of the line ---------------------------------------------------------------------- */

static int take_lock(void *ctx)
{
	kc_sem *s = ctx;
	uint32_t free = 0;
	return kc_load_relaxed(&s->lock) == 0 && kc_cas_acquire(&s->lock, &free, 1u)
		       ? KC_LOOK_LAST
		       : KC_LOOK_AGAIN;
}

static void lock(kc_sem *s)
{
	for (int i = 0; i < LOCK_LOOKS; i++) {
		if (take_lock(s) != KC_LOOK_AGAIN)
			return;
		if (kc_cpus() < 2)
			break;
		kc_pause();
	}
	(void)kc_waitq_wait(&s->lock_queue, take_lock, s, KC_FOREVER);
}

static void unlock(kc_sem *s)
{
	kc_store_release(&s->lock, 0u);
	KC_POINT("sem.unlocked");
	(void)kc_waitq_wake(&s->lock_queue, 1);
}

/* --- the line; under the lock -------------------------------------------------------------------- */

static void stand_in_line(kc_sem *s, struct kc_sem_waiter *w)
{
	w->in_line = true;
	w->before = s->last;
	*(s->last ? &s->last->next : &s->first) = w;
	s->last = w;
}

static void leave_line(kc_sem *s, struct kc_sem_waiter *w)
{
	w->in_line = false;
	*(w->before ? &w->before->next : &s->first) = w->next;
	*(w->next ? &w->next->before : &s->last) = w->before;
	w->next = NULL;
}

/* Gives permits to those whose turn it is; they are to be told after the unlock. */
static struct kc_sem_waiter *serve(kc_sem *s)
{
	struct kc_sem_waiter *served = NULL, **end = &served, *w;
	while ((w = s->first)) {
		/* kc_sem_reduce may take permits away at any time. */
		uint64_t state = kc_load_relaxed(&s->state);
		do
			if (permits(state) < w->n)
				return served;
		while (!kc_cas_acq_rel(
			&s->state, &state, with(state, permits(state) - w->n) - IN_LINE_ONE));
		leave_line(s, w);
		*end = w;
		end = &w->next;
	}
	return served;
}

static void tell(struct kc_sem_waiter *served)
{
	while (served) {
		struct kc_sem_waiter *next = served->next;
		uint32_t *word = &served->granted;
		kc_store_release(word, 1u);
		KC_POINT("sem.granted");
		(void)kc_sys.futex_wake(word, 1); /* an address by now, no more */
		served = next;
	}
}

/* --- acquiring ----------------------------------------------------------------------------------- */

static bool take(kc_sem *s, uint32_t n)
{
	uint64_t state = kc_load_relaxed(&s->state);
	while (in_line(state) == 0 && permits(state) >= n)
		if (kc_cas_acquire(&s->state, &state, with(state, permits(state) - n)))
			return true;
	return false;
}

/* Permits, or a place in line; one step, or an add between would serve nobody. True: permits. */
static bool take_or_stand(kc_sem *s, struct kc_sem_waiter *w)
{
	uint64_t state, to;
	bool taken;
	lock(s);
	state = kc_load_relaxed(&s->state);
	do {
		taken = in_line(state) == 0 && permits(state) >= w->n;
		to = taken ? with(state, permits(state) - w->n) : state + IN_LINE_ONE;
	} while (!kc_cas_acq_rel(&s->state, &state, to));
	KC_POINT("sem.to_stand");
	if (!taken)
		stand_in_line(s, w);
	unlock(s);
	return taken;
}

/* False: it was served before it could leave. */
static bool give_up(kc_sem *s, struct kc_sem_waiter *w)
{
	struct kc_sem_waiter *served = NULL;
	bool left;
	KC_POINT("sem.to_give_up");
	lock(s);
	left = w->in_line;
	if (left) {
		leave_line(s, w);
		(void)kc_fetch_sub(&s->state, IN_LINE_ONE);
		served = serve(s); /* it may have been all that those behind it waited for */
	}
	unlock(s);
	tell(served);
	return left;
}

static KC_NOINLINE int wait_in_line(kc_sem *s, uint32_t n, int64_t timeout_ns)
{
	uint64_t deadline = kc_deadline_ns(timeout_ns);
	struct kc_sem_waiter w = { .n = n };
	if (take_or_stand(s, &w))
		return 0;
	while (!kc_load_acquire(&w.granted)) {
		KC_POINT("sem.to_sleep");
		if (kc_sys.futex_wait(&w.granted, 0, deadline) != -ETIMEDOUT)
			continue;
		if (give_up(s, &w))
			return -ETIMEDOUT;
		deadline =
			0; /* the permits are its own; it stays until nobody looks at `w` any more */
	}
	return 0;
}

KC_API int kc_sem_acquire(kc_sem *s, uint32_t n, int64_t timeout_ns)
{
	if (n > KC_SEM_MAX || timeout_ns < KC_FOREVER)
		return -EINVAL;
	if (n == 0 || take(s, n))
		return 0;
	return timeout_ns == 0 ? -EAGAIN : wait_in_line(s, n, timeout_ns);
}

KC_API int kc_sem_try(kc_sem *s, uint32_t n)
{
	return kc_sem_acquire(s, n, 0);
}

/* --- giving and taking away -------------------------------------------------------------------- */

/* 0, -EOVERFLOW, or with `alone` -EAGAIN: somebody stands in line. */
static int add(kc_sem *s, uint32_t n, bool alone)
{
	uint64_t state = kc_load_relaxed(&s->state);
	do {
		if (permits(state) + n > KC_SEM_MAX)
			return -EOVERFLOW;
		if (alone && in_line(state))
			return -EAGAIN;
	} while (!kc_cas_acq_rel(&s->state, &state, with(state, permits(state) + n)));
	return 0;
}

static KC_NOINLINE int add_and_serve(kc_sem *s, uint32_t n)
{
	struct kc_sem_waiter *served = NULL;
	lock(s);
	int rc = add(s, n, false);
	KC_POINT("sem.to_serve");
	if (rc == 0)
		served = serve(s);
	unlock(s);
	tell(served);
	return rc;
}

KC_API int kc_sem_add(kc_sem *s, uint32_t n)
{
	int rc = add(s, n, true);
	KC_POINT("sem.added");
	return rc == -EAGAIN ? add_and_serve(s, n) : rc;
}

KC_API int kc_sem_reduce(kc_sem *s, uint32_t n)
{
	uint64_t state = kc_load_relaxed(&s->state);
	do
		if (permits(state) - n < -KC_SEM_MAX)
			return -EOVERFLOW;
	while (!kc_cas_acq_rel(&s->state, &state, with(state, permits(state) - n)));
	return 0;
}

KC_API int kc_sem_init(kc_sem *s, uint32_t n)
{
	if (n > KC_SEM_MAX)
		return -EINVAL;
	*s = (kc_sem)KC_SEM_INIT(n);
	return 0;
}

KC_API int64_t kc_sem_value(const kc_sem *s)
{
	return permits(kc_load_relaxed(&s->state));
}

KC_API uint32_t kc_sem_waiters(const kc_sem *s)
{
	return in_line(kc_load_relaxed(&s->state));
}
