/* stamps.pml - the lane of stamps of an SPSC ring: a place is never overwritten before its reader has read it.
 *
 * Mirrors kc_lane_put (stats/stamp.h), kc_spsc_sent, rx_look, next_stamp, take_stamps, kc_spsc_taken (chan/move.c), and
 * pace_setup for a receiver that takes over (chan/endpoint.c). The lane has 2 places, the ring 4 slots, so the sender
 * may run ahead by more stamps than the lane holds; which elements are stamped is up to the search. Both threads
 * have store buffers. The "time" of a stamp is the position of its element + 1.
 * PROPERTY  each stamp that the receiver reads is that of the element it takes, and the stamp that it waits for is never
 *           of an element that it has taken.
 *
 * RUN pass |                          | one receiver
 * RUN pass | -DTAKEOVER               | a second receiver takes over at any time
 * RUN fail | -DM_NO_CHECK             | the sender does not look whether the place was read
 * RUN fail | -DM_ONE_EARLY            | a place is free when its element is the next to be received
 * RUN fail | -DM_TAKE_THEN_READ       | `received` is stored before the stamp is read
 * RUN fail | -DM_COUNT_FIRST          | the count goes out before the stamp
 * RUN fail | -DM_SENT_FIRST           | the position goes out before the count
 * RUN fail | -DM_STAMPS_FIRST         | the receiver reads the count before the position
 */
#define LANE 2
#define CAPACITY 4
#define MESSAGES 5
#define SENT 0
#define RECEIVED 1
#define STAMPS 2
#define POS(i) (3 + 2 * ((i) % LANE))
#define TICKS(i) (4 + 2 * ((i) % LANE))
#define WORDS 7
#define CPUS 2
#define BUF 4
#include "tso.h"

#ifdef M_NO_CHECK
#define READ_ALREADY true
#elif defined(M_ONE_EARLY)
#define READ_ALREADY (x == 0 || x - 1 <= y)
#else
#define READ_ALREADY (x <= y)
#endif
inline LANE_PUT() {
	LOAD(0, POS(written), x);
	LOAD(0, RECEIVED, y);
	if
	:: READ_ALREADY ->
#ifdef M_COUNT_FIRST
		STORE(0, STAMPS, written + 1);
#endif
		STORE(0, TICKS(written), t + 1);
		STORE(0, POS(written), t + 1);
		written++;
#ifndef M_COUNT_FIRST
		STORE(0, STAMPS, written)
#endif
	:: else
	fi;
	x = 0;
	y = 0
}

active proctype sender()
{
	byte t, written, x, y;
	bool stamped;
	do
	:: t == MESSAGES -> break
	:: else ->
		(t - mem[RECEIVED] < CAPACITY);
		if :: stamped = 0 :: stamped = 1 fi;
#ifdef M_SENT_FIRST
		STORE(0, SENT, t + 1);
		if :: stamped -> LANE_PUT() :: else fi;
#else
		if :: stamped -> LANE_PUT() :: else fi;
		STORE(0, SENT, t + 1);
#endif
		t++
	od
}

#define NEVER 99
inline NEXT_STAMP() {
	if
	:: stamps != stamps_seen -> LOAD(1, POS(stamps), next); next--; assert(next >= h)
	:: else -> next = NEVER
	fi
}
inline RX_LOOK() {
#ifdef M_STAMPS_FIRST
	LOAD(1, STAMPS, x);
	LOAD(1, SENT, seen);
#else
	LOAD(1, SENT, seen);
	LOAD(1, STAMPS, x);
#endif
	if
	:: x != stamps_seen ->
		stamps_seen = x;
		if :: next == NEVER -> NEXT_STAMP() :: else fi
	:: else
	fi;
	x = 0
}
inline TAKE_STAMPS(end) {
	do
	:: next < end ->
		LOAD(1, TICKS(stamps), x);
		assert(x == next + 1);
		stamps++;
		NEXT_STAMP()
	:: else -> break
	od;
	x = 0
}

active proctype receiver()
{
	byte h, seen, stamps, stamps_seen, next = NEVER, x, end;
#ifdef TAKEOVER
	bool taken_over;
#endif
	do
	:: h == MESSAGES -> break
	:: else ->
		if :: seen == h -> (mem[SENT] != h); RX_LOOK() :: else fi;
		if :: end = h + 1 :: seen > h + 1 -> end = h + 2 fi;
#ifdef M_TAKE_THEN_READ
		STORE(1, RECEIVED, end);
		TAKE_STAMPS(end);
#else
		TAKE_STAMPS(end);
		STORE(1, RECEIVED, end);
#endif
		h = end;
		end = 0
#ifdef TAKEOVER
		;
		if
		:: !taken_over ->
			taken_over = 1;
			FENCE(1); /* the domain's lock */
			LOAD(1, STAMPS, stamps);
			stamps_seen = stamps;
			next = NEVER;
			seen = h
		:: true
		fi
#endif
	od
}
