/* ticket.h - tickets: the word's transitions, exactly as PROTOCOLS §5 says.
 *
 *               new  retain release queue unqueue take       same ticket, other threads:
 *   new          -     -      -       -      -     -         with one reference only its holder calls;
 *   others       -     with several references any mix       with more, compare-and-swap sorts it out
 *
 * Every call checks brand, index, generation and counts before it dereferences the payload:
 * -EXDEV other brand, -EBADMSG not a handle (index beyond the table, generation 0), -ESTALE generation gone or
 * no reference of the kind the call needs: find, ref, unref and queue need one that is held.
 *
 * Edges. K1: a word's release store or swap -> the acquire load of the next call on the same ticket:
 * payload and fields before the reference moves on; so the one who frees has seen what every other
 * holder did before it let go. A1: tickets_ready, in blocks.c. */
#ifndef KC_ARENA_TICKET_H
#define KC_ARENA_TICKET_H

#include <errno.h>

#include "arena/arena.h"
#include "arena/cache.h"
#include "base/atomic.h"
#include "base/check.h"
#include "base/crc32c.h"

#define KC_TKT_ONE_HELD    (UINT64_C(1) << 8)
#define KC_TKT_ONE_QUEUED  (UINT64_C(1) << 20)
#define KC_TKT_HELD_MASK   (KC_TKT_ONE_HELD * KC_TKT_COUNT_MAX)
#define KC_TKT_QUEUED_MASK (KC_TKT_ONE_QUEUED * KC_TKT_COUNT_MAX)

/* holder: who has it now, as in layout.h (KC_HOLDER_ENDPOINT | row for endpoints). new uses the
 * calling thread's row of the threads section, which it takes on the thread's first call.
 * -EINVAL length 0, -ENOMEM arena limit, -ENOSPC table or file system full. */
static inline int kc_ticket_alloc(
	struct kc_arena *a, uint64_t len_bytes, const void *site, uint64_t *handle, void **data);
/* A message of no bytes still needs a block: one is allocated for a byte and told to be empty. */
static inline void kc_ticket_make_empty(struct kc_arena *a, uint64_t handle)
{
	kc_store_relaxed(&a->tickets[KC_TKT_INDEX(handle)].len_bytes, UINT64_C(0));
}

static inline int kc_ticket_find(
	struct kc_arena *a, uint64_t handle, void **data, uint64_t *len_bytes);
/* -EOVERFLOW: 4095 references, held and queued together. */
int kc_ticket_ref(struct kc_arena *a, uint64_t handle);
/* Length of a ticket whose handle was checked just now. */
KC_ALWAYS_INLINE uint64_t kc_ticket_known_len(const struct kc_arena *a, uint64_t handle)
{
	return kc_load_relaxed(&a->tickets[KC_TKT_INDEX(handle)].len_bytes);
}

static inline int kc_ticket_unref(struct kc_arena *a, uint64_t handle);

/* A send: one reference held -> queued before it is published (checksum stored if the arena has them,
 * channel recorded when it differs), and back when the send failed. */
KC_ALWAYS_INLINE int kc_ticket_queue(
	struct kc_arena *a, uint64_t handle, uint32_t holder, uint32_t channel);
void kc_ticket_unqueue(struct kc_arena *a, uint64_t handle, uint32_t holder);
/* A receive: queued -> held. -EBADMSG on a checksum mismatch: the reference has moved all the same. */
KC_ALWAYS_INLINE int kc_ticket_take(struct kc_arena *a, uint64_t handle, uint32_t holder);
/* Drops a queued reference that was never received (kc_chan_free). */
int kc_ticket_drop_queued(struct kc_arena *a, uint64_t handle);
/* Length of a queued ticket, for a look before the claim; 0 when it is gone meanwhile (the claim will then
 * fail). Never faults. */
uint64_t kc_ticket_len(const struct kc_arena *a, uint64_t handle);

/* How many tickets ahead their lines are asked for. */
enum { KC_TKT_ENTRY_AHEAD = 16, KC_TKT_PAYLOAD_AHEAD = 8 };

/* Starts the misses of a ticket that will be taken soon: the entry for writing, and (call again
 * a few handles later) its payload. Any bits are safe. */
KC_ALWAYS_INLINE void kc_ticket_prefetch_entry(const struct kc_arena *a, uint64_t handle)
{
	kc_prefetch_write(&a->tickets[KC_TKT_INDEX(handle)]);
}
KC_ALWAYS_INLINE void kc_ticket_prefetch_payload(
	const struct kc_arena *a, uint64_t handle, bool for_write)
{
	uint32_t i = KC_TKT_INDEX(handle);
	if (i >= kc_load_relaxed(&a->tickets_ready))
		return;
	const uint8_t *p = a->base + kc_load_relaxed(&a->tickets[i].block);
	/* Unrolled by hand: at -O2 a loop over four is kept. */
	if (for_write) {
		kc_prefetch_write(p);
		kc_prefetch_write(p + 64);
		kc_prefetch_write(p + 128);
		kc_prefetch_write(p + 192);
	} else {
		__builtin_prefetch(p, 0, 3);
		__builtin_prefetch(p + 64, 0, 3);
		__builtin_prefetch(p + 128, 0, 3);
		__builtin_prefetch(p + 192, 0, 3);
	}
}

/* --- what the calls are made of ---------------------------------------------------------------- */

/* Which error a handle is that names no entry or no generation. */
int kc_ticket_wrong(const struct kc_arena *a, uint64_t handle) KC_COLD;
/* What the magazine at hand cannot serve: first calls, runs, refills, reclaim. */
int kc_ticket_index_slow(
	struct kc_arena *a, uint64_t len_bytes, uint32_t *index, uint32_t *holder) KC_COLD;
void kc_ticket_put_slow(struct kc_arena *a, uint32_t index) KC_COLD;

/* The kernel's tick-updated CLOCK_MONOTONIC: at most one kernel tick old (4 ms at 250 Hz), a third
 * of the price of the cycle counter, and in the unit readers compare with. */
KC_ALWAYS_INLINE uint64_t kc_ticket_who(const struct kc_arena *a, uint32_t holder)
{
	uint64_t t = a->no_stats ? 0 : kc_clock_ns(CLOCK_MONOTONIC_COARSE) >> KC_TKT_TIME_SHIFT;
	return KC_TKT_WHO(holder, t);
}

/* The entry that the handle names, with the word of the same generation; NULL: wrong handle. */
KC_ALWAYS_INLINE struct kc_seg_ticket *kc_ticket_entry(
	const struct kc_arena *a, uint64_t handle, uint64_t *word)
{
	uint32_t i = KC_TKT_INDEX(handle);
	if (kc_unlikely(
		    KC_TKT_BRAND(handle) != a->brand || i >= kc_load_acquire(&a->tickets_ready)))
		return NULL; /* <- A1 */
	struct kc_seg_ticket *t = &a->tickets[i];
	*word = kc_load_acquire(&t->word); /* <- K1 */
	return kc_likely(KC_TKT_WORD_GEN(*word) == KC_TKT_GEN(handle)) ? t : NULL;
}

KC_ALWAYS_INLINE bool kc_ticket_sole(uint64_t word)
{
	uint64_t counts = word & (KC_TKT_HELD_MASK | KC_TKT_QUEUED_MASK);
	return counts == KC_TKT_ONE_HELD || counts == KC_TKT_ONE_QUEUED;
}

/* Free for whoever allocates it next. */
KC_ALWAYS_INLINE bool kc_ticket_is_free(uint64_t word)
{
	return KC_TKT_WORD_GEN(word) != 0 && (word & (KC_TKT_HELD_MASK | KC_TKT_QUEUED_MASK)) == 0;
}

/* Of a word with a reference: one more, one less or one that moves, in the same generation; or, with the last one, the
 * next generation or the end of the entry. */
KC_ALWAYS_INLINE bool kc_ticket_may_become(uint64_t from, uint64_t to)
{
	uint32_t before = KC_TKT_WORD_HELD(from) + KC_TKT_WORD_QUEUED(from);
	uint32_t after = KC_TKT_WORD_HELD(to) + KC_TKT_WORD_QUEUED(to);
	uint32_t gen = KC_TKT_WORD_GEN(from);
	if (before == 0 || gen == 0 || (from & KC_TKT_RETIRED))
		return false;
	if (after == 0)
		return before == 1 && (gen == UINT32_MAX ? KC_TKT_WORD_FLAGS(to) == KC_TKT_RETIRED
							 : KC_TKT_WORD_GEN(to) == gen + 1);
	return KC_TKT_WORD_GEN(to) == gen && after + 1 >= before && after <= before + 1 &&
	       after <= KC_TKT_COUNT_MAX;
}

/* One transition. With one reference nobody else may write the word, so a plain store will do; a checking
 * build does not believe it. False: *from is what was found instead. */
KC_ALWAYS_INLINE bool kc_ticket_step(struct kc_seg_ticket *t, uint64_t *from, uint64_t to)
{
	KC_INVARIANT("INV-TKT-1", kc_ticket_may_become(*from, to));
#ifndef KC_CHECK
	if (kc_likely(kc_ticket_sole(*from))) {
		kc_store_release(&t->word, to); /* K1 -> */
		return true;
	}
#endif
	return kc_cas_acq_rel(&t->word, from, to); /* K1 -> */
}

/* The word after the last reference: FREE in the next generation, or the end of a slot's last one. */
KC_ALWAYS_INLINE uint64_t kc_ticket_freed(uint64_t word)
{
	uint32_t gen = KC_TKT_WORD_GEN(word);
	if (kc_unlikely(gen == UINT32_MAX))
		return KC_TKT_WORD(gen, 0, 0, KC_TKT_RETIRED);
	return KC_TKT_WORD(gen + 1, 0, 0, 0);
}

/* A FREE entry goes to the magazine at hand of the thread that freed it. */
KC_ALWAYS_INLINE void kc_ticket_put(
	struct kc_arena *a, const struct kc_seg_ticket *t, uint32_t index, uint64_t word)
{
	struct kc_thread_cache *c = kc_cache_current;
	uint32_t size_class = t->size_class;
	if (kc_likely(kc_load_relaxed(&c->serial) == a->serial && size_class != KC_CLASS_RUN &&
		      !(word & KC_TKT_RETIRED))) {
		if (kc_cache_enter(c)) {
			struct kc_cache_class *k = &c->classes[size_class];
			struct kc_seg_magazine *m = k->loaded;
			uint32_t n = kc_load_relaxed(&m->count);
			if (kc_likely(n < k->rounds)) {
				kc_store_relaxed(&m->index[n], index);
				kc_store_relaxed(&m->count, n + 1);
				kc_cache_leave(c);
				return;
			}
		}
		kc_cache_leave(c);
	}
	kc_ticket_put_slow(a, index);
}

/* Drops one reference of a kind; the last frees. */
KC_ALWAYS_INLINE int kc_ticket_drop(
	struct kc_arena *a, uint64_t handle, uint64_t mask, uint64_t one)
{
	uint64_t word, to;
	struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (kc_unlikely(!t))
		return kc_ticket_wrong(a, handle);
	bool last;
	do {
		if (kc_unlikely(!(word & mask) || KC_TKT_WORD_GEN(word) != KC_TKT_GEN(handle)))
			return -ESTALE;
		last = kc_ticket_sole(word);
		to = last ? kc_ticket_freed(word) : word - one;
	} while (!kc_ticket_step(t, &word, to));
	if (last) {
		kc_store_relaxed(&t->who, 0);
		kc_ticket_put(a, t, KC_TKT_INDEX(handle), to);
	}
	return 0;
}

/* An index of a FREE entry with a block for the length, from the magazine at hand. */
KC_ALWAYS_INLINE int kc_ticket_index(
	struct kc_arena *a, uint64_t len_bytes, uint32_t *index, uint32_t *holder)
{
	struct kc_thread_cache *c = kc_cache_current;
	if (kc_likely(len_bytes - 1 < KC_ARENA_BLOCK_MAX &&
		      kc_load_relaxed(&c->serial) == a->serial && c->holder != 0)) {
		if (kc_cache_enter(c)) {
			uint32_t size_class = a->class_of[(len_bytes + KC_ARENA_CLASS_STEP - 1) /
							  KC_ARENA_CLASS_STEP];
			struct kc_seg_magazine *m = c->classes[size_class].loaded;
			uint32_t n = kc_load_relaxed(&m->count);
			if (kc_likely(n > 0)) {
				*index = kc_load_relaxed(&m->index[n - 1]);
				kc_store_relaxed(&m->count, n - 1);
				if (n > KC_TKT_ENTRY_AHEAD)
					kc_ticket_prefetch_entry(
						a, kc_load_relaxed(
							   &m->index[n - 1 - KC_TKT_ENTRY_AHEAD]));
				if (n > KC_TKT_PAYLOAD_AHEAD)
					kc_ticket_prefetch_payload(a,
						kc_load_relaxed(
							&m->index[n - 1 - KC_TKT_PAYLOAD_AHEAD]),
						true);
				kc_cache_leave(c);
				*holder = c->holder;
				return 0;
			}
		}
		kc_cache_leave(c);
	}
	return kc_ticket_index_slow(a, len_bytes, index, holder);
}

KC_ALWAYS_INLINE uint64_t kc_ticket_site(const struct kc_arena *a, const void *site)
{
	uint64_t pc = (uint64_t)(uintptr_t)site;
	return pc - a->text_start < a->text_bytes ? pc - a->load_address : pc;
}

/* --- the calls --------------------------------------------------------------------------------- */

static inline int kc_ticket_alloc(
	struct kc_arena *a, uint64_t len_bytes, const void *site, uint64_t *handle, void **data)
{
	uint32_t i, holder;
	int rc = kc_ticket_index(a, len_bytes, &i, &holder);
	if (kc_unlikely(rc < 0))
		return rc;
	struct kc_seg_ticket *t = &a->tickets[i];
	uint64_t who = kc_ticket_who(a, holder);
	uint32_t gen = KC_TKT_WORD_GEN(kc_load_relaxed(&t->word));
	KC_INVARIANT("INV-TKT-1", kc_ticket_is_free(kc_load_relaxed(&t->word)) &&
					  !(kc_load_relaxed(&t->word) & KC_TKT_RETIRED));
	kc_store_relaxed(&t->len_bytes, len_bytes);
	kc_store_relaxed(&t->channel, KC_NONE);
	if (kc_likely(!a->no_stats)) {
		kc_store_relaxed(&t->site, kc_ticket_site(a, site));
		kc_store_relaxed(&t->born, KC_TKT_WHO_TIME(who));
	}
	kc_store_relaxed(&t->who, who);
	kc_store_release(&t->word, KC_TKT_WORD(gen, 0, 1, 0)); /* K1 -> */
	*handle = KC_TKT_HANDLE(a->brand, gen, i);
	if (data)
		*data = a->base + t->block;
	return 0;
}

static inline int kc_ticket_find(
	struct kc_arena *a, uint64_t handle, void **data, uint64_t *len_bytes)
{
	uint64_t word;
	const struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (kc_unlikely(!t))
		return kc_ticket_wrong(a, handle);
	if (kc_unlikely(!(word & KC_TKT_HELD_MASK)))
		return -ESTALE;
	if (data)
		*data = a->base + kc_load_relaxed(&t->block);
	if (len_bytes)
		*len_bytes = kc_load_relaxed(&t->len_bytes);
	return 0;
}

static inline int kc_ticket_unref(struct kc_arena *a, uint64_t handle)
{
	return kc_ticket_drop(a, handle, KC_TKT_HELD_MASK, KC_TKT_ONE_HELD);
}

KC_ALWAYS_INLINE int kc_ticket_queue(
	struct kc_arena *a, uint64_t handle, uint32_t holder, uint32_t channel)
{
	uint64_t word;
	struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (kc_unlikely(!t))
		return kc_ticket_wrong(a, handle);
	if (kc_unlikely(!(word & KC_TKT_HELD_MASK)))
		return -ESTALE;
	if (kc_unlikely(a->checksum))
		kc_store_relaxed(&t->crc, kc_crc32c(0, a->base + t->block, t->len_bytes));
	if (kc_load_relaxed(&t->channel) != channel)
		kc_store_relaxed(&t->channel, channel);
	kc_store_relaxed(&t->who, kc_ticket_who(a, holder));
	do {
		if (kc_unlikely(!(word & KC_TKT_HELD_MASK) ||
				KC_TKT_WORD_GEN(word) != KC_TKT_GEN(handle)))
			return -ESTALE;
	} while (!kc_ticket_step(
		t, &word, (word - KC_TKT_ONE_HELD + KC_TKT_ONE_QUEUED) | KC_TKT_SENT));
	return 0;
}

KC_ALWAYS_INLINE int kc_ticket_take(struct kc_arena *a, uint64_t handle, uint32_t holder)
{
	uint64_t word;
	struct kc_seg_ticket *t = kc_ticket_entry(a, handle, &word);
	if (kc_unlikely(!t))
		return kc_ticket_wrong(a, handle);
	do {
		if (kc_unlikely(!(word & KC_TKT_QUEUED_MASK) ||
				KC_TKT_WORD_GEN(word) != KC_TKT_GEN(handle)))
			return -ESTALE;
	} while (!kc_ticket_step(t, &word, word - KC_TKT_ONE_QUEUED + KC_TKT_ONE_HELD));
	kc_store_relaxed(&t->who, kc_ticket_who(a, holder));
	if (kc_unlikely(a->checksum) &&
		kc_crc32c(0, a->base + t->block, t->len_bytes) != kc_load_relaxed(&t->crc))
		return -EBADMSG;
	return 0;
}

#endif
