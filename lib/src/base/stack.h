/* stack.h - a lock-free stack of table rows that are named by index: free lists.
 *
 * R. K. Treiber's stack (IBM RJ 5118, 1986) with the tag of the System/370 principles of operation against ABA:
 * the head is one 64-bit word, index in the lower half, tag in the upper one, and every change advances
 * the tag, so that a head that was read long ago never matches. (It would after 2^32 changes between one
 * thread's load and its compare-and-swap: some minutes of nothing but changes.)
 *
 * The rows stay the caller's: each has a 32-bit link that the stack uses while the row is in it. Rows are
 * never unmapped while anybody may pop: a link may be read of a row that another thread has just popped and
 * writes; what was read is then thrown away, for the head has changed. Links are reached relaxed.
 *
 *            push  pop  a row's owner     - : safe together
 *   push      -     -        -            Any thread. Progress: lock-free. A row that is not in the stack is its
 *   pop       -     -        -            owner's alone, whose link included.
 *
 * Edges:
 *   D1 release in push's swap -> acquire of the head in pop: the row, and its link, before its name.
 *   D2 acquire and release in pop's swap: what the popper does with the row comes after it, and a later
 *      push of the row by another hands it on.
 * Model: stack. */
#ifndef KC_BASE_STACK_H
#define KC_BASE_STACK_H

#include "base/atomic.h"

/* No row; a head of this value is an empty stack. */
#define KC_STACK_NONE UINT32_C(0xffffffff)

/* The next head after old, with index on top: the tag one higher. */
KC_ALWAYS_INLINE uint64_t kc_stack_head(uint64_t old, uint64_t index)
{
	return (old | KC_STACK_NONE) + 1 + index;
}

/* link: the row's; index < KC_STACK_NONE. */
KC_ALWAYS_INLINE void kc_stack_push(uint64_t *head, uint32_t *link, uint64_t index)
{
	uint64_t old = kc_load_relaxed(head);
	do
		kc_store_relaxed(link, (uint32_t)old);
	while (!kc_cas_acq_rel(head, &old, kc_stack_head(old, index))); /* D1 */
}

/* The row on top, alone the caller's from now on; NULL: the stack was empty. rows: row 0, row_bytes apart from the
 * next; link_at: where in a row its link is. */
KC_ALWAYS_INLINE void *kc_stack_pop(uint64_t *head, void *rows, size_t row_bytes, size_t link_at)
{
	uint64_t old = kc_load_acquire(head), next; /* <- D1 */
	char *row;
	do {
		if ((uint32_t)old == KC_STACK_NONE)
			return NULL;
		row = (char *)rows + (uint32_t)old * (uint64_t)row_bytes;
		next = kc_load_relaxed((const uint32_t *)(const void *)(row + link_at));
	} while (!kc_cas_acq_rel(head, &old, kc_stack_head(old, next))); /* D2 */
	return row;
}

#endif
