/* demo.h - `kcbench demo`: a small service to look at while it runs.
 *
 *   reader --lines--> workers --results--> collector --stats--> monitor
 *                        \-------------------log--------------> logger
 *
 * lines: tickets; the workers are slower than the reader, so it fills and the reader blocks. The
 * reader rests after each burst, so the channel drains and the workers sit idle for a while. results: values,
 * nearly empty. log: bytes, a message now and then. stats: SPSC values, one a second. */
#ifndef KCBENCH_DEMO_H
#define KCBENCH_DEMO_H

#include "config.h"

/* The exit code: 0 after --duration, 130 or 143 after a signal. */
int kb_demo(const struct kb_config *cfg);

#endif
