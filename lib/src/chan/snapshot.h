/* snapshot.h - a channel looked at from inside: its rows added up while the domain's lock keeps endpoints from
 * opening and closing, its positions without it. Senders and receivers take no lock and are not held up. */
#ifndef KC_CHAN_SNAPSHOT_H
#define KC_CHAN_SNAPSHOT_H

#include "chan/chan.h"
#include "stats/snapshot.h"

struct kc_chan_look {
	struct kc_sums sums;
	struct kc_positions pos;
	uint32_t open_ends[2]; /* by side */
	uint64_t now_ticks, now_ns;
	uint64_t oldest_ticks; /* 0 unknown, or empty */
};
void kc_chan_look(const struct kc_chan *c, struct kc_chan_look *out);

#endif
