/* The manual-reset event: set wakes all, a wait that began before a set is over although a reset follows at
 * once, a wait that begins after the reset is not, and the laws of time-outs. */
#include <criterion/criterion.h>
#include <errno.h>
#include <kc/event.h>
#include <limits.h>

#include "base/sys.h"

static kc_event e = KC_EVENT_INIT;
static struct kc_sys_table real;
static int sleeps, wakes, woken_last;
static int (*while_asleep)(void);

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value)
		return -EAGAIN;
	cr_assert_lt(++sleeps, 10, "sleeps although the event was set");
	cr_assert(while_asleep || deadline, "would sleep for ever");
	return while_asleep ? while_asleep() : -ETIMEDOUT;
}

static int fake_wake(uint32_t *word, int n)
{
	(void)word;
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

TestSuite(event, .init = setup, .fini = teardown);

Test(event, stays_set_until_it_is_reset)
{
	cr_assert_eq(kc_event_is_set(&e), 0);
	cr_assert_eq(kc_event_wait(&e, 0), -EAGAIN);
	kc_event_set(&e);
	kc_event_set(&e);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(kc_event_is_set(&e), 1);
		cr_assert_eq(kc_event_wait(&e, 0), 0);
		cr_assert_eq(kc_event_wait(&e, KC_FOREVER), 0);
	}
	kc_event_reset(&e);
	kc_event_reset(&e);
	cr_assert_eq(kc_event_is_set(&e), 0);
	cr_assert_eq(kc_event_wait(&e, 1000), -ETIMEDOUT);
	cr_assert_eq(wakes, 0, "nobody was there");
	kc_event_set(&e);
	kc_event_init(&e);
	cr_assert_eq(kc_event_is_set(&e), 0);
}

static int set_and_reset(void)
{
	kc_event_set(&e);
	kc_event_reset(&e);
	return 0;
}

static int set_and_reset_too_late(void)
{
	(void)set_and_reset();
	return -ETIMEDOUT;
}

Test(event, a_wait_that_began_before_the_set_is_over)
{
	while_asleep = set_and_reset;
	cr_assert_eq(kc_event_wait(&e, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	while_asleep = set_and_reset_too_late;
	cr_assert_eq(kc_event_wait(&e, 1000), 0, "set before the wait was given up");
	while_asleep = NULL;
	cr_assert_eq(kc_event_wait(&e, 1000), -ETIMEDOUT, "one that began after the reset");
	cr_assert_eq(e.waiters.counts, 0u);
}

static int set_with_two_others(void)
{
	uint32_t key;
	kc_waitq_prepare(&e.waiters, &key);
	kc_waitq_prepare(&e.waiters, &key);
	kc_event_set(&e);
	cr_assert_eq(woken_last, INT_MAX);
	cr_assert_eq(e.waiters.counts >> 32, 3u, "all three");
	kc_event_set(&e);
	cr_assert_eq(wakes, 1, "set already");
	kc_waitq_abort(&e.waiters);
	kc_waitq_abort(&e.waiters);
	return 0;
}

Test(event, a_set_wakes_all_in_one_call)
{
	while_asleep = set_with_two_others;
	cr_assert_eq(kc_event_wait(&e, KC_FOREVER), 0);
	cr_assert_eq(wakes, 1, "and nobody wakes again those whom the set has woken");
}

static int nothing_but_noise(void)
{
	if (sleeps < 3)
		return 0; /* woken for no reason */
	return sleeps < 5 ? -EINTR : -ETIMEDOUT;
}

Test(event, sleeps_on_through_noise)
{
	while_asleep = nothing_but_noise;
	cr_assert_eq(kc_event_wait(&e, 1000), -ETIMEDOUT);
	cr_assert_eq(sleeps, 5);
}

Test(event, misuse)
{
	cr_assert_eq(kc_event_wait(&e, -2), -EINVAL);
	kc_event_set(&e);
	cr_assert_eq(kc_event_wait(&e, INT64_MIN), -EINVAL, "also when it is set");
}
