#include "chanmon/report.h"
#include "tool/json.h"

enum type { OBJECT, LIST, TEXT, TEXTS, COUNT, NUMBER, FLAG, WORD };

/* Keys may be added to a document, never renamed; the ones that scripts rely on are required. */
struct property {
	const char *key; /* NULL ends */
	enum type type;
	bool required;
	const struct property *inside; /* of an OBJECT, or of each item of a LIST */
	const char *const *words;      /* of a WORD; NULL ends */
	bool may_be_null;
};

#define KEY(k, t, r)                                     \
	{                                                \
		.key = (k), .type = (t), .required = (r) \
	}
#define INSIDE(k, t, r, in)                                              \
	{                                                                \
		.key = (k), .type = (t), .required = (r), .inside = (in) \
	}
#define WORDS(k, r, w)                                                  \
	{                                                               \
		.key = (k), .type = WORD, .required = (r), .words = (w) \
	}
#define WORDS_OR_NULL(k, w)                                                 \
	{                                                                   \
		.key = (k), .type = WORD, .words = (w), .may_be_null = true \
	}

static const char *const sides[] = { "send", "receive", NULL };
static const char *const waits[] = { "room", "element", NULL };
static const char *const kinds[] = { "buffered", "rendezvous", "unlimited", "conflated", NULL };
static const char *const overflows[] = { "block", "drop-newest", "drop-oldest", NULL };
static const char *const activities[] = { "flowing", "idle", "blocked", "closed", "dead", NULL };
static const char *const states[] = { "alive", "quiet", "dead", "out_of_sight", "unreadable",
	NULL };

static const struct property warning[] = {
	KEY("lint", TEXT, true),
	KEY("text", TEXT, true),
	{ .key = NULL },
};

static const struct property endpoint[] = {
	WORDS("side", true, sides),
	KEY("tid", COUNT, true),
	KEY("thread", TEXT, true),
	KEY("count", COUNT, true),
	KEY("blocked_ns", COUNT, true),
	KEY("label", TEXT, false),
	KEY("open", FLAG, false),
	KEY("thread_alive", FLAG, false),
	KEY("count_per_s", NUMBER, false),
	KEY("blocked_share", NUMBER, false),
	WORDS_OR_NULL("waits_for", waits),
	KEY("waits_ns", COUNT, false),
	KEY("select_cases", COUNT, false),
	KEY("select_group", COUNT, false),
	{ .key = NULL },
};

static const struct property residence[] = {
	KEY("count", COUNT, true),
	KEY("p50_ns", COUNT, true),
	KEY("p99_ns", COUNT, true),
	KEY("max_ns", COUNT, true),
	{ .key = NULL },
};

static const struct property residence_interval[] = {
	KEY("p50_ns", COUNT, false),
	KEY("p99_ns", COUNT, false),
	{ .key = NULL },
};

static const struct property side_counters[] = {
#define KC_COUNTER(name, type, unit, level, help, text) KEY(#name, COUNT, false),
#include "stats/counters.def"
#undef KC_COUNTER
	{ .key = NULL },
};

static const struct property counters[] = {
	INSIDE("send", OBJECT, false, side_counters),
	INSIDE("receive", OBJECT, false, side_counters),
	{ .key = NULL },
};

static const struct property channel[] = {
	KEY("name", TEXT, true),
	WORDS("kind", true, kinds),
	KEY("topology", TEXT, true),
	KEY("payload", TEXT, true),
	KEY("capacity", COUNT, true),
	KEY("depth", COUNT, true),
	KEY("sent", COUNT, true),
	KEY("received", COUNT, true),
	KEY("dropped", COUNT, true),
	KEY("sent_per_s", NUMBER, true),
	KEY("received_per_s", NUMBER, true),
	KEY("bytes_per_s", NUMBER, true),
	INSIDE("residence", OBJECT, true, residence),
	KEY("oldest_ns", COUNT, true),
	KEY("senders_blocked", COUNT, true),
	KEY("receivers_blocked", COUNT, true),
	KEY("senders", COUNT, false),
	KEY("receivers", COUNT, false),
	WORDS("state", false, activities),
	KEY("closed", FLAG, false),
	WORDS("overflow", false, overflows),
	KEY("flags", TEXTS, false),
	KEY("lanes", COUNT, false),
	KEY("fullest_lane", COUNT, false),
	KEY("senders_selecting", COUNT, false),
	KEY("receivers_selecting", COUNT, false),
	KEY("cancelled", COUNT, false),
	KEY("dropped_per_s", NUMBER, false),
	KEY("cancelled_per_s", NUMBER, false),
	KEY("elem_bytes", COUNT, false),
	KEY("depth_approximate", FLAG, false),
	KEY("rates_known", FLAG, false),
	KEY("growth_per_s", NUMBER, false),
	KEY("timed_out_per_s", NUMBER, false),
	KEY("wakes_per_s", NUMBER, false),
	KEY("bytes_sent", COUNT, false),
	KEY("bytes_received", COUNT, false),
	INSIDE("residence_interval", OBJECT, false, residence_interval),
	INSIDE("counters", OBJECT, false, counters),
	INSIDE("endpoints", LIST, true, endpoint),
	INSIDE("warnings", LIST, true, warning),
	{ .key = NULL },
};

static const struct property tickets[] = {
	KEY("live", COUNT, true),
	KEY("loaned", COUNT, true),
	KEY("queued", COUNT, true),
	KEY("held", COUNT, true),
	KEY("live_bytes", COUNT, false),
	{ .key = NULL },
};

static const struct property arena[] = {
	KEY("limit_bytes", COUNT, false),
	KEY("taken_bytes", COUNT, false),
	KEY("free_bytes", COUNT, false),
	{ .key = NULL },
};

static const char *const sources[] = { "segment", "counters", "ebpf", NULL };
static const char *const wake_kinds[] = { "channel", "other", NULL };
static const char *const off_cpu[] = { "unknown", "runs", "starved", "stopped", "frozen", "channel",
	"elsewhere", NULL };

static const struct property not_told[] = {
	KEY("edges_lost", COUNT, false),
	KEY("slow_lost", COUNT, false),
	KEY("tls_faults", COUNT, false),
	KEY("bad_channels", COUNT, false),
	KEY("storage_failed", COUNT, false),
	{ .key = NULL },
};

static const struct property wake_times[] = {
	KEY("count", COUNT, true),
	KEY("sum_ns", COUNT, true),
	KEY("p50_ns", COUNT, true),
	KEY("p99_ns", COUNT, true),
	KEY("max_ns", COUNT, true),
	{ .key = NULL },
};

static const struct property wake_counters[] = {
	KEY("blocked", COUNT, true),
	KEY("wakes", COUNT, true),
	KEY("timed_out", COUNT, true),
	{ .key = NULL },
};

/* null where nobody counted. */
#define COUNTED(k, t)                                                          \
	{                                                                      \
		.key = (k), .type = (t), .required = true, .may_be_null = true \
	}
static const struct property wake_channel[] = {
	KEY("channel", TEXT, true),
	COUNTED("blocks", COUNT),
	COUNTED("wakes", COUNT),
	COUNTED("other", COUNT),
	COUNTED("early", COUNT),
	COUNTED("spurious", COUNT),
	COUNTED("no_latency", COUNT),
	COUNTED("blocked_now", COUNT),
	KEY("rates_known", FLAG, true),
	COUNTED("messages", COUNT),
	COUNTED("wakes_per_s", NUMBER),
	COUNTED("wakes_per_message", NUMBER),
	COUNTED("spurious_share", NUMBER),
	COUNTED("early_share", NUMBER),
	{ .key = "run_queue",
		.type = OBJECT,
		.required = true,
		.inside = wake_times,
		.may_be_null = true },
	{ .key = "blocked",
		.type = OBJECT,
		.required = true,
		.inside = wake_times,
		.may_be_null = true },
	INSIDE("counters", OBJECT, true, wake_counters),
	{ .key = NULL },
};

static const struct property edge[] = {
	KEY("channel", TEXT, true),
	WORDS("kind", true, wake_kinds),
	KEY("waker", COUNT, true),
	KEY("waker_thread", TEXT, true),
	KEY("wakee", COUNT, true),
	KEY("wakee_thread", TEXT, true),
	KEY("count", COUNT, true),
	KEY("run_queue_ns", COUNT, true),
	KEY("blocked_ns", COUNT, true),
	KEY("run_queue_share", NUMBER, true),
	{ .key = NULL },
};

static const struct property slow_wake[] = {
	KEY("at", TEXT, true),
	KEY("channel", TEXT, true),
	WORDS("kind", true, wake_kinds),
	KEY("waker", COUNT, true),
	KEY("waker_thread", TEXT, true),
	KEY("wakee", COUNT, true),
	KEY("wakee_thread", TEXT, true),
	KEY("run_queue_ns", COUNT, true),
	KEY("blocked_ns", COUNT, true),
	{ .key = NULL },
};

static const struct property suspect[] = {
	KEY("channel", TEXT, true),
	WORDS("side", true, sides),
	KEY("tid", COUNT, true),
	KEY("thread", TEXT, true),
	WORDS("doing", true, off_cpu),
	KEY("asleep_ns", COUNT, true),
	KEY("could_proceed", FLAG, true),
	KEY("lost_wake", FLAG, true),
	KEY("run_queue_share", NUMBER, true),
	KEY("text", TEXT, true),
	{ .key = NULL },
};

static const struct property wakeups[] = {
	KEY("tier", COUNT, true),
	WORDS("source", true, sources),
	KEY("reason", TEXT, true),
	KEY("text", TEXT, true),
	KEY("counted_ns", COUNT, true),
	KEY("shared", FLAG, true),
	INSIDE("not_told", OBJECT, true, not_told),
	INSIDE("channels", LIST, true, wake_channel),
	INSIDE("edges", LIST, true, edge),
	KEY("slow_over_ns", COUNT, true),
	INSIDE("slow", LIST, true, slow_wake),
	INSIDE("suspects", LIST, true, suspect),
	{ .key = NULL },
};

static const struct property domain[] = {
	KEY("name", TEXT, true),
	KEY("pid", COUNT, true),
	WORDS("state", true, states),
	KEY("reason", TEXT, true),
	KEY("segment", TEXT, true),
	KEY("instance", TEXT, false),
	KEY("exe", TEXT, false),
	KEY("torn", COUNT, false),
	INSIDE("tickets", OBJECT, true, tickets),
	INSIDE("arena", OBJECT, false, arena),
	INSIDE("channels", LIST, true, channel),
	INSIDE("warnings", LIST, true, warning),
	INSIDE("wakeups", OBJECT, false, wakeups), /* with --wakeups */
	{ .key = NULL },
};

static const char *const schema_names[] = { "chanmon/1", NULL };
static const struct property document[] = {
	WORDS("schema", true, schema_names),
	KEY("at", TEXT, true),
	KEY("interrupted", FLAG, false),
	INSIDE("domains", LIST, true, domain),
	{ .key = NULL },
};

static void put_object(struct kt_json *j, const struct property *p);

/* The tables above are a few levels deep, and so are the calls. */
static void put_property(struct kt_json *j, const struct property *p)
{
	static const char *const names[] = { [OBJECT] = "object",
		[LIST] = "array",
		[TEXT] = "string",
		[TEXTS] = "array",
		[COUNT] = "integer",
		[NUMBER] = "number",
		[FLAG] = "boolean" };
	kt_json_object(j, p->key);
	if (p->type != WORD && p->may_be_null) {
		kt_json_array(j, "type");
		kt_json_string(j, NULL, names[p->type]);
		kt_json_string(j, NULL, "null");
		kt_json_end_array(j);
	} else if (p->type != WORD) {
		kt_json_string(j, "type", names[p->type]);
	}
	if (p->type == COUNT)
		kt_json_u64(j, "minimum", 0);
	if (p->type == WORD) {
		kt_json_array(j, "enum");
		for (const char *const *w = p->words; *w; w++)
			kt_json_string(j, NULL, *w);
		if (p->may_be_null)
			kt_json_string(j, NULL, NULL);
		kt_json_end_array(j);
	}
	if (p->type == OBJECT)
		put_object(j, p->inside);
	if (p->type == TEXTS) {
		kt_json_object(j, "items");
		kt_json_string(j, "type", "string");
		kt_json_end_object(j);
	}
	if (p->type == LIST) {
		kt_json_object(j, "items");
		kt_json_string(j, "type", "object");
		put_object(j, p->inside);
		kt_json_end_object(j);
	}
	kt_json_end_object(j);
}

static void put_object(struct kt_json *j, const struct property *p)
{
	kt_json_array(j, "required");
	for (const struct property *i = p; i->key; i++)
		if (i->required)
			kt_json_string(j, NULL, i->key);
	kt_json_end_array(j);
	kt_json_object(j, "properties");
	for (const struct property *i = p; i->key; i++)
		put_property(j, i);
	kt_json_end_object(j);
}

void cm_report_schema(FILE *out)
{
	struct kt_json j;
	kt_json_begin(&j, out);
	kt_json_object(&j, NULL);
	kt_json_string(&j, "$schema", "https://json-schema.org/draft/2020-12/schema");
	kt_json_string(&j, "title", "chanmon/1");
	kt_json_string(&j, "type", "object");
	put_object(&j, document);
	kt_json_end_object(&j);
	kt_json_finish(&j);
}
