/* pager.h - lines that may be more than the screen holds: collected, then scrolled; or, where one of them is picked, walked
 * through. What is picked is what the line is about, not its place: it is found again when lines have moved. */
#ifndef CHANMON_PAGER_H
#define CHANMON_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chanmon/keys.h"
#include "chanmon/screen.h"

struct cm_pager_line {
	enum cm_style style;
	char *text;
	uint64_t about; /* 0: nothing */
};
struct cm_pager {
	struct cm_pager_line *line;
	size_t count, cap;
	size_t top, page;
	bool picks;
	size_t at;       /* the picked line */
	uint64_t picked; /* what it is about; 0: that line, whatever it says */
};
void cm_pager_clear(struct cm_pager *p); /* keeps the place */
void cm_pager_free(struct cm_pager *p);
void cm_pager_add(struct cm_pager *p, enum cm_style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Broken at blanks into lines of at most cols cells; all but the first are indented. */
void cm_pager_add_wrapped(
	struct cm_pager *p, enum cm_style style, int cols, int indent, const char *text);
/* What the line added last is about. */
void cm_pager_about(struct cm_pager *p, uint64_t about);
/* To the first line, and the first that is about something is picked. */
void cm_pager_reset(struct cm_pager *p);
void cm_pager_draw(struct cm_pager *p, int y, int rows, int cols);
void cm_pager_move(struct cm_pager *p, enum cm_action action);

#endif
