/* close_limit.pml - how a sender on the fast path learns of a close that it never looks for (edge C1).
 *
 * Mirrors kc_chan_shut (chan/chan.c: closed, fence, membarrier, then limit = edge = 0 in each sender),
 * kc_end_limit (chan/endpoint.c: limit, edge, compiler barrier, then a look at closed), the inline paths of KC_TYPED
 * (kc/typed.h: one by one by limit, in place by edge) and of kc_put_fast (chan/stream.h), kc_spsc_room (chan/stream.h).
 * Both threads have store buffers; the two write the same words. `gone` is whatever tells the sender in its own program that the close has happened before.
 * PROPERTY  an operation that begins after a close that happened before it publishes nothing, inline or not.
 *
 * RUN pass |                        | two new limits anywhere
 * RUN fail | -DM_NO_MEMBARRIER      | the close trusts a fence of its own: a limit in the sender's buffer overwrites the 0
 * RUN fail | -DM_NO_LOOK            | kc_end_limit does not look at closed
 * RUN fail | -DM_LOOK_THEN_STORE    | kc_end_limit looks first, then stores
 * RUN fail | -DM_POKE_THEN_CLOSED   | the 0 goes out before closed is visible
 * RUN fail | -DM_BARRIER_FIRST      | membarrier before closed instead of after it
 * RUN fail | -DM_NO_POKE            | the close does not touch the limits
 * RUN fail | -DM_POKE_LIMIT_ONLY    | it forgets the edge
 * RUN fail | -DM_EDGE_LATE          | kc_end_limit writes the edge after its look
 * RUN pass | -DM_NO_FENCE           | the fence before the membarrier is not needed for this: the call begins with one
 */
#define CLOSED 0
#define LIMIT 1
#define EDGE 2
#define GONE 3
#define WORDS 4
#define CPUS 2
#define BUF 6
#include "tso.h"
#define FAR 99
#define OPERATIONS 6
#define LIMITS 2

inline NEW_LIMIT() {
#ifdef M_LOOK_THEN_STORE
	LOAD(0, CLOSED, x);
#endif
	STORE(0, LIMIT, FAR);
#ifndef M_EDGE_LATE
	STORE(0, EDGE, FAR);
#endif
#if !defined(M_NO_LOOK) && !defined(M_LOOK_THEN_STORE)
	LOAD(0, CLOSED, x);
#endif
	if :: x -> STORE(0, LIMIT, 0); STORE(0, EDGE, 0) :: else fi;
#ifdef M_EDGE_LATE
	if :: x == 0 -> STORE(0, EDGE, FAR) :: else fi;
#endif
	x = 0
}

active proctype sender()
{
	byte t, x, limits = LIMITS;
	bool gone;
	do
	:: t == OPERATIONS -> break
	:: else ->
		LOAD(0, GONE, gone);
		if
		:: LOAD(0, LIMIT, x)
		:: LOAD(0, EDGE, x)
		fi;
		if
		:: t < x -> x = 0
		:: else -> /* kc_typed_send */
			LOAD(0, CLOSED, x);
			if :: x -> break :: else fi
		fi;
		assert(!gone);
		t++;
		if
		:: limits > 0 -> limits--; NEW_LIMIT() /* room found, gone FAST, stamped */
		:: true
		fi
	od
}

active proctype closer()
{
#ifdef M_BARRIER_FIRST
	MEMBARRIER(1);
#endif
#ifndef M_POKE_THEN_CLOSED
	STORE(1, CLOSED, 1);
#endif
#ifndef M_NO_FENCE
	FENCE(1);
#endif
#if !defined(M_NO_MEMBARRIER) && !defined(M_BARRIER_FIRST)
	MEMBARRIER(1);
#endif
#ifndef M_NO_POKE
	STORE(1, LIMIT, 0);
#ifndef M_POKE_LIMIT_ONLY
	STORE(1, EDGE, 0);
#endif
#endif
#ifdef M_POKE_THEN_CLOSED
	STORE(1, CLOSED, 1);
#endif
	STORE(1, GONE, 1)
}
