#include "api/tickets.h"

#include <string.h>

#include "api/move.h"
#include "arena/ticket.h"
#include "base/error.h"

enum { TICKETS_AT_ONCE = 64, LOOK_AHEAD = 8 };
_Static_assert(sizeof(kc_ticket) == sizeof(uint64_t), "a ticket is its handle");

/* --- the domain's ---------------------------------------------------------------------------- */

KC_API KC_NO_CANARY int kc_ticket_new(kc_domain *d, size_t len_bytes, kc_ticket *out, void **data)
{
	if (kc_unlikely(d->forked))
		return -EOWNERDEAD;
	if (kc_unlikely(len_bytes == 0))
		return -EINVAL;
	return kc_ticket_alloc(&d->arena, len_bytes, __builtin_return_address(0), &out->v, data);
}

KC_API int kc_ticket_data(kc_domain *d, kc_ticket t, void **data, size_t *len_bytes)
{
	uint64_t len = 0;
	if (kc_unlikely(d->forked))
		return -EOWNERDEAD;
	int rc = kc_ticket_find(&d->arena, t.v, data, &len);
	if (rc == 0 && len_bytes)
		*len_bytes = len;
	return rc;
}

KC_API int kc_ticket_retain(kc_domain *d, kc_ticket t)
{
	return kc_unlikely(d->forked) ? -EOWNERDEAD : kc_ticket_ref(&d->arena, t.v);
}

KC_API int kc_ticket_release(kc_domain *d, kc_ticket t)
{
	return kc_unlikely(d->forked) ? -EOWNERDEAD : kc_ticket_unref(&d->arena, t.v);
}

/* --- through channels ------------------------------------------------------------------------ */

/* References move to the queue before the handles are published, and back for those that were not
 * (PROTOCOLS §5). Bytes are counted before, too: afterwards the receiver may have freed the ticket. */
long kc_tickets_send(struct kc_end *e, const kc_ticket *t, size_t n, int64_t timeout_ns)
{
	struct kc_arena *a = &e->domain->arena;
	uint64_t len[TICKETS_AT_ONCE];
	if (n > TICKETS_AT_ONCE)
		n = TICKETS_AT_ONCE;
	size_t queued = 0;
	int rc = 0;
	for (; queued < n; queued++) {
		rc = kc_ticket_queue(a, t[queued].v, e->holder, e->chan->index);
		if (kc_unlikely(rc))
			break;
		len[queued] = kc_ticket_known_len(a, t[queued].v);
	}
	if (kc_unlikely(queued == 0))
		return kc_end_failed(e, rc);
	struct kc_some s = { .from = t, .n = queued };
	long r = kc_offer(e, &s, timeout_ns);
	size_t sent = r > 0 ? (size_t)r : 0;
	uint64_t bytes = 0;
	for (size_t i = 0; i < sent && !s.dropped; i++)
		bytes += len[i];
	kc_count(&e->row->count.payload_bytes, bytes);
	if (sent >= KC_SPAN_BATCH && !s.dropped)
		kc_count(&e->row->count.batches, 1);
	for (size_t i = sent; i < queued; i++)
		kc_ticket_unqueue(a, t[i].v, e->holder);
	return r;
}

/* Starts the misses of tickets that come next: the entry first, its payload a few handles later. */
KC_ALWAYS_INLINE void look_ahead(const struct kc_end *e)
{
	const struct kc_span *s = &e->span;
	if (!e->flow->spans)
		return;
	uint64_t h = spsc_rx_pos(s);
	const uint64_t *slot = (const uint64_t *)(const void *)s->slots;
	if (s->seen - h > LOOK_AHEAD)
		kc_ticket_prefetch_payload(
			&e->domain->arena, slot[(h + LOOK_AHEAD) & s->mask], false);
	if (s->seen - h > 2 * LOOK_AHEAD)
		kc_ticket_prefetch_entry(&e->domain->arena, slot[(h + 2 * LOOK_AHEAD) & s->mask]);
}

long kc_tickets_recv(struct kc_end *e, kc_ticket *out, size_t n, int64_t timeout_ns)
{
	struct kc_arena *a = &e->domain->arena;
	/* A corrupt payload must be told of the ticket that has it: one at a time then. */
	if (a->checksum)
		n = 1;
	struct kc_some s = { .to = out, .n = n };
	long r = kc_until(e, kc_try_get, &s, timeout_ns);
	if (kc_unlikely(r <= 0))
		return r;
	look_ahead(e);
	long taken = 0;
	int failed = 0;
	for (long i = 0; i < r; i++) {
		int rc = kc_ticket_take(a, out[i].v, e->holder);
		if (kc_unlikely(rc)) {
			failed = kc_end_failed(e, rc);
			continue;
		}
		kc_count(&e->row->count.payload_bytes, kc_ticket_known_len(a, out[i].v));
		out[taken++] = out[i];
	}
	return taken ? taken : failed;
}

void kc_tickets_drop(struct kc_end *e, const void *ticket)
{
	kc_ticket t;
	memcpy(&t, ticket, sizeof t);
	(void)kc_ticket_unref(&e->domain->arena, t.v);
}

static bool carries_tickets(const struct kc_end *e)
{
	return e->payload == KC_TICKETS || e->payload == KC_BYTES;
}

static KC_NOINLINE int send_queued(struct kc_end *e, kc_ticket t, uint64_t len, int64_t timeout_ns)
{
	struct kc_some s = { .from = &t, .n = 1 };
	long r = kc_offer(e, &s, timeout_ns);
	if (kc_unlikely(r <= 0)) {
		kc_ticket_unqueue(&e->domain->arena, t.v, e->holder);
		return (int)r;
	}
	if (s.dropped)
		return 0;
	kc_count(&e->row->count.payload_bytes, len);
	return 0;
}

KC_API KC_NO_CANARY int kc_send_ticket(kc_tx *tx, kc_ticket t, int64_t timeout_ns)
{
	struct kc_end *e = &tx->e;
	struct kc_arena *a = &e->domain->arena;
	int rc = kc_refuse(e, timeout_ns);
	if (kc_unlikely(rc || e->payload != KC_TICKETS))
		return rc ? rc : -EINVAL;
	rc = kc_ticket_queue(a, t.v, e->holder, e->chan->index);
	if (kc_unlikely(rc))
		return kc_end_failed(e, rc);
	uint64_t len = kc_ticket_known_len(a, t.v);
	if (kc_unlikely(!kc_put_granted(e)))
		return send_queued(e, t, len, timeout_ns);
	kc_count(&e->row->count.payload_bytes, len);
	return kc_put_fast(e, &t, sizeof t, 8);
}

KC_API KC_NO_CANARY int kc_recv_ticket(kc_rx *rx, kc_ticket *out, int64_t timeout_ns)
{
	struct kc_end *e = &rx->e;
	int rc = kc_refuse(e, timeout_ns);
	if (kc_unlikely(rc || !carries_tickets(e)))
		return rc ? rc : -EINVAL;
	uint64_t h = spsc_rx_pos(&e->span);
	if (kc_unlikely(!kc_get_granted(e, h))) {
		long r = kc_tickets_recv(e, out, 1, timeout_ns);
		return r > 0 ? 0 : (int)r;
	}
	struct kc_arena *a = &e->domain->arena;
	(void)kc_get_fast(e, h, out, sizeof *out, e->line_elems);
	look_ahead(e);
	rc = kc_ticket_take(a, out->v, e->holder);
	if (kc_unlikely(rc))
		return kc_end_failed(e, rc);
	kc_count(&e->row->count.payload_bytes, kc_ticket_known_len(a, out->v));
	return 0;
}
