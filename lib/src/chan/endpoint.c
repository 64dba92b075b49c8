/* endpoint.c - opening, naming, adopting and closing endpoints. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/identity.h"
#include "base/thread.h"
#include "chan/chan.h"
#include "chan/given.h"
#include "chan/meet.h"
#include "chan/stream.h"
#include "stats/histogram.h"
#include "stats/recorder.h"

enum { RETIRED_MAX = 64, SPIN_MAX_NS = 50000 };

void kc_end_adopt(struct kc_end *e)
{
	const struct kc_thread *me = kc_thread_self();
	/* The start, too: the kernel gives numbers of ended threads to new ones. */
	if (e->tid == me->tid && kc_load_relaxed(&e->row->tid_start) == me->start)
		return;
	bool first = e->tid == 0;
	char name[KC_THREAD_NAME_BYTES];
	kc_thread_name(name);
	e->tid = me->tid;
	kc_store_relaxed(&e->row->tid_start, me->start);
	memcpy(e->row->thread, name, sizeof name);
	kc_store_release(&e->row->tid, me->tid);
	if (!first)
		kc_record(e->recorder, KC_EV_ADOPT, kc_end_position(e), me->tid,
			kc_domain_ticks(e->domain));
}

/* Where the fast path ends by itself: before the next stamp and at what was seen of the other side. */
static uint64_t edge_of(const struct kc_end *e)
{
	const struct kc_span *s = &e->span;
	if (!e->flow->spans || e->mode.now != KC_MODE_FAST)
		return 0; /* FENCED: every element is stamped and fenced */
	if (e->token && (e->payload == KC_TICKETS || e->payload == KC_BYTES))
		return 0; /* for these elem_bytes does not send every call to who asks the token */
	if (e->side == KC_SIDE_RECEIVE)
		return e->next_stamp < s->seen ? e->next_stamp : s->seen;
	uint64_t full = s->seen + s->mask + 1;
	return e->pace.next < full ? e->pace.next : full;
}

void kc_end_stop(struct kc_end *e)
{
	kc_store_relaxed(&e->span.limit, UINT64_C(0));
	kc_store_relaxed(&e->span.edge, UINT64_C(0));
}

void kc_end_limit(struct kc_end *e)
{
	struct kc_span *s = &e->span;
	uint64_t edge = edge_of(e);
	/* Reserved slots are nobody else's, and what kc_peek has shown is given up by the next receive (who
	 * waits in between comes here, too). */
	kc_store_relaxed(&s->limit, s->granted ? 0 : edge);
	kc_store_relaxed(&s->edge, edge);
	if (e->side == KC_SIDE_RECEIVE)
		return;
	/* C1: against kc_chan_shut, which stores closed, calls membarrier and stops the sender. If that
	 * barrier fell before the stores above, this load sees closed; if after it, its zeros stand. */
	kc_barrier();
	if (kc_unlikely(kc_chan_is_shut(e->ring)))
		kc_end_stop(e);
}

/* The element size for inline code; 0: it leaves everything to the library. */
static uint32_t inline_bytes(const struct kc_end *e)
{
	return e->in_place && !e->token ? e->elem_bytes : 0;
}

/* Which short ways the endpoint's calls may go: none past a token, which must be asked. */
static void choose_paths(struct kc_end *e)
{
	e->span.elem_bytes = inline_bytes(e);
	e->quick = e->flow->put_one && !e->token &&
		   (e->payload == KC_VALUES || e->payload == KC_POINTERS);
}

void kc_end_set_cancel(struct kc_end *e, struct kc_cancel *token)
{
	if (token == e->token)
		return;
	if (e->token)
		kc_cancel_leave(e->token, &e->watch);
	e->token = token;
	if (token) {
		e->watch.side = e->own_side;
		e->watch.several = !e->flow->alone[e->side];
		e->watch.ext = e->external ? &e->ext : NULL;
		e->watch.record = e->meet ? &e->meet->word : NULL;
		kc_cancel_join(token, &e->watch);
		if (e->external && kc_cancel_is_fired(token))
			kc_ext_end(&e->ext);
	}
	choose_paths(e);
	if (e->flow->spans)
		kc_end_limit(e);
}

static void give_retired(struct kc_chan *c)
{
	struct kc_domain *d = c->domain;
	uint32_t out = c->retired[0];
	c->retired_count--;
	memmove(c->retired, c->retired + 1, c->retired_count * sizeof *c->retired);
	struct kc_seg_endpoint *row = kc_segment_row(&d->seg, KC_SEC_ENDPOINTS, out);
	kc_store_release(&row->gen, row->gen + 1);
	kc_rows_give(&d->endpoints, out);
}

/* The channel whose oldest closed endpoint was closed first in the domain; NULL: there is none. */
static struct kc_chan *oldest_retired(const struct kc_domain *d)
{
	struct kc_chan *best = NULL;
	uint64_t best_ticks = 0;
	for (struct kc_chan *c = d->chans; c; c = c->next) {
		if (c->retired_count == 0)
			continue;
		const struct kc_seg_endpoint *row =
			kc_segment_row(&d->seg, KC_SEC_ENDPOINTS, c->retired[0]);
		if (!best || row->last_ticks < best_ticks) {
			best = c;
			best_ticks = row->last_ticks;
		}
	}
	return best;
}

/* Rows of closed endpoints are kept for the tools as long as nobody else needs them. */
static int take_row(struct kc_chan *c, uint32_t *index)
{
	struct kc_domain *d = c->domain;
	int rc = kc_rows_take(&d->endpoints, index);
	if (rc != -ENOSPC)
		return rc;
	struct kc_chan *from = c->retired_count ? c : oldest_retired(d);
	if (!from)
		return rc;
	give_retired(from);
	return kc_rows_take(&d->endpoints, index);
}

/* Histograms and recorder; with KC_NO_STATS none. */
static int take_rows(struct kc_end *e, uint32_t *block, uint32_t *residence)
{
	struct kc_domain *d = e->domain;
	*block = *residence = KC_NONE;
	int rc = take_row(e->chan, &e->index);
	if (rc)
		return rc;
	if (d->no_stats)
		return 0;
	rc = kc_segment_reserve(&d->seg, KC_SEC_RECORDER, (uint64_t)e->index + 1);
	if (rc == 0)
		rc = kc_rows_take(&d->hists, block);
	if (rc == 0 && e->side == KC_SIDE_RECEIVE) {
		rc = kc_rows_take(&d->hists, residence);
		if (rc)
			kc_rows_give(&d->hists, *block);
	}
	if (rc) {
		kc_rows_give(&d->endpoints, e->index);
		return rc;
	}
	e->recorder = kc_segment_row(&d->seg, KC_SEC_RECORDER, e->index);
	memset(e->recorder, 0, sizeof *e->recorder);
	e->block_hist = kc_segment_row(&d->seg, KC_SEC_HISTS, *block);
	memset(e->block_hist, 0, sizeof *e->block_hist);
	if (*residence != KC_NONE) {
		e->residence_hist = kc_segment_row(&d->seg, KC_SEC_HISTS, *residence);
		memset(e->residence_hist, 0, sizeof *e->residence_hist);
	}
	return 0;
}

/* The topology allows one endpoint on this side. */
static bool is_single(const struct kc_chan *c, enum kc_seg_side side)
{
	return c->topology == KC_SPSC || (c->topology != KC_MPMC && side == KC_SIDE_RECEIVE);
}

static void give_rows(struct kc_end *e)
{
	struct kc_domain *d = e->domain;
	if (e->row->hist_block != KC_NONE)
		kc_rows_give(&d->hists, e->row->hist_block);
	if (e->row->hist_residence != KC_NONE)
		kc_rows_give(&d->hists, e->row->hist_residence);
	kc_rows_give(&d->endpoints, e->index);
}

/* Memory that is the caller's has room for one endpoint a side: with the lock held, once the side is known to be
 * free. */
static struct kc_end *take_memory(struct kc_chan *c, enum kc_seg_side side)
{
	return c->given ? &c->given->end[side]
			: aligned_alloc(KC_LINE, KC_ALIGN_UP(sizeof(struct kc_end), KC_LINE));
}

static void give_memory(struct kc_end *e)
{
	if (!e->chan->given)
		free(e);
}

static void init(struct kc_end *e, struct kc_chan *c, enum kc_seg_side side)
{
	struct kc_domain *d = c->domain;
	memset(e, 0, sizeof *e);
	e->side = side;
	e->chan = c;
	e->domain = d;
	e->flow = c->flow;
	e->payload = c->payload;
	e->elem_bytes = c->elem_bytes;
	e->in_place = c->flow->in_place && (c->payload == KC_VALUES || c->payload == KC_POINTERS);
	e->no_stats = d->no_stats;
	e->spin_ns = SPIN_MAX_NS;
	kc_distance_init(&e->distance);
	e->seen = UINT64_MAX;
}

static int may_open(const struct kc_chan *c, enum kc_seg_side side)
{
	if (side == KC_SIDE_SEND && kc_chan_is_shut(c->ring))
		return kc_fail(
			-EPIPE, "channel %s is closed; no sender can be opened on it", c->name);
	if (is_single(c, side) && c->open_ends[side])
		return kc_fail(-EBUSY, "the one %s of channel %s is taken; close that one first",
			side == KC_SIDE_SEND ? "sender" : "receiver", c->name);
	return 0;
}

/* The row is filled and its rings are known: it may be used, and is counted. */
static void start(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	kc_ext_init(&e->ext, &c->ext, e->own_side, !c->flow->alone[e->side]);
	choose_paths(e);
	if (c->flow->spans)
		kc_end_limit(e);
	c->open_ends[e->side]++;
	kc_store_relaxed(e->side == KC_SIDE_SEND ? &c->row->senders : &c->row->receivers,
		c->open_ends[e->side]);
	e->next = c->ends;
	c->ends = e;
}

/* Rows in the segment, filled and shown. */
static int open_observed(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	struct kc_domain *d = e->domain;
	enum kc_seg_side side = (enum kc_seg_side)e->side;
	uint32_t block, residence;
	int rc = take_rows(e, &block, &residence);
	if (rc)
		return rc;
	e->holder = KC_HOLDER_ENDPOINT | e->index;
	kc_segment_change_begin(&d->seg);
	struct kc_seg_endpoint *row = kc_segment_row(&d->seg, KC_SEC_ENDPOINTS, e->index);
	uint32_t gen = row->gen;
	memset(row, 0, sizeof *row);
	e->row = row;
	row->gen = gen;
	row->state = KC_EP_OPEN;
	row->side = (uint8_t)side;
	row->channel = c->index;
	row->channel_gen = c->row->gen;
	row->hist_block = block;
	row->hist_residence = residence;
	row->opened_ticks = row->last_ticks = kc_domain_ticks(d);
	kc_end_adopt(e);
	rc = c->flow->open(e);
	if (rc == 0) {
		start(e);
		kc_record(e->recorder, KC_EV_OPEN, row->start_pos, e->tid, row->opened_ticks);
		kc_store_release(&row->gen, gen + 1);
	} else {
		give_rows(e);
	}
	kc_segment_change_end(&d->seg);
	return rc;
}

/* Rows beside the channel. */
static int open_unobserved(struct kc_end *e)
{
	struct kc_seg_endpoint *row = &e->chan->given->end_row[e->side];
	memset(row, 0, sizeof *row);
	row->state = KC_EP_OPEN;
	row->side = (uint8_t)e->side;
	row->hist_block = row->hist_residence = KC_NONE;
	e->row = row;
	kc_end_adopt(e);
	int rc = e->flow->open(e);
	if (rc == 0)
		start(e);
	return rc;
}

int kc_end_open(struct kc_end **out, struct kc_chan *c, enum kc_seg_side side)
{
	struct kc_domain *d = c->domain;
	struct kc_end *e = NULL;
	pthread_mutex_lock(&d->lock);
	int rc = may_open(c, side);
	if (rc == 0 && !(e = take_memory(c, side)))
		rc = kc_fail(-ENOMEM, "no memory for an endpoint of channel %s", c->name);
	if (rc == 0) {
		init(e, c, side);
		rc = c->unobserved ? open_unobserved(e) : open_observed(e);
		if (rc)
			give_memory(e);
	}
	pthread_mutex_unlock(&d->lock);
	if (rc == 0)
		*out = e;
	return rc;
}

void kc_end_label(struct kc_end *e, const char *label)
{
	char text[KC_NAME_BYTES] = "";
	strncpy(text, label, sizeof text - 1);
	memcpy(e->row->label, text, sizeof text);
}

/* Adds a histogram to its channel's past one, which is made when first needed. Without room for it the
 * closed endpoint's distribution is lost; its counters are not. */
static void move_hist(struct kc_domain *d, uint32_t *past, struct kc_seg_hist *from, uint32_t row)
{
	if (!from)
		return;
	if (from->count && *past == KC_NONE) {
		uint32_t index;
		if (kc_rows_take(&d->hists, &index) == 0) {
			memset(kc_segment_row(&d->seg, KC_SEC_HISTS, index), 0, sizeof *from);
			kc_store_release(past, index);
		}
	}
	if (from->count && *past != KC_NONE)
		kc_hist_merge(kc_segment_row(&d->seg, KC_SEC_HISTS, *past), from);
	kc_rows_give(&d->hists, row);
}

/* The row stays readable: tickets and events name it. Beyond a bound the oldest goes. */
static void retire(struct kc_chan *c, uint32_t index)
{
	struct kc_domain *d = c->domain;
	if (c->retired_count == c->retired_room && c->retired_room < RETIRED_MAX) {
		uint32_t room = c->retired_room ? 2 * c->retired_room : 4;
		uint32_t *more = realloc(c->retired, room * sizeof *more);
		if (more) {
			c->retired = more;
			c->retired_room = room;
		}
	}
	if (c->retired_room == 0) {
		struct kc_seg_endpoint *row = kc_segment_row(&d->seg, KC_SEC_ENDPOINTS, index);
		kc_store_release(&row->gen, row->gen + 1);
		kc_rows_give(&d->endpoints, index);
		return;
	}
	if (c->retired_count == c->retired_room)
		give_retired(c);
	c->retired[c->retired_count++] = index;
}

/* Adds what a closed endpoint did to what those before it did. Each sum is on record before it is stored: a reader that
 * finds it in the channel's row, and the counter not yet cleared, knows that it has been added, even if nothing more
 * ever happens here. */
static void move_counters(struct kc_seg_endpoint *row, struct kc_seg_counters *past)
{
	uint64_t *from = (uint64_t *)&row->count, *to = (uint64_t *)past;
	for (uint32_t i = 0; i < sizeof row->count / sizeof *from; i++) {
		if (from[i] == 0)
			continue;
		uint64_t sum = to[i] + from[i];
		kc_store_relaxed(&row->intent_pos, sum);
		kc_store_release(&row->intent_count, i);
		kc_store_release(&to[i], sum);
		kc_store_release(&from[i], UINT64_C(0));
	}
}

int kc_end_close(struct kc_end *e)
{
	struct kc_chan *c = e->chan;
	struct kc_domain *d = e->domain;
	if (e->side == KC_SIDE_SEND && e->span.granted)
		return kc_fail(-EBUSY, "a reservation is open; kc_commit it, with 0 to abort");
	kc_end_set_cancel(e, NULL);
	uint64_t pos = kc_end_position(e);

	pthread_mutex_lock(&d->lock);
	if (!c->unobserved)
		kc_segment_change_begin(&d->seg);
	struct kc_seg_endpoint *row = e->row;
	row->count.messages = e->flow->moved(e);
	kc_ext_close(&e->ext);
	e->flow->close(e);
	kc_store_relaxed(&row->intent_count, KC_NONE); /* of its last claim */
	kc_store_release(&row->state, (uint8_t)KC_EP_CLOSED);
	move_counters(row, &c->row->past[e->side]);
	uint32_t block = row->hist_block, residence = row->hist_residence;
	kc_store_release(&row->hist_block, KC_NONE);
	kc_store_release(&row->hist_residence, KC_NONE);
	move_hist(d, &c->row->past_block[e->side], e->block_hist, block);
	move_hist(d, &c->row->past_residence, e->residence_hist, residence);
	row->last_ticks = kc_domain_ticks(d);
	kc_record(e->recorder, KC_EV_CLOSE, pos, 0, row->last_ticks);
	c->open_ends[e->side]--;
	kc_store_relaxed(e->side == KC_SIDE_SEND ? &c->row->senders : &c->row->receivers,
		c->open_ends[e->side]);
	if (!c->unobserved) {
		retire(c, e->index);
		kc_segment_change_end(&d->seg);
	}
	for (struct kc_end **p = &c->ends; *p; p = &(*p)->next)
		if (*p == e) {
			*p = e->next;
			break;
		}
	/* INV-CLOSE-2: what it sent was published before, so nothing of the stream is lost. */
	if (c->ends_with_senders && e->side == KC_SIDE_SEND && c->open_ends[KC_SIDE_SEND] == 0)
		kc_chan_shut_locked(c);
	pthread_mutex_unlock(&d->lock);
	give_memory(e);
	return 0;
}
