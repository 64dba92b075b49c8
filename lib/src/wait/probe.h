/* probe.h - the library's USDT probes, for bpftrace, perf and SystemTap (provider kc): what is said at a nop in the code and
 * an ELF note, on slow paths only. Without <sys/sdt.h> there are none, and CMake says so.
 *
 *   chan_open   number, name               kc_chan_open and its like; then the number says the channel
 *   chan_close  number, name               once a channel: closed, by whatever closes it, or freed without
 *   wait_begin  number, seq, name, side    a call is about to sleep for the first time
 *   wait_end    number, seq, result, ns, name
 *                                          and has come back, in the same thread; nothing between these two begins
 *   wake        number, woken              after each system call that wakes for the sake of a channel
 *
 *   number  of the channel, as in the wait word (base/waitword.h); wait_begin of a select: KC_WAIT_MULTI (0x80000000), for
 *           it waits for several; its wait_end has the channel of the case that took effect, or of the one that the
 *           failure is counted on. 0: a channel without a segment
 *   seq     wait_seq of the thread's wait word
 *   name    the channel's, a string; wait_begin of a select: ""
 *   side    0 a sender, 1 a receiver, 2 a select
 *   result  0 or more: it moved on; else -errno: -ETIMEDOUT, -ECANCELED, -EPIPE
 *   ns      from wait_begin on
 *   woken   how many the kernel found asleep: 0, and the call was for nothing; 1 for the write of an eventfd
 *
 * Endpoints in event loops have no wait: arming one is no sleep, and nobody tells when the loop begins or ends to sleep. What
 * wakes them is a `wake`. Tokens, semaphores, events and wait queues have no probes. */
#ifndef KC_WAIT_PROBE_H
#define KC_WAIT_PROBE_H

enum { KC_PROBE_SELECT = 2 }; /* side, beside enum kc_seg_side */

#ifdef KC_USDT
#define SDT_USE_VARIADIC
#include <sys/sdt.h>
#define KC_PROBE(name, ...) STAP_PROBEV(kc, name, __VA_ARGS__)
#else
/* Looked at by the compiler only, so that it does not rot. */
static inline void kc_probe_none(unsigned number, ...)
{
	(void)number;
}
#define KC_PROBE(name, ...)                         \
	do {                                        \
		if (0)                              \
			kc_probe_none(__VA_ARGS__); \
	} while (0)
#endif

#endif
