#include "ring/chain.h"

#include "base/check.h"
#include "base/point.h"

static struct kc_seg_chunk *row_of(const struct kc_chain *c, uint64_t name)
{
	return &c->chunks[KC_CHUNK_INDEX(name)];
}

static uint64_t none_behind(uint64_t name)
{
	return KC_CHUNK_NAME(KC_CHUNK_GEN(name), KC_NONE);
}

/* Whether what was read of the row just now belongs to the name. */
static bool alive(const struct kc_seg_chunk *row, uint64_t name)
{
	return kc_load_acquire(&row->gen) == KC_CHUNK_GEN(name); /* H1 */
}

bool kc_chain_enter(const struct kc_chain *c, uint64_t name, struct kc_chunk_at *at)
{
	struct kc_seg_chunk *row = row_of(c, name);
	uint64_t first = kc_load_acquire(&row->first), offset = kc_load_acquire(&row->slots_off);
	if (!alive(row, name)) {
		at->name = 0;
		return false;
	}
	*at = (struct kc_chunk_at){
		.name = name, .first = first, .row = row, .slots = c->arena + offset
	};
	return true;
}

enum kc_chain_seen kc_chain_seek(
	const struct kc_chain *c, struct kc_chunk_at *at, uint64_t pos, const uint64_t *hint)
{
	uint64_t first = pos & ~c->mask;
	bool good = at->name && at->first <= first;
	if (!good)
		good = kc_chain_enter(c, kc_load_acquire(hint), at) && at->first <= first;
	for (;;) {
		if (!good) {
			if (!kc_chain_enter(c, kc_load_acquire(&c->row->first_chunk), at))
				continue; /* it has moved on */
			if (at->first > first)
				return KC_CHAIN_PAST;
		}
		if (at->first == first)
			return KC_CHAIN_HERE;
		uint64_t next = kc_load_acquire(&at->row->next); /* H2 */
		good = alive(at->row, at->name);
		if (good && KC_CHUNK_INDEX(next) == KC_NONE)
			return KC_CHAIN_END;
		good = good && kc_chain_enter(c, next, at);
	}
}

/* --- linking --------------------------------------------------------------------------------- */

/* From now on it is a chunk, with this name. */
static uint64_t show(const struct kc_chain *c, struct kc_seg_chunk *row, uint64_t first)
{
	KC_INVARIANT("UNLIMITED", row->gen % 2 == 0);
	uint32_t gen = row->gen + 1;
	uint64_t name = KC_CHUNK_NAME(gen, (uint64_t)(row - c->chunks));
	kc_store_release(&row->first, first); /* H1 */
	kc_store_release(&row->next, none_behind(name));
	kc_store_release(&row->finished, UINT64_C(0));
	kc_store_release(&row->gen, gen);
	return name;
}

static void give(const struct kc_chain *c, struct kc_seg_chunk *row)
{
	KC_INVARIANT("UNLIMITED", row->gen % 2 == 1);
	kc_store_release(&row->gen, row->gen + 1); /* H1 */
	c->memory->give(c->ctx, row);
}

/* The hint moves forward only, or one who is late would leave it behind for good. */
static void advance_last(const struct kc_chain *c, uint64_t name, uint64_t first)
{
	struct kc_chunk_at seen;
	uint64_t last = kc_load_acquire(&c->row->last_chunk);
	do
		if (kc_chain_enter(c, last, &seen) && seen.first >= first)
			return;
	while (!kc_cas_acq_rel(&c->row->last_chunk, &last, name));
}

int kc_chain_link(const struct kc_chain *c, struct kc_chunk_at *at)
{
	struct kc_seg_chunk *row;
	uint64_t none = none_behind(at->name);
	int rc = c->memory->take(c->ctx, &row);
	if (rc) /* unless another had more luck */
		return kc_load_acquire(&at->row->next) == none ? rc : 0;
	uint64_t first = kc_chunk_end(c, at), name = show(c, row, first);
	if (!kc_cas_acq_rel(&at->row->next, &none, name)) { /* H2 */
		give(c, row);
		return 0;
	}
	KC_POINT("chain.linked");
	advance_last(c, name, first);
	KC_POINT("chain.advanced");
	*at = (struct kc_chunk_at){
		.name = name, .first = first, .row = row, .slots = c->arena + row->slots_off
	};
	return 1;
}

/* --- giving back ----------------------------------------------------------------------------- */

void kc_chain_finish(const struct kc_chain *c, const struct kc_chunk_at *at, uint64_t n)
{
	const uint64_t all = c->mask + 2;                       /* every slot, and the link */
	uint64_t now = kc_fetch_add(&at->row->finished, n) + n; /* H3 */
	KC_INVARIANT("UNLIMITED", now <= all);
	if (kc_likely(now != all))
		return;
	KC_POINT("chain.finished");
	kc_fence_full(); /* H4 */
	uint64_t h = kc_load_acquire(&c->row->first_chunk);
	for (;;) {
		struct kc_seg_chunk *row = row_of(c, h);
		bool whole = kc_load_acquire(&row->finished) == all;
		uint64_t next = kc_load_acquire(&row->next), seen = h;
		if (whole && kc_cas_acq_rel(&c->row->first_chunk, &h, next)) {
			give(c, row);
			h = next;
			kc_fence_full(); /* H4 */
			continue;
		}
		/* Another moved it, perhaps only as far as the one that was finished here: look again. */
		h = kc_load_acquire(&c->row->first_chunk);
		if (h == seen)
			return;
	}
}

bool kc_chain_step(const struct kc_chain *c, struct kc_chunk_at *at)
{
	struct kc_seg_chunk *old = at->row;
	uint64_t next = kc_load_acquire(&old->next); /* H2 */
	if (KC_CHUNK_INDEX(next) == KC_NONE)
		return false;
	(void)kc_chain_enter(c, next, at); /* nobody else gives back */
	KC_INVARIANT("UNLIMITED", at->name == next && at->first == old->first + c->mask + 1);
	kc_store_release(&c->row->first_chunk, next);
	KC_POINT("chain.to_give");
	give(c, old);
	return true;
}

/* --- the first and the last of it -------------------------------------------------------------- */

int kc_chain_begin(const struct kc_chain *c)
{
	struct kc_seg_chunk *row;
	int rc = c->memory->take(c->ctx, &row);
	if (rc == 0)
		c->row->first_chunk = c->row->last_chunk = show(c, row, 0);
	return rc;
}

void kc_chain_end(const struct kc_chain *c)
{
	for (uint64_t name = c->row->first_chunk; KC_CHUNK_INDEX(name) != KC_NONE;) {
		struct kc_seg_chunk *row = row_of(c, name);
		name = row->next;
		give(c, row);
	}
}
