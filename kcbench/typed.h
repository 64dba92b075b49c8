/* typed.h - the inline calls for messages that are nothing but a tag. */
#ifndef KCBENCH_TYPED_H
#define KCBENCH_TYPED_H

#include <kc/kc.h>

KC_TYPED(kb_u64, uint64_t);

#endif
