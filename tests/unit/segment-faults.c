/* Proves that a full file system, a limit and any failing system call are answers with a sentence,
 * that they leave no descriptor and no file behind, and that the program goes on. */
#include "segment-kit.h"

#include <kc/domain.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

TestSuite(faults, .init = kit_begin, .fini = kit_end);

static struct kc_segment seg;

/* A file system of its own in this test's folder, gone with this process. */
static void small_filesystem(const char *options)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
		mount("none", kit_dir, "tmpfs", 0, options))
		kit_skip("no right to mount a small tmpfs");
	cr_assert_eq(chmod(kit_dir, 0700), 0);
}

static uint64_t room(void)
{
	struct statvfs v;
	cr_assert_eq(statvfs(kit_dir, &v), 0);
	return v.f_bfree;
}

/* From no page left to more than enough: whatever was not there would be a SIGBUS. */
Test(faults, a_full_file_system_refuses_the_opening)
{
	int refused = 0, opened = 0;
	char path[128];
	small_filesystem("size=512k");
	snprintf(path, sizeof path, "%s/ballast", kit_dir);
	int ballast = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	cr_assert_eq(fallocate(ballast, 0, 0, 512 << 10), 0);
	cr_assert_eq(room(), 0u);
	for (int kib = 512; kib >= 256; kib -= 4) {
		cr_assert_eq(ftruncate(ballast, kib << 10), 0);
		struct kc_segment_opts o = kit_opts("small");
		uint64_t before = room();
		int descriptors = kit_descriptors();
		int rc = kc_segment_create(&seg, &o);
		if (rc) {
			kit_refused(rc, -ENOSPC, kit_dir);
			refused++;
		} else {
			opened++;
			kc_segment_close(&seg, 0);
		}
		cr_expect_eq(kit_count(kit_dir, ".kcs"), 0);
		cr_expect_eq(room(), before, "%lu pages were free", before);
		cr_expect_eq(kit_descriptors(), descriptors);
	}
	close(ballast);
	cr_expect_gt(refused, 0);
	cr_expect_gt(opened, 0);
}

Test(faults, no_file_left_to_make)
{
	small_filesystem("nr_inodes=1,size=1m");
	struct kc_segment_opts o = kit_opts("inodes");
	kit_refused(kc_segment_create(&seg, &o), -ENOSPC, kit_dir);
}

/* Every row that was granted can be written: a page that cannot come would be a SIGBUS. */
Test(faults, a_full_file_system_refuses_more_rows)
{
	small_filesystem("size=1m");
	struct kc_segment_opts o = kit_opts("rows");
	cr_assert_eq(kc_segment_create(&seg, &o), 0, "%s", kc_reason());
	uint64_t rows = 0, slab = 65536 / sizeof(struct kc_seg_ticket);
	int rc;
	while ((rc = kc_segment_reserve(&seg, KC_SEC_TICKETS, rows + slab)) == 0) {
		for (uint64_t i = rows; i < rows + slab; i++)
			memset(kc_segment_row(&seg, KC_SEC_TICKETS, i), 0xaa,
				sizeof(struct kc_seg_ticket));
		rows += slab;
	}
	kit_refused(rc, -ENOSPC, seg.path);
	cr_expect_lt(room(), 16u, "the last slab that fits was used");
	cr_expect_eq(seg.section[KC_SEC_TICKETS]->hwm, rows);
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_TICKETS, rows), 0, "what is there stays");
	kit_refused(kc_segment_reserve(&seg, KC_SEC_HISTS, 20), -ENOSPC, seg.path);
	cr_expect_eq(seg.section[KC_SEC_HISTS]->hwm, 0u);
	kc_segment_close(&seg, 0);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
	cr_assert_eq(kc_segment_create(&seg, &o), 0, "the room is back");
	kc_segment_close(&seg, 0);
}

/* Without a handler: a SIGXFSZ ends this test as a crash. */
Test(faults, the_limit_of_file_sizes_is_an_error)
{
	struct kc_segment_opts o = kit_opts("limit");
	cr_assert_eq(kc_segment_create(&seg, &o), 0);
	uint64_t bytes = seg.bytes;
	kc_segment_close(&seg, 0);
	struct rlimit limit = { bytes - 1, RLIM_INFINITY };
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	int descriptors = kit_descriptors();
	kit_refused(kc_segment_create(&seg, &o), -EFBIG, kit_dir);
	cr_expect_eq(kit_descriptors(), descriptors);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
	limit.rlim_cur = bytes;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_eq(kc_segment_create(&seg, &o), 0, "%s", kc_reason());
	limit.rlim_cur = 4096;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_expect_eq(
		kc_segment_reserve(&seg, KC_SEC_TICKETS, 10000), 0, "it does not grow any more");
	kc_segment_close(&seg, 0);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SHADOWED 1 /* the sanitizer's own mappings are larger than any limit */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SHADOWED 1
#endif
#endif

Test(faults, no_address_space_is_an_error)
{
#ifdef SHADOWED
	kit_skip("a sanitizer needs the address space");
#endif
	struct kc_segment_opts o = kit_opts("as");
	o.arena_bytes = UINT64_C(1) << 47;
	struct rlimit limit = { UINT64_C(8) << 30, RLIM_INFINITY };
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	kit_refused(kc_segment_create(&seg, &o), -ENOMEM, kit_dir);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

/* --- each system call fails once, then all from one on --------------------------------------- */

static struct kc_sys_table real;
static int call, fail_at, fail_with;
static bool sticky;

static bool fault(void)
{
	call++;
	return call == fail_at || (sticky && call > fail_at && fail_at);
}

static int f_open(const char *path, int flags, mode_t mode)
{
	return fault() ? fail_with : real.open(path, flags, mode);
}
static int f_openat(int dirfd, const char *path, int flags, mode_t mode)
{
	return fault() ? fail_with : real.openat(dirfd, path, flags, mode);
}
/* As Linux does: the descriptor is gone even when close reports an error. */
static int f_close(int fd)
{
	int rc = real.close(fd);
	return fault() ? fail_with : rc;
}
static int f_mkdir(const char *path, mode_t mode)
{
	return fault() ? fail_with : real.mkdir(path, mode);
}
static int f_ftruncate(int fd, uint64_t bytes)
{
	return fault() ? fail_with : real.ftruncate(fd, bytes);
}
static int f_fallocate(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	return fault() ? fail_with : real.fallocate(fd, mode, offset, bytes);
}
static int f_fcntl_long(int fd, int cmd, long arg)
{
	return fault() ? fail_with : real.fcntl_long(fd, cmd, arg);
}
static int f_ofd_lock(int fd, short type)
{
	return fault() ? fail_with : real.ofd_lock(fd, type);
}
static int f_linkat_fd(int fd, int dirfd, const char *name)
{
	return fault() ? fail_with : real.linkat_fd(fd, dirfd, name);
}
static int f_unlinkat(int dirfd, const char *name, int flags)
{
	return fault() ? fail_with : real.unlinkat(dirfd, name, flags);
}
static int f_fstat(int fd, struct stat *st)
{
	return fault() ? fail_with : real.fstat(fd, st);
}
static int f_fchmod(int fd, mode_t mode)
{
	return fault() ? fail_with : real.fchmod(fd, mode);
}
static int f_mmap(void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset)
{
	return fault() ? fail_with : real.mmap(out, at, bytes, prot, flags, fd, offset);
}
static int f_munmap(void *at, size_t bytes)
{
	int rc = real.munmap(at, bytes);
	return fault() ? fail_with : rc;
}
static int f_madvise(void *at, size_t bytes, int advice)
{
	return fault() ? fail_with : real.madvise(at, bytes, advice);
}
static ssize_t f_pread(int fd, void *buf, size_t bytes, uint64_t offset)
{
	return fault() ? fail_with : real.pread(fd, buf, bytes, offset);
}
static int f_getrlimit(int resource, struct rlimit *out)
{
	return fault() ? fail_with : real.getrlimit(resource, out);
}
static ssize_t f_getrandom(void *buf, size_t bytes)
{
	return fault() ? fail_with : real.getrandom(buf, bytes);
}

static void arm(int at, int with, bool all)
{
	real = kc_sys;
	kc_sys.open = f_open;
	kc_sys.openat = f_openat;
	kc_sys.close = f_close;
	kc_sys.mkdir = f_mkdir;
	kc_sys.ftruncate = f_ftruncate;
	kc_sys.fallocate = f_fallocate;
	kc_sys.fcntl_long = f_fcntl_long;
	kc_sys.ofd_lock = f_ofd_lock;
	kc_sys.linkat_fd = f_linkat_fd;
	kc_sys.unlinkat = f_unlinkat;
	kc_sys.fstat = f_fstat;
	kc_sys.fchmod = f_fchmod;
	kc_sys.mmap = f_mmap;
	kc_sys.munmap = f_munmap;
	kc_sys.madvise = f_madvise;
	kc_sys.pread = f_pread;
	kc_sys.getrlimit = f_getrlimit;
	kc_sys.getrandom = f_getrandom;
	call = 0;
	fail_at = at;
	fail_with = with;
	sticky = all;
}

static int disarm(void)
{
	kc_sys = real;
	return call;
}

static int mappings(void)
{
	int n = 0;
	char line[512];
	FILE *f = fopen("/proc/self/maps", "re");
	while (fgets(line, sizeof line, f))
		n += strstr(line, kit_dir) != NULL;
	fclose(f);
	return n;
}

/* A leftover of a process that is gone, so that the tidying's calls can fail, too. */
static void leave_one(const char *folder)
{
	pid_t pid = fork();
	if (pid == 0) {
		struct kc_segment_opts o = kit_opts("fault");
		o.dir = folder;
		_exit(kc_segment_create(&seg, &o) ? 1 : 0);
	}
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
}

/* Fails call number `at` of an opening with `with`. How many calls the opening made. */
static int open_with_fault(int at, int with, bool all)
{
	struct kc_segment_opts o = kit_opts("fault");
	o.dir = NULL; /* the way through $XDG_RUNTIME_DIR has the most calls */
	setenv("XDG_RUNTIME_DIR", kit_dir, 1);
	int descriptors = kit_descriptors(), maps = mappings();
	arm(at, with, all);
	int rc = kc_segment_create(&seg, &o);
	int calls = disarm();
	if (rc) {
		cr_expect_neq(kc_reason()[0], 0);
		cr_expect_not_null(strchr(kc_reason(), '/'), "call %d: %s", at, kc_reason());
	} else {
		/* It could do without: then all of it works. */
		cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 10), 0);
		cr_expect_eq(seg.header->state, (uint32_t)KC_SEG_LIVE);
		kc_segment_close(&seg, 0);
	}
	cr_expect_eq(kit_descriptors(), descriptors, "call %d leaks a descriptor", at);
	cr_expect_eq(mappings(), maps, "call %d leaks a mapping", at);
	return calls;
}

/* Files of this process in a folder that may be missing. */
static int own_files(const char *folder)
{
	char start[64];
	int n = 0;
	snprintf(start, sizeof start, "fault.%d.", getpid());
	DIR *d = opendir(folder);
	if (!d)
		return 0;
	for (struct dirent *e; (e = readdir(d));)
		n += strncmp(e->d_name, start, strlen(start)) == 0;
	closedir(d);
	return n;
}

static void each_call_fails(int with, bool all, bool folder_is_there)
{
	char folder[128], last[64];
	snprintf(folder, sizeof folder, "%s/kc", kit_dir);
	snprintf(last, sizeof last, "/dev/shm/kc-%u", (unsigned)geteuid());
	int at = 0, calls;
	do { /* until an opening is through before the fault comes */
		at++;
		nftw(kit_dir, kit_remove, 16, FTW_DEPTH | FTW_PHYS);
		cr_assert_eq(mkdir(kit_dir, 0700), 0);
		if (folder_is_there) {
			cr_assert_eq(mkdir(folder, 0700), 0);
			leave_one(folder);
		}
		calls = open_with_fault(at, with, all);
		cr_expect_eq(own_files(folder) + own_files(last), 0, "call %d leaves a file", at);
	} while (calls >= at);
	cr_expect_gt(at, 20, "only %d calls", at);
}

Test(faults, each_call_of_an_opening_fails_once)
{
	static const int with[] = { -EIO, -ENOSPC, -EACCES, -EMFILE, -ENOMEM };
	setenv("KC_LEFTOVERS", "0", 1);
	for (size_t w = 0; w < sizeof with / sizeof with[0]; w++)
		for (int how = 0; how < 4; how++)
			each_call_fails(with[w], how & 1, how & 2);
}

/* --- signals --------------------------------------------------------------------------------- */

static int calls_made, signals;

/* Every other call. */
static bool has_signal(void)
{
	bool now = calls_made++ % 2 == 0;
	signals += now;
	return now;
}

static int open_interrupted(const char *path, int flags, mode_t mode)
{
	return has_signal() ? -EINTR : real.open(path, flags, mode);
}

static int openat_interrupted(int fd, const char *path, int flags, mode_t mode)
{
	return has_signal() ? -EINTR : real.openat(fd, path, flags, mode);
}

static int ftruncate_interrupted(int fd, uint64_t bytes)
{
	return has_signal() ? -EINTR : real.ftruncate(fd, bytes);
}

static int fchmod_interrupted(int fd, mode_t mode)
{
	return has_signal() ? -EINTR : real.fchmod(fd, mode);
}

static int ofd_lock_interrupted(int fd, short type)
{
	return has_signal() ? -EINTR : real.ofd_lock(fd, type);
}

/* On file systems in user space, or over a network, these end when a signal comes. */
Test(faults, a_signal_during_the_opening_is_no_failure)
{
	for (int named = 0; named < 2; named++) {
		kc_domain *d;
		kc_domain_opts o =
			KC_DOMAIN_OPTS(.dir = kit_dir, .flags = named ? KC_ARENA_FILE : 0);
		calls_made = signals = 0;
		real = kc_sys;
		kc_sys.open = open_interrupted;
		kc_sys.openat = openat_interrupted;
		kc_sys.ftruncate = ftruncate_interrupted;
		kc_sys.fchmod = fchmod_interrupted;
		kc_sys.ofd_lock = ofd_lock_interrupted;
		int rc = kc_domain_open(&d, "signals", &o);
		kc_sys = real;
		cr_assert_eq(rc, 0, "%s", kc_reason());
		cr_expect_geq(signals, 7);
		cr_expect_eq(kc_domain_close(d), 0);
	}
}

static int refused_flag, refused_with;
static int openat_refused(int fd, const char *path, int flags, mode_t mode)
{
	return (flags & refused_flag) == refused_flag ? refused_with
						      : real.openat(fd, path, flags, mode);
}

Test(faults, the_cure_is_the_one_for_what_is_missing)
{
	static const struct {
		int flag, with;
		const char *says;
	} cases[] = {
		{ O_DIRECTORY, -EMFILE, "; raise ulimit -n" },
		{ O_DIRECTORY, -EACCES, "; chmod u+rwx it" },
		{ O_TMPFILE, -ENFILE, "; raise ulimit -n" },
		{ O_TMPFILE, -EOPNOTSUPP, "; set KC_DIR to a folder on tmpfs" },
		{ O_TMPFILE, -ENOSPC, "no room for one more file; remove some" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		kc_domain *d;
		kc_domain_opts o = KC_DOMAIN_OPTS(.dir = kit_dir);
		real = kc_sys;
		refused_flag = cases[i].flag;
		refused_with = cases[i].with;
		kc_sys.openat = openat_refused;
		int rc = kc_domain_open(&d, "cures", &o);
		kc_sys = real;
		cr_expect_eq(rc, cases[i].with, "%zu: %d", i, rc);
		cr_expect(strstr(kc_reason(), cases[i].says), "%zu: %s", i, kc_reason());
	}
}

/* --- the arena ------------------------------------------------------------------------------- */

static int no_memfd(const char *name, unsigned flags)
{
	(void)name, (void)flags;
	return -EMFILE;
}

static int no_seal(int fd, int cmd, long arg)
{
	return cmd == F_ADD_SEALS ? -EPERM : real.fcntl_long(fd, cmd, arg);
}

static int no_page_map(
	void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset)
{
	return fd < 0 ? -ENOMEM : real.mmap(out, at, bytes, prot, flags, fd, offset);
}

static int no_arena_file(int fd, const char *path, int flags, mode_t mode)
{
	return flags & O_CREAT && !(flags & O_DIRECTORY) ? -EDQUOT
							 : real.openat(fd, path, flags, mode);
}

static void arena_refused(int expected, unsigned flags)
{
	kc_domain *d;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = kit_dir, .flags = flags);
	int descriptors = kit_descriptors();
	int rc = kc_domain_open(&d, "arena", &o);
	kc_sys = real;
	kit_refused(rc, expected, kit_dir);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
	cr_expect_eq(kit_descriptors(), descriptors);
}

Test(faults, an_arena_that_cannot_be_made_says_what_to_do)
{
	real = kc_sys;
	kc_sys.memfd_create = no_memfd;
	arena_refused(-EMFILE, 0);
	kc_sys.fcntl_long = no_seal;
	arena_refused(-EPERM, 0);
	kc_sys.mmap = no_page_map;
	arena_refused(-ENOMEM, 0);
	kc_sys.openat = no_arena_file;
	arena_refused(-ENOSPC, KC_ARENA_FILE);
}

/* --- growth ---------------------------------------------------------------------------------- */

static int interruptions;
static uint64_t largest;

static int interrupted(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	return interruptions-- > 0 ? -EINTR : real.fallocate(fd, mode, offset, bytes);
}

static int only_one_slab(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	largest = bytes > largest ? bytes : largest;
	return bytes > KC_SEG_SLAB_BYTES ? -ENOSPC : real.fallocate(fd, mode, offset, bytes);
}

static int no_quota(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	(void)fd, (void)mode, (void)offset, (void)bytes;
	return -EDQUOT;
}

Test(faults, growth_takes_less_when_more_does_not_fit)
{
	struct kc_segment_opts o = kit_opts("grow");
	cr_assert_eq(kc_segment_create(&seg, &o), 0);
	real = kc_sys;
	kc_sys.fallocate = only_one_slab;
	uint64_t slab = KC_SEG_SLAB_BYTES / sizeof(struct kc_seg_ticket);
	for (uint64_t n = 1; n <= 20; n++) {
		cr_assert_eq(
			kc_segment_reserve(&seg, KC_SEC_TICKETS, n * slab), 0, "%s", kc_reason());
		memset(kc_segment_row(&seg, KC_SEC_TICKETS, n * slab - 1), 1, 64);
	}
	cr_expect_gt(largest, UINT64_C(2) * KC_SEG_SLAB_BYTES, "more was asked for");
	kc_sys = real;
	kc_segment_close(&seg, 0);
}

Test(faults, a_signal_during_growth_is_no_failure)
{
	struct kc_segment_opts o = kit_opts("eintr");
	cr_assert_eq(kc_segment_create(&seg, &o), 0);
	real = kc_sys;
	kc_sys.fallocate = interrupted;
	interruptions = 5;
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_TICKETS, 1), 0, "%s", kc_reason());
	kc_sys = real;
	kc_segment_close(&seg, 0);
}

static int broken_disk(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	(void)fd, (void)mode, (void)offset, (void)bytes;
	return -EIO;
}

/* Who sends or opens an endpoint is told one thing, and why in the sentence. */
Test(faults, a_table_that_cannot_grow_is_out_of_room_whatever_the_reason)
{
	struct kc_segment_opts o = kit_opts("disk");
	cr_assert_eq(kc_segment_create(&seg, &o), 0);
	real = kc_sys;
	kc_sys.fallocate = broken_disk;
	kit_refused(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 1), -ENOSPC, seg.path);
	cr_assert_not_null(strstr(kc_reason(), "Input/output error"), "%s", kc_reason());
	kc_sys = real;
	kc_segment_close(&seg, 0);
}

Test(faults, a_failed_growth_changes_nothing)
{
	struct kc_segment_opts o = kit_opts("quota");
	cr_assert_eq(kc_segment_create(&seg, &o), 0);
	cr_assert_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 1), 0);
	uint64_t have = seg.allocated[KC_SEC_CHANNELS];
	real = kc_sys;
	kc_sys.fallocate = no_quota;
	kit_refused(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 4000), -ENOSPC, seg.path);
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 2), 0, "the first slab has room");
	kc_sys = real;
	cr_expect_eq(seg.allocated[KC_SEC_CHANNELS], have);
	cr_expect_eq(seg.section[KC_SEC_CHANNELS]->hwm, 2u);
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 4000), 0);
	memset(kc_segment_row(&seg, KC_SEC_CHANNELS, 3999), 1, sizeof(struct kc_seg_channel));
	kc_segment_close(&seg, 0);
}
