/* select.h - one of several sends and receives: trying them, waiting for all of them at once, and leaving
 * (PROTOCOLS §2 INV-WAKE-1, INV-WAKE-2). Rendezvous cases wait in their own way: meeting.h.
 *
 * The thread of all the endpoints. What a case does with its payload is the caller's; here is when it is done.
 * Everything stands on the caller's stack. */
#ifndef KC_CHAN_SELECT_H
#define KC_CHAN_SELECT_H

#include <kc/select.h>

#include "chan/chan.h"

enum { KC_NO_CASE = -1 };

/* What stands ready for whoever meets a rendezvous case. */
struct kc_offer {
	uint32_t at;  /* number of the case */
	bool queued;  /* a sender's ticket: this offer has moved its reference */
	uint64_t len; /* of the payload */
	uint64_t handle;
};

struct kc_select {
	kc_case *cases; /* checked: an endpoint each, none of them twice; results 0 */
	size_t n;
	struct kc_cancel *token; /* of the call; NULL: none */
	bool tokens;             /* an endpoint has one */
	bool meets;              /* a case is of a rendezvous channel */
	const struct kc_select_ops *ops;
	const void *site; /* of the program's call, for what is allocated in its name */
};

struct kc_select_ops {
	/* One try of a case: 1 it took effect, and its result says how; 0 would block; -errno, which stands in its
	 * result, too, ends the call. */
	long (*attempt)(struct kc_select *s, kc_case *c);
	/* Fills o[k] and what is registered for the case; o[0 ... k - 1] are those before it. 0, or as attempt. */
	int (*offer)(struct kc_select *s, kc_case *c, struct kc_offer *o, uint32_t k,
		struct kc_meet_case *meet);
	/* Nobody can meet these n any more. won: the case whose element was moved, or KC_NO_CASE. */
	void (*settle)(struct kc_select *s, struct kc_offer *o, uint32_t n, int won);
	/* It took effect without an element: -EPIPE, -EMSGSIZE. */
	void (*tell)(struct kc_select *s, kc_case *c, long rc);
};

KC_ALWAYS_INLINE struct kc_end *kc_case_end(const kc_case *c)
{
	return c->tx ? &c->tx->e : &c->rx->e;
}

/* The index of the case that took effect, or -errno, which is counted and stands in the result of the case whose
 * fault it is. */
long kc_select_one(struct kc_select *s, int64_t timeout_ns);

/* Cases and token trees, those of the call and of its endpoints, each once, are no more than can be slept on. */
bool kc_select_fits(const struct kc_select *s);

#endif
