/* events: the flight recorders of all endpoints, merged; the newest last, as in a log. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "tool/units.h"

struct events {
	struct kd_picture picture;
	struct ki_event *row;
	size_t rows, recorded;
};

static const struct ki_channel *channel_of(const struct events *e, const struct ki_event *ev)
{
	const struct ki_snapshot *s = e->picture.snap;
	return ev->channel < s->channel_count ? &s->channel[ev->channel] : NULL;
}

static const struct ki_endpoint *endpoint_of(const struct events *e, const struct ki_event *ev)
{
	const struct ki_snapshot *s = e->picture.snap;
	return ev->endpoint < s->endpoint_count ? &s->endpoint[ev->endpoint] : NULL;
}

/* Recorders are short, so all are read: the newest N of one channel need not be among the newest
 * N. */
static void collect(struct events *e, const struct kd_options *o)
{
	struct ki_error err = { 0 };
	size_t n = 0;
	if (ki_events(e->picture.source, e->picture.snap, 0, &e->row, &n, &err) != 0) {
		fprintf(stderr, "%s: %s\n", kd_program.name, err.text);
		e->picture.partial = true;
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		const struct ki_channel *ch = channel_of(e, &e->row[i]);
		e->picture.torn += e->row[i].torn;
		if (!o->channel || (ch && kd_channel_wanted(o, ch->name)))
			e->row[e->rows++] = e->row[i];
	}
	e->recorded = e->rows;
	if (o->limit && e->rows > o->limit) {
		memmove(e->row, e->row + (e->rows - o->limit), o->limit * sizeof *e->row);
		e->rows = o->limit;
	}
}

static void error_words(char *out, size_t cap, uint64_t arg)
{
	int64_t value = (int64_t)arg;
	int number = (int)(value < 0 ? -value : value);
	const char *name = strerrorname_np(number);
	if (name)
		snprintf(out, cap, "%s: %s", name, strerror(number));
	else
		snprintf(out, cap, "errno %" PRId64, value);
}

/* What the argument of an event says; empty when it has none. */
static void words(char *out, size_t cap, const struct ki_event *ev)
{
	char text[16];
	out[0] = '\0';
	switch (ev->type) {
	case KC_EV_OPEN:
	case KC_EV_ADOPT:
		snprintf(out, cap, "by thread %" PRIu64, ev->arg);
		break;
	case KC_EV_BLOCK:
		snprintf(out, cap, "at depth %" PRIu64, ev->arg);
		break;
	case KC_EV_RESUME:
		snprintf(out, cap, "after %s asleep", kt_duration(text, sizeof text, ev->arg));
		break;
	case KC_EV_WAKE:
		snprintf(out, cap, "asked for %" PRIu64, ev->arg);
		break;
	case KC_EV_TIMEOUT:
	case KC_EV_CANCEL:
		snprintf(out, cap, "after %s", kt_duration(text, sizeof text, ev->arg));
		break;
	case KC_EV_ERROR:
		error_words(out, cap, ev->arg);
		break;
	case KC_EV_NONE:
	case KC_EV_CLOSE:
	case KC_EV_CHAN_CLOSE:
		break;
	}
}

static uint64_t before_newest(const struct events *e, const struct ki_event *ev)
{
	uint64_t newest = e->rows ? e->row[e->rows - 1].at_ns : 0;
	return newest > ev->at_ns ? newest - ev->at_ns : 0;
}

static void json(struct kd_context *c, const struct events *e)
{
	struct kt_json *j = &c->json;
	char said[128];
	kt_json_u64(j, "recorded", e->recorded);
	kt_json_array(j, "events");
	for (size_t i = 0; i < e->rows && !kd_stop(c); i++) {
		const struct ki_event *ev = &e->row[i];
		const struct ki_channel *ch = channel_of(e, ev);
		const struct ki_endpoint *ep = endpoint_of(e, ev);
		words(said, sizeof said, ev);
		kt_json_object(j, NULL);
		kd_json_time(j, "at", kd_wall_ns(&e->picture, ev->at_ns));
		kt_json_u64(j, "before_newest_ns", before_newest(e, ev));
		kt_json_string(j, "event", ki_event_name(ev->type));
		kt_json_string(j, "channel", ch ? ch->name : "");
		kt_json_u64(j, "endpoint", ep ? ep->index : ev->endpoint);
		kt_json_string(j, "side", ep ? kd_side_name(ep->side) : "");
		kt_json_u64(j, "tid", ep ? ep->tid : 0);
		kt_json_string(j, "thread", ep ? ep->thread : "");
		kt_json_u64(j, "position", ev->pos);
		kt_json_u64(j, "argument", ev->arg);
		kt_json_string(j, "text", said);
		kt_json_bool(j, "torn", ev->torn);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
}

static void human(struct kd_context *c, const struct events *e)
{
	static const struct kd_column columns[] = { { "TIME", true }, { "ENDPOINT", false },
		{ "THREAD", false }, { "CHANNEL", false }, { "EVENT", false }, { "POSITION", true },
		{ "WHAT", false } };
	struct kd_table t;
	char text[128];
	kd_table_begin(&t, c->out, c->dress, columns, sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < e->rows && !kd_stop(c); i++) {
		const struct ki_event *ev = &e->row[i];
		const struct ki_channel *ch = channel_of(e, ev);
		const struct ki_endpoint *ep = endpoint_of(e, ev);
		uint64_t before = before_newest(e, ev);
		kd_cell(&t, KD_PLAIN, "%s%s", before ? "-" : "", kt_duration(text, 16, before));
		kd_cell(&t, KD_PLAIN, "%" PRIu32 " %s", ep ? ep->index : ev->endpoint,
			ep ? kd_side_name(ep->side) : "");
		kd_cell(&t, KD_PLAIN, "%s", ep ? ep->thread : "");
		kd_cell(&t, KD_PLAIN, "%s", ch ? ch->name : "");
		kd_cell(&t, ev->torn ? KD_WARN : KD_PLAIN, "%s%s", ki_event_name(ev->type),
			ev->torn ? " (torn)" : "");
		kd_cell(&t, KD_PLAIN, "%" PRIu64, ev->pos);
		words(text, sizeof text, ev);
		kd_cell(&t, KD_PLAIN, "%s", text);
		kd_row(&t);
	}
	kd_table_end(&t);
	if (e->rows == 0) {
		kd_say(c, KD_PLAIN, "no events are recorded");
	} else if (c->o->verbosity >= 0) {
		kt_time(text, sizeof text, kd_wall_ns(&e->picture, e->row[e->rows - 1].at_ns));
		kd_say(c, KD_DIM, "%zu of %zu events; times before the newest one, %s", e->rows,
			e->recorded, text);
	}
}

int kd_events(struct kd_context *c)
{
	struct events e = { 0 };
	int code = kd_picture_take(&e.picture, c->o);
	if (code != 0)
		return code;
	collect(&e, c->o);
	kd_frame_begin(c, &e.picture);
	if (c->o->json)
		json(c, &e);
	else
		human(c, &e);
	struct kd_report r = kd_report_of(&e.picture);
	code = kd_frame_end(c, &r);
	free(e.row);
	kd_picture_close(&e.picture);
	return code;
}
