/* view_wakeups.h - who woke whom, through which channel, and where the time went. */
#ifndef CHANMON_VIEW_WAKEUPS_H
#define CHANMON_VIEW_WAKEUPS_H

#include "chanmon/ui.h"

void cm_view_wakeups_draw(struct cm_ui *ui, int y, int rows, int cols);
/* The channel of the picked line, or NULL: it is about none, or about one that is gone. */
const struct cm_row *cm_view_wakeups_picked(const struct cm_ui *ui);

#endif
