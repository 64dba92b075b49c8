#include "tool/json.h"
#include "tool/program.h"

#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 31 };

void kt_json_begin(struct kt_json *j, FILE *out)
{
	*j = (struct kt_json){ .out = out };
}

size_t kt_utf8_length(const unsigned char *s)
{
	if (s[0] < 0x80)
		return 1;
	size_t n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
		(s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return n;
}

/* A document of many channels is a hundred thousand small pieces, and a writer has its stream for itself:
 * no lock for each of them. */
static void put(FILE *out, const char *text, size_t bytes)
{
	fwrite_unlocked(text, 1, bytes, out);
}

static void put_u64(FILE *out, uint64_t value)
{
	char text[20];
	size_t at = sizeof text;
	do
		text[--at] = (char)('0' + value % 10);
	while (value /= 10);
	put(out, text + at, sizeof text - at);
}

/* Characters that stand for themselves go out in runs: most strings are one. */
static void put_string(FILE *out, const char *value)
{
	const unsigned char *s = (const unsigned char *)value, *run = s;
	putc_unlocked('"', out);
	while (*s) {
		size_t n = *s < 0x80 ? 1 : kt_utf8_length(s);
		if (n > 0 && *s >= 0x20 && *s != '"' && *s != '\\' && *s != 0x7f) {
			s += n;
			continue;
		}
		put(out, (const char *)run, (size_t)(s - run));
		if (n == 0)
			fputs("\xef\xbf\xbd", out);
		else if (*s == '"' || *s == '\\')
			fprintf(out, "\\%c", *s);
		else
			fprintf(out, "\\u%04x", *s);
		run = ++s;
	}
	put(out, (const char *)run, (size_t)(s - run));
	putc_unlocked('"', out);
}

/* The comma and the key before a value. */
static void lead(struct kt_json *j, const char *key)
{
	uint32_t level = UINT32_C(1) << j->depth;
	if (j->has_items & level)
		putc_unlocked(',', j->out);
	j->has_items |= level;
	if (key) {
		put_string(j->out, key);
		putc_unlocked(':', j->out);
	}
}

static void enter(struct kt_json *j, const char *key, char bracket)
{
	lead(j, key);
	putc_unlocked(bracket, j->out);
	if (j->depth < DEPTH_MAX)
		j->depth++;
	j->has_items &= ~(UINT32_C(1) << j->depth);
}

static void leave(struct kt_json *j, char bracket)
{
	if (j->depth > 0)
		j->depth--;
	putc_unlocked(bracket, j->out);
}

void kt_json_object(struct kt_json *j, const char *key)
{
	enter(j, key, '{');
}

void kt_json_end_object(struct kt_json *j)
{
	leave(j, '}');
}

void kt_json_array(struct kt_json *j, const char *key)
{
	enter(j, key, '[');
}

void kt_json_end_array(struct kt_json *j)
{
	leave(j, ']');
}

void kt_json_string(struct kt_json *j, const char *key, const char *value)
{
	lead(j, key);
	if (value)
		put_string(j->out, value);
	else
		fputs("null", j->out);
}

void kt_json_u64(struct kt_json *j, const char *key, uint64_t value)
{
	lead(j, key);
	put_u64(j->out, value);
}

void kt_json_i64(struct kt_json *j, const char *key, int64_t value)
{
	lead(j, key);
	fprintf(j->out, "%" PRId64, value);
}

void kt_json_hex(struct kt_json *j, const char *key, uint64_t value)
{
	lead(j, key);
	fprintf(j->out, "\"0x%" PRIx64 "\"", value);
}

/* The shortest form that reads back as the same number, with a point in every locale. */
void kt_json_double(struct kt_json *j, const char *key, double value)
{
	char text[64];
	lead(j, key);
	if (!isfinite(value)) {
		fputs("null", j->out);
		return;
	}
	/* Most numbers are whole, and most of those 0. */
	if (value >= 0 && value < 1e15 && !signbit(value) && value == (double)(uint64_t)value) {
		put_u64(j->out, (uint64_t)value);
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		double back = strtod(text, NULL);
		if (memcmp(&back, &value, sizeof back) == 0)
			break;
	}
	const char *point = localeconv()->decimal_point;
	char *at = strcmp(point, ".") == 0 ? NULL : strstr(text, point);
	if (at) {
		size_t n = strlen(point);
		*at = '.';
		memmove(at + 1, at + n, strlen(at + n) + 1);
	}
	fputs(text, j->out);
}

void kt_json_bool(struct kt_json *j, const char *key, bool value)
{
	lead(j, key);
	fputs(value ? "true" : "false", j->out);
}

void kt_json_finish(struct kt_json *j)
{
	putc_unlocked('\n', j->out);
}
