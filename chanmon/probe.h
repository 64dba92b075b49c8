/* probe.h - the probes of one program under watch (probes/probes.h): attached when somebody asks, and read into samples.
 *
 * What is shown is counted from the attachment on. Of a row of the table that another channel had before, and of another
 * viewer's probes, what was there at first sight is taken off. One thread; it detaches by being freed, and a chanmon that
 * is killed leaves nothing. */
#ifndef CHANMON_PROBE_H
#define CHANMON_PROBE_H

#include "chanmon/sample.h"
#include "probes/probes.h"

struct cm_probe;

/* Attaches; NULL: why, in *reason and a sentence. */
struct cm_probe *cm_probe_new(
	const struct ki_info *info, enum kc_probes_reason *reason, char *why, size_t cap);
void cm_probe_free(struct cm_probe *p); /* NULL: nothing */
/* Counts no more, for its program has ended; what was counted can still be read. */
void cm_probe_stop(struct cm_probe *p);
/* The first snapshot after the attachment knows since when those sleep that slept already. Later ones do nothing. */
void cm_probe_note_asleep(struct cm_probe *p, const struct ki_snapshot *now);
/* Reads the tables into the sample: t is the trace of its domain d, whose rows are there. whole: all of its channels are,
 * so that what belongs to none of them is kept as well. edges_max: how many edges, the most frequent ones; 0: all. */
void cm_probe_read(struct cm_probe *p, struct cm_sample *s, struct cm_trace *t,
	const struct ki_snapshot *now, bool whole, size_t edges_max);

#endif
