#include "chan/chan.h"

#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "chan/undelivered.h"
#include "wait/side.h"

enum { CAPACITY_DEFAULT = 1024, CAPACITY_LIMIT = 1 << 26, ELEM_LIMIT = 4096, PADDED_SLOT = 64 };

static uint64_t channels_made; /* in the process */

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b); /* the name comes first in struct kc_chan */
}

static int check_opts(const struct kc_chan_opts *o)
{
	if (o->size < sizeof *o)
		return kc_fail(-EINVAL,
			"kc_chan_opts.size is %zu, not %zu; initialise it with KC_CHAN_OPTS()",
			o->size, sizeof *o);
	if (o->kind != KC_BUFFERED)
		return kc_fail(-EINVAL, "kind %d is not one; use KC_BUFFERED", (int)o->kind);
	if (o->topology != KC_SPSC && o->topology != KC_MPMC)
		return kc_fail(-EINVAL, "topology %d is not one; use KC_SPSC or KC_MPMC",
			(int)o->topology);
	if (o->overflow != KC_BLOCK && o->overflow != KC_DROP_NEWEST)
		return kc_fail(-EINVAL, "overflow %d is not one; use KC_BLOCK or KC_DROP_NEWEST",
			(int)o->overflow);
	if ((unsigned)o->payload > KC_BYTES)
		return kc_fail(-EINVAL, "payload %d is not one", (int)o->payload);
	if (o->payload == KC_VALUES && (o->elem_bytes == 0 || o->elem_bytes > ELEM_LIMIT))
		return kc_fail(-EINVAL, "elem_bytes is %u; values have 1 to %d bytes",
			o->elem_bytes, ELEM_LIMIT);
	if (o->payload != KC_VALUES && o->elem_bytes != 0)
		return kc_fail(-EINVAL, "elem_bytes is %u; only KC_VALUES takes it, leave it 0",
			o->elem_bytes);
	if (o->capacity > CAPACITY_LIMIT)
		return kc_fail(
			-EINVAL, "capacity %u is above %d elements", o->capacity, CAPACITY_LIMIT);
	unsigned known = KC_CLOSE_WITH_LAST_TX | KC_PADDED_SLOTS;
	if (o->flags & ~known)
		return kc_fail(
			-EINVAL, "kc_chan_opts.flags has unknown bits 0x%x", o->flags & ~known);
	if ((o->flags & KC_PADDED_SLOTS) && o->topology != KC_MPMC)
		return kc_fail(-EINVAL, "KC_PADDED_SLOTS is for KC_MPMC");
	return 0;
}

static uint32_t elem_bytes(const struct kc_chan_opts *o)
{
	switch (o->payload) {
	case KC_VALUES:
		return o->elem_bytes;
	case KC_POINTERS:
		return sizeof(struct kc_ptr);
	case KC_TICKETS:
	case KC_BYTES:
		return sizeof(kc_ticket);
	}
	return 0;
}

static uint32_t power_of_two(uint32_t n, uint32_t least)
{
	uint32_t p = least;
	while (p < n)
		p *= 2;
	return p;
}

/* Fills the ring's row and takes its slots from the arena. */
static int make_ring(struct kc_chan *c, const struct kc_chan_opts *o)
{
	struct kc_domain *d = c->domain;
	int rc = kc_rows_take(&d->rings, &c->ring_index);
	if (rc)
		return rc;
	struct kc_seg_ring *r = kc_segment_row(&d->seg, KC_SEC_RINGS, c->ring_index);
	uint32_t gen = r->gen;
	memset(r, 0, sizeof *r);
	r->gen = gen;
	bool mpmc = c->topology == KC_MPMC;
	uint32_t slot = c->elem_bytes;
	if (mpmc) {
		slot = (uint32_t)KC_ALIGN_UP(sizeof(struct kc_seg_slot) + c->elem_bytes, 8);
		if (o->flags & KC_PADDED_SLOTS)
			slot = (uint32_t)KC_ALIGN_UP(slot, PADDED_SLOT);
	}
	uint64_t bytes = KC_ALIGN_UP((uint64_t)slot * c->capacity, KC_LINE);
	uint64_t stamps = mpmc && !d->no_stats ? (uint64_t)c->capacity * sizeof(uint64_t) : 0;
	uint64_t offset;
	rc = kc_arena_ring_alloc(&d->arena, bytes + stamps, c->ring_index, &offset);
	if (rc) {
		kc_rows_give(&d->rings, c->ring_index);
		return rc;
	}
	r->kind = mpmc ? KC_RING_MPMC : KC_RING_SPSC;
	r->channel = c->index;
	r->capacity = c->capacity;
	r->elem_bytes = c->elem_bytes;
	r->slot_bytes = slot;
	r->slots_off = offset;
	r->slots_bytes = bytes;
	r->stamps_off = stamps ? offset + bytes : 0;
	c->ring = r;
	c->slots = d->arena.base + offset;
	if (mpmc) {
		c->q = (struct kc_mpmc){
			.row = r,
			.slots = c->slots,
			.stamps = stamps ? (uint64_t *)(void *)(c->slots + bytes) : NULL,
			.mask = c->capacity - 1,
			.slot_bytes = slot,
			.elem_bytes = c->elem_bytes,
		};
		kc_mpmc_format(&c->q);
	}
	kc_store_release(&r->gen, gen + 1);
	return 0;
}

static void free_ring(struct kc_chan *c)
{
	struct kc_domain *d = c->domain;
	kc_store_release(&c->ring->gen, c->ring->gen + 1);
	kc_arena_ring_free(&d->arena, c->ring->slots_off);
	kc_rows_give(&d->rings, c->ring_index);
}

int kc_chan_make(
	struct kc_chan **out, struct kc_domain *d, const char *name, const struct kc_chan_opts *o)
{
	int rc = check_opts(o);
	if (rc == 0)
		rc = kc_check_name("channel", name);
	if (rc)
		return rc;
	struct kc_chan *c = calloc(1, sizeof *c);
	if (!c)
		return kc_fail(-ENOMEM, "no memory for channel %s", name);
	strcpy(c->name, name);
	c->domain = d;
	c->topology = (uint8_t)o->topology;
	c->payload = (uint8_t)o->payload;
	c->drops_newest = o->overflow == KC_DROP_NEWEST;
	c->ends_with_senders = (o->flags & KC_CLOSE_WITH_LAST_TX) != 0;
	c->elem_bytes = elem_bytes(o);
	/* With sequences, a ring of one slot could not tell full from empty. */
	c->capacity = power_of_two(
		o->capacity ? o->capacity : CAPACITY_DEFAULT, c->topology == KC_MPMC ? 2 : 1);
	c->on_undelivered = o->on_undelivered;
	c->ctx = o->ctx;
	c->opens = 1;
	c->serial = kc_fetch_add_relaxed(&channels_made, UINT64_C(1)) + 1;

	pthread_mutex_lock(&d->lock);
	if (tfind(c, &d->names, by_name)) {
		rc = kc_fail(-EEXIST, "channel %s exists in domain %s; choose another name", name,
			d->seg.header->name);
		goto fail;
	}
	rc = kc_rows_take(&d->channels, &c->index);
	if (rc)
		goto fail;
	rc = make_ring(c, o);
	if (rc) {
		kc_rows_give(&d->channels, c->index);
		goto fail;
	}
	if (!tsearch(c, &d->names, by_name)) {
		rc = kc_fail(-ENOMEM, "no memory for channel %s", name);
		free_ring(c);
		kc_rows_give(&d->channels, c->index);
		goto fail;
	}
	kc_segment_change_begin(&d->seg);
	struct kc_seg_channel *row = kc_segment_row(&d->seg, KC_SEC_CHANNELS, c->index);
	uint32_t gen = row->gen;
	memset(row, 0, sizeof *row);
	row->gen = gen;
	row->kind = (uint8_t)o->kind;
	row->topology = c->topology;
	row->payload = c->payload;
	row->overflow = (uint8_t)o->overflow;
	row->state = KC_CHAN_OPEN;
	row->flags = o->flags;
	row->elem_bytes = c->elem_bytes;
	row->capacity = c->capacity;
	row->ring = c->ring_index;
	row->opened_ticks = kc_domain_ticks(d);
	row->past_block[0] = row->past_block[1] = row->past_residence = KC_NONE;
	strcpy(row->name, name);
	kc_store_release(&row->gen, gen + 1);
	kc_segment_change_end(&d->seg);
	c->row = row;
	c->next = d->chans;
	if (c->next)
		c->next->prev = c;
	d->chans = c;
	pthread_mutex_unlock(&d->lock);
	*out = c;
	return 0;
fail:
	pthread_mutex_unlock(&d->lock);
	free(c);
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

void kc_chan_shut_locked(struct kc_chan *c)
{
	struct kc_domain *d = c->domain;
	if (c->row->state == KC_CHAN_CLOSED)
		return;
	kc_store_relaxed(&c->row->closed_ticks, kc_domain_ticks(d));
	if (c->topology == KC_MPMC)
		kc_mpmc_close(&c->q);
	kc_store_release(&c->ring->closed, 1u);
	kc_store_release(&c->row->state, (uint32_t)KC_CHAN_CLOSED);
	kc_fence_full(); /* INV-CLOSE-1: closed, fence, wake - whatever the mode */
	/* A sender on its fast path looks at nothing of the channel's before it publishes: its next
	 * operation is sent to the library instead. C1: the barrier makes a kc_end_limit that is under way
	 * either see `closed` or be overwritten here. Without membarrier no limit is ever above 0. */
	kc_membarrier();
	for (struct kc_end *e = c->ends; e; e = e->next)
		if (e->side == KC_SIDE_SEND)
			kc_end_stop(e);
	for (int side = 0; side < 2; side++)
		kc_side_wake_all(&c->row->side[side], c->topology == KC_MPMC);
}

int kc_chan_shut(struct kc_chan *c)
{
	pthread_mutex_lock(&c->domain->lock);
	kc_chan_shut_locked(c);
	pthread_mutex_unlock(&c->domain->lock);
	return 0;
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
	kc_undelivered(c);

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
	free_ring(c);
	kc_rows_give(&d->channels, c->index);
	kc_segment_change_end(&d->seg);
	if (c->prev)
		c->prev->next = c->next;
	else
		d->chans = c->next;
	if (c->next)
		c->next->prev = c->prev;
	pthread_mutex_unlock(&d->lock);
	free(c->retired);
	free(c);
	return 0;
}
