/* Proves what stands in the cells of channels of each kind, how they sort, and that filters find them. */
#include "unit/chanmon_kit.h"

#include "chanmon/columns.h"
#include "chanmon/filter.h"

/* A channel of each kind, and an MPSC whose lanes are filled unevenly. */
static struct cm_sample *kinds(void)
{
	struct kit *a = kit_new(10 * KIT_SECOND);
	kit_channel(a, "buf", 512);
	struct ki_channel *c = kit_channel(a, "meet", 0);
	c->kind = KI_RENDEZVOUS;
	c->capacity = 0;
	c->senders_blocked = 2;
	c->selecting[KC_SIDE_SEND] = 1;
	c = kit_channel(a, "long", 2345678);
	c->kind = KI_UNLIMITED;
	c->capacity = 0;
	c = kit_channel(a, "atmost", 250);
	c->kind = KI_UNLIMITED;
	c->capacity = 1000;
	c = kit_channel(a, "last", 1);
	c->kind = KI_CONFLATED;
	c->capacity = 1;
	c = kit_channel(a, "many", 1100);
	c->topology = KI_MPSC;
	c->lanes = 4;
	c->capacity = 4096;
	c->fullest = 768;
	c->overflow = KI_DROP_OLDEST;
	struct kit *b = kit_later(a, KIT_SECOND);
	b->channel[5].total[KC_SIDE_SEND].dropped_newest = 7;
	b->channel[5].total[KC_SIDE_RECEIVE].cancelled = 3;
	return kit_sample("demo", 1, a, b, NULL);
}

static const char *cell(const struct cm_sample *s, const char *name, enum cm_column c)
{
	static char text[8][256];
	static unsigned next;
	next = (next + 1) % 8;
	return cm_column_text(
		c, s, kit_row(s, name), &cm_glyphs_ascii, cm_column_def[c].width, text[next], 256);
}

Test(chanmon_columns, how_full_in_the_terms_of_the_kind)
{
	struct cm_sample *s = kinds();
	cr_expect(strstr(cell(s, "buf", CM_COL_FILL), " 50%"));
	cr_expect_str_eq(cell(s, "meet", CM_COL_FILL), "2 offers");
	cr_expect_str_eq(cell(s, "meet", CM_COL_DEPTH), "2");
	cr_expect_str_eq(cell(s, "long", CM_COL_FILL), "2.35M");
	cr_expect(strstr(cell(s, "atmost", CM_COL_FILL), " 25%"), "of its limit");
	cr_expect_str_eq(cell(s, "last", CM_COL_FILL), "1/1");
	cr_expect(strstr(cell(s, "many", CM_COL_FILL), " 75%"), "the fullest lane");
	cr_expect_str_eq(cell(s, "many", CM_COL_DEPTH), "1100", "all lanes");
	cr_expect_str_eq(cell(s, "meet", CM_COL_BLOCKED), "2/0s");
	cr_expect_str_eq(cell(s, "many", CM_COL_OVERFLOW), "drop-oldest");
	cr_expect_str_eq(
		cell(s, "last", CM_COL_OVERFLOW), "-", "never full: a value replaces another");
	cr_expect_str_eq(cell(s, "many", CM_COL_KIND), "buffered");
	cr_expect_str_eq(cell(s, "many", CM_COL_DROPS), "7");
	cr_expect_str_eq(cell(s, "many", CM_COL_CANCELS), "3");
	cr_expect_str_eq(cell(s, "buf", CM_COL_DROPS), "0");
	cm_sample_unref(s);
}

Test(chanmon_columns, the_fullest_first_and_never_what_cannot_be_full)
{
	struct cm_sample *s = kinds();
	cr_expect_lt(cm_column_compare(CM_COL_FILL, kit_row(s, "many"), kit_row(s, "buf")), 0);
	cr_expect_lt(cm_column_compare(CM_COL_FILL, kit_row(s, "buf"), kit_row(s, "last")), 0);
	cr_expect_lt(cm_column_compare(CM_COL_FILL, kit_row(s, "buf"), kit_row(s, "long")), 0);
	cr_expect_lt(cm_column_compare(CM_COL_DEPTH, kit_row(s, "long"), kit_row(s, "many")), 0);
	cm_sample_unref(s);
}

static const char *which(const struct cm_sample *s, const char *text)
{
	static char out[KIT_CHANNELS * (CM_NAME + 1)];
	struct cm_filter f = { 0 };
	char error[160];
	cr_assert_eq(cm_filter_parse(&f, text, error, sizeof(error)), 0, "%s: %s", text, error);
	out[0] = 0;
	for (size_t i = 0; i < s->row_count; i++)
		if (cm_filter_match(&f, s, &s->row[i]))
			strcat(strcat(out, " "), s->row[i].id->name);
	return out;
}

Test(chanmon_columns, filters_know_kinds_policies_and_drops)
{
	struct cm_sample *s = kinds();
	cr_expect_str_eq(which(s, "kind:unlim"), " long atmost");
	cr_expect_str_eq(which(s, "!kind:buffered"), " meet long atmost last");
	cr_expect_str_eq(which(s, "overflow:drop"), " many");
	cr_expect_str_eq(which(s, "drops:>5/s"), " many");
	cr_expect_str_eq(which(s, "cancels:>=3/s"), " many");
	cr_expect_str_eq(which(s, "fill:>40%"), " buf many");
	cm_sample_unref(s);
}
