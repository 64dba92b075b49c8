#include "chan/unlimited.h"

#include "base/error.h"
#include "chan/chunks.h"
#include "chan/storage.h"

/* A chunk fills a quarter of an arena page, so that a channel that holds little takes little, and the work at a
 * chunk's end is spread over many elements. */
enum { CHUNK_BYTES = 16384, CHUNK_SLOTS_MIN = 8 };

/* --- where chunks come from ---------------------------------------------------------------------- */

/* One waits for its next use: a queue whose ends move around a border, and one that is filled and emptied in step,
 * asks nobody for memory. */
static int take(void *ctx, struct kc_seg_chunk **row)
{
	struct kc_chan *c = ctx;
	struct kc_domain *d = c->domain;
	uint32_t spare = kc_load_relaxed(&c->u_spare);
	if (spare != KC_NONE)
		spare = kc_exchange(&c->u_spare, KC_NONE);
	if (spare != KC_NONE) {
		*row = &c->u.chain.chunks[spare];
		return 0;
	}
	return kc_chunk_take(d, c->ring_index, (uint32_t)c->u.chain.mask + 1,
		c->u.slot_bytes + (c->u.stamps_off ? (uint32_t)sizeof(uint64_t) : 0), row);
}

static void give(void *ctx, struct kc_seg_chunk *row)
{
	struct kc_chan *c = ctx;
	uint32_t none = KC_NONE, index = (uint32_t)(row - c->u.chain.chunks);
	if (kc_load_relaxed(&c->u_spare) == KC_NONE && kc_cas_acq_rel(&c->u_spare, &none, index))
		return;
	kc_chunk_give(c->domain, row);
}

static const struct kc_chain_memory memory = { .take = take, .give = give };

/* --- making -------------------------------------------------------------------------------------- */

/* No more than the limit needs. */
static uint32_t chunk_slots(uint32_t bytes_each, uint64_t limit)
{
	uint32_t n = CHUNK_SLOTS_MIN;
	while (2 * n * bytes_each <= CHUNK_BYTES && (limit == 0 || n < limit))
		n *= 2;
	return n;
}

int kc_unlimited_make(struct kc_chan *c, const struct kc_chan_opts *o, enum kc_seg_ring_kind kind,
	uint32_t slot_bytes, bool stamped)
{
	const struct kc_segment *seg = &c->domain->seg;
	uint64_t limit = o->limit_bytes / c->elem_bytes;
	uint32_t stamp = stamped && !c->domain->no_stats ? sizeof(uint64_t) : 0;
	uint32_t slots = chunk_slots(slot_bytes + stamp, limit);
	struct kc_ring_shape shape = {
		.kind = kind, .capacity = slots, .slot_bytes = slot_bytes, .given = true
	};
	int rc = kc_ring_take(c, &shape, &c->ring_index, &c->ring);
	if (rc)
		return rc;
	c->capacity = 0;
	c->most = limit ? limit : UINT64_MAX;
	c->u_spare = KC_NONE;
	c->ring->limit = limit;
	c->ring->stamps_off = stamp ? (uint64_t)slots * slot_bytes : 0;
	c->u = (struct kc_unlimited){
		.chain = { .row = c->ring,
			.chunks = (void *)(seg->base + seg->section[KC_SEC_CHUNKS]->offset),
			.arena = c->domain->arena.base,
			.mask = slots - 1,
			.memory = &memory,
			.ctx = c },
		.limit = limit,
		.slot_bytes = slot_bytes,
		.elem_bytes = c->elem_bytes,
		.stamps_off = c->ring->stamps_off,
	};
	rc = kc_chain_begin(&c->u.chain);
	if (rc) {
		kc_ring_give(c, c->ring_index);
		return rc;
	}
	kc_ring_show(c->ring);
	return 0;
}

void kc_unlimited_unmake(struct kc_chan *c)
{
	kc_chain_end(&c->u.chain);
	if (c->u_spare != KC_NONE)
		kc_chunk_give(c->domain, &c->u.chain.chunks[c->u_spare]);
	kc_ring_give(c, c->ring_index);
}
