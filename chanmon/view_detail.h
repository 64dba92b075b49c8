/* view_detail.h - one channel: its endpoints, who holds it up, histograms, counters, history and the
 * last words of the flight recorder. */
#ifndef CHANMON_VIEW_DETAIL_H
#define CHANMON_VIEW_DETAIL_H

#include "chanmon/ui.h"

void cm_view_detail_draw(struct cm_ui *ui, int y, int rows, int cols);

#endif
