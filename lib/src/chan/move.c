#include "chan/move.h"

#include <errno.h>

#include "chan/stream.h"
#include "stats/histogram.h"

/* --- SPSC, sending --------------------------------------------------------------------------- */

KC_COLD void kc_spsc_stamp(struct kc_end *e, uint64_t t, size_t n)
{
	uint64_t now = kc_domain_ticks(e->domain);
	kc_lane_put(e->ring, &e->stamps, t, now);
	kc_pace_step(&e->pace, t + n - 1, now);
}

static long spsc_put(struct kc_end *e, const void *elems, size_t n)
{
	long room = kc_spsc_room(e, n);
	if (room <= 0)
		return room;
	if (n > (size_t)room)
		n = (size_t)room;
	struct kc_span *s = &e->span;
	uint64_t t = s->pos;
	kc_spsc_prefetch(e, t, n);
	if (n == 1) {
		kc_elem_copy(spsc_slot(s, t, e->elem_bytes), elems, e->elem_bytes);
	} else {
		size_t first = spsc_contiguous(s, t);
		if (first > n)
			first = n;
		memcpy(spsc_slot(s, t, e->elem_bytes), elems, first * e->elem_bytes);
		if (n > first)
			memcpy(s->slots, (const char *)elems + first * e->elem_bytes,
				(n - first) * e->elem_bytes);
	}
	kc_spsc_sent(e, n);
	kc_end_limit(e);
	return (long)n;
}

/* --- SPSC, receiving ------------------------------------------------------------------------- */

/* The next stamp that the receiver will come to. */
static void next_stamp(struct kc_end *e)
{
	e->next_stamp = e->stamps != e->stamps_seen
				? kc_load_relaxed(&e->ring->lane[e->stamps % KC_STAMP_LANE].pos) - 1
				: UINT64_MAX;
}

static uint64_t rx_look(struct kc_end *e)
{
	uint64_t there = spsc_rx_look(&e->span, e->ring);
	uint64_t stamps = kc_load_acquire(&e->ring->stamps); /* on the line of `sent` */
	if (kc_unlikely(stamps != e->stamps_seen) && !e->no_stats) {
		bool behind = e->next_stamp == UINT64_MAX;
		e->stamps_seen = stamps;
		if (behind)
			next_stamp(e);
	}
	return there;
}

long kc_spsc_look_again(struct kc_end *e)
{
	return (long)rx_look(e);
}

long kc_spsc_there_slow(struct kc_end *e)
{
	uint64_t there = rx_look(e);
	if (there == 0 && kc_chan_is_shut(e->ring)) {
		/* INV-CLOSE-1: what was sent before the close is delivered. */
		there = rx_look(e);
		if (there == 0)
			return -EPIPE;
	}
	return (long)there;
}

KC_COLD void kc_spsc_take_stamps(struct kc_end *e, uint64_t end)
{
	uint64_t now = kc_domain_ticks(e->domain);
	while (e->next_stamp < end) {
		uint64_t sent = kc_load_relaxed(&e->ring->lane[e->stamps % KC_STAMP_LANE].ticks);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > sent ? now - sent : 0));
		e->stamps++;
		next_stamp(e);
	}
}

static long spsc_get(struct kc_end *e, void *elems, size_t n)
{
	long there = kc_spsc_there(e);
	if (there <= 0)
		return there;
	if (n > (size_t)there)
		n = (size_t)there;
	struct kc_span *s = &e->span;
	uint64_t h = spsc_rx_pos(s);
	if (n == 1) {
		kc_elem_copy(elems, spsc_slot(s, h, e->elem_bytes), e->elem_bytes);
	} else {
		size_t first = spsc_contiguous(s, h);
		if (first > n)
			first = n;
		memcpy(elems, spsc_slot(s, h, e->elem_bytes), first * e->elem_bytes);
		if (n > first)
			memcpy((char *)elems + first * e->elem_bytes, s->slots,
				(n - first) * e->elem_bytes);
	}
	kc_spsc_taken(e, n);
	kc_end_limit(e);
	return (long)n;
}

/* --- MPMC ------------------------------------------------------------------------------------ */

static long mpmc_put(struct kc_end *e, const void *elems, size_t n)
{
	struct kc_seg_endpoint *row = e->row;
	uint64_t stamp = 0;
	if (kc_unlikely(row->count.messages >= e->pace.next))
		stamp = kc_domain_ticks(e->domain);
	long k = kc_mpmc_send(&e->chan->q, row, elems, n, stamp);
	if (k <= 0)
		return k;
	if (kc_unlikely(stamp != 0))
		kc_pace_step(&e->pace, row->count.messages + (uint64_t)k - 1, stamp);
	kc_count(&row->count.messages, (uint64_t)k);
	kc_end_published_shared(e, (uint32_t)k);
	return k;
}

static void mpmc_taken(struct kc_end *e, long k, uint64_t stamp)
{
	if (kc_unlikely(stamp != 0)) {
		uint64_t now = kc_domain_ticks(e->domain);
		kc_hist_add(e->residence_hist,
			kc_ticks_span_ns(&e->domain->timebase, now > stamp ? now - stamp : 0));
	}
	kc_count(&e->row->count.messages, (uint64_t)k);
	kc_end_published_shared(e, (uint32_t)k);
}

static long mpmc_get(struct kc_end *e, void *elems, size_t n)
{
	uint64_t stamp;
	long k = kc_mpmc_recv(&e->chan->q, e->row, elems, n, &stamp);
	if (k > 0)
		mpmc_taken(e, k, stamp);
	return k;
}

/* --- either ---------------------------------------------------------------------------------- */

long kc_put(struct kc_end *e, const void *elems, size_t n)
{
	return e->topology == KC_SPSC ? spsc_put(e, elems, n) : mpmc_put(e, elems, n);
}

long kc_get(struct kc_end *e, void *elems, size_t n)
{
	return e->topology == KC_SPSC ? spsc_get(e, elems, n) : mpmc_get(e, elems, n);
}

long kc_head_look(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	if (e->topology == KC_MPMC)
		return kc_mpmc_look(&e->chan->q, elem, pos);
	long there = kc_spsc_there(e);
	if (there <= 0)
		return there;
	*pos = spsc_rx_pos(&e->span);
	memcpy(elem, spsc_slot(&e->span, *pos, sizeof *elem), sizeof *elem);
	return 1;
}

long kc_head_take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	if (e->topology == KC_MPMC) {
		uint64_t stamp;
		long k = kc_mpmc_take(&e->chan->q, e->row, pos, elem, &stamp);
		if (k)
			mpmc_taken(e, 1, stamp);
		return k;
	}
	kc_spsc_taken(e, 1);
	kc_end_limit(e);
	return 1;
}

bool kc_head_still(const struct kc_end *e, uint64_t pos)
{
	return kc_load_acquire(&e->ring->received) == pos;
}
