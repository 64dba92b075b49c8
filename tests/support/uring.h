/* uring.h - the little of io_uring that tests need, without liburing: one request in, one completion out. One thread a
 * ring. */
#ifndef KC_TEST_URING_H
#define KC_TEST_URING_H

#include <linux/io_uring.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct uring {
	int fd;
	unsigned char *rings, *sqes;
	size_t rings_bytes, sqes_bytes;
	struct io_uring_params p;
};

/* False: the kernel or a policy refuses it. */
bool uring_open(struct uring *u);
void uring_close(struct uring *u);
/* The next free request, all zero; asserts that there is one. */
struct io_uring_sqe *uring_next(struct uring *u);
/* Hands it over; asserts that it was taken. */
void uring_submit(struct uring *u);
/* Takes the oldest completion if there is one. */
bool uring_reap(struct uring *u, struct io_uring_cqe *out);
/* Waits until there is one and takes it; none within a minute is a failure. */
void uring_wait(struct uring *u, struct io_uring_cqe *out);

#endif
