/* The public waiter queue, step by step: one thread plays several waiters by announcing more than once, and
 * a futex call that is replaced by a function plays what happens while it sleeps. Each rule of
 * <kc/waitq.h> is seen at its place: the last look, a burst, who passes on what, time-outs, misuse, fork. */
#include <criterion/criterion.h>
#include <errno.h>
#include <kc/waitq.h>
#include <limits.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "base/sys.h"

static kc_waitq q = KC_WAITQ_INIT;
static struct kc_sys_table real;
static int sleeps, wakes, woken_last;
static uint64_t deadlines[8];
static int (*while_asleep)(void); /* what the sleep answers */

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value)
		return -EAGAIN;
	cr_assert_eq(word, &q.word);
	cr_assert_lt(
		(size_t)sleeps, KC_ARRAY_LEN(deadlines), "sleeps although its condition is true");
	deadlines[sleeps++] = deadline;
	return while_asleep ? while_asleep() : -ETIMEDOUT;
}

static int fake_wake(uint32_t *word, int n)
{
	cr_assert_eq(word, &q.word);
	wakes++;
	woken_last = n;
	return 0;
}

static void setup(void)
{
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = fake_wake;
}

static void teardown(void)
{
	kc_sys = real;
}

TestSuite(waitq, .init = setup, .fini = teardown);

/* A waiter that another thread would be. */
static uint32_t another(void)
{
	uint32_t key;
	kc_waitq_prepare(&q, &key);
	return key;
}

static int answer, looks, true_at; /* what the look says from which time on */
static int look(void *ctx)
{
	cr_assert_eq(ctx, &q);
	return ++looks >= true_at ? answer : KC_LOOK_AGAIN;
}

static int wait_until(int at, int result, int64_t timeout_ns)
{
	looks = 0, true_at = at, answer = result;
	return kc_waitq_wait(&q, look, &q, timeout_ns);
}

Test(waitq, nobody_waits)
{
	cr_assert_eq(kc_waitq_wake(&q, 1), 0u);
	cr_assert_eq(kc_waitq_wake_all(&q), 0u);
	cr_assert_eq(wakes, 0, "no system call");
	cr_assert_eq(q.word, 0u);
	cr_assert_eq(kc_waitq_waiters(&q), 0u);
	cr_assert_eq(wait_until(1, KC_LOOK_DONE, KC_FOREVER), 0);
	cr_assert_eq(q.counts, 0u);
	cr_assert_eq(looks, 1);
}

/* INV-WAKE-1: what became true between the first look and the announcement is seen. */
Test(waitq, looks_again_before_it_sleeps)
{
	cr_assert_eq(wait_until(2, KC_LOOK_DONE, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 0);
	cr_assert_eq(q.counts, 0u);
}

static int wake_in_look(void *ctx)
{
	(void)ctx;
	if (++looks == 2)
		cr_assert_eq(kc_waitq_wake(&q, 1), 1u);
	return looks == 3 ? KC_LOOK_DONE : KC_LOOK_AGAIN;
}

/* And a wake between the look and the sleep. */
Test(waitq, a_wake_before_the_sleep_is_not_lost)
{
	cr_assert_eq(kc_waitq_wait(&q, wake_in_look, NULL, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 0);
	uint32_t key = another();
	cr_assert_eq(kc_waitq_wake(&q, 1), 1u);
	cr_assert_eq(kc_waitq_commit(&q, key, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 0);
	cr_assert_eq(q.counts, 0u);
}

/* A burst costs a system call a sleeper; who has been woken and has not looked is not woken again. */
Test(waitq, a_burst_wakes_each_sleeper_once)
{
	uint32_t a = another(), b = another();
	cr_assert_eq(kc_waitq_waiters(&q), 2u);
	for (int i = 0; i < 10; i++)
		(void)kc_waitq_wake(&q, 1);
	cr_assert_eq(wakes, 2);
	cr_assert_eq(kc_waitq_commit(&q, a, KC_FOREVER), 0);
	cr_assert_eq(kc_waitq_commit(&q, b, KC_FOREVER), 0);
	cr_assert_eq(q.counts, 0u, "nothing pending is left behind");
}

Test(waitq, wakes_as_many_as_asked)
{
	for (int i = 0; i < 5; i++)
		(void)another();
	cr_assert_eq(kc_waitq_wake(&q, 0), 0u);
	cr_assert_eq(kc_waitq_wake(&q, 3), 3u);
	cr_assert_eq(woken_last, 3);
	cr_assert_eq(kc_waitq_wake(&q, UINT32_MAX), 2u);
	cr_assert_eq(wakes, 2);
	for (int i = 0; i < 5; i++)
		cr_assert_eq(kc_waitq_abort(&q), 0);
	cr_assert_eq(q.counts, 0u);
	for (int i = 0; i < 5; i++)
		(void)another();
	cr_assert_eq(kc_waitq_wake_all(&q), 5u);
	cr_assert_eq(woken_last, INT_MAX);
}

/* One that comes after a wake takes no part in it: the next wake is not held back. */
Test(waitq, a_new_waiter_has_a_wake_of_its_own)
{
	uint32_t a = another();
	cr_assert_eq(kc_waitq_wake(&q, 1), 1u);
	uint32_t b = another();
	cr_assert_eq(kc_waitq_wake(&q, 2), 2u);
	cr_assert_eq(kc_waitq_commit(&q, a, 0), 0);
	cr_assert_eq(kc_waitq_commit(&q, b, 0), 0);
}

/* --- leaving: INV-WAKE-2 --------------------------------------------------------------------- */

static int just_woken(void)
{
	return 0;
}

static int woken_then_late(void)
{
	return sleeps == 1 ? 0 : -ETIMEDOUT;
}

Test(waitq, who_leaves_passes_on)
{
	static const struct {
		int result, rc, passes;
	} ways[] = { { KC_LOOK_DONE, 0, 1 }, { KC_LOOK_LAST, 0, 0 }, { -EPIPE, -EPIPE, 1 } };
	while_asleep = just_woken;
	(void)another();
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		q.counts &= UINT32_MAX; /* the other one has looked and sleeps again */
		sleeps = wakes = 0;
		cr_assert_eq(wait_until(3, ways[i].result, KC_FOREVER), ways[i].rc);
		cr_assert_eq(sleeps, 1);
		cr_assert_eq(wakes, ways[i].passes);
	}
}

/* A wake that reached a waiter which then times out goes to another one. */
Test(waitq, who_times_out_swallows_no_wake)
{
	(void)another();
	cr_assert_eq(wait_until(INT_MAX, 0, 1000), -ETIMEDOUT);
	cr_assert_eq(wakes, 0, "no wake had reached it");
	sleeps = 0;
	while_asleep = woken_then_late;
	cr_assert_eq(wait_until(INT_MAX, 0, 1000), -ETIMEDOUT);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(kc_waitq_waiters(&q), 1u);
}

static int true_while_late(void)
{
	true_at = 0;
	return -ETIMEDOUT;
}

Test(waitq, looks_once_more_after_the_bound)
{
	while_asleep = true_while_late;
	cr_assert_eq(wait_until(INT_MAX, KC_LOOK_DONE, 1000), 0);
	cr_assert_eq(sleeps, 1);
}

/* An aborted or timed-out announcement does not hold back the wake of the others. */
Test(waitq, an_announcement_ends)
{
	uint32_t a = another();
	(void)another();
	cr_assert_eq(kc_waitq_wake(&q, 1), 1u);
	cr_assert_eq(kc_waitq_abort(&q), 0);
	cr_assert_eq(kc_waitq_wake(&q, 1), 1u, "the one that is left");
	cr_assert_eq(kc_waitq_commit(&q, a, 1000), 0);
	a = another();
	cr_assert_eq(kc_waitq_commit(&q, a, 1000), -ETIMEDOUT);
	cr_assert_eq(q.counts, 0u);
}

/* --- time-outs ------------------------------------------------------------------------------- */

static int interrupted(void)
{
	if (sleeps == 4)
		true_at = 0;
	return -EINTR;
}

Test(waitq, one_deadline_computed_at_entry)
{
	uint64_t before = kc_mono_ns();
	while_asleep = interrupted;
	cr_assert_eq(wait_until(INT_MAX, KC_LOOK_DONE, 1000000), 0, "-EINTR is never returned");
	cr_assert_eq(sleeps, 4);
	cr_assert_geq(deadlines[0], before + 1000000);
	for (int i = 1; i < 4; i++)
		cr_assert_eq(deadlines[i], deadlines[0]);
	sleeps = 0;
	uint32_t key = another();
	cr_assert_eq(kc_waitq_commit(&q, key, INT64_MAX), 0);
	cr_assert_eq(deadlines[0], 0u, "beyond the clock's range: none");
	key = another();
	cr_assert_eq(kc_waitq_commit(&q, key, KC_FOREVER), 0);
	cr_assert_eq(deadlines[1], 0u);
}

Test(waitq, a_try_neither_announces_nor_sleeps)
{
	cr_assert_eq(wait_until(INT_MAX, 0, 0), -EAGAIN);
	cr_assert_eq(looks, 1);
	uint32_t key = another();
	cr_assert_eq(kc_waitq_commit(&q, key, 0), -EAGAIN);
	key = another();
	(void)kc_waitq_wake_all(&q);
	cr_assert_eq(kc_waitq_commit(&q, key, 0), 0);
	cr_assert_eq(sleeps, 0);
	cr_assert_eq(q.counts, 0u);
}

Test(waitq, misuse)
{
	cr_assert_eq(kc_waitq_abort(&q), -EINVAL);
	cr_assert_eq(kc_waitq_commit(&q, 0, KC_FOREVER), -EINVAL, "would sleep unannounced");
	cr_assert_eq(q.counts, 0u);
	cr_assert_eq(kc_waitq_wait(&q, NULL, NULL, 0), -EINVAL);
	cr_assert_eq(wait_until(1, KC_LOOK_DONE, -2), -EINVAL);
	cr_assert_eq(looks, 0);
	uint32_t key = another();
	cr_assert_eq(kc_waitq_commit(&q, key, INT64_MIN), -EINVAL);
	cr_assert_eq(q.counts, 0u, "withdrawn all the same");
	kc_waitq local;
	memset(&local, 0xff, sizeof local);
	kc_waitq_init(&local);
	cr_assert_eq(kc_waitq_waiters(&local), 0u);
	cr_assert_eq(sizeof(kc_waitq), 16u, "as the header says");
}

/* --- fork ---------------------------------------------------------------------------------- */

static uint32_t tokens;
static int take(void *ctx)
{
	(void)ctx;
	uint32_t n = kc_load_relaxed(&tokens);
	while (n)
		if (kc_cas_acq_rel(&tokens, &n, n - 1))
			return KC_LOOK_LAST;
	return KC_LOOK_AGAIN;
}

static void *take_twenty(void *arg)
{
	for (int i = 0; i < 20; i++)
		if (kc_waitq_wait(&q, take, NULL, KC_FOREVER) != 0)
			return NULL;
	return arg;
}

/* The parent's waiters stand in the child's count and are never woken: its own are all the same. A lost
 * wake hangs the child, and the test with it. */
Test(waitq, a_child_waits_and_wakes)
{
	teardown();
	for (int i = 0; i < 3; i++)
		(void)another();
	(void)kc_waitq_wake(&q, 2);
	pid_t pid = fork();
	if (pid == 0) {
		pthread_t t;
		void *ok = NULL;
		if (pthread_create(&t, NULL, take_twenty, &q))
			_exit(1);
		for (int i = 0; i < 20; i++) {
			while (kc_waitq_waiters(&q) != 4) /* asleep, or nearly */
				sched_yield();
			(void)kc_fetch_add(&tokens, 1u);
			(void)kc_waitq_wake(&q, 1);
			while (kc_load_relaxed(&tokens))
				sched_yield();
		}
		pthread_join(t, &ok);
		_exit(ok && kc_waitq_waiters(&q) == 3 ? 0 : 2);
	}
	int status = -1;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	for (int i = 0; i < 3; i++)
		(void)kc_waitq_abort(&q);
}
