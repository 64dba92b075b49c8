/* spsc.h - kc as a one-sender one-receiver queue, for the cells that need it as such. */
#ifndef KC_PERF_SPSC_H
#define KC_PERF_SPSC_H

#include "own.h"
#include "suite.h"

#include <memory>

namespace perf
{

enum class Calls { inlined, functions };

/* n messages one by one, or in batches, from one CPU to the other over a KC_VALUES link of 8 bytes. */
Sample own_single(Calls calls, const Link &link, uint64_t n);
/* look_max: how many elements the receiver asks to see at once. */
Sample own_batch(Calls calls, size_t batch, size_t look_max, const Link &link, uint64_t n);

std::shared_ptr<Link> values_link(size_t capacity, unsigned domain_flags = 0);

} // namespace perf
#endif
