/* headless.h - chanmon without a terminal: --once and --every. */
#ifndef CHANMON_HEADLESS_H
#define CHANMON_HEADLESS_H

#include "chanmon/options.h"

/* Prints; returns the exit code. */
int cm_headless(const struct cm_options *o);

#endif
