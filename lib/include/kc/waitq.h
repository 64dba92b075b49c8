/* waitq.h - a queue of waiting threads: the piece that the channels' own waits are made of. Whoever builds a
 * structure that threads wait on (a pool, a latch, a queue of another shape) keeps its condition in words
 * of its own and its sleepers here. <kc/sem.h> and <kc/event.h> are two such structures.
 *
 *   static kc_waitq q = KC_WAITQ_INIT;
 *   static int take(void *ctx);          // looks, and takes: see kc_waitq_look
 *   rc = kc_waitq_wait(&q, take, ctx, timeout_ns);          // one thread
 *   give(ctx); kc_waitq_wake(&q, 1);                        // another one
 *
 * The queue is part of the caller's structure: 16 bytes, nothing to allocate, nothing to free, no domain
 * needed. It is for the threads of one process, and it must outlive every call on it.
 *
 *                   prepare, commit, abort, wait   wake, wake_all, waiters   init
 *      wait...                  -                            -                 X     - : safe together
 *      wake...                  -                            -                 X     X : caller excludes
 *
 * What holds:
 *  - No lost wake. A waiter announces itself, and looks at its condition after that; a waker makes the
 *    condition true, and wakes after that. The full fences between are the queue's, the accesses to the
 *    condition are the caller's: atomic ones, or under a lock of its own.
 *  - kc_waitq_wake(q, n) reaches n waiters that sleep, or all that there are. Who is awake and has not
 *    looked since it was woken counts as reached: a burst of wakes costs one system call a sleeper. With
 *    nobody there a wake is a fence and a load.
 *  - A waiter that times out or gives up swallows no wake: it was not the one that the wake reached, or the
 *    wake goes to another one.
 *  - Which of the waiters a wake reaches is not said: no order. Waiters for whom different things must
 *    become true (three permits, five permits) need kc_waitq_wake_all, or a queue each.
 *  - A waiter may also be woken for no reason. It looks, and goes on waiting.
 *  - After fork the child has a copy. Threads of the parent that waited stay in its count; waits and wakes
 *    work, but each wake may cost a needless system call: kc_waitq_init makes it new.
 *
 * Progress: wakes are lock-free, a wait is one but for the sleep. No call spins, allocates or is a cancellation
 * point. Source: the eventcount of D. P. Reed and R. K. Kanodia, "Synchronization with eventcounts and
 * sequencers", 1979, in the form of a count and a futex word; `woken` is our own. */
#ifndef KC_WAITQ_H
#define KC_WAITQ_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* The fields are the library's. */
typedef struct kc_waitq {
	uint32_t word;
	uint32_t reserved;
	uint64_t counts;
} kc_waitq;

/* clang-format off */
#define KC_WAITQ_INIT { 0, 0, 0 }
/* clang-format on */

/* As KC_WAITQ_INIT; not while anybody uses it. */
void kc_waitq_init(kc_waitq *q);

/* --- the whole wait in one call ---------------------------------------------------------------- */

/* Looks whether the wait is over, and may take what was waited for. Called by the waiting thread, holding
 * nothing of the queue's; it must not sleep on this queue. Its answer:
 *
 *   KC_LOOK_AGAIN   not yet: wait on
 *   KC_LOOK_DONE    over; something may be left for others: one of them is woken, and looks. Always right,
 *                   so any condition that is true or false will do.
 *   KC_LOOK_LAST    over, and nothing is left for others: saves that wake. What becomes true later has its
 *                   own wake.
 *   below 0         over with this error (-EPIPE, -ECANCELED): kc_waitq_wait returns it, and wakes another,
 *                   who will find the same. */
enum { KC_LOOK_AGAIN = 0, KC_LOOK_DONE = 1, KC_LOOK_LAST = 2 };
typedef int (*kc_waitq_look)(void *ctx);

/* Looks; else announces itself, looks again, sleeps until it is woken, and so on; then leaves and passes on
 * what it leaves behind. 0 when the look said that the wait is over, also if that was the look after the
 * bound had passed. -EAGAIN: a try (timeout_ns 0), and not yet. -ETIMEDOUT. -EINVAL: look is NULL or
 * timeout_ns below -1. Else what look returned below 0. */
int kc_waitq_wait(kc_waitq *q, kc_waitq_look look, void *ctx, int64_t timeout_ns);

/* --- step by step: for waits that do not fit a callback -------------------------------------------
 *
 *   while (!ready()) {
 *           uint32_t key;
 *           kc_waitq_prepare(&q, &key);
 *           if (ready()) {
 *                   kc_waitq_abort(&q);
 *                   break;
 *           }
 *           rc = kc_waitq_commit(&q, key, timeout_ns);
 *           ...
 *   }
 *
 * Each prepare is followed by one commit or one abort by the same thread. Who was woken (commit returned 0)
 * must look again; if it does not, or leaves something behind that others wait for, it owes them a
 * kc_waitq_wake(q, 1). */

/* Announces the thread and gives the key to sleep on. Cannot fail. Look again after it: what became true
 * before it has no wake. */
void kc_waitq_prepare(kc_waitq *q, uint32_t *key);

/* Sleeps unless there was a wake since prepare, and withdraws the announcement, whatever it returns.
 * 0: woken, or for no reason: look again. -ETIMEDOUT: the bound passed, counted from this call. -EAGAIN:
 * timeout_ns 0 and no wake since prepare. -EINVAL: timeout_ns below -1; or nobody has prepared, then nothing
 * happens. */
int kc_waitq_commit(kc_waitq *q, uint32_t key, int64_t timeout_ns);

/* Withdraws the announcement without sleeping. 0; -EINVAL: nobody has prepared. */
int kc_waitq_abort(kc_waitq *q);

/* --- waking ---------------------------------------------------------------------------------------- */

/* Wakes up to n waiters, or all; how many (0: nobody waits, or all are about to look anyway). Make the
 * condition true first. */
uint32_t kc_waitq_wake(kc_waitq *q, uint32_t n);
uint32_t kc_waitq_wake_all(kc_waitq *q);

/* Threads that are announced at this moment: for statistics and for tests, not for deciding to wake. */
uint32_t kc_waitq_waiters(const kc_waitq *q);

KC_END_DECLS
#endif
