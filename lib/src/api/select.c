#include <kc/select.h>

#include <errno.h>
#include <string.h>

#include "api/bytes.h"
#include "api/move.h"
#include "arena/ticket.h"
#include "chan/select.h"
#include "wait/many.h"

_Static_assert((int)KC_SELECT_MAX == (int)KC_MANY_MAX, "a word a case");

/* --- what a case does with its payload ------------------------------------------------------- */

/* It ends the call. Counted with it. */
static long ends_call(kc_case *c, int rc)
{
	c->result = rc;
	return rc;
}

/* How an attempt ended: it took effect, also by the end of the stream and by a message that does not fit. Without
 * memory for an unlimited channel's next chunk nothing was sent. */
static long took_effect(struct kc_end *e, kc_case *c, long r)
{
	if (kc_unlikely(r == -ENOMEM || r == -ENOSPC))
		return ends_call(c, (int)r);
	c->result = r < 0 ? kc_end_failed(e, r) : 0;
	return 1;
}

static long offer(struct kc_end *e, kc_case *c)
{
	struct kc_some some = { .from = c->elem, .n = 1 };
	long r = kc_try_offer(e, &some);
	return r ? took_effect(e, c, r) : 0;
}

/* Whether a send would be taken now; nothing has been made ready for it yet. */
static long is_taken(struct kc_end *e)
{
	return e->chan->drops ? 1 : e->flow->room(e, 1);
}

/* The reference moves to the queue before the handle is published, and back if another sender was faster
 * (PROTOCOLS §5): 1, 0, -EPIPE, or what is wrong with the ticket. */
static long offer_ticket(struct kc_end *e, kc_ticket t, int *wrong)
{
	struct kc_arena *a = &e->domain->arena;
	*wrong = kc_ticket_queue(a, t.v, e->holder, e->chan->index);
	if (kc_unlikely(*wrong))
		return *wrong;
	uint64_t len = kc_ticket_known_len(a, t.v); /* afterwards the receiver may have freed it */
	struct kc_some some = { .from = &t, .n = 1 };
	long r = kc_try_offer(e, &some);
	if (r <= 0)
		kc_ticket_unqueue(a, t.v, e->holder);
	else if (!some.dropped)
		kc_count(&e->row->count.payload_bytes, len);
	return r;
}

static long send_ticket(struct kc_end *e, kc_case *c)
{
	kc_ticket t;
	int wrong = 0;
	memcpy(&t, c->elem, sizeof t);
	long r = is_taken(e);
	if (r > 0)
		r = offer_ticket(e, t, &wrong);
	if (wrong)
		return ends_call(c, wrong);
	return r ? took_effect(e, c, r) : 0;
}

static long send_bytes(struct kc_end *e, kc_case *c, const void *site)
{
	struct kc_arena *a = &e->domain->arena;
	kc_ticket t;
	int wrong = 0;
	long r = is_taken(e);
	if (r > 0) {
		int rc = kc_bytes_new(a, c->elem, c->len_bytes, site, &t);
		if (rc)
			return ends_call(c, rc);
		r = offer_ticket(e, t, &wrong);
		if (r <= 0)
			(void)kc_ticket_unref(a, t.v);
	}
	return r ? took_effect(e, c, r) : 0;
}

static long receive(struct kc_end *e, kc_case *c)
{
	long r = e->flow->get(e, c->elem, 1);
	return r ? took_effect(e, c, r) : 0;
}

static long took_ticket(struct kc_end *e, kc_case *c, kc_ticket t)
{
	struct kc_arena *a = &e->domain->arena;
	memcpy(c->elem, &t, sizeof t);
	int rc = kc_ticket_take(a, t.v, e->holder);
	if (kc_likely(rc == 0))
		kc_count(&e->row->count.payload_bytes, kc_ticket_known_len(a, t.v));
	return took_effect(e, c, rc);
}

static long receive_ticket(struct kc_end *e, kc_case *c)
{
	kc_ticket t;
	long r = e->flow->get(e, &t, 1);
	if (r > 0)
		return took_ticket(e, c, t);
	return r ? took_effect(e, c, r) : 0;
}

static long took_bytes(struct kc_end *e, kc_case *c, uint64_t handle)
{
	ssize_t len = kc_bytes_out(e, handle, c->elem);
	if (len >= 0)
		c->len_bytes = (size_t)len;
	c->result = len < 0 ? (int)len : 0;
	return 1;
}

/* The message is longer than the buffer; how long, unless it is gone meanwhile. */
static long too_long(struct kc_end *e, kc_case *c)
{
	uint64_t handle, pos, len = 0;
	if (e->flow->head(e, &handle, &pos) > 0)
		len = kc_ticket_len(&e->domain->arena, handle);
	c->len_bytes = len > c->len_bytes ? len : c->len_bytes + 1;
	return took_effect(e, c, -EMSGSIZE);
}

static long receive_bytes(struct kc_end *e, kc_case *c)
{
	struct kc_bytes_into in = { .cap = c->len_bytes };
	long r = kc_try_bytes(e, &in);
	if (r == 0)
		return 0;
	if (r == -EMSGSIZE)
		return too_long(e, c);
	return r > 0 ? took_bytes(e, c, in.handle) : took_effect(e, c, r);
}

static long attempt(struct kc_select *s, kc_case *c)
{
	struct kc_end *e = kc_case_end(c);
	switch ((enum kc_payload)e->payload) {
	case KC_VALUES:
	case KC_POINTERS:
		return c->tx ? offer(e, c) : receive(e, c);
	case KC_TICKETS:
		return c->tx ? send_ticket(e, c) : receive_ticket(e, c);
	case KC_BYTES:
		return c->tx ? send_bytes(e, c, s->site) : receive_bytes(e, c);
	}
	return 0;
}

/* --- what stands ready for a partner --------------------------------------------------------- */

static bool carries_tickets(const struct kc_end *e)
{
	return e->payload == KC_TICKETS || e->payload == KC_BYTES;
}

/* One of the first k offers has this reference queued: a ticket that is offered to several channels. */
static struct kc_offer *queued_by(struct kc_select *s, const struct kc_end *e, struct kc_offer *o,
	uint32_t k, uint64_t handle)
{
	for (uint32_t i = 0; i < k; i++)
		if (o[i].queued && o[i].handle == handle &&
			kc_case_end(&s->cases[o[i].at])->domain == e->domain)
			return &o[i];
	return NULL;
}

/* As an attempt does before it publishes. */
static int queue_offer(struct kc_select *s, kc_case *c, struct kc_offer *o, uint32_t k)
{
	struct kc_end *e = kc_case_end(c);
	struct kc_arena *a = &e->domain->arena;
	struct kc_offer *mine = &o[k];
	kc_ticket t;
	int rc = 0;
	if (e->payload == KC_BYTES)
		rc = kc_bytes_new(a, c->elem, c->len_bytes, s->site, &t);
	else
		memcpy(&t, c->elem, sizeof t);
	if (rc)
		return (int)ends_call(c, rc);
	mine->handle = t.v;
	const struct kc_offer *other = queued_by(s, e, o, k, t.v);
	if (other) {
		mine->len = other->len;
		return 0;
	}
	rc = kc_ticket_queue(a, t.v, e->holder, e->chan->index);
	if (rc)
		return (int)ends_call(c, rc);
	mine->queued = true;
	mine->len = kc_ticket_known_len(a, t.v);
	return 0;
}

static int offer_to_partners(
	struct kc_select *s, kc_case *c, struct kc_offer *o, uint32_t k, struct kc_meet_case *meet)
{
	struct kc_end *e = kc_case_end(c);
	*meet = (struct kc_meet_case){ e, c->elem, UINT64_MAX };
	if (!carries_tickets(e))
		return 0;
	meet->elem = &o[k].handle;
	if (c->tx)
		return queue_offer(s, c, o, k);
	if (e->payload == KC_BYTES)
		meet->room = c->len_bytes;
	return 0;
}

static void met(struct kc_end *e, kc_case *c, const struct kc_offer *mine)
{
	if (!carries_tickets(e))
		(void)took_effect(e, c, 0);
	else if (c->tx)
		kc_count(&e->row->count.payload_bytes, mine->len);
	else if (e->payload == KC_TICKETS)
		(void)took_ticket(e, c, (kc_ticket){ mine->handle });
	else
		(void)took_bytes(e, c, mine->handle);
}

/* The partner has taken the winner's reference, whichever offer had it queued. */
static void settle(struct kc_select *s, struct kc_offer *o, uint32_t n, int won)
{
	for (uint32_t i = 0; i < n; i++) {
		if ((int)o[i].at != won)
			continue;
		kc_case *c = &s->cases[won];
		struct kc_end *e = kc_case_end(c);
		struct kc_offer *from = c->tx ? queued_by(s, e, o, n, o[i].handle) : NULL;
		if (from)
			from->queued = false;
		met(e, c, &o[i]);
	}
	for (uint32_t i = 0; i < n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[o[i].at]);
		if (!o[i].queued)
			continue;
		kc_ticket_unqueue(&e->domain->arena, o[i].handle, e->holder);
		if (e->payload == KC_BYTES)
			(void)kc_ticket_unref(&e->domain->arena, o[i].handle);
	}
}

static void tell(struct kc_select *s, kc_case *c, long rc)
{
	struct kc_end *e = kc_case_end(c);
	(void)s;
	(void)(rc == -EMSGSIZE ? too_long(e, c) : took_effect(e, c, rc));
}

static const struct kc_select_ops ops = {
	.attempt = attempt,
	.offer = offer_to_partners,
	.settle = settle,
	.tell = tell,
};

/* --- checks ---------------------------------------------------------------------------------- */

static int check_case(struct kc_select *s, size_t i)
{
	kc_case *c = &s->cases[i];
	if (!c->tx == !c->rx)
		return -EINVAL;
	struct kc_end *e = kc_case_end(c);
	if (e->domain->forked)
		return -EOWNERDEAD;
	if (!c->elem && (e->payload != KC_BYTES || c->len_bytes))
		return -EINVAL;
	if (c->tx && e->span.granted)
		return -EBUSY;
	e->in_case = (uint32_t)i;
	s->tokens |= e->token != NULL;
	s->meets |= e->meet != NULL;
	c->result = 0;
	return 0;
}

/* A ticket is looked at before anything is done, so that the answer does not depend on which case is ready. */
static int check_ticket(const kc_case *c)
{
	const struct kc_end *e = &c->tx->e;
	kc_ticket t;
	memcpy(&t, c->elem, sizeof t);
	return kc_ticket_find(&e->domain->arena, t.v, NULL, NULL);
}

/* Where an endpoint stands twice the later case has overwritten the earlier one's number. */
static int check_among(struct kc_select *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (kc_case_end(&s->cases[i])->in_case != i)
			return -EINVAL;
	for (size_t i = 0; i < s->n; i++) {
		kc_case *c = &s->cases[i];
		struct kc_end *e = kc_case_end(c);
		if (c->rx) {
			/* As for any receive: what kc_peek has shown can be released no longer. */
			e->span.granted = 0;
		} else if (e->payload == KC_TICKETS) {
			int rc = check_ticket(c);
			if (rc)
				return c->result = kc_end_failed(e, rc);
		}
	}
	return 0;
}

static int check(struct kc_select *s, int64_t timeout_ns)
{
	if (timeout_ns < KC_FOREVER)
		return -EINVAL;
	if (s->n > KC_SELECT_MAX)
		return -E2BIG;
	if (s->n ? !s->cases : timeout_ns == KC_FOREVER && !s->token)
		return -EINVAL;
	for (size_t i = 0; i < s->n; i++) {
		int rc = check_case(s, i);
		if (rc)
			return rc;
	}
	/* Cheap in the usual case: so few that they fit if each had a tree of its own. */
	if (2 * s->n + 1 > KC_SELECT_MAX && !kc_select_fits(s))
		return -E2BIG;
	return check_among(s);
}

KC_API int kc_select(kc_case *cases, size_t n, int64_t timeout_ns, kc_cancel *token)
{
	struct kc_select s = { .cases = cases, .n = n, .token = token, .ops = &ops };
	s.site = __builtin_return_address(0);
	int rc = check(&s, timeout_ns);
	return kc_unlikely(rc) ? rc : (int)kc_select_one(&s, timeout_ns);
}
