/* cells.pml - the ring with the flag in the slot (KC_LOW_LATENCY): each element once, whole, in order, and the end.
 *
 * Mirrors kc_cells_room, kc_cells_put, kc_cells_there, kc_cells_get (ring/cells.h) and put, seen (chan/flow_cells.c) with
 * capacity CAPACITY and MESSAGES elements, which are their positions + 1. The sender closes the channel itself when
 * it has sent all (what overlaps a close of another thread is close_spsc's). A tool reads `received`, then `sent`.
 * Waiting is what the other rings do: wait_one.
 * PROPERTY  the receiver sees 1, 2, 3 ... and the end only behind the last; a tool never sees more received than sent.
 *
 * RUN pass |                             | capacity 2, five elements
 * RUN pass | -DCAPACITY=1 -DMESSAGES=3   | a slot alone: its sequence tells full from empty
 * RUN fail | -DM_SEQ_FIRST               | the sequence before the element (C1)
 * RUN fail | -DM_NO_ROOM                 | the sender looks at no position before it uses a slot again
 * RUN fail | -DM_TAKE_THEN_GET           | the position is given back before the slot is read (C2)
 * RUN fail | -DM_SENT_LATE               | `sent` behind the sequence: a tool sees more received than sent
 * RUN fail | -DM_NO_SECOND_LOOK          | closed before drained
 * RUN fail | -DM_FLAG_ONLY               | a flag in place of the sequence: an old lap looks like the next one
 */
#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef MESSAGES
#define MESSAGES 5
#endif
#define CPUS 3
#define BUF 6
#define SENT 0
#define RECEIVED 1
#define CLOSED 2
#define SEQ(i) (3 + (i))
#define ELEM(i) (3 + CAPACITY + (i))
#define WORDS (3 + 2 * CAPACITY)
#include "tso.h"

#ifdef M_FLAG_ONLY
#define FLAG(pos) 1
#else
#define FLAG(pos) ((pos) + 1)
#endif

active proctype sender()
{
	byte t, known, at;
	do
	:: t == MESSAGES -> break
	:: else ->
#ifndef M_NO_ROOM
		do
		:: CAPACITY - (t - known) > 0 -> break
		:: else -> LOAD(0, RECEIVED, known)
		od;
#endif
		at = t % CAPACITY;
#ifndef M_SENT_LATE
		STORE(0, SENT, t + 1);
#endif
#ifdef M_SEQ_FIRST
		STORE(0, SEQ(at), FLAG(t));
		STORE(0, ELEM(at), t + 1);
#else
		STORE(0, ELEM(at), t + 1);
		STORE(0, SEQ(at), FLAG(t));
#endif
#ifdef M_SENT_LATE
		STORE(0, SENT, t + 1);
#endif
		t++
	od;
	STORE(0, CLOSED, 1)
}

active proctype receiver()
{
	byte h, x, at, elem;
	do
	:: at = h % CAPACITY;
		LOAD(1, SEQ(at), x);
		if
		:: x == FLAG(h)
		:: else ->
			LOAD(1, CLOSED, x);
			if
			:: x ->
#ifndef M_NO_SECOND_LOOK
				LOAD(1, SEQ(at), x);
#else
				x = 255;
#endif
				if
				:: x == FLAG(h)
				:: else -> break
				fi
			:: else -> goto again
			fi
		fi;
#ifdef M_TAKE_THEN_GET
		STORE(1, RECEIVED, h + 1);
		LOAD(1, ELEM(at), elem);
#else
		LOAD(1, ELEM(at), elem);
		STORE(1, RECEIVED, h + 1);
#endif
		assert(elem == h + 1);
		h++;
again:
		x = 0; elem = 0
	od;
	assert(h == MESSAGES)
}

active proctype tool()
{
	byte received, sent;
	LOAD(2, RECEIVED, received);
	LOAD(2, SENT, sent);
	assert(received <= sent)
}
