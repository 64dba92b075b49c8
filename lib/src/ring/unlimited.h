/* unlimited.h - the queue without a capacity for any number of senders and receivers (PROTOCOLS §3 "UNLIMITED").
 *
 * As ring/mpmc.h - 64-bit sequences, batch claims by one compare-and-swap, a CLOSED bit in the send cursor, the
 * claimer's intent on record - in the chunks of ring/chain.h. A slot is used once: seq == pos + 1 says that it
 * holds the element of pos, anything else that it does not yet, for no other position leaves that number in any
 * memory of the ring. So a sender need not look at a slot before it claims it, and new chunks need no preparation;
 * but the chunk of a position is there before the position is claimed. A claim does not reach over the end
 * of a chunk.
 *
 * Any thread, any mix, one endpoint (and one place in the chain) a thread. Progress: lock-free but for the memory of
 * a chunk; a claimed slot that its owner has not published yet holds up the receivers that come to it, and one that
 * its receiver has not left yet the giving back of its chunk and of those behind it.
 *
 * Edges, beside those of the chain and M3:
 *   U1 seq: release in send -> acquire in recv: element before sequence.
 *   U2 sent: the link of its chunk before a claim of a position (acq_rel) -> acquire of the cursor before a walk. */
#ifndef KC_RING_UNLIMITED_H
#define KC_RING_UNLIMITED_H

#include "ring/chain.h"

struct kc_unlimited {
	struct kc_chain chain;
	uint64_t limit; /* elements in it at most; 0: none */
	uint32_t slot_bytes;
	uint32_t elem_bytes;
	uint64_t stamps_off; /* a word a slot, from a chunk's start; 0: no stamps */
};

enum { UNLIMITED_FULL = 0, UNLIMITED_EMPTY = 0 };

/* Claims and publishes up to n elements; how many (1 ... n), UNLIMITED_FULL (the limit), -EPIPE, or what
 * memory->take says: there is no chunk to be had, and nothing was claimed. stamp: ticks to put on the first of
 * them, 0 none. me: the caller's row, for the intent. */
long kc_unlimited_send(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, const void *elems, size_t n, uint64_t stamp);

/* Takes up to n; how many, UNLIMITED_EMPTY (nothing published at the cursor), or -EPIPE (closed and
 * drained). *stamp: send time of a stamped element among them, 0 none. */
long kc_unlimited_recv(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, void *elems, size_t n, uint64_t *stamp);

/* A look at the next element's 8 bytes without claiming it, and its claim if it is still the next:
 * 1, UNLIMITED_EMPTY or -EPIPE; taking answers 1 or 0 (another was faster: look again). 8-byte elements. */
long kc_unlimited_look(
	const struct kc_unlimited *q, struct kc_chunk_at *at, uint64_t *elem, uint64_t *pos);
long kc_unlimited_take(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, uint64_t pos, uint64_t *elem, uint64_t *stamp);

/* How many could be sent, as the limit says, or received now, up to n; the CLOSED bit and the end of the stream
 * count as ready. For waits: a hint that is exact when nobody else works on the ring. */
size_t kc_unlimited_room(const struct kc_unlimited *q, size_t n, bool *closed);
size_t kc_unlimited_there(
	const struct kc_unlimited *q, const struct kc_chunk_at *at, size_t n, bool *drained);

/* Send time of the oldest stamped element among the next `slots`, in ticks; 0: none is, or the ring moved too fast. */
uint64_t kc_unlimited_oldest(const struct kc_unlimited *q, uint32_t slots);

/* No claim succeeds after it. */
void kc_unlimited_close(const struct kc_unlimited *q);

#endif
