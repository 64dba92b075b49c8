/* cells.h - the groups of cells; each runs what --cells asks for. One thread. */
#ifndef KC_PERF_CELLS_H
#define KC_PERF_CELLS_H

#include "suite.h"

namespace perf
{

void spsc_cells(Suite &suite);
void mpsc_cells(Suite &suite);
void mpmc_cells(Suite &suite);
/* Elements of 4 bytes in large batches. */
void headline_cells(Suite &suite);
void ticket_cells(Suite &suite);
void byte_cells(Suite &suite);
void spin_cells(Suite &suite);
void wake_cells(Suite &suite);
void select_cells(Suite &suite);
void open_cells(Suite &suite);
/* As shipped against KC_NO_STATS. */
void observable_cells(Suite &suite);

} // namespace perf
#endif
