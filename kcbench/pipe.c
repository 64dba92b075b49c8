#include "pipe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "domain.h"
#include "progress.h"
#include "reference.h"
#include "tool/units.h"

#define TICK_NS UINT64_C(200000000)

/* --- opening --------------------------------------------------------------------------------- */

static int open_domain(struct kb_pipe *p, const struct kb_input *in)
{
	const struct kb_config *c = p->cfg;
	uint64_t size = (uint64_t)in->at_open.st_size, most = UINT64_C(512) << 20;
	uint64_t units = c->capacity + c->workers + 256;
	uint64_t unit = KB_UNIT_BYTES + (c->cut == KB_CUT_PER_LINE ? 512 : c->block_bytes);
	/* Long lines need more than a unit's share; the reader waits when even that is used up. */
	uint64_t spare = 2 * size < most ? 2 * size : most;
	return kb_domain_open(&p->domain, c, kb_arena_for(units, unit) + spare, units);
}

static int open_channels(struct kb_pipe *p)
{
	const struct kb_config *c = p->cfg;
	enum kc_topology topology = c->workers == 1 ? KC_SPSC : KC_MPMC;
	kc_chan_opts lines =
		KC_CHAN_OPTS(.topology = topology, .payload = KC_TICKETS, .capacity = c->capacity);
	kc_chan_opts results = KC_CHAN_OPTS(.topology = topology, .payload = KC_VALUES,
		.elem_bytes = sizeof(struct kb_answer), .capacity = c->capacity);
	int rc = kc_chan_open(&p->lines, p->domain, "lines", &lines);
	if (!rc)
		rc = kc_chan_open(&p->results, p->domain, "results", &results);
	if (!rc)
		rc = kc_tx_open(&p->reader_tx, p->lines);
	if (!rc)
		rc = kc_rx_open(&p->writer_rx, p->results);
	for (unsigned i = 0; i < c->workers && !rc; i++) {
		rc = kc_rx_open(&p->worker[i].rx, p->lines);
		if (!rc)
			rc = kc_tx_open(&p->worker[i].tx, p->results);
	}
	return rc ? kb_cannot("cannot open the pipeline's channels", rc) : 0;
}

static int prepare(struct kb_pipe *p)
{
	kb_stopper_init(&p->stopper);
	kb_gate_init(&p->gate);
	p->workers_running = p->cfg->workers;
	p->worker = calloc(p->cfg->workers, sizeof(*p->worker));
	if (!p->worker || kb_ledger_open(&p->units_ledger, 1) ||
		kb_ledger_open(&p->answers_ledger, p->cfg->workers) ||
		kb_check_open(&p->answers, &p->answers_ledger))
		return kb_cannot("no memory for the pipeline", -ENOMEM);
	for (unsigned i = 0; i < p->cfg->workers; i++) {
		p->worker[i].pipe = p;
		p->worker[i].index = i;
		if (kb_check_open(&p->worker[i].units, &p->units_ledger))
			return kb_cannot("no memory for the pipeline", -ENOMEM);
	}
	return 0;
}

static void close_endpoints(struct kb_pipe *p)
{
	if (p->reader_tx)
		kc_tx_close(p->reader_tx);
	if (p->writer_rx)
		kc_rx_close(p->writer_rx);
	for (unsigned i = 0; p->worker && i < p->cfg->workers; i++) {
		if (p->worker[i].rx)
			kc_rx_close(p->worker[i].rx);
		if (p->worker[i].tx)
			kc_tx_close(p->worker[i].tx);
		p->worker[i].rx = NULL;
		p->worker[i].tx = NULL;
	}
	p->reader_tx = NULL;
	p->writer_rx = NULL;
}

static void close_channels(struct kb_pipe *p)
{
	close_endpoints(p);
	if (p->lines)
		kc_chan_free(p->lines);
	if (p->results)
		kc_chan_free(p->results);
	p->lines = NULL;
	p->results = NULL;
}

static void discard(struct kb_pipe *p)
{
	for (unsigned i = 0; p->worker && i < p->cfg->workers; i++)
		kb_check_close(&p->worker[i].units);
	kb_check_close(&p->answers);
	kb_ledger_close(&p->units_ledger);
	kb_ledger_close(&p->answers_ledger);
	kb_cutter_close(&p->cutter);
	free(p->worker);
	kb_gate_destroy(&p->gate);
	kb_stopper_destroy(&p->stopper);
}

/* --- running --------------------------------------------------------------------------------- */

static pthread_t *thread_at(struct kb_pipe *p, unsigned i)
{
	if (i == 0)
		return &p->reader;
	return i == 1 ? &p->writer : &p->worker[i - 2].thread;
}

static int start_thread(struct kb_pipe *p, unsigned i)
{
	char name[32] = "kc-read";
	pthread_t *t = thread_at(p, i);
	int rc;
	if (i == 0) {
		rc = pthread_create(t, NULL, kb_pipe_reader, p);
	} else if (i == 1) {
		snprintf(name, sizeof(name), "kc-write");
		rc = pthread_create(t, NULL, kb_pipe_writer, p);
	} else {
		snprintf(name, sizeof(name), "kc-work-%u", i - 2);
		rc = pthread_create(t, NULL, kb_pipe_worker_main, &p->worker[i - 2]);
	}
	if (rc == 0)
		pthread_setname_np(*t, name);
	return -rc;
}

static void join_threads(struct kb_pipe *p, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		pthread_join(*thread_at(p, i), NULL);
}

static int start_threads(struct kb_pipe *p)
{
	unsigned all = p->cfg->workers + 2;
	for (unsigned i = 0; i < all; i++) {
		int rc = start_thread(p, i);
		if (rc == 0)
			continue;
		kb_gate_shut(&p->gate);
		join_threads(p, i);
		fprintf(stderr, "kcbench: cannot start thread %u of %u: %s; use fewer --workers\n",
			i + 1, all, strerror(-rc));
		return KT_CANNOT;
	}
	kb_gate_open(&p->gate, all);
	return 0;
}

static void draw(struct kb_progress *progress, const char *label, uint64_t done, uint64_t all,
	uint64_t since_ns)
{
	char rate[32], number[16];
	uint64_t elapsed = kc_mono_ns() - since_ns;
	double per_s = elapsed ? (double)done * 1e9 / (double)elapsed : 0;
	snprintf(rate, sizeof(rate), "%s/s", kt_size(number, sizeof(number), (uint64_t)per_s));
	kb_progress_draw(progress, label, (double)done, (double)all, elapsed, rate);
}

static void wait_for_end(struct kb_pipe *p, struct kb_progress *progress, uint64_t since_ns)
{
	enum kb_event e;
	while ((e = kb_watch_wait(p->watch, kc_mono_ns() + TICK_NS)) == KB_TICK)
		draw(progress, "pipe", kc_load_relaxed(&p->bytes_done), p->cutter.size, since_ns);
	/* What was read is finished all the same: the totals are those of the file's beginning. */
	if (e == KB_INTERRUPTED)
		kb_stopper_stop(&p->stopper);
}

/* --- checking -------------------------------------------------------------------------------- */

static void count(struct kb_pipe_result *r, struct kb_pipe *p)
{
	uint64_t answers[KB_THREADS_MAX];
	uint64_t units = p->cutter.number;
	for (unsigned i = 0; i < p->cfg->workers; i++) {
		const struct kb_pipe_worker *w = &p->worker[i];
		answers[i] = w->answers;
		r->torn += w->torn + w->units.torn;
		r->reorder += w->units.reorder;
	}
	r->torn += p->answers.torn;
	r->reorder += p->answers.reorder;
	struct kb_totals a = kb_ledger_total(&p->units_ledger, &units);
	struct kb_totals b = kb_ledger_total(&p->answers_ledger, answers);
	r->loss = a.loss + b.loss;
	r->dup = a.dup + b.dup;
	r->torn += a.phantom + b.phantom;
	r->units = units;
	r->counts = p->collected;
}

static enum kb_conservation conserved(const kc_domain *d, const char *channel, uint64_t messages)
{
	struct kb_seen seen;
	if (kb_readback_channel(&seen, d, channel))
		return KB_CONSERVATION_UNKNOWN;
	return seen.sent == messages && seen.received == messages && seen.depth == 0
		       ? KB_CONSERVED
		       : KB_CONSERVATION_BROKEN;
}

static void compare_with_segment(struct kb_pipe_result *r, const struct kb_pipe *p)
{
	uint64_t answers = 0;
	for (unsigned i = 0; i < p->cfg->workers; i++)
		answers += p->worker[i].answers;
	r->conservation = conserved(p->domain, "lines", r->units);
	if (r->conservation == KB_CONSERVED)
		r->conservation = conserved(p->domain, "results", answers);
}

struct checking {
	struct kb_watch *watch;
	bool interrupted; /* before the check began: it is short then and runs to its end */
	struct kb_progress *progress;
	uint64_t all, since_ns;
};

static bool go_on(void *ctx, uint64_t done)
{
	struct checking *c = ctx;
	draw(c->progress, "check", done, c->all, c->since_ns);
	return c->interrupted || kb_watch_wait(c->watch, 0) != KB_INTERRUPTED;
}

/* The second pass, over the part of the file that went through the pipeline. */
static int check(struct kb_pipe_result *r, struct kb_pipe *p, const struct kb_input *in,
	struct kb_progress *progress)
{
	struct checking ctx = { .watch = p->watch,
		.interrupted = p->watch->signal != 0,
		.progress = progress,
		.all = p->cutter.offset,
		.since_ns = kc_mono_ns() };
	struct kb_reference ref = { .fd = in->fd,
		.lines = p->cfg->cut != KB_CUT_BLOCKS,
		.block_bytes = p->cfg->block_bytes,
		.bytes = p->cutter.offset,
		.go_on = go_on,
		.ctx = &ctx };
	int rc = kb_reference_pass(&r->reference, &ref);
	if (rc && rc != -ECANCELED) {
		fprintf(stderr, "kcbench: %s: the check could not read it: %s\n", in->path,
			strerror(-rc));
		return KT_CANNOT;
	}
	r->have_reference = rc == 0;
	r->verified = r->have_reference && r->counts.bytes == r->reference.bytes &&
		      r->counts.lines == r->reference.lines &&
		      r->counts.digest == r->reference.digest &&
		      r->counts.pieces == r->reference.pieces;
	return 0;
}

/* Whether the part that was read ends without a newline. */
static bool ends_open(const struct kb_pipe *p, const struct kb_input *in)
{
	char last;
	return p->cutter.offset > 0 &&
	       pread(in->fd, &last, 1, (off_t)(p->cutter.offset - 1)) == 1 && last != '\n';
}

static void look_for_change(
	struct kb_pipe_result *r, const struct kb_pipe *p, const struct kb_input *in)
{
	r->changed = kb_input_changed(in, r->change, sizeof(r->change));
	if (!r->changed && (p->cutter.short_file || p->cutter.more)) {
		r->changed = true;
		snprintf(r->change, sizeof(r->change), "it has %s bytes than its size says",
			p->cutter.more ? "more" : "fewer");
	}
}

static int verdict(const struct kb_pipe_result *r)
{
	int e = r->signal_exit;
	bool broken = r->loss || r->dup || r->reorder || r->torn ||
		      r->conservation == KB_CONSERVATION_BROKEN ||
		      (r->leak_known && r->leaked_tickets);
	if (broken || (r->have_reference && !r->verified && !r->changed))
		e = kt_exit_worse(e, KT_BROKEN);
	if (r->changed || !r->leak_known || r->conservation == KB_CONSERVATION_UNKNOWN)
		e = kt_exit_worse(e, KT_UNSURE);
	return e;
}

/* --- the verb -------------------------------------------------------------------------------- */

static void report(FILE *out, const struct kb_pipe_result *r)
{
	switch (r->cfg->format) {
	case KB_HUMAN:
		kb_pipe_human(out, r, kt_use_color(r->cfg->color, out));
		return;
	case KB_JSON:
		kb_pipe_json(out, r);
		return;
	case KB_CSV:
		kb_pipe_csv(out, r);
		return;
	}
}

/* From the first thread to the last figure; the domain is open. */
static int flow(struct kb_pipe_result *r, struct kb_pipe *p, const struct kb_input *in)
{
	struct kb_progress progress;
	int rc = open_channels(p);
	if (!rc)
		rc = start_threads(p);
	if (rc)
		return rc;
	uint64_t begun = kc_mono_ns();
	kb_progress_begin(&progress, p->cfg->quiet);
	wait_for_end(p, &progress, begun);
	join_threads(p, p->cfg->workers + 2);
	r->elapsed_ns = p->end_ns > begun ? p->end_ns - begun : 0;
	if (p->stopper.error) {
		kb_progress_end(&progress);
		fprintf(stderr, "kcbench: %s: at byte %ju: %s\n", in->path,
			(uintmax_t)p->cutter.offset, p->stopper.text);
		return KT_CANNOT;
	}
	close_endpoints(p);
	count(r, p);
	compare_with_segment(r, p);
	rc = check(r, p, in, &progress);
	kb_progress_end(&progress);
	r->last_line_open = ends_open(p, in);
	look_for_change(r, p, in);
	return rc;
}

static int run_in_domain(struct kb_pipe_result *r, struct kb_pipe *p, const struct kb_input *in)
{
	int rc = prepare(p);
	if (!rc && !(rc = open_domain(p, in))) {
		kb_cutter_open(
			&p->cutter, p->domain, in->fd, p->cfg, (uint64_t)in->at_open.st_size);
		rc = flow(r, p, in);
		close_channels(p);
		r->leak_known = kb_readback_tickets(&r->leaked_tickets, p->domain) == 0;
		rc = kt_exit_worse(rc, kb_domain_close(p->domain));
	}
	discard(p);
	return rc;
}

/* The input is open; the result goes out or, when there is none, the file it was meant for stays as
 * it was. */
static int run_with_output(struct kb_pipe *p, const struct kb_input *in)
{
	struct kb_pipe_result r = { .cfg = p->cfg };
	struct kt_output out;
	int rc = kb_output_open(&out, p->cfg);
	if (rc)
		return rc;
	rc = run_in_domain(&r, p, in);
	if (rc) {
		kt_output_close(&out, false);
		return rc;
	}
	r.signal_exit = kb_watch_exit(p->watch);
	r.exit = verdict(&r);
	report(out.f, &r);
	if (r.changed)
		fprintf(stderr,
			"kcbench: %s changed while it was read: %s; the totals say nothing about it now\n",
			in->path, r.change);
	return kt_exit_worse(r.exit, kb_output_close(&out, p->cfg));
}

int kb_pipe_run(const struct kb_config *cfg)
{
	struct kb_input in;
	struct kb_watch watch;
	int rc = kb_input_open(&in, cfg->file);
	if (rc)
		return rc;
	struct kb_pipe *p = aligned_alloc(KC_LINE, sizeof(*p));
	rc = p ? kb_watch_open(&watch) : -ENOMEM;
	if (rc) {
		rc = kb_cannot("cannot begin", rc);
	} else {
		*p = (struct kb_pipe){ .cfg = cfg, .watch = &watch };
		rc = run_with_output(p, &in);
		kb_watch_close(&watch);
	}
	free(p);
	kb_input_close(&in);
	return rc;
}

void kb_pipe_schema(FILE *out, const struct kb_config *cfg)
{
	struct kb_pipe_result r = { .cfg = cfg };
	kb_pipe_json(out, &r);
}
