/* result.h - what `kcbench run` found, before anybody formats it. */
#ifndef KCBENCH_RESULT_H
#define KCBENCH_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"
#include "readback.h"
#include "split.h"
#include "tracer.h"

struct kb_repeat {
	unsigned n; /* from 1 */
	bool partial;
	uint64_t sent, received; /* warm-up included: every message is checked */
	uint64_t dropped;        /* as the channel counts what its kind or its policy gave up */
	/* loss: sent, neither received nor dropped; dup: received twice, or received and dropped */
	uint64_t loss, dup, reorder, torn, phantom;
	bool unsure;        /* memory for the check ran out */
	uint64_t timed_out; /* selects whose bound passed */
	uint64_t elapsed_ns,
		measured; /* the part without warm-up, and the messages received in it */
	double rate_per_s;
	struct kb_service service;
	struct kb_traced traced; /* --trace-wakeups: what the kernel counted, and */
	struct kb_split split;   /* where the time went of messages whose receiver slept */
	enum kb_conservation conservation;
	uint64_t segment_sent, segment_received,
		segment_depth; /* as the segment had it at the end */
};

struct kb_result {
	const struct kb_config *cfg;
	struct kb_repeat *repeat;
	unsigned count;
	double rate_median, rate_min, rate_max;
	uint64_t p50_median, p99_median;
	bool leak_known;
	uint64_t leaked_tickets;
	const struct kb_tracer *tracer; /* why there are no wakeups, when they were wanted */
	char placement[256];            /* which thread on which CPU, in words */
	int signal_exit;                /* 130, 143 or 0 */
	int exit;
};

bool kb_repeat_broken(const struct kb_repeat *r);

/* `kcbench run`: the exit code. */
int kb_run(const struct kb_config *cfg);
/* --schema: the document of a run in which nothing happened, so that it names every key. */
void kb_run_schema(FILE *out, const struct kb_config *cfg);

/* Formats; -errno of the stream is left in it. */
void kb_report_human(FILE *out, const struct kb_result *r, bool color, bool unicode);
void kb_report_json(FILE *out, const struct kb_result *r);
void kb_report_csv(FILE *out, const struct kb_result *r);

#endif
