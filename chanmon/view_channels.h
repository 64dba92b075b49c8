/* view_channels.h - one line a channel, over all programs. */
#ifndef CHANMON_VIEW_CHANNELS_H
#define CHANMON_VIEW_CHANNELS_H

#include "chanmon/ui.h"

void cm_view_channels_draw(struct cm_ui *ui, int y, int rows, int cols);

#endif
