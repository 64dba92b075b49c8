/* pager.h - lines that may be more than the screen holds: collected, then scrolled. */
#ifndef CHANMON_PAGER_H
#define CHANMON_PAGER_H

#include <stddef.h>

#include "chanmon/keys.h"
#include "chanmon/screen.h"

struct cm_pager_line {
	enum cm_style style;
	char *text;
};
struct cm_pager {
	struct cm_pager_line *line;
	size_t count, cap;
	size_t top, page;
};
void cm_pager_clear(struct cm_pager *p); /* keeps the place */
void cm_pager_free(struct cm_pager *p);
void cm_pager_add(struct cm_pager *p, enum cm_style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Broken at blanks into lines of at most cols cells; all but the first are indented. */
void cm_pager_add_wrapped(
	struct cm_pager *p, enum cm_style style, int cols, int indent, const char *text);
void cm_pager_draw(struct cm_pager *p, int y, int rows, int cols);
void cm_pager_move(struct cm_pager *p, enum cm_action action);

#endif
