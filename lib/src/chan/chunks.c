#include "chan/chunks.h"

#include "base/atomic.h"
#include "base/check.h"

struct kc_seg_chunk *kc_chunk_row(const struct kc_domain *d, uint64_t name)
{
	return kc_segment_row(&d->seg, KC_SEC_CHUNKS, KC_CHUNK_INDEX(name));
}

static uint32_t index_of(const struct kc_domain *d, const struct kc_seg_chunk *row)
{
	const struct kc_seg_chunk *first = kc_segment_row(&d->seg, KC_SEC_CHUNKS, 0);
	return (uint32_t)(row - first);
}

/* Rows that nobody uses are chained through themselves: no memory but the segment's is asked for. */
static int row_take(struct kc_domain *d, uint32_t *index)
{
	int rc = 0;
	pthread_mutex_lock(&d->chunks_lock);
	*index = d->chunks_free;
	if (*index != KC_NONE) {
		struct kc_seg_chunk *row = kc_segment_row(&d->seg, KC_SEC_CHUNKS, *index);
		d->chunks_free = row->free_next;
	} else {
		rc = kc_segment_reserve(&d->seg, KC_SEC_CHUNKS, (uint64_t)d->chunks_made + 1);
		if (rc == 0)
			*index = d->chunks_made++;
	}
	pthread_mutex_unlock(&d->chunks_lock);
	return rc;
}

static void row_give(struct kc_domain *d, uint32_t index)
{
	struct kc_seg_chunk *row = kc_segment_row(&d->seg, KC_SEC_CHUNKS, index);
	pthread_mutex_lock(&d->chunks_lock);
	row->free_next = d->chunks_free;
	d->chunks_free = index;
	pthread_mutex_unlock(&d->chunks_lock);
}

int kc_chunk_take(struct kc_domain *d, uint32_t ring, uint32_t slots, uint32_t slot_bytes,
	struct kc_seg_chunk **row)
{
	uint32_t index;
	uint64_t offset;
	int rc = row_take(d, &index);
	if (rc)
		return rc;
	rc = kc_arena_ring_alloc(
		&d->arena, KC_ALIGN_UP((uint64_t)slots * slot_bytes, KC_LINE), ring, &offset);
	if (rc) {
		row_give(d, index);
		return rc;
	}
	struct kc_seg_chunk *c = kc_segment_row(&d->seg, KC_SEC_CHUNKS, index);
	KC_INVARIANT("INV-SEG-1", c->gen % 2 == 0);
	c->ring = ring;
	c->slots = slots;
	c->free_next = KC_NONE;
	/* H1: after the generation that ended its last use, for who reads it through a stale name. */
	kc_store_release(&c->slots_off, offset);
	kc_store_release(&c->first, UINT64_C(0));
	kc_store_release(&c->next, UINT64_C(0));
	kc_store_release(&c->finished, UINT64_C(0));
	*row = c;
	return 0;
}

uint64_t kc_chunk_show(struct kc_domain *d, struct kc_seg_chunk *row)
{
	uint32_t gen = row->gen + 1;
	kc_store_release(&row->gen, gen);
	return KC_CHUNK_NAME(gen, index_of(d, row));
}

void kc_chunk_give(struct kc_domain *d, struct kc_seg_chunk *row)
{
	uint64_t offset = row->slots_off;
	if (row->gen % 2)
		kc_store_release(&row->gen, row->gen + 1);
	kc_arena_ring_free(&d->arena, offset);
	row_give(d, index_of(d, row));
}
