/* deque.pml - a work-stealing deque: every item that was pushed is handed out once, or still there at the end.
 *
 * Mirrors kc_deque_push, kc_deque_take, kc_deque_steal and grow (base/deque.c) step by step on x86's memory. The owner
 * pushes and takes in any order, thieves steal; the first array has two places, so that places are used again
 * and the deque grows while it is stolen from. The fence in steal stands between two loads, which x86 keeps in
 * order: it is for weaker machines and cannot be missed here.
 * PROPERTY  an item is handed out once, with its value; at the end what was not handed out stands from top to bottom.
 *
 * RUN pass |                                          | an owner with six calls, two thieves with two
 * RUN pass | -DCALLS=8 -DPUSHES=4 -DTHIEVES=1         | an owner with eight, one thief
 * RUN fail | -DM_NO_FENCE                             | take does not fence between bottom and top
 * RUN fail | -DM_TOP_FIRST                            | take loads top before it lowers bottom
 * RUN fail | -DM_TAKE_LAST                            | take does not compete for the last item
 * RUN fail | -DM_STEAL_STORE                          | a thief stores top
 * RUN fail | -DM_CLAIM_FIRST                          | a thief claims the place, then reads it
 * RUN fail | -DM_BOTTOM_FIRST                         | push counts the place before it fills it
 * RUN fail | -DM_GROW_FIRST                           | the new array is shown before the items are in it
 * RUN fail | -DM_FREE_OLD                             | the old array is given back at once
 * RUN fail | -DM_FULL_LATE                            | push grows one item too late
 */
#ifndef CALLS
#define CALLS 6
#endif
#ifndef PUSHES
#define PUSHES 4
#endif
#ifndef THIEVES
#define THIEVES 2
#endif
#define STEALS 2
#define CPUS 3
#define BUF 5
#define TOP 0
#define BOTTOM 1
#define ARRAY 2
#define SMALL 3
#define LARGE 5
#define WORDS 9
#include "tso.h"

#define SLOT(a, i) (a == 0 -> SMALL + (i & 1) : LARGE + (i & 3))
#define SIZE(a) (a == 0 -> 2 : 4)
#ifdef M_FULL_LATE
#define FULL(n, a) (n > SIZE(a))
#else
#define FULL(n, a) (n >= SIZE(a))
#endif

bool out[PUSHES + 1];
byte pushed;

inline GOT(x) {
	d_step { assert(x > 0 && x <= pushed); assert(!out[x]); out[x] = true }
}
/* A sequentially consistent compare-and-swap of top. */
inline CLAIM(c, seen, won) {
	atomic { FENCE(c); won = (mem[TOP] == seen); if :: won -> mem[TOP] = seen + 1 :: else fi }
}

inline PUSH() {
	LOAD(0, BOTTOM, b);
	LOAD(0, TOP, t);
	LOAD(0, ARRAY, arr);
	if
	:: FULL(b - t, arr) ->
#ifdef M_GROW_FIRST
		STORE(0, ARRAY, 1);
#endif
		i = t;
		do
		:: i < b -> LOAD(0, SLOT(0, i), x); STORE(0, SLOT(1, i), x); i++
		:: else -> break
		od;
#ifndef M_GROW_FIRST
		STORE(0, ARRAY, 1);
#endif
#ifdef M_FREE_OLD
		STORE(0, SMALL, 0);
		STORE(0, SMALL + 1, 0);
#endif
		arr = 1
	:: else
	fi;
	pushed++;
#ifdef M_BOTTOM_FIRST
	STORE(0, BOTTOM, b + 1);
	STORE(0, SLOT(arr, b), pushed)
#else
	STORE(0, SLOT(arr, b), pushed);
	STORE(0, BOTTOM, b + 1)
#endif
}

inline TAKE() {
	LOAD(0, BOTTOM, b);
	b--;
	LOAD(0, ARRAY, arr);
#ifdef M_TOP_FIRST
	LOAD(0, TOP, t);
#endif
	STORE(0, BOTTOM, b);
#ifndef M_NO_FENCE
	FENCE(0);
#endif
#ifndef M_TOP_FIRST
	LOAD(0, TOP, t);
#endif
	if
	:: t < b ->
		LOAD(0, SLOT(arr, b), x);
		GOT(x)
	:: t == b ->
		LOAD(0, SLOT(arr, b), x);
#ifdef M_TAKE_LAST
		STORE(0, TOP, t + 1);
		won = true;
#else
		CLAIM(0, t, won);
#endif
		if :: won -> GOT(x) :: else fi;
		STORE(0, BOTTOM, b + 1)
	:: t > b ->
		STORE(0, BOTTOM, b + 1)
	fi
}

proctype owner()
{
	byte b, t, arr, i, x, calls;
	bool won;
	do
	:: calls == CALLS -> break
	:: calls < CALLS && pushed < PUSHES -> calls++; PUSH(); d_step { b = 0; t = 0; arr = 0; i = 0; x = 0 }
	:: calls < CALLS -> calls++; TAKE(); d_step { b = 0; t = 0; arr = 0; x = 0; won = 0 }
	od;
	FENCE(0)
}

proctype thief(byte me)
{
	byte b, t, arr, x, calls;
	bool won;
	do
	:: calls == STEALS -> break
	:: calls < STEALS ->
		calls++;
		LOAD(me, TOP, t);
		LOAD(me, BOTTOM, b);
		if
		:: t < b ->
			LOAD(me, ARRAY, arr);
#ifdef M_CLAIM_FIRST
			CLAIM(me, t, won);
			LOAD(me, SLOT(arr, t), x);
#else
			LOAD(me, SLOT(arr, t), x);
#ifdef M_STEAL_STORE
			STORE(me, TOP, t + 1);
			won = true;
#else
			CLAIM(me, t, won);
#endif
#endif
			if :: won -> GOT(x) :: else fi
		:: else
		fi;
		d_step { b = 0; t = 0; arr = 0; x = 0; won = 0 }
	od;
	FENCE(me)
}

init {
	byte n, left, at, x;
	atomic {
		/* Not 0, for take looks one below. */
		mem[TOP] = 1;
		mem[BOTTOM] = 1;
		run owner();
		run thief(1);
#if THIEVES > 1
		run thief(2)
#endif
	};
	(_nr_pr == 2);
	d_step {
		n = 1;
		do :: n <= pushed && !out[n] -> left++; n++ :: n <= pushed && out[n] -> n++ :: else -> break od;
		assert(mem[BOTTOM] - mem[TOP] == left);
		at = mem[TOP];
		do
		:: at < mem[BOTTOM] ->
			x = mem[SLOT(mem[ARRAY], at)];
			assert(x > 0 && x <= pushed && !out[x]);
			at++
		:: else -> break
		od
	}
}
