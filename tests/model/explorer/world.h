/* world.h - what surrounds the library: system calls, locks and the clock, as the threads of an execution meet
 * them. */
#ifndef KC_EXPLORE_WORLD_H
#define KC_EXPLORE_WORLD_H

/* Replaces the entries of kc_sys that sleep, wake and order. */
void world_init(void);
/* Nothing is allocated, nothing locked, as at the start of every execution. */
void world_reset(void);
/* What the C library does at the end of a thread. */
void world_thread_ends(void);

#endif
