/* Proves that durations, sizes, counts and times read and print as TOOLS §0 says: a duration
 * without its unit is refused, nothing overflows, and what is printed reads back. */
#include "tool/units.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>

static void duration_is(const char *s, uint64_t want)
{
	uint64_t got = 77;
	cr_expect_eq(kt_parse_duration(s, &got), 0, "%s was refused", s);
	cr_expect_eq(got, want, "%s read as %lu", s, (unsigned long)got);
}

Test(units, durations_need_a_unit)
{
	duration_is("50ns", 50);
	duration_is("1.5us", 1500);
	duration_is("1.5ms", 1500000);
	duration_is("0s", 0);
	duration_is("2m", UINT64_C(120000000000));
	duration_is("1h", UINT64_C(3600000000000));
	duration_is("18446744073709551615ns", UINT64_MAX);
	static const char *const bad[] = { "", "50", "ms", "1.ms", ".5ms", "-1ms", "1 ms", "1MS",
		"1d", "18446744073709551616ns", "18446744074s", "0.1ns", "1e3ms", "1.5.5ms",
		"0x10ms", "1.000000000000000000ms", "1.5ns" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		uint64_t got = 77;
		cr_expect_neq(kt_parse_duration(bad[i], &got), 0, "'%s' was taken", bad[i]);
		cr_expect_eq(got, 77, "'%s' changed the result", bad[i]);
	}
}

Test(units, sizes_are_iec)
{
	static const struct {
		const char *s;
		uint64_t want;
	} good[] = { { "64", 64 }, { "64B", 64 }, { "4KiB", 4096 }, { "4k", 4096 },
		{ "1.5M", 1572864 }, { "1GiB", UINT64_C(1) << 30 }, { "2T", UINT64_C(2) << 40 },
		{ "0", 0 } };
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		uint64_t got = 77;
		cr_expect_eq(kt_parse_size(good[i].s, &got), 0, "%s was refused", good[i].s);
		cr_expect_eq(got, good[i].want, "%s read as %lu", good[i].s, (unsigned long)got);
	}
	static const char *const bad[] = { "", "KiB", "4KB", "4 KiB", "-4", "16777216TiB", "4KiBx",
		"4/s", "1.5", "1.5B" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		uint64_t got;
		cr_expect_neq(kt_parse_size(bad[i], &got), 0, "'%s' was taken", bad[i]);
	}
}

Test(units, counts_are_decimal_and_whole)
{
	uint64_t got;
	cr_expect(kt_parse_count("250k", &got) == 0 && got == 250000);
	cr_expect(kt_parse_count("1.5M", &got) == 0 && got == 1500000);
	cr_expect(kt_parse_count("1.5k", &got) == 0 && got == 1500);
	cr_expect(kt_parse_count("2.0", &got) == 0 && got == 2);
	cr_expect_neq(kt_parse_count("7m", &got), 0, "milli is not mega");
	static const char *const bad[] = { "1.5", "0.9", "1.0005k", "0.0000001M", "7/s", "/s" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_neq(kt_parse_count(bad[i], &got), 0, "'%s' was taken", bad[i]);
}

Test(units, rates_are_decimal_and_may_be_broken)
{
	double got;
	cr_expect(kt_parse_rate("250k/s", &got) == 0 && got == 250000);
	cr_expect(kt_parse_rate("250k", &got) == 0 && got == 250000);
	cr_expect(kt_parse_rate("7/s", &got) == 0 && got == 7);
	cr_expect(kt_parse_rate("0.5/s", &got) == 0 && got == 0.5);
	cr_expect(kt_parse_rate("1.25k", &got) == 0 && got == 1250);
	static const char *const bad[] = { "", "/s", "7k/m", "7m", "-1", "1.5.5", "7/s/s", "s" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_neq(kt_parse_rate(bad[i], &got), 0, "'%s' was taken", bad[i]);
}

static void shows_duration(uint64_t ns, const char *want)
{
	char buf[16];
	const char *got = kt_duration(buf, sizeof buf, ns);
	cr_expect_str_eq(got, want, "%lu shows as %s, not %s", (unsigned long)ns, got, want);
}

static void shows_size(uint64_t bytes, const char *want)
{
	char buf[16];
	const char *got = kt_size(buf, sizeof buf, bytes);
	cr_expect_str_eq(got, want, "%lu shows as %s, not %s", (unsigned long)bytes, got, want);
}

static void shows_count(double n, const char *want)
{
	char buf[16];
	const char *got = kt_count(buf, sizeof buf, n);
	cr_expect_str_eq(got, want, "%g shows as %s, not %s", n, got, want);
}

Test(units, printing_keeps_three_digits)
{
	shows_duration(0, "0ns");
	shows_duration(999, "999ns");
	shows_duration(1500, "1.5us");
	shows_duration(1050, "1.05us");
	shows_duration(999499, "999us");
	shows_duration(999500, "1ms");
	shows_duration(UINT64_C(1500000000), "1.5s");
	shows_duration(UINT64_C(59960000000), "1m00s");
	shows_duration(UINT64_C(90000000000), "1m30s");
	shows_duration(UINT64_C(3599600000000), "1h00m");
	shows_duration(UINT64_C(7500000000000), "2h05m");
	shows_duration(UINT64_C(273600000000000), "3d04h");
	shows_duration(UINT64_MAX, "213503d23h");
	shows_size(0, "0B");
	shows_size(1023, "1023B");
	shows_size(1536, "1.5KiB");
	shows_size(65536, "64KiB");
	shows_size((UINT64_C(1) << 20) - 1, "1MiB");
	shows_size(UINT64_MAX, "16EiB");
	shows_count(0, "0");
	shows_count(950, "950");
	shows_count(0.5, "0.5");
	shows_count(12345678, "12.3M");
	shows_count(999600, "1M");
	shows_count(-2500, "-2.5k");
	shows_count((double)NAN, "-");
	shows_count(1e300, ">1000000E");
}

Test(units, times_are_rfc_3339)
{
	char buf[40];
	cr_expect_str_eq(kt_time(buf, sizeof buf, UINT64_C(1767225600000000000)),
		"2026-01-01T00:00:00.000Z");
	cr_expect_str_eq(kt_time(buf, sizeof buf, UINT64_C(1767225600987654321)),
		"2026-01-01T00:00:00.987Z");
	cr_expect(kt_time(buf, sizeof buf, UINT64_MAX) == buf);
}
