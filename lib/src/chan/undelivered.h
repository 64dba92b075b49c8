/* undelivered.h - what a send took and nobody receives: left in a channel that is freed, or dropped by its
 * overflow policy. */
#ifndef KC_CHAN_UNDELIVERED_H
#define KC_CHAN_UNDELIVERED_H

#include "chan/chan.h"

/* Takes every element that is left and hands it to the program's callback; tickets without a
 * callback are dropped. No endpoint is open. */
void kc_undelivered(struct kc_chan *c);

/* KC_DROP_NEWEST, the channel being full: n elements as a send brings them, tickets being queued
 * already, are handed over instead and counted. n. */
long kc_drop_newest(struct kc_end *e, const void *elems, size_t n);
/* A sender has taken n elements that nobody has received, to make room for newer ones: likewise. stride: from one
 * to the next. */
void kc_drop_oldest(struct kc_end *e, const void *elems, size_t n, size_t stride);

#endif
