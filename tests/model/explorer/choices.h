/* choices.h - the choices that make an execution, and how they are enumerated: depth first within bounds, or at
 * random.
 *
 * Depth first: the sequence of choices of the last execution is kept; the next one repeats it up to the last choice
 * that has an alternative left, and takes that (P. Godefroid, "VeriSoft", 1997). Bounds: preemptions (M. Musuvathi,
 * S. Qadeer, "CHESS", 2007), reads of something else than the newest store, and deaths. */
#ifndef KC_CHOICES_H
#define KC_CHOICES_H

#include <stdbool.h>
#include <stdint.h>

struct bounds {
	unsigned preemptions, stale, deaths;
};
enum { CHOICES_NO_BOUND = 1000000 };

/* A search over all; then one execution after the other while choices_next() says so. */
void choices_search(struct bounds b);
/* Random executions; the seed gives the same one again. */
void choices_random(uint64_t seed);
/* Begins an execution. */
void choices_begin(void);
/* 0…n-1; 0 is what costs nothing. */
unsigned choose(unsigned n);
/* In a random execution: true with a probability of one in `in`; in a search: a choice. */
bool choose_rarely(unsigned in);
/* Whether there is another execution to try; the present one has ended. */
bool choices_next(void);
bool choices_are_random(void);
/* In a search: the next choice is met for the first time. */
bool choices_are_new(void);

/* What is left of the bounds in this execution. */
extern struct bounds left;

#endif
