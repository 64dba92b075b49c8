/* domain.h - the domain: segment, arena, clock and the tables that channels take rows from.
 *
 * The lock serialises opening and closing of channels and endpoints; sending and receiving never take
 * it. */
#ifndef KC_CHAN_DOMAIN_H
#define KC_CHAN_DOMAIN_H

#include <pthread.h>
#include <kc/domain.h>

#include "arena/arena.h"
#include "base/clock.h"
#include "chan/rows.h"
#include "segment/segment.h"

struct kc_domain {
	struct kc_segment seg;
	struct kc_arena arena;
	struct kc_timebase timebase;
	uint32_t clock;  /* kind of ticks */
	uint32_t forked; /* inherited by a child: every handle is dead */
	bool no_stats;
	pthread_mutex_t lock;
	struct kc_rows channels, endpoints, rings, hists;
	pthread_mutex_t chunks_lock; /* of the next two; inside `lock` or without it */
	uint32_t chunks_made,
		chunks_free; /* rows ever used; first of those that are not, or KC_NONE */
	void *names;         /* tsearch(3) tree of struct kc_chan by name */
	struct kc_chan *chans;
	uint32_t brand;
	struct kc_domain *next; /* in the registry */
};

int kc_domain_make(struct kc_domain **out, const char *name, const struct kc_domain_opts *o);
int kc_domain_unmake(struct kc_domain *d);

/* Around fork(2): all domains' locks held, so that the child sees whole lists; then in the child every
 * handle is made to answer -EOWNERDEAD (the endpoints' part is the caller's). */
void kc_domains_lock(void);
void kc_domains_unlock(void);
struct kc_domain *kc_domains_first(void);
void kc_domain_after_fork(struct kc_domain *d);

KC_ALWAYS_INLINE uint64_t kc_domain_ticks(const struct kc_domain *d)
{
	return kc_ticks(d->clock);
}

/* A name that tools can print and files can carry: 1-63 bytes, valid printable UTF-8, no '/'.
 * 0 or -EINVAL with a sentence; what: "domain", "channel". */
int kc_check_name(const char *what, const char *name);

#endif
