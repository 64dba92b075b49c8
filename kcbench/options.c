#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "inspect/inspect.h"
#include "tool/units.h"

static const struct kt_verb verbs[] = {
	{ "run", "", "measure one configuration, several times, and check every message" },
	{ "pipe", "FILE", "run a real file through a pipeline and check the totals" },
	{ "demo", "[FILE]",
		"a small service with one slow stage, to look at with the other tools" },
	{ "probe-cost", "",
		"measure what the eBPF probes cost on this machine, off and on by turns" },
	{ NULL, NULL, NULL },
};

static const struct kt_option options[] = {
	{ OPT_TOPOLOGY, 't', "topology", "T", "run",
		"spsc, mpsc:Px1 for P senders, or mpmc:PxC for P senders and C receivers (default spsc; mpsc "
		"alone is 2x1, mpmc 2x2)." },
	{ OPT_KIND, 'k', "kind", "KIND", "run",
		"buffered, rendezvous, unlimited, or conflated: one value, the newest, which each send replaces "
		"(default buffered)." },
	{ OPT_OVERFLOW, 0, "overflow", "POLICY", "run",
		"What a send to a full channel does: block, drop-newest or drop-oldest (default block). What is "
		"dropped must be what the channel counts." },
	{ OPT_PAYLOAD, 'p', "payload", "KIND", "run",
		"values, ptr, bytes or tickets (default values)." },
	{ OPT_SIZE, 's', "size", "BYTES", "run",
		"Bytes of a message: values 8 to 4096, others 8 to 64MiB (default 8 for values, else 64)." },
	{ OPT_BATCH, 'b', "batch", "N", "run",
		"Messages a call (default 1; bytes go one by one)." },
	{ OPT_CAPACITY, 'c', "capacity", "N", "run pipe demo",
		"Elements the channel holds, rounded up to a power of two (run: 4096, less for large "
		"payloads; pipe: 64 chunks or 1024 lines; demo: 256)." },
	{ OPT_LIMIT, 0, "limit", "SIZE", "run",
		"With --kind unlimited, the most that may wait in it: elements times their size, 8 bytes for a "
		"ticket or a message of bytes and 16 for a pointer (default 65536 elements, less for large "
		"payloads). Without one the load would only fill memory." },
	{ OPT_DURATION, 'd', "duration", "TIME", "run demo probe-cost",
		"How long a repeat runs, such as 2s or 500ms (run: 2s; demo: until stopped); of probe-cost, a load "
		"in a round (250ms, at most 1s)." },
	{ OPT_MESSAGES, 'm', "messages", "N", "run",
		"Send N messages a repeat instead of --duration." },
	{ OPT_WARMUP, 0, "warmup", "TIME", "run",
		"Run this long before measuring (default 200ms; none with --messages)." },
	{ OPT_REPEAT, 'r', "repeat", "N", "run probe-cost",
		"Repeats; the result is their median (run: 3; probe-cost: 11 rounds)." },
	{ OPT_PIN, 0, "pin", "CPUS", "run",
		"CPUs for the threads, senders first: a list such as 0,2-3, auto for one each in turn, or "
		"none (default none)." },
	{ OPT_TYPED, 0, "typed", "on|off", "run",
		"Send and receive inline through KC_TYPED; values of 8 bytes, one by one (default off)." },
	{ OPT_IN_PLACE, 0, "in-place", "on|off", "run",
		"Reserve and commit, peek and release; values and ptr on spsc and mpsc (default off)." },
	{ OPT_SELECT, 0, "select", "N", "run",
		"Receive through kc_select(3) over N channels at once, 1 to 128, each as the other options "
		"say; 0: from one channel, without select (default 0). The senders are spread over the "
		"channels; one that has several goes round them, a call to each. A select takes one message, "
		"so that --batch is for the senders, and waits at most 100ms; then it has timed out, is "
		"counted, and begins anew." },
	{ OPT_TOUCH, 0, "touch", "PART", "run",
		"How much of each payload is written and read: none (its tag only), head (64 bytes), all "
		"(default all)." },
	{ OPT_VERIFY, 0, "verify", "seq|off", "run",
		"seq checks order, losses, duplicates and contents of every message; off only reads and "
		"counts (default seq)." },
	{ OPT_TRACE_WAKEUPS, 0, "trace-wakeups", NULL, "run",
		"Attach the eBPF probes to this run and split the latency of each message whose receiver slept: "
		"from its publication until the wake, from there until the receiver ran, and until it had the "
		"message. Takes CAP_BPF and CAP_PERFMON, see kc-probes(7); without them it says so and runs "
		"without. A stamp costs its sender a look at the clock, so that receivers of a fast sender sleep "
		"more often than in a run without." },
	{ OPT_SEED, 0, "seed", "N", "run",
		"Seed of the payload patterns, decimal or 0x hex (default 0x51f2)." },
	{ OPT_LINES, 'l', "lines", NULL, "pipe demo",
		"Cut the file into chunks of whole lines (default)." },
	{ OPT_PER_LINE, 0, "per-line", NULL, "pipe demo", "Cut the file into a ticket a line." },
	{ OPT_BLOCK, 0, "block", "SIZE", "pipe demo",
		"Cut the file into blocks of SIZE; with --lines about the size of a chunk (default 64KiB)." },
	{ OPT_WORKERS, 'w', "workers", "N", "pipe demo", "Worker threads (default 2)." },
	{ OPT_SLOW, 0, "slow", "STAGE:TIME", "pipe demo",
		"Make a stage take this long for each chunk, line or block: read, work or write; may be "
		"repeated." },
	{ OPT_NO_STATS, 0, "no-stats", NULL, NULL,
		"Open the domain without time stamps, histograms, call sites and recorder." },
	{ OPT_KEEP, 0, "keep", NULL, NULL,
		"Leave the segment after the end, for the other tools." },
	{ OPT_DIR, 0, "dir", "DIR", NULL,
		"Folder of the segment, no symbolic link (default as the library's: see kc(7))." },
	{ OPT_NAME, 'n', "name", "NAME", NULL,
		"Name of the domain (default kcbench, kcbench-pipe, demo, kcbench-probe-cost)." },
	{ OPT_FORMAT, 'f', "format", "FORMAT", "run pipe probe-cost",
		"human, json or csv (default human)." },
	{ OPT_OUT, 'o', "out", "FILE", "run pipe probe-cost",
		"Write the result to FILE, whole or not at all." },
	{ OPT_QUIET, 'q', "quiet", NULL, NULL, "No progress line and no hints." },
	{ OPT_VERBOSE, 'v', "verbose", NULL, NULL, "Say on stderr what is being done." },
	{ OPT_COLOR, 0, "color", "WHEN", NULL, "auto, always or never (default auto)." },
	{ OPT_ASCII, 0, "ascii", NULL, NULL, "Plain ASCII output." },
	{ OPT_SCHEMA, 0, "schema", NULL, "run pipe probe-cost",
		"Print an empty JSON document of the verb: its keys. Without a verb: of all three." },
	{ 0, 0, NULL, NULL, NULL, NULL },
};

const struct kt_program kb_program = {
	.name = "kcbench",
	.version = KC_VERSION_STRING,
	.summary = "load generator for kc channels that checks what it sends",
	.usage = "kcbench run [options]\n"
		 "kcbench pipe FILE [options]\n"
		 "kcbench demo [FILE] [options]\n"
		 "kcbench probe-cost [options]\n",
	.about =
		"kcbench sends through the public interface only. Every message is read and checked by the "
		"receiver: its sender's sequence, losses, duplicates, order, and the pattern in its payload. "
		"The load is a closed loop: senders send as fast as the channel takes it, so the latencies "
		"are service times (how long a message was in the channel), not response times at a rate.\n"
		"\n"
		"With --trace-wakeups each repeat has four more rows, of the messages whose receiver slept: "
		"publish-receive is the whole, from just before the sender's call until the receiver has the "
		"message; publish-wake until the sender's system call has reached the scheduler (and what the sender "
		"waited for room); wake-run until the receiver is on a CPU again; run-receive until its call has "
		"returned. The instants are one clock's, so that the three parts of each message add up to its "
		"whole. A sleep that was for another message, or of which the kernel did not report everything, is "
		"counted and not split. JSON has the slowest 16 messages whole.\n"
		"\n"
		"probe-cost measures four loads in turns without and with the probes attached to itself: a "
		"blocking wake between two threads on one CPU, there and back across two CPUs, a context switch of "
		"another program, and a message without a wait. Shown are medians over the rounds, and the median and "
		"the middle half of the rounds' differences. It exits with 3 where nobody may trace, and with 4 when "
		"the machine is too busy for threads to sleep.\n"
		"\n"
		"Exit codes: 0 good, 2 wrong usage, 3 could not run, 4 cannot tell (the file changed, or the "
		"segment could not be read back), 5 data integrity broken, 130 or 143 interrupted: the partial "
		"result is still written and marked; 5 goes before 130 and 143.\n"
		"\n"
		"Examples:\n"
		"  kcbench run --topology spsc --batch 32 --capacity 65536 --pin auto\n"
		"  kcbench run --typed on --repeat 5 --format json --out result.json\n"
		"  kcbench run --topology mpsc:4x1 --batch 32 --pin auto\n"
		"  kcbench run --topology mpmc:2x2 --payload tickets --size 256\n"
		"  kcbench run --topology mpsc:2x1 --select 8\n"
		"  kcbench pipe /var/log/dpkg.log --workers 2\n"
		"  kcbench pipe words.txt --per-line --slow work:50us\n"
		"  kcbench demo & chanmon demo\n"
		"  kcbench run --kind rendezvous --trace-wakeups\n"
		"  kcbench probe-cost\n",
	.verbs = verbs,
	.options = options,
};

/* --- words ----------------------------------------------------------------------------------- */

static const char *const overflow_words[] = { "block", "drop-newest", "drop-oldest" };
static const char *const payload_words[] = { "values", "ptr", "tickets", "bytes" };
static const char *const touch_words[] = { "none", "head", "all" };
static const char *const format_words[] = { "human", "json", "csv" };
static const char *const stage_words[] = { "read", "work", "write" };
static const char *const verify_words[] = { "seq", "off" };
static const char *const switch_words[] = { "off", "on" };
static const char *const verb_words[] = { "run", "pipe", "demo", "probe-cost" };

const char *kb_topology_word(enum kc_topology t)
{
	return t == KC_SPSC ? "spsc" : t == KC_MPSC ? "mpsc" : "mpmc";
}

/* A line a kind. */
static const char *const kind_words[] = { "buffered", "rendezvous", "unlimited", "conflated" };
static const enum kc_kind kinds[] = { KC_BUFFERED, KC_RENDEZVOUS, KC_UNLIMITED, KC_CONFLATED };

const char *kb_kind_word(enum kc_kind k)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(kinds); i++)
		if (kinds[i] == k)
			return kind_words[i];
	return "";
}

const char *kb_overflow_word(enum kc_overflow o)
{
	return overflow_words[o];
}

const char *kb_payload_word(enum kc_payload p)
{
	return payload_words[p];
}

const char *kb_touch_word(enum kb_touch t)
{
	return touch_words[t];
}

const char *kb_cut_word(enum kb_cut c)
{
	switch (c) {
	case KB_CUT_LINES:
		return "lines";
	case KB_CUT_PER_LINE:
		return "per-line";
	case KB_CUT_BLOCKS:
		return "blocks";
	}
	return "";
}

/* --- values of options ----------------------------------------------------------------------- */

struct parse {
	struct kb_config *c;
	bool *seen; /* by option */
	bool have_verb;
};

const char *kb_option_name(int id)
{
	for (const struct kt_option *o = options; o->id; o++)
		if (o->id == id)
			return o->name;
	return "";
}

/* Index of one of n words, or -1 after a sentence. */
static int one_of(int id, const char *value, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(value, words[i]) == 0)
			return (int)i;
	char list[128] = "";
	for (size_t i = 0; i < n; i++) {
		size_t used = strlen(list);
		snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", words[i]);
	}
	const char *near = kt_did_you_mean(value, words, n);
	if (near)
		kt_usage(&kb_program, "--%s: there is no '%s'; did you mean '%s'? It takes %s",
			kb_option_name(id), value, near, list);
	else
		kt_usage(&kb_program, "--%s: there is no '%s'; it takes %s", kb_option_name(id),
			value, list);
	return -1;
}
#define ONE_OF(id, value, words) one_of(id, value, words, KC_ARRAY_LEN(words))

static int need_duration(int id, const char *value, uint64_t *ns)
{
	if (kt_parse_duration(value, ns) == 0)
		return 0;
	return kt_usage(&kb_program,
		"--%s: '%s' is no duration: a number with its unit is needed, such as 50us, 1.5ms or 2s",
		kb_option_name(id), value);
}

static int need_count(int id, const char *value, uint64_t least, uint64_t most, uint64_t *n)
{
	if (kt_parse_count(value, n) == 0 && *n >= least && *n <= most)
		return 0;
	return kt_usage(&kb_program, "--%s: '%s' is no whole number from %" PRIu64 " to %" PRIu64,
		kb_option_name(id), value, least, most);
}

static int need_size(int id, const char *value, uint64_t least, uint64_t most, size_t *bytes)
{
	uint64_t n;
	if (kt_parse_size(value, &n) == 0 && n >= least && n <= most) {
		*bytes = (size_t)n;
		return 0;
	}
	return kt_usage(&kb_program, "--%s: '%s' is no size from %" PRIu64 " to %" PRIu64 " bytes",
		kb_option_name(id), value, least, most);
}

/* :PxC, or nothing: the default, which is found later. */
static int parse_sides(struct kb_config *c, const char *value, unsigned receivers_max)
{
	unsigned p, r;
	int used = 0;
	if (!value[4])
		return 0;
	if (sscanf(value + 4, ":%3ux%3u%n", &p, &r, &used) == 2 && !value[4 + used] && p >= 1 &&
		r >= 1 && p <= KB_THREADS_MAX && r <= receivers_max) {
		c->senders = p;
		c->receivers = r;
		return 0;
	}
	if (receivers_max == 1)
		return kt_usage(&kb_program,
			"--topology: '%s': after mpsc: stands senders x 1, 1 to %d senders, such as mpsc:4x1",
			value, KB_THREADS_MAX);
	return kt_usage(&kb_program,
		"--topology: '%s': after mpmc: stands senders x receivers, 1 to %d each, such as mpmc:2x2",
		value, KB_THREADS_MAX);
}

static int parse_topology(struct kb_config *c, const char *value)
{
	size_t word = strcspn(value, ":");
	if (word == 4 && strncmp(value, "spsc", 4) == 0) {
		if (value[4] && strcmp(value + 4, ":1x1") != 0)
			return kt_usage(&kb_program,
				"--topology: spsc has one sender and one receiver, not '%s'; use mpmc%s",
				value, value + 4);
		c->topology = KC_SPSC;
		c->senders = c->receivers = 1;
		return 0;
	}
	if (word == 4 && strncmp(value, "mpmc", 4) == 0) {
		c->topology = KC_MPMC;
		return parse_sides(c, value, KB_THREADS_MAX);
	}
	if (word == 4 && strncmp(value, "mpsc", 4) == 0) {
		c->topology = KC_MPSC;
		return parse_sides(c, value, 1);
	}
	static const char *const words[] = { "spsc", "mpsc", "mpmc" };
	const char *near = kt_did_you_mean(value, words, KC_ARRAY_LEN(words));
	return kt_usage(&kb_program,
		"--topology: there is no '%s'%s%s%s; it takes spsc, mpsc[:Px1] or mpmc[:PxC]",
		value, near ? "; did you mean '" : "", near ? near : "", near ? "'" : "");
}

static int parse_pin(struct kb_config *c, const char *value)
{
	if (strcmp(value, "none") == 0) {
		c->pin = KB_PIN_NONE;
		return 0;
	}
	if (strcmp(value, "auto") == 0) {
		c->pin = KB_PIN_AUTO;
		return 0;
	}
	c->pin = KB_PIN_LIST;
	c->cpu_count = 0;
	for (const char *at = value;;) {
		char *end;
		unsigned long first = strtoul(at, &end, 10), last = first;
		bool good = end != at && *at >= '0' && *at <= '9';
		if (good && *end == '-') {
			at = end + 1;
			last = strtoul(at, &end, 10);
			good = end != at && *at >= '0' && *at <= '9';
		}
		if (!good || last < first || last >= KB_CPUS_MAX || (*end && *end != ','))
			return kt_usage(&kb_program,
				"--pin: '%s' is no list of CPUs such as 0,2-3, and neither auto nor none",
				value);
		for (; first <= last && c->cpu_count < KB_CPUS_MAX; first++)
			c->cpu[c->cpu_count++] = (uint16_t)first;
		if (!*end)
			return 0;
		at = end + 1;
	}
}

static int parse_slow(struct kb_config *c, const char *value)
{
	const char *colon = strchr(value, ':');
	char stage[16] = "";
	if (colon && (size_t)(colon - value) < sizeof(stage))
		memcpy(stage, value, (size_t)(colon - value));
	else
		return kt_usage(&kb_program,
			"--slow: '%s': a stage, a colon and a duration are needed, such as work:2ms",
			value);
	int s = ONE_OF(OPT_SLOW, stage, stage_words);
	return s < 0 ? KT_USAGE : need_duration(OPT_SLOW, colon + 1, &c->slow_ns[s]);
}

static int parse_seed(struct kb_config *c, const char *value)
{
	char *end;
	bool hex = value[0] == '0' && (value[1] == 'x' || value[1] == 'X');
	const char *digits = value + (hex ? 2 : 0);
	errno = 0;
	c->seed = strtoull(digits, &end, hex ? 16 : 10);
	/* strtoull would also take blanks, signs and a second 0x. */
	if (!isxdigit((unsigned char)*digits) || *end || errno || strpbrk(digits, "xX"))
		return kt_usage(&kb_program,
			"--seed: '%s' is no number of 64 bits such as 42 or 0x51f2", value);
	return 0;
}

static int set_run_option(struct parse *p, int id, const char *value)
{
	struct kb_config *c = p->c;
	uint64_t n = 0;
	int rc = 0, word;
	switch (id) {
	case OPT_TOPOLOGY:
		return parse_topology(c, value);
	case OPT_KIND:
		word = ONE_OF(id, value, kind_words);
		c->kind = kinds[word < 0 ? 0 : word];
		return word < 0 ? KT_USAGE : 0;
	case OPT_LIMIT:
		return need_size(id, value, 8, UINT64_C(1) << 40, &c->limit_bytes);
	case OPT_OVERFLOW:
		word = ONE_OF(id, value, overflow_words);
		c->overflow = (enum kc_overflow)(word < 0 ? 0 : word);
		return word < 0 ? KT_USAGE : 0;
	case OPT_PAYLOAD:
		word = ONE_OF(id, value, payload_words);
		c->payload = (enum kc_payload)(word < 0 ? 0 : word);
		return word < 0 ? KT_USAGE : 0;
	case OPT_SIZE:
		return need_size(id, value, 8, UINT64_C(64) << 20, &c->size);
	case OPT_BATCH:
		rc = need_count(id, value, 1, KB_BATCH_MAX, &n);
		c->batch = (size_t)n;
		return rc;
	case OPT_DURATION:
		rc = need_duration(id, value, &c->duration_ns);
		return !rc && !c->duration_ns ? kt_usage(&kb_program, "--duration: must be above 0")
					      : rc;
	case OPT_MESSAGES:
		return need_count(id, value, 1, UINT64_C(1) << 47, &c->messages);
	case OPT_WARMUP:
		return need_duration(id, value, &c->warmup_ns);
	case OPT_REPEAT:
		rc = need_count(id, value, 1, KB_REPEATS_MAX, &n);
		c->repeats = (unsigned)n;
		return rc;
	case OPT_PIN:
		return parse_pin(c, value);
	case OPT_TYPED:
		word = ONE_OF(id, value, switch_words);
		c->typed = word == 1;
		return word < 0 ? KT_USAGE : 0;
	case OPT_IN_PLACE:
		word = ONE_OF(id, value, switch_words);
		c->in_place = word == 1;
		return word < 0 ? KT_USAGE : 0;
	case OPT_SELECT:
		rc = need_count(id, value, 0, KC_SELECT_MAX, &n);
		c->select = (unsigned)n;
		return rc;
	case OPT_TOUCH:
		word = ONE_OF(id, value, touch_words);
		c->touch = (enum kb_touch)(word < 0 ? 0 : word);
		return word < 0 ? KT_USAGE : 0;
	case OPT_VERIFY:
		word = ONE_OF(id, value, verify_words);
		c->verify = word == 0;
		return word < 0 ? KT_USAGE : 0;
	case OPT_TRACE_WAKEUPS:
		c->trace_wakeups = true;
		return 0;
	default:
		return parse_seed(c, value);
	}
}

static int set_pipe_option(struct parse *p, int id, const char *value)
{
	struct kb_config *c = p->c;
	uint64_t n = 0;
	int rc;
	switch (id) {
	case OPT_LINES:
		c->cut = KB_CUT_LINES;
		return 0;
	case OPT_PER_LINE:
		c->cut = KB_CUT_PER_LINE;
		return 0;
	case OPT_BLOCK:
		return need_size(id, value, 64, UINT64_C(16) << 20, &c->block_bytes);
	case OPT_WORKERS:
		rc = need_count(id, value, 1, KB_THREADS_MAX, &n);
		c->workers = (unsigned)n;
		return rc;
	default:
		return parse_slow(c, value);
	}
}

/* The rule of kc_domain_open, and nothing that the other tools would have to show as an escape. */
static int parse_name(struct kb_config *c, const char *value)
{
	char shown[4 * KC_NAME_BYTES];
	ki_safe_text(shown, sizeof(shown), value, strlen(value));
	if (!value[0] || strlen(value) >= KC_NAME_BYTES)
		return kt_usage(&kb_program, "--name: '%s' has %zu bytes; a name has 1 to %d",
			shown, strlen(value), KC_NAME_BYTES - 1);
	if (value[0] == '.' || strchr(value, '/') || strcmp(shown, value) != 0)
		return kt_usage(&kb_program,
			"--name: '%s' is no name: printable UTF-8 without '/' is needed, and no dot in front",
			shown);
	c->name = value;
	return 0;
}

static int set_common_option(struct parse *p, int id, const char *value)
{
	struct kb_config *c = p->c;
	uint64_t n = 0;
	int rc, word;
	switch (id) {
	case OPT_CAPACITY:
		rc = need_count(id, value, 1, UINT64_C(1) << 26, &n);
		if (rc)
			return rc;
		for (c->capacity = 1; c->capacity < n;)
			c->capacity *= 2;
		return 0;
	case OPT_NO_STATS:
		c->no_stats = true;
		return 0;
	case OPT_KEEP:
		c->keep = true;
		return 0;
	case OPT_DIR:
		c->dir = value;
		return 0;
	case OPT_NAME:
		return parse_name(c, value);
	case OPT_FORMAT:
		word = ONE_OF(id, value, format_words);
		c->format = (enum kb_format)(word < 0 ? 0 : word);
		return word < 0 ? KT_USAGE : 0;
	case OPT_OUT:
		c->out = value;
		return 0;
	case OPT_QUIET:
		c->quiet = true;
		return 0;
	case OPT_VERBOSE:
		c->verbose = true;
		return 0;
	case OPT_COLOR:
		return kt_parse_color(value, &c->color) == 0
			       ? 0
			       : kt_usage(&kb_program,
					 "--color: '%s' is none of auto, always, never", value);
	case OPT_ASCII:
		c->ascii = true;
		return 0;
	default:
		c->schema = true;
		return 0;
	}
}

static int on_option(void *ctx, int id, const char *value)
{
	struct parse *p = ctx;
	p->seen[id] = true;
	if (id >= OPT_LINES && id <= OPT_SLOW)
		return set_pipe_option(p, id, value);
	if (id >= OPT_NO_STATS || id == OPT_CAPACITY)
		return set_common_option(p, id, value);
	return set_run_option(p, id, value);
}

static int on_operand(void *ctx, const char *word)
{
	struct parse *p = ctx;
	if (!p->have_verb) {
		for (size_t i = 0; i < KC_ARRAY_LEN(verb_words); i++) {
			if (strcmp(word, verb_words[i]) == 0) {
				p->c->verb = (enum kb_verb)i;
				p->have_verb = true;
				return 0;
			}
		}
		const char *near = kt_did_you_mean(word, verb_words, KC_ARRAY_LEN(verb_words));
		return near ? kt_usage(&kb_program, "there is no verb '%s'; did you mean '%s'?",
				      word, near)
			    : kt_usage(&kb_program,
				      "there is no verb '%s'; it takes run, pipe, demo or probe-cost",
				      word);
	}
	if (p->c->verb == KB_RUN || p->c->verb == KB_PROBE_COST)
		return kt_usage(&kb_program, "%s takes no word '%s'; only options",
			verb_words[p->c->verb], word);
	if (p->c->file)
		return kt_usage(&kb_program, "one file is enough: '%s' and '%s'", p->c->file, word);
	p->c->file = word;
	return 0;
}

int kb_options_parse(struct kb_config *c, bool seen[OPT_END], int argc, char **argv, bool *done)
{
	struct parse p = { .c = c, .seen = seen };
	int given[OPT_END];
	size_t count = 0;
	int rc = kt_parse(&kb_program, argc, argv, &p, on_option, on_operand, done);
	if (rc || *done)
		return rc;
	if (!p.have_verb && c->schema)
		c->verb = KB_NO_VERB;
	else if (!p.have_verb)
		return kt_usage(
			&kb_program, "a verb is needed: run, pipe FILE, demo [FILE] or probe-cost");
	for (int id = 0; id < OPT_END; id++)
		if (seen[id])
			given[count++] = id;
	return c->verb == KB_NO_VERB
		       ? 0
		       : kt_check_verb(&kb_program, verb_words[c->verb], given, count);
}
