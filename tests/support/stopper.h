/* stopper.h - a process that stops this one (SIGSTOP) and lets it go on (SIGCONT) at random moments: nobody runs for a
 * while, then everybody does, and bounds have passed meanwhile. Who slept in a system call sleeps on; a few calls
 * (epoll_wait) end with EINTR. */
#ifndef KC_TEST_STOPPER_H
#define KC_TEST_STOPPER_H

#include <stdbool.h>
#include <stdint.h>

/* Before there are threads, for it forks. One at a time; it does not outlive the calling thread. */
void stopper_begin(uint32_t seed);
bool stopper_is_there(void);
/* How often so far. */
uint64_t stopper_stops(void);
/* No stop is under way any more, and none comes. Without stopper_begin nothing. Any thread, again and again. */
void stopper_end(void);

#endif
