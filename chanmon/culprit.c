#include "chanmon/culprit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tool/units.h"

static const char *waited_for(const struct cm_row *r, enum kc_seg_side side)
{
	if (r->kind == KI_RENDEZVOUS)
		return side == KC_SIDE_SEND ? "a receiver" : "an offer";
	return side == KC_SIDE_SEND ? "room" : "elements";
}

static const char *doing(const struct cm_row *r, const struct cm_endpoint *e, char *out, size_t cap)
{
	if (!e->thread_alive)
		return "its thread is gone";
	if (e->wait_cases)
		return "asleep in a select, here and elsewhere";
	if (e->wait != KC_WAIT_NONE) {
		snprintf(out, cap, "asleep here, waiting for %s", waited_for(r, e->side));
		return out;
	}
	switch (e->thread_state) {
	case 'R':
		return "running";
	case 'S':
		return "asleep somewhere else";
	case 'D':
		return "waiting in the kernel, for a disk perhaps";
	case 'T':
	case 't':
		return "stopped";
	case 'Z':
	case 'X':
		return "its thread has ended";
	default:
		return "not asleep here";
	}
}

/* Of those that should move something, the one that moves least; among equals the quietest. */
static const struct cm_endpoint *slowest(
	const struct cm_sample *s, const struct cm_row *r, enum kc_seg_side side)
{
	const struct cm_endpoint *worst = NULL;
	for (uint32_t i = 0; i < r->endpoint_count; i++) {
		const struct cm_endpoint *e = &s->endpoint[r->endpoint_first + i];
		if (e->side != side || !e->open)
			continue;
		if (!worst || e->per_s < worst->per_s ||
			(e->per_s <= worst->per_s && e->quiet_ns > worst->quiet_ns))
			worst = e;
	}
	return worst;
}

static void name(const struct cm_endpoint *e, char *out, size_t cap)
{
	if (e->label[0])
		snprintf(out, cap, "%s (thread %s, tid %" PRIu32 ")", e->label, e->thread, e->tid);
	else
		snprintf(out, cap, "thread %s (tid %" PRIu32 ")", e->thread, e->tid);
}

static const char *blame(const struct cm_sample *s, const struct cm_row *r, enum kc_seg_side side,
	const char *who_waits, char *out, size_t cap)
{
	char who[400], what[64], count[32];
	const char *role = side == KC_SIDE_SEND ? "sender" : "receiver";
	const struct cm_endpoint *e = slowest(s, r, side);
	if (!e) {
		snprintf(out, cap, "%s, and no %s is open.", who_waits, role);
		return out;
	}
	name(e, who, sizeof(who));
	if (e->rate_ok)
		snprintf(out, cap, "%s. Slowest %s: %s, %s, %s/s.", who_waits, role, who,
			doing(r, e, what, sizeof(what)), kt_count(count, sizeof(count), e->per_s));
	else
		snprintf(out, cap, "%s. Slowest %s: %s, %s.", who_waits, role, who,
			doing(r, e, what, sizeof(what)));
	return out;
}

static const char *waiting(const struct cm_row *r, enum kc_seg_side side, char *out, size_t cap)
{
	char t[32], select[40];
	uint32_t n = r->blocked[side];
	snprintf(out, cap, "%" PRIu32 " %s%s wait%s for %s%s, longest %s", n,
		side == KC_SIDE_SEND ? "sender" : "receiver", n == 1 ? "" : "s", n == 1 ? "s" : "",
		waited_for(r, side), ki_select_words(select, sizeof(select), n, r->selecting[side]),
		kt_duration(t, sizeof(t), r->longest_wait_ns[side]));
	return out;
}

const char *cm_culprit(const struct cm_sample *s, const struct cm_row *r, char *out, size_t cap)
{
	char waits[160];
	if (r->activity == CM_DEAD_CHANNEL) {
		snprintf(out, cap, "The program has ended; this is its last picture.");
	} else if (r->blocked[KC_SIDE_SEND]) {
		return blame(s, r, KC_SIDE_RECEIVE, waiting(r, KC_SIDE_SEND, waits, sizeof(waits)),
			out, cap);
	} else if (r->blocked[KC_SIDE_RECEIVE]) {
		return blame(s, r, KC_SIDE_SEND, waiting(r, KC_SIDE_RECEIVE, waits, sizeof(waits)),
			out, cap);
	} else {
		snprintf(out, cap, "Nobody waits.");
	}
	return out;
}
