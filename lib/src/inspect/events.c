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
			.ticks = e->ticks,
			.endpoint = endpoint,
			.channel = owner->channel,
			.type = (enum kc_seg_event_type)e->type,
			.pos = e->pos,
			.arg = e->arg,
			.torn = e->seq != (uint32_t)(number + 1),
		};
		if (e->type == KC_EV_NONE || e->type > KC_EV_CANCEL)
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
	/* What falls into one nanosecond is a matter of rounding, which is another one at each look. */
	if (x->ticks != y->ticks)
		return x->ticks < y->ticks ? -1 : 1;
	if (x->endpoint != y->endpoint)
		return x->endpoint < y->endpoint ? -1 : 1;
	return (x->pos > y->pos) - (x->pos < y->pos);
}

/* Recorders of the endpoints at of[0 ... n), which stand in ascending order: neighbours are read together. */
static int gather(struct gather *g, ki_source *s, const struct ki_snapshot *snap,
	const uint32_t *of, size_t n, unsigned char *buf)
{
	const struct ki_table *t = &s->table[KC_SEC_RECORDER];
	struct ki_wanted *w = malloc((n + 1) * sizeof *w);
	struct kc_seg_recorder room;
	size_t end;
	int rc = w ? 0 : -ENOMEM;
	for (size_t i = 0; i < n && w; i++) {
		uint32_t endpoint = of ? of[i] : (uint32_t)i;
		w[i] = (struct ki_wanted){ snap->endpoint[endpoint].index, endpoint };
	}
	for (size_t i = 0; i < n && !rc && w[i].row < t->rows; i = end) {
		end = ki_wanted_run(w, n, i, t);
		uint64_t first = w[i].row, rows = w[end - 1].row - first + 1;
		rc = ki_read(s, buf, rows * t->stride, t->offset + first * t->stride);
		for (size_t k = i; k < end && !rc; k++)
			rc = take_recorder(g, snap, w[k].owner,
				ki_row_at(buf + (w[k].row - first) * t->stride, t, &room,
					sizeof room));
	}
	free(w);
	return rc;
}

static int events_of(ki_source *s, const struct ki_snapshot *snap, const uint32_t *of, size_t n,
	size_t limit, struct ki_event **events, size_t *count, struct ki_error *err)
{
	struct gather g = { .base = ki_timebase(s) };
	unsigned char *buf = ki_buffer(s);
	*events = NULL;
	*count = 0;
	ki_work_begin(s);
	int rc = buf ? gather(&g, s, snap, of, n, buf) : -ENOMEM;
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

int ki_events(ki_source *s, const struct ki_snapshot *snap, size_t limit, struct ki_event **events,
	size_t *count, struct ki_error *err)
{
	return events_of(s, snap, NULL, snap->endpoint_count, limit, events, count, err);
}

int ki_channel_events(ki_source *s, const struct ki_snapshot *snap, uint32_t channel, size_t limit,
	struct ki_event **events, size_t *count, struct ki_error *err)
{
	const struct ki_channel *c = &snap->channel[channel];
	return events_of(s, snap, snap->endpoint_of + c->endpoint_first, c->endpoint_count, limit,
		events, count, err);
}
