#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "domain.h"
#include "place.h"
#include "progress.h"
#include "quantile.h"
#include "result.h"
#include "round.h"
#include "watch.h"

bool kb_repeat_broken(const struct kb_repeat *r)
{
	return r->loss || r->dup || r->reorder || r->torn || r->phantom ||
	       r->conservation == KB_CONSERVATION_BROKEN;
}

/* Elements that may exist at once: in the channel, in every thread's hands, in the arena's caches. */
static uint64_t in_flight(const struct kb_config *c)
{
	uint64_t threads = c->senders + c->receivers;
	return (uint64_t)c->capacity * kb_channels(c) + threads * (2 * c->batch + 4 * 64) + 1024;
}

static int open_domain(kc_domain **d, const struct kb_config *c)
{
	uint64_t slots = (uint64_t)c->capacity * kb_channels(c);
	uint64_t ring = slots * (kb_elem_bytes(c) + 24), arena = 0, tickets = 0;
	if (c->payload == KC_TICKETS || c->payload == KC_BYTES) {
		ring = slots * 32;
		tickets = in_flight(c);
		arena = kb_arena_for(tickets, c->size);
	}
	/* A repeat's ring may still be there when the next one is made. */
	return kb_domain_open(d, c, arena + 2 * ring + (UINT64_C(16) << 20), tickets);
}

/* Over the repeats that ran to their end; over the partial one when there is no other. */
static void summarise(struct kb_result *r)
{
	double rate[KB_REPEATS_MAX], p50[KB_REPEATS_MAX], p99[KB_REPEATS_MAX];
	unsigned n = 0;
	for (unsigned i = 0; i < r->count; i++) {
		const struct kb_repeat *x = &r->repeat[i];
		if (x->partial && r->count > 1)
			continue;
		rate[n] = x->rate_per_s;
		p50[n] = (double)x->service.p50_ns;
		p99[n] = (double)x->service.p99_ns;
		n++;
	}
	if (n == 0)
		return;
	r->rate_median = kb_quantile(rate, n, 0.5); /* and sorted */
	r->rate_min = rate[0];
	r->rate_max = rate[n - 1];
	r->p50_median = (uint64_t)kb_quantile(p50, n, 0.5);
	r->p99_median = (uint64_t)kb_quantile(p99, n, 0.5);
}

static int verdict(const struct kb_result *r)
{
	int e = r->signal_exit;
	for (unsigned i = 0; i < r->count; i++) {
		const struct kb_repeat *x = &r->repeat[i];
		if (kb_repeat_broken(x))
			e = kt_exit_worse(e, KT_BROKEN);
		if (x->unsure || x->conservation == KB_CONSERVATION_UNKNOWN)
			e = kt_exit_worse(e, KT_UNSURE);
	}
	if (!r->leak_known)
		e = kt_exit_worse(e, KT_UNSURE);
	else if (r->leaked_tickets)
		e = kt_exit_worse(e, KT_BROKEN);
	return e;
}

static void report(FILE *out, const struct kb_result *r)
{
	switch (r->cfg->format) {
	case KB_HUMAN:
		kb_report_human(
			out, r, kt_use_color(r->cfg->color, out), kt_use_unicode(r->cfg->ascii));
		return;
	case KB_JSON:
		kb_report_json(out, r);
		return;
	case KB_CSV:
		kb_report_csv(out, r);
		return;
	}
}

static int run_repeats(
	struct kb_result *r, kc_domain *d, struct kb_watch *watch, struct kb_tracer *tracer)
{
	struct kb_progress progress;
	int rc = 0;
	kb_progress_begin(&progress, r->cfg->quiet);
	while (rc == 0 && r->count < r->cfg->repeats && !watch->signal) {
		struct kb_repeat *x = &r->repeat[r->count];
		rc = kb_round_run(x, r->cfg, d, watch, tracer, &progress, r->count + 1);
		/* A repeat that broke off is kept when messages were lost or damaged in it. */
		if (rc == 0 || kb_repeat_broken(x))
			r->count++;
	}
	kb_progress_end(&progress);
	return rc;
}

/* The domain from open to close, and everything that is measured in it. */
static int measure(struct kb_result *r, struct kb_watch *watch, struct kb_tracer *tracer)
{
	kc_domain *d;
	int rc = open_domain(&d, r->cfg);
	if (rc)
		return rc;
	kb_place_describe(r->placement, sizeof(r->placement), r->cfg);
	rc = run_repeats(r, d, watch, tracer);
	r->leak_known = kb_readback_tickets(&r->leaked_tickets, d) == 0;
	r->signal_exit = kb_watch_exit(watch);
	return kt_exit_worse(rc, kb_domain_close(d));
}

int kb_run(const struct kb_config *cfg)
{
	struct kb_tracer tracer;
	struct kb_result r = { .cfg = cfg, .tracer = &tracer };
	struct kb_watch watch;
	struct kt_output out;
	int rc = kb_place_check(cfg);
	if (rc || (rc = kb_output_open(&out, cfg)) != 0)
		return rc;
	r.repeat = calloc(cfg->repeats, sizeof(*r.repeat));
	int failed = r.repeat ? kb_watch_open(&watch) : -ENOMEM;
	if (failed) {
		kt_output_close(&out, false);
		free(r.repeat);
		return kb_cannot("cannot begin", failed);
	}
	kb_tracer_init(&tracer, cfg->trace_wakeups);
	rc = measure(&r, &watch, &tracer);
	kb_tracer_destroy(&tracer);
	kb_watch_close(&watch);
	if (r.count == 0) {
		kt_output_close(&out, false);
		free(r.repeat);
		return kt_exit_worse(rc, r.signal_exit);
	}
	summarise(&r);
	r.exit = kt_exit_worse(rc, verdict(&r));
	report(out.f, &r);
	free(r.repeat);
	return kt_exit_worse(r.exit, kb_output_close(&out, cfg));
}

void kb_run_schema(FILE *out, const struct kb_config *cfg)
{
	struct kb_repeat nothing = { .n = 1 };
	struct kb_tracer tracer = { .wanted = false };
	struct kb_result r = {
		.cfg = cfg, .tracer = &tracer, .repeat = &nothing, .count = 1, .leak_known = true
	};
	kb_report_json(out, &r);
}
