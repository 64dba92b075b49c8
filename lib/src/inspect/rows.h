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
	unsigned char *buf; /* the source's: 2 * KI_CHUNK_BYTES */
	uint32_t torn;
};

/* -ENOMEM. There is nothing to give back: the buffer is the source's. */
int ki_rows_begin(struct ki_rows *r, ki_source *s, struct ki_findings *f);
/* Rows [0, t->rows) of the section; row_bytes of each are handed out. What cannot be read becomes a
 * finding. What fn returned, else 0. */
int ki_rows_each(struct ki_rows *r, uint32_t section, size_t row_bytes, ki_row_fn fn, void *ctx);
/* One row, into a and b, by two reads after each other. 0, -ENOENT not in use, -EAGAIN torn, or as ki_read. */
int ki_row_read(
	struct ki_rows *r, uint32_t section, uint64_t index, size_t row_bytes, void *a, void *b);

/* The row at p as a struct of row_bytes: in place where rows stand aligned, else copied to room. */
const void *ki_row_at(
	const unsigned char *p, const struct ki_table *t, void *room, size_t row_bytes);

/* Rows that something else names, each with who named it. */
struct ki_wanted {
	uint32_t row, owner;
};
/* Puts them in the order of their rows. */
void ki_wanted_sort(struct ki_wanted *w, size_t count);
/* Where the run that begins with w[first] ends: its rows stand close enough to each other to be copied with
 * what lies between them, and fit into KI_CHUNK_BYTES. Those beyond the table's rows belong to no run. */
size_t ki_wanted_run(
	const struct ki_wanted *w, size_t count, size_t first, const struct ki_table *t);

#endif
