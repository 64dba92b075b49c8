#include "chan/meet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arena/ticket.h"
#include "base/check.h"
#include "base/error.h"
#include "chan/block.h"
#include "chan/places.h"
#include "ring/elem.h"

/* --- finding --------------------------------------------------------------------------------- */

/* Somebody who waits, as seen: still so if the word is. */
struct seen {
	struct kc_meet *m;
	uint64_t word;
	uint32_t index;
	uint64_t say;
};

/* What is there at a place whose bit was found set. patient: it must know of a record that is BUSY, too. */
static bool see(const struct kc_place *p, bool patient, struct seen *out)
{
	for (;;) {
		out->m = kc_load_acquire(&p->slot->m);
		if (!out->m)
			return false;
		out->word = kc_load_acquire(&out->m->word);
		/* R2: the bit of this channel and side, and then the slot, after the word. */
		if (!(kc_load_acquire(&p->group->waiting) & p->bit) ||
			kc_load_acquire(&p->slot->m) != out->m)
			return false;
		out->index = kc_load_relaxed(&p->slot->index);
		out->say = kc_load_relaxed(&p->slot->say);
		enum kc_record_state state = kc_record_state(out->word);
		if (state != KC_REC_BUSY || !patient)
			return state == KC_REC_WAITING;
		(void)kc_record_settle(&out->m->word);
	}
}

static bool still(const struct seen *s)
{
	kc_fence_acquire();
	return kc_load_relaxed(&s->m->word) == s->word;
}

static struct kc_meet_side *partners(const struct kc_end *e)
{
	return kc_meets_side(e->chan->meets, !e->side);
}

/* The first one who waits behind the last partner. */
static bool first(const struct kc_end *e, struct seen *s)
{
	struct kc_walk walk = kc_walk_begin(partners(e));
	struct kc_place p;
	while (kc_walk_next(&walk, &p))
		if (see(&p, true, s))
			return true;
	return false;
}

bool kc_meet_is_there(const struct kc_end *e)
{
	struct seen s;
	return first(e, &s);
}

bool kc_meet_first(const struct kc_end *e, uint64_t *handle)
{
	struct seen s;
	if (!first(e, &s))
		return false;
	*handle = s.say;
	return true;
}

/* --- meeting --------------------------------------------------------------------------------- */

/* INV-POS-3: `sent` first. With one endpoint on a side every handing over involves it: one at a time. */
static void advance(const struct kc_chan *c)
{
	struct kc_seg_ring *r = c->ring;
	if (c->topology == KC_MPMC) {
		(void)kc_fetch_add(&r->sent, UINT64_C(1));
		(void)kc_fetch_add(&r->received, UINT64_C(1));
	} else {
		kc_count(&r->sent, 1);
		kc_store_release(&r->received, r->received + 1);
	}
}

/* Both are this thread's now: its own by its call, the other one's by its BUSY record. */
static void hand_over(const struct kc_meet_case *mine, const struct kc_meet_case *theirs)
{
	struct kc_end *e = mine->e;
	if (e->side == KC_SIDE_SEND)
		kc_elem_copy(theirs->elem, mine->elem, e->elem_bytes);
	else
		kc_elem_copy(mine->elem, theirs->elem, e->elem_bytes);
	advance(e->chan);
	kc_count(&e->row->count.messages, 1);
	kc_count(&theirs->e->row->count.messages, 1);
}

static void nudge(struct kc_end *e, const struct seen *s)
{
	if (kc_record_nudge(&s->m->word, s->word, e->chan->number))
		kc_end_count_wake(e, 1);
}

/* KC_BYTES: a message that is too long for the receiver is not handed over. What the one who found it does. 0: it
 * fits; 1: pass this one by; -EMSGSIZE; -EAGAIN: not so any more. */
static int misfit(const struct kc_meet *m, const struct kc_meet_case *c, const struct seen *s)
{
	struct kc_end *e = c->e;
	const struct kc_arena *a = &e->domain->arena;
	if (e->payload != KC_BYTES)
		return 0;
	if (e->side == KC_SIDE_RECEIVE) {
		if (kc_ticket_len(a, s->say) <= c->room)
			return 0;
		return still(s) ? -EMSGSIZE : -EAGAIN;
	}
	uint64_t handle;
	memcpy(&handle, c->elem, sizeof handle);
	if (kc_ticket_len(a, handle) <= s->say)
		return 0;
	/* The receiver answers -EMSGSIZE itself, if the message stays; that of a try does not. */
	if (m)
		nudge(e, s);
	return 1;
}

/* Meets whoever waits at this place; as kc_meet_initiate. */
static long meet(struct kc_meet *m, const struct kc_meet_case *c, const struct kc_place *p)
{
	struct seen s;
	while (see(p, !m, &s) && s.m != m) {
		KC_POINT("meet.seen");
		int rc = misfit(m, c, &s);
		if (rc == -EAGAIN)
			continue;
		if (rc)
			return rc < 0 ? rc : 0;
		if (m && m->number > s.m->number) {
			nudge(c->e, &s);
			return 0;
		}
		if (m && !kc_meet_hold(m))
			return KC_MEET_MATCHED;
		if (!kc_record_take(&s.m->word, s.word)) {
			if (m)
				kc_meet_unhold(m);
			continue;
		}
		KC_POINT("meet.took");
		hand_over(c, &s.m->cases[s.index]);
		kc_place_met(p);
		if (kc_record_match(&s.m->word, s.word, s.index, c->e->chan->number))
			kc_end_count_wake(c->e, 1);
		return 1;
	}
	return 0;
}

long kc_meet_initiate(struct kc_meet *m, const struct kc_meet_case *c)
{
	if (kc_chan_is_shut(c->e->ring))
		return -EPIPE;
	struct kc_walk walk = kc_walk_begin(partners(c->e));
	struct kc_place p;
	while (kc_walk_next(&walk, &p)) {
		long r = meet(m, c, &p);
		if (r)
			return r;
	}
	return 0;
}

/* --- registering ----------------------------------------------------------------------------- */

/* What the other side may know of an offer without touching its buffer. */
static uint64_t say(const struct kc_meet_case *c)
{
	uint64_t handle;
	if (c->e->side == KC_SIDE_RECEIVE)
		return c->room;
	if (c->e->payload != KC_TICKETS && c->e->payload != KC_BYTES)
		return 0;
	memcpy(&handle, c->elem, sizeof handle);
	return handle;
}

void kc_meet_register(struct kc_meet *m, const struct kc_meet_case *cases, uint32_t n)
{
	m->cases = cases;
	m->count = n;
	for (uint32_t i = 0; i < n; i++) {
		struct kc_end *e = cases[i].e;
		if (e->meeting == m)
			continue;
		e->meeting = m;
		kc_store_relaxed(&e->place.slot->index, i);
		kc_store_relaxed(&e->place.slot->say, say(&cases[i]));
		kc_store_release(&e->place.slot->m, m);
	}
	kc_record_offer(&m->word);
	for (uint32_t i = 0; i < n; i++) {
		(void)kc_fetch_or(&cases[i].e->place.group->waiting, cases[i].e->place.bit);
		KC_POINT("meet.bit");
	}
	kc_fence_full(); /* R1, R3, R4 */
	KC_POINT("meet.registered");
	for (uint32_t i = 0; i < n; i++)
		if (kc_unlikely(kc_load_relaxed(cases[i].e->span.attention)))
			kc_end_wake_peer(cases[i].e, 1);
}

void kc_meet_unregister(struct kc_meet *m)
{
	for (uint32_t i = 0; i < m->count; i++) {
		struct kc_end *e = m->cases[i].e;
		KC_INVARIANT("RENDEZVOUS", !e->meeting || e->meeting == m);
		e->meeting = NULL;
		(void)kc_fetch_and(&e->place.group->waiting, ~e->place.bit);
	}
	KC_POINT("meet.to_end");
	kc_record_end(&m->word);
}

int kc_meet_retract(struct kc_meet *m)
{
	if (kc_record_retract(&m->word))
		return -1;
	return (int)kc_record_case(kc_record_settle(&m->word));
}

/* --- channels and endpoints --------------------------------------------------------------------- */

void kc_meets_shut(struct kc_meets *s, uint32_t number)
{
	struct kc_place p;
	KC_POINT("meet.shut");
	kc_fence_full(); /* R4 */
	for (int side = 0; side < 2; side++) {
		struct kc_walk walk = kc_walk_begin(kc_meets_side(s, side));
		while (kc_walk_next(&walk, &p)) {
			struct kc_meet *m = kc_load_acquire(&p.slot->m);
			if (m)
				(void)kc_record_stir(&m->word, number);
		}
	}
}

int kc_meet_open(struct kc_end *e)
{
	e->meet = kc_meet_new();
	if (e->meet && kc_place_take(kc_meets_side(e->chan->meets, (int)e->side), &e->place) == 0)
		return 0;
	if (e->meet)
		kc_meet_drop(e->meet);
	e->meet = NULL;
	return kc_fail(-ENOMEM, "no memory for an endpoint of channel %s", e->chan->name);
}

void kc_meet_close(struct kc_end *e)
{
	KC_INVARIANT("RENDEZVOUS", kc_record_state(kc_load_relaxed(&e->meet->word)) == KC_REC_IDLE);
	KC_INVARIANT("RENDEZVOUS", !(kc_load_relaxed(&e->place.group->waiting) & e->place.bit));
	kc_place_give(&e->place);
	kc_meet_drop(e->meet);
	e->meet = NULL;
}
