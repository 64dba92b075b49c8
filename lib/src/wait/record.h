/* record.h - the word of a wait record: how a thread that waits for a partner is found, taken and woken
 * (PROTOCOLS §3 "RENDEZVOUS").
 *
 *   bits 0-1 state, 2 AGAIN, 3 ASLEEP, 4-11 case, 12-63 sequence
 *
 *   IDLE     nobody waits; only the owner writes
 *   WAITING  on offer: whoever has seen this very word may take it
 *   BUSY     taken - by a peer, that moves the element now, or by the owner, that tries a peer itself; ended only by
 *            who made it, and in a few nanoseconds
 *   MATCHED  a peer has moved the element of this case; only the owner writes
 *
 * The sequence advances at every registration, so that a compare-and-swap of the whole word never meets a later
 * one. AGAIN (only with WAITING): a peer has come that may not take this record itself; look again before you sleep.
 * ASLEEP (only with WAITING): the owner is about to sleep or asleep, so who ends WAITING, or sets AGAIN, owes it a wake;
 * without it the owner is at work or spins, and no system call is made. The futex is on the low half.
 *
 *                     owner                                   others
 *   IDLE    -> WAITING  offer (sequence + 1)
 *   WAITING -> IDLE     retract
 *   WAITING -> BUSY     hold                                  take
 *   BUSY    -> WAITING  unhold, with AGAIN: who met it BUSY
 *                       may have passed it by
 *   BUSY    -> MATCHED                                        match
 *   flags of WAITING    look (clears both), doze (ASLEEP)     nudge (AGAIN for ASLEEP)
 *   any     -> IDLE     end, of MATCHED or its own BUSY
 *
 * Edges:
 *   N1 AGAIN cleared, fence, scan  against  own bits set, fence, AGAIN found set: it is not lost.
 *   N2 match (release) -> settle (acquire): the element before MATCHED.
 *   N3 offer (release) -> take (acquire): slot and cases before WAITING.
 * Model: rendezvous. */
#ifndef KC_WAIT_RECORD_H
#define KC_WAIT_RECORD_H

#include "base/atomic.h"
#include "base/check.h"
#include "base/point.h"
#include "wait/cancel.h"

enum kc_record_state { KC_REC_IDLE = 0, KC_REC_WAITING = 1, KC_REC_BUSY = 2, KC_REC_MATCHED = 3 };
enum { KC_REC_CASE_SHIFT = 4, KC_REC_CASES_MAX = 256, KC_REC_SEQ_SHIFT = 12 };
#define KC_REC_AGAIN   UINT64_C(4)
#define KC_REC_ASLEEP  UINT64_C(8)
#define KC_REC_SEQ_ONE (UINT64_C(1) << KC_REC_SEQ_SHIFT)
#define KC_REC_SEQ(w)  ((w) & ~(KC_REC_SEQ_ONE - 1))

KC_ALWAYS_INLINE enum kc_record_state kc_record_state(uint64_t w)
{
	return (enum kc_record_state)(w & 3);
}

KC_ALWAYS_INLINE uint32_t kc_record_case(uint64_t w)
{
	return (uint32_t)(w >> KC_REC_CASE_SHIFT) % KC_REC_CASES_MAX;
}

/* Where the futex is: the low half. */
KC_ALWAYS_INLINE uint32_t *kc_record_futex(uint64_t *word)
{
	return (uint32_t *)(void *)word;
}

/* --- owner ----------------------------------------------------------------------------------- */

KC_ALWAYS_INLINE void kc_record_offer(uint64_t *word)
{
	KC_INVARIANT("RENDEZVOUS", kc_record_state(kc_load_relaxed(word)) == KC_REC_IDLE);
	uint64_t seq = KC_REC_SEQ(kc_load_relaxed(word)) + KC_REC_SEQ_ONE;
	kc_store_release(word, seq | KC_REC_WAITING); /* N3 -> */
	KC_POINT("record.offered");
}

/* Before a scan: both flags are cleared. False: it waits no longer, settle says what came of it. */
KC_ALWAYS_INLINE bool kc_record_look(uint64_t *word)
{
	uint64_t w = kc_load_relaxed(word);
	while (kc_record_state(w) == KC_REC_WAITING) {
		if (!(w & (KC_REC_AGAIN | KC_REC_ASLEEP)))
			return true;
		if (kc_cas_acq_rel(word, &w, KC_REC_SEQ(w) | KC_REC_WAITING)) {
			KC_POINT("record.cleared");
			kc_fence_full(); /* N1 */
			return true;
		}
	}
	return false;
}

/* For its own initiative, or to take a case of another kind. False: it waits no longer. */
KC_ALWAYS_INLINE bool kc_record_hold(uint64_t *word)
{
	uint64_t w = kc_load_relaxed(word);
	KC_POINT("record.to_hold");
	while (kc_record_state(w) == KC_REC_WAITING)
		if (kc_cas_acq_rel(word, &w, KC_REC_SEQ(w) | KC_REC_BUSY))
			return true;
	return false;
}

KC_ALWAYS_INLINE void kc_record_unhold(uint64_t *word)
{
	KC_POINT("record.to_unhold");
	KC_INVARIANT("RENDEZVOUS", kc_record_state(kc_load_relaxed(word)) == KC_REC_BUSY);
	kc_store_release(word,
		KC_REC_SEQ(kc_load_relaxed(word)) | KC_REC_WAITING | KC_REC_AGAIN); /* N3 -> */
}

/* False: a peer has it, or has been there. */
KC_ALWAYS_INLINE bool kc_record_retract(uint64_t *word)
{
	uint64_t w = kc_load_relaxed(word);
	KC_POINT("record.to_retract");
	while (kc_record_state(w) == KC_REC_WAITING)
		if (kc_cas_acq_rel(word, &w, KC_REC_SEQ(w) | KC_REC_IDLE))
			return true;
	return false;
}

/* *value: what to sleep on. False: look again, for it was nudged or waits no longer. */
KC_ALWAYS_INLINE bool kc_record_doze(uint64_t *word, uint32_t *value)
{
	uint64_t w = kc_load_relaxed(word);
	KC_POINT("record.to_doze");
	while (kc_record_state(w) == KC_REC_WAITING && !(w & KC_REC_AGAIN)) {
		uint64_t to = w | KC_REC_ASLEEP;
		*value = (uint32_t)to;
		if (w == to || kc_cas_acq_rel(word, &w, to))
			return true;
	}
	return false;
}

KC_ALWAYS_INLINE void kc_record_end(uint64_t *word)
{
	/* Out of WAITING only a swap leads: somebody may be about to take it. */
	KC_INVARIANT("RENDEZVOUS", kc_record_state(kc_load_relaxed(word)) != KC_REC_WAITING);
	kc_store_release(word, KC_REC_SEQ(kc_load_relaxed(word)) | KC_REC_IDLE);
}

/* Whether there is something to look at, for spinning. */
KC_ALWAYS_INLINE bool kc_record_stirred(const uint64_t *word)
{
	uint64_t w = kc_load_relaxed(word);
	return kc_record_state(w) != KC_REC_WAITING || (w & KC_REC_AGAIN);
}

/* Sleeps on the value that doze gave. 0 (look again) or -ETIMEDOUT; token and seen as in side.h. ch here and below: the
 * channel's number for the wait word (word.h). */
int kc_record_sleep(uint64_t *word, uint32_t value, uint32_t ch, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns);

/* --- owner and others ------------------------------------------------------------------------ */

/* The word as soon as it is not BUSY. Who made it so may have lost its CPU meanwhile. */
uint64_t kc_record_settle(uint64_t *word);

/* --- others ---------------------------------------------------------------------------------- */

/* seen: the whole word, WAITING. True: it is the caller's until match. */
KC_ALWAYS_INLINE bool kc_record_take(uint64_t *word, uint64_t seen)
{
	KC_POINT("record.to_take");
	KC_INVARIANT("RENDEZVOUS", kc_record_state(seen) == KC_REC_WAITING);
	return kc_cas_acq_rel(word, &seen, KC_REC_SEQ(seen) | KC_REC_BUSY); /* N3 <- */
}

/* After take of `seen`. Whether a system call was made. From the store on the record may be anybody's. */
bool kc_record_match(uint64_t *word, uint64_t seen, uint32_t index, uint32_t ch);

/* AGAIN, in the registration that `seen` was read in; whether a system call was made. The caller has set its own bits
 * and fenced (N1). */
bool kc_record_nudge(uint64_t *word, uint64_t seen, uint32_t ch);

/* In whatever registration it is: after a close, or when a token fires (ch 0). Async-signal-safe. */
bool kc_record_stir(uint64_t *word, uint32_t ch);

#endif
