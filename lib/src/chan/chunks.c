#include "chan/chunks.h"

#include "base/atomic.h"

struct kc_seg_chunk *kc_chunk_row(const struct kc_domain *d, uint64_t name)
{
	return kc_segment_row(&d->seg, KC_SEC_CHUNKS, KC_CHUNK_INDEX(name));
}

static uint32_t index_of(const struct kc_domain *d, const struct kc_seg_chunk *row)
{
	const struct kc_seg_chunk *first = kc_segment_row(&d->seg, KC_SEC_CHUNKS, 0);
	return (uint32_t)(row - first);
}

int kc_chunk_take(struct kc_domain *d, uint32_t ring, uint32_t slots, uint32_t slot_bytes,
	struct kc_seg_chunk **row)
{
	uint32_t index;
	uint64_t offset;
	pthread_mutex_lock(&d->chunks_lock);
	int rc = kc_rows_take(&d->chunks, &index);
	pthread_mutex_unlock(&d->chunks_lock);
	if (rc)
		return rc;
	rc = kc_arena_ring_alloc(
		&d->arena, KC_ALIGN_UP((uint64_t)slots * slot_bytes, KC_LINE), ring, &offset);
	if (rc) {
		pthread_mutex_lock(&d->chunks_lock);
		kc_rows_give(&d->chunks, index);
		pthread_mutex_unlock(&d->chunks_lock);
		return rc;
	}
	struct kc_seg_chunk *c = kc_segment_row(&d->seg, KC_SEC_CHUNKS, index);
	c->ring = ring;
	c->slots = slots;
	c->slots_off = offset;
	c->free_next = KC_NONE;
	kc_store_relaxed(&c->first, UINT64_C(0));
	kc_store_relaxed(&c->next, UINT64_C(0));
	kc_store_relaxed(&c->finished, UINT64_C(0));
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
	kc_store_release(&row->gen, row->gen + 1);
	kc_arena_ring_free(&d->arena, offset);
	pthread_mutex_lock(&d->chunks_lock);
	kc_rows_give(&d->chunks, index_of(d, row));
	pthread_mutex_unlock(&d->chunks_lock);
}
