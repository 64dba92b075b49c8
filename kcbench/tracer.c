#include "tracer.h"

#include <stdio.h>
#include <string.h>

#include "base/atomic.h"
#include "config.h"
#include "inspect/inspect.h"

void kb_tracer_init(struct kb_tracer *t, bool wanted)
{
	*t = (struct kb_tracer){ .wanted = wanted };
	pthread_mutex_init(&t->lock, NULL);
}

void kb_tracer_destroy(struct kb_tracer *t)
{
	kc_probes_close(t->probes);
	pthread_mutex_destroy(&t->lock);
}

static bool refuse(struct kb_tracer *t, enum kc_probes_reason reason)
{
	t->reason = reason;
	if (!t->said)
		kt_say(&kb_program, "no wakeups: %s; the run goes on without them", t->why);
	t->said = true;
	return false;
}

/* Its own segment, as any viewer would find it. */
static bool find_target(struct kb_tracer *t, const kc_domain *d, struct kc_probes_target *target)
{
	struct ki_error err = { 0 };
	ki_source *s;
	if (ki_open(&s, kc_domain_segment_path(d), &err)) {
		snprintf(t->why, sizeof(t->why), "cannot read its own segment back: %s", err.text);
		return refuse(t, KC_PROBES_TARGET_GONE);
	}
	kc_probes_target_of(target, ki_source_info(s));
	ki_close(s);
	return true;
}

bool kb_tracer_attach(struct kb_tracer *t, const kc_domain *d, unsigned receivers)
{
	struct kc_probes_target target;
	struct kc_probes_opts o;
	if (!t->wanted || t->said || !find_target(t, d, &target))
		return false;
	kc_probes_opts_init(&o);
	o.slow_ns = 0;
	o.want_edges = false;
	o.share = false;
	o.watch = receivers;
	enum kc_probes_reason reason =
		kc_probes_open(&t->probes, &target, &o, t->why, sizeof(t->why));
	if (!reason)
		reason = kc_probes_attach(t->probes, t->why, sizeof(t->why));
	if (!reason)
		return true;
	kc_probes_close(t->probes);
	t->probes = NULL;
	return refuse(t, reason);
}

const struct kc_wakeup_last *kb_tracer_watch(struct kb_tracer *t, uint32_t tid)
{
	const struct kc_wakeup_last *last = NULL;
	pthread_mutex_lock(&t->lock);
	int rc = kc_probes_watch(t->probes, tid, &last);
	if (rc) {
		snprintf(t->why, sizeof(t->why), "a receiver cannot be watched: %s", strerror(-rc));
		refuse(t, KC_PROBES_REFUSED);
	}
	pthread_mutex_unlock(&t->lock);
	return last;
}

void kb_tracer_detach(struct kb_tracer *t, struct kb_traced *out)
{
	uint32_t rows = 0;
	if (!t->probes)
		return;
	kc_probes_detach(t->probes);
	const struct kc_wakeup_channel *c = kc_probes_channels(t->probes, &rows);
	out->attached = true;
	for (uint32_t i = 0; i < rows; i++) {
		out->blocks += kc_load_relaxed(&c[i].blocks);
		out->wakes += kc_load_relaxed(&c[i].wakes);
		out->other += kc_load_relaxed(&c[i].other);
		out->early += kc_load_relaxed(&c[i].early);
		out->spurious += kc_load_relaxed(&c[i].spurious);
		out->no_latency += kc_load_relaxed(&c[i].no_latency);
		out->runq_ns += kc_load_relaxed(&c[i].runq_ns);
	}
	kc_probes_close(t->probes);
	t->probes = NULL;
}
