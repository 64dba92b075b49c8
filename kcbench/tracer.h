/* tracer.h - kcbench traces its own wakeups: the probes, attached to its own process for a repeat.
 *
 * What cannot be traced is said once, and the run goes on without. All functions but watch: main thread. */
#ifndef KCBENCH_TRACER_H
#define KCBENCH_TRACER_H

#include <pthread.h>
#include <stdbool.h>

#include <kc/kc.h>

#include "probes/watch.h"

struct kb_tracer {
	bool wanted;
	bool said; /* the sentence stands on stderr */
	enum kc_probes_reason reason;
	char why[1200];
	kc_probes *probes;    /* while attached, else NULL */
	pthread_mutex_t lock; /* of watch */
};

/* What the kernel counted in one repeat, over all channels. */
struct kb_traced {
	bool attached;
	uint64_t blocks, wakes, other, early, spurious, no_latency, runq_ns;
};

void kb_tracer_init(struct kb_tracer *t, bool wanted);
void kb_tracer_destroy(struct kb_tracer *t);

/* Attaches to the domain's segment with room for so many receivers; false: not wanted, or it cannot be done. */
bool kb_tracer_attach(struct kb_tracer *t, const kc_domain *d, unsigned receivers);
/* Any thread: its own record; NULL after a sentence when there is none to be had. */
const struct kc_wakeup_last *kb_tracer_watch(struct kb_tracer *t, uint32_t tid);
/* Reads what was counted and lets go. The threads that are watched do not run any more. */
void kb_tracer_detach(struct kb_tracer *t, struct kb_traced *out);

#endif
