/* header.h - the widget on top: what chanmon does, and the programs it watches. */
#ifndef CHANMON_HEADER_H
#define CHANMON_HEADER_H

#include "chanmon/ui.h"

/* Draws from line 0; returns the lines used. */
int cm_header_draw(const struct cm_ui *ui, int rows, int cols);
/* The same for one program only; d NULL: none. */
int cm_header_draw_one(const struct cm_ui *ui, const struct cm_domain *d, int cols);

#endif
