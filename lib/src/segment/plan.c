#include "segment/parts.h"

#include <errno.h>
#include <inttypes.h>

#include "base/compiler.h"
#include "base/error.h"

enum {
	VERSION = 1, /* of every section's rows */
	THREADS_MAX = 16384,
	THREADS_MIN = 64,
	MAGAZINES_SPARE = 65536,
	CHUNKS_A_PAGE = 4,
	CHUNKS_MAX = 1 << 24
};

/* Rows of the other tables are named by 23 bits of a ticket's holder and by 22 bits of its handle;
 * arena pages by 32 bits of which one value means none. */
static const uint64_t rows_max = KC_HOLDER_INDEX_MASK;
static const uint64_t tickets_limit = UINT64_C(1) << KC_TKT_INDEX_BITS;
static const uint64_t arena_limit = UINT64_C(0xfffffffe) * KC_ARENA_PAGE_BYTES;

static int check(const char *option, uint64_t value, uint64_t max)
{
	if (value >= 1 && value <= max)
		return 0;
	return kc_fail(-EINVAL, "%s is %" PRIu64 ": use 1 to %" PRIu64, option, value, max);
}

static void add(struct kc_plan *p, uint32_t type, size_t elem_bytes, uint64_t capacity)
{
	p->section[p->section_count++] = (struct kc_seg_section){
		.type = type,
		.version = VERSION,
		.offset = p->file_bytes,
		.elem_bytes = (uint32_t)elem_bytes,
		.capacity = capacity,
	};
	p->file_bytes += KC_ALIGN_UP(elem_bytes * capacity, KC_SEG_SLAB_BYTES);
}

static uint64_t threads(uint64_t endpoints_max)
{
	if (endpoints_max > THREADS_MAX)
		return THREADS_MAX;
	return endpoints_max < THREADS_MIN ? THREADS_MIN : endpoints_max;
}

static uint64_t chunks(uint64_t pages)
{
	return pages > CHUNKS_MAX / CHUNKS_A_PAGE ? CHUNKS_MAX : CHUNKS_A_PAGE * pages + 1;
}

int kc_plan_make(struct kc_plan *p, const struct kc_segment_opts *o)
{
	int rc = check("channels_max", o->channels_max, rows_max);
	if (rc == 0)
		rc = check("endpoints_max", o->endpoints_max, rows_max);
	if (rc == 0)
		rc = check("tickets_max", o->tickets_max, tickets_limit);
	if (rc == 0)
		rc = check("arena_limit_bytes", o->arena_bytes, arena_limit);
	if (rc)
		return rc;
	/* The header has the first slab. */
	*p = (struct kc_plan){ .file_bytes = KC_SEG_SLAB_BYTES };
	add(p, KC_SEC_SCHEMA, sizeof(struct kc_seg_schema), kc_schema_rows);
	add(p, KC_SEC_CHANNELS, sizeof(struct kc_seg_channel), o->channels_max);
	add(p, KC_SEC_ENDPOINTS, sizeof(struct kc_seg_endpoint), o->endpoints_max);
	/* One a channel, or one a sending endpoint where a channel has lanes. */
	add(p, KC_SEC_RINGS, sizeof(struct kc_seg_ring), o->channels_max + o->endpoints_max);
	add(p, KC_SEC_TICKETS, sizeof(struct kc_seg_ticket), o->tickets_max);
	add(p, KC_SEC_THREADS, sizeof(struct kc_seg_thread), threads(o->endpoints_max));
	add(p, KC_SEC_ARENA, sizeof(struct kc_seg_arena), 1);
	add(p, KC_SEC_PAGES, sizeof(struct kc_seg_page),
		KC_ALIGN_UP(o->arena_bytes, KC_ARENA_PAGE_BYTES) / KC_ARENA_PAGE_BYTES);
	/* tickets_max / 62 hold every entry when they are full; as many again for half-filled ones
	 * on their way; and two a thread and class: 65536 are enough for 682 threads that use all
	 * 48 classes, or for 16384 threads that use two. */
	add(p, KC_SEC_MAGAZINES, sizeof(struct kc_seg_magazine),
		2 * (o->tickets_max / KC_MAGAZINE_SLOTS + 1) + MAGAZINES_SPARE);
	/* A channel keeps up to three of its closed endpoints; an open endpoint has up to two. */
	add(p, KC_SEC_HISTS, sizeof(struct kc_seg_hist),
		4 * o->channels_max + 2 * o->endpoints_max);
	add(p, KC_SEC_RECORDER, sizeof(struct kc_seg_recorder), o->endpoints_max);
	/* Pieces of unlimited channels: a quarter of an arena page each, and one or two for those that are empty. */
	add(p, KC_SEC_CHUNKS, sizeof(struct kc_seg_chunk),
		chunks(o->arena_bytes / KC_ARENA_PAGE_BYTES) + o->channels_max + o->endpoints_max);
	return 0;
}

static const struct {
	const char *rows, *option;
} names[] = {
	[KC_SEC_SCHEMA] = { "counters", "the number of counters" },
	[KC_SEC_CHANNELS] = { "channels", "channels_max" },
	[KC_SEC_ENDPOINTS] = { "endpoints", "endpoints_max" },
	[KC_SEC_RINGS] = { "rings", "endpoints_max" },
	[KC_SEC_TICKETS] = { "tickets", "tickets_max" },
	[KC_SEC_THREADS] = { "threads that allocate", "endpoints_max" },
	[KC_SEC_ARENA] = { "arenas", "the number of arenas" },
	[KC_SEC_PAGES] = { "arena pages", "arena_limit_bytes" },
	[KC_SEC_MAGAZINES] = { "magazines", "tickets_max" },
	[KC_SEC_HISTS] = { "histograms", "endpoints_max" },
	[KC_SEC_RECORDER] = { "flight recorders", "endpoints_max" },
	[KC_SEC_CHUNKS] = { "chunks", "arena_limit_bytes" },
};

const char *kc_plan_rows_name(uint32_t type)
{
	return names[type].rows;
}

const char *kc_plan_option_name(uint32_t type)
{
	return names[type].option;
}
