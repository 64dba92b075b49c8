/* kc_select under load: threads that each send and receive over shared channels of every kind, with bounds that pass,
 * tokens that fire and channels that close in the middle of it. Every element that a case sent is received exactly once,
 * and nobody sleeps while there is something to do: a lost wake would hang, and the watchdog turns that into a dump
 * and a failure. All of it with futex_waitv and with a kernel that refuses it.
 * KC_STRESS_SELECTS sets the elements of a thread (default 40000; sanitizer builds a twentieth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"
#include "wait/many.h"

SHAKEN(select);

enum { THREADS = 4, SHARED = 3, CASES = 2 * SHARED + 2 };

static uint64_t elements(void)
{
	return storm_length("KC_STRESS_SELECTS", 40000, 2000);
}

static int refuse(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	(void)words, (void)n, (void)deadline_ns;
	return -ENOSYS;
}

static void dawdle(uint32_t *state)
{
	uint32_t r = next_random(state);
	if (r % 16)
		return;
	for (uint32_t i = next_random(state) % 4096; i; i--)
		kc_pause();
	if (r % 64 == 0)
		sched_yield();
}

/* Never, at once, soon or late. */
static int64_t bound(uint32_t *state)
{
	uint32_t r = next_random(state) % 16;
	return r == 0 ? 0 : r < 4 ? (int64_t)(next_random(state) % 200000) : KC_FOREVER;
}

static void await(const uint32_t *word, uint32_t value)
{
	while (kc_load_acquire(word) < value)
		sched_yield();
}

/* --- a storm ---------------------------------------------------------------------------------- */

/* Channels that all threads share, and a ring of SPSC and MPSC channels from each to the next. Each has its endpoints on all
 * of those, and a token that another thread fires. */
struct thread {
	struct storm *s;
	uint32_t me;
	kc_tx *tx[SHARED + 1];
	kc_rx *rx[SHARED + 1];
	pthread_mutex_t lock; /* whoever fires the token holds it */
	kc_cancel *token;
	uint64_t sent, received, cancelled, late;
};
struct storm {
	struct world w;
	kc_chan *shared[SHARED], *ring[THREADS];
	struct thread t[THREADS];
	uint8_t *seen; /* by thread and number: how often it was received */
	uint64_t each;
	uint32_t started, finished, done;
};

static void got(struct storm *s, uint64_t v)
{
	uint64_t from = v >> 32, number = (uint32_t)v;
	cr_assert(from < THREADS && number < s->each);
	cr_assert_eq(
		kc_fetch_add(&s->seen[from * s->each + number], (uint8_t)1), 0, "received twice");
}

static void renew(struct thread *t)
{
	pthread_mutex_lock(&t->lock);
	kc_cancel_free(t->token);
	cr_assert_eq(kc_cancel_new(&t->token, NULL), 0);
	pthread_mutex_unlock(&t->lock);
	t->cancelled++;
}

/* A call over some of its endpoints: all that still receive, and, while it has something to send, some that send. Half
 * of the calls have the token as theirs. */
struct call {
	kc_case c[CASES];
	size_t n;
	uint64_t in[CASES], out;
};

static void prepare(struct thread *t, struct call *k, const bool *drained, uint32_t *seed)
{
	bool sends = t->sent < t->s->each;
	k->n = 0;
	k->out = (uint64_t)t->me << 32 | t->sent;
	for (int i = 0; i <= SHARED; i++) {
		if (!drained[i] && (!sends || next_random(seed) % 4)) {
			k->c[k->n] = (kc_case){ .rx = t->rx[i], .elem = &k->in[k->n] };
			k->n++;
		}
		if (sends && next_random(seed) % 4)
			k->c[k->n++] = (kc_case){ .tx = t->tx[i], .elem = &k->out };
	}
	/* All receives, or who waits for one of these to take something may wait for ever. */
	if (k->n == 0)
		k->c[k->n++] = (kc_case){ .tx = t->tx[SHARED], .elem = &k->out };
}

static void took_effect(struct thread *t, const struct call *k, int r, bool *drained)
{
	const kc_case *c = &k->c[r];
	if (c->tx) {
		cr_assert_eq(c->result, 0);
		t->sent++;
		if (t->sent == t->s->each)
			(void)kc_fetch_add(&t->s->finished, 1u);
	} else if (c->result == 0) {
		got(t->s, k->in[r]);
		t->received++;
	} else {
		cr_assert_eq(c->result, -EPIPE);
		for (int i = 0; i <= SHARED; i++)
			drained[i] |= c->rx == t->rx[i];
	}
}

static bool all(const bool *drained)
{
	for (int i = 0; i <= SHARED; i++)
		if (!drained[i])
			return false;
	return true;
}

static void *works(void *arg)
{
	struct thread *t = arg;
	struct storm *s = t->s;
	uint32_t seed = 100 + t->me;
	bool drained[SHARED + 1] = { false };
	await(&s->started, 1);
	while (!all(drained)) {
		struct call k;
		dawdle(&seed);
		prepare(t, &k, drained, &seed);
		/* While it leaves some out it may not wait for ever: another may wait for it there. */
		int64_t timeout_ns = bound(&seed);
		if (timeout_ns == KC_FOREVER && t->sent < s->each)
			timeout_ns = 1000000;
		int r = kc_select(k.c, k.n, timeout_ns, next_random(&seed) % 2 ? t->token : NULL);
		if (r >= 0)
			took_effect(t, &k, r, drained);
		else if (r == -ECANCELED)
			renew(t);
		else if (r == -ETIMEDOUT || r == -EAGAIN)
			t->late++;
		else
			cr_assert_fail("%d", r);
	}
	return NULL;
}

static void *fires(void *arg)
{
	struct storm *s = arg;
	uint32_t seed = 3000;
	/* Before anybody begins, so that something is cancelled however the threads are scheduled. */
	for (int i = 0; i < THREADS; i++)
		cr_assert_eq(kc_cancel_fire(s->t[i].token), 0);
	kc_store_release(&s->started, 1u);
	while (!kc_load_acquire(&s->done)) {
		struct thread *t = &s->t[next_random(&seed) % THREADS];
		pthread_mutex_lock(&t->lock);
		cr_assert_eq(kc_cancel_fire(t->token), 0);
		pthread_mutex_unlock(&t->lock);
		for (uint32_t i = next_random(&seed) % 8192; i; i--)
			kc_pause();
		sched_yield();
	}
	return NULL;
}

static void open_all(struct storm *s, const enum kc_kind *kinds)
{
	static const char *const names[] = { "a", "b", "c", "r0", "r1", "r2", "r3" };
	for (int i = 0; i < SHARED + THREADS; i++) {
		kc_chan_opts o = KC_CHAN_OPTS(.topology = i < SHARED ? KC_MPMC
							  : i & 1    ? KC_SPSC
								     : KC_MPSC,
			.elem_bytes = 8, .kind = i < SHARED ? kinds[i] : KC_BUFFERED,
			.capacity = i < SHARED && kinds[i] == KC_UNLIMITED ? 0 : 2,
			.flags = i == SHARED ? KC_LOW_LATENCY : 0);
		kc_chan **c = i < SHARED ? &s->shared[i] : &s->ring[i - SHARED];
		cr_assert_eq(kc_chan_open(c, s->w.d, names[i], &o), 0, "%s", kc_last_reason());
	}
	for (uint32_t i = 0; i < THREADS; i++) {
		struct thread *t = &s->t[i];
		t->s = s, t->me = i;
		pthread_mutex_init(&t->lock, NULL);
		cr_assert_eq(kc_cancel_new(&t->token, NULL), 0);
		for (int k = 0; k <= SHARED; k++) {
			kc_chan *to = k < SHARED ? s->shared[k] : s->ring[i];
			kc_chan *from = k < SHARED ? s->shared[k] : s->ring[(i + 1) % THREADS];
			cr_assert_eq(kc_tx_open(&t->tx[k], to), 0);
			cr_assert_eq(kc_rx_open(&t->rx[k], from), 0);
		}
	}
}

static void close_all(struct storm *s)
{
	uint64_t cancelled = 0, late = 0, received = 0;
	for (int i = 0; i < THREADS; i++) {
		struct thread *t = &s->t[i];
		cancelled += t->cancelled, late += t->late, received += t->received;
		kc_cancel_free(t->token);
		for (int k = 0; k <= SHARED; k++) {
			cr_assert_eq(kc_tx_close(t->tx[k]), 0);
			cr_assert_eq(kc_rx_close(t->rx[k]), 0);
		}
	}
	cr_assert_gt(cancelled, 0u, "nothing was cancelled: this shows nothing");
	cr_assert_gt(late, 0u);
	cr_assert_eq(received, s->each * THREADS);
	for (uint64_t i = 0; i < s->each * THREADS; i++)
		cr_assert_eq(
			s->seen[i], 1u, "lost: %d of %d", (int)(i % s->each), (int)(i / s->each));
	uint64_t sent = 0, sum = 0;
	for (int i = 0; i < SHARED + THREADS; i++) {
		kc_chan *c = i < SHARED ? s->shared[i] : s->ring[i - SHARED];
		for (int side = 0; side < 2; side++) {
			cr_assert_eq(c->row->side[side].counts, 0u, "waits leave nothing behind");
			cr_assert(i < SHARED || c->row->side[side].word == 0);
		}
		sent += c->row->past[0].messages, sum += c->row->past[1].messages;
		cr_assert_eq(kc_chan_free(c), 0);
	}
	cr_assert_eq(sent, received);
	cr_assert_eq(sum, received);
	cr_assert_eq(kc_bell.sleepers, 0u);
}

static void storm(const enum kc_kind *kinds)
{
	struct storm *s = calloc(1, sizeof *s);
	pthread_t t[THREADS], f;
	s->each = elements();
	s->seen = calloc(THREADS, s->each);
	world_open(&s->w, 0);
	open_all(s, kinds);
	for (int i = 0; i < THREADS; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, works, &s->t[i]), 0);
	cr_assert_eq(pthread_create(&f, NULL, fires, s), 0);
	while (kc_load_acquire(&s->finished) < THREADS)
		sched_yield();
	for (int i = 0; i < SHARED + THREADS; i++)
		cr_assert_eq(kc_chan_close(i < SHARED ? s->shared[i] : s->ring[i - SHARED]), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	kc_store_release(&s->done, 1u);
	pthread_join(f, NULL);
	close_all(s);
	world_close(&s->w);
	free(s->seen);
	free(s);
}

static const enum kc_kind buffered[SHARED] = { KC_BUFFERED, KC_BUFFERED, KC_BUFFERED };
static const enum kc_kind mixed[SHARED] = { KC_UNLIMITED, KC_RENDEZVOUS, KC_RENDEZVOUS };

Test(select, storm)
{
	storm(buffered);
}

Test(select, storm_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	storm(buffered);
}

Test(select, storm_with_rendezvous)
{
	storm(mixed);
}

Test(select, storm_with_rendezvous_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	storm(mixed);
}

/* --- face to face ------------------------------------------------------------------------------ */

/* Two threads whose selects face each other on two rendezvous channels, so that both cases of both match at once: each
 * call of one meets exactly one call of the other, on one channel. Nobody else is there: what one sends the other has
 * received when it sends the next, and a double match would skip one. */
struct face {
	struct world w;
	kc_chan *c[2];
	uint64_t rounds, count[2][2]; /* by thread: sent, received */
	uint32_t ready, gone;
};
struct face_arg {
	struct face *f;
	int me;
};

static void *faces(void *arg)
{
	struct face_arg *a = arg;
	struct face *f = a->f;
	kc_tx *tx;
	kc_rx *rx;
	uint32_t seed = 50 + (uint32_t)a->me;
	cr_assert_eq(kc_tx_open(&tx, f->c[a->me]), 0);
	cr_assert_eq(kc_rx_open(&rx, f->c[!a->me]), 0);
	uint64_t *sent = &f->count[a->me][0], *received = &f->count[a->me][1];
	while (*sent + *received < f->rounds) {
		uint64_t out = *sent, in = UINT64_MAX;
		kc_case c[] = { { .tx = tx, .elem = &out }, { .rx = rx, .elem = &in } };
		dawdle(&seed);
		int r = kc_select(c, 2, bound(&seed), NULL);
		if (r == 0)
			++*sent;
		else if (r == 1)
			cr_assert_eq(in, (*received)++, "the next one, once");
		else
			cr_assert(r == -ETIMEDOUT || r == -EAGAIN);
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void face_to_face(enum kc_topology topology)
{
	struct face f = { .rounds = elements() / 4 };
	struct face_arg a[2] = { { &f, 0 }, { &f, 1 } };
	pthread_t t[2];
	world_open(&f.w, 0);
	for (int i = 0; i < 2; i++) {
		kc_chan_opts o =
			KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = topology, .elem_bytes = 8);
		cr_assert_eq(kc_chan_open(&f.c[i], f.w.d, i ? "y" : "x", &o), 0);
	}
	for (int i = 0; i < 2; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, faces, &a[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	cr_assert_eq(f.count[0][0], f.count[1][1]);
	cr_assert_eq(f.count[1][0], f.count[0][1]);
	cr_assert(f.count[0][0] && f.count[1][0], "both channels");
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_chan_free(f.c[i]), 0);
	world_close(&f.w);
}

Test(select, face_to_face)
{
	face_to_face(KC_SPSC);
	face_to_face(KC_MPMC);
}

/* --- one element, one wake ---------------------------------------------------------------------- */

/* A select over two channels and a plain receiver on each, all asleep. Each channel gets one element, while the select's
 * token fires; nothing else is sent until both have been received: a wake that the select ate and kept would end it
 * all. */
struct trio {
	struct world w;
	kc_chan *c[2];
	kc_tx *tx[2];
	kc_cancel *token;
	uint32_t round, sending, fired_round, select_round, received;
	uint64_t cancelled, taken;
};

static uint32_t rounds(void)
{
	return (uint32_t)elements() / 10;
}

static void *selects(void *arg)
{
	struct trio *q = arg;
	kc_rx *rx[2];
	uint64_t v;
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_rx_open(&rx[i], q->c[i]), 0);
	for (uint32_t r = 1; r <= rounds(); r++) {
		await(&q->round, r);
		kc_case c[] = { { .rx = rx[0], .elem = &v }, { .rx = rx[1], .elem = &v } };
		int k = kc_select(c, 2, KC_FOREVER, q->token);
		cr_assert(k == 0 || k == 1 || k == -ECANCELED);
		if (k < 0)
			q->cancelled++;
		else
			q->taken++, (void)kc_fetch_add(&q->received, 1u);
		kc_store_release(&q->select_round, r);
	}
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_rx_close(rx[i]), 0);
	return NULL;
}

static uint32_t asleep(const struct trio *q, int at)
{
	return kc_load_acquire(&q->c[at]->row->side[KC_SIDE_RECEIVE].waiters);
}

struct plain {
	struct trio *q;
	int at;
};

static void *receives(void *arg)
{
	struct plain *me = arg;
	struct trio *q = me->q;
	kc_rx *rx;
	uint64_t v;
	cr_assert_eq(kc_rx_open(&rx, q->c[me->at]), 0);
	for (uint32_t r = 1;; r = (uint32_t)v + 1) {
		/* Behind the select: a wake takes the one that has slept longest. */
		await(&q->round, r);
		while (!asleep(q, me->at) && kc_load_acquire(&q->select_round) < r)
			sched_yield();
		if (kc_recv(rx, &v, KC_FOREVER))
			break;
		(void)kc_fetch_add(&q->received, 1u);
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void *fires_each_round(void *arg)
{
	struct trio *q = arg;
	uint32_t seed = 5;
	for (uint32_t r = 1; r <= rounds(); r++) {
		await(&q->sending, r);
		for (uint32_t i = next_random(&seed) % 1024; i; i--)
			kc_pause();
		cr_assert_eq(kc_cancel_fire(q->token), 0);
		kc_store_release(&q->fired_round, r);
	}
	return NULL;
}

static void hand_over(void)
{
	struct trio q = { 0 };
	struct plain plain[2] = { { &q, 0 }, { &q, 1 } };
	pthread_t s, f, t[2];
	uint32_t seed = 9;
	world_open(&q.w, 0);
	for (int i = 0; i < 2; i++) {
		kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPMC, .elem_bytes = 8, .capacity = 4);
		cr_assert_eq(kc_chan_open(&q.c[i], q.w.d, i ? "y" : "x", &o), 0);
		cr_assert_eq(kc_tx_open(&q.tx[i], q.c[i]), 0);
		cr_assert_eq(pthread_create(&t[i], NULL, receives, &plain[i]), 0);
	}
	cr_assert_eq(pthread_create(&s, NULL, selects, &q), 0);
	cr_assert_eq(pthread_create(&f, NULL, fires_each_round, &q), 0);
	for (uint32_t r = 1; r <= rounds(); r++) {
		uint64_t v = r;
		cr_assert_eq(kc_cancel_new(&q.token, NULL), 0);
		kc_store_release(&q.round, r);
		while (asleep(&q, 0) < 2 || asleep(&q, 1) < 2)
			sched_yield();
		kc_store_release(&q.sending, r);
		if (r % 8 == 0)
			await(&q.fired_round, r); /* now and then it is cancelled for sure */
		for (int i = 0; i < 2; i++) {
			for (uint32_t k = next_random(&seed) % 512; k; k--)
				kc_pause();
			cr_assert_eq(kc_send(q.tx[i ^ (r & 1)], &v, KC_FOREVER), 0);
		}
		await(&q.received, 2 * r);
		await(&q.select_round, r);
		await(&q.fired_round, r);
		kc_cancel_free(q.token);
	}
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_chan_close(q.c[i]), 0);
	(void)kc_fetch_add(&q.round, 1u);
	kc_store_release(&q.select_round, q.round);
	pthread_join(s, NULL);
	pthread_join(f, NULL);
	cr_assert_gt(q.cancelled, 0u);
	for (int i = 0; i < 2; i++) {
		pthread_join(t[i], NULL);
		cr_assert_eq(kc_tx_close(q.tx[i]), 0);
		cr_assert_eq(kc_chan_free(q.c[i]), 0);
	}
	world_close(&q.w);
}

Test(select, hand_over)
{
	hand_over();
}

Test(select, hand_over_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	hand_over();
}
