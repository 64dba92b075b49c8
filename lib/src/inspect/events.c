#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/build.h"

struct gather {
	struct kc_timebase base;
	struct ki_event *item;
	size_t count, room;
};

static int keep(struct gather *g, const struct ki_event *e)
{
	if (g->count == g->room) {
		size_t room = g->room ? 2 * g->room : 256;
		struct ki_event *more = realloc(g->item, room * sizeof *more);
		if (!more)
			return -ENOMEM;
		g->item = more;
		g->room = room;
	}
	g->item[g->count++] = *e;
	return 0;
}

/* Events of one endpoint. Those from before it was opened are its row's earlier tenant's. */
static int take_recorder(struct gather *g, const struct ki_snapshot *snap, uint32_t endpoint,
	const struct kc_seg_recorder *r)
{
	const struct ki_endpoint *owner = &snap->endpoint[endpoint];
	const uint64_t slack_ns = 1000000;
	uint64_t n = r->head < KC_RECORDER_EVENTS ? r->head : KC_RECORDER_EVENTS;
	for (uint64_t i = 0; i < n; i++) {
		uint64_t number = r->head - n + i;
		const struct kc_seg_event *e = &r->event[number % KC_RECORDER_EVENTS];
		struct ki_event out = {
			.at_ns = ki_instant(&g->base, e->ticks),
			.endpoint = endpoint,
			.channel = owner->channel,
			.type = (enum kc_seg_event_type)e->type,
			.pos = e->pos,
			.arg = e->arg,
			.torn = e->seq != (uint32_t)(number + 1),
		};
		if (e->type == KC_EV_NONE || e->type > KC_EV_ADOPT)
			continue;
		if (out.at_ns + slack_ns < owner->opened_ns)
			continue;
		int rc = keep(g, &out);
		if (rc)
			return rc;
	}
	return 0;
}

static int by_time(const void *a, const void *b)
{
	const struct ki_event *x = a, *y = b;
	if (x->at_ns != y->at_ns)
		return x->at_ns < y->at_ns ? -1 : 1;
	if (x->endpoint != y->endpoint)
		return x->endpoint < y->endpoint ? -1 : 1;
	return (x->pos > y->pos) - (x->pos < y->pos);
}

/* Recorders of the snapshot's endpoints, which stand in ascending order: neighbours are read together. */
static int gather(
	struct gather *g, ki_source *s, const struct ki_snapshot *snap, unsigned char *buf)
{
	const struct ki_table *t = &s->table[KC_SEC_RECORDER];
	uint64_t span = t->stride ? KI_CHUNK_BYTES / t->stride : 0;
	for (size_t i = 0; i < snap->endpoint_count;) {
		uint64_t first = snap->endpoint[i].index;
		size_t end = i + 1;
		if (first >= t->rows)
			break;
		while (end < snap->endpoint_count && snap->endpoint[end].index < t->rows &&
			snap->endpoint[end].index - first < span &&
			snap->endpoint[end].index - snap->endpoint[end - 1].index <= 4)
			end++;
		uint64_t rows = snap->endpoint[end - 1].index - first + 1;
		int rc = ki_read(s, buf, rows * t->stride, t->offset + first * t->stride);
		for (; i < end && !rc; i++) {
			struct kc_seg_recorder r;
			memcpy(&r, buf + (snap->endpoint[i].index - first) * t->stride, sizeof r);
			rc = take_recorder(g, snap, (uint32_t)i, &r);
		}
		if (rc)
			return rc;
	}
	return 0;
}

int ki_events(ki_source *s, const struct ki_snapshot *snap, size_t limit, struct ki_event **events,
	size_t *count, struct ki_error *err)
{
	struct gather g = { .base = ki_timebase(s) };
	unsigned char *buf = ki_buffer(s);
	*events = NULL;
	*count = 0;
	ki_work_begin(s);
	int rc = buf ? gather(&g, s, snap, buf) : -ENOMEM;
	if (rc) {
		free(g.item);
		return ki_fail(err, rc == -ENOMEM ? -ENOMEM : -EIO, "%s: the flight recorder: %s",
			s->info.path, strerror(-rc));
	}
	if (g.count)
		qsort(g.item, g.count, sizeof *g.item, by_time);
	if (limit && g.count > limit) {
		memmove(g.item, g.item + (g.count - limit), limit * sizeof *g.item);
		g.count = limit;
	}
	*events = g.item;
	*count = g.count;
	return 0;
}
