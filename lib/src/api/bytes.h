/* bytes.h - what the calls of KC_BYTES channels are made of. */
#ifndef KC_API_BYTES_H
#define KC_API_BYTES_H

#include <kc/ticket.h>

#include "chan/chan.h"

/* A ticket with a copy of the message; errors as kc_ticket_new. site: the program's call. */
int kc_bytes_new(struct kc_arena *a, const void *buf, size_t len, const void *site, kc_ticket *t);

/* Room for a message, and the one that was taken. */
struct kc_bytes_into {
	size_t cap;
	uint64_t handle;
};
/* An attempt (block.h): 1, 0, -EPIPE, or -EMSGSIZE, and then the message stays. */
long kc_try_bytes(struct kc_end *e, void *into);
/* Copies out and lets go of what was taken: the length, or a failure that is counted. */
ssize_t kc_bytes_out(struct kc_end *e, uint64_t handle, void *buf);

#endif
