#include "result.h"

#include <inttypes.h>

static const char *const split_names[1 + KB_PARTS] = { "publish_receive", "publish_wake",
	"wake_run", "run_receive" };

static void csv_split_names(FILE *out)
{
	fputs(",traced,slept,split", out);
	for (int i = 0; i < 1 + KB_PARTS; i++)
		fprintf(out, ",%s_p50_ns,%s_p99_ns,%s_p999_ns,%s_max_ns", split_names[i],
			split_names[i], split_names[i], split_names[i]);
}

/* Where the time went of messages whose receiver slept: the whole, then its parts. */
static void csv_split(FILE *out, const struct kb_repeat *x)
{
	const struct kb_split *f = &x->split;
	fprintf(out, ",%d,%" PRIu64 ",%" PRIu64, x->traced.attached, f->slept, f->whole.count);
	for (int i = 0; i < 1 + KB_PARTS; i++) {
		struct kb_service s;
		kb_service_make(&s, i ? &f->part[i - 1] : &f->whole);
		fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64, s.p50_ns, s.p99_ns,
			s.p999_ns, s.max_ns);
	}
}

void kb_report_csv(FILE *out, const struct kb_result *r)
{
	const struct kb_config *c = r->cfg;
	fputs("topology,senders,receivers,payload,size_bytes,capacity,batch,repeat,partial,sent,received,"
	      "loss,dup,reorder,torn,phantom,elapsed_ns,rate_per_s,service_count,service_p50_ns,"
	      "service_p90_ns,service_p99_ns,service_p999_ns,service_max_ns,conservation,kind,limit_bytes,overflow,dropped,select,timed_out",
		out);
	csv_split_names(out);
	fputs("\n", out);
	for (unsigned i = 0; i < r->count; i++) {
		const struct kb_repeat *x = &r->repeat[i];
		const struct kb_service *s = &x->service;
		fprintf(out, "%s,%u,%u,%s,%zu,%" PRIu32 ",%zu,%u,%d,",
			kb_topology_word(c->topology), c->senders, c->receivers,
			kb_payload_word(c->payload), c->size, c->capacity, c->batch, x->n,
			x->partial);
		fprintf(out,
			"%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
			",%" PRIu64 ",",
			x->sent, x->received, x->loss, x->dup, x->reorder, x->torn, x->phantom);
		fprintf(out, "%" PRIu64 ",%.0f,", x->elapsed_ns, x->rate_per_s);
		fprintf(out,
			"%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
			",%s,%s,%zu,%s,%" PRIu64 ",%u,%" PRIu64,
			s->count, s->p50_ns, s->p90_ns, s->p99_ns, s->p999_ns, s->max_ns,
			kb_conservation_word(x->conservation), kb_kind_word(c->kind),
			c->limit_bytes, kb_overflow_word(c->overflow), x->dropped, c->select,
			x->timed_out);
		csv_split(out, x);
		fputs("\n", out);
	}
}
