/* segment.h - the stats segment file: where it lies, how it is made, grown, closed and left behind.
 *
 * One file per domain: <name>.<pid>.<instance>.kcs in kc_domain_opts.dir, else $KC_DIR, else
 * $XDG_RUNTIME_DIR/kc, else /dev/shm/kc-<uid> (PROTOCOLS §6). Rows are reserved by
 * kc_segment_reserve before they are touched: the only place where a full file system shows. */
#ifndef KC_SEGMENT_SEGMENT_H
#define KC_SEGMENT_SEGMENT_H

#include <stdbool.h>

#include "segment/layout.h"

struct kc_segment_opts {
	const char *name; /* of the domain, checked by the caller */
	const char *dir;  /* NULL: as above */
	uint64_t arena_bytes;
	uint64_t channels_max, endpoints_max, tickets_max;
	uint32_t flags; /* kc_domain_opts.flags as they are */
	uint32_t brand;
	bool keep;       /* leave the file after a clean close */
	bool group_read;    /* mode 0640 */
	uint32_t tls_abi;   /* of the wait word; 0: there is none */
	int64_t tls_offset; /* of it, from the thread pointer */
};

struct kc_segment {
	uint8_t *base; /* MAP_SHARED, read-write, the whole fixed length */
	struct kc_seg_header *header;
	uint64_t bytes;
	int fd, dir_fd;
	bool keep;
	char file[160];  /* name inside the folder */
	char path[4096]; /* of the file */
	struct kc_seg_section *section[KC_SEC_CHUNKS + 1]; /* by type */
	uint64_t allocated[KC_SEC_CHUNKS + 1];             /* bytes of each section with memory */
	uint32_t clock_busy;                                 /* somebody refreshes the clock */
};

/* Makes folder and file: checks the folder, removes old leftovers of the same name (all but the
 * newest $KC_LEFTOVERS, default 4), O_TMPFILE, RLIMIT_FSIZE check, fixed sparse length, header,
 * schema, OFD lock, link into place. Everything in the header but arena_fd is filled in; state is
 * LIVE. -errno with kc_fail's sentence; nothing is left behind on failure. */
int kc_segment_create(struct kc_segment *s, const struct kc_segment_opts *o);

/* Rows 0 ... rows - 1 of a section get memory (fallocate in 64 KiB slabs), then hwm is raised with
 * release. hwm becomes `rows`; memory grows geometrically ahead of it where there is room, so
 * asking for one row more is cheap. Fewer rows than there are: nothing happens.
 * -ENOSPC: the table is full or the file system is. The caller serialises calls on one section;
 * different sections at the same time are fine. */
int kc_segment_reserve(struct kc_segment *s, uint32_t type, uint64_t rows);

/* Address of a row; reserved rows only. */
void *kc_segment_row(const struct kc_segment *s, uint32_t type, uint64_t index);

/* Stores the arena's descriptor in the header and renews the header's checksum: for kc_arena_open,
 * before anybody else uses the domain. A reader between the two stores looks again. */
void kc_segment_set_arena_fd(struct kc_segment *s, int fd);

/* Refreshes header.clock_latest if it is at least a second old (slow paths). One caller at a time
 * wins, others return at once. Nothing to refresh where there is no segment (unobserved channels). */
void kc_segment_refresh_clock(struct kc_segment *s);

/* structure_seq odd ... even around opening and closing rows (INV-SEG-1); caller serialises. */
void kc_segment_change_begin(struct kc_segment *s);
void kc_segment_change_end(struct kc_segment *s);

/* Marks it closed, unlinks it unless keep was asked for or tickets_live > 0, unmaps. */
void kc_segment_close(struct kc_segment *s, uint64_t tickets_live);

/* In a forked child: the mapping becomes private (a copy on write), is marked closed there, and the
 * descriptors are closed. The file and the parent are untouched. Async-signal-safe. */
void kc_segment_after_fork(struct kc_segment *s);

#endif
