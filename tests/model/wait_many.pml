/* wait_many.pml - several sleepers on one side of an MPMC channel: no lost wake.
 *
 * Mirrors sleep_among_others, leaves_something, kc_end_wake_peer (chan/block.c), kc_end_published_shared
 * (chan/block.h), kc_mode_any_is_fast (wait/mode.h), kc_side_announce, kc_side_word, kc_side_sleep, kc_side_wake,
 * kc_side_withdraw (wait/side.{h,c}, the counting is wait/counts.h), kc_mpmc_there and kc_mpmc_room
 * (ring/mpmc.c). A publisher may stand between its claim and its publication
 * for as long as it likes, so there are holes.
 *
 * Publishers give two or three positions; two threads call once and may sleep; one thread only tries.
 * PROPERTY  when nothing can move any more, nobody sleeps on a side that is ready (INV-WAKE-1, INV-WAKE-2).
 *
 * RUN pass | -DBATCH                       | a batch of two with one wake of up to two, and one of one
 * RUN pass | -DTWICE                       | two publications by one thread, one by another
 * RUN pass | -DTIMED                       | each sleep may time out; two publications
 * RUN pass | -DBYTES                       | -EMSGSIZE: who leaves takes nothing; two publications
 * RUN pass | -DTSO                         | publishers with store buffers; two publications
 * RUN fail | -DBATCH -DM_STALE_CURSOR      | kc_mpmc_there trusts a cursor that another thread has moved
 * RUN fail | -DM_NO_PASS -DBATCH           | who leaves does not look behind itself (INV-WAKE-2)
 * RUN fail | -DM_PASS_AFTER_TAKE_ONLY -DBYTES | who takes nothing does not look behind itself
 * RUN fail | -DM_CLAIM_IS_FENCE -DTSO      | no fence between the publication and the look for sleepers
 * RUN fail | -DM_NO_WORD                   | the waker does not advance the word
 * RUN fail | -DM_WORD_LATE                 | the word is read after the last look
 * RUN fail | -DM_NO_RECHECK                | no look between announcement and sleep
 * RUN fail | -DM_WAKER_COUNTS              | wakers change the count of waiters, too
 * RUN pass | -DMANY_WAITS -DTWICE          | one sleeper waits for two elements (kc_rx_wait), the other takes
 * RUN pass | -DMANY_WAITS -DTIMED          | the same with time-outs
 * RUN fail | -DMANY_WAITS -DM_EATEN        | it sleeps on the word of the others
 * RUN fail | -DMANY_WAITS -DTWICE -DM_MANY_FIRST | the waker looks for it before it counts the waiters
 * RUN pass | -DTSO -DFAST                  | publishers go FAST and back, with store buffers
 * RUN pass | -DTSO -DFAST -DTWICE -DSOLO   | one publisher, who publishes twice
 * RUN fail | -DTSO -DFAST -DTWICE -DSOLO -DM_NO_MEMBARRIER | the sleeper does not pay for a FAST publisher
 * RUN fail | -DTSO -DFAST -DTWICE -DSOLO -DM_FAST_UNTOLD | a publisher goes FAST without counting itself
 * RUN fail | -DTSO -DFAST -DTWICE -DSOLO -DM_COUNTS_UNFENCED | no fence before it believes that enough were woken
 * RUN fail | -DM_NEVER_LOWERED             | pending wakes are never lowered by who looks
 * RUN fail | -DM_LOWER_LATE                | they are lowered after the look
 * RUN fail | -DBATCH -DM_LEAVE_KEEPS       | who leaves does not lower them
 * RUN fail | -DM_WORD_FIRST                | the word is advanced before the pending wakes are raised
 */
#define CPUS 2
#define WORDS 3
#define BUF 2
#ifdef MANY_WAITS
#define MANY true
#else
#define MANY false
#endif
#include "tso.h"
#include "among.h"

init {
	atomic {
#if defined(BATCH)
		run batcher(0);
#elif defined(TWICE)
		run publisher_twice(0);
#else
		run publisher(0);
#endif
#ifndef SOLO
		run publisher(1);
#endif
		run sleeper(0, MANY);
		run sleeper(1, false);
#if (defined(BATCH) || defined(TWICE) || defined(MANY_WAITS)) && !defined(SOLO)
		run passer_by()
#endif
	};
#ifdef MANY_WAITS
	timeout -> assert(!((asleep & 2) && READY) &&
		!((asleep_many || (asleep & 1)) && READY && own + 1 < WORDS && mem[own + 1] == 1))
#else
	timeout -> assert(!(asleep != 0 && READY))
#endif
}
