/* chunks_spsc.pml - the chunks of an unlimited ring with one sender and one receiver: linked before they are used, given
 * back when they were read, and not touched by the sender afterwards.
 *
 * Mirrors kc_chain_link and kc_chain_step (ring/chain.c) as chan/flow_unlimited_spsc.c uses them, and the spare of
 * chan/unlimited.c, on an x86 machine: one slot a chunk, two chunks in all, so that each lives again at once.
 * PROPERTY  every element is read once, in order, from the chunk it was put into; at a chunk's end with more sent
 *           the next one is linked.
 *
 * RUN pass |                   | four elements through two chunks
 * RUN fail | -DM_PUBLISH_FIRST | the position before the link of its chunk (H2, S1)
 * RUN fail | -DM_GIVE_AT_LAST  | given back with the last element, before the receiver has gone on
 * RUN fail | -DM_OLD_LINK      | a chunk that is taken again keeps the link of its last life
 * RUN fail | -DM_TOUCH         | the sender counts its link in the chunk that it has left
 */
#define CPUS 2
#define BUF 4
#define SENT 0
#define SPARE 1
#define NEXT(r) (2 + (r))
#define ELEM(r) (4 + (r))
#define WORDS 6
#include "tso.h"
#define ELEMENTS 4

proctype sender()
{
	byte i, cur, row;
	do
	:: i == ELEMENTS -> break
	:: else ->
		if
		:: i > 0 ->
			(mem[SPARE] != 0); /* else there is no memory */
			SWAP(0, SPARE, 0, row);
			row--;
#ifndef M_OLD_LINK
			STORE(0, NEXT(row), 0);
#endif
#ifdef M_PUBLISH_FIRST
			STORE(0, ELEM(row), i + 1);
			STORE(0, SENT, i + 1);
#endif
			STORE(0, NEXT(cur), row + 1);
#ifdef M_TOUCH
			FENCE(0);
			/* somebody else's by now? */
			assert(mem[SPARE] != cur + 1);
#endif
			atomic { cur = row; row = 0 }
		:: else
		fi;
#ifndef M_PUBLISH_FIRST
		STORE(0, ELEM(cur), i + 1);
		STORE(0, SENT, i + 1);
#else
		if
		:: i == 0 -> STORE(0, ELEM(cur), i + 1); STORE(0, SENT, i + 1)
		:: else
		fi;
#endif
		i++
	od
}

proctype receiver()
{
	byte h, cur, next, old, v;
	bool stands = 1; /* in the chunk of h */
	do
	:: h == ELEMENTS -> break
	:: h < ELEMENTS && !stands -> /* it looks for a link before it looks at the position, or after */
		if
		:: (mem[SENT] > h);
			LOAD(1, NEXT(cur), next);
			assert(next != 0)
		:: LOAD(1, NEXT(cur), next)
		fi;
		if
		:: next ->
			old = cur;
			cur = next - 1;
#ifndef M_GIVE_AT_LAST
			SWAP(1, SPARE, old + 1, next);
			assert(next == 0);
#endif
			atomic { old = 0; next = 0; stands = 1 }
		:: else
		fi
	:: h < ELEMENTS && stands ->
		(mem[SENT] > h);
		LOAD(1, ELEM(cur), v);
		assert(v == h + 1);
		h++;
#ifdef M_GIVE_AT_LAST
		SWAP(1, SPARE, cur + 1, next);
		next = 0;
#endif
		atomic { v = 0; stands = 0 }
	od
}

init {
	atomic {
		mem[SPARE] = 2;
		run sender();
		run receiver()
	}
}
