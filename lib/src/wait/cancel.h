/* cancel.h - cancellation tokens: trees of flags with one futex word a tree (PROTOCOLS INV-
 * CANCEL-1).
 *
 * Fire: set the own flag, advance the root's word, wake all on it. A waiter reads the word, then
 * asks whether its token or an ancestor has fired, then sleeps on the value it read - and on its
 * channel's word with the same call, futex_waitv (Linux 5.16). Which of its words woke it is not
 * asked: the kernel's answer is one index also when both were woken.
 *
 * Where futex_waitv is refused (an older kernel, a policy, no memory) a thread can sleep on its
 * channel's word only, and the one who fires wakes it there. For that every endpoint with a token
 * stands in its root's list of watches, and `alone` counts the threads of the tree that sleep so:
 * as long as it is 0, firing does not look at the list. An external waiter (ext.h) cannot sleep on a
 * token either: its endpoint counts all the time. A signal handler may fire, so the list is
 * read without a lock: whoever leaves it unlinks its watch and then waits until nobody walks any
 * list. Nobody ever waits in order to fire.
 *
 * A handle, each child and each endpoint hold one reference; who gives up the last one frees.
 *
 * Who may call what: as kc/cancel.h says. Edges:
 *   K1 flag, word, fence, look at `alone`  against  `alone`, fence, look at the word, sleep.
 *   K2 unlink, fence, look at the walkers  against  count as a walker, fence, read the list.
 * Models: cancel, cancel_leave. */
#ifndef KC_WAIT_CANCEL_H
#define KC_WAIT_CANCEL_H

#include <kc/types.h>

#include "base/atomic.h"
#include "segment/layout.h"

struct kc_ext;

/* An endpoint in its token's tree. */
struct kc_cancel_watch {
	struct kc_seg_side_wait *side; /* where it sleeps */
	bool several;                  /* with others */
	uint64_t *record;              /* its wait record's word (record.h), NULL: it has none */
	struct kc_ext *ext; /* its external waiters, which `alone` counts; NULL: it has none */
	struct kc_cancel_watch *next; /* of the root's list */
};

struct kc_cancel {
	uint32_t fired;
	uint32_t references;
	struct kc_cancel *parent; /* NULL: a root */
	struct kc_cancel *root;
	/* of a root */
	uint32_t word; /* advanced by every token of the tree that fires */
	uint32_t
		alone; /* threads that sleep on their channel's word only; endpoints with external waiters */
	struct kc_cancel_watch *watches;
};

/* 0 or -ENOMEM. */
int kc_cancel_make(struct kc_cancel **out, struct kc_cancel *parent);
void kc_cancel_drop(struct kc_cancel *c);
/* Lock-free, async-signal-safe. */
void kc_cancel_set_off(struct kc_cancel *c);

KC_ALWAYS_INLINE bool kc_cancel_is_fired(const struct kc_cancel *c)
{
	for (; c; c = c->parent)
		if (kc_load_acquire(&c->fired))
			return true;
	return false;
}

/* Before the question above; then sleep on what was read. */
KC_ALWAYS_INLINE uint32_t kc_cancel_word(const struct kc_cancel *c)
{
	return kc_load_acquire(&c->root->word);
}

/* Sleeps while the token's word is `seen` and *word is value; as kc_sys.futex_wait. */
int kc_cancel_sleep(
	struct kc_cancel *c, uint32_t seen, uint32_t *word, uint32_t value, uint64_t deadline_ns);

/* An endpoint takes the token, with a reference, and gives it back. w->side, several and ext are set.
 * */
void kc_cancel_join(struct kc_cancel *c, struct kc_cancel_watch *w);
void kc_cancel_leave(struct kc_cancel *c, struct kc_cancel_watch *w);

/* The endpoint of a watch has external waiters from now on. The caller then asks whether the token has fired,
 * as after joining with some: whoever fires later tells them. */
void kc_cancel_external(struct kc_cancel *c, struct kc_cancel_watch *w, struct kc_ext *ext);

/* Around fork(2): the lists whole in the child, where nobody walks them. */
void kc_cancel_lock(void);
void kc_cancel_unlock(void);
void kc_cancel_after_fork(void);

#endif
