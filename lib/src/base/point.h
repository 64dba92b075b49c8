/* point.h - labelled points: the places in the protocols of sleeping and waking at which a delay may make the
 * difference between a wake and a lost one.
 *
 * They are nothing at all in what is shipped. A library compiled with KC_POINTS calls a hook at each of them, in
 * whatever thread comes by, which a test sets to delay it there (tests/stress/hunt.c). Points stand also where a
 * signal handler may come by, so the hook is async-signal-safe. A label is a constant, has one place only, and says
 * what has just been done, or begins with "to_" and says what comes next. */
#ifndef KC_BASE_POINT_H
#define KC_BASE_POINT_H

#ifdef KC_POINTS
/* NULL: nothing is called. Set while no other thread is in the library. */
extern void (*kc_point_hook)(const char *label);

static inline void kc_point(const char *label)
{
	if (kc_point_hook)
		kc_point_hook(label);
}
#define KC_POINT(label) kc_point(label)
#else
#define KC_POINT(label) ((void)0)
#endif

#endif
