/* fork.c - in a forked child every inherited handle answers -EOWNERDEAD and the parent's files stay
 * untouched: the child's mappings become private, its descriptors are closed. */
#include "api/fork.h"

#include <pthread.h>

#include "arena/cache.h"
#include "base/clock.h"
#include "base/thread.h"
#include "chan/chan.h"
#include "chan/given.h"

/* Nothing is granted any more, so the next operation comes to the library, which looks at
 * domain->forked first. */
static void sever(struct kc_end *e)
{
	e->span.limit = e->span.edge = 0;
	e->span.elem_bytes = 0;
	e->quick = false;
}

static void in_child(void)
{
	kc_timebase_unlock();
	kc_thread_forget();
	kc_caches_after_fork();
	for (struct kc_domain *d = kc_domains_first(); d; d = d->next) {
		for (struct kc_chan *c = d->chans; c; c = c->next)
			for (struct kc_end *e = c->ends; e; e = e->next)
				sever(e);
		kc_domain_after_fork(d);
	}
	kc_ext_after_fork();
	kc_cancel_after_fork();
	kc_given_unlock();
	kc_domains_unlock();
}

static void before(void)
{
	kc_domains_lock();
	kc_given_lock();
	kc_cancel_lock();
	kc_ext_lock();
	kc_timebase_lock();
}

static void in_parent(void)
{
	kc_timebase_unlock();
	kc_ext_unlock();
	kc_cancel_unlock();
	kc_given_unlock();
	kc_domains_unlock();
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void watch(void)
{
	(void)pthread_atfork(before, in_parent, in_child);
}

/* At load: a fork that began before the first call would take no locks, and find one that this call's thread took
 * meanwhile. */
__attribute__((constructor)) void kc_fork_watch(void)
{
	pthread_once(&once, watch);
}
