/* trace.h - the list of what the threads of an execution did, for who has to understand why it failed. */
#ifndef KC_TRACE_H
#define KC_TRACE_H

#include <stdint.h>
#include <stdio.h>

/* One thing that the running thread did; what: a literal. pc: where. */
void trace_add(const char *what, const void *at, uint64_t value, uint64_t more, void *pc);
void trace_note(const char *what);
void trace_reset(void);
/* With the lines of the source they come from. */
void trace_print(FILE *out);

#endif
