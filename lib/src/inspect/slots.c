#include "inspect/slots.h"

#include <stdlib.h>
#include <string.h>

/* Slots and stamps of a small ring stand next to each other and next to other small rings': what lies
 * between them costs less to copy than another call. */
enum {
	SLOTS_MAX = 64,
	SLOTS_AHEAD = 16,
	SLOTS_BYTES_MAX = 65536,
	NEAR_BYTES = 8192,
	GAP_BYTES = 8192
};
_Static_assert(SLOTS_BYTES_MAX + 8 * SLOTS_MAX <= KI_CHUNK_BYTES, "both pieces fit the buffer");

static uint64_t slots_end(const struct ki_slot_look *l)
{
	return l->slots_at + (uint64_t)l->slots * l->slot_bytes;
}

static uint64_t stamps_end(const struct ki_slot_look *l)
{
	return l->stamps_at + UINT64_C(8) * l->slots;
}

static bool near(const struct ki_slot_look *l)
{
	return l->stamps_at >= slots_end(l) && stamps_end(l) - l->slots_at <= NEAR_BYTES;
}

/* Where the slots and stamps of an unlimited ring's first chunk begin, in the arena. No: the one that `received` is in
 * comes behind it (somebody has not left a slot of the first one yet). */
static bool place(
	struct ki_build *b, const struct kc_seg_ring *r, uint64_t *slots_off, uint64_t *stamps_off)
{
	const struct ki_table *t = &b->s->table[KC_SEC_CHUNKS];
	struct kc_seg_chunk chunk;
	uint32_t index = KC_CHUNK_INDEX(r->first_chunk);
	if (index >= t->rows || t->stride < sizeof chunk ||
		ki_read(b->s, &chunk, sizeof chunk, t->offset + (uint64_t)index * t->stride))
		return false;
	if (chunk.gen != KC_CHUNK_GEN(r->first_chunk) || chunk.gen % 2 == 0 ||
		r->received < chunk.first || r->received - chunk.first >= r->capacity ||
		chunk.slots_off > UINT64_MAX - r->stamps_off)
		return false;
	*slots_off = chunk.slots_off;
	*stamps_off = chunk.slots_off + r->stamps_off;
	return true;
}

bool ki_slots_plan(
	struct ki_build *b, struct ki_slot_look *l, uint32_t owner, const struct kc_seg_ring *r)
{
	uint64_t room = b->s->header.arena_bytes, sent = r->sent & ~KC_CURSOR_CLOSED;
	bool apart = r->kind == KC_RING_UNLIMITED_MPMC;
	uint64_t slots_off = r->slots_off, stamps_off = r->stamps_off;
	if ((r->kind != KC_RING_MPMC && r->kind != KC_RING_CELLS && !apart) ||
		sent <= r->received || r->stamps_off == 0 || r->slot_bytes < 16 ||
		r->slot_bytes > SLOTS_BYTES_MAX || r->slot_bytes % 8 ||
		b->arena_looks >= KI_ARENA_LOOKS_MAX)
		return false;
	b->arena_looks++;
	if (apart && !place(b, r, &slots_off, &stamps_off))
		return false;
	uint64_t first = r->received & (r->capacity - 1), n = r->capacity - first,
		 depth = sent - r->received;
	/* Some that are sent in the meantime, too, for those that are received in the meantime. */
	n = n > depth + SLOTS_AHEAD ? depth + SLOTS_AHEAD : n;
	n = n > SLOTS_MAX ? SLOTS_MAX : n;
	n = n > SLOTS_BYTES_MAX / r->slot_bytes ? SLOTS_BYTES_MAX / r->slot_bytes : n;
	if (slots_off > room || (first + n) * r->slot_bytes > room - slots_off ||
		stamps_off > room || (first + n) * 8 > room - stamps_off)
		return false;
	*l = (struct ki_slot_look){ .owner = owner,
		.slots = (uint32_t)n,
		.first_pos = r->received,
		.slots_at = slots_off + first * r->slot_bytes,
		.stamps_at = stamps_off + first * 8,
		.slot_bytes = r->slot_bytes };
	return true;
}

/* The copy runs upwards, and stamps stand above the slots: a slot's sequence was copied before its stamp. */
static void take(struct ki_slot_look *l, const unsigned char *slots, const unsigned char *stamps)
{
	for (uint32_t i = 0; i < l->slots && l->count < KI_SLOT_STAMPS; i++) {
		uint64_t seq, pos = l->first_pos + i;
		memcpy(&seq, slots + (size_t)i * l->slot_bytes, sizeof seq);
		if (seq != ((pos + 1) | KC_SLOT_STAMPED))
			continue;
		l->stamp[l->count].pos = pos;
		memcpy(&l->stamp[l->count++].ticks, stamps + (size_t)i * 8, sizeof(uint64_t));
	}
}

static void read_apart(struct ki_build *b, struct ki_slot_look *l, unsigned char *buf)
{
	unsigned char *stamps = buf + SLOTS_BYTES_MAX;
	if (ki_read_arena(b->s, buf, slots_end(l) - l->slots_at, l->slots_at) == 0 &&
		ki_read_arena(b->s, stamps, stamps_end(l) - l->stamps_at, l->stamps_at) == 0)
		take(l, buf, stamps);
}

static int by_place(const void *a, const void *b)
{
	const struct ki_slot_look *x = a, *y = b;
	return (x->slots_at > y->slots_at) - (x->slots_at < y->slots_at);
}

void ki_slots_read(struct ki_build *b, struct ki_slot_look *l, size_t count, unsigned char *buf)
{
	if (count > 1)
		qsort(l, count, sizeof *l, by_place);
	for (size_t i = 0, end; i < count; i = end) {
		end = i + 1;
		if (!near(&l[i])) {
			read_apart(b, &l[i], buf);
			continue;
		}
		uint64_t from = l[i].slots_at, to = stamps_end(&l[i]);
		for (; end < count && near(&l[end]); end++) {
			uint64_t next = stamps_end(&l[end]);
			if (l[end].slots_at > to + GAP_BYTES || next - from > KI_CHUNK_BYTES)
				break;
			to = next > to ? next : to;
		}
		if (ki_read_arena(b->s, buf, to - from, from))
			continue;
		for (size_t k = i; k < end; k++)
			take(&l[k], buf + (l[k].slots_at - from), buf + (l[k].stamps_at - from));
	}
}

uint64_t ki_slots_oldest(const struct ki_slot_look *l, uint64_t received, uint64_t sent)
{
	for (uint32_t i = 0; i < l->count; i++)
		if (l->stamp[i].pos >= received && l->stamp[i].pos < sent)
			return l->stamp[i].ticks;
	return 0;
}
