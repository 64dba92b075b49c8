/* liveness.h - whether the writer of a segment lives, from three signals that must agree.
 *
 *   OFD lock   held by the writer's open file; a forked child keeps it after the writer's death
 *   pid        with its start time, so that a reused pid is not believed; a zombie is dead
 *   namespace  of pids, and the boot: elsewhere, a pid means nothing here
 *
 * Not concurrently on one source; threads of one writer are looked up once and remembered. */
#ifndef KC_INSPECT_LIVENESS_H
#define KC_INSPECT_LIVENESS_H

#include "inspect/inspect.h"

/* Looks and stores what it saw in the source's info. */
enum ki_liveness ki_liveness_look(ki_source *s);

/* Threads of a live writer, each looked up once a snapshot. */
struct ki_threads {
	pid_t pid;     /* 0: no live writer in sight; every thread is then not alive */
	uint32_t room; /* a power of two */
	uint32_t count;
	struct ki_thread_seen {
		uint32_t tid; /* 0: empty */
		char state;   /* 0: no such thread */
		uint64_t start;
	} * seen;
};
void ki_threads_init(struct ki_threads *t, const ki_source *s);
/* Whether tid lives and started at start (0: not recorded). *state gets the letter, 0 unknown. */
bool ki_thread_alive(struct ki_threads *t, uint32_t tid, uint64_t start, char *state);
void ki_threads_free(struct ki_threads *t);

#endif
