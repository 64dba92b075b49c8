#include "dump/arena.h"

#include <inttypes.h>

#include "tool/units.h"

void kd_print_occupancy(FILE *out, struct kd_dress dress, const struct ki_snapshot *snap)
{
	const struct ki_arena *a = &snap->arena;
	const struct ki_ticket_counts *t = &snap->tickets;
	char limit[16], taken[16], unused[16], rings[16], runs[16];
	kd_line(out, dress, KD_PLAIN, "  arena     %s of %s taken  free %s  rings %s  runs %s",
		kt_size(taken, sizeof taken, a->taken_bytes),
		kt_size(limit, sizeof limit, a->limit_bytes),
		kt_size(unused, sizeof unused, a->free_bytes),
		kt_size(rings, sizeof rings, a->ring_bytes),
		kt_size(runs, sizeof runs, a->run_bytes));
	kd_line(out, dress, KD_PLAIN,
		"  tickets   %" PRIu64 " live: %" PRIu64 " loaned, %" PRIu64 " queued, %" PRIu64
		" held  %s  ever used %" PRIu64 "%s",
		t->live, t->loaned, t->queued, t->held, kt_size(taken, sizeof taken, t->live_bytes),
		a->tickets_hwm, a->tickets_retired ? "  (some retired)" : "");
}

void kd_print_classes(FILE *out, struct kd_dress dress, const struct ki_arena *a)
{
	static const struct kd_column columns[] = { { "BLOCK", true }, { "PAGES", true },
		{ "BLOCKS BOUND", true } };
	struct kd_table t;
	char text[16];
	bool any = false;
	kd_table_begin(&t, out, dress, columns, sizeof columns / sizeof columns[0]);
	for (uint32_t i = 0; i < a->class_count && i < KC_ARENA_CLASSES_MAX; i++) {
		if (a->class_[i].pages == 0)
			continue;
		if (!any)
			fputc('\n', out);
		any = true;
		kd_cell(&t, KD_PLAIN, "%s", kt_size(text, sizeof text, a->class_[i].block_bytes));
		kd_cell(&t, KD_PLAIN, "%" PRIu32, a->class_[i].pages);
		kd_cell(&t, KD_PLAIN, "%" PRIu64, a->class_[i].blocks_bound);
		kd_row(&t);
	}
	kd_table_end(&t);
}
