#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

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

typedef ssize_t (*pop_fn)(struct kb_receiver *r, size_t max, unsigned how);

KC_ALWAYS_INLINE ssize_t failed(struct kb_receiver *r, ssize_t rc, const char *call)
{
	r->error_call = call;
	return rc;
}

KC_ALWAYS_INLINE ssize_t pop_typed(struct kb_receiver *r, size_t max, unsigned how)
{
	uint64_t tag;
	int rc = kb_u64_recv(r->rx, &tag, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_typed_recv");
	if (how & KB_TRACE)
		kb_trace(r, tag);
	if (how & KB_VERIFY)
		kb_check_see(&r->check, tag);
	else
		r->sum += tag;
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_value(struct kb_receiver *r, size_t max, unsigned how)
{
	int rc = kc_recv(r->rx, r->buf, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv");
	kb_look(r, r->buf, how, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_values(struct kb_receiver *r, size_t max, unsigned how)
{
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look(r, r->buf + (size_t)i * r->round->shape.size, how, KB_ONLY_CHANNEL);
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

KC_ALWAYS_INLINE ssize_t pop_values_in_place(struct kb_receiver *r, size_t max, unsigned how)
{
	const void *span;
	ssize_t n = peek(r, max, &span);
	for (ssize_t i = 0; i < n; i++)
		kb_look(r, (const unsigned char *)span + (size_t)i * r->round->shape.size, how,
			KB_ONLY_CHANNEL);
	return n < 0 ? n : release(r, n);
}

KC_ALWAYS_INLINE ssize_t pop_pointer(struct kb_receiver *r, size_t max, unsigned how)
{
	struct kc_ptr p;
	int rc = kc_recv_ptr(r->rx, &p.ptr, &p.len_bytes, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv_ptr");
	kb_look_at_pointer(r, &p, how, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_pointers(struct kb_receiver *r, size_t max, unsigned how)
{
	const struct kc_ptr *p = (void *)r->buf;
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_pointer(r, &p[i], how, KB_ONLY_CHANNEL);
	return kc_likely(n >= 0) ? n : failed(r, n, "kc_recv_n");
}

KC_ALWAYS_INLINE ssize_t pop_pointers_in_place(struct kb_receiver *r, size_t max, unsigned how)
{
	const void *span;
	ssize_t n = peek(r, max, &span);
	const struct kc_ptr *p = span;
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_pointer(r, &p[i], how, KB_ONLY_CHANNEL);
	return n < 0 ? n : release(r, n);
}

KC_ALWAYS_INLINE ssize_t pop_bytes(struct kb_receiver *r, size_t max, unsigned how)
{
	ssize_t n = kc_recv_bytes(r->rx, r->buf, r->round->shape.size, KC_FOREVER);
	(void)max;
	if (kc_unlikely(n < 0))
		return failed(r, n, "kc_recv_bytes");
	if (kc_likely((size_t)n == r->round->shape.size))
		kb_look(r, r->buf, how, KB_ONLY_CHANNEL);
	else
		r->check.torn++;
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_ticket(struct kb_receiver *r, size_t max, unsigned how)
{
	kc_ticket t;
	int rc = kc_recv_ticket(r->rx, &t, KC_FOREVER);
	(void)max;
	if (kc_unlikely(rc))
		return failed(r, rc, "kc_recv_ticket");
	kb_look_at_ticket(r, t, how, KB_ONLY_CHANNEL);
	return 1;
}

KC_ALWAYS_INLINE ssize_t pop_tickets(struct kb_receiver *r, size_t max, unsigned how)
{
	const kc_ticket *t = (void *)r->buf;
	ssize_t n = kc_recv_n(r->rx, r->buf, max, KC_FOREVER);
	for (ssize_t i = 0; i < n; i++)
		kb_look_at_ticket(r, t[i], how, KB_ONLY_CHANNEL);
	return kc_likely(n >= 0) ? n : failed(r, n, "kc_recv_n");
}

KC_ALWAYS_INLINE ssize_t pop_selected(struct kb_receiver *r, size_t max, unsigned how)
{
	(void)max;
	ssize_t n = kb_selector_take(r, how);
	return kc_likely(n >= 0) || n == -EPIPE ? n : failed(r, n, "kc_select");
}

/* --- the thread ------------------------------------------------------------------------------ */

/* Inlined once for each way of receiving; ends with -EPIPE when all channels are closed and drained. */
KC_ALWAYS_INLINE ssize_t receive_loop(struct kb_receiver *r, pop_fn pop, size_t batch, unsigned how)
{
	const uint64_t stride = kb_stride(r->round->cfg);
	const uint64_t total = r->round->total;
	uint64_t received = 0;
	ssize_t n = 0;
	while (kc_likely(n >= 0)) {
		for (uint64_t until = received + stride; received < until;
			received += (uint64_t)n) {
			n = pop(r, batch, how);
			if (kc_unlikely(n < 0))
				break;
			if (kc_unlikely(received + (uint64_t)n == total))
				r->end_ns = kc_mono_ns();
		}
		kc_store_relaxed(&r->received, received);
	}
	return n;
}

KC_ALWAYS_INLINE ssize_t receive_any(struct kb_receiver *r, unsigned how)
{
	const struct kb_config *c = r->round->cfg;
	if (c->select)
		return receive_loop(r, pop_selected, 1, how);
	switch (c->payload) {
	case KC_VALUES:
		if (c->typed)
			return receive_loop(r, pop_typed, 1, how);
		if (c->in_place)
			return receive_loop(r, pop_values_in_place, c->batch, how);
		return c->batch == 1 ? receive_loop(r, pop_value, 1, how)
				     : receive_loop(r, pop_values, c->batch, how);
	case KC_POINTERS:
		if (c->in_place)
			return receive_loop(r, pop_pointers_in_place, c->batch, how);
		return c->batch == 1 ? receive_loop(r, pop_pointer, 1, how)
				     : receive_loop(r, pop_pointers, c->batch, how);
	case KC_BYTES:
		return receive_loop(r, pop_bytes, 1, how);
	case KC_TICKETS:
		return c->batch == 1 ? receive_loop(r, pop_ticket, 1, how)
				     : receive_loop(r, pop_tickets, c->batch, how);
	}
	return -EINVAL;
}

static ssize_t receive(struct kb_receiver *r)
{
	unsigned verify = r->round->cfg->verify ? KB_VERIFY : 0;
	if (r->splitter.last)
		return receive_any(r, verify | KB_TRACE);
	return verify ? receive_any(r, KB_VERIFY) : receive_any(r, 0);
}

static void begin_trace(struct kb_receiver *r)
{
	struct kb_tracer *t = r->round->tracer;
	if (!r->round->traced)
		return;
	r->splitter.tid = (uint32_t)gettid();
	r->splitter.last = kb_tracer_watch(t, r->splitter.tid);
}

void *kb_receiver_main(void *receiver)
{
	struct kb_receiver *r = receiver;
	begin_trace(r);
	if (!kb_gate_pass(&r->round->gate))
		return NULL;
	for (unsigned i = 0; i < r->round->channels; i++)
		kc_rx_adopt(r->end[i]);
	if (r->round->cfg->select)
		kb_selector_begin(&r->selector, r);
	ssize_t rc = receive(r);
	if (!r->end_ns)
		r->end_ns = kc_mono_ns();
	if (rc != -EPIPE) {
		r->error = (int)rc;
		kb_round_fail(r->round);
	}
	kb_check_settle(&r->check);
	return NULL;
}
