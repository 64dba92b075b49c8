/* Proves that segments lie where the documentation says, that a missing folder is made for the
 * owner alone, and that a folder in which somebody else could act is refused with path, cause and
 * cure. */
#include "segment-kit.h"

TestSuite(place, .init = kit_begin, .fini = kit_end);

static char sub[128];

static const char *in_kit(const char *name)
{
	snprintf(sub, sizeof sub, "%s/%s", kit_dir, name);
	return sub;
}

/* Opens and closes a segment; its folder's name is left in at. */
static int try(const char *dir, char at[4096])
{
	struct kc_segment s;
	struct kc_segment_opts o = kit_opts("place");
	o.dir = dir;
	int before = kit_descriptors();
	int rc = kc_segment_create(&s, &o);
	if (rc == 0) {
		strcpy(at, s.path);
		cr_expect_eq(access(at, F_OK), 0);
		*strrchr(at, '/') = 0;
		kc_segment_close(&s, 0);
	}
	cr_expect_eq(kit_descriptors(), before);
	return rc;
}

static char at[4096];

Test(place, a_missing_folder_is_made_for_the_owner_alone)
{
	umask(0);
	struct stat st;
	cr_assert_eq(try(in_kit("new"), at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, sub);
	cr_assert_eq(stat(sub, &st), 0);
	cr_expect(S_ISDIR(st.st_mode));
	cr_expect_eq(st.st_mode & 0777, 0700u);
	cr_expect_eq(st.st_uid, geteuid());
	cr_expect_eq(try(sub, at), 0, "it serves again");
}

Test(place, a_missing_parent_is_not_made)
{
	kit_refused(try(in_kit("no/such"), at), -ENOENT, sub);
	setenv("KC_DIR", in_kit("no/such"), 1);
	kit_refused(try(NULL, at), -ENOENT, sub);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

Test(place, order_of_the_three_places)
{
	char runtime[128], own[64];
	strcpy(runtime, in_kit("run"));
	cr_assert_eq(mkdir(runtime, 0700), 0);
	setenv("XDG_RUNTIME_DIR", runtime, 1);
	setenv("KC_DIR", in_kit("kcdir"), 1);
	cr_assert_eq(try(in_kit("option"), at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, in_kit("option"));
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, in_kit("kcdir"));
	setenv("KC_DIR", "", 1);
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, in_kit("run/kc"));
	unsetenv("XDG_RUNTIME_DIR");
	snprintf(own, sizeof own, "/dev/shm/kc-%u", (unsigned)geteuid());
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, own);
}

Test(place, a_runtime_folder_that_is_gone_or_foreign_does_not_count)
{
	char own[64];
	snprintf(own, sizeof own, "/dev/shm/kc-%u", (unsigned)geteuid());
	setenv("XDG_RUNTIME_DIR", in_kit("gone"), 1);
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, own);
	setenv("XDG_RUNTIME_DIR", "relative", 1);
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, own);
	if (geteuid() != 0)
		kit_skip("only root can make a folder of another user's");
	cr_assert_eq(mkdir(in_kit("foreign"), 0700), 0);
	cr_assert_eq(chown(sub, 65534, 65534), 0);
	setenv("XDG_RUNTIME_DIR", sub, 1);
	cr_assert_eq(try(NULL, at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, own);
	cr_expect_eq(kit_count(sub, ""), 0, "nothing was made there");
}

Test(place, relative_and_closing_slashes)
{
	cr_assert_eq(chdir(kit_dir), 0);
	cr_assert_eq(try("here//", at), 0, "%s", kc_reason());
	cr_expect_str_eq(at, in_kit("here"));
}

Test(place, a_symbolic_link_is_refused)
{
	char link[128];
	cr_assert_eq(mkdir(in_kit("real"), 0700), 0);
	strcpy(link, in_kit("link"));
	cr_assert_eq(symlink(in_kit("real"), link), 0);
	kit_refused(try(link, at), -ELOOP, link);
	/* With a slash behind it the kernel itself would follow it. */
	strcat(strcpy(sub, link), "/");
	kit_refused(try(sub, at), -ELOOP, link);
	cr_assert_eq(symlink("/nowhere", in_kit("dangling")), 0);
	kit_refused(try(sub, at), -ELOOP, sub);
	cr_expect_eq(kit_count(in_kit("real"), ""), 0);
}

Test(place, what_is_no_folder_is_refused)
{
	int fd = open(in_kit("file"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	cr_assert_geq(fd, 0);
	close(fd);
	kit_refused(try(sub, at), -ENOTDIR, sub);
	kit_refused(try(in_kit("file/below"), at), -ENOTDIR, sub);
	/* Opening a FIFO would wait for its other end. */
	cr_assert_eq(mkfifo(in_kit("fifo"), 0600), 0);
	kit_refused(try(sub, at), -ENOTDIR, sub);
}

Test(place, folders_that_others_may_write_to_are_refused)
{
	static const mode_t bad[] = { 0777, 01777, 0720, 0702, 0770 };
	static const mode_t good[] = { 0700, 0750, 0755, 0711 };
	cr_assert_eq(mkdir(in_kit("d"), 0700), 0);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		cr_assert_eq(chmod(sub, bad[i]), 0);
		kit_refused(try(sub, at), -EACCES, sub);
	}
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		cr_assert_eq(chmod(sub, good[i]), 0);
		cr_expect_eq(try(sub, at), 0, "mode %o: %s", (unsigned)good[i], kc_reason());
	}
}

/* Somebody who was there first must not get to keep our segments, not even root's. */
Test(place, a_squatted_folder_is_refused)
{
	if (geteuid() != 0)
		kit_skip("only root can make a folder of another user's");
	cr_assert_eq(mkdir(in_kit("squat"), 0700), 0);
	cr_assert_eq(chown(sub, 65534, 65534), 0);
	kit_refused(try(sub, at), -EPERM, sub);
	/* The same for a user who meets another's folder. */
	cr_assert_eq(chown(sub, 12345, 12345), 0);
	cr_assert_eq(chmod(kit_dir, 0755), 0);
	cr_assert_eq(seteuid(65534), 0);
	int rc = try(sub, at);
	cr_assert_eq(seteuid(0), 0);
	kit_refused(rc, -EPERM, sub);
}

Test(place, a_folder_that_cannot_be_made_says_why)
{
	if (geteuid() != 0)
		kit_skip("only root can become another user");
	cr_assert_eq(chmod(kit_dir, 0755), 0);
	cr_assert_eq(seteuid(65534), 0);
	int rc = try(in_kit("mine"), at);
	cr_assert_eq(seteuid(0), 0);
	kit_refused(rc, -EACCES, sub);
}

Test(place, a_path_that_is_too_long_is_refused)
{
	char *longest = malloc(6000);
	memset(longest, 'd', 5999);
	longest[0] = '/';
	longest[5999] = 0;
	cr_expect_eq(try(longest, at), -ENAMETOOLONG);
	longest[4080] = 0;
	cr_expect_eq(try(longest, at), -ENAMETOOLONG);
	free(longest);
}
