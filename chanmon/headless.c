#include "chanmon/headless.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "chanmon/report.h"
#include "chanmon/signals.h"
#include "chanmon/targets.h"
#include "chanmon/text.h"

/* stdio keeps the fact of a failed write, not its reason. Each further write fails again, so that the
 * newest errno is the reason; 0 when all was written. */
static int flush(FILE *out)
{
	bool failed = fflush(out) != 0 || ferror(out);
	return failed ? -(errno ? errno : EIO) : 0;
}

static int report(struct cm_report *r, enum cm_format format, const struct cm_sample *s)
{
	errno = 0;
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
	return flush(r->out);
}

static struct cm_sample *sample(const struct cm_options *o, const struct cm_sample *previous)
{
	struct cm_look look = { .all_endpoints = true,
		.wakeups = o->wakeups,
		.all_edges = true,
		.previous = previous };
	return cm_fleet_sample(o->fleet, &look);
}

/* Whether anything that was asked for could be read. */
static bool any_picture(const struct cm_options *o, const struct cm_sample *s)
{
	bool whole = !o->fleet->target_count;
	for (size_t i = 0; i < o->fleet->target_count; i++)
		whole |= o->fleet->target[i].matched && !o->fleet->target[i].channel;
	for (size_t i = 0; i < s->domain_count; i++)
		if (s->domain[i].has_picture && (whole || s->domain[i].row_count))
			return true;
	return false;
}

/* What became of --wakeups: for whoever waits for the end of it, and, once, why there are no probes. */
static void tell_probes(const struct cm_options *o, const struct cm_sample *s)
{
	for (size_t i = 0; o->wakeups && i < s->trace_count; i++) {
		const struct cm_trace *t = &s->trace[i];
		if (t->tier == CM_TIER_COUNTERS)
			kt_say(&cm_program, "%s: without probes: %s", s->domain[t->domain].name, t->sentence);
		else if (t->tier == CM_TIER_PROBES && !o->quiet)
			kt_say(&cm_program, "%s: the probes are attached", s->domain[t->domain].name);
	}
}

static int completeness(const struct cm_options *o, const struct cm_sample *s)
{
	for (size_t i = 0; o->wakeups && i < s->trace_count; i++)
		if (s->trace[i].tier == CM_TIER_COUNTERS)
			return KT_UNSURE;
	for (size_t i = 0; i < s->domain_count; i++)
		if (s->domain[i].partial)
			return KT_UNSURE;
	return KT_GOOD;
}

struct outcome {
	int code;
	int write_error; /* -errno of the first write that failed */
	bool printed;
};

static struct outcome run(const struct cm_options *o, FILE *out)
{
	struct cm_report r = { .out = out,
		.filter = &o->filter,
		.sort = o->sort,
		.glyphs = kt_use_unicode(o->ascii) ? &cm_glyphs_unicode : &cm_glyphs_ascii,
		.verbose = o->verbose,
		.wakeups = o->wakeups };
	uint64_t pictures = o->every_given ? o->count : 1;
	uint64_t start = kc_clock_ns(CLOCK_MONOTONIC), due = start + o->gap_ns;
	if (o->wakeups)
		cm_fleet_probe(o->fleet, true);
	struct cm_sample *now = sample(o, NULL);
	tell_probes(o, now);
	if (o->wakeups) /* to attach takes its time, which is not of the gap */
		due = kc_clock_ns(CLOCK_MONOTONIC) + o->gap_ns;
	struct outcome result = { .code = cm_targets_check(o, now, true) };
	/* With --every, what is missing now may come later, unless it could not even be looked for; one
	 * picture of nothing helps nobody. */
	bool failed = o->fleet->error[0];
	if (result.code == KT_CANNOT && (failed || !o->every_given) && !any_picture(o, now))
		goto out;
	result.printed = true;
	for (uint64_t n = 0; !pictures || n < pictures; n++) {
		if (n || o->gap_ns) {
			cm_wait(-1, due);
			struct cm_sample *before = now;
			now = sample(o, before);
			cm_sample_unref(before);
		}
		if (!failed && o->fleet->error[0]) {
			failed = true;
			kt_say(&cm_program, "%s", o->fleet->error);
			result.code = kt_exit_worse(result.code, KT_CANNOT);
		}
		/* Interrupted while waiting: what is known now is still printed, and marked. */
		r.interrupted = cm_signals_exit() != 0;
		if (r.interrupted && n)
			break;
		if (n && o->format == CM_TEXT)
			fputc('\n', out);
		result.write_error = report(&r, o->format, now);
		result.code = kt_exit_worse(result.code, completeness(o, now));
		if (result.write_error || r.interrupted)
			break;
		due += o->every_ns;
		/* After a stop in the debugger or a suspended machine: go on from now, not catch up. */
		uint64_t late = kc_clock_ns(CLOCK_MONOTONIC);
		if (due < late)
			due = late;
	}
out:
	cm_sample_unref(now);
	return result;
}

int cm_headless(const struct cm_options *o)
{
	struct kt_output out;
	int rc = kt_output_open(&out, o->out);
	if (rc < 0) {
		kt_say(&cm_program, "%s: cannot be written: %s", o->out ? o->out : "stdout",
			strerror(-rc));
		return KT_CANNOT;
	}
	cm_text_ascii_only(o->ascii);
	struct outcome result = { .printed = true };
	if (o->schema) {
		errno = 0;
		cm_report_schema(out.f);
		result.write_error = flush(out.f);
	} else {
		result = run(o, out.f);
	}
	int code = result.code;
	/* A file from before is not replaced by nothing. */
	rc = kt_output_close(&out, result.printed);
	if (rc < 0) {
		if (result.write_error)
			rc = result.write_error;
		kt_say(&cm_program, "%s: writing failed: %s", o->out ? o->out : "stdout",
			strerror(-rc));
		code = kt_exit_worse(code, KT_CANNOT);
	}
	return cm_signals_exit() ? cm_signals_exit() : code;
}
