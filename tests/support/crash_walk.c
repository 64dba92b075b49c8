#include "support/crash_walk.h"

#include "support/harness.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define UNSTAMPED(seq) ((seq) & ~KC_SLOT_STAMPED)

enum { LANES_MAX = 64, CHUNKS_MAX = 4096 };

const uint8_t *crash_arena_map(pid_t pid, const char *segment, const struct kc_seg_header *h)
{
	char path[512];
	if (h->arena_fd >= 0)
		snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, h->arena_fd);
	else /* beside the segment */
		snprintf(path, sizeof path, "%.*s.kca", (int)(strlen(segment) - strlen(".kcs")),
			segment);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_geq(fd, 0, "%s", path);
	void *at = mmap(NULL, h->arena_bytes, PROT_READ, MAP_SHARED, fd, 0);
	cr_assert(at != MAP_FAILED);
	close(fd);
	return at;
}

/* --- who claims ------------------------------------------------------------------------------ */

/* Open endpoints of the channel with an intent of this kind that covers pos. */
static uint32_t claims(
	const struct crash_walk *w, uint32_t channel, enum kc_seg_intent what, uint64_t pos)
{
	const struct ki_snapshot *s = w->look->snap;
	uint32_t n = 0;
	for (size_t i = 0; i < s->endpoint_count; i++) {
		const struct ki_endpoint *e = &s->endpoint[i];
		n += e->channel == channel && e->intent == what && pos >= e->intent_pos &&
		     pos - e->intent_pos < e->intent_count;
	}
	return n;
}

static bool unclaimed(const struct crash_walk *w, uint32_t channel, enum kc_seg_intent what,
	uint64_t pos, uint64_t seq)
{
	uint32_t n = claims(w, channel, what, pos);
	if (n == 1)
		return false;
	(void)crash_wrong(w->look,
		"channel %s: position %lu has sequence %lu and %u claims to %s on record",
		w->look->snap->channel[channel].name, (unsigned long)pos, (unsigned long)seq, n,
		what == KC_INTENT_SEND ? "send" : "receive");
	return true;
}

/* --- what is there --------------------------------------------------------------------------- */

static bool holds(const struct crash_walk *w, uint32_t channel, uint64_t elem, uint64_t pos)
{
	struct crash_look *l = w->look;
	const struct ki_channel *c = &l->snap->channel[channel];
	if (c->payload < 2) {
		if (elem == CRASH_VALUE + pos)
			return true;
		return crash_wrong(l, "channel %s: position %lu holds %lu", c->name,
			(unsigned long)pos, (unsigned long)elem);
	}
	for (size_t i = 0; i < l->ticket_count; i++)
		if (l->ticket[i].handle == elem && l->ticket[i].state == KI_QUEUED &&
			l->ticket[i].channel == channel)
			return true;
	return crash_wrong(l, "channel %s: position %lu holds %lx, which is no queued ticket",
		c->name, (unsigned long)pos, (unsigned long)elem);
}

static const struct kc_seg_slot *slot_of(
	const struct crash_walk *w, const struct kc_seg_ring *r, uint64_t slots_off, uint64_t pos)
{
	return (const void *)(w->arena + slots_off + (pos & (r->capacity - 1)) * r->slot_bytes);
}

/* --- ring by ring ---------------------------------------------------------------------------- */

static bool walk_spsc(const struct crash_walk *w, uint32_t channel, const struct kc_seg_ring *r)
{
	for (uint64_t p = r->received; p < r->sent; p++) {
		const uint64_t *elem = (const void *)slot_of(w, r, r->slots_off, p);
		if (!holds(w, channel, *elem, p))
			return false;
	}
	return true;
}

/* `sent` is stored before the slots (ring/cells.h): up to a batch may not be there yet. */
static bool walk_cells(const struct crash_walk *w, uint32_t channel, const struct kc_seg_ring *r)
{
	for (uint64_t p = r->received; p < r->sent; p++) {
		const struct kc_seg_slot *slot = slot_of(w, r, r->slots_off, p);
		if (UNSTAMPED(slot->seq) == p + 1) {
			if (!holds(w, channel, slot->elem[0], p))
				return false;
		} else if (r->sent - p > w->slack) {
			return crash_wrong(w->look, "position %lu of %lu sent is not there",
				(unsigned long)p, (unsigned long)r->sent);
		}
	}
	return true;
}

static bool walk_lanes(const struct crash_walk *w, uint32_t channel, uint32_t row)
{
	for (int i = 0; row != KC_NONE && i < LANES_MAX; i++) {
		const struct kc_seg_ring *r = crash_row(w->copy, KC_SEC_RINGS, row);
		if (!walk_spsc(w, channel, r))
			return false;
		row = r->next_lane;
	}
	return true;
}

static bool walk_mpmc(struct crash_walk *w, uint32_t channel, const struct kc_seg_ring *r)
{
	uint64_t sent = r->sent & ~KC_CURSOR_CLOSED, p = r->received;
	for (; p < sent; p++) {
		const struct kc_seg_slot *slot = slot_of(w, r, r->slots_off, p);
		if (UNSTAMPED(slot->seq) == p + 1) {
			if (!holds(w, channel, slot->elem[0], p))
				return false;
		} else if (unclaimed(w, channel, KC_INTENT_SEND, p, slot->seq)) {
			return false;
		}
	}
	p = r->received > r->capacity ? r->received - r->capacity : 0;
	for (; p < r->received; p++) {
		const struct kc_seg_slot *slot = slot_of(w, r, r->slots_off, p);
		if (UNSTAMPED(slot->seq) != p + 1)
			continue; /* given back, or another lap's by now */
		if (!w->freeing && unclaimed(w, channel, KC_INTENT_RECEIVE, p, slot->seq))
			return false;
		w->copying = p < w->copying ? p : w->copying;
	}
	return true;
}

/* The chunk that holds pos; NULL: there is none yet. */
static const struct kc_seg_chunk *chunk_of(
	const struct crash_walk *w, const struct kc_seg_ring *r, uint64_t pos)
{
	uint64_t name = r->first_chunk;
	for (int i = 0; i < CHUNKS_MAX && KC_CHUNK_INDEX(name) != KC_NONE; i++) {
		const struct kc_seg_chunk *k =
			crash_row(w->copy, KC_SEC_CHUNKS, KC_CHUNK_INDEX(name));
		if (!k || k->gen != KC_CHUNK_GEN(name))
			return NULL;
		if (pos >= k->first && pos - k->first < r->capacity)
			return k;
		name = k->next;
	}
	return NULL;
}

static bool walk_chunks(const struct crash_walk *w, uint32_t channel, const struct kc_seg_ring *r)
{
	bool shared = r->kind == KC_RING_UNLIMITED_MPMC;
	uint64_t sent = r->sent & ~(shared ? KC_CURSOR_CLOSED : 0);
	for (uint64_t p = r->received; p < sent; p++) {
		const struct kc_seg_chunk *k = chunk_of(w, r, p);
		if (!k)
			return crash_wrong(w->look, "position %lu of %lu sent is in no chunk",
				(unsigned long)p, (unsigned long)sent);
		const struct kc_seg_slot *slot = slot_of(w, r, k->slots_off, p);
		if (shared && UNSTAMPED(slot->seq) != p + 1) {
			if (unclaimed(w, channel, KC_INTENT_SEND, p, slot->seq))
				return false;
		} else if (!holds(w, channel, shared ? slot->elem[0] : *(const uint64_t *)slot,
				   p)) {
			return false;
		}
	}
	return true;
}

static bool walk_mailbox(const struct crash_walk *w, uint32_t channel, const struct kc_seg_ring *r)
{
	uint64_t sends = KC_BOX_SENDS(r->sent);
	if (!(r->sent & KC_BOX_FULL))
		return true;
	const uint64_t *place = (const void *)(w->arena + r->slots_off);
	const struct kc_seg_buffer *b = (const void *)(w->arena + place[KC_BOX_BUFFER(r->sent)]);
	if (b->sends != sends)
		return crash_wrong(w->look, "the buffer in the word is of send %lu, not %lu",
			(unsigned long)b->sends, (unsigned long)sends);
	return holds(w, channel, b->elem[0], sends - 1);
}

bool crash_walk_channel(struct crash_walk *w, uint32_t channel)
{
	const struct ki_channel *c = &w->look->snap->channel[channel];
	const struct kc_seg_channel *row = crash_row(w->copy, KC_SEC_CHANNELS, c->index);
	const struct kc_seg_ring *r = row ? crash_row(w->copy, KC_SEC_RINGS, row->ring) : NULL;
	w->copying = UINT64_MAX;
	if (!r)
		return crash_wrong(w->look, "channel %s has no ring", c->name);
	switch ((enum kc_seg_ring_kind)r->kind) {
	case KC_RING_SPSC:
		return walk_lanes(w, channel, row->ring);
	case KC_RING_MPMC:
		return walk_mpmc(w, channel, r);
	case KC_RING_CELLS:
		return walk_cells(w, channel, r);
	case KC_RING_MAILBOX:
		return walk_mailbox(w, channel, r);
	case KC_RING_UNLIMITED_SPSC:
	case KC_RING_UNLIMITED_MPMC:
		return walk_chunks(w, channel, r);
	case KC_RING_RENDEZVOUS:
		return true; /* stores nothing */
	}
	return crash_wrong(w->look, "channel %s: ring of kind %u", c->name, r->kind);
}
