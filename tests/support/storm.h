/* storm.h - what tests with many threads share: how long they run, random numbers of a thread's own, and pauses that
 * let the other side go anywhere from nothing to asleep. */
#ifndef KC_TEST_STORM_H
#define KC_TEST_STORM_H

#include <sched.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/compiler.h"

/* The environment's word, else the count for this kind of build. */
static inline uint64_t storm_length(const char *variable, uint64_t plain, uint64_t checked)
{
	const char *text = getenv(variable);
	if (text)
		return strtoull(text, NULL, 10);
#if defined(KC_CHECK) || defined(KC_TSAN)
	(void)plain;
	return checked;
#else
	(void)checked;
	return plain;
#endif
}

/* G. Marsaglia's xorshift, 2003; *state is not 0. */
static inline uint32_t next_random(uint32_t *state)
{
	uint32_t x = *state;
	x ^= x << 13, x ^= x >> 17, x ^= x << 5;
	return *state = x;
}

/* Up to so many pauses, or now and then the CPU. */
static inline void dawdle_up_to(uint32_t *state, uint32_t pauses)
{
	uint32_t r = next_random(state);
	if (r % 8 == 0)
		sched_yield();
	else
		for (uint32_t i = 0; i < r % pauses; i++)
			kc_pause();
}

#endif
