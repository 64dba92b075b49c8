#include "chanmon/ui.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <ncurses.h>

#include "base/clock.h"
#include "chanmon/footer.h"
#include "chanmon/header.h"
#include "chanmon/screen.h"
#include "chanmon/signals.h"
#include "chanmon/targets.h"
#include "chanmon/text.h"
#include "chanmon/view_channels.h"
#include "chanmon/view_detail.h"
#include "chanmon/view_help.h"
#include "chanmon/view_wakeups.h"
#include "tool/units.h"

/* Ten minutes at one a second, if memory allows. */
enum {
	SAMPLES_MAX = 600,
	SAMPLES_BYTES = 64 << 20,
	ROWS_MIN = 5,
	COLUMNS_MIN = 20,
	EMPTY_READS_MAX = 16
};

static const uint64_t first_interval_ns = 250000000;
static const uint64_t interval_step[] = { 100000000, 200000000, 500000000, 1000000000, 2000000000,
	5000000000, 10000000000, 30000000000, 60000000000 };
enum { INTERVALS = sizeof(interval_step) / sizeof(interval_step[0]) };

static void say(struct cm_ui *ui, const char *text)
{
	snprintf(ui->message, sizeof(ui->message), "%s", text);
}

/* --- drawing --------------------------------------------------------------------------------- */

static void draw_too_small(int rows, int cols)
{
	cm_screen_cursor(-1, 0);
	char text[40];
	snprintf(text, sizeof(text), "too small: %dx%d", COLUMNS_MIN, ROWS_MIN);
	cm_screen_text(rows / 2, 0, cols, CM_PLAIN, false, text);
}

static void draw(struct cm_ui *ui)
{
	int rows, cols;
	cm_screen_size(&rows, &cols);
	cm_screen_erase();
	if (rows < ROWS_MIN || cols < COLUMNS_MIN) {
		draw_too_small(rows, cols);
		cm_screen_flush();
		return;
	}
	int top = ui->view == CM_VIEW_CHANNELS ? cm_header_draw(ui, rows, cols) : 0;
	int room = rows - top - 1;
	switch (ui->view) {
	case CM_VIEW_CHANNELS:
		cm_view_channels_draw(ui, top, room, cols);
		break;
	case CM_VIEW_DETAIL:
		cm_view_detail_draw(ui, top, room, cols);
		break;
	case CM_VIEW_WAKEUPS:
		cm_view_wakeups_draw(ui, top, room, cols);
		break;
	case CM_VIEW_HELP:
		cm_view_help_draw(ui, top, room, cols);
		break;
	}
	cm_footer_draw(ui, rows - 1, cols);
	cm_screen_flush();
}

/* --- keys ------------------------------------------------------------------------------------ */

static void search(struct cm_ui *ui, int direction, bool from_here)
{
	if (!ui->search[0])
		say(ui, "Nothing was looked for yet: / asks for a name.");
	else if (!cm_model_search(&ui->model, ui->search, direction, from_here))
		say(ui, "No channel on the screen has that in its name.");
}

static void on_prompt(struct cm_ui *ui, int key)
{
	struct cm_prompt *p = &ui->prompt;
	enum cm_prompt_kind kind = p->kind;
	enum cm_prompt_result result = cm_prompt_key(p, key);
	if (result == CM_PROMPT_IGNORED)
		return;
	if (result == CM_PROMPT_CANCELLED) {
		p->kind = CM_PROMPT_NONE;
		if (kind == CM_PROMPT_FILTER)
			cm_model_set_filter(&ui->model, "", p->error, sizeof(p->error));
		return;
	}
	p->error[0] = 0;
	if (kind == CM_PROMPT_FILTER) {
		/* Half a word is often no filter yet: the old one stays until it is. */
		cm_model_set_filter(&ui->model, p->text, p->error, sizeof(p->error));
	} else {
		snprintf(ui->search, sizeof(ui->search), "%s", p->text);
		if (p->text[0] && !cm_model_search(&ui->model, p->text, 1, true))
			snprintf(p->error, sizeof(p->error), "not found");
	}
	if (result == CM_PROMPT_DONE && !(kind == CM_PROMPT_FILTER && p->error[0]))
		p->kind = CM_PROMPT_NONE;
}

static void step_interval(struct cm_ui *ui, int direction)
{
	int at = 0;
	while (at + 1 < INTERVALS && interval_step[at] < ui->interval_ns)
		at++;
	if (direction > 0 && interval_step[at] > ui->interval_ns)
		at--;
	at += direction;
	char t[32], text[80];
	ui->interval_ns = interval_step[at < 0 ? 0 : at >= INTERVALS ? INTERVALS - 1 : at];
	snprintf(text, sizeof(text), "A sample every %s.",
		kt_duration(t, sizeof(t), ui->interval_ns));
	say(ui, text);
}

static void navigate(struct cm_ui *ui, enum cm_action action)
{
	struct cm_model *m = &ui->model;
	if (ui->view == CM_VIEW_HELP)
		cm_pager_move(&ui->help, action);
	else if (ui->view == CM_VIEW_DETAIL)
		cm_pager_move(&ui->detail, action);
	else if (ui->view == CM_VIEW_WAKEUPS)
		cm_pager_move(&ui->wakeups, action);
	else if (action == CM_DO_UP)
		cm_model_move(m, -1);
	else if (action == CM_DO_DOWN)
		cm_model_move(m, 1);
	else if (action == CM_DO_PAGE_UP)
		cm_model_move(m, -(long)m->page);
	else if (action == CM_DO_PAGE_DOWN)
		cm_model_move(m, (long)m->page);
	else if (action == CM_DO_FIRST)
		cm_model_move_to(m, 0);
	else
		cm_model_move_to(m, m->line_count ? m->line_count - 1 : 0);
}

static void enter(struct cm_ui *ui)
{
	if (ui->view == CM_VIEW_WAKEUPS) {
		const struct cm_row *r = cm_view_wakeups_picked(ui);
		if (!r) {
			say(ui, "That line is about no one channel that is still there.");
			return;
		}
		cm_model_select(&ui->model, r);
	}
	if (!cm_model_selected(&ui->model))
		return;
	ui->before_detail = ui->view;
	ui->view = CM_VIEW_DETAIL;
	ui->detail.top = 0;
	/* Endpoints and histograms are read only for the channel that is looked at. */
	ui->sample_now = true;
}

static void back(struct cm_ui *ui)
{
	switch (ui->view) {
	case CM_VIEW_CHANNELS:
		ui->quit = true;
		break;
	case CM_VIEW_DETAIL:
		ui->view = ui->before_detail;
		ui->sample_now = ui->view == CM_VIEW_WAKEUPS;
		break;
	case CM_VIEW_WAKEUPS:
		ui->view = CM_VIEW_CHANNELS;
		break;
	case CM_VIEW_HELP:
		ui->view = ui->before_help;
		break;
	}
}

static void show_wakeups(struct cm_ui *ui)
{
	ui->view = CM_VIEW_WAKEUPS;
	cm_pager_reset(&ui->wakeups);
	ui->sample_now = true;
}

/* Where none could be attached, x tries again. */
static void toggle_probes(struct cm_ui *ui)
{
	bool on = !cm_sample_probed(cm_ring_at(&ui->model.ring, 0));
	cm_fleet_probe(ui->options->fleet, on);
	ui->tell_probes = on;
	ui->sample_now = true;
	if (!on)
		say(ui, "The probes are detached.");
}

static void tell_probes(struct cm_ui *ui, const struct cm_sample *s)
{
	const char *why = "There is no program to attach probes to yet; they will be.";
	ui->tell_probes = false;
	for (size_t i = 0; i < s->trace_count; i++)
		if (s->trace[i].tier == CM_TIER_COUNTERS)
			why = s->trace[i].sentence;
	say(ui, cm_sample_probed(s) ? "The probes are attached; x detaches them." : why);
}

/* The column may be one for which a narrow screen has no room, so its name is said. */
static void sort_by(struct cm_ui *ui, int direction)
{
	char text[80];
	if (ui->view == CM_VIEW_WAKEUPS) {
		ui->wake_sort = (enum cm_wake_sort)(
			((int)ui->wake_sort + direction + CM_WAKE_SORTS) % CM_WAKE_SORTS);
		snprintf(text, sizeof(text), "Sorted by %s.", cm_wake_sort_name(ui->wake_sort));
		say(ui, text);
		return;
	}
	cm_model_step_sort(&ui->model, direction);
	snprintf(text, sizeof(text), "Sorted by %s.", cm_column_def[ui->model.sort].key);
	say(ui, text);
}

static void toggle(struct cm_ui *ui, bool *setting, const char *on, const char *off)
{
	*setting = !*setting;
	say(ui, *setting ? on : off);
	cm_model_arrange(&ui->model);
}

static void act(struct cm_ui *ui, enum cm_action action)
{
	struct cm_model *m = &ui->model;
	switch (action) {
	case CM_DO_NOTHING:
	case CM_DO_COUNT:
		break;
	case CM_DO_UP:
	case CM_DO_DOWN:
	case CM_DO_PAGE_UP:
	case CM_DO_PAGE_DOWN:
	case CM_DO_FIRST:
	case CM_DO_LAST:
		navigate(ui, action);
		break;
	case CM_DO_ENTER:
		enter(ui);
		break;
	case CM_DO_BACK:
		back(ui);
		break;
	case CM_DO_VIEW_CHANNELS:
		ui->view = CM_VIEW_CHANNELS;
		break;
	case CM_DO_VIEW_WAKEUPS:
		show_wakeups(ui);
		break;
	case CM_DO_PROBES:
		toggle_probes(ui);
		break;
	case CM_DO_QUIT:
		ui->quit = true;
		break;
	case CM_DO_SEARCH:
		cm_prompt_open(&ui->prompt, CM_PROMPT_SEARCH, "");
		break;
	case CM_DO_SEARCH_NEXT:
		search(ui, 1, false);
		break;
	case CM_DO_SEARCH_BACK:
		search(ui, -1, false);
		break;
	case CM_DO_FILTER:
		cm_prompt_open(&ui->prompt, CM_PROMPT_FILTER, m->filter_text);
		break;
	case CM_DO_SORT_LEFT:
		sort_by(ui, -1);
		break;
	case CM_DO_SORT_RIGHT:
		sort_by(ui, 1);
		break;
	case CM_DO_INVERT:
		toggle(ui, ui->view == CM_VIEW_WAKEUPS ? &ui->wake_inverted : &m->inverted,
			"Order turned round.", "Usual order.");
		break;
	case CM_DO_FOLLOW:
		toggle(ui, &m->follow, "Following the selected channel.",
			"Not following any more.");
		break;
	case CM_DO_FREEZE:
		cm_model_set_frozen(m, !m->frozen);
		say(ui, m->frozen ? "The order is frozen, the values are live."
				  : "The order is live.");
		break;
	case CM_DO_PAUSE:
		cm_model_pause(m, !m->paused);
		break;
	case CM_DO_STEP_BACK:
		if (!cm_model_step(m, 1))
			say(ui, "This is the oldest sample that is kept.");
		break;
	case CM_DO_STEP_FORWARD:
		if (!cm_model_step(m, -1))
			say(ui, "This is the newest sample; z goes on.");
		break;
	case CM_DO_SLOWER:
		step_interval(ui, 1);
		break;
	case CM_DO_FASTER:
		step_interval(ui, -1);
		break;
	case CM_DO_HIDE_IDLE:
		toggle(ui, &m->hide_idle, "Idle channels are hidden.", "Idle channels are shown.");
		break;
	case CM_DO_WARNINGS:
		toggle(ui, &m->warnings_only, "Only channels with warnings.", "All channels.");
		break;
	case CM_DO_DROP_DEAD:
		cm_fleet_drop_dead(ui->options->fleet);
		ui->sample_now = true;
		say(ui, "The dead are forgotten; their files stay.");
		break;
	case CM_DO_HELP:
		ui->before_help = ui->view;
		ui->view = CM_VIEW_HELP;
		ui->help.top = 0;
		break;
	case CM_DO_REDRAW:
		cm_screen_redraw();
		break;
	}
}

static void on_key(struct cm_ui *ui, int key)
{
	ui->message[0] = 0;
	if (key == CM_KEY_BASE + KEY_RESIZE)
		cm_screen_redraw();
	else if (ui->prompt.kind != CM_PROMPT_NONE)
		on_prompt(ui, key);
	else
		act(ui, cm_key_action(ui->view, key));
}

/* --- the loop -------------------------------------------------------------------------------- */

static void sample(struct cm_ui *ui)
{
	struct cm_look look = {
		.focus = ui->view == CM_VIEW_DETAIL ? &ui->model.selected : NULL,
		.previous = cm_ring_at(&ui->model.ring, 0),
		.wakeups = ui->view == CM_VIEW_WAKEUPS || ui->tell_probes,
	};
	cm_model_push(&ui->model, cm_fleet_sample(ui->options->fleet, &look));
	if (ui->tell_probes)
		tell_probes(ui, cm_ring_at(&ui->model.ring, 0));
}

static void loop(struct cm_ui *ui)
{
	/* Rates need two samples; nobody should look at dashes for a whole long interval. */
	uint64_t first = ui->interval_ns < first_interval_ns ? ui->interval_ns : first_interval_ns;
	uint64_t due = kc_clock_ns(CLOCK_MONOTONIC) + first;
	unsigned empty_reads = 0;
	while (!ui->quit && !cm_signals_exit()) {
		if (cm_signals_continued())
			cm_screen_resume();
		draw(ui);
		int rc = cm_wait(STDIN_FILENO, due);
		int key;
		bool any = false;
		while (!ui->quit && (key = cm_screen_key()) != CM_KEY_NONE) {
			uint64_t interval = ui->interval_ns;
			on_key(ui, key);
			any = true;
			if (ui->interval_ns != interval)
				due = kc_clock_ns(CLOCK_MONOTONIC) + ui->interval_ns;
		}
		/* Readable and never a key in it: the terminal is gone. Half a character is no key, either. */
		empty_reads = rc == 1 && !any ? empty_reads + 1 : 0;
		if (empty_reads == EMPTY_READS_MAX)
			break;
		uint64_t now = kc_clock_ns(CLOCK_MONOTONIC);
		if (now < due && !ui->sample_now)
			continue;
		ui->sample_now = false;
		sample(ui);
		due = now + ui->interval_ns;
	}
}

bool cm_ui_possible(void)
{
	return cm_screen_possible();
}

int cm_ui(const struct cm_options *o)
{
	struct cm_ui ui = { .options = o, .interval_ns = o->interval_ns };
	bool unicode = kt_use_unicode(o->ascii);
	ui.glyphs = unicode ? &cm_glyphs_unicode : &cm_glyphs_ascii;
	cm_text_ascii_only(!unicode);
	cm_model_init(&ui.model, SAMPLES_MAX, SAMPLES_BYTES);
	ui.model.sort = o->sort;
	if (o->filter_text) {
		ui.model.filter = o->filter;
		snprintf(ui.model.filter_text, sizeof(ui.model.filter_text), "%s", o->filter_text);
	}
	ui.wakeups.picks = true;
	cm_pager_reset(&ui.wakeups);
	if (o->wakeups) {
		ui.view = CM_VIEW_WAKEUPS;
		cm_fleet_probe(o->fleet, true);
	}
	sample(&ui);
	int rc = cm_targets_check(o, ui.model.shown, false);
	if (rc == KT_GOOD && !cm_screen_open(kt_use_color(o->color, stdout))) {
		fprintf(stderr,
			"chanmon: this terminal cannot be used; chanmon --once prints instead\n");
		rc = KT_CANNOT;
	} else if (rc == KT_GOOD) {
		cm_signals_watch_stops();
		loop(&ui);
		cm_screen_close();
		rc = cm_signals_exit();
	}
	cm_pager_free(&ui.detail);
	cm_pager_free(&ui.wakeups);
	cm_pager_free(&ui.help);
	cm_model_free(&ui.model);
	return rc;
}
