/* picture.h - a source, opened, and the most consistent snapshot of it.
 *
 * A row that would not hold still, or an error in a program that runs, is looked at again: what is
 * wrong for good stays wrong, what was only in motion goes away. At most PASSES snapshots. */
#ifndef KCDUMP_PICTURE_H
#define KCDUMP_PICTURE_H

#include "dump/source.h"
#include "inspect/inspect.h"
#include "options.h"

struct kd_picture {
	ki_source *source;
	const struct ki_info *info;
	struct ki_snapshot *snap;
	unsigned passes;
	uint64_t torn; /* rows given up on, tickets and events of the verb included */
	bool partial;  /* the verb could not read everything */
};

/* Of one segment file; -errno with err filled. */
int kd_picture_open(struct kd_picture *p, const char *path, struct ki_error *err);
/* Of what the command line names. 0, or an exit code after a sentence on stderr. */
int kd_picture_take(struct kd_picture *p, const struct kd_options *o);
/* Says why nothing could be opened of what the command line names: an exit code. */
int kd_picture_none(const struct kd_options *o, const struct ki_error *err);
void kd_picture_close(struct kd_picture *p);

/* Whether --channel lets this one through. */
bool kd_channel_wanted(const struct kd_options *o, const char *name);
/* CLOCK_REALTIME of an instant of the segment's monotonic clock. */
uint64_t kd_wall_ns(const struct kd_picture *p, uint64_t mono_ns);
/* How long before the picture an instant lies; 0 for instants after it. */
uint64_t kd_age_ns(const struct kd_picture *p, uint64_t mono_ns);

#endif
