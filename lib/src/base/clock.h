/* clock.h - ticks: the cheapest clock there is, and how to turn it into CLOCK_MONOTONIC.
 *
 * Where the kernel's clock source is the TSC, ticks are the TSC (9 ns a read); on aarch64 the virtual
 * counter; else CLOCK_MONOTONIC itself. Calibration pairs stand in the segment header, so readers
 * convert with the longest baseline they have (PROTOCOLS §7). */
#ifndef KC_BASE_CLOCK_H
#define KC_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

#include "base/compiler.h"

/* Values of kc_seg_header.clock_kind (segment/layout.h has the names readers use). */
enum { KC_TICKS_MONOTONIC = 1, KC_TICKS_TSC = 2, KC_TICKS_CNTVCT = 3 };

KC_ALWAYS_INLINE uint64_t kc_clock_ns(clockid_t id)
{
	struct timespec t;
	clock_gettime(id, &t);
	return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

KC_ALWAYS_INLINE uint64_t kc_mono_ns(void)
{
	return kc_clock_ns(CLOCK_MONOTONIC);
}

/* The deadline of a time-out that is above 0 or KC_FOREVER, as kc_sys.futex_wait takes it: 0 is none, also
 * for a bound beyond the clock's range. */
KC_ALWAYS_INLINE uint64_t kc_deadline_ns(int64_t timeout_ns)
{
	if (timeout_ns < 0 || (uint64_t)timeout_ns >= UINT64_C(1) << 62)
		return 0;
	return kc_mono_ns() + (uint64_t)timeout_ns;
}

/* What this machine's ticks are; decided once from the kernel's clock source. */
uint32_t kc_ticks_kind(void);

KC_ALWAYS_INLINE uint64_t kc_ticks(uint32_t kind)
{
#if defined(__x86_64__)
	if (kc_likely(kind == KC_TICKS_TSC))
		return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
	if (kc_likely(kind == KC_TICKS_CNTVCT)) {
		uint64_t v;
		__asm__ volatile("mrs %0, cntvct_el0" : "=r"(v));
		return v;
	}
#endif
	(void)kind;
	return kc_mono_ns();
}

/* One instant on three clocks, read as closely together as a few tries can. */
struct kc_instant {
	uint64_t ticks, mono_ns, wall_ns;
};
struct kc_instant kc_instant_now(uint32_t kind);

/* ns = base_ns + (ticks - base_ticks) * ns_per_tick, the factor as 32.32 fixed point. */
struct kc_timebase {
	uint64_t base_ticks, base_ns;
	uint64_t ns_per_tick_q32;
};
/* From two instants of one clock; a degenerate baseline (ticks that did not move, or an absurd
 * rate: below 1 MHz or above 100 GHz) gives one tick a nanosecond. Safe on hostile numbers. */
struct kc_timebase kc_timebase_make(uint64_t ticks0, uint64_t ns0, uint64_t ticks1, uint64_t ns1);
/* This process's: measured once (at most 200 us), better each time the baseline has grown. */
struct kc_timebase kc_timebase_local(uint32_t kind);
/* Around a fork: its lock. */
void kc_timebase_lock(void);
void kc_timebase_unlock(void);

KC_ALWAYS_INLINE uint64_t kc_ticks_span_ns(const struct kc_timebase *b, uint64_t ticks)
{
	return (uint64_t)(((unsigned __int128)ticks * b->ns_per_tick_q32) >> 32);
}

/* Instants before the base count backwards; never below 0. */
KC_ALWAYS_INLINE uint64_t kc_ticks_to_ns(const struct kc_timebase *b, uint64_t ticks)
{
	if (ticks >= b->base_ticks)
		return b->base_ns + kc_ticks_span_ns(b, ticks - b->base_ticks);
	uint64_t back = kc_ticks_span_ns(b, b->base_ticks - ticks);
	return back < b->base_ns ? b->base_ns - back : 0;
}

#endif
