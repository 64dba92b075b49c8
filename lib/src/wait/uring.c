#include "wait/uring.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>

#include "base/atomic.h"
#include "base/error.h"
#include "base/sys.h"

/* Headers older than the kernel that runs lack the names. */
enum {
	OP_FUTEX_WAIT = 51,     /* IORING_OP_FUTEX_WAIT */
	WAIT_PRIVATE_32 = 0x82, /* FUTEX2_SIZE_U32 | FUTEX2_PRIVATE, as kc_sys.futex_wake */
	PROBED = OP_FUTEX_WAIT + 1,
};
#define WAKES_OF_ALL_KINDS UINT32_MAX /* the mask has as many bits as the futex, or it is refused */

enum answer { NOT_ASKED, YES, REFUSED, TOO_OLD };
static uint32_t answer; /* enum answer */

static enum answer ask(int fd)
{
	enum { BYTES = sizeof(struct io_uring_probe) + PROBED * sizeof(struct io_uring_probe_op) };
	_Alignas(struct io_uring_probe) unsigned char room[BYTES] = { 0 };
	struct io_uring_probe *probe = (struct io_uring_probe *)(void *)room;
	int rc = kc_sys.io_uring_register(fd, IORING_REGISTER_PROBE, probe, PROBED);
	if (rc == -ENOMEM)
		return NOT_ASKED;
	if (rc == -EPERM)
		return REFUSED;
	return rc == 0 && (probe->ops[OP_FUTEX_WAIT].flags & IO_URING_OP_SUPPORTED) ? YES : TOO_OLD;
}

static bool is_shortage(int rc)
{
	return rc == -EMFILE || rc == -ENFILE || rc == -ENOMEM;
}

/* No descriptor or no memory is no answer: the next call asks again. */
static int fail_to_ask(int rc)
{
	return kc_fail(rc,
		"io_uring could not be asked whether it can wait for channels (%s); raise ulimit -n or "
		"-l, or use kc_rx_fd and kc_tx_fd",
		strerrordesc_np(-rc));
}

int kc_uring_ready(void)
{
	enum answer a = (enum answer)kc_load_relaxed(&answer);
	if (a == NOT_ASKED) {
		struct io_uring_params params = { 0 };
		int fd = kc_sys.io_uring_setup(1, &params);
		if (is_shortage(fd))
			return fail_to_ask(fd);
		a = REFUSED;
		if (fd >= 0) {
			a = ask(fd);
			(void)kc_sys.close(fd);
		}
		if (a == NOT_ASKED)
			return fail_to_ask(-ENOMEM);
		kc_store_relaxed(&answer, (uint32_t)a);
	}
	switch (a) {
	case NOT_ASKED:
	case YES:
		return 0;
	case REFUSED:
		return kc_fail(-ENOTSUP,
			"io_uring is refused here (an old kernel, sysctl kernel.io_uring_disabled, or a "
			"seccomp policy); use kc_rx_fd and kc_tx_fd");
	case TOO_OLD:
		return kc_fail(-ENOTSUP,
			"this kernel's io_uring cannot wait for futexes (Linux 6.7 can); use kc_rx_fd and "
			"kc_tx_fd");
	}
	return 0;
}

void kc_uring_fill(struct io_uring_sqe *sqe, const uint32_t *word, uint32_t value)
{
	uint64_t user_data = sqe->user_data;
	memset(sqe, 0, sizeof *sqe);
	sqe->opcode = OP_FUTEX_WAIT;
	sqe->fd = WAIT_PRIVATE_32;
	sqe->addr = (uintptr_t)word;
	sqe->off = value;
	sqe->addr3 = WAKES_OF_ALL_KINDS;
	sqe->user_data = user_data;
}
