#include "dump/source.h"

#include <inttypes.h>

bool kd_is_live(enum ki_liveness l)
{
	return l == KI_ALIVE || l == KI_STOPPED;
}

enum kd_style kd_liveness_style(enum ki_liveness l)
{
	switch (l) {
	case KI_ALIVE:
		return KD_GOOD;
	case KI_STOPPED:
	case KI_OUT_OF_SIGHT:
		return KD_WARN;
	case KI_DEAD:
	case KI_UNREADABLE:
		return KD_BAD;
	case KI_CLOSED:
		return KD_DIM;
	}
	return KD_PLAIN;
}

void kd_print_source(FILE *out, struct kd_dress dress, const struct ki_info *info,
	const struct ki_snapshot *snap)
{
	char state[32];
	snprintf(state, sizeof state, "%s", ki_liveness_name(snap->liveness));
	for (char *s = state; *s; s++)
		if (*s == '_')
			*s = ' ';
	kd_put(out, dress, KD_BOLD, info->name);
	fprintf(out, "  pid %" PRIu32 "  ", info->pid);
	kd_put(out, dress, kd_liveness_style(snap->liveness), state);
	fputs(": ", out);
	kd_line(out, dress, KD_PLAIN, "%s", snap->reason);
}
