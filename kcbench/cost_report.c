#include "cost.h"

#include <inttypes.h>

#include "host.h"
#include "tool/json.h"
#include "tool/units.h"

static const char *const words[KB_COSTS] = {
	"blocking wake, same CPU",
	"two wakes, across CPUs",
	"context switch, other program",
	"message without a wait",
};

/* With a decimal where it matters. */
static const char *ns_text(char *buf, size_t cap, double ns, bool sign)
{
	bool small = ns < 100 && ns > -100;
	if (ns < 0.05 && ns > -0.05)
		ns = 0;
	snprintf(buf, cap, sign ? "%+.*f ns" : "%.*f ns", small ? 1 : 0, ns);
	return buf;
}

static void print_row(FILE *out, const char *word, const struct kb_cost_row *w, unsigned rounds)
{
	char off[32], on[32], extra[32], low[32], high[32];
	if (!w->measured) {
		fprintf(out, "%-30s %12s\n", word, rounds ? "needs two CPUs" : "-");
		return;
	}
	fprintf(out, "%-30s %12s %12s %12s   %s to %s\n", word,
		ns_text(off, sizeof(off), w->off_median, false),
		ns_text(on, sizeof(on), w->on_median, false),
		ns_text(extra, sizeof(extra), w->extra_median, true),
		ns_text(low, sizeof(low), w->extra_low, true),
		ns_text(high, sizeof(high), w->extra_high, true));
}

void kb_cost_human(FILE *out, const struct kb_cost_result *r)
{
	char slice[16], attach[16];
	struct kb_host h;
	kb_host_read(&h);
	fprintf(out, "probes   off and on by turns, %u of %u rounds of %s a load; medians\n",
		r->rounds, r->cfg->repeats, kt_duration(slice, sizeof(slice), r->cfg->duration_ns));
	fprintf(out, "machine  %s, %u CPU%s, %s, kc %s; on CPU %u", h.cpu, h.cpus,
		h.cpus == 1 ? "" : "s", h.kernel, kc_version(), r->cpu[0]);
	if (r->cpus > 1)
		fprintf(out, ", across to %u", r->cpu[1]);
	fprintf(out, "\n\n%-30s %12s %12s %12s   %s\n", "", "off", "on", "cost", "its middle half");
	for (int i = 0; i < KB_COSTS; i++)
		print_row(out, words[i], &r->row[i], r->rounds);
	fprintf(out,
		"\nattach   %s; %.2f sleeps a hand-over; %" PRIu64 " wakes counted by the probes\n",
		kt_duration(attach, sizeof(attach), r->attach_ns), r->sleeps, r->wakes);
	if (r->signal_exit)
		fprintf(out, "interrupted: the other rounds did not run to their end\n");
}

static void json_values(struct kt_json *j, const char *key, const double *v, unsigned n)
{
	kt_json_array(j, key);
	for (unsigned i = 0; i < n; i++)
		kt_json_double(j, NULL, v[i]);
	kt_json_end_array(j);
}

static void json_row(struct kt_json *j, const struct kb_cost_result *r, enum kb_cost what)
{
	const struct kb_cost_row *w = &r->row[what];
	kt_json_object(j, NULL);
	kt_json_string(j, "load", kb_cost_key[what]);
	kt_json_bool(j, "measured", w->measured);
	kt_json_double(j, "off_ns", w->off_median);
	kt_json_double(j, "on_ns", w->on_median);
	kt_json_double(j, "cost_ns", w->extra_median);
	kt_json_double(j, "cost_p25_ns", w->extra_low);
	kt_json_double(j, "cost_p75_ns", w->extra_high);
	json_values(j, "rounds_off_ns", w->off, w->measured ? r->rounds : 0);
	json_values(j, "rounds_on_ns", w->on, w->measured ? r->rounds : 0);
	kt_json_end_object(j);
}

void kb_cost_json(FILE *out, const struct kb_cost_result *r)
{
	struct kt_json j;
	kt_json_begin(&j, out);
	kt_json_object(&j, NULL);
	kt_json_string(&j, "schema", "kcbench-probe-cost/1");
	kt_json_string(&j, "tool", "kcbench " KC_VERSION_STRING);
	kt_json_array(&j, "argv");
	for (int i = 0; i < r->cfg->argc; i++)
		kt_json_string(&j, NULL, r->cfg->argv[i]);
	kt_json_end_array(&j);
	kb_host_json(&j);
	kt_json_u64(&j, "rounds", r->rounds);
	kt_json_u64(&j, "slice_ns", r->cfg->duration_ns);
	kt_json_array(&j, "cpus");
	for (unsigned i = 0; i < r->cpus; i++)
		kt_json_u64(&j, NULL, r->cpu[i]);
	kt_json_end_array(&j);
	kt_json_array(&j, "loads");
	for (int i = 0; i < KB_COSTS; i++)
		json_row(&j, r, (enum kb_cost)i);
	kt_json_end_array(&j);
	kt_json_u64(&j, "attach_ns", r->attach_ns);
	kt_json_double(&j, "sleeps_per_handover", r->sleeps);
	kt_json_u64(&j, "wakes_counted", r->wakes);
	kt_json_bool(&j, "interrupted", r->signal_exit != 0);
	kt_json_i64(&j, "exit", r->exit);
	kt_json_end_object(&j);
	kt_json_finish(&j);
}

void kb_cost_csv(FILE *out, const struct kb_cost_result *r)
{
	fputs("load,rounds,off_ns,on_ns,cost_ns,cost_p25_ns,cost_p75_ns\n", out);
	for (int i = 0; i < KB_COSTS; i++) {
		const struct kb_cost_row *w = &r->row[i];
		if (w->measured)
			fprintf(out, "%s,%u,%.1f,%.1f,%.1f,%.1f,%.1f\n", kb_cost_key[i], r->rounds,
				w->off_median, w->on_median, w->extra_median, w->extra_low,
				w->extra_high);
	}
}
