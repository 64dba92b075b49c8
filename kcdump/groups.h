/* groups.h - tickets counted by holder, call site, channel or state, in bounded memory: beyond
 * KD_GROUPS_MAX different keys the rest is one group of its own. One thread. */
#ifndef KCDUMP_GROUPS_H
#define KCDUMP_GROUPS_H

#include "picture.h"

enum { KD_GROUPS_MAX = 65536 };

struct kd_group_row {
	char *key;
	uint64_t tickets, bytes, oldest_ns;
};

struct kd_groups {
	struct kd_group_row *row;
	size_t rows, room;
	uint32_t *slot; /* hash table of row indices + 1 */
	struct kd_group_row others;
};

void kd_groups_begin(struct kd_groups *g);
void kd_groups_add(struct kd_groups *g, const char *key, const struct ki_ticket *t);
/* Largest first: by bytes or age if sort says so, else by number. */
void kd_groups_finish(struct kd_groups *g, enum kd_sort sort);
void kd_groups_free(struct kd_groups *g);

#endif
