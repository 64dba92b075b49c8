/* waiters: who sleeps on what since when, and whether it does; of a leftover, who did when it died, and who was in the
 * middle of a claim. */
#include <inttypes.h>
#include <stdlib.h>

#include "claims.h"
#include "frame.h"
#include "threads.h"
#include "tool/units.h"

struct waiters {
	struct kd_picture picture;
	const struct ki_endpoint **row; /* one for each case of a select */
	size_t rows, waiting;
	struct kd_threads threads;
};

/* Bytes of a select's list of channels before it is cut. */
enum { LIST_BYTES = 280 };

static int longest_first(const void *a, const void *b)
{
	const struct ki_endpoint *x = *(const struct ki_endpoint *const *)a;
	const struct ki_endpoint *y = *(const struct ki_endpoint *const *)b;
	if (x->wait_since_ns != y->wait_since_ns)
		return x->wait_since_ns < y->wait_since_ns ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static const struct ki_channel *channel_of(const struct waiters *w, const struct ki_endpoint *e)
{
	const struct ki_snapshot *s = w->picture.snap;
	return e->channel < s->channel_count ? &s->channel[e->channel] : NULL;
}

/* For a person one row a sleeping call is enough: of a select the first. */
static bool keep_calls(struct waiters *w)
{
	const struct ki_snapshot *s = w->picture.snap;
	bool *said = calloc(s->select_count + 1, sizeof(*said));
	size_t kept = 0;
	if (!said)
		return false;
	for (size_t i = 0; i < w->rows; i++) {
		const uint32_t *first;
		if (ki_select_of(s, w->row[i], &first) && said[first - s->select_of])
			continue;
		if (first)
			said[first - s->select_of] = true;
		w->row[kept++] = w->row[i];
	}
	w->rows = kept;
	free(said);
	return true;
}

static bool collect(struct waiters *w, const struct kd_options *o)
{
	const struct ki_snapshot *s = w->picture.snap;
	w->row = calloc(s->endpoint_count + 1, sizeof(*w->row));
	if (!w->row)
		return false;
	for (size_t i = 0; i < s->endpoint_count; i++) {
		const struct ki_endpoint *e = &s->endpoint[i];
		const struct ki_channel *ch = channel_of(w, e);
		if (e->wait != KC_WAIT_NONE && e->open && ch && kd_channel_wanted(o, ch->name))
			w->row[w->rows++] = e;
	}
	qsort(w->row, w->rows, sizeof(*w->row), longest_first);
	bool kept = o->json || keep_calls(w);
	w->waiting = w->rows;
	if (o->limit && w->rows > o->limit)
		w->rows = o->limit;
	return kd_threads_look(&w->threads, &w->picture, w->row, w->rows) && kept;
}

/* Until now, for the living and the dead: nobody knows when a dead one died, only that it did not
 * wake up before. */
static uint64_t since_ns(const struct kd_picture *p, const struct ki_endpoint *e)
{
	if (kd_is_live(p->snap->liveness))
		return kd_age_ns(p, e->wait_since_ns);
	uint64_t since = kd_wall_ns(p, e->wait_since_ns);
	return since < p->snap->at_wall_ns ? p->snap->at_wall_ns - since : 0;
}

static void json_select(struct kt_json *j, const struct ki_endpoint *e)
{
	if (e->wait_cases == 0) {
		kt_json_string(j, "select", NULL);
		return;
	}
	kt_json_object(j, "select");
	kt_json_u64(j, "cases", e->wait_cases);
	kt_json_u64(j, "group", e->wait_group);
	kt_json_end_object(j);
}

static void json(struct kd_context *c, const struct waiters *w)
{
	struct kt_json *j = &c->json;
	const struct kd_picture *p = &w->picture;
	kt_json_u64(j, "waiting", w->waiting);
	kt_json_array(j, "waiters");
	for (size_t i = 0; i < w->rows; i++) {
		const struct ki_endpoint *e = w->row[i];
		const struct ki_channel *ch = channel_of(w, e);
		kt_json_object(j, NULL);
		kt_json_u64(j, "tid", e->tid);
		kt_json_string(j, "thread", e->thread);
		kt_json_bool(j, "thread_alive", e->thread_alive);
		kt_json_string(j, "channel", ch->name);
		kt_json_string(j, "side", kd_side_name(e->side));
		json_select(j, e);
		kt_json_u64(j, "endpoint", e->index);
		kt_json_string(j, "label", e->label);
		kt_json_u64(j, "since_ns", since_ns(p, e));
		kt_json_u64(j, "waited_ns", kd_age_ns(p, e->wait_since_ns));
		kd_json_time(j, "since", kd_wall_ns(p, e->wait_since_ns));
		kd_json_time(j, "deadline",
			e->wait_deadline_ns ? kd_wall_ns(p, e->wait_deadline_ns) : 0);
		kt_json_u64(j, "depth", ch->depth);
		kt_json_u64(j, "capacity", ch->capacity);
		if (e->has_lane)
			kt_json_u64(j, "lane_depth", e->lane_depth);
		else
			kt_json_string(j, "lane_depth", NULL);
		kd_thread_json(j, kd_thread_of(&w->threads, e), ch->index);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
	kd_claims_json(c, p);
}

/* How long a sleeper sleeps; of a leftover the instant it fell asleep. */
static void since_cell(struct kd_table *t, const struct kd_picture *p, const struct ki_endpoint *e)
{
	char text[40];
	if (kd_is_live(p->snap->liveness))
		kt_duration(text, sizeof text, kd_age_ns(p, e->wait_since_ns));
	else
		kt_time(text, sizeof text, kd_wall_ns(p, e->wait_since_ns));
	kd_cell(t, KD_PLAIN, "%s", text);
}

static void deadline_cell(struct kd_table *t, const struct kd_picture *p, uint64_t deadline)
{
	char text[40];
	if (deadline == 0)
		kd_cell(t, KD_PLAIN, "none");
	else if (!kd_is_live(p->snap->liveness))
		kd_cell(t, KD_PLAIN, "%s", kt_time(text, sizeof text, kd_wall_ns(p, deadline)));
	else if (deadline >= p->snap->at_ns)
		kd_cell(t, KD_PLAIN, "in %s",
			kt_duration(text, sizeof text, deadline - p->snap->at_ns));
	else
		kd_cell(t, KD_WARN, "%s ago",
			kt_duration(text, sizeof text, p->snap->at_ns - deadline));
}

enum doing { WAITS, OFFERS, WAITS_FOR_OFFER };

static const char *state_words(enum ki_liveness l, enum doing doing)
{
	static const char *const words[][3] = {
		{ "waiting", "offers", "waits for an offer" },
		{ "was waiting when it died", "offered when it died",
			"waited for an offer when it died" },
		{ "was waiting when it closed", "offered when it closed",
			"waited for an offer when it closed" },
		{ "waiting when last seen", "offered when last seen",
			"waited for an offer when last seen" },
	};
	switch (l) {
	case KI_ALIVE:
	case KI_STOPPED:
		return words[0][doing];
	case KI_DEAD:
		return words[1][doing];
	case KI_CLOSED:
		return words[2][doing];
	case KI_OUT_OF_SIGHT:
	case KI_UNREADABLE:
		break;
	}
	return words[3][doing];
}

static enum doing doing_of(const struct ki_channel *ch, const struct ki_endpoint *e)
{
	if (ch->kind != KI_RENDEZVOUS)
		return WAITS;
	return e->side == KC_SIDE_SEND ? OFFERS : WAITS_FOR_OFFER;
}

/* ", select over 3: a (receive), b (receive), c (send)", as far as it fits. */
static void select_words(
	char *out, size_t cap, const struct waiters *w, const struct ki_endpoint *e)
{
	const struct ki_snapshot *s = w->picture.snap;
	const uint32_t *first;
	size_t n = ki_select_of(s, e, &first), i;
	size_t used = (size_t)snprintf(out, cap, ", select over %" PRIu32, e->wait_cases);
	for (i = 0; i < n && used < LIST_BYTES; i++) {
		const struct ki_endpoint *one = &s->endpoint[first[i]];
		used += (size_t)snprintf(out + used, cap - used, "%s%s (%s)", i ? ", " : ": ",
			channel_of(w, one)->name, kd_side_name(one->side));
	}
	if (i < n)
		snprintf(out + used, cap - used, " and %zu more", n - i);
	else if (n < e->wait_cases)
		snprintf(out + used, cap - used, " and %zu that are not seen here",
			(size_t)e->wait_cases - n);
}

static void what_cells(struct kd_table *t, const struct waiters *w, const struct ki_endpoint *e)
{
	const struct ki_channel *ch = channel_of(w, e);
	if (e->wait_cases) {
		kd_cell(t, KD_PLAIN, "%" PRIu32 " cases", e->wait_cases);
		kd_cell(t, KD_PLAIN, "select");
	} else {
		kd_cell(t, KD_PLAIN, "%s", ch->name);
		kd_cell(t, KD_PLAIN, "%s", kd_side_name(e->side));
	}
	since_cell(t, &w->picture, e);
	deadline_cell(t, &w->picture, e->wait_deadline_ns);
	if (e->wait_cases)
		kd_cell(t, KD_PLAIN, "-");
	else if (e->has_lane) /* the one that it waits for room in */
		kd_cell(t, KD_PLAIN, "%" PRIu64 "/%" PRIu32, e->lane_depth,
			ch->capacity / ch->lanes);
	else
		kd_depth_cell(t, ch);
}

/* What its thread really does. */
static void thread_cell(struct kd_table *t, const struct waiters *w, const struct ki_endpoint *e)
{
	char text[96];
	const struct ki_offcpu *o = kd_thread_of(&w->threads, e);
	if (!o) {
		kd_cell(t, KD_PLAIN, "-");
		return;
	}
	bool normal = o->state == KI_OFFCPU_FUTEX || o->state == KI_OFFCPU_AWAKE;
	kd_cell(t, normal ? KD_PLAIN : KD_WARN, "%s",
		ki_offcpu_words(text, sizeof text, o, channel_of(w, e)->index));
}

static void state_cell(struct kd_table *t, const struct waiters *w, const struct ki_endpoint *e)
{
	enum ki_liveness l = w->picture.snap->liveness;
	char select[LIST_BYTES + sizeof((struct ki_channel *)0)->name + 64] = "";
	if (e->wait_cases)
		select_words(select, sizeof select, w, e);
	kd_cell(t, KD_WARN, "%s%s%s",
		state_words(l, e->wait_cases ? WAITS : doing_of(channel_of(w, e), e)), select,
		kd_is_live(l) && !e->thread_alive ? " (thread ended)" : "");
}

static void human(struct kd_context *c, const struct waiters *w)
{
	static const struct kd_column columns[] = { { "TID", true }, { "THREAD", false },
		{ "CHANNEL", false }, { "SIDE", false }, { "SINCE", true }, { "DEADLINE", true },
		{ "DEPTH/CAPACITY", true }, { "OFF-CPU", false }, { "STATE", false },
		{ "LABEL", false } };
	static const struct kd_column of_the_dead[] = { { "TID", true }, { "THREAD", false },
		{ "CHANNEL", false }, { "SIDE", false }, { "SINCE", true }, { "DEADLINE", true },
		{ "DEPTH/CAPACITY", true }, { "STATE", false }, { "LABEL", false } };
	struct kd_table t;
	bool live = w->threads.thread != NULL;
	unsigned all = live ? sizeof columns / sizeof columns[0]
			    : sizeof of_the_dead / sizeof of_the_dead[0];
	kd_table_begin(
		&t, c->out, c->dress, live ? columns : of_the_dead, all - (c->o->verbosity <= 0));
	for (size_t i = 0; i < w->rows; i++) {
		const struct ki_endpoint *e = w->row[i];
		kd_cell(&t, KD_PLAIN, "%" PRIu32, e->tid);
		kd_cell(&t, KD_PLAIN, "%s", e->thread);
		what_cells(&t, w, e);
		if (live)
			thread_cell(&t, w, e);
		state_cell(&t, w, e);
		if (c->o->verbosity > 0)
			kd_cell(&t, KD_PLAIN, "%s", e->label);
		kd_row(&t);
	}
	kd_table_end(&t);
	if (w->waiting == 0)
		kd_say(c, KD_PLAIN, "nobody %s", state_words(w->picture.snap->liveness, WAITS));
	else if (w->rows < w->waiting)
		kd_say(c, KD_DIM, "%zu of %zu waiters shown", w->rows, w->waiting);
	kd_claims_say(c, &w->picture);
}

int kd_waiters(struct kd_context *c)
{
	struct waiters w = { 0 };
	int code = kd_picture_take(&w.picture, c->o);
	if (code != 0)
		return code;
	w.picture.partial = !collect(&w, c->o);
	kd_frame_begin(c, &w.picture);
	if (c->o->json)
		json(c, &w);
	else
		human(c, &w);
	struct kd_report r = kd_report_of(&w.picture);
	code = kd_frame_end(c, &r);
	kd_threads_free(&w.threads);
	free(w.row);
	kd_picture_close(&w.picture);
	return code;
}
