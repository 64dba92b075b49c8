/* harness.h - Criterion, or, where Criterion cannot run, the little of it that the threaded tests use.
 *
 * Under ThreadSanitizer Criterion's worker processes do not start (they need addresses that the
 * sanitizer's shadow occupies), so the same test files then become plain programs: each Test runs in
 * turn in a forked child, and a failed assertion ends that child. A suite is a file. */
#ifndef KC_TEST_HARNESS_H
#define KC_TEST_HARNESS_H

#include "base/atomic.h"

#ifndef KC_TSAN
#include <criterion/criterion.h>
#else

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Around a test, or around each of a suite. */
struct plain_around {
	void (*init)(void), (*fini)(void);
	double timeout; /* not looked at */
};
void plain_test(const char *suite, const char *name, void (*fn)(void), struct plain_around around);
void plain_suite(struct plain_around around);

#define TestSuite(suite, ...)                                             \
	__attribute__((constructor)) static void suite##_is_a_suite(void) \
	{                                                                 \
		plain_suite((struct plain_around){ __VA_ARGS__ });        \
	}                                                                 \
	typedef int suite##_wants_a_semicolon

#define Test(suite, name, ...)                                        \
	static void suite##_##name##_body(void);                      \
	__attribute__((constructor)) static void suite##_##name(void) \
	{                                                             \
		plain_test(#suite, #name, suite##_##name##_body,      \
			(struct plain_around){ __VA_ARGS__ });        \
	}                                                             \
	static void suite##_##name##_body(void)

__attribute__((format(printf, 4, 5), noreturn)) void plain_fail(
	const char *file, int line, const char *what, const char *format, ...);

#define cr_assert(x, ...)           ((x) ? (void)0 : plain_fail(__FILE__, __LINE__, #x, " " __VA_ARGS__))
#define cr_assert_eq(a, b, ...)     cr_assert((a) == (b), __VA_ARGS__)
#define cr_assert_neq(a, b, ...)    cr_assert((a) != (b), __VA_ARGS__)
#define cr_assert_lt(a, b, ...)     cr_assert((a) < (b), __VA_ARGS__)
#define cr_assert_leq(a, b, ...)    cr_assert((a) <= (b), __VA_ARGS__)
#define cr_assert_gt(a, b, ...)     cr_assert((a) > (b), __VA_ARGS__)
#define cr_assert_geq(a, b, ...)    cr_assert((a) >= (b), __VA_ARGS__)
#define cr_assert_null(a, ...)      cr_assert((a) == NULL, __VA_ARGS__)
#define cr_assert_not_null(a, ...)  cr_assert((a) != NULL, __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) cr_assert(strcmp((a), (b)) == 0, __VA_ARGS__)
#define cr_assert_fail(...)         plain_fail(__FILE__, __LINE__, "fail", " " __VA_ARGS__)
#define cr_skip_test(...)           return

#endif

/* Of the test that runs: SUITE::NAME. */
const char *harness_test(void);

#endif
