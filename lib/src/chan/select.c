#include "chan/select.h"

#include <errno.h>

#include "base/clock.h"
#include "base/pause.h"
#include "chan/block.h"
#include "chan/ext.h"
#include "chan/meeting.h"
#include "chan/nap.h"
#include "wait/many.h"
#include "wait/probe.h"
#include "wait/side.h"

enum { NONE_READY = -EAGAIN };

/* --- trying ---------------------------------------------------------------------------------- */

/* Each thread's own: G. Marsaglia's xorshift, 2003, begun with the address of its state. */
static uint32_t draw(void)
{
	static _Thread_local uint32_t state;
	uint32_t x = state;
	if (kc_unlikely(x == 0))
		x = (uint32_t)((uintptr_t)&state >> 4) | 1;
	x ^= x << 13, x ^= x >> 17, x ^= x << 5;
	return state = x;
}

/* Both the place and the direction: of any two ready cases each comes first as often as the other. g: registered, or
 * NULL. */
static long try_all(struct kc_select *s, struct kc_meeting *g)
{
	uint32_t x = draw();
	size_t n = s->n, i = (size_t)((uint64_t)x * n >> 32);
	size_t step = x & 1 ? 1 : n - 1; /* n - 1: backwards */
	for (size_t k = 0; k < n; k++) {
		long r = g ? kc_meeting_try(g, i) : s->ops->attempt(s, &s->cases[i]);
		if (r)
			return r > 0 ? (long)i : r;
		kc_step_looked(kc_case_end(&s->cases[i]));
		i += step;
		if (i >= n)
			i -= n;
	}
	return NONE_READY;
}

/* The case whose endpoint's token has fired is told. */
static bool is_cancelled(struct kc_select *s)
{
	if (s->token && kc_cancel_is_fired(s->token))
		return true;
	if (!s->tokens)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (kc_end_cancelled(kc_case_end(&s->cases[i]))) {
			s->cases[i].result = -ECANCELED;
			return true;
		}
	return false;
}

/* After it has been met any index will do: kc_meeting_end names the case. */
static long look(struct kc_select *s, struct kc_meeting *g)
{
	if (is_cancelled(s))
		return -ECANCELED;
	return g && !kc_meeting_open(g) ? 0 : try_all(s, g);
}

/* --- spinning -------------------------------------------------------------------------------- */

/* Registered it only looks whether a look is worth while. */
static long glance(struct kc_select *s, struct kc_meeting *g)
{
	if (g)
		return kc_meeting_stirred(g) ? 0 : NONE_READY;
	return try_all(s, NULL);
}

/* As long as the endpoint may for which it has paid best. */
static long spin(struct kc_select *s, struct kc_meeting *g, uint64_t deadline_ns)
{
	struct kc_end *best = NULL;
	uint32_t allowance = 0;
	for (size_t i = 0; i < s->n; i++) {
		uint32_t ns = kc_spin_allowance(kc_case_end(&s->cases[i]));
		if (ns > allowance) {
			allowance = ns;
			best = kc_case_end(&s->cases[i]);
		}
	}
	if (!best)
		return NONE_READY;
	uint64_t end = kc_mono_ns() + allowance;
	if (deadline_ns && deadline_ns < end)
		end = deadline_ns;
	do {
		for (size_t k = 0; k < KC_LOOKS_A_CLOCK; k += s->n) {
			kc_pause();
			long r = glance(s, g);
			if (r != NONE_READY) {
				kc_spin_ended(g || r < 0 ? best : kc_case_end(&s->cases[r]), true);
				return r;
			}
		}
		if (is_cancelled(s))
			return -ECANCELED;
	} while (kc_mono_ns() < end);
	kc_spin_ended(best, false);
	return NONE_READY;
}

/* --- announcing and leaving ------------------------------------------------------------------ */

/* It sleeps on its side's word; a rendezvous case on the record. */
static bool has_side(const struct kc_end *e)
{
	return !e->meet;
}

static bool is_several(const struct kc_end *e)
{
	return !e->flow->alone[e->side];
}

/* Which cases have been announced since the last fence. */
struct fresh {
	uint64_t bit[KC_MANY_MAX / 64];
};

static bool is_announced(const struct kc_seg_side_wait *alone)
{
	return kc_load_relaxed(&alone->word) & KC_WORD_ASLEEP;
}

/* INV-WAKE-1: announcements, one fence, and membarrier once if any of those that it waits for does not fence. A
 * waker takes the announcement of who is alone on its side away; among several it stays. */
static void announce(struct kc_select *s, bool first)
{
	struct fresh f = { { 0 } };
	bool any = false, fast = false;
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		bool several = is_several(e);
		if (!has_side(e) || (!first && (several || is_announced(e->own_side))))
			continue;
		if (several)
			kc_mode_woke(&e->mode); /* while it sleeps it publishes nothing */
		kc_many_announce(e->own_side, several);
		kc_step_announced(e); /* the fence follows, once for all */
		f.bit[i / 64] |= UINT64_C(1) << i % 64;
		any = true;
	}
	if (!any)
		return;
	kc_fence_full(); /* W1 */
	KC_POINT("select.fenced");
	for (size_t i = 0; i < s->n && !fast; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		if (f.bit[i / 64] >> i % 64 & 1)
			fast = e->flow->meets_fast(e);
	}
	if (fast)
		kc_membarrier();
}

/* INV-WAKE-2: every announcement is withdrawn before the first look behind; and that is for all channels, the one
 * that it took from, too, because the wakes that it ate may have been any of theirs. */
static void leave(struct kc_select *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		if (has_side(e))
			kc_many_withdraw(e->own_side, is_several(e));
		kc_step_withdrawn(e);
	}
	kc_fence_full();
	KC_POINT("select.withdrawn");
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		kc_step_is_awake(e);
		if (has_side(e) && is_several(e) && kc_load_relaxed(&e->own_side->waiters) &&
			kc_end_is_ready(e))
			(void)kc_side_wake(e->own_side, 1);
	}
}

/* --- on record ------------------------------------------------------------------------------- */

/* The first case's endpoint in this one's domain: rows are numbered in each. */
static uint32_t group_of(const struct kc_select *s, const struct kc_end *e)
{
	size_t i = 0;
	while (kc_case_end(&s->cases[i])->domain != e->domain)
		i++;
	return kc_case_end(&s->cases[i])->index;
}

/* For the wait word; 0: of no channels. */
static uint32_t number_of(const struct kc_select *s)
{
	uint32_t brand = s->n ? kc_case_end(&s->cases[0])->domain->brand : 0;
	for (size_t i = 1; i < s->n; i++)
		if (kc_case_end(&s->cases[i])->domain->brand != brand)
			brand = 0;
	return s->n ? KC_WAIT_SEVERAL(brand) : 0;
}

static void show(struct kc_select *s, uint64_t deadline_ns)
{
	const struct kc_domain *d = NULL;
	uint64_t since = 0;
	uint32_t seq = kc_word_begin();
	KC_PROBE(wait_begin, KC_WAIT_MULTI, seq, "", (uint32_t)KC_PROBE_SELECT);
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		if (e->domain != d) {
			d = e->domain;
			since = kc_domain_ticks(d);
		}
		kc_store_relaxed(&e->row->wait_cases, (uint32_t)s->n);
		kc_store_relaxed(&e->row->wait_group, group_of(s, e));
		kc_nap_on_record(e, since, deadline_ns);
	}
}

/* The endpoint that the call's wait and its failure are counted on. */
static struct kc_end *counted(const struct kc_select *s, long r)
{
	if (r >= 0)
		return kc_case_end(&s->cases[r]);
	for (size_t i = 0; i < s->n; i++)
		if (s->cases[i].result)
			return kc_case_end(&s->cases[i]);
	return kc_case_end(&s->cases[0]);
}

static void hide(struct kc_select *s, long r)
{
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		kc_nap_off_record(e);
		kc_store_relaxed(&e->row->wait_cases, 0u);
	}
	struct kc_end *e = counted(s, r);
	kc_nap_count(e, kc_load_relaxed(&e->row->wait_since), r);
}

/* --- sleeping -------------------------------------------------------------------------------- */

/* A tree's word is read before the question whether a token of it has fired (INV-CANCEL-1). False: no room for it. */
static bool add_tree(struct kc_many *m, uint32_t from, const struct kc_cancel *token)
{
	const uint32_t *word = &token->root->word;
	for (uint32_t i = from; i < m->n; i++)
		if (m->at[i].uaddr == (uintptr_t)word)
			return true;
	if (m->n == KC_MANY_MAX)
		return false;
	kc_many_add(m, word, kc_cancel_word(token));
	return true;
}

static bool add_trees(struct kc_many *m, const struct kc_select *s)
{
	uint32_t from = m->n;
	bool all = !s->token || add_tree(m, from, s->token);
	for (size_t i = 0; i < s->n && s->tokens && all; i++) {
		const struct kc_cancel *token = kc_case_end(&s->cases[i])->token;
		all = !token || add_tree(m, from, token);
	}
	return all;
}

/* What it sleeps on. Of who is alone it has the announcement in it, or does not match any more. */
static uint32_t word_before_look(struct kc_end *e)
{
	kc_step_met(e); /* with all the others */
	kc_step_word_read(e);
	if (is_several(e))
		return kc_side_word(e->own_side, false);
	return kc_load_acquire(&e->own_side->word) | KC_WORD_ASLEEP;
}

static void read_words(struct kc_many *m, const struct kc_select *s)
{
	m->n = 0;
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		if (has_side(e))
			kc_many_add(m, &e->own_side->word, word_before_look(e));
	}
	(void)add_trees(m, s);
}

/* Announced, registered, and the words read: everything that a look needs which may be followed by sleep. */
static int make_ready(struct kc_select *s, struct kc_meeting *g, struct kc_many *m, bool first)
{
	announce(s, first);
	int rc = g ? kc_meeting_begin(g) : 0;
	read_words(m, s);
	KC_POINT("select.words_read");
	return rc;
}

/* INV-WAKE-1, of every side that it sleeps on. */
KC_CHECK_ONLY bool have_looked(const struct kc_select *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct kc_end *e = kc_case_end(&s->cases[i]);
		if (has_side(e) && !kc_step_may_sleep(e))
			return false;
	}
	return true;
}

static KC_NOINLINE long sleep_on_all(
	struct kc_select *s, struct kc_meeting *g, uint64_t deadline_ns)
{
	struct kc_many m;
	bool late = false, shown = false, spun = !g; /* without rendezvous it has spun before */
	long r;
	for (bool first = true;; first = false) {
		r = make_ready(s, g, &m, first);
		if (r == 0)
			r = look(s, g);
		if (r == KC_MEETING_ANEW)
			continue;
		if (r == NONE_READY && late)
			r = -ETIMEDOUT;
		if (r != NONE_READY)
			break;
		if (!spun) {
			spun = true;
			if (spin(s, g, deadline_ns) != NONE_READY)
				continue;
		}
		KC_POINT("select.looked");
		if (g && !kc_meeting_doze(g, &m))
			continue;
		if (!shown && s->n) {
			show(s, deadline_ns);
			shown = true;
		}
		KC_INVARIANT("INV-WAKE-1", have_looked(s));
		kc_word_sleep(number_of(s));
		late = kc_many_sleep(&m, deadline_ns) == -ETIMEDOUT;
		kc_word_slept();
	}
	if (g)
		r = kc_meeting_end(g, r);
	leave(s);
	if (shown)
		hide(s, r);
	return r;
}

/* Two selects that only tried would never meet: it spins when it is registered. */
static KC_NOINLINE long meet_or_sleep(struct kc_select *s, uint64_t deadline_ns)
{
	struct kc_meeting g;
	kc_meeting_init(&g, s);
	return sleep_on_all(s, &g, deadline_ns);
}

/* --- the call -------------------------------------------------------------------------------- */

bool kc_select_fits(const struct kc_select *s)
{
	struct kc_many m;
	m.n = 0;
	for (size_t i = 0; i < s->n; i++)
		kc_many_add(&m, NULL, 0);
	return add_trees(&m, s);
}

static long wait_for_one(struct kc_select *s, int64_t timeout_ns)
{
	long r = look(s, NULL);
	if (kc_likely(r != NONE_READY) || timeout_ns == 0)
		return r;
	uint64_t deadline_ns = kc_deadline_ns(timeout_ns);
	if (s->meets)
		return meet_or_sleep(s, deadline_ns);
	r = spin(s, NULL, deadline_ns);
	return r == NONE_READY ? sleep_on_all(s, NULL, deadline_ns) : r;
}

/* -EAGAIN arms the eventfd of the one that it is counted on (ext.h); none of the others has anything either. */
static void rearm_others(struct kc_select *s, const struct kc_end *done)
{
	for (size_t i = 0; i < s->n; i++) {
		struct kc_end *e = kc_case_end(&s->cases[i]);
		if (e != done && e->ext.fd >= 0)
			kc_end_rearm(e);
	}
}

long kc_select_one(struct kc_select *s, int64_t timeout_ns)
{
	long r = wait_for_one(s, timeout_ns);
	if (kc_likely(r >= 0) || s->n == 0)
		return r;
	struct kc_end *e = counted(s, r);
	(void)kc_end_failed(e, r);
	if (r == -EAGAIN)
		rearm_others(s, e);
	return r;
}
