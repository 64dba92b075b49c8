#include "round.h"

#include <errno.h>
#include <stdlib.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "typed.h"

size_t kb_elem_bytes(const struct kb_config *c)
{
	switch (c->payload) {
	case KC_VALUES:
		return c->size;
	case KC_POINTERS:
		return sizeof(struct kc_ptr);
	case KC_TICKETS:
		return sizeof(kc_ticket);
	case KC_BYTES:
		return c->size;
	}
	return 0;
}

int kb_sender_prepare(struct kb_sender *s)
{
	const struct kb_config *c = s->round->cfg;
	s->buf = calloc(c->batch, kb_elem_bytes(c));
	if (!s->buf)
		return -ENOMEM;
	if (c->payload != KC_POINTERS)
		return 0;
	/* One more than can be in its channels and in all hands: some buffer is always free. */
	size_t in_channels = (size_t)c->capacity * kb_sender_streams(s);
	s->node_count = in_channels + c->batch * (c->receivers + 1) + 1;
	s->node_bytes = KC_ALIGN_UP(sizeof(struct kb_node) + c->size, 64);
	s->pool = aligned_alloc(64, s->node_count * s->node_bytes);
	if (!s->pool)
		return -ENOMEM;
	memset(s->pool, 0, s->node_count * s->node_bytes);
	return 0;
}

void kb_sender_discard(struct kb_sender *s)
{
	free(s->pool);
	free(s->buf);
}

/* --- one send: up to want messages from number seq on; how many went, or -errno --------------- */

typedef ssize_t (*push_fn)(struct kb_sender *s, uint64_t seq, size_t want, bool trace);

/* Just before they are sent. */
KC_ALWAYS_INLINE void stamp(struct kb_sender *s, uint64_t seq, size_t n, bool trace)
{
	if (trace)
		kb_stamp(s->round->stream[s->stream].stamp, s->round->stamp_mask, seq, n);
}

KC_ALWAYS_INLINE ssize_t failed(struct kb_sender *s, ssize_t rc, const char *call)
{
	s->error_call = call;
	return rc;
}

KC_ALWAYS_INLINE ssize_t push_typed(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	uint64_t tag = kb_tag(s->stream, seq);
	stamp(s, seq, 1, trace);
	int rc = kb_u64_send(s->tx, &tag, KC_FOREVER);
	(void)want;
	return kc_likely(rc == 0) ? 1 : failed(s, rc, "kc_typed_send");
}

KC_ALWAYS_INLINE ssize_t push_value(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	kb_message_fill(&s->round->shape, s->buf, kb_tag(s->stream, seq));
	stamp(s, seq, 1, trace);
	int rc = kc_send(s->tx, s->buf, KC_FOREVER);
	(void)want;
	return kc_likely(rc == 0) ? 1 : failed(s, rc, "kc_send");
}

KC_ALWAYS_INLINE ssize_t push_all(
	struct kb_sender *s, uint64_t seq, size_t want, size_t elem_bytes, bool trace)
{
	for (size_t done = 0; done < want;) {
		stamp(s, seq + done, want - done, trace);
		ssize_t n = kc_send_n(s->tx, s->buf + done * elem_bytes, want - done, KC_FOREVER);
		if (kc_unlikely(n < 0))
			return done ? (ssize_t)done : failed(s, n, "kc_send_n");
		done += (size_t)n;
	}
	return (ssize_t)want;
}

KC_ALWAYS_INLINE ssize_t push_values(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	size_t size = s->round->shape.size;
	for (size_t i = 0; i < want; i++)
		kb_message_fill(&s->round->shape, s->buf + i * size, kb_tag(s->stream, seq + i));
	return push_all(s, seq, want, size, trace);
}

KC_ALWAYS_INLINE ssize_t reserve(struct kb_sender *s, size_t want, void **span)
{
	ssize_t n = kc_reserve(s->tx, want, span);
	if (n != -EAGAIN)
		return n < 0 ? failed(s, n, "kc_reserve") : n;
	int rc = kc_tx_wait(s->tx, 1, KC_FOREVER);
	if (rc)
		return failed(s, rc, "kc_tx_wait");
	n = kc_reserve(s->tx, want, span);
	return n < 0 ? failed(s, n, "kc_reserve") : n;
}

KC_ALWAYS_INLINE ssize_t commit(struct kb_sender *s, ssize_t n)
{
	int rc = kc_commit(s->tx, (size_t)n);
	return kc_likely(rc == 0) ? n : failed(s, rc, "kc_commit");
}

KC_ALWAYS_INLINE ssize_t push_values_in_place(
	struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	size_t size = s->round->shape.size;
	void *span;
	ssize_t n = reserve(s, want, &span);
	for (ssize_t i = 0; i < n; i++)
		kb_message_fill(&s->round->shape, (unsigned char *)span + (size_t)i * size,
			kb_tag(s->stream, seq + (uint64_t)i));
	if (n > 0)
		stamp(s, seq, (size_t)n, trace);
	return n < 0 ? n : commit(s, n);
}

static struct kb_node *next_node(struct kb_sender *s)
{
	for (;;) {
		struct kb_node *n = (void *)(s->pool + s->node_next * s->node_bytes);
		s->node_next = s->node_next + 1 < s->node_count ? s->node_next + 1 : 0;
		/* acquire: the receiver has finished reading (its release store of 0) */
		if (!kc_load_acquire(&n->busy))
			return n;
	}
}

KC_ALWAYS_INLINE struct kc_ptr make_pointer(struct kb_sender *s, uint64_t seq)
{
	struct kb_node *n = next_node(s);
	kc_store_relaxed(&n->busy, 1u);
	kb_message_fill(&s->round->shape, n->payload, kb_tag(s->stream, seq));
	return (struct kc_ptr){ n->payload, s->round->shape.size };
}

KC_ALWAYS_INLINE ssize_t push_pointer(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	struct kc_ptr p = make_pointer(s, seq);
	stamp(s, seq, 1, trace);
	int rc = kc_send_ptr(s->tx, p.ptr, p.len_bytes, KC_FOREVER);
	(void)want;
	return kc_likely(rc == 0) ? 1 : failed(s, rc, "kc_send_ptr");
}

KC_ALWAYS_INLINE ssize_t push_pointers(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	struct kc_ptr *p = (void *)s->buf;
	for (size_t i = 0; i < want; i++)
		p[i] = make_pointer(s, seq + i);
	return push_all(s, seq, want, sizeof(*p), trace);
}

KC_ALWAYS_INLINE ssize_t push_pointers_in_place(
	struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	void *span;
	ssize_t n = reserve(s, want, &span);
	struct kc_ptr *p = span;
	for (ssize_t i = 0; i < n; i++)
		p[i] = make_pointer(s, seq + (uint64_t)i);
	if (n > 0)
		stamp(s, seq, (size_t)n, trace);
	return n < 0 ? n : commit(s, n);
}

KC_ALWAYS_INLINE ssize_t push_bytes(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	kb_message_fill(&s->round->shape, s->buf, kb_tag(s->stream, seq));
	stamp(s, seq, 1, trace);
	int rc = kc_send_bytes(s->tx, s->buf, s->round->shape.size, KC_FOREVER);
	(void)want;
	return kc_likely(rc == 0) ? 1 : failed(s, rc, "kc_send_bytes");
}

KC_ALWAYS_INLINE int make_ticket(struct kb_sender *s, uint64_t seq, kc_ticket *t)
{
	void *data;
	int rc = kc_ticket_new(s->round->domain, s->round->shape.size, t, &data);
	if (kc_likely(rc == 0))
		kb_message_fill(&s->round->shape, data, kb_tag(s->stream, seq));
	return rc;
}

KC_ALWAYS_INLINE ssize_t push_ticket(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	kc_ticket t;
	int rc = make_ticket(s, seq, &t);
	(void)want;
	if (kc_unlikely(rc))
		return failed(s, rc, "kc_ticket_new");
	stamp(s, seq, 1, trace);
	rc = kc_send_ticket(s->tx, t, KC_FOREVER);
	if (kc_likely(rc == 0))
		return 1;
	kc_ticket_release(s->round->domain, t);
	return failed(s, rc, "kc_send_ticket");
}

KC_ALWAYS_INLINE ssize_t push_tickets(struct kb_sender *s, uint64_t seq, size_t want, bool trace)
{
	kc_ticket *t = (void *)s->buf;
	size_t made = 0;
	int rc = 0;
	while (made < want && (rc = make_ticket(s, seq + made, &t[made])) == 0)
		made++;
	if (made == 0)
		return failed(s, rc, "kc_ticket_new");
	ssize_t n = push_all(s, seq, made, sizeof(*t), trace);
	/* What the closed channel did not take is still ours. */
	for (size_t i = n < 0 ? 0 : (size_t)n; i < made; i++)
		kc_ticket_release(s->round->domain, t[i]);
	return n;
}

/* --- the thread ------------------------------------------------------------------------------ */

/* With several channels each call goes to the next one. */
KC_ALWAYS_INLINE void turn(struct kb_sender *s)
{
	s->stream += s->round->cfg->senders;
	if (s->stream >= s->round->streams)
		s->stream = s->index;
	s->tx = s->round->stream[s->stream].tx;
}

/* Inlined once for each way of sending, so that the loop has no indirect call in it. */
KC_ALWAYS_INLINE ssize_t send_loop(
	struct kb_sender *s, push_fn push, size_t batch, bool spread, bool trace)
{
	const uint64_t stride = kb_stride(s->round->cfg);
	struct kb_stream *stream = s->round->stream;
	uint64_t sent = 0;
	ssize_t n = 0;
	while (sent < s->limit && !kc_load_relaxed(&s->round->stop)) {
		uint64_t until = s->limit - sent < stride ? s->limit : sent + stride;
		while (sent < until) {
			n = push(s, spread ? stream[s->stream].sent : sent,
				until - sent < batch ? (size_t)(until - sent) : batch, trace);
			if (kc_unlikely(n < 0))
				break;
			sent += (uint64_t)n;
			if (spread) {
				stream[s->stream].sent += (uint64_t)n;
				turn(s);
			}
		}
		kc_store_relaxed(&s->sent, sent);
		if (kc_unlikely(n < 0))
			break;
	}
	if (!spread)
		stream[s->stream].sent = sent;
	return n < 0 ? n : 0;
}

KC_ALWAYS_INLINE ssize_t send_values(
	struct kb_sender *s, const struct kb_config *c, bool spread, bool trace)
{
	if (c->typed)
		return send_loop(s, push_typed, 1, false, trace);
	if (c->in_place)
		return send_loop(s, push_values_in_place, c->batch, false, trace);
	if (c->batch == 1)
		return send_loop(s, push_value, 1, spread, trace);
	return send_loop(s, push_values, c->batch, spread, trace);
}

KC_ALWAYS_INLINE ssize_t send_pointers(
	struct kb_sender *s, const struct kb_config *c, bool spread, bool trace)
{
	if (c->in_place)
		return send_loop(s, push_pointers_in_place, c->batch, false, trace);
	if (c->batch == 1)
		return send_loop(s, push_pointer, 1, spread, trace);
	return send_loop(s, push_pointers, c->batch, spread, trace);
}

KC_ALWAYS_INLINE ssize_t send_any(
	struct kb_sender *s, const struct kb_config *c, bool spread, bool trace)
{
	switch (c->payload) {
	case KC_VALUES:
		return send_values(s, c, spread, trace);
	case KC_POINTERS:
		return send_pointers(s, c, spread, trace);
	case KC_BYTES:
		return send_loop(s, push_bytes, 1, spread, trace);
	case KC_TICKETS:
		return c->batch == 1 ? send_loop(s, push_ticket, 1, spread, trace)
				     : send_loop(s, push_tickets, c->batch, spread, trace);
	}
	return -EINVAL;
}

static ssize_t send_to_one(struct kb_sender *s)
{
	return send_any(s, s->round->cfg, false, false);
}

static ssize_t send_to_several(struct kb_sender *s)
{
	return send_any(s, s->round->cfg, true, false);
}

static ssize_t send_traced(struct kb_sender *s)
{
	return send_any(s, s->round->cfg, kb_sender_streams(s) > 1, true);
}

static ssize_t send_all(struct kb_sender *s)
{
	if (s->round->traced)
		return send_traced(s);
	return kb_sender_streams(s) > 1 ? send_to_several(s) : send_to_one(s);
}

void *kb_sender_main(void *sender)
{
	struct kb_sender *s = sender;
	struct kb_round *r = s->round;
	if (!kb_gate_pass(&r->gate))
		return NULL;
	for (unsigned i = s->index; i < r->streams; i += r->cfg->senders)
		kc_tx_adopt(r->stream[i].tx);
	s->stream = s->index;
	s->tx = r->stream[s->stream].tx;
	s->start_ns = kc_mono_ns();
	ssize_t rc = send_all(s);
	if (rc < 0) {
		s->error = (int)rc;
		kb_round_fail(r);
	}
	/* The last one tells the main thread, which may then close the channel. */
	if (kc_fetch_sub(&r->senders_running, 1) == 1)
		kb_watch_done(r->watch);
	return NULL;
}
