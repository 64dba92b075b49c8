/* No wake is lost on who leaves (INV-WAKE-2, INV-CANCEL-1, INV-CLOSE-1), hunted with random delays at every labelled
 * point as in hunt.c. Of two that wait for one thing one is impatient: its time is up, or its token fires, just when
 * the wake arrives, and then it stays away until the other has answered. And storms in which nothing else ends a
 * wait but a token, or a close. Rounds: a fifth of those of hunt.c (KC_HUNT_ROUNDS), for three threads come together in
 * each; of the storms, which make a token or a channel in each, a tenth. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

#include "base/atomic.h"
#include "chan/chan.h"
#include "support/hunt_points.h"
#include "support/hunt_seat.h"
#include "support/shaken.h"

SHAKEN(hunt_leave);

/* --- one stays, one leaves ------------------------------------------------------------------- */

enum thing { CHANNEL, WAITQ, SEM };

struct crowd {
	struct world w;
	enum thing thing;
	struct half there, back; /* back: MPMC, both answer on it */
	kc_rx *rx2;
	kc_tx *tx2;
	kc_sem sem;
	kc_waitq q;
	uint64_t turns;    /* of the waitq, not taken yet */
	uint64_t done;     /* rounds */
	kc_cancel *victim; /* the impatient one's token; who takes it frees it */
	bool over;
};

static int take_turn(void *ctx)
{
	struct crowd *c = ctx;
	uint64_t n = kc_load_acquire(&c->turns);
	if (n && kc_cas_acq_rel(&c->turns, &n, n - 1))
		return KC_LOOK_LAST;
	return kc_load_acquire(&c->over) ? -EPIPE : KC_LOOK_AGAIN;
}

static void give(struct crowd *c, uint64_t i)
{
	switch (c->thing) {
	case CHANNEL:
		seat_hurry(c->there.tx, NULL);
		cr_assert_eq(kc_send(c->there.tx, &i, KC_FOREVER), 0);
		break;
	case WAITQ:
		(void)kc_fetch_add(&c->turns, UINT64_C(1));
		(void)kc_waitq_wake(&c->q, 1);
		break;
	case SEM:
		cr_assert_eq(kc_sem_add(&c->sem, 1), 0);
		break;
	}
}

static int wait_for(struct crowd *c, kc_rx *rx, int64_t bound)
{
	uint64_t v;
	int rc = 0;
	switch (c->thing) {
	case CHANNEL:
		seat_hurry(NULL, rx);
		if (hunt_draw() & 1)
			return kc_recv(rx, &v, bound);
		rc = kc_select(&(kc_case){ .rx = rx, .elem = &v }, 1, bound, NULL);
		return rc < 0 ? rc : rc == 0 && kc_load_acquire(&c->over) ? -EPIPE : 0;
	case WAITQ:
		return kc_waitq_wait(&c->q, take_turn, c, bound);
	case SEM:
		rc = kc_sem_acquire(&c->sem, 1, bound);
		return rc == 0 && kc_load_acquire(&c->over) ? -EPIPE : rc;
	}
	return rc;
}

/* Half of the time it comes when the other is asleep already, so that the kernel wakes that one first. */
static void come_second(const struct crowd *c, uint64_t answered)
{
	if (hunt_draw() & 1)
		return;
	while (kc_load_acquire(&c->done) == answered && !kc_load_acquire(&c->over))
		sched_yield();
	hunt_spin(15000);
}

static void *patient(void *arg)
{
	struct crowd *c = arg;
	uint64_t v = 0;
	int rc;
	hunt_thread("patient");
	while ((rc = wait_for(c, c->there.rx, KC_FOREVER)) == 0) {
		uint64_t answered = kc_load_acquire(&c->done);
		hunt_dawdle();
		cr_assert_eq(kc_send(c->back.tx, &v, KC_FOREVER), 0);
		come_second(c, answered);
	}
	cr_assert_eq(rc, -EPIPE);
	return NULL;
}

/* Now and then with a token that somebody may fire; the bound ends it otherwise. */
static int wait_a_little(struct crowd *c)
{
	enum { MOST_NS = 40000 };
	kc_cancel *token = NULL;
	int64_t bound = 1 + hunt_draw() % MOST_NS;
	if (c->thing == CHANNEL && hunt_draw() & 1) {
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(c->rx2, token);
		kc_store_release(&c->victim, token);
	}
	int rc = wait_for(c, c->rx2, bound);
	if (token) {
		kc_rx_set_cancel(c->rx2, NULL);
		kc_cancel_free(kc_exchange(&c->victim, NULL));
	}
	return rc;
}

static void *impatient(void *arg)
{
	struct crowd *c = arg;
	uint64_t v = 1;
	hunt_thread("impatient");
	while (!kc_load_acquire(&c->over)) {
		uint64_t seen = kc_load_acquire(&c->done);
		int rc = wait_a_little(c);
		if (rc == 0)
			cr_assert_eq(kc_send(c->tx2, &v, KC_FOREVER), 0);
		else if (rc == -EPIPE)
			break;
		/* Away: what it left behind is the other's. */
		while (kc_load_acquire(&c->done) == seen && !kc_load_acquire(&c->over))
			sched_yield();
	}
	return NULL;
}

static void fire_victim(struct crowd *c)
{
	kc_cancel *token = kc_exchange(&c->victim, NULL);
	if (!token)
		return;
	cr_assert_eq(kc_cancel_fire(token), 0);
	kc_cancel_free(token);
}

static uint32_t waiting(const struct crowd *c)
{
	switch (c->thing) {
	case CHANNEL:
		return kc_load_relaxed(&c->there.c->row->side[KC_SIDE_RECEIVE].waiters);
	case WAITQ:
		return kc_waitq_waiters(&c->q);
	case SEM:
		return kc_sem_waiters(&c->sem);
	}
	return 0;
}

/* Mostly until both are there, but not for long: the other may stay away. */
static void gather(const struct crowd *c)
{
	enum { LOOKS = 40 };
	for (int i = 0; hunt_draw() % 64 && i < LOOKS && waiting(c) < 2; i++)
		hunt_spin(1000);
}

static void end_crowd(struct crowd *c)
{
	kc_store_release(&c->over, true);
	cr_assert_eq(kc_chan_close(c->there.c), 0);
	cr_assert_eq(kc_sem_add(&c->sem, 2), 0);
	(void)kc_waitq_wake_all(&c->q);
}

static void crowd(enum thing thing, enum hunt_kinds kind, const char *name, bool refuse)
{
	char front[64];
	struct crowd c = { .thing = thing };
	pthread_t stays, leaves;
	world_open(&c.w, 0);
	half_open(&c.there, c.w.d, "there", kind);
	half_open(&c.back, c.w.d, "back", HUNT_MPMC);
	cr_assert_eq(kc_rx_open(&c.rx2, c.there.c), 0);
	cr_assert_eq(kc_tx_open(&c.tx2, c.back.c), 0);
	kc_waitq_init(&c.q);
	cr_assert_eq(kc_sem_init(&c.sem, 0), 0);
	(void)snprintf(
		front, sizeof front, "%s, one leaves%s", name, refuse ? ", no futex_waitv" : "");
	hunt_begin(front);
	hunt_refuse_waitv(refuse);
	cr_assert_eq(pthread_create(&stays, NULL, patient, &c), 0);
	cr_assert_eq(pthread_create(&leaves, NULL, impatient, &c), 0);
	for (uint64_t i = 0, v; i < hunt_rounds() / 5; i++) {
		gather(&c);
		if (hunt_draw() & 1)
			fire_victim(&c);
		give(&c, i);
		fire_victim(&c);
		cr_assert_eq(kc_recv(c.back.rx, &v, KC_FOREVER), 0);
		(void)kc_fetch_add(&c.done, UINT64_C(1));
		hunt_dawdle();
		hunt_round(1);
	}
	end_crowd(&c);
	pthread_join(stays, NULL);
	pthread_join(leaves, NULL);
	hunt_end();
	cr_assert_eq(kc_rx_close(c.rx2), 0);
	cr_assert_eq(kc_tx_close(c.tx2), 0);
	half_close(&c.there);
	half_close(&c.back);
	world_close(&c.w);
}

Test(hunt_leave, mpmc)
{
	crowd(CHANNEL, HUNT_MPMC, "mpmc", false);
	crowd(CHANNEL, HUNT_MPMC, "mpmc", true);
}

Test(hunt_leave, unlimited)
{
	crowd(CHANNEL, HUNT_UNLIMITED_MPMC, "unlimited-mpmc", false);
}

Test(hunt_leave, conflated)
{
	crowd(CHANNEL, HUNT_CONFLATED, "conflated", false);
}

Test(hunt_leave, rendezvous)
{
	crowd(CHANNEL, HUNT_RENDEZVOUS, "rendezvous", false);
}

Test(hunt_leave, waitq)
{
	crowd(WAITQ, HUNT_MPMC, "waitq", false);
}

Test(hunt_leave, semaphore)
{
	crowd(SEM, HUNT_MPMC, "semaphore", false);
}

/* --- storms ---------------------------------------------------------------------------------- */

/* A waiter that nothing ends but its token, or the close of its channel. */
struct storm {
	struct world w;
	struct half h;
	bool send; /* it waits for room, else for an element */
	enum way way;
	uint64_t rounds;
	int want;
	pthread_barrier_t turn;
};

static bool waits_for_room(enum hunt_kinds kind)
{
	return (hunt_kind[kind].has_room || kind == HUNT_RENDEZVOUS) && hunt_draw() & 1;
}

static void *sufferer(void *arg)
{
	struct storm *s = arg;
	struct seat seat;
	hunt_thread("waits");
	seat_open(&seat, s->way);
	for (uint64_t i = 0, v = 0; i < s->rounds; i++) {
		pthread_barrier_wait(&s->turn);
		int rc = s->send ? seat_put(&seat, &s->h, &v) : seat_take(&seat, &s->h, 1, &v);
		cr_assert_eq(rc, s->want, "%d", rc);
		pthread_barrier_wait(&s->turn);
	}
	seat_close(&seat);
	return NULL;
}

static void storm_begin(struct storm *s, const char *what, const char *name, enum way way,
	bool refuse, pthread_t *thread)
{
	char front[64];
	(void)snprintf(front, sizeof front, "%s, %s, %s%s", what, name, way_name[way],
		refuse ? ", no futex_waitv" : "");
	s->way = way;
	s->rounds = hunt_rounds() / 10;
	pthread_barrier_init(&s->turn, NULL, 2);
	hunt_begin(front);
	hunt_refuse_waitv(refuse);
	cr_assert_eq(pthread_create(thread, NULL, sufferer, s), 0);
}

static void storm_end(struct storm *s, pthread_t thread)
{
	pthread_join(thread, NULL);
	hunt_end();
	pthread_barrier_destroy(&s->turn);
	world_close(&s->w);
}

static void prepare(struct storm *s, enum hunt_kinds kind)
{
	uint64_t v = 0;
	half_open(&s->h, s->w.d, "c", kind);
	s->send = waits_for_room(kind);
	while (s->send && kc_send(s->h.tx, &v, 0) == 0)
		;
}

/* Of every kind in turn, one channel a round. */
static void closes(enum way way)
{
	struct storm s = { .want = -EPIPE };
	pthread_t thread;
	if (!way_works(way))
		return;
	world_open(&s.w, 0);
	storm_begin(&s, "closes", "every kind", way, false, &thread);
	for (uint64_t i = 0; i < s.rounds; i++) {
		prepare(&s, (enum hunt_kinds)(i % HUNT_KINDS));
		pthread_barrier_wait(&s.turn);
		hunt_dawdle();
		cr_assert_eq(kc_chan_close(s.h.c), 0);
		pthread_barrier_wait(&s.turn);
		half_close(&s.h);
		hunt_round(1);
	}
	storm_end(&s, thread);
}

Test(hunt_leave, closes)
{
	for (int way = 0; way < WAYS; way++)
		closes((enum way)way);
}

/* Tokens of trees: an ancestor's fire as often as their own. */
static void fires(enum hunt_kinds kind, enum way way, bool refuse)
{
	struct storm s = { .want = -ECANCELED };
	pthread_t thread;
	if (!way_works(way))
		return;
	world_open(&s.w, 0);
	storm_begin(&s, "tokens", hunt_kind[kind].name, way, refuse, &thread);
	prepare(&s, kind);
	for (uint64_t i = 0; i < s.rounds; i++) {
		kc_cancel *root, *own;
		cr_assert_eq(kc_cancel_new(&root, NULL), 0);
		cr_assert_eq(kc_cancel_new(&own, root), 0);
		kc_tx_set_cancel(s.h.tx, own);
		kc_rx_set_cancel(s.h.rx, own);
		pthread_barrier_wait(&s.turn);
		hunt_dawdle();
		cr_assert_eq(kc_cancel_fire(i & 1 ? root : own), 0);
		pthread_barrier_wait(&s.turn);
		kc_tx_set_cancel(s.h.tx, NULL);
		kc_rx_set_cancel(s.h.rx, NULL);
		kc_cancel_free(own);
		kc_cancel_free(root);
		hunt_round(1);
	}
	half_close(&s.h);
	storm_end(&s, thread);
}

Test(hunt_leave, tokens)
{
	static const enum hunt_kinds kinds[] = { HUNT_SPSC, HUNT_MPMC, HUNT_RENDEZVOUS };
	for (size_t i = 0; i < KC_ARRAY_LEN(kinds); i++)
		for (int way = 0; way < WAYS; way++) {
			fires(kinds[i], (enum way)way, false);
			if (way < WAY_POLL)
				fires(kinds[i], (enum way)way, true);
		}
}
