/* targets.h - whether what the user named is there; sentences go to standard error. */
#ifndef CHANMON_TARGETS_H
#define CHANMON_TARGETS_H

#include "chanmon/options.h"

/* The exit code: KT_CANNOT when a target names nothing. all: also when a segment cannot be read, and a
 * hint when there is nothing at all - on a screen both are shown and may change. */
int cm_targets_check(const struct cm_options *o, const struct cm_sample *s, bool all);

#endif
