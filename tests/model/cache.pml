/* cache.pml - a thread's magazines between kc_cache_enter and kc_cache_leave, and another that empties them.
 *
 * Mirrors kc_cache_enter, kc_cache_leave (arena/cache.h), kc_caches_stop, still, kc_caches_go_on (arena/cache.c),
 * kc_blocks_reclaim (arena/blocks.c), take_block and kc_ticket_put_slow (arena/ticket.c). The owner uses no locked
 * instruction; both threads have store buffers. The one that empties gives an owner up that stays inside too long.
 * PROPERTY  never two threads in the magazine, and no entry is lost or there twice.
 *
 * RUN pass |                     | two uses, two times emptied
 * RUN fail | -DM_NO_MEMBARRIER   | stop and busy pass each other in the store buffers
 * RUN fail | -DM_NO_STOP         | the owner does not look at stop
 * RUN fail | -DM_NO_STILL        | busy is not waited for
 * RUN fail | -DM_EMPTY_ANYWAY    | an owner that was given up is emptied all the same
 * RUN fail | -DM_NO_LOCK         | the owner that found stop set goes on without the lock
 * RUN fail | -DM_STOP_THEN_BUSY  | the owner looks at stop before it is busy
 */
#define BUSY 0
#define STOP 1
#define COUNT 2
#define WORDS 3
#define CPUS 2
#define BUF 3
#include "tso.h"
#define USES 2
byte ended;
byte inside, handed; /* threads in the magazine; entries handed out */
bool lock;

inline LOCK(c) {
	atomic { !lock -> lock = 1; FENCE(c) }
}
inline UNLOCK(c) {
	atomic { FENCE(c); lock = 0 }
}
/* put one entry in: load, then store */
inline PUSH_ONE(c) {
	atomic { inside++; assert(inside == 1) };
	LOAD(c, COUNT, n);
	STORE(c, COUNT, n + 1);
	inside--;
	n = 0
}

active proctype owner()
{
	byte n, x, i;
	do
	:: i == USES -> break
	:: else ->
		i++;
#ifdef M_STOP_THEN_BUSY
		LOAD(0, STOP, x);
		STORE(0, BUSY, 1);
#else
		STORE(0, BUSY, 1);
		LOAD(0, STOP, x);
#endif
#ifdef M_NO_STOP
		x = 0;
#endif
		if
		:: x == 0 -> PUSH_ONE(0); STORE(0, BUSY, 0)
		:: else ->
			STORE(0, BUSY, 0);
#ifndef M_NO_LOCK
			LOCK(0);
#endif
			PUSH_ONE(0);
#ifndef M_NO_LOCK
			UNLOCK(0)
#endif
		fi;
		x = 0
	od;
	FENCE(0);
	ended++
}

active proctype reclaimer()
{
	byte n, x, i;
	bool stopped;
	do
	:: i == USES -> break
	:: else ->
		i++;
		LOCK(1);
		STORE(1, STOP, 1);
#ifndef M_NO_MEMBARRIER
		MEMBARRIER(1);
#endif
		stopped = 1;
#ifndef M_NO_STILL
		do
		:: LOAD(1, BUSY, x); if :: !x -> break :: else fi
		:: stopped = 0; STORE(1, STOP, 0); break /* has yielded often enough */
		od;
#endif
		x = 0;
#ifdef M_EMPTY_ANYWAY
		stopped = 1;
#endif
		if
		:: stopped ->
			atomic { inside++; assert(inside == 1) };
			LOAD(1, COUNT, n);
			STORE(1, COUNT, 0);
			handed = handed + n;
			n = 0;
			FENCE(1);
			inside--;
			stopped = 0
		:: else
		fi;
		STORE(1, STOP, 0); /* kc_caches_go_on */
		UNLOCK(1)
	od;
	ended++
}

init {
	(ended == 2);
	assert(handed + mem[COUNT] == USES)
}
