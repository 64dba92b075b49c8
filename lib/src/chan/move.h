/* move.h - moving elements between the caller and a ring: one attempt each, for kc_block to repeat.
 *
 * All: > 0 how many were moved, 0 would block, -EPIPE. They publish, stamp, count and look for
 * sleepers; they never wait. */
#ifndef KC_CHAN_MOVE_H
#define KC_CHAN_MOVE_H

#include "chan/chan.h"

long kc_put(struct kc_end *e, const void *elems, size_t n);
long kc_get(struct kc_end *e, void *elems, size_t n);

/* The element at the head as 8 bytes, not taken: 1, 0 or -EPIPE; and its taking: 1, or 0 when
 * another receiver was faster. Ticket-carrying channels. */
long kc_head_look(struct kc_end *e, uint64_t *elem, uint64_t *pos);
long kc_head_take(struct kc_end *e, uint64_t pos, uint64_t *elem);
/* Whether the element that was looked at is still the head. */
bool kc_head_still(const struct kc_end *e, uint64_t pos);

#endif
