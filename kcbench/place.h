/* place.h - which thread runs on which CPU. Main thread only, but for what says otherwise. */
#ifndef KCBENCH_PLACE_H
#define KCBENCH_PLACE_H

#include <pthread.h>

#include "config.h"

/* CPUs this process may use; at least 1. */
unsigned kb_cpus_allowed(void);

/* Checks --pin against what is allowed: 0, or KT_CANNOT after a sentence. Threads are counted senders
 * first; with more threads than CPUs the list starts again. */
int kb_place_check(const struct kb_config *c);

/* The calling thread, and what it starts, on this CPU alone. Any thread. -errno. */
int kb_stay_on(unsigned cpu);

/* Starts a thread in its place with a name of at most 15 bytes. -errno. */
int kb_place_start(pthread_t *t, const struct kb_config *c, unsigned index, const char *name,
	void *(*fn)(void *), void *arg);

/* "senders on 0, receivers on 1"; "free" without --pin. */
void kb_place_describe(char *buf, size_t cap, const struct kb_config *c);

#endif
