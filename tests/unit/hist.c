/* Proves that the buckets of the histogram cover all values without gap or overlap, are exact below
 * 32 and at most 6.25 % wide above, and that a value is in the bucket whose bounds hold it. */
#include <criterion/criterion.h>

#include "base/hist.h"

static void check(uint64_t v)
{
	uint32_t b = kc_hist_bucket(v);
	cr_assert_lt(b, (uint32_t)KC_HIST_BUCKETS, "%lu", v);
	cr_assert_leq(kc_hist_low(b), v, "%lu in bucket %u", v, b);
	if (v >> KC_HIST_MAX_BITS)
		cr_assert_eq(b, (uint32_t)KC_HIST_BUCKETS - 1, "%lu", v);
	else
		cr_assert_geq(kc_hist_high(b), v, "%lu in bucket %u", v, b);
}

Test(hist, bounds_are_contiguous)
{
	cr_expect_eq(kc_hist_low(0), 0u);
	for (uint32_t b = 0; b < KC_HIST_BUCKETS; b++) {
		cr_assert_leq(kc_hist_low(b), kc_hist_high(b), "bucket %u", b);
		cr_assert_eq(kc_hist_bucket(kc_hist_low(b)), b, "bucket %u", b);
		cr_assert_eq(kc_hist_bucket(kc_hist_high(b)), b, "bucket %u", b);
		if (b + 1 < KC_HIST_BUCKETS)
			cr_assert_eq(kc_hist_high(b) + 1, kc_hist_low(b + 1), "bucket %u", b);
	}
	cr_expect_eq(kc_hist_high(KC_HIST_BUCKETS - 1), (UINT64_C(1) << 40) - 1);
}

Test(hist, width_is_bounded)
{
	for (uint32_t b = 0; b < KC_HIST_BUCKETS; b++) {
		uint64_t width = kc_hist_high(b) - kc_hist_low(b) + 1;
		if (kc_hist_low(b) < 32)
			cr_assert_eq(width, 1u, "bucket %u is exact", b);
		else
			cr_assert_leq(
				16 * width, kc_hist_low(b), "bucket %u is %lu wide", b, width);
	}
}

Test(hist, around_every_power_of_two)
{
	for (int e = 0; e < 64; e++)
		for (int64_t d = -1; d <= 1; d++)
			check((UINT64_C(1) << e) + (uint64_t)d);
	check(UINT64_MAX);
}

/* Every step inside every power of two, and each value up to 2^20. */
Test(hist, every_small_value_and_every_bound)
{
	for (uint64_t v = 0; v < 1 << 20; v++)
		check(v);
	for (int e = 5; e < 40; e++)
		for (uint64_t i = 16; i < 32; i++)
			for (int64_t d = -1; d <= 1; d++)
				check((i << (e - 4)) + (uint64_t)d);
}

Test(hist, buckets_follow_the_values)
{
	uint32_t last = 0;
	for (uint64_t v = 0; v < UINT64_C(1) << 41; v += 1 + v / 100) {
		uint32_t b = kc_hist_bucket(v);
		cr_assert_geq(b, last, "%lu", v);
		last = b;
	}
}
