/* sys.h - the one door for system calls that may fail in ways a test must be able to produce.
 *
 * Each entry returns what the kernel returns: a value >= 0 or -errno. Tests replace entries of the
 * table (they link the static library); nothing else writes it. */
#ifndef KC_BASE_SYS_H
#define KC_BASE_SYS_H

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>

struct io_uring_params;

struct kc_sys_table {
	/* Sleeps while *word == value; deadline_ns on CLOCK_MONOTONIC, 0: none. 0 or -EAGAIN, -EINTR,
	 * -ETIMEDOUT. Private to the process. */
	int (*futex_wait)(uint32_t *word, uint32_t value, uint64_t deadline_ns);
	int (*futex_wake)(uint32_t *word, int n);
	/* Sleeps while each word has its value; an index >= 0 (a hint only: two words may have been woken) or
	 * as futex_wait, and -ENOSYS or what a policy answers where it is not allowed. */
	int (*futex_waitv)(struct futex_waitv *words, unsigned n, uint64_t deadline_ns);
	/* MEMBARRIER_CMD_*; 0 or more, or -errno. */
	int (*membarrier)(int cmd);
	int (*open)(const char *path, int flags, mode_t mode);
	int (*openat)(int dirfd, const char *path, int flags, mode_t mode);
	int (*close)(int fd);
	int (*mkdir)(const char *path, mode_t mode);
	int (*memfd_create)(const char *name, unsigned flags);
	int (*eventfd)(unsigned value, int flags);
	ssize_t (*read)(int fd, void *buf, size_t bytes);
	ssize_t (*write)(int fd, const void *buf, size_t bytes);
	/* Here only to ask what the kernel can do: a ring's fd, and IORING_REGISTER_*. */
	int (*io_uring_setup)(unsigned entries, struct io_uring_params *params);
	int (*io_uring_register)(int fd, unsigned opcode, void *arg, unsigned n);
	int (*ftruncate)(int fd, uint64_t bytes);
	int (*fallocate)(int fd, int mode, uint64_t offset, uint64_t bytes);
	int (*fcntl_long)(int fd, int cmd, long arg);
	int (*ofd_lock)(int fd, short type);                   /* F_OFD_SETLK on byte 0 */
	int (*linkat_fd)(int fd, int dirfd, const char *name); /* gives an O_TMPFILE a name */
	int (*unlinkat)(int dirfd, const char *name, int flags);
	int (*fstat)(int fd, struct stat *st);
	int (*fchmod)(int fd, mode_t mode);
	/* *out = address */
	int (*mmap)(
		void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset);
	int (*munmap)(void *at, size_t bytes);
	int (*madvise)(void *at, size_t bytes, int advice);
	ssize_t (*pread)(int fd, void *buf, size_t bytes, uint64_t offset);
	int (*getrlimit)(int resource, struct rlimit *out);
	ssize_t (*getrandom)(void *buf, size_t bytes);
};
extern struct kc_sys_table kc_sys;

/* Makes the call anew as long as a signal ends it: -EINTR is no answer of the library's. */
#define kc_sys_again(call)            \
	({                            \
		__typeof__(call) r_;  \
		do                    \
			r_ = (call);  \
		while (r_ == -EINTR); \
		r_;                   \
	})

#endif
