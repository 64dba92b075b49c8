/* cancel.pml - a token tree fires among sleepers of one side: whoever it ends comes back, no wake is lost.
 *
 * Mirrors kc_cancel_set_off, wake_watches, kc_cancel_sleep, kc_cancel_word and kc_cancel_is_fired
 * (wait/cancel.{h,c}), look and sleep_among_others (chan/block.c), and among.h's sides. Tree: a root and two
 * children; sleeper p has child p. The firing thread takes any of the three. A sleeper stands in both
 * futexes' queues until it runs again, so that two wakes may be spent on it, as the kernel has it.
 * -DREFUSED: futex_waitv does not work; -DMIXED: each time it may or may not.
 * PROPERTY  when nothing can move any more nobody sleeps whose token or its root has fired (INV-CANCEL-1),
 *           nobody sleeps on a side that is ready (INV-WAKE-2); nobody is cancelled without a reason.
 *
 * RUN pass |                              | one publication, one fire
 * RUN pass | -DREFUSED                    | sleeping on the channel's word only
 * RUN pass | -DMIXED                      | the two sleepers each in their way
 * RUN pass | -DTIMED                      | each sleep may time out
 * RUN pass | -DTWO                        | two threads fire, nothing is published
 * RUN pass | -DTWO -DREFUSED              | likewise without futex_waitv
 * RUN pass | -DENDS                       | the channel closes instead
 * RUN fail | -DM_INC_FIRST                | the word is advanced before the flag is set
 * RUN fail | -DM_NO_INC                   | it is not advanced
 * RUN fail | -DM_WAKE_ONE                 | one is woken instead of all
 * RUN fail | -DM_OWN_ONLY                 | ancestors are not asked
 * RUN fail | -DM_WORD_LATE                | the token's word is read after the question
 * RUN fail | -DM_NO_PASS                  | a cancelled waiter keeps the wake that it ate
 * RUN pass | -DM_NO_PASS -DREFUSED        | not missed where all sleep alone: the fire wakes the whole side
 * RUN fail | -DM_TRUST_INDEX              | the index says "token", so no wake can have been eaten
 * RUN fail | -DM_TIME_OUT_FIRST -DTIMED   | a time-out is told although the token had fired before the last look
 * RUN fail | -DREFUSED -DM_NO_WALK        | nobody wakes those who sleep alone
 * RUN fail | -DREFUSED -DM_LOOK_FIRST     | they are looked for before the word is advanced
 * RUN fail | -DREFUSED -DM_PLAIN_WORD     | K1: no fence between the word and that look
 * RUN fail | -DREFUSED -DM_PLAIN_COUNT    | K1: no fence between the count and the look at the word
 * RUN fail | -DREFUSED -DM_NO_LOOK        | no look at the word after the count
 * RUN fail | -DREFUSED -DM_WALK_NO_WORD   | they are woken and their channel's word is not advanced
 */
#define CPUS 4 /* publisher, firing thread, sleepers */
#define BUF 2
#define FLAG 4 /* slots stand in 0 ... 3 */
#define TWORD 7
#define ALONE 8
#define WORDS 9
#include "tso.h"
#include "among.h"

byte queued; /* sleepers in the queue of the token's word */
byte napping;

#define CANCELLED 6
#define BIT(p) (1 << (p))

inline SET_OFF(c, t) {
#ifdef M_INC_FIRST
	atomic { FENCE(c); mem[TWORD]++ };
	STORE(c, FLAG + t, 1);
#else
	STORE(c, FLAG + t, 1);
#ifdef M_LOOK_FIRST
	LOAD(c, ALONE, x);
#endif
#ifdef M_PLAIN_WORD
	LOAD(c, TWORD, y);
	STORE(c, TWORD, y + 1);
	y = 0;
#elif !defined(M_NO_INC)
	atomic { FENCE(c); mem[TWORD]++ };
#endif
#endif
#ifdef M_WAKE_ONE
	atomic { if :: queued & 1 -> queued = queued & 2 :: queued & 2 -> queued = queued & 1 :: queued == 0 fi };
#else
	queued = 0;
#endif
#ifndef M_LOOK_FIRST
	LOAD(c, ALONE, x);
#endif
#ifndef M_NO_WALK
	if
	:: x > 0 -> x = 0;
#ifndef M_WALK_NO_WORD
		word++;
#endif
		asleep = 0
	:: else
	fi;
#endif
	x = 0
}
proctype firing(byte t)
{
	byte x, y;
	if :: t = 0 :: t = 1 :: t = 2 fi;
	SET_OFF(1, t);
	t = 0
}

/* look(): the token's word, the question, then the attempt. */
inline ASK(p) {
	fired = 0;
	LOAD(2 + p, FLAG + 1 + p, fired);
#ifndef M_OWN_ONLY
	if :: !fired -> LOAD(2 + p, FLAG, fired) :: else fi;
#endif
	skip
}
inline LOOK_OR_LEAVE(p) {
#ifndef M_WORD_LATE
	LOAD(2 + p, TWORD, token);
#endif
	ASK(p);
#ifdef M_WORD_LATE
	LOAD(2 + p, TWORD, token);
#endif
	if :: fired -> fired = 0; r = CANCELLED :: else -> ATTEMPT() fi
}

inline SLEEP(p) {
#ifdef MIXED
	if :: refused = 0 :: refused = 1 fi;
#endif
	if
	:: refused ->
#ifdef M_PLAIN_COUNT
		LOAD(2 + p, ALONE, x);
		STORE(2 + p, ALONE, x + 1);
		x = 0;
#else
		atomic { FENCE(2 + p); mem[ALONE]++ };
#endif
#ifndef M_NO_LOOK
		LOAD(2 + p, TWORD, x);
#else
		x = token;
#endif
		atomic {
			if
			:: x == token && word == seen -> asleep = asleep | BIT(p); napping = napping | BIT(p)
			:: else
			fi;
			x = 0; seen = 0; token = 0
		}
	:: else ->
		atomic {
			if
			:: mem[TWORD] == token && word == seen ->
				asleep = asleep | BIT(p); queued = queued | BIT(p); napping = napping | BIT(p)
			:: else
			fi;
			seen = 0; token = 0
		}
	fi;
#ifdef TIMED
	if :: timed = 0 :: timed = 1 fi;
#endif
end_asleep:
	if
	:: atomic { !(napping & BIT(p)) -> timed = 0 }
	:: atomic {
		(napping & BIT(p)) && (!(asleep & BIT(p)) || (!refused && !(queued & BIT(p)))) ->
#ifdef M_TRUST_INDEX
		by_token = !(queued & BIT(p)); /* both may have been; then the kernel names either */
#endif
		asleep = asleep & (7 - BIT(p)); queued = queued & (7 - BIT(p)); napping = napping & (7 - BIT(p));
		timed = 0
	}
	:: atomic {
		timed && (napping & BIT(p)) -> timed = 0; r = TIMED_OUT;
		asleep = asleep & (7 - BIT(p)); queued = queued & (7 - BIT(p)); napping = napping & (7 - BIT(p))
	}
	fi;
	if
	:: refused -> atomic { FENCE(2 + p); mem[ALONE]-- }
	:: else
	fi
}

/* -ECANCELED passes on what it finds, like every other reason to leave. */
#undef PASSES
#if defined(M_NO_PASS)
#define PASSES (r != CANCELLED)
#elif defined(M_TRUST_INDEX)
#define PASSES (!(r == CANCELLED && by_token))
#else
#define PASSES true
#endif

proctype waiting(byte p)
{
	byte r, at, seen, x, y, token;
	bool timed, left, fired, several, refused, by_token, late;
#ifdef REFUSED
	refused = 1;
#endif
	ASK(p); /* at entry */
	if :: fired -> fired = 0; r = CANCELLED :: else -> ATTEMPT() fi;
	if
	:: r == NOTHING ->
		waiters++;
		do
		:: seen = word;
			LOWER();
			LOOK_OR_LEAVE(p);
			if :: r != NOTHING -> break :: else fi;
			SLEEP(p);
			if
			:: r == TIMED_OUT ->
				late = mem[FLAG] || mem[FLAG + 1 + p];
#ifdef M_TIME_OUT_FIRST
				ATTEMPT();
#else
				LOOK_OR_LEAVE(p);
#endif
				if :: r == NOTHING -> r = TIMED_OUT; assert(!late) :: else fi;
				token = 0;
				break
			:: else
			fi
		od;
		seen = 0; token = 0;
		atomic { waiters--; if :: woken > 0 -> woken-- :: else fi };
		if
		:: PASSES && waiters > 0 ->
			LOOK();
			at = 0;
			if :: left -> left = 0; SIDE_WAKE(1) :: else fi
		:: else
		fi
	:: else
	fi;
	assert(r != CANCELLED || mem[FLAG] || mem[FLAG + 1 + p]);
	r = 0; by_token = 0; late = 0; refused = 0
}

proctype ending()
{
	closed = 1;
	word++;
	asleep = 0
}

init {
	atomic {
#ifdef ENDS
		run ending();
#elif !defined(TWO)
		run publisher(0);
#endif
		run firing(0);
#ifdef TWO
		run firing(0);
#endif
		run waiting(0);
		run waiting(1)
	};
	timeout ->
		assert(!((napping & 1) && (mem[FLAG] || mem[FLAG + 1])));
		assert(!((napping & 2) && (mem[FLAG] || mem[FLAG + 2])));
		assert(!(napping && (READY || END_AT(own))))
}
