#include "search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "hooks.h"
#include "machine.h"
#include "orders.h"
#include "past.h"
#include "trace.h"
#include "turns.h"
#include "world.h"

/* --- what scenarios call --------------------------------------------------------------------- */

static bool checking, check_failed;
static jmp_buf check_back;
static char check_text[512];

void explore_fail(const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (turns_on())
		turns_fail("%s", text);
	if (!checking) {
		fprintf(stderr, "prepare: %s\n", text);
		exit(2);
	}
	check_failed = true;
	snprintf(check_text, sizeof check_text, "%s", text);
	longjmp(check_back, 1);
}

unsigned explore_self(void)
{
	return turns_self();
}

bool explore_died(unsigned i)
{
	return turns_died(i);
}

static struct {
	bool (*cond)(void *);
	void *arg;
} wished[EXPLORE_THREADS];

static bool wish(void *arg)
{
	unsigned i = (unsigned)(uintptr_t)arg;
	return wished[i].cond(wished[i].arg);
}

void explore_until(bool (*cond)(void *), void *arg)
{
	unsigned i = turns_self();
	wished[i].cond = cond;
	wished[i].arg = arg;
	(void)turns_wait(wish, (void *)(uintptr_t)i, 0, "a condition of the scenario");
}

/* --- one execution --------------------------------------------------------------------------- */

static const char *reason;
uint64_t search_wanted;

static bool execute(const struct scenario *s)
{
	machine_reset();
	world_reset();
	choices_begin();
	hooks_note_writes(true);
	bool good = turns_run(s);
	reason = turns_failure();
	if (good && !turns_cut() && (s->check || s->wanted)) {
		check_failed = false;
		checking = true;
		if (s->check && !setjmp(check_back))
			s->check();
		if (!check_failed && s->wanted && s->wanted())
			search_wanted++;
		checking = false;
		good = !check_failed;
		reason = check_text;
	}
	hooks_note_writes(false);
	undo_all();
	return good;
}

/* Of the CPU: what else runs on the machine changes nothing. */
static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* --- searches -------------------------------------------------------------------------------- */

struct result search_all(const struct scenario *s, struct bounds b, double limit)
{
	struct result r = { 0 };
	double start = now();
	for (;;) {
		/* A location that turns out to be shared makes what was searched before incomplete: once more. */
		(void)orders_learned();
		choices_search(b);
		past_forget();
		do {
			r.failed = !execute(s);
			r.executions++;
			r.cut += turns_cut();
			r.steps += turns_steps;
			if ((r.executions & 255) == 0)
				r.seconds = now() - start;
		} while (!r.failed && r.seconds < limit && choices_next());
		r.seconds = now() - start;
		r.complete = !r.failed && r.seconds < limit;
		if (!r.complete || !orders_learned())
			return r;
	}
}

struct result search_some(const struct scenario *s, uint64_t first, uint64_t n, double limit)
{
	struct result r = { 0 };
	double start = now();
	for (uint64_t i = 0; i < n && !r.failed && r.seconds < limit; i++) {
		r.seed = first + i;
		choices_random(r.seed);
		r.failed = !execute(s);
		r.executions++;
		r.steps += turns_steps;
		if ((i & 255) == 255)
			r.seconds = now() - start;
	}
	r.seconds = now() - start;
	return r;
}

/* --- around them ----------------------------------------------------------------------------- */

void search_prepare(const struct scenario *s)
{
	if (s->prepare)
		s->prepare();
	orders_forget_locations();
	search_wanted = 0;
}

void search_show_failure(const struct scenario *s, const struct result *r)
{
	printf("\n%s: %s\n", s->name, reason);
	if (choices_are_random())
		printf("again: --scenario %s --random 1 --seed %lu\n", s->name,
			(unsigned long)r->seed);
	printf("what was done, a column a thread:\n");
	trace_print(stdout);
	fflush(stdout);
}
