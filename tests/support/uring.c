#include "support/uring.h"

#include <errno.h>
#include <linux/time_types.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"
#include "support/harness.h"

enum { ENTRIES = 32 };

static uint32_t *at(const struct uring *u, uint32_t offset)
{
	return (uint32_t *)(void *)(u->rings + offset);
}

bool uring_open(struct uring *u)
{
	memset(u, 0, sizeof *u);
	u->fd = (int)syscall(SYS_io_uring_setup, ENTRIES, &u->p);
	if (u->fd < 0)
		return false;
	cr_assert(u->p.features & IORING_FEAT_SINGLE_MMAP);
	size_t sq = u->p.sq_off.array + u->p.sq_entries * sizeof(uint32_t);
	size_t cq = u->p.cq_off.cqes + u->p.cq_entries * sizeof(struct io_uring_cqe);
	u->rings_bytes = sq > cq ? sq : cq;
	u->sqes_bytes = u->p.sq_entries * sizeof(struct io_uring_sqe);
	void *rings = mmap(NULL, u->rings_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
		u->fd, IORING_OFF_SQ_RING);
	void *sqes = mmap(NULL, u->sqes_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
		u->fd, IORING_OFF_SQES);
	cr_assert(rings != MAP_FAILED && sqes != MAP_FAILED);
	u->rings = rings;
	u->sqes = sqes;
	return true;
}

void uring_close(struct uring *u)
{
	munmap(u->rings, u->rings_bytes);
	munmap(u->sqes, u->sqes_bytes);
	close(u->fd);
}

struct io_uring_sqe *uring_next(struct uring *u)
{
	uint32_t tail = *at(u, u->p.sq_off.tail), head = kc_load_acquire(at(u, u->p.sq_off.head));
	cr_assert_lt(tail - head, u->p.sq_entries);
	uint32_t index = tail & *at(u, u->p.sq_off.ring_mask);
	struct io_uring_sqe *sqe = (struct io_uring_sqe *)(void *)u->sqes + index;
	memset(sqe, 0, sizeof *sqe);
	at(u, u->p.sq_off.array)[index] = index;
	return sqe;
}

void uring_submit(struct uring *u)
{
	uint32_t *tail = at(u, u->p.sq_off.tail);
	kc_store_release(tail, *tail + 1);
	cr_assert_eq(syscall(SYS_io_uring_enter, u->fd, 1, 0, 0, NULL, 0), 1);
}

bool uring_reap(struct uring *u, struct io_uring_cqe *out)
{
	uint32_t *head = at(u, u->p.cq_off.head);
	if (*head == kc_load_acquire(at(u, u->p.cq_off.tail)))
		return false;
	const struct io_uring_cqe *cqe =
		(const struct io_uring_cqe *)(const void *)(u->rings + u->p.cq_off.cqes) +
		(*head & *at(u, u->p.cq_off.ring_mask));
	memcpy(out, cqe, sizeof *cqe);
	kc_store_release(head, *head + 1);
	return true;
}

void uring_wait(struct uring *u, struct io_uring_cqe *out)
{
	const struct __kernel_timespec limit = { .tv_sec = 60 };
	struct io_uring_getevents_arg arg = { .ts = (uintptr_t)&limit };
	while (!uring_reap(u, out)) {
		long rc = syscall(SYS_io_uring_enter, u->fd, 0, 1,
			IORING_ENTER_GETEVENTS | IORING_ENTER_EXT_ARG, &arg, sizeof arg);
		cr_assert(rc >= 0 || errno == EINTR, "no completion within a minute");
	}
}
