#include "chanmon/options.h"

#include <inttypes.h>
#include <string.h>

#include "tool/units.h"

static const uint64_t interval_min_ns = UINT64_C(50000000);
static const uint64_t interval_max_ns = UINT64_C(3600000000000);

enum {
	OPT_ONCE = 1,
	OPT_GAP,
	OPT_EVERY,
	OPT_COUNT,
	OPT_WAKEUPS,
	OPT_FORMAT,
	OPT_OUT,
	OPT_INTERVAL,
	OPT_FILTER,
	OPT_SORT,
	OPT_ASCII,
	OPT_COLOR,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_SCHEMA
};

static const struct kt_option option_table[] = {
	{ OPT_ONCE, 0, "once", NULL, NULL,
		"Print one picture and exit; so does chanmon when it is not on a terminal." },
	{ OPT_GAP, 0, "gap", "TIME", NULL,
		"Time between the two samples of --once, so that rates are real (250ms; 0s: one sample, "
		"no rates)." },
	{ OPT_EVERY, 0, "every", "TIME", NULL,
		"Print a picture each TIME, without a terminal; JSON becomes one document a line." },
	{ OPT_COUNT, 0, "count", "N", NULL, "With --every: end after N pictures." },
	{ OPT_WAKEUPS, 0, "wakeups", NULL, NULL,
		"Attach the probes, which count in the kernel who woke whom and how long it took, and show "
		"that; on the screen x does. Printed is what came between the attachment and the picture." },
	{ OPT_FORMAT, 0, "format", "text|json|csv", NULL, "Form of what is printed (text)." },
	{ OPT_OUT, 0, "out", "FILE", NULL,
		"Write to FILE, which is replaced when all is written, instead of standard output." },
	{ OPT_INTERVAL, 'i', "interval", "TIME", NULL, "Time between samples on the screen (1s)." },
	{ OPT_FILTER, 0, "filter", "EXPR", NULL,
		"Show only channels that match, as F4 does: words, domain:web, state:blocked, depth:>100, "
		"p99:>2ms, fill:>80%, !word." },
	{ OPT_SORT, 0, "sort", "COLUMN", NULL,
		"Sort by a column of the screen: name, depth, in, p99 ..." },
	{ OPT_ASCII, 0, "ascii", NULL, NULL, "Nothing but ASCII on the screen." },
	{ OPT_COLOR, 0, "color", "auto|always|never", NULL,
		"Colours (auto; NO_COLOR is honoured)." },
	{ OPT_QUIET, 'q', "quiet", NULL, NULL, "No hints on standard error." },
	{ OPT_VERBOSE, 'v', "verbose", NULL, NULL, "In text: also the endpoints of each channel." },
	{ OPT_SCHEMA, 0, "schema", NULL, NULL, "Print the JSON Schema of --format json and exit." },
	{ 0, 0, NULL, NULL, NULL, NULL },
};

const struct kt_program cm_program = {
	.name = "chanmon",
	.version = KC_VERSION_STRING,
	.summary = "watch the channels of running programs",
	.usage = "chanmon [TARGET...] [options]\n"
		 "chanmon --once [--format text|json|csv] [TARGET...]\n"
		 "chanmon --every TIME [--count N] [TARGET...]",
	.about =
		"A TARGET is a domain's name, a process id, the path of a segment or of a folder with segments, "
		"or DOMAIN/CHANNEL. A segment's path may not be a symbolic link, which could be turned "
		"to another file; kc(7) says more. "
		"Without one, every segment is shown that can be found in $KC_DIR, else in "
		"$XDG_RUNTIME_DIR/kc and /dev/shm/kc-UID, the ones that ended programs left included.\n\n"
		"Press ? on the screen for the keys. chanmon only reads: it never stops, changes or waits "
		"for a program that it watches.\n\n"
		"Wakeups (6 on the screen, --wakeups) come from the best source that can be had, which is "
		"named. Tier 2: eBPF probes on the scheduler, which read of each thread of the program in which "
		"channel it blocks, and of its waker for which channel it wakes: who woke whom how often, how "
		"long it was blocked and then waited for a processor, what was woken for nothing (spurious) or "
		"before it slept (early), and a log of wakes that took over 1ms. They need CAP_BPF and "
		"CAP_PERFMON, cost every context switch of the machine a little (about 100ns; kcbench probe-cost measures it), are never "
		"attached unless asked for (x, --wakeups), and nothing of them outlives chanmon. Tier 1, without "
		"them: how often endpoints slept, woke others and timed out, as the library counts it, and what "
		"/proc says of threads that others wait for. Tier 0: the program has ended, and its segment "
		"says what it last said. Where tier 2 was wanted and cannot be had, --wakeups --once ends with 4 and says what to do.\n\n"
		"Exit codes: 0 good, 2 wrong usage, 3 a target was not found or could not be read, or "
		"the output not be written, 4 a segment is damaged and its picture partial, or --wakeups had to "
		"do without probes, 130 and 143 interrupted.\n\n"
		"Examples:\n"
		"  chanmon                          everything, live\n"
		"  chanmon demo --interval 500ms    one program\n"
		"  chanmon --wakeups demo           who wakes whom, live\n"
		"  chanmon --once --wakeups --gap 5s --format csv demo\n"
		"  chanmon --once --format json | jq '.domains[].channels[].warnings'\n"
		"  chanmon --every 1s --count 60 --format csv --out minute.csv demo",
	.options = option_table,
};

static int bad_time(const char *option, const char *value)
{
	return kt_usage(&cm_program,
		"--%s: '%s' is not a time between 50ms and 1h; a unit is needed (500ms, 1s)",
		option, value);
}

static int parse_interval(const char *option, const char *value, uint64_t *out)
{
	if (kt_parse_duration(value, out) < 0 || *out < interval_min_ns || *out > interval_max_ns)
		return bad_time(option, value);
	return 0;
}

static int parse_gap(const char *value, uint64_t *out)
{
	/* Nothing is nothing in every unit. */
	if (!strcmp(value, "0"))
		*out = 0;
	else if (kt_parse_duration(value, out) < 0 || *out > interval_max_ns)
		return kt_usage(&cm_program,
			"--gap: '%s' is not a time up to 1h; a unit is needed (250ms)", value);
	return 0;
}

static int parse_sort(const char *value, enum cm_column *out)
{
	*out = cm_column_named(value);
	if (*out != CM_COL_COUNT && cm_column_def[*out].kind != CM_NONE)
		return 0;
	const char *keys[CM_COL_COUNT];
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		keys[c] = cm_column_def[c].key;
	const char *near = kt_did_you_mean(value, keys, CM_COL_COUNT);
	if (near)
		return kt_usage(&cm_program,
			"--sort: no column '%s' to sort by, did you mean '%s'?", value, near);
	char list[256] = "";
	for (unsigned c = 0; c < CM_COL_COUNT; c++) {
		size_t used = strlen(list);
		if (cm_column_def[c].kind != CM_NONE)
			snprintf(list + used, sizeof(list) - used, "%s%s", used ? ", " : "",
				keys[c]);
	}
	return kt_usage(
		&cm_program, "--sort: no column '%s' to sort by; there are %s", value, list);
}

static int parse_format(const char *value, enum cm_format *out)
{
	static const char *const words[] = { "text", "json", "csv" };
	static const enum cm_format formats[] = { CM_TEXT, CM_JSON, CM_CSV };
	for (size_t i = 0; i < 3; i++)
		if (!strcmp(value, words[i])) {
			*out = formats[i];
			return 0;
		}
	const char *near = kt_did_you_mean(value, words, 3);
	return kt_usage(&cm_program, "--format: '%s' is none of text, json, csv%s%s%s", value,
		near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static int on_option(void *ctx, int id, const char *value)
{
	struct cm_options *o = ctx;
	char error[160];
	switch (id) {
	case OPT_ONCE:
		o->once = true;
		return 0;
	case OPT_GAP:
		return parse_gap(value, &o->gap_ns);
	case OPT_EVERY:
		o->every_given = true;
		return parse_interval("every", value, &o->every_ns);
	case OPT_COUNT:
		if (kt_parse_count(value, &o->count) < 0 || !o->count)
			return kt_usage(
				&cm_program, "--count: '%s' is not a whole number above 0", value);
		return 0;
	case OPT_WAKEUPS:
		o->wakeups = true;
		return 0;
	case OPT_FORMAT:
		o->format_given = true;
		return parse_format(value, &o->format);
	case OPT_OUT:
		o->out = value;
		return 0;
	case OPT_INTERVAL:
		return parse_interval("interval", value, &o->interval_ns);
	case OPT_FILTER:
		o->filter_text = value;
		if (cm_filter_parse(&o->filter, value, error, sizeof(error)) < 0)
			return kt_usage(&cm_program, "--filter: %s", error);
		return 0;
	case OPT_SORT:
		return parse_sort(value, &o->sort);
	case OPT_ASCII:
		o->ascii = true;
		return 0;
	case OPT_COLOR:
		if (kt_parse_color(value, &o->color) < 0)
			return kt_usage(
				&cm_program, "--color: '%s' is none of auto, always, never", value);
		return 0;
	case OPT_QUIET:
		o->quiet = true;
		return 0;
	case OPT_VERBOSE:
		o->verbose = true;
		return 0;
	default:
		o->schema = true;
		return 0;
	}
}

static int on_operand(void *ctx, const char *word)
{
	struct cm_options *o = ctx;
	if (!word[0])
		return kt_usage(&cm_program, "an empty word names no target");
	if (!cm_fleet_add_target(o->fleet, word))
		return kt_usage(&cm_program, "more than %d targets", CM_TARGETS_MAX);
	return 0;
}

int cm_options_parse(struct cm_options *o, int argc, char **argv, bool *done)
{
	struct cm_fleet *fleet = o->fleet;
	*o = (struct cm_options){ .fleet = fleet,
		.interval_ns = UINT64_C(1000000000),
		.gap_ns = UINT64_C(250000000),
		.sort = CM_COL_DOMAIN };
	int rc = kt_parse(&cm_program, argc, argv, o, on_option, on_operand, done);
	if (rc || *done)
		return rc;
	if (o->count && !o->every_given)
		return kt_usage(&cm_program, "--count belongs to --every");
	if (o->once && o->every_given)
		return kt_usage(&cm_program, "--once and --every exclude each other");
	if (o->wakeups && !o->gap_ns)
		return kt_usage(
			&cm_program, "--wakeups counts for as long as --gap says, which is 0");
	return 0;
}
