/* ext.h - external waiters: who waits for one side of a channel in an event loop of its own (PROTOCOLS §2
 * "External waiters"), on an endpoint's eventfd or with an io_uring futex wait.
 *
 * They cannot look once more before they sleep, and may not be reaped for a second, so they never share the
 * word that threads sleep on: a wake tells them all first and then wakes threads by the normal rule. The
 * one who wakes learns of them without another load: a bit beside the threads' announcement says that some
 * may be armed; whoever takes the bit tells them.
 *
 *   eventfd   armed is 1 from when the eventfd was cleared until somebody exchanges it to 0, who then writes:
 *             a burst writes once. A cleared eventfd is armed and nothing was there when its owner looked
 *             after arming, or somebody is about to write it. Spurious readiness is allowed.
 *   io_uring  requests sleep on word_ext while it has the value read before the announcement. Telling them
 *             is advancing it and waking all on it.
 *
 * Arming is: clear, armed, bit, fence, membarrier if a peer is FAST, look; when it finds something the same
 * call takes `armed` back and writes (the channel's part: chan/ext.h).
 *
 *                 arm   fire   open/close   wake
 *   arm            X     -         X         -      - : safe together
 *   fire           -     -         X         -      X : caller excludes (same endpoint)
 *   open/close     X     X         X         -      arm, fire, prepare: wait-free, fire async-signal-safe;
 *   wake           -     -         -         -      wake: a lock, held for a write an armed eventfd
 *
 * Edges, beside side.h's W1, which holds for the bit as for a thread's announcement:
 *   X1 armed, then bit (release) -> bit taken, then armed (acquire): who takes the bit finds who set it.
 *   X2 publication, armed to 0 (release) -> armed to 1 (acquire): who clears the write sees what it was for.
 * Model: external. */
#ifndef KC_WAIT_EXT_H
#define KC_WAIT_EXT_H

#include <pthread.h>

#include "base/atomic.h"
#include "segment/layout.h"

#define KC_WORD_EXT    (KC_WORD_FD | KC_WORD_URING)
#define KC_WAITERS_EXT (KC_WAITERS_FD | KC_WAITERS_URING)

/* An endpoint's. */
struct kc_ext {
	struct kc_seg_side_wait *side; /* where it waits */
	bool several;                  /* with others */
	int fd;                        /* eventfd; -1: none */
	uint32_t armed;
	struct kc_ext_list *list; /* that of its channel */
	struct kc_ext *next;
	struct kc_ext *next_of_all, **link_of_all; /* in the process, for fork(2) */
};

/* A channel's endpoints with an eventfd, of both sides. */
struct kc_ext_list {
	pthread_mutex_t lock;
	struct kc_ext *first;
};

void kc_ext_list_init(struct kc_ext_list *l);
void kc_ext_list_fini(struct kc_ext_list *l);

KC_ALWAYS_INLINE void kc_ext_init(
	struct kc_ext *x, struct kc_ext_list *l, struct kc_seg_side_wait *s, bool several)
{
	*x = (struct kc_ext){ .side = s, .several = several, .fd = -1, .list = l };
}

/* Makes the eventfd, not armed; 0 or eventfd(2)'s -errno. */
int kc_ext_open(struct kc_ext *x);
/* Closes it, if there is one, and ends what io_uring waits for on this side. */
void kc_ext_close(struct kc_ext *x);

/* Around fork(2): in the child no endpoint has an eventfd. The parent's are closed there, or the child could take
 * what they tell. */
void kc_ext_lock(void);
void kc_ext_unlock(void);
void kc_ext_after_fork(void);

/* The first half of arming, up to the fence; the caller then looks (see above). */
void kc_ext_arm(struct kc_ext *x);
/* Writes the eventfd if it was armed; whether it was. */
bool kc_ext_fire(struct kc_ext *x);
/* The same for an io_uring wait: the value of side->word_ext to sleep on. */
uint32_t kc_ext_prepare(struct kc_ext *x);

/* Everything that waits on this endpoint, whatever the bits say: its token has fired. Async-signal-safe. */
void kc_ext_end(struct kc_ext *x);

uint32_t kc_ext_tell(struct kc_ext_list *l, struct kc_seg_side_wait *s, bool several);

/* After publishing, fencing and finding the word not 0, before threads are woken: tells whoever is armed on
 * this side; how many. */
KC_ALWAYS_INLINE uint32_t kc_ext_wake(
	struct kc_ext_list *l, struct kc_seg_side_wait *s, bool several)
{
	uint32_t any = several ? kc_load_relaxed(&s->waiters) & KC_WAITERS_EXT
			       : kc_load_relaxed(&s->word) & KC_WORD_EXT;
	return kc_unlikely(any) ? kc_ext_tell(l, s, several) : 0;
}

#endif
