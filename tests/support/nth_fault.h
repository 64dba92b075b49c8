/* nth_fault.h - makes the n-th system call of the library fail (RELIABILITY row 12).
 *
 * Wraps every entry of kc_sys. While it is armed the calls of all threads are counted, and of the processes that are
 * forked meanwhile, too, for the state is shared memory. The n-th one fails with one of the errors that this call
 * really gives; sticky, so do all later ones of its kind. An error that says "again" (a signal, a word that moved on)
 * comes a few times in a row at the most: the kernel does not give it for ever either. close and munmap do their work
 * and then fail, as close does. A call without an error of its own, such as a wake, is counted and works.
 *
 * One process arms; the counted ones may be any threads. */
#ifndef KC_TEST_NTH_FAULT_H
#define KC_TEST_NTH_FAULT_H

#include <stdbool.h>
#include <stdint.h>

struct nth_state {
	uint32_t armed;
	uint32_t at, which; /* the n-th call; with which of its errors */
	uint32_t sticky;
	uint32_t calls; /* counted */
	uint32_t call;  /* which one came n-th: 1 + its place in the table; 0 none yet */
	uint32_t fired; /* calls that failed */
};

/* Replaces the table, in this process and its children; nothing fails yet. s: zeros, in shared memory. */
void nth_install(struct nth_state *s);
void nth_arm(uint32_t at, uint32_t which, bool sticky);
void nth_disarm(void);
/* Mappings made and not unmapped since nth_install, those that replace others not counted. */
int nth_mappings(void);

/* Of the call that came n-th. */
const char *nth_call(const struct nth_state *s);
uint32_t nth_errors(const struct nth_state *s); /* how many it has */
/* The one that it was given, a positive errno; 0: none, or a short read. */
int nth_error(const struct nth_state *s);
bool nth_is(const struct nth_state *s, const char *call);

#endif
