/* turns.h - threads as fibers of one thread, and who runs next.
 *
 * Before an operation on a location that more than one thread uses another thread may be given the turn: that is a
 * preemption, and counted. A thread that blocks, ends, or pauses gives its turn away for nothing. Each fiber has
 * its own copy of the program's thread-local storage, which is exchanged at every switch. */
#ifndef KC_TURNS_H
#define KC_TURNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "machine.h"

void turns_init(void);
/* Runs s's threads to the end; false: it failed, and why is in turns_failure(). */
bool turns_run(const struct scenario *s);
/* The last one was not run to its end: from there on all was searched before (past.h). */
bool turns_cut(void);
const char *turns_failure(void);
/* Says why and ends the execution. */
__attribute__((noreturn, format(printf, 1, 2))) void turns_fail(const char *fmt, ...);

/* Threads are running. */
bool turns_on(void);
unsigned turns_self(void);
bool turns_died(unsigned i);
bool turns_mortal(void);

/* Before an operation of the running thread that others may see. */
void turns_point(void);
/* Nothing to do before somebody else has done something. */
void turns_pause(void);
/* Somebody has done something. */
void turns_progress(void);

/* Sleeps until `ready` says so. deadline_ns != 0: or until that time, which may be now: -ETIMEDOUT. */
int turns_wait(bool (*ready)(void *), void *arg, uint64_t deadline_ns, const char *what);

/* A choice of the running thread's beside whose turn it is, as choose(): once between two operations at most. */
unsigned turns_choose(unsigned n);

/* The clock: it moves for who reads it, and for all when a time-out strikes. */
uint64_t turns_clock_ns(void);

/* In no thread's memory: its stack, or thread-local storage. */
bool turns_on_a_stack(const void *p);
bool turns_is_local(const void *p);

/* Operations executed, in this execution. */
extern unsigned turns_steps;

#endif
