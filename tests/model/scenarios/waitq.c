/* waitq.c - the public queue of waiters, the semaphore and the event; the deque. */
#include <kc/event.h>
#include <kc/sem.h>
#include <kc/waitq.h>

#include "base/atomic.h"
#include "base/deque.h"
#include "kit.h"

static kc_waitq q;
static uint32_t permits;

static void begin(void)
{
	kc_waitq_init(&q);
	permits = 0;
}
static int take(void *ctx)
{
	(void)ctx;
	uint32_t n = kc_load_relaxed(&permits);
	while (n)
		if (kc_cas_acq_rel(&permits, &n, n - 1))
			return KC_LOOK_DONE;
	return KC_LOOK_AGAIN;
}
static void wait_one(void)
{
	explore_require(kc_waitq_wait(&q, take, NULL, KC_FOREVER) == 0);
}
static void give_two(void)
{
	for (int i = 0; i < 2; i++) {
		(void)kc_fetch_add(&permits, 1u);
		(void)kc_waitq_wake(&q, 1);
	}
}
static void check_none_left(void)
{
	explore_require(permits == 0);
	explore_require(kc_waitq_waiters(&q) == 0);
}
SCENARIO(waitq_two, .shows = "INV-WAKE-1, several waiters", .prepare = begin,
	.thread = { wait_one, wait_one, give_two }, .check = check_none_left, .preemptions = 1);

static int late;
static void wait_a_while(void)
{
	late = kc_waitq_wait(&q, take, NULL, 1000000);
	explore_require(late == 0 || late == -ETIMEDOUT);
}
static void check_late(void)
{
	/* Two permits: whoever timed out left the one that was its own. */
	explore_require(permits == (late == 0 ? 0 : 1));
}
SCENARIO(waitq_leaves, .shows = "INV-WAKE-2: who times out swallows no wake", .prepare = begin,
	.thread = { wait_a_while, wait_one, give_two }, .check = check_late, .preemptions = 1);

static kc_sem sem;
static void begin_sem(void)
{
	(void)kc_sem_init(&sem, 0);
}
static void acquire_one(void)
{
	explore_require(kc_sem_acquire(&sem, 1, KC_FOREVER) == 0);
}
static void acquire_two(void)
{
	explore_require(kc_sem_acquire(&sem, 2, KC_FOREVER) == 0);
}
static void add_three(void)
{
	explore_require(kc_sem_add(&sem, 1) == 0);
	explore_require(kc_sem_add(&sem, 2) == 0);
}
static void check_sem(void)
{
	explore_require(kc_sem_value(&sem) == 0 && kc_sem_waiters(&sem) == 0);
}
SCENARIO(sem_two, .shows = "first come, first served; nobody is forgotten", .prepare = begin_sem,
	.thread = { acquire_one, acquire_two, add_three }, .check = check_sem, .preemptions = 1);

/* What was written before the permit was added is read by who has it. */
static uint64_t goods;
static void begin_goods(void)
{
	begin_sem();
	goods = 0;
}
static void make_goods(void)
{
	goods = 1;
	explore_require(kc_sem_add(&sem, 1) == 0);
}
static void use_goods(void)
{
	explore_require(kc_sem_acquire(&sem, 1, KC_FOREVER) == 0);
	explore_require(goods == 1); /* a race, if the permit did not order it */
	goods = 2;
	explore_require(kc_sem_add(&sem, 1) == 0);
}
static void use_goods_after(void)
{
	explore_require(kc_sem_acquire(&sem, 1, KC_FOREVER) == 0);
	goods++;
	explore_require(kc_sem_add(&sem, 1) == 0);
}
SCENARIO(sem_orders,
	.shows = "a permit brings what was done before it was added, in line and past it",
	.prepare = begin_goods, .thread = { make_goods, use_goods }, .preemptions = 2);
SCENARIO(sem_mutex, .shows = "one permit is a lock", .prepare = begin_goods,
	.thread = { make_goods, use_goods_after, use_goods_after }, .preemptions = 1);

static kc_event event;
static uint64_t published;
static void begin_event(void)
{
	kc_event_init(&event);
	published = 0;
}
static void wait_event(void)
{
	explore_require(kc_event_wait(&event, KC_FOREVER) == 0);
	explore_require(published == 1); /* a race, if the set did not order it */
}
static void set_event(void)
{
	published = 1;
	kc_event_set(&event);
}
SCENARIO(event_set, .shows = "a set lets everybody go, and shows what was written before",
	.prepare = begin_event, .thread = { wait_event, wait_event, set_event });

/* --- the deque ------------------------------------------------------------------------------- */

static struct kc_deque deque;
static uint64_t payload[3]; /* what an item stands for */
static unsigned times[3];

static void had(uint64_t item)
{
	explore_require(item >= 1 && item <= 2);
	explore_require(payload[item] == item); /* a race, if the push did not order it */
	times[item]++;                          /* a race, if two have it */
}
static void begin_deque(void)
{
	if (kc_deque_init(&deque, KC_DEQUE_SIZE_MIN) != 0)
		explore_fail("no deque");
	memset(payload, 0, sizeof payload);
	memset(times, 0, sizeof times);
}
static void push_and_take(void)
{
	uint64_t item;
	for (uint64_t i = 1; i <= 2; i++) {
		payload[i] = i;
		explore_require(kc_deque_push(&deque, i) == 0);
	}
	while (kc_deque_take(&deque, &item))
		had(item);
}
static void steal_twice(void)
{
	uint64_t item;
	for (int i = 0; i < 2; i++)
		if (kc_deque_steal(&deque, &item) == 0)
			had(item);
}
static void check_once(void)
{
	explore_require(times[1] == 1 && times[2] == 1);
}
SCENARIO(deque_steal, .shows = "Q1 Q2 Q3: owner and thieves, each item once",
	.prepare = begin_deque, .thread = { push_and_take, steal_twice, steal_twice },
	.check = check_once);
