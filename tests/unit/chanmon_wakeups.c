/* chanmon_wakeups.c - proves what the wakeups view says of a sample: where the numbers come from, in which order, through
 * which filter, what could not be told, and when so many wakes are for nothing that a warning is due. */
#include "chanmon_kit.h"

#include "chanmon/evidence.h"
#include "chanmon/lint.h"
#include "chanmon/mem.h"
#include "chanmon/wakeups.h"

enum { LINES = 64 };
static char said[LINES][512];
static enum cm_line kinds[LINES];
static struct cm_line_about abouts[LINES];
static unsigned lines;

static void keep(void *ctx, enum cm_line kind, const char *text, struct cm_line_about about)
{
	(void)ctx;
	cr_assert_lt(lines, LINES);
	kinds[lines] = kind;
	abouts[lines] = about;
	snprintf(said[lines++], sizeof(said[0]), "%s", text);
}

static void show(
	const struct cm_sample *s, const char *filter, enum cm_wake_sort sort, bool inverted)
{
	struct cm_filter f;
	char error[100];
	memset(&f, 0, sizeof(f));
	cr_assert_eq(cm_filter_parse(&f, filter, error, sizeof(error)), 0, "%s", error);
	lines = 0;
	cm_wakeups_lines(&(struct cm_wakeups){ .filter = &f,
				 .sort = sort,
				 .inverted = inverted,
				 .hint = "press x",
				 .line = keep },
		s);
}

/* Number of the line that begins so, or -1. */
static int line_of(const char *begin)
{
	for (unsigned i = 0; i < lines; i++)
		if (!strncmp(said[i], begin, strlen(begin)))
			return (int)i;
	return -1;
}

static bool says(const char *text)
{
	for (unsigned i = 0; i < lines; i++)
		if (strstr(said[i], text))
			return true;
	return false;
}

static struct cm_sample *two_channels(void)
{
	struct kit *k = kit_new(100 * KIT_SECOND);
	kit_channel(k, "ask", 0)->total[KC_SIDE_SEND].wakes = 41;
	kit_channel(k, "bill", 0)->total[KC_SIDE_RECEIVE].blocked = 7;
	return kit_sample("shop", 1, NULL, k, NULL);
}

static struct cm_trace *trace_of(struct cm_sample *s, enum cm_tier tier)
{
	s->trace = cm_grow(s->trace, &s->trace_cap, 1, sizeof(*s->trace));
	s->trace_count = 1;
	s->trace[0] = (struct cm_trace){ .tier = tier, .reason = "ok", .slow_ns = 1000000 };
	return &s->trace[0];
}

static void count(
	struct cm_sample *s, uint32_t row, uint64_t wakes, uint64_t early, uint64_t p99_ns)
{
	s->wakes = cm_grow(s->wakes, &s->wakes_cap, s->wakes_count + 1, sizeof(*s->wakes));
	s->wakes[s->wakes_count++] = (struct cm_wakes){ .row = row,
		.blocks = wakes,
		.wakes = wakes,
		.early = early,
		.spurious = wakes / 4,
		.messages = 2 * (wakes + early),
		.woken_per_message = 0.5,
		.rates_ok = true,
		.woken_per_s = (double)(wakes + early),
		.runq = { wakes, p99_ns / 2, p99_ns, p99_ns, p99_ns },
		.blocked = { wakes, 1000, 2000, 3000, 4000 } };
	s->row[row].wakes = (uint32_t)s->wakes_count;
	s->trace[0].wakes_count = s->wakes_count;
}

static void edge(struct cm_sample *s, uint32_t row, uint32_t waker, uint32_t wakee, uint64_t n,
	uint64_t runq_ns)
{
	s->edge = cm_grow(s->edge, &s->edge_cap, s->edge_count + 1, sizeof(*s->edge));
	s->edge[s->edge_count++] = (struct cm_edge){ .row = row,
		.key = { row == UINT32_MAX ? 9 : row + 1, waker, wakee,
			waker ? KC_WAKEUP_CHANNEL : KC_WAKEUP_OTHER },
		.sum = { n, runq_ns, 3 * runq_ns },
		.waker = "giver",
		.wakee = "taker" };
	s->trace[0].edge_count = s->edge_count;
}

Test(wakeups, without_probes_the_librarys_counters_and_how_to_attach)
{
	struct cm_sample *s = two_channels();
	trace_of(s, CM_TIER_COUNTERS);
	show(s, "", CM_WAKE_COUNT, false);
	cr_expect_str_eq(said[0], "shop  pid 101  tier 1: the library's counters and /proc");
	cr_expect_str_eq(said[1], "press x");
	cr_expect_eq(kinds[1], CM_LINE_NOTICE);
	cr_expect_lt(line_of("ask "), line_of("bill "), "41 wakes before none");
	show(s, "", CM_WAKE_COUNT, true);
	cr_expect_gt(line_of("ask "), line_of("bill "));

	snprintf(s->trace[0].sentence, sizeof(s->trace[0].sentence), "no; do this");
	show(s, "", CM_WAKE_COUNT, false);
	cr_expect_str_eq(said[1], "no; do this");
	cr_expect(!says("press x"));
	cr_expect(!says("WAKER"), "no graph that nobody has");
	cm_sample_unref(s);
}

Test(wakeups, with_probes_channels_graph_and_slow_wakes_in_the_order_asked_for)
{
	struct cm_sample *s = two_channels();
	struct cm_trace *t = trace_of(s, CM_TIER_PROBES);
	t->counted_ns = 3 * KIT_SECOND;
	count(s, 0, 100, 0, 1000);
	count(s, 1, 40, 10, 9000);
	edge(s, 0, 11, 12, 100, 1000);
	edge(s, 1, 11, 13, 40, 5000);
	edge(s, 1, 0, 14, 3, 10);
	show(s, "", CM_WAKE_COUNT, false);
	cr_expect_str_eq(said[0], "shop  pid 101  tier 2: eBPF, counting for 3s");
	cr_expect_lt(line_of("ask "), line_of("bill "));
	cr_expect(strstr(said[line_of("bill ")], "0.50  25%   20%"), "%s", said[line_of("bill ")]);
	int ask = line_of("giver[11] ask "), bill = line_of("giver[11] bill "),
	    other = line_of("- ");
	cr_expect(ask > 0 && bill == ask + 1 && other == bill + 1, "%d %d %d", ask, bill, other);
	cr_expect(strstr(said[bill], "taker[13] channel    40  5us    15us 25%"), "%s", said[bill]);
	cr_expect(
		strstr(said[other], "bill    taker[14] other"), "nobody is named: %s", said[other]);

	show(s, "", CM_WAKE_RUNQ, false);
	cr_expect_gt(line_of("ask "), line_of("bill "));
	cr_expect_gt(line_of("giver[11] ask "), line_of("giver[11] bill "));
	show(s, "name:bill", CM_WAKE_NAME, false);
	cr_expect_eq(line_of("ask "), -1);
	cr_expect_eq(line_of("giver[11] ask "), -1);
	cr_expect_gt(line_of("giver[11] bill "), 0);
	cm_sample_unref(s);
}

Test(wakeups, a_line_is_about_the_same_wherever_it_stands)
{
	static const char *const begin[] = { "ask ", "bill ", "giver[11] ask ", "giver[11] bill ",
		"- " };
	static const uint32_t row[] = { 0, 1, 0, 1, 1 };
	struct cm_line_about before[5];
	struct cm_sample *s = two_channels();
	trace_of(s, CM_TIER_PROBES);
	count(s, 0, 100, 0, 1000);
	count(s, 1, 40, 10, 9000);
	edge(s, 0, 11, 12, 100, 1000);
	edge(s, 1, 11, 13, 40, 5000);
	edge(s, 1, 0, 14, 3, 10);
	edge(s, 1, 11, 15, 1, 10);
	edge(s, UINT32_MAX, 11, 12, 2, 10);
	show(s, "", CM_WAKE_COUNT, false);
	for (unsigned i = 0; i < lines; i++)
		for (unsigned j = 0; j < i; j++)
			cr_expect(!abouts[i].id || abouts[i].id != abouts[j].id, "%s and %s",
				said[i], said[j]);
	for (int i = 0; i < 5; i++) {
		before[i] = abouts[line_of(begin[i])];
		cr_expect_neq(before[i].id, 0, "%s", begin[i]);
		cr_expect_eq(before[i].row, row[i], "%s", begin[i]);
	}
	show(s, "", CM_WAKE_RUNQ, false);
	for (int i = 0; i < 5; i++)
		cr_expect_eq(before[i].id, abouts[line_of(begin[i])].id, "%s", begin[i]);
	cr_expect_eq(abouts[0].id, 0, "a title");
	cr_expect_eq(abouts[line_of("CHANNEL ")].id, 0, "a heading");
	cr_expect_eq(abouts[line_of("giver[11] (gone")].id, 0, "no channel");
	cm_sample_unref(s);
}

Test(wakeups, what_is_left_out_is_said_and_only_then)
{
	struct cm_sample *s = two_channels();
	struct cm_trace *t = trace_of(s, CM_TIER_PROBES);
	count(s, 0, 1, 0, 1);
	edge(s, UINT32_MAX, 11, 12, 5, 10);
	show(s, "", CM_WAKE_COUNT, false);
	cr_expect(
		says("giver[11] (gone, row 8) taker[12]"), "a channel that is not there any more");
	cr_expect(!says("! ") && !says("rarer"));
	t->not_told = (struct kc_wakeup_stats){
		.edges_lost = 4, .tls_faults = 2, .slow_lost = 3, .bad_channels = 5
	};
	t->edges_left_out = 6;
	show(s, "", CM_WAKE_COUNT, false);
	cr_expect(says("! 4 wakes are not in the graph"));
	cr_expect(says("! 2 times the wait word"));
	cr_expect(says("! 3 slow wakes were dropped"));
	cr_expect(says("! 5 waits or wakes in channels beyond the table: detach and attach"));
	cr_expect(says("and 6 rarer ones"));
	show(s, "name:ask", CM_WAKE_COUNT, false);
	cr_expect(!says("(gone"), "it has no name that could match");
	cm_sample_unref(s);
}

Test(wakeups, spurious_wakes_are_a_warning_from_half_of_twenty_on)
{
	struct cm_sample *s = two_channels();
	struct cm_row *r = &s->row[0];
	const struct {
		uint64_t woken, spurious;
		bool warned;
	} cases[] = { { 0, 0, false }, { 19, 19, false }, { 20, 9, false }, { 20, 10, true },
		{ 1000, 501, true } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		r->woken_new = cases[i].woken;
		r->spurious_new = cases[i].spurious;
		cr_expect_eq((cm_lint_row(r, true) & 1u << CM_LINT_SPURIOUS) != 0, cases[i].warned,
			"%zu", i);
		cr_expect_eq(cm_lint_row(r, false) & 1u << CM_LINT_SPURIOUS, 0,
			"the dead are woken by nobody");
	}
	char text[100];
	cr_expect_str_eq(cm_lint_text(CM_LINT_SPURIOUS, r, text, sizeof(text)),
		"501 of 1000 wakes for nothing");
	cm_sample_unref(s);
}

Test(wakeups, evidence_in_words)
{
	struct cm_sample *s = two_channels();
	char text[300];
	struct cm_suspect u = { .elsewhere = UINT32_MAX,
		.doing = CM_OFF_ELSEWHERE,
		.off = { .letter = 'S', .call = -1 } };
	cr_expect_str_eq(cm_evidence_text(s, &u, text, sizeof(text)), "asleep elsewhere");
	u.off.call_visible = true;
	u.off.call = 0;
	snprintf(u.off.wchan, sizeof(u.off.wchan), "pipe_read");
	cr_expect(strstr(cm_evidence_text(s, &u, text, sizeof(text)), "system call "));
	cr_expect(strstr(text, ", in pipe_read"));
	u.doing = CM_OFF_CHANNEL;
	u.elsewhere = 1;
	cr_expect_str_eq(cm_evidence_text(s, &u, text, sizeof(text)), "asleep in channel bill");
	u.doing = CM_OFF_STARVED;
	u.off.apart_ns = 1000;
	u.off.waited_ns = 750;
	cr_expect_str_eq(cm_evidence_text(s, &u, text, sizeof(text)),
		"could run, and waits for a processor 75% of the time");
	u.lost = true;
	u.needless_ns = 2 * KIT_SECOND;
	cr_expect(strstr(cm_evidence_text(s, &u, text, sizeof(text)), "asleep, for 2s although"));
	cm_sample_unref(s);
}
