#include "support/nth_fault.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "base/atomic.h"
#include "base/compiler.h"
#include "base/sys.h"

enum { SHORT = 4096, BURST = 3 }; /* half of the bytes; so often at the most */

/* In the order of kc_sys: what open(2) and the others list and can happen to the library's calls. futex_wake, and
 * read and write of an eventfd that does not block, have nothing that it could be told. */
#define CALLS(X)                                                                                 \
	X(futex_wait, EINTR, EAGAIN)                                                             \
	X(futex_wake, 0)                                                                         \
	X(futex_waitv, ENOSYS, EPERM, ENOMEM, EINTR, EAGAIN)                                     \
	X(membarrier, EPERM, ENOSYS, ENOMEM)                                                     \
	X(open, EMFILE, ENFILE, EACCES, ENOENT, ENOMEM, EINTR, EIO)                              \
	X(openat, EMFILE, ENFILE, ENOSPC, EDQUOT, EOPNOTSUPP, EACCES, EROFS, ENOMEM, EINTR, EIO) \
	X(close, EIO, EINTR)                                                                     \
	X(mkdir, ENOSPC, EACCES, ENOENT, EROFS, EDQUOT, EEXIST)                                  \
	X(memfd_create, EMFILE, ENFILE, ENOMEM, ENOSYS, EPERM)                                   \
	X(eventfd, EMFILE, ENFILE, ENOMEM, ENODEV)                                               \
	X(read, 0)                                                                               \
	X(write, 0)                                                                              \
	X(io_uring_setup, EPERM, ENOSYS, EMFILE, ENFILE, ENOMEM)                                 \
	X(io_uring_register, EINVAL, EOPNOTSUPP, ENOMEM, EPERM)                                  \
	X(ftruncate, EFBIG, EINTR, EIO, EPERM)                                                   \
	X(fallocate, ENOSPC, EDQUOT, EFBIG, EIO, EINTR, EOPNOTSUPP)                              \
	X(fcntl_long, EPERM, EINVAL, EBUSY)                                                      \
	X(ofd_lock, ENOLCK, EAGAIN, EINVAL, EINTR)                                               \
	X(linkat_fd, ENOENT, EXDEV, ENOSPC, EDQUOT, EIO, ENOMEM)                                 \
	X(unlinkat, EIO, EBUSY, EROFS, EACCES)                                                   \
	X(fstat, ENOMEM, EIO)                                                                    \
	X(fchmod, EPERM, EROFS, EIO, EINTR)                                                      \
	X(mmap, ENOMEM, ENFILE, EAGAIN, EACCES)                                                  \
	X(munmap, ENOMEM)                                                                        \
	X(madvise, ENOMEM, EAGAIN, EINVAL)                                                       \
	X(pread, EIO, EINTR, SHORT)                                                              \
	X(getrlimit, EPERM)                                                                      \
	X(getrandom, ENOSYS, EAGAIN, EINTR, SHORT)

#define NUMBER(name, ...) C_##name,
enum call { CALLS(NUMBER) CALL_COUNT };
#define ROW(name, ...) { #name, { __VA_ARGS__, 0 } },
static const struct {
	const char *name;
	int errors[12];
} rows[] = { CALLS(ROW) };
_Static_assert(sizeof(struct kc_sys_table) == CALL_COUNT * sizeof(void (*)(void)),
	"a new entry of kc_sys needs its errors here");

static struct kc_sys_table real;
static struct nth_state *state;
static int mapped;

static uint32_t errors_of(uint32_t call)
{
	uint32_t n = 0;
	while (rows[call].errors[n])
		n++;
	return n;
}

/* "Again" is no state that lasts. */
static bool is_momentary(enum call call, int error)
{
	return error == EINTR ||
	       (error == EAGAIN && (call == C_futex_wait || call == C_futex_waitv));
}

/* The error of this call, or 0. */
static int next(enum call call)
{
	struct nth_state *s = state;
	if (!kc_load_acquire(&s->armed))
		return 0;
	uint32_t n = kc_fetch_add_relaxed(&s->calls, 1u) + 1;
	if (n < s->at)
		return 0;
	if (n == s->at)
		kc_store_relaxed(&s->call, (uint32_t)call + 1);
	else if (!s->sticky || kc_load_relaxed(&s->call) != (uint32_t)call + 1)
		return 0;
	if (s->which >= errors_of(call))
		return 0;
	int error = rows[call].errors[s->which];
	if (kc_fetch_add_relaxed(&s->fired, 1u) >= BURST && is_momentary(call, error))
		return 0;
	return error;
}

#define WRAP(type, name, params, args)                        \
	static type f_##name params                           \
	{                                                     \
		int error = next(C_##name);                   \
		return error ? (type)-error : real.name args; \
	}
WRAP(int, futex_wait, (uint32_t * w, uint32_t v, uint64_t d), (w, v, d))
WRAP(int, futex_wake, (uint32_t * w, int n), (w, n))
WRAP(int, futex_waitv, (struct futex_waitv * w, unsigned n, uint64_t d), (w, n, d))
WRAP(int, membarrier, (int cmd), (cmd))
WRAP(int, open, (const char *p, int f, mode_t m), (p, f, m))
WRAP(int, openat, (int d, const char *p, int f, mode_t m), (d, p, f, m))
WRAP(int, mkdir, (const char *p, mode_t m), (p, m))
WRAP(int, memfd_create, (const char *n, unsigned f), (n, f))
WRAP(int, eventfd, (unsigned v, int f), (v, f))
WRAP(ssize_t, read, (int fd, void *b, size_t n), (fd, b, n))
WRAP(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n))
WRAP(int, io_uring_setup, (unsigned n, struct io_uring_params *p), (n, p))
WRAP(int, io_uring_register, (int fd, unsigned o, void *a, unsigned n), (fd, o, a, n))
WRAP(int, ftruncate, (int fd, uint64_t n), (fd, n))
WRAP(int, fallocate, (int fd, int m, uint64_t at, uint64_t n), (fd, m, at, n))
WRAP(int, fcntl_long, (int fd, int c, long a), (fd, c, a))
WRAP(int, ofd_lock, (int fd, short t), (fd, t))
WRAP(int, linkat_fd, (int fd, int d, const char *n), (fd, d, n))
WRAP(int, unlinkat, (int d, const char *n, int f), (d, n, f))
WRAP(int, fstat, (int fd, struct stat *st), (fd, st))
WRAP(int, fchmod, (int fd, mode_t m), (fd, m))
WRAP(int, madvise, (void *at, size_t n, int a), (at, n, a))
WRAP(int, getrlimit, (int r, struct rlimit *o), (r, o))

static int f_close(int fd)
{
	int error = next(C_close), rc = real.close(fd);
	return error ? -error : rc;
}

static int f_munmap(void *at, size_t n)
{
	int error = next(C_munmap), rc = real.munmap(at, n);
	(void)kc_fetch_sub(&mapped, 1);
	return error ? -error : rc;
}

static int f_mmap(void **out, void *at, size_t n, int prot, int flags, int fd, uint64_t offset)
{
	int error = next(C_mmap);
	int rc = error ? -error : real.mmap(out, at, n, prot, flags, fd, offset);
	if (rc == 0 && !(flags & MAP_FIXED))
		(void)kc_fetch_add(&mapped, 1);
	return rc;
}

static ssize_t f_pread(int fd, void *b, size_t n, uint64_t at)
{
	int error = next(C_pread);
	if (error == SHORT)
		return real.pread(fd, b, n / 2, at);
	return error ? -error : real.pread(fd, b, n, at);
}

static ssize_t f_getrandom(void *b, size_t n)
{
	int error = next(C_getrandom);
	if (error == SHORT)
		return real.getrandom(b, n / 2);
	return error ? -error : real.getrandom(b, n);
}

void nth_install(struct nth_state *s)
{
	real = kc_sys;
	state = s;
	mapped = 0;
#define ENTRY(name, ...) .name = f_##name,
	kc_sys = (struct kc_sys_table){ CALLS(ENTRY) };
}

void nth_arm(uint32_t at, uint32_t which, bool sticky)
{
	struct nth_state *s = state;
	*s = (struct nth_state){ .at = at, .which = which, .sticky = sticky };
	kc_store_release(&s->armed, 1u);
}

void nth_disarm(void)
{
	kc_store_release(&state->armed, 0u);
}

int nth_mappings(void)
{
	return kc_load_relaxed(&mapped);
}

const char *nth_call(const struct nth_state *s)
{
	return s->call ? rows[s->call - 1].name : "none";
}

uint32_t nth_errors(const struct nth_state *s)
{
	return s->call ? errors_of(s->call - 1) : 0;
}

int nth_error(const struct nth_state *s)
{
	if (s->call == 0 || s->which >= errors_of(s->call - 1))
		return 0;
	int error = rows[s->call - 1].errors[s->which];
	return error == SHORT ? 0 : error;
}

bool nth_is(const struct nth_state *s, const char *call)
{
	return s->call && strcmp(rows[s->call - 1].name, call) == 0;
}
