#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/lint.h"
#include "chanmon/model.h"
#include "chanmon/report.h"
#include "chanmon/table.h"
#include "chanmon/wakeups.h"
#include "tool/units.h"

_Static_assert((int)CM_COL_COUNT <= (int)CM_TABLE_COLUMNS, "a table of channels");

static void print_table(struct cm_table *t, FILE *out)
{
	char line[8192];
	for (size_t i = 0; i < cm_table_lines(t); i++)
		fprintf(out, "%s\n", cm_table_line(t, i, line, sizeof(line)));
	cm_table_free(t);
}

static void put_domains(struct cm_report *rep, const struct cm_sample *s)
{
	static const char *const title[] = { "", "DOMAIN", "PID", "STATE", "CHANNELS", "TICKETS",
		"SEGMENT" };
	struct cm_table t = { .columns = 7, .right = { [2] = true, [4] = true, [5] = true } };
	for (size_t i = 0; i < t.columns; i++)
		cm_table_cell(&t, title[i]);
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cm_domain *d = &s->domain[i];
		char state[300], path[sizeof(d->path) * 4];
		cm_table_cell(&t, rep->glyphs->state[d->state]);
		cm_table_cell(&t, d->name);
		cm_table_number(&t, d->pid);
		bool explain = d->state != CM_ALIVE && d->reason[0];
		snprintf(state, sizeof(state), "%s%s%s%s",
			d->state == CM_DEAD ? "DEAD" : cm_state_name(d->state), explain ? " (" : "",
			explain ? d->reason : "", explain ? ")" : "");
		cm_table_cell(&t, state);
		cm_table_number(&t, d->row_count);
		cm_table_number(&t, d->tickets.live);
		ki_safe_text(path, sizeof(path), d->path, sizeof(d->path));
		cm_table_cell(&t, path);
	}
	print_table(&t, rep->out);
}

/* What is the same in nearly every program is left out where it says nothing. */
static bool says_something(
	enum cm_column c, const struct cm_sample *s, const uint32_t *line, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct cm_row *r = &s->row[line[i]];
		if ((c == CM_COL_KIND && r->kind != KI_BUFFERED) ||
			(c == CM_COL_OVERFLOW && r->overflow != KI_BLOCK) ||
			(c == CM_COL_DROPS && (r->dropped || r->overflow != KI_BLOCK)) ||
			(c == CM_COL_CANCELS && r->cancelled) || (c == CM_COL_WAKES && r->wakes))
			return true;
	}
	return c != CM_COL_KIND && c != CM_COL_OVERFLOW && c != CM_COL_DROPS &&
	       c != CM_COL_CANCELS && c != CM_COL_WAKES;
}

static void put_channels(
	struct cm_report *rep, const struct cm_sample *s, const uint32_t *line, size_t count)
{
	struct cm_table t = { .columns = 0 };
	enum cm_column shown[CM_COL_COUNT];
	char text[1024];
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		if (c != CM_COL_SPARK && says_something((enum cm_column)c, s, line, count))
			shown[t.columns++] = (enum cm_column)c;
	for (size_t c = 0; c < t.columns; c++) {
		t.right[c] = cm_column_def[shown[c]].right;
		cm_table_cell(&t, cm_column_def[shown[c]].title);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t c = 0; c < t.columns; c++)
			cm_table_cell(
				&t, cm_column_text(shown[c], s, &s->row[line[i]], rep->glyphs,
					    cm_column_def[shown[c]].width, text, sizeof(text)));
	print_table(&t, rep->out);
}

static const char *asleep_for(const struct cm_endpoint *e, char *out, size_t cap)
{
	char t[32];
	if (!e->wait_ns)
		snprintf(out, cap, "-");
	else if (e->wait_cases)
		snprintf(out, cap, "%s, select over %" PRIu32,
			kt_duration(t, sizeof(t), e->wait_ns), e->wait_cases);
	else
		kt_duration(out, cap, e->wait_ns);
	return out;
}

static void put_endpoints(
	struct cm_report *rep, const struct cm_sample *s, const uint32_t *line, size_t count)
{
	static const char *const title[] = { "CHANNEL", "SIDE", "TID", "THREAD", "LABEL", "COUNT",
		"PER SECOND", "BLOCKED", "ASLEEP FOR" };
	struct cm_table t = { .columns = 9,
		.right = { [2] = true, [5] = true, [6] = true, [7] = true, [8] = true } };
	char text[64];
	for (size_t i = 0; i < t.columns; i++)
		cm_table_cell(&t, title[i]);
	for (size_t i = 0; i < count; i++) {
		const struct cm_row *r = &s->row[line[i]];
		for (uint32_t n = 0; n < r->endpoint_count; n++) {
			const struct cm_endpoint *e = &s->endpoint[r->endpoint_first + n];
			cm_table_cell(&t, r->id->name);
			cm_table_cell(&t, e->side == KC_SIDE_SEND ? "send" : "receive");
			cm_table_number(&t, e->tid);
			cm_table_cell(&t, e->thread);
			cm_table_cell(&t, e->label);
			cm_table_number(&t, e->count.messages);
			cm_table_cell(
				&t, e->rate_ok ? kt_count(text, sizeof(text), e->per_s) : "-");
			cm_table_cell(&t, kt_duration(text, sizeof(text), e->blocked_ns));
			cm_table_cell(&t, asleep_for(e, text, sizeof(text)));
		}
	}
	print_table(&t, rep->out);
}

static void put_warnings(struct cm_report *rep, const struct cm_sample *s)
{
	char text[400];
	for (size_t i = 0; i < s->domain_count; i++)
		for (unsigned l = 0; l < CM_DLINT_COUNT; l++)
			if (s->domain[i].lints & 1u << l)
				fprintf(rep->out, "warning: %s: %s\n", s->domain[i].name,
					cm_domain_lint_text((enum cm_domain_lint)l, &s->domain[i],
						text, sizeof(text)));
}

static void put_line(void *ctx, enum cm_line kind, const char *text, struct cm_line_about about)
{
	(void)kind;
	(void)about;
	fprintf(ctx, "%s\n", text);
}

static void put_wakeups(struct cm_report *rep, const struct cm_sample *s)
{
	struct cm_wakeups w = { .filter = rep->filter, .line = put_line, .ctx = rep->out };
	fputc('\n', rep->out);
	cm_wakeups_lines(&w, s);
}

void cm_report_text(struct cm_report *rep, const struct cm_sample *s)
{
	char at[40];
	uint32_t *line;
	size_t count = cm_rows_ordered(s, rep->filter, rep->sort, &line), warned = 0;
	for (size_t i = 0; i < count; i++)
		warned += s->row[line[i]].lints != 0;
	fprintf(rep->out, "%s  %zu domain%s, %zu channel%s, %zu with warnings\n",
		kt_time(at, sizeof(at), s->wall_ns), s->domain_count,
		s->domain_count == 1 ? "" : "s", count, count == 1 ? "" : "s", warned);
	if (s->domain_count) {
		fputc('\n', rep->out);
		put_domains(rep, s);
	}
	if (count) {
		fputc('\n', rep->out);
		put_channels(rep, s, line, count);
	}
	if (count && rep->verbose) {
		fputc('\n', rep->out);
		put_endpoints(rep, s, line, count);
	}
	if (rep->wakeups)
		put_wakeups(rep, s);
	put_warnings(rep, s);
	free(line);
}
