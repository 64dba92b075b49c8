/* The checker of histories, in linear time.
 *
 * Between two neighbouring stamps nothing is invoked and nothing responds: these gaps are the moments at which
 * an operation may have taken effect, gap g lying between stamps g and g + 1. An operation [i, r] has the
 * gaps i ... r - 1. Most rules ask about intervals of gaps and are answered from arrays over them.
 *
 * For a queue whose elements differ the violations of linearizability are few and known: T. Henzinger,
 * A. Sezgin, V. Vafeiadis, "Aspect-Oriented Linearizability Proofs" (CONCUR 2013): an element out of nowhere,
 * twice, two in the wrong order, and "empty" while it was not. For a mailbox, which is a register whose
 * values are read once: P. Gibbons, E. Korach, "Testing Shared Memories" (SIAM J. Comput. 26, 1997), zones.
 *
 * What it does not see (tests/unit/history.c shows that everything else it sees as the search does):
 *   - Capacity. That more than the capacity were inside is seen when so many surely were at one moment, and a
 *     wrong "full" when at each moment fewer could have been, each element looked at by itself. That a
 *     full queue forces an order on sends and receives, which then contradicts the order of elements, is not.
 *   - Mailbox: "empty" is refused when the box surely held something at each moment, again each value by itself.
 *     Which orders of the other values an "empty" forbids is not looked at.
 *   - A batch is as many operations in its order; that order is compared within a sender and within a
 *     receiver, and with the stamps, not by a chain over several batches.
 *   - With HISTORY_HOLES, HISTORY_LATE_SENDS and unnamed drops: what these excuse.
 *   - Hand-over: "would have blocked" is never refused, for a peer in its call need not have come so far. */
#include "support/history.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const history_fault_names[HISTORY_FAULTS] = {
	"fine",
	"malformed",
	"unsent",
	"twice",
	"early",
	"lost",
	"reordered",
	"stale",
	"apart",
	"overfull",
	"not empty",
	"not full",
	"closed",
};

/* A successful send, and what took the element out. The bounds are narrowed: a send takes effect before what
 * took its element was over, that not before the send was invoked, and both where a close allows. */
struct item {
	const struct history_op *send, *take; /* take NULL: it never came out */
	uint64_t s0, s1, t0, t1;              /* t0 = t1 = beyond every stamp: never */
	bool outside;                         /* dropped by the send itself */
	bool late;                            /* its send overlaps a close that excuses */
};

struct check {
	const struct history_op *ops;
	size_t n;
	const struct history_promise *p;
	struct item *items;
	size_t count;
	uint32_t *table; /* element -> item + 1 */
	size_t mask;
	uint64_t end; /* beyond every stamp */
	unsigned endpoints;
	uint64_t closing; /* invocation of the close that counts; end: none */
	uint64_t closed;  /* where it must have taken effect, sends being refused from here on */
	uint64_t dry;     /* the first response that said: closed and drained */
	char *why;
	size_t why_bytes;
};

/* --- saying why ------------------------------------------------------------------------------ */

static const char *describe(const struct history_op *o, char *out, size_t bytes)
{
	static const char *const kinds[] = { "send", "receive", "drop", "close" };
	static const char *const hows[] = { "", "try to ", "timed ", "select " };
	if (!o)
		return "nothing";
	snprintf(out, bytes,
		"%s%s of %" PRIx64 " = %d by endpoint %u, thread %u, [%" PRIu64 ", %" PRIu64 "]",
		hows[o->how & 3], kinds[o->kind & 3], o->element, o->result, o->endpoint, o->thread,
		o->invoked, o->responded);
	return out;
}

static enum history_fault fault(struct check *c, enum history_fault f, const char *what,
	const struct history_op *a, const struct history_op *b)
{
	char one[160], two[160];
	if (c->why && b)
		snprintf(c->why, c->why_bytes, "%s: %s: %s; %s", history_fault_names[f], what,
			describe(a, one, sizeof one), describe(b, two, sizeof two));
	else if (c->why)
		snprintf(c->why, c->why_bytes, "%s: %s: %s", history_fault_names[f], what,
			describe(a, one, sizeof one));
	return f;
}

/* Two elements: which sends, and which takes. */
static enum history_fault fault_pair(struct check *c, enum history_fault f, const char *what,
	const struct item *first, const struct item *second)
{
	char text[4][160];
	if (c->why)
		snprintf(c->why, c->why_bytes, "%s: %s: %s, taken by %s; %s, taken by %s",
			history_fault_names[f], what,
			describe(first->send, text[0], sizeof text[0]),
			describe(first->take, text[1], sizeof text[1]),
			describe(second->send, text[2], sizeof text[2]),
			describe(second->take, text[3], sizeof text[3]));
	return f;
}

/* --- reading --------------------------------------------------------------------------------- */

static bool blocked(const struct history_op *o)
{
	return o->result == -EAGAIN || o->result == -ETIMEDOUT;
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t most(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint32_t *place(const struct check *c, uint64_t element)
{
	uint64_t h = element * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h >> 32) & c->mask;
	while (c->table[i] && c->items[c->table[i] - 1].send->element != element)
		i = (i + 1) & c->mask;
	return &c->table[i];
}

static enum history_fault read_ops(struct check *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->invoked >= o->responded || (i && o->invoked < o[-1].invoked) ||
			o->endpoint >= HISTORY_ENDPOINTS_MAX)
			return fault(c, HISTORY_MALFORMED, "stamps or endpoint", o, NULL);
		c->end = most(c->end, o->responded + 1);
		if (o->endpoint >= c->endpoints)
			c->endpoints = o->endpoint + 1u;
	}
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->kind != HISTORY_SEND || o->result)
			continue;
		uint32_t *at = place(c, o->element);
		if (*at)
			return fault(c, HISTORY_MALFORMED, "sent twice", c->items[*at - 1].send, o);
		c->items[c->count] = (struct item){
			.send = o, .s0 = o->invoked, .s1 = o->responded, .t0 = c->end, .t1 = c->end
		};
		*at = (uint32_t)++c->count;
	}
	return HISTORY_FINE;
}

static enum history_fault match_takes(struct check *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if ((o->kind != HISTORY_RECEIVE && o->kind != HISTORY_DROP) || o->result)
			continue;
		uint32_t at = *place(c, o->element);
		if (!at)
			return fault(c, HISTORY_UNSENT, "no send of it succeeded", o, NULL);
		struct item *x = &c->items[at - 1];
		if (x->take)
			return fault(c, HISTORY_TWICE, "came out twice", x->take, o);
		x->take = o;
		x->t0 = o->invoked;
		x->t1 = o->responded;
		if (x->t1 < x->s0)
			return fault(c, HISTORY_EARLY, "before its send", x->send, o);
		x->outside = o->kind == HISTORY_DROP && o->thread == x->send->thread &&
			     o->invoked == x->send->invoked;
	}
	return HISTORY_FINE;
}

/* --- closing --------------------------------------------------------------------------------- */

/* The channel is closed somewhere between the invocation and the response of a close, and the later the
 * better for every other rule: just before the first response that is only right on a closed channel, or
 * the response of the close. */
static enum history_fault close_window(struct check *c)
{
	bool last = c->p->flags & HISTORY_LAST_CLOSES;
	uint64_t from = c->end, by = c->end;
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->kind != HISTORY_CLOSE)
			continue;
		bool none = from == c->end;
		from = none ? o->invoked : last ? most(from, o->invoked) : least(from, o->invoked);
		by = none ? o->responded : last ? most(by, o->responded) : least(by, o->responded);
	}
	c->closing = from;
	c->closed = by;
	c->dry = c->end;
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->result != -EPIPE || o->kind == HISTORY_CLOSE)
			continue;
		if (o->responded < from)
			return fault(c, HISTORY_CLOSED, "nobody had closed it", o, NULL);
		c->closed = least(c->closed, o->responded);
		if (o->kind == HISTORY_RECEIVE)
			c->dry = least(c->dry, o->responded);
	}
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		bool sent = o->kind == HISTORY_SEND && o->result == 0;
		uint64_t until =
			sent && (c->p->flags & HISTORY_LATE_SENDS) ? least(by, c->end) : c->closed;
		/* A receive that is held up by a send that got in does not know of the close: empty_answers. */
		bool held_up = (c->p->flags & HISTORY_HOLES) && o->kind == HISTORY_RECEIVE;
		if ((sent || (o->kind <= HISTORY_RECEIVE && blocked(o) && !held_up)) &&
			o->invoked > until)
			return fault(c, HISTORY_CLOSED, "it was closed before", o, NULL);
	}
	return HISTORY_FINE;
}

static enum history_fault narrow(struct check *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct item *x = &c->items[i];
		x->late = (c->p->flags & HISTORY_LATE_SENDS) && x->send->responded > c->closing;
		if (x->outside)
			continue;
		if (!x->late) {
			x->s1 = least(x->s1, c->closed);
			if (x->take && x->t0 > c->dry)
				return fault(c, HISTORY_CLOSED, "after the end of the stream",
					x->send, x->take);
			if (!x->take && c->dry < c->end && c->p->order != HISTORY_MAILBOX &&
				c->p->dropped == 0)
				return fault(c, HISTORY_LOST, "the stream has ended without it",
					x->send, NULL);
			if (x->take)
				x->t1 = least(x->t1, c->dry);
		}
		if (x->take) {
			x->s1 = least(x->s1, x->t1);
			x->t0 = most(x->t0, x->s0);
		}
	}
	return HISTORY_FINE;
}

/* Every element went somewhere, and those without a name are as many as were counted. */
static enum history_fault account(struct check *c)
{
	const struct item *lost = NULL;
	uint64_t missing = 0;
	for (size_t i = 0; i < c->count; i++)
		if (!c->items[i].take) {
			missing++;
			lost = &c->items[i];
		}
	if (!(c->p->flags & HISTORY_DRAINED) || missing == c->p->dropped)
		return HISTORY_FINE;
	if (c->why)
		snprintf(c->why, c->why_bytes,
			"lost: %" PRIu64 " never came out, %" PRIu64
			" were dropped; one is %" PRIx64,
			missing, c->p->dropped, lost ? lost->send->element : 0);
	return HISTORY_LOST;
}

/* --- order ----------------------------------------------------------------------------------- */

/* Not in any order: it never was inside, or may have been dropped without a name. */
static bool unordered(const struct check *c, const struct item *x)
{
	return x->outside || (!x->take && (c->p->dropped || c->p->order == HISTORY_MAILBOX));
}

static enum history_fault wrong_order(
	struct check *c, const char *what, const struct item *first, const struct item *second)
{
	return fault_pair(c, first->take ? HISTORY_REORDERED : HISTORY_LOST, what, first, second);
}

/* a was sent before b was, by the stamps, and b taken before a. */
static enum history_fault order_by_stamps(struct check *c, uint32_t *worst)
{
	enum history_fault f = HISTORY_FINE;
	memset(worst, 0, (c->end + 1) * sizeof *worst);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		uint32_t *w = &worst[x->s1];
		if (!unordered(c, x) && (!*w || c->items[*w - 1].t0 < x->t0))
			*w = (uint32_t)i + 1;
	}
	/* At each stamp: of those sent before it, the one taken last. */
	for (uint64_t s = 1; s <= c->end; s++) {
		uint32_t before = worst[s - 1];
		if (before && (!worst[s] || c->items[worst[s] - 1].t0 < c->items[before - 1].t0))
			worst[s] = before;
	}
	for (size_t i = 0; i < c->count && !f; i++) {
		const struct item *b = &c->items[i];
		uint32_t w = worst[b->s0];
		if (b->take && !b->outside && w && c->items[w - 1].t0 > b->t1)
			f = wrong_order(
				c, "the first was sent before the second was", &c->items[w - 1], b);
	}
	return f;
}

/* The same with one sender's own order of sending: it says more than the stamps within a batch. */
static enum history_fault order_of_senders(struct check *c, uint32_t *worst)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct item *b = &c->items[i];
		uint32_t *w = &worst[b->send->endpoint];
		if (unordered(c, b))
			continue;
		if (*w && b->take && c->items[*w - 1].t0 > b->t1)
			return wrong_order(c, "one sender sent the first before the second",
				&c->items[*w - 1], b);
		if (!*w || c->items[*w - 1].t0 < b->t0)
			*w = (uint32_t)i + 1;
	}
	return HISTORY_FINE;
}

/* And with one receiver's own order: of what it got before, the one that was sent last by the stamps, and the
 * newest of each sender. newest: endpoints x endpoints. */
static enum history_fault order_of_receivers(struct check *c, uint32_t *worst, uint32_t *newest)
{
	bool stamps = c->p->order != HISTORY_PER_SENDER;
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->kind != HISTORY_RECEIVE || o->result)
			continue;
		uint32_t at = *place(c, o->element);
		const struct item *a = &c->items[at - 1];
		uint32_t *w = &worst[o->endpoint];
		if (stamps && *w && a->s1 < c->items[*w - 1].s0)
			return wrong_order(c, "one receiver got the second before the first", a,
				&c->items[*w - 1]);
		if (!*w || c->items[*w - 1].s0 < a->s0)
			*w = at;
		uint32_t *m = &newest[o->endpoint * c->endpoints + a->send->endpoint];
		if (*m > at)
			return wrong_order(c,
				"one receiver got one sender's second before its first", a,
				&c->items[*m - 1]);
		*m = at;
	}
	return HISTORY_FINE;
}

/* --- one queue, or one for each sender ------------------------------------------------------- */

/* A batch's elements go in one after another, so the last may be in when the first is out: for capacity,
 * as for all else here, each element counts where it surely is. */
static enum history_fault overfull(struct check *c, int32_t *inside)
{
	memset(inside, 0, (c->end + 1) * sizeof *inside);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!unordered(c, x) && x->s1 < x->t0)
			inside[x->s1]++, inside[x->t0]--;
	}
	int64_t now = 0;
	for (uint64_t g = 0; g <= c->end; g++) {
		now += inside[g];
		if (now <= (int64_t)c->p->capacity)
			continue;
		for (size_t i = 0; i < c->count; i++)
			if (c->items[i].s1 == g)
				return fault(c, HISTORY_OVERFULL, "there was no room for it",
					c->items[i].send, c->items[i].take);
	}
	return HISTORY_FINE;
}

/* Moments at which an answer is right, as how many of them lie before each gap. */
static void add_up(const struct check *c, int32_t *right)
{
	int32_t sum = 0;
	for (uint64_t g = 0; g <= c->end; g++) {
		int32_t here = right[g];
		right[g] = sum;
		sum += here;
	}
}

static bool ever(const int32_t *right, const struct history_op *o)
{
	return right[o->responded] - right[o->invoked] > 0;
}

/* Marks in `busy` the gaps in which a send, or a taking out, is at work and may hold up others. */
static void mark_busy(const struct check *c, bool takes, int32_t *busy)
{
	memset(busy, 0, (c->end + 1) * sizeof *busy);
	if (!(c->p->flags & HISTORY_HOLES))
		return;
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		const struct history_op *o = takes ? x->take : x->send;
		if (o && !x->outside)
			busy[o->invoked]++, busy[o->responded]--;
	}
}

/* Right is what follows from `count` (how many are inside, summed up here) and from who is at work; once
 * closed, only that a send that got in before is still at work. */
static void mark_right(
	const struct check *c, int32_t *count, const int32_t *busy, bool full, int32_t *right)
{
	int64_t now = 0, at_work = 0;
	for (uint64_t g = 0; g <= c->end; g++) {
		now += count[g];
		at_work += busy[g];
		bool so = full ? at_work > 0 || now >= (int64_t)c->p->capacity : now == 0;
		right[g] = (so && g < c->closed) || (!full && at_work > 0);
	}
	add_up(c, right);
}

/* A mailbox holds something from the end of a send until a receive that may come after it. */
static void mailbox_holds(const struct check *c, int32_t *count, uint64_t *next)
{
	/* next[g]: the first invocation among the takes that are over after g. */
	for (uint64_t g = 0; g <= c->end; g++)
		next[g] = c->end;
	for (size_t i = 0; i < c->count; i++)
		if (c->items[i].take && !c->items[i].outside) {
			uint64_t *at = &next[c->items[i].t1 - 1];
			*at = least(*at, c->items[i].t0);
		}
	for (uint64_t g = c->end; g > 0; g--)
		next[g - 1] = least(next[g - 1], next[g]);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!x->outside && next[x->s0] > x->s1)
			count[x->s1]++, count[next[x->s0]]--;
	}
}

static enum history_fault empty_answers(
	struct check *c, int32_t *count, int32_t *busy, int32_t *right, uint64_t *next)
{
	memset(count, 0, (c->end + 1) * sizeof *count);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!unordered(c, x) && x->s1 < x->t0)
			count[x->s1]++, count[x->t0]--;
	}
	if (c->p->order == HISTORY_MAILBOX)
		mailbox_holds(c, count, next);
	mark_busy(c, false, busy);
	mark_right(c, count, busy, false, right);
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->kind == HISTORY_RECEIVE && blocked(o) && !ever(right, o))
			return fault(c, o->invoked > c->closed ? HISTORY_CLOSED : HISTORY_NOT_EMPTY,
				"an element or the end was there all the time", o, NULL);
	}
	return HISTORY_FINE;
}

/* Of a batch into a mailbox only the last gets in, the others are replaced by it in the same call. */
static bool replaced_in_batch(const struct check *c, const struct history_op *o)
{
	const struct history_op *next = o + 1;
	return c->p->order == HISTORY_MAILBOX && o->result == 0 && next < c->ops + c->n &&
	       next->kind == HISTORY_SEND && next->result == 0 && next->thread == o->thread &&
	       next->invoked == o->invoked;
}

/* Whether a send says that the channel was full: it would have blocked, or dropped what it brought. */
static bool says_full(const struct check *c, const struct history_op *o)
{
	if (o->kind != HISTORY_SEND || replaced_in_batch(c, o))
		return false;
	return o->result == 0 ? c->items[*place(c, o->element) - 1].outside : blocked(o);
}

static enum history_fault full_answers(
	struct check *c, int32_t *count, int32_t *busy, int32_t *right)
{
	memset(count, 0, (c->end + 1) * sizeof *count);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!x->outside)
			count[x->s0]++, count[x->t1]--;
	}
	mark_busy(c, true, busy);
	mark_right(c, count, busy, true, right);
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (says_full(c, o) && (c->p->capacity == 0 || !ever(right, o)))
			return fault(c, HISTORY_NOT_FULL, "there was room all the time", o, NULL);
	}
	return HISTORY_FINE;
}

/* A queue for each sender: as they come out in order it is enough to look at the one that went in `capacity`
 * before. count, first: a number for each sender, 0; of: one for each item. */
static enum history_fault lanes(struct check *c, uint32_t *count, uint32_t *first, uint32_t *of)
{
	uint64_t capacity = c->p->capacity;
	/* The items of each sender one after another: `of` from first[sender] on. */
	for (size_t i = 0; i < c->count; i++)
		if (!unordered(c, &c->items[i]))
			first[c->items[i].send->endpoint + 1]++;
	for (unsigned e = 0; e < c->endpoints; e++)
		first[e + 1] += first[e];
	for (size_t i = 0; i < c->n; i++) {
		const struct history_op *o = &c->ops[i];
		if (o->kind != HISTORY_SEND)
			continue;
		uint32_t *k = &count[o->endpoint], *mine = &of[first[o->endpoint]];
		if (says_full(c, o)) {
			const struct item *oldest =
				*k < capacity ? NULL : &c->items[mine[*k - capacity]];
			if (capacity == 0 || !oldest || oldest->t1 < o->invoked)
				return fault(c, HISTORY_NOT_FULL, "its sender had room", o,
					oldest ? oldest->take : NULL);
		} else if (o->result == 0 && !unordered(c, &c->items[*place(c, o->element) - 1])) {
			uint32_t at = *place(c, o->element) - 1;
			mine[(*k)++] = at;
			if (capacity == 0 || *k <= capacity)
				continue;
			const struct item *oldest = &c->items[mine[*k - 1 - capacity]];
			if (oldest->t0 > c->items[at].s1)
				return fault_pair(c, HISTORY_OVERFULL,
					"no room for the second before the first is out", oldest,
					&c->items[at]);
		}
	}
	return HISTORY_FINE;
}

/* --- the mailbox ----------------------------------------------------------------------------- */

/* From the end of its send to the beginning of its receive the box held this value: no other send or receive
 * took effect then. So these zones do not overlap, and no other value came and went, or came and was replaced,
 * inside one. Leaves in zone the item, + 1, whose zone covers a gap. */
static enum history_fault zones(struct check *c, int32_t *inside, uint32_t *zone)
{
	const struct item *open = NULL;
	memset(zone, 0, (c->end + 1) * sizeof *zone);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (x->outside || !x->take || x->s1 >= x->t0)
			continue;
		if (zone[x->s1]) /* two of a batch, or two sends that a close cut short */
			return fault_pair(c, HISTORY_STALE, "one replaced the other", x,
				&c->items[zone[x->s1] - 1]);
		zone[x->s1] = (uint32_t)i + 1;
	}
	for (uint64_t g = 0; g <= c->end; g++) {
		const struct item *next = zone[g] ? &c->items[zone[g] - 1] : NULL;
		if (next && open && open->t0 > g)
			return fault_pair(
				c, HISTORY_STALE, "the second had replaced the first", open, next);
		if (next)
			open = next;
		zone[g] = open && open->t0 > g ? (uint32_t)(open - c->items) + 1 : 0;
		inside[g] = zone[g] == 0; /* a gap outside every zone */
	}
	add_up(c, inside);
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (x->outside || (x->take && x->s1 < x->t0))
			continue;
		uint64_t from = x->take ? x->t0 : x->s0;
		if (inside[x->s1] == inside[from])
			return fault_pair(c, HISTORY_STALE, "the second came in between",
				&c->items[zone[from] - 1], x);
	}
	return HISTORY_FINE;
}

/* The moment nearest to gap g, before or after it, that lies in no zone. zone: as zones() leaves it. */
static uint64_t out_of_zones(const struct check *c, const uint32_t *zone, uint64_t g, bool after)
{
	while (zone[g])
		g = after ? c->items[zone[g] - 1].t0 : c->items[zone[g] - 1].s1 - 1;
	return g;
}

/* What was not received was replaced, so that once all is over somebody got a value that may have been sent
 * after it. */
static enum history_fault last_value(struct check *c, const uint32_t *zone)
{
	const struct item *last = NULL;
	uint64_t at = 0;
	if (c->dry == c->end && !(c->p->flags & HISTORY_DRAINED))
		return HISTORY_FINE;
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!x->take || x->outside)
			continue;
		uint64_t g = out_of_zones(c, zone, x->s1 - 1, false);
		if (!last || at < g)
			last = x, at = g;
	}
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (!x->take && !x->late && (!last || out_of_zones(c, zone, x->s0, true) > at))
			return fault(c, HISTORY_LOST, "the last value, and nobody got it", x->send,
				last ? last->send : NULL);
	}
	return HISTORY_FINE;
}

/* --- hand to hand ---------------------------------------------------------------------------- */

static enum history_fault hand_to_hand(struct check *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct item *x = &c->items[i];
		if (x->outside)
			continue;
		if (!x->take)
			return fault(c, HISTORY_LOST, "sent to nobody", x->send, NULL);
		/* Both in their calls, and that before the close. */
		if (x->take->invoked > least(x->send->responded, c->closed))
			return fault(
				c, HISTORY_APART, "never at the same moment", x->send, x->take);
	}
	return HISTORY_FINE;
}

/* --- all of it ------------------------------------------------------------------------------- */

static enum history_fault check_order(struct check *c)
{
	size_t stamps = (size_t)c->end + 1, square = (size_t)c->endpoints * c->endpoints;
	uint32_t *a = calloc(stamps + 1, sizeof *a);
	int32_t *x = calloc(stamps, sizeof *x), *y = calloc(stamps, sizeof *y),
		*z = calloc(stamps, sizeof *z);
	uint64_t *next = calloc(c->p->order == HISTORY_MAILBOX ? stamps : 1, sizeof *next);
	uint32_t *per = calloc(4u * (c->endpoints + 1) + square, sizeof *per);
	uint32_t *lane = calloc(c->count + 1, sizeof *lane);
	enum history_fault f = HISTORY_FINE;
	if (!a || !x || !y || !z || !next || !per || !lane)
		abort();
	enum history_order order = c->p->order;
	bool queue = order == HISTORY_FIFO || order == HISTORY_PER_SENDER;
	if (order == HISTORY_HAND_OVER)
		f = hand_to_hand(c);
	if (!f && order == HISTORY_MAILBOX)
		f = zones(c, x, a);
	if (!f && order == HISTORY_MAILBOX)
		f = last_value(c, a);
	if (!f && order == HISTORY_FIFO)
		f = order_by_stamps(c, a);
	if (!f && order != HISTORY_HAND_OVER)
		f = order_of_senders(c, per);
	if (!f && order != HISTORY_HAND_OVER)
		f = order_of_receivers(c, per + c->endpoints + 1, per + 4u * (c->endpoints + 1));
	if (!f && order == HISTORY_FIFO && c->p->capacity)
		f = overfull(c, x);
	if (!f && order == HISTORY_PER_SENDER)
		f = lanes(c, per + 2u * (c->endpoints + 1), per + 3u * (c->endpoints + 1), lane);
	if (!f && (queue || order == HISTORY_MAILBOX))
		f = empty_answers(c, x, y, z, next);
	if (!f && (order == HISTORY_FIFO || order == HISTORY_MAILBOX))
		f = full_answers(c, x, y, z);
	free(lane);
	free(per);
	free(next);
	free(z);
	free(y);
	free(x);
	free(a);
	return f;
}

enum history_fault history_check(const struct history_op *ops, size_t n,
	const struct history_promise *p, char *why, size_t why_bytes)
{
	struct check c = {
		.ops = ops, .n = n, .p = p, .end = 1, .why = why, .why_bytes = why_bytes
	};
	size_t places = 16;
	while (places < 2 * n)
		places *= 2;
	c.mask = places - 1;
	c.table = calloc(places, sizeof *c.table);
	c.items = calloc(n + 1, sizeof *c.items);
	if (!c.table || !c.items)
		abort();
	if (why)
		snprintf(why, why_bytes, "%s", history_fault_names[HISTORY_FINE]);
	enum history_fault f = read_ops(&c);
	if (!f)
		f = match_takes(&c);
	if (!f)
		f = close_window(&c);
	if (!f)
		f = narrow(&c);
	if (!f)
		f = check_order(&c);
	if (!f)
		f = account(&c);
	free(c.items);
	free(c.table);
	return f;
}
