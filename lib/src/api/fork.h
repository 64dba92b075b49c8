/* fork.h - what happens to a domain that a child inherits (PROTOCOLS §6). */
#ifndef KC_API_FORK_H
#define KC_API_FORK_H

/* Registers the handlers, once; done at load. Whoever makes something that a child would inherit calls it all the same:
 * a static library is linked by its calls, and other constructors may run earlier. */
void kc_fork_watch(void);

#endif
