/* close_mpmc.pml - kc_chan_close on an MPMC channel, both sides: nobody is left asleep, nothing is lost.
 *
 * Mirrors kc_chan_shut (chan/chan.c), kc_mpmc_close and drained (ring/mpmc.c), kc_side_wake_all (wait/side.c), and
 * among.h's sleepers. Claimed and unpublished slots at the close are holes: -EPIPE needs CLOSED and receive
 * position = send cursor, so a hole is waited for.
 * PROPERTY  when nothing can move any more nobody sleeps once the channel is closed (INV-CLOSE-1); no receiver
 *           gets -EPIPE before every accepted element was taken.
 *
 * RUN pass |                                | two receivers asleep, two senders in flight
 * RUN pass | -DPASSER                       | and a receiver that only tries
 * RUN pass | -DSENDERS                      | senders asleep, receivers give room
 * RUN pass | -DMANY_WAITS                   | one of the receivers waits for two elements
 * RUN fail | -DMANY_WAITS -DM_SHUT_ONE_WORD | and the closer forgets its word
 * RUN fail | -DPASSER -DM_STALE_CURSOR      | the end of the stream is looked for at a cursor that has moved
 * RUN fail | -DM_NO_PASS                    | -EPIPE at the end of the stream passes nothing on
 * RUN fail | -DM_EPIPE_AT_HOLE              | closed and nothing published is taken for drained
 * RUN fail | -DM_NO_SHUT_WORD               | the closer wakes without advancing the word
 * RUN fail | -DM_NO_SHUT_WAKE               | the closer advances the word and wakes nobody
 * RUN fail | -DM_WAKE_THEN_CLOSED           | wakes first, then says why
 */
#define CPUS 2
#define WORDS 2
#define BUF 1
#ifdef MANY_WAITS
#define MANY true
#else
#define MANY false
#endif
#include "tso.h"
#include "among.h"

proctype closer()
{
#ifndef M_WAKE_THEN_CLOSED
	closed = 1; /* kc_mpmc_close: a locked instruction on the cursor */
#endif
#ifndef M_NO_SHUT_WORD
	word++;
#endif
#ifndef M_NO_SHUT_WAKE
	asleep = 0;
#endif
#ifndef M_SHUT_ONE_WORD
	word_many++;
	asleep_many = 0;
#endif
#ifdef M_WAKE_THEN_CLOSED
	closed = 1;
#endif
	skip
}

init {
	atomic {
		run publisher(0);
		run publisher(1);
		run sleeper(0, MANY);
		run sleeper(1, false);
#ifdef PASSER
		run passer_by();
#endif
		run closer()
	};
	timeout -> assert(asleep == 0 && asleep_many == 0)
}
