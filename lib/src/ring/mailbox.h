/* mailbox.h - one value that a send replaces, for any number of senders and receivers (PROTOCOLS §3
 * "CONFLATED").
 *
 * A buffer an endpoint and one more. A sender writes the buffer that is its own and exchanges it for the one
 * in the word; a receiver exchanges an empty one for a full one and reads what it got. So a value is only
 * ever written and read by who owns its buffer, and what is copied outside the exchange cannot tear; a sender
 * that dies before its exchange leaves the word, and so everybody else, as they were. Triple buffering for
 * any number of each side; H. Simpson's four slots (1990) solved it for one sender and one receiver.
 *
 * The exchanges are compare-and-swaps because the word counts the sends. Each of its values appears once: a
 * send advances the count, and a receive of that count turns FULL off. So what was looked at and is still
 * there has been there all the time, and a stale swap fails: no ABA before 2^52 sends, which take more than
 * two years at fifty million a second.
 *
 * Any thread, any mix, one endpoint a thread, each with a buffer number of its own in *mine, which every
 * exchange changes. Progress: lock-free; who fails was overtaken by one that succeeded.
 *
 * Edges (model: mailbox):
 *   B1 word: release in send -> acquire in recv and take: value before word.
 *   B2 word: release in recv -> acquire in send: the buffer that is given was read before.
 *   B3 elem, stamp: release when written -> acquire in a look by who does not own the buffer: if it sees a later
 *      owner's value it sees that the word has moved on. */
#ifndef KC_RING_MAILBOX_H
#define KC_RING_MAILBOX_H

#include "base/atomic.h"
#include "segment/layout.h"

struct kc_mailbox {
	struct kc_seg_ring *row;
	unsigned char *base;   /* of the arena */
	const uint64_t *place; /* of each buffer, from the base */
	uint32_t elem_bytes;
};

enum { MAILBOX_EMPTY = 0, MAILBOX_WAS_EMPTY = 1, MAILBOX_REPLACED = 2 };

KC_ALWAYS_INLINE struct kc_seg_buffer *kc_mailbox_buffer(const struct kc_mailbox *m, uint32_t i)
{
	return (struct kc_seg_buffer *)(void *)(m->base + m->place[i]);
}

/* Brings one value and counts `sends` (the others never got in). MAILBOX_WAS_EMPTY; MAILBOX_REPLACED: what was
 * there is in *mine now and nobody else's; -EPIPE: closed, nothing happened. stamp: ticks, 0 none. */
long kc_mailbox_send(
	struct kc_mailbox *m, uint32_t *mine, const void *elem, uint64_t sends, uint64_t stamp);

/* Takes the value: 1, MAILBOX_EMPTY, or -EPIPE (closed, and the last value was taken). *stamp: its send time. */
long kc_mailbox_recv(struct kc_mailbox *m, uint32_t *mine, void *elem, uint64_t *stamp);

/* A look at the value's 8 bytes: 1 and the word, MAILBOX_EMPTY or -EPIPE; and its taking if the word is still
 * the same: 1 or 0 (look again). 8-byte elements. */
long kc_mailbox_look(const struct kc_mailbox *m, uint64_t *elem, uint64_t *word);
long kc_mailbox_take(
	struct kc_mailbox *m, uint32_t *mine, uint64_t word, uint64_t *elem, uint64_t *stamp);

/* When the value that is in the word was sent; 0: empty, or not known. */
uint64_t kc_mailbox_oldest(const struct kc_mailbox *m);

/* No send succeeds after it. */
void kc_mailbox_close(struct kc_mailbox *m);
/* Empty, with buffer 0. */
void kc_mailbox_format(struct kc_mailbox *m);

#endif
