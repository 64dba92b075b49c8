#include "chan/stream.h"

#include "stats/histogram.h"

/* --- standing on a ring ----------------------------------------------------------------------- */

enum { RELEASE_LINE = 64 };

void kc_span_stand(struct kc_end *e, struct kc_seg_ring *r, unsigned char *slots)
{
	bool send = e->side == KC_SIDE_SEND;
	struct kc_span *s = &e->span;
	uint32_t capacity = r->capacity;
	e->ring = r;
	s->slots = slots;
	s->mask = capacity - 1;
	s->cursor = send ? &r->sent : &r->received;
	s->released = &r->released;
	s->attention = &e->peer_side->word;
	s->every = (capacity >= 8 * RELEASE_LINE ? RELEASE_LINE
			   : capacity >= 8       ? capacity / 8
						 : 1) -
		   1;
	/* Nothing is granted yet: the first operation goes to the library. */
	s->limit = s->edge = s->granted = 0;
	s->batches = &e->row->count.batches;
	s->pos = send ? kc_load_relaxed(&r->sent) : 0;
	s->seen = send ? s->pos - capacity : kc_load_relaxed(&r->received);
	e->line_elems = (uint8_t)kc_line_elems(e->elem_bytes);
	e->next_stamp = UINT64_MAX;
	kc_pace_init(&e->pace, &e->domain->timebase, s->pos, capacity, e->no_stats);
	/* The stamps of a predecessor that nobody read: the new receiver starts behind them. */
	e->stamps = e->stamps_seen = kc_load_acquire(&r->stamps);
}

uint64_t kc_spsc_moved(const struct kc_end *e)
{
	return kc_end_position(e) - e->row->start_pos;
}

uint64_t kc_spsc_available(struct kc_end *e)
{
	if (e->side == KC_SIDE_SEND)
		return spsc_tx_look(&e->span, e->ring, 1);
	long k = kc_spsc_there(e);
	return k > 0 ? (uint64_t)k : 0;
}

/* --- sending -------------------------------------------------------------------------------- */

KC_COLD void kc_spsc_stamp(struct kc_end *e, uint64_t t, size_t n)
{
	uint64_t now = kc_domain_ticks(e->domain);
	kc_lane_put(e->ring, &e->stamps, t, now);
	kc_pace_step(&e->pace, t + n - 1, now);
}

long kc_spsc_put(struct kc_end *e, const void *elems, size_t n)
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

long kc_spsc_grant(struct kc_end *e, size_t want)
{
	(void)want;
	return (long)spsc_tx_look(&e->span, e->ring, 1);
}

long kc_spsc_fits(struct kc_end *e, size_t n)
{
	long free = kc_spsc_room(e, n);
	if (free < 0)
		return free;
	if ((size_t)free < n)
		free = (long)spsc_tx_look(&e->span, e->ring, n);
	return (size_t)free >= n;
}

/* --- receiving ------------------------------------------------------------------------------ */

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

long kc_spsc_get(struct kc_end *e, void *elems, size_t n)
{
	long there = kc_spsc_there(e);
	if (there <= 0)
		return there;
	if (n > (size_t)there)
		n = (size_t)there;
	struct kc_span *s = &e->span;
	uint64_t h = spsc_rx_pos(s);
	if (n > 1 && n <= KC_SPAN_PREFETCH_MAX)
		kc_span_fetch(s, h, n, e->elem_bytes, e->line_elems);
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

long kc_spsc_head(struct kc_end *e, uint64_t *elem, uint64_t *pos)
{
	long there = kc_spsc_there(e);
	if (there <= 0)
		return there;
	*pos = spsc_rx_pos(&e->span);
	memcpy(elem, spsc_slot(&e->span, *pos, sizeof *elem), sizeof *elem);
	return 1;
}

long kc_spsc_take(struct kc_end *e, uint64_t pos, uint64_t *elem)
{
	(void)pos, (void)elem; /* nobody else can have taken it */
	kc_spsc_taken(e, 1);
	kc_end_limit(e);
	return 1;
}

bool kc_spsc_still(const struct kc_end *e, uint64_t pos)
{
	return kc_load_acquire(&e->ring->received) == pos;
}

long kc_spsc_pop(struct kc_seg_ring *r, const unsigned char *slots, void *elem)
{
	uint64_t h = kc_load_relaxed(&r->received);
	if (h == kc_load_acquire(&r->sent))
		return 0;
	memcpy(elem, slots + (h & (r->capacity - 1)) * r->elem_bytes, r->elem_bytes);
	kc_store_release(&r->received, h + 1);
	return 1;
}
