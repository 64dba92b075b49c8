#include "chanmon/wake_order.h"

#include <stdlib.h>
#include <string.h>

const char *cm_wake_sort_name(enum cm_wake_sort by)
{
	switch (by) {
	case CM_WAKE_COUNT:
		return "count";
	case CM_WAKE_RUNQ:
		return "time in the run queue";
	case CM_WAKE_BLOCKED:
		return "time blocked";
	case CM_WAKE_NAME:
		return "name";
	case CM_WAKE_SORTS:
		break;
	}
	return "";
}

static int more_first(uint64_t a, uint64_t b)
{
	return a > b ? -1 : a < b;
}

static int by_name(const struct cm_sample *s, uint32_t a, uint32_t b)
{
	if (a == UINT32_MAX || b == UINT32_MAX)
		return (a == UINT32_MAX) - (b == UINT32_MAX);
	return strcmp(s->row[a].id->name, s->row[b].id->name);
}

static int compare_edges(const void *pa, const void *pb, void *ctx)
{
	const struct cm_wake_order *o = ctx;
	const struct cm_edge *a = &o->s->edge[*(const size_t *)pa],
			     *b = &o->s->edge[*(const size_t *)pb];
	int c = 0;
	switch (o->by) {
	case CM_WAKE_COUNT:
		c = more_first(a->sum.count, b->sum.count);
		break;
	case CM_WAKE_RUNQ:
		c = more_first(a->sum.runq_ns, b->sum.runq_ns);
		break;
	case CM_WAKE_BLOCKED:
		c = more_first(a->sum.blocked_ns, b->sum.blocked_ns);
		break;
	case CM_WAKE_NAME:
	case CM_WAKE_SORTS:
		c = by_name(o->s, a->row, b->row);
		break;
	}
	if (c)
		return o->inverted ? -c : c;
	if (a->key.channel != b->key.channel)
		return a->key.channel < b->key.channel ? -1 : 1;
	if (a->key.waker != b->key.waker)
		return a->key.waker < b->key.waker ? -1 : 1;
	return a->key.wakee < b->key.wakee ? -1 : a->key.wakee > b->key.wakee;
}

/* Without probes: what the library counted. */
static uint64_t figure(const struct cm_sample *s, const struct cm_row *r, enum cm_wake_sort by)
{
	const struct cm_wakes *w = cm_sample_wakes(s, r);
	if (by == CM_WAKE_COUNT)
		return w ? w->wakes + w->early : r->total[0].wakes + r->total[1].wakes;
	if (by == CM_WAKE_RUNQ)
		return w ? w->runq.p99_ns : 0;
	return w ? w->blocked.p99_ns : r->blocked_ns[0] + r->blocked_ns[1];
}

static int compare_rows(const void *pa, const void *pb, void *ctx)
{
	const struct cm_wake_order *o = ctx;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	int c = o->by == CM_WAKE_NAME ? 0
				      : more_first(figure(o->s, &o->s->row[a], o->by),
						figure(o->s, &o->s->row[b], o->by));
	if (!c)
		c = by_name(o->s, a, b);
	if (c)
		return o->inverted ? -c : c;
	return a < b ? -1 : a > b;
}

void cm_wake_order_rows(const struct cm_wake_order *o, uint32_t *row, size_t count)
{
	if (count)
		qsort_r(row, count, sizeof(*row), compare_rows, (void *)o);
}

void cm_wake_order_edges(const struct cm_wake_order *o, size_t *edge, size_t count)
{
	if (count)
		qsort_r(edge, count, sizeof(*edge), compare_edges, (void *)o);
}
