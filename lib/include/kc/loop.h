/* loop.h - channels in an event loop of the program's own: poll, epoll, libuv, io_uring.
 *
 * Wait with whatever the loop waits with, then receive (send) with timeout_ns 0 until that answers
 * -EAGAIN. A wait is told of an element (of room), of the end of the stream and of the endpoint's token
 * when it fires (cancel.h). It may also be told for nothing: then the try answers -EAGAIN. Threads that wait
 * on the same side in kc calls are woken as if nobody else were there, and all external waiters of the side
 * are told, each by one system call of the sender, however long the burst.
 *
 * Each call: the endpoint's one thread. Polling the fd and reaping the ring: any thread; before it uses the
 * endpoint it needs the usual happens-before. Works on every kind of channel. */
#ifndef KC_LOOP_H
#define KC_LOOP_H

#include <kc/types.h>

struct io_uring_sqe;

KC_BEGIN_DECLS

/* A descriptor to poll for input (POLLIN, EPOLLIN; also the sender's): readable until a receive (a send) answers
 * -EAGAIN, which arms it again. Level-triggered; edge-triggered works, too, as any program does that tries until
 * -EAGAIN. The first call makes it, later ones return the same; it belongs to the endpoint, which closes it.
 * Take it out of the loop first. Neither read, write nor close it. FD_CLOEXEC is set, and a forked child
 * has it no more.
 *
 * While the channel is closed and drained (for senders: closed) or the token has fired it stays readable. A sender of
 * a channel that drops when full never sees -EAGAIN, so its descriptor stays readable. An element that
 * another receiver of the side has taken leaves it readable until the next try. It tells of one element or slot:
 * a try of kc_rx_wait or kc_tx_wait for several, with fewer there, leaves it readable, too.
 *
 * The descriptor, or -EMFILE, -ENFILE, -ENOMEM with kc_last_reason; -EINVAL (NULL), -EOWNERDEAD. */
int kc_rx_fd(kc_rx *rx);
int kc_tx_fd(kc_tx *tx);

/* Fills a request (all of it but user_data; set flags afterwards) that completes when a receive (a send) is worth
 * trying; at once if it is now. Any completion - 0, -EAGAIN, -EINTR - means: try, and on -EAGAIN prepare another
 * one. It is told once. Several at once on an endpoint are allowed; closing the endpoint completes them all.
 * A request that was prepared is submitted, or dropped, before the endpoint is closed.
 *
 * Needs io_uring futex waits (Linux 6.7), which the first call of the process asks the kernel for. 0; -ENOTSUP
 * with kc_last_reason: not here, use the fd; -EMFILE, -ENFILE, -ENOMEM: it could not be asked, try
 * again; -EINVAL (NULL), -EOWNERDEAD. Then the request is as it was. */
int kc_uring_prep_wait_rx(struct io_uring_sqe *sqe, kc_rx *rx);
int kc_uring_prep_wait_tx(struct io_uring_sqe *sqe, kc_tx *tx);

KC_END_DECLS
#endif
