/* culprit.h - who holds a channel up: a sentence made of facts. Pure function of a sample. */
#ifndef CHANMON_CULPRIT_H
#define CHANMON_CULPRIT_H

#include "chanmon/sample.h"

/* Returns out. The endpoints of r must be in s. */
const char *cm_culprit(const struct cm_sample *s, const struct cm_row *r, char *out, size_t cap);

#endif
