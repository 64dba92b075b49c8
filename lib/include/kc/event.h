/* event.h - a manual-reset event: threads wait until it is set; it stays set until it is reset.
 *
 *   static kc_event ready = KC_EVENT_INIT;
 *   kc_event_wait(&ready, KC_FOREVER);     // any number of threads
 *   kc_event_set(&ready);                  // all of them go on, and so does who comes later
 *
 * The event is part of the caller's structure: nothing to allocate, nothing to free, no domain needed. It is
 * for the threads of one process. Any thread may call anything at any time but kc_event_init, and the event
 * must outlive every call on it, the call to kc_event_set that let its last waiter go included.
 *
 * What holds:
 *  - A wait that began before a set returns 0, although a reset follows at once: set and reset in a row let
 *    everybody go who waits, and nobody who comes after.
 *  - What was written before the set is seen after the wait.
 *  - After fork the child has a copy, set or not; its waits and sets work. kc_event_init forgets the parent's
 *    waiters.
 *
 * Progress: set, reset and is_set are lock-free; a wait for an event that is set is one load. No call spins,
 * allocates or is a cancellation point. */
#ifndef KC_EVENT_H
#define KC_EVENT_H

#include <kc/types.h>
#include <kc/waitq.h>

KC_BEGIN_DECLS

/* The fields are the library's. */
typedef struct kc_event {
	uint64_t state;
	kc_waitq waiters;
} kc_event;

/* Not set. */
/* clang-format off */
#define KC_EVENT_INIT { 0, KC_WAITQ_INIT }
/* clang-format on */

/* As KC_EVENT_INIT; not while anybody uses it. */
void kc_event_init(kc_event *e);

/* Setting one that is set, and resetting one that is not, changes nothing. */
void kc_event_set(kc_event *e);
void kc_event_reset(kc_event *e);

/* 1 set, 0 not. */
int kc_event_is_set(const kc_event *e);

/* 0: it is set, or was since the wait began. -EAGAIN: a try (timeout_ns 0), and it is not set. -ETIMEDOUT.
 * -EINVAL: timeout_ns below -1. */
int kc_event_wait(kc_event *e, int64_t timeout_ns);

KC_END_DECLS
#endif
