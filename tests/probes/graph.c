/* graph.c - proves that of real channels every wake is told, once, with channel, waker and wakee as they were, and nothing
 * else: receivers and senders that block, selects, event loops on eventfds and on io_uring, time-outs, and sleepers that
 * are woken in vain. Each wake is made when its sleeper is known to be asleep. */
#include <criterion/criterion.h>
#include <errno.h>
#include <kc/kc.h>
#include <kc/loop.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"
#include "chan/chan.h"
#include "inspect/inspect.h"
#include "kit.h"
#include "support/uring.h"
#include "support/world.h"
#include "wait/word.h"

enum { CHANNELS = 3, TIMEOUT_NS = 1000000 };

static struct world w;
static kc_chan *chan[CHANNELS];
static kc_rx *rx[CHANNELS];
static kc_tx *tx[CHANNELS][2]; /* of A and B */
static const enum kc_topology topologies[] = { KC_MPMC, KC_MPSC, KC_SPSC };

static uint32_t row_of(int i)
{
	return KC_WAIT_CH(chan[i]->index);
}

static void setup(enum kc_topology t, uint32_t capacity)
{
	world_open(&w, 0);
	for (int i = 0; i < CHANNELS; i++) {
		char name[8] = { 'c', (char)('0' + i) };
		kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .payload = KC_VALUES, .elem_bytes = 8, .capacity = capacity);
		cr_assert_eq(kc_chan_open(&chan[i], w.d, name, &o), 0, "%s", kc_last_reason());
		cr_assert_eq(kc_rx_open(&rx[i], chan[i]), 0);
		for (int k = 0; k < (t == KC_SPSC ? 1 : 2); k++)
			cr_assert_eq(kc_tx_open(&tx[i][k], chan[i]), 0);
	}
}

static void teardown(void)
{
	for (int i = 0; i < CHANNELS; i++) {
		for (int k = 0; k < 2; k++)
			if (tx[i][k])
				kc_tx_close(tx[i][k]);
		kc_rx_close(rx[i]);
		kc_chan_free(chan[i]);
		tx[i][0] = tx[i][1] = NULL;
	}
	world_close(&w);
}

/* As a viewer finds it: by what the segment says. */
static kc_probes *attach(void)
{
	ki_source *src;
	struct ki_error err;
	struct kc_probes_target t;
	cr_assert_eq(ki_open(&src, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
	kc_probes_target_of(&t, ki_source_info(src));
	ki_close(src);
	return kit_attach(&t, NULL);
}

static const struct kc_wakeup_channel *row(const kc_probes *p, int i)
{
	uint32_t rows;
	return &kc_probes_channels(p, &rows)[row_of(i)];
}

/* --- who sleeps ------------------------------------------------------------------------------- */

enum front { RECV, SEND, SELECT, FD, URING, TIMED };
struct sleeper {
	pthread_t thread;
	int tid;
	const volatile struct kc_wait_word *word;
	uint32_t gen;
	enum front front;
	int first;      /* of its channels; SELECT, FD and URING use all from there on */
	unsigned times; /* how many elements it takes, or gets rid of, or how often its time is up */
};

static void receive_in_loop(struct sleeper *s, int poll, struct uring *u)
{
	unsigned armed = 0;
	for (unsigned got = 0; got < s->times;) {
		for (int i = s->first; i < CHANNELS; i++) {
			uint64_t v;
			while (kc_recv(rx[i], &v, 0) == 0)
				got++;
			if (u && !(armed & 1u << i)) {
				struct io_uring_sqe *sqe = uring_next(u);
				cr_assert_eq(kc_uring_prep_wait_rx(sqe, rx[i]), 0, "%s", kc_last_reason());
				sqe->user_data = (uint64_t)i;
				uring_submit(u);
				armed |= 1u << i;
			}
		}
		if (got >= s->times)
			break;
		if (u) {
			struct io_uring_cqe c;
			uring_wait(u, &c);
			armed &= ~(1u << c.user_data);
		} else {
			struct epoll_event e;
			cr_assert_eq(epoll_wait(poll, &e, 1, -1), 1);
		}
	}
}

static void sleep_in_select(struct sleeper *s)
{
	uint64_t v[CHANNELS];
	for (unsigned n = 0; n < s->times; n++) {
		kc_case cases[CHANNELS] = { { 0 } };
		for (int i = s->first; i < CHANNELS; i++)
			cases[i - s->first] = (kc_case){ .rx = rx[i], .elem = &v[i] };
		int rc = kc_select(cases, (size_t)(CHANNELS - s->first), KC_FOREVER, NULL);
		cr_assert(rc >= 0 && cases[rc].result == 0);
	}
}

static void sleep_on_fd(struct sleeper *s)
{
	int poll = epoll_create1(EPOLL_CLOEXEC);
	for (int i = s->first; i < CHANNELS; i++) {
		struct epoll_event e = { .events = EPOLLIN };
		cr_assert_eq(epoll_ctl(poll, EPOLL_CTL_ADD, kc_rx_fd(rx[i]), &e), 0);
	}
	receive_in_loop(s, poll, NULL);
	close(poll);
}

static void sleep_on_uring(struct sleeper *s)
{
	struct uring u;
	cr_assert(uring_open(&u));
	receive_in_loop(s, -1, &u);
	uring_close(&u);
}

static void *sleeper(void *arg)
{
	struct sleeper *s = arg;
	uint64_t v = 0;
	s->word = &kc_wait_word;
	kc_store_release(&s->tid, (int)gettid());
	switch (s->front) {
	case RECV:
		for (unsigned i = 0; i < s->times; i++)
			cr_assert_eq(kc_recv(rx[s->first], &v, KC_FOREVER), 0);
		break;
	case SEND:
		for (unsigned i = 0; i < s->times; i++)
			cr_assert_eq(kc_send(tx[s->first][0], &v, KC_FOREVER), 0);
		break;
	case TIMED:
		for (unsigned i = 0; i < s->times; i++)
			cr_assert_eq(kc_recv(rx[s->first], &v, TIMEOUT_NS), -ETIMEDOUT);
		break;
	case SELECT: sleep_in_select(s); break;
	case FD: sleep_on_fd(s); break;
	case URING: sleep_on_uring(s); break;
	}
	return NULL;
}

static void start(struct sleeper *s)
{
	cr_assert_eq(pthread_create(&s->thread, NULL, sleeper, s), 0);
	while (kc_load_acquire(&s->tid) == 0)
		sched_yield();
}

/* --- who wakes -------------------------------------------------------------------------------- */

/* Sends an element to it, or takes one from it, through one of the channels, as often as that says, each time it sleeps. */
struct waker {
	pthread_t thread;
	int tid;
	int who; /* 0 A, 1 B */
	struct sleeper *s;
	unsigned times[CHANNELS];
	unsigned in_vain; /* before, through the first of its channels */
	bool takes;
};

static void wake_once(struct waker *a, int i)
{
	uint64_t v = 0;
	kit_until_asleep(a->s->tid, a->s->word, &a->s->gen);
	if (a->takes)
		cr_assert_eq(kc_recv(rx[i], &v, 0), 0);
	else
		cr_assert_eq(kc_send(tx[i][a->who], &v, 0), 0);
}

/* As the channel does it, but there is nothing. */
static void wake_in_vain(struct waker *a)
{
	kc_chan *c = chan[a->s->first];
	kit_until_asleep(a->s->tid, a->s->word, &a->s->gen);
	kc_word_futex_wake(c->number, &c->row->side[a->takes ? KC_SIDE_SEND : KC_SIDE_RECEIVE].word, 1);
}

static void *waker(void *arg)
{
	struct waker *a = arg;
	a->tid = (int)gettid();
	for (unsigned k = 0; k < a->in_vain; k++)
		wake_in_vain(a);
	for (int i = 0; i < CHANNELS; i++)
		for (unsigned k = 0; k < a->times[i]; k++)
			wake_once(a, i);
	return NULL;
}

static void wake(struct waker *a)
{
	cr_assert_eq(pthread_create(&a->thread, NULL, waker, a), 0);
	pthread_join(a->thread, NULL);
}

/* --- the tests -------------------------------------------------------------------------------- */

enum { N = 40, M = 25, K = 15, IN_VAIN = 10, T = 4 };

/* A wakes S1 through 0 and S2 through 1, B wakes S2 through 1; some of A's wakes of S1 are in vain; S3 times out in 2. */
static void known_graph(enum kc_topology t)
{
	setup(t, 8);
	struct sleeper s1 = { .front = RECV, .first = 0, .times = N }, s2 = { .front = RECV, .first = 1, .times = M + K },
		       s3 = { .front = TIMED, .first = 2, .times = T };
	kc_probes *p = attach();
	start(&s1);
	start(&s2);
	start(&s3);
	struct waker a1 = { .who = 0, .s = &s1, .times = { N }, .in_vain = IN_VAIN },
		     a2 = { .who = 0, .s = &s2, .times = { 0, t == KC_SPSC ? M + K : M } },
		     b = { .who = 1, .s = &s2, .times = { 0, t == KC_SPSC ? 0 : K } };
	wake(&a1);
	wake(&a2);
	wake(&b);
	pthread_join(s1.thread, NULL);
	pthread_join(s2.thread, NULL);
	pthread_join(s3.thread, NULL);
	kc_probes_detach(p);
	uint64_t timed_out = row(p, 2)->other; /* less than T when the time was up before it was off its CPU */
	cr_assert_leq(timed_out, T);
	const struct kit_edge expected[] = {
		{ row_of(0), (uint32_t)a1.tid, (uint32_t)s1.tid, KC_WAKEUP_CHANNEL, N + IN_VAIN },
		{ row_of(1), (uint32_t)a2.tid, (uint32_t)s2.tid, KC_WAKEUP_CHANNEL, a2.times[1] },
		{ row_of(1), (uint32_t)b.tid, (uint32_t)s2.tid, KC_WAKEUP_CHANNEL, b.times[1] },
		{ row_of(2), 0, (uint32_t)s3.tid, KC_WAKEUP_OTHER, timed_out },
	};
	kit_expect_edges(p, expected, 4);
	kit_expect_invariants(p, NULL, 0);
	cr_assert_eq(row(p, 0)->spurious, IN_VAIN);
	cr_assert_eq(row(p, 1)->spurious + row(p, 2)->spurious, 0);
	cr_assert_eq(row(p, 0)->early + row(p, 1)->early + row(p, 2)->early, 0);
	kc_probes_close(p);
	teardown();
}

Test(graph, receivers)
{
	for (unsigned i = 0, runs = kit_runs(6); i < runs; i++)
		known_graph(topologies[i % 3]);
}

Test(graph, senders)
{
	for (unsigned i = 0, runs = kit_runs(2); i < runs; i++) {
		setup(KC_MPMC, 2);
		struct sleeper s = { .front = SEND, .times = N + 2 };
		struct waker a = { .s = &s, .times = { N }, .takes = true };
		kc_probes *p = attach();
		start(&s);
		wake(&a);
		pthread_join(s.thread, NULL);
		kc_probes_detach(p);
		kit_expect_edges(p,
			&(struct kit_edge){ row_of(0), (uint32_t)a.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, N }, 1);
		kit_expect_invariants(p, NULL, 0);
		kc_probes_close(p);
		teardown();
	}
}

/* One thread waits for all channels, A and B wake it through one after the other. */
static void several(enum front front, enum kc_topology t)
{
	setup(t, 8);
	unsigned b_times = t == KC_SPSC ? 0 : K;
	struct sleeper s = { .front = front, .times = N + M + 2 * b_times };
	struct waker a = { .who = 0, .s = &s, .times = { N, M, 0 } }, b = { .who = 1, .s = &s, .times = { 0, b_times, b_times } };
	kc_probes *p = attach();
	start(&s);
	wake(&a);
	wake(&b);
	pthread_join(s.thread, NULL);
	kc_probes_detach(p);
	const struct kit_edge expected[] = {
		{ row_of(0), (uint32_t)a.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, N },
		{ row_of(1), (uint32_t)a.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, M },
		{ row_of(1), (uint32_t)b.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, b_times },
		{ row_of(2), (uint32_t)b.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, b_times },
	};
	kit_expect_edges(p, expected, 4);
	kit_expect_invariants(p, NULL, 0);
	kc_probes_close(p);
	teardown();
}

Test(graph, select)
{
	for (unsigned i = 0, runs = kit_runs(6); i < runs; i++)
		several(SELECT, topologies[i % 3]);
}

Test(graph, fd)
{
	for (unsigned i = 0, runs = kit_runs(6); i < runs; i++)
		several(FD, topologies[i % 3]);
}

/* Whether requests of this kind are taken. */
static bool uring_waits(void)
{
	struct uring u;
	struct io_uring_sqe sqe;
	if (!uring_open(&u))
		return false;
	uring_close(&u);
	setup(KC_MPMC, 8);
	int rc = kc_uring_prep_wait_rx(&sqe, rx[0]);
	teardown();
	return rc == 0;
}

Test(graph, uring)
{
	if (!uring_waits())
		cr_skip_test("io_uring has no futex waits here");
	for (unsigned i = 0, runs = kit_runs(6); i < runs; i++)
		several(URING, topologies[i % 3]);
}

/* Everybody is asleep, in each way, when the probes are attached. */
Test(graph, attached_late)
{
	for (unsigned i = 0, runs = kit_runs(4); i < runs; i++) {
		const enum front front[] = { RECV, SELECT, FD };
		setup(KC_MPMC, 8);
		struct sleeper s = { .front = front[i % 3], .first = CHANNELS - 1, .times = 2 };
		struct waker a = { .s = &s, .times = { 0, 0, 2 } };
		start(&s);
		uint32_t gen = 0;
		kit_until_asleep(s.tid, s.word, &gen);
		kc_probes *p = attach();
		wake(&a);
		pthread_join(s.thread, NULL);
		kc_probes_detach(p);
		kit_expect_edges(p,
			&(struct kit_edge){ row_of(2), (uint32_t)a.tid, (uint32_t)s.tid, KC_WAKEUP_CHANNEL, 2 }, 1);
		kit_expect_invariants(p, NULL, 0);
		cr_assert_eq(row(p, 2)->early, 0);
		kc_probes_close(p);
		teardown();
	}
}
