/* nth_run.h - runs a short program with a fault at its n-th system call, for every n until a run is clean, once and
 * sticky, with every error of that call.
 *
 * Each run is a process of its own, so that what the library asks once a process is asked anew:
 *
 *   prepare, attempt with the fault, settle, then the same without a fault
 *
 * attempt asserts what each call answers (below) and leaves open what it has opened; settle, without faults, shows that
 * it works and closes it. Afterwards there are as many descriptors and mappings as before, and each file that is left in
 * the run's folder is one that the inspector calls closed or dead. A watchdog ends a run that hangs; whatever goes wrong
 * is told with n, call, error, mode and step. Under AddressSanitizer each run is asked for leaks. */
#ifndef KC_TEST_NTH_RUN_H
#define KC_TEST_NTH_RUN_H

#include <kc/kc.h>

#include "support/nth_fault.h"

struct nth_program {
	const char *name;
	void (*prepare)(void);
	void (*attempt)(void);
	void (*settle)(void);
};

/* All its runs; a run that went wrong is a failed assertion. How many there were. */
unsigned nth_sweep(const struct nth_program *p);
/* Prints how many runs a test made of what. */
void nth_report(const char *what, unsigned runs);

/* --- inside a run -------------------------------------------------------------------------------- */

/* The run's folder; KC_DIR is it. */
extern char nth_dir[64];

/* Ends the run as failed. */
__attribute__((format(printf, 1, 2), noreturn)) void nth_wrong(const char *format, ...);
#define nth_must(x) ((x) ? (void)0 : nth_wrong("%s:%d: not so: %s", __FILE__, __LINE__, #x))

/* A call and its answer; true when it worked. It may fail only while the fault is there, with the call's own error or
 * what the interface says instead, and never with -EINTR.
 *   NTH_OPEN   of those with a sentence: it was written, and names cause and cure
 *   NTH_MOVE   sends, and what takes a ticket: -ENOSPC and -ENOMEM only
 *   NTH_WORKS  has no error to give: 0 or more, whatever fails below it */
#define NTH_OPEN(call)  (nth_forget(#call), nth_opened(call))
#define NTH_MOVE(call)  (nth_forget(#call), nth_moved(call))
#define NTH_WORKS(call) (nth_forget(#call), nth_worked(call))
void nth_forget(const char *step);
bool nth_opened(long rc);
bool nth_moved(long rc);
void nth_worked(long rc);
/* The fault that this run was given; also when it is over. */
const struct nth_state *nth_fault(void);

/* A domain "nth" in the folder; the run is over when it cannot be opened. */
kc_domain *nth_domain(unsigned flags);
/* The inspector reads the segment without a finding; the arena hands out nothing that was not allocated. */
void nth_inspect(const kc_domain *d);
/* No row, chunk or ring of the domain is in use any more; then closes it. */
void nth_close_domain(kc_domain *d);

#endif
