#include "chanmon/footer.h"

#include <stdio.h>
#include <string.h>

#include "chanmon/text.h"

/* The keys that are named, in this order, as far as there is room. */
static const struct {
	enum cm_action action;
	const char *word;
} hint[] = {
	{ CM_DO_HELP, "help" },
	{ CM_DO_BACK, "back" },
	{ CM_DO_ENTER, "detail" },
	{ CM_DO_VIEW_WAKEUPS, "wakeups" },
	{ CM_DO_PROBES, "probes" },
	{ CM_DO_FILTER, "filter" },
	{ CM_DO_SEARCH, "search" },
	{ CM_DO_SORT_RIGHT, "sort" },
	{ CM_DO_PAUSE, "pause" },
	{ CM_DO_STEP_BACK, "back in time" },
	{ CM_DO_WARNINGS, "warnings" },
	{ CM_DO_HIDE_IDLE, "hide idle" },
	{ CM_DO_FOLLOW, "follow" },
	{ CM_DO_QUIT, "quit" },
};

static const struct cm_key_def *definition(enum cm_action action)
{
	for (size_t i = 0; i < cm_key_def_count; i++)
		if (cm_key_def[i].action == action)
			return &cm_key_def[i];
	return NULL;
}

void cm_footer_draw(const struct cm_ui *ui, int y, int cols)
{
	if (ui->prompt.kind != CM_PROMPT_NONE) {
		cm_prompt_draw(&ui->prompt, y, cols);
		return;
	}
	cm_screen_cursor(-1, 0);
	if (ui->message[0]) {
		cm_screen_text(y, 0, cols, CM_NOTICE, false, ui->message);
		return;
	}
	int x = 0;
	for (size_t i = 0; i < sizeof(hint) / sizeof(hint[0]); i++) {
		const struct cm_key_def *d = definition(hint[i].action);
		if (!d || !(d->views & 1u << ui->view))
			continue;
		char key[16], word[32];
		/* The first name of the key is enough. */
		snprintf(key, sizeof(key), "%.*s", (int)strcspn(d->show, " "), d->show);
		snprintf(word, sizeof(word), " %s  ", hint[i].word);
		int width = cm_text_width(key) + cm_text_width(word);
		if (x + width > cols + 2)
			break;
		cm_screen_text(y, x, cm_text_width(key), CM_BOLD, false, key);
		cm_screen_text(
			y, x + cm_text_width(key), cm_text_width(word), CM_PLAIN, false, word);
		x += width;
	}
}
