#include "chanmon/columns.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chanmon/lint.h"
#include "tool/units.h"

const struct cm_column_def cm_column_def[CM_COL_COUNT] = {
#define CM_COLUMN(id, key, title, width, grow, right, rank, kind, help) \
	[CM_COL_##id] = { key, title, width, grow, right, rank, CM_##kind, help },
#include "chanmon/columns.def"
#undef CM_COLUMN
};

enum cm_column cm_column_named(const char *key)
{
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		if (!strcmp(cm_column_def[c].key, key))
			return (enum cm_column)c;
	return CM_COL_COUNT;
}

/* Sorting by state puts on top what needs a look. */
static double urgency(enum cm_activity a)
{
	switch (a) {
	case CM_BLOCKED:
		return 4;
	case CM_DEAD_CHANNEL:
		return 3;
	case CM_FLOWING:
		return 2;
	case CM_IDLE:
		return 1;
	case CM_CLOSED_CHANNEL:
		return 0;
	}
	return 0;
}

/* A mailbox with a value in it is as it should be. */
static double fill(const struct cm_row *r)
{
	bool bounded = r->kind != KI_CONFLATED && r->fill.room;
	return bounded ? (double)r->fill.in / (double)r->fill.room : 0;
}

static uint64_t depth(const struct cm_row *r)
{
	return r->kind == KI_RENDEZVOUS ? r->fill.in : r->depth;
}

double cm_column_number(enum cm_column c, const struct cm_row *r)
{
	switch (c) {
	case CM_COL_STATE:
		return urgency(r->activity);
	case CM_COL_DEPTH:
		return (double)depth(r);
	case CM_COL_FILL:
		return fill(r);
	case CM_COL_IN:
		return r->sent_per_s;
	case CM_COL_OUT:
		return r->received_per_s;
	case CM_COL_BYTES:
		return r->bytes_per_s;
	case CM_COL_GROWTH:
		return r->growth_per_s;
	case CM_COL_P50:
		return (double)r->p50_ns;
	case CM_COL_P99:
		return (double)r->p99_ns;
	case CM_COL_OLDEST:
		return (double)r->oldest_ns;
	case CM_COL_BLOCKED:
		return (double)r->blocked[0] + (double)r->blocked[1];
	case CM_COL_DROPS:
		return r->dropped_per_s;
	case CM_COL_TIMEOUTS:
		return r->timed_out_per_s;
	case CM_COL_CANCELS:
		return r->cancelled_per_s;
	case CM_COL_WAKES:
		return r->wakes_per_message;
	case CM_COL_WARNINGS:
		return (double)__builtin_popcount(r->lints);
	case CM_COL_DOMAIN:
	case CM_COL_NAME:
	case CM_COL_KIND:
	case CM_COL_TOPOLOGY:
	case CM_COL_PAYLOAD:
	case CM_COL_OVERFLOW:
	case CM_COL_SPARK:
	case CM_COL_COUNT:
		return 0;
	}
	return 0;
}

const char *cm_column_word(enum cm_column c, const struct cm_row *r)
{
	if (c == CM_COL_DOMAIN)
		return r->id->domain;
	if (c == CM_COL_NAME)
		return r->id->name;
	if (c == CM_COL_KIND)
		return ki_kind_name(r->kind);
	if (c == CM_COL_OVERFLOW)
		return r->kind == KI_CONFLATED ? "-" : ki_overflow_name(r->overflow);
	if (c == CM_COL_TOPOLOGY)
		return ki_topology_name(r->topology);
	if (c == CM_COL_PAYLOAD)
		return ki_payload_name(r->payload);
	return "";
}

static const char *rate(const struct cm_row *r, double v, char *out, size_t cap)
{
	if (!r->rates_ok)
		snprintf(out, cap, "-");
	else if (fabs(v) < 0.05)
		snprintf(out, cap, "0");
	else
		kt_count(out, cap, v);
	return out;
}

static const char *span(uint64_t ns, char *out, size_t cap)
{
	if (!ns)
		snprintf(out, cap, "-");
	else
		kt_duration(out, cap, ns);
	return out;
}

/* Exact as long as it fits. */
static const char *count(uint64_t n, char *out, size_t cap)
{
	if (n < 1000000)
		snprintf(out, cap, "%" PRIu64, n);
	else
		kt_count(out, cap, (double)n);
	return out;
}

static const char *fill_text(
	const struct cm_row *r, const struct cm_glyphs *g, int width, char *out, size_t cap)
{
	char bar[128];
	if (r->kind == KI_CONFLATED) {
		snprintf(out, cap, "%" PRIu64 "/1", r->fill.in);
		return out;
	}
	if (r->kind == KI_RENDEZVOUS) {
		snprintf(out, cap, "%" PRIu64 " offer%s", r->fill.in, r->fill.in == 1 ? "" : "s");
		return out;
	}
	if (!r->fill.room)
		return count(r->depth, out, cap);
	double share = fill(r);
	/* 99.6 % is not full: only a full channel says 100. */
	int percent = (int)(share * 100);
	if (share > 0 && percent < 1)
		percent = 1;
	cm_bar(g, share, width > 5 ? width - 5 : 0, bar, sizeof(bar));
	snprintf(out, cap, "%s%s%3d%%", bar, r->depth_clamped ? "~" : " ",
		percent > 100 ? 100 : percent);
	return out;
}

static const char *warning_text(
	const struct cm_sample *s, const struct cm_row *r, char *out, size_t cap)
{
	char lints[512];
	const struct cm_domain *d = &s->domain[r->domain];
	cm_lint_all(r, lints, sizeof(lints));
	if (d->state == CM_DEAD)
		snprintf(out, cap, "DEAD%s%s", d->liveness == KI_CLOSED ? " (closed)" : "",
			r->depth ? ", elements left" : "");
	else if (r->closed)
		snprintf(out, cap, "closed%s%s", lints[0] ? "; " : "", lints);
	else
		snprintf(out, cap, "%s", lints);
	return out;
}

const char *cm_column_text(enum cm_column c, const struct cm_sample *s, const struct cm_row *r,
	const struct cm_glyphs *g, int width, char *out, size_t cap)
{
	switch (c) {
	case CM_COL_STATE:
		snprintf(out, cap, "%s", g->activity[r->activity]);
		return out;
	case CM_COL_DOMAIN:
	case CM_COL_NAME:
	case CM_COL_KIND:
	case CM_COL_TOPOLOGY:
	case CM_COL_PAYLOAD:
	case CM_COL_OVERFLOW:
		snprintf(out, cap, "%s", cm_column_word(c, r));
		return out;
	case CM_COL_DEPTH:
		return count(depth(r), out, cap);
	case CM_COL_FILL:
		return fill_text(r, g, width, out, cap);
	case CM_COL_IN:
	case CM_COL_OUT:
	case CM_COL_GROWTH:
	case CM_COL_DROPS:
	case CM_COL_TIMEOUTS:
	case CM_COL_CANCELS:
		return rate(r, cm_column_number(c, r), out, cap);
	case CM_COL_BYTES:
		if (!r->rates_ok)
			snprintf(out, cap, "-");
		else
			kt_size(out, cap, (uint64_t)(r->bytes_per_s < 0 ? 0 : r->bytes_per_s));
		return out;
	case CM_COL_P50:
		return span(r->p50_ns, out, cap);
	case CM_COL_P99:
		return span(r->p99_ns, out, cap);
	case CM_COL_OLDEST:
		return span(r->oldest_ns, out, cap);
	case CM_COL_BLOCKED:
		if (r->blocked[0] || r->blocked[1])
			snprintf(out, cap, "%" PRIu32 "/%" PRIu32 "%s", r->blocked[0],
				r->blocked[1], r->selecting[0] || r->selecting[1] ? "s" : "");
		else
			snprintf(out, cap, "-");
		return out;
	case CM_COL_WAKES:
		snprintf(out, cap, r->wakes_per_message < 0 ? "-" : "%.2f", r->wakes_per_message);
		return out;
	case CM_COL_SPARK:
		cm_spark(g, r->spark, r->spark_count, width, out, cap);
		return out;
	case CM_COL_WARNINGS:
		return warning_text(s, r, out, cap);
	case CM_COL_COUNT:
		break;
	}
	out[0] = 0;
	return out;
}

int cm_column_compare(enum cm_column c, const struct cm_row *a, const struct cm_row *b)
{
	switch (cm_column_def[c].kind) {
	case CM_WORD:
		return strcmp(cm_column_word(c, a), cm_column_word(c, b));
	case CM_NUMBER: {
		double x = cm_column_number(c, a), y = cm_column_number(c, b);
		return x > y ? -1 : x < y;
	}
	case CM_NONE:
		return 0;
	}
	return 0;
}
