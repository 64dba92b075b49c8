#include "chan/nap.h"

#include <errno.h>
#include <sched.h>

#include "base/clock.h"
#include "base/pause.h"
#include "stats/histogram.h"
#include "stats/recorder.h"
#include "wait/probe.h"
#include "wait/word.h"

enum {
	SPIN_MAX_NS = 50000,
	SPIN_MIN_NS = 1000, /* below it a spin is not worth its first look */
	SPIN_PROBE_NS = 8000,
	SPIN_PROBE_EVERY = 64, /* blocks between probes once spinning has stopped to pay */
	NAP_SHORT_NS = 200000  /* about what a wake across CPUs takes: the peer is at work */
};

/* --- where the two sides run; of several, the last one ------------------------------------------- */

static uint32_t here(void)
{
	int cpu = sched_getcpu();
	if (cpu < 0)
		return 0;
	kc_cpu_seen((uint32_t)cpu);
	return (uint32_t)cpu + 1;
}

/* A sender's stands on its own ring; the receiver's on the channel's first, for all who wait for it. */
static uint32_t *cpu_of(const struct kc_end *e, uint32_t side)
{
	return side == KC_SIDE_SEND ? &e->ring->tx_cpu : &e->chan->ring->rx_cpu;
}

static bool says_where(const struct kc_end *e)
{
	return e->flow->alone[e->side] || e->flow->says_cpu;
}

void kc_nap_say_where(struct kc_end *e)
{
	uint32_t cpu = here();
	if (says_where(e))
		kc_store_relaxed(cpu_of(e, e->side), cpu);
}

static bool peer_is_here(const struct kc_end *e)
{
	if (!says_where(e))
		return false;
	uint32_t peer = kc_load_relaxed(cpu_of(e, !e->side));
	return peer != 0 && peer == here();
}

/* --- on record ------------------------------------------------------------------------------- */

void kc_nap_on_record(struct kc_end *e, uint64_t since, uint64_t deadline_ns)
{
	struct kc_seg_endpoint *row = e->row;
	kc_end_adopt(e);
	kc_nap_say_where(e);
	kc_store_relaxed(&row->wait_since, since);
	kc_store_relaxed(&row->wait_deadline_ns, deadline_ns);
	kc_store_relaxed(&row->last_ticks, since);
	kc_store_release(
		&row->wait, (uint32_t)(e->side == KC_SIDE_SEND ? KC_WAIT_ROOM : KC_WAIT_ELEMENT));
}

void kc_nap_off_record(struct kc_end *e)
{
	kc_store_relaxed(&e->row->wait_seq, e->row->wait_seq + 1);
	kc_store_release(&e->row->wait, (uint32_t)KC_WAIT_NONE);
}

void kc_nap_count(struct kc_end *e, uint64_t since, long result)
{
	struct kc_seg_endpoint *row = e->row;
	uint64_t now = kc_domain_ticks(e->domain);
	uint64_t ns = kc_ticks_span_ns(&e->domain->timebase, now > since ? now - since : 0);
	kc_store_relaxed(&row->last_ticks, now);
	kc_nap_say_where(e);
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
	if (e->flow->alone[e->side] && e->side == KC_SIDE_SEND) {
		kc_pace_restart(&e->pace, e->span.pos);
		kc_end_limit(e);
	}
	KC_PROBE(wait_end, e->chan->number, kc_word_seq(), result, ns, e->chan->name);
	kc_segment_refresh_clock(&e->domain->seg);
}

void kc_nap_show(struct kc_end *e, uint64_t since, uint64_t deadline_ns)
{
	kc_nap_on_record(e, since, deadline_ns);
	kc_record(e->recorder, KC_EV_BLOCK, kc_end_position(e), kc_positions_of(e->ring).depth,
		since);
}

void kc_nap_hide(struct kc_end *e, uint64_t since, long result)
{
	kc_nap_off_record(e);
	kc_nap_count(e, since, result);
}

void kc_nap_begin(struct kc_end *e, struct kc_nap *n, uint64_t deadline_ns)
{
	if (n->since)
		return;
	n->since = kc_domain_ticks(e->domain);
	uint32_t seq = kc_word_begin();
	KC_PROBE(wait_begin, e->chan->number, seq, e->chan->name, e->side);
	kc_nap_show(e, n->since, deadline_ns);
}

void kc_nap_end(struct kc_end *e, struct kc_nap *n, long result)
{
	if (n->since)
		kc_nap_hide(e, n->since, result);
}

/* --- looking --------------------------------------------------------------------------------- */

long kc_look(struct kc_end *e, kc_attempt attempt, void *arg, uint32_t *seen)
{
	if (e->token) {
		*seen = kc_cancel_word(e->token);
		if (kc_cancel_is_fired(e->token))
			return -ECANCELED;
	}
	long r = attempt(e, arg);
	kc_step_looked(e);
	return r;
}

/* --- spinning -------------------------------------------------------------------------------- */

void kc_spin_ended(struct kc_end *e, bool paid)
{
	if (paid) {
		e->spin_ns = SPIN_MAX_NS;
		e->spin_failures = 0;
		return;
	}
	/* Spend less on the next one, and look for better times now and then. */
	e->spin_failures++;
	e->spin_ns /= 2;
	if (e->spin_ns < SPIN_MIN_NS)
		e->spin_ns = e->spin_failures % SPIN_PROBE_EVERY ? 0 : SPIN_PROBE_NS;
}

uint32_t kc_spin_allowance(struct kc_end *e)
{
	/* The other side cannot run while this thread spins on its CPU. */
	if (kc_cpus() < 2 || peer_is_here(e))
		return 0;
	if (e->spin_ns)
		return e->spin_ns;
	kc_spin_ended(e, false);
	return 0;
}

/* n slots or elements from the side's cursor: with claims, how far calls go before they ask again. */
static void saw(struct kc_end *e, uint64_t n)
{
	if (e->flow->claims)
		e->seen = e->distance.d > 1
				  ? (kc_load_relaxed(e->span.cursor) & ~KC_CURSOR_CLOSED) + n
				  : UINT64_MAX;
}

/* After a wait of so many units. */
static void learn(struct kc_end *e, uint32_t units)
{
	uint64_t n = e->flow->available(e);
	kc_distance_learn(&e->distance, units, n, e->span.mask + 1);
	saw(e, n);
}

/* In dense traffic, one look from the distance that lets the other side get whole lines ahead. */
static long look_from_afar(struct kc_end *e, kc_attempt attempt, void *arg)
{
	uint32_t units = e->flow->glance ? 0 : kc_distance_first(&e->distance);
	if (units == 0)
		return 0;
	kc_pause_units(units);
	learn(e, units);
	return attempt(e, arg);
}

void kc_stand_back(struct kc_end *e)
{
	uint64_t n = e->flow->available(e), capacity = e->span.mask + 1;
	if (n == 0)
		return; /* a miss: kc_spin's */
	uint32_t units = kc_distance_thin(&e->distance, n, capacity);
	if (units == 0 || kc_cpus() < 2) {
		saw(e, n);
		return;
	}
	kc_pause_units(units);
	learn(e, units);
}

long kc_spin(struct kc_end *e, kc_attempt attempt, void *arg, uint64_t deadline_ns)
{
	if (kc_cpus() < 2)
		return 0;
	long r = look_from_afar(e, attempt, arg);
	if (r)
		return r;
	uint32_t allowance = kc_spin_allowance(e);
	if (allowance == 0)
		return 0;
	uint64_t end = kc_mono_ns() + allowance;
	if (deadline_ns && deadline_ns < end)
		end = deadline_ns;
	do {
		for (int i = 0; i < KC_LOOKS_A_CLOCK; i++) {
			if (!e->flow->glance)
				kc_pause();
			else if (!e->flow->glance(e, KC_LOOKS_A_CLOCK))
				continue;
			r = attempt(e, arg);
			if (r) {
				kc_spin_ended(e, true);
				return r;
			}
		}
	} while (kc_mono_ns() < end && !kc_end_cancelled(e));
	kc_spin_ended(e, false);
	return 0;
}
