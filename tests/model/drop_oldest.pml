/* drop_oldest.pml - KC_DROP_OLDEST on SPSC: a ring whose sender takes the oldest elements when it is full
 * (ring/dropping.c, chan/flow_dropping.c).
 *
 * Two slots of two words, so that a copy can be torn. The sender's stores go through a store buffer (tso.h), the
 * receiver stores nothing but by its locked swap. The sender brings four values, one or two at a time, and closes;
 * the receiver goes on until -EPIPE and takes one or two at a time.
 * PROPERTY  a value is whole; each is received or dropped once, in order; what is dropped was the oldest of a full ring;
 *           after a drop there is room, so the sender never waits; -EPIPE means that nothing is left.
 *
 * RUN pass |                      | one at a time
 * RUN pass | -DPAIRS              | two at a time where there is room or as many are there
 * RUN pass | -DLOOKS              | head, still, take: what is taken is what was looked at
 * RUN fail | -DM_KEEPS_COPY       | a receiver whose swap failed keeps its copy
 * RUN fail | -DM_STORES           | a receiver stores `received` instead of swapping it
 * RUN fail | -DM_DROPS_BLINDLY    | a sender stores `received` instead of swapping it
 * RUN fail | -DM_COPY_LATE        | a receiver claims first and copies then
 * RUN fail | -DM_WRITE_EARLY      | a sender writes over the oldest before it has taken it
 * RUN fail | -DM_DROPS_ANYWHERE   | a sender drops from wherever the receiver is by then
 * RUN fail | -DM_SENT_FIRST       | the position is published before the element
 * RUN fail | -DM_ONE_LOOK         | -EPIPE without another look after "closed"
 */
#define CPUS 2
#define SENDER 0
#define RECEIVER 1
#define BUF 3
#define SLOT(pos, word) (2 * ((pos) % 2) + (word))
#define RECEIVED 4
#define SENT 5
#define CLOSED 6
#define WORDS 7
#define VALUES 4
#include "tso.h"

byte received, dropped; /* how many */
byte ends[VALUES + 1];  /* of each value, which is its position + 1 */

#define FULL_AT(h) (t - (h) == 2)

/* put(), with n elements; t is `sent`, which is the sender's own */
inline WRITE() {
	i = 0;
	do
	:: i < k ->
		STORE(SENDER, SLOT(t + i, 0), t + i + 1);
		STORE(SENDER, SLOT(t + i, 1), t + i + 1);
		i++
	:: else -> break
	od;
	i = 0
}
inline DROP() {
#ifdef M_DROPS_ANYWHERE
	LOAD(SENDER, RECEIVED, h);
#else
	h = t - 2;
#endif
#ifdef M_WRITE_EARLY
	WRITE();
#endif
#ifdef M_DROPS_BLINDLY
	gone = k;
	STORE(SENDER, RECEIVED, h + k);
#else
	atomic {
		FENCE(SENDER);
		if
		:: mem[RECEIVED] == h -> assert(FULL_AT(h)); mem[RECEIVED] = h + k; gone = k
		:: else -> gone = 0
		fi
	};
#endif
	d_step { /* handed over from the slots, which only the sender writes */
		do
		:: gone > 0 -> gone--; h++; ends[h]++; assert(ends[h] == 1); dropped++
		:: else -> break
		od;
		h = 0
	}
}

proctype sender()
{
	byte t, h, i, k, gone, room;
	do
	:: t < VALUES ->
		k = 1;
#ifdef PAIRS
		if :: t + 2 <= VALUES -> k = 2 :: true fi;
#endif
		LOAD(SENDER, RECEIVED, h);
		room = 2 - (t - h);
		if
		:: room == 0 ->
			DROP();
			LOAD(SENDER, RECEIVED, h);
			room = 2 - (t - h);
			assert(room > 0)
		:: else
		fi;
		if :: k > room -> k = room :: else fi;
#ifdef M_SENT_FIRST
		STORE(SENDER, SENT, t + k);
		WRITE();
#else
#ifndef M_WRITE_EARLY
		WRITE();
#else
		if :: room != 0 -> WRITE() :: else fi;
#endif
		STORE(SENDER, SENT, t + k);
#endif
		d_step { t = t + k; h = 0; k = 0; room = 0 }
	:: else -> break
	od;
	STORE(SENDER, CLOSED, 1)
}

/* Without stores of its own the receiver reads memory. */
inline LOOK() {
	h = mem[RECEIVED];
	there = mem[SENT] - h
}

proctype receiver()
{
	byte h, there, n, i, low, high, next;
	byte copy[2];
	bool won;
	do
	:: LOOK();
		if
		:: there == 0 ->
			if
			:: mem[CLOSED] ->
#ifndef M_ONE_LOOK
				LOOK();
#endif
				if
				:: there == 0 ->
					assert(received + dropped == VALUES);
					break
				:: else
				fi
			:: else
			fi
		:: else
		fi;
		if
		:: there > 0 ->
			n = 1;
#ifdef PAIRS
			if :: there > 1 -> n = 2 :: true fi;
#endif
#ifdef M_COPY_LATE
			atomic { won = mem[RECEIVED] == h; if :: won -> mem[RECEIVED] = h + n :: else fi };
#endif
			i = 0;
			do
			:: i < n ->
				low = mem[SLOT(h + i, 0)];
				high = mem[SLOT(h + i, 1)];
				/* Torn, or the next lap's; to be believed only if the swap succeeds. */
				copy[i] = (low == high -> low : 0);
				i++
			:: else -> break
			od;
#ifdef LOOKS
			/* still(): the length that was read was that of the oldest, which may be too long. */
			if :: mem[RECEIVED] == h -> assert(copy[0] == h + 1) :: else fi;
#endif
#ifdef M_STORES
			won = mem[RECEIVED] == h;
			if :: won -> mem[RECEIVED] = h + n :: else fi;
#elif !defined(M_COPY_LATE)
			atomic { won = mem[RECEIVED] == h; if :: won -> mem[RECEIVED] = h + n :: else fi };
#endif
#ifdef M_KEEPS_COPY
			won = true;
#endif
			skip;
			d_step {
				i = 0;
				do
				:: won && i < n ->
					assert(copy[i] != 0); /* whole */
					assert(copy[i] == h + i + 1 && copy[i] > next); /* in order */
					next = copy[i];
					ends[next]++;
					assert(ends[next] == 1);
					received++;
					i++
				:: else -> break
				od;
				i = 0; n = 0; low = 0; high = 0; copy[0] = 0; copy[1] = 0; won = 0; h = 0; there = 0
			}
		:: else
		fi
	od
}

init {
	atomic {
		run sender();
		run receiver()
	};
	timeout -> assert(received + dropped == VALUES)
}
