/* lint.h - small objects that look at one row or one domain: a check with a threshold, a name, and a
 * sentence with the number in it (TOOLS §1). Facts only: each sentence can be checked against the
 * segment. Pure functions. */
#ifndef CHANMON_LINT_H
#define CHANMON_LINT_H

#include "chanmon/sample.h"

enum cm_lint {
	CM_LINT_FULL,
	CM_LINT_LIMIT,
	CM_LINT_BLOCKED_LONG,
	CM_LINT_STUCK,
	CM_LINT_DROPS,
	CM_LINT_TIMEOUTS,
	CM_LINT_TICKET_ERRORS,
	CM_LINT_SPURIOUS,
	CM_LINT_LOST_WAKE,
	CM_LINT_COUNT
};
enum cm_domain_lint { CM_DLINT_TICKETS_LEFT, CM_DLINT_STOPPED, CM_DLINT_DAMAGED, CM_DLINT_COUNT };

/* Bits of the lints that hold; live: the program still runs. */
uint32_t cm_lint_row(const struct cm_row *r, bool live);
uint32_t cm_lint_domain(const struct cm_domain *d);

/* Senders cannot go on: asleep at a full channel or for most of the time; elsewhere asleep long enough to be
 * noticed, and not in a select, which something else may end. */
bool cm_row_blocked(const struct cm_row *r);

const char *cm_lint_name(enum cm_lint l);
const char *cm_domain_lint_name(enum cm_domain_lint l);
/* The sentence; returns out. */
const char *cm_lint_text(enum cm_lint l, const struct cm_row *r, char *out, size_t cap);
const char *cm_domain_lint_text(
	enum cm_domain_lint l, const struct cm_domain *d, char *out, size_t cap);
/* All that hold, "; " between them; "" when none does. */
const char *cm_lint_all(const struct cm_row *r, char *out, size_t cap);

#endif
