#include <errno.h>
#include <stdlib.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "look.h"
#include "selector.h"
#include "typed.h"

int kb_receiver_prepare(struct kb_receiver *r)
{
	const struct kb_config *c = r->round->cfg;
	r->buf = calloc(c->batch, kb_elem_bytes(c));
	if (!r->buf)
		return -ENOMEM;
	r->end = calloc(kb_channels(c), sizeof(kc_rx *));
	int rc = r->end ? kb_check_open(&r->check, &r->round->ledger) : -ENOMEM;
	return rc || !c->select ? rc : kb_selector_open(&r->selector, c->select);
}

void kb_receiver_discard(struct kb_receiver *r)
{
	kb_selector_close(&r->selector);
	kb_check_close(&r->check);
	free(r->end);
	free(r->buf);
}

/* --- one receive: up to max messages; how many came, or -errno ------------------------------- */

typedef ssize_t (*pop_fn)(struct kb_receiver *r, size_t max, bool verify);

KC_ALWAYS_INLINE ssize_t failed(struct kb_receiver *r, ssize_t rc, const char *call)
{
	r->error_call = call;
	return rc;
}

KC_ALWAYS_INLINE ssize_t pop_typed(struct kb_receiver *r, size_t max, bool verify)
{
	uint64_t tag;
	int rc = kb_u64_recv(r->rx, &tag, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_typed_recv");
	if (verify)
		kb_check_see(&r->check, tag);
	else
		r->sum += tag;
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_value(struct kb_receiver *r, size_t max, bool verify)
{
	int rc = kc_recv(r->rx, r->buf, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv");
	kb_look(r, r->buf, verify, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_values(struct kb_receiver *r, size_t max, bool verify)
{
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look(r, r->buf + (size_t)i * r->round->shape.size, verify, KB_ONLY_CHANNEL);
	return kc_likely(n >= 0) ? n : failed(r, n, "kc_recv_n");
}

KC_ALWAYS_INLINE ssize_t peek(struct kb_receiver *r, size_t max, const void **span)
{
	ssize_t n = kc_peek(r->rx, max, span);
	if (n != -EAGAIN)
		return n < 0 ? failed(r, n, "kc_peek") : n;
	int rc = kc_rx_wait(r->rx, 1, KC_FOREVER);
	if (rc)
		return failed(r, rc, "kc_rx_wait");
	n = kc_peek(r->rx, max, span);
	return n < 0 ? failed(r, n, "kc_peek") : n;
}

KC_ALWAYS_INLINE ssize_t release(struct kb_receiver *r, ssize_t n)
{
	int rc = kc_release(r->rx, (size_t)n);
	return kc_likely(rc == 0) ? n : failed(r, rc, "kc_release");
}

KC_ALWAYS_INLINE ssize_t pop_values_in_place(struct kb_receiver *r, size_t max, bool verify)
{
	const void *span;
	ssize_t n = peek(r, max, &span);
	for (ssize_t i = 0; i < n; i++)
		kb_look(r, (const unsigned char *)span + (size_t)i * r->round->shape.size, verify,
			KB_ONLY_CHANNEL);
	return n < 0 ? n : release(r, n);
}

KC_ALWAYS_INLINE ssize_t pop_pointer(struct kb_receiver *r, size_t max, bool verify)
{
	struct kc_ptr p;
	int rc = kc_recv_ptr(r->rx, &p.ptr, &p.len_bytes, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv_ptr");
	kb_look_at_pointer(r, &p, verify, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_pointers(struct kb_receiver *r, size_t max, bool verify)
{
	const struct kc_ptr *p = (void *)r->buf;
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_pointer(r, &p[i], verify, KB_ONLY_CHANNEL);
	return kc_likely(n >= 0) ? n : failed(r, n, "kc_recv_n");
}

KC_ALWAYS_INLINE ssize_t pop_pointers_in_place(struct kb_receiver *r, size_t max, bool verify)
{
	const void *span;
	ssize_t n = peek(r, max, &span);
	const struct kc_ptr *p = span;
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_pointer(r, &p[i], verify, KB_ONLY_CHANNEL);
	return n < 0 ? n : release(r, n);
}

KC_ALWAYS_INLINE ssize_t pop_bytes(struct kb_receiver *r, size_t max, bool verify)
{
	ssize_t n = kc_recv_bytes(r->rx, r->buf, r->round->shape.size, KC_FOREVER);
	(void)max;
	if (kc_unlikely(n < 0))
		return failed(r, n, "kc_recv_bytes");
	if (kc_likely((size_t)n == r->round->shape.size))
		kb_look(r, r->buf, verify, KB_ONLY_CHANNEL);
	else
		r->check.torn++;
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_ticket(struct kb_receiver *r, size_t max, bool verify)
{
	kc_ticket t;
	int rc = kc_recv_ticket(r->rx, &t, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv_ticket");
	kb_look_at_ticket(r, t, verify, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_tickets(struct kb_receiver *r, size_t max, bool verify)
{
	const kc_ticket *t = (void *)r->buf;
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_ticket(r, t[i], verify, KB_ONLY_CHANNEL);
	return kc_likely(n >= 0) ? n : failed(r, n, "kc_recv_n");
}

KC_ALWAYS_INLINE ssize_t pop_selected(struct kb_receiver *r, size_t max, bool verify)
{
	(void)max;
	ssize_t n = kb_selector_take(r, verify);
	return kc_likely(n >= 0) || n == -EPIPE ? n : failed(r, n, "kc_select");
}

/* --- the thread ------------------------------------------------------------------------------ */

/* Inlined once for each way of receiving; ends with -EPIPE when all channels are closed and drained. */
KC_ALWAYS_INLINE ssize_t receive_loop(struct kb_receiver *r, pop_fn pop, size_t batch, bool verify)
{
	const uint64_t stride = kb_stride(r->round->cfg);
	const uint64_t total = r->round->total;
	uint64_t received = 0;
	ssize_t n = 0;
	while (kc_likely(n >= 0)) {
		for (uint64_t until = received + stride; received < until;
			received += (uint64_t)n) {
			n = pop(r, batch, verify);
			if (kc_unlikely(n < 0))
				break;
			if (kc_unlikely(received + (uint64_t)n == total))
				r->end_ns = kc_mono_ns();
		}
		kc_store_relaxed(&r->received, received);
	}
	return n;
}

KC_ALWAYS_INLINE ssize_t receive_any(struct kb_receiver *r, bool verify)
{
	const struct kb_config *c = r->round->cfg;
	if (c->select)
		return receive_loop(r, pop_selected, 1, verify);
	switch (c->payload) {
	case KC_VALUES:
		if (c->typed)
			return receive_loop(r, pop_typed, 1, verify);
		if (c->in_place)
			return receive_loop(r, pop_values_in_place, c->batch, verify);
		return c->batch == 1 ? receive_loop(r, pop_value, 1, verify)
				     : receive_loop(r, pop_values, c->batch, verify);
	case KC_POINTERS:
		if (c->in_place)
			return receive_loop(r, pop_pointers_in_place, c->batch, verify);
		return c->batch == 1 ? receive_loop(r, pop_pointer, 1, verify)
				     : receive_loop(r, pop_pointers, c->batch, verify);
	case KC_BYTES:
		return receive_loop(r, pop_bytes, 1, verify);
	case KC_TICKETS:
		return c->batch == 1 ? receive_loop(r, pop_ticket, 1, verify)
				     : receive_loop(r, pop_tickets, c->batch, verify);
	}
	return -EINVAL;
}

void *kb_receiver_main(void *receiver)
{
	struct kb_receiver *r = receiver;
	if (!kb_gate_pass(&r->round->gate))
		return NULL;
	for (unsigned i = 0; i < r->round->channels; i++)
		kc_rx_adopt(r->end[i]);
	if (r->round->cfg->select)
		kb_selector_begin(&r->selector, r);
	ssize_t rc = r->round->cfg->verify ? receive_any(r, true) : receive_any(r, false);
	if (!r->end_ns)
		r->end_ns = kc_mono_ns();
	if (rc != -EPIPE) {
		r->error = (int)rc;
		kb_round_fail(r->round);
	}
	kb_check_settle(&r->check);
	return NULL;
}
