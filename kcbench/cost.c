#include "cost.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "bursts.h"
#include "cost_loads.h"
#include "domain.h"
#include "inspect/inspect.h"
#include "place.h"
#include "progress.h"
#include "quantile.h"
#include "watch.h"

#define ARENA_BYTES (UINT64_C(1) << 20)

const char *const kb_cost_key[KB_COSTS] = { "wake_same_cpu", "wake_across_cpus", "context_switch",
	"message" };

struct session {
	struct kb_cost_result *result;
	const struct kb_config *cfg;
	struct kb_watch watch;
	struct kb_progress progress;
	kc_domain *domain;
	struct kc_probes_target target;
	struct kb_echo same, across;
	struct kb_fast fast;
	struct kb_stranger stranger;
	cpu_set_t allowed;
	double *ns; /* of bursts */
	double attach_ns[KB_REPEATS_MAX];
	uint64_t begun_ns;
	unsigned slices; /* done */
};

/* --- opening --------------------------------------------------------------------------------- */

static int refuse(const char *why)
{
	kt_say(&kb_program, "probe-cost: %s", why);
	return KT_CANNOT;
}

static void choose_cpus(struct session *s)
{
	struct kb_cost_result *r = s->result;
	if (sched_getaffinity(0, sizeof(s->allowed), &s->allowed))
		CPU_ZERO(&s->allowed);
	for (unsigned i = 0; i < CPU_SETSIZE && r->cpus < 2; i++)
		if (CPU_ISSET(i, &s->allowed))
			r->cpu[r->cpus++] = i;
}

/* In SCHED_BATCH whoever is woken waits until the waker sleeps: else almost half of the hand-overs on one CPU are
 * without a sleep. Across CPUs it would wait for strangers. */
static int set_policy(int policy)
{
	struct sched_param p = { .sched_priority = 0 };
	return sched_setscheduler(0, policy, &p) ? -errno : 0;
}

/* An echo inherits the policy. */
static int open_echoes(struct session *s)
{
	struct kb_cost_result *r = s->result;
	int rc = r->cpus > 1 ? kb_echo_open(&s->across, s->domain, "across", r->cpu[1]) : 0;
	if (!rc)
		rc = set_policy(SCHED_BATCH);
	if (!rc)
		rc = kb_echo_open(&s->same, s->domain, "same", r->cpu[0]);
	return rc ? rc : set_policy(SCHED_OTHER);
}

static int open_target(struct session *s)
{
	struct ki_error err = { 0 };
	ki_source *source;
	if (ki_open(&source, kc_domain_segment_path(s->domain), &err))
		return refuse(err.text);
	kc_probes_target_of(&s->target, ki_source_info(source));
	ki_close(source);
	return 0;
}

/* The children first: before there are threads. The main thread's part runs on the first CPU. */
static int open_loads(struct session *s)
{
	struct kb_cost_result *r = s->result;
	int rc = kb_stranger_open(&s->stranger, r->cpu[0]);
	if (rc)
		return kb_cannot("cannot start another process", rc);
	rc = kb_domain_open(&s->domain, s->cfg, ARENA_BYTES, 0);
	if (rc)
		return rc;
	rc = kb_stay_on(r->cpu[0]);
	if (!rc)
		rc = open_echoes(s);
	if (!rc)
		rc = kb_fast_open(&s->fast, s->domain);
	return rc ? kb_cannot("cannot open the loads", rc) : open_target(s);
}

static int close_loads(struct session *s)
{
	kb_echo_close(&s->same);
	kb_echo_close(&s->across);
	kb_fast_close(&s->fast);
	kb_stranger_close(&s->stranger);
	return s->domain ? kb_domain_close(s->domain) : 0;
}

/* --- measuring ------------------------------------------------------------------------------- */

static bool has(const struct session *s, enum kb_cost what)
{
	return what != KB_COST_ACROSS || s->result->cpus > 1;
}

static double handover(struct session *s)
{
	int rc = set_policy(SCHED_BATCH);
	if (rc)
		return rc;
	double ns = kb_echo_handover(&s->same, s->cfg->duration_ns, s->ns);
	rc = set_policy(SCHED_OTHER);
	return rc ? rc : ns;
}

static double slice(struct session *s, enum kb_cost what)
{
	uint64_t ns = s->cfg->duration_ns;
	switch (what) {
	case KB_COST_WAKE:
		return handover(s);
	case KB_COST_ACROSS:
		return kb_echo_across(&s->across, ns, s->ns);
	case KB_COST_SWITCH:
		return kb_stranger_slice(&s->stranger, ns);
	case KB_COST_FAST:
		return kb_fast_slice(&s->fast, ns, s->ns);
	case KB_COSTS:
		break;
	}
	return -EINVAL;
}

static bool interrupted(struct session *s)
{
	return kb_watch_wait(&s->watch, kc_mono_ns()) == KB_INTERRUPTED;
}

static void draw(struct session *s, bool on)
{
	char label[64];
	double all = 2.0 * KB_COSTS * s->cfg->repeats;
	snprintf(label, sizeof(label), "round %u of %u", s->result->rounds + 1, s->cfg->repeats);
	kb_progress_draw(&s->progress, label, s->slices, all, kc_mono_ns() - s->begun_ns,
		on ? "probes on" : "probes off");
}

/* Every load once, as things are. 0, an exit code after a sentence, or KB_STOP. */
enum { KB_STOP = -1 };
static int every_load(struct session *s, bool on)
{
	struct kb_cost_result *r = s->result;
	for (enum kb_cost what = 0; what < KB_COSTS; what++) {
		draw(s, on);
		s->slices++;
		if (!has(s, what))
			continue;
		double ns = slice(s, what);
		if (interrupted(s))
			return KB_STOP;
		if ((int)ns == -ENODATA) {
			kt_say(&kb_program,
				"probe-cost: cannot tell: hand-overs hardly ever have a sleep here; try a longer "
				"--duration, or a machine with less to do");
			return KT_UNSURE;
		}
		if (ns < 0)
			return kb_cannot("a load failed", (int)ns);
		(on ? r->row[what].on : r->row[what].off)[r->rounds] = ns;
	}
	return 0;
}

/* Over the channels of the load. */
static uint64_t wakes_counted(const kc_probes *p)
{
	uint32_t rows;
	const struct kc_wakeup_channel *c = kc_probes_channels(p, &rows);
	uint64_t wakes = 0;
	for (uint32_t i = 0; i < rows; i++)
		wakes += kc_load_relaxed(&c[i].wakes);
	return wakes;
}

static int with_probes(struct session *s)
{
	struct kc_probes_opts o;
	char why[1200];
	kc_probes *p;
	kc_probes_opts_init(&o);
	o.share = false; /* an attachment of another viewer's would cost its own */
	uint64_t before = kc_mono_ns();
	enum kc_probes_reason reason = kc_probes_open(&p, &s->target, &o, why, sizeof(why));
	if (!reason)
		reason = kc_probes_attach(p, why, sizeof(why));
	if (reason) {
		kc_probes_close(p);
		return refuse(why);
	}
	s->attach_ns[s->result->rounds] = (double)(kc_mono_ns() - before);
	int rc = every_load(s, true);
	s->result->wakes += wakes_counted(p);
	kc_probes_close(p);
	return rc;
}

static int rounds(struct session *s)
{
	struct kb_cost_result *r = s->result;
	int rc = 0;
	while (r->rounds < s->cfg->repeats && rc == 0) {
		bool on_first = r->rounds % 2;
		rc = on_first ? with_probes(s) : every_load(s, false);
		if (!rc)
			rc = on_first ? every_load(s, false) : with_probes(s);
		if (!rc)
			r->rounds++;
	}
	return rc;
}

/* --- the result ------------------------------------------------------------------------------ */

static double median_of(double *room, const double *v, unsigned n)
{
	memcpy(room, v, n * sizeof(*v));
	return kb_quantile(room, n, 0.5);
}

static void summarise_row(struct kb_cost_row *w, unsigned n)
{
	double room[KB_REPEATS_MAX];
	w->measured = n > 0;
	w->off_median = median_of(room, w->off, n);
	w->on_median = median_of(room, w->on, n);
	for (unsigned i = 0; i < n; i++)
		room[i] = w->on[i] - w->off[i];
	w->extra_median = kb_quantile(room, n, 0.5);
	w->extra_low = kb_quantile(room, n, 0.25);
	w->extra_high = kb_quantile(room, n, 0.75);
}

static void summarise(struct session *s)
{
	struct kb_cost_result *r = s->result;
	for (enum kb_cost what = 0; what < KB_COSTS; what++)
		if (has(s, what))
			summarise_row(&r->row[what], r->rounds);
	r->attach_ns = (uint64_t)kb_quantile(s->attach_ns, r->rounds, 0.5);
	if (s->same.handovers)
		r->sleeps = (double)s->same.slept / (double)s->same.handovers;
}

static int measure(struct session *s)
{
	char why[1200];
	if (kc_probes_support(NULL, why, sizeof(why)))
		return refuse(why);
	choose_cpus(s);
	if (!s->result->cpus)
		return refuse("this process may use no CPU that can be named");
	s->stranger = (struct kb_stranger){ .ask = -1, .answer = -1 };
	int rc = open_loads(s);
	s->begun_ns = kc_mono_ns();
	kb_progress_begin(&s->progress, s->cfg->quiet);
	if (!rc)
		rc = rounds(s);
	kb_progress_end(&s->progress);
	if (rc == KB_STOP)
		rc = 0;
	summarise(s);
	s->result->signal_exit = kb_watch_exit(&s->watch);
	sched_setaffinity(0, sizeof(s->allowed), &s->allowed);
	return kt_exit_worse(rc, close_loads(s));
}

static void report(FILE *out, const struct kb_cost_result *r)
{
	switch (r->cfg->format) {
	case KB_HUMAN:
		kb_cost_human(out, r);
		return;
	case KB_JSON:
		kb_cost_json(out, r);
		return;
	case KB_CSV:
		kb_cost_csv(out, r);
		return;
	}
}

static int run(struct session *s)
{
	int failed = kb_watch_open(&s->watch);
	if (failed)
		return kb_cannot("cannot begin", failed);
	int rc = measure(s);
	kb_watch_close(&s->watch);
	s->result->exit = kt_exit_worse(rc, s->result->signal_exit);
	return rc;
}

int kb_cost_run(const struct kb_config *cfg)
{
	struct kt_output out;
	int rc = kb_output_open(&out, cfg);
	if (rc)
		return rc;
	struct kb_cost_result *r = calloc(1, sizeof(*r));
	struct session *s = calloc(1, sizeof(*s));
	double *ns = calloc(KB_BURSTS_MAX, sizeof(*ns));
	if (r && s && ns) {
		r->cfg = cfg;
		*s = (struct session){ .result = r, .cfg = cfg, .ns = ns };
		rc = run(s);
	} else {
		rc = kb_cannot("no memory", -ENOMEM);
	}
	/* Interrupted before the first round is over: a result, too, with no rounds. */
	if (r && rc == 0) {
		report(out.f, r);
		rc = kt_exit_worse(r->exit, kb_output_close(&out, cfg));
	} else {
		kt_output_close(&out, false);
		rc = r ? kt_exit_worse(rc, r->signal_exit) : rc;
	}
	free(ns);
	free(s);
	free(r);
	return rc;
}

void kb_cost_schema(FILE *out, const struct kb_config *cfg)
{
	struct kb_cost_result *r = calloc(1, sizeof(*r));
	if (!r)
		return;
	r->cfg = cfg;
	kb_cost_json(out, r);
	free(r);
}
