/* cancel_leave.pml - endpoints leave a token's list while signal handlers and threads that fire read it.
 *
 * Mirrors wake_watches, kc_cancel_join and kc_cancel_leave (wait/cancel.c). The list holds watches 1, 2 and 3; two
 * threads leave with 1 and 2 (-DAGAIN: one of them joins again and leaves again, its watch is memory that is
 * used anew), two threads fire. Who leaves frees its watch's endpoint afterwards.
 * PROPERTY  nobody reads a watch that has left, everybody who fires comes to watch 3, which stays, and every
 *           thread ends: a leaver that nobody wakes is an invalid end state.
 *
 * RUN pass |                     | two leave, two fire
 * RUN pass | -DAGAIN             | one of them comes back and leaves once more
 * RUN fail | -DM_NO_WAIT         | who leaves does not wait
 * RUN fail | -DM_PLAIN_LEAVER    | K2: no fence between unlinking, saying so and the look at the walkers
 * RUN fail | -DM_PLAIN_WALKER    | K2: no fence between a walker's count and its look at the list
 * RUN fail | -DM_NO_WAKE         | the last walker wakes nobody
 * RUN fail | -DM_WAKE_EVERY_TIME_BUT_LAST | only a walker that is not the last one wakes
 * RUN fail | -DM_SAID_LATE       | the leaver says that it waits after it has looked at the count
 * RUN fail | -DM_CLEARS_NEXT     | a leaver takes its link away before it has waited
 * RUN fail | -DAGAIN -DM_NO_LOCK | the list is changed without the lock
 */
#define CPUS 4 /* two leave, two fire */
#define BUF 3
#define HEAD 0 /* 1 ... 3: the links of the watches; 0 ends the list */
#define WALKERS 4
#define LEAVERS 5
#define LOCKED 6
#define WORDS 7
#include "tso.h"

bool gone[4];    /* the endpoint of the watch is freed */
byte sleeping;   /* leavers in the queue of `walkers` */
byte ended;

#ifdef M_NO_LOCK
#define LOCK skip
#define UNLOCK skip
#else
#define LOCK atomic { mem[LOCKED] == 0 -> FENCE(c); mem[LOCKED] = 1 }
#define UNLOCK STORE(c, LOCKED, 0) /* no more than a release is relied on */
#endif

inline WALK(c) {
#ifdef M_PLAIN_WALKER
	LOAD(c, WALKERS, n);
	STORE(c, WALKERS, n + 1);
#else
	atomic { FENCE(c); mem[WALKERS]++ };
#endif
	LOAD(c, HEAD, at);
	do
	:: at == 0 -> break
	:: else ->
		assert(!gone[at]); /* kc_side_wake_all(w->side) */
		LOAD(c, at, n);
		assert(!gone[at]);
		seen = (at == 3);
		at = n
	od;
	assert(seen);
	seen = 0; n = 0;
	atomic { FENCE(c); mem[WALKERS]--; n = mem[WALKERS] };
#if defined(M_NO_WAKE)
	skip;
#else
#ifdef M_WAKE_EVERY_TIME_BUT_LAST
	if :: n != 0 ->
#else
	if :: n == 0 ->
#endif
		LOAD(c, LEAVERS, n);
		if :: n > 0 -> sleeping = 0 :: else fi
	:: else
	fi;
#endif
	n = 0
}

inline JOIN(c, w) {
	LOCK;
	LOAD(c, HEAD, n);
	STORE(c, w, n);
	gone[w] = 0;
	STORE(c, HEAD, w);
	n = 0;
	UNLOCK
}

inline LEAVE(c, w) {
	LOCK;
	link = HEAD;
	do
	:: LOAD(c, link, n);
		if :: n == w -> break :: else -> assert(n != 0); link = n fi
	od;
	LOAD(c, w, n);
	STORE(c, link, n);
#ifdef M_CLEARS_NEXT
	STORE(c, w, 0);
#endif
	link = 0;
	UNLOCK;
#if defined(M_PLAIN_LEAVER)
	LOAD(c, LEAVERS, n);
	STORE(c, LEAVERS, n + 1);
#elif !defined(M_SAID_LATE)
	atomic { FENCE(c); mem[LEAVERS]++ };
#endif
#ifndef M_NO_WAIT
	do
	:: LOAD(c, WALKERS, n);
		if :: n == 0 -> break :: else fi;
		atomic { /* the system call is no fence for this thread's stores in the model: a superset */
			if :: mem[WALKERS] == n -> sleeping = sleeping | (1 << c) :: else fi
		};
#ifdef M_SAID_LATE
		atomic { FENCE(c); mem[LEAVERS]++ };
#endif
		!(sleeping & (1 << c))
	od;
#endif
	n = 0;
	gone[w] = 1
}

proctype leaver(byte c; byte w)
{
	byte n, link;
	LEAVE(c, w);
#ifdef AGAIN
	if
	:: w == 1 -> JOIN(c, w); LEAVE(c, w)
	:: else
	fi;
#endif
	atomic { FENCE(c); ended++ }
}

proctype walker(byte c)
{
	byte n, at;
	bool seen;
	WALK(c);
	ended++
}

init {
	atomic {
		mem[HEAD] = 1;
		mem[1] = 2;
		mem[2] = 3;
		run leaver(0, 1);
		run leaver(1, 2);
		run walker(2);
		run walker(3)
	};
	ended == 4;
	assert(mem[HEAD] == 3 && mem[3] == 0)
}
