/* chan.h - a channel and its endpoints, as the library sees them.
 *
 * An endpoint (struct kc_end, the one struct behind kc_tx and kc_rx) starts with the span that inline code
 * uses, so both work on the same position. Its hot fields have one writer, the endpoint's thread; a
 * sender's limit and edge are also set to 0 by kc_chan_close, which is how its inline path learns of it. */
#ifndef KC_CHAN_CHAN_H
#define KC_CHAN_CHAN_H

#include <kc/chan.h>
#include <kc/ticket.h>
#include <kc/typed.h>

#include "base/atomic.h"
#include "chan/domain.h"
#include "chan/flow.h"
#include "chan/places.h"
#include "ring/distance.h"
#include "ring/mailbox.h"
#include "ring/mpmc.h"
#include "ring/unlimited.h"
#include "segment/layout.h"
#include "stats/stamp.h"
#include "wait/cancel.h"
#include "wait/ext.h"
#include "wait/mode.h"

struct kc_chan {
	char name[KC_NAME_BYTES]; /* first: the key of the domain's tree of names */
	struct kc_domain *domain;
	struct kc_seg_channel *row;
	struct kc_seg_ring *ring;
	unsigned char *slots;
	uint32_t index, ring_index;
	uint32_t elem_bytes, capacity;
	uint8_t topology, payload;
	bool drops; /* what its flow cannot put is dropped instead of waiting for room */
	bool ends_with_senders;
	uint32_t number; /* for the wait word (base/waitword.h); 0: unobserved */
	const struct kc_flow *flow;
	uint64_t most; /* unlimited: elements in it at most, UINT64_MAX: no limit; rendezvous: 1 */
	struct kc_mpmc q;       /* buffered MPMC */
	struct kc_lanes *lanes; /* buffered MPSC; ring is the first of them */
	struct kc_unlimited u;
	struct kc_chunk_at u_at; /* of who takes what is left in it */
	uint32_t u_spare;        /* row of a chunk that waits to be used again, KC_NONE none */
	struct kc_meets *meets;  /* rendezvous: who waits */
	struct kc_mailbox box;   /* conflated */
	uint64_t box_taken[KC_BOX_BUFFERS / 64]; /* its buffers in use, a bit each; domain lock */
	uint32_t box_made;                       /* those that have memory; domain lock */
	void (*on_undelivered)(void *ctx, void *elem);
	void *ctx;
	struct kc_end *ends; /* open ones; domain lock */
	struct kc_ext_list ext;
	uint64_t serial;        /* no other channel of the process has it */
	uint32_t open_ends[2];  /* by side */
	uint32_t opens;         /* kc_chan_open and kc_chan_find less kc_chan_free; domain lock */
	struct kc_given *given; /* its memory is the caller's; NULL: allocated */
	bool unobserved;        /* no domain of the program's: its rows are in `given` */
	uint32_t *retired;      /* rows of closed endpoints that stay readable; domain lock */
	uint32_t retired_count, retired_room;
	struct kc_chan *prev, *next; /* in the domain */
};

struct kc_end {
	struct kc_span span;
	/* what the library's fast paths read */
	struct kc_seg_ring *ring; /* that it works on */
	const struct kc_flow *flow;
	struct kc_mode mode;
	uint32_t side; /* enum kc_seg_side */
	uint32_t elem_bytes;
	uint8_t payload;
	bool in_place; /* reserve and peek work, and inline code */
	bool quick;    /* the flow's put_one and get_one may be tried */
	bool no_stats;
	uint8_t line_elems; /* prefetch: once a line */
	/* sender: which elements to stamp; receiver: stamps seen */
	struct kc_pace pace;
	uint64_t stamps;      /* sender: written; receiver: read */
	uint64_t stamps_seen; /* receiver: published */
	uint64_t next_stamp;  /* receiver: index of the next stamped element */
	struct kc_lane *lane; /* MPSC: sender: its own; receiver: that it stands on */
	uint64_t away;        /* receiver of lanes: what was received from the others */
	struct kc_distance distance;
	/* Flows of claims, in dense traffic: positions before it were seen to be this side's. UINT64_MAX: no dense
	 * traffic, nothing to look at. */
	uint64_t seen;
	struct kc_chunk_at at; /* unlimited: where it stands */
	uint32_t spin_ns, spin_failures;
	uint32_t in_case;        /* of a select: its number there */
	uint32_t buffer;         /* conflated: the one that is its own at present */
	struct kc_cancel *token; /* what ends its calls from outside; NULL: none */
	/* cold */
	struct kc_chan *chan;
	struct kc_domain *domain;
	struct kc_seg_endpoint *row;
	struct kc_seg_recorder *recorder;
	struct kc_seg_hist *block_hist, *residence_hist;
	struct kc_seg_side_wait *own_side, *peer_side;
	uint32_t index;
	uint32_t holder; /* for tickets */
	uint32_t tid;
	struct kc_cancel_watch watch; /* of its token */
	struct kc_ext ext;            /* in the program's own event loop */
	bool external;                /* it was there once */
	struct kc_place place;        /* rendezvous: where it stands when it waits */
	struct kc_meet *meet;         /* its own wait record */
	struct kc_meet *meeting;      /* the one that it is registered with, NULL none */
	struct kc_meet_case offer;    /* what the last attempt had to offer */
	struct kc_end *next;          /* of the channel */
#ifdef KC_CHECK
	uint32_t step; /* enum kc_step: on its way to sleep (steps.h) */
#endif
};
_Static_assert(offsetof(struct kc_end, span) == 0, "inline code casts");

struct kc_tx {
	struct kc_end e;
};
struct kc_rx {
	struct kc_end e;
};

/* given: memory of the caller's to use, NULL: allocated. */
int kc_chan_make(struct kc_chan **out, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *o, struct kc_given *given);
/* What options and memory say. */
void kc_chan_init(struct kc_chan *c, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *o, struct kc_given *given);
/* Likewise of a channel's row. Its generation and what io_uring waits with go on from a predecessor's. */
void kc_chan_row_init(
	const struct kc_chan *c, struct kc_seg_channel *row, const struct kc_chan_opts *o);
/* One open more of a channel that is there. */
int kc_chan_lookup(struct kc_chan **out, struct kc_domain *d, const char *name);
int kc_chan_shut(struct kc_chan *c);
/* With the domain's lock held. */
void kc_chan_shut_locked(struct kc_chan *c);
/* One open less; the last frees the channel. */
int kc_chan_unmake(struct kc_chan *c);

int kc_end_open(struct kc_end **out, struct kc_chan *c, enum kc_seg_side side);
int kc_end_close(struct kc_end *e);
void kc_end_label(struct kc_end *e, const char *label);
/* NULL: none. While a token is set elem_bytes of the span is 0: what has fired must be -ECANCELED also where
 * inline code could go on, and so every call comes to the library and asks. The endpoint's one thread. */
void kc_end_set_cancel(struct kc_end *e, struct kc_cancel *token);
/* Makes the calling thread the one that the tools name, if it is not already. Slow paths. */
void kc_end_adopt(struct kc_end *e);

/* Decides how far the fast path may go without the library: after the mode, the pace, the next stamp
 * or what was seen of the other side has changed. Without spans nothing is ever granted. */
void kc_end_limit(struct kc_end *e);
/* The fast path ends here and now. */
void kc_end_stop(struct kc_end *e);

/* Elements that it holds at most; UINT64_MAX: no limit. */
KC_ALWAYS_INLINE uint64_t kc_chan_most(const struct kc_chan *c)
{
	return c->most ? c->most : c->capacity;
}

/* Closed as the ring's memory says it; one acquire load. */
KC_ALWAYS_INLINE bool kc_chan_is_shut(const struct kc_seg_ring *r)
{
	return kc_load_acquire(&r->closed) != 0;
}

/* At the entry of calls that may answer -ECANCELED. */
KC_ALWAYS_INLINE bool kc_end_cancelled(const struct kc_end *e)
{
	return kc_unlikely(e->token != NULL) && kc_cancel_is_fired(e->token);
}

/* Where the endpoint is, for events: its ring's position, that of all lanes together, or where others share its side
 * the messages it moved itself. */
KC_ALWAYS_INLINE uint64_t kc_end_position(const struct kc_end *e)
{
	return e->flow->spans ? kc_load_relaxed(e->span.cursor) + e->away : e->flow->moved(e);
}

KC_ALWAYS_INLINE void kc_count(uint64_t *counter, uint64_t n)
{
	kc_store_relaxed(counter, *counter + n);
}

#endif
