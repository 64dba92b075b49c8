/* tickets.h - ticket-carrying channels behind kc_send, kc_recv and their batches. */
#ifndef KC_API_TICKETS_H
#define KC_API_TICKETS_H

#include <kc/ticket.h>

#include "chan/chan.h"

/* How many were sent or received (1 ... n), or -errno. */
long kc_tickets_send(struct kc_end *e, const kc_ticket *t, size_t n, int64_t timeout_ns);
long kc_tickets_recv(struct kc_end *e, kc_ticket *out, size_t n, int64_t timeout_ns);

#endif
