#include "choices.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHOICES_MAX = 1 << 16 };

static struct {
	uint16_t chosen, of;
} made[CHOICES_MAX];
static unsigned n_made, at;
static bool random_mode;
static struct bounds bounds;
static uint64_t state;
static unsigned haste; /* of this random execution: one in `haste` chances is taken */
struct bounds left;

static uint64_t draw(void)
{
	/* G. Marsaglia's xorshift64*. */
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * UINT64_C(2685821657736338717);
}

void choices_search(struct bounds b)
{
	random_mode = false;
	bounds = b;
	n_made = at = 0;
}

void choices_random(uint64_t seed)
{
	random_mode = true;
	bounds = (struct bounds){ CHOICES_NO_BOUND, CHOICES_NO_BOUND, 1 };
	state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	(void)draw();
	static const unsigned how[] = { 2, 4, 8, 16, 32, 64 };
	haste = how[draw() % (sizeof how / sizeof *how)];
}

void choices_begin(void)
{
	left = bounds;
	at = 0;
}

unsigned choose(unsigned n)
{
	if (n < 2)
		return 0;
	if (random_mode)
		return draw() % haste ? 0 : (unsigned)(draw() % n);
	if (at == n_made) {
		if (n_made == CHOICES_MAX) {
			fputs("the explorer's list of choices is full: an execution does not end\n",
				stderr);
			abort();
		}
		made[n_made].chosen = 0;
		made[n_made++].of = (uint16_t)n;
	}
	if (made[at].of != n) {
		fprintf(stderr,
			"the explorer does not repeat itself: choice %u had %u ways, now %u\n", at,
			made[at].of, n);
		abort();
	}
	return made[at++].chosen;
}

bool choose_rarely(unsigned in)
{
	if (random_mode)
		return draw() % in == 0;
	return choose(2) == 1;
}

bool choices_next(void)
{
	if (random_mode)
		return false;
	n_made = at;
	while (n_made) {
		if (made[n_made - 1].chosen + 1u < made[n_made - 1].of) {
			made[n_made - 1].chosen++;
			return true;
		}
		n_made--;
	}
	return false;
}

bool choices_are_random(void)
{
	return random_mode;
}

bool choices_are_new(void)
{
	return !random_mode && at == n_made;
}
