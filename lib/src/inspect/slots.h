/* slots.h - when the oldest elements of MPMC rings were sent. Their stamps stand in the arena, within reach
 * only while the writer lives.
 *
 * A look is planned from one copy of a ring's row and believed by a later one: an element that no receiver
 * had claimed by then was in its slot all the time, and so was its stamp. Private to the making of a
 * snapshot. */
#ifndef KC_INSPECT_SLOTS_H
#define KC_INSPECT_SLOTS_H

#include "inspect/build.h"

enum { KI_SLOT_STAMPS = 8 };

struct ki_slot_look {
	uint32_t owner;     /* index into ki_build.chan */
	uint32_t slots;     /* looked at, from the receive cursor on */
	uint64_t first_pos; /* of the first one */
	uint64_t slots_at;  /* offsets in the arena */
	uint64_t stamps_at;
	uint32_t slot_bytes;
	uint32_t count; /* stamped elements found, oldest first */
	struct {
		uint64_t pos, ticks;
	} stamp[KI_SLOT_STAMPS];
};

/* Whether there is anything to look at; r has been found sane. */
bool ki_slots_plan(
	struct ki_build *b, struct ki_slot_look *l, uint32_t owner, const struct kc_seg_ring *r);
/* Reads all, neighbours together, and puts them in another order. buf: KI_CHUNK_BYTES. */
void ki_slots_read(struct ki_build *b, struct ki_slot_look *l, size_t count, unsigned char *buf);
/* Send time of the oldest stamped element in [received, sent), positions from a later copy; 0 unknown. */
uint64_t ki_slots_oldest(const struct ki_slot_look *l, uint64_t received, uint64_t sent);

#endif
