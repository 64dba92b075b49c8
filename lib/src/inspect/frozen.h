/* frozen.h - whether a thread's cgroup is frozen, itself or from above: by cgroup v2 (cgroup.events), or by the freezer of
 * v1 (freezer.state). */
#ifndef KC_INSPECT_FROZEN_H
#define KC_INSPECT_FROZEN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Where this process sees the two hierarchies, and which part of each: a mount shows what lies below root. */
struct ki_freezers {
	struct ki_freezer {
		char at[256]; /* empty: not mounted */
		char root[256];
	} v1, v2;
};
void ki_freezers_find(struct ki_freezers *f);

/* False also where it cannot be told. */
bool ki_frozen(const struct ki_freezers *f, pid_t pid, uint32_t tid);

#endif
