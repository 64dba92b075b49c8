#include "chanmon/headless.h"

#include <string.h>

#include "base/clock.h"
#include "chanmon/report.h"
#include "chanmon/signals.h"
#include "chanmon/targets.h"
#include "chanmon/text.h"

static void report(struct cm_report *r, enum cm_format format, const struct cm_sample *s)
{
	switch (format) {
	case CM_TEXT:
		cm_report_text(r, s);
		break;
	case CM_JSON:
		cm_report_json(r, s);
		break;
	case CM_CSV:
		cm_report_csv(r, s);
		break;
	}
	fflush(r->out);
}

static struct cm_sample *sample(const struct cm_options *o, const struct cm_sample *previous)
{
	struct cm_look look = { .all_endpoints = true, .previous = previous };
	return cm_fleet_sample(o->fleet, &look);
}

static int run(const struct cm_options *o, FILE *out)
{
	struct cm_report r = { .out = out,
		.filter = &o->filter,
		.sort = o->sort,
		.glyphs = kt_use_unicode(o->ascii) ? &cm_glyphs_unicode : &cm_glyphs_ascii,
		.verbose = o->verbose };
	uint64_t pictures = o->every_given ? o->count : 1;
	uint64_t start = kc_clock_ns(CLOCK_MONOTONIC), due = start + o->gap_ns;
	struct cm_sample *now = sample(o, NULL);
	int rc = cm_targets_check(o, now, true);
	for (uint64_t n = 0; !pictures || n < pictures; n++) {
		if (n || o->gap_ns) {
			cm_wait(-1, due);
			struct cm_sample *before = now;
			now = sample(o, before);
			cm_sample_unref(before);
		}
		/* Interrupted while waiting: what is known now is still printed, and marked. */
		r.interrupted = cm_signals_exit() != 0;
		if (r.interrupted && n)
			break;
		if (n && o->format == CM_TEXT)
			fputc('\n', out);
		report(&r, o->format, now);
		if (ferror(out) || r.interrupted)
			break;
		due += o->every_ns;
		/* After a stop in the debugger or a suspended machine: go on from now, not catch up. */
		uint64_t late = kc_clock_ns(CLOCK_MONOTONIC);
		if (due < late)
			due = late;
	}
	cm_sample_unref(now);
	return rc;
}

int cm_headless(const struct cm_options *o)
{
	struct kt_output out;
	int rc = kt_output_open(&out, o->out);
	if (rc < 0) {
		fprintf(stderr, "chanmon: %s: cannot be written: %s\n", o->out ? o->out : "stdout",
			strerror(-rc));
		return KT_CANNOT;
	}
	cm_text_ascii_only(o->ascii);
	int code = run(o, out.f);
	rc = kt_output_close(&out, true);
	if (rc < 0) {
		fprintf(stderr, "chanmon: %s: writing failed: %s\n", o->out ? o->out : "stdout",
			strerror(-rc));
		code = kt_exit_worse(code, KT_CANNOT);
	}
	return cm_signals_exit() ? cm_signals_exit() : code;
}
