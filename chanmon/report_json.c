#include "chanmon/lint.h"
#include "chanmon/report.h"
#include "chanmon/report_wakeups.h"
#include "tool/json.h"
#include "tool/units.h"

static const char *const side_name[] = { "send", "receive" };

static const char *wait_name(enum kc_seg_wait w)
{
	switch (w) {
	case KC_WAIT_NONE:
		return NULL;
	case KC_WAIT_ROOM:
		return "room";
	case KC_WAIT_ELEMENT:
		return "element";
	}
	return NULL;
}

static void put_endpoint(struct kt_json *j, const struct cm_endpoint *e)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "side", side_name[e->side == KC_SIDE_RECEIVE]);
	kt_json_u64(j, "tid", e->tid);
	kt_json_string(j, "thread", e->thread);
	kt_json_u64(j, "count", e->count.messages);
	kt_json_u64(j, "blocked_ns", e->blocked_ns);
	kt_json_string(j, "label", e->label);
	kt_json_bool(j, "open", e->open);
	kt_json_bool(j, "thread_alive", e->thread_alive);
	kt_json_double(j, "count_per_s", e->per_s);
	kt_json_double(j, "blocked_share", e->blocked_share);
	kt_json_string(j, "waits_for", wait_name(e->wait));
	kt_json_u64(j, "waits_ns", e->wait_ns);
	kt_json_u64(j, "select_cases", e->wait_cases);
	kt_json_u64(j, "select_group", e->wait_cases ? e->wait_group : 0);
	kt_json_end_object(j);
}

static void put_counters(struct kt_json *j, const char *key, const struct kc_seg_counters *c)
{
	kt_json_object(j, key);
#define KC_COUNTER(name, type, unit, level, help, text) kt_json_u64(j, #name, c->name);
#include "stats/counters.def"
#undef KC_COUNTER
	kt_json_end_object(j);
}

static void put_warning(struct kt_json *j, const char *lint, const char *text)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "lint", lint);
	kt_json_string(j, "text", text);
	kt_json_end_object(j);
}

static void put_channel(struct kt_json *j, const struct cm_sample *s, const struct cm_row *r)
{
	char text[400];
	kt_json_object(j, NULL);
	kt_json_string(j, "name", r->id->name);
	kt_json_string(j, "kind", ki_kind_name(r->kind));
	kt_json_string(j, "topology", ki_topology_name(r->topology));
	kt_json_string(j, "payload", ki_payload_name(r->payload));
	kt_json_u64(j, "capacity", r->capacity);
	kt_json_u64(j, "depth", r->depth);
	kt_json_u64(j, "sent", r->sent);
	kt_json_u64(j, "received", r->received);
	kt_json_u64(j, "dropped", r->dropped);
	kt_json_double(j, "sent_per_s", r->sent_per_s);
	kt_json_double(j, "received_per_s", r->received_per_s);
	kt_json_double(j, "bytes_per_s", r->bytes_per_s);
	kt_json_object(j, "residence");
	kt_json_u64(j, "count", r->residence.count);
	kt_json_u64(j, "p50_ns", r->residence.p50_ns);
	kt_json_u64(j, "p99_ns", r->residence.p99_ns);
	kt_json_u64(j, "max_ns", r->residence.max_ns);
	kt_json_end_object(j);
	kt_json_u64(j, "oldest_ns", r->oldest_ns);
	kt_json_u64(j, "senders_blocked", r->blocked[KC_SIDE_SEND]);
	kt_json_u64(j, "receivers_blocked", r->blocked[KC_SIDE_RECEIVE]);
	kt_json_u64(j, "senders", r->open[KC_SIDE_SEND]);
	kt_json_u64(j, "receivers", r->open[KC_SIDE_RECEIVE]);
	kt_json_string(j, "state", cm_activity_name(r->activity));
	kt_json_bool(j, "closed", r->closed);
	kt_json_string(j, "overflow", ki_overflow_name(r->overflow));
	kt_json_array(j, "flags");
	for (unsigned bit = 0; bit < 32; bit++)
		if (r->flags >> bit & 1 && ki_flag_name(bit))
			kt_json_string(j, NULL, ki_flag_name(bit));
	kt_json_end_array(j);
	kt_json_u64(j, "lanes", r->lanes);
	kt_json_u64(j, "fullest_lane", r->fullest);
	kt_json_u64(j, "senders_selecting", r->selecting[KC_SIDE_SEND]);
	kt_json_u64(j, "receivers_selecting", r->selecting[KC_SIDE_RECEIVE]);
	kt_json_u64(j, "cancelled", r->cancelled);
	kt_json_double(j, "dropped_per_s", r->dropped_per_s);
	kt_json_double(j, "cancelled_per_s", r->cancelled_per_s);
	kt_json_u64(j, "elem_bytes", r->elem_bytes);
	kt_json_bool(j, "depth_approximate", r->depth_clamped);
	kt_json_bool(j, "rates_known", r->rates_ok);
	kt_json_double(j, "growth_per_s", r->growth_per_s);
	kt_json_double(j, "timed_out_per_s", r->timed_out_per_s);
	kt_json_double(j, "wakes_per_s", r->wakes_per_s);
	kt_json_u64(j, "bytes_sent", r->bytes_sent);
	kt_json_u64(j, "bytes_received", r->bytes_received);
	kt_json_object(j, "residence_interval");
	kt_json_u64(j, "p50_ns", r->p50_ns);
	kt_json_u64(j, "p99_ns", r->p99_ns);
	kt_json_end_object(j);
	kt_json_object(j, "counters");
	for (int side = 0; side < 2; side++)
		put_counters(j, side_name[side], &r->total[side]);
	kt_json_end_object(j);
	kt_json_array(j, "endpoints");
	for (uint32_t e = 0; e < r->endpoint_count; e++)
		put_endpoint(j, &s->endpoint[r->endpoint_first + e]);
	kt_json_end_array(j);
	kt_json_array(j, "warnings");
	for (unsigned l = 0; l < CM_LINT_COUNT; l++)
		if (r->lints & 1u << l)
			put_warning(j, cm_lint_name((enum cm_lint)l),
				cm_lint_text((enum cm_lint)l, r, text, sizeof(text)));
	kt_json_end_array(j);
	kt_json_end_object(j);
}

static void put_domain(struct kt_json *j, struct cm_report *rep, const struct cm_sample *s,
	const struct cm_domain *d)
{
	char text[400];
	kt_json_object(j, NULL);
	kt_json_string(j, "name", d->name);
	kt_json_u64(j, "pid", d->pid);
	kt_json_string(j, "state", cm_state_name(d->state));
	kt_json_string(j, "reason", d->reason);
	kt_json_string(j, "segment", d->path);
	kt_json_hex(j, "instance", d->instance);
	kt_json_string(j, "exe", d->exe);
	kt_json_u64(j, "torn", d->torn);
	kt_json_object(j, "tickets");
	kt_json_u64(j, "live", d->tickets.live);
	kt_json_u64(j, "loaned", d->tickets.loaned);
	kt_json_u64(j, "queued", d->tickets.queued);
	kt_json_u64(j, "held", d->tickets.held);
	kt_json_u64(j, "live_bytes", d->tickets.live_bytes);
	kt_json_end_object(j);
	kt_json_object(j, "arena");
	kt_json_u64(j, "limit_bytes", d->arena.limit_bytes);
	kt_json_u64(j, "taken_bytes", d->arena.taken_bytes);
	kt_json_u64(j, "free_bytes", d->arena.free_bytes);
	kt_json_end_object(j);
	kt_json_array(j, "channels");
	for (size_t i = 0; i < d->row_count; i++)
		if (cm_filter_match(rep->filter, s, &s->row[d->row_first + i]))
			put_channel(j, s, &s->row[d->row_first + i]);
	kt_json_end_array(j);
	kt_json_array(j, "warnings");
	for (unsigned l = 0; l < CM_DLINT_COUNT; l++)
		if (d->lints & 1u << l)
			put_warning(j, cm_domain_lint_name((enum cm_domain_lint)l),
				cm_domain_lint_text((enum cm_domain_lint)l, d, text, sizeof(text)));
	kt_json_end_array(j);
	cm_report_wakeups_json(j, rep, s, d);
	kt_json_end_object(j);
}

void cm_report_json(struct cm_report *r, const struct cm_sample *s)
{
	struct kt_json j;
	char at[40];
	kt_json_begin(&j, r->out);
	kt_json_object(&j, NULL);
	kt_json_string(&j, "schema", "chanmon/1");
	kt_json_string(&j, "at", kt_time(at, sizeof(at), s->wall_ns));
	kt_json_bool(&j, "interrupted", r->interrupted);
	kt_json_array(&j, "domains");
	for (size_t i = 0; i < s->domain_count; i++)
		put_domain(&j, r, s, &s->domain[i]);
	kt_json_end_array(&j);
	kt_json_end_object(&j);
	kt_json_finish(&j);
}
