#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/rings.h"

enum { SELECT_CASES_MAX = 128 };

static int collect(void *ctx, uint32_t index, const void *earlier, const void *later)
{
	struct ki_build *b = ctx;
	const struct kc_seg_endpoint *fresh = later;
	if (b->ep_count == KI_ENDPOINTS_MAX) {
		ki_note_skipped(&b->f, KI_F_BOUND, "only the first %d endpoints are shown",
			KI_ENDPOINTS_MAX);
		return 1;
	}
	if (b->ep_count == b->ep_room) {
		size_t more = b->ep_room ? 2 * b->ep_room : 64;
		struct ki_raw_endpoint *grown = realloc(b->ep, more * sizeof *grown);
		if (!grown)
			return -ENOMEM;
		b->ep = grown;
		b->ep_room = more;
	}
	struct ki_raw_endpoint *e = &b->ep[b->ep_count++];
	e->index = index;
	memcpy(&e->row, earlier, sizeof e->row);
	/* The record's kind stands before its instants, is stored after them, and a copy runs upwards: an
	 * instant that was read after the kind belongs to that wait or to a later one. */
	e->row.wait = fresh->wait;
	e->row.wait_since = fresh->wait_since;
	e->row.wait_deadline_ns = fresh->wait_deadline_ns;
	e->row.wait_cases = fresh->wait_cases;
	e->row.wait_group = fresh->wait_group;
	size_t at = offsetof(struct kc_seg_endpoint, count);
	ki_schema_counters(
		&b->schema, &e->count, (const unsigned char *)earlier + at, sizeof e->row - at);
	return 0;
}

int ki_endpoints_collect(struct ki_build *b)
{
	b->ep_count = 0;
	int rc = ki_rows_each(
		&b->rows, KC_SEC_ENDPOINTS, sizeof(struct kc_seg_endpoint), collect, b);
	return rc < 0 ? rc : 0;
}

/* The channel an endpoint belongs to, as an index into the snapshot; KC_NONE with a finding. */
static uint32_t channel_of(struct ki_build *b, const struct ki_raw_endpoint *e)
{
	uint32_t row = e->row.channel;
	uint32_t at = row < b->channel_rows ? b->channel_at[row] : KC_NONE;
	if (at != KC_NONE && b->chan[at].row.gen == e->row.channel_gen)
		return at;
	/* While rows come and go the two tables are of different moments, and that is no damage. */
	if (!b->moving)
		ki_note(&b->f, KI_F_ENDPOINT_CHANNEL,
			"endpoint %u: channel %u (generation %u) is not there; left out", e->index,
			row, e->row.channel_gen);
	return KC_NONE;
}

static bool sane(struct ki_build *b, const struct ki_raw_endpoint *e)
{
	const struct kc_seg_endpoint *r = &e->row;
	b->f.checks_run++;
	if ((r->state == KC_EP_OPEN || r->state == KC_EP_CLOSED) && r->side <= KC_SIDE_RECEIVE &&
		r->intent <= KC_INTENT_RECEIVE)
		return true;
	ki_note(&b->f, KI_F_ENDPOINT,
		"endpoint %u: state %u, side %u, intent %u cannot be; left out", e->index, r->state,
		r->side, r->intent);
	return false;
}

static bool endpoint_in_use(const struct ki_build *b, uint32_t row)
{
	size_t low = 0, high = b->ep_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (b->ep[mid].index < row)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->ep_count && b->ep[low].index == row;
}

/* Whether the wait is one of a select, and of which. */
static void fill_select(struct ki_build *b, struct ki_endpoint *n, const struct kc_seg_endpoint *r)
{
	uint32_t cases = r->wait_cases, group = r->wait_group;
	if (cases == 0)
		return;
	bool known = cases <= SELECT_CASES_MAX && endpoint_in_use(b, group);
	if (known && cases > 1) {
		n->wait_cases = cases;
		n->wait_group = group;
	} else if (!known && !b->moving) {
		ki_note(&b->f, KI_F_WAIT,
			"endpoint %u: waits in a select over %u whose first is endpoint %u, which cannot be; "
			"taken for a wait of its own",
			n->index, cases, group);
	}
}

static void fill_wait(struct ki_build *b, struct ki_endpoint *n, const struct ki_raw_endpoint *e)
{
	const struct kc_seg_endpoint *r = &e->row;
	n->wait_group = KC_NONE;
	if (r->wait == KC_WAIT_NONE)
		return;
	uint32_t expected = r->side == KC_SIDE_SEND ? KC_WAIT_ROOM : KC_WAIT_ELEMENT;
	if (r->wait != expected) {
		ki_note(&b->f, KI_F_WAIT, "endpoint %u: a %s cannot wait for %u", e->index,
			r->side == KC_SIDE_SEND ? "sender" : "receiver", r->wait);
		return;
	}
	n->wait = (enum kc_seg_wait)r->wait;
	n->wait_seq = r->wait_seq;
	n->wait_since_ns = ki_build_instant(b, r->wait_since);
	n->wait_deadline_ns = r->wait_deadline_ns;
	fill_select(b, n, r);
}

/* Where an endpoint of a channel that keeps no count a message stands: SPSC's on the one ring, MPSC's senders on
 * their lanes and its receiver on all of them. False: no need, or not seen. */
static bool position_of(const struct ki_build *b, const struct ki_endpoint *n,
	const struct ki_raw_endpoint *e, uint64_t *pos)
{
	const struct ki_raw_channel *c = &b->chan[n->channel];
	bool counts = c->row.topology == 0 || c->row.kind == KI_RENDEZVOUS || ki_senders_take(c) ||
		      (c->row.kind == KI_UNLIMITED && c->row.topology != 2);
	if (!n->open || !c->ring.ok || counts)
		return false;
	if (c->row.topology == 1 && n->side == KC_SIDE_SEND) {
		const struct ki_lane *lane = ki_lane_of(b, e->row.ring);
		if (lane)
			*pos = lane->sent;
		return lane != NULL;
	}
	*pos = n->side == KC_SIDE_SEND ? c->ring.sent : c->ring.received;
	return true;
}

/* While such an endpoint is open its position says how many it has moved. */
static void derive_messages(
	struct ki_build *b, struct ki_endpoint *n, const struct ki_raw_endpoint *e)
{
	uint64_t pos;
	if (!position_of(b, n, e, &pos))
		return;
	if (pos < e->row.start_pos) {
		if (!b->moving)
			ki_note(&b->f, KI_F_POSITIONS,
				"endpoint %u: started at position %llu, which its ring has not reached",
				e->index, (unsigned long long)e->row.start_pos);
		return;
	}
	n->count.messages = pos - e->row.start_pos;
}

/* While an endpoint closes its counters move to its channel's row one by one; the one that is on record there and not
 * yet cleared here is counted there (layout.h). */
static void count_once(struct ki_build *b, struct ki_endpoint *n, const struct kc_seg_endpoint *r)
{
	uint64_t *own = ki_schema_counter(&b->schema, &n->count, r->intent_count);
	const uint64_t *past =
		ki_schema_counter(&b->schema, &b->chan[n->channel].past[n->side], r->intent_count);
	if (own && *past == r->intent_pos && *past >= *own)
		*own = 0;
}

static void fill(struct ki_build *b, struct ki_endpoint *n, const struct ki_raw_endpoint *e,
	uint32_t channel)
{
	const struct kc_seg_endpoint *r = &e->row;
	n->index = e->index;
	n->gen = r->gen;
	n->channel = channel;
	n->side = (enum kc_seg_side)r->side;
	n->open = r->state == KC_EP_OPEN;
	n->tid = r->tid;
	ki_safe_text(n->thread, sizeof n->thread, r->thread, sizeof r->thread);
	ki_safe_text(n->label, sizeof n->label, r->label, sizeof r->label);
	n->thread_alive = ki_thread_alive(&b->threads, r->tid, r->tid_start, &n->thread_state);
	n->opened_ns = ki_build_instant(b, r->opened_ticks);
	n->last_ns = ki_build_instant(b, r->last_ticks);
	if (n->last_ns > b->snap->last_ns)
		b->snap->last_ns = n->last_ns;
	fill_wait(b, n, e);
	n->intent = (enum kc_seg_intent)r->intent;
	n->intent_pos = r->intent_pos;
	n->intent_count = r->intent_count;
	n->count = e->count;
	if (!n->open)
		count_once(b, n, r);
	n->hist_block = r->hist_block;
	n->hist_residence = r->hist_residence;
	derive_messages(b, n, e);
	const struct ki_lane *lane =
		n->side == KC_SIDE_SEND && n->open ? ki_lane_of(b, r->ring) : NULL;
	if (lane) {
		n->has_lane = true;
		n->lane_depth = lane->depth;
	}
}

/* Endpoints grouped by channel, in the order of their rows: a counting sort. */
static void group(struct ki_snapshot *snap)
{
	for (size_t i = 0; i < snap->endpoint_count; i++)
		snap->channel[snap->endpoint[i].channel].endpoint_count++;
	uint32_t first = 0;
	for (size_t i = 0; i < snap->channel_count; i++) {
		snap->channel[i].endpoint_first = first;
		first += snap->channel[i].endpoint_count;
		snap->channel[i].endpoint_count = 0;
	}
	for (size_t i = 0; i < snap->endpoint_count; i++) {
		struct ki_channel *c = &snap->channel[snap->endpoint[i].channel];
		snap->endpoint_of[c->endpoint_first + c->endpoint_count++] = (uint32_t)i;
	}
}

int ki_endpoints_fill(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	snap->endpoint = calloc(b->ep_count + 1, sizeof *snap->endpoint);
	snap->endpoint_of = calloc(b->ep_count + 1, sizeof *snap->endpoint_of);
	if (!snap->endpoint || !snap->endpoint_of)
		return -ENOMEM;
	for (size_t i = 0; i < b->ep_count; i++) {
		const struct ki_raw_endpoint *e = &b->ep[i];
		uint32_t channel = sane(b, e) ? channel_of(b, e) : KC_NONE;
		if (channel != KC_NONE)
			fill(b, &snap->endpoint[snap->endpoint_count++], e, channel);
	}
	group(snap);
	return ki_selects_group(snap);
}
