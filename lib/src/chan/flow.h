/* flow.h - what a channel's kind and topology make of its operations: one table a way of moving elements.
 *
 * Everything above (calls, waits, counts, opening and closing) is the same for all channels and asks the
 * table; everything below (ring/) knows nothing of channels. A flow is one file, flow_NAME.c.
 *
 * Channel operations and those of opening and closing endpoints: the caller holds the domain's lock. Attempts:
 * the endpoint's one thread; they publish, stamp, count and look for sleepers, and never wait.
 *
 * In a flow of spans each side of a ring has one endpoint, which stands on it with its span: the library's inline
 * paths work on it, and its position is its count. In the others every operation comes to the table. */
#ifndef KC_CHAN_FLOW_H
#define KC_CHAN_FLOW_H

#include <stdbool.h>
#include <kc/chan.h>

#include "segment/layout.h"
#include "stats/snapshot.h"

struct kc_chan;
struct kc_end;

struct kc_flow {
	bool spans;
	bool in_place; /* reserve, commit, peek, release and KC_TYPED's inline code */
	bool alone[2]; /* by side: an endpoint has the words it sleeps on for itself */
	bool claims;   /* a side's endpoints claim positions at span.cursor, one after the other */
	bool says_cpu; /* who sleeps or wakes leaves word of its CPU, though others share its side */
	/* Senders take elements, too, and drop them: what has left the ring is received + dropped_oldest, and so
	 * the receivers' counts say what was received (INV-POS-4). */
	bool senders_take;

	/* --- channel --- */
	/* Rings, slots and c->capacity; -errno with a sentence, and then nothing is left. */
	int (*make)(struct kc_chan *c, const struct kc_chan_opts *o);
	void (*unmake)(struct kc_chan *c);
	/* No send succeeds any more that begins after it. Idempotent. */
	void (*shut)(struct kc_chan *c);
	/* What is left, one by one, when nobody else uses the channel: 1, or 0. Without the lock. */
	long (*pop)(struct kc_chan *c, void *elem);
	/* For a snapshot, without the lock: positions, and the send time of the oldest element (ticks; 0 not known). */
	void (*look)(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks);

	/* --- endpoint --- */
	/* e->ring, e->span, e->own_side, e->peer_side, e->mode, e->pace; row->ring and row->start_pos. */
	int (*open)(struct kc_end *e);
	void (*close)(struct kc_end *e);
	/* Messages that it has moved so far. */
	uint64_t (*moved)(const struct kc_end *e);

	/* --- attempts: > 0 how many, 0 would block, -EPIPE --- */
	long (*put)(struct kc_end *e, const void *elems, size_t n);
	long (*get)(struct kc_end *e, void *elems, size_t n);
	/* One element when there is nothing unusual to do: true, or false and nothing has happened. NULL where the
	 * library's inline paths do that. */
	bool (*put_one)(struct kc_end *e, const void *elem);
	bool (*get_one)(struct kc_end *e, void *elem);
	/* The element at the head as 8 bytes, not taken: 1, 0 or -EPIPE; and its taking: 1, or 0 when another
	 * receiver was faster. still: whether what was looked at is the head yet. Ticket-carrying channels.
	 * fit: in one step, if it is no longer than room, else -EMSGSIZE and it stays; NULL: head and take do it. */
	long (*head)(struct kc_end *e, uint64_t *elem, uint64_t *pos);
	long (*take)(struct kc_end *e, uint64_t pos, uint64_t *elem);
	bool (*still)(const struct kc_end *e, uint64_t pos);
	long (*fit)(struct kc_end *e, uint64_t *elem, uint64_t room);
	/* Whether n could be sent (-EPIPE: closed) or received (fewer are enough at the end of the stream; -EPIPE:
	 * drained). Exact when nobody else works on the ring. */
	long (*room)(struct kc_end *e, size_t n);
	long (*there)(struct kc_end *e, size_t n);
	/* A sender of spans that wants more than was granted: looks at the other side again, and where slots come in
	 * several pieces moves its span to the next when it has come to a piece's end. Slots in one piece that may be
	 * filled now, 0: full, or -errno. */
	long (*grant)(struct kc_end *e, size_t want);
	/* A receiver of spans that has used up what was granted: looks again, and where elements come from several
	 * rings moves its span to another. Elements that are granted now, 0, or -EPIPE. */
	long (*more)(struct kc_end *e);
	/* Slots or elements that could be moved now, as the cursors say: for the distance to the other side. */
	uint64_t (*available)(struct kc_end *e);

	/* Latency was asked for: looks so many times, as closely as it can, whether an attempt is worth while. NULL:
	 * who waits keeps some distance from the other side. */
	bool (*glance)(const struct kc_end *e, unsigned looks);

	/* --- sleeping --- */
	/* Announced and fenced: whether one of those that it waits for does not fence (PROTOCOLS §2). Who sleeps on
	 * several channels asks them all and calls membarrier once. */
	bool (*meets_fast)(struct kc_end *e);
	/* After an attempt to move something answered 0: the whole wait, until deadline_ns (0: none). NULL: attempts
	 * again and again, on the side's words (block.c). */
	long (*block)(struct kc_end *e, uint64_t deadline_ns);
};

extern const struct kc_flow kc_flow_spsc, kc_flow_cells, kc_flow_mpsc, kc_flow_mpmc;
extern const struct kc_flow kc_flow_unlimited_spsc, kc_flow_unlimited_mpmc;
extern const struct kc_flow kc_flow_rendezvous;
extern const struct kc_flow kc_flow_conflated; /* whatever the topology */
/* KC_DROP_OLDEST: buffered SPSC; MPMC and MPSC. */
extern const struct kc_flow kc_flow_dropping, kc_flow_mpmc_dropping;

/* The flow of these options; NULL with a sentence: there is none. */
const struct kc_flow *kc_flow_of(const struct kc_chan_opts *o);

#endif
