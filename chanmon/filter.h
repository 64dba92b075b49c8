/* filter.h - the language of the live filter.
 *
 * Words with blanks between them; all must hold. A plain word is looked for in domain and channel name,
 * upper and lower case alike. `field:text` looks into a column of columns.def (`domain:web`,
 * `state:blocked`, `warnings:full`, `topology:mpmc`); `field:>100` compares a number, with a unit where
 * the column has one (`p99:>2ms`, `bytes:>1MiB`, `fill:>80%`). `!` in front turns a word round. */
#ifndef CHANMON_FILTER_H
#define CHANMON_FILTER_H

#include "chanmon/columns.h"

enum { CM_FILTER_TERMS = 16, CM_FILTER_TEXT = 64 };

struct cm_filter_term {
	bool negate, number;
	enum cm_column column; /* CM_COL_COUNT: domain or name */
	enum { CM_LESS, CM_LESS_EQUAL, CM_MORE, CM_MORE_EQUAL, CM_EQUAL } op;
	double value;
	char text[CM_FILTER_TEXT];
};
struct cm_filter {
	struct cm_filter_term term[CM_FILTER_TERMS];
	size_t count;
};

/* 0, or -EINVAL and a sentence; then *f is as it was. Empty text matches everything. */
int cm_filter_parse(struct cm_filter *f, const char *text, char *error, size_t cap);
bool cm_filter_match(const struct cm_filter *f, const struct cm_sample *s, const struct cm_row *r);
/* Plain substring of "domain/name", upper and lower case alike: the search of `/`. */
bool cm_row_contains(const struct cm_row *r, const char *text);

#endif
