/* lanes.c - the rings of an MPSC channel: a chain of rows, each of which names the next. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "inspect/build.h"
#include "inspect/rings.h"

/* Rows that are copied together. Lanes that were made one after the other mostly stand so. */
enum { AHEAD_MAX = 256 };

struct walk {
	struct ki_build *b;
	struct ki_raw_channel *c;
	const struct ki_table *t;
	uint64_t first, count; /* rows that are in the buffer, in two copies */
	uint64_t ahead;        /* how many to copy next */
	struct kc_seg_ring room[2];
};

static int copy(struct walk *w, uint32_t row)
{
	struct ki_build *b = w->b;
	uint64_t most = KI_CHUNK_BYTES / w->t->stride;
	w->ahead = w->count && row == w->first + w->count ? 2 * w->count : 1;
	w->ahead = w->ahead > AHEAD_MAX ? AHEAD_MAX : w->ahead;
	w->ahead = w->ahead > most ? most : w->ahead;
	w->first = row;
	w->count = w->t->rows - row < w->ahead ? w->t->rows - row : w->ahead;
	uint64_t at = w->t->offset + row * w->t->stride, bytes = w->count * w->t->stride;
	int rc = ki_read(b->s, b->rows.buf, bytes, at);
	if (!rc)
		rc = ki_read(b->s, b->rows.buf + KI_CHUNK_BYTES, bytes, at);
	if (rc)
		w->count = 0;
	return rc;
}

/* Two copies of a row of the same generation. */
static int find(
	struct walk *w, uint32_t row, const struct kc_seg_ring **a, const struct kc_seg_ring **b)
{
	struct ki_rows *rows = &w->b->rows;
	if (row >= w->t->rows)
		return -ERANGE;
	if (row < w->first || row - w->first >= w->count) {
		int rc = copy(w, row);
		if (rc)
			return rc;
	}
	uint64_t at = (row - w->first) * w->t->stride;
	*a = ki_row_at(rows->buf + at, w->t, &w->room[0], sizeof **a);
	*b = ki_row_at(rows->buf + KI_CHUNK_BYTES + at, w->t, &w->room[1], sizeof **b);
	if ((*a)->gen % 2 && (*a)->gen == (*b)->gen)
		return 0;
	*a = &w->room[0];
	*b = &w->room[1];
	return ki_row_read(rows, KC_SEC_RINGS, row, sizeof **a, &w->room[0], &w->room[1]);
}

static uint64_t depth_of(const struct ki_ring_seen *seen)
{
	return seen->sent > seen->received ? seen->sent - seen->received : 0;
}

/* For the endpoint that sends into it. */
static int keep(struct ki_build *b, uint32_t row, const struct ki_ring_seen *seen)
{
	if (b->lane_count == b->lane_room) {
		size_t more = b->lane_room ? 2 * b->lane_room : 64;
		struct ki_lane *grown = realloc(b->lane, more * sizeof *grown);
		if (!grown)
			return -ENOMEM;
		b->lane = grown;
		b->lane_room = more;
	}
	b->lane[b->lane_count++] =
		(struct ki_lane){ .row = row, .sent = seen->sent, .depth = depth_of(seen) };
	return 0;
}

static void add(struct ki_ring_seen *all, const struct ki_ring_seen *one, uint32_t capacity)
{
	all->ok = true;
	all->closed |= one->closed;
	all->received += one->received;
	all->sent += one->sent;
	all->lanes++;
	all->capacity += capacity;
	if (depth_of(one) > all->fullest)
		all->fullest = depth_of(one);
	if (one->newest_ticks > all->newest_ticks)
		all->newest_ticks = one->newest_ticks;
	if (one->oldest_ticks && (!all->oldest_ticks || one->oldest_ticks < all->oldest_ticks))
		all->oldest_ticks = one->oldest_ticks;
}

/* The chain runs in a circle when it comes by a row again; where to look for that is moved on ever more rarely
 * (R. Brent, 1980). */
struct circle {
	uint32_t mark;
	uint64_t steps, next;
};

static bool comes_round(struct circle *k, uint32_t row)
{
	if (k->steps && row == k->mark)
		return true;
	if (k->steps++ == k->next) {
		k->mark = row;
		k->next = 2 * k->next + 1;
	}
	return false;
}

/* Adds one lane and names the next. False: the chain ends here, for whatever reason. */
static bool step(struct walk *w, uint32_t *row, int *failed)
{
	struct ki_build *b = w->b;
	struct ki_raw_channel *c = w->c;
	const struct kc_seg_ring *earlier, *later;
	struct ki_ring_seen one = { 0 };
	if (b->lane_count == KI_LANES_MAX) {
		ki_note_skipped(
			&b->f, KI_F_BOUND, "only the first %d lanes are added up", KI_LANES_MAX);
		return false;
	}
	int rc = find(w, *row, &earlier, &later);
	if (rc) {
		ki_ring_missing(b, c, *row, rc);
		return false;
	}
	if (!ki_ring_look(b, c, *row, &one, earlier, later))
		return false;
	add(&c->ring, &one, later->capacity);
	*failed = keep(b, *row, &one);
	*row = later->next_lane;
	return *failed == 0 && *row != KC_NONE;
}

int ki_lanes_read(struct ki_build *b, struct ki_raw_channel *c)
{
	struct walk w = { .b = b, .c = c, .t = &b->s->table[KC_SEC_RINGS] };
	struct circle k = { .mark = KC_NONE };
	uint32_t row = c->row.ring;
	size_t before = b->lane_count;
	int failed = 0;
	do {
		if (comes_round(&k, row)) {
			ki_note(&b->f, KI_F_CHANNEL_RING,
				"channel %u: its lanes run in a circle at ring %u", c->index, row);
			c->ring = (struct ki_ring_seen){ 0 };
			b->lane_count = before;
			break;
		}
	} while (step(&w, &row, &failed));
	return failed;
}

static int by_row(const void *a, const void *b)
{
	const struct ki_lane *x = a, *y = b;
	return (x->row > y->row) - (x->row < y->row);
}

void ki_lanes_sort(struct ki_build *b)
{
	if (b->lane_count > 1)
		qsort(b->lane, b->lane_count, sizeof *b->lane, by_row);
}

const struct ki_lane *ki_lane_of(const struct ki_build *b, uint32_t row)
{
	const struct ki_lane key = { .row = row };
	return b->lane_count ? bsearch(&key, b->lane, b->lane_count, sizeof key, by_row) : NULL;
}
