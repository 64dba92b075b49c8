#include "wait/cancel.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "base/point.h"
#include "base/sys.h"
#include "wait/ext.h"
#include "wait/many.h"
#include "wait/record.h"
#include "wait/side.h"
#include "wait/word.h"

/* One of each for all trees, so that a forked child can put them right: it finds whatever another
 * thread was doing at the time. The lock is for those who change lists; they are rare. */
static pthread_mutex_t lists = PTHREAD_MUTEX_INITIALIZER;
static uint32_t walkers; /* those who read a list */
static uint32_t leavers; /* those who wait for them */

/* --- life ------------------------------------------------------------------------------------ */

int kc_cancel_make(struct kc_cancel **out, struct kc_cancel *parent)
{
	/* Its own line: asked by every call of its endpoints. */
	struct kc_cancel *c = aligned_alloc(KC_LINE, KC_ALIGN_UP(sizeof *c, KC_LINE));
	if (!c)
		return -ENOMEM;
	memset(c, 0, sizeof *c);
	c->references = 1;
	c->parent = parent;
	c->root = parent ? parent->root : c;
	if (parent)
		(void)kc_fetch_add(&parent->references, 1u);
	*out = c;
	return 0;
}

void kc_cancel_drop(struct kc_cancel *c)
{
	while (c && kc_fetch_sub(&c->references, 1u) == 1) {
		struct kc_cancel *parent = c->parent;
		/* An endpoint in the list, or asleep, would hold a reference. */
		KC_INVARIANT("INV-CANCEL-1", !c->watches && kc_load_relaxed(&c->alone) == 0);
		free(c);
		c = parent;
	}
}

/* --- firing ---------------------------------------------------------------------------------- */

/* Wakes the tree's endpoints where they sleep alone. Who need not wake looks and sleeps again. */
static void wake_watches(struct kc_cancel *root)
{
	(void)kc_fetch_add(&walkers, 1u);
	kc_fence_full(); /* K2 */
	for (struct kc_cancel_watch *w = kc_load_acquire(&root->watches); w;
		w = kc_load_acquire(&w->next)) {
		KC_POINT("cancel.walking");
		struct kc_ext *ext = kc_load_acquire(&w->ext);
		if (ext)
			kc_ext_end(ext);
		kc_side_wake_all(w->side, w->several, 0);
		if (w->record)
			(void)kc_record_stir(w->record, 0);
	}
	uint32_t before = kc_fetch_sub(&walkers, 1u);
	KC_POINT("cancel.walked");
	kc_fence_full(); /* K2: the count against the leaver's announcement */
	if (before == 1 && kc_load_relaxed(&leavers))
		(void)kc_sys.futex_wake(&walkers, INT_MAX);
}

void kc_cancel_set_off(struct kc_cancel *c)
{
	struct kc_cancel *root = c->root;
	KC_INVARIANT("INV-CANCEL-1", !root->parent && root->root == root);
	kc_store_release(&c->fired, 1u);
	KC_POINT("cancel.fired");
	KC_INVARIANT("INV-CANCEL-1", kc_cancel_is_fired(c));
	(void)kc_fetch_add(&root->word, 1u);
	KC_POINT("cancel.advanced");
	uint32_t was = kc_word_put_aside(); /* in a handler */
	(void)kc_sys.futex_wake(&root->word, INT_MAX);
	KC_POINT("cancel.woke");
	kc_fence_full(); /* K1 */
	if (kc_unlikely(kc_load_relaxed(&root->alone)))
		wake_watches(root);
	kc_many_changed(0);
	kc_word_put_back(was);
}

/* --- sleeping -------------------------------------------------------------------------------- */

static bool is_answer(int rc)
{
	return rc >= 0 || rc == -EAGAIN || rc == -EINTR || rc == -ETIMEDOUT;
}

int kc_cancel_sleep(
	struct kc_cancel *c, uint32_t seen, uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	struct kc_cancel *root = c->root;
	struct futex_waitv both[2] = {
		{ .uaddr = (uintptr_t)word, .val = value, .flags = FUTEX_32 | FUTEX_PRIVATE_FLAG },
		{ .uaddr = (uintptr_t)&root->word,
			.val = seen,
			.flags = FUTEX_32 | FUTEX_PRIVATE_FLAG },
	};
	/* Asked anew each time: a policy may come later, and a refusal costs little beside a sleep.
	 * */
	int rc = kc_sys.futex_waitv(both, 2, deadline_ns);
	if (kc_likely(is_answer(rc)))
		return rc < 0 ? rc : 0;
	(void)kc_fetch_add(&root->alone, 1u);
	KC_POINT("cancel.alone");
	kc_fence_full(); /* K1 */
	rc = kc_load_acquire(&root->word) == seen ? kc_sys.futex_wait(word, value, deadline_ns)
						  : -EAGAIN;
	(void)kc_fetch_sub(&root->alone, 1u);
	return rc;
}

/* --- the lists ------------------------------------------------------------------------------- */

void kc_cancel_lock(void)
{
	pthread_mutex_lock(&lists);
}

void kc_cancel_unlock(void)
{
	pthread_mutex_unlock(&lists);
}

void kc_cancel_after_fork(void)
{
	walkers = leavers = 0;
	kc_many_after_fork();
	kc_cancel_unlock();
}

void kc_cancel_join(struct kc_cancel *c, struct kc_cancel_watch *w)
{
	struct kc_cancel *root = c->root;
	(void)kc_fetch_add(&c->references, 1u);
	if (w->ext)
		(void)kc_fetch_add(&root->alone, 1u);
	kc_cancel_lock();
	w->next = root->watches;
	kc_store_release(&root->watches, w);
	KC_POINT("cancel.joined");
	kc_cancel_unlock();
	kc_fence_full(); /* K1 */
}

void kc_cancel_external(struct kc_cancel *c, struct kc_cancel_watch *w, struct kc_ext *ext)
{
	kc_store_release(&w->ext, ext);
	(void)kc_fetch_add(&c->root->alone, 1u);
	kc_fence_full(); /* K1 */
}

/* The watch's `next` stays as it is until nobody can stand on it any more. */
void kc_cancel_leave(struct kc_cancel *c, struct kc_cancel_watch *w)
{
	kc_cancel_lock();
	struct kc_cancel_watch **link = &c->root->watches;
	while (*link != w) {
		KC_INVARIANT("INV-CANCEL-1", *link != NULL);
		link = &(*link)->next;
	}
	kc_store_release(link, w->next);
	KC_POINT("cancel.unlinked");
	kc_cancel_unlock();
	(void)kc_fetch_add(&leavers, 1u);
	KC_POINT("cancel.leaving");
	kc_fence_full(); /* K2 */
	for (uint32_t n; (n = kc_load_acquire(&walkers)) != 0;)
		(void)kc_sys.futex_wait(&walkers, n, 0);
	(void)kc_fetch_sub(&leavers, 1u);
	if (w->ext)
		(void)kc_fetch_sub(&c->root->alone, 1u);
	kc_cancel_drop(c);
}
