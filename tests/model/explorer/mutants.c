#include "mutants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "orders.h"
#include "search.h"

/* The orders that one step weaker is: how many, 0 for what is weakest. */
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

static bool kills(const struct scenario *s, struct bounds b, double limit, struct result *r)
{
	*r = search_some(s, 1, 3000, limit);
	if (r->failed)
		return true;
	if (!orders_mutant_ran())
		return false;
	*r = search_all(s, b, limit);
	return r->failed;
}

struct how {
	const struct scenario *scenario;
	struct bounds bounds;
	double limit;
};

static char *known; /* the file's text */

static void read_known(const char *file)
{
	FILE *in = fopen(file, "r");
	if (!in) {
		perror(file);
		exit(2);
	}
	size_t n = 0;
	if (getdelim(&known, &n, 0, in) < 0)
		known = NULL;
	fclose(in);
}

/* One weakening of one place; a line of the table, unless it is known already. */
static void mutate(const struct how *h, const struct place *p, int place, int to)
{
	static const char *const kind[] = { "load", "store", "update", "fence" };
	char line[256];
	snprintf(line, sizeof line, "%s\t%s\t%s\t%s\t", p->where, kind[p->kind],
		orders_name(p->order), p->kind == ORDERS_FENCE ? "none" : orders_name(to));
	if (known && strstr(known, line))
		return;
	struct result r;
	orders_mutate(place, to);
	bool killed = kills(h->scenario, h->bounds, h->limit, &r), ran = orders_mutant_ran();
	orders_mutate(-1, 0);
	if (!ran)
		return;
	printf("%s%s\t%s\t%lu\n", line, h->scenario->name, killed ? "killed" : "lives",
		(unsigned long)r.executions);
	fflush(stdout);
}

bool mutants_try(const struct scenario *s, struct bounds b, double limit, const char *file)
{
	struct how h = { s, b, limit };
	if (file)
		read_known(file);
	search_prepare(s);
	struct result r = search_some(s, 1, 3000, 60);
	if (r.failed) {
		search_show_failure(s, &r);
		return false;
	}
	const struct place *place;
	unsigned n = orders_places(&place);
	for (unsigned i = 0; i < n; i++) {
		int to[2];
		unsigned k = weakened(place[i].kind, place[i].order, to);
		for (unsigned j = 0; j < k; j++)
			mutate(&h, &place[i], (int)i, to[j]);
	}
	return true;
}
