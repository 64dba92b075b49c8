/* hist.h - the log-linear histogram that lives in shared memory.
 *
 * 4 sub-bits: 16 buckets a power of two, at most 6.25 % wide, exact below 32; values 0 ... 2^40 ns
 * in 592 buckets, larger ones in the last. One writer adds with plain stores, readers merge by adding
 * arrays. The same function is compiled into the library, the tools and the probes.
 * After G. Tene's HdrHistogram. */
#ifndef KC_BASE_HIST_H
#define KC_BASE_HIST_H

#include <stdint.h>

enum {
	KC_HIST_SUB_BITS = 4,
	KC_HIST_MAX_BITS = 40,
	KC_HIST_BUCKETS = (KC_HIST_MAX_BITS - KC_HIST_SUB_BITS + 1) << KC_HIST_SUB_BITS
};
_Static_assert(KC_HIST_BUCKETS == 592, "shared with the probes");

/* The place of the highest bit; v is not 0. clang has no leading zeros for BPF: it never ends. */
static inline uint32_t kc_hist_log2(uint64_t v)
{
#ifdef __bpf__
	uint32_t at = 0, step;
	step = (uint32_t)(v >> 32 != 0) << 5, v >>= step, at |= step;
	step = (uint32_t)(v >> 16 != 0) << 4, v >>= step, at |= step;
	step = (uint32_t)(v >> 8 != 0) << 3, v >>= step, at |= step;
	step = (uint32_t)(v >> 4 != 0) << 2, v >>= step, at |= step;
	step = (uint32_t)(v >> 2 != 0) << 1, v >>= step, at |= step;
	return at | (uint32_t)(v >> 1);
#else
	return 63u - (uint32_t)__builtin_clzll(v);
#endif
}

static inline uint32_t kc_hist_bucket(uint64_t v)
{
	if (v < (1u << KC_HIST_SUB_BITS))
		return (uint32_t)v;
	if (v >> KC_HIST_MAX_BITS)
		return KC_HIST_BUCKETS - 1;
	uint32_t e = kc_hist_log2(v) - KC_HIST_SUB_BITS;
	return (e << KC_HIST_SUB_BITS) + (uint32_t)(v >> e);
}

/* The smallest value of a bucket. */
static inline uint64_t kc_hist_low(uint32_t b)
{
	if (b < (2u << KC_HIST_SUB_BITS))
		return b;
	uint32_t e = (b >> KC_HIST_SUB_BITS) - 1;
	return (uint64_t)((b & ((1u << KC_HIST_SUB_BITS) - 1)) | (1u << KC_HIST_SUB_BITS)) << e;
}

/* The largest value of a bucket; the last bucket also holds everything above. */
static inline uint64_t kc_hist_high(uint32_t b)
{
	return b + 1 < KC_HIST_BUCKETS ? kc_hist_low(b + 1) - 1
				       : (UINT64_C(1) << KC_HIST_MAX_BITS) - 1;
}

#endif
