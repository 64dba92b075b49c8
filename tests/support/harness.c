#include "support/harness.h"

#ifdef KC_TSAN

#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TESTS_MAX = 128 };

static struct {
	const char *suite, *name;
	void (*fn)(void);
	struct plain_around around;
} tests[TESTS_MAX];
static int count;
static struct plain_around suite_around;
static char running[128];

void plain_test(const char *suite, const char *name, void (*fn)(void), struct plain_around around)
{
	if (count == TESTS_MAX)
		abort();
	tests[count].suite = suite;
	tests[count].name = name;
	tests[count].around = around;
	tests[count++].fn = fn;
}

void plain_suite(struct plain_around around)
{
	suite_around = around;
}

void plain_fail(const char *file, int line, const char *what, const char *format, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%d: assertion failed: %s", file, line, what);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

static void call(void (*fn)(void))
{
	if (fn)
		fn();
}

int main(void)
{
	int failed = 0;
	for (int i = 0; i < count; i++) {
		fprintf(stderr, "[RUN ] %s::%s\n", tests[i].suite, tests[i].name);
		pid_t pid = fork();
		if (pid == 0) {
			(void)snprintf(
				running, sizeof running, "%s::%s", tests[i].suite, tests[i].name);
			call(suite_around.init);
			call(tests[i].around.init);
			tests[i].fn();
			call(tests[i].around.fini);
			call(suite_around.fini);
			exit(0); /* with the sanitizer's verdict */
		}
		int status = -1;
		waitpid(pid, &status, 0);
		if (status != 0) {
			failed++;
			fprintf(stderr, "[FAIL] %s::%s\n", tests[i].suite, tests[i].name);
		}
	}
	fprintf(stderr, "[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | Crashing: 0\n",
		count, count - failed, failed);
	return failed != 0;
}

const char *harness_test(void)
{
	return running;
}

#else

#include <stdio.h>

const char *harness_test(void)
{
	static char running[128];
	(void)snprintf(running, sizeof running, "%s::%s", criterion_current_test->category,
		criterion_current_test->name);
	return running;
}

#endif
