/* rows.h - which rows of a segment table are taken. The caller holds the domain's lock.
 *
 * Rows that were given back wait in a queue, so that the one that has been free longest is used next:
 * what old tickets and events say about a row stays true as long as possible. */
#ifndef KC_CHAN_ROWS_H
#define KC_CHAN_ROWS_H

#include "segment/segment.h"

struct kc_rows {
	struct kc_segment *seg;
	uint32_t type;
	uint32_t next; /* never used so far */
	uint32_t *free;
	uint32_t head, count, room; /* of the queue; room is 0 or a power of two */
};

void kc_rows_init(struct kc_rows *r, struct kc_segment *seg, uint32_t type);
void kc_rows_fini(struct kc_rows *r);
/* A reserved row that nobody uses. 0, or -ENOSPC or -ENOMEM with a sentence. */
int kc_rows_take(struct kc_rows *r, uint32_t *index);
void kc_rows_give(struct kc_rows *r, uint32_t index);

#endif
