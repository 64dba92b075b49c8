/* atomic.h - the one door for atomic operations and fences (STYLE habit 4).
 *
 * Every shared word is a plain integer of the segment layout or of a handle and is touched through
 * these names only, so that sanitizers, the model explorer and the include-law test have one place
 * to look. The orders are C11's; a comment at each use names the edge it belongs to. */
#ifndef KC_BASE_ATOMIC_H
#define KC_BASE_ATOMIC_H

#include "base/compiler.h"

#define kc_load_relaxed(p)         __atomic_load_n((p), __ATOMIC_RELAXED)
#define kc_load_acquire(p)         __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define kc_store_relaxed(p, v)     __atomic_store_n((p), (v), __ATOMIC_RELAXED)
#define kc_store_release(p, v)     __atomic_store_n((p), (v), __ATOMIC_RELEASE)
#define kc_exchange(p, v)          __atomic_exchange_n((p), (v), __ATOMIC_ACQ_REL)
#define kc_fetch_add(p, v)         __atomic_fetch_add((p), (v), __ATOMIC_ACQ_REL)
#define kc_fetch_add_relaxed(p, v) __atomic_fetch_add((p), (v), __ATOMIC_RELAXED)
#define kc_fetch_sub(p, v)         __atomic_fetch_sub((p), (v), __ATOMIC_ACQ_REL)
#define kc_fetch_or(p, v)          __atomic_fetch_or((p), (v), __ATOMIC_ACQ_REL)
#define kc_fetch_and(p, v)         __atomic_fetch_and((p), (v), __ATOMIC_ACQ_REL)

/* *expected is overwritten with what was found when the swap fails. */
#define kc_cas_relaxed(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)
#define kc_cas_weak_relaxed(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)
#define kc_cas_acquire(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE)
#define kc_cas_release(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)
#define kc_cas_acq_rel(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)
#define kc_cas_seq_cst(p, expected, v) \
	__atomic_compare_exchange_n((p), (expected), (v), false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)

#if defined(KC_EXPLORE)
/* Instrumented as for ThreadSanitizer, but run by the explorer (tests/model/explorer), which knows fences. */
#elif defined(__SANITIZE_THREAD__)
#define KC_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KC_TSAN 1
#endif
#endif

#ifdef KC_TSAN
/* ThreadSanitizer does not model fences; a locked operation on one word orders as strongly. */
extern uint32_t kc_tsan_fence_word;
#define kc_fence_full()    ((void)__atomic_fetch_add(&kc_tsan_fence_word, 1, __ATOMIC_SEQ_CST))
#define kc_fence_acquire() ((void)__atomic_load_n(&kc_tsan_fence_word, __ATOMIC_ACQUIRE))
#define kc_fence_release() ((void)__atomic_fetch_add(&kc_tsan_fence_word, 0, __ATOMIC_RELEASE))
#else
#define kc_fence_full()    __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define kc_fence_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define kc_fence_release() __atomic_thread_fence(__ATOMIC_RELEASE)
#endif
/* Acquire, of a 64-bit word in memory that may have been given back and be anybody's by now. What it says counts
 * only when a compare-and-swap has shown that it had not been. */
#if defined(KC_EXPLORE)
uint64_t kc_explore_load_stale(const uint64_t *p);
#define kc_load_stale(p) kc_explore_load_stale(p)
#elif defined(KC_TSAN)
/* Whoever has the memory now writes it as it likes. */
static inline __attribute__((noinline, unused, no_sanitize("thread"))) uint64_t kc_load_stale(
	const uint64_t *p)
{
	return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}
#else
#define kc_load_stale(p) kc_load_acquire(p)
#endif
/* Orders the compiler only: the other half of a membarrier (PROTOCOLS §2, fence mode). */
#define kc_barrier() __atomic_signal_fence(__ATOMIC_SEQ_CST)

#endif
