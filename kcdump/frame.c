#include "frame.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "interrupt.h"
#include "tool/units.h"

bool kd_stop(const struct kd_context *c)
{
	return kd_interrupted() != 0 || ferror(c->out);
}

void kd_say(struct kd_context *c, enum kd_style style, const char *fmt, ...)
{
	va_list va;
	va_start(va, fmt);
	kd_vline(c->out, c->dress, style, fmt, va);
	va_end(va);
}

const char *kd_side_name(enum kc_seg_side side)
{
	return side == KC_SIDE_SEND ? "send" : "receive";
}

void kd_depth_cell(struct kd_table *t, const struct ki_channel *ch)
{
	struct ki_fill fill = ki_channel_fill(ch);
	const char *about = ch->depth_clamped ? "~" : "";
	if (ch->kind == KI_RENDEZVOUS)
		kd_cell(t, KD_PLAIN, "%" PRIu64 " offer%s", fill.in, fill.in == 1 ? "" : "s");
	else if (ch->kind == KI_CONFLATED)
		kd_cell(t, KD_PLAIN, "%" PRIu64 "/1", fill.in);
	else if (fill.room == 0)
		kd_cell(t, KD_PLAIN, "%s%" PRIu64, about, ch->depth);
	else
		kd_cell(t, fill.in >= fill.room ? KD_WARN : KD_PLAIN, "%s%" PRIu64 "/%" PRIu32,
			about, ch->depth, ch->capacity);
}

void kd_json_time(struct kt_json *j, const char *key, uint64_t wall_ns)
{
	char text[40];
	kt_json_string(j, key, wall_ns ? kt_time(text, sizeof text, wall_ns) : NULL);
}

static const char *source_kind(enum ki_liveness l)
{
	if (kd_is_live(l))
		return "live";
	return l == KI_OUT_OF_SIGHT ? "unknown" : "leftover";
}

static void json_source(struct kt_json *j, const struct kd_picture *p)
{
	kt_json_object(j, "source");
	kt_json_string(j, "kind", p ? source_kind(p->snap->liveness) : "host");
	kt_json_u64(j, "pid", p ? p->info->pid : 0);
	kt_json_string(j, "segment", p ? p->info->path : "");
	if (p) {
		kt_json_string(j, "name", p->info->name);
		kt_json_hex(j, "instance", p->info->instance);
		kt_json_string(j, "state", ki_liveness_name(p->snap->liveness));
		kt_json_string(j, "reason", p->snap->reason);
		kd_json_time(j, "at", kd_wall_ns(p, p->snap->at_ns));
	}
	kt_json_end_object(j);
}

void kd_frame_begin(struct kd_context *c, const struct kd_picture *p)
{
	if (c->o->json) {
		char tool[64];
		snprintf(tool, sizeof tool, "%s %s", kd_program.name, kd_program.version);
		kt_json_begin(&c->json, c->out);
		kt_json_object(&c->json, NULL);
		kt_json_string(&c->json, "schema", "kcdump/1");
		kt_json_string(&c->json, "tool", tool);
		kt_json_string(&c->json, "verb", c->o->verb);
		json_source(&c->json, p);
	} else if (p && c->o->verbosity >= 0) {
		kd_print_source(c->out, c->dress, p->info, p->snap);
	}
}

struct kd_report kd_report_of(const struct kd_picture *p)
{
	const struct ki_snapshot *s = p->snap;
	return (struct kd_report){ .finding = s->finding,
		.findings = s->finding_count,
		.findings_dropped = s->findings_dropped,
		.checks_run = s->checks_run,
		.checks_skipped = s->checks_skipped,
		.passes = p->passes,
		.torn = p->torn,
		.partial = p->partial };
}

static const char *severity_name(const struct ki_finding *f)
{
	switch (f->severity) {
	case KI_INFO:
		return "info";
	case KI_WARNING:
		return "warning";
	case KI_ERROR:
		return "error";
	}
	return "error";
}

static int exit_code(const struct kd_report *r)
{
	int code = KT_GOOD;
	for (size_t i = 0; i < r->findings; i++)
		if (r->finding[i].severity == KI_ERROR)
			code = kt_exit_worse(code, KT_FINDING);
	if (r->torn > 0 || r->checks_skipped > 0 || r->partial || r->findings_dropped > 0)
		code = kt_exit_worse(code, KT_UNSURE);
	return kd_interrupted() ? kd_interrupted() : code;
}

static void json_end(struct kd_context *c, const struct kd_report *r, int code)
{
	struct kt_json *j = &c->json;
	kt_json_object(j, "consistency");
	kt_json_string(j, "mode", "row");
	kt_json_u64(j, "passes", r->passes);
	kt_json_u64(j, "torn", r->torn);
	kt_json_bool(j, "partial", r->partial || kd_interrupted());
	kt_json_end_object(j);
	kt_json_array(j, "findings");
	for (size_t i = 0; i < r->findings; i++) {
		kt_json_object(j, NULL);
		kt_json_string(j, "code", r->finding[i].code);
		kt_json_string(j, "severity", severity_name(&r->finding[i]));
		kt_json_string(j, "text", r->finding[i].text);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
	kt_json_u64(j, "findings_dropped", r->findings_dropped);
	kt_json_object(j, "checks");
	kt_json_u64(j, "run", r->checks_run);
	kt_json_u64(j, "skipped", r->checks_skipped);
	kt_json_end_object(j);
	kt_json_bool(j, "interrupted", kd_interrupted() != 0);
	kt_json_i64(j, "exit", code);
	kt_json_end_object(j);
	kt_json_finish(j);
}

static void human_findings(struct kd_context *c, const struct kd_report *r)
{
	static const enum kd_style styles[] = {
		[KI_INFO] = KD_DIM, [KI_WARNING] = KD_WARN, [KI_ERROR] = KD_BAD
	};
	if (r->findings > 0)
		fprintf(c->out, "\n%zu finding%s:\n", r->findings, r->findings == 1 ? "" : "s");
	for (size_t i = 0; i < r->findings; i++) {
		fputs("  ", c->out);
		kd_put(c->out, c->dress, styles[r->finding[i].severity],
			severity_name(&r->finding[i]));
		fputs("  ", c->out);
		kd_say(c, KD_PLAIN, "%s  %s", r->finding[i].code, r->finding[i].text);
	}
	if (r->findings_dropped > 0)
		fprintf(c->out, "  and %" PRIu64 " more\n", r->findings_dropped);
}

static void human_end(struct kd_context *c, const struct kd_report *r)
{
	human_findings(c, r);
	fputc('\n', c->out);
	kd_say(c, r->torn > 0 || r->partial || kd_interrupted() ? KD_WARN : KD_DIM,
		"consistency: %" PRIu64
		" pass%s, each row copied between two equal generations; %" PRIu64 " torn; %" PRIu64
		" checks run, %" PRIu64 " skipped%s%s",
		r->passes, r->passes == 1 ? "" : "es", r->torn, r->checks_run, r->checks_skipped,
		r->partial ? "; partial" : "", kd_interrupted() ? "; interrupted" : "");
}

int kd_frame_end(struct kd_context *c, const struct kd_report *r)
{
	int code = exit_code(r);
	if (c->o->json)
		json_end(c, r, code);
	else
		human_end(c, r);
	return code;
}
