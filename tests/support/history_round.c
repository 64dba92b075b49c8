#include "support/history_round.h"

#include "support/harness.h"
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "support/storm.h"

enum { ROUNDS = 16, BATCH = 5 };

/* --- opening --------------------------------------------------------------------------------- */

static bool has_two_streams(const struct history_cell *c)
{
	return c->via == HISTORY_FACING || c->via == HISTORY_MIXED;
}

static struct history_cell cell_of(const struct history_round *r, unsigned at)
{
	struct history_cell c = r->cell;
	if (at && c.via == HISTORY_MIXED) {
		c.kind = KC_BUFFERED;
		c.topology = KC_MPMC;
		c.order = HISTORY_FIFO;
		c.flags = HISTORY_HOLES | (c.flags & HISTORY_LAST_CLOSES);
	}
	return c;
}

static void open_stream(struct history_round *r, unsigned at, uint32_t capacity)
{
	struct history_stream *s = &r->stream[at];
	struct history_cell *c = &s->cell;
	s->r = r;
	*c = cell_of(r, at);
	uint32_t bytes = c->words * 8;
	bool ring = c->kind == KC_BUFFERED;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = c->kind, .topology = c->topology,
		.overflow = c->overflow, .payload = c->payload,
		.elem_bytes = c->payload == KC_VALUES ? bytes : 0, .capacity = ring ? capacity : 0,
		.limit_bytes = c->limited ? (uint64_t)capacity * bytes : 0,
		.on_undelivered = history_undelivered, .ctx = s,
		.flags = c->more | (c->flags & HISTORY_LAST_CLOSES ? KC_CLOSE_WITH_LAST_TX : 0u));
	s->senders_left = at ? c->receivers : c->senders;
	s->receivers_left = at ? c->senders : c->receivers;
	cr_assert_eq(kc_chan_open(&s->c, r->w.d, at ? "d" : "c", &o), 0, "%s", kc_last_reason());
}

static void open_channels(struct history_round *r, uint32_t capacity)
{
	world_open(&r->w, 0);
	for (unsigned i = 0; i < r->streams; i++)
		open_stream(r, i, capacity);
	if (r->cell.via == HISTORY_QUIET) {
		kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8, .capacity = 2);
		cr_assert_eq(kc_chan_open(&r->quiet, r->w.d, "quiet", &o), 0);
	}
}

static void open_endpoints(struct history_worker *w, bool sends, bool receives, bool token)
{
	struct history_round *r = w->r;
	if (token)
		cr_assert_eq(kc_cancel_new(&w->token, NULL), 0);
	if (sends) {
		kc_chan *c = r->stream[w->sends_on].c;
		cr_assert_eq(kc_tx_open(&w->tx, c), 0, "%s", kc_last_reason());
		kc_tx_set_cancel(w->tx, w->token);
	}
	if (receives) {
		kc_chan *c = r->stream[w->receives_on].c;
		cr_assert_eq(kc_rx_open(&w->rx, c), 0, "%s", kc_last_reason());
		kc_rx_set_cancel(w->rx, w->token);
	}
	if (r->quiet)
		cr_assert_eq(kc_rx_open(&w->quiet, r->quiet), 0);
}

/* tokens: whether endpoints have one, which costs them the fastest path. leave: whether receivers go before
 * the end, so that something is left to be handed over. */
static void open_workers(
	struct history_round *r, uint64_t ops, bool tokens, bool leave, uint32_t seed)
{
	struct history_cell *c = &r->cell;
	bool dense = seed % 4 == 0, both = has_two_streams(c);
	uint64_t calls = (dense ? ops : ops / 3) / c->senders + 1;
	uint64_t batch = dense || c->via != HISTORY_CALLS ? 1 : BATCH;
	size_t room = (size_t)(c->senders * calls * batch * 2 + 3 * ops + 64);
	for (unsigned i = 0; i < r->streams; i++)
		history_open(&r->stream[i].h, r->workers + 1, room);
	for (unsigned i = 0; i <= r->workers; i++) {
		struct history_worker *w = &r->at[i];
		bool sender = i < c->senders;
		*w = (struct history_worker){ .r = r,
			.endpoint = sender ? i : i - c->senders,
			.random = (seed + i) * 2654435761u | 1,
			.sends = calls,
			.receives = leave ? ops / 64 + 1 : 0,
			/* Of two that only try none ever meets the other. */
			.dense = dense && (sender || c->kind != KC_RENDEZVOUS),
			.answers = ops,
			.sends_on = !sender,
			.receives_on = sender };
		for (unsigned k = 0; k < r->streams; k++)
			w->log[k] = &r->stream[k].h.logs[i];
		if (i < r->workers)
			open_endpoints(w, sender || both, !sender || both, tokens);
	}
}

/* --- running --------------------------------------------------------------------------------- */

static void *worker_main(void *arg)
{
	history_work(arg);
	return NULL;
}

/* Until so much has happened, or nothing more will. */
static void wait_for_stamp(struct history_round *r, uint64_t stamp)
{
	struct history_stream *s = &r->stream[0];
	while (kc_load_relaxed(&s->h.clock) < stamp && kc_load_acquire(&s->senders_left) &&
		kc_load_acquire(&s->receivers_left))
		sched_yield();
}

static void fire(struct history_round *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		if (r->at[i].token)
			cr_assert_eq(kc_cancel_fire(r->at[i].token), 0);
}

static void close_streams(struct history_round *r)
{
	for (unsigned i = 0; i < r->streams; i++) {
		struct history_log *log = r->at[r->workers].log[i];
		history_invoke(log);
		cr_assert_eq(kc_chan_close(r->stream[i].c), 0);
		history_respond(log, HISTORY_CLOSE, HISTORY_WAIT, 0, 0, 0);
	}
}

static void run_workers(struct history_round *r, uint64_t ops, uint32_t seed)
{
	struct history_cell *c = &r->cell;
	for (unsigned i = r->workers; i-- > 0;)
		cr_assert_eq(pthread_create(&r->at[i].thread, NULL, worker_main, &r->at[i]), 0);
	wait_for_stamp(r, ops / 8);
	fire(r, 0, c->senders);
	wait_for_stamp(r, ops / 4);
	fire(r, c->senders, r->workers);
	if (!(c->flags & HISTORY_LAST_CLOSES)) {
		wait_for_stamp(r, ops / 2 + next_random(&seed) % (ops / 4));
		close_streams(r);
	}
	for (unsigned i = 0; i < r->workers; i++)
		pthread_join(r->at[i].thread, NULL);
	for (unsigned i = 0; i < r->workers; i++)
		kc_cancel_free(r->at[i].token);
}

/* --- judging --------------------------------------------------------------------------------- */

/* What a history says that the channel's counters must say, too. */
struct tally {
	uint64_t sent, received;
	uint64_t own;    /* dropped in the call that brought them */
	uint64_t others; /* dropped in another one's send */
};

/* In the same call: a batch's operations stand together. */
static bool brought_itself(const struct history_op *ops, size_t n, size_t drop)
{
	for (size_t k = drop + 1; k < n && ops[k].invoked == ops[drop].invoked; k++)
		if (ops[k].kind == HISTORY_SEND && ops[k].element == ops[drop].element)
			return true;
	return false;
}

static struct tally add_up(const struct history_op *ops, size_t n, unsigned workers)
{
	struct tally t = { 0 };
	for (size_t i = 0; i < n; i++) {
		t.sent += ops[i].kind == HISTORY_SEND && ops[i].result == 0;
		t.received += ops[i].kind == HISTORY_RECEIVE && ops[i].result == 0;
		if (ops[i].kind != HISTORY_DROP || ops[i].thread == workers)
			continue;
		bool own = brought_itself(ops, n, i);
		t.own += own;
		t.others += !own;
	}
	return t;
}

static void compare(const struct history_cell *c, const struct tally *t, const kc_chan_stats *s)
{
	bool replaces = c->overflow == KC_DROP_OLDEST || c->kind == KC_CONFLATED;
	/* KC_DROP_OLDEST with several: what is held up by somebody's slot is dropped as the newest. */
	bool refuses = c->overflow == KC_DROP_NEWEST ||
		       (c->overflow == KC_DROP_OLDEST && c->topology != KC_SPSC);
	cr_assert_eq(s->dropped_newest + s->dropped_oldest, t->own + t->others);
	cr_assert_leq(s->dropped_newest, t->own);
	cr_assert(replaces || s->dropped_oldest == 0);
	cr_assert(refuses || s->dropped_newest == 0);
	cr_assert_eq(s->sent, t->sent - s->dropped_newest);
	cr_assert_eq(s->received, t->received);
}

static uint64_t capacity_of(
	const struct history_cell *c, uint32_t capacity, const kc_chan_stats *stats)
{
	if (c->order == HISTORY_FIFO)
		return stats->capacity; /* KC_UNLIMITED: 0 is none, as it is for the checker */
	/* A sender's own; a snapshot has all lanes' together. */
	return c->order == HISTORY_PER_SENDER ? capacity : 0;
}

static void free_channel(struct history_round *r, unsigned at)
{
	struct history_log *log = r->at[r->workers].log[at];
	history_drops_are(&r->at[r->workers]);
	history_invoke(log);
	cr_assert_eq(kc_chan_free(r->stream[at].c), 0);
	history_respond_only(log);
}

static size_t judge(struct history_round *r, unsigned at, uint32_t capacity)
{
	struct history_cell *c = &r->stream[at].cell;
	struct history_promise p = { .order = c->order, .flags = c->flags | HISTORY_DRAINED };
	kc_chan_stats stats = KC_CHAN_STATS();
	char why[800];
	size_t n;
	cr_assert_eq(kc_chan_snapshot(r->stream[at].c, &stats), 0);
	p.capacity = capacity_of(c, capacity, &stats);
	free_channel(r, at);
	struct history_op *history = history_gather(&r->stream[at].h, &n);
	cr_assert_eq(history_check(history, n, &p, why, sizeof why), HISTORY_FINE, "%s", why);
	struct tally t = add_up(history, n, r->workers);
	compare(c, &t, &stats);
	free(history);
	history_close(&r->stream[at].h);
	return n;
}

static size_t run_round(
	const struct history_cell *cell, uint32_t capacity, uint64_t ops, uint32_t seed)
{
	struct history_round *r = aligned_alloc(KC_LINE, sizeof *r);
	bool facing = has_two_streams(cell);
	bool leave = seed % 3 == 0 && !(cell->flags & HISTORY_LAST_CLOSES) && !facing;
	size_t done = 0;
	cr_assert_not_null(r);
	memset(r, 0, sizeof *r);
	r->cell = *cell;
	r->streams = facing ? 2 : 1;
	r->workers = cell->senders + cell->receivers;
	open_channels(r, capacity);
	open_workers(r, ops, seed % 2, leave, seed);
	run_workers(r, ops, seed | 1);
	for (unsigned i = 0; i < r->streams; i++)
		done += judge(r, i, capacity);
	if (r->quiet)
		cr_assert_eq(kc_chan_free(r->quiet), 0);
	world_close(&r->w);
	free(r);
	return done;
}

void history_run(const struct history_cell *cell, uint64_t ops)
{
	size_t done = 0;
	for (uint32_t i = 0; i < ROUNDS; i++)
		done += run_round(cell, i % 4 ? 2u << i % 9 : 1, ops / ROUNDS, i + 1);
	cr_assert_gt(done, ops / 8);
	if (getenv("KC_VERBOSE"))
		fprintf(stderr, "%zu operations\n", done);
}
