/* fleet.h - the programs under watch: finds their segments, follows them through death and restart,
 * and takes one sample of all of them at a time (source -> snapshot -> picture).
 *
 * A program that ends stays as DEAD with its last picture, also when its file is gone; at most
 * CM_DEAD_PER_NAME of one name and CM_DEAD_MAX in all that disappeared while being watched. One
 * thread. */
#ifndef CHANMON_FLEET_H
#define CHANMON_FLEET_H

#include "chanmon/sample.h"

enum { CM_DEAD_PER_NAME = 4, CM_DEAD_MAX = 64, CM_TARGETS_MAX = 64, CM_PROBES_MAX = 8 };

/* What a user named: a domain, pid or path, or DOMAIN/CHANNEL. */
struct cm_target {
	char *source;  /* what the reader is asked for */
	char *channel; /* NULL: all */
	bool matched;
	char error[1024]; /* why the last search for it failed; "" */
};

struct cm_member;
struct cm_fleet {
	struct cm_target target[CM_TARGETS_MAX]; /* none: everything there is */
	size_t target_count;
	struct cm_member *member;
	size_t member_count, member_cap;
	uint64_t next_run;
	uint64_t sample_number;
	char error[1024]; /* why the last search failed, the first reason of several; "" */
	bool probing;     /* the probes are wanted: cm_fleet_probe */
};

struct cm_look {
	bool all_endpoints;
	bool wakeups; /* of what is not probed as well */
	bool all_edges; /* else the most frequent of a domain */
	const struct cm_key *focus; /* NULL: none */
	const struct cm_sample *previous;
};

void cm_fleet_init(struct cm_fleet *f);
void cm_fleet_free(struct cm_fleet *f);
/* False: there are CM_TARGETS_MAX already. */
bool cm_fleet_add_target(struct cm_fleet *f, const char *word);
/* Looks for segments again, refreshes what is known and takes a sample. */
struct cm_sample *cm_fleet_sample(struct cm_fleet *f, const struct cm_look *look);
/* From the next sample on the programs that run are probed, CM_PROBES_MAX at most, and those that are found later as well;
 * on again: those that refused are asked again. Off: at once nobody is. The programs themselves notice nothing. */
void cm_fleet_probe(struct cm_fleet *f, bool on);
/* Forgets the dead; the files stay. They come back only under a new run. */
void cm_fleet_drop_dead(struct cm_fleet *f);
/* Names of all domains that can be found now, for "did you mean"; free each and the array. */
size_t cm_fleet_known_names(char ***names);

#endif
