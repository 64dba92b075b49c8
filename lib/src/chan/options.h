/* options.h - what kc_chan_open is asked for: checked, and turned into numbers. Pure. */
#ifndef KC_CHAN_OPTIONS_H
#define KC_CHAN_OPTIONS_H

#include <kc/chan.h>

/* 0 or -EINVAL with a sentence. */
int kc_chan_check(const struct kc_chan_opts *o);
/* Of one element as a ring carries it. */
uint32_t kc_chan_elem_bytes(const struct kc_chan_opts *o);
/* The capacity asked for, or the default, as a power of two that is at least `least`. */
uint32_t kc_chan_capacity(const struct kc_chan_opts *o, uint32_t least);

#endif
