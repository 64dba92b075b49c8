#include "base/sys.h"

#include <errno.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define RESULT(call)                                          \
	do {                                                  \
		int saved = errno;                            \
		__typeof__(call) r_ = (call);                 \
		__typeof__(call) out_ = r_ < 0 ? -errno : r_; \
		errno = saved; /* errno is the program's */   \
		return out_;                                  \
	} while (0)

static int do_futex_wait(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	struct timespec t = { (time_t)(deadline_ns / 1000000000u),
		(long)(deadline_ns % 1000000000u) };
	/* WAIT_BITSET takes an absolute CLOCK_MONOTONIC time; plain WAIT a relative one. */
	RESULT((int)syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value,
		deadline_ns ? &t : NULL, NULL, FUTEX_BITSET_MATCH_ANY));
}

static int do_futex_wake(uint32_t *word, int n)
{
	RESULT((int)syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, n, NULL, NULL, 0));
}

static int do_futex_waitv(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	struct timespec t = { (time_t)(deadline_ns / 1000000000u),
		(long)(deadline_ns % 1000000000u) };
	RESULT((int)syscall(
		SYS_futex_waitv, words, n, 0, deadline_ns ? &t : NULL, CLOCK_MONOTONIC));
}

static int do_membarrier(int cmd)
{
	RESULT((int)syscall(SYS_membarrier, cmd, 0, 0));
}

static int do_open(const char *path, int flags, mode_t mode)
{
	RESULT(open(path, flags, mode));
}

static int do_openat(int dirfd, const char *path, int flags, mode_t mode)
{
	RESULT(openat(dirfd, path, flags, mode));
}

static int do_close(int fd)
{
	RESULT(close(fd));
}

static int do_mkdir(const char *path, mode_t mode)
{
	RESULT(mkdir(path, mode));
}

static int do_memfd_create(const char *name, unsigned flags)
{
	RESULT(memfd_create(name, flags));
}

static int do_eventfd(unsigned value, int flags)
{
	RESULT(eventfd(value, flags));
}

static ssize_t do_read(int fd, void *buf, size_t bytes)
{
	RESULT(read(fd, buf, bytes));
}

static ssize_t do_write(int fd, const void *buf, size_t bytes)
{
	RESULT(write(fd, buf, bytes));
}

static int do_io_uring_setup(unsigned entries, struct io_uring_params *params)
{
	RESULT((int)syscall(SYS_io_uring_setup, entries, params));
}

static int do_io_uring_register(int fd, unsigned opcode, void *arg, unsigned n)
{
	RESULT((int)syscall(SYS_io_uring_register, fd, opcode, arg, n));
}

static int do_ftruncate(int fd, uint64_t bytes)
{
	RESULT(ftruncate(fd, (off_t)bytes));
}

static int do_fallocate(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	RESULT(fallocate(fd, mode, (off_t)offset, (off_t)bytes));
}

static int do_fcntl_long(int fd, int cmd, long arg)
{
	RESULT(fcntl(fd, cmd, arg));
}

static int do_ofd_lock(int fd, short type)
{
	struct flock l = { .l_type = type, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	RESULT(fcntl(fd, F_OFD_SETLK, &l));
}

static int do_linkat_fd(int fd, int dirfd, const char *name)
{
	char from[40];
	snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
	RESULT(linkat(AT_FDCWD, from, dirfd, name, AT_SYMLINK_FOLLOW));
}

static int do_unlinkat(int dirfd, const char *name, int flags)
{
	RESULT(unlinkat(dirfd, name, flags));
}

static int do_fstat(int fd, struct stat *st)
{
	RESULT(fstat(fd, st));
}

static int do_fchmod(int fd, mode_t mode)
{
	RESULT(fchmod(fd, mode));
}

static int do_mmap(void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset)
{
	int saved = errno;
	void *p = mmap(at, bytes, prot, flags, fd, (off_t)offset);
	int rc = p == MAP_FAILED ? -errno : 0;
	errno = saved;
	if (rc == 0)
		*out = p;
	return rc;
}

static int do_munmap(void *at, size_t bytes)
{
	RESULT(munmap(at, bytes));
}

static int do_madvise(void *at, size_t bytes, int advice)
{
	RESULT(madvise(at, bytes, advice));
}

static ssize_t do_pread(int fd, void *buf, size_t bytes, uint64_t offset)
{
	RESULT(pread(fd, buf, bytes, (off_t)offset));
}

static int do_getrlimit(int resource, struct rlimit *out)
{
	RESULT(getrlimit((__rlimit_resource_t)resource, out));
}

static ssize_t do_getrandom(void *buf, size_t bytes)
{
	RESULT(getrandom(buf, bytes, 0));
}

struct kc_sys_table kc_sys = {
	.futex_wait = do_futex_wait,
	.futex_wake = do_futex_wake,
	.futex_waitv = do_futex_waitv,
	.membarrier = do_membarrier,
	.open = do_open,
	.openat = do_openat,
	.close = do_close,
	.mkdir = do_mkdir,
	.memfd_create = do_memfd_create,
	.eventfd = do_eventfd,
	.read = do_read,
	.write = do_write,
	.io_uring_setup = do_io_uring_setup,
	.io_uring_register = do_io_uring_register,
	.ftruncate = do_ftruncate,
	.fallocate = do_fallocate,
	.fcntl_long = do_fcntl_long,
	.ofd_lock = do_ofd_lock,
	.linkat_fd = do_linkat_fd,
	.unlinkat = do_unlinkat,
	.fstat = do_fstat,
	.fchmod = do_fchmod,
	.mmap = do_mmap,
	.munmap = do_munmap,
	.madvise = do_madvise,
	.pread = do_pread,
	.getrlimit = do_getrlimit,
	.getrandom = do_getrandom,
};
