#include "chanmon/probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "chanmon/mem.h"

enum { SLOW_KEPT = 64, EDGES_AT_FIRST = 256 };

/* A row of the channel table, and who sits there. */
struct seat {
	bool known; /* a channel was seen there, of this generation */
	uint32_t gen;
	uint64_t since_ns; /* what is older was another one's; 0: nothing was */
	struct kc_wakeup_channel *from; /* what to take off; NULL: nothing */
	bool looked;                    /* the rest is of an earlier look at the same channel */
	uint64_t at_ns, sent, woken, wakes, spurious;
};

struct name {
	uint32_t tid;
	char text[CM_THREAD];
};

struct cm_probe {
	kc_probes *probes;
	uint32_t pid;
	uint64_t begun_ns, stopped_ns, slow_ns;
	bool shared, noted;
	struct seat *seat;
	size_t seat_count;
	struct name *name; /* by tid; of threads that have ended as well */
	size_t name_count, name_cap;
	struct kc_wakeup_edge *edge, *edge_from; /* as read; by key, what to take off */
	size_t edge_count, edge_cap, from_count, from_cap;
	struct kc_wakeup_slow slow[SLOW_KEPT]; /* a ring */
	uint64_t slow_seen, slow_missed;
	struct kc_wakeup_stats from; /* what to take off */
};

/* --- reading ---------------------------------------------------------------------------------- */

static uint64_t more(uint64_t now, uint64_t before)
{
	return now > before ? now - before : 0;
}

/* The kernel goes on counting: each word is whole, the row is no snapshot. */
static void copy_row(struct kc_wakeup_channel *out, const struct kc_wakeup_channel *in)
{
	const uint64_t *from = (const uint64_t *)in;
	uint64_t *to = (uint64_t *)out;
	_Static_assert(sizeof(*out) % sizeof(*to) == 0, "nothing but counts");
	for (size_t i = 0; i < sizeof(*out) / sizeof(*to); i++)
		to[i] = kc_load_relaxed(&from[i]);
}

static bool untouched(const struct kc_wakeup_channel *c)
{
	return !kc_load_relaxed(&c->blocks) && !kc_load_relaxed(&c->early) &&
	       !kc_load_relaxed(&c->other);
}

static void take_off(struct seat *s, const struct kc_wakeup_channel *row)
{
	if (!s->from)
		s->from = cm_calloc(1, sizeof(*s->from));
	copy_row(s->from, row);
}

static int by_key(const void *pa, const void *pb)
{
	const struct kc_wakeup_edge_key *a = pa, *b = pb; /* the key is first in an edge */
	_Static_assert(offsetof(struct kc_wakeup_edge, key) == 0, "so it is");
	if (a->channel != b->channel)
		return a->channel < b->channel ? -1 : 1;
	if (a->waker != b->waker)
		return a->waker < b->waker ? -1 : 1;
	if (a->wakee != b->wakee)
		return a->wakee < b->wakee ? -1 : 1;
	return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static void read_edges(struct cm_probe *p)
{
	size_t room = p->edge_cap ? p->edge_cap : EDGES_AT_FIRST;
	for (;;) {
		p->edge = cm_grow(p->edge, &p->edge_cap, room, sizeof(*p->edge));
		long n = kc_probes_edges(p->probes, p->edge, p->edge_cap);
		p->edge_count = n < 0 ? 0 : (size_t)n;
		if (p->edge_count <= p->edge_cap)
			break;
		room = p->edge_count;
	}
	if (p->edge_count)
		qsort(p->edge, p->edge_count, sizeof(*p->edge), by_key);
}

/* From now on what is there now is nothing: of one row of the table, or of all. */
static void take_off_edges(struct cm_probe *p, uint32_t row, bool all)
{
	size_t kept = 0;
	for (size_t i = 0; i < p->from_count; i++)
		if (!all && p->edge_from[i].key.channel != row)
			p->edge_from[kept++] = p->edge_from[i];
	for (size_t i = 0; i < p->edge_count; i++) {
		if (!all && p->edge[i].key.channel != row)
			continue;
		p->edge_from = cm_grow(p->edge_from, &p->from_cap, kept + 1, sizeof(*p->edge_from));
		p->edge_from[kept++] = p->edge[i];
	}
	p->from_count = kept;
	if (kept)
		qsort(p->edge_from, kept, sizeof(*p->edge_from), by_key);
}

static int keep_slow(void *ctx, const struct kc_wakeup_slow *e)
{
	struct cm_probe *p = ctx;
	if (e->at_ns >= p->begun_ns)
		p->slow[p->slow_seen++ % SLOW_KEPT] = *e;
	return 0;
}

static void drain(struct cm_probe *p)
{
	uint64_t lost = 0;
	kc_probes_slow_drain(p->probes, keep_slow, p, &lost);
	p->slow_missed += lost;
}

/* --- the object ------------------------------------------------------------------------------- */

/* Joined: others' counts so far are not ours. */
static void begin_at_zero(struct cm_probe *p)
{
	uint32_t rows;
	const struct kc_wakeup_channel *c = kc_probes_channels(p->probes, &rows);
	for (uint32_t i = 0; i < rows && i < p->seat_count; i++)
		if (!untouched(&c[i]))
			take_off(&p->seat[i], &c[i]);
	read_edges(p);
	take_off_edges(p, 0, true);
	kc_probes_stats(p->probes, &p->from);
	drain(p);
	p->slow_seen = p->slow_missed = 0;
}

struct cm_probe *cm_probe_new(
	const struct ki_info *info, enum kc_probes_reason *reason, char *why, size_t cap)
{
	struct kc_probes_target target;
	struct kc_probes_opts opts;
	kc_probes *probes;
	kc_probes_target_of(&target, info);
	kc_probes_opts_init(&opts);
	*reason = kc_probes_open(&probes, &target, &opts, why, cap);
	if (*reason != KC_PROBES_OK)
		return NULL;
	*reason = kc_probes_attach(probes, why, cap);
	if (*reason != KC_PROBES_OK) {
		kc_probes_close(probes);
		return NULL;
	}
	struct cm_probe *p = cm_calloc(1, sizeof(*p));
	uint32_t rows;
	kc_probes_channels(probes, &rows);
	p->probes = probes;
	p->pid = info->pid;
	p->slow_ns = opts.slow_ns;
	p->shared = kc_probes_shared(probes);
	p->begun_ns = p->shared ? kc_clock_ns(CLOCK_MONOTONIC) : kc_probes_since(probes);
	p->seat_count = rows;
	p->seat = cm_calloc(rows, sizeof(*p->seat));
	if (p->shared)
		begin_at_zero(p);
	return p;
}

void cm_probe_free(struct cm_probe *p)
{
	if (!p)
		return;
	kc_probes_close(p->probes);
	for (size_t i = 0; i < p->seat_count; i++)
		free(p->seat[i].from);
	free(p->seat);
	free(p->name);
	free(p->edge);
	free(p->edge_from);
	free(p);
}

void cm_probe_stop(struct cm_probe *p)
{
	if (p->stopped_ns)
		return;
	drain(p);
	kc_probes_detach(p->probes);
	p->stopped_ns = kc_clock_ns(CLOCK_MONOTONIC);
}

void cm_probe_note_asleep(struct cm_probe *p, const struct ki_snapshot *now)
{
	if (p->noted)
		return;
	p->noted = true;
	for (size_t i = 0; i < now->endpoint_count; i++) {
		const struct ki_endpoint *e = &now->endpoint[i];
		if (e->wait != KC_WAIT_NONE && e->wait_since_ns && e->wait_since_ns < p->begun_ns)
			kc_probes_blocked_since(p->probes, e->tid, e->wait_since_ns);
	}
}

/* --- names of threads ------------------------------------------------------------------------- */

static struct name *name_of(struct cm_probe *p, uint32_t tid)
{
	size_t low = 0, high = p->name_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (p->name[mid].tid < tid)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < p->name_count && p->name[low].tid == tid)
		return &p->name[low];
	p->name = cm_grow(p->name, &p->name_cap, p->name_count + 1, sizeof(*p->name));
	memmove(p->name + low + 1, p->name + low, (p->name_count++ - low) * sizeof(*p->name));
	p->name[low] = (struct name){ .tid = tid };
	return &p->name[low];
}

static void learn_names(struct cm_probe *p, const struct ki_snapshot *now)
{
	for (size_t i = 0; i < now->endpoint_count; i++) {
		const struct ki_endpoint *e = &now->endpoint[i];
		if (e->tid && e->thread[0])
			snprintf(name_of(p, e->tid)->text, CM_THREAD, "%s", e->thread);
	}
}

/* Whoever has no endpoint, or none yet: what /proc says, once. */
static void ask_name(const struct cm_probe *p, uint32_t tid, char *out)
{
	char path[64], text[KC_THREAD_NAME_BYTES + 1];
	snprintf(path, sizeof(path), "/proc/%u/task/%u/comm", p->pid, tid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	ssize_t n = read(fd, text, sizeof(text) - 1);
	close(fd);
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == 0))
		n--;
	if (n > 0)
		ki_safe_text(out, CM_THREAD, text, (size_t)n);
}

static void put_name(struct cm_probe *p, uint32_t tid, char *out)
{
	out[0] = 0;
	if (!tid)
		return;
	size_t known = p->name_count;
	struct name *n = name_of(p, tid);
	if (p->name_count > known)
		ask_name(p, tid, n->text);
	memcpy(out, n->text, CM_THREAD);
}

/* --- into a sample ---------------------------------------------------------------------------- */

/* Of a maximum nothing can be taken off: when it is not newer than what is taken off, the highest bucket says it. */
static uint64_t highest(const uint64_t *now, const uint64_t *from, uint64_t max, uint64_t max_from)
{
	if (!from || max > max_from)
		return max;
	for (uint32_t b = KC_HIST_BUCKETS; b--;)
		if (now[b] > from[b])
			return kc_hist_high(b) < max ? kc_hist_high(b) : max;
	return 0;
}

static struct cm_wake_times times(const uint64_t *now, const uint64_t *from, uint64_t max,
	uint64_t max_from, uint64_t sum_ns)
{
	static const double q[2] = { 0.50, 0.99 };
	struct ki_hist h = { 0 };
	uint64_t at[2];
	for (uint32_t b = 0; b < KC_HIST_BUCKETS; b++) {
		h.bucket[b] = from ? more(now[b], from[b]) : now[b];
		h.count += h.bucket[b];
	}
	h.max_ns = highest(now, from, max, max_from);
	ki_hist_quantiles(at, q, 2, &h, NULL);
	return (struct cm_wake_times){ h.count, at[0], at[1], h.max_ns, sum_ns };
}

static struct cm_wakes counted(const struct kc_wakeup_channel *row, const struct kc_wakeup_channel *f)
{
	static const struct kc_wakeup_channel nothing;
	struct kc_wakeup_channel c;
	copy_row(&c, row);
	uint64_t blocked_now = kc_wakeup_blocked_now(&c);
	const struct kc_wakeup_channel *from = f ? f : &nothing;
	return (struct cm_wakes){
		.blocks = more(c.blocks, from->blocks),
		.wakes = more(c.wakes, from->wakes),
		.other = more(c.other, from->other),
		.early = more(c.early, from->early),
		.spurious = more(c.spurious, from->spurious),
		.no_latency = more(c.no_latency, from->no_latency),
		.blocked_now = blocked_now,
		.runq = times(c.runq, f ? f->runq : NULL, c.runq_max_ns, from->runq_max_ns,
			more(c.runq_ns, from->runq_ns)),
		.blocked = times(c.blocked, f ? f->blocked : NULL, c.blocked_max_ns,
			from->blocked_max_ns, more(c.blocked_ns, from->blocked_ns)),
	};
}

static void set_rates(struct seat *s, struct cm_wakes *w, struct cm_row *r, uint64_t at_ns)
{
	uint64_t woken = w->wakes + w->early;
	if (s->looked && at_ns > s->at_ns) {
		w->rates_ok = true;
		w->woken_per_s = (double)more(woken, s->woken) * 1e9 / (double)(at_ns - s->at_ns);
		w->messages = r ? more(r->sent, s->sent) : 0;
		if (w->messages)
			w->woken_per_message = (double)more(woken, s->woken) / (double)w->messages;
	}
	if (r && w->rates_ok) {
		r->woken_new = more(w->wakes, s->wakes);
		r->spurious_new = more(w->spurious, s->spurious);
		r->wakes_per_message = w->messages ? w->woken_per_message : -1;
	}
	s->looked = true;
	s->at_ns = at_ns;
	s->sent = r ? r->sent : 0;
	s->woken = woken;
	s->wakes = w->wakes;
	s->spurious = w->spurious;
}

static void read_row(struct cm_probe *p, struct cm_sample *s, struct cm_trace *t, uint32_t number,
	uint32_t row, uint64_t at_ns)
{
	uint32_t rows;
	const struct kc_wakeup_channel *c = &kc_probes_channels(p->probes, &rows)[number];
	struct seat *seat = &p->seat[number];
	struct cm_row *r = row == UINT32_MAX ? NULL : &s->row[row];
	s->wakes = cm_grow(s->wakes, &s->wakes_cap, s->wakes_count + 1, sizeof(*s->wakes));
	struct cm_wakes *w = &s->wakes[s->wakes_count++];
	*w = counted(c, seat->from);
	w->row = row;
	t->wakes_count++;
	set_rates(seat, w, r, at_ns);
	if (r)
		r->wakes = (uint32_t)s->wakes_count;
}

/* Another channel than before: its row begins at what is there now. */
static void seat_channel(struct cm_probe *p, uint32_t number, uint32_t gen)
{
	uint32_t rows;
	const struct kc_wakeup_channel *c = kc_probes_channels(p->probes, &rows);
	struct seat *seat = &p->seat[number];
	if (seat->known && seat->gen != gen) {
		take_off(seat, &c[number]);
		take_off_edges(p, number, false);
		seat->since_ns = kc_clock_ns(CLOCK_MONOTONIC);
		seat->looked = false;
	}
	seat->known = true;
	seat->gen = gen;
}

static uint32_t row_of(const struct cm_sample *s, const struct cm_trace *t, uint32_t number)
{
	return number == KC_WAKEUP_SEVERAL
		       ? UINT32_MAX
		       : cm_sample_row_of(s, &s->domain[t->domain], number - KC_WAIT_CH(0));
}

static int by_count(const void *pa, const void *pb)
{
	const struct kc_wakeup_edge *a = pa, *b = pb;
	if (a->sum.count != b->sum.count)
		return a->sum.count > b->sum.count ? -1 : 1;
	return by_key(pa, pb);
}

static void add_edges(struct cm_probe *p, struct cm_sample *s, struct cm_trace *t, bool whole,
	size_t edges_max)
{
	size_t from = 0, n = 0;
	for (size_t i = 0; i < p->edge_count; i++) { /* both are in the order of keys */
		struct kc_wakeup_edge e = p->edge[i];
		while (from < p->from_count && by_key(&p->edge_from[from], &e) < 0)
			from++;
		if (from < p->from_count && by_key(&p->edge_from[from], &e) == 0) {
			e.sum.count = more(e.sum.count, p->edge_from[from].sum.count);
			e.sum.runq_ns = more(e.sum.runq_ns, p->edge_from[from].sum.runq_ns);
			e.sum.blocked_ns = more(e.sum.blocked_ns, p->edge_from[from].sum.blocked_ns);
		}
		if (e.sum.count && (whole || row_of(s, t, e.key.channel) != UINT32_MAX))
			p->edge[n++] = e;
	}
	if (n)
		qsort(p->edge, n, sizeof(*p->edge), by_count);
	size_t keep = edges_max && n > edges_max ? edges_max : n;
	t->edges_left_out = n - keep;
	s->edge = cm_grow(s->edge, &s->edge_cap, s->edge_count + keep, sizeof(*s->edge));
	for (size_t i = 0; i < keep; i++) {
		struct cm_edge *o = &s->edge[s->edge_count++];
		*o = (struct cm_edge){ .row = row_of(s, t, p->edge[i].key.channel),
			.key = p->edge[i].key,
			.sum = p->edge[i].sum };
		put_name(p, o->key.waker, o->waker);
		put_name(p, o->key.wakee, o->wakee);
	}
	t->edge_count = keep;
}

static void add_slow(struct cm_probe *p, struct cm_sample *s, struct cm_trace *t, bool whole)
{
	size_t n = p->slow_seen < SLOW_KEPT ? (size_t)p->slow_seen : SLOW_KEPT;
	s->slow = cm_grow(s->slow, &s->slow_cap, s->slow_count + n, sizeof(*s->slow));
	for (size_t i = 1; i <= n; i++) {
		const struct kc_wakeup_slow *e = &p->slow[(p->slow_seen - i) % SLOW_KEPT];
		bool gone = e->channel < p->seat_count && e->at_ns < p->seat[e->channel].since_ns;
		uint32_t row = gone ? UINT32_MAX : row_of(s, t, e->channel);
		if (!whole && row == UINT32_MAX)
			continue;
		struct cm_slow_wake *o = &s->slow[s->slow_count++];
		*o = (struct cm_slow_wake){ .row = row, .e = *e };
		put_name(p, e->waker, o->waker);
		put_name(p, e->wakee, o->wakee);
		t->slow_count++;
	}
}

static void add_stats(const struct cm_probe *p, struct cm_trace *t)
{
	struct kc_wakeup_stats now;
	kc_probes_stats(p->probes, &now);
	t->not_told = (struct kc_wakeup_stats){
		.tls_faults = more(now.tls_faults, p->from.tls_faults),
		.bad_channels = more(now.bad_channels, p->from.bad_channels),
		.edges_lost = more(now.edges_lost, p->from.edges_lost),
		.slow_lost = more(now.slow_lost, p->from.slow_lost) + p->slow_missed,
		.storage_failed = more(now.storage_failed, p->from.storage_failed),
	};
}

void cm_probe_read(struct cm_probe *p, struct cm_sample *s, struct cm_trace *t,
	const struct ki_snapshot *now, bool whole, size_t edges_max)
{
	const struct cm_domain *d = &s->domain[t->domain];
	uint64_t at_ns = p->stopped_ns ? p->stopped_ns : kc_clock_ns(CLOCK_MONOTONIC);
	t->shared = p->shared;
	t->counted_ns = more(at_ns, p->begun_ns);
	t->slow_ns = p->slow_ns;
	t->wakes_first = s->wakes_count;
	t->edge_first = s->edge_count;
	t->slow_first = s->slow_count;
	learn_names(p, now);
	read_edges(p);
	if (!p->stopped_ns)
		drain(p);
	if (whole && p->seat_count)
		read_row(p, s, t, KC_WAKEUP_SEVERAL, UINT32_MAX, at_ns);
	for (size_t i = d->row_first; i < d->row_first + d->row_count; i++) {
		uint32_t number = KC_WAIT_CH(s->row[i].id->key.index);
		if (number >= p->seat_count)
			continue;
		seat_channel(p, number, s->row[i].id->key.gen);
		read_row(p, s, t, number, (uint32_t)i, at_ns);
	}
	add_edges(p, s, t, whole, edges_max);
	add_slow(p, s, t, whole);
	add_stats(p, t);
}
