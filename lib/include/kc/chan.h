/* chan.h - channels and endpoints. */
#ifndef KC_CHAN_H
#define KC_CHAN_H

#include <kc/types.h>

KC_BEGIN_DECLS

enum kc_kind {
	KC_BUFFERED = 0, /* a ring of a fixed capacity */
	/* No storage: a send ends when a receiver has the element, hand to hand; who comes first leaves a reservation
	 * (dual structures: W. Scherer, M. Scott, 2004). A try succeeds when a partner waits; so with KC_DROP_NEWEST an
	 * element is dropped unless a receiver is there. An offer that times out or is cancelled is taken back, unless
	 * it has been matched: then the call has succeeded. Close answers -EPIPE at once. The topology only limits
	 * endpoints; capacity does not matter and reads 0; no residence times. */
	KC_RENDEZVOUS = 1,
	/* Grows and shrinks in chunks as it is used: a sender never waits for room, unless limit_bytes is set.
	 * The linked list of arrays of M. Michael, M. Scott and the LCRQ; within a chunk as KC_BUFFERED. */
	KC_UNLIMITED = 2,
	/* One value, the newest: a send replaces it and never waits. A value goes to one receiver at the most; one
	 * that is replaced is counted as dropped_oldest and handed to on_undelivered on the thread of the send that
	 * replaces it. The last one survives the close and is received before -EPIPE. */
	KC_CONFLATED = 3
};
enum kc_topology {
	/* any number of senders and receivers: D. Vyukov's bounded queue. Elements come in the order of their places:
	 * behind one whose sender is interrupted between claiming and publishing, for tools by its intent, a later
	 * one that has been sent is not yet there, and a try may answer -EAGAIN meanwhile; likewise for room. */
	KC_MPMC = 0,
	/* any number of senders, one receiver at a time: ring decomposition. Each sender has a ring of its own, its
	 * lane, and never meets another one; the receiver goes round the lanes. Order is kept within a sender.
	 * KC_UNLIMITED: all senders share one queue, as with KC_MPMC. */
	KC_MPSC = 1,
	KC_SPSC = 2 /* one sender, one receiver at a time: L. Lamport's ring with cached cursors */
};
enum kc_overflow {
	KC_BLOCK = 0, /* a send to a full channel waits, as long as its time-out says */
	/* A send succeeds at once, a sender never waits. Of a full channel what the send brought is dropped ... */
	KC_DROP_NEWEST = 1,
	/* ... or the oldest elements are, as many as are brought, by the sender, which is then a second consumer:
	 * reserve, commit, peek, release and consume are -EINVAL. On MPMC and MPSC, if the slot in question is claimed by
	 * somebody who is interrupted in the middle of moving its element, the sender gives it a moment and then
	 * drops what it brought (counted as dropped_newest). On MPSC it is the oldest of all senders, and the
	 * capacity is that of the channel. */
	KC_DROP_OLDEST = 2
};
enum kc_payload {
	KC_VALUES = 0,   /* elem_bytes bytes, copied */
	KC_POINTERS = 1, /* struct kc_ptr; the pointed-to memory is the program's */
	KC_TICKETS = 2,  /* kc_ticket: arena payloads, zero-copy */
	KC_BYTES = 3     /* messages of any length, one copy in and one out, carried as tickets */
};
/* Capacities to start from, for elements of 8 bytes: slots that stay in a core's first-level cache, and 2 MiB of slots
 * for throughput, where a side that is held up for a while does not stop the other. */
enum { KC_CAPACITY_CACHE = 4096, KC_CAPACITY_STREAM = 262144 };
enum { /* kc_chan_opts.flags */
	/* The channel closes when its last sender closes: the loss-free end of a stream. Everything that
	 * was sent is received before -EPIPE; no sender can be opened any more. */
	KC_CLOSE_WITH_LAST_TX = 1,
	/* SPSC with the flag in the slot: the fastest hand-over between two CPUs, one cache line instead of two;
	 * index rings stream faster. No reserve, commit, peek and release (-EINVAL). */
	KC_LOW_LATENCY = 2,
	KC_PADDED_SLOTS = 4 /* MPMC: a cache line per slot instead of packed slots */
};

typedef struct kc_chan_opts {
	size_t size; /* sizeof(kc_chan_opts); KC_CHAN_OPTS sets it */
	enum kc_kind kind;
	enum kc_topology topology;
	enum kc_overflow overflow;
	enum kc_payload payload;
	uint32_t elem_bytes; /* KC_VALUES: 1 ... 4096; else 0 */
	/* Elements (MPSC: of each sender), rounded up to a power of two; 0: 1024; at most 2^26. KC_UNLIMITED: 0.
	 * KC_CONFLATED: 0 or 1. */
	uint32_t capacity;
	/* KC_UNLIMITED: elements in the channel times their size at most, a ticket or a message of bytes counting 8
	 * and a pointer 16 (their payloads are bounded by the domain's arena_limit_bytes); then the overflow policy
	 * applies. Counted exactly, in whole elements. 0: none, and a send fails with -ENOMEM or -ENOSPC, with
	 * nothing lost or taken, when the arena has no memory for the next chunk. */
	uint64_t limit_bytes;
	/* Called once for each element that a send took and nobody received: in kc_chan_free on its
	 * caller's thread, and for what an overflow policy drops on the sender's thread, inside the send.
	 * elem: the value, struct kc_ptr * or kc_ticket *. Must not use this channel.
	 * A ticket is the callback's to release; without a callback tickets are released. */
	void (*on_undelivered)(void *ctx, void *elem);
	void *ctx;
	unsigned flags;
} kc_chan_opts;
#define KC_CHAN_OPTS(...)                                 \
	{                                                 \
		.size = sizeof(kc_chan_opts), __VA_ARGS__ \
	}

void kc_chan_opts_init(kc_chan_opts *o);

/* Opens a channel. name: 1-63 bytes of printable UTF-8 without '/', unique in the domain (-EEXIST).
 * -EINVAL option; -ENOMEM arena limit; -ENOSPC table or /dev/shm full. Any thread. */
int kc_chan_open(kc_chan **out, kc_domain *d, const char *name, const kc_chan_opts *opts);

/* The open channel of this name: -ENOENT when the domain has none. Counts as an open, so that who finds a
 * channel keeps it until its own kc_chan_free. Any thread; takes the domain's lock. */
int kc_chan_find(kc_chan **out, kc_domain *d, const char *name);

/* No more sends: senders get -EPIPE, receivers drain what is left and then get -EPIPE (KC_RENDEZVOUS: at
 * once). Wakes everyone. Idempotent; any thread, concurrently with everything but kc_chan_free. On buffered SPSC
 * and MPSC and on unlimited SPSC a send that overlaps the close from another thread may return 0 and find no
 * receiver; such an element goes to on_undelivered (PROTOCOLS INV-CLOSE-2). */
int kc_chan_close(kc_chan *c);

/* Gives up one open, that of kc_chan_open or of one kc_chan_find. The last frees the channel and what is
 * left in it: -EBUSY while endpoints are open, and nothing was freed. Then nobody may use it any more. */
int kc_chan_free(kc_chan *c);

/* Endpoints. -EBUSY: the single place on this side, SPSC's or of MPSC's receiver, is taken. A sender on a
 * closed channel is -EPIPE; a receiver on a closed, undrained one works. -ENOSPC: endpoints_max or no room;
 * -ENOMEM: on MPSC a sender brings its ring, unless one is left from a closed sender and drained. The
 * domain's limits alone say how many senders there may be. A conflated channel has a buffer for each endpoint
 * (-ENOMEM: arena limit), and 1023 endpoints at the most (-ENOSPC). Any thread; the endpoint then belongs to one
 * thread at a time. */
int kc_tx_open(kc_tx **out, kc_chan *c);
int kc_rx_open(kc_rx **out, kc_chan *c);

/* -EBUSY with an open reservation: commit or abort it first (kc_commit(tx, 0)). */
int kc_tx_close(kc_tx *tx);
int kc_rx_close(kc_rx *rx);

/* A label for the tools, cut at 63 bytes. Owner of the endpoint. */
void kc_tx_set_name(kc_tx *tx, const char *label);
void kc_rx_set_name(kc_rx *rx, const char *label);

/* Makes the calling thread the holder that the tools name, at once; otherwise its next slow path
 * does. The handing over itself needs a happens-before by the caller. */
int kc_tx_adopt(kc_tx *tx);
int kc_rx_adopt(kc_rx *rx);

KC_END_DECLS
#endif
