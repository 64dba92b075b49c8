/* bytes.c - messages of any length: a ticket that the library fills and empties. */
#include "api/bytes.h"

#include <string.h>

#include "api/move.h"
#include "api/tickets.h"
#include "arena/ticket.h"

int kc_bytes_new(struct kc_arena *a, const void *buf, size_t len, const void *site, kc_ticket *t)
{
	void *data;
	int rc = kc_ticket_alloc(a, len ? len : 1, site, &t->v, &data);
	if (kc_unlikely(rc))
		return rc;
	if (len)
		memcpy(data, buf, len);
	else
		kc_ticket_make_empty(a, t->v);
	return 0;
}

KC_API int kc_send_bytes(kc_tx *tx, const void *buf, size_t len_bytes, int64_t timeout_ns)
{
	struct kc_end *e = &tx->e;
	struct kc_arena *a = &e->domain->arena;
	int rc = kc_refuse(e, timeout_ns);
	if (kc_unlikely(rc || e->payload != KC_BYTES || (!buf && len_bytes)))
		return rc ? rc : -EINVAL;
	kc_ticket t;
	rc = kc_bytes_new(a, buf, len_bytes, __builtin_return_address(0), &t);
	if (kc_unlikely(rc))
		return rc;
	long r = kc_tickets_send(e, &t, 1, timeout_ns);
	if (kc_likely(r > 0))
		return 0;
	(void)kc_ticket_unref(a, t.v);
	return (int)r;
}

/* The length is read before the claim, so that a message that does not fit stays in its place. */
long kc_try_bytes(struct kc_end *e, void *into)
{
	struct kc_bytes_into *in = into;
	if (e->flow->fit)
		return e->flow->fit(e, &in->handle, in->cap);
	for (;;) {
		uint64_t pos;
		long r = e->flow->head(e, &in->handle, &pos);
		if (r <= 0)
			return r;
		if (kc_ticket_len(&e->domain->arena, in->handle) > in->cap) {
			/* With several receivers the look may be at a ticket that is gone by now. */
			if (e->flow->still(e, pos))
				return -EMSGSIZE;
			continue;
		}
		if (e->flow->take(e, pos, &in->handle))
			return 1;
	}
}

ssize_t kc_bytes_out(struct kc_end *e, uint64_t handle, void *buf)
{
	struct kc_arena *a = &e->domain->arena;
	void *data;
	uint64_t len = 0;
	int bad = kc_ticket_take(a, handle, e->holder);
	int rc = kc_ticket_find(a, handle, &data, &len);
	if (kc_likely(rc == 0 && bad == 0)) {
		if (len)
			memcpy(buf, data, len);
		kc_count(&e->row->count.payload_bytes, len);
	}
	if (rc == 0)
		(void)kc_ticket_unref(a, handle);
	if (kc_unlikely(bad || rc))
		return kc_end_failed(e, bad ? bad : rc);
	return (ssize_t)len;
}

KC_API ssize_t kc_recv_bytes(kc_rx *rx, void *buf, size_t cap_bytes, int64_t timeout_ns)
{
	struct kc_end *e = &rx->e;
	int rc = kc_refuse(e, timeout_ns);
	if (kc_unlikely(rc || e->payload != KC_BYTES || (!buf && cap_bytes)))
		return rc ? rc : -EINVAL;
	struct kc_bytes_into in = { .cap = cap_bytes };
	long r = kc_until(e, kc_try_bytes, &in, timeout_ns);
	return kc_unlikely(r <= 0) ? r : kc_bytes_out(e, in.handle, buf);
}

KC_API ssize_t kc_rx_next_len(kc_rx *rx)
{
	struct kc_end *e = &rx->e;
	int rc = kc_refuse(e, 0);
	if (kc_unlikely(rc || (e->payload != KC_BYTES && e->payload != KC_TICKETS)))
		return rc ? rc : -EINVAL;
	for (;;) {
		uint64_t handle, pos;
		long r = kc_end_cancelled(e) ? -ECANCELED : e->flow->head(e, &handle, &pos);
		if (r <= 0)
			return kc_end_failed(e, r ? r : -EAGAIN);
		uint64_t len = kc_ticket_len(&e->domain->arena, handle);
		if (e->flow->still(e, pos))
			return (ssize_t)len;
	}
}
