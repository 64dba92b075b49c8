/* pipe.h - `kcbench pipe`: reader -> lines -> workers -> results -> writer.
 *
 * `lines` carries tickets, `results` values. With one worker both channels are SPSC, else MPMC. The main
 * thread opens everything and waits; each stage's thread owns its endpoints. The end of the file closes
 * `lines`; the last worker that has drained it closes `results`. Numbers on both ways are checked as in
 * `kcbench run`: units by their sender's sequence, results by their worker's. */
#ifndef KCBENCH_PIPE_H
#define KCBENCH_PIPE_H

#include <pthread.h>

#include "check.h"
#include "config.h"
#include "cutter.h"
#include "digest.h"
#include "gate.h"
#include "input.h"
#include "readback.h"
#include "stopper.h"
#include "watch.h"

/* A worker's answer for one unit: the element of `results`. */
struct kb_answer {
	uint64_t tag; /* worker and its own number */
	struct kb_counts counts;
};

struct kb_pipe;

struct kb_pipe_worker {
	struct kb_pipe *pipe;
	unsigned index;
	kc_rx *rx;
	kc_tx *tx;
	pthread_t thread;
	struct kb_check units; /* numbers that came through `lines` */
	uint64_t torn;
	uint64_t answers;
};

struct kb_pipe {
	const struct kb_config *cfg;
	struct kb_watch *watch;
	kc_domain *domain;
	kc_chan *lines, *results;
	struct kb_gate gate;
	struct kb_cutter cutter;
	kc_tx *reader_tx;
	kc_rx *writer_rx;
	pthread_t reader, writer;
	struct kb_pipe_worker *worker;
	struct kb_ledger units_ledger, answers_ledger;
	struct kb_check answers;    /* the writer's */
	struct kb_counts collected; /* by the writer; read by others once it is joined */
	uint64_t end_ns;
	uint32_t workers_running;
	struct kb_stopper
		stopper; /* slow stages sleep on it, so that a stop need not wait for them */
	_Alignas(KC_LINE) uint64_t bytes_done; /* relaxed, by the writer */
	_Alignas(KC_LINE) uint64_t units_done; /* by the workers */
};

/* pipe_stages.c: the threads. */
void *kb_pipe_reader(void *pipe);
void *kb_pipe_worker_main(void *worker);
void *kb_pipe_writer(void *pipe);

struct kb_pipe_result {
	const struct kb_config *cfg;
	uint64_t elapsed_ns, units;
	struct kb_counts counts, reference;
	bool have_reference, verified;
	bool last_line_open; /* the last line has no newline */
	bool changed;
	char change[160];
	uint64_t loss, dup, reorder, torn; /* over both channels */
	enum kb_conservation conservation;
	bool leak_known;
	uint64_t leaked_tickets;
	int signal_exit;
	int exit;
};

/* The exit code. */
int kb_pipe_run(const struct kb_config *cfg);
void kb_pipe_schema(FILE *out, const struct kb_config *cfg);

void kb_pipe_human(FILE *out, const struct kb_pipe_result *r, bool color);
void kb_pipe_json(FILE *out, const struct kb_pipe_result *r);
void kb_pipe_csv(FILE *out, const struct kb_pipe_result *r);

#endif
