/* hooks.h - the compiler's instrumentation (hooks.c), for those who access memory on the library's behalf. */
#ifndef KC_EXPLORE_HOOKS_H
#define KC_EXPLORE_HOOKS_H

#include <stdbool.h>
#include <stddef.h>

/* From now on what is written outside of threads is put back as well. */
void hooks_note_writes(bool yes);
/* A plain access of the running thread, about to be made. */
void hooks_plain(const void *p, size_t size, bool write, void *pc);

#endif
