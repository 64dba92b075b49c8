/* steps.h - in a checking build, how far an endpoint has come on its way to sleep and back, so that a sleep without
 * announcement or look (INV-WAKE-1), and a wait that ends with its announcement still there (INV-WAKE-2), are found
 * where they happen. Nothing at all in what is shipped.
 *
 * Its thread's own. On the words of a side; a rendezvous sleeps on a record, whose value says itself what has been
 * done (wait/record.c). */
#ifndef KC_CHAN_STEPS_H
#define KC_CHAN_STEPS_H

#include "base/check.h"
#include "chan/chan.h"

enum kc_step {
	KC_STEP_AWAKE,     /* no announcement is there */
	KC_STEP_SLEPT,     /* alone: a waker may have taken the announcement */
	KC_STEP_ANNOUNCED, /* and fenced */
	KC_STEP_MET,       /* a peer that does not fence has been met */
	KC_STEP_LOOKED     /* and nothing was there */
};

#ifdef KC_CHECK
#define KC_STEP(e)         ((enum kc_step)(e)->step)
#define KC_STEP_TO(e, now) ((void)((e)->step = (now)))
#else
#define KC_STEP(e)         ((void)(e), KC_STEP_AWAKE)
#define KC_STEP_TO(e, now) ((void)(e), (void)(now))
#endif

KC_ALWAYS_INLINE void kc_step_announced(struct kc_end *e)
{
	KC_STEP_TO(e, KC_STEP_ANNOUNCED);
}

/* Also of one that only arms an external waiter and is awake. */
KC_ALWAYS_INLINE void kc_step_met(struct kc_end *e)
{
	if (KC_STEP(e) == KC_STEP_ANNOUNCED)
		KC_STEP_TO(e, KC_STEP_MET);
}

/* The word to sleep on is read anew: a look from before counts no longer. */
KC_ALWAYS_INLINE void kc_step_word_read(struct kc_end *e)
{
	KC_INVARIANT("INV-WAKE-1", KC_STEP(e) >= KC_STEP_MET);
	KC_STEP_TO(e, KC_STEP_MET);
}

KC_ALWAYS_INLINE void kc_step_looked(struct kc_end *e)
{
	if (KC_STEP(e) == KC_STEP_MET)
		KC_STEP_TO(e, KC_STEP_LOOKED);
}

KC_ALWAYS_INLINE bool kc_step_may_sleep(const struct kc_end *e)
{
	return KC_STEP(e) == KC_STEP_LOOKED;
}

/* Right before it sleeps. */
KC_ALWAYS_INLINE void kc_step_to_sleep(struct kc_end *e)
{
	KC_INVARIANT("INV-WAKE-1", kc_step_may_sleep(e));
	KC_STEP_TO(e, e->flow->alone[e->side] ? KC_STEP_SLEPT : KC_STEP_MET);
}

KC_ALWAYS_INLINE void kc_step_withdrawn(struct kc_end *e)
{
	KC_STEP_TO(e, KC_STEP_AWAKE);
}

/* Before it looks behind itself, and when a wait is over. */
KC_ALWAYS_INLINE void kc_step_is_awake(const struct kc_end *e)
{
	KC_INVARIANT("INV-WAKE-2", KC_STEP(e) == KC_STEP_AWAKE);
	KC_INVARIANT("INV-WAKE-2", !e->flow->alone[e->side] ||
					   !(kc_load_relaxed(&e->own_side->word) & KC_WORD_ASLEEP));
}

#endif
