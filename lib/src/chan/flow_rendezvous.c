/* flow_rendezvous.c - no storage: a send ends when a receiver has the element. One direction of one channel is a
 * wait with one case (meet.h); the topology only limits endpoints.
 *
 * Attempts never register: they meet who waits. What an attempt would have moved stands in e->offer afterwards, for
 * the wait that may follow. */
#include <errno.h>

#include "base/clock.h"
#include "base/error.h"
#include "chan/flow.h"
#include "chan/meet.h"
#include "chan/nap.h"
#include "chan/storage.h"

/* --- channel --------------------------------------------------------------------------------- */

static int make(struct kc_chan *c, const struct kc_chan_opts *o)
{
	(void)o; /* capacity does not matter */
	c->capacity = 0;
	c->most = 1; /* for those who wait for a partner */
	struct kc_ring_shape shape = { .kind = KC_RING_RENDEZVOUS };
	c->meets = kc_meets_make();
	if (!c->meets)
		return kc_fail(-ENOMEM, "no memory for channel %s", c->name);
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc) {
		kc_meets_free(c->meets);
		return rc;
	}
	kc_ring_show(c->ring);
	return 0;
}

static void unmake(struct kc_chan *c)
{
	kc_ring_give(c, c->ring_index);
	kc_meets_free(c->meets);
}

static void shut(struct kc_chan *c)
{
	kc_store_release(&c->ring->closed, 1u);
	kc_meets_shut(c->meets, c->number);
}

static long pop(struct kc_chan *c, void *elem)
{
	(void)c, (void)elem; /* nothing is ever left */
	return 0;
}

static void look(const struct kc_chan *c, struct kc_positions *pos, uint64_t *oldest_ticks)
{
	uint64_t received = kc_load_acquire(&c->ring->received);
	*oldest_ticks = 0;
	*pos = (struct kc_positions){ .received = received, .sent = received };
}

/* --- endpoint -------------------------------------------------------------------------------- */

static int open_end(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	int rc = kc_meet_open(e);
	if (rc)
		return rc;
	e->ring = c->ring;
	e->row->ring = c->ring_index;
	/* Only those who wait for a partner without an offer (kc_tx_wait) sleep on their side's words. */
	e->own_side = &c->row->side[e->side];
	e->peer_side = &c->row->side[!e->side];
	e->span.cursor = e->side == KC_SIDE_SEND ? &c->ring->sent : &c->ring->received;
	e->span.attention = &e->peer_side->waiters;
	e->next_stamp = UINT64_MAX;
	kc_mode_init_shared(&e->mode, &e->peer_side->fast);
	return 0;
}

static void close_end(struct kc_end *e)
{
	kc_meet_close(e);
}

static uint64_t moved(const struct kc_end *e)
{
	return kc_load_relaxed(&e->row->count.messages);
}

/* --- attempts -------------------------------------------------------------------------------- */

/* As many as partners wait, up to n. */
static long meet_some(struct kc_end *e, unsigned char *elems, size_t n, uint64_t room)
{
	size_t done = 0;
	long r = 1;
	while (done < n && r == 1) {
		e->offer = (struct kc_meet_case){ e, elems + done * e->elem_bytes, room };
		r = kc_meet_initiate(NULL, &e->offer);
		done += r == 1;
	}
	return done ? (long)done : r;
}

static long put(struct kc_end *e, const void *elems, size_t n)
{
	/* A sender's case is only read from. */
	return meet_some(e, (unsigned char *)(uintptr_t)elems, n, UINT64_MAX);
}

static long get(struct kc_end *e, void *elems, size_t n)
{
	return meet_some(e, elems, n, UINT64_MAX);
}

static long fit(struct kc_end *e, uint64_t *handle, uint64_t room)
{
	return meet_some(e, (unsigned char *)handle, 1, room);
}

static long head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	if (kc_chan_is_shut(e->ring))
		return -EPIPE;
	if (!kc_meet_first(e, elem))
		return 0;
	*pos = *elem;
	return 1;
}

static bool still(const struct kc_end *e, uint64_t pos)
{
	uint64_t handle;
	return kc_meet_first(e, &handle) && handle == pos;
}

static long ready(struct kc_end *e, size_t n)
{
	(void)n; /* 1 */
	if (kc_chan_is_shut(e->ring))
		return -EPIPE;
	return kc_meet_is_there(e);
}

static uint64_t available(struct kc_end *e)
{
	return kc_meet_is_there(e);
}

/* --- waiting --------------------------------------------------------------------------------- */

static bool meets_fast(struct kc_end *e)
{
	(void)e; /* everybody fences */
	return false;
}

/* On the own record's line: nothing else need be looked at until somebody has come. */
static void spin(struct kc_end *e, uint64_t deadline)
{
	uint32_t allowance = kc_spin_allowance(e);
	if (allowance == 0)
		return;
	uint64_t end = kc_mono_ns() + allowance;
	if (deadline && deadline < end)
		end = deadline;
	do {
		for (int i = 0; i < KC_LOOKS_A_CLOCK; i++) {
			kc_pause();
			if (kc_meet_stirred(e->meet)) {
				kc_spin_ended(e, true);
				return;
			}
		}
	} while (kc_mono_ns() < end && !kc_end_cancelled(e));
	kc_spin_ended(e, false);
}

/* One look of a registered wait, as kc_meet_initiate. */
static long look_around(struct kc_end *e, void *arg)
{
	(void)arg;
	return kc_meet_clear_again(e->meet) ? kc_meet_initiate(e->meet, &e->offer)
					    : KC_MEET_MATCHED;
}

static long block(struct kc_end *e, uint64_t deadline)
{
	struct kc_nap n = { 0 };
	uint32_t seen = 0, value;
	bool late = false, spun = false;
	long r;
	kc_meet_register(e->meet, &e->offer, 1);
	for (;;) {
		r = kc_look(e, look_around, NULL, &seen);
		if (r || late)
			break;
		if (!spun) {
			spun = true;
			spin(e, deadline);
		}
		if (!kc_meet_doze(e->meet, &value))
			continue;
		kc_nap_begin(e, &n, deadline);
		late = kc_record_sleep(&e->meet->word, value, e->chan->number, e->token, seen,
			       deadline) == -ETIMEDOUT;
	}
	if (r == 0)
		r = -ETIMEDOUT;
	if (r != 1 && kc_meet_retract(e->meet) >= 0)
		r = 1;
	kc_meet_unregister(e->meet);
	kc_nap_end(e, &n, r);
	return r;
}

const struct kc_flow kc_flow_rendezvous = {
	.says_cpu = true,
	.make = make,
	.unmake = unmake,
	.shut = shut,
	.pop = pop,
	.look = look,
	.open = open_end,
	.close = close_end,
	.moved = moved,
	.put = put,
	.get = get,
	.fit = fit,
	.head = head,
	.still = still,
	.room = ready,
	.there = ready,
	.available = available,
	.meets_fast = meets_fast,
	.block = block,
};
