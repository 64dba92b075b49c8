/* report_wakeups.h - the wakeups of a sample as part of a JSON document, and as CSV. */
#ifndef CHANMON_REPORT_WAKEUPS_H
#define CHANMON_REPORT_WAKEUPS_H

#include "chanmon/report.h"
#include "tool/json.h"

/* Key "wakeups" of a domain's object; nothing when they were not looked at. */
void cm_report_wakeups_json(struct kt_json *j, const struct cm_report *rep,
	const struct cm_sample *s, const struct cm_domain *d);
/* A line for each channel, edge and slow wake, and for each thing that could not be told. */
void cm_report_wakeups_csv(struct cm_report *rep, const struct cm_sample *s);

#endif
