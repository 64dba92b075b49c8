/* wakeups.h - wakeups of a sample in lines of text: for each program where the numbers come from, its channels, who woke
 * whom, the slow wakes, and suspects. The same for the screen and for --once. Pure functions of a sample. */
#ifndef CHANMON_WAKEUPS_H
#define CHANMON_WAKEUPS_H

#include "chanmon/filter.h"
#include "chanmon/sample.h"
#include "chanmon/wake_order.h"

enum cm_line {
	CM_LINE_PLAIN,
	CM_LINE_TITLE,
	CM_LINE_HEADING,
	CM_LINE_DIM,
	CM_LINE_NOTICE,
	CM_LINE_BAD
};

/* What a line is about: in each sample the same id, wherever it stands; its channel's row of the sample. */
struct cm_line_about {
	uint64_t id; /* 0: no channel that could be looked at */
	uint32_t row;
};

struct cm_wakeups {
	const struct cm_filter *filter;
	enum cm_wake_sort sort;
	bool inverted;
	/* What to say where probes could be had and are not attached; NULL: nothing. */
	const char *hint;
	/* May be broken at blanks. */
	void (*line)(void *ctx, enum cm_line kind, const char *text, struct cm_line_about about);
	void *ctx;
};
void cm_wakeups_lines(const struct cm_wakeups *w, const struct cm_sample *s);

/* Whether edges and slow wakes of this row (UINT32_MAX: none) are shown. */
bool cm_wakeups_match(const struct cm_filter *f, const struct cm_sample *s, uint32_t row);
/* Name of the channel, or what stands for it; returns out. number: as in probes/wakeups.h. */
const char *cm_wakeups_channel(
	const struct cm_sample *s, uint32_t row, uint32_t number, char *out, size_t cap);
const char *cm_wakeups_kind(uint32_t kind); /* "channel", "other" */
/* part / all, 0 of nothing. */
double cm_wakeups_share(uint64_t part, uint64_t all);

#endif
