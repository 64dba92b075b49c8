/* A program that dies at any instruction leaves a segment of which the inspector says the truth (RELIABILITY, promise 3
 * and row 7): every operation is executed one machine instruction at a time, and after each one that changed the
 * segment a copy of it is inspected as that of a dead owner and compared with what the operation may have done by then.
 *
 * KC_CRASH_POINTS: goes through the scenes again, from other positions, until so many instructions were looked at.
 * KC_CRASH_SCENE: only the scenes whose names begin so, with a line for each operation. */
#include <criterion/criterion.h>

#include "support/crash_oracle.h"
#include "support/crash_scenes.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* After a thousand elements without a sleeper a side's mode is FAST, and its calls go other ways. */
enum { CAPACITY = 8, LIMIT = 8, FAST = 1100 };

typedef void (*body_fn)(struct crash_ctl *, const void *);

#define BUFFERED(t, o, f) \
	.kind = KC_BUFFERED, .topology = t, .overflow = o, .flags = f, .capacity = CAPACITY
#define OF(k, t, c) .kind = k, .topology = t, .capacity = c

static const struct {
	body_fn body;
	struct crash_scene scene;
} scenes[] = {
	{ crash_values, { "values spsc", BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_values, { "values spsc fast", .brief = true, BUFFERED(KC_SPSC, KC_BLOCK, 0),
				.earlier = FAST } },
	{ crash_values, { "values mpsc", BUFFERED(KC_MPSC, KC_BLOCK, 0) } },
	{ crash_values, { "values mpsc fast", .brief = true, BUFFERED(KC_MPSC, KC_BLOCK, 0),
				.earlier = FAST } },
	{ crash_values, { "values mpmc", BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_values, { "values mpmc fast", .brief = true, BUFFERED(KC_MPMC, KC_BLOCK, 0),
				.earlier = FAST } },
	{ crash_values, { "values mpmc padded", BUFFERED(KC_MPMC, KC_BLOCK, KC_PADDED_SLOTS) } },
	{ crash_values,
		{ "values spsc low-latency", BUFFERED(KC_SPSC, KC_BLOCK, KC_LOW_LATENCY) } },
	{ crash_values, { "values spsc drop-newest", BUFFERED(KC_SPSC, KC_DROP_NEWEST, 0) } },
	{ crash_values, { "values mpmc drop-newest", BUFFERED(KC_MPMC, KC_DROP_NEWEST, 0) } },
	{ crash_values, { "values spsc drop-oldest", BUFFERED(KC_SPSC, KC_DROP_OLDEST, 0) } },
	{ crash_values, { "values mpsc drop-oldest", BUFFERED(KC_MPSC, KC_DROP_OLDEST, 0) } },
	{ crash_values, { "values mpmc drop-oldest", BUFFERED(KC_MPMC, KC_DROP_OLDEST, 0) } },
	{ crash_values, { "values spsc unlimited", OF(KC_UNLIMITED, KC_SPSC, 0) } },
	{ crash_values, { "values spsc unlimited to a limit", OF(KC_UNLIMITED, KC_SPSC, LIMIT) } },
	{ crash_values, { "values mpsc unlimited", OF(KC_UNLIMITED, KC_MPSC, 0) } },
	{ crash_values, { "values mpmc unlimited to a limit", OF(KC_UNLIMITED, KC_MPMC, LIMIT) } },
	{ crash_conflated, { "conflated spsc", OF(KC_CONFLATED, KC_SPSC, 1) } },
	{ crash_conflated, { "conflated mpsc", OF(KC_CONFLATED, KC_MPSC, 1) } },
	{ crash_conflated, { "conflated mpmc", OF(KC_CONFLATED, KC_MPMC, 1) } },
	{ crash_meet, { "rendezvous spsc", OF(KC_RENDEZVOUS, KC_SPSC, 0) } },
	{ crash_meet, { "rendezvous mpsc", OF(KC_RENDEZVOUS, KC_MPSC, 0) } },
	{ crash_meet, { "rendezvous mpmc", OF(KC_RENDEZVOUS, KC_MPMC, 0) } },
	{ crash_in_place, { "in place spsc", .brief = true, BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_in_place, { "in place spsc fast", .brief = true, BUFFERED(KC_SPSC, KC_BLOCK, 0),
				  .earlier = FAST } },
	{ crash_in_place, { "in place mpsc", .brief = true, BUFFERED(KC_MPSC, KC_BLOCK, 0) } },
	{ crash_in_place, { "in place mpsc fast", .brief = true, BUFFERED(KC_MPSC, KC_BLOCK, 0),
				  .earlier = FAST } },
	{ crash_tickets,
		{ "tickets spsc", .payload = KC_TICKETS, BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_tickets, { "tickets mpsc", .brief = true, .payload = KC_TICKETS,
				 BUFFERED(KC_MPSC, KC_BLOCK, 0) } },
	{ crash_tickets,
		{ "tickets mpmc", .payload = KC_TICKETS, BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_tickets, { "tickets mpmc drop-newest", .brief = true, .payload = KC_TICKETS,
				 BUFFERED(KC_MPMC, KC_DROP_NEWEST, 0) } },
	{ crash_tickets, { "tickets spsc drop-oldest", .payload = KC_TICKETS,
				 BUFFERED(KC_SPSC, KC_DROP_OLDEST, 0) } },
	{ crash_tickets, { "tickets mpmc drop-oldest", .brief = true, .payload = KC_TICKETS,
				 BUFFERED(KC_MPMC, KC_DROP_OLDEST, 0) } },
	{ crash_tickets, { "tickets spsc with checksums", .brief = true, .payload = KC_TICKETS,
				 .domain = KC_CHECKSUM, BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_tickets, { "tickets mpmc in an arena file", .brief = true, .payload = KC_TICKETS,
				 .domain = KC_ARENA_FILE, BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_growth, { "growth of an arena file", .brief = true, .payload = KC_TICKETS,
				.domain = KC_ARENA_FILE } },
	{ crash_values, { "values spsc without statistics", .brief = true, .domain = KC_NO_STATS,
				BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_values, { "values mpmc without statistics", .brief = true, .domain = KC_NO_STATS,
				BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_tickets, { "bytes spsc", .brief = true, .payload = KC_BYTES,
				 BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_tickets, { "bytes mpmc", .brief = true, .payload = KC_BYTES,
				 BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_wake, { "wake spsc", .brief = true, BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_wake, { "wake mpsc", .brief = true, BUFFERED(KC_MPSC, KC_BLOCK, 0) } },
	{ crash_wake, { "wake mpmc", .brief = true, BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_wake, { "wake mpmc unlimited", .brief = true, OF(KC_UNLIMITED, KC_MPMC, LIMIT) } },
	{ crash_select, { "select spsc", .brief = true, BUFFERED(KC_SPSC, KC_BLOCK, 0) } },
	{ crash_select, { "select mpmc", .brief = true, BUFFERED(KC_MPMC, KC_BLOCK, 0) } },
	{ crash_growth, { "growth of the arena", .brief = true, .payload = KC_TICKETS } },
	{ crash_growth, { "growth spsc unlimited", .brief = true, OF(KC_UNLIMITED, KC_SPSC, 0) } },
	{ crash_growth, { "growth mpmc unlimited", .brief = true, OF(KC_UNLIMITED, KC_MPMC, 0) } },
};

/* Stepping is three times as fast when the two share a CPU; but then the child never spins. */
static void share_cpu(bool share)
{
	static cpu_set_t all;
	cpu_set_t one;
	if (CPU_COUNT(&all) == 0)
		cr_assert_eq(sched_getaffinity(0, sizeof all, &all), 0);
	CPU_ZERO(&one);
	CPU_SET((size_t)sched_getcpu(), &one);
	cr_assert_eq(sched_setaffinity(0, sizeof one, share ? &one : &all), 0);
}

static void go_through(struct crash_oracle *o, uint32_t round, const char *only)
{
	share_cpu(round % 2 == 0);
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		struct crash_scene scene = scenes[i].scene;
		if (only && strncmp(scene.name, only, strlen(only)) != 0)
			continue;
		scene.earlier += round * 5;
		crash_run(o, scene.name, scenes[i].body, &scene);
	}
}

Test(stepper, every_instruction, .timeout = 3600)
{
	const char *points = getenv("KC_CRASH_POINTS"), *only = getenv("KC_CRASH_SCENE");
	uint64_t wanted = points ? strtoull(points, NULL, 10) : 0;
	struct crash_oracle o = { .dir = "/dev/shm/kc-crash-XXXXXX", .tell = only != NULL };
	uint32_t rounds = 0;
	if (crash_cannot()) {
		printf("%s\n", crash_cannot());
		cr_skip_test("%s", crash_cannot());
	}
	cr_assert_not_null(mkdtemp(o.dir));
	setenv("KC_DIR", o.dir, 1);
	do
		go_through(&o, rounds++, only);
	while (o.points < wanted);
	printf("crash stepper: %lu instructions of %lu operations looked at in %u rounds, %lu different "
	       "leftovers inspected\n",
		(unsigned long)o.points, (unsigned long)o.operations, rounds,
		(unsigned long)o.copies);
	cr_assert_eq(rmdir(o.dir), 0, "something was left in %s", o.dir);
}
