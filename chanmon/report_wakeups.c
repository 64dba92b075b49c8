#include "chanmon/report_wakeups.h"

#include <inttypes.h>
#include <stdio.h>

#include "chanmon/csv.h"
#include "chanmon/evidence.h"
#include "chanmon/wakeups.h"
#include "tool/units.h"

/* CLOCK_MONOTONIC as the time of the day that it was. */
static const char *instant(const struct cm_sample *s, uint64_t at_ns, char *out, size_t cap)
{
	uint64_t ago = s->at_ns > at_ns ? s->at_ns - at_ns : 0;
	return kt_time(out, cap, s->wall_ns > ago ? s->wall_ns - ago : 0);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void put_times(struct kt_json *j, const char *key, const struct cm_wake_times *t)
{
	kt_json_object(j, key);
	kt_json_u64(j, "count", t->count);
	kt_json_u64(j, "sum_ns", t->sum_ns);
	kt_json_u64(j, "p50_ns", t->p50_ns);
	kt_json_u64(j, "p99_ns", t->p99_ns);
	kt_json_u64(j, "max_ns", t->max_ns);
	kt_json_end_object(j);
}

static void put_counts(struct kt_json *j, const struct cm_wakes *w)
{
	kt_json_u64(j, "blocks", w->blocks);
	kt_json_u64(j, "wakes", w->wakes);
	kt_json_u64(j, "other", w->other);
	kt_json_u64(j, "early", w->early);
	kt_json_u64(j, "spurious", w->spurious);
	kt_json_u64(j, "no_latency", w->no_latency);
	kt_json_u64(j, "blocked_now", w->blocked_now);
	kt_json_bool(j, "rates_known", w->rates_ok);
	kt_json_u64(j, "messages", w->messages);
	kt_json_double(j, "wakes_per_s", w->woken_per_s);
	kt_json_double(j, "wakes_per_message", w->woken_per_message);
	kt_json_double(j, "spurious_share", cm_wakeups_share(w->spurious, w->wakes));
	kt_json_double(j, "early_share", cm_wakeups_share(w->early, w->wakes + w->early));
	put_times(j, "run_queue", &w->runq);
	put_times(j, "blocked", &w->blocked);
}

static void put_no_counts(struct kt_json *j)
{
	static const char *const key[] = { "blocks", "wakes", "other", "early", "spurious",
		"no_latency", "blocked_now", "messages", "wakes_per_s", "wakes_per_message",
		"spurious_share", "early_share", "run_queue", "blocked" };
	kt_json_bool(j, "rates_known", false);
	for (size_t i = 0; i < sizeof(key) / sizeof(key[0]); i++)
		kt_json_string(j, key[i], NULL);
}

/* r NULL: waits in a select that no channel ended. w NULL: nobody counted. */
static void put_channel(struct kt_json *j, const struct cm_row *r, const struct cm_wakes *w)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "channel", r ? r->id->name : "(select)");
	if (w)
		put_counts(j, w);
	else
		put_no_counts(j);
	kt_json_object(j, "counters");
	kt_json_u64(j, "blocked", r ? r->total[0].blocked + r->total[1].blocked : 0);
	kt_json_u64(j, "wakes", r ? r->total[0].wakes + r->total[1].wakes : 0);
	kt_json_u64(j, "timed_out", r ? r->total[0].timed_out + r->total[1].timed_out : 0);
	kt_json_end_object(j);
	kt_json_end_object(j);
}

static void put_who(struct kt_json *j, uint32_t waker, const char *waker_name, uint32_t wakee,
	const char *wakee_name)
{
	kt_json_u64(j, "waker", waker);
	kt_json_string(j, "waker_thread", waker_name);
	kt_json_u64(j, "wakee", wakee);
	kt_json_string(j, "wakee_thread", wakee_name);
}

static void put_edge(struct kt_json *j, const struct cm_sample *s, const struct cm_edge *e)
{
	char name[CM_NAME + 32];
	kt_json_object(j, NULL);
	kt_json_string(
		j, "channel", cm_wakeups_channel(s, e->row, e->key.channel, name, sizeof(name)));
	kt_json_string(j, "kind", cm_wakeups_kind(e->key.kind));
	put_who(j, e->key.waker, e->waker, e->key.wakee, e->wakee);
	kt_json_u64(j, "count", e->sum.count);
	kt_json_u64(j, "run_queue_ns", e->sum.runq_ns);
	kt_json_u64(j, "blocked_ns", e->sum.blocked_ns);
	kt_json_double(j, "run_queue_share",
		cm_wakeups_share(e->sum.runq_ns, e->sum.runq_ns + e->sum.blocked_ns));
	kt_json_end_object(j);
}

static void put_slow(struct kt_json *j, const struct cm_sample *s, const struct cm_slow_wake *x)
{
	char name[CM_NAME + 32], at[40];
	kt_json_object(j, NULL);
	kt_json_string(j, "at", instant(s, x->e.at_ns, at, sizeof(at)));
	kt_json_string(
		j, "channel", cm_wakeups_channel(s, x->row, x->e.channel, name, sizeof(name)));
	kt_json_string(j, "kind", cm_wakeups_kind(x->e.kind));
	put_who(j, x->e.waker, x->waker, x->e.wakee, x->wakee);
	kt_json_u64(j, "run_queue_ns", x->e.runq_ns);
	kt_json_u64(j, "blocked_ns", x->e.blocked_ns);
	kt_json_end_object(j);
}

static void put_suspect(struct kt_json *j, const struct cm_sample *s, const struct cm_suspect *u)
{
	char text[300];
	kt_json_object(j, NULL);
	kt_json_string(j, "channel", s->row[u->row].id->name);
	kt_json_string(j, "side", u->side == KC_SIDE_SEND ? "send" : "receive");
	kt_json_u64(j, "tid", u->tid);
	kt_json_string(j, "thread", u->thread);
	kt_json_string(j, "doing", cm_off_cpu_name(u->doing));
	kt_json_u64(j, "asleep_ns", u->asleep_ns);
	kt_json_bool(j, "could_proceed", u->needless);
	kt_json_bool(j, "lost_wake", u->lost);
	kt_json_double(j, "run_queue_share", cm_suspect_starved(u));
	kt_json_string(j, "text", cm_evidence_text(s, u, text, sizeof(text)));
	kt_json_end_object(j);
}

static void put_stats(struct kt_json *j, const struct kc_wakeup_stats *x)
{
	kt_json_object(j, "not_told");
	kt_json_u64(j, "edges_lost", x->edges_lost);
	kt_json_u64(j, "slow_lost", x->slow_lost);
	kt_json_u64(j, "tls_faults", x->tls_faults);
	kt_json_u64(j, "bad_channels", x->bad_channels);
	kt_json_u64(j, "storage_failed", x->storage_failed);
	kt_json_end_object(j);
}

static void put_channels(struct kt_json *j, const struct cm_report *rep, const struct cm_sample *s,
	const struct cm_trace *t, const struct cm_domain *d)
{
	kt_json_array(j, "channels");
	for (size_t i = d->row_first; i < d->row_first + d->row_count; i++)
		if (cm_filter_match(rep->filter, s, &s->row[i]))
			put_channel(j, &s->row[i], cm_sample_wakes(s, &s->row[i]));
	for (size_t i = t->wakes_first; i < t->wakes_first + t->wakes_count; i++)
		if (s->wakes[i].row == UINT32_MAX && s->wakes[i].blocks && !rep->filter->count)
			put_channel(j, NULL, &s->wakes[i]);
	kt_json_end_array(j);
}

void cm_report_wakeups_json(struct kt_json *j, const struct cm_report *rep,
	const struct cm_sample *s, const struct cm_domain *d)
{
	const struct cm_trace *t = cm_sample_trace(s, d);
	if (!t)
		return;
	kt_json_object(j, "wakeups");
	kt_json_u64(j, "tier", t->tier);
	kt_json_string(j, "source", cm_tier_name(t->tier));
	kt_json_string(j, "reason", t->reason);
	kt_json_string(j, "text", t->sentence);
	kt_json_u64(j, "counted_ns", t->counted_ns);
	kt_json_bool(j, "shared", t->shared);
	put_stats(j, &t->not_told);
	put_channels(j, rep, s, t, d);
	kt_json_array(j, "edges");
	for (size_t i = t->edge_first; i < t->edge_first + t->edge_count; i++)
		if (cm_wakeups_match(rep->filter, s, s->edge[i].row))
			put_edge(j, s, &s->edge[i]);
	kt_json_end_array(j);
	kt_json_u64(j, "slow_over_ns", t->slow_ns);
	kt_json_array(j, "slow");
	for (size_t i = t->slow_first; i < t->slow_first + t->slow_count; i++)
		if (cm_wakeups_match(rep->filter, s, s->slow[i].row))
			put_slow(j, s, &s->slow[i]);
	kt_json_end_array(j);
	kt_json_array(j, "suspects");
	for (size_t i = 0; i < s->suspect_count; i++)
		if (s->suspect[i].domain == t->domain &&
			cm_wakeups_match(rep->filter, s, s->suspect[i].row))
			put_suspect(j, s, &s->suspect[i]);
	kt_json_end_array(j);
	kt_json_end_object(j);
}

/* --- CSV -------------------------------------------------------------------------------------- */

/* One kind of line for all records; what does not apply is empty. */
static const char csv_titles[] =
	"at,domain,pid,tier,reason,record,channel,kind,waker,waker_thread,wakee,wakee_thread,count,"
	"run_queue_ns,blocked_ns,blocks,wakes,other,early,spurious,no_latency,blocked_now,messages,"
	"wakes_per_s,wakes_per_message,run_queue_p50_ns,run_queue_p99_ns,run_queue_max_ns,"
	"blocked_p50_ns,blocked_p99_ns,blocked_max_ns\n";
static const char of_edges[] = ",,,,,,,,,,,,,,,,\n"; /* from blocks on */

static void put_begin(FILE *out, const char *at, const struct cm_trace *t,
	const struct cm_domain *d, const char *record, const char *channel)
{
	fprintf(out, "%s,", at);
	cm_csv_text(out, d->name);
	fprintf(out, ",%" PRIu32 ",%d,%s,%s,", d->pid, (int)t->tier, t->reason, record);
	cm_csv_text(out, channel);
}

static void put_channel_line(FILE *out, const char *at, const struct cm_trace *t,
	const struct cm_domain *d, const char *name, const struct cm_wakes *w)
{
	put_begin(out, at, t, d, "channel", name);
	if (!w) {
		fprintf(out, ",,,,,,,,%s", of_edges);
		return;
	}
	fprintf(out, ",,,,,,,%" PRIu64 ",%" PRIu64, w->runq.sum_ns, w->blocked.sum_ns);
	fprintf(out,
		",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
		",%" PRIu64 ",%.3f,%.3f",
		w->blocks, w->wakes, w->other, w->early, w->spurious, w->no_latency, w->blocked_now,
		w->messages, w->woken_per_s, w->woken_per_message);
	fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n",
		w->runq.p50_ns, w->runq.p99_ns, w->runq.max_ns, w->blocked.p50_ns,
		w->blocked.p99_ns, w->blocked.max_ns);
}

static void put_wake_line(FILE *out, const char *kind, uint32_t waker, const char *waker_name,
	uint32_t wakee, const char *wakee_name, uint64_t count, uint64_t runq_ns,
	uint64_t blocked_ns)
{
	fprintf(out, ",%s,%" PRIu32 ",", kind, waker);
	cm_csv_text(out, waker_name);
	fprintf(out, ",%" PRIu32 ",", wakee);
	cm_csv_text(out, wakee_name);
	fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "%s", count, runq_ns, blocked_ns,
		of_edges);
}

static void put_stat_line(FILE *out, const char *at, const struct cm_trace *t,
	const struct cm_domain *d, const char *what, uint64_t count)
{
	put_begin(out, at, t, d, "not_told", "");
	fprintf(out, ",%s,,,,,%" PRIu64 ",,%s", what, count, of_edges);
}

static void put_trace(
	struct cm_report *rep, const struct cm_sample *s, const struct cm_trace *t, const char *at)
{
	const struct cm_domain *d = &s->domain[t->domain];
	char name[CM_NAME + 32], when[40];
	for (size_t i = d->row_first; i < d->row_first + d->row_count; i++)
		if (cm_filter_match(rep->filter, s, &s->row[i]))
			put_channel_line(rep->out, at, t, d, s->row[i].id->name,
				cm_sample_wakes(s, &s->row[i]));
	for (size_t i = t->wakes_first; i < t->wakes_first + t->wakes_count; i++)
		if (s->wakes[i].row == UINT32_MAX && s->wakes[i].blocks && !rep->filter->count)
			put_channel_line(rep->out, at, t, d, "(select)", &s->wakes[i]);
	for (size_t i = t->edge_first; i < t->edge_first + t->edge_count; i++) {
		const struct cm_edge *e = &s->edge[i];
		if (!cm_wakeups_match(rep->filter, s, e->row))
			continue;
		put_begin(rep->out, at, t, d, "edge",
			cm_wakeups_channel(s, e->row, e->key.channel, name, sizeof(name)));
		put_wake_line(rep->out, cm_wakeups_kind(e->key.kind), e->key.waker, e->waker,
			e->key.wakee, e->wakee, e->sum.count, e->sum.runq_ns, e->sum.blocked_ns);
	}
	for (size_t i = t->slow_first; i < t->slow_first + t->slow_count; i++) {
		const struct cm_slow_wake *x = &s->slow[i];
		if (!cm_wakeups_match(rep->filter, s, x->row))
			continue;
		put_begin(rep->out, instant(s, x->e.at_ns, when, sizeof(when)), t, d, "slow",
			cm_wakeups_channel(s, x->row, x->e.channel, name, sizeof(name)));
		put_wake_line(rep->out, cm_wakeups_kind(x->e.kind), x->e.waker, x->waker,
			x->e.wakee, x->wakee, 1, x->e.runq_ns, x->e.blocked_ns);
	}
	put_stat_line(rep->out, at, t, d, "edges_lost", t->not_told.edges_lost);
	put_stat_line(rep->out, at, t, d, "slow_lost", t->not_told.slow_lost);
	put_stat_line(rep->out, at, t, d, "tls_faults", t->not_told.tls_faults);
	put_stat_line(rep->out, at, t, d, "bad_channels", t->not_told.bad_channels);
	put_stat_line(rep->out, at, t, d, "storage_failed", t->not_told.storage_failed);
}

void cm_report_wakeups_csv(struct cm_report *rep, const struct cm_sample *s)
{
	char at[40];
	if (!rep->header_done)
		fputs(csv_titles, rep->out);
	rep->header_done = true;
	kt_time(at, sizeof(at), s->wall_ns);
	for (size_t i = 0; i < s->trace_count; i++)
		put_trace(rep, s, &s->trace[i], at);
}
