#include "inspect/rows.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 3, ROW_BYTES_MAX = 2048, ROW_ALIGN = 128, WANTED_GAP = 4 };
_Static_assert(sizeof(struct kc_seg_ring) <= ROW_BYTES_MAX, "every row with a generation fits");

int ki_rows_begin(struct ki_rows *r, ki_source *s, struct ki_findings *f)
{
	*r = (struct ki_rows){ .s = s, .f = f, .buf = ki_buffer(s) };
	return r->buf ? 0 : -ENOMEM;
}

const void *ki_row_at(
	const unsigned char *p, const struct ki_table *t, void *room, size_t row_bytes)
{
	/* The buffer is aligned; rows of a newer version may still stand at odd places in it. */
	return t->stride % ROW_ALIGN ? memcpy(room, p, row_bytes) : p;
}

static uint32_t gen_of(const void *row)
{
	uint32_t gen;
	memcpy(&gen, row, sizeof gen);
	return gen;
}

int ki_row_read(
	struct ki_rows *r, uint32_t section, uint64_t index, size_t row_bytes, void *a, void *b)
{
	const struct ki_table *t = &r->s->table[section];
	if (index >= t->rows || t->stride < row_bytes)
		return -ERANGE;
	uint64_t at = t->offset + index * t->stride;
	for (int i = 0; i < TRIES; i++) {
		int rc = ki_read(r->s, a, row_bytes, at);
		if (!rc && gen_of(a) % 2 == 0)
			return -ENOENT;
		if (!rc)
			rc = ki_read(r->s, b, row_bytes, at);
		if (rc)
			return rc;
		if (gen_of(a) == gen_of(b))
			return 0;
	}
	r->torn++;
	return -EAGAIN;
}

/* One row of a chunk whose generation moved between the two copies. */
static int again(struct ki_rows *r, uint32_t section, uint64_t index, size_t row_bytes,
	ki_row_fn fn, void *ctx)
{
	_Alignas(128) unsigned char a[ROW_BYTES_MAX], b[ROW_BYTES_MAX];
	int rc = ki_row_read(r, section, index, row_bytes, a, b);
	if (rc == 0)
		return fn(ctx, (uint32_t)index, a, b);
	if (rc != -ENOENT)
		ki_note_skipped(r->f, KI_F_TORN, "section %s: row %" PRIu64 " %s",
			ki_section_name(section), index,
			rc == -EAGAIN ? "kept changing while it was copied"
				      : "could not be read again");
	return 0;
}

static int chunk(struct ki_rows *r, uint32_t section, uint64_t first, uint64_t count,
	size_t row_bytes, ki_row_fn fn, void *ctx)
{
	_Alignas(128) unsigned char a[ROW_BYTES_MAX], b[ROW_BYTES_MAX];
	const struct ki_table *t = &r->s->table[section];
	unsigned char *later = r->buf + KI_CHUNK_BYTES;
	bool used = false;
	int rc = 0;
	for (uint64_t i = 0; i < count && !used; i++)
		used = gen_of(r->buf + i * t->stride) % 2;
	if (!used)
		return 0;
	rc = ki_read(r->s, later, count * t->stride, t->offset + first * t->stride);
	if (rc) {
		ki_note_skipped(r->f, rc == -E2BIG ? KI_F_BOUND : KI_F_READ,
			"section %s: rows from %" PRIu64 " on could not be read: %s",
			ki_section_name(section), first, strerror(-rc));
		return 0;
	}
	for (uint64_t i = 0; i < count && rc == 0; i++) {
		const unsigned char *p = r->buf + i * t->stride, *q = later + i * t->stride;
		if (gen_of(p) != gen_of(q)) {
			rc = again(r, section, first + i, row_bytes, fn, ctx);
		} else if (gen_of(p) % 2) {
			rc = fn(ctx, (uint32_t)(first + i), ki_row_at(p, t, a, row_bytes),
				ki_row_at(q, t, b, row_bytes));
		}
	}
	return rc;
}

int ki_rows_each(struct ki_rows *r, uint32_t section, size_t row_bytes, ki_row_fn fn, void *ctx)
{
	const struct ki_table *t = &r->s->table[section];
	if (t->rows == 0 || t->stride < row_bytes || row_bytes > ROW_BYTES_MAX)
		return 0;
	uint64_t step = KI_CHUNK_BYTES / t->stride;
	for (uint64_t first = 0; first < t->rows; first += step) {
		uint64_t count = t->rows - first < step ? t->rows - first : step;
		int rc = ki_read(r->s, r->buf, count * t->stride, t->offset + first * t->stride);
		if (rc) {
			ki_note_skipped(r->f, rc == -E2BIG ? KI_F_BOUND : KI_F_READ,
				"section %s: rows from %" PRIu64 " on could not be read: %s",
				ki_section_name(section), first, strerror(-rc));
			return 0;
		}
		rc = chunk(r, section, first, count, row_bytes, fn, ctx);
		if (rc)
			return rc;
	}
	return 0;
}

static int by_row(const void *a, const void *b)
{
	const struct ki_wanted *x = a, *y = b;
	return (x->row > y->row) - (x->row < y->row);
}

void ki_wanted_sort(struct ki_wanted *w, size_t count)
{
	/* Rows are given out in order, so that most lists stand in order already. */
	for (size_t i = 1; i < count; i++)
		if (w[i].row < w[i - 1].row) {
			qsort(w, count, sizeof *w, by_row);
			return;
		}
}

size_t ki_wanted_run(
	const struct ki_wanted *w, size_t count, size_t first, const struct ki_table *t)
{
	uint64_t span = KI_CHUNK_BYTES / t->stride;
	size_t end = first + 1;
	while (end < count && w[end].row < t->rows && w[end].row - w[first].row < span &&
		w[end].row - w[end - 1].row <= WANTED_GAP)
		end++;
	return end;
}
