#include "chan/block.h"

#include <errno.h>

#include "base/clock.h"
#include "chan/ext.h"
#include "chan/nap.h"
#include "stats/recorder.h"
#include "wait/side.h"

/* --- waking ---------------------------------------------------------------------------------- */

void kc_end_count_wake(struct kc_end *e, uint32_t n)
{
	kc_nap_say_where(e);
	kc_count(&e->row->count.wakes, 1);
	uint64_t now = kc_domain_ticks(e->domain);
	kc_store_relaxed(&e->row->last_ticks, now);
	kc_record(e->recorder, KC_EV_WAKE, kc_end_position(e), n, now);
}

void kc_end_wake_peer(struct kc_end *e, uint32_t n)
{
	bool alone = e->flow->alone[!e->side];
	uint32_t told = kc_ext_wake(&e->chan->ext, e->peer_side, !alone);
	KC_POINT("wake.told");
	if (!alone) {
		n = kc_side_wake(e->peer_side, n) + told;
		kc_mode_woke(&e->mode);
	} else {
		n = kc_side_wake_the_one(e->peer_side) + told;
		if (n) {
			kc_mode_woke(&e->mode);
			if (e->side == KC_SIDE_SEND)
				kc_pace_restart(&e->pace, e->span.pos);
			kc_end_limit(e);
		}
	}
	if (n)
		kc_end_count_wake(e, n);
}

int kc_end_woke_peer(struct kc_end *e)
{
	kc_end_wake_peer(e, 1);
	return 0;
}

void kc_end_gone_fast(struct kc_end *e)
{
	KC_POINT("wake.gone_fast");
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

/* Whether it may be told so: closed, and, where no send can get in any more, drained as well (INV-CLOSE-2: elsewhere one
 * that overlaps the close may still be published). It stays so. */
KC_CHECK_ONLY bool has_ended(const struct kc_end *e)
{
	const struct kc_seg_ring *r = e->chan->ring; /* of lanes the first, which is closed first */
	uint64_t sent = kc_load_acquire(&r->sent);
	if (!(sent & KC_CURSOR_CLOSED))
		return kc_chan_is_shut(r);
	if (e->side == KC_SIDE_SEND)
		return true;
	return r->kind == KC_RING_MAILBOX
		       ? !(sent & KC_BOX_FULL)
		       : (sent & ~KC_CURSOR_CLOSED) == kc_load_acquire(&r->received);
}

int kc_end_failed(struct kc_end *e, long rc)
{
	struct kc_seg_counters *n = &e->row->count;
	switch (rc) {
	case -EAGAIN:
		kc_count(&n->would_block, 1);
		if (e->ext.fd >= 0)
			kc_end_rearm(e);
		break;
	case -ETIMEDOUT:
		kc_count(&n->timed_out, 1);
		break; /* the wait has recorded it */
	case -ECANCELED:
		kc_count(&n->cancelled, 1);
		break; /* likewise, if there was one */
	case -EPIPE:
		KC_INVARIANT("INV-CLOSE-1", has_ended(e));
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

static long sleep_alone(struct kc_end *e, kc_attempt attempt, void *arg, uint64_t deadline)
{
	struct kc_nap n = { 0 };
	uint32_t seen = 0;
	long r;
	for (;;) {
		uint32_t value = kc_side_announce_one(e->own_side);
		kc_step_announced(e);
		kc_end_meet(e);
		r = kc_look(e, attempt, arg, &seen);
		if (r)
			break;
		kc_nap_begin(e, &n, deadline);
		kc_step_to_sleep(e);
		int rc = kc_side_sleep_one(e->own_side, value, e->token, seen, deadline);
		r = kc_look(e, attempt, arg, &seen);
		if (r)
			break;
		if (rc == -ETIMEDOUT) {
			r = rc;
			break;
		}
	}
	kc_side_withdraw_one(e->own_side);
	kc_step_withdrawn(e);
	kc_step_is_awake(e);
	kc_nap_end(e, &n, r);
	return r;
}

bool kc_end_is_ready(struct kc_end *e)
{
	return (e->side == KC_SIDE_SEND ? e->flow->room(e, 1) : e->flow->there(e, 1)) != 0;
}

static long sleep_among_others(
	struct kc_end *e, kc_attempt attempt, void *arg, bool many, uint64_t deadline)
{
	struct kc_nap n = { 0 };
	uint32_t seen = 0;
	long r;
	/* While it sleeps it publishes nothing: nobody need pay for it. */
	kc_mode_woke(&e->mode);
	kc_side_announce(e->own_side, many);
	kc_step_announced(e);
	kc_end_meet(e);
	for (;;) {
		uint32_t word = kc_side_word(e->own_side, many);
		kc_step_word_read(e);
		r = kc_look(e, attempt, arg, &seen);
		if (r)
			break;
		kc_nap_begin(e, &n, deadline);
		kc_step_to_sleep(e);
		int rc = kc_side_sleep(e->own_side, many, word, e->token, seen, deadline);
		if (rc == -ETIMEDOUT) {
			r = kc_look(e, attempt, arg, &seen);
			if (r == 0)
				r = rc;
			break;
		}
	}
	KC_POINT("block.to_withdraw");
	kc_side_withdraw(e->own_side, many);
	kc_step_withdrawn(e);
	KC_POINT("block.to_look_behind");
	kc_step_is_awake(e);
	/* INV-WAKE-2: it may have eaten a wake that another sleeper needs. */
	if (kc_load_relaxed(&e->own_side->waiters) && kc_end_is_ready(e))
		(void)kc_side_wake(e->own_side, 1);
	kc_nap_end(e, &n, r);
	return r;
}

long kc_block(struct kc_end *e, kc_attempt attempt, void *arg, bool many, int64_t timeout_ns)
{
	if (timeout_ns == 0)
		return -EAGAIN;
	uint64_t deadline = kc_deadline_ns(timeout_ns);
	long r = kc_spin(e, attempt, arg, deadline);
	if (r)
		return r;
	return e->flow->alone[e->side] ? sleep_alone(e, attempt, arg, deadline)
				       : sleep_among_others(e, attempt, arg, many, deadline);
}

long kc_block_moving(struct kc_end *e, kc_attempt attempt, void *arg, int64_t timeout_ns)
{
	if (!e->flow->block)
		return kc_block(e, attempt, arg, false, timeout_ns);
	return timeout_ns == 0 ? -EAGAIN : e->flow->block(e, kc_deadline_ns(timeout_ns));
}
