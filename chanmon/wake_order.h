/* wake_order.h - in which order the Wakeups view lists channels and edges. Pure functions of a sample. */
#ifndef CHANMON_WAKE_ORDER_H
#define CHANMON_WAKE_ORDER_H

#include "chanmon/sample.h"

/* What channels and edges are ordered by. */
enum cm_wake_sort { CM_WAKE_COUNT, CM_WAKE_RUNQ, CM_WAKE_BLOCKED, CM_WAKE_NAME, CM_WAKE_SORTS };
const char *cm_wake_sort_name(enum cm_wake_sort by);

struct cm_wake_order {
	const struct cm_sample *s;
	enum cm_wake_sort by; /* the most first, names from A */
	bool inverted;
};
/* row: indexes of cm_sample.row; edge: of cm_sample.edge. Equal ones never change places. */
void cm_wake_order_rows(const struct cm_wake_order *o, uint32_t *row, size_t count);
void cm_wake_order_edges(const struct cm_wake_order *o, size_t *edge, size_t count);

#endif
