/* arena.h - how the arena and its tickets fill their room. */
#ifndef KC_DUMP_ARENA_H
#define KC_DUMP_ARENA_H

#include "dump/table.h"
#include "inspect/inspect.h"

/* Two lines: bytes of the arena by use, live tickets by state. */
void kd_print_occupancy(FILE *out, struct kd_dress dress, const struct ki_snapshot *snap);
/* A blank line, then a row for each size class that has pages in its chain; nothing when there is none. */
void kd_print_classes(FILE *out, struct kd_dress dress, const struct ki_arena *a);

#endif
