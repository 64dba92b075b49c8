/* units.h - durations, sizes, rates and times, in and out (TOOLS §0). */
#ifndef KC_TOOL_UNITS_H
#define KC_TOOL_UNITS_H

#include <stddef.h>
#include <stdint.h>

/* 0 or -EINVAL (no number, no or unknown unit, out of range). Durations need a unit: ns us ms s m h
 * ("1.5ms"); sizes: bare bytes, or B KiB MiB GiB TiB and K M G T as IEC; counts: bare, or k M G
 * decimal, whole when the unit is applied ("1.5k", not "1.5"); rates: as counts with optional "/s",
 * and they may be broken. */
int kt_parse_duration(const char *s, uint64_t *ns);
int kt_parse_size(const char *s, uint64_t *bytes);
int kt_parse_count(const char *s, uint64_t *n);
int kt_parse_rate(const char *s, double *per_s);

/* Short human forms into buf (at least 16 bytes), returned: "1.5ms" "64KiB" "12.3M" */
const char *kt_duration(char *buf, size_t cap, uint64_t ns);
const char *kt_size(char *buf, size_t cap, uint64_t bytes);
const char *kt_count(char *buf, size_t cap, double n);
/* RFC 3339 with zone, milliseconds: 2026-01-01T00:00:00.000Z (at least 32 bytes). */
const char *kt_time(char *buf, size_t cap, uint64_t wall_ns);

#endif
