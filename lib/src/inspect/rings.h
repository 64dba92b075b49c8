/* rings.h - what a copied ring row says. Private to the making of a snapshot: rings.c and lanes.c. */
#ifndef KC_INSPECT_RINGS_H
#define KC_INSPECT_RINGS_H

#include "inspect/build.h"

/* Two copies of row `row`, of the same generation. False, with a finding: it is no ring of this channel. */
bool ki_ring_look(struct ki_build *b, const struct ki_raw_channel *c, uint32_t row,
	struct ki_ring_seen *seen, const struct kc_seg_ring *earlier,
	const struct kc_seg_ring *later);
/* A row that could not be copied, and why: what it says about the segment. */
void ki_ring_missing(struct ki_build *b, const struct ki_raw_channel *c, uint32_t row, int rc);

/* All lanes of an MPSC channel, added up. 0 or -ENOMEM. */
int ki_lanes_read(struct ki_build *b, struct ki_raw_channel *c);
/* The lane in this row; NULL: it was not seen. */
const struct ki_lane *ki_lane_of(const struct ki_build *b, uint32_t row);
void ki_lanes_sort(struct ki_build *b);

#endif
