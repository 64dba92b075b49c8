/* glyphs.h - every character that is more than text, with its ASCII twin (TOOLS §0).
 *
 * Bars and sparklines are built as UTF-8 text; whoever shows them measures them like any other. */
#ifndef CHANMON_GLYPHS_H
#define CHANMON_GLYPHS_H

#include <stddef.h>
#include <stdint.h>

struct cm_glyphs {
	const char *activity[5]; /* by enum cm_activity */
	const char *state[5];    /* by enum cm_state */
	const char *spark[8];    /* 0 ... full */
	const char *bar[9];      /* eighths of a cell */
	const char *up, *down;   /* sort direction */
};
extern const struct cm_glyphs cm_glyphs_unicode, cm_glyphs_ascii;

/* A bar of share 0 ... 1 over width cells. */
void cm_bar(const struct cm_glyphs *g, double share, int width, char *out, size_t cap);
/* The newest values that fit, blanks in front. */
void cm_spark(const struct cm_glyphs *g, const uint8_t *level, size_t count, int width, char *out,
	size_t cap);

#endif
