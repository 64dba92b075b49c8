#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "inspect/build.h"

enum { ARENA_SLOTS = 64, ARENA_BYTES = 65536 };

static bool ring_sane(
	struct ki_build *b, const struct ki_raw_channel *c, const struct kc_seg_ring *r)
{
	uint32_t expected = c->row.topology == 2 ? KC_RING_SPSC : KC_RING_MPMC;
	if (r->channel == c->index && r->kind == expected && r->capacity == c->row.capacity)
		return true;
	ki_note(&b->f, KI_F_CHANNEL_RING,
		"channel %u: ring %u is of kind %u, channel %u and capacity %u", c->index,
		c->row.ring, r->kind, r->channel, r->capacity);
	return false;
}

/* SPSC: the oldest stamp at or above the element that would be received next. A stamp counts when both
 * copies agree: it was not being replaced. */
static void look_at_lane(
	struct ki_ring_seen *seen, const struct kc_seg_ring *a, const struct kc_seg_ring *b)
{
	uint64_t best_pos = UINT64_MAX;
	for (uint32_t i = 0; i < KC_STAMP_LANE; i++) {
		const struct kc_seg_stamp *s = &b->lane[i];
		if (s->pos == 0 || s->pos != a->lane[i].pos || s->ticks != a->lane[i].ticks)
			continue;
		if (s->ticks > seen->newest_ticks)
			seen->newest_ticks = s->ticks;
		if (s->pos > seen->received_later && s->pos <= seen->sent && s->pos < best_pos) {
			best_pos = s->pos;
			seen->oldest_ticks = s->ticks;
		}
	}
}

/* MPMC: stamps stand in the arena, within reach only while the writer lives. Looks at the slots from the
 * receive cursor on, up to the buffer or the ring's end, for the first that is stamped. */
static void look_at_slots(
	struct ki_build *b, struct ki_ring_seen *seen, const struct kc_seg_ring *r)
{
	unsigned char *slots = b->rows.buf;
	uint64_t depth = seen->sent - seen->received_later,
		 first = seen->received_later & (r->capacity - 1);
	uint64_t n = r->capacity - first;
	if (seen->sent <= seen->received_later || r->stamps_off == 0 || r->slot_bytes < 16 ||
		r->slot_bytes > ARENA_BYTES || r->slot_bytes % 8 ||
		b->arena_looks >= KI_ARENA_LOOKS_MAX)
		return;
	n = n > depth ? depth : n;
	n = n > ARENA_SLOTS ? ARENA_SLOTS : n;
	n = n > ARENA_BYTES / r->slot_bytes ? ARENA_BYTES / r->slot_bytes : n;
	b->arena_looks++;
	uint64_t at, room = b->s->header.arena_bytes;
	if (r->slots_off > room || r->stamps_off > room ||
		ki_read_arena(b->s, slots, n * r->slot_bytes, r->slots_off + first * r->slot_bytes))
		return;
	for (uint64_t i = 0; i < n; i++) {
		uint64_t seq, again, want = (seen->received_later + i + 1) | KC_SLOT_STAMPED, ticks;
		memcpy(&seq, slots + i * r->slot_bytes, sizeof seq);
		if (seq != want)
			continue;
		/* The slot's sequence before and after the stamp: it is that element's own. */
		at = first + i;
		if (ki_read_arena(b->s, &ticks, sizeof ticks, r->stamps_off + 8 * at) == 0 &&
			ki_read_arena(b->s, &again, sizeof again,
				r->slots_off + at * r->slot_bytes) == 0 &&
			again == seq)
			seen->oldest_ticks = ticks;
		return;
	}
}

static void look(struct ki_build *b, struct ki_raw_channel *c)
{
	struct kc_seg_ring earlier, later;
	struct ki_ring_seen *seen = &c->ring;
	b->f.checks_run++;
	int rc = ki_row_read(&b->rows, KC_SEC_RINGS, c->row.ring, sizeof earlier, &earlier, &later);
	if (rc) {
		bool gone = rc == -ENOENT || rc == -ERANGE;
		if (gone && b->moving)
			return;
		if (gone)
			ki_note(&b->f, KI_F_CHANNEL_RING, "channel %u: its ring %u is not there",
				c->index, c->row.ring);
		else
			ki_note_skipped(&b->f,
				rc == -EAGAIN  ? KI_F_TORN
				: rc == -E2BIG ? KI_F_BOUND
					       : KI_F_READ,
				"channel %u: its ring %u %s", c->index, c->row.ring,
				rc == -EAGAIN ? "kept changing while it was copied"
					      : "could not be read");
		return;
	}
	if (!ring_sane(b, c, &earlier))
		return;
	bool spsc = earlier.kind == KC_RING_SPSC;
	seen->ok = true;
	seen->received = earlier.received;
	seen->received_later = later.received;
	seen->sent = spsc ? later.sent : later.sent & ~KC_CURSOR_CLOSED;
	seen->closed = spsc ? later.closed != 0 : (later.sent & KC_CURSOR_CLOSED) != 0;
	if (seen->sent < seen->received)
		ki_note(&b->f, KI_F_POSITIONS,
			"channel %u: %" PRIu64 " received of %" PRIu64 " sent", c->index,
			seen->received, seen->sent);
	else if (!b->live && seen->sent - seen->received > earlier.capacity)
		ki_note(&b->f, KI_F_POSITIONS,
			"channel %u: %" PRIu64 " sent and %" PRIu64 " received, with room for %u",
			c->index, seen->sent, seen->received, earlier.capacity);
	if (spsc)
		look_at_lane(seen, &earlier, &later);
	else
		look_at_slots(b, seen, &earlier);
}

void ki_rings_read(struct ki_build *b)
{
	for (size_t i = 0; i < b->chan_count; i++)
		if (b->chan[i].row.kind == 0 && b->chan[i].row.topology != 1)
			look(b, &b->chan[i]);
}
