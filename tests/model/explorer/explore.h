/* explore.h - what a scenario is: a few threads over the real library, whose interleavings and reads the explorer
 * enumerates (docs/TESTING.md "The explorer").
 *
 * A scenario is prepared once, by the main thread alone. Then its threads run again and again, each time from
 * exactly the memory that prepare() left, and check() looks at what they did after the last one has ended. Threads
 * call the library as any program does; besides, only explore_* of this header. What a thread keeps for check() it keeps
 * in variables of static storage, which are put back as well. */
#ifndef KC_EXPLORE_H
#define KC_EXPLORE_H

#include <stdbool.h>
#include <stdint.h>

enum { EXPLORE_THREADS = 4 };

struct scenario {
	const char *name;
	const char *shows; /* the rules and edges that it is about */
	void (*prepare)(void);
	void (*thread[EXPLORE_THREADS])(void);
	void (*check)(void);
	/* After check(): this execution is one that must be met, or the search proves nothing (litmus.c). */
	bool (*wanted)(void);
	unsigned mortal; /* bit i: thread i may die at any of its steps, and never comes back */
	/* Bit i: thread i does what i - 1 does, with an endpoint and values of its own, and nothing goes through the
	 * endpoints in a fixed order; so the complete search has it begin after i - 1, for what else there is differs
	 * in their names alone (E. Emerson, A. Sistla, "Symmetry and model checking", 1996). */
	unsigned twins;
	bool may_sleep; /* threads that sleep when all the others have ended are no fault */
	unsigned preemptions, stale; /* bounds of the complete search that tests make; 0: 2 and 1 */
	const struct scenario *next;
};
void explore_add(struct scenario *s);
#define SCENARIO(id, ...)                                                    \
	static struct scenario scenario_##id = { .name = #id, __VA_ARGS__ }; \
	__attribute__((constructor)) static void add_##id(void)              \
	{                                                                    \
		explore_add(&scenario_##id);                                 \
	}                                                                    \
	extern int explore_semicolon

/* This execution has failed: says so with its schedule. Threads and check(). */
__attribute__((noreturn, format(printf, 1, 2))) void explore_fail(const char *fmt, ...);
#define explore_require(cond) \
	((cond) ? (void)0 : explore_fail("%s:%d: %s", __FILE__, __LINE__, #cond))

/* The calling thread's number, 0… */
unsigned explore_self(void);
/* check(): thread i has died. */
bool explore_died(unsigned i);
/* The thread goes on only when cond(arg) is not 0 (asked again whenever another one has done something). */
void explore_until(bool (*cond)(void *), void *arg);

#endif
