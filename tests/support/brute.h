/* brute.h - whether a small history is linearizable, by search: J. Wing, C. Gong, "Testing and Verifying Concurrent
 * Objects" (JPDC 17, 1993), with G. Lowe's memory of what was tried ("Testing for Linearizability", CCPE
 * 2017). It knows nothing but the sequential behaviour of each kind of channel, so it is what the fast
 * checker is held against. */
#ifndef KC_TEST_BRUTE_H
#define KC_TEST_BRUTE_H

#include "support/history.h"

enum { BRUTE_OPS_MAX = 12 };

/* n <= BRUTE_OPS_MAX. Of p it takes order, capacity, dropped (for HISTORY_MAILBOX) and the flags HISTORY_DRAINED
 * and HISTORY_LAST_CLOSES; it excuses nothing. */
bool brute_linearizable(const struct history_op *ops, size_t n, const struct history_promise *p);

#endif
