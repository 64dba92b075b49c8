/* INV-CANCEL-1 and INV-WAKE-2 under load: tokens that fire while threads block at nearly every
 * step, with bounds that pass now and then. Every element is received exactly once, whatever was
 * cancelled, and a wake that a cancelled waiter kept for itself would hang: the watchdog turns
 * that into a dump and a failure. All of it with futex_waitv and with a kernel that refuses it.
 * KC_STRESS_CANCELS sets the elements (default 100000; sanitizer builds a tenth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(cancel);

enum { SIDE = 4, THREADS = 2 * SIDE };

static uint64_t elements(void)
{
	return storm_length("KC_STRESS_CANCELS", 100000, 10000);
}

/* Now and then long enough that the other side gives up spinning and sleeps. */
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

static int refuse(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	(void)words, (void)n, (void)deadline_ns;
	return -ENOSYS;
}

/* --- a storm ---------------------------------------------------------------------------------- */

/* A thread's token; whoever fires it holds the lock, so that the thread can change it. */
struct victim {
	pthread_mutex_t lock;
	kc_cancel *token;
};

struct storm {
	struct world w;
	kc_cancel *root;
	struct victim victim[THREADS];
	unsigned threads;
	uint64_t each;
	uint64_t sent, received, cancelled, sum_sent, sum_received;
	uint32_t id, done;
};

/* The token has fired: another one of the same tree takes its place. */
static kc_cancel *renew(struct storm *s, struct victim *v)
{
	kc_cancel *fresh, *old;
	cr_assert_eq(kc_cancel_new(&fresh, s->root), 0);
	pthread_mutex_lock(&v->lock);
	old = v->token;
	v->token = fresh;
	pthread_mutex_unlock(&v->lock);
	kc_cancel_free(old); /* the endpoint still has it */
	return fresh;
}

static int64_t bound(uint32_t *seed)
{
	return next_random(seed) % 3 ? KC_FOREVER : 30000;
}

static void *sender(void *arg)
{
	struct storm *s = arg;
	uint32_t me = kc_fetch_add(&s->id, 1u), seed = 1000 + me;
	uint64_t cancelled = 0, sum = 0;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, s->w.c), 0);
	kc_tx_set_cancel(tx, s->victim[me].token);
	for (uint64_t i = 0; i < s->each;) {
		uint64_t v = (uint64_t)me << 32 | i;
		dawdle(&seed);
		int rc = kc_send(tx, &v, bound(&seed));
		if (rc == 0) {
			sum += v;
			i++;
		} else if (rc == -ECANCELED) {
			cancelled++;
			kc_tx_set_cancel(tx, renew(s, &s->victim[me]));
		} else {
			cr_assert_eq(rc, -ETIMEDOUT);
		}
	}
	(void)kc_fetch_add(&s->sent, s->each);
	(void)kc_fetch_add(&s->sum_sent, sum);
	(void)kc_fetch_add(&s->cancelled, cancelled);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *receiver(void *arg)
{
	struct storm *s = arg;
	uint32_t me = kc_fetch_add(&s->id, 1u), seed = 2000 + me;
	uint64_t v, got = 0, sum = 0, cancelled = 0;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, s->w.c), 0);
	kc_rx_set_cancel(rx, s->victim[me].token);
	for (;;) {
		dawdle(&seed);
		int rc = kc_recv(rx, &v, bound(&seed));
		if (rc == 0) {
			got++;
			sum += v;
		} else if (rc == -ECANCELED) {
			cancelled++;
			kc_rx_set_cancel(rx, renew(s, &s->victim[me]));
		} else if (rc == -EPIPE) {
			break;
		} else {
			cr_assert_eq(rc, -ETIMEDOUT);
		}
	}
	(void)kc_fetch_add(&s->received, got);
	(void)kc_fetch_add(&s->sum_received, sum);
	(void)kc_fetch_add(&s->cancelled, cancelled);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void *firer(void *arg)
{
	struct storm *s = arg;
	uint32_t seed = 3000;
	while (!kc_load_acquire(&s->done)) {
		struct victim *v = &s->victim[next_random(&seed) % s->threads];
		pthread_mutex_lock(&v->lock);
		cr_assert_eq(kc_cancel_fire(v->token), 0);
		pthread_mutex_unlock(&v->lock);
		for (uint32_t i = next_random(&seed) % 2048; i; i--)
			kc_pause();
		if (next_random(&seed) % 4 == 0)
			sched_yield();
	}
	return NULL;
}

static void storm(enum kc_topology topology)
{
	struct storm s = { .threads = topology == KC_SPSC ? 2 : THREADS };
	unsigned senders = topology == KC_MPSC ? s.threads - 1 : s.threads / 2;
	s.each = elements() / senders;
	world_open(&s.w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .elem_bytes = 8, .capacity = 2);
	cr_assert_eq(kc_chan_open(&s.w.c, s.w.d, "c", &o), 0);
	cr_assert_eq(kc_cancel_new(&s.root, NULL), 0);
	for (unsigned i = 0; i < s.threads; i++) {
		pthread_mutex_init(&s.victim[i].lock, NULL);
		cr_assert_eq(kc_cancel_new(&s.victim[i].token, s.root), 0);
	}
	pthread_t t[THREADS], f;
	for (unsigned i = 0; i < s.threads; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, i < senders ? sender : receiver, &s), 0);
	cr_assert_eq(pthread_create(&f, NULL, firer, &s), 0);
	for (unsigned i = 0; i < senders; i++)
		pthread_join(t[i], NULL);
	cr_assert_eq(kc_chan_close(s.w.c), 0);
	for (unsigned i = senders; i < s.threads; i++)
		pthread_join(t[i], NULL);
	kc_store_release(&s.done, 1u);
	pthread_join(f, NULL);
	cr_assert_eq(s.sent, s.each * senders);
	cr_assert_eq(s.received, s.sent, "lost or doubled");
	cr_assert_eq(s.sum_received, s.sum_sent, "lost and doubled");
	cr_assert_gt(s.cancelled, 0u, "nothing was cancelled: this shows nothing");
	const struct kc_seg_side_wait *side = s.w.c->row->side;
	for (int i = 0; i < 2 && topology == KC_MPMC; i++)
		cr_assert_eq(side[i].counts, 0u, "waits leave nothing behind");
	cr_assert_null(s.root->watches);
	cr_assert_eq(s.root->alone, 0u);
	cr_assert_eq(s.w.c->row->past[0].cancelled + s.w.c->row->past[1].cancelled, s.cancelled);
	for (unsigned i = 0; i < s.threads; i++)
		kc_cancel_free(s.victim[i].token);
	cr_assert_eq(s.root->references, 1u, "every token was freed");
	kc_cancel_free(s.root);
	world_close(&s.w);
}

Test(cancel, storm_spsc)
{
	storm(KC_SPSC);
}

Test(cancel, storm_mpsc)
{
	storm(KC_MPSC);
}

Test(cancel, storm_mpmc)
{
	storm(KC_MPMC);
}

Test(cancel, storm_spsc_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	storm(KC_SPSC);
}

Test(cancel, storm_mpmc_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	storm(KC_MPMC);
}

/* --- one element, one wake ---------------------------------------------------------------------- */

/* Two receivers sleep, one with a token. One element is sent while the token fires, and nothing else is sent
 * until somebody has it: if the wake went to the cancelled one, the other must get it from there. */
struct pair {
	struct world w;
	kc_cancel *token;
	uint32_t round, sending;               /* what has begun */
	uint32_t cancelled_round, fired_round; /* what each thread has ended */
	uint32_t received, cancelled;
};

static void await(const uint32_t *word, uint32_t value)
{
	while (kc_load_acquire(word) < value)
		sched_yield();
}

static void *with_token(void *arg)
{
	struct pair *p = arg;
	uint64_t v;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, p->w.c), 0);
	for (uint32_t r = 1; r <= elements() / 20; r++) {
		await(&p->round, r);
		kc_rx_set_cancel(rx, p->token);
		int rc = kc_recv(rx, &v, KC_FOREVER);
		cr_assert(rc == 0 || rc == -ECANCELED);
		if (rc == 0)
			(void)kc_fetch_add(&p->received, 1u);
		else
			p->cancelled++;
		kc_store_release(&p->cancelled_round, r);
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static uint32_t asleep(const struct pair *p)
{
	return kc_load_acquire(&p->w.c->row->side[KC_SIDE_RECEIVE].waiters);
}

/* Goes to sleep after the other one: a wake takes the one that has slept longest. */
static void *without_token(void *arg)
{
	struct pair *p = arg;
	uint64_t v;
	while (kc_recv(p->w.rx, &v, KC_FOREVER) == 0) {
		(void)kc_fetch_add(&p->received, 1u);
		await(&p->round, (uint32_t)v + 1);
		while (!asleep(p) && kc_load_acquire(&p->cancelled_round) <= v)
			sched_yield();
	}
	return NULL;
}

static void *fires_each_round(void *arg)
{
	struct pair *p = arg;
	uint32_t seed = 5;
	for (uint32_t r = 1; r <= elements() / 20; r++) {
		await(&p->sending, r);
		for (uint32_t i = next_random(&seed) % 512; i; i--)
			kc_pause();
		cr_assert_eq(kc_cancel_fire(p->token), 0);
		kc_store_release(&p->fired_round, r);
	}
	return NULL;
}

static void hand_over(void)
{
	struct pair p = { 0 };
	pthread_t a, b, f;
	uint32_t seed = 9;
	world_open(&p.w, 0);
	world_channel(&p.w, KC_MPMC, KC_VALUES, 8, 4);
	cr_assert_eq(pthread_create(&a, NULL, with_token, &p), 0);
	cr_assert_eq(pthread_create(&b, NULL, without_token, &p), 0);
	cr_assert_eq(pthread_create(&f, NULL, fires_each_round, &p), 0);
	for (uint32_t r = 1; r <= elements() / 20; r++) {
		uint64_t v = r;
		cr_assert_eq(kc_cancel_new(&p.token, NULL), 0);
		kc_store_release(&p.round, r);
		while (asleep(&p) < 2)
			sched_yield();
		kc_store_release(&p.sending, r);
		for (uint32_t i = next_random(&seed) % 512; i; i--)
			kc_pause();
		cr_assert_eq(kc_send(p.w.tx, &v, KC_FOREVER), 0);
		await(&p.received, r);
		await(&p.cancelled_round, r);
		await(&p.fired_round, r);
		kc_cancel_free(p.token);
	}
	cr_assert_eq(kc_chan_close(p.w.c), 0);
	(void)kc_fetch_add(&p.round, 1u);
	kc_store_release(&p.cancelled_round, p.round);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	pthread_join(f, NULL);
	cr_assert_gt(p.cancelled, 0u);
	world_close(&p.w);
}

Test(cancel, hand_over)
{
	hand_over();
}

Test(cancel, hand_over_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	hand_over();
}

/* --- everybody at once --------------------------------------------------------------------------
 * */

/* Threads blocked for ever on either side of several channels; one fire of the root ends all of
 * them, also those on their way to sleep. Endpoints close while the fire may still be looking at
 * them. */
struct crowd {
	struct world w;
	kc_cancel *token;
};

static void *blocked_receiver(void *arg)
{
	struct crowd *c = arg;
	uint64_t v;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, c->w.c), 0);
	kc_rx_set_cancel(rx, c->token);
	cr_assert_eq(kc_recv(rx, &v, KC_FOREVER), -ECANCELED);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

static void *blocked_sender(void *arg)
{
	struct crowd *c = arg;
	uint64_t v = 1;
	int rc;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, c->w.c), 0);
	kc_tx_set_cancel(tx, c->token);
	while ((rc = kc_send(tx, &v, KC_FOREVER)) == 0)
		;
	cr_assert_eq(rc, -ECANCELED);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void one_fire_ends_all(void)
{
	struct crowd c[2] = { 0 };
	uint32_t seed = 77;
	for (int k = 0; k < 2; k++)
		world_open(&c[k].w, 0);
	for (uint64_t i = 0; i < elements() / 200; i++) {
		kc_cancel *root;
		pthread_t t[2][3];
		cr_assert_eq(kc_cancel_new(&root, NULL), 0);
		enum kc_topology topology = i & 1 ? KC_SPSC : KC_MPMC;
		int n = topology == KC_SPSC ? 1 : 3;
		for (int k = 0; k < 2; k++) {
			kc_chan_opts o =
				KC_CHAN_OPTS(.topology = topology, .elem_bytes = 8, .capacity = 2);
			cr_assert_eq(kc_chan_open(&c[k].w.c, c[k].w.d, "c", &o), 0);
			cr_assert_eq(kc_cancel_new(&c[k].token, root), 0);
			for (int j = 0; j < n; j++)
				cr_assert_eq(pthread_create(&t[k][j], NULL,
						     k ? blocked_sender : blocked_receiver, &c[k]),
					0);
		}
		for (uint32_t j = next_random(&seed) % 4; j; j--)
			sched_yield();
		cr_assert_eq(kc_cancel_fire(root), 0);
		for (int k = 0; k < 2; k++) {
			for (int j = 0; j < n; j++)
				pthread_join(t[k][j], NULL);
			kc_cancel_free(c[k].token);
			cr_assert_eq(kc_chan_free(c[k].w.c), 0);
			c[k].w.c = NULL;
		}
		kc_cancel_free(root);
	}
	for (int k = 0; k < 2; k++)
		world_close(&c[k].w);
}

Test(cancel, one_fire_ends_all)
{
	one_fire_ends_all();
}

Test(cancel, one_fire_ends_all_without_waitv)
{
	kc_sys.futex_waitv = refuse;
	one_fire_ends_all();
}
