#include "options.h"

#include <inttypes.h>

#include "tool/units.h"

/* Payloads in flight by default; larger --capacity is the caller's wish. */
#define FLIGHT_BYTES (UINT64_C(64) << 20)
#define ELEM_LEAST   UINT64_C(64) /* of a payload and what belongs to it */
enum { CAPACITY_ELEMENTS = 4096, LIMIT_ELEMENTS = 65536, CAPACITY_MAX = 1 << 26 };
/* A load ends after a number of bursts, and sees only at its end that it was interrupted. */
#define COST_SLICE_MAX_NS UINT64_C(1000000000)

static uint32_t default_capacity(const struct kb_config *c, uint32_t capacity)
{
	bool lean = c->payload != KC_VALUES || c->kind == KC_UNLIMITED || c->select;
	uint64_t bytes = (c->size > ELEM_LEAST ? c->size : ELEM_LEAST) * kb_channels(c);
	while (capacity > 16 && lean && capacity * bytes > FLIGHT_BYTES)
		capacity /= 2;
	while (capacity < c->batch)
		capacity *= 2;
	return capacity;
}

/* What an element counts against a limit. */
static size_t limit_elem_bytes(const struct kb_config *c)
{
	switch (c->payload) {
	case KC_VALUES:
		return c->size;
	case KC_POINTERS:
		return sizeof(struct kc_ptr);
	case KC_TICKETS:
	case KC_BYTES:
		return sizeof(kc_ticket);
	}
	return 1;
}

static int check_limit(struct kb_config *c, const bool *seen)
{
	size_t bytes = limit_elem_bytes(c);
	if (c->kind != KC_UNLIMITED)
		return seen[OPT_LIMIT] ? kt_usage(&kb_program, "--limit: needs --kind unlimited")
				       : 0;
	if (seen[OPT_CAPACITY])
		return kt_usage(&kb_program,
			"--capacity: an unlimited channel has none; --limit says what may wait in it");
	if (!seen[OPT_LIMIT])
		c->limit_bytes = default_capacity(c, LIMIT_ELEMENTS) * bytes;
	if (c->limit_bytes < bytes || c->limit_bytes / bytes > CAPACITY_MAX)
		return kt_usage(&kb_program,
			"--limit: 1 to %d elements of %zu bytes are possible, not %zu bytes",
			CAPACITY_MAX, bytes, c->limit_bytes);
	c->capacity = (uint32_t)(c->limit_bytes / bytes);
	return 0;
}

/* What a conflated channel and one that drops its oldest do not have. */
static int check_kind(struct kb_config *c, const bool *seen)
{
	if (c->overflow == KC_DROP_OLDEST && c->kind == KC_UNLIMITED)
		return kt_usage(&kb_program, "--overflow: drop-oldest is for buffered channels");
	if (c->in_place && (c->kind == KC_CONFLATED || c->overflow == KC_DROP_OLDEST))
		return kt_usage(&kb_program,
			"--in-place: needs a buffered channel that does not drop its oldest");
	if (c->kind != KC_CONFLATED)
		return 0;
	if (c->overflow != KC_BLOCK)
		return kt_usage(&kb_program, "--overflow: a conflated channel always has room");
	if (seen[OPT_CAPACITY] && c->capacity != 1)
		return kt_usage(&kb_program, "--capacity: a conflated channel holds one value");
	c->capacity = 1;
	return 0;
}

static int check_rendezvous(struct kb_config *c, const bool *seen)
{
	if (seen[OPT_CAPACITY] || seen[OPT_LIMIT])
		return kt_usage(&kb_program, "--capacity, --limit: a rendezvous stores nothing");
	if (c->in_place)
		return kt_usage(&kb_program, "--in-place: a rendezvous has no slots");
	c->capacity = 0;
	return 0;
}

/* What a select cannot do for a receiver. */
static int check_select(const struct kb_config *c)
{
	if (c->select && c->typed)
		return kt_usage(&kb_program,
			"--typed: an inline call receives from one channel; leave out it or --select");
	if (c->select && c->in_place)
		return kt_usage(&kb_program,
			"--in-place: a select copies what it takes; leave out it or --select");
	return 0;
}

static int check_run(struct kb_config *c, const bool *seen)
{
	if (c->schema)
		return 0;
	if (seen[OPT_MESSAGES] && seen[OPT_DURATION])
		return kt_usage(&kb_program, "--messages and --duration exclude each other");
	if (seen[OPT_MESSAGES] && seen[OPT_WARMUP])
		return kt_usage(&kb_program,
			"--warmup needs --duration: with --messages every message counts");
	if (seen[OPT_MESSAGES])
		c->duration_ns = c->warmup_ns = 0;
	if (!c->senders) {
		c->senders = 2;
		c->receivers = c->topology == KC_MPMC ? 2 : 1;
	}
	if (!c->size)
		c->size = c->payload == KC_VALUES ? 8 : 64;
	if (c->payload == KC_VALUES && c->size > 4096)
		return kt_usage(&kb_program,
			"--size: values have 8 to 4096 bytes; --payload bytes or tickets carries more");
	if (c->payload == KC_BYTES && c->batch > 1)
		return kt_usage(&kb_program,
			"--batch: a byte channel takes one message a call; --payload tickets takes batches");
	if (c->typed && (c->payload != KC_VALUES || c->size != 8 || c->batch != 1))
		return kt_usage(
			&kb_program, "--typed: needs --payload values, --size 8 and --batch 1");
	if (c->in_place &&
		(c->topology == KC_MPMC || (c->topology == KC_MPSC && c->kind == KC_UNLIMITED) ||
			(c->payload != KC_VALUES && c->payload != KC_POINTERS)))
		return kt_usage(&kb_program,
			"--in-place: needs --topology spsc or mpsc (unlimited: spsc) and --payload values or ptr; "
			"elsewhere slots are not contiguous");
	if (c->in_place && c->typed)
		return kt_usage(&kb_program, "--in-place and --typed exclude each other");
	int rc = check_select(c);
	if (!rc)
		rc = check_kind(c, seen);
	if (rc || c->kind == KC_RENDEZVOUS)
		return rc ? rc : check_rendezvous(c, seen);
	if (!seen[OPT_CAPACITY] && c->kind != KC_CONFLATED)
		c->capacity = default_capacity(c, CAPACITY_ELEMENTS);
	rc = check_limit(c, seen);
	if (rc)
		return rc;
	if (c->batch > c->capacity && c->kind != KC_CONFLATED)
		return kt_usage(&kb_program, "--batch: %zu is more than --capacity %" PRIu32 "%s",
			c->batch, c->capacity, c->limit_bytes ? " that --limit makes" : "");
	return 0;
}

static int check_cut(struct kb_config *c, const bool *seen)
{
	if (c->schema)
		return 0;
	if (c->verb == KB_PIPE && !c->file)
		return kt_usage(&kb_program, "pipe needs a file: kcbench pipe FILE");
	if (seen[OPT_LINES] && seen[OPT_PER_LINE])
		return kt_usage(&kb_program, "--lines and --per-line exclude each other");
	if (seen[OPT_PER_LINE] && seen[OPT_BLOCK])
		return kt_usage(&kb_program, "--per-line and --block exclude each other");
	if (seen[OPT_BLOCK] && !seen[OPT_LINES])
		c->cut = KB_CUT_BLOCKS;
	if (!seen[OPT_CAPACITY])
		c->capacity = c->cut == KB_CUT_PER_LINE ? 1024 : 64;
	return 0;
}

/* The reader is a little faster than both workers together, so that the channel fills within seconds. */
static void set_demo(struct kb_config *c, bool *seen)
{
	if (!seen[OPT_CAPACITY])
		c->capacity = 256;
	seen[OPT_CAPACITY] = true;
	if (!seen[OPT_BLOCK])
		c->block_bytes = 4096;
	if (seen[OPT_SLOW])
		return;
	c->slow_ns[KB_STAGE_READ] = UINT64_C(700000);
	c->slow_ns[KB_STAGE_WORK] = UINT64_C(2000000);
}

/* A slice, and rounds: some twenty seconds. */
static void set_cost(struct kb_config *c, const bool *seen)
{
	if (!seen[OPT_DURATION])
		c->duration_ns = UINT64_C(250000000);
	if (!seen[OPT_REPEAT])
		c->repeats = 11;
}

int kb_config_parse(struct kb_config *c, int argc, char **argv, bool *done)
{
	static const char *const names[] = { "kcbench", "kcbench-pipe", "demo",
		"kcbench-probe-cost" };
	bool seen[OPT_END] = { false };
	*c = (struct kb_config){
		.argc = argc,
		.argv = argv,
		.topology = KC_SPSC,
		.senders = 0,
		.payload = KC_VALUES,
		.batch = 1,
		.verify = true,
		.touch = KB_TOUCH_ALL,
		.seed = 0x51f2,
		.duration_ns = UINT64_C(2000000000),
		.warmup_ns = UINT64_C(200000000),
		.repeats = 3,
		.block_bytes = 65536,
		.workers = 2,
	};
	int rc = kb_options_parse(c, seen, argc, argv, done);
	if (rc || *done || c->verb == KB_NO_VERB)
		return rc;
	if (c->topology == KC_SPSC)
		c->senders = c->receivers = 1;
	if (!c->name)
		c->name = names[c->verb];
	if (c->verb == KB_RUN)
		return check_run(c, seen);
	if (c->verb == KB_PROBE_COST) {
		set_cost(c, seen);
		if (c->duration_ns > COST_SLICE_MAX_NS)
			return kt_usage(&kb_program,
				"--duration: a load of probe-cost runs for 1s at most; more --repeat make it surer");
		return 0;
	}
	if (!seen[OPT_DURATION])
		c->duration_ns = 0;
	if (c->verb == KB_DEMO)
		set_demo(c, seen);
	return check_cut(c, seen);
}
