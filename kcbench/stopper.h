/* stopper.h - ends several threads: a flag to look at, sleeps that end with it, the first failure.
 *
 * Every function but init and destroy: any thread, concurrently. */
#ifndef KCBENCH_STOPPER_H
#define KCBENCH_STOPPER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/atomic.h"

struct kb_stopper {
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	int error; /* the first failure's -errno, 0 none; read it once the threads are joined */
	char text[256];
	_Alignas(KC_LINE) uint32_t stop;
};

void kb_stopper_init(struct kb_stopper *s);
void kb_stopper_destroy(struct kb_stopper *s);
void kb_stopper_stop(struct kb_stopper *s);

/* Stops, and keeps what failed and why if nothing failed before: the others follow from the first. */
void kb_stopper_fail(struct kb_stopper *s, int error, const char *what, const char *why);

/* Sleeps this long, or until it is stopped; 0 returns at once. */
void kb_stopper_sleep(struct kb_stopper *s, uint64_t ns);

static inline bool kb_stopper_asked(const struct kb_stopper *s)
{
	return kc_load_relaxed(&s->stop) != 0;
}

#endif
