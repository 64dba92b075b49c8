/* close_spsc.pml - kc_chan_close on an SPSC channel: everybody leaves, and what was sent before is delivered.
 *
 * Mirrors kc_chan_shut (chan/chan.c), kc_side_wake_all (wait/side.c), and spsc.h's ends with `closed` in each attempt.
 * The closer may come at any time: before, between and after blocked and about-to-block ends, in either mode.
 * PROPERTY  both ends leave (INV-CLOSE-1: else "invalid end state"); the sender by -EPIPE or because it has sent all,
 *           the receiver by -EPIPE; what stood in `sent` when the close began has been received.
 *
 * RUN pass |                            | capacity 1
 * RUN pass | -DCAPACITY=2               | capacity 2
 * RUN fail | -DM_NO_REREAD              | -EPIPE without a second look at `sent` after `closed`
 * RUN fail | -DM_NO_SHUT_FENCE          | the closer looks for sleepers before `closed` is visible
 * RUN fail | -DM_NO_SHUT_WAKE           | the closer wakes nobody
 * RUN pass | -DIDLE                    | a receiver that does nothing: only the close can wake the sender
 * RUN fail | -DM_SHUT_WAKES_SENDER      | the closer wakes the sender only
 * RUN fail | -DIDLE -DM_SHUT_WAKES_RECEIVER | the closer wakes the receiver only
 * RUN fail | -DM_WAKE_THEN_CLOSED       | wakes first, then says why
 * RUN fail | -DM_NO_RECHECK             | no look between announcement and sleep
 */
#define CPUS 3
#define CLOSES
#ifndef MESSAGES
#define MESSAGES 2
#endif
#include "spsc.h"

byte before;

/* kc_side_wake_the_one by the closer */
inline SHUT_WAKE(word, t) {
#ifdef M_NO_SHUT_FENCE
	/* A look instead of the locked exchange, as a publisher has it: without the fence it may come too early. */
	LOAD(2, word, x);
	if :: x -> atomic { FENCE(2); mem[word] = 0; asleep[t] = 0 } :: else fi;
#else
	SWAP(2, word, 0, x);
	if :: x -> FUTEX_WAKE(2, t) :: else fi;
#endif
	x = 0
}

proctype closer()
{
	byte x;
	before = mem[SENT];
#ifndef M_WAKE_THEN_CLOSED
	STORE(2, CLOSED, 1);
#ifndef M_NO_SHUT_FENCE
	FENCE(2);
#endif
#endif
#ifndef M_NO_SHUT_WAKE
#ifndef M_SHUT_WAKES_RECEIVER
	SHUT_WAKE(TX_WORD, 0);
#endif
#ifndef M_SHUT_WAKES_SENDER
	SHUT_WAKE(RX_WORD, 1);
#endif
#endif
#ifdef M_WAKE_THEN_CLOSED
	STORE(2, CLOSED, 1);
#endif
	skip
}

init {
#ifdef IDLE
	atomic { run sender(); run closer() };
	(ended[0])
#else
	atomic { run sender(); run receiver(); run closer() };
	(ended[0] && ended[1]);
	assert(got >= before && got <= mem[SENT])
#endif
}
