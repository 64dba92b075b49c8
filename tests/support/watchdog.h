/* watchdog.h - a thread that turns "nobody gets anywhere any more" into a dump and a failure, in every stress test.
 *
 * It looks each second. Nothing happens while nobody but it and the shaker uses the CPU; or, in a test that counts
 * its rounds, while none is made. After so many such seconds in a row (KC_STRESS_PATIENCE, 60), and when the test
 * as a whole lasts longer than KC_STRESS_LIMIT seconds (0: no limit, which ctest sets), it ends what disturbs the
 * threads, says what the test knows, runs kcdump, kcdump waiters and kcdump events on each segment that the process has
 * mapped, and aborts. A second in which the process is stopped does not count. */
#ifndef KC_TEST_WATCHDOG_H
#define KC_TEST_WATCHDOG_H

#include <stdint.h>

/* what: for the message. One at a time. */
void watchdog_begin(const char *what);
void watchdog_end(void);

/* From now on rounds are counted, and say, when it comes to that, prints what the test knows to stderr. NULL: it is CPU
 * time again. */
void watchdog_rounds(void (*say)(void));
/* So many rounds more. */
void watchdog_moved(uint64_t n);

#endif
