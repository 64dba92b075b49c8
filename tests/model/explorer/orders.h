/* orders.h - which places of the source order what: the table of all atomic operations that were executed, the one
 * that is weakened at present (a mutant), and which locations more than one thread uses. */
#ifndef KC_EXPLORE_ORDERS_H
#define KC_EXPLORE_ORDERS_H

#include <stdbool.h>
#include <stdint.h>

enum orders_kind { ORDERS_LOAD, ORDERS_STORE, ORDERS_UPDATE, ORDERS_FENCE };

/* The order with which the operation at pc is executed: as written, or as the mutant has it. */
int orders_now(enum orders_kind kind, void *pc, int written);

/* Whether another thread's turn could make a difference to an access of thread `who`: others have written there, or
 * it writes and others have been there. What is learned about a location stays known over executions; when something
 * was learned, what was searched before is incomplete (orders_learned). */
bool orders_shared(const void *p, unsigned who, bool write);
bool orders_learned(void); /* since the last question */
void orders_forget_locations(void);

/* --- places of the source -------------------------------------------------------------------- */

struct place {
	char where
		[96]; /* file:line of the source, of the innermost function that is not base/atomic.h's */
	enum orders_kind kind;
	int order;
	unsigned pcs;
};
/* Sorts what was executed so far into places; how many. */
unsigned orders_places(const struct place **list);
/* From now on place i has this order; -1: none is changed. */
void orders_mutate(int i, int order);
const char *orders_name(int order);
/* Whether the mutated operation was executed since orders_mutate. */
bool orders_mutant_ran(void);
/* "function at file:line" of n program counters, into text[i]. */
void orders_lines(void *const *pc, unsigned n, char (*text)[160]);

#endif
