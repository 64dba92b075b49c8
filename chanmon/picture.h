/* picture.h - turns what the reader copied of one domain into rows of a sample.
 *
 * Snapshot -> model: nothing here opens, reads or draws anything, so that a test can build snapshots
 * by hand. One thread. */
#ifndef CHANMON_PICTURE_H
#define CHANMON_PICTURE_H

#include "chanmon/sample.h"

/* One domain at one instant. */
struct cm_picture {
	const char *name, *path, *exe, *reason;
	uint32_t pid;
	uint64_t instance, run;
	enum ki_liveness liveness;
	uint64_t tickets_live_at_close;
	const struct ki_snapshot *now;    /* NULL: could never be read */
	const struct ki_snapshot *before; /* for rates; NULL: first time, or dead */
	/* The newest earlier snapshot with histograms; used only when now has them too. */
	const struct ki_snapshot *before_hists;
	bool now_has_hists;
	uint64_t moved_ns; /* CLOCK_MONOTONIC: when something moved last; 0 not known */
	/* Channels that were asked for by name; the others are left out unless all_channels. */
	const char *const *channel_names;
	size_t channel_name_count;
	bool all_channels;
	bool all_endpoints;         /* keep the endpoints of every channel ... */
	const struct cm_key *focus; /* ... or of this one, with its histograms */
};

/* Appends a domain and its rows. previous: the sample before, for what is carried on (names,
 * sparklines, percentiles of the last interval that had any); NULL at first. */
void cm_sample_add(
	struct cm_sample *s, const struct cm_picture *p, const struct cm_sample *previous);

/* Whether any channel moved an element between the two. */
bool cm_snapshot_moved(const struct ki_snapshot *before, const struct ki_snapshot *now);

/* The flight recorder's last words about the channel in focus; events as ki_events gives them. */
void cm_focus_events(struct cm_focus *f, const struct ki_snapshot *snap, uint32_t channel,
	const struct ki_event *events, size_t count);

#endif
