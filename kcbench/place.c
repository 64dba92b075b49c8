#include "place.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>

static unsigned allowed_list(uint16_t *cpu, unsigned cap)
{
	cpu_set_t set;
	unsigned n = 0;
	if (sched_getaffinity(0, sizeof(set), &set))
		return 0;
	for (unsigned i = 0; i < KB_CPUS_MAX && i < CPU_SETSIZE && n < cap; i++)
		if (CPU_ISSET(i, &set))
			cpu[n++] = (uint16_t)i;
	return n;
}

unsigned kb_cpus_allowed(void)
{
	uint16_t cpu[KB_CPUS_MAX];
	unsigned n = allowed_list(cpu, KB_CPUS_MAX);
	return n ? n : 1;
}

/* The CPU of thread number index; false: wherever the scheduler likes. */
static bool cpu_of(const struct kb_config *c, unsigned index, unsigned *cpu)
{
	uint16_t list[KB_CPUS_MAX];
	unsigned n;
	switch (c->pin) {
	case KB_PIN_NONE:
		return false;
	case KB_PIN_AUTO:
		n = allowed_list(list, KB_CPUS_MAX);
		if (n)
			*cpu = list[index % n];
		return n > 0;
	case KB_PIN_LIST:
		*cpu = c->cpu[index % c->cpu_count];
		return true;
	}
	return false;
}

int kb_place_check(const struct kb_config *c)
{
	cpu_set_t set;
	if (c->pin != KB_PIN_LIST || sched_getaffinity(0, sizeof(set), &set))
		return 0;
	for (unsigned i = 0; i < c->cpu_count; i++) {
		if (c->cpu[i] < CPU_SETSIZE && CPU_ISSET(c->cpu[i], &set))
			continue;
		fprintf(stderr,
			"kcbench: --pin: CPU %u is not among the %u this process may use; "
			"`taskset -p $$` shows them, --pin auto takes them in turn\n",
			c->cpu[i], kb_cpus_allowed());
		return KT_CANNOT;
	}
	return 0;
}

int kb_stay_on(unsigned cpu)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	return sched_setaffinity(0, sizeof(set), &set) ? -errno : 0;
}

int kb_place_start(pthread_t *t, const struct kb_config *c, unsigned index, const char *name,
	void *(*fn)(void *), void *arg)
{
	pthread_attr_t attr;
	cpu_set_t set;
	unsigned cpu;
	pthread_attr_init(&attr);
	if (cpu_of(c, index, &cpu)) {
		CPU_ZERO(&set);
		CPU_SET(cpu, &set);
		pthread_attr_setaffinity_np(&attr, sizeof(set), &set);
	}
	int rc = -pthread_create(t, &attr, fn, arg);
	pthread_attr_destroy(&attr);
	if (rc == 0)
		pthread_setname_np(*t, name);
	return rc;
}

static size_t describe_side(
	char *buf, size_t cap, const struct kb_config *c, unsigned first, unsigned n)
{
	size_t used = 0;
	for (unsigned i = 0; i < n && used < cap; i++) {
		unsigned cpu = 0;
		cpu_of(c, first + i, &cpu);
		used += (size_t)snprintf(buf + used, cap - used, "%s%u", i ? "," : "", cpu);
	}
	return used < cap ? used : cap;
}

void kb_place_describe(char *buf, size_t cap, const struct kb_config *c)
{
	if (c->pin == KB_PIN_NONE) {
		snprintf(buf, cap, "free");
		return;
	}
	size_t used = (size_t)snprintf(buf, cap, "senders on ");
	used += describe_side(buf + used, cap - used, c, 0, c->senders);
	if (used >= cap)
		return;
	used += (size_t)snprintf(buf + used, cap - used, ", receivers on ");
	if (used < cap)
		describe_side(buf + used, cap - used, c, c->senders, c->receivers);
}
