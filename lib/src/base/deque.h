/* deque.h - a work-stealing deque: its owner pushes and takes at the bottom, thieves steal at the top.
 *
 * D. Chase and Y. Lev, "Dynamic Circular Work-Stealing Deque" (SPAA 2005), with the C11 orders of N. M. Le,
 * A. Pop, A. Cohen and F. Zappa Nardelli, "Correct and Efficient Work-Stealing for Weak Memory Models" (PPoPP
 * 2013). Differences: every store of `bottom` is a release where the paper has a release fence before a
 * relaxed store (no dearer, and orders what the item stands for however bottom was reached); `array` is
 * loaded with acquire where the paper consumes.
 *
 *             push/take  steal  init/fini    - : safe together       progress:
 *   owner         X        -        X        X : caller excludes     push, take wait-free but for growth
 *   thief         -        -        X                                steal lock-free: -EAGAIN, another was faster
 *
 * Items are 64-bit words of the caller's. Order: the owner takes the newest, thieves get the oldest. What was written
 * before push is seen by who takes or steals the item. Each pushed item is handed out exactly once.
 *
 * Growth: a full array is replaced by one of twice the size. Thieves may still read the old one - what they read
 * there is right, for the owner writes to the new one only - so that it is kept until kc_deque_fini, when there
 * are no thieves. All the old ones together are smaller than the present one, which is what a reclamation scheme
 * (epochs, hazard pointers) would save, and it would cost each steal stores and fences. It never shrinks.
 *
 * Edges:
 *   Q1 release of bottom in push -> acquire in steal: the item, and what it stands for, before its place counts.
 *   Q2 full fence between take's store of bottom and its load of top, against the full fence between
 *      steal's load of top and its load of bottom: of an owner and a thief that want the same last item at
 *      least one sees the other. model: deque, M_NO_FENCE
 *   Q3 sequentially consistent compare-and-swap of top: one winner for each place. M_TAKE_LAST, M_STEAL_STORE
 *   Q4 release of array in push -> acquire in steal: the copied items before their array. M_GROW_FIRST
 * A thief reads the item before it claims the place: afterwards the owner may use the place again (M_CLAIM_FIRST). */
#ifndef KC_BASE_DEQUE_H
#define KC_BASE_DEQUE_H

#include "base/atomic.h"

enum {
	KC_DEQUE_SIZE_MIN = 16, /* items */
	KC_DEQUE_SIZE_MAX = 1 << 20
};

/* The items from `top` to `bottom` - 1 stand at their number modulo size. */
struct kc_deque_array {
	struct kc_deque_array *smaller; /* the one it replaced: a chain for fini */
	uint64_t mask;
	uint64_t item[];
};

struct kc_deque {
	/* advanced by who got the item there: thieves, and the owner for the last one */
	_Alignas(KC_LINE) int64_t top;
	/* the owner's; below top by one while take looks at an empty deque */
	_Alignas(KC_LINE) int64_t bottom;
	/* the owner's; loaded by thieves, who have the line of bottom */
	struct kc_deque_array *array;
};

/* size: items before it grows first, a power of two from KC_DEQUE_SIZE_MIN on (else rounded up to one).
 * -ENOMEM; -EINVAL above KC_DEQUE_SIZE_MAX. */
int kc_deque_init(struct kc_deque *d, uint32_t size);
/* Nobody else uses it any more. What is still in it is forgotten: take it before. */
void kc_deque_fini(struct kc_deque *d);

/* Owner. 0; -ENOMEM: it is full and cannot grow, or -ENOSPC: KC_DEQUE_SIZE_MAX items are in it; the item stays the
 * caller's, and the deque works on. */
int kc_deque_push(struct kc_deque *d, uint64_t item);
/* Owner. The newest; false: it is empty. */
bool kc_deque_take(struct kc_deque *d, uint64_t *item);

/* Any thread. 0: the oldest is the caller's; -ENOENT: it was empty; -EAGAIN: somebody was faster, and there may be
 * more (try another deque before this one again). */
int kc_deque_steal(struct kc_deque *d, uint64_t *item);

/* About how many there are; exact for the owner while nobody steals. Any thread. */
uint64_t kc_deque_count(const struct kc_deque *d);

#endif
