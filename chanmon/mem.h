/* mem.h - allocation for a program that only watches: when memory is out it says so and ends with
 * exit code 3 (atexit restores the terminal); nothing it could lose belongs to anybody else. */
#ifndef CHANMON_MEM_H
#define CHANMON_MEM_H

#include <stddef.h>

/* Zeroed; n or size 0 gives a pointer that may be freed. */
void *cm_calloc(size_t n, size_t size);
/* Makes room for want elements, doubling; *cap is in elements. The new part is not zeroed. */
void *cm_grow(void *p, size_t *cap, size_t want, size_t size);
char *cm_strdup(const char *s);

#endif
