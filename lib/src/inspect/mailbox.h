/* mailbox.h - a conflated channel's one word, and how old its value is. Its buffers stand in the arena, within
 * reach only while the writer lives. Private to the making of a snapshot. */
#ifndef KC_INSPECT_MAILBOX_H
#define KC_INSPECT_MAILBOX_H

#include "inspect/build.h"

/* received: what has left. */
void ki_mailbox_positions(struct ki_ring_seen *seen, uint64_t word);
/* Send time of the value in the mailbox of ring row `index`, of which r is a copy; 0 unknown, or empty. Up to
 * three reads. */
uint64_t ki_mailbox_oldest(struct ki_build *b, uint32_t index, const struct kc_seg_ring *r);

#endif
