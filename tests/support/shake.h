/* shake.h - a thread that disturbs all others of the process: at random moments it moves them among the CPUs that are
 * allowed (all to one, apart, anywhere), gives them other priorities for a moment, and sends them signals that do nothing
 * but end their system calls with EINTR. The scheduler then does in seconds what it seldom does by itself.
 *
 * What it draws follows from its seed; what comes of it does not. Moves and priorities wake nobody. Signals do, and
 * who is woken looks again, which hides a wake that was lost: so they are not for every run (shaken.h). */
#ifndef KC_TEST_SHAKE_H
#define KC_TEST_SHAKE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SHAKE_MOVES = 1,
	SHAKE_PRIORITIES =
		2, /* what the process may set: batch, idle, nice, real time for one at a time */
	SHAKE_SIGNALS = 4, /* SIGUSR2, in every other second */
	SHAKE_STOPS = 8,   /* not here: stopper.h */
	SHAKE_ALL = 15
};

struct shake_counts {
	uint64_t moves, priorities, real_time, signals; /* that the kernel has taken */
	uint64_t signals_seen;                          /* handlers that have run */
};

/* One at a time; what: of the above. */
void shake_begin(unsigned what, uint32_t seed);
/* So far. */
struct shake_counts shake_count(void);
/* Ends the disturbance and waits for that: CPUs and priorities are as they were. Any thread, again and again. */
void shake_calm(void);
/* The same, and the thread is gone. */
void shake_end(void);

/* CPU time that shaking took. */
uint64_t shake_cpu_ns(void);
/* Whether signals are sent at this time: then that threads run does not say that they get anywhere. */
bool shake_is_signalling(void);

#endif
