/* crash_oracle.h - what the inspector may say at each instruction of an operation, and that it says it.
 *
 * Beside the invariants of crash_look.h: every number goes from what it was before the operation to what the operation
 * makes of it, and never back (an element that was visible stays visible until it has left); nothing else changes;
 * who is listed as waiting waits; each slot holds what its position says (crash_walk.h); and a second inspection says
 * the same. */
#ifndef KC_TEST_CRASH_ORACLE_H
#define KC_TEST_CRASH_ORACLE_H

#include "support/crash_copy.h"
#include "support/crash_step.h"

enum crash_fact {
	CRASH_SENT,
	CRASH_LEFT,
	CRASH_CLOSED,
	CRASH_OTHERS, /* positions of all other channels, in one number */
	CRASH_LIVE,
	CRASH_LOANED,
	CRASH_QUEUED,
	CRASH_HELD,
	CRASH_CHANNELS,
	CRASH_SENDERS,
	CRASH_RECEIVERS,
	CRASH_WAITING, /* threads other than the one that is stepped */
	CRASH_FACTS
};

struct crash_oracle {
	struct crash_copy copy;
	struct crash_tracee tracee;
	const uint8_t *arena;
	uint64_t arena_bytes;
	char dir[64];
	int64_t first[CRASH_FACTS], last[CRASH_FACTS];
	uint64_t step; /* of the present operation */
	uint64_t points, copies, operations;
	bool tell; /* prints a line for each operation */
};

/* Steps through every marked operation of body, which runs in a child. dir: a folder for the copy. Ends the test at
 * the first thing that must not be, with the place. */
void crash_run(struct crash_oracle *o, const char *scene,
	void (*body)(struct crash_ctl *, const void *), const void *arg);

#endif
