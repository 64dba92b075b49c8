/* heap.h - what the library allocates in an execution: at the same places each time, and never given back. What it
 * allocates before, in prepare(), comes from the C library. */
#ifndef KC_HEAP_H
#define KC_HEAP_H

#include <stdbool.h>

void heap_init(void);
/* An execution begins. */
void heap_reset(void);
/* Memory of an execution's own: nothing of it need be put back. */
bool heap_has(const void *p);

#endif
