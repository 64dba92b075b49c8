/* Proves the filter's language: words, fields, comparisons with units, negation, and that a filter that
 * is not one is refused with a sentence and leaves the old one alone. */
#include "unit/chanmon_kit.h"

#include <errno.h>

#include "chanmon/filter.h"

static struct cm_sample *two_rows(void)
{
	struct kit *a = kit_new(10 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "Input", 5);
	a->residence[0].count = 1;
	a->residence[0].bucket[kc_hist_bucket(5000000)] = 1;
	a->residence[0].max_ns = 5000000;
	c = kit_channel(a, "work", 900);
	c->topology = 0;
	c->senders_blocked = 1;
	c->depth = 1024;
	c->longest_wait_ns[KC_SIDE_SEND] = KIT_SECOND;
	return kit_sample("demo", 1, NULL, a, NULL);
}

/* "" no row, "i", "w", "iw", or "error". */
static const char *which(const char *text)
{
	static char out[8];
	struct cm_sample *s = two_rows();
	struct cm_filter f = { 0 };
	char error[160];
	if (cm_filter_parse(&f, text, error, sizeof(error)) < 0) {
		cr_expect_neq(error[0], 0, "a refusal says why");
		cm_sample_unref(s);
		return "error";
	}
	snprintf(out, sizeof(out), "%s%s", cm_filter_match(&f, s, kit_row(s, "Input")) ? "i" : "",
		cm_filter_match(&f, s, kit_row(s, "work")) ? "w" : "");
	cm_sample_unref(s);
	return out;
}

Test(chanmon_filter, words_look_into_domain_and_name)
{
	cr_expect_str_eq(which(""), "iw");
	cr_expect_str_eq(which("   "), "iw");
	cr_expect_str_eq(which("input"), "i", "upper and lower case alike");
	cr_expect_str_eq(which("demo"), "iw");
	cr_expect_str_eq(which("demo work"), "w", "all words must hold");
	cr_expect_str_eq(which("nothing"), "");
	cr_expect_str_eq(which("!work"), "i");
}

Test(chanmon_filter, fields)
{
	cr_expect_str_eq(which("name:work"), "w");
	cr_expect_str_eq(which("domain:DEM"), "iw");
	cr_expect_str_eq(which("domain:work"), "");
	cr_expect_str_eq(which("state:blocked"), "w");
	cr_expect_str_eq(which("!state:blocked"), "i");
	cr_expect_str_eq(which("state:alive"), "iw", "the program's state is a state, too");
	cr_expect_str_eq(which("warnings:full"), "w");
	cr_expect_str_eq(which("warnings:>0"), "w");
	cr_expect_str_eq(which("topology:spsc"), "i");
}

Test(chanmon_filter, comparisons_with_units)
{
	cr_expect_str_eq(which("depth:>100"), "w");
	cr_expect_str_eq(which("depth:>1k"), "w");
	cr_expect_str_eq(which("depth:<=5"), "i");
	cr_expect_str_eq(which("depth:>=1024"), "w");
	cr_expect_str_eq(which("depth:<5"), "");
	cr_expect_str_eq(which("depth:5"), "i");
	cr_expect_str_eq(which("depth:=5"), "i");
	cr_expect_str_eq(which("fill:>80%"), "w");
	cr_expect_str_eq(which("fill:<0.8"), "i");
	cr_expect_str_eq(which("p99:>2ms"), "i");
	cr_expect_str_eq(which("p99:>10ms"), "");
	cr_expect_str_eq(which("blocked:>0"), "w");
}

Test(chanmon_filter, what_is_no_filter_is_refused)
{
	cr_expect_str_eq(which("depht:>100"), "error");
	cr_expect_str_eq(which("depth:"), "error");
	cr_expect_str_eq(which("depth:>"), "error");
	cr_expect_str_eq(which("depth:>many"), "error");
	cr_expect_str_eq(which("p99:>50"), "error", "a duration needs a unit");
	cr_expect_str_eq(which("history:>1"), "error");
	cr_expect_str_eq(which("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"), "error");
	char longer[100];
	memset(longer, 'x', sizeof(longer));
	longer[99] = 0;
	cr_expect_str_eq(which(longer), "error");
}

Test(chanmon_filter, a_refused_filter_leaves_the_old_one)
{
	struct cm_filter f = { 0 };
	char error[160] = "";
	cr_assert_eq(cm_filter_parse(&f, "work", error, sizeof(error)), 0);
	cr_assert_eq(cm_filter_parse(&f, "depht:>1", error, sizeof(error)), -EINVAL);
	cr_expect(strstr(error, "did you mean depth"), "%s", error);
	cr_expect_eq(f.count, 1);
	cr_expect_str_eq(f.term[0].text, "work");
}
