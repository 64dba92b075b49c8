#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/mailbox.h"
#include "inspect/rings.h"
#include "inspect/slots.h"

static bool ring_fits(const struct ki_raw_channel *c, const struct kc_seg_ring *r)
{
	bool spsc = c->row.topology == 2;
	if (r->channel != c->index)
		return false;
	if (c->row.kind == KI_UNLIMITED)
		return r->kind == (spsc ? KC_RING_UNLIMITED_SPSC : KC_RING_UNLIMITED_MPMC) &&
		       r->capacity != 0 && (r->capacity & (r->capacity - 1)) == 0;
	uint32_t expected = c->row.kind == KI_RENDEZVOUS             ? KC_RING_RENDEZVOUS
			    : c->row.kind == KI_CONFLATED            ? KC_RING_MAILBOX
			    : c->row.topology == 0                   ? KC_RING_MPMC
			    : c->row.flags & KC_SEG_FLAG_LOW_LATENCY ? KC_RING_CELLS
								     : KC_RING_SPSC;
	return r->kind == expected && r->capacity == c->row.capacity;
}

/* SPSC: the oldest stamp at or above the element that would be received next. A stamp that both copies agree
 * on was not being replaced. One that is younger than all of the earlier copy was written in between: even if
 * it was copied half way, it is wrong by no more than the time between the copies. */
static void look_at_lane(
	struct ki_ring_seen *seen, const struct kc_seg_ring *a, const struct kc_seg_ring *b)
{
	uint64_t best_pos = UINT64_MAX, newest_before = 0;
	for (uint32_t i = 0; i < KC_STAMP_LANE; i++)
		if (a->lane[i].pos && a->lane[i].ticks > newest_before)
			newest_before = a->lane[i].ticks;
	for (uint32_t i = 0; i < KC_STAMP_LANE; i++) {
		const struct kc_seg_stamp *s = &b->lane[i];
		bool same = s->pos == a->lane[i].pos && s->ticks == a->lane[i].ticks;
		if (s->pos == 0 || !(same || s->ticks > newest_before))
			continue;
		if (s->ticks > seen->newest_ticks)
			seen->newest_ticks = s->ticks;
		if (s->pos > seen->received && s->pos <= seen->sent && s->pos < best_pos) {
			best_pos = s->pos;
			seen->oldest_ticks = s->ticks;
		}
	}
}

/* The earlier read's `received` can never be above the later read's `sent`, so that only damage looks like
 * it (INV-POS-3). Many rings are copied at a time, and a fast one moves far between the two reads: the
 * later `received` is the one that belongs to `sent`, unless it was copied after it. */
static void take_positions(struct ki_ring_seen *seen, const struct kc_seg_ring *earlier,
	const struct kc_seg_ring *later)
{
	bool shared = earlier->kind == KC_RING_MPMC || earlier->kind == KC_RING_UNLIMITED_MPMC;
	seen->ok = true;
	if (earlier->kind == KC_RING_MAILBOX) {
		ki_mailbox_positions(seen, later->sent);
		return;
	}
	seen->sent = shared ? later->sent & ~KC_CURSOR_CLOSED : later->sent;
	seen->closed = shared ? (later->sent & KC_CURSOR_CLOSED) != 0 : later->closed != 0;
	seen->received = later->received < seen->sent ? later->received : seen->sent;
	if (seen->received < earlier->received)
		seen->received = earlier->received;
	/* Both move when an element changes hands, one after the other: what is between them is nowhere. */
	if (earlier->kind == KC_RING_RENDEZVOUS && seen->sent > seen->received)
		seen->sent = seen->received;
}

static uint64_t room_of(const struct ki_raw_channel *c)
{
	if (c->row.kind != KI_UNLIMITED)
		return c->row.capacity;
	return c->row.limit_bytes ? c->row.limit_bytes / c->row.elem_bytes : UINT64_MAX;
}

static void check_positions(
	struct ki_build *b, const struct ki_raw_channel *c, const struct ki_ring_seen *seen)
{
	if (seen->sent < seen->received)
		ki_note(&b->f, KI_F_POSITIONS,
			"channel %u: %" PRIu64 " received of %" PRIu64 " sent", c->index,
			seen->received, seen->sent);
	else if (!b->live && seen->sent - seen->received > room_of(c))
		ki_note(&b->f, KI_F_POSITIONS,
			"channel %u: %" PRIu64 " sent and %" PRIu64
			" received, with room for %" PRIu64,
			c->index, seen->sent, seen->received, room_of(c));
}

bool ki_ring_look(struct ki_build *b, const struct ki_raw_channel *c, uint32_t row,
	struct ki_ring_seen *seen, const struct kc_seg_ring *earlier,
	const struct kc_seg_ring *later)
{
	if (!ring_fits(c, earlier)) {
		ki_note(&b->f, KI_F_CHANNEL_RING,
			"channel %u: ring %u is of kind %u, channel %u and capacity %u", c->index,
			row, earlier->kind, earlier->channel, earlier->capacity);
		return false;
	}
	take_positions(seen, earlier, later);
	check_positions(b, c, seen);
	if (earlier->kind == KC_RING_SPSC || earlier->kind == KC_RING_UNLIMITED_SPSC)
		look_at_lane(seen, earlier, later);
	if (earlier->kind == KC_RING_MAILBOX)
		seen->oldest_ticks = ki_mailbox_oldest(b, row, later);
	return true;
}

void ki_ring_missing(struct ki_build *b, const struct ki_raw_channel *c, uint32_t row, int rc)
{
	bool gone = rc == -ENOENT || rc == -ERANGE;
	if (gone && b->moving)
		return;
	if (gone)
		ki_note(&b->f, KI_F_CHANNEL_RING, "channel %u: its ring %u is not there", c->index,
			row);
	else
		ki_note_skipped(&b->f,
			rc == -EAGAIN  ? KI_F_TORN
			: rc == -E2BIG ? KI_F_BOUND
				       : KI_F_READ,
			"channel %u: its ring %u %s", c->index, row,
			rc == -EAGAIN ? "kept changing while it was copied" : "could not be read");
}

/* A row that was not whole, or not in use, when its neighbours were copied. */
static void look_alone(struct ki_build *b, struct ki_raw_channel *c)
{
	struct kc_seg_ring earlier, later;
	int rc = ki_row_read(&b->rows, KC_SEC_RINGS, c->row.ring, sizeof earlier, &earlier, &later);
	if (rc)
		ki_ring_missing(b, c, c->row.ring, rc);
	else
		(void)ki_ring_look(b, c, c->row.ring, &c->ring, &earlier, &later);
}

/* The receivers ran past everything that was looked at, between the two copies: once more, at once. */
static void look_closely(struct ki_build *b, struct ki_raw_channel *c)
{
	struct kc_seg_ring now, later;
	struct ki_slot_look l;
	const struct ki_table *t = &b->s->table[KC_SEC_RINGS];
	uint64_t at = t->offset + (uint64_t)c->row.ring * t->stride;
	if (ki_read(b->s, &now, sizeof now, at) || !ring_fits(c, &now) ||
		!ki_slots_plan(b, &l, 0, &now))
		return;
	ki_slots_read(b, &l, 1, b->rows.buf);
	if (ki_read(b->s, &later, sizeof later, at) || later.gen != now.gen)
		return;
	c->ring.oldest_ticks = ki_slots_oldest(&l, later.received, later.sent & ~KC_CURSOR_CLOSED);
}

/* What a run of rows needs: who wants them, and the looks into the arena. */
struct run {
	const struct ki_table *t;
	const struct ki_wanted *w;
	size_t count;
	uint64_t first;
	struct ki_slot_look *look;
	size_t look_count;
};

static const struct kc_seg_ring *row_of(
	const struct run *r, const unsigned char *copy, uint32_t row, struct kc_seg_ring *room)
{
	return ki_row_at(copy + (row - r->first) * r->t->stride, r->t, room, sizeof *room);
}

static void plan_looks(struct ki_build *b, struct run *r)
{
	struct kc_seg_ring room;
	r->look_count = 0;
	for (size_t i = 0; i < r->count; i++) {
		const struct kc_seg_ring *ring = row_of(r, b->rows.buf, r->w[i].row, &room);
		const struct ki_raw_channel *c = &b->chan[r->w[i].owner];
		if (ring->gen % 2 && ring_fits(c, ring) &&
			ki_slots_plan(b, &r->look[r->look_count], r->w[i].owner, ring))
			r->look_count++;
	}
}

/* What the looks are worth now that both copies of the rows are there. */
static void take_looks(struct ki_build *b, struct run *r)
{
	struct kc_seg_ring room[2];
	size_t fast = 0;
	for (size_t i = 0; i < r->look_count; i++) {
		const struct ki_slot_look *l = &r->look[i];
		struct ki_raw_channel *c = &b->chan[l->owner];
		struct ki_ring_seen *seen = &c->ring;
		if (row_of(r, b->rows.buf, c->row.ring, &room[0])->gen !=
			row_of(r, b->rows.buf + KI_CHUNK_BYTES, c->row.ring, &room[1])->gen)
			continue; /* another channel's by now */
		seen->oldest_ticks = ki_slots_oldest(l, seen->received, seen->sent);
		if (!seen->oldest_ticks && seen->sent > seen->received &&
			seen->received - l->first_pos >= l->slots)
			r->look[fast++].owner = l->owner;
	}
	for (size_t i = 0; i < fast; i++)
		look_closely(b, &b->chan[r->look[i].owner]);
}

/* Rows, then slots and stamps in the arena, then the rows again: each piece of memory once a pass, not a
 * call for each ring. */
static void read_run(struct ki_build *b, struct run *r)
{
	struct kc_seg_ring room[2];
	unsigned char *buf = b->rows.buf, *again = buf + KI_CHUNK_BYTES;
	uint64_t bytes = (r->w[r->count - 1].row - r->first + 1) * r->t->stride;
	uint64_t at = r->t->offset + r->first * r->t->stride;
	int rc = ki_read(b->s, buf, bytes, at);
	if (!rc) {
		plan_looks(b, r);
		ki_slots_read(b, r->look, r->look_count, again);
		rc = ki_read(b->s, again, bytes, at);
	}
	for (size_t i = 0; i < r->count; i++) {
		struct ki_raw_channel *c = &b->chan[r->w[i].owner];
		if (rc) {
			ki_ring_missing(b, c, c->row.ring, rc);
			continue;
		}
		const struct kc_seg_ring *earlier = row_of(r, buf, r->w[i].row, &room[0]);
		const struct kc_seg_ring *later = row_of(r, again, r->w[i].row, &room[1]);
		if (earlier->gen % 2 && earlier->gen == later->gen)
			(void)ki_ring_look(b, c, c->row.ring, &c->ring, earlier, later);
		else
			look_alone(b, c);
	}
	if (!rc)
		take_looks(b, r);
}

static bool has_one_ring(const struct kc_seg_channel *c)
{
	return c->kind != KI_BUFFERED || c->topology != 1;
}

/* Each channel's one ring. */
static int read_single(struct ki_build *b)
{
	struct run r = { .t = &b->s->table[KC_SEC_RINGS] };
	struct ki_wanted *w = malloc((b->chan_count + 1) * sizeof *w);
	size_t count = 0, end;
	r.look = malloc((b->chan_count + 1) * sizeof *r.look);
	for (size_t i = 0; i < b->chan_count && w && r.look; i++)
		if (has_one_ring(&b->chan[i].row))
			w[count++] = (struct ki_wanted){ b->chan[i].row.ring, (uint32_t)i };
	ki_wanted_sort(w, count);
	b->f.checks_run += (uint32_t)count;
	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		if (w[i].row >= r.t->rows) {
			ki_ring_missing(b, &b->chan[w[i].owner], w[i].row, -ERANGE);
			continue;
		}
		end = ki_wanted_run(w, count, i, r.t);
		r.w = w + i;
		r.count = end - i;
		r.first = w[i].row;
		read_run(b, &r);
	}
	int rc = w && r.look ? 0 : -ENOMEM;
	free(w);
	free(r.look);
	return rc;
}

static int read_lanes(struct ki_build *b)
{
	int rc = 0;
	for (size_t i = 0; i < b->chan_count && rc == 0; i++) {
		struct ki_raw_channel *c = &b->chan[i];
		if (has_one_ring(&c->row) || c->row.kind != KI_BUFFERED)
			continue;
		b->f.checks_run++;
		rc = ki_lanes_read(b, c);
	}
	ki_lanes_sort(b);
	return rc;
}

int ki_rings_read(struct ki_build *b)
{
	int rc = read_single(b);
	return rc ? rc : read_lanes(b);
}
