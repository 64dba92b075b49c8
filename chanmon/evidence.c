#include "chanmon/evidence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "chanmon/lint.h"
#include "chanmon/mem.h"
#include "tool/units.h"

/* Shorter sleeps may be of the moment between a send and its wake, or of a program that goes about its work. */
static const uint64_t long_ns = UINT64_C(1000000000);
/* Looks that are closer to each other say nothing of who sleeps a little in between. */
static const uint64_t apart_ns = UINT64_C(100000000);

static enum cm_off_cpu doing(const struct cm_suspect *u)
{
	bool in_channel = u->asleep_ns || u->elsewhere != UINT32_MAX;
	switch (u->off.state) {
	case KI_OFFCPU_STOPPED:
	case KI_OFFCPU_TRACED:
		return CM_OFF_STOPPED;
	case KI_OFFCPU_FROZEN:
		return CM_OFF_FROZEN;
	case KI_OFFCPU_STARVED:
		return CM_OFF_STARVED;
	case KI_OFFCPU_RUNNABLE:
		return CM_OFF_RUNS;
	case KI_OFFCPU_NOT_VISIBLE: /* or only not where it sleeps */
	case KI_OFFCPU_GONE:
	case KI_OFFCPU_FUTEX:
	case KI_OFFCPU_SYSCALL:
	case KI_OFFCPU_KERNEL:
	case KI_OFFCPU_AWAKE:
		break;
	}
	if (!u->off.letter)
		return CM_OFF_UNKNOWN;
	return in_channel ? CM_OFF_CHANNEL : CM_OFF_ELSEWHERE;
}

/* --- suspects --------------------------------------------------------------------------------- */

/* Somebody has claimed a place, or is about to, and has not published or left it: what the cursors count need not be there. */
static bool is_claimed(const struct ki_snapshot *now, uint32_t channel)
{
	for (size_t i = 0; i < now->endpoint_count; i++)
		if (now->endpoint[i].channel == channel &&
			now->endpoint[i].intent != KC_INTENT_NONE)
			return true;
	return false;
}

/* A thread may be on both sides of a rendezvous, in a select, and never meets itself. */
static bool is_offered(const struct ki_snapshot *now, const struct ki_endpoint *to)
{
	for (size_t i = 0; i < now->endpoint_count; i++) {
		const struct ki_endpoint *e = &now->endpoint[i];
		if (e->channel == to->channel && e->side == KC_SIDE_SEND &&
			e->wait != KC_WAIT_NONE && e->tid != to->tid)
			return true;
	}
	return false;
}

/* Whether who sleeps there need not. Where that depends on lanes, or was read from two instants, nothing is said. */
static bool could_proceed(
	const struct cm_row *r, const struct ki_snapshot *now, const struct ki_endpoint *e)
{
	if (r->depth_clamped || e->wait == KC_WAIT_NONE)
		return false;
	if (r->kind == KI_RENDEZVOUS)
		return e->wait == KC_WAIT_ELEMENT && is_offered(now, e);
	bool there = e->wait == KC_WAIT_ELEMENT
			     ? r->fill.in > 0
			     : r->kind == KI_BUFFERED && !r->in_lanes && r->fill.in < r->fill.room;
	return there && !is_claimed(now, e->channel);
}

static const struct cm_suspect *before(
	const struct cm_suspect *u, const struct cm_sample *s, const struct cm_sample *previous)
{
	if (!previous)
		return NULL;
	for (size_t i = 0; i < previous->suspect_count; i++) {
		const struct cm_suspect *o = &previous->suspect[i];
		if (o->tid == u->tid && o->side == u->side &&
			cm_key_equal(&previous->row[o->row].id->key, &s->row[u->row].id->key))
			return o;
	}
	return NULL;
}

/* Who is open and not asleep on that side could be about to make the wake good. */
static bool nobody_else(const struct cm_row *r, enum kc_seg_side side)
{
	return r->blocked[side] == r->open[side];
}

static bool nothing_moved(const struct cm_sample *s, const struct cm_sample *previous,
	const struct cm_suspect *o, const struct cm_suspect *u)
{
	const struct cm_row *then = &previous->row[o->row], *now = &s->row[u->row];
	return then->sent == now->sent && then->received == now->received;
}

static void compare(struct cm_suspect *u, const struct cm_suspect *o, const struct cm_sample *s,
	const struct cm_sample *previous)
{
	if (!o || !o->off.sched_visible || !u->off.sched_visible || s->at_ns <= previous->at_ns)
		return;
	/* The same sleep: instants are told a little better as the program's clock is known better. */
	bool same = o->needless && u->needless && u->wait_since_ns < previous->at_ns;
	if (same && u->needless_ns < o->needless_ns + (s->at_ns - previous->at_ns))
		u->needless_ns = o->needless_ns + (s->at_ns - previous->at_ns);
	bool apart = u->off.at_ns >= o->off.at_ns + apart_ns;
	u->lost = same && apart && o->off.turns == u->off.turns && u->needless_ns >= long_ns &&
		  u->off.letter == 'S' && nobody_else(&s->row[u->row], u->side) &&
		  nothing_moved(s, previous, o, u);
}

/* A thread has an endpoint a channel, and sleeps with one of them, or in a select with several. */
static uint32_t asleep_in(const struct cm_sample *s, const struct ki_snapshot *now, uint32_t tid)
{
	const struct cm_domain *d = &s->domain[s->domain_count - 1];
	for (size_t i = 0; i < now->endpoint_count; i++)
		if (now->endpoint[i].tid == tid && now->endpoint[i].wait != KC_WAIT_NONE)
			return cm_sample_row_of(s, d, now->channel[now->endpoint[i].channel].index);
	return UINT32_MAX;
}

static void add(struct cm_sample *s, const struct ki_snapshot *now, const struct ki_endpoint *e,
	uint32_t row, bool needless, const struct cm_sample *previous,
	const struct ki_offcpu_process *process)
{
	s->suspect =
		cm_grow(s->suspect, &s->suspect_cap, s->suspect_count + 1, sizeof(*s->suspect));
	struct cm_suspect *u = &s->suspect[s->suspect_count++];
	*u = (struct cm_suspect){ .domain = (uint32_t)(s->domain_count - 1),
		.row = row,
		.tid = e->tid,
		.side = e->side,
		.needless = needless,
		.elsewhere = e->wait == KC_WAIT_NONE ? asleep_in(s, now, e->tid) : UINT32_MAX,
		.wait_since_ns = e->wait == KC_WAIT_NONE ? 0 : e->wait_since_ns };
	memcpy(u->thread, e->thread, sizeof(u->thread));
	if (u->wait_since_ns && now->at_ns > u->wait_since_ns)
		u->asleep_ns = now->at_ns - u->wait_since_ns;
	/* A receiver need not have slept for longer than the oldest element is there. */
	if (needless && e->wait == KC_WAIT_ELEMENT)
		u->needless_ns =
			s->row[row].oldest_ns < u->asleep_ns ? s->row[row].oldest_ns : u->asleep_ns;
	const struct cm_suspect *o = before(u, s, previous);
	ki_offcpu_look(&u->off, process, u->tid, o ? &o->off : NULL);
	compare(u, o, s, previous);
	u->doing = doing(u);
	struct cm_row *r = &s->row[row];
	if (u->lost && u->needless_ns > r->lost_wake_ns) {
		r->lost_wake_ns = u->needless_ns;
		r->lost_wake_tid = u->tid;
		r->lints = cm_lint_row(r, true);
	}
}

void cm_evidence_add(struct cm_sample *s, const struct ki_info *info, const struct ki_snapshot *now,
	bool wide, const struct cm_sample *previous)
{
	struct ki_offcpu_process process = { .info = NULL };
	const struct cm_domain *d = &s->domain[s->domain_count - 1];
	if (d->liveness != KI_ALIVE && d->liveness != KI_STOPPED)
		return;
	size_t first = s->suspect_count;
	for (size_t i = 0; i < now->endpoint_count && s->suspect_count - first < CM_SUSPECTS_MAX;
		i++) {
		const struct ki_endpoint *e = &now->endpoint[i];
		if (!e->open || !e->tid)
			continue;
		uint32_t row = cm_sample_row_of(s, d, now->channel[e->channel].index);
		if (row == UINT32_MAX)
			continue;
		bool needless = could_proceed(&s->row[row], now, e);
		bool waited_for = e->wait == KC_WAIT_NONE &&
				  s->row[row].longest_wait_ns[e->side == KC_SIDE_SEND] >= long_ns;
		if (!needless && !(wide && waited_for))
			continue;
		if (!process.info)
			ki_offcpu_process(&process, info);
		add(s, now, e, row, needless, previous, &process);
	}
}

/* --- words ------------------------------------------------------------------------------------ */

static const char *elsewhere(const struct ki_offcpu *o, char *out, size_t cap)
{
	char number[24];
	const char *kind =
		o->letter == 'D' ? "waits in the kernel, for a disk perhaps" : "asleep elsewhere";
	const char *in = o->wchan[0] ? ", in " : "", *call = ki_syscall_name(o->call);
	snprintf(number, sizeof(number), "%" PRId64, o->call);
	if (o->call_visible && o->call >= 0)
		snprintf(out, cap, "%s: system call %s%s%s", kind, call ? call : number, in,
			o->wchan);
	else
		snprintf(out, cap, "%s%s%s", kind, in, o->wchan);
	return out;
}

const char *cm_evidence_text(
	const struct cm_sample *s, const struct cm_suspect *u, char *out, size_t cap)
{
	char t[32];
	if (u->lost) {
		snprintf(out, cap,
			"asleep, for %s although the channel could proceed, and did not run since: a lost wake?",
			kt_duration(t, sizeof(t), u->needless_ns));
		return out;
	}
	switch (u->doing) {
	case CM_OFF_UNKNOWN:
		snprintf(out, cap, "/proc says nothing of it");
		break;
	case CM_OFF_RUNS:
		snprintf(out, cap, "runs");
		break;
	case CM_OFF_STARVED:
		snprintf(out, cap, "could run, and waits for a processor %.0f%% of the time",
			100 * cm_suspect_starved(u));
		break;
	case CM_OFF_STOPPED:
		snprintf(out, cap, "stopped");
		break;
	case CM_OFF_FROZEN:
		snprintf(out, cap, "frozen by its cgroup");
		break;
	case CM_OFF_CHANNEL:
		if (u->elsewhere != UINT32_MAX)
			snprintf(out, cap, "asleep in channel %s", s->row[u->elsewhere].id->name);
		else
			snprintf(out, cap, "asleep here for %s although the channel could proceed",
				kt_duration(t, sizeof(t), u->asleep_ns));
		break;
	case CM_OFF_ELSEWHERE:
		return elsewhere(&u->off, out, cap);
	}
	return out;
}
