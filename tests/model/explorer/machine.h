/* machine.h - the memory of the C11 model: what each load may read, and which plain accesses race.
 *
 * An operational form of RC11: each atomic location keeps the history of its stores, each thread a vector clock of
 * what it knows. A load reads any store that is not older than the newest the thread knows of (coherence); acquire
 * takes over what the store's thread had released. Two clocks a thread: `view` says what must be seen, and is also
 * moved by seq_cst fences and membarrier; `before` is happens-before, which alone orders plain accesses.
 * Sources: J. Kang et al., "A promising semantics for relaxed-memory concurrency" (2017), without promises;
 * B. Norris, B. Demsky, "CDSChecker" (2013); C. Flanagan, S. Freund, "FastTrack" (2009) for the races.
 *
 * What it leaves out: stores enter a location's order when they are executed, so of two unordered stores by different
 * threads the later executed is the later one; no load reads a store that has not been executed yet (no load
 * buffering). kc's locations have one writer or change by read-modify-write, which makes the first moot. */
#ifndef KC_MACHINE_H
#define KC_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explore.h"

enum { MACHINE_CLOCKS = EXPLORE_THREADS };

struct clocks {
	uint32_t t[MACHINE_CLOCKS];
};
/* What is handed over at a lock or a file descriptor. */
struct baton {
	struct clocks view, before;
	uint64_t past;
};

/* Forgets everything; memory is as it is. */
void machine_reset(void);

/* The thread that executes; its number is below MACHINE_CLOCKS. */
void machine_run(unsigned thread);

/* Candidates for a load are counted from the newest, 0. */
unsigned machine_candidates(const void *p, unsigned size);
/* Only stores of another value: what a failing compare-and-swap may read. */
uint64_t machine_load(const void *p, unsigned size, int order, unsigned candidate);
void machine_store(void *p, unsigned size, uint64_t v, int order);
/* What memory holds, in whatever pieces it is otherwise accessed: the kernel's look, which orders nothing. */
uint64_t machine_peek(const void *p, unsigned size);
/* The newest value, to be replaced by `to`; returns it. */
uint64_t machine_newest(const void *p, unsigned size);
void machine_update(void *p, unsigned size, uint64_t to, int order);
void machine_fence(int order);
/* A full fence in every thread at this instant. */
void machine_membarrier(void);

/* A plain access; NULL, or the sentence about the race. p..p+size may span granules. */
const char *machine_plain(const void *p, size_t size, bool write);
/* Atomic accesses race with plain ones. */
const char *machine_touch(const void *p, unsigned size, bool write);

void machine_give(struct baton *b);
void machine_take(const struct baton *b);

/* --- memory as it was ------------------------------------------------------------------------ */

/* Before each write: so that undo_all puts it back. */
void undo_note(void *p, size_t size);
void undo_all(void);

#endif
