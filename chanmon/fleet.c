#include "chanmon/fleet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "chanmon/evidence.h"
#include "chanmon/lint.h"
#include "chanmon/mem.h"
#include "chanmon/picture.h"
#include "chanmon/probe.h"

/* Histograms are the largest part of a snapshot; with many channels they are read every few samples
 * so that watching a thousand channels stays below a hundredth of a CPU. */
enum { HISTS_PER_SAMPLE = 128, HISTS_EVERY_MAX = 10 };
/* A sample is kept for minutes. */
enum { EDGES_KEPT = 1024 };

/* One segment. Snapshots: `last` is the newest one, `last_hists` the newest that has histograms;
 * they may be the same object. */
struct cm_member {
	uint64_t run;
	struct ki_found found;
	struct ki_info info;
	ki_source *source; /* NULL: unreadable */
	struct ki_snapshot *last, *last_hists;
	uint64_t moved_ns;
	uint64_t targets; /* a bit a target that names it */
	bool seen;        /* by the search of this round */
	bool settled;     /* dead, and its last picture was taken */
	bool dropped;     /* the user does not want to see it any more */
	struct cm_probe *probe;
	const char *
		refused; /* why there are no probes: a word or two; NULL: none were asked for, or there are */
	char refusal[512]; /* the same as a sentence with the cure */
};

void cm_fleet_init(struct cm_fleet *f)
{
	memset(f, 0, sizeof(*f));
	f->next_run = 1;
}

static void free_member(struct cm_member *m)
{
	if (m->last_hists != m->last)
		ki_snapshot_free(m->last_hists);
	ki_snapshot_free(m->last);
	cm_probe_free(m->probe);
	m->probe = NULL;
	if (m->source)
		ki_close(m->source);
	m->last = m->last_hists = NULL;
	m->source = NULL;
}

void cm_fleet_free(struct cm_fleet *f)
{
	for (size_t i = 0; i < f->member_count; i++)
		free_member(&f->member[i]);
	for (size_t i = 0; i < f->target_count; i++) {
		free(f->target[i].source);
		free(f->target[i].channel);
	}
	free(f->member);
	memset(f, 0, sizeof(*f));
}

/* "demo/work" is a channel of a domain unless it is a file; names hold no slash. */
bool cm_fleet_add_target(struct cm_fleet *f, const char *word)
{
	if (f->target_count == CM_TARGETS_MAX)
		return false;
	struct cm_target *t = &f->target[f->target_count++];
	t->source = cm_strdup(word);
	struct stat st;
	char *slash = strchr(t->source, '/');
	if (!slash || slash == t->source || !slash[1] || strchr(slash + 1, '/') ||
		t->source[0] == '.' || stat(word, &st) == 0)
		return true;
	*slash = 0;
	t->channel = cm_strdup(slash + 1);
	return true;
}

/* A file that was replaced under the same path is another run. */
static struct cm_member *known(struct cm_fleet *f, const struct ki_found *found)
{
	for (size_t i = 0; i < f->member_count; i++) {
		struct cm_member *m = &f->member[i];
		if (m->found.instance == found->instance && !strcmp(m->found.path, found->path))
			return m;
	}
	return NULL;
}

static void open_member(struct cm_member *m)
{
	struct ki_error err = { 0 };
	if (m->found.liveness == KI_UNREADABLE)
		return;
	int rc = ki_open(&m->source, m->found.path, &err);
	if (rc < 0) {
		m->source = NULL;
		m->found.liveness = KI_UNREADABLE;
		snprintf(m->found.reason, sizeof(m->found.reason), "%.*s",
			(int)sizeof(m->found.reason) - 1, err.text);
		return;
	}
	m->info = *ki_source_info(m->source);
}

static void note_found(struct cm_fleet *f, const struct ki_found *found, uint64_t target)
{
	struct cm_member *m = known(f, found);
	if (m) {
		/* What was unreadable may have become readable, and the other way round. */
		m->seen = true;
		m->targets |= target;
		if (!m->source && found->liveness != KI_UNREADABLE) {
			m->found = *found;
			open_member(m);
		}
		return;
	}
	f->member = cm_grow(f->member, &f->member_cap, f->member_count + 1, sizeof(*f->member));
	m = &f->member[f->member_count++];
	memset(m, 0, sizeof(*m));
	m->run = f->next_run++;
	m->found = *found;
	m->seen = true;
	m->targets = target;
	open_member(m);
}

static void search_one(struct cm_fleet *f, struct cm_target *t)
{
	struct ki_list list = { 0 };
	struct ki_error err = { 0 };
	/* What is merely not there is an empty list; an error says why nothing can be found. */
	int rc = ki_find(&list, t ? t->source : NULL, &err);
	if (t)
		snprintf(t->error, sizeof(t->error), "%s", rc < 0 ? err.text : "");
	if (rc < 0) {
		if (!f->error[0])
			snprintf(f->error, sizeof(f->error), "%s", err.text);
		return;
	}
	for (size_t i = 0; i < list.count; i++)
		note_found(f, &list.item[i], t ? UINT64_C(1) << (t - f->target) : 0);
	if (t && list.count)
		t->matched = true;
	ki_list_free(&list);
}

static bool over(const struct cm_member *m)
{
	return m->found.liveness == KI_DEAD || m->found.liveness == KI_CLOSED;
}

static void remove_member(struct cm_fleet *f, size_t i)
{
	free_member(&f->member[i]);
	memmove(f->member + i, f->member + i + 1, (--f->member_count - i) * sizeof(*f->member));
}

/* Members whose file is gone: what never could be read has nothing to show; the dead are kept, the
 * oldest run first to go. */
static void bound_the_gone(struct cm_fleet *f)
{
	size_t gone = 0;
	for (size_t i = f->member_count; i--;) {
		struct cm_member *m = &f->member[i];
		if (m->seen)
			continue;
		if (!m->last || m->dropped) {
			remove_member(f, i);
			continue;
		}
		size_t newer = 0;
		for (size_t k = i + 1; k < f->member_count; k++)
			newer += !f->member[k].seen &&
				 !strcmp(f->member[k].found.name, m->found.name);
		if (newer >= CM_DEAD_PER_NAME || gone >= CM_DEAD_MAX)
			remove_member(f, i);
		else
			gone++;
	}
}

static void search(struct cm_fleet *f)
{
	f->error[0] = 0;
	for (size_t i = 0; i < f->member_count; i++)
		f->member[i].seen = false;
	if (!f->target_count)
		search_one(f, NULL);
	for (size_t i = 0; i < f->target_count; i++)
		search_one(f, &f->target[i]);
	bound_the_gone(f);
}

static void refresh(struct cm_member *m)
{
	if (!m->source || m->settled)
		return;
	m->found.liveness = ki_source_refresh(m->source);
	m->info = *ki_source_info(m->source);
	snprintf(m->found.reason, sizeof(m->found.reason), "%s", m->info.reason);
}

/* What is asked of the reader beside the tables. How long threads were blocked is shown of one channel at a
 * time, and of the dead everything is kept. The ticket table can be a million rows long; it is counted as
 * rarely as histograms are read. */
static unsigned what_to_read(
	const struct cm_fleet *f, const struct cm_member *m, const struct cm_look *look)
{
	const unsigned often = KI_WITH_RESIDENCE | KI_WITH_TICKETS;
	if (over(m) || (look->focus && look->focus->run == m->run))
		return KI_ALL;
	if (!m->last || look->all_endpoints)
		return often;
	uint64_t every = (m->last->channel_count + HISTS_PER_SAMPLE - 1) / HISTS_PER_SAMPLE;
	if (every > HISTS_EVERY_MAX)
		every = HISTS_EVERY_MAX;
	return every < 2 || (f->sample_number + m->run) % every == 0 ? often : 0;
}

static void add_events(struct cm_member *m, struct cm_focus *focus)
{
	struct ki_event *events = NULL;
	size_t count = 0;
	struct ki_error err = { 0 };
	uint32_t channel = 0;
	while (channel < m->last->channel_count &&
		(m->last->channel[channel].index != focus->key.index ||
			m->last->channel[channel].gen != focus->key.gen))
		channel++;
	if (channel == m->last->channel_count)
		return;
	if (ki_channel_events(m->source, m->last, channel, CM_EVENTS, &events, &count, &err) < 0) {
		snprintf(focus->event_error, sizeof(focus->event_error), "%.*s",
			(int)sizeof(focus->event_error) - 1, err.text);
		return;
	}
	cm_focus_events(focus, m->last, channel, events, count);
	free(events);
}

/* --- wakeups ---------------------------------------------------------------------------------- */

static size_t probed(const struct cm_fleet *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->member_count; i++)
		n += f->member[i].probe && !over(&f->member[i]);
	return n;
}

static void probe(struct cm_fleet *f, struct cm_member *m)
{
	static const char too_many[] = "too many";
	enum kc_probes_reason reason;
	if (over(m) && m->probe)
		cm_probe_stop(m->probe);
	if (m->refused == too_many) /* unlike other reasons it goes by itself */
		m->refused = NULL;
	if (!f->probing || m->probe || m->refused || !m->source || over(m) || m->dropped)
		return;
	if (probed(f) >= CM_PROBES_MAX) {
		m->refused = too_many;
		snprintf(m->refusal, sizeof(m->refusal),
			"%d programs are probed already: name the one to look at as chanmon's target",
			CM_PROBES_MAX);
		return;
	}
	m->probe = cm_probe_new(&m->info, &reason, m->refusal, sizeof(m->refusal));
	if (!m->probe)
		m->refused = kc_probes_reason_name(reason);
}

/* Why it is not the best tier, when that was not asked for: whether it could be had is told all the same. */
static void explain_tier(const struct cm_fleet *f, const struct cm_member *m, struct cm_trace *t)
{
	struct kc_probes_target target;
	if (over(m) || !m->source) {
		t->reason = "ended";
		snprintf(t->sentence, sizeof(t->sentence), "%s",
			m->source ? "the program has ended" : "its segment cannot be read");
		return;
	}
	if (m->refused) {
		t->reason = m->refused;
		snprintf(t->sentence, sizeof(t->sentence), "%s", m->refusal);
		return;
	}
	kc_probes_target_of(&target, &m->info);
	enum kc_probes_reason r = kc_probes_support(&target, t->sentence, sizeof(t->sentence));
	t->reason = r == KC_PROBES_OK && !f->probing ? "not asked" : kc_probes_reason_name(r);
}

/* After the rows of the domain. */
static void add_wakeups(struct cm_fleet *f, struct cm_sample *s, struct cm_member *m,
	const struct cm_look *look, bool whole)
{
	struct cm_domain *d = &s->domain[s->domain_count - 1];
	if (m->last && m->source)
		cm_evidence_add(
			s, ki_source_info(m->source), m->last, look->wakeups, look->previous);
	if (!look->wakeups && !m->probe)
		return;
	s->trace = cm_grow(s->trace, &s->trace_cap, s->trace_count + 1, sizeof(*s->trace));
	struct cm_trace *t = &s->trace[s->trace_count++];
	*t = (struct cm_trace){ .domain = (uint32_t)(s->domain_count - 1), .reason = "ok" };
	t->tier = over(m) || !m->source ? CM_TIER_SEGMENT
		  : m->probe            ? CM_TIER_PROBES
					: CM_TIER_COUNTERS;
	if (t->tier != CM_TIER_PROBES)
		explain_tier(f, m, t);
	if (!m->probe || !m->last)
		return;
	cm_probe_read(m->probe, s, t, m->last, whole, look->all_edges ? 0 : EDGES_KEPT);
	for (size_t i = d->row_first; i < d->row_first + d->row_count; i++)
		if (s->row[i].woken_new)
			s->row[i].lints = cm_lint_row(&s->row[i], !over(m));
}

void cm_fleet_probe(struct cm_fleet *f, bool on)
{
	f->probing = on;
	for (size_t i = 0; i < f->member_count; i++) {
		struct cm_member *m = &f->member[i];
		m->refused = NULL;
		if (on)
			continue;
		cm_probe_free(m->probe);
		m->probe = NULL;
	}
}

static void add(struct cm_fleet *f, struct cm_sample *s, struct cm_member *m,
	const struct cm_look *look, const struct ki_snapshot *before,
	const struct ki_snapshot *before_hists, bool now_has_hists)
{
	bool had_focus = s->focus, all = !f->target_count;
	const char *names[CM_TARGETS_MAX];
	size_t name_count = 0;
	for (size_t i = 0; i < f->target_count; i++) {
		if (!(m->targets >> i & 1))
			continue;
		if (f->target[i].channel)
			names[name_count++] = f->target[i].channel;
		else
			all = true;
	}
	cm_sample_add(s,
		&(struct cm_picture){
			.name = m->source ? m->info.name : m->found.name,
			.path = m->found.path,
			.exe = m->info.exe,
			.reason = m->found.reason,
			.pid = m->source ? m->info.pid : m->found.pid,
			.instance = m->found.instance,
			.run = m->run,
			.liveness = m->found.liveness,
			.tickets_live_at_close = m->info.tickets_live_at_close,
			.now = m->last,
			.before = before,
			.before_hists = before_hists,
			.now_has_hists = now_has_hists,
			.moved_ns = m->moved_ns,
			.channel_names = names,
			.channel_name_count = name_count,
			.all_channels = all,
			.all_endpoints = look->all_endpoints,
			.focus = look->focus,
		},
		look->previous);
	add_wakeups(f, s, m, look, all);
	if (s->focus && !had_focus && m->source)
		add_events(m, s->focus);
}

static void free_replaced(struct cm_member *m, struct ki_snapshot *last, struct ki_snapshot *hists)
{
	if (last != m->last && last != m->last_hists)
		ki_snapshot_free(last);
	if (hists != last && hists != m->last && hists != m->last_hists)
		ki_snapshot_free(hists);
}

static void sample_member(
	struct cm_fleet *f, struct cm_sample *s, struct cm_member *m, const struct cm_look *look)
{
	if (!m->source || m->settled) {
		add(f, s, m, look, NULL, m->last_hists, m->last && m->last == m->last_hists);
		return;
	}
	unsigned what = what_to_read(f, m, look);
	bool was_over = over(m), hists = what != 0;
	probe(f, m);
	struct ki_snapshot *before = m->last, *before_hists = m->last_hists, *now = NULL;
	struct ki_error err = { 0 };
	int rc = ki_snapshot_take(&now, m->source, what, &err);
	if (rc < 0) {
		/* The last picture stays; the next sample tries again. */
		m->found.liveness = KI_UNREADABLE;
		snprintf(m->found.reason, sizeof(m->found.reason), "%.*s",
			(int)sizeof(m->found.reason) - 1, err.text);
		add(f, s, m, look, NULL, before_hists, before && before == before_hists);
		return;
	}
	m->found.liveness = now->liveness;
	snprintf(m->found.reason, sizeof(m->found.reason), "%s", now->reason);
	if (!hists && before)
		now->tickets = before->tickets;
	if (before && cm_snapshot_moved(before, now))
		m->moved_ns = now->at_ns;
	m->last = now;
	if (hists)
		m->last_hists = now;
	if (m->probe)
		cm_probe_note_asleep(m->probe, now);
	add(f, s, m, look, before, before_hists, hists);
	free_replaced(m, before, before_hists);
	/* One that died between the search and the snapshot gets another, with all that is kept of the dead. */
	m->settled = was_over && over(m);
}

static int by_name(const void *a, const void *b)
{
	const struct cm_member *x = a, *y = b;
	int c = strcmp(x->found.name, y->found.name);
	if (c)
		return c;
	if (over(x) != over(y))
		return over(x) ? 1 : -1;
	return x->run < y->run ? -1 : x->run > y->run;
}

struct cm_sample *cm_fleet_sample(struct cm_fleet *f, const struct cm_look *look)
{
	search(f);
	struct cm_sample *s =
		cm_sample_new(kc_clock_ns(CLOCK_MONOTONIC), kc_clock_ns(CLOCK_REALTIME));
	f->sample_number++;
	for (size_t i = 0; i < f->member_count; i++)
		refresh(&f->member[i]);
	if (f->member_count)
		qsort(f->member, f->member_count, sizeof(*f->member), by_name);
	for (size_t i = 0; i < f->member_count; i++)
		if (!f->member[i].dropped)
			sample_member(f, s, &f->member[i], look);
	return s;
}

/* Members stay as dropped while their file stays, or the next search would bring them back. */
void cm_fleet_drop_dead(struct cm_fleet *f)
{
	for (size_t i = 0; i < f->member_count; i++) {
		struct cm_member *m = &f->member[i];
		if (!over(m))
			continue;
		m->dropped = true;
		cm_probe_free(m->probe);
		m->probe = NULL;
	}
}

size_t cm_fleet_known_names(char ***names)
{
	struct ki_list list = { 0 };
	struct ki_error err = { 0 };
	*names = NULL;
	if (ki_find(&list, NULL, &err) < 0)
		return 0;
	*names = cm_calloc(list.count, sizeof(char *));
	for (size_t i = 0; i < list.count; i++)
		(*names)[i] = cm_strdup(list.item[i].name);
	size_t count = list.count;
	ki_list_free(&list);
	return count;
}
