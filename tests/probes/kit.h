/* kit.h - what tests of the probes share: threads of which it is known that they sleep, and wakeups that must be told
 * exactly as they were. */
#ifndef KC_TEST_PROBES_KIT_H
#define KC_TEST_PROBES_KIT_H

#include <stdbool.h>
#include <stdint.h>

#include "probes/probes.h"

/* How often a test of exactness is repeated: KC_PROBES_RUNS, else this. */
unsigned kit_runs(unsigned by_default);

/* Waits until the thread is off its CPU in one of the system calls in which channels block, with a sleep of its wait word
 * (wait_gen) that is newer than *gen, which it then becomes. The word must be one that the thread writes: volatile. */
void kit_until_asleep(int tid, const volatile struct kc_wait_word *word, uint32_t *gen);

/* The same of any system call, by number: no word is looked at. */
void kit_until_in(int tid, long call);

/* This process as a target. */
void kit_target(struct kc_probes_target *t, int64_t tls_offset, uint32_t brand, uint32_t channels);
/* Attaches, or fails the test with the reason; not shared unless o says so. */
kc_probes *kit_attach(const struct kc_probes_target *t, const struct kc_probes_opts *o);

/* Edges in the order of their keys; at most max. */
unsigned kit_edges(const kc_probes *p, struct kc_wakeup_edge *out, unsigned max);
struct kit_edge {
	uint32_t channel, waker, wakee, kind;
	uint64_t count;
};
/* Asserts that there are these edges (those with count 0 do not count) and no others. */
void kit_expect_edges(const kc_probes *p, const struct kit_edge *expected, unsigned n);
/* Asserts what holds of every row when nobody is on the way: blocked[row] threads are blocked in it (NULL: nobody is). */
void kit_expect_invariants(const kc_probes *p, const uint64_t *blocked, unsigned rows);

#endif
