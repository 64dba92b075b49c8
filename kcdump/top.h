/* top.h - the first N tickets of an order, out of any number, in memory for N.
 *
 * A heap whose root is the last of those kept. One thread. */
#ifndef KCDUMP_TOP_H
#define KCDUMP_TOP_H

#include "inspect/inspect.h"
#include "options.h"

struct kd_top {
	struct ki_ticket *row;
	size_t rows, room, limit;
	enum kd_sort sort;
};

/* What is kept when no limit is given: about 70 MB. */
enum { KD_TOP_ROWS_MAX = 100000 };

void kd_top_begin(struct kd_top *t, enum kd_sort sort, uint64_t limit);
/* false: no memory, the ticket was left out. */
bool kd_top_add(struct kd_top *t, const struct ki_ticket *ticket);
/* Puts the rows in order. */
void kd_top_finish(struct kd_top *t);
void kd_top_free(struct kd_top *t);

#endif
