#include "result.h"

#include <inttypes.h>

void kb_report_csv(FILE *out, const struct kb_result *r)
{
	const struct kb_config *c = r->cfg;
	fputs("topology,senders,receivers,payload,size_bytes,capacity,batch,repeat,partial,sent,received,"
	      "loss,dup,reorder,torn,phantom,elapsed_ns,rate_per_s,service_count,service_p50_ns,"
	      "service_p90_ns,service_p99_ns,service_p999_ns,service_max_ns,conservation,kind,limit_bytes,overflow,dropped,select,timed_out\n",
		out);
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
			",%s,%s,%zu,%s,%" PRIu64 ",%u,%" PRIu64 "\n",
			s->count, s->p50_ns, s->p90_ns, s->p99_ns, s->p999_ns, s->max_ns,
			kb_conservation_word(x->conservation), kb_kind_word(c->kind),
			c->limit_bytes, kb_overflow_word(c->overflow), x->dropped, c->select,
			x->timed_out);
	}
}
