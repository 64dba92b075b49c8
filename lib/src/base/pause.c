#include "base/pause.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"

enum { UNIT_NS = 12, PAUSES = 256 };

uint32_t kc_pauses_per_unit_q8 = 256;
static unsigned cpus = 1;
static uint32_t seen; /* a CPU that a thread ran on, and 1; 0: none yet */
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The set's size is the C library's; beyond 1024 CPUs the kernel's does not fit it. */
static unsigned usable_cpus(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) == 0)
		return (unsigned)CPU_COUNT(&set);
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	return online < 1 ? 1 : (unsigned)online;
}

static void calibrate(void)
{
	uint64_t best = UINT64_MAX;
	for (int round = 0; round < 3; round++) {
		uint64_t start = kc_mono_ns();
		for (int i = 0; i < PAUSES; i++)
			kc_pause();
		uint64_t ns = kc_mono_ns() - start;
		if (ns < best)
			best = ns;
	}
	if (best == 0)
		best = 1;
	uint64_t q8 = (uint64_t)UNIT_NS * PAUSES * 256 / best;
	kc_pauses_per_unit_q8 = q8 < 1 ? 1 : q8 > 8192 ? 8192 : (uint32_t)q8;

	kc_store_relaxed(&cpus, usable_cpus());
}

void kc_pause_calibrate(void)
{
	pthread_once(&once, calibrate);
}

unsigned kc_cpus(void)
{
	pthread_once(&once, calibrate);
	return kc_load_relaxed(&cpus);
}

void kc_cpu_seen(uint32_t cpu)
{
	uint32_t before = kc_load_relaxed(&seen);
	if (before == cpu + 1)
		return;
	if (before == 0 && kc_cas_acq_rel(&seen, &before, cpu + 1))
		return;
	if (before != cpu + 1 && kc_cpus() < 2)
		kc_store_relaxed(&cpus, 2u);
}
