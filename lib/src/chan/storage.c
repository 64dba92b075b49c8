#include "chan/storage.h"

#include <string.h>

#include "base/check.h"

int kc_ring_take(struct kc_chan *c, const struct kc_ring_shape *shape, uint32_t *index,
	struct kc_seg_ring **row)
{
	struct kc_domain *d = c->domain;
	int rc = kc_rows_take(&d->rings, index);
	if (rc)
		return rc;
	uint64_t bytes =
		shape->given ? 0
			     : KC_ALIGN_UP((uint64_t)shape->slot_bytes * shape->capacity, KC_LINE);
	uint64_t stamps =
		shape->stamped && !d->no_stats ? (uint64_t)shape->capacity * sizeof(uint64_t) : 0;
	uint64_t offset = 0;
	if (bytes)
		rc = kc_arena_ring_alloc(&d->arena, bytes + stamps, *index, &offset);
	if (rc) {
		kc_rows_give(&d->rings, *index);
		return rc;
	}
	struct kc_seg_ring *r = kc_segment_row(&d->seg, KC_SEC_RINGS, *index);
	uint32_t gen = r->gen, ext = r->room.word_ext;
	memset(r, 0, sizeof *r);
	r->gen = gen;
	r->room.word_ext = ext; /* never restarts (layout.h) */
	r->room.number = c->number;
	r->kind = (uint8_t)shape->kind;
	r->channel = c->index;
	r->capacity = shape->capacity;
	r->elem_bytes = c->elem_bytes;
	r->slot_bytes = shape->slot_bytes;
	r->slots_off = offset;
	r->slots_bytes = bytes;
	r->stamps_off = stamps ? offset + bytes : 0;
	r->next_lane = r->owner = KC_NONE;
	*row = r;
	return 0;
}

void kc_ring_show(struct kc_seg_ring *row)
{
	KC_INVARIANT("INV-SEG-1", row->gen % 2 == 0);
	kc_store_release(&row->gen, row->gen + 1);
}

void kc_ring_give(struct kc_chan *c, uint32_t index)
{
	struct kc_domain *d = c->domain;
	struct kc_seg_ring *r = kc_segment_row(&d->seg, KC_SEC_RINGS, index);
	if (r->gen % 2) /* it was shown */
		kc_store_release(&r->gen, r->gen + 1);
	if (r->slots_bytes)
		kc_arena_ring_free(&d->arena, r->slots_off);
	kc_rows_give(&d->rings, index);
}
