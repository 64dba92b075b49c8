#include "chan/places.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "chan/meet.h"

struct kc_meets {
	struct kc_meet_side side[2];
};

/* --- channels -------------------------------------------------------------------------------- */

static void *lines(size_t bytes)
{
	void *p = aligned_alloc(64, KC_ALIGN_UP(bytes, 64));
	return p ? memset(p, 0, bytes) : NULL;
}

struct kc_meets *kc_meets_make(void)
{
	return lines(sizeof(struct kc_meets));
}

void kc_meets_free(struct kc_meets *s)
{
	for (int side = 0; side < 2; side++)
		for (int k = 0; k < KC_PLACES_BLOCKS; k++)
			free(s->side[side].block[k]);
	free(s);
}

struct kc_meet_side *kc_meets_side(struct kc_meets *s, int side)
{
	return &s->side[side];
}

/* --- places ---------------------------------------------------------------------------------- */

/* Group g stands in block k = log2(g + 1). */
static unsigned block_of(uint32_t g)
{
	return 31u - (unsigned)__builtin_clz(g + 1);
}

static struct kc_meet_group *group_at(const struct kc_meet_side *s, uint32_t g)
{
	unsigned k = block_of(g);
	return &s->block[k][g + 1 - (UINT32_C(1) << k)];
}

static void place_at(struct kc_meet_side *s, struct kc_meet_group *group, uint32_t g, unsigned i,
	struct kc_place *out)
{
	*out = (struct kc_place){ .side = s,
		.group = group,
		.slot = &group->slot[i],
		.bit = UINT64_C(1) << i,
		.index = g * KC_PLACES_GROUP + i };
}

static int grow(struct kc_meet_side *s)
{
	unsigned k = block_of(s->groups);
	if (k == KC_PLACES_BLOCKS)
		return -ENOMEM;
	if (!s->block[k])
		s->block[k] = lines(sizeof(struct kc_meet_group) << k);
	if (!s->block[k])
		return -ENOMEM;
	kc_store_release(&s->groups, s->groups + 1); /* the block before it is used */
	return 0;
}

int kc_place_take(struct kc_meet_side *s, struct kc_place *out)
{
	for (uint32_t g = 0;; g++) {
		if (g == s->groups && grow(s))
			return -ENOMEM;
		struct kc_meet_group *group = group_at(s, g);
		if (group->taken == UINT64_MAX)
			continue;
		unsigned i = (unsigned)__builtin_ctzll(~group->taken);
		group->taken |= UINT64_C(1) << i;
		place_at(s, group, g, i, out);
		return 0;
	}
}

void kc_place_give(struct kc_place *p)
{
	p->group->taken &= ~p->bit;
}

/* --- scans ----------------------------------------------------------------------------------- */

/* Group number `step` of the round: the first one comes again at its end, for the places below the start. */
static void enter(struct kc_walk *w)
{
	uint64_t above = UINT64_MAX << w->from % KC_PLACES_GROUP;
	w->at = (w->from / KC_PLACES_GROUP + w->step) % w->groups;
	w->group = group_at(w->side, w->at);
	w->bits = kc_load_acquire(&w->group->waiting);
	if (w->step == 0)
		w->bits &= above;
	else if (w->step == w->groups)
		w->bits &= ~above;
}

struct kc_walk kc_walk_begin(struct kc_meet_side *s)
{
	struct kc_walk w = { .side = s, .groups = kc_load_acquire(&s->groups) };
	if (w.groups) {
		w.from = kc_load_relaxed(&s->next) % (w.groups * KC_PLACES_GROUP);
		enter(&w);
	}
	return w;
}

bool kc_walk_next(struct kc_walk *w, struct kc_place *out)
{
	while (w->bits == 0) {
		if (w->step == w->groups)
			return false;
		w->step++;
		enter(w);
	}
	unsigned i = (unsigned)__builtin_ctzll(w->bits);
	w->bits &= w->bits - 1;
	place_at(w->side, w->group, w->at, i, out);
	return true;
}

/* --- records --------------------------------------------------------------------------------- */

/* All of the process's: somebody may look at one long after its endpoint and its domain were closed. */
enum { SLAB_RECORDS = 31 };
struct slab {
	_Alignas(64) struct slab *next;
	struct kc_meet record[SLAB_RECORDS];
};
static pthread_mutex_t pool_lock =
	PTHREAD_MUTEX_INITIALIZER; /* inside a domain's lock, so fork finds it free */
static struct slab *slabs;
static struct kc_meet *unused;
static uint32_t made;

/* Lower numbers on top. */
static bool more_records(void)
{
	struct slab *s = lines(sizeof *s);
	if (!s)
		return false;
	s->next = slabs;
	slabs = s;
	for (unsigned i = SLAB_RECORDS; i-- > 0;) {
		s->record[i].number = made + i;
		s->record[i].next = unused;
		unused = &s->record[i];
	}
	made += SLAB_RECORDS;
	return true;
}

struct kc_meet *kc_meet_new(void)
{
	struct kc_meet *m = NULL;
	pthread_mutex_lock(&pool_lock);
	if (unused || more_records()) {
		m = unused;
		unused = m->next;
	}
	pthread_mutex_unlock(&pool_lock);
	return m;
}

void kc_meet_drop(struct kc_meet *m)
{
	pthread_mutex_lock(&pool_lock);
	m->next = unused;
	unused = m;
	pthread_mutex_unlock(&pool_lock);
}
