/* waitq.pml - a pool built on the public waiter queue: waits in one call and waits by hand.
 *
 * Mirrors kc_waitq_wait, kc_waitq_prepare, kc_waitq_commit, kc_waitq_abort and kc_waitq_wake (api/waitq.c) over
 * wait/counts.h. Givers add things and wake; takers take one each. Waits by hand may abort without a look,
 * and who was woken may give up without one: it then owes the others a wake.
 *
 * PROPERTY  when nothing can move any more, nobody sleeps while there is a thing; nothing is taken twice.
 *
 * RUN pass | -DTWICE                    | two takers in one call, one giver of two, one of one
 * RUN pass | -DTIMED                    | the same with time-outs
 * RUN pass | -DHAND                     | one in one call, two by hand
 * RUN pass | -DHAND -DTIMED             | the same with time-outs
 * RUN pass | -DHAND -DALL               | the givers wake all
 * RUN pass | -DPASS_ON                  | one wake for two things: KC_LOOK_DONE passes on
 * RUN fail | -DPASS_ON -DM_LAST         | KC_LOOK_LAST where something is left
 * RUN pass | -DHAND -DONE                | one thing for three
 * RUN fail | -DHAND -DONE -DM_OWES_NOTHING | who was woken gives up and wakes nobody
 * RUN fail | -DHAND -DM_LEAVE_KEEPS     | commit and abort leave their wake in the count
 * RUN fail | -DHAND -DM_WORD_LATE       | commit sleeps on the word that it reads itself
 * RUN fail | -DTWICE -DM_NO_RECHECK     | no look between announcement and sleep
 * RUN fail | -DTWICE -DM_NO_WORD        | the waker does not advance the word
 * RUN fail | -DTWICE -DM_WAKE_FIRST     | the wake before the thing
 */
#include "counts.h"
byte things, given, taken;
#define NOTHING 0
#define GOT 1
#define GAVE_UP 2

inline LOOK() {
	atomic { if :: things > 0 -> things--; taken++; r = GOT :: else -> r = NOTHING fi }
}
#ifdef TIMED
#define LATE true
#else
#define LATE false
#endif

proctype taker(byte p)
{
	byte r, seen, x;
	bool late;
	LOOK();
	if
	:: r == NOTHING ->
		ANNOUNCE();
		do
		:: READ_WORD();
#ifdef M_NO_RECHECK
			if :: late -> LOOK() :: else fi;
#else
			LOOK();
#endif
			if :: r != NOTHING || late -> break :: else fi;
			SLEEP(p, LATE);
#ifdef M_NO_RECHECK
			if :: !late -> LOOK() :: else fi;
			if :: r != NOTHING -> break :: else fi
#endif
		od;
		seen = 0;
		LEAVE();
		/* A late one passes on what reached it; here its own look does. */
#if defined(PASS_ON) && !defined(M_LAST)
		if :: r == GOT -> WAKE(1) :: else fi
#endif
	:: else
	fi;
	late = false;
	r = 0
}

proctype by_hand(byte p)
{
	byte r, seen, x;
	bool late;
	do
	:: LOOK();
		if :: r != NOTHING -> break :: else fi;
		ANNOUNCE();
		READ_WORD();
		if
		:: true -> LEAVE(); r = GAVE_UP /* kc_waitq_abort without a look */
		:: true -> LOOK(); /* `true`: or the `else` in it would be one of this choice, too */
			if
			:: r != NOTHING -> LEAVE()
			:: else ->
				SLEEP(p, LATE);
				LEAVE(); /* kc_waitq_commit ends */
				if
				:: late -> r = GAVE_UP
				:: !late -> /* woken: gives up, or looks again */
					if
					:: r = GAVE_UP;
#ifndef M_OWES_NOTHING
						WAKE(1)
#endif
					:: skip
					fi
				fi
			fi
		fi;
		seen = 0;
		late = false;
		if :: r != NOTHING -> break :: else fi
	od;
	seen = 0;
	r = 0
}

#ifdef ALL
#define MANY 9
#else
#define MANY n
#endif
proctype giver(byte n)
{
	byte x;
#ifdef M_WAKE_FIRST
	WAKE(MANY);
#endif
	atomic { things = things + n; given = given + n };
#ifdef PASS_ON
	WAKE(1)
#elif !defined(M_WAKE_FIRST)
	WAKE(MANY)
#endif
}

init {
	atomic {
#ifndef ONE
		run giver(2);
#endif
#ifdef TWICE
		run giver(1);
#endif
#ifdef HAND
		run giver(1);
		run by_hand(0);
		run by_hand(1);
		run taker(2);
#else
		run taker(0);
		run taker(1);
#ifdef TIMED
		run giver(1);
#endif
		run taker(2)
#endif
	};
	timeout -> assert(!(asleep != 0 && things > 0) && taken + things == given)
}
