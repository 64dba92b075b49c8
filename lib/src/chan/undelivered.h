/* undelivered.h - what was accepted and never received, when its channel is freed. */
#ifndef KC_CHAN_UNDELIVERED_H
#define KC_CHAN_UNDELIVERED_H

#include "chan/chan.h"

/* Takes every element that is left and hands it to the program's callback; tickets without a
 * callback are dropped. No endpoint is open. */
void kc_undelivered(struct kc_chan *c);

#endif
