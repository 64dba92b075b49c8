/* source.h - the one door through which bytes of a segment come in.
 *
 * Copies with pread only (no SIGBUS when the file shrinks, one fetch of each byte), never beyond
 * min(file size, header size), counts reads and bytes, and refuses to go on beyond the bound of
 * RELIABILITY row 9: 4 x the file's size in bytes and 64 Ki reads an operation.
 *
 * The header's fixed part is read once, at open; what changes is read again by refresh.
 * One user at a time. */
#ifndef KC_INSPECT_SOURCE_H
#define KC_INSPECT_SOURCE_H

#include "base/clock.h"
#include "base/compiler.h"
#include "inspect/findings.h"
#include "inspect/inspect.h"

enum {
	KI_READS_MAX = 65536,     /* an operation */
	KI_CHUNK_BYTES = 1 << 20, /* tables are copied in pieces of this size */
	KI_STRIDE_GROWTH = 4      /* a newer version's rows may be so many times ours */
};

/* A section whose place in the file has been checked. rows: what may be read now. */
struct ki_table {
	uint64_t offset;
	uint64_t rows;
	uint32_t stride; /* 0: not there */
};

struct ki_source {
	int fd;
	int arena_fd;       /* -1: not looked for; -2: not to be had */
	uint64_t file_size; /* fstat's */
	uint64_t bound;     /* min(file_size, the header's) */
	struct kc_seg_header header;
	struct kc_seg_clock clock; /* newest good calibration pair, all 0: none */
	struct ki_table table[KC_SEC_CHUNKS + 1];
	struct ki_findings toc; /* what is wrong with header and table of contents */
	struct ki_info info;
	struct ki_work work;
	struct ki_work limit; /* of the present operation, in terms of work */
	unsigned char *buf;   /* ki_buffer's; NULL: not needed yet */
};

/* Room for two pieces of KI_CHUNK_BYTES, aligned for any row, that stays with the source: a sample a
 * second must not take and return megabytes of memory each time. It holds what the operation under way
 * put there. NULL: out of memory. */
unsigned char *ki_buffer(ki_source *s);

/* Starts an operation: its bound counts from here. */
void ki_work_begin(ki_source *s);
/* Exactly bytes from offset. -ERANGE outside the bound, -E2BIG beyond the operation's work, -EIO (also a
 * file that shrank) or what pread says. */
int ki_read(ki_source *s, void *to, uint64_t bytes, uint64_t offset);
/* The same from the arena of a live writer; -ENOENT when it cannot be reached. */
int ki_read_arena(ki_source *s, void *to, uint64_t bytes, uint64_t offset);
/* Whether bytes more can be read in this operation. */
bool ki_work_left(const ki_source *s, uint64_t bytes);

/* Fills err and returns rc. */
int ki_fail(struct ki_error *err, int rc, const char *fmt, ...) KC_PRINTF(3, 4);
/* The sentence for a path that could not be opened: owner, mode and cure when it is a matter of permission. */
int ki_fail_open(struct ki_error *err, int rc, const char *path);

/* header.c: checks a copied header and the table of contents in it. */
int ki_header_check(const struct kc_seg_header *h, uint64_t copied_bytes, uint64_t file_size,
	const char *path, struct ki_error *err);
/* Bounds of all sections, from s->header and s->bound into s->table; findings into s->toc. */
void ki_toc_check(ki_source *s);
/* Fills s->info from s->header. */
void ki_info_fill(ki_source *s, const char *path);

/* The name a section type has in sentences. */
const char *ki_section_name(uint32_t type);

/* Instants of this segment, by the longest baseline there is. */
struct kc_timebase ki_timebase(const ki_source *s);
/* CLOCK_MONOTONIC of ticks; 0 stays 0 (never), and nothing wraps. */
uint64_t ki_instant(const struct kc_timebase *b, uint64_t ticks);
/* Whether the segment was written since this machine booted. */
bool ki_same_boot(const ki_source *s);

#endif
