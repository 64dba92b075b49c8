/* values.h - sending and receiving elements.
 *
 * Progress: SPSC and MPSC wait-free until full or empty; MPMC, KC_CONFLATED, and MPSC that is unlimited or drops the
 * oldest, lock-free; rendezvous lock-free but for
 * the few nanoseconds in which somebody has a partner in his hands. No malloc and no system call but a sleep and a
 * wake of a sleeper. Each call: the endpoint's one thread.
 * On KC_UNLIMITED channels a send may take memory for the next chunk from the domain's arena, under a lock, once
 * in hundreds of elements; it is -ENOMEM (the arena's limit) or -ENOSPC when there is none, whatever the time-out, and
 * nothing was sent or lost: receive, release tickets, or raise arena_limit_bytes; set limit_bytes to wait instead.
 * Common errors: -EAGAIN (timeout_ns 0), -ETIMEDOUT, -ECANCELED (cancel.h), -EPIPE, -EINVAL, -EOWNERDEAD. */
#ifndef KC_VALUES_H
#define KC_VALUES_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* One element: elem_bytes bytes (KC_VALUES), struct kc_ptr (KC_POINTERS), kc_ticket (KC_TICKETS). */
KC_HOT int kc_send(kc_tx *tx, const void *elem, int64_t timeout_ns);
KC_HOT int kc_recv(kc_rx *rx, void *elem, int64_t timeout_ns);

/* Waits until one fits and sends what fits, in order; the number sent (1 ... n, at the most 64 on
 * KC_TICKETS). n == 0 is 0. Rendezvous: one for each receiver that waits, or one after waiting for it.
 * KC_CONFLATED: the last one gets in, the others count as sent and replaced. */
ssize_t kc_send_n(kc_tx *tx, const void *elems, size_t n, int64_t timeout_ns);
/* Waits for one and takes what is there, up to max, on MPSC from one sender after the other; the number
 * received (1 ... max; one on a domain with KC_CHECKSUM). Rendezvous: from each sender that
 * waits, or one after waiting for it. */
ssize_t kc_recv_n(kc_rx *rx, void *elems, size_t max, int64_t timeout_ns);

/* In place, on SPSC and MPSC with KC_VALUES or KC_POINTERS; elsewhere and with KC_DROP_OLDEST -EINVAL: slots of
 * a shared side are not contiguous, a claim cannot be undone, and what may be dropped is nobody's until it was
 * taken. Spans are contiguous and may be shorter than asked: loop.
 * On MPSC a span has the elements of one sender; KC_UNLIMITED: on SPSC only.
 *
 * kc_reserve: grants 1 ... want slots to fill; -EAGAIN when full, -EBUSY with one already open.
 * kc_commit: publishes the first n (n <= granted, else -EINVAL); 0 aborts.
 * kc_peek: shows 1 ... want elements; they stay in the channel. -EAGAIN when empty.
 * kc_release: takes the first n of what was shown (more is -EINVAL). A receive in between gives up what
 *   was shown: peek again. */
KC_HOT ssize_t kc_reserve(kc_tx *tx, size_t want, void **span);
KC_HOT int kc_commit(kc_tx *tx, size_t n);
KC_HOT ssize_t kc_peek(kc_rx *rx, size_t want, const void **span);
KC_HOT int kc_release(kc_rx *rx, size_t n);

/* Waits until n slots are free, or n elements are there (1 ... capacity; on MPSC those of all senders
 * together, as kc_recv_n takes them; KC_UNLIMITED: as many as limit_bytes allows, without one any number, and a
 * sender's wait then ends at once). On SPSC and MPSC a following reserve or peek is then granted; on MPMC another
 * endpoint may be faster. A receiver's wait also ends when the channel is closed with fewer than n
 * elements left (0: peek shows them; -EPIPE: drained). */
int kc_tx_wait(kc_tx *tx, size_t n, int64_t timeout_ns);
int kc_rx_wait(kc_rx *rx, size_t n, int64_t timeout_ns);

/* Calls fn for up to max elements that are there, in order and in place (SPSC, MPSC) or on a copy; each
 * is taken when fn returns. A non-zero return stops after that element. The number taken, or -EAGAIN,
 * -EPIPE. A ticket whose checksum is wrong (KC_CHECKSUM) is released without being shown, counted as
 * a ticket error and ends the call; -EBADMSG when it was the first. fn must not use this endpoint.
 * KC_DROP_OLDEST: -EINVAL. */
typedef int (*kc_elem_fn)(void *ctx, const void *elem);
ssize_t kc_consume(kc_rx *rx, size_t max, kc_elem_fn fn, void *ctx);

KC_END_DECLS
#endif
