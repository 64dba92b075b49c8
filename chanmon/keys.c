#include "chanmon/keys.h"

#include <ncurses.h>

#include "chanmon/screen.h"

#define C       (1u << CM_VIEW_CHANNELS)
#define D       (1u << CM_VIEW_DETAIL)
#define W       (1u << CM_VIEW_WAKEUPS)
#define H       (1u << CM_VIEW_HELP)
#define FN(k)   FN_(KEY_##k)
#define FN_(k)  (CM_KEY_BASE + (k))
#define CTRL(c) ((c)&0x1f)

const struct cm_key_def cm_key_def[] = {
#define CM_KEY(action, where, show, help, ...) \
	{ CM_DO_##action, where, show, help, { __VA_ARGS__ } },
#include "chanmon/keys.def"
#undef CM_KEY
};
const size_t cm_key_def_count = sizeof(cm_key_def) / sizeof(cm_key_def[0]);

enum cm_action cm_key_action(enum cm_view view, int key)
{
	for (size_t i = 0; i < cm_key_def_count; i++)
		for (int k = 0; k < 4 && cm_key_def[i].key[k]; k++)
			if (cm_key_def[i].key[k] == key && cm_key_def[i].views & 1u << view)
				return cm_key_def[i].action;
	return CM_DO_NOTHING;
}
