/* ticket.h - pointers, reference-counted arena payloads, byte messages. */
#ifndef KC_TICKET_H
#define KC_TICKET_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* --- pointers: KC_POINTERS channels ---------------------------------------------------------- */

struct kc_ptr {
	void *ptr;
	size_t len_bytes;
};
int kc_send_ptr(kc_tx *tx, void *ptr, size_t len_bytes, int64_t timeout_ns);
int kc_recv_ptr(kc_rx *rx, void **ptr, size_t *len_bytes, int64_t timeout_ns);

/* --- tickets --------------------------------------------------------------------------------- */

/* Takes a payload of len_bytes (>= 1) with one reference; *data is 64-byte aligned, its bytes are
 * undefined. data may be NULL. -ENOMEM arena limit, -ENOSPC tickets_max reached or no room for a slab,
 * -EINVAL len_bytes 0. Any thread. The call site is recorded for the tools. */
KC_HOT int kc_ticket_new(kc_domain *d, size_t len_bytes, kc_ticket *out, void **data);

/* Where the payload is. The caller holds a reference. -ESTALE, -EXDEV, -EBADMSG (not a ticket). */
KC_HOT int kc_ticket_data(kc_domain *d, kc_ticket t, void **data, size_t *len_bytes);

/* One reference more; -EOVERFLOW at 4095, those that are queued in channels included. */
int kc_ticket_retain(kc_domain *d, kc_ticket t);

/* One reference less; the last frees the payload. A second release of one reference is -ESTALE. */
KC_HOT int kc_ticket_release(kc_domain *d, kc_ticket t);

/* Success moves one reference into the channel; on failure it stays the caller's. -ESTALE, -EXDEV,
 * -EBADMSG before anything is dereferenced. KC_TICKETS channels. */
KC_HOT int kc_send_ticket(kc_tx *tx, kc_ticket t, int64_t timeout_ns);

/* The reference in the channel becomes the caller's. With KC_CHECKSUM, a payload that changed since
 * the send is -EBADMSG: the ticket is taken and handed out in *out all the same, to be looked at and
 * released. KC_TICKETS and KC_BYTES channels. */
KC_HOT int kc_recv_ticket(kc_rx *rx, kc_ticket *out, int64_t timeout_ns);

/* --- bytes: KC_BYTES channels ---------------------------------------------------------------- */

/* Sends a copy of len_bytes (>= 0) bytes. -ENOMEM arena limit, -ENOSPC tickets_max reached or no room
 * for a slab (release tickets, or raise the limit); nothing was sent. */
int kc_send_bytes(kc_tx *tx, const void *buf, size_t len_bytes, int64_t timeout_ns);

/* Receives into buf; the length. -EMSGSIZE: longer than cap_bytes, the message stays (kc_rx_next_len
 * says how long it is). -EBADMSG: checksum mismatch; the message was taken and dropped. Rendezvous: the message stays
 * with its sender, who goes on waiting; also a receiver that waits is told of a longer message that begins to
 * wait, while a send that only tries passes it by. */
ssize_t kc_recv_bytes(kc_rx *rx, void *buf, size_t cap_bytes, int64_t timeout_ns);

/* Length of the message that the next receive would take; -EAGAIN when empty, -EPIPE when closed
 * and drained. Exact with one receiver. KC_BYTES and KC_TICKETS. */
ssize_t kc_rx_next_len(kc_rx *rx);

KC_END_DECLS
#endif
