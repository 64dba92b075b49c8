/* look.h - what a receiver does with a message, however it came: it reads it, and checks it.
 *
 * A receiver's own thread, on its own struct. `how` and `channel` are constants where these are called, but for traced
 * runs. */
#ifndef KCBENCH_LOOK_H
#define KCBENCH_LOOK_H

#include "base/atomic.h"
#include "round.h"

/* There is only one channel that it can have come from. */
enum { KB_ONLY_CHANNEL = -1 };

/* How it looks. */
enum {
	KB_VERIFY = 1, /* checks; else it only reads */
	KB_TRACE = 2   /* where the time went, if it slept for this message */
};

/* Reads what is to be touched without comparing it. */
static inline uint64_t kb_add_up(const struct kb_shape *shape, const unsigned char *at)
{
	uint64_t sum = 0, word;
	for (size_t i = 0; i + sizeof(word) <= shape->touched; i += sizeof(word)) {
		memcpy(&word, at + i, sizeof(word));
		sum += word;
	}
	return sum;
}

/* A message that comes under another channel's name is as good as torn. */
KC_ALWAYS_INLINE bool kb_came_from(const struct kb_round *r, uint64_t tag, int channel)
{
	return channel == KB_ONLY_CHANNEL ||
	       kb_stream_channel(r, (unsigned)(tag >> KB_SEQ_BITS)) == (unsigned)channel;
}

/* The message after a sleep; before anything is done with it. */
KC_ALWAYS_INLINE void kb_trace(struct kb_receiver *r, uint64_t tag)
{
	if (!kb_splitter_slept(&r->splitter))
		return;
	uint64_t now = kc_mono_ns(), stream = tag >> KB_SEQ_BITS;
	const struct kb_stamp *table =
		stream < r->round->streams ? r->round->stream[stream].stamp : NULL;
	kb_splitter_see(&r->splitter, tag,
		table ? kb_stamp_of(table, r->round->stamp_mask, tag & KB_SEQ_MASK) : 0, now,
		kc_load_relaxed(&r->round->measured_from_ns));
}

KC_ALWAYS_INLINE void kb_look(struct kb_receiver *r, const void *message, unsigned how, int channel)
{
	const struct kb_shape *shape = &r->round->shape;
	if (how & KB_TRACE)
		kb_trace(r, kb_message_tag(message));
	if (!(how & KB_VERIFY)) {
		r->sum += shape->touched == sizeof(uint64_t) ? kb_message_tag(message)
							     : kb_add_up(shape, message);
		return;
	}
	uint64_t tag = kb_message_tag(message);
	if (kc_unlikely(!kb_message_whole(shape, message, tag) ||
			!kb_came_from(r->round, tag, channel))) {
		r->check.torn++;
		return;
	}
	kb_check_see(&r->check, tag);
}

/* Reads the buffer and gives it back to its sender. */
KC_ALWAYS_INLINE void kb_look_at_pointer(
	struct kb_receiver *r, const struct kc_ptr *p, unsigned how, int channel)
{
	if (kc_unlikely(p->len_bytes != r->round->shape.size)) {
		r->check.torn++;
		return;
	}
	kb_look(r, p->ptr, how, channel);
	struct kb_node *n = KC_CONTAINER(p->ptr, struct kb_node, payload);
	/* release: pairs with the sender's acquire in next_node; the reading is over */
	kc_store_release(&n->busy, 0u);
}

/* A message whose ticket does not lead to its payload, or was released before, is as good as torn. */
KC_ALWAYS_INLINE void kb_look_at_ticket(
	struct kb_receiver *r, kc_ticket t, unsigned how, int channel)
{
	void *data;
	size_t len_bytes;
	if (kc_likely(kc_ticket_data(r->round->domain, t, &data, &len_bytes) == 0 &&
		      len_bytes == r->round->shape.size))
		kb_look(r, data, how, channel);
	else
		r->check.torn++;
	if (kc_unlikely(kc_ticket_release(r->round->domain, t) != 0))
		r->check.torn++;
}

#endif
