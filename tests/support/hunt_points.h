/* hunt_points.h - the hunt for lost wakes: random delays at the library's labelled points (base/point.h). The watchdog
 * (watchdog.h) counts its rounds, and says where each thread came by last.
 *
 * A hunt is one front at a time. Each thread draws from numbers of its own, which follow from the hunt's seed and the
 * order of hunt_thread, so a seed that is printed can be tried again (KC_HUNT_SEED). For some hundred points at a
 * time a few labels are hot: a thread is then delayed there every second time, and elsewhere rarely and briefly. So each
 * window is held open for a while with everything around it fast. */
#ifndef KC_TEST_HUNT_POINTS_H
#define KC_TEST_HUNT_POINTS_H

#include <stdbool.h>
#include <stdint.h>

/* front: for the messages. */
void hunt_begin(const char *front);
/* Prints the seed, and how many rounds, sleeps and points that were. */
void hunt_end(void);

/* The calling thread takes part under this name. */
void hunt_thread(const char *name);
/* Something of what must happen has happened, n times. */
void hunt_round(uint64_t n);
/* The calling thread has been woken outside the library, whose own sleeps on futexes are counted. */
void hunt_slept(void);
/* The calling thread's next number; up to 2^32 - 1. */
uint32_t hunt_draw(void);
/* From nothing to long enough that the other side is asleep. */
void hunt_dawdle(void);
/* Up to so long, ns. */
void hunt_spin(uint32_t most_ns);
/* Now and then what the calling thread stores next becomes visible late. */
void hunt_stall_stores(void);
/* How long the next wait may last, ns: mostly KC_FOREVER, for who times out looks again, and that would hide a wake that
 * was lost. */
int64_t hunt_bound(void);

/* KC_HUNT_ROUNDS, or what a test run takes by default. */
uint64_t hunt_rounds(void);

/* futex_waitv answers -ENOSYS from now on, or works again. */
void hunt_refuse_waitv(bool refuse);

#endif
