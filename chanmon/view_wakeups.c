#include "chanmon/view_wakeups.h"

#include "chanmon/header.h"
#include "chanmon/wakeups.h"

struct page {
	struct cm_pager *pager;
	int cols;
};

static void add_line(void *ctx, enum cm_line kind, const char *text)
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
}

void cm_view_wakeups_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	const struct cm_model *m = &ui->model;
	struct page page = { &ui->wakeups, cols };
	struct cm_wakeups w = { .filter = &m->filter,
		.sort = ui->wake_sort,
		.inverted = ui->wake_inverted,
		.hint = "The probes are not attached: x attaches them.",
		.line = add_line,
		.ctx = &page };
	int used = cm_header_draw_one(ui, NULL, cols);
	cm_pager_clear(&ui->wakeups);
	cm_wakeups_lines(&w, m->shown);
	if (!m->shown->trace_count)
		cm_pager_add(&ui->wakeups, CM_NOTICE, "%s",
			m->shown->domain_count ? "Wakeups were not looked at in this sample."
					       : "No segments found yet; still looking.");
	cm_pager_draw(&ui->wakeups, y + used, rows - used, cols);
}
