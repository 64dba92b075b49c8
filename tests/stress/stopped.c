/* Bounds that pass while nobody runs: the process is stopped and goes on at random moments (support/stopper.h), and its
 * threads are moved, reprioritized, delayed at labelled points (support/hunt_points.h) and, in half of the tests,
 * interrupted. Whatever a call answers when its bound has passed meanwhile, its element was sent or received, or was
 * not: each arrives exactly once, in its sender's order; the channel counts every time-out, refusal and end that was
 * answered, and no other; who waits without a bound never times out; nobody is left on record as waiting, and permits
 * of a semaphore are neither lost nor made.
 * KC_STRESS_STOPPED sets the elements of a sender (default 5000; sanitizer builds a fifth), of which there are more
 * until the process was stopped STOPS_MIN times. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

#include "base/atomic.h"
#include "chan/chan.h"
#include "support/hunt_points.h"
#include "support/hunt_seat.h"
#include "support/shake.h"
#include "support/shaken.h"
#include "support/stopper.h"
#include "support/storm.h"
#include "support/world.h"

enum { STOPS_MIN = 20, SIDE_MAX = 3 };

TestSuite(stopped, .fini = shaken_end);

static void stopped(void)
{
	shaken_begin_with(SHAKE_STOPS | SHAKE_MOVES | SHAKE_PRIORITIES);
}

static void stopped_and_interrupted(void)
{
	shaken_begin_with(SHAKE_ALL);
}

static bool is_done(uint64_t n)
{
	return n >= storm_length("KC_STRESS_STOPPED", 5000, 1000) &&
	       (!stopper_is_there() || stopper_stops() >= STOPS_MIN);
}

/* --- what was answered --------------------------------------------------------------------------- */

/* Of one side or one thread of it. */
struct ledger {
	uint64_t moved, sum; /* sum: of all elements, scrambled */
	uint64_t timed_out, refused, ended;
};

static uint64_t scrambled(uint64_t v)
{
	v *= UINT64_C(0x9e3779b97f4a7c15);
	return v ^ v >> 29;
}

/* What the call with this bound may answer. */
static void note(struct ledger *l, int rc, int64_t bound, uint64_t v)
{
	switch (rc) {
	case 0:
		l->moved++;
		hunt_round(1);
		l->sum += scrambled(v);
		break;
	case -ETIMEDOUT:
		cr_assert_gt(bound, 0, "timed out with the bound %ld", (long)bound);
		l->timed_out++;
		break;
	case -EAGAIN:
		cr_assert_eq(bound, 0);
		l->refused++;
		break;
	default:
		cr_assert_eq(rc, -EPIPE);
		l->ended++;
		break;
	}
}

static void add(struct ledger *sum, const struct ledger *l)
{
	sum->moved += l->moved;
	sum->sum += l->sum;
	sum->timed_out += l->timed_out;
	sum->refused += l->refused;
	sum->ended += l->ended;
}

/* From none at all to longer than the longest stop. */
static int64_t some_bound(uint32_t *seed)
{
	static const int64_t ns[] = { 0, 2000, 40000, 300000, 4000000, 40000000, KC_FOREVER,
		KC_FOREVER };
	return ns[next_random(seed) % KC_ARRAY_LEN(ns)];
}

/* --- a channel ----------------------------------------------------------------------------------- */

struct cell {
	struct world w;
	kc_chan *quiet; /* nothing is ever sent on it */
	bool selects;   /* over both */
};
struct worker {
	pthread_t thread;
	struct cell *cell;
	uint32_t id;
	struct ledger ledger;
};

/* Alone or beside a channel on which nothing happens. */
static int move(kc_case own, kc_rx *quiet, int64_t bound)
{
	uint64_t nothing;
	kc_case cases[] = { own, { .rx = quiet, .elem = &nothing } };
	seat_hurry(own.tx, own.rx);
	if (!quiet)
		return own.tx ? kc_send(own.tx, own.elem, bound) : kc_recv(own.rx, own.elem, bound);
	int rc = kc_select(cases, 2, bound, NULL);
	cr_assert_leq(rc, 0);
	return rc == 0 ? cases[0].result : rc;
}

static kc_rx *open_quiet(struct cell *c)
{
	kc_rx *rx = NULL;
	if (c->selects)
		cr_assert_eq(kc_rx_open(&rx, c->quiet), 0);
	return rx;
}

static void *send_all(void *arg)
{
	struct worker *me = arg;
	uint32_t seed = me->id + 1;
	kc_rx *quiet = open_quiet(me->cell);
	kc_tx *tx;
	hunt_thread("sends");
	cr_assert_eq(kc_tx_open(&tx, me->cell->w.c), 0);
	while (!is_done(me->ledger.moved)) {
		uint64_t v = (uint64_t)me->id << 32 | me->ledger.moved;
		int64_t bound = some_bound(&seed);
		int rc = move((kc_case){ .tx = tx, .elem = &v }, quiet, bound);
		note(&me->ledger, rc, bound, v);
		cr_assert_neq(rc, -EPIPE);
		dawdle_up_to(&seed, 512);
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	if (quiet)
		cr_assert_eq(kc_rx_close(quiet), 0);
	return NULL;
}

static void *receive_all(void *arg)
{
	struct worker *me = arg;
	uint32_t seed = me->id + 77;
	uint64_t next[SIDE_MAX] = { 0 }, v = 0;
	kc_rx *quiet = open_quiet(me->cell), *rx;
	hunt_thread("receives");
	cr_assert_eq(kc_rx_open(&rx, me->cell->w.c), 0);
	while (me->ledger.ended == 0) {
		int64_t bound = some_bound(&seed);
		int rc = move((kc_case){ .rx = rx, .elem = &v }, quiet, bound);
		note(&me->ledger, rc, bound, v);
		if (rc == 0) {
			uint64_t from = v >> 32, i = (uint32_t)v;
			cr_assert_lt(from, SIDE_MAX);
			cr_assert_geq(i, next[from], "sender %lu: %lu after %lu",
				(unsigned long)from, (unsigned long)i,
				(unsigned long)next[from] - 1);
			next[from] = i + 1;
		}
		dawdle_up_to(&seed, 512);
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	if (quiet)
		cr_assert_eq(kc_rx_close(quiet), 0);
	return NULL;
}

static void check(struct cell *c, const struct ledger *tx, const struct ledger *rx)
{
	kc_chan_stats st = KC_CHAN_STATS();
	cr_assert_eq(rx->moved, tx->moved, "%lu sent, %lu received", (unsigned long)tx->moved,
		(unsigned long)rx->moved);
	cr_assert_eq(rx->sum, tx->sum, "others than were sent");
	cr_assert_eq(kc_chan_snapshot(c->w.c, &st), 0);
	cr_assert_eq(st.sent, tx->moved);
	cr_assert_eq(st.received, rx->moved);
	cr_assert_eq(st.depth, 0u);
	cr_assert_eq(st.timed_out, tx->timed_out + rx->timed_out,
		"%lu time-outs counted, %lu answered", (unsigned long)st.timed_out,
		(unsigned long)(tx->timed_out + rx->timed_out));
	cr_assert_eq(st.refused, tx->refused);
	cr_assert_eq(st.closed_errors, tx->ended + rx->ended);
	cr_assert_eq(st.senders_asleep + st.receivers_asleep, 0u);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(c->w.c->row->side[i].counts, 0u, "waits leave nothing behind");
		cr_assert_eq(c->w.c->row->side[i].many, 0u);
	}
}

static void start(struct worker *crew, unsigned n, struct cell *c, void *(*fn)(void *))
{
	for (unsigned i = 0; i < n; i++) {
		crew[i] = (struct worker){ .cell = c, .id = i };
		cr_assert_eq(pthread_create(&crew[i].thread, NULL, fn, &crew[i]), 0);
	}
}

static struct ledger join(struct worker *crew, unsigned n)
{
	struct ledger sum = { 0 };
	for (unsigned i = 0; i < n; i++) {
		pthread_join(crew[i].thread, NULL);
		add(&sum, &crew[i].ledger);
	}
	return sum;
}

static void run(
	const char *name, unsigned senders, unsigned receivers, bool selects, kc_chan_opts o)
{
	char front[64];
	struct cell c = { .selects = selects };
	struct worker tx[SIDE_MAX], rx[SIDE_MAX];
	kc_chan_opts quiet = KC_CHAN_OPTS(.topology = KC_MPMC, .elem_bytes = 8, .capacity = 2);
	world_open(&c.w, 0);
	cr_assert_eq(kc_chan_open(&c.w.c, c.w.d, "c", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_open(&c.quiet, c.w.d, "quiet", &quiet), 0);
	(void)snprintf(front, sizeof front, "%s%s, stopped", name, selects ? ", select" : "");
	hunt_begin(front);
	start(rx, receivers, &c, receive_all);
	start(tx, senders, &c, send_all);
	struct ledger sent = join(tx, senders);
	cr_assert_eq(kc_chan_close(c.w.c), 0);
	struct ledger received = join(rx, receivers);
	hunt_end();
	check(&c, &sent, &received);
	cr_assert_eq(kc_chan_free(c.quiet), 0);
	world_close(&c.w);
}

#define RUN(name, senders, receivers, selects, ...) \
	run(#name, senders, receivers, selects,     \
		(kc_chan_opts)KC_CHAN_OPTS(.elem_bytes = 8, __VA_ARGS__))
#define CELL(name, senders, receivers, ...)                                \
	Test(stopped, name, .init = stopped)                               \
	{                                                                  \
		RUN(name, senders, receivers, false, __VA_ARGS__);         \
	}                                                                  \
	Test(stopped, name##_interrupted, .init = stopped_and_interrupted) \
	{                                                                  \
		RUN(name, senders, receivers, false, __VA_ARGS__);         \
		RUN(name, senders, receivers, true, __VA_ARGS__);          \
	}

CELL(spsc, 1, 1, .topology = KC_SPSC, .capacity = 2)
CELL(low_latency, 1, 1, .topology = KC_SPSC, .capacity = 2, .flags = KC_LOW_LATENCY)
CELL(mpsc, 3, 1, .topology = KC_MPSC, .capacity = 2)
CELL(mpmc, 3, 3, .topology = KC_MPMC, .capacity = 2)
CELL(unlimited_spsc, 1, 1, .kind = KC_UNLIMITED, .topology = KC_SPSC, .limit_bytes = 16)
CELL(unlimited_mpmc, 2, 2, .kind = KC_UNLIMITED, .topology = KC_MPMC, .limit_bytes = 16)
CELL(rendezvous_one_to_one, 1, 1, .kind = KC_RENDEZVOUS, .topology = KC_SPSC)
CELL(rendezvous, 3, 3, .kind = KC_RENDEZVOUS, .topology = KC_MPMC)

/* --- permits -------------------------------------------------------------------------------------- */

enum { THREADS = 4, PERMITS = 3 };
static kc_sem sem;
static uint32_t held;

static void *borrow(void *arg)
{
	struct worker *me = arg;
	uint32_t seed = me->id + 5;
	hunt_thread("borrows");
	while (!is_done(me->ledger.moved)) {
		uint32_t n = 1 + next_random(&seed) % PERMITS;
		int64_t bound = some_bound(&seed);
		int rc = kc_sem_acquire(&sem, n, bound);
		note(&me->ledger, rc, bound, 0);
		if (rc == 0) {
			cr_assert_leq(kc_fetch_add(&held, n) + n, (uint32_t)PERMITS);
			dawdle_up_to(&seed, 512);
			(void)kc_fetch_sub(&held, n);
			cr_assert_eq(kc_sem_add(&sem, n), 0);
		}
	}
	return NULL;
}

static void permits(void)
{
	struct worker crew[THREADS];
	cr_assert_eq(kc_sem_init(&sem, PERMITS), 0);
	hunt_begin("stopped, permits");
	start(crew, THREADS, NULL, borrow);
	(void)join(crew, THREADS);
	hunt_end();
	cr_assert_eq(kc_sem_value(&sem), PERMITS);
	cr_assert_eq(kc_sem_waiters(&sem), 0u);
}

Test(stopped, permits, .init = stopped)
{
	permits();
}

Test(stopped, permits_interrupted, .init = stopped_and_interrupted)
{
	permits();
}
