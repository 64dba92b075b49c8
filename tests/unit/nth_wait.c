/* Proves that every wait ends as it has to, and with the same answer, whatever system call fails in it or in who ends it
 * (RELIABILITY rows 2, 12): a receive, a send, select, cancel, close, and the waits without a channel. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

#include "base/atomic.h"
#include "base/compiler.h"
#include "support/harness.h"
#include "support/nth_run.h"
#include "wait/mode.h"

enum { SHORT_NS = 300000, CAPACITY = 4 };

static const struct cell {
	const char *name;
	enum kc_kind kind;
	enum kc_topology topology;
	unsigned flags;
	bool fast; /* the peers are FAST: who sleeps calls membarrier */
} cells[] = {
	{ "spsc", KC_BUFFERED, KC_SPSC, 0, false },
	{ "fast spsc", KC_BUFFERED, KC_SPSC, 0, true },
	{ "low latency", KC_BUFFERED, KC_SPSC, KC_LOW_LATENCY, true },
	{ "mpsc", KC_BUFFERED, KC_MPSC, 0, false },
	{ "fast mpsc", KC_BUFFERED, KC_MPSC, 0, true },
	{ "fast mpmc", KC_BUFFERED, KC_MPMC, 0, true },
	{ "unlimited spsc", KC_UNLIMITED, KC_SPSC, 0, true },
	{ "unlimited mpmc", KC_UNLIMITED, KC_MPMC, 0, false },
	{ "conflated", KC_CONFLATED, KC_MPMC, 0, false },
	{ "rendezvous", KC_RENDEZVOUS, KC_MPMC, 0, false },
};

static const struct cell *cell;
static kc_domain *d;
static kc_chan *c, *other;
static kc_tx *tx, *other_tx;
static kc_rx *rx, *other_rx;
static kc_cancel *token;

/* --- before and after ------------------------------------------------------------------------ */

static kc_chan *open_channel(const char *name)
{
	kc_chan *it;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = cell->kind, .topology = cell->topology,
		.elem_bytes = 8, .flags = cell->flags);
	if (cell->kind == KC_BUFFERED)
		o.capacity = CAPACITY;
	if (cell->kind == KC_UNLIMITED)
		o.limit_bytes = 8 * CAPACITY;
	NTH_WORKS(kc_chan_open(&it, d, name, &o));
	return it;
}

static void stream(void)
{
	uint64_t n = cell->topology == KC_SPSC ? 2 * KC_MODE_STREAK : KC_MODE_STREAK_SHARED + 200;
	for (uint64_t i = 0; i < n; i++) {
		uint64_t got;
		NTH_WORKS(kc_send(tx, &i, 0));
		NTH_WORKS(kc_recv(rx, &got, 0));
	}
}

static void open_two(void)
{
	d = nth_domain(0);
	c = open_channel("c");
	other = open_channel("other");
	NTH_WORKS(kc_tx_open(&tx, c));
	NTH_WORKS(kc_rx_open(&rx, c));
	NTH_WORKS(kc_tx_open(&other_tx, other));
	NTH_WORKS(kc_rx_open(&other_rx, other));
	NTH_WORKS(kc_cancel_new(&token, NULL));
	if (cell->fast)
		stream();
}

static void close_two(void)
{
	nth_inspect(d);
	NTH_WORKS(kc_tx_close(tx));
	NTH_WORKS(kc_rx_close(rx));
	NTH_WORKS(kc_tx_close(other_tx));
	NTH_WORKS(kc_rx_close(other_rx));
	NTH_WORKS(kc_chan_free(c));
	NTH_WORKS(kc_chan_free(other));
	kc_cancel_free(token);
	nth_close_domain(d);
}

/* --- who ends the wait ----------------------------------------------------------------------- */

static bool (*sleeps)(void);
static void (*end_it)(void);
static pthread_t helper;

static void *help(void *arg)
{
	while (!sleeps())
		sched_yield();
	end_it();
	return arg;
}

/* Its thread ends the wait when it sees it sleep. */
static void will(void (*end)(void), bool (*asleep)(void))
{
	end_it = end;
	sleeps = asleep;
	nth_must(pthread_create(&helper, NULL, help, NULL) == 0);
}

static void done(void)
{
	nth_must(pthread_join(helper, NULL) == 0);
}

static bool receiver_sleeps(void)
{
	kc_chan_stats s = KC_CHAN_STATS();
	nth_must(kc_chan_snapshot(c, &s) == 0);
	return s.receivers_asleep > 0;
}

static bool sender_sleeps(void)
{
	kc_chan_stats s = KC_CHAN_STATS();
	nth_must(kc_chan_snapshot(c, &s) == 0);
	return s.senders_asleep > 0;
}

static void send_one(void)
{
	const uint64_t v = 42;
	nth_must(kc_send(tx, &v, KC_FOREVER) == 0);
}

static void send_to_other(void)
{
	const uint64_t v = 43;
	nth_must(kc_send(other_tx, &v, KC_FOREVER) == 0);
}

static void receive_one(void)
{
	uint64_t v;
	nth_must(kc_recv(rx, &v, KC_FOREVER) == 0);
}

static void close_it(void)
{
	nth_must(kc_chan_close(c) == 0);
}

static void fire(void)
{
	nth_must(kc_cancel_fire(token) == 0);
}

/* --- the waits ------------------------------------------------------------------------------- */

static void receive(void)
{
	uint64_t v = 0;
	nth_must(kc_recv(rx, &v, SHORT_NS) == -ETIMEDOUT);
	will(send_one, receiver_sleeps);
	nth_must(kc_recv(rx, &v, KC_FOREVER) == 0 && v == 42);
	done();
	kc_rx_set_cancel(rx, token);
	nth_must(kc_recv(rx, &v, SHORT_NS) == -ETIMEDOUT);
	will(fire, receiver_sleeps);
	nth_must(kc_recv(rx, &v, KC_FOREVER) == -ECANCELED);
	done();
	kc_rx_set_cancel(rx, NULL);
}

static void receive_the_end(void)
{
	uint64_t v;
	will(close_it, receiver_sleeps);
	nth_must(kc_recv(rx, &v, KC_FOREVER) == -EPIPE);
	done();
	nth_must(kc_send(tx, &v, 0) == -EPIPE);
}

static void send_to_full(void)
{
	uint64_t v = 0;
	int full = 0;
	if (cell->kind == KC_CONFLATED)
		return; /* which never is */
	while (kc_send(tx, &v, 0) == 0)
		full++;
	nth_must(full == (cell->kind == KC_RENDEZVOUS ? 0 : CAPACITY));
	nth_must(kc_send(tx, &v, SHORT_NS) == -ETIMEDOUT);
	will(receive_one, sender_sleeps);
	nth_must(kc_send(tx, &v, KC_FOREVER) == 0);
	done();
	while (kc_recv(rx, &v, 0) == 0)
		full--;
	nth_must(full == 0);
}

static void select_two(void)
{
	uint64_t v = 0, w = 0;
	kc_case cases[] = { { .rx = rx, .elem = &v }, { .rx = other_rx, .elem = &w } };
	nth_must(kc_select(cases, 2, SHORT_NS, token) == -ETIMEDOUT);
	will(send_to_other, receiver_sleeps);
	nth_must(kc_select(cases, 2, KC_FOREVER, token) == 1 && w == 43);
	done();
	will(send_one, receiver_sleeps);
	nth_must(kc_select(cases, 2, KC_FOREVER, NULL) == 0 && v == 42);
	done();
	will(fire, receiver_sleeps);
	nth_must(kc_select(cases, 2, KC_FOREVER, token) == -ECANCELED);
	done();
}

static void each(struct nth_program p)
{
	unsigned runs = 0;
	for (size_t i = 0; i < KC_ARRAY_LEN(cells); i++) {
		char name[64];
		snprintf(name, sizeof name, "%s, %s", p.name, cells[i].name);
		cell = &cells[i];
		runs += nth_sweep(&(struct nth_program){ name, p.prepare, p.attempt, p.settle });
	}
	cr_assert_gt(runs, 0u);
	nth_report(p.name, runs);
}

Test(nth_wait, receiving)
{
	each((struct nth_program){ "receive", open_two, receive, close_two });
}

Test(nth_wait, the_end)
{
	each((struct nth_program){ "receive the end", open_two, receive_the_end, close_two });
}

Test(nth_wait, sending)
{
	each((struct nth_program){ "send to a full one", open_two, send_to_full, close_two });
}

Test(nth_wait, selecting)
{
	each((struct nth_program){ "select", open_two, select_two, close_two });
}

/* --- without a channel ----------------------------------------------------------------------- */

static kc_sem sem;
static kc_event event;
static kc_waitq queue;
static uint32_t ready;

static bool somebody_in_line(void)
{
	return kc_sem_waiters(&sem) > 0;
}

static void add_two(void)
{
	nth_must(kc_sem_add(&sem, 2) == 0);
}

static bool somebody_waits(void)
{
	return kc_waitq_waiters(&event.waiters) > 0;
}

static void set(void)
{
	kc_event_set(&event);
}

static bool somebody_queues(void)
{
	return kc_waitq_waiters(&queue) > 0;
}

static void wake_all(void)
{
	kc_store_release(&ready, 1u);
	kc_waitq_wake_all(&queue);
}

static int look(void *ctx)
{
	(void)ctx;
	return kc_load_acquire(&ready) ? KC_LOOK_LAST : KC_LOOK_AGAIN;
}

static void begin_anew(void)
{
	nth_must(kc_sem_init(&sem, 0) == 0);
	kc_event_init(&event);
	kc_waitq_init(&queue);
	ready = 0;
}

static void wait_for_each(void)
{
	nth_must(kc_sem_acquire(&sem, 2, SHORT_NS) == -ETIMEDOUT);
	will(add_two, somebody_in_line);
	nth_must(kc_sem_acquire(&sem, 2, KC_FOREVER) == 0);
	done();
	nth_must(kc_event_wait(&event, SHORT_NS) == -ETIMEDOUT);
	will(set, somebody_waits);
	nth_must(kc_event_wait(&event, KC_FOREVER) == 0);
	done();
	nth_must(kc_waitq_wait(&queue, look, NULL, SHORT_NS) == -ETIMEDOUT);
	will(wake_all, somebody_queues);
	nth_must(kc_waitq_wait(&queue, look, NULL, KC_FOREVER) == 0);
	done();
}

static void nobody_waits(void)
{
	nth_must(kc_sem_value(&sem) == 0 && !somebody_in_line() && !somebody_waits() &&
		 !somebody_queues());
}

Test(nth_wait, synchronising)
{
	struct nth_program p = { "wait without a channel", begin_anew, wait_for_each,
		nobody_waits };
	nth_report(p.name, nth_sweep(&p));
}
