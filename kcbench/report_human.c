#include "result.h"

#include <inttypes.h>
#include <stdarg.h>

#include "host.h"
#include "selector.h"
#include "tool/units.h"

static const char *calls_word(const struct kb_config *c)
{
	if (c->typed)
		return "inline calls";
	if (c->in_place)
		return "in place";
	return c->batch > 1 ? "batch calls" : "single calls";
}

static void print_config(FILE *out, const struct kb_result *r)
{
	const struct kb_config *c = r->cfg;
	struct kb_host h;
	char size[16], time[16], warmup[16], select[48] = "";
	kb_host_read(&h);
	if (c->select)
		snprintf(select, sizeof(select), ", select over %u such channel%s", c->select,
			c->select == 1 ? "" : "s");
	fprintf(out,
		"run      %s %s:%ux%u%s%s, %s of %s, %s %" PRIu32
		", batch %zu, %s%s, closed loop\n",
		kb_kind_word(c->kind), kb_topology_word(c->topology), c->senders, c->receivers,
		c->overflow == KC_BLOCK ? "" : " ",
		c->overflow == KC_BLOCK ? "" : kb_overflow_word(c->overflow),
		kb_payload_word(c->payload), kt_size(size, sizeof(size), c->size),
		c->limit_bytes ? "at most" : "capacity", c->capacity, c->batch, calls_word(c),
		select);
	if (c->messages)
		fprintf(out, "load     %" PRIu64 " messages a repeat", c->messages);
	else
		fprintf(out, "load     %s a repeat after %s of warm-up",
			kt_duration(time, sizeof(time), c->duration_ns),
			kt_duration(warmup, sizeof(warmup), c->warmup_ns));
	fprintf(out, ", touch %s, verify %s, seed 0x%" PRIx64 "%s\n", kb_touch_word(c->touch),
		c->verify ? "seq" : "off", c->seed, c->no_stats ? ", without stats" : "");
	fprintf(out, "machine  %s, %u CPU%s, %s, kc %s; threads: %s\n\n", h.cpu, h.cpus,
		h.cpus == 1 ? "" : "s", h.kernel, kc_version(), r->placement);
}

/* A percentile says something with ten samples beyond it, a maximum (one_in 0) with one. */
static const char *latency(char *buf, size_t cap, uint64_t ns, uint64_t count, uint64_t one_in)
{
	if (count == 0 || count < one_in * 10) {
		snprintf(buf, cap, "-");
		return buf;
	}
	return kt_duration(buf, cap, ns);
}

static void print_repeat(FILE *out, const struct kb_repeat *r)
{
	char rate[16], n[16], number[32], p50[16], p99[16], p999[16], max[16];
	const struct kb_service *s = &r->service;
	snprintf(number, sizeof(number), "%u%s", r->n, r->partial ? "*" : "");
	fprintf(out,
		"%-6s %9s/s %10s %10s %10s %10s %10s %6" PRIu64 " %6" PRIu64 " %7" PRIu64
		" %6" PRIu64 "\n",
		number, kt_count(rate, sizeof(rate), r->rate_per_s),
		kt_count(n, sizeof(n), (double)r->received),
		latency(p50, sizeof(p50), s->p50_ns, s->count, 2),
		latency(p99, sizeof(p99), s->p99_ns, s->count, 100),
		latency(p999, sizeof(p999), s->p999_ns, s->count, 1000),
		latency(max, sizeof(max), s->max_ns, s->count, 0), r->loss, r->dup, r->reorder,
		r->torn + r->phantom);
}

static void print_part(FILE *out, const char *word, const struct ki_hist *h)
{
	char n[16], p50[16], p99[16], p999[16], max[16];
	struct kb_service s;
	kb_service_make(&s, h);
	fprintf(out, "  %-16s %10s %10s %10s %10s %10s\n", word,
		kt_count(n, sizeof(n), (double)s.count),
		latency(p50, sizeof(p50), s.p50_ns, s.count, 2),
		latency(p99, sizeof(p99), s.p99_ns, s.count, 100),
		latency(p999, sizeof(p999), s.p999_ns, s.count, 1000),
		latency(max, sizeof(max), s.max_ns, s.count, 0));
}

/* Below its row, in the same columns: messages whose receiver slept, and where their time went. */
static void print_split(FILE *out, const struct kb_repeat *r)
{
	if (!r->traced.attached)
		return;
	print_part(out, "publish-receive", &r->split.whole);
	for (int i = 0; i < KB_PARTS; i++)
		print_part(out, kb_part_word[i], &r->split.part[i]);
}

/* How many messages the split is about, and of which sleeps there is none. */
static void print_wakeups(FILE *out, const struct kb_result *r)
{
	uint64_t slept = 0, split = 0, received = 0;
	bool traced = false;
	if (!r->tracer->wanted)
		return;
	if (r->tracer->reason) {
		fprintf(out, "wakeups      not traced: %s\n", r->tracer->why);
		return;
	}
	for (unsigned i = 0; i < r->count; i++) {
		traced |= r->repeat[i].traced.attached;
		slept += r->repeat[i].split.slept;
		split += r->repeat[i].split.whole.count;
		received += r->repeat[i].measured;
	}
	if (traced)
		fprintf(out,
			"wakeups      receivers slept for %" PRIu64 " of %" PRIu64
			" messages; %" PRIu64 " of these are split above\n",
			slept, received, split);
}

/* The channels, and what a rate does not show: that receivers waited in vain. */
static void print_select(FILE *out, const struct kb_result *r)
{
	char bound[16];
	uint64_t timed_out = 0;
	if (!r->cfg->select)
		return;
	for (unsigned i = 0; i < r->count; i++)
		timed_out += r->repeat[i].timed_out;
	fprintf(out,
		"select       over %u channel%s, a message a call; %" PRIu64
		" time-out%s of %s each\n",
		r->cfg->select, r->cfg->select == 1 ? "" : "s", timed_out,
		timed_out == 1 ? "" : "s", kt_duration(bound, sizeof(bound), KB_SELECT_BOUND_NS));
}

static void print_verdict(FILE *out, bool color, bool good, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
static void print_verdict(FILE *out, bool color, bool good, const char *fmt, ...)
{
	va_list va;
	va_start(va, fmt);
	fprintf(out, "%s", color ? (good ? "\033[32m" : "\033[1;31m") : "");
	vfprintf(out, fmt, va);
	fprintf(out, "%s\n", color ? "\033[0m" : "");
	va_end(va);
}

static void print_integrity(FILE *out, const struct kb_result *r, bool color)
{
	bool broken = false, differs = false, unknown = false, unsure = false;
	uint64_t messages = 0, dropped = 0;
	for (unsigned i = 0; i < r->count; i++) {
		const struct kb_repeat *x = &r->repeat[i];
		messages += x->received;
		dropped += x->dropped;
		broken |= x->loss || x->dup || x->reorder || x->torn || x->phantom;
		unsure |= x->unsure;
		differs |= x->conservation == KB_CONSERVATION_BROKEN;
		unknown |= x->conservation == KB_CONSERVATION_UNKNOWN;
	}
	if (broken)
		print_verdict(out, color, false, "integrity    BROKEN: see the columns above");
	else if (unsure)
		print_verdict(out, color, false,
			"integrity    cannot tell: no memory left for the check");
	else if (r->cfg->verify)
		print_verdict(out, color, true,
			"integrity    good: %" PRIu64 " messages arrived once, in order and whole",
			messages);
	else
		print_verdict(out, color, true,
			"integrity    counted only: %" PRIu64 " messages arrived", messages);
	if (dropped)
		fprintf(out, "dropped      %" PRIu64 ", as the channel counts them\n", dropped);
	if (differs)
		print_verdict(out, color, false,
			"conservation BROKEN: the segment's own counts differ from what was sent and received");
	else if (unknown)
		print_verdict(out, color, false,
			"conservation cannot tell: the segment could not be read");
	else
		print_verdict(out, color, true,
			"conservation good: sent = received%s in the segment too, nothing left inside",
			dropped ? " + dropped" : "");
	if (!r->leak_known)
		print_verdict(out, color, false,
			"tickets      cannot tell: the segment could not be read");
	else
		print_verdict(out, color, !r->leaked_tickets,
			"tickets      %s: %" PRIu64 " still live at the end",
			r->leaked_tickets ? "LEAKED" : "good", r->leaked_tickets);
}

void kb_report_human(FILE *out, const struct kb_result *r, bool color, bool unicode)
{
	char a[16], b[16], c[16], p50[16], p99[16];
	uint64_t samples = 0;
	print_config(out, r);
	fprintf(out, "%-6s %11s %10s %10s %10s %10s %10s %6s %6s %7s %6s\n", "repeat", "rate",
		"messages", "svc p50", "svc p99", "svc p99.9", "svc max", "loss", "dup", "reorder",
		"torn");
	for (unsigned i = 0; i < r->count; i++) {
		print_repeat(out, &r->repeat[i]);
		print_split(out, &r->repeat[i]);
		samples += r->repeat[i].service.count;
	}
	fprintf(out, "\nmedian       %s/s (%s %s %s)", kt_count(a, sizeof(a), r->rate_median),
		kt_count(b, sizeof(b), r->rate_min), unicode ? "\u2026" : "...",
		kt_count(c, sizeof(c), r->rate_max));
	if (samples)
		fprintf(out, "; service time p50 %s, p99 %s, from %" PRIu64 " samples",
			kt_duration(p50, sizeof(p50), r->p50_median),
			kt_duration(p99, sizeof(p99), r->p99_median), samples);
	fprintf(out, "\n");
	print_select(out, r);
	print_wakeups(out, r);
	print_integrity(out, r, color);
	if (r->signal_exit)
		print_verdict(out, color, false,
			"interrupted  the last repeat (*) is partial, and others did not run");
}
