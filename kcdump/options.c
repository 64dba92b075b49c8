#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "inspect/inspect.h"
#include "tool/units.h"
#include "verbs.h"

enum {
	OPT_CHANNEL = 1,
	OPT_HOLDER,
	OPT_STATE,
	OPT_OLDER,
	OPT_SIZE,
	OPT_LIMIT,
	OPT_SORT,
	OPT_GROUP,
	OPT_FORMAT,
	OPT_OUT,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_COLOR,
	OPT_ASCII,
	OPT_SCHEMA
};

static const struct kt_option options[] = {
	{ OPT_CHANNEL, 'c', "channel", "NAME", "info tickets waiters events",
		"Only this channel; * and ? stand for any text and any character." },
	{ OPT_LIMIT, 'n', "limit", "N", "info tickets waiters events",
		"Show at most N rows: with --sort the first N, of events the newest N." },
	{ OPT_HOLDER, 0, "holder", "PID[:TID]|TID|THREAD", "tickets",
		"Only tickets held by this process, thread id or thread name (with * and ?)." },
	{ OPT_STATE, 0, "state", "STATE[,STATE]", "tickets",
		"Only these states: loaned (allocated, never sent), queued, held." },
	{ OPT_OLDER, 0, "older", "DURATION", "tickets",
		"Only tickets that are in their state for at least this long (5s)." },
	{ OPT_SIZE, 0, "size", "CONDITION", "tickets",
		"Only payloads of this size: '>4KiB', '<=64', 4KiB or 64..4KiB." },
	{ OPT_SORT, 0, "sort", "age|size|index", "tickets",
		"Oldest or largest first, or in table order (the default, which needs no memory)." },
	{ OPT_GROUP, 0, "group", "holder|site|channel|state", "tickets",
		"Counts, bytes and the oldest per group instead of single tickets." },
	{ OPT_FORMAT, 0, "format", "human|json", NULL, "How the result looks." },
	{ OPT_OUT, 'o', "out", "FILE", NULL,
		"Write the result to FILE, which appears whole or not at all." },
	{ OPT_QUIET, 'q', "quiet", NULL, NULL, "Leave out the lines around the rows." },
	{ OPT_VERBOSE, 'v', "verbose", NULL, NULL, "Show more of everything." },
	{ OPT_COLOR, 0, "color", "auto|always|never", NULL,
		"Colour; auto is: on a terminal, unless NO_COLOR is set." },
	{ OPT_ASCII, 0, "ascii", NULL, NULL, "Print ASCII only." },
	{ OPT_SCHEMA, 0, "schema", NULL, NULL,
		"Print the name of the JSON schema and what each key means, and exit." },
	{ 0, 0, NULL, NULL, NULL, NULL },
};

/* The first one is the default. */
static const struct kt_verb verbs[] = {
	{ "info", "",
		"Identity, liveness, layout, occupancy and findings on one screen (the default)." },
	{ "ps", "", "Every segment on this host, owner alive or not." },
	{ "tickets", "", "Live tickets: state, channel, size, holder, age, call site." },
	{ "waiters", "",
		"Who sleeps on what since when, and whether it really does (see OFF-CPU below); a select is one line with its channels. Of the dead also who was in the middle of a claim." },
	{ "events", "", "The flight recorders of all endpoints, merged and ordered." },
	{ NULL, NULL, NULL },
};
enum { VERBS = sizeof verbs / sizeof verbs[0] - 1 };
static int (*const runs[VERBS])(
	struct kd_context *) = { kd_info, kd_ps, kd_tickets, kd_waiters, kd_events };

const struct kt_program kd_program = {
	"kcdump",
	KC_VERSION_STRING,
	"look into a program's channels, alive or dead",
	"kcdump [SOURCE] [VERB] [options]",
	"SOURCE is the name of a domain, a process id, or the path of a segment or of a folder with\n"
	"one; nothing when there is only one. A segment's path may not be a symbolic link, which could\n"
	"be turned to another file; kc(7) says more. The segment is only read: the program is not\n"
	"stopped, written to or slowed down, and its leftover after a crash or kill -9 is read in the\n"
	"same way.\n"
	"\n"
	"Every result says how consistent it is: each row is copied between two equal generations,\n"
	"and a row that would not hold still is left out and counted as torn.\n"
	"\n"
	"OFF-CPU in waiters of a live process says what the waiting thread really does, from /proc:\n"
	"in its futex, as it should be, or in its lane's; in a futex or in futex_waitv (a rendezvous,\n"
	"a select, a call with a token); stopped by a signal, traced by a debugger, frozen with its\n"
	"cgroup; runnable (woken), or starved: runnable and without a CPU for more than half of 50 ms;\n"
	"in another system call, as from a signal handler; gone; or awake, for its wait has ended\n"
	"meanwhile. The system call takes the right to trace the thread (CAP_SYS_PTRACE, or its own\n"
	"user where ptrace_scope lets it); else it is \"not visible\". kc-probes(7) tells more of wakes.\n"
	"\n"
	"Exit codes: 0 good; 1 an error among the findings; 2 wrong usage; 3 could not open or\n"
	"write; 4 the picture is partial (torn rows, skipped checks, unreadable segments);\n"
	"130 and 143 ended by Ctrl-C (SIGINT) or SIGTERM.\n"
	"\n"
	"Examples:\n"
	"\n"
	"  kcdump ps\n"
	"  kcdump myserver\n"
	"  kcdump myserver tickets --older 5s --sort age --limit 20\n"
	"  kcdump myserver tickets --group holder\n"
	"  kcdump 4711 waiters --format json | jq '.waiters[].thread'\n",
	verbs,
	options,
};

struct parse {
	struct kd_options *o;
	const char *operand[2];
	unsigned operands;
	int given[64];
	size_t given_count;
};

/* The index of word among words separated by '|', or -1. */
static int choice(const char *words, const char *word)
{
	size_t len = strlen(word);
	for (int i = 0;; i++) {
		size_t n = strcspn(words, "|");
		if (n == len && memcmp(words, word, n) == 0)
			return i;
		if (!words[n])
			return -1;
		words += n + 1;
	}
}

static int bad_choice(const struct kt_option *opt, const char *value)
{
	char copy[128];
	const char *words[8];
	size_t n = 0;
	snprintf(copy, sizeof copy, "%s", opt->arg);
	for (char *save, *w = strtok_r(copy, "|", &save); w && n < 8;
		w = strtok_r(NULL, "|", &save))
		words[n++] = w;
	const char *near = kt_did_you_mean(value, words, n);
	if (near)
		return kt_usage(&kd_program, "--%s: unknown word '%s'; did you mean %s?", opt->name,
			value, near);
	return kt_usage(&kd_program, "--%s: unknown word '%s' (%s)", opt->name, value, opt->arg);
}

static const struct kt_option *option_of(int id)
{
	const struct kt_option *o = options;
	while (o->id != id)
		o++;
	return o;
}

static int parse_choice(int id, const char *value, int *index)
{
	const struct kt_option *opt = option_of(id);
	*index = choice(opt->arg, value);
	return *index < 0 ? bad_choice(opt, value) : 0;
}

static int parse_states(const char *value, unsigned *states)
{
	static const char *const names[] = { "loaned", "queued", "held" };
	*states = 0;
	for (const char *s = value;; s++) {
		size_t n = strcspn(s, ",");
		char word[32];
		unsigned i = 0;
		snprintf(word, sizeof word, "%.*s", (int)(n < 31 ? n : 31), s);
		while (i < 3 && strcmp(word, names[i]) != 0)
			i++;
		if (i == 3) {
			const char *near = kt_did_you_mean(word, names, 3);
			return near ? kt_usage(&kd_program,
					      "--state: unknown state '%s'; did you mean %s?", word,
					      near)
				    : kt_usage(&kd_program,
					      "--state: unknown state '%s' (loaned, queued, held)",
					      word);
		}
		*states |= 1u << (i == 0 ? KI_LOANED : i == 1 ? KI_QUEUED : KI_HELD);
		s += n;
		if (!*s)
			return 0;
	}
}

/* ">4KiB", ">=4KiB", "<64", "<=64", "=64", "64", "64..4KiB". */
static int parse_size(const char *value, struct kd_size_filter *f)
{
	*f = (struct kd_size_filter){ 0, UINT64_MAX };
	const char *s = value;
	char op = *s == '>' || *s == '<' || *s == '=' ? *s++ : '=';
	bool equal = op == '=' || *s == '=';
	if (op != '=' && *s == '=')
		s++;
	const char *dots = op == '=' ? strstr(s, "..") : NULL;
	char first[32];
	snprintf(first, sizeof first, "%.*s", dots ? (int)(dots - s) : 31, s);
	uint64_t n, m;
	bool good = kt_parse_size(first, &n) == 0 && (dots || strlen(s) < sizeof first);
	if (good && dots) {
		good = kt_parse_size(dots + 2, &m) == 0 && n <= m;
		*f = (struct kd_size_filter){ n, good ? m : 0 };
	} else if (good && op == '>') {
		good = equal || n < UINT64_MAX;
		f->least = n + !equal;
	} else if (good && op == '<') {
		good = equal || n > 0;
		f->most = n - !equal;
	} else if (good) {
		*f = (struct kd_size_filter){ n, n };
	}
	if (!good)
		return kt_usage(&kd_program,
			"--size: '%s' is no condition; write '>4KiB', '<=64', 4KiB or 64..4KiB",
			value);
	return 0;
}

static int on_option(void *ctx, int id, const char *value)
{
	struct parse *p = ctx;
	struct kd_options *o = p->o;
	int index = 0, rc = 0;
	if (p->given_count < sizeof p->given / sizeof p->given[0])
		p->given[p->given_count++] = id;
	switch (id) {
	case OPT_CHANNEL:
		o->channel = value;
		break;
	case OPT_HOLDER:
		o->holder = value;
		break;
	case OPT_STATE:
		return parse_states(value, &o->states);
	case OPT_OLDER:
		if (kt_parse_duration(value, &o->older_ns) != 0)
			return kt_usage(&kd_program,
				"--older: '%s' is no duration; write a number and its unit: 5s, 1.5ms",
				value);
		break;
	case OPT_SIZE:
		return parse_size(value, &o->size);
	case OPT_LIMIT:
		if (kt_parse_count(value, &o->limit) != 0 || o->limit == 0)
			return kt_usage(
				&kd_program, "--limit: '%s' is no whole number above 0", value);
		break;
	case OPT_SORT:
		rc = parse_choice(id, value, &index);
		o->sort = (enum kd_sort)(KD_SORT_AGE + index);
		break;
	case OPT_GROUP:
		rc = parse_choice(id, value, &index);
		o->group = (enum kd_group)(KD_GROUP_HOLDER + index);
		break;
	case OPT_FORMAT:
		rc = parse_choice(id, value, &index);
		o->json = index == 1;
		break;
	case OPT_OUT:
		o->out = value;
		break;
	case OPT_QUIET:
		o->verbosity = -1;
		break;
	case OPT_VERBOSE:
		o->verbosity = 1;
		break;
	case OPT_COLOR:
		if (kt_parse_color(value, &o->color) != 0)
			return bad_choice(option_of(id), value);
		break;
	case OPT_ASCII:
		o->ascii = true;
		break;
	case OPT_SCHEMA:
		o->schema = true;
		break;
	}
	return rc;
}

static int on_operand(void *ctx, const char *word)
{
	struct parse *p = ctx;
	if (!*word)
		return kt_usage(&kd_program,
			"SOURCE is empty; name a domain, a process id or a segment file");
	if (p->operands == 2)
		return kt_usage(
			&kd_program, "one SOURCE and one VERB at most; what is '%s'?", word);
	p->operand[p->operands++] = word;
	return 0;
}

static int find_verb(const char *word)
{
	for (int i = 0; i < VERBS; i++)
		if (strcmp(verbs[i].name, word) == 0)
			return i;
	return -1;
}

const char *kd_near_verb(const char *word)
{
	const char *names[VERBS];
	for (size_t i = 0; i < VERBS; i++)
		names[i] = verbs[i].name;
	return kt_did_you_mean(word, names, VERBS);
}

/* One word is a verb if it is the name of one, else a source. Of two the second is the verb; the
 * other order is understood too. */
static int tell_operands_apart(struct parse *p)
{
	int verb = 0;
	if (p->operands == 1) {
		verb = find_verb(p->operand[0]);
		if (verb < 0) {
			p->o->source = p->operand[0];
			verb = 0;
		}
	} else if (p->operands == 2) {
		if (find_verb(p->operand[0]) >= 0 && strcmp(p->operand[0], p->operand[1]) == 0)
			return kt_usage(&kd_program, "the verb '%s' is given twice", p->operand[0]);
		verb = find_verb(p->operand[1]);
		p->o->source = p->operand[0];
		if (verb < 0) {
			verb = find_verb(p->operand[0]);
			p->o->source = p->operand[1];
		}
		if (verb < 0) {
			const char *near = kd_near_verb(p->operand[1]);
			if (near)
				return kt_usage(&kd_program, "unknown verb '%s'; did you mean %s?",
					p->operand[1], near);
			return kt_usage(&kd_program,
				"unknown verb '%s' (info, ps, tickets, waiters, events)",
				p->operand[1]);
		}
	}
	p->o->verb = verbs[verb].name;
	p->o->run = runs[verb];
	return 0;
}

int kd_options_parse(struct kd_options *o, int argc, char **argv, bool *done)
{
	*o = (struct kd_options){ .size = { 0, UINT64_MAX } };
	struct parse p = { .o = o };
	int rc = kt_parse(&kd_program, argc, argv, &p, on_option, on_operand, done);
	if (rc != 0 || *done)
		return rc;
	rc = tell_operands_apart(&p);
	if (rc == 0)
		rc = kt_check_verb(&kd_program, o->verb, p.given, p.given_count);
	return rc;
}
