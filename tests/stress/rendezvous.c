/* PROTOCOLS §3 "RENDEZVOUS" with threads: every send that succeeded was received exactly once and no other was, however
 * time-outs of both sides, tokens and closes fall; nobody sleeps while a partner waits (a lost wake would hang:
 * the watchdog turns that into a dump and a failure). KC_STRESS_RENDEZVOUS sets the rounds of a thread (default
 * 10000; sanitizer builds a tenth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "base/clock.h"
#include "base/sys.h"
#include "chan/meet.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(rendezvous);

static uint64_t rounds(void)
{
	return storm_length("KC_STRESS_RENDEZVOUS", 10000, 1000);
}

/* --- the ledger: who sent what, and how often it arrived ------------------------------------------ */

enum { SENDERS_MAX = 8 };
struct ledger {
	uint64_t n;
	uint8_t *sent[SENDERS_MAX], *received[SENDERS_MAX];
};

static void ledger_open(struct ledger *l, uint64_t n)
{
	l->n = n;
	for (int i = 0; i < SENDERS_MAX; i++) {
		l->sent[i] = calloc(n, 1);
		l->received[i] = calloc(n, 1);
		cr_assert(l->sent[i] && l->received[i]);
	}
}

static uint64_t value_of(uint32_t sender, uint64_t i)
{
	return (uint64_t)sender << 32 | i;
}

static void note_received(struct ledger *l, uint64_t v)
{
	cr_assert_lt(v >> 32, SENDERS_MAX);
	cr_assert_lt((uint32_t)v, l->n);
	(void)kc_fetch_add_relaxed(&l->received[v >> 32][(uint32_t)v], (uint8_t)1);
}

static uint64_t ledger_close(struct ledger *l)
{
	uint64_t all = 0;
	for (uint32_t s = 0; s < SENDERS_MAX; s++) {
		for (uint64_t i = 0; i < l->n; i++) {
			cr_assert_eq(l->sent[s][i], l->received[s][i],
				"sender %u, message %llu: sent %u times, received %u times", s,
				(unsigned long long)i, l->sent[s][i], l->received[s][i]);
			all += l->sent[s][i];
		}
		free(l->sent[s]);
		free(l->received[s]);
	}
	return all;
}

/* --- hand to hand ---------------------------------------------------------------------------- */

struct party {
	kc_chan *c;
	struct ledger *ledger;
	uint32_t id;
	bool waits_first;
	pthread_t thread;
};

/* Tries, bounds that mostly pass, and bounds that do not. */
static int64_t some_time(uint32_t *seed)
{
	static const int64_t ns[] = { 0, 500, 5000, 50000, KC_FOREVER };
	return ns[next_random(seed) % KC_ARRAY_LEN(ns)];
}

static bool may_fail(int rc)
{
	return rc == -EAGAIN || rc == -ETIMEDOUT || rc == -ECANCELED;
}

static void *sender(void *arg)
{
	struct party *p = arg;
	uint32_t seed = p->id + 1;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, p->c), 0);
	for (uint64_t i = 0; i < p->ledger->n; i++) {
		uint64_t v = value_of(p->id, i);
		int64_t t = some_time(&seed);
		if (p->waits_first) {
			int rc = kc_tx_wait(tx, 1, KC_FOREVER);
			cr_assert_eq(rc, 0);
			t = 0;
		}
		int rc = kc_send(tx, &v, t);
		cr_assert(rc == 0 || may_fail(rc), "%d", rc);
		p->ledger->sent[p->id][i] = rc == 0;
		dawdle_up_to(&seed, 64);
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *receiver(void *arg)
{
	struct party *p = arg;
	uint32_t seed = p->id + 77;
	kc_rx *rx;
	uint64_t v;
	cr_assert_eq(kc_rx_open(&rx, p->c), 0);
	for (int rc = 0; rc != -EPIPE;) {
		int64_t t = p->waits_first ? KC_FOREVER : some_time(&seed);
		rc = kc_recv(rx, &v, t);
		if (rc == 0)
			note_received(p->ledger, v);
		else
			cr_assert(rc == -EPIPE || may_fail(rc), "%d", rc);
		dawdle_up_to(&seed, 64);
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* Channels of the kind in a domain of their own, without endpoints. */
static void open_channel(struct world *w, kc_chan **c, const char *name, enum kc_topology t)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = t, .elem_bytes = 8);
	cr_assert_eq(kc_chan_open(c, w->d, name, &o), 0, "%s", kc_last_reason());
}

/* Totals say the same as the ledger. */
static void check_counts(kc_chan *c, uint64_t all)
{
	kc_chan_stats st = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(c, &st), 0);
	cr_assert_eq(st.sent, all);
	cr_assert_eq(st.received, all);
	cr_assert_eq(c->ring->sent, all);
	for (int side = 0; side < 2; side++)
		cr_assert_eq(c->row->past[side].messages, all);
	cr_assert_eq(st.depth, 0u);
}

static void crowd(enum kc_topology t, uint32_t senders, uint32_t receivers, bool waits_first)
{
	struct world w;
	struct ledger l;
	struct party tx[SENDERS_MAX], rx[SENDERS_MAX];
	world_open(&w, 0);
	open_channel(&w, &w.c, "c", t);
	ledger_open(&l, rounds());
	for (uint32_t i = 0; i < senders; i++) {
		tx[i] = (struct party){
			.c = w.c, .ledger = &l, .id = i, .waits_first = waits_first
		};
		cr_assert_eq(pthread_create(&tx[i].thread, NULL, sender, &tx[i]), 0);
	}
	for (uint32_t i = 0; i < receivers; i++) {
		rx[i] = (struct party){
			.c = w.c, .ledger = &l, .id = i, .waits_first = waits_first
		};
		cr_assert_eq(pthread_create(&rx[i].thread, NULL, receiver, &rx[i]), 0);
	}
	for (uint32_t i = 0; i < senders; i++)
		pthread_join(tx[i].thread, NULL);
	cr_assert_eq(kc_chan_close(w.c), 0);
	for (uint32_t i = 0; i < receivers; i++)
		pthread_join(rx[i].thread, NULL);
	uint64_t all = ledger_close(&l);
	cr_assert_gt(all, 0u);
	check_counts(w.c, all);
	world_close(&w);
}

Test(rendezvous, one_to_one)
{
	crowd(KC_SPSC, 1, 1, false);
}

Test(rendezvous, several_to_one)
{
	crowd(KC_MPSC, 3, 1, false);
}

Test(rendezvous, several_to_several)
{
	crowd(KC_MPMC, 3, 3, false);
}

/* Who waits for a receiver without an offer: kc_tx_wait, then a try. */
Test(rendezvous, those_who_wait_first)
{
	crowd(KC_MPMC, 2, 2, true);
}

/* --- no time-outs: each message arrives, or everybody hangs ---------------------------------------- */

struct talk {
	kc_tx *tx;
	kc_rx *rx;
	uint64_t n;
};

static void *echo(void *arg)
{
	struct talk *t = arg;
	uint32_t seed = 3;
	for (uint64_t i = 0, v; i < t->n; i++) {
		cr_assert_eq(kc_recv(t->rx, &v, KC_FOREVER), 0);
		dawdle_up_to(&seed, 512);
		cr_assert_eq(kc_send(t->tx, &v, KC_FOREVER), 0);
	}
	return NULL;
}

Test(rendezvous, there_and_back)
{
	struct world w;
	kc_chan *back;
	struct talk here, there;
	pthread_t thread;
	uint32_t seed = 9;
	world_open(&w, 0);
	open_channel(&w, &w.c, "there", KC_SPSC);
	open_channel(&w, &back, "back", KC_SPSC);
	here.n = there.n = rounds();
	cr_assert_eq(kc_tx_open(&here.tx, w.c), 0);
	cr_assert_eq(kc_rx_open(&there.rx, w.c), 0);
	cr_assert_eq(kc_tx_open(&there.tx, back), 0);
	cr_assert_eq(kc_rx_open(&here.rx, back), 0);
	cr_assert_eq(pthread_create(&thread, NULL, echo, &there), 0);
	for (uint64_t i = 0, v; i < here.n; i++) {
		cr_assert_eq(kc_send(here.tx, &i, KC_FOREVER), 0);
		dawdle_up_to(&seed, 512);
		cr_assert_eq(kc_recv(here.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, i);
	}
	pthread_join(thread, NULL);
	kc_tx_close(here.tx);
	kc_rx_close(here.rx);
	kc_tx_close(there.tx);
	kc_rx_close(there.rx);
	kc_chan_free(back);
	world_close(&w);
}

/* --- tokens ---------------------------------------------------------------------------------- */

enum { BOUND = 4 };
struct bound {
	kc_chan *c;
	struct ledger *ledger;
	uint32_t id;
	kc_cancel *root;
	kc_cancel *token; /* the present one; swapped under the lock */
	pthread_mutex_t lock;
	bool ended;
	pthread_t thread;
};

static void renew(struct bound *b, kc_tx *tx)
{
	kc_cancel *fresh;
	cr_assert_eq(kc_cancel_new(&fresh, b->root), 0);
	kc_tx_set_cancel(tx, fresh);
	pthread_mutex_lock(&b->lock);
	kc_cancel *old = b->token;
	b->token = fresh;
	pthread_mutex_unlock(&b->lock);
	if (old)
		kc_cancel_free(old);
}

static void *bound_sender(void *arg)
{
	struct bound *b = arg;
	uint32_t seed = b->id + 5;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, b->c), 0);
	renew(b, tx);
	for (uint64_t i = 0; i < b->ledger->n; i++) {
		uint64_t v = value_of(b->id, i);
		int rc = kc_send(tx, &v, KC_FOREVER);
		cr_assert(rc == 0 || rc == -ECANCELED, "%d", rc);
		b->ledger->sent[b->id][i] = rc == 0;
		if (rc)
			renew(b, tx);
		dawdle_up_to(&seed, 32);
	}
	kc_tx_set_cancel(tx, NULL);
	cr_assert_eq(kc_tx_close(tx), 0);
	pthread_mutex_lock(&b->lock);
	b->ended = true;
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

/* Fires at whatever each of them waits with, until all are done. */
static void fire_at(struct bound *b)
{
	uint32_t seed = 21;
	for (int ended = 0; ended < BOUND;) {
		ended = 0;
		for (int i = 0; i < BOUND; i++) {
			pthread_mutex_lock(&b[i].lock);
			if (b[i].token)
				kc_cancel_fire(b[i].token);
			ended += b[i].ended;
			pthread_mutex_unlock(&b[i].lock);
			dawdle_up_to(&seed, 512);
		}
	}
}

static int no_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	(void)v, (void)n, (void)deadline;
	return -ENOSYS;
}

static void cancelled_crowd(void)
{
	struct world w;
	struct ledger l;
	struct bound b[BOUND];
	struct party rx[2];
	kc_cancel *root;
	world_open(&w, 0);
	open_channel(&w, &w.c, "c", KC_MPMC);
	ledger_open(&l, rounds() / 4);
	cr_assert_eq(kc_cancel_new(&root, NULL), 0);
	for (uint32_t i = 0; i < BOUND; i++) {
		b[i] = (struct bound){ .c = w.c, .ledger = &l, .id = i, .root = root };
		pthread_mutex_init(&b[i].lock, NULL);
		cr_assert_eq(pthread_create(&b[i].thread, NULL, bound_sender, &b[i]), 0);
	}
	for (uint32_t i = 0; i < 2; i++) {
		rx[i] = (struct party){ .c = w.c, .ledger = &l, .id = i };
		cr_assert_eq(pthread_create(&rx[i].thread, NULL, receiver, &rx[i]), 0);
	}
	fire_at(b);
	for (int i = 0; i < BOUND; i++) {
		pthread_join(b[i].thread, NULL);
		kc_cancel_free(b[i].token);
		pthread_mutex_destroy(&b[i].lock);
	}
	cr_assert_eq(kc_chan_close(w.c), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(rx[i].thread, NULL);
	kc_cancel_free(root);
	check_counts(w.c, ledger_close(&l));
	world_close(&w);
}

Test(rendezvous, tokens)
{
	cancelled_crowd();
}

Test(rendezvous, tokens_without_waitv)
{
	int (*real)(struct futex_waitv *, unsigned, uint64_t) = kc_sys.futex_waitv;
	kc_sys.futex_waitv = no_waitv;
	cancelled_crowd();
	kc_sys.futex_waitv = real;
}

/* --- closes ---------------------------------------------------------------------------------- */

struct short_life {
	kc_tx *tx;
	kc_rx *rx;
	uint64_t sent, received;
};

static void *send_until_closed(void *arg)
{
	struct short_life *s = arg;
	int rc;
	uint64_t v = 1;
	while ((rc = kc_send(s->tx, &v, KC_FOREVER)) == 0)
		s->sent++;
	cr_assert_eq(rc, -EPIPE);
	return NULL;
}

static void *receive_until_closed(void *arg)
{
	struct short_life *s = arg;
	int rc;
	uint64_t v;
	while ((rc = kc_recv(s->rx, &v, KC_FOREVER)) == 0)
		s->received++;
	cr_assert_eq(rc, -EPIPE);
	return NULL;
}

Test(rendezvous, closes_meet_both_sides)
{
	struct world w;
	uint32_t seed = 4;
	world_open(&w, 0);
	for (uint64_t i = 0; i < rounds() / 20; i++) {
		kc_chan *c;
		struct short_life s = { 0 };
		pthread_t tx, rx;
		open_channel(&w, &c, "short", KC_SPSC);
		cr_assert_eq(kc_tx_open(&s.tx, c), 0);
		cr_assert_eq(kc_rx_open(&s.rx, c), 0);
		cr_assert_eq(pthread_create(&tx, NULL, send_until_closed, &s), 0);
		if (i % 2)
			cr_assert_eq(pthread_create(&rx, NULL, receive_until_closed, &s), 0);
		for (uint32_t n = next_random(&seed) % 32; n; n--)
			dawdle_up_to(&seed, 512);
		cr_assert_eq(kc_chan_close(c), 0);
		pthread_join(tx, NULL);
		if (i % 2)
			pthread_join(rx, NULL);
		cr_assert_eq(s.sent, s.received, "%llu sent, %llu received",
			(unsigned long long)s.sent, (unsigned long long)s.received);
		kc_tx_close(s.tx);
		kc_rx_close(s.rx);
		kc_chan_free(c);
	}
	world_close(&w);
}

/* --- several cases --------------------------------------------------------------------------- */

enum { PAIRS = 2 };
struct chooser {
	struct ledger *ledger;
	uint32_t id;
	kc_tx *tx;
	kc_rx *rx;
	pthread_t thread;
};

/* A send and a receive on two channels, of which one takes effect: the case's index, or -ETIMEDOUT. */
static int either(struct kc_meet_case c[2], int64_t timeout_ns)
{
	struct kc_meet *m = c[0].e->meet;
	uint64_t deadline = kc_deadline_ns(timeout_ns);
	int done = -1, rc = 0;
	for (int i = 0; i < 2; i++)
		if (kc_meet_initiate(NULL, &c[i]) == 1)
			return i;
	kc_meet_register(m, c, 2);
	while (done < 0 && kc_meet_clear_again(m)) {
		long r = 0;
		for (int i = 0; i < 2 && r == 0; i++) {
			r = kc_meet_initiate(m, &c[i]);
			if (r == 1)
				done = i;
		}
		uint32_t value;
		if (r || rc == -ETIMEDOUT)
			break;
		if (kc_meet_doze(m, &value))
			rc = kc_record_sleep(&m->word, value, 0, NULL, 0, deadline);
	}
	if (done < 0)
		done = kc_meet_retract(m);
	kc_meet_unregister(m);
	return done < 0 ? -ETIMEDOUT : done;
}

static void *choose(void *arg)
{
	struct chooser *p = arg;
	uint32_t seed = p->id + 1;
	for (uint64_t i = 0; i < p->ledger->n; i++) {
		uint64_t out = value_of(p->id, i), in = 0;
		struct kc_meet_case c[2] = { { &p->tx->e, &out, UINT64_MAX },
			{ &p->rx->e, &in, UINT64_MAX } };
		int done = either(c, 20000 + next_random(&seed) % 200000);
		if (done == 0)
			p->ledger->sent[p->id][i] = 1;
		else if (done == 1)
			note_received(p->ledger, in);
		dawdle_up_to(&seed, 64);
	}
	return NULL;
}

/* Each one offers on one channel and takes from the other, half of them the other way round. */
Test(rendezvous, either_of_two)
{
	struct world w;
	kc_chan *c[2];
	struct ledger l;
	struct chooser p[2 * PAIRS];
	world_open(&w, 0);
	open_channel(&w, &c[0], "x", KC_MPMC);
	open_channel(&w, &c[1], "y", KC_MPMC);
	ledger_open(&l, rounds() / 4);
	for (uint32_t i = 0; i < 2 * PAIRS; i++) {
		p[i] = (struct chooser){ .ledger = &l, .id = i };
		cr_assert_eq(kc_tx_open(&p[i].tx, c[i % 2]), 0);
		cr_assert_eq(kc_rx_open(&p[i].rx, c[!(i % 2)]), 0);
	}
	for (uint32_t i = 0; i < 2 * PAIRS; i++)
		cr_assert_eq(pthread_create(&p[i].thread, NULL, choose, &p[i]), 0);
	for (uint32_t i = 0; i < 2 * PAIRS; i++)
		pthread_join(p[i].thread, NULL);
	for (uint32_t i = 0; i < 2 * PAIRS; i++) {
		kc_tx_close(p[i].tx);
		kc_rx_close(p[i].rx);
	}
	cr_assert_gt(ledger_close(&l), 0u);
	kc_chan_free(c[0]);
	kc_chan_free(c[1]);
	world_close(&w);
}
