/* main.c - explores the scenarios: completely within bounds, at random, or with each order weakened in turn. */
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mutants.h"
#include "search.h"
#include "trace.h"
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
	bool mutants, list;
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
	printf("%-26s %-18s %9lu executions (%lu cut) %11lu operations %7.1f s  %s\n", s->name, how,
		(unsigned long)r->executions, (unsigned long)r->cut, (unsigned long)r->steps,
		r->seconds,
		r->failed     ? "FAILED"
		: lacks       ? "FAILED: what must be possible was not met"
		: r->complete ? "complete"
			      : "passed");
	fflush(stdout);
}

static bool one(const struct scenario *s)
{
	search_prepare(s);
	char how[40];
	struct bounds b = bounds_of(s);
	struct result r;
	if (options.random) {
		r = search_some(s, options.seed, options.random, options.limit);
		snprintf(how, sizeof how, "random, seed %lu", (unsigned long)options.seed);
	} else {
		/* To meet the shared locations. */
		r = search_some(s, 1, 500, options.limit);
		snprintf(how, sizeof how, "random, seed 1");
		if (!r.failed) {
			r = search_all(s, b, options.limit);
			snprintf(how, sizeof how, "preempt %u stale %u", b.preemptions, b.stale);
		}
	}
	/* A search that was cut short has proved nothing about what is possible. */
	bool enough = r.complete || options.random >= 1000;
	bool lacks = !r.failed && enough && s->wanted && search_wanted == 0;
	row(s, how, &r, lacks);
	if (r.failed)
		search_show_failure(s, &r);
	return !r.failed && !lacks;
}

/* --- the command line ------------------------------------------------------------------------ */

static const struct option longs[] = { { "scenario", 1, 0, 's' }, { "preemptions", 1, 0, 'p' },
	{ "stale", 1, 0, 'o' }, { "random", 1, 0, 'r' }, { "seed", 1, 0, 'e' },
	{ "limit", 1, 0, 't' }, { "mutants", 0, 0, 'm' }, { "known", 1, 0, 'k' },
	{ "list", 0, 0, 'l' }, { 0 } };

static void usage(void)
{
	fputs("kc-explore [--scenario NAME] [--preemptions N] [--stale N] [--limit SECONDS]\n"
	      "kc-explore [--scenario NAME] --random N [--seed N] [--limit SECONDS]\n"
	      "kc-explore --scenario NAME --mutants [--known FILE] [--limit SECONDS]\n"
	      "kc-explore --list\n"
	      "Bounds below a scenario's own are raised to them; seconds are those of a CPU.\n",
		stderr);
	exit(2);
}

static uint64_t number(const char *text, uint64_t most)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || n > most || errno) {
		fprintf(stderr, "kc-explore: '%s' is no number from 0 to %llu\n", text,
			(unsigned long long)most);
		exit(2);
	}
	return n;
}

static void parse(int argc, char **argv)
{
	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;)
		switch (c) {
		case 's':
			options.only = optarg;
			break;
		case 'p':
			options.preemptions = (int)number(optarg, 1000);
			break;
		case 'o':
			options.stale = (int)number(optarg, 1000);
			break;
		case 'r':
			options.random = number(optarg, UINT64_MAX);
			break;
		case 'e':
			options.seed = number(optarg, UINT64_MAX);
			break;
		case 't':
			options.limit = (double)number(optarg, 1000000);
			break;
		case 'k':
			options.known = optarg;
			break;
		case 'm':
			options.mutants = true;
			break;
		case 'l':
			options.list = true;
			break;
		default:
			usage();
		}
	if (optind < argc || (options.mutants && !options.only) ||
		(options.mutants && options.random) ||
		(options.random && (options.preemptions >= 0 || options.stale >= 0)))
		usage();
}

/* With one CPU nobody in the library spins. */
static void stay_on_one_cpu(void)
{
	cpu_set_t one_cpu;
	CPU_ZERO(&one_cpu);
	CPU_SET((unsigned)sched_getcpu(), &one_cpu);
	sched_setaffinity(0, sizeof one_cpu, &one_cpu);
}

static bool explore(const struct scenario *s)
{
	if (options.mutants)
		return mutants_try(s, bounds_of(s), options.limit, options.known);
	return one(s);
}

int main(int argc, char **argv)
{
	parse(argc, argv);
	stay_on_one_cpu();
	turns_init();
	world_init();
	signal(SIGSEGV, crashed);
	signal(SIGABRT, crashed);
	signal(SIGBUS, crashed);
	bool good = true, found = false;
	for (const struct scenario *s = scenarios; s; s = s->next) {
		if (options.only && strcmp(s->name, options.only) != 0)
			continue;
		found = true;
		if (options.list)
			printf("%-26s %s\n", s->name, s->shows);
		else
			good &= explore(s);
	}
	if (!found) {
		fprintf(stderr, "kc-explore: no scenario '%s'; --list names them\n",
			options.only ? options.only : "");
		return 2;
	}
	/* Whoever reads a result that is not all there would take what is missing for good. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "kc-explore: cannot write to standard output: %s\n",
			strerror(errno));
		return 2;
	}
	return good ? 0 : 1;
}
