/* Where threads run says whether spinning can help: one affinity is not enough, for the thread that is asked may have
 * been pinned alone. And distance.h: what is few in dense traffic, and where a side is shared how far calls go before they
 * look how many there are. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>

#include "base/pause.h"
#include "chan/chan.h"
#include "ring/distance.h"
#include "support/world.h"

static struct world w;

/* The nth CPU of the set, or -1. */
static int nth(const cpu_set_t *set, int n)
{
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, set) && n-- == 0)
			return cpu;
	return -1;
}

static void pin(int cpu)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	cr_assert_eq(pthread_setaffinity_np(pthread_self(), sizeof set, &set), 0);
}

static void *echo(void *cpu)
{
	uint64_t x;
	pin(*(int *)cpu);
	cr_assert_eq(kc_recv(w.rx, &x, KC_FOREVER), 0);
	cr_assert_eq(x, 7u);
	return NULL;
}

Test(cpus, a_pinned_opener_does_not_keep_others_from_spinning)
{
	cpu_set_t set;
	cr_assert_eq(sched_getaffinity(0, sizeof set, &set), 0);
	int one = nth(&set, 0), two = nth(&set, 1);
	if (two < 0)
		cr_skip_test("one CPU");
	pin(one);
	cr_assert_eq(kc_cpus(), 1u, "all that can be known");
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	pthread_t t;
	pthread_create(&t, NULL, echo, &two);
	/* Both sleep once: the receiver until there is something, this one until it has gone. */
	struct kc_seg_endpoint *row = w.rx->e.row;
	while (__atomic_load_n(&row->wait, __ATOMIC_ACQUIRE) == KC_WAIT_NONE)
		sched_yield();
	uint64_t x = 7;
	cr_assert_eq(kc_send(w.tx, &x, 0), 0);
	pthread_join(t, NULL);
	cr_assert_eq(kc_recv(w.rx, &x, 1000000), -ETIMEDOUT);
	cr_assert_geq(kc_cpus(), 2u);
	world_close(&w);
}

Test(cpus, threads_on_one_cpu_stay_one)
{
	cpu_set_t set;
	cr_assert_eq(sched_getaffinity(0, sizeof set, &set), 0);
	pin(nth(&set, 0));
	kc_cpu_seen(3);
	kc_cpu_seen(3);
	cr_assert_eq(kc_cpus(), 1u);
	kc_cpu_seen(0);
	cr_assert_eq(kc_cpus(), 2u);
}

Test(distance, few_are_as_bad_as_none_only_in_dense_traffic)
{
	struct kc_distance x;
	kc_distance_init(&x);
	cr_assert_eq(kc_distance_thin(&x, 1, 4096), 0u, "nothing is known to be dense yet");
	for (int i = 0; i < 8; i++)
		kc_distance_learn(&x, x.d > 1 ? x.d : KC_DISTANCE_PROBE, 300, 4096);
	cr_assert_eq(x.d, (uint32_t)KC_DISTANCE_MAX);
	cr_assert_eq(kc_distance_thin(&x, 1, 4096), (uint32_t)KC_DISTANCE_MAX);
	cr_assert_eq(kc_distance_thin(&x, KC_DISTANCE_MAX - 1, 4096), (uint32_t)KC_DISTANCE_MAX);
	cr_assert_eq(kc_distance_thin(&x, KC_DISTANCE_MAX, 4096), 0u);
	cr_assert_eq(kc_distance_thin(&x, 8, 16), 0u, "half of a small ring is not few");
	cr_assert_neq(kc_distance_thin(&x, 7, 16), 0u);
	/* A wait that brought next to nothing: not dense any more. */
	kc_distance_learn(&x, x.d, 1, 4096);
	cr_assert_eq(kc_distance_thin(&x, 1, 4096), 0u);
}

/* --- sides that are shared ------------------------------------------------------------------- */

static void send_all(uint64_t n)
{
	for (uint64_t i = 0; i < n; i++)
		cr_assert_eq(kc_send(w.tx, &i, 0), 0);
}

static void recv_all(uint64_t n, int64_t timeout_ns)
{
	for (uint64_t i = 0, x; i < n; i++)
		cr_assert_eq(kc_recv(w.rx, &x, timeout_ns), 0);
}

/* As after a wait that has paid: the next call that may wait looks. */
static void make_dense(struct kc_end *e)
{
	e->distance.d = 64;
	e->seen = 0;
}

static void open_shared(void)
{
	world_open(&w, 0);
	world_channel(&w, KC_MPMC, KC_VALUES, 8, 4096);
}

Test(claims, who_may_wait_looks_how_many_there_are_and_not_again_before_they_are_taken)
{
	open_shared();
	if (kc_cpus() < 2)
		cr_skip_test("one CPU");
	struct kc_end *e = &w.rx->e;
	send_all(200);
	cr_assert_eq(e->seen, UINT64_MAX, "nothing is known to be dense yet");
	make_dense(e);
	recv_all(1, 0);
	cr_assert_eq(e->seen, 0u, "a try neither waits nor looks");
	recv_all(1, KC_FOREVER);
	cr_assert_eq(e->seen, 200u);
	send_all(100);
	recv_all(198, KC_FOREVER);
	cr_assert_eq(e->seen, 200u, "what had been seen was not used up");
	recv_all(1, KC_FOREVER);
	cr_assert_eq(e->seen, 300u);
	cr_assert_eq(e->distance.d, 64u);
	/* Fewer than the wait's units: it waits, and that brings nothing. */
	recv_all(98, KC_FOREVER);
	make_dense(e);
	recv_all(1, KC_FOREVER);
	cr_assert_eq(e->distance.d, 1u);
	cr_assert_eq(e->seen, UINT64_MAX);
	world_close(&w);
}

Test(claims, a_sender_likewise)
{
	open_shared();
	if (kc_cpus() < 2)
		cr_skip_test("one CPU");
	struct kc_end *e = &w.tx->e;
	uint64_t x = 1;
	make_dense(e);
	cr_assert_eq(kc_send(w.tx, &x, KC_FOREVER), 0);
	cr_assert_eq(e->seen, 4096u);
	send_all(4090);
	make_dense(e);
	cr_assert_eq(kc_send(w.tx, &x, 0), 0);
	cr_assert_eq(e->distance.d, 64u);
	cr_assert_eq(kc_send_n(w.tx, &x, 1, KC_FOREVER), 1);
	cr_assert_eq(e->distance.d, 1u, "three slots were as few after the wait as before");
	world_close(&w);
}

Test(claims, with_one_cpu_nobody_stands_back)
{
	cpu_set_t set;
	cr_assert_eq(sched_getaffinity(0, sizeof set, &set), 0);
	pin(nth(&set, 0));
	open_shared();
	send_all(10);
	make_dense(&w.rx->e);
	recv_all(1, KC_FOREVER);
	cr_assert_eq(w.rx->e.distance.d, 64u, "it has not learned, for it has not waited");
	world_close(&w);
}
