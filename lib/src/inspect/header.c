#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/crc32c.h"
#include "base/waitword.h"
#include "inspect/source.h"

/* What a row must hold for this reader, and how many rows it looks at. */
static const struct section_kind {
	const char *name;
	uint32_t row_bytes;
	uint64_t rows_max;
} kinds[KC_SEC_CHUNKS + 1] = {
	[KC_SEC_SCHEMA] = { "schema", sizeof(struct kc_seg_schema), 256 },
	[KC_SEC_CHANNELS] = { "channels", sizeof(struct kc_seg_channel), 65536 },
	[KC_SEC_ENDPOINTS] = { "endpoints", sizeof(struct kc_seg_endpoint), 262144 },
	[KC_SEC_RINGS] = { "rings", sizeof(struct kc_seg_ring), UINT64_C(1) << 32 },
	[KC_SEC_TICKETS] = { "tickets", sizeof(struct kc_seg_ticket), 1u << KC_TKT_INDEX_BITS },
	[KC_SEC_THREADS] = { "threads", sizeof(struct kc_seg_thread), 65536 },
	[KC_SEC_ARENA] = { "arena", sizeof(struct kc_seg_arena), 1 },
	[KC_SEC_PAGES] = { "pages", sizeof(struct kc_seg_page), UINT64_C(1) << 32 },
	[KC_SEC_MAGAZINES] = { "magazines", sizeof(struct kc_seg_magazine), UINT64_C(1) << 32 },
	[KC_SEC_HISTS] = { "histograms", sizeof(struct kc_seg_hist), UINT64_C(1) << 32 },
	[KC_SEC_RECORDER] = { "recorder", sizeof(struct kc_seg_recorder), 262144 },
	[KC_SEC_CHUNKS] = { "chunks", sizeof(struct kc_seg_chunk), UINT64_C(1) << 32 },
};

const char *ki_section_name(uint32_t type)
{
	return type >= KC_SEC_SCHEMA && type <= KC_SEC_CHUNKS ? kinds[type].name : "unknown";
}

/* arena_fd is stored when the arena opens, after the file has its name: a writer that died between that
 * store and the checksum's leaves one that belongs to -1. */
static bool checksum_good(const struct kc_seg_header *h)
{
	size_t bytes = offsetof(struct kc_seg_header, header_crc);
	if (kc_crc32c(0, h, bytes) == h->header_crc)
		return true;
	struct kc_seg_header before = *h;
	before.arena_fd = -1;
	return kc_crc32c(0, &before, bytes) == h->header_crc;
}

int ki_header_check(const struct kc_seg_header *h, uint64_t copied_bytes, uint64_t file_size,
	const char *path, struct ki_error *err)
{
	if (copied_bytes >= sizeof h->magic && h->magic == __builtin_bswap64(KC_SEG_MAGIC))
		return ki_fail(err, -EPROTONOSUPPORT,
			"%s was written on a machine of the other byte order; read it on one like that",
			path);
	if (copied_bytes < sizeof h->magic || h->magic != KC_SEG_MAGIC)
		return ki_fail(err, -EINVAL,
			"%s is not a kc segment: it does not begin with the mark of one", path);
	if (copied_bytes >= offsetof(struct kc_seg_header, header_bytes)) {
		if (h->byte_order != KC_SEG_BYTE_ORDER)
			return ki_fail(err, -EPROTONOSUPPORT,
				"%s was written on a machine of another byte order (0x%08x)", path,
				h->byte_order);
		if (h->layout_major != KC_LAYOUT_MAJOR)
			return ki_fail(err, -EPROTONOSUPPORT,
				"%s has layout version %u.%u and this tool reads version %d; use the tools that belong "
				"to the library that wrote it",
				path, h->layout_major, h->layout_minor, KC_LAYOUT_MAJOR);
	}
	if (copied_bytes < sizeof *h)
		return ki_fail(err, -EINVAL,
			"%s is cut short: %" PRIu64
			" bytes, but the header alone has %zu; take an undamaged copy",
			path, file_size, sizeof *h);
	if (!checksum_good(h))
		return ki_fail(err, -EINVAL,
			"%s: the header is damaged: its checksum does not match its bytes; take an undamaged copy",
			path);
	if (h->header_bytes < sizeof *h || h->header_bytes > KC_SEG_SLAB_BYTES ||
		h->header_bytes > h->file_bytes)
		return ki_fail(err, -EINVAL,
			"%s: the header is damaged: it claims %u bytes for itself", path,
			h->header_bytes);
	if (h->section_count > KC_SEG_SECTIONS_MAX)
		return ki_fail(err, -EINVAL,
			"%s: the header is damaged: it claims %u sections, at most %d fit", path,
			h->section_count, KC_SEG_SECTIONS_MAX);
	return 0;
}

static bool overlaps(const struct kc_seg_section *a, const struct kc_seg_section *b)
{
	/* Both have been bounded: neither product nor sum can wrap. */
	uint64_t a_end = a->offset + a->capacity * a->elem_bytes;
	uint64_t b_end = b->offset + b->capacity * b->elem_bytes;
	return a->offset < b_end && b->offset < a_end;
}

/* Whether the section lies inside the length that the header declares. */
static bool placed(ki_source *s, const struct kc_seg_section *c, const char *name)
{
	uint64_t declared = s->header.file_bytes;
	if (c->elem_bytes == 0) {
		ki_note_skipped(&s->toc, KI_F_TOC_STRIDE, "section %s: rows of 0 bytes", name);
		return false;
	}
	if (c->offset < s->header.header_bytes || c->offset > declared || c->offset % 8 ||
		c->capacity > (declared - c->offset) / c->elem_bytes) {
		ki_note_skipped(&s->toc, KI_F_TOC_RANGE,
			"section %s: %" PRIu64 " rows of %u bytes at %" PRIu64
			" do not fit a file of %" PRIu64 " bytes",
			name, c->capacity, c->elem_bytes, c->offset, declared);
		return false;
	}
	return true;
}

static void accept(ki_source *s, const struct kc_seg_section *c)
{
	const struct section_kind *k = &kinds[c->type];
	struct ki_table *t = &s->table[c->type];
	if (c->elem_bytes < k->row_bytes || c->elem_bytes > KI_STRIDE_GROWTH * k->row_bytes ||
		c->elem_bytes % 8) {
		ki_note_skipped(&s->toc, KI_F_TOC_STRIDE,
			"section %s: rows of %u bytes; %u are known", k->name, c->elem_bytes,
			k->row_bytes);
		return;
	}
	uint64_t rows = c->hwm;
	if (rows > c->capacity) {
		ki_note(&s->toc, KI_F_TOC_ROWS,
			"section %s: %" PRIu64 " rows in use in a table of %" PRIu64
			"; looking at the table",
			k->name, rows, c->capacity);
		rows = c->capacity;
	}
	uint64_t there = c->offset < s->bound ? (s->bound - c->offset) / c->elem_bytes : 0;
	if (rows > there) {
		ki_note_skipped(&s->toc, KI_F_TOC_CUT,
			"section %s: the file ends after %" PRIu64 " of %" PRIu64 " rows", k->name,
			there, rows);
		rows = there;
	}
	if (rows > k->rows_max) {
		ki_note_skipped(&s->toc, KI_F_BOUND,
			"section %s: only the first %" PRIu64 " of %" PRIu64 " rows are looked at",
			k->name, k->rows_max, rows);
		rows = k->rows_max;
	}
	*t = (struct ki_table){ .offset = c->offset, .rows = rows, .stride = c->elem_bytes };
}

/* A probe reads the target's memory there: in reach of a thread pointer, and not on the pointer itself. */
static bool wait_word_good(const struct kc_seg_header *h)
{
	return h->tls_abi == KC_TLS_ABI && h->tls_offset >= INT32_MIN &&
	       h->tls_offset <= INT32_MAX && h->tls_offset % 4 == 0 && h->tls_offset != 0;
}

void ki_toc_check(ki_source *s)
{
	const struct kc_seg_header *h = &s->header;
	bool good[KC_SEG_SECTIONS_MAX] = { false };
	ki_findings_free(&s->toc);
	memset(s->table, 0, sizeof s->table);
	for (uint32_t i = 0; i < h->section_count; i++) {
		const struct kc_seg_section *c = &h->sections[i];
		s->info.section[i] = *c;
		/* A type this reader does not know belongs to a newer writer: it is none of its business. */
		if (c->type < KC_SEC_SCHEMA || c->type > KC_SEC_CHUNKS)
			continue;
		s->toc.checks_run++;
		good[i] = placed(s, c, kinds[c->type].name);
		for (uint32_t k = 0; k < i && good[i]; k++) {
			if (!good[k] ||
				!(h->sections[k].type == c->type || overlaps(&h->sections[k], c)))
				continue;
			ki_note_skipped(&s->toc, KI_F_TOC_OVERLAP,
				"section %s %s section %s; left out", kinds[c->type].name,
				h->sections[k].type == c->type ? "occurs twice: see" : "overlaps",
				kinds[h->sections[k].type].name);
			good[i] = false;
		}
		if (good[i])
			accept(s, c);
	}
	for (uint32_t type = KC_SEC_CHANNELS; type <= KC_SEC_RINGS; type++) {
		s->toc.checks_run++;
		bool there = false;
		for (uint32_t i = 0; i < h->section_count; i++)
			there |= h->sections[i].type == type;
		if (!there)
			ki_note_skipped(&s->toc, KI_F_TOC_MISSING, "there is no section %s",
				kinds[type].name);
	}
	if (h->clock_kind < KC_CLOCK_MONOTONIC || h->clock_kind > KC_CLOCK_CNTVCT)
		ki_note(&s->toc, KI_F_HEADER,
			"clock kind %u is unknown: times are not to be trusted", h->clock_kind);
	if (h->state < KC_SEG_INITIALISING || h->state > KC_SEG_CLOSED)
		ki_note(&s->toc, KI_F_HEADER, "state %u is unknown", h->state);
	if (h->tls_abi != 0 && !wait_word_good(h))
		ki_note(&s->toc, KI_F_HEADER,
			"wait word of kind %u at %" PRId64
			": unknown, or no place for one: wakes cannot be traced",
			h->tls_abi, h->tls_offset);
}

void ki_info_fill(ki_source *s, const char *path)
{
	const struct kc_seg_header *h = &s->header;
	struct ki_info *n = &s->info;
	ki_safe_text(n->path, sizeof n->path, path, strlen(path));
	ki_safe_text(n->name, sizeof n->name, h->name, sizeof h->name);
	ki_safe_text(n->exe, sizeof n->exe, h->exe, sizeof h->exe);
	ki_safe_text(n->lib_version, sizeof n->lib_version, h->lib_version, sizeof h->lib_version);
	uint32_t id_bytes =
		h->build_id_bytes < sizeof h->build_id ? h->build_id_bytes : sizeof h->build_id;
	for (uint32_t i = 0; i < id_bytes; i++)
		snprintf(n->build_id + 2 * i, 3, "%02x", h->build_id[i]);
	n->layout_major = h->layout_major;
	n->layout_minor = h->layout_minor;
	n->pid = h->pid;
	n->uid = h->uid;
	n->flags = h->flags;
	n->brand = h->brand;
	n->instance = h->instance;
	n->pid_start = h->pid_start;
	n->pidns_inode = h->pidns_inode;
	n->clock_kind = h->clock_kind;
	n->tls_abi = wait_word_good(h) ? h->tls_abi : 0;
	n->tls_offset = n->tls_abi ? h->tls_offset : 0;
	n->file_bytes = h->file_bytes;
	n->arena_limit_bytes = h->arena_bytes;
	n->arena_page_bytes = h->arena_page_bytes;
	n->arena_fd = h->arena_fd;
	n->seg_state = h->state;
	n->structure_seq = h->structure_seq;
	n->opened_wall_ns = h->clock_open.wall_ns;
	n->opened_mono_ns = h->clock_open.mono_ns;
	n->closed_mono_ns = h->closed_mono_ns;
	n->tickets_live_at_close = h->tickets_live_at_close;
	n->section_count = h->section_count;
}
