#include "chanmon/view_wakeups.h"

#include "chanmon/header.h"
#include "chanmon/wakeups.h"

struct page {
	struct cm_pager *pager;
	int cols;
};

static void add_line(void *ctx, enum cm_line kind, const char *text, struct cm_line_about about)
{
	static const enum cm_style style[] = { [CM_LINE_PLAIN] = CM_PLAIN,
		[CM_LINE_TITLE] = CM_BAR,
		[CM_LINE_HEADING] = CM_HEADING,
		[CM_LINE_DIM] = CM_DIM,
		[CM_LINE_NOTICE] = CM_NOTICE,
		[CM_LINE_BAD] = CM_BAD };
	const struct page *p = ctx;
	/* Tables are cut, not broken; an empty line is one, too. */
	if (kind == CM_LINE_PLAIN || kind == CM_LINE_HEADING)
		cm_pager_add(p->pager, style[kind], "%s", text);
	else
		cm_pager_add_wrapped(p->pager, style[kind], p->cols, 2, text);
	if (about.id)
		cm_pager_about(p->pager, about.id);
}

static void list(const struct cm_ui *ui, struct cm_wakeups w)
{
	const struct cm_model *m = &ui->model;
	w.filter = &m->filter;
	w.sort = ui->wake_sort;
	w.inverted = ui->wake_inverted;
	w.hint = "The probes are not attached: x attaches them.";
	cm_wakeups_lines(&w, m->shown);
}

struct wanted {
	uint64_t id;
	uint32_t row;
};

static void look_for(void *ctx, enum cm_line kind, const char *text, struct cm_line_about about)
{
	struct wanted *x = ctx;
	(void)kind;
	(void)text;
	if (about.id && about.id == x->id)
		x->row = about.row;
}

/* In the sample that is shown now, which may be later than what was drawn. */
const struct cm_row *cm_view_wakeups_picked(const struct cm_ui *ui)
{
	struct wanted x = { ui->wakeups.picked, UINT32_MAX };
	list(ui, (struct cm_wakeups){ .line = look_for, .ctx = &x });
	return x.row == UINT32_MAX ? NULL : &ui->model.shown->row[x.row];
}

void cm_view_wakeups_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	const struct cm_model *m = &ui->model;
	struct page page = { &ui->wakeups, cols };
	int used = cm_header_draw_one(ui, NULL, cols);
	cm_pager_clear(&ui->wakeups);
	list(ui, (struct cm_wakeups){ .line = add_line, .ctx = &page });
	if (!m->shown->trace_count)
		cm_pager_add(&ui->wakeups, CM_NOTICE, "%s",
			m->shown->domain_count ? "Wakeups were not looked at in this sample."
					       : "No segments found yet; still looking.");
	cm_pager_draw(&ui->wakeups, y + used, rows - used, cols);
}
