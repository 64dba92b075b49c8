#include <errno.h>
#include <stdlib.h>

#include "inspect/build.h"

/* A call is one thread's: rows of one first case that belong to different threads were copied at different
 * moments, or are damaged. */
static int compare_calls(const struct ki_endpoint *a, const struct ki_endpoint *b)
{
	if (a->wait_group != b->wait_group)
		return a->wait_group < b->wait_group ? -1 : 1;
	return (a->tid > b->tid) - (a->tid < b->tid);
}

static int compare(const void *pa, const void *pb, void *ctx)
{
	const struct ki_snapshot *snap = ctx;
	const struct ki_endpoint *a = &snap->endpoint[*(const uint32_t *)pa];
	const struct ki_endpoint *b = &snap->endpoint[*(const uint32_t *)pb];
	int c = compare_calls(a, b);
	return c ? c : (a->index > b->index) - (a->index < b->index);
}

int ki_selects_group(struct ki_snapshot *snap)
{
	size_t n = 0;
	for (size_t i = 0; i < snap->endpoint_count; i++)
		n += snap->endpoint[i].wait_cases > 0;
	snap->select_of = malloc((n + 1) * sizeof *snap->select_of);
	if (!snap->select_of)
		return -ENOMEM;
	for (size_t i = 0; i < snap->endpoint_count; i++)
		if (snap->endpoint[i].wait_cases > 0)
			snap->select_of[snap->select_count++] = (uint32_t)i;
	qsort_r(snap->select_of, n, sizeof *snap->select_of, compare, snap);
	return 0;
}

/* Of the calls below e's, or with also: of those up to it. */
static size_t calls_before(const struct ki_snapshot *snap, const struct ki_endpoint *e, bool also)
{
	size_t low = 0, high = snap->select_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = compare_calls(&snap->endpoint[snap->select_of[mid]], e);
		if (c < 0 || (c == 0 && also))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t ki_select_of(
	const struct ki_snapshot *snap, const struct ki_endpoint *e, const uint32_t **first)
{
	*first = NULL;
	if (!e->wait_cases)
		return 0;
	size_t begin = calls_before(snap, e, false);
	*first = snap->select_of + begin;
	return calls_before(snap, e, true) - begin;
}
