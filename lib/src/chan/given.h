/* given.h - channels whose memory is the caller's (KC_SPSC_STATIC): its struct and its endpoints', and, when no domain
 * observes it, the rows that would otherwise be in a segment. */
#ifndef KC_CHAN_GIVEN_H
#define KC_CHAN_GIVEN_H

#include <kc/static.h>

#include "chan/chan.h"

struct kc_given {
	struct kc_chan chan;
	struct kc_end end[2]; /* by side */
	void *slots;
	/* unobserved */
	struct kc_seg_channel row;
	struct kc_seg_endpoint end_row[2];
	struct kc_seg_ring ring;
};

/* 0, or -errno with a sentence. */
int kc_given_open(struct kc_chan **out, struct kc_static *s, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *o);

/* Around a fork: the lock of those that no domain observes. */
void kc_given_lock(void);
void kc_given_unlock(void);

#endif
