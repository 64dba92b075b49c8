/* own.c - proves that a thread reads its own last sleep, whole and no other's: how many, between which instants, and by
 * whom it was woken, right after each; and that a thread that is not watched, or one too many, has no record. */
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "kit.h"
#include "probes/watch.h"

enum { BRAND = 7, X = 1, Y = 2, ROWS = 8, WAKES = 300 };
#define NUMBER(row) KC_WAIT_NUMBER(BRAND, (row) - 1)

static _Thread_local __attribute__((tls_model("initial-exec"))) struct kc_wait_word word;

/* Sleeps until the next wake, looks at its record, and again. */
struct sleeper {
	pthread_t thread;
	int tid;
	volatile struct kc_wait_word *word;
	uint32_t gen, row, futex, wakes, seen; /* futex: wakes so far; seen: those that it has looked at */
	const struct kc_wakeup_last *last;
	uint64_t before_ns; /* the waker's clock just before it wakes */
	/* wrong: what the record did not say as it was; untold: sleeps without one, or without a time */
	uint32_t wrong, untold;
	int waker;
};

static void look(struct sleeper *s, uint64_t *sleeps)
{
	const struct kc_wakeup_last *last = s->last;
	uint64_t now = kc_mono_ns();
	if (!last)
		return;
	uint64_t more = kc_load_relaxed(&last->sleeps) - *sleeps;
	*sleeps += more;
	if (more != 1 || kc_load_relaxed(&last->run_ns) == 0) {
		s->untold++;
		return;
	}
	uint64_t woken = kc_load_relaxed(&last->wake_ns), ran = kc_load_relaxed(&last->run_ns);
	s->wrong += woken < kc_load_relaxed(&s->before_ns) || ran < woken || now < ran ||
		    kc_load_relaxed(&last->waker) != (uint32_t)s->waker || kc_load_relaxed(&last->channel) != s->row ||
		    kc_load_relaxed(&last->kind) != KC_WAKEUP_CHANNEL;
}

static void *sleep_and_look(void *sleeper)
{
	struct sleeper *s = sleeper;
	uint64_t sleeps = 0;
	s->word = &word;
	kc_store_release(&s->tid, (int)gettid());
	for (uint32_t i = 0; i < s->wakes; i++) {
		word.wait_seq++;
		word.wait_gen++;
		kc_barrier();
		kc_store_relaxed(&word.wait_ch, NUMBER(s->row));
		kc_barrier();
		while (kc_load_acquire(&s->futex) == i)
			syscall(SYS_futex, &s->futex, FUTEX_WAIT_PRIVATE, i, NULL, NULL, 0);
		kc_barrier();
		kc_store_relaxed(&word.wait_ch, 0);
		look(s, &sleeps);
		kc_store_release(&s->seen, i + 1);
	}
	return NULL;
}

static void begin(struct sleeper *s)
{
	s->waker = (int)gettid();
	cr_assert_eq(pthread_create(&s->thread, NULL, sleep_and_look, s), 0);
	while (!kc_load_acquire(&s->tid))
		sched_yield();
}

static void wake_once(struct sleeper *s)
{
	kit_until_asleep(s->tid, s->word, &s->gen);
	kc_store_relaxed(&s->before_ns, kc_mono_ns());
	word.wake_ch = NUMBER(s->row);
	kc_barrier();
	kc_store_release(&s->futex, s->futex + 1);
	syscall(SYS_futex, &s->futex, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	kc_barrier();
	word.wake_ch = 0;
	while (kc_load_acquire(&s->seen) != s->futex)
		sched_yield();
}

static kc_probes *attach(uint32_t watch)
{
	struct kc_probes_target t;
	struct kc_probes_opts o;
	kc_probes_opts_init(&o);
	o.watch = watch;
	kit_target(&t, (char *)&word - (char *)__builtin_thread_pointer(), BRAND, ROWS);
	return kit_attach(&t, &o);
}

/* One is woken twice as often as the other, and a third one is not watched. */
static void each_its_own(void)
{
	struct sleeper a = { .row = X, .wakes = 2 * WAKES }, b = { .row = Y, .wakes = WAKES },
		       c = { .row = X, .wakes = WAKES };
	const struct kc_wakeup_last *last;
	uint32_t rows;
	kc_probes *p = attach(2);
	begin(&a);
	begin(&b);
	begin(&c);
	cr_assert_eq(kc_probes_watch(p, (uint32_t)a.tid, &a.last), 0);
	cr_assert_eq(kc_probes_watch(p, (uint32_t)b.tid, &b.last), 0);
	cr_assert_eq(kc_probes_watch(p, (uint32_t)c.tid, &last), -ENOSPC);
	for (unsigned i = 0; i < WAKES; i++) {
		wake_once(&a);
		wake_once(&c);
		wake_once(&b);
		wake_once(&a);
	}
	pthread_join(a.thread, NULL);
	pthread_join(b.thread, NULL);
	pthread_join(c.thread, NULL);
	kc_probes_detach(p);
	/* A switch that the kernel did not report is told with the next sleep, or without a time. */
	const struct kc_wakeup_channel *told = kc_probes_channels(p, &rows);
	cr_assert_eq(a.wrong, 0);
	cr_assert_eq(b.wrong, 0);
	cr_assert_leq(a.untold, 2 * told[X].no_latency);
	cr_assert_leq(b.untold, 2 * told[Y].no_latency);
	cr_assert_geq(a.last->sleeps, 2 * WAKES - told[X].no_latency);
	cr_assert_leq(a.last->sleeps, 2 * WAKES);
	cr_assert_geq(b.last->sleeps, WAKES - told[Y].no_latency);
	cr_assert_leq(b.last->sleeps, WAKES);
	kc_probes_close(p);
}

Test(own, each_its_own)
{
	for (unsigned i = 0, runs = kit_runs(5); i < runs; i++)
		each_its_own();
}

/* Nobody to watch: no records, and no other viewer's attachment for a program that has some. */
Test(own, none)
{
	const struct kc_wakeup_last *last = NULL;
	kc_probes *p = attach(0), *q = attach(1);
	cr_assert_eq(kc_probes_watch(p, (uint32_t)gettid(), &last), -ENOTCONN);
	cr_assert(!kc_probes_shared(q));
	cr_assert_eq(kc_probes_watch(q, (uint32_t)gettid(), &last), 0);
	cr_assert_eq(last->sleeps, 0);
	kc_probes_detach(q);
	cr_assert_eq(kc_probes_watch(q, (uint32_t)gettid(), &last), -ENOTCONN);
	kc_probes_close(p);
	kc_probes_close(q);
}
