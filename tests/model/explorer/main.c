/* main.c - explores the scenarios: completely within bounds, at random, or with each order weakened in turn. */
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "choices.h"
#include "explore.h"
#include "hooks.h"
#include "machine.h"
#include "orders.h"
#include "turns.h"
#include "world.h"

static struct scenario *scenarios;

void explore_add(struct scenario *s)
{
	struct scenario **p = &scenarios;
	while (*p && strcmp((*p)->name, s->name) < 0)
		p = (struct scenario **)&(*p)->next;
	s->next = *p;
	*p = s;
}

/* --- what scenarios call --------------------------------------------------------------------- */

static bool checking, check_failed;
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
	extern void check_ends(void) __attribute__((noreturn));
	check_ends();
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

#include <setjmp.h>
static jmp_buf check_back;

__attribute__((noreturn)) void check_ends(void);
void check_ends(void)
{
	longjmp(check_back, 1);
}

static const char *reason;
static uint64_t wanted_met; /* wanted executions */

static bool execute(const struct scenario *s)
{
	machine_reset();
	world_reset();
	choices_begin();
	hooks_note_writes(true);
	bool good = turns_run(s);
	reason = turns_failure();
	if (good && (s->check || s->wanted)) {
		check_failed = false;
		checking = true;
		if (s->check && !setjmp(check_back))
			s->check();
		if (!check_failed && s->wanted && s->wanted())
			wanted_met++;
		checking = false;
		good = !check_failed;
		reason = check_text;
	}
	hooks_note_writes(false);
	undo_all();
	return good;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* --- searches -------------------------------------------------------------------------------- */

struct result {
	uint64_t executions, steps;
	double seconds;
	bool failed, complete;
	uint64_t seed;
};

/* Until the search over all executions within the bounds ends, fails, or has taken too long. A location that turned out
 * to be shared makes what was searched before incomplete: once more. */
static struct result search(const struct scenario *s, struct bounds b, double limit, uint64_t most)
{
	struct result r = { 0 };
	double start = now();
	for (;;) {
		(void)orders_learned();
		choices_search(b);
		do {
			r.failed = !execute(s);
			r.executions++;
			r.steps += turns_steps;
			if ((r.executions & 255) == 0)
				r.seconds = now() - start;
		} while (!r.failed && r.seconds < limit && r.executions < most && choices_next());
		r.seconds = now() - start;
		r.complete = !r.failed && r.seconds < limit && r.executions < most;
		if (!r.complete || !orders_learned())
			return r;
	}
}

static struct result sample(const struct scenario *s, uint64_t first, uint64_t n, double limit)
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

static void crashed(int sig)
{
	static bool again;
	if (!again) {
		again = true;
		printf("\nsignal %d in thread %u; what was done:\n", sig, turns_self());
		fflush(stdout);
		trace_print(stdout);
		fflush(stdout);
	}
	_exit(1);
}

/* --- the table ------------------------------------------------------------------------------- */

static struct options {
	int preemptions, stale;
	uint64_t random, seed;
	double limit;
	const char *known;
	bool mutants, places, quiet, list;
	const char *only;
} options = { .preemptions = -1, .stale = -1, .limit = 600, .seed = 1 };

/* The scenario's own, or more. */
static struct bounds bounds_of(const struct scenario *s)
{
	unsigned p = s->preemptions ? s->preemptions : 2, st = s->stale ? s->stale : 1;
	if (options.preemptions > (int)p)
		p = (unsigned)options.preemptions;
	if (options.stale > (int)st)
		st = (unsigned)options.stale;
	return (struct bounds){ p, st, s->mortal ? 1 : 0 };
}

static void row(const struct scenario *s, const char *how, const struct result *r, bool lacks)
{
	printf("%-26s %-18s %9lu executions %11lu operations %7.1f s  %s\n", s->name, how,
		(unsigned long)r->executions, (unsigned long)r->steps, r->seconds,
		r->failed     ? "FAILED"
		: lacks       ? "FAILED: what must be possible was not met"
		: r->complete ? "complete"
			      : "passed");
	fflush(stdout);
}

static void show_failure(const struct scenario *s, const struct result *r)
{
	printf("\n%s: %s\n", s->name, reason);
	if (choices_are_random())
		printf("again: --scenario %s --random 1 --seed %lu\n", s->name,
			(unsigned long)r->seed);
	printf("what was done, a column a thread:\n");
	trace_print(stdout);
	fflush(stdout);
}

static bool one(const struct scenario *s)
{
	if (s->prepare)
		s->prepare();
	char how[40];
	struct bounds b = bounds_of(s);
	struct result r;
	orders_forget_locations();
	wanted_met = 0;
	if (options.random) {
		r = sample(s, options.seed, options.random, options.limit);
		snprintf(how, sizeof how, "random, seed %lu", (unsigned long)options.seed);
	} else {
		/* To meet the shared locations. */
		r = sample(s, 1, 500, options.limit);
		snprintf(how, sizeof how, "random, seed 1");
		if (!r.failed) {
			r = search(s, b, options.limit, UINT64_MAX);
			snprintf(how, sizeof how, "preempt %u stale %u", b.preemptions, b.stale);
		}
	}
	bool lacks = !r.failed && s->wanted && wanted_met == 0;
	row(s, how, &r, lacks);
	if (r.failed)
		show_failure(s, &r);
	return !r.failed && !lacks;
}

/* --- mutants --------------------------------------------------------------------------------- */

/* Each order of each place that a scenario executes is weakened in turn; the scenario should fail. */
static unsigned weakened(enum orders_kind kind, int order, int *to)
{
	switch (kind) {
	case ORDERS_LOAD:
		to[0] = __ATOMIC_RELAXED;
		return order != __ATOMIC_RELAXED;
	case ORDERS_STORE:
		to[0] = __ATOMIC_RELAXED;
		return order != __ATOMIC_RELAXED;
	case ORDERS_UPDATE:
		if (order == __ATOMIC_RELAXED)
			return 0;
		if (order == __ATOMIC_ACQUIRE || order == __ATOMIC_RELEASE) {
			to[0] = __ATOMIC_RELAXED;
			return 1;
		}
		to[0] = __ATOMIC_ACQUIRE;
		to[1] = __ATOMIC_RELEASE;
		return 2;
	case ORDERS_FENCE:
		to[0] = __ATOMIC_RELAXED; /* none at all */
		return 1;
	}
	return 0;
}

static bool kills(const struct scenario *s, struct result *r)
{
	*r = sample(s, 1, 3000, options.limit);
	if (r->failed)
		return true;
	if (!orders_mutant_ran())
		return false;
	struct bounds b = bounds_of(s);
	*r = search(s, b, options.limit, UINT64_MAX);
	return r->failed;
}

static char *known; /* the file's text */

static void read_known(void)
{
	if (!options.known)
		return;
	FILE *in = fopen(options.known, "r");
	if (!in) {
		perror(options.known);
		exit(2);
	}
	size_t n = 0;
	if (getdelim(&known, &n, 0, in) < 0)
		known = NULL;
	fclose(in);
}

/* One weakening of one place; a line of the table, unless it is known already. */
static void mutate(const struct scenario *s, const struct place *p, int place, int to)
{
	static const char *const kind[] = { "load", "store", "update", "fence" };
	char line[256];
	snprintf(line, sizeof line, "%s\t%s\t%s\t%s\t", p->where, kind[p->kind],
		orders_name(p->order), p->kind == ORDERS_FENCE ? "none" : orders_name(to));
	if (known && strstr(known, line))
		return;
	struct result r;
	orders_mutate(place, to);
	bool killed = kills(s, &r), ran = orders_mutant_ran();
	orders_mutate(-1, 0);
	if (!ran)
		return;
	printf("%s%s\t%s\t%lu\n", line, s->name, killed ? "killed" : "lives",
		(unsigned long)r.executions);
	fflush(stdout);
}

static bool mutants(void)
{
	const struct scenario *s = scenarios;
	while (s && (!options.only || strcmp(s->name, options.only) != 0))
		s = s->next;
	if (!s) {
		fputs("--mutants needs the name of a scenario; --list has them\n", stderr);
		return false;
	}
	read_known();
	if (s->prepare)
		s->prepare();
	orders_forget_locations();
	struct result r = sample(s, 1, 3000, 60);
	if (r.failed) {
		show_failure(s, &r);
		return false;
	}
	const struct place *place;
	unsigned n = orders_places(&place);
	for (unsigned i = 0; i < n; i++) {
		int to[3];
		unsigned k = weakened(place[i].kind, place[i].order, to);
		for (unsigned j = 0; j < k; j++)
			mutate(s, &place[i], (int)i, to[j]);
	}
	return true;
}

static void list_places(void)
{
	const struct place *place;
	unsigned n = orders_places(&place);
	for (unsigned i = 0; i < n; i++)
		printf("%-60s %d %s x%u\n", place[i].where, place[i].kind,
			orders_name(place[i].order), place[i].pcs);
}

static const struct option longs[] = { { "scenario", 1, 0, 's' }, { "preemptions", 1, 0, 'p' },
	{ "stale", 1, 0, 'o' }, { "random", 1, 0, 'r' }, { "seed", 1, 0, 'e' },
	{ "limit", 1, 0, 't' }, { "mutants", 0, 0, 'm' }, { "known", 1, 0, 'k' },
	{ "places", 0, 0, 'w' }, { "list", 0, 0, 'l' }, { 0 } };

static void usage(void)
{
	fputs("explore [--scenario NAME] [--preemptions N] [--stale N] [--limit SECONDS]\n"
	      "explore [--scenario NAME] --random N [--seed N]\n"
	      "explore --scenario NAME --mutants [--known FILE] [--limit SECONDS]\n"
	      "explore --list\n",
		stderr);
	exit(2);
}

static void parse(int argc, char **argv)
{
	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;)
		switch (c) {
		case 's':
			options.only = optarg;
			break;
		case 'p':
			options.preemptions = atoi(optarg);
			break;
		case 'o':
			options.stale = atoi(optarg);
			break;
		case 'r':
			options.random = strtoull(optarg, NULL, 10);
			break;
		case 'e':
			options.seed = strtoull(optarg, NULL, 10);
			break;
		case 't':
			options.limit = atof(optarg);
			break;
		case 'k':
			options.known = optarg;
			break;
		case 'm':
			options.mutants = true;
			break;
		case 'w':
			options.places = true;
			break;
		case 'l':
			options.list = true;
			break;
		default:
			usage();
		}
	if (optind < argc)
		usage();
}

int main(int argc, char **argv)
{
	parse(argc, argv);
	cpu_set_t one_cpu;
	CPU_ZERO(&one_cpu);
	CPU_SET((unsigned)sched_getcpu(), &one_cpu);
	sched_setaffinity(0, sizeof one_cpu, &one_cpu);
	turns_init();
	world_init();
	signal(SIGSEGV, crashed);
	signal(SIGABRT, crashed);
	signal(SIGBUS, crashed);
	if (options.list) {
		for (const struct scenario *s = scenarios; s; s = s->next)
			printf("%-26s %s\n", s->name, s->shows);
		return 0;
	}
	if (options.mutants)
		return mutants() ? 0 : 1;
	bool good = true, met = false;
	for (const struct scenario *s = scenarios; s; s = s->next) {
		if (options.only && strcmp(s->name, options.only) != 0)
			continue;
		met = true;
		good &= one(s);
	}
	if (!met) {
		fprintf(stderr, "no scenario %s; --list names them\n",
			options.only ? options.only : "");
		return 2;
	}
	if (options.places)
		list_places();
	return good ? 0 : 1;
}
