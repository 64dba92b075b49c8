#include "support/hunt_points.h"

#include <errno.h>
#include <kc/types.h>
#include <stdio.h>
#include <string.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "base/point.h"
#include "base/sys.h"
#include "support/harness.h"
#include "support/storm.h"
#include "support/watchdog.h"

enum {
	THREADS_MAX = 8,
	HOT_POINTS = 512, /* until other labels are */
	HOT_ONE_IN = 16,  /* labels */
	COLD_ONE_IN = 32, /* visits that are delayed all the same */
	SPIN_MAX_NS = 8000,
	FAR_LINES = 1 << 19, /* 32 MiB */
	STALL_STORES = 48    /* most of a store buffer */
};

/* A thread of the hunt; read by say. */
struct hunter {
	_Alignas(128) const char *last; /* label */
	const char *name;
	uint64_t points, slept;
	uint32_t seed, state, hot, left;
};

static struct hunter hunter[THREADS_MAX];
static uint32_t hunters;
static _Thread_local struct hunter *self;

static struct {
	char front[96];
	uint32_t seed;
	uint64_t rounds, since_ns;
} hunt;

/* --- delays ---------------------------------------------------------------------------------- */

static bool calm; /* there are none: as many rounds as possible instead */
static const char anchor[] = "anchor";

static void pauses(uint32_t n)
{
	while (n--)
		kc_pause();
}

static void spin(uint32_t ns)
{
	uint64_t until = kc_mono_ns() + ns;
	while (kc_mono_ns() < until)
		kc_pause();
}

/* Stores wait in order: behind as many that miss every cache, the next one is seen by others up to a microsecond
 * later, while this thread's loads go ahead. That is how a full fence is missed. */
static void stall_stores(uint32_t r)
{
	static uint64_t far[FAR_LINES][8];
	for (int i = 0; i < STALL_STORES; i++) {
		r = r * UINT32_C(1664525) + UINT32_C(1013904223);
		kc_store_relaxed(&far[(r >> 8) % FAR_LINES][0], (uint64_t)r);
	}
}

static void delay(uint32_t r)
{
	if (r % 32 == 0) {
		sched_yield();
	} else if (r % 32 < 4) {
		spin((r >> 8) % SPIN_MAX_NS);
	} else if (r % 32 < 12) {
		stall_stores(r);
	} else {
		pauses((r >> 8) % 64);
	}
}

/* Where a label stands in the program tells it from the others, run after run. */
static bool is_hot(const struct hunter *h, const char *label)
{
	uint32_t where = (uint32_t)((uintptr_t)label - (uintptr_t)anchor);
	return ((where * UINT32_C(2654435761)) ^ h->hot) * UINT32_C(0x9e3779b1) >> 16 <
	       65536 / HOT_ONE_IN;
}

static void come_by(const char *label)
{
	struct hunter *h = self;
	if (!h)
		return;
	kc_store_relaxed(&h->last, label);
	h->points++;
	uint32_t r = next_random(&h->state);
	if (h->left-- == 0) {
		h->left = HOT_POINTS;
		h->hot = next_random(&h->state);
	}
	if (is_hot(h, label)) {
		if (r & 1)
			delay(r >> 1);
	} else if (r % COLD_ONE_IN == 0) {
		pauses((r >> 8) % 32);
	}
}

uint32_t hunt_draw(void)
{
	return next_random(&self->state);
}

void hunt_stall_stores(void)
{
	uint32_t r = hunt_draw();
	if (!calm && r % 4 == 0)
		stall_stores(r);
}

void hunt_spin(uint32_t most_ns)
{
	uint32_t ns = hunt_draw() % most_ns;
	if (!calm)
		spin(ns);
}

void hunt_dawdle(void)
{
	uint32_t r = hunt_draw();
	if (calm || r % 4)
		return;
	delay(r >> 2);
}

int64_t hunt_bound(void)
{
	enum { MOST_NS = 30000 };
	uint32_t r = hunt_draw();
	return r % 8 ? KC_FOREVER : (int64_t)(1 + (r >> 8) % MOST_NS);
}

void hunt_thread(const char *name)
{
	uint32_t n = kc_fetch_add(&hunters, 1u);
	if (n >= THREADS_MAX)
		abort();
	struct hunter *h = &hunter[n];
	h->seed = h->state = (hunt.seed + n * UINT32_C(0x9e3779b9)) | 1;
	h->left = 0;
	h->name = name;
	self = h;
}

/* --- sleeps ---------------------------------------------------------------------------------- */

static struct kc_sys_table plain;

void hunt_slept(void)
{
	if (self)
		self->slept++;
}

static int count(int rc)
{
	if (rc >= 0)
		hunt_slept();
	return rc;
}

static int futex_wait(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	return count(plain.futex_wait(word, value, deadline_ns));
}

static int futex_waitv(struct futex_waitv *at, unsigned n, uint64_t deadline_ns)
{
	return count(plain.futex_waitv(at, n, deadline_ns));
}

static int refused(struct futex_waitv *at, unsigned n, uint64_t deadline_ns)
{
	(void)at, (void)n, (void)deadline_ns;
	return -ENOSYS;
}

void hunt_refuse_waitv(bool refuse)
{
	kc_sys.futex_waitv = refuse ? refused : futex_waitv;
}

/* --- what it knows when nobody moves any more --------------------------------------------------- */

static void say(void)
{
	fprintf(stderr, "hunt %s: %lu rounds; KC_HUNT_SEED=%u\n", hunt.front,
		(unsigned long)kc_load_relaxed(&hunt.rounds), hunt.seed);
	for (uint32_t i = 0; i < kc_load_relaxed(&hunters); i++) {
		const char *last = kc_load_relaxed(&hunter[i].last);
		fprintf(stderr, "  %-10s last came by %-20s seed %u, %lu points\n", hunter[i].name,
			last ? last : "nothing", hunter[i].seed, (unsigned long)hunter[i].points);
	}
}

/* --- a front --------------------------------------------------------------------------------- */

uint64_t hunt_rounds(void)
{
	return storm_length("KC_HUNT_ROUNDS", 50000, 2500);
}

void hunt_round(uint64_t n)
{
	(void)kc_fetch_add_relaxed(&hunt.rounds, n);
	watchdog_moved(n);
}

void hunt_begin(const char *front)
{
	const char *seed = getenv("KC_HUNT_SEED"), *delays = getenv("KC_HUNT_DELAYS");
	calm = delays && strcmp(delays, "0") == 0;
	if (!plain.futex_wait)
		plain = kc_sys;
	kc_sys.futex_wait = futex_wait;
	hunt_refuse_waitv(false);
	memset(hunter, 0, sizeof hunter);
	hunters = 0;
	(void)snprintf(hunt.front, sizeof hunt.front, "%s", front);
	hunt.rounds = 0;
	hunt.since_ns = kc_mono_ns();
	hunt.seed = seed ? (uint32_t)strtoul(seed, NULL, 10) : (uint32_t)hunt.since_ns;
	hunt_thread("main");
	kc_point_hook = calm ? NULL : come_by;
	watchdog_rounds(say);
}

void hunt_end(void)
{
	uint64_t points = 0, slept = 0, ns = kc_mono_ns() - hunt.since_ns;
	watchdog_rounds(NULL);
	kc_point_hook = NULL;
	kc_sys = plain;
	for (uint32_t i = 0; i < hunters; i++) {
		points += hunter[i].points;
		slept += hunter[i].slept;
	}
	self = NULL;
	fprintf(stderr, "hunt %-44s seed %10u: %8lu rounds, %8lu sleeps, %9lu points, %5.2f s\n",
		hunt.front, hunt.seed, (unsigned long)hunt.rounds, (unsigned long)slept,
		(unsigned long)points, (double)ns / 1e9);
}
