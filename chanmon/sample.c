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

const char *cm_tier_name(enum cm_tier t)
{
	switch (t) {
	case CM_TIER_SEGMENT:
		return "segment";
	case CM_TIER_COUNTERS:
		return "counters";
	case CM_TIER_PROBES:
		return "ebpf";
	}
	return "segment";
}

const char *cm_off_cpu_name(enum cm_off_cpu o)
{
	switch (o) {
	case CM_OFF_UNKNOWN:
		return "unknown";
	case CM_OFF_RUNS:
		return "runs";
	case CM_OFF_STARVED:
		return "starved";
	case CM_OFF_STOPPED:
		return "stopped";
	case CM_OFF_FROZEN:
		return "frozen";
	case CM_OFF_CHANNEL:
		return "channel";
	case CM_OFF_ELSEWHERE:
		return "elsewhere";
	}
	return "unknown";
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
	free(s->trace);
	free(s->wakes);
	free(s->edge);
	free(s->slow);
	free(s->suspect);
	free(s);
}

size_t cm_sample_bytes(const struct cm_sample *s)
{
	return sizeof(*s) + s->domain_cap * sizeof(*s->domain) + s->row_cap * sizeof(*s->row) +
	       s->endpoint_cap * sizeof(*s->endpoint) + (s->focus ? sizeof(*s->focus) : 0) +
	       s->trace_cap * sizeof(*s->trace) + s->wakes_cap * sizeof(*s->wakes) +
	       s->edge_cap * sizeof(*s->edge) + s->slow_cap * sizeof(*s->slow) +
	       s->suspect_cap * sizeof(*s->suspect);
}

const struct cm_domain *cm_sample_find_domain(const struct cm_sample *s, uint64_t run)
{
	for (size_t i = 0; i < s->domain_count; i++)
		if (s->domain[i].run == run)
			return &s->domain[i];
	return NULL;
}

/* The rows of a domain stand in the order of the channel table, so that halving finds one. */
uint32_t cm_sample_row_of(const struct cm_sample *s, const struct cm_domain *d, uint32_t index)
{
	size_t low = d->row_first, high = d->row_first + d->row_count;
	/* Mostly all rows of the table are there: the first look is where this one would then stand. */
	if (index < d->row_count && s->row[low + index].id->key.index == index)
		return (uint32_t)(low + index);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->row[mid].id->key.index < index)
			low = mid + 1;
		else
			high = mid;
	}
	bool there = low < d->row_first + d->row_count && s->row[low].id->key.index == index;
	return there ? (uint32_t)low : UINT32_MAX;
}

const struct cm_row *cm_sample_find(const struct cm_sample *s, const struct cm_key *key)
{
	const struct cm_domain *d = cm_sample_find_domain(s, key->run);
	uint32_t row = d ? cm_sample_row_of(s, d, key->index) : UINT32_MAX;
	return row != UINT32_MAX && cm_key_equal(&s->row[row].id->key, key) ? &s->row[row] : NULL;
}

const struct cm_trace *cm_sample_trace(const struct cm_sample *s, const struct cm_domain *d)
{
	for (size_t i = 0; i < s->trace_count; i++)
		if (&s->domain[s->trace[i].domain] == d)
			return &s->trace[i];
	return NULL;
}

bool cm_sample_probed(const struct cm_sample *s)
{
	for (size_t i = 0; i < s->trace_count; i++)
		if (s->trace[i].tier == CM_TIER_PROBES)
			return true;
	return false;
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
