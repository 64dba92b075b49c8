/* The checker of histories (support/history.h) says of small histories what a complete search says, for each order
 * that a channel can promise: histories as they come from a channel that works, with calls that overlap
 * at random, and the same with something changed. Where it sees less by design - see history_check.c -
 * it is never stricter than the search. And it finds one exchanged pair among a million operations. */
#include "support/harness.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/brute.h"
#include "support/storm.h"

enum { HANDS_MAX = 6, BATCH_MAX = 3, PATIENCE = 100, TEXT = 8192 };

static uint32_t seed = 2463534242u;

static uint32_t below(uint32_t n)
{
	return next_random(&seed) % n;
}

static bool chance(uint32_t in)
{
	return below(in) == 0;
}

/* --- a channel that works -------------------------------------------------------------------- */

struct simulation {
	struct history_promise p;
	unsigned senders, receivers, closers; /* threads in this order; each closer closes once */
	bool drops, batches;
	bool patient; /* nobody answers that it would have to wait */
	bool exact; /* the checker and the search must agree; else only when the search says yes */
};

/* A thread: outside a call, in it, or past the moment at which it took effect. */
struct hand {
	enum { IDLE, CALLED, EFFECTIVE } at;
	struct history_op op;
	unsigned want, got;
	uint64_t element[BATCH_MAX];
	bool outside[BATCH_MAX]; /* dropped by its send */
};

struct channel {
	const struct simulation *s;
	struct hand hands[HANDS_MAX];
	unsigned threads;
	uint64_t inside[BRUTE_OPS_MAX];
	uint16_t from[BRUTE_OPS_MAX];
	unsigned n, replaced, closes_left;
	uint64_t id;
	bool closed;
};

static void over(struct hand *h, int result)
{
	h->op.result = (int16_t)(h->got ? 0 : result);
	h->at = EFFECTIVE;
}

/* One element more of this call's. */
static void moved(struct hand *h, uint64_t element, bool outside)
{
	h->element[h->got] = element;
	h->outside[h->got++] = outside;
	if (h->got == h->want)
		over(h, 0);
}

static void would_wait(struct hand *h)
{
	if (h->op.how == HISTORY_TRY || h->got)
		over(h, -EAGAIN);
	else if (h->op.how == HISTORY_TIMED && chance(3))
		over(h, -ETIMEDOUT);
}

static bool full(const struct channel *c, uint16_t sender)
{
	const struct history_promise *p = &c->s->p;
	unsigned n = 0;
	for (unsigned i = 0; i < c->n; i++)
		n += p->order == HISTORY_FIFO || c->from[i] == sender;
	return p->order != HISTORY_MAILBOX && p->capacity && n >= p->capacity;
}

static void send_happens(struct channel *c, struct hand *h)
{
	bool no_room = full(c, h->op.endpoint);
	if (c->closed) {
		over(h, -EPIPE);
	} else if (no_room && !c->s->drops) {
		would_wait(h);
	} else {
		uint64_t id = c->id++;
		if (!no_room) {
			if (c->s->p.order == HISTORY_MAILBOX && c->n)
				c->n = 0, c->replaced++;
			c->inside[c->n] = id;
			c->from[c->n++] = h->op.endpoint;
		}
		moved(h, id, no_room);
	}
}

static void receive_happens(struct channel *c, struct hand *h)
{
	unsigned i = 0;
	if (c->n == 0 && c->closed) {
		over(h, -EPIPE);
		return;
	}
	if (c->n == 0) {
		would_wait(h);
		return;
	}
	if (c->s->p.order == HISTORY_PER_SENDER) { /* the oldest of any sender */
		uint16_t from = c->from[below(c->n)];
		while (c->from[i] != from)
			i++;
	}
	uint64_t element = c->inside[i];
	c->n--;
	memmove(&c->inside[i], &c->inside[i + 1], (c->n - i) * sizeof c->inside[0]);
	memmove(&c->from[i], &c->from[i + 1], (c->n - i) * sizeof c->from[0]);
	moved(h, element, false);
}

/* A hand-over happens to two at once. */
static void meeting_happens(struct channel *c, struct hand *h)
{
	if (c->closed) {
		over(h, -EPIPE);
		return;
	}
	for (unsigned i = 0; i < c->s->senders + c->s->receivers; i++) {
		struct hand *o = &c->hands[i];
		if (o->at == CALLED && o->op.kind != h->op.kind && !chance(4)) {
			uint64_t id = c->id++;
			moved(h, id, false);
			moved(o, id, false);
			return;
		}
	}
	would_wait(h);
}

static void happens(struct channel *c, struct hand *h)
{
	if (h->op.kind == HISTORY_CLOSE) {
		if (c->closes_left && --c->closes_left == 0)
			c->closed = true;
		over(h, 0);
	} else if (chance(20)) {
		over(h, -ECANCELED);
	} else if (c->s->p.order == HISTORY_HAND_OVER) {
		meeting_happens(c, h);
	} else if (h->op.kind == HISTORY_SEND) {
		send_happens(c, h);
	} else {
		receive_happens(c, h);
	}
}

static void call(struct channel *c, unsigned i, uint64_t stamp)
{
	struct hand *h = &c->hands[i];
	unsigned senders = c->s->senders, others = senders + c->s->receivers;
	enum history_kind kind = i < senders  ? HISTORY_SEND
				 : i < others ? HISTORY_RECEIVE
					      : HISTORY_CLOSE;
	*h = (struct hand){ .at = CALLED, .want = 1 };
	h->op = (struct history_op){ .invoked = stamp,
		.thread = (uint16_t)i,
		.endpoint = (uint16_t)(kind == HISTORY_RECEIVE ? i - senders : i),
		.kind = (uint8_t)kind,
		.how = c->s->patient ? HISTORY_WAIT : (uint8_t)below(3) };
	if (c->s->batches && kind != HISTORY_CLOSE && chance(3))
		h->want = 1 + below(BATCH_MAX);
}

static void insert(struct history_op *ops, size_t *n, struct history_op op)
{
	size_t i = *n;
	for (; i > 0 && ops[i - 1].invoked > op.invoked; i--)
		ops[i] = ops[i - 1];
	ops[i] = op;
	++*n;
}

/* Writes the call down; what its send dropped comes once more, as a drop. */
static void respond(struct hand *h, struct history_op *ops, size_t *n, uint64_t stamp)
{
	struct history_op op = h->op;
	op.responded = stamp;
	h->at = IDLE;
	if (h->got == 0)
		insert(ops, n, op);
	for (unsigned i = 0; i < h->got; i++) {
		op.element = h->element[i];
		op.kind = h->op.kind;
		insert(ops, n, op);
		op.kind = HISTORY_DROP;
		if (h->outside[i])
			insert(ops, n, op);
	}
}

/* A history of up to `most` operations; how many. */
static size_t simulate(
	const struct simulation *s, size_t most, struct history_op *ops, unsigned *replaced)
{
	struct channel c = { .s = s,
		.id = 1,
		.threads = s->senders + s->receivers + s->closers,
		.closes_left = s->p.flags & HISTORY_LAST_CLOSES ? s->closers : 1 };
	size_t n = 0, planned = 0;
	unsigned idle = 0, closed = 0;
	for (uint64_t stamp = 1; idle < PATIENCE * c.threads;) {
		unsigned i = below(c.threads);
		struct hand *h = &c.hands[i];
		bool closer = i >= s->senders + s->receivers;
		idle++;
		if (h->at == CALLED) {
			unsigned got = h->got;
			if (idle > PATIENCE) /* nobody will come any more */
				over(h, -ECANCELED);
			else
				happens(&c, h);
			if (h->at == CALLED && h->got == got)
				continue;
		} else if (h->at == EFFECTIVE) {
			respond(h, ops, &n, stamp++);
		} else {
			if (planned >= most || (closer && (closed >> i & 1 || !chance(4))))
				continue;
			call(&c, i, stamp);
			size_t cost = h->want * (s->drops && !closer ? 2u : 1u);
			if (planned + cost > most) {
				h->at = IDLE;
				continue;
			}
			planned += cost;
			stamp++;
			closed |= closer ? 1u << i : 0;
		}
		idle = 0;
	}
	*replaced = c.replaced;
	/* Where it takes all of them, some closes are none. */
	if (!c.closed && c.s->p.flags & HISTORY_LAST_CLOSES) {
		size_t kept = 0;
		for (size_t i = 0; i < n; i++)
			if (ops[i].kind != HISTORY_CLOSE)
				ops[kept++] = ops[i];
		n = kept;
	}
	return n;
}

/* --- something changed ----------------------------------------------------------------------- */

static void exchange_stamps(struct history_op *ops, size_t n, uint64_t s)
{
	struct history_op *a = NULL, *b = NULL;
	for (size_t i = 0; i < n; i++) {
		if (ops[i].invoked == s || ops[i].responded == s)
			a = &ops[i];
		if (ops[i].invoked == s + 1 || ops[i].responded == s + 1)
			b = &ops[i];
	}
	if (!a || !b || a->thread == b->thread)
		return;
	for (size_t i = 0; i < n; i++) {
		uint64_t *both[] = { &ops[i].invoked, &ops[i].responded };
		for (int k = 0; k < 2; k++)
			*both[k] = *both[k] == s ? s + 1 : *both[k] == s + 1 ? s : *both[k];
	}
	struct history_op sorted[BRUTE_OPS_MAX];
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		insert(sorted, &m, ops[i]);
	memcpy(ops, sorted, n * sizeof *ops);
}

static uint64_t last_stamp(const struct history_op *ops, size_t n)
{
	uint64_t last = 1;
	for (size_t i = 0; i < n; i++)
		if (ops[i].responded > last)
			last = ops[i].responded;
	return last;
}

static size_t change(const struct simulation *sim, struct history_op *ops, size_t n)
{
	static const int16_t results[] = { 0, 0, -EAGAIN, -ETIMEDOUT, -EPIPE, -ECANCELED };
	if (n < 2)
		return n;
	struct history_op *a = &ops[below((uint32_t)n)], *b = &ops[below((uint32_t)n)];
	for (int tries = 0; tries < 4 && (a->kind != HISTORY_RECEIVE || a->result); tries++)
		a = b, b = &ops[below((uint32_t)n)];
	bool receives = a->kind == HISTORY_RECEIVE && b->kind == HISTORY_RECEIVE;
	uint64_t e = a->element, s = 1 + below((uint32_t)last_stamp(ops, n));
	switch (below(12)) {
	case 0:
	case 1:
	case 5:
	case 6: /* two elements change places */
		if (receives && !a->result && !b->result)
			a->element = b->element, b->element = e;
		break;
	case 2: /* one comes twice, or in place of nothing */
		if (a->kind == HISTORY_RECEIVE && b->kind <= HISTORY_RECEIVE && !b->result)
			a->element = b->element, a->result = 0;
		break;
	case 3: /* another answer */
		if (!sim->patient && a->kind <= HISTORY_RECEIVE &&
			(a->kind == HISTORY_RECEIVE || a->element))
			a->result = results[below(6)];
		break;
	case 4: /* it never was */
		if (a->kind != HISTORY_DROP) {
			memmove(a, a + 1, (size_t)(&ops[n] - (a + 1)) * sizeof *a);
			return n - 1;
		}
		break;
	default: /* sooner or later than it was */
		for (unsigned k = below(6); k > 0; k--, s += (s > 1 && k & 1) ? 0 : 1)
			exchange_stamps(ops, n, s);
		break;
	}
	return n;
}

/* --- both judge ------------------------------------------------------------------------------ */

static const char *print(const struct history_op *ops, size_t n)
{
	static char text[TEXT];
	size_t at = 0;
	text[0] = 0;
	for (size_t i = 0; i < n && at < TEXT - 200; i++)
		at += (size_t)snprintf(text + at, TEXT - at,
			"\n  thread %u [%2lu,%2lu] %s %lu -> %d", ops[i].thread,
			(unsigned long)ops[i].invoked, (unsigned long)ops[i].responded,
			(const char *[]){ "send", "receive", "drop", "close" }[ops[i].kind],
			(unsigned long)ops[i].element, ops[i].result);
	return text;
}

struct tally {
	unsigned good, bad, unseen;
	unsigned faults[HISTORY_FAULTS];
};

static void judge(const struct simulation *s, const struct history_promise *p,
	const struct history_op *ops, size_t n, bool must_be_good, struct tally *t)
{
	char why[800];
	struct history_promise lax = *p;
	enum history_fault f = history_check(ops, n, p, why, sizeof why);
	if (f == HISTORY_MALFORMED && !must_be_good)
		return;
	bool good = brute_linearizable(ops, n, p);
	t->faults[f]++;
	t->good += good;
	t->bad += !good;
	t->unseen += !good && f == HISTORY_FINE;
	cr_assert(good || !must_be_good, "the search refuses what happened:%s", print(ops, n));
	cr_assert(!good || f == HISTORY_FINE, "it is good, but the checker says %s%s", why,
		print(ops, n));
	if (!good && f == HISTORY_FINE && getenv("KC_VERBOSE"))
		fprintf(stderr, "not seen:%s\n", print(ops, n));
	cr_assert(good || f != HISTORY_FINE || !s->exact, "not seen:%s", print(ops, n));
	/* What excuses something refuses nothing. */
	lax.flags |= HISTORY_HOLES | HISTORY_LATE_SENDS;
	f = history_check(ops, n, &lax, why, sizeof why);
	cr_assert(!good || f == HISTORY_FINE, "it is good, but with excuses %s%s", why,
		print(ops, n));
}

static struct tally compare(const struct simulation *s, unsigned histories)
{
	struct tally t = { 0 };
	for (unsigned k = 0; k < histories; k++) {
		struct history_op ops[BRUTE_OPS_MAX];
		struct history_promise p = s->p;
		unsigned replaced, missing = 0;
		size_t n = simulate(s, 4 + below(BRUTE_OPS_MAX - 3), ops, &replaced);
		for (size_t i = 0; i < n; i++)
			if (ops[i].result == 0)
				missing += ops[i].kind == HISTORY_SEND    ? 1u
					   : ops[i].kind == HISTORY_CLOSE ? 0u
									  : -1u;
		/* Were all received that were not replaced, the channel is drained, and must stay so. */
		p.dropped = replaced;
		if (missing == replaced)
			p.flags |= HISTORY_DRAINED;
		judge(s, &p, ops, n, true, &t);
		for (unsigned changes = 1 + below(5); changes > 0; changes--)
			n = change(s, ops, n);
		judge(s, &p, ops, n, false, &t);
	}
	/* Both answers often enough to mean something. */
	if (getenv("KC_VERBOSE")) {
		fprintf(stderr, "good %u, bad %u, not seen %u:", t.good, t.bad, t.unseen);
		for (int f = 0; f < HISTORY_FAULTS; f++)
			fprintf(stderr, " %s %u", history_fault_names[f], t.faults[f]);
		fputc('\n', stderr);
	}
	cr_assert_gt(t.good, histories / 2);
	cr_assert_gt(t.bad, histories / 8);
	return t;
}

#define HISTORIES ((unsigned)storm_length("KC_HISTORIES", 12500, 2500))
#define FIFO      .p.order = HISTORY_FIFO

#define AGREE(name, ...)                                              \
	Test(history, name)                                           \
	{                                                             \
		struct simulation s = { __VA_ARGS__, .exact = true }; \
		struct tally t = compare(&s, HISTORIES);              \
		cr_assert_eq(t.unseen, 0u);                           \
	}
/* At the most one in so many of the bad ones goes unseen. */
#define IMPLY(name, in, ...)                                                     \
	Test(history, name)                                                      \
	{                                                                        \
		struct simulation s = { __VA_ARGS__, .exact = false };           \
		struct tally t = compare(&s, HISTORIES);                         \
		cr_assert_lt(t.unseen, t.bad / in, "%u of %u", t.unseen, t.bad); \
	}

AGREE(queue, FIFO, .senders = 2, .receivers = 2)
AGREE(queue_closed, FIFO, .senders = 2, .receivers = 2, .closers = 1)
AGREE(queue_closed_by_the_last, FIFO, .p.flags = HISTORY_LAST_CLOSES, .senders = 2, .receivers = 1,
	.closers = 2)
AGREE(queue_of_two, FIFO, .senders = 1, .receivers = 1, .closers = 1)
IMPLY(queue_batches, 100, FIFO, .senders = 2, .receivers = 2, .closers = 1, .batches = true)
IMPLY(queue_bounded, 100, FIFO, .p.capacity = 2, .senders = 2, .receivers = 2, .closers = 1)
IMPLY(queue_dropping, 100, FIFO, .p.capacity = 1, .senders = 2, .receivers = 2, .drops = true)
AGREE(per_sender, .p.order = HISTORY_PER_SENDER, .senders = 3, .receivers = 1, .closers = 1)
IMPLY(per_sender_bounded, 100, .p.order = HISTORY_PER_SENDER, .p.capacity = 1, .senders = 2,
	.receivers = 1, .closers = 1, .batches = true)
AGREE(mailbox_patient, .p.order = HISTORY_MAILBOX, .senders = 2, .receivers = 2, .patient = true)
AGREE(mailbox_patient_closed, .p.order = HISTORY_MAILBOX, .senders = 2, .receivers = 2,
	.closers = 1, .patient = true)
IMPLY(mailbox, 100, .p.order = HISTORY_MAILBOX, .senders = 2, .receivers = 2)
IMPLY(mailbox_closed, 100, .p.order = HISTORY_MAILBOX, .senders = 2, .receivers = 2, .closers = 1)
AGREE(hand_over, .p.order = HISTORY_HAND_OVER, .senders = 2, .receivers = 2, .closers = 1)

/* --- batches into a mailbox ------------------------------------------------------------------ */

static struct history_op at_once(enum history_kind kind, uint64_t element)
{
	return (struct history_op){
		.invoked = 1, .responded = 2, .element = element, .kind = (uint8_t)kind
	};
}

/* All but the last of a batch are replaced by it within the call; a single send replaces nothing of its own. */
Test(history, mailbox_batch)
{
	struct history_promise p = { .order = HISTORY_MAILBOX, .flags = HISTORY_DRAINED };
	struct history_op ops[] = {
		at_once(HISTORY_DROP, 1), at_once(HISTORY_SEND, 1), at_once(HISTORY_SEND, 2),
		{ .invoked = 3, .responded = 4, .element = 2, .thread = 1, .kind = HISTORY_RECEIVE }
	};
	cr_assert_eq(history_check(ops, 4, &p, NULL, 0), HISTORY_FINE);
	/* The last was dropped instead, and the first stayed. */
	ops[0].element = 2;
	ops[3].element = 1;
	cr_assert_eq(history_check(ops, 4, &p, NULL, 0), HISTORY_NOT_FULL);
	ops[0].element = 1;
	cr_assert_eq(history_check(ops, 2, &p, NULL, 0), HISTORY_NOT_FULL);
}

/* --- a long one ------------------------------------------------------------------------------ */

enum { ENDS = 4, BEHIND = 8 };

static struct history_op long_op(size_t k, uint64_t at, enum history_kind kind)
{
	return (struct history_op){ .invoked = at,
		.responded = at + 5,
		.element = k,
		.thread = (uint16_t)(k % ENDS + (kind == HISTORY_SEND ? 0 : ENDS)),
		.endpoint = k % ENDS,
		.kind = (uint8_t)kind };
}

/* Neighbours overlap, those two apart do not; each element is received eight sends after its own. */
Test(history, one_pair_in_a_million)
{
	size_t half = 500000, n = 0;
	struct history_op *ops = calloc(2 * half, sizeof *ops);
	struct history_promise p = {
		.order = HISTORY_FIFO, .flags = HISTORY_DRAINED, .capacity = 9
	};
	char why[800];
	cr_assert_not_null(ops);
	for (size_t k = 0; k < half + BEHIND; k++) {
		if (k < half)
			ops[n++] = long_op(k, 4 * k + 1, HISTORY_SEND);
		if (k >= BEHIND)
			ops[n++] = long_op(k - BEHIND, 4 * k + 3, HISTORY_RECEIVE);
	}
	cr_assert_eq(history_check(ops, n, &p, why, sizeof why), HISTORY_FINE, "%s", why);
	struct history_op *a = &ops[654321], *b = a + 2, *c = a + 4;
	cr_assert_eq(a->kind, HISTORY_RECEIVE);
	a->element++, b->element--;
	cr_assert_eq(history_check(ops, n, &p, why, sizeof why), HISTORY_FINE, "%s", why);
	a->element--, b->element++;
	a->element += 2, c->element -= 2;
	cr_assert_eq(history_check(ops, n, &p, why, sizeof why), HISTORY_REORDERED, "%s", why);
	a->element -= 2, c->element += 2;
	p.capacity = 4;
	cr_assert_eq(history_check(ops, n, &p, why, sizeof why), HISTORY_OVERFULL, "%s", why);
	free(ops);
}
