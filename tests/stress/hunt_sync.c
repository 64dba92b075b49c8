/* No wake is lost (INV-WAKE-1) beside channels: the queue, the semaphore and the event, hunted as in hunt.c. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <kc/kc.h>

#include "base/atomic.h"
#include "support/hunt_points.h"
#include "support/shaken.h"

SHAKEN(hunt_sync);

struct flag {
	kc_waitq q;
	uint64_t turn;
};

struct turn {
	struct flag *f;
	uint64_t want;
};

static int has_come(void *ctx)
{
	const struct turn *t = ctx;
	return kc_load_acquire(&t->f->turn) == t->want ? KC_LOOK_LAST : KC_LOOK_AGAIN;
}

struct pair {
	struct flag flag[2];
	kc_sem sem[2];
	kc_event event[2];
	uint64_t rounds;
	void (*await)(struct pair *p, int me, uint64_t i);
	void (*pass)(struct pair *p, int to, uint64_t i);
};

/* Half of them in one call, half in two. */
static void await_flag(struct pair *p, int me, uint64_t i)
{
	struct flag *f = &p->flag[me];
	struct turn t = { f, i };
	uint32_t key;
	if (hunt_draw() & 1) {
		int64_t bound = hunt_bound();
		while (kc_waitq_wait(&f->q, has_come, &t, bound) == -ETIMEDOUT)
			bound = KC_FOREVER;
		return;
	}
	for (;;) {
		kc_waitq_prepare(&f->q, &key);
		if (has_come(&t) == KC_LOOK_LAST)
			break;
		cr_assert_eq(kc_waitq_commit(&f->q, key, KC_FOREVER), 0);
	}
	cr_assert_eq(kc_waitq_abort(&f->q), 0);
}

static void pass_flag(struct pair *p, int to, uint64_t i)
{
	kc_store_release(&p->flag[to].turn, i);
	(void)kc_waitq_wake(&p->flag[to].q, 1);
}

static void await_sem(struct pair *p, int me, uint64_t i)
{
	(void)i;
	int64_t bound = hunt_bound();
	while (kc_sem_acquire(&p->sem[me], 1, bound) == -ETIMEDOUT)
		bound = KC_FOREVER;
}

static void pass_sem(struct pair *p, int to, uint64_t i)
{
	(void)i;
	cr_assert_eq(kc_sem_add(&p->sem[to], 1), 0);
}

static void await_event(struct pair *p, int me, uint64_t i)
{
	(void)i;
	int64_t bound = hunt_bound();
	while (kc_event_wait(&p->event[me], bound) == -ETIMEDOUT)
		bound = KC_FOREVER;
	kc_event_reset(&p->event[me]);
}

static void pass_event(struct pair *p, int to, uint64_t i)
{
	(void)i;
	kc_event_set(&p->event[to]);
}

static void *second(void *arg)
{
	struct pair *p = arg;
	hunt_thread("second");
	for (uint64_t i = 1; i <= p->rounds; i++) {
		p->await(p, 1, i);
		hunt_dawdle();
		p->pass(p, 0, i);
	}
	return NULL;
}

static void pair(const char *front, void (*await)(struct pair *p, int me, uint64_t i),
	void (*pass)(struct pair *p, int to, uint64_t i))
{
	struct pair p = { .rounds = hunt_rounds(), .await = await, .pass = pass };
	pthread_t thread;
	for (int i = 0; i < 2; i++) {
		kc_waitq_init(&p.flag[i].q);
		cr_assert_eq(kc_sem_init(&p.sem[i], 0), 0);
		kc_event_init(&p.event[i]);
	}
	hunt_begin(front);
	cr_assert_eq(pthread_create(&thread, NULL, second, &p), 0);
	for (uint64_t i = 1; i <= p.rounds; i++) {
		p.pass(&p, 1, i);
		hunt_dawdle();
		p.await(&p, 0, i);
		hunt_round(1);
	}
	pthread_join(thread, NULL);
	hunt_end();
}

Test(hunt_sync, waitq)
{
	pair("waitq", await_flag, pass_flag);
}

Test(hunt_sync, semaphore)
{
	pair("semaphore", await_sem, pass_sem);
}

Test(hunt_sync, event)
{
	pair("event", await_event, pass_event);
}
