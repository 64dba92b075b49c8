#include "round.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "domain.h"
#include "place.h"
#include "tool/units.h"

#define TICK_NS UINT64_C(200000000)

void kb_round_fail(struct kb_round *r)
{
	kc_store_relaxed(&r->failed, 1u);
	kc_store_relaxed(&r->stop, 1u);
	kb_channels_close(r);
	kb_watch_done(r->watch);
}

/* --- making and unmaking --------------------------------------------------------------------- */

static int prepare_threads(struct kb_round *r)
{
	const struct kb_config *c = r->cfg;
	int rc = kb_ledger_open(&r->ledger, r->streams);
	r->sender = aligned_alloc(KC_LINE, c->senders * sizeof(*r->sender));
	r->receiver = aligned_alloc(KC_LINE, c->receivers * sizeof(*r->receiver));
	r->stream = aligned_alloc(KC_LINE, r->streams * sizeof(*r->stream));
	r->sent_by = calloc(r->streams, sizeof(*r->sent_by));
	if (rc || !r->sender || !r->receiver || !r->stream || !r->sent_by)
		return kb_cannot("no memory for the threads", -ENOMEM);
	memset(r->sender, 0, c->senders * sizeof(*r->sender));
	memset(r->receiver, 0, c->receivers * sizeof(*r->receiver));
	memset(r->stream, 0, r->streams * sizeof(*r->stream));
	if (r->traced && kb_stamps_open(r))
		return kb_cannot("no memory for the stamps", -ENOMEM);
	for (unsigned i = 0; i < c->senders; i++) {
		struct kb_sender *s = &r->sender[i];
		*s = (struct kb_sender){ .round = r, .index = i, .limit = UINT64_MAX };
		if (r->total)
			s->limit = r->total / c->senders + (i < r->total % c->senders);
		if (kb_sender_prepare(s))
			return kb_cannot("no memory for a sender's buffers", -ENOMEM);
	}
	for (unsigned i = 0; i < c->receivers; i++) {
		r->receiver[i] = (struct kb_receiver){ .round = r, .index = i };
		if (kb_receiver_prepare(&r->receiver[i]))
			return kb_cannot("no memory for a receiver's buffers", -ENOMEM);
	}
	return 0;
}

static void discard(struct kb_round *r)
{
	kb_endpoints_close(r);
	kb_channels_free(r);
	for (unsigned i = 0; r->sender && i < r->cfg->senders; i++)
		kb_sender_discard(&r->sender[i]);
	for (unsigned i = 0; r->receiver && i < r->cfg->receivers; i++)
		kb_receiver_discard(&r->receiver[i]);
	kb_ledger_close(&r->ledger);
	kb_stamps_close(r);
	free(r->sender);
	free(r->receiver);
	free(r->stream);
	free(r->sent_by);
}

static int start_thread(struct kb_round *r, unsigned index)
{
	const struct kb_config *c = r->cfg;
	char name[32];
	if (index < c->senders) {
		snprintf(name, sizeof(name), "kb-send-%u", index);
		return kb_place_start(&r->sender[index].thread, c, index, name, kb_sender_main,
			&r->sender[index]);
	}
	unsigned n = index - c->senders;
	snprintf(name, sizeof(name), "kb-recv-%u", n);
	return kb_place_start(
		&r->receiver[n].thread, c, index, name, kb_receiver_main, &r->receiver[n]);
}

static void join(const struct kb_round *r, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		pthread_join(i < r->cfg->senders ? r->sender[i].thread
						 : r->receiver[i - r->cfg->senders].thread,
			NULL);
}

static int start_threads(struct kb_round *r)
{
	unsigned all = r->cfg->senders + r->cfg->receivers;
	kb_gate_init(&r->gate);
	r->senders_running = r->cfg->senders;
	for (unsigned i = 0; i < all; i++) {
		int rc = start_thread(r, i);
		if (rc == 0)
			continue;
		kb_gate_shut(&r->gate);
		join(r, 0, i);
		kb_gate_destroy(&r->gate);
		fprintf(stderr, "kcbench: cannot start thread %u of %u: %s; use fewer threads\n",
			i + 1, all, strerror(-rc));
		return KT_CANNOT;
	}
	kb_gate_open(&r->gate, all);
	return 0;
}

/* --- measuring ------------------------------------------------------------------------------- */

struct mark {
	uint64_t at_ns, received;
};

static struct mark mark_now(const struct kb_round *r)
{
	struct mark m = { .received = 0 };
	for (unsigned i = 0; i < r->cfg->receivers; i++)
		m.received += kc_load_relaxed(&r->receiver[i].received);
	m.at_ns = kc_mono_ns();
	return m;
}

static void draw(const struct kb_round *r, struct kb_progress *p, unsigned n, struct mark from,
	uint64_t begun_ns)
{
	char label[64], rate[32], number[16];
	if (!p->on)
		return;
	struct mark now = mark_now(r);
	double seconds = (double)(now.at_ns - from.at_ns) / 1e9;
	uint64_t lap_ns = r->cfg->duration_ns + r->cfg->warmup_ns;
	double lap = r->total ? (double)now.received / (double)r->total
			      : (double)(now.at_ns - begun_ns) / (double)lap_ns;
	snprintf(label, sizeof(label), "repeat %u of %u", n, r->cfg->repeats);
	snprintf(rate, sizeof(rate), "%s/s",
		kt_count(number, sizeof(number),
			seconds > 0 ? (double)(now.received - from.received) / seconds : 0));
	kb_progress_draw(p, label, (n - 1) + lap, r->cfg->repeats, now.at_ns - p->begun_ns, rate);
}

/* Waits until the time is over, everything is sent, a thread failed, or a signal came. */
static enum kb_event wait_until(struct kb_round *r, struct kb_progress *p, unsigned n,
	struct mark from, uint64_t begun_ns, uint64_t deadline_ns)
{
	for (;;) {
		uint64_t now = kc_mono_ns();
		if (now >= deadline_ns)
			return KB_TICK;
		uint64_t tick = deadline_ns - now < TICK_NS ? deadline_ns : now + TICK_NS;
		enum kb_event e = kb_watch_wait(r->watch, tick);
		if (e != KB_TICK)
			return e;
		draw(r, p, n, from, begun_ns);
	}
}

/* Lets it run; the two marks enclose what is measured. */
static enum kb_event measure(
	struct kb_round *r, struct kb_progress *p, unsigned n, struct mark *from, struct mark *to)
{
	const struct kb_config *c = r->cfg;
	enum kb_event e = KB_TICK;
	struct kb_seen seen;
	*from = mark_now(r);
	uint64_t begun_ns = from->at_ns;
	if (c->warmup_ns && !r->total) {
		e = wait_until(r, p, n, *from, begun_ns, begun_ns + c->warmup_ns);
		if (!c->no_stats && e == KB_TICK &&
			kb_readback_channels(&seen, r->domain, r->channels) == 0) {
			r->base.taken = true;
			r->base.hist = seen.residence;
		}
		*from = mark_now(r);
	}
	kc_store_relaxed(&r->measured_from_ns, from->at_ns);
	if (e == KB_TICK)
		e = wait_until(r, p, n, *from, begun_ns,
			r->total ? UINT64_MAX : from->at_ns + c->duration_ns);
	*to = mark_now(r);
	return e;
}

/* Ends the load without losing anything: senders first, then the channels, then receivers drain it. */
static void wind_down(struct kb_round *r)
{
	kc_store_relaxed(&r->stop, 1u);
	join(r, 0, r->cfg->senders);
	kb_channels_close(r);
	join(r, r->cfg->senders, r->cfg->senders + r->cfg->receivers);
	kb_gate_destroy(&r->gate);
}

/* --- the result ------------------------------------------------------------------------------ */

/* What was not received must be what the channels say they dropped. */
static void subtract_dropped(struct kb_repeat *out, const struct kb_round *r)
{
	out->dropped = kb_channels_dropped(r);
	if (out->dropped > out->loss)
		out->dup += out->dropped - out->loss;
	out->loss -= out->dropped < out->loss ? out->dropped : out->loss;
}

static void count(struct kb_repeat *out, struct kb_round *r)
{
	for (unsigned i = 0; i < r->streams; i++) {
		r->sent_by[i] = r->stream[i].sent;
		out->sent += r->sent_by[i];
	}
	for (unsigned i = 0; i < r->cfg->receivers; i++) {
		out->received += r->receiver[i].received;
		out->reorder += r->receiver[i].check.reorder;
		out->torn += r->receiver[i].check.torn;
		out->timed_out += r->receiver[i].selector.timed_out;
	}
	if (r->cfg->verify) {
		struct kb_totals t = kb_ledger_total(&r->ledger, r->sent_by);
		out->loss = t.loss;
		out->dup = t.dup;
		out->phantom = t.phantom;
		out->unsure = t.unsure;
	} else {
		out->loss = out->sent > out->received ? out->sent - out->received : 0;
		out->dup = out->received > out->sent ? out->received - out->sent : 0;
	}
	subtract_dropped(out, r);
}

/* With --messages the time runs from the first sender's start to the last receiver's end. */
static void time_it(
	struct kb_repeat *out, const struct kb_round *r, struct mark from, struct mark to)
{
	uint64_t start = UINT64_MAX, end = 0;
	for (unsigned i = 0; i < r->cfg->senders; i++)
		if (r->sender[i].start_ns < start)
			start = r->sender[i].start_ns;
	for (unsigned i = 0; i < r->cfg->receivers; i++)
		if (r->receiver[i].end_ns > end)
			end = r->receiver[i].end_ns;
	if (r->total && !out->partial) {
		out->measured = out->received;
		out->elapsed_ns = end > start ? end - start : 0;
	} else {
		out->measured = to.received - from.received;
		out->elapsed_ns = to.at_ns - from.at_ns;
	}
	if (out->elapsed_ns)
		out->rate_per_s = (double)out->measured * 1e9 / (double)out->elapsed_ns;
}

/* The segment counts for itself: endpoints and positions, not what kcbench believes. */
static void compare_with_segment(struct kb_repeat *out, const struct kb_round *r)
{
	struct kb_seen seen;
	struct ki_hist hist;
	out->conservation = KB_CONSERVATION_UNKNOWN;
	if (kb_readback_channels(&seen, r->domain, r->channels))
		return;
	out->segment_sent = seen.sent;
	out->segment_received = seen.received;
	out->segment_depth = seen.depth;
	out->conservation = seen.sent + seen.dropped_newest == out->sent &&
					    seen.received == out->received && seen.even
				    ? KB_CONSERVED
				    : KB_CONSERVATION_BROKEN;
	if (r->base.taken)
		ki_hist_minus(&hist, &seen.residence, &r->base.hist);
	else
		hist = seen.residence;
	kb_service_make(&out->service, &hist);
}

/* What the receivers know of their sleeps, and what the kernel says. */
static void gather_wakeups(struct kb_repeat *out, const struct kb_round *r)
{
	kb_tracer_detach(r->tracer, &out->traced);
	for (unsigned i = 0; i < r->cfg->receivers; i++)
		kb_split_add(&out->split, &r->receiver[i].splitter.found);
}

static int thread_errors(const struct kb_round *r)
{
	int exit_code = 0;
	for (unsigned i = 0; i < r->cfg->senders; i++) {
		const struct kb_sender *s = &r->sender[i];
		/* -EPIPE only says that another thread's failure closed the channel. */
		if (!s->error || s->error == -EPIPE)
			continue;
		fprintf(stderr, "kcbench: sender %u stopped: %s: %s\n", i, s->error_call,
			kc_strerror(s->error));
		exit_code = KT_CANNOT;
	}
	for (unsigned i = 0; i < r->cfg->receivers; i++) {
		const struct kb_receiver *v = &r->receiver[i];
		if (!v->error)
			continue;
		fprintf(stderr, "kcbench: receiver %u stopped: %s: %s\n", i, v->error_call,
			kc_strerror(v->error));
		exit_code = KT_CANNOT;
	}
	return exit_code;
}

int kb_round_run(struct kb_repeat *out, const struct kb_config *cfg, kc_domain *d,
	struct kb_watch *watch, struct kb_tracer *tracer, struct kb_progress *progress, unsigned n)
{
	struct kb_round *r = aligned_alloc(KC_LINE, sizeof(*r));
	struct mark from, to;
	if (!r)
		return kb_cannot("no memory", -ENOMEM);
	*r = (struct kb_round){ .cfg = cfg,
		.domain = d,
		.watch = watch,
		.tracer = tracer,
		.total = cfg->messages,
		.measured_from_ns = cfg->warmup_ns && !cfg->messages ? UINT64_MAX : 0,
		.channels = kb_channels(cfg) };
	r->streams = cfg->senders > r->channels ? cfg->senders : r->channels;
	r->shape = kb_shape_make(cfg->seed, cfg->size, cfg->touch);
	*out = (struct kb_repeat){ .n = n };
	kb_watch_reset(watch);

	int rc = kb_channels_open(r);
	if (!rc) {
		r->traced = kb_tracer_attach(tracer, d, cfg->receivers);
		rc = prepare_threads(r);
	}
	if (!rc)
		rc = kb_endpoints_open(r);
	if (!rc)
		rc = start_threads(r);
	if (!rc) {
		out->partial = measure(r, progress, n, &from, &to) == KB_INTERRUPTED;
		wind_down(r);
		if (r->traced)
			gather_wakeups(out, r);
		rc = thread_errors(r);
		kb_endpoints_close(r);
		count(out, r);
		time_it(out, r, from, to);
		compare_with_segment(out, r);
	}
	kb_tracer_detach(tracer, &out->traced);
	discard(r);
	free(r);
	return rc;
}
