/* fork.h - what happens to a domain that a child inherits (PROTOCOLS §6). */
#ifndef KC_API_FORK_H
#define KC_API_FORK_H

/* Registers the handlers, once. */
void kc_fork_watch(void);

#endif
