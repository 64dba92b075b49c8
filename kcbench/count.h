/* count.h - what a worker does with a unit: counts its bytes, lines and pieces, and hashes them. Pure. */
#ifndef KCBENCH_COUNT_H
#define KCBENCH_COUNT_H

#include <stddef.h>

#include "config.h"
#include "digest.h"

/* offset: of data in the file. */
struct kb_counts kb_count_unit(
	enum kb_cut cut, const unsigned char *data, size_t bytes, uint64_t offset);
void kb_counts_add(struct kb_counts *to, const struct kb_counts *more);

#endif
