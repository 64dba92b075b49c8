/* close_poke.pml - how a sender on the inline path learns of a close that it never looks for.
 *
 * Mirrors kc_chan_shut (chan/chan.c: closed, fence, then every = due = 0 in each endpoint), kc_end_repace
 * (chan/endpoint.c: every and due, fence, then a look at closed), the inline path of KC_TYPED (kc/typed.h) and of
 * kc_put_fast (chan/move.h), kc_spsc_room (chan/move.c). Both threads have store buffers; the two write the same words.
 * `gone` is whatever tells the sender in its own program that the close has happened before.
 * PROPERTY  an operation that begins after a close that happened before it publishes nothing, inline or not.
 *
 * RUN pass |                        | two repaces anywhere, every 0 or 1
 * RUN fail | -DM_NO_REPACE_FENCE    | kc_end_repace looks at closed before its stores are visible
 * RUN fail | -DM_NO_REPACE_LOOK     | kc_end_repace does not look at closed
 * RUN fail | -DM_LOOK_THEN_STORE    | kc_end_repace looks first, then stores
 * RUN fail | -DM_POKE_THEN_CLOSED   | the close pokes before closed is visible (its fence)
 * RUN fail | -DM_POKE_DUE_ONLY      | due without every: heard of only at the next line
 * RUN fail | -DM_POKE_EVERY_ONLY    | every without due: looks, and finds nothing due
 * RUN fail | -DM_NO_POKE            | the close does not poke
 */
#define CLOSED 0
#define EVERY 1
#define DUE 2
#define GONE 3
#define WORDS 4
#define CPUS 2
#define BUF 4
#include "tso.h"
#define FAR 99
#define OPERATIONS 6
#define REPACES 2

inline REPACE() {
#ifdef M_LOOK_THEN_STORE
	LOAD(0, CLOSED, x);
#endif
	if :: every = 0 :: every = 1 fi;
	STORE(0, EVERY, every);
	STORE(0, DUE, FAR);
#ifndef M_NO_REPACE_FENCE
	FENCE(0);
#endif
#if !defined(M_NO_REPACE_LOOK) && !defined(M_LOOK_THEN_STORE)
	LOAD(0, CLOSED, x);
#endif
	if :: x -> STORE(0, EVERY, 0); STORE(0, DUE, 0) :: else fi;
	x = 0;
	every = 0
}

active proctype sender()
{
	byte t, x, every, repaces = REPACES;
	bool gone, inlined;
	do
	:: t == OPERATIONS -> break
	:: else ->
		LOAD(0, GONE, gone);
		inlined = 1;
		LOAD(0, EVERY, x);
		if
		:: (t & x) == 0 ->
			LOAD(0, DUE, x);
			if :: t >= x -> inlined = 0 :: else fi
		:: else
		fi;
		x = 0;
		if
		:: inlined -> skip
		:: else -> /* kc_typed_send */
			LOAD(0, CLOSED, x);
			if :: x -> break :: else fi
		fi;
		assert(!gone);
		t++;
		if
		:: repaces > 0 -> repaces--; REPACE() /* gone FAST, woke somebody, stamped */
		:: true
		fi
	od
}

active proctype closer()
{
#ifndef M_POKE_THEN_CLOSED
	STORE(1, CLOSED, 1);
	FENCE(1);
#endif
#ifndef M_NO_POKE
#ifndef M_POKE_DUE_ONLY
	STORE(1, EVERY, 0);
#endif
#ifndef M_POKE_EVERY_ONLY
	STORE(1, DUE, 0);
#endif
#endif
#ifdef M_POKE_THEN_CLOSED
	STORE(1, CLOSED, 1);
#endif
	STORE(1, GONE, 1)
}
