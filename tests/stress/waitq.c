/* The waiter queue, the semaphore and the event under threads: a program's own bounded pool on two queues,
 * with waits in one call, waits by hand, time-outs and waiters that give up in between; a semaphore with
 * acquirers of different sizes and short time-outs; a large acquirer against a stream of small ones; an event
 * that is set and reset at once. Totals are exact; a lost wake hangs, and the watchdog turns that into
 * a dump and a failure. KC_STRESS_WAKES sets the rounds (default 200000; sanitizer builds a twentieth). */
#include "support/harness.h"
#include <errno.h>
#include <kc/kc.h>
#include <pthread.h>

#include "base/atomic.h"
#include "support/shaken.h"
#include "support/storm.h"

SHAKEN(waitq_stress);

static uint64_t rounds(void)
{
	return storm_length("KC_STRESS_WAKES", 200000, 10000);
}

static void dawdle(uint32_t *state)
{
	dawdle_up_to(state, 256);
}

/* For ever, or so short that it often passes. */
static int64_t some_timeout(uint32_t *state)
{
	uint32_t r = next_random(state);
	return r % 3 == 0 ? KC_FOREVER : (int64_t)(r % 100000);
}

enum { THREADS = 6 };

struct crew {
	pthread_t thread[THREADS];
	struct member {
		uint32_t seed;
		uint64_t rounds;
		uint64_t count;
	} member[THREADS];
};

static void crew_start(struct crew *c, int from, int to, void *(*fn)(void *), uint64_t n)
{
	for (int i = from; i < to; i++) {
		c->member[i] = (struct member){ .seed = 17u + (uint32_t)i * 7919u, .rounds = n };
		cr_assert_eq(pthread_create(&c->thread[i], NULL, fn, &c->member[i]), 0);
	}
}

static uint64_t crew_join(struct crew *c, int from, int to)
{
	uint64_t sum = 0;
	for (int i = from; i < to; i++) {
		pthread_join(c->thread[i], NULL);
		sum += c->member[i].count;
	}
	return sum;
}

/* --- a pool: givers wait for room, takers for a thing ------------------------------------------ */

enum { POOL = 1 };
static uint32_t things;
static kc_waitq for_things = KC_WAITQ_INIT, for_room = KC_WAITQ_INIT;

static int step(bool up)
{
	static _Thread_local uint32_t seed = 3;
	uint32_t n = kc_load_relaxed(&things);
	while (up ? n < POOL : n > 0)
		if (kc_cas_acq_rel(&things, &n, up ? n + 1 : n - 1))
			return KC_LOOK_LAST;
	/* What it has seen is old by the time it is acted on. */
	for (uint32_t i = next_random(&seed) % 128; i > 0; i--)
		kc_pause();
	return KC_LOOK_AGAIN;
}

static int give(void *ctx)
{
	(void)ctx;
	return step(true);
}

static int take(void *ctx)
{
	(void)ctx;
	return step(false);
}

/* As kc_waitq_wait, by hand; who was woken and does not look owes the others a wake. */
static int by_hand(kc_waitq *q, kc_waitq_look look, int64_t timeout_ns, uint32_t *seed)
{
	for (;;) {
		uint32_t key;
		kc_waitq_prepare(q, &key);
		if (next_random(seed) % 8 == 0) {
			cr_assert_eq(kc_waitq_abort(q), 0);
			return -ETIMEDOUT;
		}
		if (look(NULL) != KC_LOOK_AGAIN) {
			cr_assert_eq(kc_waitq_abort(q), 0);
			return 0;
		}
		int rc = kc_waitq_commit(q, key, timeout_ns);
		if (rc == -ETIMEDOUT)
			return rc;
		cr_assert(rc == 0 || (rc == -EAGAIN && timeout_ns == 0));
		if (next_random(seed) % 8 == 0) {
			(void)kc_waitq_wake(q, 1);
			return -ETIMEDOUT;
		}
		if (look(NULL) != KC_LOOK_AGAIN)
			return 0;
		if (rc == -EAGAIN)
			return rc;
	}
}

static void move(kc_waitq *own, kc_waitq *peer, kc_waitq_look look, struct member *m)
{
	while (m->count < m->rounds) {
		int64_t timeout_ns = some_timeout(&m->seed);
		int rc = next_random(&m->seed) % 2 ? by_hand(own, look, timeout_ns, &m->seed)
						   : kc_waitq_wait(own, look, NULL, timeout_ns);
		cr_assert(rc == 0 || rc == -ETIMEDOUT || rc == -EAGAIN, "%d", rc);
		if (rc == 0) {
			m->count++;
			(void)kc_waitq_wake(peer, 1);
		}
		if (m->count % 4 == 0)
			dawdle(&m->seed);
	}
}

static void *giver(void *arg)
{
	move(&for_room, &for_things, give, arg);
	return NULL;
}

static void *taker(void *arg)
{
	move(&for_things, &for_room, take, arg);
	return NULL;
}

Test(waitq_stress, a_pool_of_ones_own, .timeout = 300)
{
	struct crew c;
	uint64_t n = rounds() / 4;
	crew_start(&c, 0, THREADS / 2, giver, n);
	crew_start(&c, THREADS / 2, THREADS, taker, n);
	cr_assert_eq(crew_join(&c, 0, THREADS), n * THREADS);
	cr_assert_eq(things, 0u);
	cr_assert_eq(for_room.counts, 0u);
	cr_assert_eq(for_things.counts, 0u);
}

/* Hand over hand, without limits and without anybody who gives up: nothing but the wake lets the other side
 * go on, so that one lost wake stops all. */
static bool had_to_sleep(kc_waitq *q, kc_waitq_look look)
{
	uint32_t key;
	if (look(NULL) != KC_LOOK_AGAIN)
		return false;
	kc_waitq_prepare(q, &key);
	bool over = look(NULL) != KC_LOOK_AGAIN;
	if (over)
		cr_assert_eq(kc_waitq_abort(q), 0);
	else
		cr_assert_eq(kc_waitq_commit(q, key, KC_FOREVER), 0);
	return !over;
}

static void hand_over(kc_waitq *own, kc_waitq *peer, kc_waitq_look look, struct member *m)
{
	for (; m->count < m->rounds; m->count++) {
		if (next_random(&m->seed) % 2)
			cr_assert_eq(kc_waitq_wait(own, look, NULL, KC_FOREVER), 0);
		else
			while (had_to_sleep(own, look))
				;
		(void)kc_waitq_wake(peer, 1);
		for (uint32_t i = next_random(&m->seed) % 64; i > 0; i--)
			kc_pause();
	}
}

static void *left_hand(void *arg)
{
	hand_over(&for_room, &for_things, give, arg);
	return NULL;
}

static void *right_hand(void *arg)
{
	hand_over(&for_things, &for_room, take, arg);
	return NULL;
}

Test(waitq_stress, hand_over_hand, .timeout = 300)
{
	for (int each = 1; each <= 3; each += 2) {
		struct crew c;
		uint64_t n = rounds() / (uint64_t)(each * 2);
		crew_start(&c, 0, each, left_hand, n);
		crew_start(&c, each, 2 * each, right_hand, n);
		cr_assert_eq(crew_join(&c, 0, 2 * each), n * 2 * (uint64_t)each);
		cr_assert_eq(things, 0u);
		cr_assert_eq(for_room.counts, 0u);
		cr_assert_eq(for_things.counts, 0u);
	}
}

/* --- the semaphore ---------------------------------------------------------------------------- */

enum { PERMITS = 4 };
static kc_sem sem = KC_SEM_INIT(PERMITS);
static uint32_t in_use;

static void hold(uint32_t n, uint32_t *seed)
{
	uint32_t used = kc_fetch_add(&in_use, n) + n;
	cr_assert_leq(used, PERMITS, "%u permits of %u are in use", used, PERMITS);
	dawdle(seed);
	(void)kc_fetch_sub(&in_use, n);
}

static void *acquirer(void *arg)
{
	struct member *m = arg;
	while (m->count < m->rounds) {
		uint32_t n = 1 + next_random(&m->seed) % PERMITS;
		int rc = next_random(&m->seed) % 8 ? kc_sem_acquire(&sem, n, some_timeout(&m->seed))
						   : kc_sem_try(&sem, n);
		if (rc == 0) {
			hold(n, &m->seed);
			m->count++;
			if (next_random(&m->seed) % 4 == 0) {
				/* taken away and put back: the others have as many at the end */
				cr_assert_eq(kc_sem_reduce(&sem, 1), 0);
				cr_assert_eq(kc_sem_add(&sem, n), 0);
				cr_assert_eq(kc_sem_add(&sem, 1), 0);
			} else {
				cr_assert_eq(kc_sem_add(&sem, n), 0);
			}
		} else {
			cr_assert(rc == -ETIMEDOUT || rc == -EAGAIN, "%d", rc);
		}
	}
	return NULL;
}

Test(waitq_stress, permits_are_neither_lost_nor_made, .timeout = 300)
{
	struct crew c;
	uint64_t n = rounds() / 8;
	crew_start(&c, 0, THREADS, acquirer, n);
	cr_assert_eq(crew_join(&c, 0, THREADS), n * THREADS);
	cr_assert_eq(kc_sem_value(&sem), PERMITS);
	cr_assert_eq(kc_sem_waiters(&sem), 0u);
	cr_assert_eq(in_use, 0u);
}

static uint32_t stop;

static void *small_one(void *arg)
{
	struct member *m = arg;
	while (!kc_load_relaxed(&stop)) {
		cr_assert_eq(kc_sem_acquire(&sem, 1, KC_FOREVER), 0);
		hold(1, &m->seed);
		cr_assert_eq(kc_sem_add(&sem, 1), 0);
		m->count++;
	}
	return NULL;
}

/* Small ones that overlap, so that all permits are hardly ever free at once: a large one that had to meet
 * that moment would not come to an end. */
Test(waitq_stress, a_large_one_is_not_starved, .timeout = 300)
{
	struct crew c;
	uint32_t seed = 5;
	crew_start(&c, 0, THREADS, small_one, 0);
	for (uint64_t i = 0; i < rounds() / 100; i++) {
		cr_assert_eq(kc_sem_acquire(&sem, PERMITS, KC_FOREVER), 0);
		hold(PERMITS, &seed);
		cr_assert_eq(kc_sem_add(&sem, PERMITS), 0);
	}
	kc_store_relaxed(&stop, 1u);
	(void)crew_join(&c, 0, THREADS);
	cr_assert_eq(kc_sem_value(&sem), PERMITS);
	cr_assert_eq(kc_sem_waiters(&sem), 0u);
}

/* --- the event -------------------------------------------------------------------------------- */

static kc_event event = KC_EVENT_INIT;
static uint32_t round_begun, through;

static void *waiter(void *arg)
{
	struct member *m = arg;
	while (m->count < m->rounds) {
		/* One wait a round, however long the event stays set. */
		while (kc_load_acquire(&round_begun) <= m->count)
			sched_yield();
		cr_assert_eq(kc_event_wait(&event, KC_FOREVER), 0);
		m->count++;
		(void)kc_fetch_add(&through, 1u);
	}
	return NULL;
}

static void *hasty(void *arg)
{
	struct member *m = arg;
	while (!kc_load_relaxed(&stop)) {
		int rc = kc_event_wait(&event, next_random(&m->seed) % 50000);
		cr_assert(rc == 0 || rc == -ETIMEDOUT || rc == -EAGAIN, "%d", rc);
	}
	return NULL;
}

/* Who waits when the event is set goes on, though it is reset at once. Nobody but the setter lets a waiter
 * go, so when all are announced, the hasty ones included, all waiters wait; a wake that misses one of them
 * stops the rounds. */
Test(waitq_stress, set_and_reset_let_all_go_who_wait, .timeout = 300)
{
	struct crew c;
	enum { WAITERS = THREADS - 2 };
	uint64_t n = rounds() / 40;
	crew_start(&c, 0, WAITERS, waiter, n);
	crew_start(&c, WAITERS, THREADS, hasty, 0);
	for (uint32_t i = 1; i <= n; i++) {
		kc_store_release(&round_begun, i);
		while (kc_waitq_waiters(&event.waiters) != THREADS)
			sched_yield();
		kc_event_set(&event);
		kc_event_reset(&event);
		while (kc_load_acquire(&through) != i * WAITERS)
			sched_yield();
	}
	kc_store_relaxed(&stop, 1u);
	cr_assert_eq(crew_join(&c, 0, WAITERS), n * WAITERS);
	(void)crew_join(&c, WAITERS, THREADS);
	cr_assert_eq(kc_event_is_set(&event), 0);
	cr_assert_eq(event.waiters.counts, 0u);
}
