/* check.h - the rules of the protocols as assertions, in checking builds (the CMake option KC_CHECK).
 *
 * A name is the rule's in PROTOCOLS ("INV-POS-1"; rules that have no name of their own go by the word that is printed
 * in bold there, "MPMC"). A condition is about what this process has written or has just read for itself, never about
 * what a file holds that somebody else may have written: a program's mistake and a damaged segment have their -errno.
 * It stands where the fact comes to be, loads what is shared through base/atomic.h, and has no effects. What is not
 * KC_CHECK does not evaluate it, and has no code of it. docs/invariants.md lists them all. */
#ifndef KC_BASE_CHECK_H
#define KC_BASE_CHECK_H

#include "base/compiler.h"

/* A function that only conditions ask. */
#define KC_CHECK_ONLY static inline __attribute__((unused))

#ifdef KC_CHECK
/* Says which rule, what was found and where on stderr, and aborts. Async-signal-safe. */
void kc_invariant_broken(const char *name, const char *condition, const char *file, int line)
	__attribute__((noreturn)) KC_COLD;
#define KC_INVARIANT(name, condition)   \
	(kc_likely(condition) ? (void)0 \
			      : kc_invariant_broken((name), #condition, __FILE__, __LINE__))
#else
/* Looked at by the compiler only, so that it does not rot. */
#define KC_INVARIANT(name, condition) ((void)sizeof((condition) ? 1 : 0))
#endif

#endif
