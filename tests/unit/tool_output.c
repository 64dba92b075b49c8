/* Proves that --out FILE is all or nothing, that a closed pipe is a quiet end and a full device is
 * not, and that colour and Unicode follow the option, the environment and the locale. */
#include "tool/output.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/kc-output-XXXXXX";
static char file[64];

static void setup(void)
{
	cr_assert(mkdtemp(dir));
	snprintf(file, sizeof file, "%s/result", dir);
}

static void teardown(void)
{
	char command[96];
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	cr_expect_eq(system(command), 0);
}

static size_t files_in_dir(void)
{
	size_t n = 0;
	DIR *d = opendir(dir);
	for (struct dirent *e; (e = readdir(d));)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

static void content_is(const char *path, const char *want)
{
	char got[64] = "";
	FILE *f = fopen(path, "r");
	cr_assert(f, "%s is not there", path);
	got[fread(got, 1, sizeof got - 1, f)] = '\0';
	fclose(f);
	cr_expect_str_eq(got, want);
}

TestSuite(output, .init = setup, .fini = teardown);

Test(output, appears_whole_or_not_at_all)
{
	struct kt_output o;
	cr_assert_eq(kt_output_open(&o, file), 0);
	fputs("half", o.f);
	fflush(o.f);
	cr_expect_neq(access(file, F_OK), 0, "it has its name before it is finished");
	cr_expect_eq(kt_output_close(&o, false), 0);
	cr_expect_eq(files_in_dir(), 0, "a result that is not wanted leaves nothing");

	cr_assert_eq(kt_output_open(&o, file), 0);
	fputs("whole", o.f);
	cr_expect_eq(kt_output_close(&o, true), 0);
	content_is(file, "whole");
	cr_expect_eq(files_in_dir(), 1);
}

Test(output, replaces_through_a_link_and_keeps_the_mode)
{
	char link[64];
	snprintf(link, sizeof link, "%s/link", dir);
	FILE *f = fopen(file, "w");
	fputs("old", f);
	fclose(f);
	cr_assert_eq(chmod(file, 0640), 0);
	cr_assert_eq(symlink("result", link), 0);
	struct kt_output o;
	cr_assert_eq(kt_output_open(&o, link), 0);
	fputs("new", o.f);
	content_is(file, "old");
	cr_expect_eq(kt_output_close(&o, true), 0);
	content_is(file, "new");
	struct stat st;
	cr_expect(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
	cr_expect(stat(file, &st) == 0 && (st.st_mode & 0777) == 0640);
}

Test(output, errors_come_back_as_errno)
{
	struct kt_output o;
	cr_expect_eq(kt_output_open(&o, dir), -EISDIR);
	cr_expect_null(o.f);
	cr_expect_eq(kt_output_open(&o, "/nonexistent/x"), -ENOENT);
	cr_expect_eq(kt_output_open(&o, "/dev/full"), 0, "a device is written, not replaced");
	fputs("text", o.f);
	cr_expect_eq(kt_output_close(&o, true), -ENOSPC);
	cr_expect_eq(kt_output_open(&o, "/dev/full"), 0);
	for (int i = 0; i < 100000; i++)
		fputs("text", o.f);
	cr_expect_lt(kt_output_close(&o, true), 0, "an error long ago is not forgotten");
}

Test(output, a_closed_pipe_is_quiet)
{
	kt_output_setup();
	for (int rounds = 1; rounds <= 100000; rounds += 99999) {
		int p[2];
		cr_assert_eq(pipe(p), 0);
		close(p[0]);
		cr_assert_geq(dup2(p[1], STDOUT_FILENO), 0);
		close(p[1]);
		struct kt_output o;
		cr_assert_eq(kt_output_open(&o, NULL), 0);
		for (int i = 0; i < rounds; i++)
			fputs("text", o.f);
		cr_expect_eq(kt_output_close(&o, true), 0, "after %d writes", rounds);
	}
}

Test(output, a_write_that_failed_once_is_not_forgotten)
{
	int p[2];
	static char sink[1 << 20];
	cr_assert_eq(pipe2(p, O_NONBLOCK), 0);
	cr_assert_geq(dup2(p[1], STDOUT_FILENO), 0);
	struct kt_output o;
	cr_assert_eq(kt_output_open(&o, NULL), 0);
	while (!ferror(o.f))
		fputs("text", o.f);
	/* There is room again, so the last flush succeeds; what was lost before is lost all the
	 * same. */
	while (read(p[0], sink, sizeof sink) > 0)
		;
	cr_expect_eq(kt_output_close(&o, true), -EIO);
}

Test(output, a_closed_descriptor_is_not_reused)
{
	close(STDERR_FILENO);
	kt_output_setup();
	int fd = open(dir, O_RDONLY | O_DIRECTORY);
	cr_expect_gt(fd, 2);
	cr_expect_lt(write(STDERR_FILENO, "x", 1), 0);
	close(fd);
}

Test(output, colour_follows_option_and_environment)
{
	enum kt_color c;
	cr_expect(kt_parse_color("always", &c) == 0 && c == KT_COLOR_ALWAYS);
	cr_expect(kt_parse_color("never", &c) == 0 && c == KT_COLOR_NEVER);
	cr_expect(kt_parse_color("auto", &c) == 0 && c == KT_COLOR_AUTO);
	cr_expect_eq(kt_parse_color("Always", &c), -EINVAL);
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	cr_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	FILE *terminal = fopen(ptsname(master), "w"), *plain = fopen("/dev/null", "w");
	cr_assert(terminal && plain);
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	cr_expect(kt_use_color(KT_COLOR_AUTO, terminal));
	cr_expect_not(kt_use_color(KT_COLOR_AUTO, plain));
	cr_expect(kt_use_color(KT_COLOR_ALWAYS, plain));
	cr_expect_not(kt_use_color(KT_COLOR_NEVER, terminal));
	setenv("NO_COLOR", "", 1);
	cr_expect(kt_use_color(KT_COLOR_AUTO, terminal), "an empty NO_COLOR is none");
	setenv("NO_COLOR", "1", 1);
	cr_expect_not(kt_use_color(KT_COLOR_AUTO, terminal));
	cr_expect(kt_use_color(KT_COLOR_ALWAYS, terminal), "what is asked for wins");
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	cr_expect_not(kt_use_color(KT_COLOR_AUTO, terminal));
	fclose(terminal);
	fclose(plain);
	close(master);
}

Test(output, unicode_needs_the_locale_and_no_ascii)
{
	cr_assert(setlocale(LC_ALL, "C.UTF-8"));
	cr_expect(kt_use_unicode(false));
	cr_expect_not(kt_use_unicode(true));
	cr_assert(setlocale(LC_ALL, "C"));
	cr_expect_not(kt_use_unicode(false));
}
