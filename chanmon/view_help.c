#include "chanmon/view_help.h"

void cm_view_help_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	struct cm_pager *p = &ui->help;
	cm_pager_clear(p);
	cm_pager_add(p, CM_BAR, "Keys");
	for (size_t i = 0; i < cm_key_def_count; i++)
		cm_pager_add(p, CM_PLAIN, "  %-9s %s", cm_key_def[i].show, cm_key_def[i].help);
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_BAR, "Columns (the names that filter and --sort know)");
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		cm_pager_add(p, CM_PLAIN, "  %-9s %s", cm_column_def[c].key, cm_column_def[c].help);
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_BAR, "Signs in front of a channel");
	for (int a = CM_FLOWING; a <= CM_DEAD_CHANNEL; a++)
		cm_pager_add(p, CM_PLAIN, "  %s         %s", ui->glyphs->activity[a],
			cm_activity_name((enum cm_activity)a));
	cm_pager_draw(p, y, rows, cols);
}
