/* wait_one.pml - the eventcount with one waiter on a side, both sides, and the fence mode: no lost wake.
 *
 * What it mirrors is named in spsc.h. KC_MODE_STREAK is 2, so both ends go FAST, are woken back to FENCED and
 * meet each other in every combination.
 * PROPERTY  the sender ends and the receiver has taken everything: any other end is a sleeper that nobody
 *           wakes ("invalid end state"). NAPS sleeps of each side may end by time-out; the caller tries again.
 *
 * RUN pass |                            | capacity 1: both sides sleep
 * RUN pass | -DCAPACITY=2 -DMESSAGES=4  | the lazy copy `released`
 * RUN pass | -DNAPS=1                   | waiters that time out and withdraw
 * RUN pass | -DM_NO_SWITCH_LOOK         | kc_end_gone_fast's look is a second net: the fence before it is what counts
 * RUN pass | -DM_NO_WITHDRAW -DNAPS=1   | a word left at 1 costs a futile system call, not a wake
 * RUN fail | -DM_NO_SWITCH_FENCE        | FAST is stored without a fence before the next publication
 * RUN fail | -DM_NO_FENCED_FENCE        | FENCED without its fence
 * RUN fail | -DM_NO_SLEEP_FENCE         | no fence between announcement and look
 * RUN fail | -DM_NO_MEMBARRIER          | a sleeper ignores that its peer is FAST
 * RUN fail | -DM_MEET_THEN_ANNOUNCE     | the peer's mode is read before the announcement
 * RUN fail | -DM_NO_RECHECK             | no look between announcement and sleep
 * RUN fail | -DM_WAKE_THEN_SWAP         | the word is cleared after the wake
 */
#define CPUS 2
#include "spsc.h"

init {
	atomic { run sender(); run receiver() };
	(ended[0] && ended[1]);
	assert(got == MESSAGES)
}
