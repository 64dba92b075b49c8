#include "tool/units.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

struct unit {
	const char *name;
	uint64_t factor;
};

static const struct unit durations[] = {
	{ "ns", 1 },
	{ "us", 1000 },
	{ "ms", 1000000 },
	{ "s", UINT64_C(1000000000) },
	{ "m", UINT64_C(60000000000) },
	{ "h", UINT64_C(3600000000000) },
	{ NULL, 0 },
};

static const struct unit sizes[] = {
	{ "", 1 },
	{ "B", 1 },
	{ "KiB", UINT64_C(1) << 10 },
	{ "K", UINT64_C(1) << 10 },
	{ "MiB", UINT64_C(1) << 20 },
	{ "M", UINT64_C(1) << 20 },
	{ "GiB", UINT64_C(1) << 30 },
	{ "G", UINT64_C(1) << 30 },
	{ "TiB", UINT64_C(1) << 40 },
	{ "T", UINT64_C(1) << 40 },
	{ NULL, 0 },
};

static const struct unit counts[] = {
	{ "", 1 },
	{ "k", 1000 },
	{ "M", 1000000 },
	{ "G", UINT64_C(1000000000) },
	{ NULL, 0 },
};

/* Seventeen digits after the point keep the product below 2^128. */
enum { FRACTION_MAX = 17 };

/* number = whole + fraction / scale, from digits with at most one point; *end is what follows. */
struct number {
	uint64_t whole, fraction, scale;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static int parse_number(const char *s, struct number *n, const char **end)
{
	*n = (struct number){ 0, 0, 1 };
	bool any = false;
	for (; digit(*s); s++) {
		uint64_t d = (uint64_t)(*s - '0');
		if (n->whole > (UINT64_MAX - d) / 10)
			return -EINVAL;
		n->whole = n->whole * 10 + d;
		any = true;
	}
	if (*s == '.') {
		s++;
		if (!any || !digit(*s))
			return -EINVAL;
		for (int i = 0; digit(*s); s++, i++) {
			if (i == FRACTION_MAX)
				return -EINVAL;
			n->fraction = n->fraction * 10 + (uint64_t)(*s - '0');
			n->scale *= 10;
		}
	}
	*end = s;
	return any ? 0 : -EINVAL;
}

/* whole: what is left of the smallest unit is refused instead of rounded. */
static int apply(const struct number *n, uint64_t factor, bool whole, uint64_t *out)
{
	unsigned __int128 part = (unsigned __int128)n->fraction * factor;
	if (whole && part % n->scale != 0)
		return -EINVAL;
	unsigned __int128 v = (unsigned __int128)n->whole * factor;
	v += (part + n->scale / 2) / n->scale;
	if (v > UINT64_MAX)
		return -EINVAL;
	/* "0.1ns" is not nothing: refusing it is better than waiting for ever or not at all. */
	if (v == 0 && n->fraction != 0)
		return -EINVAL;
	*out = (uint64_t)v;
	return 0;
}

/* The factor of the unit that the len bytes at name are; 0: none. */
static uint64_t factor_of(const char *name, size_t len, const struct unit *units, bool any_case)
{
	for (const struct unit *u = units; u->name; u++)
		if (strlen(u->name) == len && (any_case ? strncasecmp(name, u->name, len)
							: strncmp(name, u->name, len)) == 0)
			return u->factor;
	return 0;
}

static int parse(const char *s, const struct unit *units, bool any_case, bool whole, uint64_t *out)
{
	struct number n;
	const char *end;
	if (!s || parse_number(s, &n, &end) != 0)
		return -EINVAL;
	uint64_t factor = factor_of(end, strlen(end), units, any_case);
	/* Half a byte or half a nanosecond is a slip, not something to round. */
	return factor ? apply(&n, factor, whole || factor == 1, out) : -EINVAL;
}

int kt_parse_duration(const char *s, uint64_t *ns)
{
	return parse(s, durations, false, false, ns);
}

int kt_parse_size(const char *s, uint64_t *bytes)
{
	return parse(s, sizes, true, false, bytes);
}

int kt_parse_count(const char *s, uint64_t *n)
{
	return parse(s, counts, false, true, n);
}

int kt_parse_rate(const char *s, double *per_s)
{
	struct number n;
	const char *end;
	if (!s || parse_number(s, &n, &end) != 0)
		return -EINVAL;
	size_t len = strlen(end);
	if (len >= 2 && strcmp(end + len - 2, "/s") == 0)
		len -= 2;
	uint64_t factor = factor_of(end, len, counts, false);
	if (!factor)
		return -EINVAL;
	*per_s = ((double)n.whole + (double)n.fraction / (double)n.scale) * (double)factor;
	return 0;
}

/* value / unit with three significant digits and no zeros behind the point; integers only, so that
 * no locale's comma and no rounding of a double gets in. value < 1000 * unit or so. */
static void three_digits(char *buf, size_t cap, uint64_t value, uint64_t unit, const char *name)
{
	uint64_t whole = value / unit, steps = whole >= 100 ? 1 : whole >= 10 ? 10 : 100;
	uint64_t scaled =
		(uint64_t)(((unsigned __int128)value * steps + unit / 2) / unit); /* rounded */
	uint64_t part = scaled % steps;
	whole = scaled / steps;
	if (part == 0)
		snprintf(buf, cap, "%" PRIu64 "%s", whole, name);
	else if (steps == 100 && part % 10 != 0)
		snprintf(buf, cap, "%" PRIu64 ".%02" PRIu64 "%s", whole, part, name);
	else
		snprintf(buf, cap, "%" PRIu64 ".%" PRIu64 "%s", whole,
			steps == 100 ? part / 10 : part, name);
}

const char *kt_duration(char *buf, size_t cap, uint64_t ns)
{
	const uint64_t s = UINT64_C(1000000000);
	const uint64_t seconds = ns / s + (ns % s >= s / 2);
	if (ns < 1000)
		snprintf(buf, cap, "%" PRIu64 "ns", ns);
	else if (ns < 999500)
		three_digits(buf, cap, ns, 1000, "us");
	else if (ns < UINT64_C(999500000))
		three_digits(buf, cap, ns, 1000000, "ms");
	else if (ns < 60 * s - s / 20)
		three_digits(buf, cap, ns, s, "s");
	else if (seconds < 3600)
		snprintf(buf, cap, "%" PRIu64 "m%02" PRIu64 "s", seconds / 60, seconds % 60);
	else if (seconds < 86400)
		snprintf(buf, cap, "%" PRIu64 "h%02" PRIu64 "m", seconds / 3600, seconds / 60 % 60);
	else
		snprintf(buf, cap, "%" PRIu64 "d%02" PRIu64 "h", seconds / 86400,
			seconds / 3600 % 24);
	return buf;
}

const char *kt_size(char *buf, size_t cap, uint64_t bytes)
{
	static const char *const names[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	unsigned i = 0;
	/* What would round to 1024 of a unit is 1 of the next. */
	while (i < 6 &&
		bytes >= (UINT64_C(1) << (10 * (i + 1))) - (i ? UINT64_C(1) << (10 * i - 1) : 0))
		i++;
	three_digits(buf, cap, bytes, UINT64_C(1) << (10 * i), names[i]);
	return buf;
}

const char *kt_count(char *buf, size_t cap, double n)
{
	static const char *const names[] = { "", "k", "M", "G", "T", "P", "E" };
	if (!isfinite(n)) {
		snprintf(buf, cap, "-");
		return buf;
	}
	const char *sign = n < 0 ? "-" : "";
	double v = fabs(n);
	unsigned i = 0;
	for (; i < 6 && v >= 999.5; i++)
		v /= 1000;
	if (v >= 1e6) {
		snprintf(buf, cap, "%s>1000000E", sign);
		return buf;
	}
	size_t len = v > 0 ? (size_t)snprintf(buf, cap, "%s", sign) : 0;
	three_digits(
		buf + len, cap - len, (uint64_t)(v * 1e9 + 0.5), UINT64_C(1000000000), names[i]);
	return buf;
}

const char *kt_time(char *buf, size_t cap, uint64_t wall_ns)
{
	time_t t = (time_t)(wall_ns / UINT64_C(1000000000));
	struct tm tm;
	char day[32] = "0000-00-00T00:00:00";
	if (gmtime_r(&t, &tm))
		strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(buf, cap, "%s.%03" PRIu64 "Z", day, wall_ns / 1000000 % 1000);
	return buf;
}
