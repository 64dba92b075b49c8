/* stack.pml - a tagged lock-free stack of table rows: no ABA, nothing lost, nothing twice.
 *
 * Mirrors kc_stack_push and kc_stack_pop (base/stack.h); the rows are magazines, as in the depots (arena/cache.c).
 * What kc_cache_load, kc_cache_unload, the making of a thread's cache and kc_blocks_reclaim do with a depot is here
 * any sequence of pops and pushes: a thread pops as long as it likes and pushes any magazine that it has. Each load,
 * store and compare-and-swap is a step; the swap empties x86's store buffers, so `next` is visible before the name.
 * PROPERTY  a magazine is at one place at a time: who pops one has it alone; at the end all are there.
 *
 * RUN pass |                         | two threads, four calls each, three magazines
 * RUN fail | -DM_NO_TAG              | a head without a tag: ABA
 * RUN fail | -DM_TAG_ONE_BIT         | a tag that soon comes back
 * RUN fail | -DM_SWAP_THEN_NEXT      | the magazine's name goes out before its next
 * RUN fail | -DM_PLAIN_HEAD          | the head is loaded and stored
 */
#define CALLS 4
#define MAGAZINES 3
#define NIL 7
byte head;
byte tag;
byte next[MAGAZINES];
byte owner[MAGAZINES]; /* 0 the depot, else a thread */

#if defined(M_NO_TAG)
#define SAME (head == old)
#define ADVANCE skip
#elif defined(M_TAG_ONE_BIT)
#define SAME (head == old && tag == oldtag)
#define ADVANCE tag = 1 - tag
#else
#define SAME (head == old && tag == oldtag)
#define ADVANCE tag++
#endif

inline PUSH() {
	owner[m] = 0;
	do
	:: atomic { old = head; oldtag = tag };
#ifdef M_SWAP_THEN_NEXT
		atomic { if :: SAME -> head = m; ADVANCE; won = 1 :: else fi };
		if :: won -> next[m] = old; won = 0; break :: else fi
#elif defined(M_PLAIN_HEAD)
		next[m] = old;
		if :: SAME -> won = 1 :: else fi;
		if :: won -> atomic { head = m; ADVANCE; won = 0; break } :: else fi
#else
		next[m] = old;
		atomic { if :: SAME -> head = m; ADVANCE; break :: else fi }
#endif
	od
}
inline POP() {
	do
	:: atomic { old = head; oldtag = tag };
		if :: old == NIL -> break :: else fi;
		after = next[old];
		atomic {
			if
			:: SAME ->
				head = after;
				ADVANCE;
				assert(owner[old] == 0);
				owner[old] = me;
				break
			:: else
			fi
		}
	od
}

proctype thread(byte me)
{
	byte m, old, oldtag, after, calls;
	bool won;
	do
	:: calls == CALLS -> break
	:: calls < CALLS -> calls++; POP(); atomic { old = 0; oldtag = 0; after = 0 }
	:: calls < CALLS ->
		if
		:: owner[0] == me -> m = 0
		:: owner[1] == me -> m = 1
		:: owner[2] == me -> m = 2
		:: else -> m = NIL
		fi;
		calls++;
		if :: m != NIL -> PUSH() :: else fi;
		atomic { m = 0; old = 0; oldtag = 0 }
	od
}

init {
	byte n, m;
	atomic {
		next[0] = 1;
		next[1] = 2;
		next[2] = NIL;
		run thread(1);
		run thread(2)
	};
	(_nr_pr == 1);
	d_step {
		n = 0;
		do :: n < MAGAZINES && owner[n] -> m++; n++ :: n < MAGAZINES && !owner[n] -> n++ :: else -> break od;
		n = head;
		do :: n != NIL && m < 9 -> assert(owner[n] == 0); m++; n = next[n] :: else -> break od;
		assert(m == MAGAZINES)
	}
}
