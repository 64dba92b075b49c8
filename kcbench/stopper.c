#include "stopper.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/clock.h"

void kb_stopper_init(struct kb_stopper *s)
{
	pthread_condattr_t attr;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->stopped, &attr);
	pthread_condattr_destroy(&attr);
	s->error = 0;
	s->text[0] = '\0';
	s->stop = 0;
}

void kb_stopper_destroy(struct kb_stopper *s)
{
	pthread_cond_destroy(&s->stopped);
	pthread_mutex_destroy(&s->lock);
}

static void stop_locked(struct kb_stopper *s)
{
	kc_store_relaxed(&s->stop, 1u);
	pthread_cond_broadcast(&s->stopped);
}

void kb_stopper_stop(struct kb_stopper *s)
{
	pthread_mutex_lock(&s->lock);
	stop_locked(s);
	pthread_mutex_unlock(&s->lock);
}

void kb_stopper_fail(struct kb_stopper *s, int error, const char *what, const char *why)
{
	pthread_mutex_lock(&s->lock);
	if (!s->error) {
		s->error = error;
		snprintf(s->text, sizeof(s->text), "%s: %s", what, why);
	}
	stop_locked(s);
	pthread_mutex_unlock(&s->lock);
}

void kb_stopper_sleep(struct kb_stopper *s, uint64_t ns)
{
	if (!ns)
		return;
	uint64_t until = kc_mono_ns() + ns;
	struct timespec t = { .tv_sec = (time_t)(until / UINT64_C(1000000000)),
		.tv_nsec = (long)(until % UINT64_C(1000000000)) };
	pthread_mutex_lock(&s->lock);
	while (!s->stop && pthread_cond_timedwait(&s->stopped, &s->lock, &t) != ETIMEDOUT)
		continue;
	pthread_mutex_unlock(&s->lock);
}
