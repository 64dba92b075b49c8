/* The counting semaphore: all or nothing, first come first served also for those who ask for many, no
 * permit is lost or made by time-outs, overflow and debt, and the laws of time-outs. Where threads are
 * needed, each is known to stand in line before the next step. */
#include <criterion/criterion.h>
#include <errno.h>
#include <kc/sem.h>
#include <pthread.h>
#include <sched.h>

#include "base/atomic.h"
#include "base/sys.h"

static kc_sem s = KC_SEM_INIT(3);
static struct kc_sys_table real;
static int sleeps;
static int (*while_asleep)(void);
static _Thread_local bool acts; /* this thread's sleeps are while_asleep */

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	/* Nor is it the line that a thread waits for which finds the lock taken. */
	if (!acts || word == &s.lock_queue.word)
		return real.futex_wait(word, value, deadline);
	if (kc_load_acquire(word) != value)
		return -EAGAIN;
	cr_assert_lt(++sleeps, 10, "sleeps although it was served");
	return while_asleep();
}

static void setup(void)
{
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	acts = true;
}

static void teardown(void)
{
	kc_sys = real;
}

TestSuite(sem, .init = setup, .fini = teardown);

static void now(int64_t value, uint32_t waiters)
{
	cr_assert_eq(kc_sem_value(&s), value, "value %d", (int)kc_sem_value(&s));
	cr_assert_eq(kc_sem_waiters(&s), waiters);
}

Test(sem, all_or_nothing)
{
	cr_assert_eq(kc_sem_try(&s, 4), -EAGAIN);
	now(3, 0);
	cr_assert_eq(kc_sem_acquire(&s, 2, KC_FOREVER), 0);
	now(1, 0);
	cr_assert_eq(kc_sem_acquire(&s, 2, 0), -EAGAIN);
	cr_assert_eq(kc_sem_try(&s, 1), 0);
	cr_assert_eq(kc_sem_try(&s, 1), -EAGAIN);
	cr_assert_eq(kc_sem_try(&s, 0), 0);
	cr_assert_eq(kc_sem_add(&s, 0), 0);
	cr_assert_eq(kc_sem_add(&s, 3), 0);
	now(3, 0);
}

Test(sem, bounds_and_misuse)
{
	cr_assert_eq(kc_sem_acquire(&s, (uint32_t)KC_SEM_MAX + 1, 0), -EINVAL);
	cr_assert_eq(kc_sem_acquire(&s, 1, -2), -EINVAL);
	cr_assert_eq(kc_sem_acquire(&s, 0, -2), -EINVAL);
	cr_assert_eq(kc_sem_init(&s, (uint32_t)KC_SEM_MAX + 1), -EINVAL);
	cr_assert_eq(kc_sem_add(&s, KC_SEM_MAX - 2), -EOVERFLOW);
	cr_assert_eq(kc_sem_add(&s, UINT32_MAX), -EOVERFLOW);
	now(3, 0);
	cr_assert_eq(kc_sem_add(&s, KC_SEM_MAX - 3), 0);
	now(KC_SEM_MAX, 0);
	cr_assert_eq(kc_sem_acquire(&s, KC_SEM_MAX, 0), 0);
	cr_assert_eq(kc_sem_reduce(&s, KC_SEM_MAX), 0);
	cr_assert_eq(kc_sem_reduce(&s, 1), -EOVERFLOW);
	cr_assert_eq(kc_sem_reduce(&s, UINT32_MAX), -EOVERFLOW);
	now(-KC_SEM_MAX, 0);
	cr_assert_eq(kc_sem_init(&s, KC_SEM_MAX), 0);
	now(KC_SEM_MAX, 0);
}

/* Below zero: what is added pays the debt first. */
Test(sem, a_debt_is_paid_first)
{
	cr_assert_eq(kc_sem_reduce(&s, 5), 0);
	now(-2, 0);
	cr_assert_eq(kc_sem_try(&s, 1), -EAGAIN);
	cr_assert_eq(kc_sem_add(&s, 2), 0);
	cr_assert_eq(kc_sem_try(&s, 1), -EAGAIN);
	cr_assert_eq(kc_sem_add(&s, 1), 0);
	cr_assert_eq(kc_sem_try(&s, 1), 0);
	now(0, 0);
}

static int late(void)
{
	now(3, 1);
	return -ETIMEDOUT;
}

Test(sem, a_time_out_takes_nothing_along)
{
	while_asleep = late;
	cr_assert_eq(kc_sem_acquire(&s, 4, 1000), -ETIMEDOUT);
	now(3, 0);
	cr_assert_null(s.first);
	cr_assert_null(s.last);
	cr_assert_eq(kc_sem_acquire(&s, 3, 1000), 0);
}

/* Permits lie idle for the first in line: nobody who comes later has them, until its own are there. */
static int nobody_overtakes(void)
{
	now(sleeps == 1 ? 3 : 4, 1);
	cr_assert_eq(kc_sem_try(&s, 1), -EAGAIN);
	cr_assert_eq(kc_sem_try(&s, 0), 0);
	cr_assert_eq(kc_sem_add(&s, 1), 0);
	if (sleeps == 2)
		now(0, 0);
	return sleeps == 1 ? -EINTR : 0;
}

Test(sem, a_large_one_is_not_overtaken)
{
	while_asleep = nobody_overtakes;
	cr_assert_eq(kc_sem_acquire(&s, 5, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 2);
	now(0, 0);
}

/* Served between the time-out and the leaving: the permits are its own, and it says so. */
static int served_too_late(void)
{
	cr_assert_eq(kc_sem_add(&s, 2), 0);
	return -ETIMEDOUT;
}

Test(sem, a_permit_that_was_given_is_not_lost)
{
	while_asleep = served_too_late;
	cr_assert_eq(kc_sem_acquire(&s, 4, 1000), 0);
	now(1, 0);
}

static int too_much(void)
{
	cr_assert_eq(kc_sem_add(&s, KC_SEM_MAX), -EOVERFLOW);
	now(3, 1);
	cr_assert_eq(kc_sem_reduce(&s, 4), 0);
	now(-1, 1);
	cr_assert_eq(kc_sem_add(&s, 5), 0);
	return 0;
}

Test(sem, bounds_with_somebody_in_line)
{
	while_asleep = too_much;
	cr_assert_eq(kc_sem_acquire(&s, 4, KC_FOREVER), 0);
	now(0, 0);
}

/* --- several in line ------------------------------------------------------------------------- */

struct acquirer {
	pthread_t thread;
	uint32_t n;
	int64_t timeout_ns;
	bool acts;
	int rc;
	uint32_t turn; /* when it had its permits: 1, 2, ... */
};
static uint32_t turns;

static void *acquire(void *arg)
{
	struct acquirer *a = arg;
	acts = a->acts;
	a->rc = kc_sem_acquire(&s, a->n, a->timeout_ns);
	kc_store_release(&a->turn, kc_fetch_add(&turns, 1u) + 1);
	return NULL;
}

/* Returns when it stands in line. */
static void start(struct acquirer *a)
{
	uint32_t before = kc_sem_waiters(&s);
	cr_assert_eq(pthread_create(&a->thread, NULL, acquire, a), 0);
	while (kc_sem_waiters(&s) == before)
		sched_yield();
}

static void until_turns(uint32_t n)
{
	while (kc_load_acquire(&turns) != n)
		sched_yield();
}

Test(sem, first_come_first_served)
{
	static const uint32_t wants[] = { 4, 1, 2, 1, 3 };
	struct acquirer a[KC_ARRAY_LEN(wants)];
	for (size_t i = 0; i < KC_ARRAY_LEN(a); i++) {
		a[i] = (struct acquirer){ .n = wants[i], .timeout_ns = KC_FOREVER };
		start(&a[i]);
	}
	now(3, 5);
	for (uint32_t i = 0; i < KC_ARRAY_LEN(a); i++) {
		for (uint32_t more = i ? wants[i] : 1; more > 0; more--) {
			cr_assert_eq(kc_load_relaxed(&turns), i, "not before all are there");
			cr_assert_eq(kc_sem_add(&s, 1), 0);
		}
		until_turns(i + 1);
		cr_assert_eq(kc_load_acquire(&a[i].turn), i + 1);
	}
	for (size_t i = 0; i < KC_ARRAY_LEN(a); i++) {
		pthread_join(a[i].thread, NULL);
		cr_assert_eq(a[i].rc, 0);
	}
	now(0, 0);
}

/* One add may serve several: as many as it is enough for. */
Test(sem, one_add_serves_several)
{
	struct acquirer a[3] = { { .n = 4 }, { .n = 2 }, { .n = 2 } };
	for (int i = 0; i < 3; i++) {
		a[i].timeout_ns = KC_FOREVER;
		start(&a[i]);
	}
	cr_assert_eq(kc_sem_add(&s, 4), 0);
	until_turns(2);
	now(1, 1);
	cr_assert_eq(kc_sem_add(&s, 1), 0);
	for (int i = 0; i < 3; i++)
		pthread_join(a[i].thread, NULL);
	now(0, 0);
}

/* The first one gives up: those behind it have what it was waiting for, and nothing more. */
static uint32_t line_is_complete;
static int late_when_complete(void)
{
	while (!kc_load_acquire(&line_is_complete))
		sched_yield();
	return -ETIMEDOUT;
}

Test(sem, who_gives_up_lets_the_next_ones_pass)
{
	struct acquirer a[3] = { { .n = 9, .timeout_ns = 1000, .acts = true },
		{ .n = 2, .timeout_ns = KC_FOREVER }, { .n = 2, .timeout_ns = KC_FOREVER } };
	while_asleep = late_when_complete;
	for (int i = 0; i < 3; i++)
		start(&a[i]);
	kc_store_release(&line_is_complete, 1u);
	pthread_join(a[0].thread, NULL);
	cr_assert_eq(a[0].rc, -ETIMEDOUT);
	pthread_join(a[1].thread, NULL);
	cr_assert_eq(a[1].rc, 0);
	now(1, 1);
	cr_assert_eq(kc_sem_add(&s, 1), 0);
	pthread_join(a[2].thread, NULL);
	now(0, 0);
}

/* From the middle and from the end of the line. */
Test(sem, the_line_closes_behind_who_leaves)
{
	struct acquirer a[3] = { { .n = 4, .timeout_ns = KC_FOREVER },
		{ .n = 1, .timeout_ns = 1000, .acts = true },
		{ .n = 2, .timeout_ns = KC_FOREVER } };
	while_asleep = late_when_complete;
	for (uint32_t length = 3; length > 1; length--) { /* then as the last of two */
		line_is_complete = 0;
		for (uint32_t i = 0; i < length; i++)
			start(&a[i]);
		kc_store_release(&line_is_complete, 1u);
		pthread_join(a[1].thread, NULL);
		cr_assert_eq(a[1].rc, -ETIMEDOUT);
		now(3, length - 1);
		cr_assert_eq(kc_sem_add(&s, length == 3 ? 3 : 1), 0);
		pthread_join(a[0].thread, NULL);
		if (length == 3)
			pthread_join(a[2].thread, NULL);
		now(0, 0);
		cr_assert_null(s.first);
		cr_assert_null(s.last);
		cr_assert_eq(kc_sem_add(&s, 3), 0);
	}
}

/* The test holds the lock of the line, and both have found too little: what is added before they get the lock
 * is theirs all the same, and each lets the next one have the lock. */
Test(sem, looks_again_under_the_lock)
{
	struct acquirer a[2] = { { .n = 2, .timeout_ns = KC_FOREVER },
		{ .n = 2, .timeout_ns = KC_FOREVER } };
	cr_assert_eq(kc_sem_acquire(&s, 3, 0), 0);
	kc_store_relaxed(&s.lock, 1u);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(pthread_create(&a[i].thread, NULL, acquire, &a[i]), 0);
	while (kc_waitq_waiters(&s.lock_queue) != 2)
		sched_yield();
	cr_assert_eq(kc_sem_add(&s, 4), 0, "nobody stands in line yet");
	kc_store_release(&s.lock, 0u);
	(void)kc_waitq_wake(&s.lock_queue, 1);
	for (int i = 0; i < 2; i++) {
		pthread_join(a[i].thread, NULL);
		cr_assert_eq(a[i].rc, 0);
	}
	now(0, 0);
}
