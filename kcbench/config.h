/* config.h - what a call of kcbench asks for: the option table's values after checking. */
#ifndef KCBENCH_CONFIG_H
#define KCBENCH_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kc/kc.h>

#include "tool/options.h"
#include "tool/output.h"
#include "workload.h"

enum kb_verb {
	KB_RUN,
	KB_PIPE,
	KB_DEMO,
	KB_PROBE_COST,
	KB_NO_VERB /* only with --schema: of all verbs */
};
enum kb_format { KB_HUMAN, KB_JSON, KB_CSV };
enum kb_pin { KB_PIN_NONE, KB_PIN_AUTO, KB_PIN_LIST };
enum kb_cut {
	KB_CUT_LINES,    /* tickets of whole lines, about block_bytes each */
	KB_CUT_PER_LINE, /* a ticket a line */
	KB_CUT_BLOCKS    /* tickets of block_bytes */
};
enum kb_stage { KB_STAGE_READ, KB_STAGE_WORK, KB_STAGE_WRITE, KB_STAGES };
enum { KB_THREADS_MAX = 64, KB_BATCH_MAX = 65536, KB_CPUS_MAX = 1024, KB_REPEATS_MAX = 1000 };

struct kb_config {
	enum kb_verb verb;
	int argc;
	char **argv;

	/* where the result goes */
	enum kb_format format;
	enum kt_color color;
	const char *out; /* NULL: stdout */
	bool quiet, verbose, ascii, schema;

	/* domain */
	const char *name, *dir;
	bool no_stats, keep;

	/* run */
	enum kc_topology topology;
	enum kc_kind kind;
	enum kc_overflow overflow;
	unsigned senders, receivers;
	enum kc_payload payload;
	size_t size;
	uint32_t capacity;  /* elements the channel holds; buffered: a power of two */
	size_t limit_bytes; /* unlimited: what makes it so many; else 0 */
	size_t batch;
	unsigned
		select; /* channels that each receiver selects from; 0: one channel, without select */
	bool typed, in_place, verify, trace_wakeups;
	enum kb_touch touch;
	uint64_t seed;
	uint64_t duration_ns; /* 0: until stopped (demo) or counted (messages) */
	uint64_t warmup_ns, messages;
	unsigned repeats;
	enum kb_pin pin;
	unsigned cpu_count;
	uint16_t cpu[KB_CPUS_MAX];

	/* pipe and demo */
	const char *file; /* NULL: the demo chooses */
	enum kb_cut cut;
	size_t block_bytes;
	unsigned workers;
	uint64_t slow_ns[KB_STAGES];
};

static inline unsigned kb_channels(const struct kb_config *c)
{
	return c->select ? c->select : 1;
}

extern const struct kt_program kb_program;

/* Parses and checks. 0, or an exit code after a sentence on stderr; *done: nothing is left to do
 * (--help and the like were answered). */
int kb_config_parse(struct kb_config *c, int argc, char **argv, bool *done);

/* Words of the options and of the results. */
const char *kb_topology_word(enum kc_topology t);
const char *kb_kind_word(enum kc_kind k);
const char *kb_overflow_word(enum kc_overflow o);
const char *kb_payload_word(enum kc_payload p);
const char *kb_touch_word(enum kb_touch t);
const char *kb_cut_word(enum kb_cut c);

#endif
