#include "orders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PCS = 1 << 14, LOCATIONS = 1 << 16, PLACES = 2048 };

struct site {
	void *pc;
	uint8_t kind;
	int8_t order;
	int16_t mutant; /* the order that it has instead; -1 none */
	int place;
};
static struct site site[PCS];
static struct place place[PLACES];
static unsigned n_places;
static bool ran;

static struct site *find(void *pc)
{
	size_t i = (size_t)(((uintptr_t)pc * UINT64_C(0x9e3779b97f4a7c15)) >> 50);
	while (site[i].pc && site[i].pc != pc)
		i = (i + 1) % PCS;
	return &site[i];
}

int orders_now(enum orders_kind kind, void *pc, int written)
{
	struct site *s = find(pc);
	if (!s->pc)
		*s = (struct site){ pc, (uint8_t)kind, (int8_t)written, -1, -1 };
	if (s->mutant < 0)
		return written;
	ran = true;
	return s->mutant;
}

/* --- locations ------------------------------------------------------------------------------- */

static struct {
	uintptr_t at;
	uint8_t users, writers;
} location[LOCATIONS];
static unsigned n_locations;
static bool learned;

bool orders_shared(const void *p, unsigned who, bool write)
{
	uintptr_t at = (uintptr_t)p;
	size_t i = (size_t)((at * UINT64_C(0x9e3779b97f4a7c15)) >> 48);
	while (location[i].at && location[i].at != at)
		i = (i + 1) % LOCATIONS;
	if (!location[i].at) {
		if (++n_locations > LOCATIONS / 2) {
			fputs("the explorer's table of locations is full\n", stderr);
			abort();
		}
		location[i].at = at;
	}
	uint8_t me = (uint8_t)(1u << who);
	if (!(location[i].users & me) || (write && !(location[i].writers & me))) {
		location[i].users |= me;
		if (write)
			location[i].writers |= me;
		learned = true;
	}
	uint8_t others = (uint8_t)~me;
	return write ? location[i].users & others : location[i].writers & others;
}

bool orders_learned(void)
{
	bool yes = learned;
	learned = false;
	return yes;
}

void orders_forget_locations(void)
{
	memset(location, 0, sizeof location);
	n_locations = 0;
	learned = false;
}

/* --- places ---------------------------------------------------------------------------------- */

const char *orders_name(int order)
{
	switch (order) {
	case __ATOMIC_RELAXED:
		return "relaxed";
	case __ATOMIC_CONSUME:
		return "consume";
	case __ATOMIC_ACQUIRE:
		return "acquire";
	case __ATOMIC_RELEASE:
		return "release";
	case __ATOMIC_ACQ_REL:
		return "acq_rel";
	case __ATOMIC_SEQ_CST:
		return "seq_cst";
	}
	return "?";
}

/* The last folder and the file of a path. */
static const char *short_path(const char *path)
{
	const char *file = strrchr(path, '/');
	if (!file)
		return path;
	while (file > path && file[-1] != '/')
		file--;
	return file;
}

/* addr2line answers two lines a frame, the innermost first; "-a" begins each address with a line of it. */
void orders_lines(void *const *pc, unsigned n, char (*text)[160])
{
	char command[160];
	char list[] = "/tmp/kc-explore-XXXXXX";
	int fd = mkstemp(list);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out)
		return;
	for (unsigned i = 0; i < n; i++)
		fprintf(out, "%#lx\n", (unsigned long)pc[i] - 1);
	fclose(out);
	snprintf(command, sizeof command, "addr2line -aife /proc/%d/exe < %s", (int)getpid(), list);
	FILE *in = popen(command, "r");
	char function[512], line[512];
	int i = -1;
	bool first = false;
	while (in && fgets(function, sizeof function, in)) {
		if (function[0] == '0' && function[1] == 'x') {
			if (++i >= (int)n)
				break;
			first = true;
			text[i][0] = 0;
			continue;
		}
		if (i < 0 || !fgets(line, sizeof line, in))
			break;
		function[strcspn(function, "\n")] = 0;
		line[strcspn(line, " \n")] = 0;
		if (!first)
			continue;
		first = false;
		snprintf(text[i], sizeof text[i], "%.60s %.34s", short_path(line), function);
	}
	if (in)
		pclose(in);
	remove(list);
}

unsigned orders_places(const struct place **list)
{
	static void *pc[PCS];
	static struct site *at[PCS];
	static char text[PCS][160];
	unsigned n = 0;
	for (unsigned i = 0; i < PCS; i++)
		if (site[i].pc && site[i].place < 0) {
			at[n] = &site[i];
			pc[n++] = site[i].pc;
		}
	orders_lines(pc, n, text);
	for (unsigned i = 0; i < n; i++) {
		unsigned k = 0;
		text[i][sizeof place[k].where - 1] = 0;
		while (k < n_places &&
			(strcmp(place[k].where, text[i]) != 0 || place[k].kind != at[i]->kind ||
				place[k].order != at[i]->order))
			k++;
		if (k == PLACES)
			break;
		if (k == n_places) {
			place[k] = (struct place){ .kind = at[i]->kind, .order = at[i]->order };
			memcpy(place[k].where, text[i], sizeof place[k].where);
			n_places++;
		}
		place[k].pcs++;
		at[i]->place = (int)k;
	}
	*list = place;
	return n_places;
}

void orders_mutate(int i, int order)
{
	ran = false;
	for (unsigned k = 0; k < PCS; k++)
		site[k].mutant = i >= 0 && site[k].pc && site[k].place == i ? (int16_t)order : -1;
}

bool orders_mutant_ran(void)
{
	return ran;
}
