#include <inttypes.h>
#include <string.h>

#include "inspect/build.h"

static uint64_t bounded(struct ki_build *b, const char *what, uint64_t bytes)
{
	uint64_t limit = b->snap->arena.limit_bytes;
	b->f.checks_run++;
	if (bytes <= limit)
		return bytes;
	ki_note(&b->f, KI_F_ARENA, "arena: %" PRIu64 " bytes %s, with a limit of %" PRIu64, bytes,
		what, limit);
	return limit;
}

static uint64_t pages(const struct ki_build *b, uint64_t n)
{
	uint64_t page = b->s->header.arena_page_bytes;
	return page && n > UINT64_MAX / page ? UINT64_MAX : n * page;
}

void ki_arena_read(struct ki_build *b)
{
	const struct ki_table *t = &b->s->table[KC_SEC_ARENA];
	struct ki_arena *out = &b->snap->arena;
	struct kc_seg_arena a;
	out->limit_bytes = b->s->header.arena_bytes;
	if (t->rows == 0)
		return;
	if (ki_read(b->s, &a, sizeof a, t->offset)) {
		ki_note_skipped(&b->f, KI_F_READ, "the arena's row could not be read");
		return;
	}
	out->taken_bytes = bounded(b, "taken", pages(b, a.pages_hwm));
	out->free_bytes = bounded(b, "free", pages(b, a.pages_free));
	out->ring_bytes = bounded(b, "under rings", a.bytes_rings);
	out->run_bytes = bounded(b, "in runs", a.bytes_runs);
	out->tickets_hwm = a.tickets_hwm;
	out->tickets_retired = a.tickets_retired;
	out->class_count = a.class_count;
	if (a.class_count > KC_ARENA_CLASSES_MAX) {
		ki_note(&b->f, KI_F_ARENA, "arena: %u size classes, at most %d can be",
			a.class_count, KC_ARENA_CLASSES_MAX);
		out->class_count = KC_ARENA_CLASSES_MAX;
	}
	for (uint32_t i = 0; i < out->class_count; i++) {
		out->class_[i].block_bytes = a.classes[i].block_bytes;
		out->class_[i].pages = a.classes[i].page_count;
		out->class_[i].blocks_bound = a.classes[i].blocks_bound;
	}
}
