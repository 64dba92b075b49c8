#include <kc/values.h>

#include <kc/ticket.h>
#include <kc/typed.h>

#include "api/move.h"
#include "api/tickets.h"

enum { BATCH = KC_SPAN_BATCH };

/* --- one or many ----------------------------------------------------------------------------- */

static KC_NOINLINE long send_some(struct kc_end *e, const void *elems, size_t n, int64_t timeout_ns)
{
	int rc = kc_refuse(e, timeout_ns);
	if (rc)
		return rc;
	if (kc_unlikely(e->span.granted))
		return -EBUSY;
	if (e->payload == KC_BYTES)
		return -EINVAL;
	if (e->payload == KC_TICKETS)
		return kc_tickets_send(e, elems, n, timeout_ns);
	struct kc_some s = { .from = elems, .n = n };
	long r = kc_offer(e, &s, timeout_ns);
	if (r >= BATCH && !s.dropped)
		kc_count(&e->row->count.batches, 1);
	return r;
}

static KC_NOINLINE long recv_some(struct kc_end *e, void *elems, size_t n, int64_t timeout_ns)
{
	int rc = kc_refuse(e, timeout_ns);
	if (rc)
		return rc;
	if (e->payload == KC_BYTES)
		return -EINVAL;
	if (e->payload == KC_TICKETS)
		return kc_tickets_recv(e, elems, n, timeout_ns);
	/* What kc_peek has shown may be taken now: it can be released no longer. */
	e->span.granted = 0;
	struct kc_some s = { .to = elems, .n = n };
	return kc_until(e, kc_try_get, &s, timeout_ns);
}

/* Whether what was granted may be used here: by elem_bytes, or, when a token keeps that 0, once the
 * token was asked. */
static bool may_be_fast(const struct kc_end *e, int64_t timeout_ns)
{
	return timeout_ns >= KC_FOREVER && (e->token ? e->in_place : e->span.elem_bytes != 0);
}

static KC_NOINLINE int send_slow(struct kc_end *e, const void *elem, int64_t timeout_ns)
{
	if (may_be_fast(e, timeout_ns) && kc_put_granted(e)) {
		if (kc_end_cancelled(e))
			return kc_end_failed(e, -ECANCELED);
		return kc_put_fast(e, elem, e->elem_bytes, e->line_elems);
	}
	long r = send_some(e, elem, 1, timeout_ns);
	return r > 0 ? 0 : (int)r;
}

static KC_NOINLINE int recv_slow(struct kc_end *e, void *elem, int64_t timeout_ns)
{
	if (may_be_fast(e, timeout_ns)) {
		uint64_t h = spsc_rx_pos(&e->span);
		if (kc_get_granted(e, h)) {
			if (kc_end_cancelled(e))
				return kc_end_failed(e, -ECANCELED);
			return kc_get_fast(e, h, elem, e->elem_bytes, e->line_elems);
		}
	}
	long r = recv_some(e, elem, 1, timeout_ns);
	return r > 0 ? 0 : (int)r;
}

/* On rings without inline paths. */
KC_ALWAYS_INLINE bool put_quick(struct kc_end *e, const void *elem, int64_t timeout_ns)
{
	return kc_likely(e->quick && timeout_ns >= KC_FOREVER) && e->flow->put_one(e, elem);
}

KC_ALWAYS_INLINE bool get_quick(struct kc_end *e, void *elem, int64_t timeout_ns)
{
	return kc_likely(e->quick && timeout_ns >= KC_FOREVER) && e->flow->get_one(e, elem);
}

/* Eight bytes, the size that programs send most, have a path with constants. */
KC_API int kc_send(kc_tx *tx, const void *elem, int64_t timeout_ns)
{
	struct kc_end *e = &tx->e;
	if (kc_likely(e->span.elem_bytes == 8 && timeout_ns >= KC_FOREVER && kc_put_granted(e)))
		return kc_put_fast(e, elem, 8, 8);
	if (put_quick(e, elem, timeout_ns))
		return 0;
	return send_slow(e, elem, timeout_ns);
}

KC_API int kc_recv(kc_rx *rx, void *elem, int64_t timeout_ns)
{
	struct kc_end *e = &rx->e;
	if (kc_likely(e->span.elem_bytes == 8 && timeout_ns >= KC_FOREVER)) {
		uint64_t h = spsc_rx_pos(&e->span);
		if (kc_get_granted(e, h))
			return kc_get_fast(e, h, elem, 8, 8);
	}
	if (get_quick(e, elem, timeout_ns))
		return 0;
	return recv_slow(e, elem, timeout_ns);
}

KC_API int kc_typed_send(kc_tx *tx, const void *elem, size_t elem_bytes, int64_t timeout_ns)
{
	if (kc_unlikely(elem_bytes != tx->e.elem_bytes))
		return -EINVAL;
	if (put_quick(&tx->e, elem, timeout_ns))
		return 0;
	if (tx->e.token)
		return send_slow(&tx->e, elem, timeout_ns);
	long r = send_some(&tx->e, elem, 1, timeout_ns);
	return r > 0 ? 0 : (int)r;
}

KC_API int kc_typed_recv(kc_rx *rx, void *elem, size_t elem_bytes, int64_t timeout_ns)
{
	if (kc_unlikely(elem_bytes != rx->e.elem_bytes))
		return -EINVAL;
	if (get_quick(&rx->e, elem, timeout_ns))
		return 0;
	if (rx->e.token)
		return recv_slow(&rx->e, elem, timeout_ns);
	long r = recv_some(&rx->e, elem, 1, timeout_ns);
	return r > 0 ? 0 : (int)r;
}

KC_API void kc_span_wake_rx(kc_tx *tx)
{
	kc_end_wake_peer(&tx->e, 1);
}

KC_API void kc_span_wake_tx(kc_rx *rx)
{
	kc_end_wake_peer(&rx->e, 1);
}

KC_API ssize_t kc_send_n(kc_tx *tx, const void *elems, size_t n, int64_t timeout_ns)
{
	if (n == 0)
		return kc_refuse(&tx->e, timeout_ns);
	return send_some(&tx->e, elems, n, timeout_ns);
}

KC_API ssize_t kc_recv_n(kc_rx *rx, void *elems, size_t max, int64_t timeout_ns)
{
	if (max == 0)
		return kc_refuse(&rx->e, timeout_ns);
	long r = recv_some(&rx->e, elems, max, timeout_ns);
	if (r >= BATCH)
		kc_count(&rx->e.row->count.batches, 1);
	return r;
}

/* --- in place -------------------------------------------------------------------------------- */

/* Why kc_reserve cannot grant want slots by what was last seen, or what is granted after a look. */
static KC_NOINLINE ssize_t reserve_slow(struct kc_end *e, size_t want)
{
	int rc = kc_refuse(e, 0);
	if (rc || !e->in_place || want == 0)
		return rc ? rc : -EINVAL;
	if (e->span.granted)
		return -EBUSY;
	long room = kc_end_cancelled(e) ? -ECANCELED : kc_spsc_room(e, want);
	return room > 0 ? room : kc_end_failed(e, room ? room : -EAGAIN);
}

KC_API ssize_t kc_reserve(kc_tx *tx, size_t want, void **span)
{
	struct kc_end *e = &tx->e;
	struct kc_span *s = &e->span;
	uint64_t t = s->pos, n = spsc_tx_free(s);
	/* elem_bytes is 0 on other rings, with a token and after fork. */
	if (kc_unlikely(want - 1 >= n || s->elem_bytes == 0 || e->span.granted ||
			kc_chan_is_shut(e->ring))) {
		ssize_t room = reserve_slow(e, want);
		if (room < 0)
			return room;
		n = (uint64_t)room;
	}
	uint64_t contiguous = spsc_contiguous(s, t);
	if (n > contiguous)
		n = contiguous;
	if (n > want)
		n = want;
	kc_spsc_prefetch(e, t, n);
	*span = spsc_slot(s, t, e->elem_bytes);
	e->span.granted = n;
	/* A send on the fast path would write into the reservation. */
	kc_store_relaxed(&s->limit, UINT64_C(0));
	return (ssize_t)n;
}

KC_API int kc_commit(kc_tx *tx, size_t n)
{
	struct kc_end *e = &tx->e;
	if (kc_unlikely(n - 1 >= e->span.granted || e->domain->forked)) {
		if (e->domain->forked)
			return -EOWNERDEAD;
		if (n || !e->span.granted)
			return -EINVAL;
		e->span.granted = 0; /* aborted: the next send looks for its limit itself */
		return 0;
	}
	e->span.granted = 0;
	kc_spsc_sent(e, n);
	if (n >= BATCH)
		kc_count(&e->row->count.batches, 1);
	return 0;
}

static KC_NOINLINE ssize_t peek_slow(struct kc_end *e, size_t want)
{
	int rc = kc_refuse(e, 0);
	if (rc || !e->in_place || want == 0)
		return rc ? rc : -EINVAL;
	if (kc_end_cancelled(e))
		return kc_end_failed(e, -ECANCELED);
	long there = kc_spsc_there(e);
	if (there > 0)
		return there;
	e->span.granted = 0;
	return kc_end_failed(e, there ? there : -EAGAIN);
}

KC_API ssize_t kc_peek(kc_rx *rx, size_t want, const void **span)
{
	struct kc_end *e = &rx->e;
	struct kc_span *s = &e->span;
	uint64_t n = s->elem_bytes ? spsc_rx_there(s) : 0;
	if (kc_unlikely(n == 0 || want == 0)) {
		ssize_t there = peek_slow(e, want);
		if (there < 0)
			return there;
		n = (uint64_t)there;
	}
	uint64_t h = spsc_rx_pos(s), contiguous = spsc_contiguous(s, h);
	if (n > contiguous)
		n = contiguous;
	if (n > want)
		n = want;
	if (n <= KC_SPAN_PREFETCH_MAX)
		kc_span_fetch(s, h, n, e->elem_bytes, e->line_elems);
	*span = spsc_slot(s, h, e->elem_bytes);
	e->span.granted = n;
	/* A receive on the fast path would not give up what is shown. */
	kc_store_relaxed(&s->limit, UINT64_C(0));
	return (ssize_t)n;
}

KC_API int kc_release(kc_rx *rx, size_t n)
{
	struct kc_end *e = &rx->e;
	if (kc_unlikely(e->domain->forked))
		return -EOWNERDEAD;
	if (kc_unlikely(n > e->span.granted))
		return -EINVAL;
	e->span.granted -= n;
	if (kc_unlikely(n == 0))
		return 0;
	kc_spsc_taken(e, n);
	if (n >= BATCH)
		kc_count(&e->row->count.batches, 1);
	return 0;
}

/* The slow half of KC_TYPED's in-place functions: the call, and a new edge for those that follow. */
static bool wrong_type(const struct kc_end *e, size_t elem_bytes)
{
	return elem_bytes != e->elem_bytes && !e->domain->forked;
}

KC_API ssize_t kc_typed_reserve(kc_tx *tx, size_t want, void **span, size_t elem_bytes)
{
	if (kc_unlikely(wrong_type(&tx->e, elem_bytes)))
		return -EINVAL;
	ssize_t n = kc_reserve(tx, want, span);
	if (n > 0)
		kc_end_limit(&tx->e);
	return n;
}

KC_API int kc_typed_commit(kc_tx *tx, size_t n)
{
	int rc = kc_commit(tx, n);
	if (rc == 0)
		kc_end_limit(&tx->e);
	return rc;
}

KC_API ssize_t kc_typed_peek(kc_rx *rx, size_t want, const void **span, size_t elem_bytes)
{
	if (kc_unlikely(wrong_type(&rx->e, elem_bytes)))
		return -EINVAL;
	ssize_t n = kc_peek(rx, want, span);
	if (n > 0)
		kc_end_limit(&rx->e);
	return n;
}

KC_API int kc_typed_release(kc_rx *rx, size_t n)
{
	int rc = kc_release(rx, n);
	if (rc == 0)
		kc_end_limit(&rx->e);
	return rc;
}

/* --- waiting --------------------------------------------------------------------------------- */

static long try_room(struct kc_end *e, void *arg)
{
	return e->flow->room(e, *(const size_t *)arg);
}

static long try_there(struct kc_end *e, void *arg)
{
	return e->flow->there(e, *(const size_t *)arg);
}

static int wait_for(struct kc_end *e, kc_attempt attempt, size_t n, int64_t timeout_ns)
{
	int rc = kc_refuse(e, timeout_ns);
	if (rc)
		return rc;
	if (n == 0 || n > kc_chan_most(e->chan))
		return -EINVAL;
	long r = kc_until_ready(e, attempt, &n, n > 1, timeout_ns);
	return r > 0 ? 0 : (int)r;
}

KC_API int kc_tx_wait(kc_tx *tx, size_t n, int64_t timeout_ns)
{
	return wait_for(&tx->e, try_room, n, timeout_ns);
}

KC_API int kc_rx_wait(kc_rx *rx, size_t n, int64_t timeout_ns)
{
	return wait_for(&rx->e, try_there, n, timeout_ns);
}

/* --- consuming ------------------------------------------------------------------------------- */

/* In the slots: each element is taken when fn has returned. */
static ssize_t consume_in_place(struct kc_end *e, size_t max, kc_elem_fn fn, void *ctx)
{
	size_t done = 0;
	int stop = 0;
	e->span.granted = 0;
	while (done < max && !stop) {
		long there = kc_end_cancelled(e) ? -ECANCELED : kc_spsc_there(e);
		if (there <= 0) {
			if (done)
				break;
			return kc_end_failed(e, there ? there : -EAGAIN);
		}
		for (; there > 0 && done < max && !stop; there--, done++) {
			stop = fn(ctx, spsc_slot(&e->span, spsc_rx_pos(&e->span), e->elem_bytes));
			kc_spsc_taken(e, 1);
		}
	}
	return (ssize_t)done;
}

KC_API ssize_t kc_consume(kc_rx *rx, size_t max, kc_elem_fn fn, void *ctx)
{
	struct kc_end *e = &rx->e;
	int rc = kc_refuse(e, 0);
	/* Where senders drop the oldest nothing is kept for a receiver while it looks. */
	if (rc || e->payload == KC_BYTES || !fn || e->chan->row->overflow == KC_DROP_OLDEST)
		return rc ? rc : -EINVAL;
	if (e->in_place)
		return consume_in_place(e, max, fn, ctx);
	_Alignas(16) unsigned char elem[4096];
	size_t done = 0;
	while (done < max) {
		long r = recv_some(e, elem, 1, 0);
		if (r == -EBADMSG)
			kc_tickets_drop(e, elem);
		if (r <= 0)
			return done ? (ssize_t)done : r;
		done++;
		if (fn(ctx, elem))
			break;
	}
	return (ssize_t)done;
}
