/* info: identity, liveness, layout, occupancy and findings on one screen. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dump/arena.h"
#include "frame.h"
#include "tool/units.h"

/* Rows of the channel table that leave room for the rest on a screen. */
enum { SCREEN_CHANNELS = 20 };

struct info {
	struct kd_picture picture;
	const struct ki_channel **row;
	size_t rows, wanted;
};

/* --- the rows -------------------------------------------------------------------------------- */

static double share(const struct ki_channel *ch)
{
	struct ki_fill fill = ki_channel_fill(ch);
	return fill.room ? (double)fill.in / (double)fill.room : 0;
}

/* When not all fit, those come first that somebody waits for, then the fullest. */
static int busiest_first(const void *a, const void *b)
{
	const struct ki_channel *x = *(const struct ki_channel *const *)a;
	const struct ki_channel *y = *(const struct ki_channel *const *)b;
	uint32_t bx = x->senders_blocked, by = y->senders_blocked;
	if ((bx > 0) != (by > 0))
		return bx > 0 ? -1 : 1;
	double fx = share(x), fy = share(y);
	if (fx > fy || fx < fy)
		return fx > fy ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static bool collect(struct info *v, const struct kd_options *o)
{
	const struct ki_snapshot *s = v->picture.snap;
	v->row = calloc(s->channel_count + 1, sizeof(*v->row));
	if (!v->row)
		return false;
	for (size_t i = 0; i < s->channel_count; i++)
		if (kd_channel_wanted(o, s->channel[i].name))
			v->row[v->rows++] = &s->channel[i];
	v->wanted = v->rows;
	uint64_t limit = o->limit                      ? o->limit
			 : o->json || o->verbosity > 0 ? UINT64_MAX
						       : SCREEN_CHANNELS;
	if (v->rows > limit) {
		qsort(v->row, v->rows, sizeof(*v->row), busiest_first);
		v->rows = limit;
	}
	return true;
}

static const char *clock_name(uint32_t kind)
{
	switch (kind) {
	case KC_CLOCK_MONOTONIC:
		return "monotonic";
	case KC_CLOCK_TSC:
		return "tsc";
	case KC_CLOCK_CNTVCT:
		return "cntvct";
	}
	return "unknown";
}

static const char *section_name(uint32_t type)
{
	static const char *const names[] = { [KC_SEC_SCHEMA] = "schema",
		[KC_SEC_CHANNELS] = "channels",
		[KC_SEC_ENDPOINTS] = "endpoints",
		[KC_SEC_RINGS] = "rings",
		[KC_SEC_TICKETS] = "tickets",
		[KC_SEC_THREADS] = "threads",
		[KC_SEC_ARENA] = "arena",
		[KC_SEC_PAGES] = "pages",
		[KC_SEC_MAGAZINES] = "magazines",
		[KC_SEC_HISTS] = "histograms",
		[KC_SEC_RECORDER] = "recorders",
		[KC_SEC_CHUNKS] = "chunks" };
	return type < sizeof names / sizeof names[0] && names[type] ? names[type] : "unknown";
}

static const char *state_name(uint32_t state)
{
	switch (state) {
	case KC_SEG_INITIALISING:
		return "initialising";
	case KC_SEG_LIVE:
		return "live";
	case KC_SEG_CLOSED:
		return "closed";
	}
	return "unknown";
}

static uint32_t shown_sections(const struct ki_info *in)
{
	return in->section_count < KC_SEG_SECTIONS_MAX ? in->section_count : KC_SEG_SECTIONS_MAX;
}

/* --- JSON ------------------------------------------------------------------------------------ */

static void json_process(struct kt_json *j, const struct kd_picture *p)
{
	const struct ki_info *in = p->info;
	kt_json_object(j, "process");
	kt_json_string(j, "exe", in->exe);
	kt_json_string(j, "build_id", in->build_id);
	kt_json_string(j, "lib_version", in->lib_version);
	kt_json_u64(j, "uid", in->uid);
	kd_json_time(j, "opened", in->opened_wall_ns);
	kd_json_time(j, "closed", in->closed_mono_ns ? kd_wall_ns(p, in->closed_mono_ns) : 0);
	kd_json_time(j, "last_slow_path", p->snap->last_ns ? kd_wall_ns(p, p->snap->last_ns) : 0);
	kt_json_end_object(j);
}

static void json_layout(struct kt_json *j, const struct ki_info *in)
{
	kt_json_object(j, "layout");
	kt_json_u64(j, "major", in->layout_major);
	kt_json_u64(j, "minor", in->layout_minor);
	kt_json_string(j, "state", state_name(in->seg_state));
	kt_json_string(j, "clock", clock_name(in->clock_kind));
	kt_json_u64(j, "brand", in->brand);
	kt_json_u64(j, "tls_abi", in->tls_abi);
	kt_json_i64(j, "tls_offset", in->tls_offset);
	kt_json_u64(j, "file_bytes", in->file_bytes);
	kt_json_u64(j, "allocated_bytes", in->file_allocated);
	kt_json_array(j, "sections");
	for (uint32_t i = 0; i < shown_sections(in); i++) {
		const struct kc_seg_section *s = &in->section[i];
		kt_json_object(j, NULL);
		kt_json_string(j, "name", section_name(s->type));
		kt_json_u64(j, "offset", s->offset);
		kt_json_u64(j, "row_bytes", s->elem_bytes);
		kt_json_u64(j, "rows", s->hwm);
		kt_json_u64(j, "rows_max", s->capacity);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
	kt_json_end_object(j);
}

static void json_arena(struct kt_json *j, const struct kd_picture *p)
{
	const struct ki_arena *a = &p->snap->arena;
	kt_json_object(j, "arena");
	kt_json_u64(j, "limit_bytes", a->limit_bytes);
	kt_json_u64(j, "taken_bytes", a->taken_bytes);
	kt_json_u64(j, "free_bytes", a->free_bytes);
	kt_json_u64(j, "ring_bytes", a->ring_bytes);
	kt_json_u64(j, "run_bytes", a->run_bytes);
	kt_json_u64(j, "tickets_hwm", a->tickets_hwm);
	kt_json_u64(j, "tickets_retired", a->tickets_retired);
	kt_json_array(j, "classes");
	for (uint32_t i = 0; i < a->class_count && i < KC_ARENA_CLASSES_MAX; i++) {
		kt_json_object(j, NULL);
		kt_json_u64(j, "block_bytes", a->class_[i].block_bytes);
		kt_json_u64(j, "pages", a->class_[i].pages);
		kt_json_u64(j, "blocks_bound", a->class_[i].blocks_bound);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
	kt_json_end_object(j);
}

static void json_channel(struct kt_json *j, const struct ki_channel *ch)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "name", ch->name);
	kt_json_string(j, "kind", ki_kind_name(ch->kind));
	kt_json_string(j, "topology", ki_topology_name(ch->topology));
	kt_json_string(j, "payload", ki_payload_name(ch->payload));
	kt_json_string(j, "overflow", ki_overflow_name(ch->overflow));
	kt_json_array(j, "flags");
	for (unsigned bit = 0; bit < 32; bit++)
		if (ch->flags >> bit & 1 && ki_flag_name(bit))
			kt_json_string(j, NULL, ki_flag_name(bit));
	kt_json_end_array(j);
	kt_json_bool(j, "closed", ch->closed);
	kt_json_u64(j, "element_bytes", ch->elem_bytes);
	kt_json_u64(j, "capacity", ch->capacity);
	kt_json_u64(j, "lanes", ch->lanes);
	kt_json_u64(j, "depth", ch->depth);
	kt_json_u64(j, "fullest_lane", ch->fullest);
	kt_json_bool(j, "depth_approximate", ch->depth_clamped);
	kt_json_u64(j, "sent", ch->sent);
	kt_json_u64(j, "received", ch->received);
	kt_json_u64(j, "bytes_sent", ch->bytes_sent);
	kt_json_u64(j, "bytes_received", ch->bytes_received);
	kt_json_u64(j, "dropped_newest", ch->total[KC_SIDE_SEND].dropped_newest);
	kt_json_u64(j, "dropped_oldest", ch->total[KC_SIDE_SEND].dropped_oldest);
	kt_json_u64(j, "cancelled", ki_channel_cancelled(ch));
	kt_json_u64(j, "senders", ch->senders);
	kt_json_u64(j, "receivers", ch->receivers);
	kt_json_u64(j, "senders_blocked", ch->senders_blocked);
	kt_json_u64(j, "receivers_blocked", ch->receivers_blocked);
	kt_json_u64(j, "senders_selecting", ch->selecting[KC_SIDE_SEND]);
	kt_json_u64(j, "receivers_selecting", ch->selecting[KC_SIDE_RECEIVE]);
	kt_json_u64(j, "senders_blocked_ns", ch->blocked_ns[KC_SIDE_SEND]);
	kt_json_u64(j, "receivers_blocked_ns", ch->blocked_ns[KC_SIDE_RECEIVE]);
	kt_json_u64(j, "oldest_ns", ch->oldest_ns);
	kt_json_end_object(j);
}

static void json(struct kd_context *c, const struct info *v)
{
	struct kt_json *j = &c->json;
	const struct ki_ticket_counts *t = &v->picture.snap->tickets;
	json_process(j, &v->picture);
	json_layout(j, v->picture.info);
	json_arena(j, &v->picture);
	kt_json_object(j, "ticket_counts");
	kt_json_u64(j, "live", t->live);
	kt_json_u64(j, "loaned", t->loaned);
	kt_json_u64(j, "queued", t->queued);
	kt_json_u64(j, "held", t->held);
	kt_json_u64(j, "bytes", t->live_bytes);
	kt_json_end_object(j);
	kt_json_array(j, "channels");
	for (size_t i = 0; i < v->rows; i++)
		json_channel(j, v->row[i]);
	kt_json_end_array(j);
}

/* --- human ----------------------------------------------------------------------------------- */

static void human_process(struct kd_context *c, const struct kd_picture *p)
{
	const struct ki_info *in = p->info;
	char when[40], ago[16], path[sizeof in->path * 4];
	ki_safe_text(path, sizeof path, in->path, sizeof in->path);
	kd_say(c, KD_PLAIN, "  segment   %s", path);
	kd_say(c, KD_PLAIN, "  program   %s  uid %" PRIu32 "  libkc %s", in->exe, in->uid,
		in->lib_version);
	if (c->o->verbosity > 0)
		kd_say(c, KD_PLAIN, "  build id  %s", in->build_id[0] ? in->build_id : "none");
	uint64_t open_for = p->snap->at_wall_ns > in->opened_wall_ns
				    ? p->snap->at_wall_ns - in->opened_wall_ns
				    : 0;
	kd_say(c, KD_PLAIN, "  opened    %s (%s ago)",
		kt_time(when, sizeof when, in->opened_wall_ns),
		kt_duration(ago, sizeof ago, open_for));
	if (in->closed_mono_ns)
		kd_say(c, KD_PLAIN, "  closed    %s, %" PRIu64 " tickets live at close",
			kt_time(when, sizeof when, kd_wall_ns(p, in->closed_mono_ns)),
			in->tickets_live_at_close);
	else if (!kd_is_live(p->snap->liveness) && p->snap->last_ns)
		kd_say(c, KD_PLAIN, "  last seen %s (newest slow path of any endpoint)",
			kt_time(when, sizeof when, kd_wall_ns(p, p->snap->last_ns)));
}

static void human_layout(struct kd_context *c, const struct ki_info *in)
{
	char file[16], allocated[16];
	kd_say(c, KD_PLAIN,
		"  layout    %" PRIu32 ".%" PRIu32 " %s  %" PRIu32
		" sections  file %s, %s allocated  clock %s",
		in->layout_major, in->layout_minor, state_name(in->seg_state), in->section_count,
		kt_size(file, sizeof file, in->file_bytes),
		kt_size(allocated, sizeof allocated, in->file_allocated),
		clock_name(in->clock_kind));
}

/* What a probe needs (base/waitword.h). */
static void human_wait_word(struct kd_context *c, const struct ki_info *in)
{
	if (in->tls_abi)
		kd_say(c, KD_PLAIN,
			"  wait word kind %" PRIu32 " at the thread pointer %+" PRId64
			"  channel numbers of brand %" PRIu32,
			in->tls_abi, in->tls_offset, in->brand);
	else
		kd_say(c, KD_PLAIN, "  wait word none: wakes cannot be traced");
}

static void human_sections(struct kd_context *c, const struct ki_info *in)
{
	static const struct kd_column columns[] = { { "SECTION", false }, { "OFFSET", true },
		{ "ROW", true }, { "ROWS", true }, { "ROWS MAX", true } };
	struct kd_table t;
	char text[16];
	fputc('\n', c->out);
	kd_table_begin(&t, c->out, c->dress, columns, sizeof columns / sizeof columns[0]);
	for (uint32_t i = 0; i < shown_sections(in); i++) {
		const struct kc_seg_section *s = &in->section[i];
		kd_cell(&t, KD_PLAIN, "%s", section_name(s->type));
		kd_cell(&t, KD_PLAIN, "%" PRIu64, s->offset);
		kd_cell(&t, KD_PLAIN, "%s", kt_size(text, sizeof text, s->elem_bytes));
		kd_cell(&t, KD_PLAIN, "%" PRIu64, s->hwm);
		kd_cell(&t, KD_PLAIN, "%" PRIu64, s->capacity);
		kd_row(&t);
	}
	kd_table_end(&t);
}

/* The waits of a leftover have no end: only their number is said (waiters has the instants). */
static void blocked_words(
	char *out, size_t cap, const struct ki_channel *ch, enum kc_seg_side side, bool live)
{
	char since[16] = "", select[40];
	uint32_t n = side == KC_SIDE_SEND ? ch->senders_blocked : ch->receivers_blocked;
	out[0] = '\0';
	if (n == 0)
		return;
	if (live)
		kt_duration(since, sizeof since, ch->longest_wait_ns[side]);
	snprintf(out, cap, "%" PRIu32 " %s%s%s%s", n, kd_side_name(side), live ? " " : "", since,
		ki_select_words(select, sizeof select, n, ch->selecting[side]));
}

static void blocked_cell(struct kd_table *t, const struct ki_channel *ch, bool live)
{
	char send[96], receive[96];
	blocked_words(send, sizeof send, ch, KC_SIDE_SEND, live);
	blocked_words(receive, sizeof receive, ch, KC_SIDE_RECEIVE, live);
	bool warn = ch->senders_blocked > ch->selecting[KC_SIDE_SEND];
	kd_cell(t, warn ? KD_WARN : KD_PLAIN, "%s%s%s", send, send[0] && receive[0] ? ", " : "",
		receive[0] || send[0] ? receive : "-");
}

/* With what the ring is by its flags, and how many there are. */
static void topology_cell(struct kd_table *t, const struct ki_channel *ch)
{
	char more[32] = "";
	if (ch->in_lanes)
		snprintf(more, sizeof more, " %" PRIu32 " lane%s", ch->lanes,
			ch->lanes == 1 ? "" : "s");
	kd_cell(t, KD_PLAIN, "%s%s%s%s", ki_topology_name(ch->topology), more,
		ch->flags & KC_SEG_FLAG_LOW_LATENCY ? " low-latency" : "",
		ch->flags & KC_SEG_FLAG_PADDED_SLOTS ? " padded-slots" : "");
}

/* Whether there is anything to say about dropping. */
static bool any_drops(const struct info *v)
{
	for (size_t i = 0; i < v->rows; i++)
		if (v->row[i]->overflow != KI_BLOCK || ki_channel_dropped(v->row[i]))
			return true;
	return false;
}

static void human_channels(struct kd_context *c, const struct info *v)
{
	static const struct kd_column columns[] = { { "CHANNEL", false }, { "KIND", false },
		{ "TOPOLOGY", false }, { "PAYLOAD", false }, { "DEPTH/CAPACITY", true },
		{ "SENT", true }, { "RECEIVED", true }, { "BLOCKED", false } };
	static const struct kd_column dropping[] = { { "CHANNEL", false }, { "KIND", false },
		{ "TOPOLOGY", false }, { "PAYLOAD", false }, { "DEPTH/CAPACITY", true },
		{ "SENT", true }, { "RECEIVED", true }, { "OVERFLOW", false }, { "DROPPED", true },
		{ "BLOCKED", false } };
	struct kd_table t;
	bool drops = any_drops(v);
	kd_table_begin(&t, c->out, c->dress, drops ? dropping : columns,
		drops ? sizeof dropping / sizeof dropping[0] : sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < v->rows; i++) {
		const struct ki_channel *ch = v->row[i];
		kd_cell(&t, KD_PLAIN, "%s%s", ch->name, ch->closed ? " (closed)" : "");
		kd_cell(&t, KD_PLAIN, "%s", ki_kind_name(ch->kind));
		topology_cell(&t, ch);
		kd_cell(&t, KD_PLAIN, "%s", ki_payload_name(ch->payload));
		kd_depth_cell(&t, ch);
		kd_cell(&t, KD_PLAIN, "%" PRIu64, ch->sent);
		kd_cell(&t, KD_PLAIN, "%" PRIu64, ch->received);
		if (drops) {
			kd_cell(&t, KD_PLAIN, "%s",
				ch->kind == KI_CONFLATED ? "-" : ki_overflow_name(ch->overflow));
			kd_cell(&t, KD_PLAIN, "%" PRIu64, ki_channel_dropped(ch));
		}
		blocked_cell(&t, ch, kd_is_live(v->picture.snap->liveness));
		kd_row(&t);
	}
	kd_table_end(&t);
	if (v->wanted == 0)
		kd_say(c, KD_PLAIN, "no open channels");
	else if (v->rows < v->wanted)
		kd_say(c, KD_DIM,
			"%zu of %zu channels shown, the fullest first; --limit %zu shows all",
			v->rows, v->wanted, v->wanted);
}

static void human(struct kd_context *c, const struct info *v)
{
	if (c->o->verbosity >= 0) {
		human_process(c, &v->picture);
		human_layout(c, v->picture.info);
		if (c->o->verbosity > 0)
			human_wait_word(c, v->picture.info);
		kd_print_occupancy(c->out, c->dress, v->picture.snap);
		if (c->o->verbosity > 0) {
			human_sections(c, v->picture.info);
			kd_print_classes(c->out, c->dress, &v->picture.snap->arena);
		}
		fputc('\n', c->out);
	}
	human_channels(c, v);
}

int kd_info(struct kd_context *c)
{
	struct info v = { 0 };
	int code = kd_picture_take(&v.picture, c->o);
	if (code != 0)
		return code;
	v.picture.partial = !collect(&v, c->o);
	kd_frame_begin(c, &v.picture);
	if (c->o->json)
		json(c, &v);
	else
		human(c, &v);
	struct kd_report r = kd_report_of(&v.picture);
	code = kd_frame_end(c, &r);
	free(v.row);
	kd_picture_close(&v.picture);
	return code;
}
