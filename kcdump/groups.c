#include "groups.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = KD_GROUPS_MAX * 2, FIRST_ROOM = 64 };

void kd_groups_begin(struct kd_groups *g)
{
	*g = (struct kd_groups){ 0 };
	/* Without a table every ticket falls into the others, which is said. */
	g->slot = calloc(SLOTS, sizeof *g->slot);
}

static size_t hash(const char *s)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return (size_t)((h ^ h >> 32) % SLOTS);
}

static bool make_room(struct kd_groups *g)
{
	if (g->rows < g->room)
		return true;
	if (g->rows == KD_GROUPS_MAX)
		return false;
	size_t room = g->room ? g->room * 2 : FIRST_ROOM;
	struct kd_group_row *row = reallocarray(g->row, room, sizeof *row);
	if (!row)
		return false;
	g->row = row;
	g->room = room;
	return true;
}

/* The table has twice as many slots as there can be groups, so a free one is always met. */
static struct kd_group_row *find(struct kd_groups *g, const char *key)
{
	if (!g->slot)
		return &g->others;
	size_t i = hash(key);
	while (g->slot[i]) {
		struct kd_group_row *r = &g->row[g->slot[i] - 1];
		if (strcmp(r->key, key) == 0)
			return r;
		i = (i + 1) % SLOTS;
	}
	char *copy = make_room(g) ? strdup(key) : NULL;
	if (!copy)
		return &g->others;
	g->row[g->rows++] = (struct kd_group_row){ .key = copy };
	g->slot[i] = (uint32_t)g->rows;
	return &g->row[g->rows - 1];
}

void kd_groups_add(struct kd_groups *g, const char *key, const struct ki_ticket *t)
{
	struct kd_group_row *r = find(g, key);
	r->tickets++;
	r->bytes += t->bytes;
	if (t->age_ns > r->oldest_ns)
		r->oldest_ns = t->age_ns;
}

static int compare(
	uint64_t x, uint64_t y, const struct kd_group_row *a, const struct kd_group_row *b)
{
	return x != y ? (x > y ? -1 : 1) : strcmp(a->key, b->key);
}

static int by_tickets(const void *a, const void *b)
{
	const struct kd_group_row *x = a, *y = b;
	return compare(x->tickets, y->tickets, x, y);
}

static int by_bytes(const void *a, const void *b)
{
	const struct kd_group_row *x = a, *y = b;
	return compare(x->bytes, y->bytes, x, y);
}

static int by_age(const void *a, const void *b)
{
	const struct kd_group_row *x = a, *y = b;
	return compare(x->oldest_ns, y->oldest_ns, x, y);
}

void kd_groups_finish(struct kd_groups *g, enum kd_sort sort)
{
	free(g->slot);
	g->slot = NULL;
	if (g->rows > 0)
		qsort(g->row, g->rows, sizeof *g->row,
			sort == KD_SORT_SIZE  ? by_bytes
			: sort == KD_SORT_AGE ? by_age
					      : by_tickets);
}

void kd_groups_free(struct kd_groups *g)
{
	for (size_t i = 0; i < g->rows; i++)
		free(g->row[i].key);
	free(g->row);
	free(g->slot);
	*g = (struct kd_groups){ 0 };
}
