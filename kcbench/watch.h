/* watch.h - what the main thread waits for: a signal, the end of the work, or the next tick.
 *
 * SIGINT and SIGTERM are blocked in the thread that opens the watch and so in every thread it starts
 * later; they arrive here in order with everything else. The first one is reported, then the signals are
 * unblocked: a second one ends the process the ordinary way, whatever it is waiting for. */
#ifndef KCBENCH_WATCH_H
#define KCBENCH_WATCH_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

enum kb_event { KB_TICK, KB_DONE, KB_INTERRUPTED };

struct kb_watch {
	int signal_fd, done_fd;
	sigset_t set;
	int signal; /* the first that came, 0 none */
};

/* 0 or -errno. */
int kb_watch_open(struct kb_watch *w);
void kb_watch_close(struct kb_watch *w);

/* Ends the wait with KB_DONE; any thread. */
void kb_watch_done(struct kb_watch *w);

/* Forgets earlier kb_watch_done calls; between two pieces of work. */
void kb_watch_reset(struct kb_watch *w);

/* Waits until deadline_ns on CLOCK_MONOTONIC. After an interrupt it goes on reporting it. */
enum kb_event kb_watch_wait(struct kb_watch *w, uint64_t deadline_ns);

/* 0, or the exit code of the signal that came. */
int kb_watch_exit(const struct kb_watch *w);

#endif
