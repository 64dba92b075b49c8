/* cutter.h - cuts a file into tickets: chunks of whole lines, single lines, or blocks.
 *
 * The bytes are read into the ticket's payload, behind a struct kb_unit; only the tail of a chunk that
 * belongs to the next line is copied. One thread, the reader's. */
#ifndef KCBENCH_CUTTER_H
#define KCBENCH_CUTTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kc/kc.h>

#include "config.h"

/* At the start of each ticket's payload; the bytes follow at KB_UNIT_BYTES. */
struct kb_unit {
	uint64_t number; /* from 0 */
	uint64_t offset; /* in the file */
	uint64_t bytes;
};
enum { KB_UNIT_BYTES = 64, KB_LINE_MAX = 64 << 20 };
_Static_assert(sizeof(struct kb_unit) <= KB_UNIT_BYTES, "the data stay aligned");

enum kb_cut_result { KB_CUT_UNIT, KB_CUT_END, KB_CUT_FAILED };

struct kb_cutter {
	kc_domain *domain;
	int fd;
	enum kb_cut cut;
	size_t block_bytes;
	uint64_t size;      /* of the file when it was opened: no more is read */
	uint64_t offset;    /* where the next unit begins */
	uint64_t number;    /* of the next unit */
	uint64_t taken;     /* bytes read from the file */
	unsigned char *buf; /* read and not in a unit yet: [pos, end) */
	size_t pos, end, cap;
	bool eof;
	bool short_file, more; /* the file ended early; it has more than `size` bytes */
	int error;             /* -errno of KB_CUT_FAILED */
	const char *error_text;
};

/* fd stays the caller's; it is read from its present position, the start. */
void kb_cutter_open(
	struct kb_cutter *c, kc_domain *d, int fd, const struct kb_config *cfg, uint64_t size);
void kb_cutter_close(struct kb_cutter *c);

/* The next unit; its ticket is the caller's. -ENOMEM in error (the arena is full) may be tried again;
 * other failures are final: -EMSGSIZE a line of KB_LINE_MAX or more, -EIO and the like from read. */
enum kb_cut_result kb_cutter_next(struct kb_cutter *c, kc_ticket *out);

/* Starts over at the beginning of the file, numbers going on. 0 or -errno. */
int kb_cutter_rewind(struct kb_cutter *c);

#endif
