/* Proves that a forked child cannot touch its parent's segment: what it writes and what it closes
 * stays its own, and the parent's life is not lengthened by the child's. */
#include "segment-kit.h"

TestSuite(segment_fork, .init = kit_begin, .fini = kit_end);

static struct kc_segment seg;

/* Runs fn in a child after the fork handler; its exit status. */
static int in_child(int (*fn)(void))
{
	pid_t pid = fork();
	if (pid == 0) {
		kc_segment_after_fork(&seg);
		_exit(fn());
	}
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status), "the child died of signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

static struct kc_seg_channel *row(void)
{
	return kc_segment_row(&seg, KC_SEC_CHANNELS, 0);
}

static void create(void)
{
	struct kc_segment_opts o = kit_opts("fork");
	cr_assert_eq(kc_segment_create(&seg, &o), 0, "%s", kc_reason());
	cr_assert_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 1), 0);
	row()->gen = 7;
}

static int descriptors_before;

static int scribble(void)
{
	if (seg.header->state != KC_SEG_CLOSED)
		return 1;
	if (row()->gen != 7)
		return 2;
	row()->gen = 9;
	seg.header->pid = 1;
	if (seg.fd != -1 || seg.dir_fd != -1)
		return 3;
	return kit_descriptors() == descriptors_before ? 0 : 4;
}

Test(segment_fork, the_child_has_a_closed_copy)
{
	descriptors_before = kit_descriptors();
	create();
	cr_expect_eq(in_child(scribble), 0);
	cr_expect_eq(seg.header->state, (uint32_t)KC_SEG_LIVE);
	cr_expect_eq(row()->gen, 7u);
	cr_expect_eq(kit_header(seg.path).pid, (uint32_t)getpid());
	row()->gen = 8; /* it is still the parent's to write */
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_CHANNELS, 1000), 0);
	kc_segment_close(&seg, 0);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

static int close_it(void)
{
	kc_segment_close(&seg, 0);
	return seg.base == NULL ? 0 : 1;
}

Test(segment_fork, the_childs_close_leaves_the_file)
{
	create();
	cr_expect_eq(in_child(close_it), 0);
	cr_expect_eq(access(seg.path, F_OK), 0);
	cr_expect_eq(kit_header(seg.path).state, (uint32_t)KC_SEG_LIVE);
	cr_expect_eq(kit_header(seg.path).closed_mono_ns, 0u);
	kc_segment_close(&seg, 0);
}

static int nothing(void)
{
	return 0;
}

Test(segment_fork, a_closed_segment_is_nothing_to_a_child)
{
	create();
	kc_segment_close(&seg, 0);
	cr_expect_eq(in_child(nothing), 0);
}

static struct kc_sys_table real;

static int no_openat(int dirfd, const char *path, int flags, mode_t mode)
{
	(void)dirfd, (void)path, (void)flags, (void)mode;
	return -EMFILE;
}

Test(segment_fork, without_a_free_descriptor_the_copy_is_made_all_the_same)
{
	descriptors_before = kit_descriptors();
	create();
	real = kc_sys;
	kc_sys.openat = no_openat;
	cr_expect_eq(in_child(scribble), 0);
	kc_sys = real;
	cr_expect_eq(row()->gen, 7u);
	kc_segment_close(&seg, 0);
}

static int no_private_mmap(
	void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset)
{
	return flags & MAP_PRIVATE ? -ENOMEM : real.mmap(out, at, bytes, prot, flags, fd, offset);
}

static int write_dies(void)
{
	pid_t pid = fork();
	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		*(volatile uint32_t *)&row()->gen = 9;
		_exit(0);
	}
	int status;
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV ? 0 : 1;
}

Test(segment_fork, without_memory_for_a_copy_the_parents_is_read_only)
{
	create();
	real = kc_sys;
	kc_sys.mmap = no_private_mmap;
	cr_expect_eq(in_child(write_dies), 0);
	cr_expect_eq(in_child(close_it), 0, "which a close must not forget");
	kc_sys = real;
	cr_expect_eq(row()->gen, 7u);
	kc_segment_close(&seg, 0);
}
