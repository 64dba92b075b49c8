/* rows.h - walks a table in big pieces and hands out rows that were whole (INV-SEG-1).
 *
 * A row counts when its generation was odd and the same before and after the copy; one that keeps changing
 * is tried a few times, alone, and then given up as torn. */
#ifndef KC_INSPECT_ROWS_H
#define KC_INSPECT_ROWS_H

#include "inspect/source.h"

/* earlier and later are two copies of one row in use, of the same generation; later is the fresher one,
 * but only earlier is known to be whole. Both are aligned for any row. Non-zero ends the walk. */
typedef int (*ki_row_fn)(void *ctx, uint32_t index, const void *earlier, const void *later);

struct ki_rows {
	ki_source *s;
	struct ki_findings *f;
	unsigned char *buf; /* 2 * KI_CHUNK_BYTES */
	uint32_t torn;
};

int ki_rows_begin(struct ki_rows *r, ki_source *s, struct ki_findings *f);
void ki_rows_end(struct ki_rows *r);
/* Rows [0, t->rows) of the section; row_bytes of each are handed out. What cannot be read becomes a
 * finding. What fn returned, else 0. */
int ki_rows_each(struct ki_rows *r, uint32_t section, size_t row_bytes, ki_row_fn fn, void *ctx);
/* One row, into a and b, by two reads after each other. 0, -ENOENT not in use, -EAGAIN torn, or as ki_read. */
int ki_row_read(
	struct ki_rows *r, uint32_t section, uint64_t index, size_t row_bytes, void *a, void *b);

#endif
