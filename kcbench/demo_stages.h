/* demo_stages.h - the demo's threads. Each owns the endpoints named in its role; the main thread opens
 * them before and closes them after. */
#ifndef KCBENCH_DEMO_STAGES_H
#define KCBENCH_DEMO_STAGES_H

#include "cutter.h"
#include "digest.h"
#include "gate.h"
#include "stopper.h"
#include "watch.h"

enum {
	KB_LOG_BYTES = 256,      /* of one message, at most */
	KB_DEMO_LOG_EVERY = 500, /* units a worker does between two log messages */
	KB_DEMO_BURST = 8000,    /* units the reader sends before it rests */
	KB_DEMO_STATS_NS = 1000000000
};
#define KB_DEMO_REST_NS UINT64_C(3000000000)

/* The element of `stats`. */
struct kb_demo_stats {
	uint64_t at_ns;
	struct kb_counts total;
};

struct kb_demo;
struct kb_demo_worker {
	struct kb_demo *demo;
	unsigned index;
	kc_rx *lines;
	kc_tx *results, *log;
	uint64_t units;
};

struct kb_demo {
	const struct kb_config *cfg;
	struct kb_watch *watch;
	struct kb_stopper stopper;
	struct kb_gate gate;
	kc_domain *domain;
	kc_chan *lines, *results, *log, *stats;
	struct kb_cutter cutter;
	kc_tx *reader_lines, *reader_log;
	kc_rx *collector_results;
	kc_tx *collector_stats;
	kc_rx *logger_log, *monitor_stats;
	struct kb_demo_worker *worker;
	uint32_t workers_running;
	struct kb_counts total; /* by the collector; read by others once it is joined */
	uint64_t log_messages;  /* by the logger, likewise */
	_Alignas(KC_LINE) uint64_t bytes_done; /* relaxed, by the monitor */
};

void *kb_demo_reader(void *demo);
void *kb_demo_worker_main(void *worker);
void *kb_demo_collector(void *demo);
void *kb_demo_logger(void *demo);
void *kb_demo_monitor(void *demo);

#endif
