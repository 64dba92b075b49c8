/* event.c - bit 0 says whether the event is set, the bits above count the resets. A wait that found it not
 * set is over as soon as the word is another one: set, or set and reset. Model: event. */
#include <kc/event.h>

#include <errno.h>

#include "base/atomic.h"
#include "base/point.h"

#define SET UINT64_C(1)

KC_API void kc_event_init(kc_event *e)
{
	*e = (kc_event)KC_EVENT_INIT;
}

KC_API void kc_event_set(kc_event *e)
{
	/* A write also when it is set: who waits next sees what stands before this set. */
	if (!(kc_fetch_or(&e->state, SET) & SET)) {
		KC_POINT("event.set");
		(void)kc_waitq_wake_all(&e->waiters);
	}
}

KC_API void kc_event_reset(kc_event *e)
{
	uint64_t state = kc_load_relaxed(&e->state);
	while ((state & SET) && !kc_cas_acq_rel(&e->state, &state, state + 1))
		;
}

KC_API int kc_event_is_set(const kc_event *e)
{
	return (kc_load_acquire(&e->state) & SET) != 0;
}

struct wait {
	const kc_event *event;
	uint64_t found; /* when the wait began: not set */
};

/* A set wakes everybody, so nobody has anything to pass on. */
static int look(void *ctx)
{
	const struct wait *w = ctx;
	return kc_load_acquire(&w->event->state) == w->found ? KC_LOOK_AGAIN : KC_LOOK_LAST;
}

KC_API int kc_event_wait(kc_event *e, int64_t timeout_ns)
{
	struct wait w = { e, kc_load_acquire(&e->state) };
	if (timeout_ns < KC_FOREVER)
		return -EINVAL;
	if (w.found & SET)
		return 0;
	KC_POINT("event.to_wait");
	return kc_waitq_wait(&e->waiters, look, &w, timeout_ns);
}
