/* Proves that a crash loop cannot fill the folder, and that nothing is ever removed but a segment
 * of the same name and user whose owner is dead beyond doubt. The owners are real processes, really
 * killed. */
#include "segment-kit.h"

#include <kc/domain.h>

#include <sched.h>

#include "base/crc32c.h"
#include "base/identity.h"

TestSuite(leftovers, .init = kit_begin, .fini = kit_end);

static void say(int fd)
{
	cr_assert_eq(write(fd, "x", 1), 1);
}

static void hear(int fd)
{
	char c;
	cr_assert_eq(read(fd, &c, 1), 1, "the other process is gone");
}

/* A process that opens a segment and stays. heir: and then forks a child that keeps its files. */
struct owner {
	pid_t pid, heir;
	char path[512];
};
static struct owner start(const char *name, void (*then)(struct kc_segment *, struct owner *, int))
{
	struct owner *shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int p[2];
	cr_assert_eq(pipe(p), 0);
	pid_t pid = fork();
	if (pid == 0) {
		static struct kc_segment s;
		struct kc_segment_opts o = kit_opts(name);
		if (kc_segment_create(&s, &o))
			_exit(1);
		strcpy(shared->path, s.path);
		if (then)
			then(&s, shared, p[1]);
		say(p[1]);
		for (;;)
			pause();
	}
	close(p[1]);
	hear(p[0]);
	close(p[0]);
	struct owner got = *shared;
	got.pid = pid;
	munmap(shared, sizeof *shared);
	return got;
}

static void kill_it(pid_t pid)
{
	cr_assert_eq(kill(pid, SIGKILL), 0);
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
}

static struct owner crashed(const char *name)
{
	struct owner o = start(name, NULL);
	kill_it(o.pid);
	cr_assert_eq(access(o.path, F_OK), 0, "a crash leaves the file");
	return o;
}

/* Opens and closes a segment of that name, which is when leftovers go. */
static void tidy(const char *name)
{
	struct kc_segment s;
	struct kc_segment_opts o = kit_opts(name);
	int before = kit_descriptors();
	cr_assert_eq(kc_segment_create(&s, &o), 0, "%s", kc_reason());
	kc_segment_close(&s, 0);
	cr_expect_eq(kit_descriptors(), before);
}

static bool there(const struct owner *o)
{
	return access(o->path, F_OK) == 0;
}

Test(leftovers, the_newest_four_stay)
{
	struct owner o[7];
	for (int i = 0; i < 7; i++)
		o[i] = crashed("loop"); /* each of them tidies, too */
	cr_expect_eq(kit_count(kit_dir, ".kcs"), 5, "four older ones and the last");
	tidy("loop");
	cr_expect_eq(kit_count(kit_dir, ".kcs"), 4);
	for (int i = 0; i < 7; i++)
		cr_expect_eq(there(&o[i]), i >= 3, "number %d", i);
}

Test(leftovers, the_limit_comes_from_the_environment)
{
	struct owner o[4];
	for (int i = 0; i < 4; i++)
		o[i] = crashed("n");
	setenv("KC_LEFTOVERS", "2", 1);
	tidy("n");
	for (int i = 0; i < 4; i++)
		cr_expect_eq(there(&o[i]), i >= 2, "number %d", i);
	setenv("KC_LEFTOVERS", "0", 1);
	tidy("n");
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

Test(leftovers, a_limit_that_is_no_number_is_refused)
{
	static const char *const bad[] = { "-1", "1001", "many", "4x", "99999999999999999999" };
	struct kc_segment s;
	struct kc_segment_opts o = kit_opts("bad");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		setenv("KC_LEFTOVERS", bad[i], 1);
		kit_refused(kc_segment_create(&s, &o), -EINVAL, bad[i]);
	}
	setenv("KC_LEFTOVERS", "1000", 1);
	tidy("bad");
	setenv("KC_LEFTOVERS", "", 1);
	tidy("bad");
}

Test(leftovers, the_named_arena_goes_with_its_segment)
{
	struct owner o = crashed("arena");
	char arena[512];
	strcpy(arena, o.path);
	strcpy(strrchr(arena, '.'), ".kca");
	int fd = open(arena, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	cr_assert_geq(fd, 0);
	close(fd);
	tidy("arena");
	cr_expect_eq(access(arena, F_OK), 0);
	setenv("KC_LEFTOVERS", "0", 1);
	tidy("arena");
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

static int (*real_unlinkat)(int dir_fd, const char *name, int flags);

static int no_unlink_of_arenas(int dir_fd, const char *name, int flags)
{
	return strstr(name, ".kca") ? -EBUSY : real_unlinkat(dir_fd, name, flags);
}

/* Alone it would never be found again. */
Test(leftovers, an_arena_that_cannot_be_removed_keeps_its_segment)
{
	real_unlinkat = kc_sys.unlinkat;
	pid_t pid = fork();
	if (pid == 0) {
		kc_domain *d;
		kc_domain_opts o = KC_DOMAIN_OPTS(.dir = kit_dir, .flags = KC_ARENA_FILE);
		kc_sys.unlinkat = no_unlink_of_arenas;
		_exit(kc_domain_open(&d, "busy", &o) || kc_domain_close(d));
	}
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	cr_expect_eq(kit_count(kit_dir, ".kca"), 1);
	cr_expect_eq(kit_count(kit_dir, ".kcs"), 1);
	setenv("KC_LEFTOVERS", "0", 1);
	tidy("busy");
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

Test(leftovers, a_live_owner_is_never_touched)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner o = start("live", NULL);
	tidy("live");
	cr_expect(there(&o));
	cr_assert_eq(kill(o.pid, SIGSTOP), 0);
	cr_assert_eq(waitpid(o.pid, NULL, WUNTRACED), o.pid);
	tidy("live");
	cr_expect(there(&o), "stopped is not dead");
	kill_it(o.pid);
	tidy("live");
	cr_expect_not(there(&o));
}

Test(leftovers, a_zombie_is_dead)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner o = start("zombie", NULL);
	siginfo_t info;
	cr_assert_eq(kill(o.pid, SIGKILL), 0);
	cr_assert_eq(waitid(P_PID, (id_t)o.pid, &info, WEXITED | WNOWAIT), 0);
	char state = 0;
	cr_assert_neq(kc_proc_start(o.pid, 0, &state), 0u);
	cr_assert_eq(state, 'Z');
	tidy("zombie");
	cr_expect_not(there(&o));
	waitpid(o.pid, NULL, 0);
}

/* Forks a child that goes on using the mapping: it did not run the fork handler. */
static void heir_keeps(struct kc_segment *s, struct owner *o, int fd)
{
	(void)s, (void)fd;
	pid_t heir = fork();
	if (heir == 0)
		for (;;)
			pause();
	o->heir = heir;
}

Test(leftovers, files_that_a_child_still_holds_stay)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner o = start("heir", heir_keeps);
	kill_it(o.pid);
	tidy("heir");
	cr_expect(there(&o));
	cr_assert_eq(kill(o.heir, SIGKILL), 0);
	/* Not our child: gone when its start time is, or when it is a zombie of somebody else's. */
	char state = 0;
	while (kc_proc_start(o.heir, 0, &state) && state != 'Z' && state != 'X')
		sched_yield();
	tidy("heir");
	cr_expect_not(there(&o));
}

static void heir_lets_go(struct kc_segment *s, struct owner *o, int fd)
{
	pid_t heir = fork();
	if (heir == 0) {
		kc_segment_after_fork(s);
		for (;;)
			pause();
	}
	o->heir = heir;
	(void)fd;
}

Test(leftovers, a_forked_child_does_not_keep_the_lock)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner o = start("child", heir_lets_go);
	/* The handler has run when the child's descriptor of the file is gone. */
	char fd[64];
	struct stat file, st;
	cr_assert_eq(stat(o.path, &file), 0);
	for (bool holds = true; holds;) {
		holds = false;
		for (int i = 0; i < 64; i++) {
			snprintf(fd, sizeof fd, "/proc/%d/fd/%d", o.heir, i);
			holds |= stat(fd, &st) == 0 && st.st_ino == file.st_ino &&
				 st.st_dev == file.st_dev;
		}
		sched_yield();
	}
	kill_it(o.pid);
	char state = 0;
	cr_assert_neq(kc_proc_start(o.heir, 0, &state), 0u, "the child lives");
	tidy("child");
	cr_expect_not(there(&o));
	kill(o.heir, SIGKILL);
}

static void rewrite(const char *path, void (*edit)(struct kc_seg_header *))
{
	struct kc_seg_header h = kit_header(path);
	edit(&h);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	cr_assert_eq(pwrite(fd, &h, sizeof h, 0), (ssize_t)sizeof h);
	close(fd);
}

static void seal(struct kc_seg_header *h)
{
	h->header_crc = kc_crc32c(0, h, offsetof(struct kc_seg_header, header_crc));
}

static void other_namespace(struct kc_seg_header *h)
{
	h->pidns_inode++;
	seal(h);
}

Test(leftovers, another_pid_namespace_is_out_of_sight)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner o = crashed("ns");
	rewrite(o.path, other_namespace);
	tidy("ns");
	cr_expect(there(&o));
}

Test(leftovers, a_real_pid_namespace_is_out_of_sight)
{
	setenv("KC_LEFTOVERS", "0", 1);
	if (unshare(CLONE_NEWPID))
		kit_skip("no right to make a pid namespace");
	struct owner inside = crashed("ns"); /* our children are in the new one, we are not */
	tidy("ns");
	cr_expect(there(&inside));
	cr_expect_neq(kit_header(inside.path).pidns_inode, kc_proc_pidns(0));
	cr_expect_eq(kit_header(inside.path).pid, 1u);
}

static void other_boot(struct kc_seg_header *h)
{
	h->boot_id[3] ^= 1;
	seal(h);
}

static void reused_pid(struct kc_seg_header *h)
{
	h->pid_start--;
	seal(h);
}

/* A clean close with keep by a process that lives on: free lock, running owner. */
static struct owner kept(const char *name)
{
	static struct kc_segment s;
	struct kc_segment_opts opts = kit_opts(name);
	struct owner o = { .pid = getpid() };
	opts.keep = true;
	cr_assert_eq(kc_segment_create(&s, &opts), 0);
	strcpy(o.path, s.path);
	kc_segment_close(&s, 0);
	return o;
}

Test(leftovers, the_start_time_and_the_boot_tell_a_reused_pid)
{
	setenv("KC_LEFTOVERS", "0", 1);
	struct owner same = kept("pid"), reused = kept("pid"), boot = kept("pid");
	rewrite(reused.path, reused_pid);
	rewrite(boot.path, other_boot);
	tidy("pid");
	cr_expect(there(&same), "its owner runs");
	cr_expect_not(there(&reused));
	cr_expect_not(there(&boot));
}

static void copy_to(const char *from, const char *to, size_t bytes)
{
	static char text[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC),
	    out = open(to, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	ssize_t n = read(in, text, bytes);
	cr_assert_eq(write(out, text, (size_t)n), n);
	close(in);
	close(out);
}

static void bad_sum(struct kc_seg_header *h)
{
	h->header_crc ^= 1;
}

static void bad_magic(struct kc_seg_header *h)
{
	h->magic ^= 1;
	seal(h);
}

static void newer_layout(struct kc_seg_header *h)
{
	h->layout_major++;
	seal(h);
}

static void other_user(struct kc_seg_header *h)
{
	h->uid++;
	seal(h);
}

static void other_name(struct kc_seg_header *h)
{
	h->name[0] = 'z';
	seal(h);
}

static void other_instance(struct kc_seg_header *h)
{
	h->instance++;
	seal(h);
}

static void same(struct kc_seg_header *h)
{
	(void)h;
}

Test(leftovers, what_is_not_surely_a_segment_of_this_name_stays)
{
	static void (*const edit[])(struct kc_seg_header *) = { bad_sum, bad_magic, newer_layout,
		other_user, other_name, other_instance };
	setenv("KC_LEFTOVERS", "1000", 1);
	struct owner o[6], twin = crashed("own"), good = crashed("own"), other = crashed("own.1");
	char path[600], extra[600];
	for (int i = 0; i < 6; i++) {
		o[i] = crashed("own");
		rewrite(o[i].path, edit[i]);
	}
	/* Two names for one file; a copy under a name that it does not bear; too short; no file at
	 * all. */
	snprintf(extra, sizeof extra, "%s/second", kit_dir);
	cr_assert_eq(link(twin.path, extra), 0);
	snprintf(path, sizeof path, "%s/own.5.0123456789abcdef.kcs", kit_dir);
	copy_to(good.path, path, 65536);
	snprintf(path, sizeof path, "%s/own.6.0123456789abcdef.kcs", kit_dir);
	copy_to(good.path, path, 100);
	snprintf(path, sizeof path, "%s/own.7.0123456789abcdef.kcs", kit_dir);
	cr_assert_eq(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/own.8.0123456789abcdef.kcs", kit_dir);
	cr_assert_eq(symlink(good.path, path), 0);
	snprintf(path, sizeof path, "%s/own.9.0123456789abcdef.kcs", kit_dir);
	cr_assert_eq(mkfifo(path, 0600), 0);
	/* Other spellings of a good one's name. */
	struct kc_seg_header h = kit_header(good.path);
	snprintf(path, sizeof path, "%s/own.0%u.%016" PRIx64 ".kcs", kit_dir, h.pid, h.instance);
	copy_to(good.path, path, 65536);
	snprintf(path, sizeof path, "%s/own.%u.%016" PRIx64 ".kcs~", kit_dir, h.pid, h.instance);
	copy_to(good.path, path, 65536);

	int before = kit_count(kit_dir, "");
	setenv("KC_LEFTOVERS", "1", 1);
	tidy("own");
	cr_expect(there(&good), "it is the only one that counts");
	setenv("KC_LEFTOVERS", "0", 1);
	tidy("own");
	cr_expect_not(there(&good), "only the good one goes");
	cr_expect_eq(kit_count(kit_dir, ""), before - 1);
	cr_expect(there(&other));
	rewrite(other.path, same);
	tidy("own.1");
	cr_expect_not(there(&other));
}

/* The live segments of one process are each other's neighbours, too. */
Test(leftovers, own_segments_are_not_touched)
{
	static struct kc_segment a, b;
	struct kc_segment_opts o = kit_opts("two");
	setenv("KC_LEFTOVERS", "0", 1);
	cr_assert_eq(kc_segment_create(&a, &o), 0);
	cr_assert_eq(kc_segment_create(&b, &o), 0);
	cr_expect_eq(kit_count(kit_dir, ".kcs"), 2);
	cr_expect_str_neq(a.file, b.file);
	kc_segment_close(&a, 0);
	cr_expect_eq(kit_count(kit_dir, ".kcs"), 1);
	kc_segment_close(&b, 0);
}
