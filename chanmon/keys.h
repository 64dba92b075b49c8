/* keys.h - which key does what in which view; from keys.def. */
#ifndef CHANMON_KEYS_H
#define CHANMON_KEYS_H

#include <stddef.h>

enum cm_action {
	CM_DO_NOTHING,
#define CM_KEY(action, ...) CM_DO_##action,
#include "chanmon/keys.def"
#undef CM_KEY
	CM_DO_COUNT
};
enum cm_view { CM_VIEW_CHANNELS, CM_VIEW_DETAIL, CM_VIEW_WAKEUPS, CM_VIEW_HELP };

struct cm_key_def {
	enum cm_action action;
	unsigned views; /* 1 << enum cm_view */
	const char *show, *help;
	int key[4];
};
extern const struct cm_key_def cm_key_def[];
extern const size_t cm_key_def_count;

enum cm_action cm_key_action(enum cm_view view, int key);

#endif
