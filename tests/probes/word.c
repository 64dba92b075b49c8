/* word.c - proves, with a wait word written by hand, what the probes make of it: every wake has its edge and nothing else
 * has one, whoever sleeps in whatever system call; spurious wakes, time-outs, selects, event loops, two domains, and
 * threads that were asleep before. Who sleeps is known (kit_until_asleep) before it is woken. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/atomic.h"
#include "kit.h"
#include "support/uring.h"

enum { BRAND = 5, OTHER_BRAND = 6, X = 1, Y = 2, Z = 3, ROWS = 8 };
#define NUMBER(row) KC_WAIT_NUMBER(BRAND, (row) - 1)

static _Thread_local __attribute__((tls_model("initial-exec"))) struct kc_wait_word word;

static int64_t offset(void)
{
	return (char *)&word - (char *)__builtin_thread_pointer();
}

static kc_probes *attach(void)
{
	struct kc_probes_target t;
	kit_target(&t, offset(), BRAND, ROWS);
	return kit_attach(&t, NULL);
}

/* --- sleepers and wakers ---------------------------------------------------------------------- */

enum how { FUTEX, EPOLL };
/* One thread that sleeps, again and again, until it is told to end. */
struct sleeper {
	pthread_t thread;
	int tid;
	volatile struct kc_wait_word *word;
	uint32_t gen; /* newest sleep that a waker knows of */
	enum how how;
	uint32_t wait_ch;
	uint32_t futex; /* the number of wakes that were not for nothing */
	int event, epoll;
	uint64_t waits; /* how often it does */
	int timeout_ms; /* 0: none */
};

static void sleep_once(struct sleeper *s, uint32_t value)
{
	struct timespec t = { .tv_nsec = s->timeout_ms * 1000000L };
	struct epoll_event e;
	word.wait_gen++;
	kc_barrier();
	kc_store_relaxed(&word.wait_ch, s->wait_ch);
	kc_barrier();
	if (s->how == FUTEX)
		syscall(SYS_futex, &s->futex, FUTEX_WAIT_PRIVATE, value, s->timeout_ms ? &t : NULL, NULL, 0);
	else if (epoll_wait(s->epoll, &e, 1, s->timeout_ms ? s->timeout_ms : -1) == 1)
		cr_assert_eq(read(s->event, &(uint64_t){ 0 }, 8), 8);
	kc_barrier();
	if (!(s->wait_ch & KC_WAIT_EXT))
		kc_store_relaxed(&word.wait_ch, 0);
}

static void *sleeper(void *arg)
{
	struct sleeper *s = arg;
	s->word = &word;
	kc_store_release(&s->tid, (int)gettid());
	for (uint64_t i = 0; i < s->waits; i++) {
		word.wait_seq++;
		if (s->timeout_ms || s->how == EPOLL)
			sleep_once(s, (uint32_t)i);
		else
			while (kc_load_acquire(&s->futex) == (uint32_t)i)
				sleep_once(s, (uint32_t)i);
	}
	return NULL;
}

static void start(struct sleeper *s, uint32_t wait_ch, uint64_t waits)
{
	*s = (struct sleeper){ .wait_ch = wait_ch, .waits = waits, .how = s->how, .timeout_ms = s->timeout_ms };
	if (s->how == EPOLL) {
		struct epoll_event e = { .events = EPOLLIN };
		s->event = eventfd(0, EFD_CLOEXEC);
		s->epoll = epoll_create1(EPOLL_CLOEXEC);
		cr_assert_eq(epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->event, &e), 0);
	}
	cr_assert_eq(pthread_create(&s->thread, NULL, sleeper, s), 0);
	while (kc_load_acquire(&s->tid) == 0)
		sched_yield();
}

static void end(struct sleeper *s)
{
	pthread_join(s->thread, NULL);
	if (s->how == EPOLL) {
		close(s->epoll);
		close(s->event);
	}
}

/* Wakes it once it sleeps, for the sake of this number (0: none); in vain: it finds that it has to sleep on. */
static void wake_asleep(struct sleeper *s, uint32_t number, bool in_vain)
{
	if (s->how == FUTEX && !in_vain)
		kc_fetch_add(&s->futex, 1);
	kc_store_relaxed(&word.wake_ch, number);
	kc_barrier();
	if (s->how == FUTEX)
		cr_assert_eq(syscall(SYS_futex, &s->futex, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
	else
		cr_assert_eq(write(s->event, &(uint64_t){ 1 }, 8), 8);
	kc_barrier();
	kc_store_relaxed(&word.wake_ch, 0);
}

static void wake(struct sleeper *s, uint32_t number, bool in_vain)
{
	kit_until_asleep(s->tid, s->word, &s->gen);
	wake_asleep(s, number, in_vain);
}

/* Wakes each of its targets so many times, one after the other. */
struct waker {
	pthread_t thread;
	int tid;
	struct {
		struct sleeper *s;
		uint32_t number;
		unsigned times, in_vain;
	} job[4];
};

static void *waker(void *arg)
{
	struct waker *w = arg;
	w->tid = (int)gettid();
	for (int i = 0; i < 4 && w->job[i].s; i++) {
		for (unsigned k = 0; k < w->job[i].in_vain; k++)
			wake(w->job[i].s, w->job[i].number, true);
		for (unsigned k = 0; k < w->job[i].times; k++)
			wake(w->job[i].s, w->job[i].number, false);
	}
	return NULL;
}

static void run(struct waker *w)
{
	cr_assert_eq(pthread_create(&w->thread, NULL, waker, w), 0);
}

static const struct kc_wakeup_channel *row(const kc_probes *p, uint32_t i)
{
	uint32_t rows;
	const struct kc_wakeup_channel *c = kc_probes_channels(p, &rows);
	cr_assert(i < rows);
	return &c[i];
}

/* Of the wakes through X, those with a time: now and then the kernel reports no switch. */
static uint64_t timed(const kc_probes *p)
{
	return row(p, X)->wakes - row(p, X)->no_latency;
}

/* --- the tests -------------------------------------------------------------------------------- */

/* A wakes W1 through X and W2 through Y, B wakes W2 through Y; some of W1's wakes are in vain; W3 times out in Z. */
static void known_graph(void)
{
	enum { N = 100, IN_VAIN = 20, M = 60, K = 40, T = 5 };
	struct sleeper w1 = { 0 }, w2 = { 0 }, w3 = { .timeout_ms = 1 };
	kc_probes *p = attach();
	start(&w1, NUMBER(X), N);
	start(&w2, NUMBER(Y), M + K);
	start(&w3, NUMBER(Z), T);
	struct waker a = { .job = { { &w1, NUMBER(X), N, IN_VAIN }, { &w2, NUMBER(Y), M, 0 } } };
	struct waker b = { .job = { { &w2, NUMBER(Y), K, 0 } } };
	run(&a);
	pthread_join(a.thread, NULL);
	run(&b);
	pthread_join(b.thread, NULL);
	end(&w1);
	end(&w2);
	end(&w3);
	kc_probes_detach(p);
	/* A time-out may be over before the sleeper has gone to sleep: then there is no block. */
	uint64_t timed_out = row(p, Z)->other;
	cr_assert_leq(timed_out, T);
	const struct kit_edge expected[] = {
		{ X, (uint32_t)a.tid, (uint32_t)w1.tid, KC_WAKEUP_CHANNEL, N + IN_VAIN },
		{ Y, (uint32_t)a.tid, (uint32_t)w2.tid, KC_WAKEUP_CHANNEL, M },
		{ Y, (uint32_t)b.tid, (uint32_t)w2.tid, KC_WAKEUP_CHANNEL, K },
		{ Z, 0, (uint32_t)w3.tid, KC_WAKEUP_OTHER, timed_out },
	};
	kit_expect_edges(p, expected, 4);
	kit_expect_invariants(p, NULL, 0);
	cr_assert_eq(row(p, X)->spurious, IN_VAIN);
	cr_assert_eq(row(p, Y)->spurious, 0);
	cr_assert_eq(row(p, X)->early + row(p, Y)->early + row(p, Z)->early, 0);
	kc_probes_close(p);
}

Test(word, known_graph)
{
	for (unsigned i = 0, runs = kit_runs(5); i < runs; i++)
		known_graph();
}

enum { HAMMERED = 200000 };
static uint32_t hammered;

static void *anvil(void *arg)
{
	*(volatile struct kc_wait_word **)arg = &word;
	for (uint32_t i = 0; i < HAMMERED; i++) {
		word.wait_seq++;
		word.wait_gen++;
		kc_barrier();
		kc_store_relaxed(&word.wait_ch, NUMBER(X));
		kc_barrier();
		while (kc_load_acquire(&hammered) == i)
			syscall(SYS_futex, &hammered, FUTEX_WAIT_PRIVATE, i, NULL, NULL, 0);
		kc_barrier();
		kc_store_relaxed(&word.wait_ch, 0);
	}
	return NULL;
}

/* Wakes as soon as there is somebody to wake, or a little later: on its way into sleep, which makes early wakes and
 * wakings that are reported before the sleep. Each is told, once. */
Test(word, hammered)
{
	volatile struct kc_wait_word *volatile its = NULL;
	uint64_t woken = 0;
	uint32_t seed = 1;
	pthread_t t;
	kc_probes *p = attach();
	cr_assert_eq(pthread_create(&t, NULL, anvil, (void *)&its), 0);
	while (!its)
		sched_yield();
	word.wake_ch = NUMBER(X);
	kc_barrier();
	for (uint32_t i = 0; i < HAMMERED; i++) {
		while (its->wait_gen != i + 1)
			;
		seed = seed * 1103515245u + 12345u;
		for (volatile uint32_t wait = seed >> 16 & 1023; wait; wait--)
			;
		kc_store_release(&hammered, i + 1);
		long rc = syscall(SYS_futex, &hammered, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
		woken += (uint64_t)rc;
	}
	pthread_join(t, NULL);
	word.wake_ch = 0;
	kc_probes_detach(p);
	printf("woken %lu: %lu wakes, %lu early, %lu other\n", (unsigned long)woken, (unsigned long)row(p, X)->wakes,
		(unsigned long)row(p, X)->early, (unsigned long)row(p, X)->other);
	kit_expect_invariants(p, NULL, 0);
	cr_assert_leq(row(p, X)->wakes + row(p, X)->early, woken);
	cr_assert_leq((woken - row(p, X)->wakes - row(p, X)->early) * 5000, woken);
	cr_assert_leq(row(p, X)->other * 5000, woken);
	kc_probes_close(p);
}

/* Whoever wakes for no channel, or for another one, is not named. */
Test(word, other_wakes)
{
	struct sleeper s = { 0 };
	kc_probes *p = attach();
	start(&s, NUMBER(X), 3);
	wake(&s, 0, false);
	wake(&s, NUMBER(Y), false);
	wake(&s, KC_WAIT_NUMBER(OTHER_BRAND, X - 1), false);
	end(&s);
	kc_probes_detach(p);
	const struct kit_edge expected[] = { { X, 0, (uint32_t)s.tid, KC_WAKEUP_OTHER, 3 } };
	kit_expect_edges(p, expected, 1);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
}

/* A select's block is the channel's whose wake ended it; until then, and when nothing of the domain did, row 0's. */
Test(word, select)
{
	struct sleeper s = { 0 };
	uint64_t one[ROWS] = { [KC_WAKEUP_SEVERAL] = 1 };
	kc_probes *p = attach();
	start(&s, KC_WAIT_MULTI, 5);
	uint32_t me = (uint32_t)gettid();
	kit_until_asleep(s.tid, s.word, &s.gen);
	kit_expect_invariants(p, one, ROWS);
	wake_asleep(&s, NUMBER(X), false);
	wake(&s, NUMBER(Y), true);
	wake(&s, NUMBER(Y), false);
	wake(&s, 0, false);
	wake(&s, KC_WAIT_NUMBER(OTHER_BRAND, Y - 1), false);
	wake(&s, NUMBER(X), false);
	end(&s);
	kc_probes_detach(p);
	const struct kit_edge expected[] = {
		{ X, me, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 2 },
		{ Y, me, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 2 },
		{ KC_WAKEUP_SEVERAL, 0, (uint32_t)s.tid, KC_WAKEUP_OTHER, 2 },
	};
	kit_expect_edges(p, expected, 3);
	kit_expect_invariants(p, NULL, 0);
	cr_assert_eq(row(p, Y)->spurious, 1);
	cr_assert_eq(row(p, X)->spurious, 0);
	kc_probes_close(p);
}

/* An armed event loop blocks in a channel if a channel ends it, else nowhere. */
Test(word, event_loop)
{
	struct sleeper s = { .how = EPOLL };
	kc_probes *p = attach();
	start(&s, KC_WAIT_MULTI | KC_WAIT_EXT, 4);
	kit_until_asleep(s.tid, s.word, &s.gen);
	kit_expect_invariants(p, NULL, 0);
	wake_asleep(&s, NUMBER(X), false);
	wake(&s, 0, false); /* a descriptor of the program's own */
	wake(&s, NUMBER(X), false);
	wake(&s, NUMBER(Y), false);
	end(&s);
	struct sleeper times_out = { .how = EPOLL, .timeout_ms = 1 };
	start(&times_out, KC_WAIT_MULTI | KC_WAIT_EXT, 3);
	end(&times_out);
	kc_probes_detach(p);
	const struct kit_edge expected[] = {
		{ X, (uint32_t)gettid(), (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 2 },
		{ Y, (uint32_t)gettid(), (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 1 },
	};
	kit_expect_edges(p, expected, 2);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
}

/* A process with two domains, an attachment each: neither counts what is the other's. */
Test(word, two_domains)
{
	struct sleeper s = { 0 }, t = { 0 }, several = { 0 };
	struct kc_probes_target target;
	uint32_t me = (uint32_t)gettid();
	kc_probes *p = attach();
	kit_target(&target, offset(), OTHER_BRAND, ROWS);
	kc_probes *q = kit_attach(&target, NULL);
	start(&s, NUMBER(X), 2);
	start(&t, KC_WAIT_NUMBER(OTHER_BRAND, X - 1), 1);
	start(&several, KC_WAIT_SEVERAL(OTHER_BRAND), 2);
	wake(&s, NUMBER(X), false);
	wake(&s, NUMBER(X), false);
	wake(&t, KC_WAIT_NUMBER(OTHER_BRAND, X - 1), false);
	wake(&several, KC_WAIT_NUMBER(OTHER_BRAND, Y - 1), false);
	wake(&several, 0, false);
	end(&s);
	end(&t);
	end(&several);
	kc_probes_detach(p);
	kc_probes_detach(q);
	kit_expect_edges(p, &(struct kit_edge){ X, me, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 2 }, 1);
	const struct kit_edge others[] = {
		{ X, me, (uint32_t)t.tid, KC_WAKEUP_CHANNEL, 1 },
		{ Y, me, (uint32_t)several.tid, KC_WAKEUP_CHANNEL, 1 },
		{ KC_WAKEUP_SEVERAL, 0, (uint32_t)several.tid, KC_WAKEUP_OTHER, 1 },
	};
	kit_expect_edges(q, others, 3);
	kit_expect_invariants(p, NULL, 0);
	kit_expect_invariants(q, NULL, 0);
	kc_probes_close(p);
	kc_probes_close(q);
}

/* Everybody is asleep when the probes are attached: the counts are right from the first look, the first wake is an edge, and
 * its block is as long as was said. */
static void attached_late(void)
{
	enum { LONG_AGO_NS = 1000000000 };
	struct sleeper s[4] = { { 0 }, { 0 }, { 0 }, { .how = EPOLL } };
	const uint32_t wait_ch[4] = { NUMBER(X), NUMBER(Y), KC_WAIT_MULTI, KC_WAIT_MULTI | KC_WAIT_EXT };
	const uint32_t by[4] = { X, Y, Z, Z };
	struct kit_edge expected[4];
	for (int i = 0; i < 4; i++) {
		start(&s[i], wait_ch[i], 2);
		kit_until_asleep(s[i].tid, s[i].word, &s[i].gen);
	}
	kc_probes *p = attach();
	uint64_t blocked[ROWS] = { [KC_WAKEUP_SEVERAL] = 1, [X] = 1, [Y] = 1 };
	kit_expect_invariants(p, blocked, ROWS);
	cr_assert_eq(kc_wakeup_blocked_now(row(p, X)), 1);
	cr_assert_eq(kc_probes_blocked_since(p, (uint32_t)s[1].tid, kc_probes_since(p) - LONG_AGO_NS), 0);
	for (int i = 0; i < 4; i++)
		wake_asleep(&s[i], NUMBER(by[i]), false);
	for (int i = 0; i < 4; i++) {
		wake(&s[i], NUMBER(by[i]), false);
		end(&s[i]);
		expected[i] = (struct kit_edge){ by[i], (uint32_t)gettid(), (uint32_t)s[i].tid, KC_WAKEUP_CHANNEL, 2 };
	}
	kc_probes_detach(p);
	kit_expect_edges(p, expected, 4);
	kit_expect_invariants(p, NULL, 0);
	cr_assert_eq(row(p, X)->early + row(p, Y)->early + row(p, Z)->early, 0);
	cr_assert(row(p, Y)->blocked_max_ns >= LONG_AGO_NS || row(p, Y)->no_latency);
	cr_assert_eq(row(p, X)->spurious + row(p, Y)->spurious + row(p, Z)->spurious, 0);
	kc_probes_close(p);
}

Test(word, attached_late)
{
	for (unsigned i = 0, runs = kit_runs(5); i < runs; i++)
		attached_late();
}

/* Detached, nothing is counted and all can be read; attached anew it begins at 0, with who is asleep. */
Test(word, attached_again)
{
	struct sleeper s = { 0 };
	char why[512];
	uint64_t one[ROWS] = { [X] = 1 };
	kc_probes *p = attach();
	start(&s, NUMBER(X), 3);
	wake(&s, NUMBER(X), false);
	kit_until_asleep(s.tid, s.word, &s.gen);
	kc_probes_detach(p);
	cr_assert_not(kc_probes_attached(p));
	wake_asleep(&s, NUMBER(X), false);
	kit_until_asleep(s.tid, s.word, &s.gen);
	cr_assert_eq(row(p, X)->wakes, 1);
	cr_assert_eq(row(p, X)->blocks, 2);
	cr_assert_eq(kc_probes_attach(p, why, sizeof(why)), KC_PROBES_OK, "%s", why);
	cr_assert_eq(row(p, X)->wakes, 0);
	kit_expect_invariants(p, one, ROWS);
	wake_asleep(&s, NUMBER(X), false);
	end(&s);
	kc_probes_detach(p);
	kit_expect_edges(p, &(struct kit_edge){ X, (uint32_t)gettid(), (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 1 }, 1);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
}

static uint32_t stop_spinning;

/* Seems to wake for X all the time. */
static void *spinner(void *arg)
{
	(void)arg;
	word.wake_ch = NUMBER(X);
	kc_barrier();
	while (!kc_load_acquire(&stop_spinning))
		;
	word.wake_ch = 0;
	return NULL;
}

/* A timer that goes off while a thread wakes for the sleeper's channel is not that thread's wake: on one CPU it interrupts
 * nobody else. */
Test(word, interrupts)
{
	struct sleeper s = { .timeout_ms = 1 };
	pthread_t t;
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	cr_assert_eq(sched_setaffinity(0, sizeof(one), &one), 0);
	kc_probes *p = attach();
	cr_assert_eq(pthread_create(&t, NULL, spinner, NULL), 0);
	start(&s, NUMBER(X), 50);
	end(&s);
	kc_store_release(&stop_spinning, 1);
	pthread_join(t, NULL);
	kc_probes_detach(p);
	cr_assert_eq(row(p, X)->wakes + row(p, X)->early, 0);
	cr_assert_gt(row(p, X)->other, 0);
	kit_expect_edges(p, &(struct kit_edge){ X, 0, (uint32_t)s.tid, KC_WAKEUP_OTHER, row(p, X)->other }, 1);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
}

/* The thread of this process that is asleep with this name; 0: none. */
static int asleep_named(const char *name)
{
	DIR *d = opendir("/proc/self/task");
	int tid = 0;
	for (struct dirent *e; d && !tid && (e = readdir(d));) {
		char path[300], text[256] = "", state = 0;
		snprintf(path, sizeof(path), "/proc/self/task/%s/stat", e->d_name);
		FILE *f = fopen(path, "re");
		if (f && fgets(text, sizeof(text), f) && strstr(text, name) &&
			sscanf(strrchr(text, ')'), ") %c", &state) == 1 && state == 'S')
			tid = atoi(e->d_name);
		if (f)
			fclose(f);
	}
	if (d)
		closedir(d);
	return tid;
}

/* A thread of io_uring's that works for one in a channel wait has its thread pointer: it is in no wait itself. */
Test(word, io_worker)
{
	struct uring u;
	struct io_uring_cqe done;
	int pipe_fd[2];
	char byte;
	if (!uring_open(&u))
		cr_skip_test("io_uring is refused here");
	cr_assert_eq(pipe(pipe_fd), 0);
	kc_probes *p = attach();
	word.wait_seq++;
	word.wait_gen++;
	word.wait_ch = NUMBER(X);
	word.wake_ch = NUMBER(X);
	kc_barrier();
	struct io_uring_sqe *sqe = uring_next(&u);
	sqe->opcode = IORING_OP_READ;
	sqe->flags = IOSQE_ASYNC;
	sqe->fd = pipe_fd[0];
	sqe->addr = (uintptr_t)&byte;
	sqe->len = 1;
	uring_submit(&u);
	while (!asleep_named("iou-wrk-"))
		sched_yield();
	cr_assert_eq(write(pipe_fd[1], "x", 1), 1);
	while (!uring_reap(&u, &done))
		sched_yield();
	kc_barrier();
	word.wait_ch = word.wake_ch = 0;
	cr_assert_eq(done.res, 1);
	kc_probes_detach(p);
	kit_expect_edges(p, NULL, 0);
	cr_assert_eq(row(p, X)->blocks, 0);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
	close(pipe_fd[0]);
	close(pipe_fd[1]);
	uring_close(&u);
}

/* More channels than the table has rows: they are not counted, and this is. */
Test(word, beyond_the_table)
{
	struct sleeper s = { 0 };
	struct kc_wakeup_stats stats;
	uint32_t rows;
	kc_probes *p = attach();
	kc_probes_channels(p, &rows);
	start(&s, NUMBER(rows), 2);
	wake(&s, NUMBER(rows), false);
	wake(&s, NUMBER(rows), false);
	end(&s);
	kc_probes_detach(p);
	kc_probes_stats(p, &stats);
	cr_assert_geq(stats.bad_channels, 2);
	kit_expect_edges(p, NULL, 0);
	kc_probes_close(p);
}

/* --- the slow log, and viewers who share ------------------------------------------------------ */

static int count_one(void *ctx, const struct kc_wakeup_slow *e)
{
	uint64_t *n = ctx;
	cr_assert_eq(e->channel, X);
	cr_assert_eq(e->kind, KC_WAKEUP_CHANNEL);
	cr_assert_eq(e->waker, (uint32_t)gettid());
	n[0]++;
	n[1] += e->runq_ns;
	return 0;
}

static struct kc_probes_opts opts_of(uint64_t slow_ns, bool share)
{
	struct kc_probes_opts o;
	kc_probes_opts_init(&o);
	o.slow_ns = slow_ns;
	o.share = share;
	return o;
}

/* With a threshold of 1 ns each wake is slow: each is told once, with the time that the sum has. */
Test(word, slow_log)
{
	enum { N = 50 };
	struct sleeper s = { 0 };
	struct kc_probes_target t;
	uint64_t seen[2] = { 0 }, lost;
	struct kc_probes_opts o = opts_of(1, false);
	kit_target(&t, offset(), BRAND, ROWS);
	kc_probes *p = kit_attach(&t, &o);
	start(&s, NUMBER(X), N);
	for (int i = 0; i < N; i++) {
		wake(&s, NUMBER(X), false);
		if (i == N / 2)
			kc_probes_slow_drain(p, count_one, seen, &lost);
	}
	end(&s);
	kc_probes_slow_drain(p, count_one, seen, &lost);
	cr_assert_eq(seen[0], timed(p));
	cr_assert_eq(seen[1], row(p, X)->runq_ns);
	cr_assert_eq(lost, 0);
	kc_probes_close(p);
	/* and none with a threshold that nothing reaches */
	o = opts_of(UINT64_MAX, false);
	p = kit_attach(&t, &o);
	start(&s, NUMBER(X), 1);
	wake(&s, NUMBER(X), false);
	end(&s);
	cr_assert_eq(kc_probes_slow_drain(p, count_one, seen, &lost), 0);
	kc_probes_close(p);
}

/* Two viewers see one attachment; it outlives the one who made it. Each has the whole slow log. */
Test(word, shared)
{
	struct sleeper s = { 0 };
	struct kc_probes_target t;
	uint64_t seen[2][2] = { { 0 } };
	struct kc_probes_opts o = opts_of(1, true), others = opts_of(2, true);
	kit_target(&t, offset(), BRAND, ROWS);
	kc_probes *a = kit_attach(&t, &o), *b = kit_attach(&t, &o), *c = kit_attach(&t, &others);
	cr_assert(!kc_probes_shared(a) && kc_probes_shared(b) && !kc_probes_shared(c));
	start(&s, NUMBER(X), 3);
	wake(&s, NUMBER(X), false);
	wake(&s, NUMBER(X), false);
	kit_until_asleep(s.tid, s.word, &s.gen);
	kc_probes_slow_drain(a, count_one, seen[0], NULL);
	kc_probes_slow_drain(b, count_one, seen[1], NULL);
	cr_assert(seen[0][0] == timed(a) && seen[1][0] == timed(a));
	kc_probes_close(a);
	wake_asleep(&s, NUMBER(X), false);
	end(&s);
	kc_probes_slow_drain(b, count_one, seen[1], NULL);
	cr_assert_eq(seen[1][0], timed(b));
	cr_assert_eq(row(b, X)->wakes, 3);
	kit_expect_edges(b, &(struct kit_edge){ X, (uint32_t)gettid(), (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 3 }, 1);
	kit_expect_invariants(b, NULL, 0);
	kit_expect_invariants(c, NULL, 0);
	kc_probes_close(b);
	kc_probes_close(c);
	a = kit_attach(&t, &o); /* nothing was left to join */
	cr_assert_not(kc_probes_shared(a));
	kc_probes_close(a);
}

/* A reader that was away while the ring went round once knows how many it has missed, and reads on from there. */
Test(word, overrun)
{
	enum { N = 22000, RING = (1 << 20) / (sizeof(struct kc_wakeup_slow) + 8) };
	struct sleeper s = { 0 };
	struct kc_probes_target t;
	struct kc_wakeup_stats stats;
	uint64_t seen[2][2] = { { 0 } }, lost;
	struct kc_probes_opts o = opts_of(1, true);
	kit_target(&t, offset(), BRAND, ROWS);
	kc_probes *a = kit_attach(&t, &o), *b = kit_attach(&t, &o);
	cr_assert(kc_probes_shared(b));
	start(&s, NUMBER(X), N);
	for (int i = 0; i < N; i++) {
		wake(&s, NUMBER(X), false);
		if (i % 1000 == 0)
			kc_probes_slow_drain(a, count_one, seen[0], NULL);
	}
	end(&s);
	kc_probes_slow_drain(a, count_one, seen[0], &lost);
	cr_assert(seen[0][0] == timed(a) && lost == 0, "%lu seen, %lu lost", (unsigned long)seen[0][0], (unsigned long)lost);
	kc_probes_slow_drain(b, count_one, seen[1], &lost);
	cr_assert_geq(lost, timed(a) - RING);
	cr_assert_eq(seen[1][0] + lost, timed(a), "%lu seen, %lu lost", (unsigned long)seen[1][0], (unsigned long)lost);
	kc_probes_stats(b, &stats);
	cr_assert_eq(stats.slow_lost, 0);
	kc_probes_close(a);
	kc_probes_close(b);
}

/* With nobody reading, the ring is full some day: what comes then is counted. */
Test(word, nobody_reads)
{
	enum { RING = (1 << 20) / (sizeof(struct kc_wakeup_slow) + 8), N = RING + 1000 };
	struct sleeper s = { 0 };
	struct kc_probes_target t;
	struct kc_wakeup_stats stats;
	uint64_t seen[2] = { 0 }, lost;
	struct kc_probes_opts o = opts_of(1, false);
	kit_target(&t, offset(), BRAND, ROWS);
	kc_probes *p = kit_attach(&t, &o);
	start(&s, NUMBER(X), N);
	for (int i = 0; i < N; i++)
		wake(&s, NUMBER(X), false);
	end(&s);
	kc_probes_stats(p, &stats);
	cr_assert_geq(stats.slow_lost, timed(p) - RING);
	kc_probes_slow_drain(p, count_one, seen, &lost);
	cr_assert(seen[0] + stats.slow_lost == timed(p) && lost == 0, "%lu seen, %lu not written, %lu lost",
		(unsigned long)seen[0], (unsigned long)stats.slow_lost, (unsigned long)lost);
	kc_probes_close(p);
}
