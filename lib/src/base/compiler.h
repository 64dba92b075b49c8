/* compiler.h - what the code asks of the compiler, in one place. */
#ifndef KC_BASE_COMPILER_H
#define KC_BASE_COMPILER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define kc_likely(x)       __builtin_expect(!!(x), 1)
#define kc_unlikely(x)     __builtin_expect(!!(x), 0)
#define KC_ALWAYS_INLINE   static inline __attribute__((always_inline))
#define KC_COLD            __attribute__((noinline, cold))
#define KC_NOINLINE        __attribute__((noinline))
#define KC_PRINTF(fmt, va) __attribute__((format(printf, fmt, va)))
/* Part of the public interface: everything else is hidden. */
#define KC_API __attribute__((visibility("default")))

/* For short functions on the fast path whose only array is the struct that a clock fills. */
#ifdef __has_attribute
#if __has_attribute(no_stack_protector)
#define KC_NO_CANARY __attribute__((no_stack_protector))
#endif
#endif
#ifndef KC_NO_CANARY
#define KC_NO_CANARY
#endif

/* Two 64-byte lines: adjacent-line prefetch makes neighbours share. */
#define KC_LINE 128

#define KC_ARRAY_LEN(a)       (sizeof(a) / sizeof((a)[0]))
#define KC_CONTAINER(p, T, m) ((T *)((char *)(p)-offsetof(T, m)))
#define KC_ALIGN_UP(x, a)     (((x) + ((a)-1)) & ~((uint64_t)(a)-1))

/* Asks for a line that will be written. GCC emits prefetchw only for CPUs it is told of; all 64-bit
 * x86 take it. */
KC_ALWAYS_INLINE void kc_prefetch_write(const void *p)
{
#if defined(__x86_64__)
	__asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
	__builtin_prefetch(p, 1, 3);
#endif
}

#ifdef KC_EXPLORE
void kc_explore_pause(void);
#endif

/* The distance a pause instruction gives the other CPU. */
KC_ALWAYS_INLINE void kc_pause(void)
{
#if defined(KC_EXPLORE)
	kc_explore_pause(); /* somebody else's turn */
#elif defined(__x86_64__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("isb" ::: "memory");
#endif
}

#endif
