/* ext.h - endpoints in a program's own event loop: what is above wait/ext.h, which knows no channel. The
 * endpoint's one thread calls these. */
#ifndef KC_CHAN_EXT_H
#define KC_CHAN_EXT_H

#include "chan/chan.h"

/* The endpoint's eventfd, made and armed by the first call; -errno with a sentence. */
int kc_end_fd(struct kc_end *e);

/* A try has found nothing: the eventfd becomes readable when there may be something again. */
void kc_end_rearm(struct kc_end *e);

/* The word and the value for an io_uring wait. When the channel is ready the value is none that it has. */
const uint32_t *kc_end_prepare_wait(struct kc_end *e, uint32_t *value);

#endif
