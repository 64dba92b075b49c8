/* columns.h - what the columns of the channels view mean: value for sorting and filtering, text for
 * showing. Pure functions of a row. */
#ifndef CHANMON_COLUMNS_H
#define CHANMON_COLUMNS_H

#include "chanmon/glyphs.h"
#include "chanmon/sample.h"

enum cm_column {
#define CM_COLUMN(id, ...) CM_COL_##id,
#include "chanmon/columns.def"
#undef CM_COLUMN
	CM_COL_COUNT
};
enum cm_column_kind { CM_WORD, CM_NUMBER, CM_NONE };
struct cm_column_def {
	const char *key, *title;
	int width, grow;
	bool right;
	int rank;
	enum cm_column_kind kind;
	const char *help;
};
extern const struct cm_column_def cm_column_def[CM_COL_COUNT];

/* Column of a key, or CM_COL_COUNT. */
enum cm_column cm_column_named(const char *key);
/* 0 for words. */
double cm_column_number(enum cm_column c, const struct cm_row *r);
/* "" for numbers. */
const char *cm_column_word(enum cm_column c, const struct cm_row *r);
/* What stands in the cell; width matters to bars and sparklines only. Returns out. */
const char *cm_column_text(enum cm_column c, const struct cm_sample *s, const struct cm_row *r,
	const struct cm_glyphs *g, int width, char *out, size_t cap);
/* Below, equal, above 0 as a stands before, with, after b when sorted by c, not inverted. */
int cm_column_compare(enum cm_column c, const struct cm_row *a, const struct cm_row *b);

#endif
