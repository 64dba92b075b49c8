/* source.h - the line that says whose picture follows: domain, process, alive or not and how that is known. */
#ifndef KC_DUMP_SOURCE_H
#define KC_DUMP_SOURCE_H

#include "dump/table.h"
#include "inspect/inspect.h"

void kd_print_source(FILE *out, struct kd_dress dress, const struct ki_info *info,
	const struct ki_snapshot *snap);
enum kd_style kd_liveness_style(enum ki_liveness l);
/* Whether the program runs, so that its picture may be in motion. */
bool kd_is_live(enum ki_liveness l);

#endif
