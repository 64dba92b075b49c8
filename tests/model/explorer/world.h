/* world.h - what surrounds the library: system calls, locks, the heap and the clock, as the threads of an
 * execution meet them; and the list of what they did. */
#ifndef KC_EXPLORE_WORLD_H
#define KC_EXPLORE_WORLD_H

#include <stdint.h>
#include <stdio.h>

/* Replaces the entries of kc_sys that sleep, wake and order. */
void world_init(void);
/* Nothing is allocated, nothing locked, as at the start of every execution. */
void world_reset(void);
/* What the C library does at the end of a thread. */
void world_thread_ends(void);
/* An access to memory that the library's heap does not know must not be put back. */
int world_on_the_heap(const void *p);

/* One thing that was done; what: a literal. */
void trace_add(const char *what, const void *at, uint64_t value, uint64_t more, void *pc);
void trace_note(const char *what);
void trace_reset(void);
/* With the lines of the source they come from. */
void trace_print(FILE *out);

#endif
