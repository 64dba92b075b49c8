/* External waiters lose no wake: event loops of epoll and of io_uring against bursts, on either side, beside threads
 * that block and descriptors that nobody serves, while endpoints come and go and tokens fire. Each round's
 * messages must all be taken before the next is sent, so one lost wake stops everything: a loop that is told
 * nothing for a minute fails. KC_STRESS_LOOPS sets the rounds (default 100000, of both topologies together;
 * sanitizer builds a twentieth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/sys.h"
#include "chan/chan.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/uring.h"
#include "support/world.h"

SHAKEN(loop);

enum { WATCHDOG_MS = 60000, BURST_MAX = 40 };

static uint64_t rounds(void)
{
	return storm_length("KC_STRESS_LOOPS", 100000, 5000);
}

/* From nothing to long enough that the loop waits. */
static void dawdle(uint32_t *state)
{
	dawdle_up_to(state, 256);
}

/* --- two ways to wait ------------------------------------------------------------------------ */

struct waiter {
	bool uring;
	int ep;
	struct uring ring;
	bool pending; /* a request is in the ring */
	kc_rx *rx;    /* one of them */
	kc_tx *tx;
};

static void waiter_open(struct waiter *wt, bool uring, kc_rx *rx, kc_tx *tx)
{
	*wt = (struct waiter){ .uring = uring, .ep = -1, .rx = rx, .tx = tx };
	if (uring) {
		cr_assert(uring_open(&wt->ring));
		return;
	}
	struct epoll_event ev = { .events = EPOLLIN };
	wt->ep = epoll_create1(EPOLL_CLOEXEC);
	int fd = rx ? kc_rx_fd(rx) : kc_tx_fd(tx);
	cr_assert_geq(fd, 0);
	cr_assert_eq(epoll_ctl(wt->ep, EPOLL_CTL_ADD, fd, &ev), 0);
}

/* Before the endpoint is closed. */
static void waiter_close(struct waiter *wt)
{
	if (!wt->uring)
		close(wt->ep);
}

/* After the endpoint is closed, which ends what it waits for. */
static void waiter_reap(struct waiter *wt)
{
	struct io_uring_cqe c;
	if (!wt->uring)
		return;
	if (wt->pending)
		uring_wait(&wt->ring, &c);
	uring_close(&wt->ring);
}

/* Returns when there may be something. */
static void wait_outside(struct waiter *wt)
{
	struct io_uring_cqe c;
	struct epoll_event ev;
	if (!wt->uring) {
		int n = epoll_wait(wt->ep, &ev, 1, WATCHDOG_MS);
		cr_assert(n == 1 || (n < 0 && errno == EINTR), "told nothing for a minute");
		return;
	}
	if (!wt->pending) {
		struct io_uring_sqe *sqe = uring_next(&wt->ring);
		cr_assert_eq(wt->rx ? kc_uring_prep_wait_rx(sqe, wt->rx)
				    : kc_uring_prep_wait_tx(sqe, wt->tx),
			0);
		uring_submit(&wt->ring);
		wt->pending = true;
	}
	uring_wait(&wt->ring, &c);
	cr_assert(c.res == 0 || c.res == -EAGAIN || c.res == -EINTR, "%d", c.res);
	wt->pending = false;
}

static bool uring_works(void)
{
	struct io_uring_sqe sqe = { 0 };
	struct world w;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 2);
	int rc = kc_uring_prep_wait_rx(&sqe, w.rx);
	world_close(&w);
	return rc == 0;
}

/* --- a receiver in a loop -------------------------------------------------------------------- */

struct flow {
	struct world w;
	bool uring;
	uint32_t taken; /* of all rounds */
};

static void *looping_receiver(void *arg)
{
	struct flow *f = arg;
	struct waiter wt;
	uint32_t seed = 31;
	uint64_t v, want = 0;
	int rc = -EAGAIN;
	waiter_open(&wt, f->uring, f->w.rx, NULL);
	while (rc != -EPIPE) {
		wait_outside(&wt);
		/* Not always until -EAGAIN: level. */
		for (uint32_t i = next_random(&seed) % 8 ? UINT32_MAX : 1; i; i--) {
			rc = kc_recv(f->w.rx, &v, 0);
			if (rc)
				break;
			cr_assert_eq(v, want);
			kc_store_release(&f->taken, (uint32_t)++want);
		}
		cr_assert(rc == 0 || rc == -EAGAIN || rc == -EPIPE, "%d", rc);
		dawdle(&seed);
	}
	waiter_close(&wt);
	cr_assert_eq(kc_rx_close(f->w.rx), 0);
	waiter_reap(&wt);
	return NULL;
}

static void await_all(const uint32_t *taken, uint64_t sent)
{
	while (kc_load_acquire(taken) != (uint32_t)sent)
		sched_yield();
}

/* Single messages, bursts, and now and then enough in a row to be FAST. */
static void bursts(enum kc_topology t, unsigned flags, bool uring)
{
	struct flow f = { .uring = uring };
	pthread_t thread;
	uint32_t seed = 17;
	uint64_t v = 0;
	world_open(&f.w, 0);
	kc_chan_opts o =
		KC_CHAN_OPTS(.topology = t, .elem_bytes = 8, .capacity = 64, .flags = flags);
	cr_assert_eq(kc_chan_open(&f.w.c, f.w.d, "c", &o), 0);
	cr_assert(kc_tx_open(&f.w.tx, f.w.c) == 0 && kc_rx_open(&f.w.rx, f.w.c) == 0);
	cr_assert_eq(pthread_create(&thread, NULL, looping_receiver, &f), 0);
	for (uint64_t r = 0; r < rounds() / 2; r++) {
		uint64_t n = 1;
		if (next_random(&seed) % 4 == 0)
			n = next_random(&seed) % BURST_MAX;
		if (next_random(&seed) % 4096 == 0)
			n = 20000;
		for (; n; n--, v++)
			cr_assert_eq(kc_send(f.w.tx, &v, KC_FOREVER), 0);
		if (next_random(&seed) % 8)
			await_all(&f.taken, v);
		dawdle(&seed);
	}
	cr_assert_eq(kc_chan_close(f.w.c), 0);
	pthread_join(thread, NULL);
	cr_assert_eq(f.taken, (uint32_t)v);
	f.w.rx = NULL;
	world_close(&f.w);
}

Test(loop, bursts_epoll)
{
	bursts(KC_SPSC, 0, false);
	bursts(KC_SPSC, KC_LOW_LATENCY, false);
	bursts(KC_MPSC, 0, false);
	bursts(KC_MPMC, 0, false);
}

Test(loop, bursts_uring)
{
	if (!uring_works())
		cr_skip_test("no io_uring futex waits here");
	bursts(KC_SPSC, 0, true);
	bursts(KC_MPMC, 0, true);
}

/* --- many senders, one loop ------------------------------------------------------------------ */

enum { SENDERS = 3 };

struct fan {
	struct world w;
	bool uring;
	uint32_t id, taken[SENDERS];
};

static void *fan_sender(void *arg)
{
	struct fan *f = arg;
	uint64_t sent = 0;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, f->w.c), 0);
	uint32_t me = kc_fetch_add(&f->id, 1u), seed = 40 + me;
	for (uint64_t r = 0; r < rounds() / 8; r++) {
		uint64_t n = next_random(&seed) % 4 ? 1 : next_random(&seed) % BURST_MAX;
		for (; n; n--, sent++) {
			uint64_t v = (uint64_t)me << 32 | sent;
			cr_assert_eq(kc_send(tx, &v, KC_FOREVER), 0);
		}
		await_all(&f->taken[me], sent);
		if (next_random(&seed) % 2)
			dawdle(&seed);
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void fan_in(enum kc_topology t, bool uring)
{
	struct fan f = { .uring = uring };
	struct waiter wt;
	pthread_t thread[SENDERS];
	uint64_t v;
	int rc = -EAGAIN;
	world_open(&f.w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .elem_bytes = 8, .capacity = 16,
		.flags = KC_CLOSE_WITH_LAST_TX);
	cr_assert_eq(kc_chan_open(&f.w.c, f.w.d, "c", &o), 0);
	cr_assert_eq(kc_rx_open(&f.w.rx, f.w.c), 0);
	cr_assert_eq(kc_tx_open(&f.w.tx, f.w.c), 0);
	waiter_open(&wt, uring, f.w.rx, NULL);
	for (int i = 0; i < SENDERS; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, fan_sender, &f), 0);
	/* Ours goes when all have come, or one that ends before another comes would close the channel. */
	for (bool ours = true; rc != -EPIPE;) {
		if (ours && kc_load_acquire(&f.id) == SENDERS) {
			cr_assert_eq(kc_tx_close(f.w.tx), 0);
			ours = false;
		}
		wait_outside(&wt);
		while ((rc = kc_recv(f.w.rx, &v, 0)) == 0) {
			uint32_t *taken = &f.taken[v >> 32];
			cr_assert_eq((uint32_t)v, *taken, "order of a sender");
			kc_store_release(taken, *taken + 1);
		}
	}
	for (int i = 0; i < SENDERS; i++)
		pthread_join(thread[i], NULL);
	waiter_close(&wt);
	cr_assert_eq(kc_rx_close(f.w.rx), 0);
	waiter_reap(&wt);
	f.w.tx = NULL, f.w.rx = NULL;
	world_close(&f.w);
}

Test(loop, many_senders_epoll)
{
	fan_in(KC_MPSC, false);
	fan_in(KC_MPMC, false);
}

Test(loop, many_senders_uring)
{
	if (!uring_works())
		cr_skip_test("no io_uring futex waits here");
	fan_in(KC_MPSC, true);
}

/* --- a sender in a loop ---------------------------------------------------------------------- */

static void *looping_sender(void *arg)
{
	struct flow *f = arg;
	struct waiter wt;
	uint32_t seed = 77;
	uint64_t v = 0;
	waiter_open(&wt, f->uring, NULL, f->w.tx);
	while (v < rounds() / 2) {
		wait_outside(&wt);
		int rc;
		while (v < rounds() / 2 && (rc = kc_send(f->w.tx, &v, 0)) == 0)
			v++;
		cr_assert(v == rounds() / 2 || rc == -EAGAIN);
		if (next_random(&seed) % 4 == 0)
			dawdle(&seed);
	}
	waiter_close(&wt);
	cr_assert_eq(kc_tx_close(f->w.tx), 0);
	waiter_reap(&wt);
	return NULL;
}

static void room(enum kc_topology t, bool uring)
{
	struct flow f = { .uring = uring };
	pthread_t thread;
	uint32_t seed = 5;
	world_open(&f.w, 0);
	world_channel(&f.w, t, KC_VALUES, 8, 2);
	cr_assert_eq(pthread_create(&thread, NULL, looping_sender, &f), 0);
	for (uint64_t v, want = 0; want < rounds() / 2; want++) {
		cr_assert_eq(kc_recv(f.w.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, want);
		if (next_random(&seed) % 4 == 0)
			dawdle(&seed);
	}
	pthread_join(thread, NULL);
	f.w.tx = NULL;
	world_close(&f.w);
}

Test(loop, room_epoll)
{
	room(KC_SPSC, false);
	room(KC_MPSC, false);
	room(KC_MPMC, false);
}

Test(loop, room_uring)
{
	if (!uring_works())
		cr_skip_test("no io_uring futex waits here");
	room(KC_SPSC, true);
	room(KC_MPMC, true);
}

/* --- everybody at once ----------------------------------------------------------------------- */

struct crowd {
	struct world w;
	uint32_t taken, done;
};

static void *crowd_loop(void *arg, bool uring)
{
	struct crowd *c = arg;
	struct waiter wt;
	uint64_t v;
	kc_rx *rx;
	int rc = 0;
	cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
	waiter_open(&wt, uring, rx, NULL);
	while (rc != -EPIPE) {
		wait_outside(&wt);
		while ((rc = kc_recv(rx, &v, 0)) == 0)
			(void)kc_fetch_add(&c->taken, 1u);
	}
	waiter_close(&wt);
	cr_assert_eq(kc_rx_close(rx), 0);
	waiter_reap(&wt);
	return NULL;
}

static void *crowd_epoll(void *arg)
{
	return crowd_loop(arg, false);
}

static void *crowd_uring(void *arg)
{
	return crowd_loop(arg, true);
}

static void *crowd_thread(void *arg)
{
	struct crowd *c = arg;
	uint64_t v;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
	while (kc_recv(rx, &v, KC_FOREVER) == 0)
		(void)kc_fetch_add(&c->taken, 1u);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* Arms and goes away: who tells it must find either all of it or nothing. */
static void *crowd_comer(void *arg)
{
	struct crowd *c = arg;
	uint64_t v;
	while (!kc_load_acquire(&c->done)) {
		kc_rx *rx;
		cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
		cr_assert_geq(kc_rx_fd(rx), 0);
		if (kc_recv(rx, &v, 0) == 0)
			(void)kc_fetch_add(&c->taken, 1u);
		cr_assert_eq(kc_rx_close(rx), 0);
	}
	return NULL;
}

static void run_crowd(void *(*const who[])(void *), int n)
{
	struct crowd c = { 0 };
	pthread_t t[8];
	uint32_t seed = 3;
	uint64_t sent = 0;
	struct io_uring_sqe unreaped = { 0 };
	world_open(&c.w, 0);
	world_channel(&c.w, KC_MPMC, KC_VALUES, 8, 64);
	/* Armed, and nobody serves them. */
	cr_assert_geq(kc_rx_fd(c.w.rx), 0);
	(void)kc_uring_prep_wait_rx(&unreaped, c.w.rx);
	for (int i = 0; i < n; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, who[i], &c), 0);
	for (uint64_t r = 0; r < rounds() / 4; r++) {
		uint64_t burst = next_random(&seed) % 4 ? 1 : next_random(&seed) % BURST_MAX;
		for (; burst; burst--, sent++)
			cr_assert_eq(kc_send(c.w.tx, &sent, KC_FOREVER), 0);
		await_all(&c.taken, sent);
		dawdle(&seed);
	}
	kc_store_release(&c.done, 1u);
	cr_assert_eq(kc_chan_close(c.w.c), 0);
	for (int i = 0; i < n; i++)
		pthread_join(t[i], NULL);
	cr_assert_eq(kc_rx_close(c.w.rx), 0);
	c.w.rx = NULL;
	cr_assert_eq(c.w.c->row->side[KC_SIDE_RECEIVE].counts, 0u, "waits leave nothing behind");
	world_close(&c.w);
}

/* The threads alone must be woken, whoever is armed. */
Test(loop, threads_beside_unserved_descriptors)
{
	static void *(*const who[])(void *) = { crowd_thread, crowd_thread };
	run_crowd(who, 2);
}

Test(loop, threads_and_loops)
{
	static void *(*const who[])(
		void *) = { crowd_thread, crowd_epoll, crowd_thread, crowd_epoll, crowd_uring };
	run_crowd(who, uring_works() ? 5 : 4);
}

Test(loop, endpoints_come_and_go)
{
	static void *(*const who[])(void *) = { crowd_epoll, crowd_comer, crowd_comer };
	run_crowd(who, 3);
}

/* --- tokens ---------------------------------------------------------------------------------- */

struct fired {
	struct world w;
	kc_cancel *token;
	uint32_t round, over;
	bool uring;
};

static void *cancelled_receiver(void *arg)
{
	struct fired *f = arg;
	struct waiter wt;
	uint64_t v;
	waiter_open(&wt, f->uring, f->w.rx, NULL);
	for (uint32_t r = 1; r <= rounds() / 10; r++) {
		while (kc_load_acquire(&f->round) != r)
			sched_yield();
		kc_rx_set_cancel(f->w.rx, f->token);
		int rc;
		while ((rc = kc_recv(f->w.rx, &v, 0)) == -EAGAIN)
			wait_outside(&wt);
		cr_assert_eq(rc, -ECANCELED);
		kc_store_release(&f->over, r);
	}
	waiter_close(&wt);
	cr_assert_eq(kc_rx_close(f->w.rx), 0);
	waiter_reap(&wt);
	return NULL;
}

static void fire(enum kc_topology t, bool uring)
{
	struct fired f = { .uring = uring };
	pthread_t thread;
	uint32_t seed = 11;
	world_open(&f.w, 0);
	world_channel(&f.w, t, KC_VALUES, 8, 2);
	cr_assert_eq(pthread_create(&thread, NULL, cancelled_receiver, &f), 0);
	for (uint32_t r = 1; r <= rounds() / 10; r++) {
		kc_cancel *token;
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		f.token = token;
		kc_store_release(&f.round, r);
		dawdle(&seed);
		cr_assert_eq(kc_cancel_fire(token), 0);
		while (kc_load_acquire(&f.over) != r)
			sched_yield();
		kc_cancel_free(token);
	}
	pthread_join(thread, NULL);
	f.w.rx = NULL;
	world_close(&f.w);
}

Test(loop, tokens_epoll)
{
	fire(KC_SPSC, false);
	fire(KC_MPMC, false);
}

Test(loop, tokens_uring)
{
	if (!uring_works())
		cr_skip_test("no io_uring futex waits here");
	fire(KC_SPSC, true);
	fire(KC_MPMC, true);
}
