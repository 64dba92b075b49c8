#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/build.h"

/* Bytes of a row that are copied: the two structs of counters may be larger in a newer version. */
enum { ROW_BYTES = 1024, CAPACITY_MAX = 1 << 26, ELEM_BYTES_MAX = 4096 };

bool ki_senders_take(const struct ki_raw_channel *c)
{
	return c->row.kind == KI_CONFLATED || c->row.overflow == KI_DROP_OLDEST;
}

static bool unlimited(const struct kc_seg_channel *c)
{
	return c->kind == KI_UNLIMITED;
}

static bool sane(struct ki_build *b, uint32_t index, const struct kc_seg_channel *c)
{
	const char *what = NULL;
	uint64_t value = 0;
	b->f.checks_run++;
	if (c->kind > KC_SEG_KIND_MAX)
		what = "kind", value = c->kind;
	else if (c->topology > KC_SEG_TOPOLOGY_MAX)
		what = "topology", value = c->topology;
	else if (c->payload > KC_SEG_PAYLOAD_MAX)
		what = "payload", value = c->payload;
	else if (c->overflow > KC_SEG_OVERFLOW_MAX)
		what = "overflow policy", value = c->overflow;
	else if (c->state != KC_CHAN_OPEN && c->state != KC_CHAN_CLOSED)
		what = "state", value = c->state;
	else if (unlimited(c) || c->kind == KI_RENDEZVOUS
			 ? c->capacity != 0
			 : c->capacity == 0 || c->capacity > CAPACITY_MAX ||
				   (c->capacity & (c->capacity - 1)))
		what = "capacity", value = c->capacity;
	else if (c->elem_bytes == 0 || c->elem_bytes > ELEM_BYTES_MAX)
		what = "element size", value = c->elem_bytes;
	if (what)
		ki_note(&b->f, KI_F_CHANNEL, "channel %u: %s %" PRIu64 " cannot be; left out",
			index, what, value);
	return !what;
}

static int collect(void *ctx, uint32_t index, const void *earlier, const void *later)
{
	struct ki_build *b = ctx;
	const unsigned char *p = earlier;
	size_t past = offsetof(struct kc_seg_channel, past), room = ROW_BYTES - past;
	(void)later;
	if (b->chan_count == KI_CHANNELS_MAX) {
		ki_note_skipped(
			&b->f, KI_F_BOUND, "only the first %d channels are shown", KI_CHANNELS_MAX);
		return 1;
	}
	if (b->chan_count == b->chan_room) {
		size_t more = b->chan_room ? 2 * b->chan_room : 64;
		struct ki_raw_channel *grown = realloc(b->chan, more * sizeof *grown);
		if (!grown)
			return -ENOMEM;
		b->chan = grown;
		b->chan_room = more;
	}
	struct ki_raw_channel *c = &b->chan[b->chan_count];
	memset(c, 0, sizeof *c);
	c->index = index;
	memcpy(&c->row, p, sizeof c->row);
	if (!sane(b, index, &c->row))
		return 0;
	ki_schema_counters(&b->schema, &c->past[0], p + past, room);
	if (b->schema.bytes < room)
		ki_schema_counters(&b->schema, &c->past[1], p + past + b->schema.bytes,
			room - b->schema.bytes);
	b->chan_count++;
	return 0;
}

int ki_channels_collect(struct ki_build *b)
{
	const struct ki_table *t = &b->s->table[KC_SEC_CHANNELS];
	b->chan_count = 0;
	int rc = ki_rows_each(&b->rows, KC_SEC_CHANNELS,
		t->stride < ROW_BYTES ? t->stride : ROW_BYTES, collect, b);
	return rc < 0 ? rc : 0;
}

/* Elements; 0: none. */
static uint32_t limit_of(const struct kc_seg_channel *c)
{
	uint64_t n = c->limit_bytes / c->elem_bytes;
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

static void fill(struct ki_build *b, struct ki_channel *n, const struct ki_raw_channel *c)
{
	const struct ki_ring_seen *r = &c->ring;
	n->index = c->index;
	n->gen = c->row.gen;
	ki_safe_text(n->name, sizeof n->name, c->row.name, sizeof c->row.name);
	n->kind = c->row.kind;
	n->topology = c->row.topology;
	n->payload = c->row.payload;
	n->overflow = c->row.overflow;
	n->closed = c->row.state == KC_CHAN_CLOSED || r->closed;
	n->flags = c->row.flags;
	n->elem_bytes = c->row.elem_bytes;
	n->capacity = unlimited(&c->row) ? limit_of(&c->row) : c->row.capacity;
	n->in_lanes = r->lanes != 0;
	n->lanes = n->in_lanes ? r->lanes : 1;
	if (r->lanes)
		n->capacity = r->capacity < UINT32_MAX ? (uint32_t)r->capacity : UINT32_MAX;
	n->residence = n->block[0] = n->block[1] = &ki_hist_none;
	n->opened_ns = ki_build_instant(b, c->row.opened_ticks);
	n->closed_ns = ki_build_instant(b, c->row.closed_ticks);
	(void)ki_build_instant(b, r->newest_ticks);
	if (!r->ok)
		return;
	n->received = r->received;
	n->sent = r->sent;
	if (r->sent < r->received) {
		n->depth_clamped = true;
		return;
	}
	n->depth = r->sent - r->received;
	n->fullest = r->lanes ? r->fullest : n->depth;
	if (unlimited(&c->row))
		return; /* its limit may be passed for a moment */
	if (n->depth > n->capacity) {
		n->depth = n->capacity;
		n->depth_clamped = true;
	}
	if (n->fullest > n->capacity / n->lanes)
		n->fullest = n->capacity / n->lanes;
}

int ki_channels_fill(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	b->channel_rows = b->chan_count ? (uint64_t)b->chan[b->chan_count - 1].index + 1 : 0;
	snap->channel = calloc(b->chan_count + 1, sizeof *snap->channel);
	b->channel_at = malloc((size_t)(b->channel_rows + 1) * sizeof *b->channel_at);
	if (!snap->channel || !b->channel_at)
		return -ENOMEM;
	memset(b->channel_at, 0xff, (size_t)(b->channel_rows + 1) * sizeof *b->channel_at);
	for (size_t i = 0; i < b->chan_count; i++) {
		b->channel_at[b->chan[i].index] = (uint32_t)i;
		fill(b, &snap->channel[i], &b->chan[i]);
	}
	snap->channel_count = b->chan_count;
	return 0;
}

static void add_counters(struct kc_seg_counters *to, const struct kc_seg_counters *from)
{
#define KC_COUNTER(name, type, unit, level, help, text) to->name += from->name;
#include "stats/counters.def"
#undef KC_COUNTER
}

static void sum_endpoint(
	const struct ki_snapshot *snap, struct ki_channel *c, const struct ki_endpoint *e)
{
	add_counters(&c->total[e->side], &e->count);
	if (e->open && e->side == KC_SIDE_SEND)
		c->senders++;
	else if (e->open)
		c->receivers++;
	if (e->wait == KC_WAIT_NONE)
		return;
	uint64_t waited = snap->at_ns > e->wait_since_ns ? snap->at_ns - e->wait_since_ns : 0;
	uint64_t *alone = &c->longest_alone_ns[e->side];
	if (e->side == KC_SIDE_SEND)
		c->senders_blocked++;
	else
		c->receivers_blocked++;
	if (waited > c->longest_wait_ns[e->side])
		c->longest_wait_ns[e->side] = waited;
	if (e->wait_cases)
		c->selecting[e->side]++;
	else if (waited > *alone)
		*alone = waited;
	c->blocked_ns[e->side] += waited;
}

void ki_channels_sum(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	for (size_t i = 0; i < snap->channel_count; i++) {
		struct ki_channel *c = &snap->channel[i];
		const struct ki_raw_channel *raw = &b->chan[i];
		for (int side = 0; side < 2; side++)
			c->total[side] = raw->past[side];
		for (uint32_t k = 0; k < c->endpoint_count; k++)
			sum_endpoint(
				snap, c, &snap->endpoint[snap->endpoint_of[c->endpoint_first + k]]);
		for (int side = 0; side < 2; side++)
			c->blocked_ns[side] += c->total[side].blocked_ns;
		if (raw->ring.ok && ki_senders_take(raw))
			c->received = c->total[KC_SIDE_RECEIVE].messages;
		bool tickets = c->payload >= 2;
		c->bytes_sent = tickets ? c->total[0].payload_bytes : c->sent * c->elem_bytes;
		c->bytes_received =
			tickets ? c->total[1].payload_bytes : c->received * c->elem_bytes;
		uint64_t sent_at = ki_instant(&b->base, raw->ring.oldest_ticks);
		if (c->depth && sent_at && snap->at_ns > sent_at)
			c->oldest_ns = snap->at_ns - sent_at;
	}
}
