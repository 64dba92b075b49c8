/* cost.h - `kcbench probe-cost`: what the probes cost on this machine, off and on by turns.
 *
 * Each round measures every load once without and once with the probes attached to this process, as chanmon attaches
 * them; the next round begins the other way round. What a load takes in one slice of time is the median over its bursts,
 * so that whoever else has the CPU for a while does not count; a row is the median over the rounds, and the cost the
 * median of the rounds' differences with its quartiles. Main thread. */
#ifndef KCBENCH_COST_H
#define KCBENCH_COST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "config.h"
#include "probes/probes.h"

enum kb_cost {
	KB_COST_WAKE, /* a blocking hand-over between two threads on one CPU: a wake, a sleep, a switch */
	KB_COST_ACROSS, /* from a send to the answer of a receiver that slept on another CPU: two of them */
	KB_COST_SWITCH, /* a context switch between two processes that have nothing to do with kc */
	KB_COST_FAST,   /* a message that nobody waits for, sent and received */
	KB_COSTS
};
extern const char *const kb_cost_key[KB_COSTS];

struct kb_cost_row {
	bool measured;
	double off[KB_REPEATS_MAX], on[KB_REPEATS_MAX]; /* ns, a round each */
	double off_median, on_median, extra_median, extra_low, extra_high;
};

struct kb_cost_result {
	const struct kb_config *cfg;
	unsigned rounds; /* finished ones */
	unsigned cpu[2]; /* the second: only with two */
	unsigned cpus;
	uint64_t attach_ns; /* median of what an attach took */
	uint64_t wakes;     /* that the probes counted meanwhile */
	double sleeps; /* for each hand-over on one CPU; only bursts count in which each had one */
	struct kb_cost_row row[KB_COSTS];
	int signal_exit, exit;
};

/* The exit code; KT_CANNOT after a sentence when the probes cannot be had. */
int kb_cost_run(const struct kb_config *cfg);
void kb_cost_schema(FILE *out, const struct kb_config *cfg);

void kb_cost_human(FILE *out, const struct kb_cost_result *r);
void kb_cost_json(FILE *out, const struct kb_cost_result *r);
void kb_cost_csv(FILE *out, const struct kb_cost_result *r);

#endif
