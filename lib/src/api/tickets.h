/* tickets.h - ticket-carrying channels behind kc_send, kc_recv and their batches. */
#ifndef KC_API_TICKETS_H
#define KC_API_TICKETS_H

#include <kc/ticket.h>

#include "chan/chan.h"

/* How many were sent or received (1 ... n), or -errno. */
long kc_tickets_send(struct kc_end *e, const kc_ticket *t, size_t n, int64_t timeout_ns);
/* A ticket that cannot be taken is left out and counted; its error is the answer when it was the only
 * one. -EBADMSG: *out is the caller's all the same. */
long kc_tickets_recv(struct kc_end *e, kc_ticket *out, size_t n, int64_t timeout_ns);
/* The reference to a corrupt ticket that was received on behalf of somebody who cannot be handed it. */
void kc_tickets_drop(struct kc_end *e, const void *ticket);

#endif
