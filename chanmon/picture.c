#include "chanmon/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/lint.h"
#include "chanmon/mem.h"

static void copy(char *out, size_t cap, const char *in)
{
	snprintf(out, cap, "%s", in ? in : "");
}

static bool live(enum ki_liveness l)
{
	return l == KI_ALIVE || l == KI_STOPPED || l == KI_OUT_OF_SIGHT;
}

static const struct ki_channel *same_channel(
	const struct ki_snapshot *snap, const struct ki_channel *c)
{
	if (!snap)
		return NULL;
	/* Tables are mostly full: the first look is at the row's own number. */
	for (size_t low = 0, high = snap->channel_count, mid = c->index; low < high;
		mid = low + (high - low) / 2) {
		if (mid >= high)
			continue;
		const struct ki_channel *m = &snap->channel[mid];
		if (m->index == c->index)
			return m->gen == c->gen ? m : NULL;
		if (m->index < c->index)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static const struct ki_endpoint *same_endpoint(
	const struct ki_snapshot *snap, const struct ki_endpoint *e)
{
	if (!snap)
		return NULL;
	for (size_t low = 0, high = snap->endpoint_count; low < high;) {
		size_t mid = low + (high - low) / 2;
		const struct ki_endpoint *m = &snap->endpoint[mid];
		if (m->index == e->index)
			return m->gen == e->gen ? m : NULL;
		if (m->index < e->index)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

bool cm_snapshot_moved(const struct ki_snapshot *before, const struct ki_snapshot *now)
{
	if (before->channel_count != now->channel_count)
		return true;
	for (size_t i = 0; i < now->channel_count; i++) {
		const struct ki_channel *a = &before->channel[i], *b = &now->channel[i];
		if (a->index != b->index || a->gen != b->gen || a->sent != b->sent ||
			a->received != b->received ||
			ki_channel_dropped(a) != ki_channel_dropped(b))
			return true;
	}
	return false;
}

static uint64_t since(uint64_t now, uint64_t then)
{
	return then && now > then ? now - then : 0;
}

/* A counter of another process may have been read torn or restarted: never below 0. */
static uint64_t more(uint64_t now, uint64_t before)
{
	return now > before ? now - before : 0;
}

static struct cm_ident *identify(
	const struct cm_picture *p, const struct ki_channel *c, const struct cm_row *earlier)
{
	if (earlier) {
		earlier->id->refs++;
		return earlier->id;
	}
	struct cm_ident *id = cm_calloc(1, sizeof(*id));
	id->refs = 1;
	id->key = (struct cm_key){ p->run, c->index, c->gen };
	copy(id->domain, sizeof(id->domain), p->name);
	copy(id->name, sizeof(id->name), c->name);
	return id;
}

static void set_residence(struct cm_row *r, const struct cm_picture *p, const struct ki_channel *c,
	const struct cm_row *earlier)
{
	const struct ki_channel *old = earlier ? same_channel(p->before_hists, c) : NULL;
	bool nothing_new = old && old->residence->count == c->residence->count;
	if (!p->now_has_hists || nothing_new) {
		if (earlier) {
			r->p50_ns = earlier->p50_ns;
			r->p99_ns = earlier->p99_ns;
			r->residence = earlier->residence;
		}
		return;
	}
	static const double q[2] = { 0.50, 0.99 };
	uint64_t all[2], window[2];
	ki_hist_quantiles(all, q, 2, c->residence, NULL);
	ki_hist_quantiles(window, q, 2, c->residence, old ? old->residence : NULL);
	r->residence.count = c->residence->count;
	r->residence.p50_ns = all[0];
	r->residence.p99_ns = all[1];
	r->residence.max_ns = c->residence->max_ns;
	r->p50_ns = window[0];
	r->p99_ns = window[1];
}

/* Where nothing bounds the depth the history is drawn against the highest of it, in powers of two. */
static void scale_spark(struct cm_row *r, uint64_t room_before)
{
	enum { ROOM_MIN = 16 };
	uint8_t highest = 0;
	r->spark_room = r->fill.room;
	if (r->spark_room)
		return;
	r->spark_room = room_before ? room_before : ROOM_MIN;
	for (unsigned i = 0; i < r->spark_count; i++)
		highest = r->spark[i] > highest ? r->spark[i] : highest;
	for (; r->spark_room < r->fill.in && r->spark_room <= UINT64_MAX / 512; r->spark_room *= 2)
		for (unsigned i = 0; i < r->spark_count; i++)
			r->spark[i] = (uint8_t)((r->spark[i] + 1) / 2);
	if (highest < 64 && r->fill.in < r->spark_room / 4 && r->spark_room > ROOM_MIN) {
		r->spark_room /= 2;
		for (unsigned i = 0; i < r->spark_count; i++)
			r->spark[i] = (uint8_t)(r->spark[i] * 2);
	}
}

static void set_spark(struct cm_row *r, const struct cm_row *earlier, bool frozen)
{
	if (earlier) {
		memcpy(r->spark, earlier->spark, sizeof(r->spark));
		r->spark_count = earlier->spark_count;
		r->spark_room = earlier->spark_room;
		if (frozen && r->spark_count)
			return; /* the dead have no new history */
	}
	if (r->spark_count == CM_SPARK)
		memmove(r->spark, r->spark + 1, --r->spark_count);
	scale_spark(r, earlier ? earlier->spark_room : 0);
	double level = (double)r->fill.in * 255 / (double)r->spark_room;
	if (r->fill.in && level < 1)
		level = 1;
	r->spark[r->spark_count++] = (uint8_t)(level > 255 ? 255 : level);
}

static enum cm_activity activity(const struct cm_row *r, bool alive, bool moved)
{
	if (!alive)
		return CM_DEAD_CHANNEL;
	if (cm_row_blocked(r))
		return CM_BLOCKED;
	if (moved)
		return CM_FLOWING;
	return r->closed ? CM_CLOSED_CHANNEL : CM_IDLE;
}

static void set_rates(struct cm_row *r, const struct cm_picture *p, uint32_t i)
{
	struct ki_rates rate = ki_channel_rates(p->before, p->now, i);
	const struct ki_channel *c = &p->now->channel[i], *old = same_channel(p->before, c);
	if (!rate.ok || !old)
		return;
	r->rates_ok = true;
	r->sent_per_s = rate.sent_per_s;
	r->received_per_s = rate.received_per_s;
	r->bytes_per_s = rate.bytes_per_s;
	r->growth_per_s = rate.growth_per_s;
	r->wakes_per_s = rate.wakes_per_s;
	r->timed_out_per_s = rate.timed_out_per_s;
	r->dropped_per_s = rate.dropped_per_s;
	r->cancelled_per_s = rate.cancelled_per_s;
	r->dropped_new = more(r->dropped, ki_channel_dropped(old));
	memcpy(r->blocked_share, rate.blocked_share, sizeof(r->blocked_share));
	r->received_before = old->received;
	r->send_timeouts =
		more(c->total[KC_SIDE_SEND].timed_out, old->total[KC_SIDE_SEND].timed_out);
	uint64_t blocks = 0;
	for (int side = 0; side < 2; side++) {
		r->ticket_errors +=
			more(c->total[side].ticket_errors, old->total[side].ticket_errors);
		blocks += more(c->total[side].blocked, old->total[side].blocked);
	}
	r->blocks_per_s = (double)blocks * 1e9 / (double)(p->now->at_ns - p->before->at_ns);
}

static void list_other_cases(
	char *out, size_t cap, const struct ki_snapshot *snap, const struct ki_endpoint *e)
{
	const uint32_t *first;
	size_t n = ki_select_of(snap, e, &first), used = 0;
	for (size_t i = 0; i < n; i++) {
		const struct ki_endpoint *one = &snap->endpoint[first[i]];
		char text[CM_NAME + 16];
		if (one == e)
			continue;
		snprintf(text, sizeof(text), "%s%s (%s)", used ? ", " : "",
			snap->channel[one->channel].name,
			one->side == KC_SIDE_SEND ? "send" : "receive");
		/* Whole names or none. */
		size_t bytes = strlen(text);
		bool fits = used + bytes + sizeof(", ...") <= cap;
		snprintf(out + used, cap - used, "%s", fits ? text : used ? ", ..." : "...");
		if (!fits)
			return;
		used += bytes;
	}
}

static void add_endpoint(
	struct cm_sample *s, const struct cm_picture *p, const struct ki_endpoint *e)
{
	s->endpoint =
		cm_grow(s->endpoint, &s->endpoint_cap, s->endpoint_count + 1, sizeof(*s->endpoint));
	struct cm_endpoint *o = &s->endpoint[s->endpoint_count++];
	const struct ki_snapshot *now = p->now;
	memset(o, 0, sizeof(*o));
	o->index = e->index;
	o->gen = e->gen;
	o->side = e->side;
	o->open = e->open;
	o->thread_alive = e->thread_alive;
	o->thread_state = e->thread_state;
	o->tid = e->tid;
	copy(o->thread, sizeof(o->thread), e->thread);
	copy(o->label, sizeof(o->label), e->label);
	o->wait = e->wait;
	if (e->wait != KC_WAIT_NONE) {
		o->wait_start_ns = e->wait_since_ns;
		o->wait_ns = since(now->at_ns, e->wait_since_ns);
		o->wait_deadline_ns = e->wait_deadline_ns;
		o->wait_cases = e->wait_cases;
		o->wait_group = e->wait_group;
		list_other_cases(o->wait_also, sizeof(o->wait_also), now, e);
	}
	o->count = e->count;
	o->blocked_ns = e->count.blocked_ns + o->wait_ns;
	o->quiet_ns = since(now->at_ns, e->last_ns);
	const struct ki_endpoint *old = same_endpoint(p->before, e);
	if (!old || now->at_ns <= p->before->at_ns)
		return;
	double seconds = (double)(now->at_ns - p->before->at_ns) / 1e9;
	uint64_t old_wait =
		old->wait == KC_WAIT_NONE ? 0 : since(p->before->at_ns, old->wait_since_ns);
	double share =
		(double)more(o->blocked_ns, old->count.blocked_ns + old_wait) / 1e9 / seconds;
	o->rate_ok = true;
	o->per_s = (double)more(e->count.messages, old->count.messages) / seconds;
	o->blocked_share = share > 1 ? 1 : share;
}

static bool named(const struct cm_picture *p, const struct ki_channel *c)
{
	for (size_t i = 0; i < p->channel_name_count; i++)
		if (!strcmp(p->channel_names[i], c->name))
			return true;
	return false;
}

static void add_row(struct cm_sample *s, const struct cm_picture *p, uint32_t i,
	const struct cm_sample *previous)
{
	const struct ki_channel *c = &p->now->channel[i];
	bool asked_for = named(p, c);
	if (!asked_for && !p->all_channels)
		return;
	struct cm_key key = { p->run, c->index, c->gen };
	const struct cm_row *earlier = previous ? cm_sample_find(previous, &key) : NULL;
	s->row = cm_grow(s->row, &s->row_cap, s->row_count + 1, sizeof(*s->row));
	struct cm_row *r = &s->row[s->row_count++];
	memset(r, 0, sizeof(*r));
	r->id = identify(p, c, earlier);
	r->domain = (uint32_t)(s->domain_count - 1);
	r->kind = c->kind;
	r->topology = c->topology;
	r->payload = c->payload;
	r->overflow = c->overflow;
	r->flags = c->flags;
	r->in_lanes = c->in_lanes;
	r->lanes = c->lanes;
	r->fullest = c->fullest;
	r->fill = ki_channel_fill(c);
	r->dropped = ki_channel_dropped(c);
	r->cancelled = ki_channel_cancelled(c);
	r->closed = c->closed;
	r->named = asked_for;
	r->depth_clamped = c->depth_clamped;
	r->elem_bytes = c->elem_bytes;
	r->capacity = c->capacity;
	r->depth = c->depth;
	r->sent = c->sent;
	r->received = c->received;
	r->bytes_sent = c->bytes_sent;
	r->bytes_received = c->bytes_received;
	r->oldest_ns = c->oldest_ns;
	r->wakes_per_message = -1;
	r->open[KC_SIDE_SEND] = c->senders;
	r->open[KC_SIDE_RECEIVE] = c->receivers;
	r->blocked[KC_SIDE_SEND] = c->senders_blocked;
	r->blocked[KC_SIDE_RECEIVE] = c->receivers_blocked;
	memcpy(r->selecting, c->selecting, sizeof(r->selecting));
	memcpy(r->longest_wait_ns, c->longest_wait_ns, sizeof(r->longest_wait_ns));
	memcpy(r->longest_alone_ns, c->longest_alone_ns, sizeof(r->longest_alone_ns));
	memcpy(r->blocked_ns, c->blocked_ns, sizeof(r->blocked_ns));
	memcpy(r->total, c->total, sizeof(r->total));
	bool alive = live(p->liveness);
	if (p->before && alive)
		set_rates(r, p, i);
	set_residence(r, p, c, earlier);
	set_spark(r, earlier, !alive);
	r->activity = activity(
		r, alive, r->sent_per_s > 0 || r->received_per_s > 0 || r->dropped_per_s > 0);
	r->lints = cm_lint_row(r, alive);
	bool focused = p->focus && cm_key_equal(p->focus, &key);
	if (!p->all_endpoints && !focused)
		return;
	r->endpoint_first = (uint32_t)s->endpoint_count;
	for (uint32_t e = 0; e < c->endpoint_count; e++)
		add_endpoint(s, p, &p->now->endpoint[p->now->endpoint_of[c->endpoint_first + e]]);
	r->endpoint_count = (uint32_t)s->endpoint_count - r->endpoint_first;
	if (focused && !s->focus) {
		s->focus = cm_calloc(1, sizeof(*s->focus));
		s->focus->key = key;
		s->focus->residence = *c->residence;
		for (int side = 0; side < 2; side++)
			s->focus->block[side] = *c->block[side];
	}
}

static enum cm_state state_of(const struct cm_picture *p, bool moved)
{
	switch (p->liveness) {
	case KI_ALIVE:
		return moved ? CM_ALIVE : CM_QUIET;
	case KI_STOPPED:
		return CM_QUIET;
	case KI_DEAD:
	case KI_CLOSED:
		return CM_DEAD;
	case KI_OUT_OF_SIGHT:
		return CM_OUT_OF_SIGHT;
	case KI_UNREADABLE:
		return CM_UNREADABLE;
	}
	return CM_UNREADABLE;
}

static void set_findings(struct cm_domain *d, const struct ki_snapshot *now)
{
	d->partial = now->torn || now->checks_skipped || now->findings_dropped;
	for (size_t i = 0; i < now->finding_count; i++) {
		const struct ki_finding *f = &now->finding[i];
		d->partial |= f->severity == KI_ERROR;
		if (f->severity == KI_INFO)
			continue;
		if (!d->findings++)
			snprintf(d->first_finding, sizeof(d->first_finding), "%s %s", f->code,
				f->text);
	}
}

void cm_sample_add(
	struct cm_sample *s, const struct cm_picture *p, const struct cm_sample *previous)
{
	s->domain = cm_grow(s->domain, &s->domain_cap, s->domain_count + 1, sizeof(*s->domain));
	struct cm_domain *d = &s->domain[s->domain_count++];
	memset(d, 0, sizeof(*d));
	copy(d->name, sizeof(d->name), p->name);
	copy(d->path, sizeof(d->path), p->path);
	copy(d->exe, sizeof(d->exe), p->exe);
	copy(d->reason, sizeof(d->reason), p->reason);
	d->pid = p->pid;
	d->instance = p->instance;
	d->run = p->run;
	d->liveness = p->liveness;
	d->tickets_live_at_close = p->tickets_live_at_close;
	d->row_first = s->row_count;
	const struct ki_snapshot *now = p->now;
	/* One sample alone cannot show movement; a program is called quiet only after a look at two. */
	bool moved = !now || !p->before || cm_snapshot_moved(p->before, now);
	d->state = state_of(p, moved);
	if (p->liveness == KI_CLOSED)
		copy(d->reason, sizeof(d->reason), "closed");
	if (now) {
		d->has_picture = true;
		d->tickets = now->tickets;
		d->arena = now->arena;
		d->torn = now->torn;
		set_findings(d, now);
		d->since_ns = d->state == CM_DEAD ? since(s->at_ns, now->at_ns)
						  : since(s->at_ns, p->moved_ns);
		for (size_t i = 0; i < now->channel_count; i++)
			add_row(s, p, (uint32_t)i, previous);
	}
	d->row_count = s->row_count - d->row_first;
	d->lints = cm_lint_domain(d);
}

void cm_focus_events(struct cm_focus *f, const struct ki_snapshot *snap, uint32_t channel,
	const struct ki_event *events, size_t count)
{
	f->event_count = 0;
	for (size_t i = count; i-- && f->event_count < CM_EVENTS;) {
		const struct ki_event *e = &events[i];
		if (e->channel != channel)
			continue;
		struct cm_event *o = &f->event[f->event_count++];
		o->age_ns = since(snap->at_ns, e->at_ns);
		o->type = e->type;
		o->pos = e->pos;
		o->arg = e->arg;
		o->torn = e->torn;
		o->side = KC_SIDE_SEND;
		o->thread[0] = 0;
		if (e->endpoint < snap->endpoint_count) {
			o->side = snap->endpoint[e->endpoint].side;
			copy(o->thread, sizeof(o->thread), snap->endpoint[e->endpoint].thread);
		}
	}
}
