/* crash_walk.h - the third source of INV-POS-4: what lies in the slots of a process that stands still, while its segment
 * is a copy. A dead process has no arena to walk unless it was a named one; here the memory is still there.
 *
 * Elements of 8 bytes. A value that was sent as the p-th of its ring is CRASH_VALUE + p; a ticket is one that is queued. */
#ifndef KC_TEST_CRASH_WALK_H
#define KC_TEST_CRASH_WALK_H

#include "support/crash_copy.h"
#include "support/crash_look.h"

#define CRASH_VALUE UINT64_C(1000)

struct crash_walk {
	const struct crash_copy *copy;
	struct crash_look *look;
	const uint8_t *arena;
	uint64_t slack; /* elements that a lone sender may have under way */
	bool freeing; /* no endpoint is left, and who frees a channel takes out what is in it without a claim */
	/* Set by the walk over a channel: the lowest position whose receiver is on record as still copying,
	 * UINT64_MAX none. */
	uint64_t copying;
};

/* The arena of the live writer, mapped for reading; bytes: its limit, as the header says. */
const uint8_t *crash_arena_map(pid_t pid, const char *segment, const struct kc_seg_header *h);

/* Every position below `sent` that has not left holds its element, or its sender has a claim on record that covers it
 * (PROTOCOLS §3); and every slot that was received and not given back is covered likewise. False: look->wrong. */
bool crash_walk_channel(struct crash_walk *w, uint32_t channel);

#endif
