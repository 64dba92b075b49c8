/* Proves that ticks never run backwards, turn into CLOCK_MONOTONIC, and that no numbers a segment
 * might hold can make the conversion fail. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#define Q32(x) ((uint64_t)(x) << 32)

Test(clock, kind_is_what_the_kernel_uses)
{
	uint32_t kind = kc_ticks_kind();
#if defined(__x86_64__)
	char source[32] = "";
	FILE *f = fopen("/sys/devices/system/clocksource/clocksource0/current_clocksource", "re");
	if (f) {
		cr_assert_not_null(fgets(source, sizeof source, f));
		fclose(f);
	}
	bool tsc = strncmp(source, "tsc", 3) == 0;
	cr_expect_eq(kind, (uint32_t)(tsc ? KC_TICKS_TSC : KC_TICKS_MONOTONIC), "%s", source);
#elif defined(__aarch64__)
	cr_expect_eq(kind, (uint32_t)KC_TICKS_CNTVCT);
#else
	cr_expect_eq(kind, (uint32_t)KC_TICKS_MONOTONIC);
#endif
	cr_expect_eq(kc_ticks_kind(), kind);
}

Test(clock, instants_do_not_run_backwards)
{
	uint32_t kinds[] = { kc_ticks_kind(), KC_TICKS_MONOTONIC };
	for (int k = 0; k < 2; k++) {
		struct kc_instant last = kc_instant_now(kinds[k]);
		for (int i = 0; i < 10000; i++) {
			uint64_t before = kc_mono_ns();
			struct kc_instant now = kc_instant_now(kinds[k]);
			cr_assert_geq(now.ticks, last.ticks);
			cr_assert(now.mono_ns >= before && now.mono_ns <= kc_mono_ns());
			cr_assert_gt(now.wall_ns, UINT64_C(1500000000000000000));
			last = now;
		}
	}
}

Test(clock, monotonic_ticks_are_nanoseconds)
{
	struct kc_instant i = kc_instant_now(KC_TICKS_MONOTONIC);
	cr_expect_eq(i.ticks, i.mono_ns);
	struct kc_timebase b = kc_timebase_local(KC_TICKS_MONOTONIC);
	cr_expect_eq(kc_ticks_to_ns(&b, 0), 0u);
	cr_expect_eq(kc_ticks_to_ns(&b, 123456789), 123456789u);
	cr_expect_eq(kc_ticks_span_ns(&b, UINT64_C(1) << 62), UINT64_C(1) << 62);
}

Test(clock, a_baseline_gives_the_rate)
{
	/* 3 ticks a nanosecond, over a second. */
	struct kc_timebase b =
		kc_timebase_make(1000, 5000000000, 1000 + UINT64_C(3000000000), 6000000000);
	cr_expect_eq(b.ns_per_tick_q32, Q32(1) / 3);
	cr_expect_eq(kc_ticks_to_ns(&b, 1000), UINT64_C(5000000000));
	cr_expect_eq(kc_ticks_span_ns(&b, 3000) / 10, 99u, "rounded down from 1000");
	uint64_t later = kc_ticks_to_ns(&b, 1000 + UINT64_C(6000000000));
	cr_expect(later > UINT64_C(6999999990) && later <= UINT64_C(7000000000));
	/* 25 ns a tick, as on a 40 MHz counter. */
	b = kc_timebase_make(0, 0, 1000, 25000);
	cr_expect_eq(b.ns_per_tick_q32, Q32(25));
	cr_expect_eq(kc_ticks_to_ns(&b, 7), 175u);
}

Test(clock, instants_before_the_base_count_backwards_to_zero)
{
	struct kc_timebase b = kc_timebase_make(1000, 1000, 2000, 2000);
	cr_expect_eq(kc_ticks_to_ns(&b, 400), 400u);
	b = kc_timebase_make(UINT64_C(1) << 60, 1000, (UINT64_C(1) << 60) + 1000, 2000);
	cr_expect_eq(kc_ticks_to_ns(&b, 0), 0u);
}

Test(clock, hostile_baselines_give_one_tick_a_nanosecond)
{
	static const uint64_t bad[][4] = {
		{ 0, 0, 0, 0 },     /* nothing moved */
		{ 10, 10, 10, 20 }, /* the ticks did not */
		{ 10, 10, 20, 10 }, /* the time did not */
		{ 20, 10, 10, 20 }, /* backwards */
		{ 10, 20, 20, 10 },
		{ 0, 10, UINT64_C(1) << 60, 0 },
		{ 0, 0, 1, UINT64_MAX }, /* far too slow */
		{ 0, 0, 1, 1001 },       /* below 1 MHz */
		{ 0, 0, UINT64_MAX, 1 }, /* far too fast */
		{ 0, 0, 1010, 10 },      /* above 100 GHz */
		{ UINT64_MAX, UINT64_MAX, 0, 0 },
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct kc_timebase b = kc_timebase_make(bad[i][0], bad[i][1], bad[i][2], bad[i][3]);
		cr_expect_eq(b.ns_per_tick_q32, Q32(1), "case %zu", i);
		cr_expect_eq(b.base_ticks, bad[i][0]);
		cr_expect_eq(b.base_ns, bad[i][1]);
	}
	/* The slowest and the fastest that are believed. */
	cr_expect_eq(kc_timebase_make(0, 0, 1, 1000).ns_per_tick_q32, Q32(1000));
	cr_expect_eq(kc_timebase_make(0, 0, 100, 1).ns_per_tick_q32, Q32(1) / 100);
}

/* The slack only tells units apart: a tick taken for a nanosecond would be off by far more. */
Test(clock, local_ticks_turn_into_monotonic)
{
	uint32_t kind = kc_ticks_kind();
	const uint64_t slack = 100000000;
	for (int i = 0; i < 3; i++) {
		struct kc_timebase b = kc_timebase_local(kind);
		uint64_t before = kc_mono_ns();
		uint64_t ns = kc_ticks_to_ns(&b, kc_ticks(kind));
		uint64_t after = kc_mono_ns();
		cr_expect(ns + slack >= before && ns <= after + slack, "%lu not in %lu ... %lu", ns,
			before, after);
	}
}
