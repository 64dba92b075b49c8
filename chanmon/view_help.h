/* view_help.h - the keys, columns and glyphs, from their tables. */
#ifndef CHANMON_VIEW_HELP_H
#define CHANMON_VIEW_HELP_H

#include "chanmon/ui.h"

void cm_view_help_draw(struct cm_ui *ui, int y, int rows, int cols);

#endif
