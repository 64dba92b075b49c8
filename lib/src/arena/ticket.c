#include "arena/ticket.h"

#include "arena/blocks.h"

int kc_ticket_wrong(const struct kc_arena *a, uint64_t handle)
{
	if (KC_TKT_GEN(handle) == 0)
		return -EBADMSG;
	if (KC_TKT_BRAND(handle) != a->brand)
		return -EXDEV;
	return KC_TKT_INDEX(handle) >= kc_load_relaxed(&a->tickets_ready) ? -EBADMSG : -ESTALE;
}

/* --- a new one --------------------------------------------------------------------------------- */

/* Fills with fresh blocks; when there are none, what lies unused anywhere is made available first. */
static int fill_or_reclaim(struct kc_arena *a, uint32_t size_class, struct kc_seg_magazine *m)
{
	int rc = kc_blocks_fill(a, size_class, m);
	if (rc < 0 && kc_blocks_reclaim(a) > 0)
		rc = kc_blocks_fill(a, size_class, m);
	return rc;
}

static uint32_t pop(struct kc_seg_magazine *m)
{
	uint32_t n = kc_load_relaxed(&m->count) - 1;
	kc_store_relaxed(&m->count, n);
	return kc_load_relaxed(&m->index[n]);
}

static int refill_locked(
	struct kc_arena *a, struct kc_thread_cache *c, uint32_t size_class, uint32_t *index)
{
	struct kc_cache_class *k = &c->classes[size_class];
	int rc = kc_cache_equip(a, k, size_class);
	if (rc < 0)
		return rc;
	if (!kc_load_relaxed(&k->loaded->count) && !kc_cache_load(a, k, size_class)) {
		rc = fill_or_reclaim(a, size_class, k->loaded);
		if (rc < 0)
			return rc;
	}
	*index = pop(k->loaded);
	return 0;
}

/* What the fast path asks for ahead of time, for the first tickets of a magazine that has just come:
 * all misses at once instead of one a ticket. */
static void warm(const struct kc_arena *a, const struct kc_seg_magazine *m)
{
	uint32_t n = kc_load_relaxed(&m->count);
	for (uint32_t i = 1; i <= KC_TKT_ENTRY_AHEAD && i <= n; i++)
		kc_ticket_prefetch_entry(a, kc_load_relaxed(&m->index[n - i]));
	for (uint32_t i = 1; i <= KC_TKT_PAYLOAD_AHEAD && i <= n; i++)
		kc_ticket_prefetch_payload(a, kc_load_relaxed(&m->index[n - i]), true);
}

static int take_block(
	struct kc_arena *a, struct kc_thread_cache *c, uint32_t size_class, uint32_t *index)
{
	struct kc_cache_class *k = &c->classes[size_class];
	if (kc_cache_enter(c)) {
		if (kc_load_relaxed(&k->loaded->count) || kc_cache_load(a, k, size_class)) {
			warm(a, k->loaded);
			*index = pop(k->loaded);
			kc_cache_leave(c);
			return 0;
		}
	}
	kc_cache_leave(c);
	pthread_mutex_lock(&a->lock);
	int rc = refill_locked(a, c, size_class, index);
	pthread_mutex_unlock(&a->lock);
	return rc;
}

static int take_run(struct kc_arena *a, uint64_t len_bytes, uint32_t *index)
{
	pthread_mutex_lock(&a->lock);
	int rc = kc_blocks_run(a, len_bytes, index);
	if (rc < 0 && kc_blocks_reclaim(a) > 0)
		rc = kc_blocks_run(a, len_bytes, index);
	pthread_mutex_unlock(&a->lock);
	return rc;
}

int kc_ticket_index_slow(struct kc_arena *a, uint64_t len_bytes, uint32_t *index, uint32_t *holder)
{
	if (len_bytes == 0)
		return -EINVAL;
	struct kc_thread_cache *c = kc_cache_get(a);
	if (!c)
		return -ENOMEM;
	if (!c->row_asked)
		kc_cache_take_row(a, c);
	*holder = c->holder;
	if (len_bytes > KC_ARENA_BLOCK_MAX)
		return take_run(a, len_bytes, index);
	uint32_t size_class =
		a->class_of[(len_bytes + KC_ARENA_CLASS_STEP - 1) / KC_ARENA_CLASS_STEP];
	return take_block(a, c, size_class, index);
}

/* --- and back ---------------------------------------------------------------------------------- */

static bool push(struct kc_cache_class *k, uint32_t index)
{
	uint32_t n = kc_load_relaxed(&k->loaded->count);
	if (n >= k->rounds)
		return false;
	kc_store_relaxed(&k->loaded->index[n], index);
	kc_store_relaxed(&k->loaded->count, n + 1);
	return true;
}

static void unbind(struct kc_arena *a, uint32_t index)
{
	pthread_mutex_lock(&a->lock);
	if (KC_TKT_WORD_FLAGS(kc_load_relaxed(&a->tickets[index].word)) & KC_TKT_RETIRED)
		kc_store_relaxed(&a->row->tickets_retired, a->row->tickets_retired + 1);
	kc_blocks_unbind(a, index);
	pthread_mutex_unlock(&a->lock);
}

void kc_ticket_put_slow(struct kc_arena *a, uint32_t index)
{
	const struct kc_seg_ticket *t = &a->tickets[index];
	uint32_t size_class = t->size_class;
	struct kc_thread_cache *c = kc_cache_get(a);
	bool retired = KC_TKT_WORD_FLAGS(kc_load_relaxed(&t->word)) & KC_TKT_RETIRED;
	if (size_class == KC_CLASS_RUN || retired || !c) {
		unbind(a, index);
		return;
	}
	struct kc_cache_class *k = &c->classes[size_class];
	bool done = kc_cache_enter(c) &&
		    (push(k, index) || (kc_cache_unload(a, k, size_class) && push(k, index)));
	kc_cache_leave(c);
	if (done)
		return;
	pthread_mutex_lock(&a->lock);
	if (kc_cache_make_room(a, k, size_class) < 0)
		kc_blocks_unbind(a, index); /* no row for a magazine: the block is free at once */
	else
		(void)push(k, index);
	pthread_mutex_unlock(&a->lock);
}

/* --- the rarer calls --------------------------------------------------------------------------- */

int kc_ticket_ref(struct kc_arena *a, uint64_t handle)
{
	uint64_t word;
	struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (!t)
		return kc_ticket_wrong(a, handle);
	do {
		if (!(word & KC_TKT_HELD_MASK) || KC_TKT_WORD_GEN(word) != KC_TKT_GEN(handle))
			return -ESTALE;
		/* Held and queued together: whatever moves between them later fits either count. */
		if (KC_TKT_WORD_HELD(word) + KC_TKT_WORD_QUEUED(word) >= KC_TKT_COUNT_MAX)
			return -EOVERFLOW;
	} while (!kc_ticket_step(t, &word, word + KC_TKT_ONE_HELD));
	return 0;
}

void kc_ticket_unqueue(struct kc_arena *a, uint64_t handle, uint32_t holder)
{
	uint64_t word;
	struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (!t)
		return;
	do {
		if (!(word & KC_TKT_QUEUED_MASK) || KC_TKT_WORD_GEN(word) != KC_TKT_GEN(handle))
			return;
	} while (!kc_ticket_step(t, &word, word - KC_TKT_ONE_QUEUED + KC_TKT_ONE_HELD));
	kc_store_relaxed(&t->who, kc_ticket_who(a, holder));
}

int kc_ticket_drop_queued(struct kc_arena *a, uint64_t handle)
{
	return kc_ticket_drop(a, handle, KC_TKT_QUEUED_MASK, KC_TKT_ONE_QUEUED);
}

uint64_t kc_ticket_len(const struct kc_arena *a, uint64_t handle)
{
	uint64_t word;
	const struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (!t || !(word & KC_TKT_QUEUED_MASK))
		return 0;
	uint64_t len = kc_load_relaxed(&t->len_bytes);
	kc_fence_acquire(); /* the length before the second look */
	return KC_TKT_WORD_GEN(kc_load_relaxed(&t->word)) == KC_TKT_GEN(handle) ? len : 0;
}
