/* table.h - aligned columns on a stream, in bounded memory.
 *
 * The first rows are kept until the column widths are known, then everything flows; a later, wider
 * cell shifts its own line only. Cells hold text that is already safe to print; without Unicode
 * every byte above 0x7e is written as \xNN. One thread; no call fails (a row that cannot be kept
 * for want of memory is printed at once). */
#ifndef KC_DUMP_TABLE_H
#define KC_DUMP_TABLE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum kd_style { KD_PLAIN, KD_GOOD, KD_WARN, KD_BAD, KD_DIM, KD_BOLD };

/* How a stream is dressed. */
struct kd_dress {
	bool color, unicode;
};

struct kd_column {
	const char *title;
	bool right; /* numbers */
};

enum { KD_COLUMNS_MAX = 16, KD_CELL_BYTES = 640 };

struct kd_cell {
	char *text;
	enum kd_style style;
};

struct kd_table {
	FILE *out;
	struct kd_dress dress;
	const struct kd_column *column;
	unsigned columns;
	unsigned width[KD_COLUMNS_MAX];
	struct kd_cell *kept; /* rows of `columns` cells */
	size_t kept_rows;
	bool flowing; /* the widths are settled and the title is out */
	struct kd_cell row[KD_COLUMNS_MAX];
	unsigned filled;
	char text[KD_COLUMNS_MAX][KD_CELL_BYTES];
};

void kd_table_begin(struct kd_table *t, FILE *out, struct kd_dress dress,
	const struct kd_column *columns, unsigned n);
/* The next cell of the row that is being filled. */
void kd_cell(struct kd_table *t, enum kd_style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void kd_row(struct kd_table *t);
/* Prints what is kept; a table without rows prints nothing at all. */
void kd_table_end(struct kd_table *t);

/* A piece of a line outside of tables, in the same dress; returns nothing worth checking: the
 * stream remembers its errors. */
void kd_put(FILE *out, struct kd_dress dress, enum kd_style style, const char *text);
/* A whole line; text from outside goes through ki_safe_text first. */
void kd_line(FILE *out, struct kd_dress dress, enum kd_style style, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void kd_vline(FILE *out, struct kd_dress dress, enum kd_style style, const char *fmt, va_list va);

#endif
