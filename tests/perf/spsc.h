/* spsc.h - kc as a one-sender one-receiver queue, for the cells that need it as such. */
#ifndef KC_PERF_SPSC_H
#define KC_PERF_SPSC_H

#include "suite.h"

namespace perf
{

enum class Calls { inlined, functions };

/* n messages one by one, or in batches, from one CPU to the other. domain_flags: KC_NO_STATS or 0. */
Sample own_single(Calls calls, size_t capacity, unsigned domain_flags, uint64_t n);
/* look_max: how many elements the receiver asks to see at once. */
Sample own_batch(size_t batch, size_t look_max, size_t capacity, unsigned domain_flags, uint64_t n);

} // namespace perf
#endif
