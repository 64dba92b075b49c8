/* What threads do with a channel is what its kind promises: their calls - waiting, trying, timed, in batches,
 * cancelled, until the channel is closed in the middle of it or by its last sender - are written down and checked as
 * a whole: nothing lost, doubled, early or out of order, also between threads; no answer "empty" or "full" that was
 * never so; nothing after the close; each element that nobody received handed over once.
 * A kind or topology more is one line in the table at the end.
 * KC_STRESS_HISTORY sets the operations a cell (about so many; default 150000, sanitizer builds 25000). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "support/history.h"
#include "support/storm.h"
#include "support/world.h"

enum { SENDERS_MAX = 3, RECEIVERS_MAX = 3, BATCH = 5, WIDE = 128, TIMED_NS = 20000, ROUNDS = 25 };

struct cell {
	enum kc_kind kind;
	enum kc_topology topology;
	enum kc_overflow overflow;
	enum kc_payload payload;
	unsigned words; /* of an element, 8 bytes each */
	unsigned senders, receivers;
	enum history_order order;
	unsigned flags; /* of the promise */
	unsigned more;  /* flags of the channel */
};

struct round;

struct worker {
	pthread_t thread;
	struct round *r;
	struct history_log *log;
	unsigned endpoint;
	uint32_t random;
	uint64_t calls, sent; /* to do, a receiver's 0: until the end of the stream; done */
	size_t answers;       /* a receiver's: with so many records it only waits */
	bool dense;           /* one after another and never asleep: the library's fastest paths */
	kc_cancel *token;
	kc_tx *tx;
	kc_rx *rx;
};
struct round {
	struct world w;
	struct cell cell;
	struct history h;
	uint32_t senders_left, receivers_left;
	struct worker tx[SENDERS_MAX], rx[RECEIVERS_MAX];
};

/* Whose call an element is dropped in. */
static _Thread_local struct history_log *mine;

/* --- elements: one number in all their words, or a ticket that holds it ---------------------- */

static uint64_t ticket_of(kc_domain *d, uint64_t element)
{
	kc_ticket t;
	void *data;
	cr_assert_eq(kc_ticket_new(d, sizeof element, &t, &data), 0);
	memcpy(data, &element, sizeof element);
	return t.v;
}

static uint64_t element_of(kc_domain *d, uint64_t v)
{
	kc_ticket t = { v };
	void *data;
	uint64_t element;
	cr_assert_eq(kc_ticket_data(d, t, &data, NULL), 0);
	memcpy(&element, data, sizeof element);
	cr_assert_eq(kc_ticket_release(d, t), 0);
	return element;
}

static void put_element(const struct round *r, uint64_t *v, uint64_t element)
{
	for (unsigned k = 0; k < r->cell.words; k++)
		v[k] = r->cell.payload == KC_TICKETS ? ticket_of(r->w.d, element) : element;
}

/* Of two elements in one slot: nobody sent it. */
static uint64_t get_element(const struct round *r, const uint64_t *v)
{
	if (r->cell.payload == KC_TICKETS)
		return element_of(r->w.d, *v);
	for (unsigned k = 1; k < r->cell.words; k++)
		if (v[k] != v[0])
			return UINT64_MAX;
	return v[0];
}

static void undelivered(void *ctx, void *elem)
{
	struct round *r = ctx;
	uint64_t v[WIDE];
	memcpy(v, elem, r->cell.words * sizeof v[0]);
	history_drop(mine, get_element(r, v));
}

/* --- threads --------------------------------------------------------------------------------- */

static int64_t timeout_of(enum history_how how, struct worker *me)
{
	return how == HISTORY_WAIT  ? KC_FOREVER
	       : how == HISTORY_TRY ? 0
				    : 1 + (int64_t)(next_random(&me->random) % TIMED_NS);
}

static enum history_how next_how(struct worker *me, size_t *n)
{
	if (me->dense) {
		*n = 1;
		return HISTORY_TRY;
	}
	*n = next_random(&me->random) % 3 ? 1 : 1 + next_random(&me->random) % BATCH;
	return next_random(&me->random) % 3;
}

static void pause_after(struct worker *me, long rc)
{
	if (!me->dense)
		dawdle_up_to(&me->random, 32);
	else if (rc == -EAGAIN)
		sched_yield();
}

static void *sender_main(void *arg)
{
	struct worker *me = arg;
	struct round *r = me->r;
	unsigned words = r->cell.words;
	mine = me->log;
	for (long rc = 0; me->calls > 0 && rc != -EPIPE; me->calls--) {
		size_t n;
		enum history_how how = next_how(me, &n);
		uint64_t elements[BATCH], v[BATCH * WIDE];
		for (size_t i = 0; i < n; i++) {
			elements[i] = (uint64_t)(me->endpoint + 1) << 40 | (me->sent + i + 1);
			put_element(r, &v[i * words], elements[i]);
		}
		int64_t timeout_ns = timeout_of(how, me);
		history_invoke(me->log);
		rc = n == 1 ? kc_send(me->tx, v, timeout_ns) : kc_send_n(me->tx, v, n, timeout_ns);
		if (n == 1 && rc == 0)
			rc = 1;
		history_respond_n(me->log, HISTORY_SEND, how, me->endpoint, rc, elements);
		size_t gone = rc > 0 ? (size_t)rc : 0;
		me->sent += gone;
		for (size_t i = gone; i < n; i++)
			(void)get_element(r, &v[i * words]); /* a ticket is still the caller's */
		if (rc == -ECANCELED)
			kc_tx_set_cancel(me->tx, NULL);
		pause_after(me, rc);
	}
	/* Its close is the stream's, when it is the last. */
	history_invoke(me->log);
	cr_assert_eq(kc_tx_close(me->tx), 0);
	if (r->cell.flags & HISTORY_LAST_CLOSES)
		history_respond(me->log, HISTORY_CLOSE, HISTORY_WAIT, me->endpoint, 0, 0);
	kc_fetch_sub(&r->senders_left, 1u);
	return NULL;
}

static void *receiver_main(void *arg)
{
	struct worker *me = arg;
	struct round *r = me->r;
	mine = me->log;
	/* Once more after the end of the stream, which is still the end. */
	for (int ends = 0; ends < 2 && --me->calls != 0;) {
		size_t n;
		enum history_how how = next_how(me, &n);
		if (me->log->count > me->answers)
			how = HISTORY_WAIT;
		uint64_t elements[BATCH], v[BATCH * WIDE];
		int64_t timeout_ns = timeout_of(how, me);
		history_invoke(me->log);
		long rc = n == 1 ? kc_recv(me->rx, v, timeout_ns)
				 : kc_recv_n(me->rx, v, n, timeout_ns);
		if (n == 1 && rc == 0)
			rc = 1;
		/* Before the response: a ticket that is released may come again, its number may not. */
		for (long i = 0; i < rc; i++)
			elements[i] = get_element(r, &v[(size_t)i * r->cell.words]);
		history_respond_n(
			me->log, HISTORY_RECEIVE, how, me->endpoint, rc, rc > 0 ? elements : NULL);
		if (rc == -ECANCELED)
			kc_rx_set_cancel(me->rx, NULL);
		ends += rc == -EPIPE;
		pause_after(me, rc);
	}
	cr_assert_eq(kc_rx_close(me->rx), 0);
	kc_fetch_sub(&r->receivers_left, 1u);
	return NULL;
}

/* --- a round --------------------------------------------------------------------------------- */

static void open_round(struct round *r, uint32_t capacity)
{
	struct cell *c = &r->cell;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = c->kind, .topology = c->topology,
		.overflow = c->overflow, .payload = c->payload,
		.elem_bytes = c->payload == KC_VALUES ? c->words * 8 : 0, .capacity = capacity,
		.on_undelivered = undelivered, .ctx = r,
		.flags = c->more | (c->flags & HISTORY_LAST_CLOSES ? KC_CLOSE_WITH_LAST_TX : 0));
	world_open(&r->w, 0);
	cr_assert_eq(kc_chan_open(&r->w.c, r->w.d, "c", &o), 0, "%s", kc_last_reason());
}

/* tokens: whether endpoints have one, which costs them the fastest path. leave: whether receivers go before
 * the end, so that something is left to be handed over. */
static void open_workers(struct round *r, uint64_t ops, bool tokens, bool leave, uint32_t seed)
{
	struct cell *c = &r->cell;
	unsigned n = c->senders + c->receivers;
	bool dense = seed % 4 == 0;
	uint64_t calls = (dense ? ops : ops / 3) / c->senders + 1;
	size_t room = (size_t)(c->senders * calls * BATCH * 2 + 3 * ops + 64);
	history_open(&r->h, n + 1, room);
	r->senders_left = c->senders;
	r->receivers_left = c->receivers;
	for (unsigned i = 0; i < n; i++) {
		struct worker *w = i < c->senders ? &r->tx[i] : &r->rx[i - c->senders];
		*w = (struct worker){ .r = r,
			.log = &r->h.logs[i],
			.endpoint = i < c->senders ? i : i - c->senders,
			.random = (seed + i) * 2654435761u | 1,
			.calls = i < c->senders ? calls
				 : leave        ? ops / 64 + 1
						: 0,
			.dense = dense,
			.answers = ops };
		if (tokens)
			cr_assert_eq(kc_cancel_new(&w->token, NULL), 0);
		if (i < c->senders) {
			cr_assert_eq(kc_tx_open(&w->tx, r->w.c), 0, "%s", kc_last_reason());
			kc_tx_set_cancel(w->tx, w->token);
		} else {
			cr_assert_eq(kc_rx_open(&w->rx, r->w.c), 0, "%s", kc_last_reason());
			kc_rx_set_cancel(w->rx, w->token);
		}
	}
}

/* Until so much has happened, or nothing more will. */
static void wait_for_stamp(struct round *r, uint64_t stamp)
{
	while (kc_load_relaxed(&r->h.clock) < stamp && kc_load_acquire(&r->senders_left) &&
		kc_load_acquire(&r->receivers_left))
		sched_yield();
}

static void run_workers(struct round *r, uint64_t ops, bool tokens, uint32_t seed)
{
	struct cell *c = &r->cell;
	struct history_log *log = &r->h.logs[c->senders + c->receivers];
	for (unsigned i = 0; i < c->receivers; i++)
		cr_assert_eq(pthread_create(&r->rx[i].thread, NULL, receiver_main, &r->rx[i]), 0);
	for (unsigned i = 0; i < c->senders; i++)
		cr_assert_eq(pthread_create(&r->tx[i].thread, NULL, sender_main, &r->tx[i]), 0);
	wait_for_stamp(r, ops / 8);
	for (unsigned i = 0; tokens && i < c->senders; i++)
		cr_assert_eq(kc_cancel_fire(r->tx[i].token), 0);
	wait_for_stamp(r, ops / 4);
	for (unsigned i = 0; tokens && i < c->receivers; i++)
		cr_assert_eq(kc_cancel_fire(r->rx[i].token), 0);
	if (!(c->flags & HISTORY_LAST_CLOSES)) {
		wait_for_stamp(r, ops / 2 + next_random(&seed) % (ops / 4));
		history_invoke(log);
		cr_assert_eq(kc_chan_close(r->w.c), 0);
		history_respond(log, HISTORY_CLOSE, HISTORY_WAIT, 0, 0, 0);
	}
	for (unsigned i = 0; i < c->senders; i++)
		pthread_join(r->tx[i].thread, NULL);
	for (unsigned i = 0; i < c->receivers; i++)
		pthread_join(r->rx[i].thread, NULL);
	for (unsigned i = 0; i < c->senders; i++)
		kc_cancel_free(r->tx[i].token);
	for (unsigned i = 0; i < c->receivers; i++)
		kc_cancel_free(r->rx[i].token);
}

static void free_channel(struct round *r)
{
	mine = &r->h.logs[r->cell.senders + r->cell.receivers];
	history_invoke(mine);
	cr_assert_eq(kc_chan_free(r->w.c), 0);
	history_respond_only(mine);
	r->w.c = NULL;
}

/* Drops that happened inside the send of what was dropped. */
static uint64_t dropped_newest(const struct history_op *ops, size_t n, unsigned senders)
{
	uint64_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ops[i].kind == HISTORY_DROP && ops[i].thread < senders;
	return count;
}

static size_t run_round(const struct cell *cell, uint32_t capacity, uint64_t ops, uint32_t seed)
{
	struct round *r = aligned_alloc(KC_LINE, sizeof *r);
	struct history_promise p = { .order = cell->order, .flags = cell->flags | HISTORY_DRAINED };
	kc_chan_stats stats = KC_CHAN_STATS();
	char why[800];
	size_t n;
	bool tokens = seed % 2, leave = seed % 3 == 0 && !(cell->flags & HISTORY_LAST_CLOSES);
	cr_assert_not_null(r);
	memset(r, 0, sizeof *r);
	r->cell = *cell;
	open_round(r, capacity);
	open_workers(r, ops, tokens, leave, seed);
	run_workers(r, ops, tokens, seed | 1);
	cr_assert_eq(kc_chan_snapshot(r->w.c, &stats), 0);
	/* A sender's own; a snapshot has all lanes' together. */
	p.capacity = cell->topology == KC_MPSC ? capacity : stats.capacity;
	free_channel(r);
	struct history_op *history = history_gather(&r->h, &n);
	cr_assert_eq(history_check(history, n, &p, why, sizeof why), HISTORY_FINE, "%s", why);
	if (cell->overflow == KC_DROP_NEWEST)
		cr_assert_eq(dropped_newest(history, n, cell->senders), stats.dropped_newest);
	free(history);
	history_close(&r->h);
	world_close(&r->w);
	free(r);
	return n;
}

static void run(const struct cell *cell)
{
	uint64_t ops = storm_length("KC_STRESS_HISTORY", 150000, 25000);
	size_t done = 0;
	for (uint32_t i = 0; i < ROUNDS; i++)
		done += run_round(cell, i % 4 ? 2u << i % 9 : 1, ops / ROUNDS, i + 1);
	cr_assert_gt(done, ops / 8);
	if (getenv("KC_VERBOSE"))
		fprintf(stderr, "%zu operations\n", done);
}

/* --- cells ----------------------------------------------------------------------------------- */

#define CELL(name, ...)                             \
	Test(history, name)                         \
	{                                           \
		struct cell cell = { __VA_ARGS__ }; \
		run(&cell);                         \
	}

#define FIFO HISTORY_FIFO
enum {
	LATE = HISTORY_LATE_SENDS, /* of an SPSC channel that another thread closes */
	HOLES = HISTORY_HOLES,     /* of MPMC */
	LAST = HISTORY_LAST_CLOSES
};

/* kind, topology, overflow, payload, words, senders, receivers, what is promised, flags of the channel */
CELL(spsc_values, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_values_last, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LAST, 0)
CELL(spsc_wide, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, WIDE, 1, 1, FIFO, LATE, 0)
CELL(spsc_low_latency, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE,
	KC_LOW_LATENCY)
CELL(spsc_values_drop, KC_BUFFERED, KC_SPSC, KC_DROP_NEWEST, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_tickets, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_tickets_last, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LAST, 0)
CELL(spsc_tickets_drop, KC_BUFFERED, KC_SPSC, KC_DROP_NEWEST, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
CELL(mpsc_values, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, HISTORY_PER_SENDER, LATE, 0)
CELL(mpsc_values_last, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, HISTORY_PER_SENDER, LAST,
	0)
CELL(mpsc_tickets, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_TICKETS, 1, 3, 1, HISTORY_PER_SENDER, LATE, 0)
CELL(mpsc_values_drop, KC_BUFFERED, KC_MPSC, KC_DROP_NEWEST, KC_VALUES, 1, 2, 1, HISTORY_PER_SENDER,
	LATE, 0)
CELL(mpmc_values, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 3, FIFO, HOLES, 0)
CELL(mpmc_padded, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES, KC_PADDED_SLOTS)
CELL(mpmc_wide, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, WIDE, 2, 2, FIFO, HOLES, 0)
CELL(mpmc_values_last, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES | LAST, 0)
CELL(mpmc_values_drop, KC_BUFFERED, KC_MPMC, KC_DROP_NEWEST, KC_VALUES, 1, 3, 2, FIFO, HOLES, 0)
CELL(mpmc_tickets, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 3, FIFO, HOLES, 0)
CELL(mpmc_tickets_last, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 2, 2, FIFO, HOLES | LAST, 0)
CELL(mpmc_tickets_drop, KC_BUFFERED, KC_MPMC, KC_DROP_NEWEST, KC_TICKETS, 1, 2, 3, FIFO, HOLES, 0)
