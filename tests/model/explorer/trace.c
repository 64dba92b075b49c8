#include "trace.h"

#include <string.h>

#include "orders.h"
#include "turns.h"

enum { EVENTS = 4096 };
static struct event {
	const char *what;
	const void *at;
	uint64_t value, more;
	void *pc;
	unsigned thread;
} event[EVENTS];
static unsigned n_events;

void trace_add(const char *what, const void *at, uint64_t value, uint64_t more, void *pc)
{
	event[n_events++ % EVENTS] = (struct event){ what, at, value, more, pc, turns_self() };
}

void trace_note(const char *what)
{
	trace_add(what, NULL, 0, 0, NULL);
}

void trace_reset(void)
{
	n_events = 0;
}

static void print_event(FILE *out, const struct event *e, unsigned i, const char *line)
{
	fprintf(out, "%5u  %*s%u  %-10s", i, (int)e->thread * 2, "", e->thread, e->what);
	if (e->at)
		fprintf(out, " %#lx", (unsigned long)e->at);
	if (strcmp(e->what, "load") == 0 || strcmp(e->what, "load (old)") == 0 ||
		strcmp(e->what, "store") == 0)
		fprintf(out, " = %#lx %s", (unsigned long)e->value, orders_name((int)e->more));
	else if (strcmp(e->what, "fence") == 0)
		fprintf(out, " %s", orders_name((int)e->more));
	else if (e->at)
		fprintf(out, " %#lx -> %#lx", (unsigned long)e->value, (unsigned long)e->more);
	fprintf(out, "  %s\n", line);
}

void trace_print(FILE *out)
{
	static void *pc[EVENTS];
	static char line[EVENTS][160];
	unsigned first = n_events > EVENTS ? n_events - EVENTS : 0, n = 0;
	for (unsigned i = first; i < n_events; i++)
		pc[n++] = event[i % EVENTS].pc;
	orders_lines(pc, n, line);
	for (unsigned i = first; i < n_events; i++)
		print_event(
			out, &event[i % EVENTS], i, event[i % EVENTS].pc ? line[i - first] : "");
}
