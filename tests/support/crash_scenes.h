/* crash_scenes.h - what the child of the crash stepper does: whole lives of channels, one marked operation after the other
 * (crash_step.h).
 *
 * Each body opens a domain of its own under $KC_DIR, closes what it opened, and ends with everything closed. They run in
 * the child: a failure there is a wrong answer, which ends it. */
#ifndef KC_TEST_CRASH_SCENES_H
#define KC_TEST_CRASH_SCENES_H

#include <kc/kc.h>

#include "support/crash_step.h"

/* A channel of this kind. capacity: elements; of an unlimited one its limit, 0 none. */
struct crash_scene {
	const char *name;
	enum kc_kind kind;
	enum kc_topology topology;
	enum kc_overflow overflow;
	enum kc_payload payload;
	unsigned flags;
	unsigned domain; /* flags of its domain */
	uint32_t capacity;
	uint32_t earlier; /* elements that have passed through it before */
	bool brief;       /* opening and closing are another scene's */
};

/* arg of all: a struct crash_scene. */
void crash_values(struct crash_ctl *ctl, const void *arg);
void crash_conflated(struct crash_ctl *ctl, const void *arg);
void crash_tickets(struct crash_ctl *ctl, const void *arg);
void crash_in_place(struct crash_ctl *ctl, const void *arg); /* reserve, commit, peek, release */
void crash_meet(struct crash_ctl *ctl, const void *arg);     /* a rendezvous */
void crash_wake(struct crash_ctl *ctl, const void *arg);     /* of a thread that sleeps */
void crash_select(struct crash_ctl *ctl, const void *arg);
void crash_growth(struct crash_ctl *ctl, const void *arg); /* arena, magazines, runs, chunks */

/* --- what they share ------------------------------------------------------------------------- */

struct crash_stage {
	struct crash_ctl *ctl;
	const struct crash_scene *scene;
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx, *tx2;
	kc_rx *rx;
	uint64_t sent, sent2, received; /* positions: of the second sender's, on a lane, its own */
};

void crash_open_domain(struct crash_stage *s, struct crash_ctl *ctl, const void *arg);
/* The channel "c", a sender (two unless SPSC) and a receiver, all of it marked operations unless brief. */
void crash_open_channel(struct crash_stage *s);
/* And all of that closed again; then the domain. tickets: queued ones that are freed with the channel. */
void crash_close_channel(struct crash_stage *s, int tickets);
void crash_close_domain(struct crash_stage *s);
/* Unmarked: n elements through the channel. */
void crash_pass(struct crash_stage *s, uint32_t n);
/* The next n values to be sent, or to be received, as they stand in their slots. */
void crash_values_next(uint64_t *to, uint64_t pos, uint32_t n);
/* Ends the child unless rc is what it should be. */
void crash_must(const char *what, long rc, long wanted);

#endif
