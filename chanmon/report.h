/* report.h - a sample as text, JSON or CSV (TOOLS §5). Writes to a FILE and knows no terminal. */
#ifndef CHANMON_REPORT_H
#define CHANMON_REPORT_H

#include <stdio.h>

#include "chanmon/filter.h"
#include "chanmon/glyphs.h"
#include "chanmon/sample.h"

struct cm_report {
	FILE *out;
	const struct cm_filter *filter;
	enum cm_column sort; /* text and CSV; JSON keeps the order of the segment */
	const struct cm_glyphs *glyphs;
	bool verbose;
	bool wakeups; /* were asked for: text has them as well, CSV has them instead; JSON where they were looked at */
	bool interrupted;
	bool header_done; /* CSV: the line with the names was written */
};

void cm_report_text(struct cm_report *r, const struct cm_sample *s);
/* One document on one line. */
void cm_report_json(struct cm_report *r, const struct cm_sample *s);
void cm_report_csv(struct cm_report *r, const struct cm_sample *s);
/* The JSON Schema of cm_report_json. */
void cm_report_schema(FILE *out);

#endif
