/* search.h - one execution of a scenario after the other, until all are done, one fails, or time is up. */
#ifndef KC_SEARCH_H
#define KC_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "choices.h"
#include "explore.h"

struct result {
	uint64_t executions, steps;
	uint64_t cut; /* of the executions those whose rest was searched before */
	double seconds;
	bool failed, complete;
	uint64_t seed; /* of the last random one */
};

/* Prepares it; once a process and scenario, before the searches. */
void search_prepare(const struct scenario *s);
/* Every execution within the bounds, for so many seconds of a CPU at most. */
struct result search_all(const struct scenario *s, struct bounds b, double limit);
/* Random ones, with seeds from `first` on. */
struct result search_some(const struct scenario *s, uint64_t first, uint64_t n, double limit);
/* Of the execution that failed just now: why, and what was done. */
void search_show_failure(const struct scenario *s, const struct result *r);
/* Executions that were wanted() since search_prepare. */
extern uint64_t search_wanted;

#endif
