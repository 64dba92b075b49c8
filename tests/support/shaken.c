#include "support/shaken.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "support/shake.h"
#include "support/stopper.h"
#include "support/storm.h"
#include "support/watchdog.h"

/* How often of 16. */
static const struct {
	const char *name;
	unsigned what, often;
} kind[] = {
	{ "moves", SHAKE_MOVES, 14 },
	{ "priorities", SHAKE_PRIORITIES, 10 },
	{ "signals", SHAKE_SIGNALS, 4 },
	{ "stops", SHAKE_STOPS, 2 },
};

static uint32_t seed;

static unsigned drawn(void)
{
	unsigned what = 0;
	for (size_t i = 0; i < KC_ARRAY_LEN(kind); i++)
		if (next_random(&seed) % 16 < kind[i].often)
			what |= kind[i].what;
	return what;
}

static unsigned named(const char *text)
{
	unsigned what = 0;
	for (size_t i = 0; i < KC_ARRAY_LEN(kind); i++)
		if (strstr(text, kind[i].name))
			what |= kind[i].what;
	cr_assert(what || strcmp(text, "none") == 0, "KC_SHAKE=%s is nothing that is known", text);
	return what;
}

static uint32_t first_seed(void)
{
	const char *text = getenv("KC_SHAKE_SEED");
	uint32_t s = text ? (uint32_t)strtoul(text, NULL, 10) : (uint32_t)(kc_mono_ns() >> 6);
	return s ? s : 1;
}

static void begin(bool draw, unsigned what)
{
	const char *text = getenv("KC_SHAKE");
	uint32_t first = seed = first_seed();
	unsigned by_seed = drawn(); /* always, so that what follows is the same */
	if (text)
		what = named(text);
	else if (draw)
		what = by_seed;
	fprintf(stderr, "shaken %s, KC_SHAKE_SEED=%u:", harness_test(), first);
	for (size_t i = 0; i < KC_ARRAY_LEN(kind); i++)
		if (what & kind[i].what)
			fprintf(stderr, " %s", kind[i].name);
	fputs(what ? "\n" : " not at all\n", stderr);
	if (what & SHAKE_STOPS)
		stopper_begin(next_random(&seed));
	shake_begin(what, next_random(&seed));
	watchdog_begin(harness_test()); /* which asks the shaker */
}

void shaken_begin(void)
{
	begin(true, 0);
}

void shaken_begin_with(unsigned what)
{
	begin(false, what);
}

void shaken_end(void)
{
	stopper_end();
	watchdog_end();
	shake_end();
	struct shake_counts n = shake_count();
	if (getenv("KC_VERBOSE"))
		fprintf(stderr,
			"shaken: %lu moves, %lu priorities (%lu real time), %lu signals, %lu stops\n",
			(unsigned long)n.moves, (unsigned long)n.priorities,
			(unsigned long)n.real_time, (unsigned long)n.signals,
			(unsigned long)stopper_stops());
}
