/* select.h - waiting for several channels at once: exactly one of several sends and receives is done.
 *
 *   kc_case cases[] = {
 *           { .rx = jobs, .elem = &job },
 *           { .tx = results, .elem = &result },
 *   };
 *   switch (kc_select(cases, 2, KC_FOREVER, stop)) {
 *   case 0: ...   // cases[0].result is 0: job was received; -EPIPE: jobs is closed and drained
 *
 * A case is a send or a receive that the call would do if it came first. The call looks at all of them, from a
 * place and in a direction that it draws each time, so that a channel that is always ready keeps nobody
 * away; it does the first that can be done, alone, and returns its index. If none can be done it waits for all
 * of them. What the other cases name is not touched.
 *
 * Who may call it: the one thread of every endpoint in it. An endpoint stands in one case only; different
 * endpoints of one channel may stand in several, also its sender and its receiver. Channels of different kinds,
 * topologies, payloads and domains may be mixed. Progress is that of the sends and receives; no malloc but for
 * KC_BYTES, and no system call but a sleep and a wake of a sleeper. Where futex_waitv(2) is refused results
 * are the same; wakes then also reach those who wait for other channels, and they look and sleep again.
 *
 * Source: R. Pike's and the Go language's select; that the way of looking is drawn is theirs, too. */
#ifndef KC_SELECT_H
#define KC_SELECT_H

#include <kc/types.h>

KC_BEGIN_DECLS

typedef struct kc_case {
	kc_tx *tx; /* exactly one of tx, rx */
	kc_rx *rx;
	/* KC_VALUES: the element; KC_TICKETS: kc_ticket *; KC_POINTERS: struct kc_ptr *; KC_BYTES: the buffer,
	 * which may be NULL when len_bytes is 0. */
	void *elem;
	/* KC_BYTES. Sending: length. Receiving: the buffer's size, and afterwards the message's length. */
	size_t len_bytes;
	/* Of the case whose index was returned:
	 *   0          done
	 *   -EPIPE     the channel is closed (and, for a receive, drained), which counts as ready
	 *   -EMSGSIZE  KC_BYTES: the message is longer than the buffer and stays; len_bytes says how long it is
	 *              (with several receivers: was)
	 *   -EBADMSG   KC_CHECKSUM: as kc_recv_ticket and kc_recv_bytes have it
	 * Of the case that made the call fail: the call's answer. Of all others 0. */
	int result;
	uint32_t reserved;
} kc_case;

enum { KC_SELECT_MAX = 128 };

/* The index of the case that took effect; or, and then nothing was sent or received:
 *   -EAGAIN     timeout_ns 0 (what other languages call the default case), and none is ready; it is the answer of
 *               every case, so their descriptors (kc_rx_fd) are armed again
 *   -ETIMEDOUT  the bound has passed
 *   -ECANCELED  token has fired (it may be NULL), or the token of one of the endpoints has, whose case then has
 *               that result: at once, even when cases are ready. Beats time-out beats would-block.
 *   -ESTALE, -EXDEV, -EBADMSG  a ticket to be sent is not one that the caller has; see that case's result. Tickets
 *               are looked at when the call begins, and again when the one is sent.
 *   -ENOMEM, -ENOSPC  as kc_send and kc_send_bytes, for the case that would have taken effect
 *   -E2BIG      more than KC_SELECT_MAX cases and token trees. A tree counts once, however many of the endpoints'
 *               tokens, and the call's, belong to it.
 *   -EBUSY      a sender has an open reservation; kc_commit it
 *   -EINVAL     a case with both or none of tx and rx, or without elem; an endpoint that is in two cases;
 *               timeout_ns below -1; n == 0 without a bound and a token: it could never return
 *   -EOWNERDEAD an endpoint inherited over fork
 * n == 0 waits for the bound or the token. A send into a full KC_DROP_NEWEST channel takes effect: it is dropped,
 * and counted so. A receive gives up what kc_peek has shown of its endpoint, whichever case takes effect.
 *
 * A select is one wait. While it sleeps each of its endpoints has a wait record, which names the select; when it
 * is over, its time and the event are counted on the endpoint of the case that took effect, otherwise, like
 * its would-block, time-out or cancellation, on the first case's (a cancelled endpoint's: on that). */
int kc_select(kc_case *cases, size_t n, int64_t timeout_ns, kc_cancel *token);

KC_END_DECLS
#endif
