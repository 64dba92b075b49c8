#include "chanmon/view_channels.h"

#include <stdio.h>

#include "chanmon/text.h"

struct placed {
	enum cm_column column;
	int width;
};

static int total(const struct placed *p, size_t n)
{
	int width = (int)n - 1; /* one blank between two columns */
	for (size_t i = 0; i < n; i++)
		width += p[i].width;
	return width;
}

/* Leaves out the columns of the lowest rank, from the right, until the rest fits. */
static size_t choose(const struct cm_sample *s, struct placed *p, int cols)
{
	size_t n = 0;
	bool probes = cm_sample_probed(s);
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		if (c != CM_COL_WAKES || probes)
			p[n++] = (struct placed){ (enum cm_column)c, cm_column_def[c].width };
	while (n > 1 && total(p, n) > cols) {
		size_t worst = n - 1;
		for (size_t i = n; i--;)
			if (cm_column_def[p[i].column].rank < cm_column_def[p[worst].column].rank)
				worst = i;
		for (size_t i = worst; i + 1 < n; i++)
			p[i] = p[i + 1];
		n--;
	}
	return n;
}

/* Names grow as far as the longest one needs, history and warnings with what is left. */
static int wanted(const struct cm_sample *s, enum cm_column c)
{
	int most = cm_column_def[c].width + cm_column_def[c].grow;
	if (cm_column_def[c].kind != CM_WORD)
		return most;
	int longest = cm_column_def[c].width;
	for (size_t i = 0; i < s->row_count && longest < most; i++) {
		int width = cm_text_width(cm_column_word(c, &s->row[i]));
		longest = width > longest ? width : longest;
	}
	return longest < most ? longest : most;
}

static size_t place(const struct cm_sample *s, struct placed *p, int cols)
{
	static const enum cm_column first[] = { CM_COL_NAME, CM_COL_DOMAIN, CM_COL_WARNINGS,
		CM_COL_SPARK };
	size_t n = choose(s, p, cols);
	int left = cols - total(p, n);
	for (unsigned f = 0; f < sizeof(first) / sizeof(first[0]); f++)
		for (size_t i = 0; i < n && left > 0; i++) {
			if (p[i].column != first[f])
				continue;
			int more = wanted(s, first[f]) - p[i].width;
			/* The history may have a share before warnings take everything. */
			if (first[f] == CM_COL_WARNINGS && more > left * 2 / 3 && left > 30)
				more = left * 2 / 3;
			more = more > left ? left : more;
			p[i].width += more > 0 ? more : 0;
			left -= more > 0 ? more : 0;
		}
	return n;
}

static void draw_titles(const struct cm_ui *ui, const struct placed *p, size_t n, int y, int cols)
{
	const struct cm_model *m = &ui->model;
	cm_screen_text(y, 0, cols, CM_HEADING, false, "");
	int x = 0;
	for (size_t i = 0; i < n; i++) {
		const struct cm_column_def *d = &cm_column_def[p[i].column];
		bool sorted = p[i].column == m->sort;
		/* Words rise and numbers fall unless turned round. */
		bool up = (d->kind == CM_WORD) != m->inverted;
		char title[64];
		snprintf(title, sizeof(title), "%s%s",
			sorted ? (up ? ui->glyphs->up : ui->glyphs->down) : "",
			sorted && p[i].width == 1 ? "" : d->title);
		cm_screen_text(y, x, p[i].width, CM_HEADING, d->right, title);
		x += p[i].width + 1;
	}
}

static enum cm_style cell_style(const struct cm_sample *s, const struct cm_row *r, enum cm_column c)
{
	if (s->domain[r->domain].state == CM_DEAD)
		return CM_DIM;
	if (c == CM_COL_WARNINGS)
		return r->lints ? CM_BAD : CM_DIM;
	if (c != CM_COL_STATE && c != CM_COL_FILL && c != CM_COL_SPARK)
		return r->activity == CM_IDLE ? CM_DIM : CM_PLAIN;
	switch (r->activity) {
	case CM_FLOWING:
		return CM_GOOD;
	case CM_BLOCKED:
		return CM_BAD;
	case CM_IDLE:
	case CM_CLOSED_CHANNEL:
	case CM_DEAD_CHANNEL:
		return CM_DIM;
	}
	return CM_PLAIN;
}

static void draw_row(const struct cm_ui *ui, const struct cm_row *r, const struct placed *p,
	size_t n, int y, int cols, bool selected)
{
	char text[1024];
	const struct cm_sample *s = ui->model.shown;
	if (selected)
		cm_screen_text(y, 0, cols, CM_SELECTED, false, "");
	int x = 0;
	for (size_t i = 0; i < n; i++) {
		enum cm_column c = p[i].column;
		cm_column_text(c, s, r, ui->glyphs, p[i].width, text, sizeof(text));
		cm_screen_text(y, x, p[i].width, selected ? CM_SELECTED : cell_style(s, r, c),
			cm_column_def[c].right, text);
		x += p[i].width + 1;
	}
}

static void draw_hint(const struct cm_ui *ui, int y, int rows, int cols)
{
	const struct cm_model *m = &ui->model;
	const char *line[] = { "", "" };
	if (m->shown->row_count) {
		line[0] = "No channel matches.";
		line[1] =
			"F4 changes the filter, d and w show idle channels and those without warnings.";
	} else if (m->shown->domain_count) {
		line[0] = "No channel is open.";
	} else if (ui->options->fleet->error[0]) {
		line[0] = "Looking for segments failed; still trying.";
		line[1] = ui->options->fleet->error;
	} else {
		line[0] = "No segments found yet; still looking.";
		line[1] =
			"A program that opens a kc domain shows up here. KC_DIR names another folder.";
	}
	struct cm_pager p = { 0 };
	for (int i = 0; i < 2; i++) {
		char text[1100];
		snprintf(text, sizeof(text), " %s", line[i]);
		cm_pager_add_wrapped(&p, CM_PLAIN, cols, 1, text);
	}
	cm_pager_draw(&p, y, rows, cols);
	cm_pager_free(&p);
}

void cm_view_channels_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	struct placed p[CM_COL_COUNT];
	struct cm_model *m = &ui->model;
	if (rows < 1)
		return;
	size_t n = place(m->shown, p, cols);
	draw_titles(ui, p, n, y, cols);
	cm_model_set_page(m, rows > 1 ? (size_t)rows - 1 : 1);
	if (!m->line_count)
		draw_hint(ui, y + 2, rows - 2, cols);
	for (int i = 0; i < rows - 1; i++) {
		size_t line = m->top + (size_t)i;
		const struct cm_row *r = cm_model_line(m, line);
		if (r)
			draw_row(ui, r, p, n, y + 1 + i, cols, line == m->cursor);
	}
}
