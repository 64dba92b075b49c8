/* cost_loads.h - what probe-cost measures: hand-overs between threads, messages without any wait, and a process that has
 * nothing to do with kc.
 *
 * Each slice function returns ns a unit, or -errno. The main thread, which is pinned; what it opens it closes. */
#ifndef KCBENCH_COST_LOADS_H
#define KCBENCH_COST_LOADS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <kc/kc.h>

/* This thread and an echo on a CPU of its own, with a channel to it and one back. */
struct kb_echo {
	kc_chan *chan[2];
	kc_tx *tx[2];
	kc_rx *rx[2];
	pthread_t thread;
	bool running;
	uint64_t number;           /* of the next message */
	uint64_t handovers, slept; /* by kb_echo_handover, and how many had a sleep */
};
/* 0 or -errno; close in either case. */
int kb_echo_open(struct kb_echo *e, kc_domain *d, const char *name, unsigned cpu);
void kb_echo_close(struct kb_echo *e);
/* On one CPU: a hand-over with a sleep; -ENODATA: there was hardly any. */
double kb_echo_handover(struct kb_echo *e, uint64_t slice_ns, double *ns);
/* Across CPUs: there and back, each time after the echo has gone to sleep. */
double kb_echo_across(struct kb_echo *e, uint64_t slice_ns, double *ns);

/* A channel whose two ends are this thread's. */
struct kb_fast {
	kc_chan *chan;
	kc_tx *tx;
	kc_rx *rx;
};
int kb_fast_open(struct kb_fast *f, kc_domain *d);
void kb_fast_close(struct kb_fast *f);
double kb_fast_slice(struct kb_fast *f, uint64_t slice_ns, double *ns);

/* Two processes on one CPU that hand a byte to and fro through pipes: children, made before there are threads. They end
 * when the parent does. */
struct kb_stranger {
	pid_t pid;
	int ask, answer; /* -1: not open */
};
int kb_stranger_open(struct kb_stranger *s, unsigned cpu);
void kb_stranger_close(struct kb_stranger *s);
double kb_stranger_slice(struct kb_stranger *s, uint64_t slice_ns);

#endif
