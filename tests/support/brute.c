#include "support/brute.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 1 << 14 };

/* The channel: what is inside, oldest first, as numbers of elements. */
struct state {
	uint16_t done; /* operations that have taken effect */
	uint8_t n;
	uint8_t inside[BRUTE_OPS_MAX];
	bool closed;
};

struct search {
	const struct history_op *ops;
	const struct history_promise *p;
	size_t n;
	uint16_t before[BRUTE_OPS_MAX]; /* operations that must have taken effect */
	uint8_t element[BRUTE_OPS_MAX]; /* numbers instead of elements */
	uint8_t sender[BRUTE_OPS_MAX];  /* of an element */
	bool outside[BRUTE_OPS_MAX];    /* a send that drops what it brought */
	uint16_t skip;                  /* that drop itself: part of its send */
	uint16_t closes;
};

/* A table that forgets everything by advancing `age`: for each new history, and when it is half full. */
static struct {
	uint64_t key;
	uint64_t age;
} memory[MEMORY];
static uint64_t age;
static uint32_t used;

static void forget(void)
{
	age++;
	used = 0;
}

static bool was_tried(uint64_t key)
{
	if (used > MEMORY / 2)
		forget();
	size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) % MEMORY;
	for (; memory[i].age == age; i = (i + 1) % MEMORY)
		if (memory[i].key == key)
			return true;
	memory[i].key = key;
	memory[i].age = age;
	used++;
	return false;
}

/* One word for a state: 12 bits of operations, 48 of elements, and closed. */
static uint64_t pack(const struct state *s)
{
	uint64_t key = (uint64_t)s->done << 1 | s->closed;
	for (unsigned i = 0; i < s->n; i++)
		key |= (uint64_t)(s->inside[i] + 1) << (13 + 4 * i);
	return key;
}

static bool full(const struct search *q, const struct state *s, uint16_t sender)
{
	unsigned n = 0;
	if (q->p->capacity == 0 || q->p->order == HISTORY_MAILBOX)
		return false;
	for (unsigned i = 0; i < s->n; i++)
		n += q->p->order == HISTORY_FIFO || q->sender[s->inside[i]] == sender;
	return n >= q->p->capacity;
}

static bool blocked(const struct history_op *o)
{
	return o->result == -EAGAIN || o->result == -ETIMEDOUT;
}

static bool send(const struct search *q, struct state *s, size_t i)
{
	const struct history_op *o = &q->ops[i];
	if (o->result == -ECANCELED)
		return true;
	if (o->result == -EPIPE)
		return s->closed;
	if (s->closed)
		return false;
	if (blocked(o) || q->outside[i])
		return q->p->order == HISTORY_HAND_OVER || full(q, s, o->endpoint);
	if (full(q, s, o->endpoint))
		return false;
	if (q->p->order == HISTORY_MAILBOX)
		s->n = 0;
	s->inside[s->n++] = q->element[i];
	return true;
}

static bool receive(const struct search *q, struct state *s, size_t i)
{
	const struct history_op *o = &q->ops[i];
	if (o->result == -ECANCELED)
		return true;
	if (o->result == -EPIPE)
		return s->closed && s->n == 0;
	if (blocked(o))
		return !s->closed && s->n == 0;
	for (unsigned k = 0; k < s->n; k++) {
		if (s->inside[k] == q->element[i]) {
			memmove(&s->inside[k], &s->inside[k + 1], s->n - k - 1u);
			s->n--;
			return true;
		}
		if (q->p->order == HISTORY_FIFO ||
			q->sender[s->inside[k]] == q->sender[q->element[i]])
			return false; /* another one is before it */
	}
	return false;
}

/* Hand-over: what is taken must be brought at the same moment, by a send that may take effect now. */
static bool meet(const struct search *q, struct state *s, size_t i)
{
	const struct history_op *o = &q->ops[i];
	uint16_t done = s->done & (uint16_t) ~(1u << i);
	if (s->closed)
		return false;
	for (size_t k = 0; k < q->n; k++)
		if (q->ops[k].kind == HISTORY_SEND && q->ops[k].result == 0 && !q->outside[k] &&
			q->ops[k].element == o->element && !(done >> k & 1) &&
			(q->before[k] & ~done) == 0) {
			s->done |= (uint16_t)(1u << k);
			return true;
		}
	return false;
}

static bool take_effect(const struct search *q, struct state *s, size_t i)
{
	const struct history_op *o = &q->ops[i];
	bool success = o->result == 0 && !q->outside[i];
	s->done |= (uint16_t)(1u << i);
	switch ((enum history_kind)o->kind) {
	case HISTORY_CLOSE:
		s->closed = !(q->p->flags & HISTORY_LAST_CLOSES) || (q->closes & ~s->done) == 0 ||
			    s->closed;
		return true;
	case HISTORY_SEND:
		if (q->p->order == HISTORY_HAND_OVER && success)
			return false; /* its receive takes both */
		return send(q, s, i);
	case HISTORY_RECEIVE:
	case HISTORY_DROP:
		if (q->p->order == HISTORY_HAND_OVER && success)
			return meet(q, s, i);
		if (q->p->order == HISTORY_HAND_OVER && blocked(o))
			return !s->closed;
		return receive(q, s, i);
	}
	return false;
}

static bool try_all(const struct search *q, const struct state *s)
{
	if (s->done == (1u << q->n) - 1)
		return s->n == 0 || !(q->p->flags & HISTORY_DRAINED);
	if (was_tried(pack(s)))
		return false;
	for (size_t i = 0; i < q->n; i++) {
		struct state next = *s;
		if (!(s->done >> i & 1) && (q->before[i] & ~s->done) == 0 &&
			take_effect(q, &next, i) && try_all(q, &next))
			return true;
	}
	return false;
}

/* Numbers the elements; false: one is received that nobody sent, or twice. */
static bool number(struct search *q)
{
	unsigned count = 0;
	for (size_t i = 0; i < q->n; i++)
		if (q->ops[i].kind == HISTORY_SEND && q->ops[i].result == 0) {
			q->sender[count] = (uint8_t)q->ops[i].endpoint;
			q->element[i] = (uint8_t)count++;
		}
	for (size_t i = 0; i < q->n; i++) {
		const struct history_op *o = &q->ops[i], *sent = NULL;
		if ((o->kind != HISTORY_RECEIVE && o->kind != HISTORY_DROP) || o->result)
			continue;
		for (size_t k = 0; k < q->n; k++) {
			const struct history_op *s = &q->ops[k];
			if (s->kind == HISTORY_SEND && !s->result && s->element == o->element) {
				sent = s;
				q->element[i] = q->element[k];
				q->outside[k] |= o->kind == HISTORY_DROP &&
						 o->thread == s->thread && o->invoked == s->invoked;
				if (q->outside[k])
					q->skip |= (uint16_t)(1u << i);
			}
			if (k < i && (s->kind == HISTORY_RECEIVE || s->kind == HISTORY_DROP) &&
				!s->result && s->element == o->element)
				return false;
		}
		if (!sent)
			return false;
	}
	return true;
}

/* A mailbox's account: as many values were replaced as were counted. */
static bool accounted(const struct search *q)
{
	int64_t missing = 0;
	for (size_t i = 0; i < q->n; i++)
		if (q->ops[i].result == 0)
			missing += q->ops[i].kind == HISTORY_SEND    ? 1
				   : q->ops[i].kind == HISTORY_CLOSE ? 0
								     : -1;
	return !(q->p->flags & HISTORY_DRAINED) || missing == (int64_t)q->p->dropped;
}

bool brute_linearizable(const struct history_op *ops, size_t n, const struct history_promise *p)
{
	struct search q = { .ops = ops, .p = p, .n = n };
	struct state s = { 0 };
	if (n > BRUTE_OPS_MAX)
		abort();
	if (!number(&q) || !accounted(&q))
		return false;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			if (ops[k].responded < ops[i].invoked ||
				(k < i && ops[i].kind <= HISTORY_RECEIVE &&
					ops[k].kind == ops[i].kind &&
					ops[k].endpoint == ops[i].endpoint))
				q.before[i] |= (uint16_t)(1u << k);
		if (ops[i].kind == HISTORY_CLOSE)
			q.closes |= (uint16_t)(1u << i);
	}
	s.done = q.skip;
	forget();
	return try_all(&q, &s);
}
