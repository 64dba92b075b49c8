/* ps: every segment on the host, owner alive or not; those that cannot be read with the reason. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "tool/units.h"

/* Findings of all segments together that are kept; the rest is counted. */
enum { FINDINGS_MAX = 1000 };

struct row {
	const struct ki_found *found;
	enum ki_liveness liveness;
	const char *reason;
	bool read; /* the numbers below are there */
	uint64_t opened_wall_ns, channels, tickets, allocated_bytes;
};

struct ps {
	struct kd_report report;
	struct ki_finding *finding;
	struct kd_table table;
};

static void add_findings(struct ps *v, const struct kd_picture *p)
{
	const struct ki_snapshot *s = p->snap;
	v->report.findings_dropped += s->findings_dropped;
	for (size_t i = 0; i < s->finding_count; i++) {
		if (!v->finding || v->report.findings == FINDINGS_MAX) {
			v->report.findings_dropped++;
			continue;
		}
		struct ki_finding *f = &v->finding[v->report.findings++];
		*f = s->finding[i];
		snprintf(f->text, sizeof f->text, "pid %" PRIu32 ": %.*s", p->info->pid,
			(int)sizeof f->text - 20, s->finding[i].text);
	}
}

static void add_report(struct ps *v, const struct kd_picture *p)
{
	v->report.checks_run += p->snap->checks_run;
	v->report.checks_skipped += p->snap->checks_skipped;
	v->report.torn += p->torn;
	if (p->passes > v->report.passes)
		v->report.passes = p->passes;
	add_findings(v, p);
}

static void json_row(struct kt_json *j, const struct row *r)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "name", r->found->name);
	kt_json_u64(j, "pid", r->found->pid);
	kt_json_string(j, "state", ki_liveness_name(r->liveness));
	kt_json_string(j, "reason", r->reason);
	kt_json_string(j, "segment", r->found->path);
	kt_json_hex(j, "instance", r->found->instance);
	kt_json_bool(j, "readable", r->read);
	if (r->read) {
		kd_json_time(j, "since", r->opened_wall_ns);
		kt_json_u64(j, "channels", r->channels);
		kt_json_u64(j, "tickets", r->tickets);
		kt_json_u64(j, "allocated_bytes", r->allocated_bytes);
	}
	kt_json_end_object(j);
}

static void human_row(struct kd_context *c, struct kd_table *t, const struct row *r)
{
	char text[40], path[sizeof r->found->path * 4];
	ki_safe_text(path, sizeof path, r->found->path, sizeof r->found->path);
	kd_cell(t, KD_PLAIN, "%s", r->found->name);
	kd_cell(t, KD_PLAIN, "%" PRIu32, r->found->pid);
	kd_cell(t, kd_liveness_style(r->liveness), "%s", ki_liveness_name(r->liveness));
	if (r->read) {
		kd_cell(t, KD_PLAIN, "%s", kt_time(text, sizeof text, r->opened_wall_ns));
		kd_cell(t, KD_PLAIN, "%" PRIu64, r->channels);
		kd_cell(t, KD_PLAIN, "%" PRIu64, r->tickets);
		kd_cell(t, KD_PLAIN, "%s", kt_size(text, sizeof text, r->allocated_bytes));
	} else {
		for (int i = 0; i < 4; i++)
			kd_cell(t, KD_PLAIN, "-");
	}
	if (!r->read || c->o->verbosity > 0)
		kd_cell(t, KD_PLAIN, "%s  (%s)", path, r->reason);
	else
		kd_cell(t, KD_PLAIN, "%s", path);
	kd_row(t);
}

static void look(struct kd_context *c, struct ps *v, const struct ki_found *found)
{
	struct kd_picture p = { 0 };
	struct ki_error err = { 0 };
	struct row r = { .found = found, .liveness = found->liveness, .reason = found->reason };
	if (found->liveness != KI_UNREADABLE) {
		r.read = kd_picture_open(&p, found->path, &err) == 0;
		if (!r.read) {
			r.liveness = KI_UNREADABLE;
			r.reason = err.text;
		}
	}
	if (r.read) {
		r.liveness = p.snap->liveness;
		r.reason = p.snap->reason;
		r.opened_wall_ns = p.info->opened_wall_ns;
		r.channels = p.snap->channel_count;
		r.tickets = p.snap->tickets.live;
		r.allocated_bytes = p.info->file_allocated;
		add_report(v, &p);
	} else {
		v->report.partial = true;
	}
	if (c->o->json)
		json_row(&c->json, &r);
	else
		human_row(c, &v->table, &r);
	kd_picture_close(&p);
}

/* Where there may be none: 0, and where was looked. Of what was named there must be one. */
static int none(struct kd_context *c, char *where, size_t cap)
{
	struct ki_found one;
	struct ki_error err = { 0 };
	const char *dir = getenv("KC_DIR");
	char safe[512];
	if (c->o->source && ki_find_one(&one, c->o->source, &err) != 0)
		return kd_picture_none(c->o, &err);
	if (dir)
		ki_safe_text(safe, sizeof safe, dir, strlen(dir));
	snprintf(
		where, cap, "%s", dir && *dir ? safe : "$XDG_RUNTIME_DIR/kc and /dev/shm/kc-<uid>");
	return 0;
}

int kd_ps(struct kd_context *c)
{
	static const struct kd_column columns[] = { { "NAME", false }, { "PID", true },
		{ "STATE", false }, { "SINCE", false }, { "CHANNELS", true }, { "TICKETS", true },
		{ "SIZE", true }, { "PATH", false } };
	struct ps v = { 0 };
	struct ki_list list = { 0 };
	struct ki_error err = { 0 };
	if (ki_find(&list, c->o->source, &err) != 0) {
		fprintf(stderr, "%s: %s\n", kd_program.name, err.text);
		return KT_CANNOT;
	}
	char where[600] = "";
	int code = list.count ? 0 : none(c, where, sizeof where);
	if (code != 0)
		return code;
	v.finding = calloc(FINDINGS_MAX, sizeof *v.finding);
	v.report.finding = v.finding;
	kd_frame_begin(c, NULL);
	if (c->o->json)
		kt_json_array(&c->json, "segments");
	else
		kd_table_begin(
			&v.table, c->out, c->dress, columns, sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < list.count && !kd_stop(c); i++)
		look(c, &v, &list.item[i]);
	if (c->o->json)
		kt_json_end_array(&c->json);
	else
		kd_table_end(&v.table);
	if (!c->o->json && list.count == 0)
		kd_say(c, KD_PLAIN, "no segments in %s", where);
	code = kd_frame_end(c, &v.report);
	free(v.finding);
	ki_list_free(&list);
	return code;
}
