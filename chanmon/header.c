#include "chanmon/header.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "chanmon/lint.h"
#include "tool/units.h"

/* The list of programs takes at most this share of the screen. */
enum { SHARE = 5 };

static void append(char *out, size_t cap, const char *fmt, const char *text)
{
	size_t used = strlen(out);
	snprintf(out + used, cap - used, fmt, text);
}

static void put_modes(const struct cm_ui *ui, char *out, size_t cap)
{
	const struct cm_model *m = &ui->model;
	char t[32];
	if (m->paused) {
		const struct cm_sample *newest = cm_ring_at(&m->ring, 0);
		append(out, cap, "  PAUSED %s back",
			newest->at_ns > m->shown->at_ns
				? kt_duration(t, sizeof(t), newest->at_ns - m->shown->at_ns)
				: "0s");
	}
	if (m->filter_text[0])
		append(out, cap, "  FILTER %s", m->filter_text);
	append(out, cap, "%s", m->frozen ? "  FROZEN ORDER" : "");
	append(out, cap, "%s", m->follow ? "  FOLLOW" : "");
	append(out, cap, "%s", m->hide_idle ? "  NO IDLE" : "");
	append(out, cap, "%s", m->warnings_only ? "  WARNINGS ONLY" : "");
}

static void put_title(const struct cm_ui *ui, char *out, size_t cap)
{
	const struct cm_sample *s = ui->model.shown;
	char t[32], clock[16] = "";
	size_t warned = 0;
	for (size_t i = 0; i < s->row_count; i++)
		warned += s->row[i].lints != 0;
	time_t wall = (time_t)(s->wall_ns / 1000000000);
	struct tm tm;
	if (localtime_r(&wall, &tm))
		strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	snprintf(out, cap, "chanmon  %s  %zu/%zu channels  %zu warning%s  every %s", clock,
		ui->model.line_count, s->row_count, warned, warned == 1 ? "" : "s",
		kt_duration(t, sizeof(t), ui->interval_ns));
	put_modes(ui, out, cap);
}

static void domain_text(const struct cm_ui *ui, const struct cm_domain *d, char *out, size_t cap)
{
	char t[32], lint[400];
	const char *state = d->state == CM_DEAD           ? "DEAD"
			    : d->liveness == KI_STOPPED   ? "stopped"
			    : d->state == CM_OUT_OF_SIGHT ? "out of sight"
							  : cm_state_name(d->state);
	snprintf(out, cap, "%s %s  pid %" PRIu32 "  %s", ui->glyphs->state[d->state], d->name,
		d->pid, state);
	if (d->since_ns && (d->state == CM_QUIET || d->state == CM_DEAD))
		append(out, cap, d->state == CM_QUIET ? " for %s" : ", last sign %s ago",
			kt_duration(t, sizeof(t), d->since_ns));
	if (d->state != CM_ALIVE && d->state != CM_QUIET && d->reason[0])
		append(out, cap, ": %s", d->reason);
	if (d->has_picture) {
		snprintf(t, sizeof(t), "%zu", d->row_count);
		append(out, cap, "  %s channels", t);
		append(out, cap, "  %s tickets", kt_count(t, sizeof(t), (double)d->tickets.live));
		append(out, cap, "  arena %s", kt_size(t, sizeof(t), d->arena.taken_bytes));
		append(out, cap, "/%s", kt_size(t, sizeof(t), d->arena.limit_bytes));
	}
	for (unsigned l = 0; l < CM_DLINT_COUNT; l++)
		if (d->lints & 1u << l)
			append(out, cap, "  ! %s",
				cm_domain_lint_text((enum cm_domain_lint)l, d, lint, sizeof(lint)));
}

static enum cm_style domain_style(const struct cm_domain *d)
{
	if (d->lints)
		return CM_BAD;
	switch (d->state) {
	case CM_ALIVE:
		return CM_GOOD;
	case CM_QUIET:
		return CM_PLAIN;
	case CM_DEAD:
		return CM_DIM;
	case CM_OUT_OF_SIGHT:
		return CM_NOTICE;
	case CM_UNREADABLE:
		return CM_BAD;
	}
	return CM_PLAIN;
}

static int draw_title(const struct cm_ui *ui, int cols)
{
	char text[1024];
	put_title(ui, text, sizeof(text));
	cm_screen_text(0, 0, cols, CM_BAR, false, text);
	return 1;
}

static int draw_domain(const struct cm_ui *ui, const struct cm_domain *d, int y, int cols)
{
	char text[2048];
	domain_text(ui, d, text, sizeof(text));
	cm_screen_text(y, 0, cols, domain_style(d), false, text);
	return 1;
}

/* While there is something to see beside it; else the view says it at length. */
static int draw_failure(const struct cm_ui *ui, int y, int cols)
{
	const char *error = ui->options->fleet->error;
	char text[1100];
	if (!error[0] || !ui->model.shown->domain_count)
		return 0;
	snprintf(text, sizeof(text), "! nothing new is found: %s", error);
	cm_screen_text(y, 0, cols, CM_BAD, false, text);
	return 1;
}

int cm_header_draw(const struct cm_ui *ui, int rows, int cols)
{
	const struct cm_sample *s = ui->model.shown;
	char text[64];
	int used = draw_title(ui, cols);
	used += draw_failure(ui, used, cols);
	int most = rows / SHARE < 1 ? 1 : rows / SHARE;
	size_t shown = s->domain_count > (size_t)most ? (size_t)most - 1 : s->domain_count;
	for (size_t i = 0; i < shown; i++)
		used += draw_domain(ui, &s->domain[i], used, cols);
	if (shown < s->domain_count) {
		snprintf(text, sizeof(text), "%s%zu%s domains", shown ? "and " : "",
			s->domain_count - shown, shown ? " more" : "");
		cm_screen_text(used++, 0, cols, CM_PLAIN, false, text);
	}
	return used;
}

int cm_header_draw_one(const struct cm_ui *ui, const struct cm_domain *d, int cols)
{
	int used = draw_title(ui, cols);
	return d ? used + draw_domain(ui, d, used, cols) : used;
}
