/* lanes.pml - an MPSC channel: two senders with a lane each, one receiver that goes round; no lost wake, no lost lane.
 *
 * Mirrors kc_hint_some, kc_hint_fast, kc_hint_fenced, kc_hints_look (wait/hints.h), kc_end_published, kc_end_wake_peer,
 * sleep_alone (chan/block.{h,c}), kc_mode_count, kc_mode_woke, kc_mode_is_fast (wait/mode.{h,c}), kc_lanes_next, kc_lanes_any,
 * kc_lanes_fast, kc_lane_take (chan/lanes.c), more, open_sender, close_end, meet (chan/flow_mpsc.c) and the last sender's
 * close (chan/endpoint.c, chan/chan.c). The lanes stand in groups of their own, so that one may be linked late; a bit is
 * a word. A lane has room for CAPACITY elements; KC_MODE_STREAK is 1. Sender is thread 0 or 1, receiver thread 2.
 * PROPERTY  everybody ends (else "invalid end state"): no sleeper that nobody wakes; the receiver has received all that
 *           was sent, from both lanes, and with CLOSES ends by -EPIPE.
 * ROOM: the other half. Senders sleep for room, and the receiver takes what it finds until it has everything.
 *
 * RUN pass |                              | a sender that goes FAST, and one whose lane is linked late
 * RUN pass | -DSTREAK=9 -DSECOND=2        | senders that always fence
 * RUN pass | -DCLOSES -DFIRST=1           | the last sender's close ends the stream
 * RUN pass | -DREUSE                      | the second sender takes the first one's lane when it is drained
 * RUN pass | -DROOM -DSECOND=2            | senders that sleep on their own lanes
 * RUN fail | -DM_LINK_LATE                | a lane is linked after its first publication
 * RUN fail | -DM_NO_FENCED_FENCE          | FENCED without its fence: the bit is looked at before the position is out
 * RUN fail | -DM_BIT_THEN_PUBLISH         | the bit is set before the publication
 * RUN fail | -DSTREAK=9 -DM_SLEEPER_THEN_BIT | the sleeper is looked for before the bit is set
 * RUN fail | -DSTREAK=9 -DM_LOOK_THEN_TAKE | lost bit: the receiver looks at the position, then takes the bit away
 * RUN fail | -DSTREAK=9 -DM_PLAIN_TAKE    | lost bit: the bit is taken by a load and a store
 * RUN fail | -DSTREAK=9 -DM_SHOWN_ONCE    | lost lane: it leaves one that has more and keeps no bit
 * RUN fail | -DM_FORGET_LANE              | it does not go round to the second lane
 * RUN fail | -DM_NO_FAST_LOOK             | it does not look at lanes of senders that do not fence
 * RUN fail | -DM_SOME_THEN_FAST           | it reads `some` before `fast`
 * RUN fail | -DM_CLEAR_THEN_SET           | leaving FAST clears `fast` before it sets `some`
 * RUN fail | -DM_FAST_NO_FENCE            | FAST is stored without a fence before the next publication
 * RUN fail | -DSECOND=2 -DM_MODE_OF_ONE   | a sleeping receiver meets the first lane's sender only
 * RUN fail | -DM_NO_RECHECK               | no round between announcement and sleep
 * RUN fail | -DCLOSES -DM_NO_REREAD       | closed, and no second round
 * RUN fail | -DCLOSES -DM_REREAD_ONE      | closed, and a second look at the first lane only
 * RUN fail | -DROOM -DSECOND=2 -DM_LANE_MODE | a sender that waits reads a mode that the receiver keeps for the first lane only
 * RUN fail | -DROOM -DSECOND=2 -DM_WAKE_ONE | the receiver looks for a sleeper on the first lane only
 */
#ifndef FIRST
#define FIRST 2 /* elements of the first sender */
#endif
#ifndef SECOND
#define SECOND 1
#endif
#ifdef ROOM
#define CAPACITY 1
#else
#define CAPACITY 9
#endif
#ifndef STREAK
#define STREAK 1
#endif
#define FENCED 0
#define FAST 1

#define SENT(l) (l)
#define RECEIVED(l) (2 + (l))
#define SOME(l) (4 + (l))
#define FASTS(l) (6 + (l))
#define ROOM_WORD(l) (8 + (l)) /* the lane's sender sleeps */
#define RX_WORD 10             /* the receiver sleeps */
#define RX_MODE 11
#define CLOSED 12
#define LINKED 13
#define WORDS 14
#define CPUS 3
#define BUF 2
#include "tso.h"

#define NONE 2
#define NOTHING 0
#define DONE 1
#define PIPE 2

bool asleep[3], ended[3];
byte open_senders = 2;
byte got[2]; /* elements that the receiver has taken, by lane */

/* a locked or, and */
inline LOCKED(c, a, v) {
	atomic { FENCE(c); mem[a] = v }
}
inline FUTEX_WAKE(c, t) {
	atomic { FENCE(c); asleep[t] = 0 }
}

/* --- sender ---------------------------------------------------------------------------------- */

#ifdef ROOM
#define PUBLISHED(c, l) skip
#define LEAVE_FAST(c, l) skip
#else
/* kc_mode_woke of a lane's sender */
inline LEAVE_FAST(c, l) {
	streak = 0;
	if
	:: mode != FENCED ->
		mode = FENCED;
#ifdef M_CLEAR_THEN_SET
		LOCKED(c, FASTS(l), 0);
		LOCKED(c, SOME(l), 1)
#else
		LOCKED(c, SOME(l), 1);
		LOCKED(c, FASTS(l), 0)
#endif
	:: else
	fi
}
inline WAKE_RECEIVER(c, l) {
	SWAP(c, RX_WORD, 0, x);
	if :: x -> FUTEX_WAKE(c, 2); LEAVE_FAST(c, l) :: else fi;
	x = 0
}
inline SHOW(c, l) {
	LOAD(c, SOME(l), x);
	if :: x == 0 -> LOCKED(c, SOME(l), 1) :: else fi;
	x = 0
}
inline PUBLISHED(c, l) {
	if
	:: mode == FENCED ->
#ifndef M_NO_FENCED_FENCE
		FENCE(c);
#endif
#ifdef M_SLEEPER_THEN_BIT
		LOAD(c, RX_WORD, y);
#endif
#ifndef M_BIT_THEN_PUBLISH
		SHOW(c, l);
#endif
#ifndef M_SLEEPER_THEN_BIT
		LOAD(c, RX_WORD, y);
#endif
		if
		:: y -> WAKE_RECEIVER(c, l)
		:: else ->
			streak++; /* kc_mode_count */
			if
			:: streak >= STREAK ->
				streak = STREAK;
				mode = FAST;
#ifdef M_FAST_NO_FENCE
				STORE(c, FASTS(l), 1)
#else
				LOCKED(c, FASTS(l), 1);
				FENCE(c);
				LOAD(c, RX_WORD, y); /* kc_end_gone_fast */
				if :: y -> WAKE_RECEIVER(c, l) :: else fi
#endif
			:: else
			fi
		fi
	:: else ->
		LOAD(c, RX_WORD, y);
		if :: y -> WAKE_RECEIVER(c, l) :: else fi
	fi;
	y = 0
}
#endif

inline LINK(c, l) {
	if :: l == 1 -> STORE(c, LINKED, 1); FENCE(c) /* the domain's lock */ :: else fi
}

inline SEND_ATTEMPT(c, l) {
	done = 0;
	if :: pos - seen >= CAPACITY -> LOAD(c, RECEIVED(l), seen) :: else fi;
	if
	:: pos - seen < CAPACITY ->
		pos++;
#ifdef M_BIT_THEN_PUBLISH
		SHOW(c, l);
#endif
		STORE(c, SENT(l), pos);
		PUBLISHED(c, l);
		done = 1
	:: else
	fi
}

/* l: its lane; c: its thread */
proctype sender(byte c; byte l; byte count)
{
	byte pos, seen, x, y, streak, start;
	bool mode = FENCED, done;
#ifdef REUSE
	/* kc_lane_take: the first one has closed, and nothing of it is left */
	if
	:: c == 1 ->
		(ended[0] && mem[RECEIVED(0)] == mem[SENT(0)]);
		pos = mem[SENT(0)];
		seen = pos;
		start = pos
	:: else
	fi;
#else
#ifndef M_LINK_LATE
	LINK(c, l);
#endif
#endif
	do
	:: pos - start == count -> break
	:: else ->
		SEND_ATTEMPT(c, l);
#ifdef M_LINK_LATE
		if :: pos == 1 -> LINK(c, l) :: else fi;
#endif
#ifdef ROOM
		if
		:: !done -> /* sleep_alone */
			do
			::
				STORE(c, ROOM_WORD(l), 1);
				FENCE(c);
#ifdef M_LANE_MODE
				if :: l == 0 -> LOAD(c, RX_MODE, x) :: else -> x = FENCED fi;
#else
				LOAD(c, RX_MODE, x);
#endif
				if :: x == FAST -> MEMBARRIER(c) :: else fi;
				x = 0;
				SEND_ATTEMPT(c, l);
				if :: done -> break :: else fi;
				atomic { FENCE(c); if :: mem[ROOM_WORD(l)] -> asleep[c] = 1 :: else fi };
				(!asleep[c]);
				SEND_ATTEMPT(c, l);
				if :: done -> break :: else fi
			od;
			SWAP(c, ROOM_WORD(l), 0, x);
			x = 0
		:: else
		fi
#endif
	od;
	LEAVE_FAST(c, l); /* close_end */
#ifdef CLOSES
	atomic { FENCE(c); open_senders--; done = (open_senders == 0) };
#else
	done = 0;
#endif
	ended[c] = 1;
	if
	:: done ->
		STORE(c, CLOSED, 1);
		FENCE(c);
		SWAP(c, RX_WORD, 0, x);
		if :: x -> FUTEX_WAKE(c, 2) :: else fi
	:: else
	fi;
	x = 0
}

/* --- receiver -------------------------------------------------------------------------------- */

/* kc_hints_look and first_of: lane l */
inline LOOK(l) {
	if
	:: found == NONE ->
#ifdef M_SOME_THEN_FAST
		LOAD(2, SOME(l), x);
		if :: x -> SWAP(2, SOME(l), 0, x); shown[l] = shown[l] || x :: else fi;
		LOAD(2, FASTS(l), y);
#else
		LOAD(2, FASTS(l), y);
#ifdef M_LOOK_THEN_TAKE
		LOAD(2, SENT(l), z);
#endif
		LOAD(2, SOME(l), x);
#ifdef M_PLAIN_TAKE
		if :: x -> STORE(2, SOME(l), 0); shown[l] = 1 :: else fi;
#else
		if :: x -> SWAP(2, SOME(l), 0, x); shown[l] = shown[l] || x :: else fi;
#endif
#endif
#ifdef M_NO_FAST_LOOK
		y = 0;
#endif
		if
		:: shown[l] || y ->
#ifndef M_LOOK_THEN_TAKE
			LOAD(2, SENT(l), z);
#endif
			if :: z != got[l] -> found = l :: else -> shown[l] = 0 fi
		:: else
		fi;
		x = 0;
		y = 0;
		z = 0
	:: else
	fi
}
#ifdef ROOM
inline ROUND() {
	if
	:: mem[SENT(0)] != got[0] -> found = 0
	:: mem[SENT(1)] != got[1] -> found = 1
	fi
}
#else
inline ROUND() {
	found = NONE;
	LOAD(2, LINKED, w);
#ifdef M_FORGET_LANE
	w = 0;
#endif
	if
	:: at == 0 -> if :: w -> LOOK(1) :: else fi; LOOK(0)
	:: else -> LOOK(0); LOOK(1)
	fi;
	w = 0
}
#endif
/* kc_lanes_any */
inline REREAD() {
	LOAD(2, SENT(0), x);
	if :: x != got[0] -> found = 0 :: else fi;
#ifndef M_REREAD_ONE
	LOAD(2, LINKED, w);
	if :: w && found == NONE -> LOAD(2, SENT(1), x); if :: x != got[1] -> found = 1 :: else fi :: else fi;
#endif
	x = 0;
	w = 0
}
inline WAKE_SENDER(l) {
	SWAP(2, ROOM_WORD(l), 0, x);
	if
	:: x ->
#ifdef REUSE
		FUTEX_WAKE(2, 0);
#else
		FUTEX_WAKE(2, l);
#endif
		streak = 0;
		if :: mode != FENCED -> mode = FENCED; STORE(2, RX_MODE, FENCED) :: else fi
	:: else
	fi;
	x = 0
}
#ifdef M_WAKE_ONE
#define LOOKED_AT(l) 0
#else
#define LOOKED_AT(l) l
#endif
inline TAKEN(l) {
#ifdef ROOM
	if
	:: mode == FENCED ->
		FENCE(2);
		LOAD(2, ROOM_WORD(LOOKED_AT(l)), y);
		if
		:: y -> WAKE_SENDER(LOOKED_AT(l))
		:: else ->
			streak++;
			if
			:: streak >= STREAK ->
				streak = STREAK;
				mode = FAST;
				STORE(2, RX_MODE, FAST);
				FENCE(2);
				LOAD(2, ROOM_WORD(LOOKED_AT(l)), y);
				if :: y -> WAKE_SENDER(LOOKED_AT(l)) :: else fi
			:: else
			fi
		fi
	:: else ->
		LOAD(2, ROOM_WORD(LOOKED_AT(l)), y);
		if :: y -> WAKE_SENDER(LOOKED_AT(l)) :: else fi
	fi;
	y = 0
#else
	skip
#endif
}

/* more, and one element taken */
inline RECEIVE_ATTEMPT() {
	r = NOTHING;
	ROUND();
#ifdef CLOSES
	if
	:: found == NONE ->
		LOAD(2, CLOSED, x);
		if
		:: x ->
			x = 0;
#ifndef M_NO_REREAD
			REREAD();
#endif
			if :: found == NONE -> r = PIPE :: else fi
		:: else
		fi
	:: else
	fi;
#endif
	if
	:: found != NONE ->
#ifdef M_SHOWN_ONCE
		shown[found] = 0;
#endif
		at = found;
		got[found]++;
#if defined(ROOM) || defined(REUSE)
		STORE(2, RECEIVED(found), got[found]);
#endif
		TAKEN(found);
		r = DONE
	:: else
	fi;
	found = NONE
}

proctype receiver()
{
	byte at, found = NONE, x, y, z, w, r, streak;
	bool mode = FENCED, shown[2];
	do
#ifdef CLOSES
	:: r == PIPE -> break
	:: r != PIPE ->
#else
	:: got[0] + got[1] == FIRST + SECOND -> break
	:: got[0] + got[1] != FIRST + SECOND ->
#endif
		RECEIVE_ATTEMPT();
#ifndef ROOM
		if
		:: r == NOTHING -> /* sleep_alone */
			do
			::
				STORE(2, RX_WORD, 1);
				FENCE(2);
				LOAD(2, FASTS(0), x); /* kc_lanes_fast */
#ifndef M_MODE_OF_ONE
				LOAD(2, LINKED, w);
				if :: w && !x -> LOAD(2, FASTS(1), x) :: else fi;
				w = 0;
#endif
				if :: x -> MEMBARRIER(2) :: else fi;
				x = 0;
#ifndef M_NO_RECHECK
				RECEIVE_ATTEMPT();
				if :: r != NOTHING -> break :: else fi;
#endif
				atomic { FENCE(2); if :: mem[RX_WORD] -> asleep[2] = 1 :: else fi };
				(!asleep[2]);
				RECEIVE_ATTEMPT();
				if :: r != NOTHING -> break :: else fi
			od;
			SWAP(2, RX_WORD, 0, x);
			x = 0
		:: else
		fi
#endif
	od;
	ended[2] = 1
}

init {
	atomic {
		run sender(0, 0, FIRST);
#ifdef REUSE
		run sender(1, 0, SECOND);
#else
		run sender(1, 1, SECOND);
#endif
		run receiver()
	};
	(ended[0] && ended[1] && ended[2]);
#ifdef REUSE
	assert(got[0] == FIRST + SECOND)
#else
	assert(got[0] == FIRST && got[1] == SECOND)
#endif
}
