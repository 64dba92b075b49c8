/* crash_load.h - a loaded program that kills itself at a moment of its own progress: channels of every kind, tickets,
 * selects, waits, opens and closes going on in a dozen threads; and what it says of itself in memory that outlives it. */
#ifndef KC_TEST_CRASH_LOAD_H
#define KC_TEST_CRASH_LOAD_H

#include <stdint.h>

enum { LOAD_SEATS = 24, LOAD_BATCH = 4 };

enum load_channel {
	LOAD_LINE,  /* spsc, block */
	LOAD_LANES, /* mpsc, block; a sender comes and goes */
	LOAD_WORK,  /* mpmc, tickets */
	LOAD_HEAP,  /* mpmc, unlimited to a limit */
	LOAD_LAST,  /* mpmc, conflated */
	LOAD_MEET,  /* mpmc, rendezvous */
	LOAD_SHED,  /* mpmc, drop-oldest */
	LOAD_TEA,   /* two of which a select takes */
	LOAD_COFFEE,
	LOAD_CHANNELS
};
extern const char *const load_names[LOAD_CHANNELS];

/* One thread's. The numbers of what was begun are raised before, those of what was done after the call. */
struct load_seat {
	uint32_t tid;
	uint32_t in; /* a bit for each channel on which its present call may sleep */
	uint64_t made_begun, made, freed_begun, freed; /* tickets */
};

struct load_record {
	uint64_t progress; /* operations of all threads */
	uint64_t die_at;
	struct load_seat seat[LOAD_SEATS];
};

/* Runs until r->progress has passed r->die_at, and then kill -9. Never returns. */
_Noreturn void crash_load(struct load_record *r);

#endif
