/* histogram.h - a histogram's 592 buckets as a few lines, and lines of a graph. Pure functions. */
#ifndef CHANMON_HISTOGRAM_H
#define CHANMON_HISTOGRAM_H

#include "chanmon/glyphs.h"
#include "inspect/inspect.h"

enum { CM_HIST_ROWS = 12 };
struct cm_hist_row {
	uint64_t high_ns; /* the largest value that counts here */
	uint64_t count;
};
/* From the first bucket that holds something to the last; powers of two, of four, ... so that at most
 * CM_HIST_ROWS come out. The number of rows. */
size_t cm_hist_rows(const struct ki_hist *h, struct cm_hist_row *row);

/* One line of a graph of several: 0 is blank except on the ground line. */
void cm_graph_line(const struct cm_glyphs *g, const uint8_t *level, size_t count, int ground,
	char *out, size_t cap);

#endif
