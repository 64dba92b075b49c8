/* footer.h - the widget at the foot: a message, the line of input, or the keys one needs first. */
#ifndef CHANMON_FOOTER_H
#define CHANMON_FOOTER_H

#include "chanmon/ui.h"

void cm_footer_draw(const struct cm_ui *ui, int y, int cols);

#endif
