/* evidence.h - what /proc says of threads that should perhaps do something: suspects.
 *
 * Two kinds: those asleep in a channel that could proceed, which are looked for always, for a wake may have been lost;
 * and those for whom others have waited a while, when wakeups are looked at. A wake is called lost only if that lasts a
 * second (the element is as old, or samples of such a time say so), nobody of all endpoints of that side is awake,
 * nobody is in the middle of a claim, nothing moved, and the scheduler says that the thread did not run since the sample
 * before, where it was the same. /proc is read of nobody but suspects (inspect/offcpu.h). One thread. */
#ifndef CHANMON_EVIDENCE_H
#define CHANMON_EVIDENCE_H

#include "chanmon/sample.h"

enum { CM_SUSPECTS_MAX = 64 }; /* of one domain */

/* Looks for suspects of the domain that was added last; wide: of both kinds. Marks rows whose wake may be lost. */
void cm_evidence_add(struct cm_sample *s, const struct ki_info *info, const struct ki_snapshot *now,
	bool wide, const struct cm_sample *previous);
/* Share of the time since the sample before in which it could run and had no processor; 0 unknown. */
static inline double cm_suspect_starved(const struct cm_suspect *u)
{
	return u->off.apart_ns ? (double)u->off.waited_ns / (double)u->off.apart_ns : 0;
}
/* One sentence about a suspect; returns out. */
const char *cm_evidence_text(
	const struct cm_sample *s, const struct cm_suspect *u, char *out, size_t cap);

#endif
