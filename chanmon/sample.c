#include "chanmon/sample.h"

#include <stdlib.h>
#include <string.h>

#include "chanmon/mem.h"

const char *cm_state_name(enum cm_state s)
{
	switch (s) {
	case CM_ALIVE:
		return "alive";
	case CM_QUIET:
		return "quiet";
	case CM_DEAD:
		return "dead";
	case CM_OUT_OF_SIGHT:
		return "out_of_sight";
	case CM_UNREADABLE:
		return "unreadable";
	}
	return "unreadable";
}

const char *cm_activity_name(enum cm_activity a)
{
	switch (a) {
	case CM_FLOWING:
		return "flowing";
	case CM_IDLE:
		return "idle";
	case CM_BLOCKED:
		return "blocked";
	case CM_CLOSED_CHANNEL:
		return "closed";
	case CM_DEAD_CHANNEL:
		return "dead";
	}
	return "idle";
}

bool cm_key_equal(const struct cm_key *a, const struct cm_key *b)
{
	return a->run == b->run && a->index == b->index && a->gen == b->gen;
}

struct cm_sample *cm_sample_new(uint64_t at_ns, uint64_t wall_ns)
{
	struct cm_sample *s = cm_calloc(1, sizeof(*s));
	s->refs = 1;
	s->at_ns = at_ns;
	s->wall_ns = wall_ns;
	return s;
}

struct cm_sample *cm_sample_ref(struct cm_sample *s)
{
	s->refs++;
	return s;
}

void cm_sample_unref(struct cm_sample *s)
{
	if (!s || --s->refs)
		return;
	for (size_t i = 0; i < s->row_count; i++)
		if (!--s->row[i].id->refs)
			free(s->row[i].id);
	free(s->domain);
	free(s->row);
	free(s->endpoint);
	free(s->focus);
	free(s);
}

size_t cm_sample_bytes(const struct cm_sample *s)
{
	return sizeof(*s) + s->domain_cap * sizeof(*s->domain) + s->row_cap * sizeof(*s->row) +
	       s->endpoint_cap * sizeof(*s->endpoint) + (s->focus ? sizeof(*s->focus) : 0);
}

const struct cm_domain *cm_sample_find_domain(const struct cm_sample *s, uint64_t run)
{
	for (size_t i = 0; i < s->domain_count; i++)
		if (s->domain[i].run == run)
			return &s->domain[i];
	return NULL;
}

/* The rows of a domain stand in the order of the channel table, so that halving finds one. */
const struct cm_row *cm_sample_find(const struct cm_sample *s, const struct cm_key *key)
{
	const struct cm_domain *d = cm_sample_find_domain(s, key->run);
	if (!d)
		return NULL;
	size_t low = d->row_first, high = d->row_first + d->row_count;
	/* Mostly all rows of the table are there: the first look is where this one would then stand. */
	if (key->index < d->row_count && s->row[low + key->index].id->key.index == key->index)
		low = high = low + key->index;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->row[mid].id->key.index < key->index)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < d->row_first + d->row_count && cm_key_equal(&s->row[low].id->key, key))
		return &s->row[low];
	return NULL;
}

void cm_ring_init(struct cm_ring *r, size_t limit, size_t limit_bytes)
{
	memset(r, 0, sizeof(*r));
	r->limit = limit < 2 ? 2 : limit;
	r->limit_bytes = limit_bytes;
}

void cm_ring_free(struct cm_ring *r)
{
	for (size_t i = 0; i < r->count; i++)
		cm_sample_unref(r->item[i]);
	free(r->item);
	memset(r, 0, sizeof(*r));
}

void cm_ring_push(struct cm_ring *r, struct cm_sample *s)
{
	r->item = cm_grow(r->item, &r->cap, r->count + 1, sizeof(struct cm_sample *));
	r->item[r->count++] = s;
	r->bytes += cm_sample_bytes(s);
	size_t drop = 0;
	while (r->count - drop > 2 && (r->count - drop > r->limit || r->bytes > r->limit_bytes)) {
		r->bytes -= cm_sample_bytes(r->item[drop]);
		cm_sample_unref(r->item[drop++]);
	}
	if (drop) {
		r->count -= drop;
		memmove(r->item, r->item + drop, r->count * sizeof(struct cm_sample *));
	}
}

struct cm_sample *cm_ring_at(const struct cm_ring *r, size_t back)
{
	return back < r->count ? r->item[r->count - 1 - back] : NULL;
}

size_t cm_ring_back_of(const struct cm_ring *r, const struct cm_sample *s)
{
	for (size_t back = 0; back < r->count; back++)
		if (r->item[r->count - 1 - back] == s)
			return back;
	return r->count;
}
