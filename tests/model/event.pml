/* event.pml - a manual-reset event that is set and reset at once, against waits.
 *
 * Mirrors kc_event_set, kc_event_reset, kc_event_wait and its look (api/event.c) over kc_waitq_wait and
 * kc_waitq_wake_all (api/waitq.c, wait/counts.h). A wait begins where it reads the state.
 *
 * PROPERTY  when nothing can move any more, nobody sleeps whose wait began before a set; who returns 0 was
 *           let go by a set after its wait began, or found the event set.
 *
 * RUN pass |                         | two waiters, set and reset twice
 * RUN pass | -DTIMED                 | with time-outs
 * RUN pass | -DTWO_SETTERS           | two threads set, one of them resets
 * RUN fail | -DM_BIT                 | the look sees only whether it is set, not that it was
 * RUN fail | -DM_NO_GENERATION       | the reset restores the word that was
 * RUN fail | -DM_WAKE_ONE            | a set wakes one
 * RUN fail | -DM_WAKE_FIRST          | the wake before the set
 * RUN fail | -DM_NO_WORD             | the waker does not advance the word
 * RUN fail | -DM_NO_RECHECK          | no look between announcement and sleep
 * RUN fail | -DM_WORD_LATE           | the word is read after the last look
 */
#include "counts.h"
byte state;            /* bit 0: set; above: resets */
byte sets;             /* what happened: sets that found it not set */
byte sets_at_begin[3]; /* of a waiter's wait */
#ifdef M_WAKE_ONE
#define ALL 1
#else
#define ALL 9
#endif
#ifdef TIMED
#define LATE true
#else
#define LATE false
#endif

inline SET() {
#ifdef M_WAKE_FIRST
	WAKE(ALL);
#endif
	atomic { before = state & 1; state = state | 1; if :: !before -> sets++ :: else fi };
#ifndef M_WAKE_FIRST
	if :: !before -> WAKE(ALL) :: else fi;
#endif
	before = 0
}
inline RESET() {
#ifdef M_NO_GENERATION
	atomic { if :: state & 1 -> state-- :: else fi }
#else
	atomic { if :: state & 1 -> state++ :: else fi }
#endif
}

inline LOOK() {
	atomic {
#ifdef M_BIT
		over = state & 1
#else
		over = state != found
#endif
	}
}

proctype waiter(byte p)
{
	byte found, seen, x;
	bool over, late;
	atomic { found = state; sets_at_begin[p] = sets; over = found & 1 };
	if
	:: over
	:: else ->
		LOOK();
		if
		:: !over ->
			ANNOUNCE();
			do
			:: READ_WORD();
#ifndef M_NO_RECHECK
				LOOK();
#endif
				if :: over || late -> break :: else fi;
				SLEEP(p, LATE);
#ifdef M_NO_RECHECK
				LOOK();
				if :: over -> break :: else fi
#endif
			od;
			seen = 0;
			LEAVE()
		:: else
		fi;
		assert(!over || sets > sets_at_begin[p])
	fi;
	over = false;
	late = false;
	found = 0
}

proctype setter()
{
	byte x;
	bool before;
	SET();
	RESET();
	SET();
	RESET()
}
proctype other_setter()
{
	byte x;
	bool before;
	SET()
}

init {
	atomic {
		run setter();
#ifdef TWO_SETTERS
		run other_setter();
#endif
		run waiter(0);
		run waiter(1)
#ifdef TIMED
		;
		run waiter(2)
#endif
	};
	timeout -> assert(!((asleep & 1) && sets > sets_at_begin[0]) &&
		!((asleep & 2) && sets > sets_at_begin[1]) && !((asleep & 4) && sets > sets_at_begin[2]))
}
