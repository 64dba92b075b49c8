/* meeting.h - the rendezvous cases of a select: offered together under one wait record, that of the first of them
 * (meet.h; PROTOCOLS §3 "RENDEZVOUS").
 *
 *   kc_meeting_init(g, s)
 *   for (;;) {
 *           kc_meeting_begin(g)                                registers, if it is not
 *           ask the tokens
 *           if (!kc_meeting_open(g)) break                     somebody has met it
 *           for each case: r = kc_meeting_try(g, i); r != 0: break
 *           spin while !kc_meeting_stirred(g)
 *           if (kc_meeting_doze(g, &many)) sleep
 *   }
 *   r = kc_meeting_end(g, r)
 *
 * A case of another kind is taken only with the record in the caller's own hands, and with every offer taken back:
 * until then a partner may have met it, and a ticket that is offered on both may have gone. It is asked first
 * whether it is ready; if another endpoint is faster then, the offers are made again.
 *
 * The select's thread. */
#ifndef KC_CHAN_MEETING_H
#define KC_CHAN_MEETING_H

#include "chan/meet.h"
#include "chan/select.h"
#include "wait/many.h"

/* Not a case's answer: everything is to be looked at again. */
enum { KC_MEETING_ANEW = -EALREADY };

struct kc_meeting {
	struct kc_select *s;
	struct kc_meet *m; /* registered with it; NULL: not registered */
	uint32_t n;
	int won;  /* the case that was met, as far as it is known */
	int told; /* the one that ends without an element, if none is met */
	long told_rc;
	uint8_t nth[KC_MEET_CASES_MAX]; /* by number of the case */
	struct kc_meet_case c[KC_MEET_CASES_MAX];
	struct kc_offer o[KC_MEET_CASES_MAX];
};

void kc_meeting_init(struct kc_meeting *g, struct kc_select *s);
/* 0, or what an offer failed with. */
int kc_meeting_begin(struct kc_meeting *g);

KC_ALWAYS_INLINE bool kc_meeting_open(struct kc_meeting *g)
{
	return kc_meet_clear_again(g->m);
}

/* A try of case i: 0 would block; 1 it is over, and kc_meeting_end says how; -errno ends the call; KC_MEETING_ANEW. */
long kc_meeting_try(struct kc_meeting *g, size_t i);

/* Whether there is something to look at. */
bool kc_meeting_stirred(const struct kc_meeting *g);

/* False: look again first. */
KC_ALWAYS_INLINE bool kc_meeting_doze(struct kc_meeting *g, struct kc_many *many)
{
	uint32_t value;
	if (!kc_meet_doze(g->m, &value))
		return false;
	kc_many_add(many, kc_meet_word(g->m), value);
	return true;
}

/* r: the index or failure that the wait came to. The answer: a partner may have been faster than that. */
long kc_meeting_end(struct kc_meeting *g, long r);

#endif
