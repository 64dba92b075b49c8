#include "base/atomic.h"

#ifdef KC_TSAN
uint32_t kc_tsan_fence_word;
#else
typedef int kc_fences_are_real;
#endif
