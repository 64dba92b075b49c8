/* meet.h - threads that meet: who waits for a partner on a rendezvous channel, and handing an element from one to
 * the other (PROTOCOLS §3 "RENDEZVOUS").
 *
 * A call waits with an array of cases, each one direction of one channel; a blocking send or receive has one. It has
 * a wait record (wait/record.h), whatever the number of its cases: that of the endpoint of one of them. In every
 * channel of its cases the endpoint's place names the record and the case, and a bit says that somebody waits
 * there. An initiator finds the bit, takes the record, copies the element between the two callers' buffers, counts
 * for both, and lets the other go.
 *
 *   kc_meet_register(m, cases, n)
 *   for (;;) {
 *           ask the token
 *           if (!kc_meet_clear_again(m)) break                          matched
 *           for each case: r = kc_meet_initiate(m, case); r != 0: break  done, matched, -EPIPE, -EMSGSIZE
 *           spin while !kc_meet_stirred(m)
 *           if (kc_meet_doze(m, &value)) sleep on kc_meet_word(m) while it is value
 *   }
 *   unless r is 1: kc_meet_retract(m) - if that finds a match, the call has succeeded with that case
 *   kc_meet_unregister(m)
 *
 *   who may call:  register ... unregister   the record's one thread; it then holds the endpoints of all cases
 *                  initiate without a record, is_there, first   the endpoint's one thread
 *                  shut, open, close         the domain's lock is held
 * Progress: initiate is lock-free but for a record that it meets BUSY: a registered caller passes it by (whoever made it
 * BUSY looks again afterwards and finds this one), others must know and wait the few nanoseconds.
 *
 * Lifetime: records are the process's and never freed, for an initiator may look at one that it read from a place
 * a moment ago; its number is the order in which registered threads take each other. Places last as long as their
 * channel. Buffers are only touched by who has taken the record.
 *
 * Edges:
 *   R1 slot, word, bit, fence, scan  against  the same of a partner: two that wait find each other.
 *   R2 word, then bit, then slot, then compare-and-swap of the word: the bit and the slot belong to the registration
 *      that is taken.
 *   R3 bits, fence, look for those who wait for a partner (kc_tx_wait)  against  announcement, fence, is_there.
 *   R4 bits, fence, closed  against  closed, fence, bits (INV-CLOSE-1).
 * Model: rendezvous. */
#ifndef KC_CHAN_MEET_H
#define KC_CHAN_MEET_H

#include "chan/chan.h"
#include "chan/places.h"
#include "wait/record.h"

struct kc_meet {
	_Alignas(64) uint64_t word;
	const struct kc_meet_case *cases;
	uint32_t count;
	uint32_t number;      /* no other record of the process has it */
	struct kc_meet *next; /* of those that nobody has */
};

enum { KC_MEET_CASES_MAX = 128, KC_MEET_MATCHED = 2 };

/* --- registered calls ------------------------------------------------------------------------- */

/* cases and what they name stay as they are until kc_meet_unregister; an endpoint that stands in several of them is
 * offered with the first. */
void kc_meet_register(struct kc_meet *m, const struct kc_meet_case *cases, uint32_t n);
void kc_meet_unregister(struct kc_meet *m);

/* Before each scan of all cases. False: it has been matched. */
KC_ALWAYS_INLINE bool kc_meet_clear_again(struct kc_meet *m)
{
	return kc_record_look(&m->word);
}

/* One scan of c's channel for a partner. m: the caller's record, or NULL when it is not registered. 1: done, the
 * element was handed over and counted for both; 0: nobody; KC_MEET_MATCHED: somebody has matched m meanwhile; -EPIPE: closed;
 * -EMSGSIZE: the next message is longer than c->room, and stays with its sender. After 1 m is the caller's own, to be
 * unregistered. After 0 with a record it may be necessary to look again: doze says so. */
long kc_meet_initiate(struct kc_meet *m, const struct kc_meet_case *c);

/* For taking a case that is no rendezvous: false, it has been matched. Then the caller takes its case and
 * unregisters; or finds that it cannot, unholds and looks at all its cases again. */
KC_ALWAYS_INLINE bool kc_meet_hold(struct kc_meet *m)
{
	return kc_record_hold(&m->word);
}
KC_ALWAYS_INLINE void kc_meet_unhold(struct kc_meet *m)
{
	kc_record_unhold(&m->word);
}

/* -1: nobody has matched it and nobody will any more. Else the index of the case that was matched: its element has
 * been moved. */
int kc_meet_retract(struct kc_meet *m);

/* To sleep: the word, and while it has this value. False: look again first. */
KC_ALWAYS_INLINE bool kc_meet_doze(struct kc_meet *m, uint32_t *value)
{
	return kc_record_doze(&m->word, value);
}
KC_ALWAYS_INLINE uint32_t *kc_meet_word(struct kc_meet *m)
{
	return kc_record_futex(&m->word);
}
KC_ALWAYS_INLINE bool kc_meet_stirred(const struct kc_meet *m)
{
	return kc_record_stirred(&m->word);
}

/* --- looking --------------------------------------------------------------------------------- */

/* Whether a partner waits. */
bool kc_meet_is_there(const struct kc_end *e);
/* The handle that the next receive would be given: false, nobody waits. KC_TICKETS, KC_BYTES. */
bool kc_meet_first(const struct kc_end *e, uint64_t *handle);

/* --- channels and endpoints --------------------------------------------------------------------- */

struct kc_meets;
/* NULL: no memory. */
struct kc_meets *kc_meets_make(void);
void kc_meets_free(struct kc_meets *s);
/* The channel is closed already: everybody who waits looks again. */
void kc_meets_shut(struct kc_meets *s, uint32_t number);

/* A place on e's side of its channel and a record: 0 or -ENOMEM with a sentence. */
int kc_meet_open(struct kc_end *e);
void kc_meet_close(struct kc_end *e);

#endif
