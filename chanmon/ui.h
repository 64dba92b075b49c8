/* ui.h - the dashboard: one model, one view at a time, one loop. */
#ifndef CHANMON_UI_H
#define CHANMON_UI_H

#include "chanmon/glyphs.h"
#include "chanmon/keys.h"
#include "chanmon/model.h"
#include "chanmon/options.h"
#include "chanmon/pager.h"
#include "chanmon/prompt.h"
#include "chanmon/wakeups.h"

struct cm_ui {
	const struct cm_options *options;
	const struct cm_glyphs *glyphs;
	struct cm_model model;
	enum cm_view view, before_help, before_detail;
	uint64_t interval_ns;
	struct cm_prompt prompt;
	char search[200];
	char message[512]; /* in the footer until the next key */
	struct cm_pager detail, wakeups, help;
	enum cm_wake_sort wake_sort;
	bool wake_inverted;
	bool tell_probes; /* say with the next sample what became of x */
	bool sample_now; /* the next sample is due at once */
	bool quit;
};

/* Whether there is a terminal that can show it. */
bool cm_ui_possible(void);
/* Runs until the user ends it; returns the exit code. */
int cm_ui(const struct cm_options *o);

#endif
