/* spsc.h - an SPSC channel's sender and receiver with their waits: what wait_one.pml and close_spsc.pml share.
 *
 * Mirrors kc_spsc_room, kc_spsc_there, kc_spsc_sent, kc_spsc_taken (chan/move.c), spsc_tx_look, spsc_rx_look
 * (ring/spsc.h), kc_end_published, kc_end_gone_fast, kc_end_wake_peer, sleep_alone (chan/block.{h,c}), kc_side_*_one
 * (wait/side.{h,c}), kc_mode_init, kc_mode_count, kc_mode_woke, kc_mode_is_fast (wait/mode.{h,c}); KC_TYPED's inline
 * path is the FAST branch of published. Elements are their positions; spinning is attempts and adds nothing.
 * Sender is thread 0, receiver thread 1, a closer thread 2; all have store buffers. */
#ifndef MESSAGES
#define MESSAGES 3
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif
#ifndef NAPS
#define NAPS 0 /* sleeps of a side that may time out */
#endif
#define STREAK 2 /* KC_MODE_STREAK */
#define FENCED 0
#define FAST 1

#define SENT 0
#define RECEIVED 1
#define RELEASED 2
#define TX_MODE 3
#define RX_MODE 4
#define TX_WORD 5 /* side[KC_SIDE_SEND].word: the sender sleeps */
#define RX_WORD 6
#define CLOSED 7
#define WORDS 8
#define BUF 4
#include "tso.h"

bool asleep[2];
bool ended[2];
byte got; /* elements that the receiver has taken */

/* kc_side_wake_the_one and what kc_end_wake_peer adds for SPSC; c wakes t */
inline FUTEX_WAKE(c, t) {
	atomic { FENCE(c); asleep[t] = 0 }
}
inline WAKE_PEER(c, t, word, mode_word) {
#ifdef M_WAKE_THEN_SWAP
	FUTEX_WAKE(c, t);
	SWAP(c, word, 0, x);
#else
	SWAP(c, word, 0, x);
	if :: x -> FUTEX_WAKE(c, t) :: else fi;
#endif
	if
	:: x ->
		streak = 0;
		if :: mode != FENCED -> mode = FENCED; STORE(c, mode_word, FENCED) :: else fi
	:: else
	fi;
	x = 0
}

/* kc_end_published */
inline PUBLISHED(c, t, word, mode_word) {
	if
	:: mode == FENCED ->
#ifndef M_NO_FENCED_FENCE
		FENCE(c);
#endif
		LOAD(c, word, x);
		if
		:: x -> WAKE_PEER(c, t, word, mode_word)
		:: else ->
			streak++; /* kc_mode_count */
			if
			:: streak >= STREAK ->
				streak = STREAK;
				mode = FAST;
				STORE(c, mode_word, FAST);
#ifndef M_NO_SWITCH_FENCE
				FENCE(c);
#endif
#ifndef M_NO_SWITCH_LOOK
				LOAD(c, word, x); /* kc_end_gone_fast */
				if :: x -> WAKE_PEER(c, t, word, mode_word) :: else fi
#endif
			:: else
			fi
		fi
	:: else ->
		LOAD(c, word, x);
		if :: x -> WAKE_PEER(c, t, word, mode_word) :: else fi
	fi;
	x = 0
}

#define NOTHING 0
#define DONE 1
#define PIPE 2
#define TIMED_OUT 3

/* spsc_put of one element */
inline SEND_ATTEMPT() {
	r = NOTHING;
#ifdef CLOSES
	LOAD(0, CLOSED, x);
	if :: x -> r = PIPE :: else fi;
#endif
	if
	:: r == NOTHING ->
		if
		:: pos - seen >= CAPACITY ->
			LOAD(0, RELEASED, seen);
			if :: pos - seen >= CAPACITY -> LOAD(0, RECEIVED, seen) :: else fi
		:: else
		fi;
		if
		:: pos - seen < CAPACITY ->
			pos++;
			STORE(0, SENT, pos);
			PUBLISHED(0, 1, RX_WORD, TX_MODE);
			r = DONE
		:: else
		fi
	:: else
	fi;
	x = 0
}

/* rx_look */
inline RX_LOOK() {
	LOAD(1, RELEASED, x);
	if :: x != got -> STORE(1, RELEASED, got) :: else fi;
	LOAD(1, SENT, seen);
	x = 0
}
inline RECEIVE_ATTEMPT() {
	r = NOTHING;
	if :: seen == got -> RX_LOOK() :: else fi;
#ifdef CLOSES
	if
	:: seen == got ->
		LOAD(1, CLOSED, x);
		if
		:: x ->
#ifndef M_NO_REREAD
			RX_LOOK();
#endif
			if :: seen == got -> r = PIPE :: else fi
		:: else
		fi
	:: else
	fi;
#endif
	if
	:: r == NOTHING && seen != got ->
		got++;
		STORE(1, RECEIVED, got);
#if CAPACITY > 1
		if :: got % 2 == 0 -> STORE(1, RELEASED, got) :: else fi; /* release_mask 1 */
#endif
		PUBLISHED(1, 0, TX_WORD, RX_MODE);
		r = DONE
	:: else
	fi;
	x = 0
}

/* kc_mode_is_fast */
inline MEET(c, peer_mode) {
#ifndef M_NO_MEMBARRIER
	LOAD(c, peer_mode, x);
	if :: x == FAST -> MEMBARRIER(c) :: else fi;
	x = 0
#else
	skip
#endif
}

/* The kernel compares and queues in one step. A sleep that may time out ends at any time. */
inline SLEEP_ONE(c, word) {
	atomic {
		FENCE(c);
		if :: mem[word] == 1 -> asleep[c] = 1 :: else fi;
		if :: naps > 0 && asleep[c] -> naps--; timed = 1 :: true fi
	};
	if
	:: atomic { !asleep[c] -> timed = 0 }
	:: atomic { timed && asleep[c] -> asleep[c] = 0; timed = 0; rc = TIMED_OUT }
	fi
}

#ifdef M_NO_SLEEP_FENCE
#define ANNOUNCE(c, word) STORE(c, word, 1)
#else
#define ANNOUNCE(c, word) STORE(c, word, 1); FENCE(c)
#endif
#ifdef M_NO_WITHDRAW
#define WITHDRAW(c, word) skip
#else
#define WITHDRAW(c, word) SWAP(c, word, 0, x); x = 0
#endif

proctype sender()
{
	byte pos, seen, x, streak, r, rc, naps = NAPS;
	bool mode = FENCED, timed;
	do
	:: pos == MESSAGES || r == PIPE -> break
	:: else ->
		SEND_ATTEMPT();
		if
		:: r == NOTHING -> /* sleep_alone */
			do
			::
#ifdef M_MEET_THEN_ANNOUNCE
				MEET(0, RX_MODE);
				ANNOUNCE(0, TX_WORD);
#else
				ANNOUNCE(0, TX_WORD);
				MEET(0, RX_MODE);
#endif
#ifndef M_NO_RECHECK
				SEND_ATTEMPT();
				if :: r != NOTHING -> break :: else fi;
#endif
				SLEEP_ONE(0, TX_WORD);
				SEND_ATTEMPT();
				if :: r != NOTHING || rc == TIMED_OUT -> break :: else fi
			od;
			rc = 0;
			WITHDRAW(0, TX_WORD)
		:: else
		fi
	od;
	ended[0] = 1
}

proctype receiver()
{
	byte seen, x, streak, r, rc, naps = NAPS;
	bool mode = FENCED, timed;
	do
#ifdef CLOSES
	:: r == PIPE -> break
	:: r != PIPE ->
#else
	:: got == MESSAGES -> break
	:: got != MESSAGES ->
#endif
		RECEIVE_ATTEMPT();
		if
		:: r == NOTHING ->
			do
			::
#ifdef M_MEET_THEN_ANNOUNCE
				MEET(1, TX_MODE);
				ANNOUNCE(1, RX_WORD);
#else
				ANNOUNCE(1, RX_WORD);
				MEET(1, TX_MODE);
#endif
#ifndef M_NO_RECHECK
				RECEIVE_ATTEMPT();
				if :: r != NOTHING -> break :: else fi;
#endif
				SLEEP_ONE(1, RX_WORD);
				RECEIVE_ATTEMPT();
				if :: r != NOTHING || rc == TIMED_OUT -> break :: else fi
			od;
			rc = 0;
			WITHDRAW(1, RX_WORD)
		:: else
		fi
	od;
	ended[1] = 1
}
