#include "top.h"

#include <stdlib.h>

enum { FIRST_ROOM = 256 };

/* < 0: a stands before b. The index decides between equals, so that the order is the same each
 * time. */
static int order(enum kd_sort sort, const struct ki_ticket *a, const struct ki_ticket *b)
{
	uint64_t x = 0, y = 0;
	if (sort == KD_SORT_AGE) {
		x = a->age_ns;
		y = b->age_ns;
	} else if (sort == KD_SORT_SIZE) {
		x = a->bytes;
		y = b->bytes;
	}
	if (x != y)
		return x > y ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void swap(struct ki_ticket *a, struct ki_ticket *b)
{
	struct ki_ticket c = *a;
	*a = *b;
	*b = c;
}

static void sift_up(struct kd_top *t, size_t i)
{
	while (i > 0 && order(t->sort, &t->row[i], &t->row[(i - 1) / 2]) > 0) {
		swap(&t->row[i], &t->row[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

static void sift_down(struct kd_top *t, size_t n)
{
	for (size_t i = 0;;) {
		size_t last = i;
		for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < n; k++)
			if (order(t->sort, &t->row[k], &t->row[last]) > 0)
				last = k;
		if (last == i)
			return;
		swap(&t->row[i], &t->row[last]);
		i = last;
	}
}

void kd_top_begin(struct kd_top *t, enum kd_sort sort, uint64_t limit)
{
	*t = (struct kd_top){ .sort = sort };
	t->limit = limit && limit < KD_TOP_ROWS_MAX ? limit : KD_TOP_ROWS_MAX;
}

bool kd_top_add(struct kd_top *t, const struct ki_ticket *ticket)
{
	if (t->rows == t->limit) {
		if (order(t->sort, ticket, &t->row[0]) < 0) {
			t->row[0] = *ticket;
			sift_down(t, t->rows);
		}
		return true;
	}
	if (t->rows == t->room) {
		size_t room = t->room ? t->room * 2 : FIRST_ROOM;
		struct ki_ticket *row = reallocarray(t->row, room, sizeof *row);
		if (!row)
			return false;
		t->row = row;
		t->room = room;
	}
	t->row[t->rows++] = *ticket;
	sift_up(t, t->rows - 1);
	return true;
}

void kd_top_finish(struct kd_top *t)
{
	for (size_t n = t->rows; n > 1; n--) {
		swap(&t->row[0], &t->row[n - 1]);
		sift_down(t, n - 1);
	}
}

void kd_top_free(struct kd_top *t)
{
	free(t->row);
	*t = (struct kd_top){ 0 };
}
