/* nap.h - what every wait has in common, whatever it sleeps on: the look at the token and at the channel, the
 * spin before the first sleep, and the record of who waits for what since when, counted when the wait ends.
 *
 * All of it for one endpoint, by its thread. A call that waits on several endpoints at once (select.c) shows each of
 * them, counts one, and spins with the allowance of one. */
#ifndef KC_CHAN_NAP_H
#define KC_CHAN_NAP_H

#include "chan/block.h"

/* --- on record ------------------------------------------------------------------------------- */

/* The endpoint's thread is about to sleep since `since` (ticks), until deadline_ns (0: none). */
void kc_nap_show(struct kc_end *e, uint64_t since, uint64_t deadline_ns);
/* It has come back: result > 0 or 0 it moved on, else -errno. Counts the time. */
void kc_nap_hide(struct kc_end *e, uint64_t since, long result);

/* The parts of both, for a select, which is one wait of several endpoints: each has a wait record meanwhile, and
 * one of them is counted when it is over. The recorder has no BLOCK of it, for nobody knows yet whose it is.
 * On record: row->wait_cases and row->wait_group are filled already. */
void kc_nap_on_record(struct kc_end *e, uint64_t since, uint64_t deadline_ns);
void kc_nap_off_record(struct kc_end *e);
void kc_nap_count(struct kc_end *e, uint64_t since, long result);

/* The same for a wait that may sleep several times or never. */
struct kc_nap {
	uint64_t since; /* ticks; 0: has not slept */
};
void kc_nap_begin(struct kc_end *e, struct kc_nap *n, uint64_t deadline_ns);
void kc_nap_end(struct kc_end *e, struct kc_nap *n, long result);

/* Leaves for the other side on which CPU this one runs, for spinning is for peers that run somewhere else.
 * Slow paths. */
void kc_nap_say_where(struct kc_end *e);

/* --- looking --------------------------------------------------------------------------------- */

/* One look in a wait. The token comes first: it beats a time-out, and an element that is there as well
 * stays for somebody else. *seen: its word, read before the question, to sleep on (INV-CANCEL-1). */
long kc_look(struct kc_end *e, kc_attempt attempt, void *arg, uint32_t *seen);

/* --- spinning -------------------------------------------------------------------------------- */

enum { KC_LOOKS_A_CLOCK = 16 }; /* looks between two questions for the time */

/* How long the endpoint may spin now, in nanoseconds; 0: not this time, for it has not paid lately, there is
 * one CPU, or the other side runs on this one. */
uint32_t kc_spin_allowance(struct kc_end *e);
/* How a spin of that length ended: what it waited for came, or the time was spent. */
void kc_spin_ended(struct kc_end *e, bool paid);

/* Attempts until one answers something else than 0, as long as the endpoint may spin; in dense traffic the first one
 * after the distance that pays (ring/distance.h). 0: sleep. */
long kc_spin(struct kc_end *e, kc_attempt attempt, void *arg, uint64_t deadline_ns);

/* Called when what was seen of the other side is used up, by a call that may wait: in dense traffic it lets the other
 * side get ahead rather than take the little there is (ring/distance.h). */
void kc_stand_back(struct kc_end *e);

#endif
