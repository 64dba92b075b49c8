/* domain.h - opens and closes kcbench's own domain, and a result's output. Main thread. */
#ifndef KCBENCH_DOMAIN_H
#define KCBENCH_DOMAIN_H

#include "config.h"

/* arena_bytes and tickets: what the load needs at once. 0, or KT_CANNOT after a sentence; refuses
 * what this machine's memory cannot hold instead of being killed for it. */
int kb_domain_open(
	kc_domain **out, const struct kb_config *c, uint64_t arena_bytes, uint64_t tickets);
int kb_domain_close(kc_domain *d);

/* Says what failed, the word for rc and the library's reason when it has one. KT_CANNOT. */
int kb_cannot(const char *what, int rc);

/* Bytes of arena that n payloads of this size need, magazines and rounding included. */
uint64_t kb_arena_for(uint64_t n, uint64_t bytes);

/* --out, before the work so that a bad path costs nothing. */
int kb_output_open(struct kt_output *o, const struct kb_config *c);
int kb_output_close(struct kt_output *o, const struct kb_config *c);

#endif
