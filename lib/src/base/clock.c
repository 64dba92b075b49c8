#include "base/clock.h"

#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static pthread_once_t kind_once = PTHREAD_ONCE_INIT;
static uint32_t kind_found = KC_TICKS_MONOTONIC;

static void find_kind(void)
{
#if defined(KC_EXPLORE)
	/* CLOCK_MONOTONIC, which the explorer can keep. */
#elif defined(__x86_64__)
	char name[16] = "";
	int fd = open("/sys/devices/system/clocksource/clocksource0/current_clocksource",
		O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	ssize_t n = read(fd, name, sizeof name - 1);
	close(fd);
	if (n >= 3 && strncmp(name, "tsc", 3) == 0)
		kind_found = KC_TICKS_TSC;
#elif defined(__aarch64__)
	kind_found = KC_TICKS_CNTVCT;
#endif
}

uint32_t kc_ticks_kind(void)
{
	pthread_once(&kind_once, find_kind);
	return kind_found;
}

struct kc_instant kc_instant_now(uint32_t kind)
{
	struct kc_instant best = { 0, 0, 0 };
	uint64_t best_gap = UINT64_MAX;
	/* A preemption between the reads would tilt the pair: the tightest of a few tries wins. */
	for (int i = 0; i < 4; i++) {
		uint64_t a = kc_ticks(kind);
		uint64_t mono = kc_mono_ns();
		uint64_t wall = kc_clock_ns(CLOCK_REALTIME);
		uint64_t b = kc_ticks(kind);
		if (b - a < best_gap) {
			best_gap = b - a;
			best = (struct kc_instant){
				kind == KC_TICKS_MONOTONIC ? mono : a + (b - a) / 2, mono, wall
			};
		}
	}
	return best;
}

struct kc_timebase kc_timebase_make(uint64_t ticks0, uint64_t ns0, uint64_t ticks1, uint64_t ns1)
{
	struct kc_timebase t = { ticks0, ns0, UINT64_C(1) << 32 };
	if (ticks1 <= ticks0 || ns1 <= ns0)
		return t;
	unsigned __int128 q = ((unsigned __int128)(ns1 - ns0) << 32) / (ticks1 - ticks0);
	if (q > (UINT64_C(1000) << 32) || q < (UINT64_C(1) << 32) / 100)
		return t;
	t.ns_per_tick_q32 = (uint64_t)q;
	return t;
}

static pthread_mutex_t local_lock = PTHREAD_MUTEX_INITIALIZER;
static struct kc_instant local_first;
static struct kc_timebase local_base;
static uint64_t local_baseline_ns;

struct kc_timebase kc_timebase_local(uint32_t kind)
{
	if (kind == KC_TICKS_MONOTONIC)
		return (struct kc_timebase){ 0, 0, UINT64_C(1) << 32 };
	pthread_mutex_lock(&local_lock);
	if (local_baseline_ns == 0)
		local_first = kc_instant_now(kind);
	struct kc_instant now;
	do
		now = kc_instant_now(kind);
	while (now.mono_ns - local_first.mono_ns < 200000);
	if (local_baseline_ns == 0 || now.mono_ns - local_first.mono_ns > 2 * local_baseline_ns) {
		local_baseline_ns = now.mono_ns - local_first.mono_ns;
		local_base = kc_timebase_make(
			local_first.ticks, local_first.mono_ns, now.ticks, now.mono_ns);
	}
	struct kc_timebase b = local_base;
	pthread_mutex_unlock(&local_lock);
	return b;
}

void kc_timebase_lock(void)
{
	pthread_mutex_lock(&local_lock);
}

void kc_timebase_unlock(void)
{
	pthread_mutex_unlock(&local_lock);
}
