/* mutants.h - each memory order that a scenario executes, made one weaker in turn, and each fence left out: who
 * notices? */
#ifndef KC_MUTANTS_H
#define KC_MUTANTS_H

#include <stdbool.h>

#include "choices.h"
#include "explore.h"

/* Prints a line for each, its columns between tabs: place, operation, order, weakened to, scenario, killed or lives, and
 * after how many executions. limit: seconds for each search. file: lines that begin as one in there are left out; NULL
 * none. False: the scenario fails as it is. */
bool mutants_try(const struct scenario *s, struct bounds b, double limit, const char *file);

#endif
