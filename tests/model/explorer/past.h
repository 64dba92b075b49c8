/* past.h - what each thread has done and read so far, as a number, so that a search goes only once through what
 * follows from it.
 *
 * Executions that differ in nothing but the order of operations that do not concern each other have one future. A
 * thread's past is the chain of its operations, each with its place in memory and with the past of the operation that
 * it read or followed there; so the pasts of all threads say which store each load has read, in which order each location
 * was written, and how locks and fences followed each other, but not how all that was interleaved. Together with who
 * runs next and where the others stand they are where the execution is. M. Musuvathi, S. Qadeer, "Partial-order
 * reduction for context-bounded state exploration" (2007); what is left of the bounds is kept with each number, because
 * a future that was searched with more left covers those with less. */
#ifndef KC_PAST_H
#define KC_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "choices.h"

enum past_kind {
	PAST_FIRST, /* what memory holds before any store */
	PAST_LOAD,
	PAST_STORE,
	PAST_UPDATE,
	PAST_FENCE,
	PAST_LOOK, /* the kernel's */
	PAST_WAKE,
	PAST_SLEPT,
	PAST_GIVE,
	PAST_TAKE,
	PAST_PAUSE,
	PAST_CLOCK
};

/* An execution begins. */
void past_reset(void);
/* The thread has done this to `where`, after what has the number `after` (0: nothing it depends on); the number. */
uint64_t past_did(unsigned thread, enum past_kind kind, uint64_t where, uint64_t after);
uint64_t past_of(unsigned thread);
uint64_t past_mix(uint64_t a, uint64_t b);

/* --- what was searched ----------------------------------------------------------------------- */

/* A search begins: nothing was searched. */
void past_forget(void);
/* Whether `place` was reached before with at least as much left; from now on it was. */
bool past_known(uint64_t place, struct bounds left);

#endif
