#include "chan/block.h"

#include <errno.h>
#include <sched.h>

#include "base/clock.h"
#include "base/pause.h"
#include "chan/stream.h"
#include "stats/histogram.h"
#include "stats/recorder.h"
#include "wait/side.h"

enum {
	SPIN_MAX_NS = 50000,
	SPIN_MIN_NS = 1000, /* below it a spin is not worth its first look */
	SPIN_PROBE_NS = 8000,
	SPIN_PROBE_EVERY = 64, /* blocks between probes once spinning has stopped to pay */
	NAP_SHORT_NS = 200000, /* about what a wake across CPUs takes: the peer is at work */
	LOOKS_A_CLOCK = 16
};

/* --- where the two sides run; spans ------------------------------------------------------------- */

static uint32_t here(void)
{
	int cpu = sched_getcpu();
	return cpu < 0 ? 0 : (uint32_t)cpu + 1;
}

/* A sender's stands on its own ring; the receiver's on the channel's first, for all who wait for it. */
static uint32_t *cpu_of(const struct kc_end *e, uint32_t side)
{
	return side == KC_SIDE_SEND ? &e->ring->tx_cpu : &e->chan->ring->rx_cpu;
}

/* Left on slow paths for the other side: spinning is for peers that run somewhere else. */
static void say_where(struct kc_end *e)
{
	if (e->flow->spans)
		kc_store_relaxed(cpu_of(e, e->side), here());
}

static bool peer_is_here(const struct kc_end *e)
{
	if (!e->flow->spans)
		return false;
	uint32_t peer = kc_load_relaxed(cpu_of(e, !e->side));
	return peer != 0 && peer == here();
}

/* --- waking ---------------------------------------------------------------------------------- */

void kc_end_wake_peer(struct kc_end *e, uint32_t n)
{
	if (!e->flow->alone[!e->side]) {
		n = kc_side_wake(e->peer_side, n);
		kc_mode_woke(&e->mode);
	} else {
		n = kc_side_wake_the_one(e->peer_side);
		if (n) {
			kc_mode_woke(&e->mode);
			if (e->side == KC_SIDE_SEND)
				kc_pace_restart(&e->pace, e->span.pos);
			kc_end_limit(e);
		}
	}
	if (n == 0)
		return;
	say_where(e);
	kc_count(&e->row->count.wakes, 1);
	uint64_t now = kc_domain_ticks(e->domain);
	kc_store_relaxed(&e->row->last_ticks, now);
	kc_record(e->recorder, KC_EV_WAKE, kc_end_position(e), n, now);
}

int kc_end_woke_peer(struct kc_end *e)
{
	kc_end_wake_peer(e, 1);
	return 0;
}

void kc_end_gone_fast(struct kc_end *e)
{
	if (kc_load_relaxed(e->span.attention))
		kc_end_wake_peer(e, 1);
	kc_end_limit(e);
}

/* --- counting -------------------------------------------------------------------------------- */

static void event(struct kc_end *e, enum kc_seg_event_type type, uint64_t arg)
{
	uint64_t now = kc_domain_ticks(e->domain);
	kc_store_relaxed(&e->row->last_ticks, now);
	kc_record(e->recorder, type, kc_end_position(e), arg, now);
}

int kc_end_failed(struct kc_end *e, long rc)
{
	struct kc_seg_counters *n = &e->row->count;
	switch (rc) {
	case -EAGAIN:
		kc_count(&n->would_block, 1);
		break;
	case -ETIMEDOUT:
		kc_count(&n->timed_out, 1);
		break; /* the wait has recorded it */
	case -ECANCELED:
		kc_count(&n->cancelled, 1);
		break; /* likewise, if there was one */
	case -EPIPE:
		/* Loops end at the first one; only that is an event. */
		if (n->closed_errors == 0)
			event(e, KC_EV_CHAN_CLOSE, 0);
		kc_count(&n->closed_errors, 1);
		break;
	case -EMSGSIZE:
		kc_count(&n->too_long, 1);
		break;
	case -ESTALE:
	case -EXDEV:
	case -EBADMSG:
		kc_count(&n->ticket_errors, 1);
		event(e, KC_EV_ERROR, (uint64_t)-rc);
		break;
	default:
		break;
	}
	return (int)rc;
}

/* --- waiting --------------------------------------------------------------------------------- */

/* A spin has failed: spend less on the next one, and look for better times now and then. */
static void spin_failed(struct kc_end *e)
{
	e->spin_failures++;
	e->spin_ns /= 2;
	if (e->spin_ns < SPIN_MIN_NS)
		e->spin_ns = e->spin_failures % SPIN_PROBE_EVERY ? 0 : SPIN_PROBE_NS;
}

static long spin(struct kc_end *e, kc_attempt attempt, void *arg, uint64_t deadline)
{
	long r;
	if (kc_cpus() < 2)
		return 0;
	uint32_t units = kc_distance_first(&e->distance);
	if (units) {
		kc_pause_units(units);
		kc_distance_learn(&e->distance, units, e->flow->available(e), e->span.mask + 1);
		r = attempt(e, arg);
		if (r)
			return r;
	}
	if (peer_is_here(e))
		return 0; /* it cannot run while this thread spins */
	if (e->spin_ns == 0) {
		spin_failed(e);
		return 0;
	}
	uint64_t end = kc_mono_ns() + e->spin_ns;
	if (deadline && deadline < end)
		end = deadline;
	do {
		for (int i = 0; i < LOOKS_A_CLOCK; i++) {
			kc_pause();
			r = attempt(e, arg);
			if (r) {
				e->spin_ns = SPIN_MAX_NS;
				e->spin_failures = 0;
				return r;
			}
		}
	} while (kc_mono_ns() < end && !kc_end_cancelled(e));
	spin_failed(e);
	return 0;
}

struct nap {
	uint64_t since; /* ticks; 0: has not slept */
};

/* Before the first sleep of a wait: on record who waits for what since when. */
static void nap_begin(struct kc_end *e, struct nap *n, uint64_t deadline)
{
	struct kc_seg_endpoint *row = e->row;
	if (n->since)
		return;
	kc_end_adopt(e);
	n->since = kc_domain_ticks(e->domain);
	say_where(e);
	kc_store_relaxed(&row->wait_since, n->since);
	kc_store_relaxed(&row->wait_deadline_ns, deadline);
	kc_store_relaxed(&row->last_ticks, n->since);
	kc_store_release(
		&row->wait, (uint32_t)(e->side == KC_SIDE_SEND ? KC_WAIT_ROOM : KC_WAIT_ELEMENT));
	kc_record(e->recorder, KC_EV_BLOCK, kc_end_position(e),
		(kc_load_relaxed(&e->ring->sent) & ~KC_CURSOR_CLOSED) -
			kc_load_relaxed(&e->ring->received),
		n->since);
}

static void nap_end(struct kc_end *e, struct nap *n, long result)
{
	struct kc_seg_endpoint *row = e->row;
	if (!n->since)
		return;
	uint64_t now = kc_domain_ticks(e->domain);
	uint64_t ns = kc_ticks_span_ns(&e->domain->timebase, now > n->since ? now - n->since : 0);
	kc_store_relaxed(&row->wait_seq, row->wait_seq + 1);
	kc_store_release(&row->wait, (uint32_t)KC_WAIT_NONE);
	kc_store_relaxed(&row->last_ticks, now);
	say_where(e);
	if (ns < NAP_SHORT_NS && !peer_is_here(e))
		e->spin_ns = SPIN_MAX_NS;
	kc_count(&row->count.blocked, 1);
	kc_count(&row->count.blocked_ns, ns);
	kc_hist_add(e->block_hist, ns);
	kc_record(e->recorder,
		result == -ETIMEDOUT   ? KC_EV_TIMEOUT
		: result == -ECANCELED ? KC_EV_CANCEL
				       : KC_EV_RESUME,
		kc_end_position(e), ns, now);
	if (e->flow->spans && e->side == KC_SIDE_SEND) {
		kc_pace_restart(&e->pace, e->span.pos);
		kc_end_limit(e);
	}
	kc_segment_refresh_clock(&e->domain->seg);
}

/* One look in a wait. The token comes first: it beats a time-out, and an element that is there as well
 * stays for somebody else. *seen: its word, read before the question, to sleep on (INV-CANCEL-1). */
static long look(struct kc_end *e, kc_attempt attempt, void *arg, uint32_t *seen)
{
	if (e->token) {
		*seen = kc_cancel_word(e->token);
		if (kc_cancel_is_fired(e->token))
			return -ECANCELED;
	}
	return attempt(e, arg);
}

static long sleep_alone(struct kc_end *e, kc_attempt attempt, void *arg, uint64_t deadline)
{
	struct nap n = { 0 };
	uint32_t seen = 0;
	long r;
	for (;;) {
		kc_side_announce_one(e->own_side);
		e->flow->meet(e);
		r = look(e, attempt, arg, &seen);
		if (r)
			break;
		nap_begin(e, &n, deadline);
		int rc = kc_side_sleep_one(e->own_side, e->token, seen, deadline);
		r = look(e, attempt, arg, &seen);
		if (r)
			break;
		if (rc == -ETIMEDOUT) {
			r = rc;
			break;
		}
	}
	kc_side_withdraw_one(e->own_side);
	nap_end(e, &n, r);
	return r;
}

/* Whether somebody else who sleeps on this side would find something to do (INV-WAKE-2): elements or
 * room left, or the end of the stream. */
static bool leaves_something(struct kc_end *e)
{
	return (e->side == KC_SIDE_SEND ? e->flow->room(e, 1) : e->flow->there(e, 1)) != 0;
}

static long sleep_among_others(
	struct kc_end *e, kc_attempt attempt, void *arg, bool many, uint64_t deadline)
{
	struct nap n = { 0 };
	uint32_t seen = 0;
	long r;
	/* While it sleeps it publishes nothing: nobody need pay for it. */
	kc_mode_woke(&e->mode);
	kc_side_announce(e->own_side, many);
	e->flow->meet(e);
	for (;;) {
		uint32_t word = kc_side_word(e->own_side, many);
		r = look(e, attempt, arg, &seen);
		if (r)
			break;
		nap_begin(e, &n, deadline);
		int rc = kc_side_sleep(e->own_side, many, word, e->token, seen, deadline);
		if (rc == -ETIMEDOUT) {
			r = look(e, attempt, arg, &seen);
			if (r == 0)
				r = rc;
			break;
		}
	}
	kc_side_withdraw(e->own_side, many);
	/* It may have eaten a wake that another sleeper needs. */
	if (kc_load_relaxed(&e->own_side->waiters) && leaves_something(e))
		(void)kc_side_wake(e->own_side, 1);
	nap_end(e, &n, r);
	return r;
}

long kc_block(struct kc_end *e, kc_attempt attempt, void *arg, bool many, int64_t timeout_ns)
{
	if (timeout_ns == 0)
		return -EAGAIN;
	uint64_t deadline = kc_deadline_ns(timeout_ns);
	long r = spin(e, attempt, arg, deadline);
	if (r)
		return r;
	return e->flow->alone[e->side] ? sleep_alone(e, attempt, arg, deadline)
				       : sleep_among_others(e, attempt, arg, many, deadline);
}
