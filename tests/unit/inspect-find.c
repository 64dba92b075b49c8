/* Segments are found by name, pid, path or not at all; what is no segment, or not allowed, is said with path,
 * cause and cure; text from a segment is safe to print. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inspect/inspect.h"
#include "support/fixture.h"

static char dir[] = "/tmp/kc-find-XXXXXX";
static struct ki_error err;

static void begin(void)
{
	cr_assert(mkdtemp(dir));
	setenv("KC_DIR", dir, 1);
}

static void finish(void)
{
	cr_assert_eq(rmdir(dir), 0);
}

static struct ki_list list(const char *target)
{
	struct ki_list l;
	cr_assert_eq(ki_find(&l, target, &err), 0, "%s", err.text);
	return l;
}

Test(find, by_name_pid_path_and_all)
{
	struct fx a, b, c;
	begin();
	struct ki_list l = list(NULL);
	cr_assert_eq(l.count, 0);
	fx_open(&a, &(struct fx_opts){ .dir = dir, .name = "orders" });
	fx_open(&b, &(struct fx_opts){
			    .dir = dir, .name = "or.ders", .pid = 4194000, .unlocked = true });
	fx_open(&c, &(struct fx_opts){
			    .dir = dir, .name = "orders", .pid = 4194001, .unlocked = true });
	l = list(NULL);
	cr_assert_eq(l.count, 3);
	cr_assert_str_eq(l.item[0].name, "or.ders");
	cr_assert_eq(l.item[1].liveness, KI_ALIVE, "alive before dead: %s", l.item[1].reason);
	cr_assert_eq(l.item[2].liveness, KI_DEAD);
	cr_assert_eq(l.item[1].instance, a.h->instance);
	ki_list_free(&l);
	l = list("orders");
	cr_assert_eq(l.count, 2);
	ki_list_free(&l);
	l = list("4194000");
	cr_assert_eq(l.count, 1);
	cr_assert_str_eq(l.item[0].name, "or.ders");
	ki_list_free(&l);
	l = list(c.path);
	cr_assert_eq(l.count, 1);
	cr_assert_eq(l.item[0].pid, 4194001);
	ki_list_free(&l);
	l = list("nobody");
	cr_assert_eq(l.count, 0);
	fx_close(&a);
	fx_close(&b);
	fx_close(&c);
	finish();
}

Test(find, exactly_one)
{
	struct fx a, b, c, d;
	struct ki_found f;
	begin();
	cr_assert_eq(ki_find_one(&f, NULL, &err), -ENOENT);
	fx_open(&b, &(struct fx_opts){
			    .dir = dir, .name = "orders", .pid = 4194001, .unlocked = true });
	cr_assert_eq(ki_find_one(&f, NULL, &err), 0);
	fx_open(&c, &(struct fx_opts){
			    .dir = dir, .name = "orders", .pid = 4194002, .unlocked = true });
	c.h->clock_open.wall_ns = b.h->clock_open.wall_ns + 1;
	cr_assert_eq(ki_find_one(&f, "orders", &err), 0);
	cr_assert_eq(f.pid, 4194002, "of leftovers the newest");
	fx_open(&a, &(struct fx_opts){ .dir = dir, .name = "orders" });
	cr_assert_eq(ki_find_one(&f, "orders", &err), 0);
	cr_assert_eq(f.pid, (uint32_t)getpid(), "the only one alive");
	fx_open(&d, &(struct fx_opts){ .dir = dir, .name = "orders" });
	cr_assert_eq(ki_find_one(&f, "orders", &err), -ENOTUNIQ);
	cr_assert(strstr(err.text, a.path) && strstr(err.text, d.path), "%s", err.text);
	cr_assert_eq(ki_find_one(&f, "oders", &err), -ENOENT);
	cr_assert(strstr(err.text, "did you mean \"orders\""), "%s", err.text);
	cr_assert_eq(ki_find_one(&f, "quite-different", &err), -ENOENT);
	cr_assert(!strstr(err.text, "did you mean"), "%s", err.text);
	cr_assert_eq(ki_find_one(&f, "/nowhere/x.kcs", &err), -ENOENT);
	fx_close(&a);
	fx_close(&b);
	fx_close(&c);
	fx_close(&d);
	finish();
}

Test(find, what_is_no_segment_is_listed_as_unreadable)
{
	char path[128];
	struct ki_found f;
	ki_source *s;
	begin();
	snprintf(path, sizeof path, "%s/junk\x1b[2J.77.0123456789abcdef.kcs", dir);
	int fd = open(path, O_CREAT | O_WRONLY, 0600);
	cr_assert_eq(write(fd, "hello", 5), 5);
	close(fd);
	struct ki_list l = list(NULL);
	cr_assert_eq(l.count, 1);
	cr_assert_eq(l.item[0].liveness, KI_UNREADABLE);
	cr_assert_eq(l.item[0].pid, 77);
	cr_assert_eq(l.item[0].instance, 0x0123456789abcdef);
	cr_assert_str_eq(l.item[0].name, "junk\\x1b[2J");
	cr_assert(!strchr(l.item[0].reason, 0x1b));
	ki_list_free(&l);
	cr_assert_eq(ki_find_one(&f, path, &err), -EINVAL);
	cr_assert_eq(ki_open(&s, path, &err), -EINVAL);
	cr_assert(strstr(err.text, "not a kc segment"), "%s", err.text);
	unlink(path);
	cr_assert_eq(ki_open(&s, dir, &err), -EINVAL);
	cr_assert(strstr(err.text, "regular file"), "%s", err.text);
	snprintf(path, sizeof path, "%s/link.kcs", dir);
	cr_assert_eq(symlink("/etc/passwd", path), 0);
	cr_assert_eq(ki_open(&s, path, &err), -EINVAL);
	cr_assert(strstr(err.text, "symbolic link"), "%s", err.text);
	unlink(path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_assert_eq(ki_open(&s, path, &err), -EINVAL, "and does not wait for a writer");
	unlink(path);
	cr_assert_eq(ki_open(&s, path, &err), -ENOENT);
	finish();
}

/* $KC_DIR was set by hand: an empty list would say "nothing runs" where nothing was looked at. */
Test(find, a_kc_dir_that_leads_nowhere_is_an_error)
{
	struct ki_found f;
	struct ki_list l = { .count = 7 };
	struct fx a;
	char missing[64], path[sizeof a.path];
	begin();
	fx_open(&a, &(struct fx_opts){ .dir = dir, .name = "orders" });
	snprintf(missing, sizeof missing, "%s/mis\x1bsing", dir);
	snprintf(path, sizeof path, "%s", a.path);
	const struct {
		const char *kc_dir, *shown, *cause;
		int rc;
	} bad[] = { { missing, "mis\\x1bsing, which KC_DIR names", "does not exist", -ENOENT },
		{ path, path, "is not a folder", -ENOTDIR } };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		static const char *const targets[] = { NULL, "orders", "4711" };
		setenv("KC_DIR", bad[i].kc_dir, 1);
		for (size_t k = 0; k < 3; k++) {
			err = (struct ki_error){ 0 };
			cr_assert_eq(ki_find(&l, targets[k], &err), bad[i].rc);
			cr_assert(l.count == 0 && !l.item);
			cr_assert_eq(err.rc, bad[i].rc);
			cr_assert(strstr(err.text, bad[i].shown) &&
					  strstr(err.text, bad[i].cause) &&
					  strstr(err.text, "set KC_DIR"),
				"%s", err.text);
			cr_assert_eq(ki_find_one(&f, targets[k], &err), bad[i].rc);
			cr_assert(strstr(err.text, bad[i].cause), "%s", err.text);
		}
		/* A path is looked at where it is. */
		l = list(a.path);
		cr_assert_eq(l.count, 1);
		ki_list_free(&l);
	}
	setenv("KC_DIR", dir, 1);
	l = list(NULL);
	cr_assert_eq(l.count, 1);
	ki_list_free(&l);
	fx_close(&a);
	l = list(NULL);
	cr_assert_eq(l.count, 0, "a folder that is there and empty is an empty list");
	finish();
}

/* Exit 0 when the child saw what it should. */
static int as_nobody(const char *path)
{
	struct ki_error e;
	ki_source *s;
	if (setgroups(0, NULL) || setgid(65534) || setuid(65534))
		return 2;
	if (ki_open(&s, path, &e) != -EACCES)
		return 3;
	return strstr(e.text, path) && strstr(e.text, "mode 0600") && strstr(e.text, "uid 0") &&
			       strstr(e.text, "KC_GROUP_READ")
		       ? 0
		       : 4;
}

Test(find, not_allowed_says_owner_mode_and_cure)
{
	struct fx a;
	if (geteuid() != 0)
		cr_skip_test("needs root to become somebody else");
	begin();
	chmod(dir, 0755);
	fx_open(&a, &(struct fx_opts){ .dir = dir });
	int status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(as_nobody(a.path));
	waitpid(pid, &status, 0);
	cr_assert_eq(status, 0, "exit %d", WEXITSTATUS(status));
	fx_close(&a);
	finish();
}

Test(open, header_is_checked)
{
	struct fx a;
	ki_source *s;
	fx_open(&a, &(struct fx_opts){ 0 });
	a.h->pid ^= 1;
	cr_assert_eq(ki_open(&s, a.path, &err), -EINVAL);
	cr_assert(strstr(err.text, "checksum"), "%s", err.text);
	a.h->pid ^= 1;
	a.h->layout_major = 9;
	fx_seal(&a);
	cr_assert_eq(ki_open(&s, a.path, &err), -EPROTONOSUPPORT);
	cr_assert(strstr(err.text, "version 9.1"), "%s", err.text);
	a.h->layout_major = KC_LAYOUT_MAJOR;
	a.h->layout_minor = 7;
	fx_seal(&a);
	cr_assert_eq(ki_open(&s, a.path, &err), 0, "a newer minor version is read: %s", err.text);
	cr_assert_eq(ki_source_info(s)->layout_minor, 7);
	cr_assert_str_eq(ki_source_info(s)->name, "fixture");
	cr_assert_str_eq(ki_source_info(s)->exe, "/usr/bin/exchange");
	cr_assert_str_eq(ki_source_info(s)->build_id, "deadbeef");
	cr_assert_eq(ki_source_info(s)->file_bytes, a.bytes);
	cr_assert_eq(ki_source_info(s)->section_count, 10);
	ki_close(s);
	a.h->arena_fd = 12; /* stored, and then the writer died before the checksum was */
	cr_assert_eq(ki_open(&s, a.path, &err), 0, "%s", err.text);
	ki_close(s);
	a.h->magic = __builtin_bswap64(a.h->magic);
	cr_assert_eq(ki_open(&s, a.path, &err), -EPROTONOSUPPORT);
	cr_assert(strstr(err.text, "byte order"), "%s", err.text);
	fx_close(&a);
}

static const char *safe(const char *in, size_t n)
{
	static char out[256];
	ki_safe_text(out, sizeof out, in, n);
	return out;
}

Test(text, only_what_is_harmless_gets_through)
{
	char small[6];
	cr_assert_str_eq(safe("plain ~!", 8), "plain ~!");
	cr_assert_str_eq(safe("a\0b", 3), "a");
	cr_assert_str_eq(safe("\x1b[31m\n\x7f", 7), "\\x1b[31m\\x0a\\x7f");
	cr_assert_str_eq(safe("gr\xc3\xbc\xc3\x9f \xe6\xbc\xa2 \xf0\x9f\x98\x80", 15),
		"gr\xc3\xbc\xc3\x9f \xe6\xbc\xa2 \xf0\x9f\x98\x80");
	cr_assert_str_eq(safe("\xc2\x9b", 2), "\\xc2\\x9b", "C1 control");
	cr_assert_str_eq(safe("\xe2\x80\xae", 3), "\\xe2\\x80\\xae", "right-to-left override");
	cr_assert_str_eq(safe("\xc0\xaf", 2), "\\xc0\\xaf", "overlong");
	cr_assert_str_eq(safe("\xe0\x80\xaf", 3), "\\xe0\\x80\\xaf", "overlong");
	cr_assert_str_eq(safe("\xed\xa0\x80", 3), "\\xed\\xa0\\x80", "surrogate");
	cr_assert_str_eq(safe("\xf4\x90\x80\x80", 4), "\\xf4\\x90\\x80\\x80", "beyond Unicode");
	cr_assert_str_eq(safe("\xe6\xbc", 2), "\\xe6\\xbc", "cut off");
	ki_safe_text(small, sizeof small, "a\xe6\xbc\xa2\xe6\xbc\xa2", 7);
	cr_assert_str_eq(small, "a\xe6\xbc\xa2", "never half a character");
	ki_safe_text(small, sizeof small, "ab\x01\x02", 4);
	cr_assert_str_eq(small, "ab", "never half an escape");
}
