/* sem.h - a counting semaphore whose acquirers may ask for several permits at once.
 *
 *   static kc_sem connections = KC_SEM_INIT(8);
 *   rc = kc_sem_acquire(&connections, 2, KC_FOREVER);
 *   kc_sem_add(&connections, 2);
 *
 * The semaphore is part of the caller's structure: nothing to allocate, nothing to free, no domain needed.
 * It is for the threads of one process. Any thread may call anything at any time but kc_sem_init, and the
 * semaphore must outlive every call on it, the call to kc_sem_add that let its last user go included.
 *
 * All or nothing: acquire takes n permits in one step or none.
 *
 * Fairness: first come, first served. Who finds too little stands in line, and nobody who comes later takes
 * a permit before it, neither a smaller acquirer nor a try: a large acquirer waits until those before it
 * have been served and its own n are there, however many small ones come behind it. The price is that
 * permits lie idle while the first in line waits for more of them, and that whoever waited costs a switch
 * of threads. Who is served has its permits from that moment on; who times out or leaves takes none along,
 * and those behind it are served with what there is.
 *
 * The value may be below zero, a debt: kc_sem_reduce takes permits away without waiting for them, as one does
 * to shrink a pool whose members are in use, and the next ones that are added pay for it.
 *
 * After fork the child has a copy, the line of threads that it does not have included: call kc_sem_init
 * there before anything else.
 *
 * Progress: with nobody in line acquire, try and add are lock-free, one compare-and-swap; else they take a
 * short lock. reduce, value and waiters are lock-free. No call allocates or is a cancellation point. Sleeping
 * is on <kc/waitq.h> and on a word for each who stands in line. */
#ifndef KC_SEM_H
#define KC_SEM_H

#include <kc/types.h>
#include <kc/waitq.h>

KC_BEGIN_DECLS

#define KC_SEM_MAX 2147483647

/* The fields are the library's. */
typedef struct kc_sem {
	uint64_t state;
	uint32_t lock;
	uint32_t reserved;
	kc_waitq lock_queue;
	struct kc_sem_waiter *first, *last;
} kc_sem;

/* permits: 0 ... KC_SEM_MAX */
/* clang-format off */
#define KC_SEM_INIT(permits) { (uint32_t)(permits), 0, 0, KC_WAITQ_INIT, NULL, NULL }
/* clang-format on */

/* As KC_SEM_INIT; not while anybody uses it. -EINVAL: more than KC_SEM_MAX; nothing has changed. */
int kc_sem_init(kc_sem *s, uint32_t permits);

/* Takes n permits; n == 0 takes none and is 0 at once. -EAGAIN: a try (timeout_ns 0), and there are too few or
 * others stand in line. -ETIMEDOUT: the bound passed, nothing was taken. -EINVAL: n above KC_SEM_MAX, or
 * timeout_ns below -1. */
KC_HOT int kc_sem_acquire(kc_sem *s, uint32_t n, int64_t timeout_ns);
KC_HOT int kc_sem_try(kc_sem *s, uint32_t n);

/* Adds n permits, gives them to those in line whose turn it is, and wakes these; it need not be a thread that
 * acquired. -EOVERFLOW: the value would exceed KC_SEM_MAX; nothing was added. */
KC_HOT int kc_sem_add(kc_sem *s, uint32_t n);

/* Takes n permits away at once, below zero if they are not there. Takes nothing from who was served.
 * -EOVERFLOW: the value would fall below -KC_SEM_MAX; nothing has changed. */
int kc_sem_reduce(kc_sem *s, uint32_t n);

/* Permits at this moment; below zero: a debt (no error number). Not 0 with threads in line: the first waits
 * for more. */
int64_t kc_sem_value(const kc_sem *s);

/* Threads that stand in line at this moment. */
uint32_t kc_sem_waiters(const kc_sem *s);

KC_END_DECLS
#endif
