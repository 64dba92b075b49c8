/* text.h - text in cells: measured with wcwidth, cut and padded by what a terminal shows.
 *
 * Names come safe from the reader; what the locale cannot show is shown as '?', one cell. Pure
 * functions of the text and the locale. */
#ifndef CHANMON_TEXT_H
#define CHANMON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Cells that s takes. */
int cm_text_width(const char *s);
/* Bytes of the longest head of s that fits into width cells; *cells gets what it takes. */
size_t cm_text_fit(const char *s, int width, int *cells);
/* Exactly width cells: cut (the last cell is then '~') or padded. Returns out. */
const char *cm_text_cell(const char *s, int width, bool right, char *out, size_t cap);
/* From now on characters outside ASCII are shown as '?' (--ascii). */
void cm_text_ascii_only(bool on);

#endif
