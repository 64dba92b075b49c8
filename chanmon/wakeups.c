#include "chanmon/wakeups.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/evidence.h"
#include "chanmon/mem.h"
#include "chanmon/table.h"
#include "tool/units.h"

const char *cm_wakeups_kind(uint32_t kind)
{
	return kind == KC_WAKEUP_CHANNEL ? "channel" : "other";
}

double cm_wakeups_share(uint64_t part, uint64_t all)
{
	return all ? (double)part / (double)all : 0;
}

bool cm_wakeups_match(const struct cm_filter *f, const struct cm_sample *s, uint32_t row)
{
	return row == UINT32_MAX ? !f->count : cm_filter_match(f, s, &s->row[row]);
}

const char *cm_wakeups_channel(
	const struct cm_sample *s, uint32_t row, uint32_t number, char *out, size_t cap)
{
	if (row != UINT32_MAX)
		snprintf(out, cap, "%s", s->row[row].id->name);
	else if (number == KC_WAKEUP_SEVERAL)
		snprintf(out, cap, "(select)");
	else
		snprintf(out, cap, "(gone, row %" PRIu32 ")", number - 1);
	return out;
}

static void put(const struct cm_wakeups *w, enum cm_line kind, const char *text)
{
	w->line(w->ctx, kind, text, (struct cm_line_about){ 0, UINT32_MAX });
}

enum section { IN_CHANNELS, IN_EDGES, IN_SLOW, IN_SUSPECTS };

/* FNV-1a (G. Fowler, L. Noll, K. Vo), by words: lines are told apart, not protected. */
static uint64_t mix(uint64_t h, uint64_t v)
{
	return (h ^ v) * UINT64_C(0x100000001b3);
}

static struct cm_line_about about(
	const struct cm_sample *s, uint32_t row, enum section in, uint64_t a, uint64_t b)
{
	if (row == UINT32_MAX)
		return (struct cm_line_about){ 0, row };
	const struct cm_key *key = &s->row[row].id->key;
	uint64_t h = mix(mix(UINT64_C(0xcbf29ce484222325), in), key->run);
	h = mix(mix(h, (uint64_t)key->index << 32 | key->gen), a);
	return (struct cm_line_about){ mix(h, b) | 1, row };
}

/* A table, and what its lines are about. */
struct listing {
	struct cm_table t;
	struct cm_line_about *about;
	size_t count, cap;
};

static void add_about(struct listing *l, struct cm_line_about a)
{
	l->about = cm_grow(l->about, &l->cap, l->count + 1, sizeof(*l->about));
	l->about[l->count++] = a;
}

static void free_listing(struct listing *l)
{
	cm_table_free(&l->t);
	free(l->about);
}

static void put_listing(const struct cm_wakeups *w, struct listing *l)
{
	char line[4096];
	put(w, CM_LINE_HEADING, cm_table_line(&l->t, 0, line, sizeof(line)));
	for (size_t i = 0; i < l->count; i++)
		w->line(w->ctx, CM_LINE_PLAIN, cm_table_line(&l->t, i + 1, line, sizeof(line)),
			l->about[i]);
	free_listing(l);
}

static void titles(struct cm_table *t, const char *const *title)
{
	for (size_t i = 0; i < t->columns; i++)
		cm_table_cell(t, title[i]);
}

static void cell_time(struct cm_table *t, uint64_t ns, bool known)
{
	char text[32];
	cm_table_cell(t, known ? kt_duration(text, sizeof(text), ns) : "-");
}

static void cell_count(struct cm_table *t, double n, bool known)
{
	char text[32];
	cm_table_cell(t, !known ? "-" : n < 0.05 ? "0" : kt_count(text, sizeof(text), n));
}

static void cell_share(struct cm_table *t, uint64_t part, uint64_t all)
{
	char text[32];
	snprintf(text, sizeof(text), "%.0f%%", 100 * cm_wakeups_share(part, all));
	cm_table_cell(t, all ? text : "-");
}

static void cells_times(struct cm_table *t, const struct cm_wake_times *x)
{
	cell_time(t, x->p50_ns, x->count);
	cell_time(t, x->p99_ns, x->count);
	cell_time(t, x->max_ns, x->count);
}

static void put_counted_row(struct cm_table *t, const char *name, const struct cm_wakes *w)
{
	char text[32];
	cm_table_cell(t, name);
	cell_count(t, w->woken_per_s, w->rates_ok);
	snprintf(text, sizeof(text), "%.2f", w->woken_per_message);
	cm_table_cell(t, w->messages ? text : "-");
	cell_share(t, w->spurious, w->wakes);
	cell_share(t, w->early, w->wakes + w->early);
	cells_times(t, &w->runq);
	cells_times(t, &w->blocked);
}

static void put_counted(const struct cm_wakeups *w, const struct cm_sample *s,
	const struct cm_trace *trace, const uint32_t *row, size_t count)
{
	static const char *const title[] = { "CHANNEL", "WAKES/s", "W/MSG", "SPUR", "EARLY",
		"RQ p50", "p99", "max", "BLK p50", "p99", "max" };
	struct listing l = { .t = { .columns = 11, .gap = 1 } };
	for (size_t i = 1; i < l.t.columns; i++)
		l.t.right[i] = true;
	titles(&l.t, title);
	for (size_t i = 0; i < count; i++) {
		if (!s->row[row[i]].wakes)
			continue;
		put_counted_row(&l.t, s->row[row[i]].id->name, cm_sample_wakes(s, &s->row[row[i]]));
		add_about(&l, about(s, row[i], IN_CHANNELS, 0, 0));
	}
	for (size_t i = 0; i < trace->wakes_count; i++) {
		const struct cm_wakes *several = &s->wakes[trace->wakes_first + i];
		if (several->row != UINT32_MAX || !several->blocks || w->filter->count)
			continue;
		put_counted_row(&l.t, "(select)", several);
		add_about(&l, about(s, UINT32_MAX, IN_CHANNELS, 0, 0));
	}
	put_listing(w, &l);
}

static void put_counters(
	const struct cm_wakeups *w, const struct cm_sample *s, const uint32_t *row, size_t count)
{
	static const char *const title[] = { "CHANNEL", "SLEEPS", "SLEEPS/s", "WAKES", "WAKES/s",
		"TIME-OUTS", "BLOCKED", "ASLEEP NOW" };
	struct listing l = { .t = { .columns = 8 } };
	struct cm_table *t = &l.t;
	char text[48];
	for (size_t i = 1; i < t->columns; i++)
		t->right[i] = true;
	titles(t, title);
	for (size_t i = 0; i < count; i++) {
		const struct cm_row *r = &s->row[row[i]];
		cm_table_cell(t, r->id->name);
		cm_table_number(t, r->total[0].blocked + r->total[1].blocked);
		cell_count(t, r->blocks_per_s, r->rates_ok);
		cm_table_number(t, r->total[0].wakes + r->total[1].wakes);
		cell_count(t, r->wakes_per_s, r->rates_ok);
		cm_table_number(t, r->total[0].timed_out + r->total[1].timed_out);
		cell_time(t, r->blocked_ns[0] + r->blocked_ns[1], true);
		snprintf(text, sizeof(text), "%" PRIu32 "/%" PRIu32, r->blocked[0], r->blocked[1]);
		cm_table_cell(t, text);
		add_about(&l, about(s, row[i], IN_CHANNELS, 0, 0));
	}
	put_listing(w, &l);
}

static void put_channels(const struct cm_wakeups *w, const struct cm_sample *s,
	const struct cm_trace *t, const struct cm_domain *d)
{
	struct cm_wake_order o = { s, w->sort, w->inverted };
	uint32_t *row = cm_calloc(d->row_count, sizeof(*row));
	size_t n = 0;
	for (size_t i = d->row_first; i < d->row_first + d->row_count; i++)
		if (cm_filter_match(w->filter, s, &s->row[i]))
			row[n++] = (uint32_t)i;
	cm_wake_order_rows(&o, row, n);
	if (t->wakes_count)
		put_counted(w, s, t, row, n);
	else
		put_counters(w, s, row, n);
	free(row);
}

static const char *thread(uint32_t tid, const char *name, char *out, size_t cap)
{
	if (!tid)
		snprintf(out, cap, "-");
	else
		snprintf(out, cap, "%s[%" PRIu32 "]", name, tid);
	return out;
}

static void put_edges(
	const struct cm_wakeups *w, const struct cm_sample *s, const struct cm_trace *trace)
{
	static const char *const title[] = { "WAKER", "CHANNEL", "WAKEE", "KIND", "COUNT", "RUNQ",
		"BLOCKED", "RQ%" };
	struct cm_wake_order o = { s, w->sort, w->inverted };
	struct listing l = { .t = { .columns = 8,
				     .gap = 1,
				     .right = {
					     [4] = true, [5] = true, [6] = true, [7] = true } } };
	struct cm_table *t = &l.t;
	char text[CM_NAME + 32];
	size_t n = 0, *at = cm_calloc(trace->edge_count, sizeof(*at));
	for (size_t i = 0; i < trace->edge_count; i++)
		if (cm_wakeups_match(w->filter, s, s->edge[trace->edge_first + i].row))
			at[n++] = trace->edge_first + i;
	cm_wake_order_edges(&o, at, n);
	titles(t, title);
	for (size_t i = 0; i < n; i++) {
		const struct cm_edge *e = &s->edge[at[i]];
		cm_table_cell(t, thread(e->key.waker, e->waker, text, sizeof(text)));
		cm_table_cell(t, cm_wakeups_channel(s, e->row, e->key.channel, text, sizeof(text)));
		cm_table_cell(t, thread(e->key.wakee, e->wakee, text, sizeof(text)));
		cm_table_cell(t, cm_wakeups_kind(e->key.kind));
		cm_table_number(t, e->sum.count);
		cell_time(t, e->sum.runq_ns, true);
		cell_time(t, e->sum.blocked_ns, true);
		cell_share(t, e->sum.runq_ns, e->sum.runq_ns + e->sum.blocked_ns);
		add_about(&l, about(s, e->row, IN_EDGES,
				      (uint64_t)e->key.waker << 32 | e->key.wakee, e->key.kind));
	}
	free(at);
	put(w, CM_LINE_PLAIN, "");
	put_listing(w, &l);
	if (!n)
		put(w, CM_LINE_DIM, "nobody was woken yet");
	if (trace->edges_left_out) {
		snprintf(text, sizeof(text), "and %zu rarer ones", trace->edges_left_out);
		put(w, CM_LINE_NOTICE, text);
	}
}

static const char *ago(const struct cm_sample *s, uint64_t at_ns, char *out, size_t cap)
{
	return kt_duration(out, cap, s->at_ns > at_ns ? s->at_ns - at_ns : 0);
}

static void put_slow(
	const struct cm_wakeups *w, const struct cm_sample *s, const struct cm_trace *trace)
{
	static const char *const title[] = { "AGO", "WAKER", "CHANNEL", "WAKEE", "BLOCKED",
		"RUNQ" };
	struct listing l = {
		.t = { .columns = 6, .gap = 1, .right = { [0] = true, [4] = true, [5] = true } }
	};
	struct cm_table *t = &l.t;
	char text[CM_NAME + 32], span[32];
	titles(t, title);
	for (size_t i = trace->slow_first; i < trace->slow_first + trace->slow_count; i++) {
		const struct cm_slow_wake *x = &s->slow[i];
		if (!cm_wakeups_match(w->filter, s, x->row))
			continue;
		cm_table_cell(t, ago(s, x->e.at_ns, text, sizeof(text)));
		cm_table_cell(t, thread(x->e.waker, x->waker, text, sizeof(text)));
		cm_table_cell(t, cm_wakeups_channel(s, x->row, x->e.channel, text, sizeof(text)));
		cm_table_cell(t, thread(x->e.wakee, x->wakee, text, sizeof(text)));
		cell_time(t, x->e.blocked_ns, true);
		cell_time(t, x->e.runq_ns, true);
		add_about(&l, about(s, x->row, IN_SLOW, x->e.at_ns, x->e.wakee));
	}
	put(w, CM_LINE_PLAIN, "");
	snprintf(text, sizeof(text),
		"Slow wakes: over %s from the wake until it ran, the last %zu%s",
		kt_duration(span, sizeof(span), trace->slow_ns), l.count,
		l.count ? "" : ": none yet");
	put(w, CM_LINE_TITLE, text);
	if (l.count)
		put_listing(w, &l);
	else
		free_listing(&l);
}

/* Only what is not 0: then the rest of the picture is not all of it. */
static void put_not_told(const struct cm_wakeups *w, const struct kc_wakeup_stats *x)
{
	const struct {
		uint64_t n;
		const char *what;
	} said[] = {
		{ x->edges_lost, "wakes are not in the graph, whose table is full" },
		{ x->slow_lost, "slow wakes were dropped from the log" },
		{ x->tls_faults, "times the wait word of a thread could not be read" },
		{ x->bad_channels,
			"waits or wakes in channels beyond the table: detach and attach to "
			"count them" },
		{ x->storage_failed, "waits were not followed for want of memory" },
	};
	char text[160];
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		snprintf(text, sizeof(text), "! %" PRIu64 " %s", said[i].n, said[i].what);
		if (said[i].n)
			put(w, CM_LINE_BAD, text);
	}
}

static void put_suspects(const struct cm_wakeups *w, const struct cm_sample *s, uint32_t domain)
{
	char text[CM_NAME * 2 + 512], what[300], who[CM_THREAD + 16];
	bool any = false;
	for (size_t i = 0; i < s->suspect_count; i++) {
		const struct cm_suspect *u = &s->suspect[i];
		if (u->domain != domain || !cm_wakeups_match(w->filter, s, u->row))
			continue;
		if (!any) {
			put(w, CM_LINE_PLAIN, "");
			put(w, CM_LINE_TITLE,
				"Others wait long for these, or they wait and need not");
		}
		any = true;
		snprintf(text, sizeof(text), "%s %s %s: %s", s->row[u->row].id->name,
			u->side == KC_SIDE_SEND ? "sender" : "receiver",
			thread(u->tid, u->thread, who, sizeof(who)),
			cm_evidence_text(s, u, what, sizeof(what)));
		w->line(w->ctx, u->lost ? CM_LINE_BAD : CM_LINE_PLAIN, text,
			about(s, u->row, IN_SUSPECTS, u->tid, u->side));
	}
}

static void put_tier(
	const struct cm_wakeups *w, const struct cm_trace *t, const struct cm_domain *d)
{
	static const char *const from[] = { "what the segment says",
		"the library's counters and /proc", "eBPF" };
	char text[CM_NAME + 256], span[32];
	snprintf(text, sizeof(text), "%s  pid %" PRIu32 "  tier %d: %s", d->name, d->pid,
		(int)t->tier, from[t->tier]);
	if (t->counted_ns) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof(text) - used, ", %s %s%s",
			t->tier == CM_TIER_PROBES ? "counting for" : "the probes counted for",
			kt_duration(span, sizeof(span), t->counted_ns),
			t->shared ? ", probes shared with another viewer" : "");
	}
	put(w, CM_LINE_TITLE, text);
	if (t->tier == CM_TIER_PROBES)
		return;
	if (t->sentence[0])
		put(w, t->tier == CM_TIER_COUNTERS ? CM_LINE_NOTICE : CM_LINE_DIM, t->sentence);
	else if (w->hint)
		put(w, CM_LINE_NOTICE, w->hint);
}

void cm_wakeups_lines(const struct cm_wakeups *w, const struct cm_sample *s)
{
	for (size_t i = 0; i < s->trace_count; i++) {
		const struct cm_trace *t = &s->trace[i];
		const struct cm_domain *d = &s->domain[t->domain];
		if (i)
			put(w, CM_LINE_PLAIN, "");
		put_tier(w, t, d);
		put_not_told(w, &t->not_told);
		put_channels(w, s, t, d);
		if (t->wakes_count) {
			put_edges(w, s, t);
			put_slow(w, s, t);
		}
		put_suspects(w, s, t->domain);
	}
}
