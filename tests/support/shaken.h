/* shaken.h - what each stress test runs under: a watchdog (watchdog.h), and threads that are moved, reprioritized,
 * interrupted and stopped (shake.h, stopper.h). `SHAKEN(suite)` in a test's file is all there is to do.
 *
 * Which of it, a seed draws for each test, for each kind hides something: who is moved runs less evenly, and who is
 * interrupted or stopped looks again and so finds out what a lost wake should have said. The seed is printed;
 * KC_SHAKE_SEED sets it, and KC_SHAKE what is done: any of "moves priorities signals stops", or "none". */
#ifndef KC_TEST_SHAKEN_H
#define KC_TEST_SHAKEN_H

#include "support/harness.h"

void shaken_begin(void);
void shaken_end(void);
/* As shaken_begin, but with all of these (SHAKE_*), unless KC_SHAKE says something else. */
void shaken_begin_with(unsigned what);

#define SHAKEN(suite) TestSuite(suite, .init = shaken_begin, .fini = shaken_end)

#endif
