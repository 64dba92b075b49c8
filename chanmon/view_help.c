#include "chanmon/view_help.h"

#include <stdio.h>

#include "chanmon/text.h"

enum { INDENT = 12 };

static void put(struct cm_ui *ui, int cols, const char *what, const char *means)
{
	char line[512];
	snprintf(line, sizeof(line), "  %s%*s %s", what, INDENT - 3 - cm_text_width(what), "",
		means);
	cm_pager_add_wrapped(&ui->help, CM_PLAIN, cols, INDENT, line);
}

void cm_view_help_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	struct cm_pager *p = &ui->help;
	cm_pager_clear(p);
	cm_pager_add(p, CM_BAR, "Keys");
	for (size_t i = 0; i < cm_key_def_count; i++)
		put(ui, cols, cm_key_def[i].show, cm_key_def[i].help);
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_BAR, "Columns, as the filter and --sort name them");
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		put(ui, cols, cm_column_def[c].key, cm_column_def[c].help);
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_BAR, "Signs in front of a channel");
	for (int a = CM_FLOWING; a <= CM_DEAD_CHANNEL; a++)
		put(ui, cols, ui->glyphs->activity[a], cm_activity_name((enum cm_activity)a));
	cm_pager_draw(p, y, rows, cols);
}
