/* Proves that the JSON writer gives one valid document whatever it is fed: nesting and commas, any
 * bytes as a string, numbers that are not finite, a locale with a decimal comma. */
#include "tool/json.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

static char *text;
static size_t text_bytes;

static void begin(struct kt_json *j)
{
	kt_json_begin(j, open_memstream(&text, &text_bytes));
}

static void is(struct kt_json *j, const char *want)
{
	fclose(j->out);
	cr_expect_str_eq(text, want, "got %s", text);
	free(text);
}

Test(json, nesting_and_commas)
{
	struct kt_json j;
	begin(&j);
	kt_json_object(&j, NULL);
	kt_json_u64(&j, "a", UINT64_MAX);
	kt_json_array(&j, "b");
	kt_json_i64(&j, NULL, -3);
	kt_json_object(&j, NULL);
	kt_json_end_object(&j);
	kt_json_object(&j, NULL);
	kt_json_bool(&j, "t", true);
	kt_json_bool(&j, "f", false);
	kt_json_end_object(&j);
	kt_json_end_array(&j);
	kt_json_array(&j, "empty");
	kt_json_end_array(&j);
	kt_json_hex(&j, "h", 0x1f);
	kt_json_string(&j, "n", NULL);
	kt_json_end_object(&j);
	kt_json_finish(&j);
	is(&j, "{\"a\":18446744073709551615,\"b\":[-3,{},{\"t\":true,\"f\":false}],\"empty\":[],"
	       "\"h\":\"0x1f\",\"n\":null}\n");
}

Test(json, any_bytes_become_valid_utf8)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ "\n\t\x1b[2J\x7f", "\"\\u000a\\u0009\\u001b[2J\\u007f\"" },
		{ "\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x84",
			"\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x84\"" },
		{ "\xff", "\"\xef\xbf\xbd\"" },
		{ "\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\"" },                 /* overlong */
		{ "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" }, /* a surrogate */
		{ "\xf4\x90\x80\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
		{ "x\xe2\x82", "\"x\xef\xbf\xbd\xef\xbf\xbd\"" }, /* cut at the end */
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct kt_json j;
		begin(&j);
		kt_json_string(&j, NULL, cases[i].in);
		is(&j, cases[i].want);
	}
}

Test(json, doubles_read_back_and_are_finite)
{
	struct kt_json j;
	begin(&j);
	kt_json_array(&j, NULL);
	kt_json_double(&j, NULL, 0.1);
	kt_json_double(&j, NULL, 1.0 / 3);
	kt_json_double(&j, NULL, 1e22);
	kt_json_double(&j, NULL, (double)NAN);
	kt_json_double(&j, NULL, (double)INFINITY);
	kt_json_end_array(&j);
	is(&j, "[0.1,0.3333333333333333,1e+22,null,null]");
}

/* Whole numbers are written another way, and must come out as if they were not. */
Test(json, whole_numbers)
{
	static const double cases[] = { 0, -0.0, 1, 7, -7, 10, 1e14, 999999999999999, 1e15,
		1e15 + 1, 9007199254740993.0, 18446744073709551616.0, 1e300 };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct kt_json j;
		char want[64];
		for (int digits = 15; digits <= 17; digits++) {
			snprintf(want, sizeof want, "%.*g", digits, cases[i]);
			if (strtod(want, NULL) == cases[i])
				break;
		}
		begin(&j);
		kt_json_double(&j, NULL, cases[i]);
		is(&j, want);
	}
	struct kt_json j;
	begin(&j);
	kt_json_array(&j, NULL);
	kt_json_u64(&j, NULL, 0);
	kt_json_u64(&j, NULL, 10);
	kt_json_u64(&j, NULL, UINT64_MAX);
	kt_json_i64(&j, NULL, INT64_MIN);
	kt_json_end_array(&j);
	is(&j, "[0,10,18446744073709551615,-9223372036854775808]");
}

Test(json, a_decimal_comma_stays_out)
{
	if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "fr_FR.UTF-8"))
		cr_skip_test("no locale with a decimal comma is installed");
	struct kt_json j;
	begin(&j);
	kt_json_double(&j, NULL, 1.5);
	is(&j, "1.5");
}

Test(json, deeper_than_the_bound_stays_within_the_word)
{
	struct kt_json j;
	begin(&j);
	for (int i = 0; i < 40; i++)
		kt_json_array(&j, NULL);
	cr_expect_eq(j.depth, 31);
	for (int i = 0; i < 40; i++)
		kt_json_end_array(&j);
	cr_expect_eq(j.depth, 0);
	fclose(j.out);
	free(text);
}
