#include "stats/snapshot.h"

#include "stats/histogram.h"

enum { TRIES = 4, SLOTS_LOOKED_AT = 64 };

static void add_counters(struct kc_seg_counters *to, const struct kc_seg_counters *from)
{
#define KC_COUNTER(name, type, unit, level, help, text) to->name += kc_load_relaxed(&from->name);
#include "stats/counters.def"
#undef KC_COUNTER
}

void kc_sums_past(
	struct kc_sums *s, const struct kc_seg_channel *row, const struct kc_seg_hist *past)
{
	for (int side = 0; side < 2; side++)
		add_counters(&s->side[side], &row->past[side]);
	if (past)
		kc_hist_merge(&s->residence, past);
}

void kc_sums_endpoint(struct kc_sums *s, const struct kc_seg_endpoint *row,
	const struct kc_seg_hist *residence, uint64_t now_ticks)
{
	add_counters(&s->side[row->side], &row->count);
	if (residence)
		kc_hist_merge(&s->residence, residence);
	if (kc_load_acquire(&row->wait) == KC_WAIT_NONE)
		return;
	uint64_t since = kc_load_relaxed(&row->wait_since);
	s->asleep[row->side]++;
	s->asleep_ticks[row->side] += now_ticks > since ? now_ticks - since : 0;
}

static bool is_unlimited(const struct kc_seg_ring *r)
{
	return r->kind == KC_RING_UNLIMITED_SPSC || r->kind == KC_RING_UNLIMITED_MPMC;
}

static struct kc_positions positions_of_box(uint64_t word)
{
	uint64_t sent = KC_BOX_SENDS(word), depth = (word & KC_BOX_FULL) != 0;
	return (struct kc_positions){
		.received = sent - depth, .sent = sent, .depth = depth, .capacity = 1
	};
}

struct kc_positions kc_positions_of(const struct kc_seg_ring *r)
{
	if (r->kind == KC_RING_MAILBOX)
		return positions_of_box(kc_load_acquire(&r->sent));
	struct kc_positions p = { .received = kc_load_acquire(&r->received),
		.capacity = is_unlimited(r) ? r->limit : r->capacity };
	for (int i = 0; i < TRIES; i++) {
		/* `received` first, so that it is never above `sent`. */
		p.sent = kc_load_acquire(&r->sent) & ~KC_CURSOR_CLOSED;
		uint64_t again = kc_load_acquire(&r->received);
		if (again == p.received)
			break;
		if (i + 1 < TRIES)
			p.received = again;
	}
	p.depth = p.sent - p.received;
	if (!is_unlimited(r) && p.depth > r->capacity)
		p.depth = r->capacity;
	return p;
}

/* Whether the element at index was there all the time until now (S2). */
static bool still_there(const struct kc_seg_ring *r, uint64_t index)
{
	kc_fence_acquire();
	return kc_load_relaxed(&r->received) <= index;
}

/* *index: the oldest stamped element's, UINT64_MAX none. */
static uint64_t look_at_lane(const struct kc_seg_ring *r, struct kc_positions p, uint64_t *index)
{
	uint64_t ticks = 0;
	*index = UINT64_MAX;
	for (uint32_t i = 0; i < KC_STAMP_LANE; i++) {
		uint64_t pos = kc_load_acquire(&r->lane[i].pos); /* S1 */
		if (pos <= p.received || pos > p.sent || pos - 1 >= *index)
			continue;
		ticks = kc_load_relaxed(&r->lane[i].ticks);
		*index = pos - 1;
	}
	return ticks;
}

static uint64_t look_at_slots(const struct kc_seg_ring *r, const unsigned char *arena,
	struct kc_positions p, uint64_t *index)
{
	const uint64_t *stamps = (const void *)(arena + r->stamps_off);
	uint64_t end = p.depth < SLOTS_LOOKED_AT ? p.depth : SLOTS_LOOKED_AT;
	*index = UINT64_MAX;
	if (r->stamps_off == 0)
		return 0;
	for (uint64_t pos = p.received; pos < p.received + end; pos++) {
		uint64_t at = pos & (r->capacity - 1);
		const struct kc_seg_slot *slot =
			(const void *)(arena + r->slots_off + at * r->slot_bytes);
		if (kc_load_acquire(&slot->seq) != ((pos + 1) | KC_SLOT_STAMPED)) /* M1 */
			continue;
		*index = pos;
		return kc_load_relaxed(&stamps[at]);
	}
	return 0;
}

uint64_t kc_oldest_stamp(const struct kc_seg_ring *r, const unsigned char *arena)
{
	for (int i = 0; i < TRIES; i++) {
		struct kc_positions p = kc_positions_of(r);
		uint64_t index;
		bool lane = r->kind == KC_RING_SPSC || r->kind == KC_RING_UNLIMITED_SPSC;
		uint64_t ticks =
			lane ? look_at_lane(r, p, &index) : look_at_slots(r, arena, p, &index);
		if (index == UINT64_MAX)
			return 0;
		if (still_there(r, index))
			return ticks;
	}
	return 0;
}
