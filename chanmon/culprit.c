#include "chanmon/culprit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tool/units.h"

static const char *doing(const struct cm_endpoint *e)
{
	if (!e->thread_alive)
		return "its thread is gone";
	if (e->wait == KC_WAIT_ROOM)
		return "asleep here, waiting for room";
	if (e->wait == KC_WAIT_ELEMENT)
		return "asleep here, waiting for elements";
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
	char who[400], count[32];
	const char *role = side == KC_SIDE_SEND ? "sender" : "receiver";
	const struct cm_endpoint *e = slowest(s, r, side);
	if (!e) {
		snprintf(out, cap, "%s, and no %s is open.", who_waits, role);
		return out;
	}
	name(e, who, sizeof(who));
	if (e->rate_ok)
		snprintf(out, cap, "%s. Slowest %s: %s, %s, %s/s.", who_waits, role, who, doing(e),
			kt_count(count, sizeof(count), e->per_s));
	else
		snprintf(out, cap, "%s. Slowest %s: %s, %s.", who_waits, role, who, doing(e));
	return out;
}

const char *cm_culprit(const struct cm_sample *s, const struct cm_row *r, char *out, size_t cap)
{
	char waits[128], t[32];
	uint32_t senders = r->blocked[KC_SIDE_SEND], receivers = r->blocked[KC_SIDE_RECEIVE];
	if (r->activity == CM_DEAD_CHANNEL) {
		snprintf(out, cap, "The program has ended; this is its last picture.");
	} else if (senders) {
		snprintf(waits, sizeof(waits), "%" PRIu32 " sender%s wait%s for room, longest %s",
			senders, senders == 1 ? "" : "s", senders == 1 ? "s" : "",
			kt_duration(t, sizeof(t), r->longest_wait_ns[KC_SIDE_SEND]));
		return blame(s, r, KC_SIDE_RECEIVE, waits, out, cap);
	} else if (receivers) {
		snprintf(waits, sizeof(waits),
			"%" PRIu32 " receiver%s wait%s for elements, longest %s", receivers,
			receivers == 1 ? "" : "s", receivers == 1 ? "s" : "",
			kt_duration(t, sizeof(t), r->longest_wait_ns[KC_SIDE_RECEIVE]));
		return blame(s, r, KC_SIDE_SEND, waits, out, cap);
	} else {
		snprintf(out, cap, "Nobody waits.");
	}
	return out;
}
