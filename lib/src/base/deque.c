#include "base/deque.h"

#include <errno.h>
#include <stdlib.h>

static struct kc_deque_array *make_array(uint64_t size)
{
	struct kc_deque_array *a = malloc(sizeof *a + size * sizeof a->item[0]);
	if (a) {
		a->smaller = NULL;
		a->mask = size - 1;
	}
	return a;
}

static uint64_t get(const struct kc_deque_array *a, int64_t at)
{
	return kc_load_relaxed(&a->item[(uint64_t)at & a->mask]);
}

static void put(struct kc_deque_array *a, int64_t at, uint64_t item)
{
	kc_store_relaxed(&a->item[(uint64_t)at & a->mask], item);
}

int kc_deque_init(struct kc_deque *d, uint32_t size)
{
	uint64_t n = KC_DEQUE_SIZE_MIN;
	if (size > KC_DEQUE_SIZE_MAX)
		return -EINVAL;
	while (n < size)
		n *= 2;
	d->top = d->bottom = 0;
	d->array = make_array(n);
	return d->array ? 0 : -ENOMEM;
}

void kc_deque_fini(struct kc_deque *d)
{
	while (d->array) {
		struct kc_deque_array *smaller = d->array->smaller;
		free(d->array);
		d->array = smaller;
	}
}

/* Items that are stolen meanwhile are copied all the same: their places are behind top. */
static KC_COLD int grow(struct kc_deque *d, struct kc_deque_array **array, int64_t t, int64_t b)
{
	struct kc_deque_array *old = *array;
	if (old->mask + 1 >= KC_DEQUE_SIZE_MAX)
		return -ENOSPC;
	struct kc_deque_array *new = make_array(2 * (old->mask + 1));
	if (!new)
		return -ENOMEM;
	for (int64_t i = t; i < b; i++)
		put(new, i, get(old, i));
	new->smaller = old;
	kc_store_release(&d->array, new); /* Q4 */
	*array = new;
	return 0;
}

int kc_deque_push(struct kc_deque *d, uint64_t item)
{
	int64_t b = kc_load_relaxed(&d->bottom);
	int64_t t =
		kc_load_acquire(&d->top); /* a place is used again after its thief has read it */
	struct kc_deque_array *a = kc_load_relaxed(&d->array);
	if (kc_unlikely((uint64_t)(b - t) > a->mask)) {
		int rc = grow(d, &a, t, b);
		if (rc)
			return rc;
	}
	put(a, b, item);
	kc_store_release(&d->bottom, b + 1); /* Q1 */
	return 0;
}

bool kc_deque_take(struct kc_deque *d, uint64_t *item)
{
	int64_t b = kc_load_relaxed(&d->bottom) - 1;
	const struct kc_deque_array *a = kc_load_relaxed(&d->array);
	kc_store_release(&d->bottom, b);
	kc_fence_full(); /* Q2 */
	int64_t t = kc_load_relaxed(&d->top);
	if (t < b) {
		*item = get(a, b); /* no thief comes so far: bottom says that this is taken */
		return true;
	}
	bool mine = false;
	if (t == b) {
		uint64_t last = get(a, b);
		mine = kc_cas_seq_cst(&d->top, &t, t + 1); /* Q3: against thieves */
		if (mine)
			*item = last;
	}
	kc_store_release(&d->bottom, b + 1);
	return mine;
}

int kc_deque_steal(struct kc_deque *d, uint64_t *item)
{
	int64_t t = kc_load_acquire(&d->top);
	kc_fence_full();                         /* Q2 */
	int64_t b = kc_load_acquire(&d->bottom); /* <- Q1 */
	if (t >= b)
		return -ENOENT;
	uint64_t oldest = get(kc_load_acquire(&d->array), t); /* <- Q4; before the claim */
	if (!kc_cas_seq_cst(&d->top, &t, t + 1))              /* Q3 */
		return -EAGAIN;
	*item = oldest;
	return 0;
}

uint64_t kc_deque_count(const struct kc_deque *d)
{
	int64_t t = kc_load_relaxed(&d->top), b = kc_load_relaxed(&d->bottom);
	return b > t ? (uint64_t)(b - t) : 0;
}
