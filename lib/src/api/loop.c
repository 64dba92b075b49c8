#include <kc/loop.h>

#include <errno.h>

#include "api/fork.h"
#include "base/error.h"
#include "chan/ext.h"
#include "wait/uring.h"

static int fd_of(struct kc_end *e)
{
	if (e->domain->forked)
		return -EOWNERDEAD;
	kc_fork_watch(); /* channels without a domain have descriptors, too */
	return kc_end_fd(e);
}

KC_API int kc_rx_fd(kc_rx *rx)
{
	return rx ? fd_of(&rx->e) : kc_fail(-EINVAL, "kc_rx_fd: the endpoint is NULL");
}

KC_API int kc_tx_fd(kc_tx *tx)
{
	return tx ? fd_of(&tx->e) : kc_fail(-EINVAL, "kc_tx_fd: the endpoint is NULL");
}

static int prepare(struct io_uring_sqe *sqe, struct kc_end *e)
{
	if (e->domain->forked)
		return -EOWNERDEAD;
	int rc = kc_uring_ready();
	if (rc)
		return rc;
	uint32_t value;
	const uint32_t *word = kc_end_prepare_wait(e, &value);
	kc_uring_fill(sqe, word, value);
	return 0;
}

KC_API int kc_uring_prep_wait_rx(struct io_uring_sqe *sqe, kc_rx *rx)
{
	return sqe && rx ? prepare(sqe, &rx->e)
			 : kc_fail(-EINVAL, "kc_uring_prep_wait_rx: an argument is NULL");
}

KC_API int kc_uring_prep_wait_tx(struct io_uring_sqe *sqe, kc_tx *tx)
{
	return sqe && tx ? prepare(sqe, &tx->e)
			 : kc_fail(-EINVAL, "kc_uring_prep_wait_tx: an argument is NULL");
}
