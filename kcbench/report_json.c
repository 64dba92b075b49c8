#include "result.h"

#include "base/hist.h"
#include "check.h"
#include "host.h"
#include "tool/json.h"

static void json_argv(struct kt_json *j, const struct kb_config *c)
{
	kt_json_array(j, "argv");
	for (int i = 0; i < c->argc; i++)
		kt_json_string(j, NULL, c->argv[i]);
	kt_json_end_array(j);
}

static void json_config(struct kt_json *j, const struct kb_result *r)
{
	const struct kb_config *c = r->cfg;
	char topology[32];
	snprintf(topology, sizeof(topology), "%s:%ux%u", kb_topology_word(c->topology), c->senders,
		c->receivers);
	kt_json_object(j, "config");
	kt_json_string(j, "kind", kb_kind_word(c->kind));
	kt_json_string(j, "overflow", kb_overflow_word(c->overflow));
	kt_json_string(j, "topology", topology);
	kt_json_string(j, "payload", kb_payload_word(c->payload));
	kt_json_u64(j, "size", c->size);
	kt_json_u64(j, "capacity", c->capacity);
	kt_json_u64(j, "limit_bytes", c->limit_bytes);
	kt_json_u64(j, "batch", c->batch);
	kt_json_u64(j, "select", c->select);
	kt_json_u64(j, "duration_ns", c->duration_ns);
	kt_json_u64(j, "warmup_ns", c->warmup_ns);
	kt_json_u64(j, "messages", c->messages);
	kt_json_u64(j, "repeats", c->repeats);
	kt_json_bool(j, "typed", c->typed);
	kt_json_bool(j, "in_place", c->in_place);
	kt_json_string(j, "touch", kb_touch_word(c->touch));
	kt_json_string(j, "verify", c->verify ? "seq" : "off");
	kt_json_bool(j, "stats", !c->no_stats);
	kt_json_string(j, "placement", r->placement);
	kt_json_end_object(j);
}

static void json_latency(struct kt_json *j, const char *key, const struct kb_service *s)
{
	kt_json_object(j, key);
	kt_json_u64(j, "count", s->count);
	kt_json_u64(j, "p50_ns", s->p50_ns);
	kt_json_u64(j, "p90_ns", s->p90_ns);
	kt_json_u64(j, "p99_ns", s->p99_ns);
	kt_json_u64(j, "p999_ns", s->p999_ns);
	kt_json_u64(j, "max_ns", s->max_ns);
	kt_json_u64(j, "sum_ns", s->hist.sum_ns);
	kt_json_array(j, "buckets");
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++) {
		if (!s->hist.bucket[i])
			continue;
		kt_json_object(j, NULL);
		kt_json_u64(j, "le_ns", kc_hist_high(i));
		kt_json_u64(j, "count", s->hist.bucket[i]);
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
	kt_json_end_object(j);
}

static void json_hist(struct kt_json *j, const char *key, const struct ki_hist *h)
{
	struct kb_service s;
	kb_service_make(&s, h);
	json_latency(j, key, &s);
}

static void json_sample(struct kt_json *j, const struct kb_sample *s)
{
	kt_json_object(j, NULL);
	kt_json_u64(j, "stream", s->tag >> KB_SEQ_BITS);
	kt_json_u64(j, "number", s->tag & KB_SEQ_MASK);
	kt_json_u64(j, "waker", s->waker);
	kt_json_u64(j, "receiver", s->receiver);
	kt_json_u64(j, "published_ns", s->published_ns);
	kt_json_u64(j, "publish_to_receive_ns", s->received_ns - s->published_ns);
	kt_json_u64(j, "publish_to_wake_ns", s->woken_ns - s->published_ns);
	kt_json_u64(j, "wake_to_run_ns", s->ran_ns - s->woken_ns);
	kt_json_u64(j, "run_to_receive_ns", s->received_ns - s->ran_ns);
	kt_json_end_object(j);
}

/* What the receivers found, and beside it what the kernel counted of all threads. */
static void json_wakeups(struct kt_json *j, const struct kb_repeat *r)
{
	const struct kb_split *s = &r->split;
	const struct kb_traced *k = &r->traced;
	kt_json_object(j, "wakeups");
	kt_json_bool(j, "traced", k->attached);
	kt_json_u64(j, "slept", s->slept);
	kt_json_u64(j, "split", s->whole.count);
	kt_json_u64(j, "untimed", s->untimed);
	kt_json_u64(j, "other", s->other);
	kt_json_u64(j, "unstamped", s->unstamped);
	kt_json_u64(j, "elsewhere", s->elsewhere);
	json_hist(j, "publish_to_receive", &s->whole);
	for (int i = 0; i < KB_PARTS; i++)
		json_hist(j, kb_part_key[i], &s->part[i]);
	kt_json_array(j, "slowest");
	for (unsigned i = 0; i < s->slowest_count; i++)
		json_sample(j, &s->slowest[i]);
	kt_json_end_array(j);
	kt_json_object(j, "kernel");
	kt_json_u64(j, "blocks", k->blocks);
	kt_json_u64(j, "wakes", k->wakes);
	kt_json_u64(j, "other", k->other);
	kt_json_u64(j, "early", k->early);
	kt_json_u64(j, "spurious", k->spurious);
	kt_json_u64(j, "no_latency", k->no_latency);
	kt_json_u64(j, "runq_ns", k->runq_ns);
	kt_json_end_object(j);
	kt_json_end_object(j);
}

/* Whether wakeups were wanted, and why there are none. */
static void json_tracing(struct kt_json *j, const struct kb_tracer *t)
{
	bool refused = t->wanted && t->reason;
	kt_json_object(j, "tracing");
	kt_json_bool(j, "wanted", t->wanted);
	kt_json_string(j, "reason", t->wanted ? kc_probes_reason_name(t->reason) : NULL);
	kt_json_string(j, "why", refused ? t->why : NULL);
	kt_json_end_object(j);
}

static void json_repeat(struct kt_json *j, const struct kb_repeat *r)
{
	kt_json_object(j, NULL);
	kt_json_u64(j, "n", r->n);
	kt_json_u64(j, "sent", r->sent);
	kt_json_u64(j, "received", r->received);
	kt_json_u64(j, "dropped", r->dropped);
	kt_json_u64(j, "loss", r->loss);
	kt_json_u64(j, "dup", r->dup);
	kt_json_u64(j, "reorder", r->reorder);
	kt_json_u64(j, "torn", r->torn);
	kt_json_u64(j, "phantom", r->phantom);
	kt_json_u64(j, "timed_out", r->timed_out);
	kt_json_double(j, "rate_per_s", r->rate_per_s);
	kt_json_u64(j, "measured", r->measured);
	kt_json_u64(j, "elapsed_ns", r->elapsed_ns);
	kt_json_bool(j, "partial", r->partial);
	json_latency(j, "service", &r->service);
	json_wakeups(j, r);
	/* A closed loop has no intended send times, so there is no response time. */
	kt_json_object(j, "response");
	kt_json_end_object(j);
	kt_json_object(j, "conservation");
	kt_json_string(j, "result", kb_conservation_word(r->conservation));
	kt_json_u64(j, "segment_sent", r->segment_sent);
	kt_json_u64(j, "segment_received", r->segment_received);
	kt_json_u64(j, "segment_depth", r->segment_depth);
	kt_json_end_object(j);
	kt_json_end_object(j);
}

void kb_report_json(FILE *out, const struct kb_result *r)
{
	struct kt_json j;
	kt_json_begin(&j, out);
	kt_json_object(&j, NULL);
	kt_json_string(&j, "schema", "kcbench/1");
	kt_json_string(&j, "tool", "kcbench " KC_VERSION_STRING);
	json_argv(&j, r->cfg);
	kt_json_hex(&j, "seed", r->cfg->seed);
	kt_json_bool(&j, "interrupted", r->signal_exit != 0);
	kb_host_json(&j);
	json_config(&j, r);
	kt_json_array(&j, "repeats");
	for (unsigned i = 0; i < r->count; i++)
		json_repeat(&j, &r->repeat[i]);
	kt_json_end_array(&j);
	kt_json_object(&j, "median");
	kt_json_double(&j, "rate_per_s", r->rate_median);
	kt_json_double(&j, "rate_min_per_s", r->rate_min);
	kt_json_double(&j, "rate_max_per_s", r->rate_max);
	kt_json_object(&j, "service");
	kt_json_u64(&j, "p50_ns", r->p50_median);
	kt_json_u64(&j, "p99_ns", r->p99_median);
	kt_json_end_object(&j);
	kt_json_end_object(&j);
	json_tracing(&j, r->tracer);
	kt_json_array(&j, "asserts");
	kt_json_end_array(&j);
	if (r->leak_known)
		kt_json_u64(&j, "leaked_tickets", r->leaked_tickets);
	else
		kt_json_string(&j, "leaked_tickets", NULL);
	kt_json_i64(&j, "exit", r->exit);
	kt_json_end_object(&j);
	kt_json_finish(&j);
}
