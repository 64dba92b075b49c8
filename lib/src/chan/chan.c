#include "chan/chan.h"

#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/error.h"
#include "chan/given.h"
#include "chan/options.h"
#include "chan/undelivered.h"
#include "wait/probe.h"
#include "wait/side.h"

static uint64_t channels_made; /* in the process */

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b); /* the name comes first in struct kc_chan */
}

void kc_chan_init(struct kc_chan *c, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *o, struct kc_given *given)
{
	memset(c, 0, sizeof *c);
	strcpy(c->name, name);
	c->given = given;
	c->domain = d;
	c->topology = (uint8_t)o->topology;
	c->payload = (uint8_t)o->payload;
	c->drops = o->overflow != KC_BLOCK;
	c->ends_with_senders = (o->flags & KC_CLOSE_WITH_LAST_TX) != 0;
	c->elem_bytes = kc_chan_elem_bytes(o);
	c->flow = kc_flow_of(o);
	c->on_undelivered = o->on_undelivered;
	c->ctx = o->ctx;
	c->opens = 1;
	kc_ext_list_init(&c->ext);
	c->serial = kc_fetch_add_relaxed(&channels_made, UINT64_C(1)) + 1;
}

void kc_chan_row_init(
	const struct kc_chan *c, struct kc_seg_channel *row, const struct kc_chan_opts *o)
{
	uint32_t gen = row->gen;
	/* A request that was prepared for a predecessor must not find the value it waits with (ext.h). */
	const uint32_t ext[] = { row->side[0].word_ext, row->side[1].word_ext };
	memset(row, 0, sizeof *row);
	row->gen = gen;
	for (int side = 0; side < 2; side++) {
		row->side[side].word_ext = ext[side];
		row->side[side].number = c->number;
	}
	row->kind = (uint8_t)o->kind;
	row->topology = c->topology;
	row->payload = c->payload;
	row->overflow = (uint8_t)o->overflow;
	row->state = KC_CHAN_OPEN;
	row->flags = o->flags;
	row->elem_bytes = c->elem_bytes;
	row->capacity = c->capacity;
	row->limit_bytes = o->limit_bytes;
	row->ring = c->ring_index;
	row->opened_ticks = kc_domain_ticks(c->domain);
	row->past_block[0] = row->past_block[1] = row->past_residence = KC_NONE;
	strcpy(row->name, c->name);
}

static void give_memory(struct kc_chan *c)
{
	kc_ext_list_fini(&c->ext);
	free(c->retired);
	if (c->given)
		c->opens = 0; /* free to be opened again */
	else
		free(c);
}

int kc_chan_make(struct kc_chan **out, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *o, struct kc_given *given)
{
	int rc = kc_chan_check(o);
	if (rc == 0)
		rc = kc_check_name("channel", name);
	if (rc)
		return rc;
	struct kc_chan *c = given ? &given->chan : malloc(sizeof *c);
	if (!c)
		return kc_fail(-ENOMEM, "no memory for channel %s", name);
	kc_chan_init(c, d, name, o, given);

	pthread_mutex_lock(&d->lock);
	if (tfind(c, &d->names, by_name)) {
		rc = kc_fail(-EEXIST, "channel %s exists in domain %s; choose another name", name,
			d->seg.header->name);
		goto fail;
	}
	rc = kc_rows_take(&d->channels, &c->index);
	if (rc)
		goto fail;
	c->number = KC_WAIT_NUMBER(d->brand, c->index);
	rc = c->flow->make(c, o);
	if (rc) {
		kc_rows_give(&d->channels, c->index);
		goto fail;
	}
	if (!tsearch(c, &d->names, by_name)) {
		rc = kc_fail(-ENOMEM, "no memory for channel %s", name);
		c->flow->unmake(c);
		kc_rows_give(&d->channels, c->index);
		goto fail;
	}
	kc_segment_change_begin(&d->seg);
	struct kc_seg_channel *row = kc_segment_row(&d->seg, KC_SEC_CHANNELS, c->index);
	uint32_t gen = row->gen;
	kc_chan_row_init(c, row, o);
	kc_store_release(&row->gen, gen + 1);
	kc_segment_change_end(&d->seg);
	c->row = row;
	c->next = d->chans;
	if (c->next)
		c->next->prev = c;
	d->chans = c;
	pthread_mutex_unlock(&d->lock);
	KC_PROBE(chan_open, c->number, c->name);
	*out = c;
	return 0;
fail:
	pthread_mutex_unlock(&d->lock);
	give_memory(c);
	return rc;
}

int kc_chan_lookup(struct kc_chan **out, struct kc_domain *d, const char *name)
{
	struct kc_chan *c = NULL;
	pthread_mutex_lock(&d->lock);
	struct kc_chan *const *node = tfind(name, &d->names, by_name);
	/* Without opens it is being freed: its name stays taken until it is gone. */
	if (node && (*node)->opens) {
		c = *node;
		c->opens++;
	}
	pthread_mutex_unlock(&d->lock);
	if (!c)
		return kc_fail(
			-ENOENT, "domain %s has no channel %.80s", d->seg.header->name, name);
	*out = c;
	return 0;
}

/* Each channel that has a number, once: when it is closed, or when it goes without. */
static void say_closed(const struct kc_chan *c)
{
	if (c->number)
		KC_PROBE(chan_close, c->number, c->name);
}

static void wake_side(struct kc_chan *c, struct kc_seg_side_wait *s, bool several)
{
	(void)kc_ext_wake(&c->ext, s, several);
	KC_POINT("close.told");
	kc_side_wake_all(s, several, c->number);
}

void kc_chan_shut_locked(struct kc_chan *c)
{
	struct kc_domain *d = c->domain;
	if (c->row->state == KC_CHAN_CLOSED)
		return;
	kc_store_relaxed(&c->row->closed_ticks, kc_domain_ticks(d));
	c->flow->shut(c);
	kc_store_release(&c->row->state, (uint32_t)KC_CHAN_CLOSED);
	say_closed(c);
	KC_POINT("close.shut");
	kc_fence_full(); /* INV-CLOSE-1: closed, fence, wake - whatever the mode */
	/* A sender on its fast path looks at nothing of the channel's before it publishes: its next
	 * operation is sent to the library instead. C1: the barrier makes a kc_end_limit that is under way
	 * either see `closed` or be overwritten here. Without membarrier no limit is ever above 0. */
	kc_membarrier();
	KC_POINT("close.fenced");
	for (struct kc_end *e = c->ends; e; e = e->next)
		if (e->side == KC_SIDE_SEND)
			kc_end_stop(e);
	KC_POINT("close.stopped");
	for (struct kc_end *e = c->ends; e; e = e->next)
		if (c->flow->alone[e->side])
			wake_side(c, e->own_side, false);
	for (int side = 0; side < 2; side++)
		if (!c->flow->alone[side])
			wake_side(c, &c->row->side[side], true);
}

int kc_chan_shut(struct kc_chan *c)
{
	pthread_mutex_lock(&c->domain->lock);
	kc_chan_shut_locked(c);
	pthread_mutex_unlock(&c->domain->lock);
	return 0;
}

/* What is in it, by the positions. */
KC_CHECK_ONLY uint64_t depth_of(const struct kc_chan *c)
{
	struct kc_positions pos;
	uint64_t oldest_ticks;
	c->flow->look(c, &pos, &oldest_ticks);
	return pos.depth;
}

/* With every endpoint closed: what the senders counted is what the receivers counted, what was dropped, and what is
 * left. */
KC_CHECK_ONLY bool is_balanced(const struct kc_chan *c)
{
	const struct kc_seg_counters *past = c->row->past;
	return past[KC_SIDE_SEND].messages ==
	       past[KC_SIDE_RECEIVE].messages + past[KC_SIDE_SEND].dropped_oldest + depth_of(c);
}

int kc_chan_unmake(struct kc_chan *c)
{
	struct kc_domain *d = c->domain;
	pthread_mutex_lock(&d->lock);
	if (c->opens > 1) {
		c->opens--;
		pthread_mutex_unlock(&d->lock);
		return 0;
	}
	if (c->ends) {
		pthread_mutex_unlock(&d->lock);
		return kc_fail(
			-EBUSY, "channel %s still has open endpoints; close them first", c->name);
	}
	c->opens = 0;
	pthread_mutex_unlock(&d->lock);

	/* Nobody else may use the channel any more; the program's callback runs without the lock. */
	KC_INVARIANT("INV-POS-4", is_balanced(c));
	kc_undelivered(c);
	KC_INVARIANT("INV-CLOSE-2", depth_of(c) == 0);
	if (c->unobserved) {
		give_memory(c);
		return 0;
	}
	if (c->row->state != KC_CHAN_CLOSED)
		say_closed(c);

	pthread_mutex_lock(&d->lock);
	tdelete(c, &d->names, by_name);
	kc_segment_change_begin(&d->seg);
	kc_store_release(&c->row->gen, c->row->gen + 1);
	const uint32_t hists[] = { c->row->past_block[0], c->row->past_block[1],
		c->row->past_residence };
	for (size_t i = 0; i < KC_ARRAY_LEN(hists); i++)
		if (hists[i] != KC_NONE)
			kc_rows_give(&d->hists, hists[i]);
	for (uint32_t i = 0; i < c->retired_count; i++) {
		struct kc_seg_endpoint *row =
			kc_segment_row(&d->seg, KC_SEC_ENDPOINTS, c->retired[i]);
		kc_store_release(&row->gen, row->gen + 1);
		kc_rows_give(&d->endpoints, c->retired[i]);
	}
	c->flow->unmake(c);
	kc_rows_give(&d->channels, c->index);
	kc_segment_change_end(&d->seg);
	if (c->prev)
		c->prev->next = c->next;
	else
		d->chans = c->next;
	if (c->next)
		c->next->prev = c->prev;
	pthread_mutex_unlock(&d->lock);
	give_memory(c);
	return 0;
}
