#include <inttypes.h>
#include <stdlib.h>

#include "chanmon/csv.h"
#include "chanmon/lint.h"
#include "chanmon/mem.h"
#include "chanmon/model.h"
#include "chanmon/report.h"
#include "chanmon/report_wakeups.h"
#include "tool/units.h"

static void put_flags(FILE *out, uint32_t flags)
{
	bool more = false;
	for (unsigned bit = 0; bit < 32; bit++) {
		const char *name = flags >> bit & 1 ? ki_flag_name(bit) : NULL;
		if (name)
			fprintf(out, "%s%s", more ? " " : "", name);
		more |= name != NULL;
	}
}

static void put_row(FILE *out, const char *at, const struct cm_domain *d, const struct cm_row *r)
{
	char warnings[512];
	fprintf(out, "%s,", at);
	cm_csv_text(out, d->name);
	fprintf(out, ",%" PRIu32 ",%s,", d->pid, cm_state_name(d->state));
	cm_csv_text(out, r->id->name);
	fprintf(out, ",%s,%s,%s,%" PRIu32 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64,
		ki_kind_name(r->kind), ki_topology_name(r->topology), ki_payload_name(r->payload),
		r->capacity, r->depth, r->sent, r->received, r->dropped);
	fprintf(out, ",%.3f,%.3f,%.3f,%.3f", r->sent_per_s, r->received_per_s, r->bytes_per_s,
		r->growth_per_s);
	fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64,
		r->residence.count, r->residence.p50_ns, r->residence.p99_ns, r->residence.max_ns,
		r->oldest_ns);
	fprintf(out, ",%" PRIu32 ",%" PRIu32 ",%.3f,", r->blocked[KC_SIDE_SEND],
		r->blocked[KC_SIDE_RECEIVE], r->timed_out_per_s);
	cm_csv_text(out, cm_lint_all(r, warnings, sizeof(warnings)));
	fprintf(out, ",%s,", ki_overflow_name(r->overflow));
	put_flags(out, r->flags);
	fprintf(out, ",%" PRIu32 ",%" PRIu64 ",%" PRIu32 ",%" PRIu32 ",%.3f,%" PRIu64 ",%.3f\n",
		r->lanes, r->fullest, r->selecting[KC_SIDE_SEND], r->selecting[KC_SIDE_RECEIVE],
		r->dropped_per_s, r->cancelled, r->cancelled_per_s);
}

void cm_report_csv(struct cm_report *rep, const struct cm_sample *s)
{
	char at[40];
	if (rep->wakeups) {
		cm_report_wakeups_csv(rep, s);
		return;
	}
	if (!rep->header_done)
		fputs("at,domain,pid,state,channel,kind,topology,payload,capacity,depth,sent,received,"
		      "dropped,sent_per_s,received_per_s,bytes_per_s,growth_per_s,residence_count,"
		      "residence_p50_ns,residence_p99_ns,residence_max_ns,oldest_ns,senders_blocked,"
		      "receivers_blocked,timed_out_per_s,warnings,overflow,flags,lanes,fullest_lane,"
		      "senders_selecting,receivers_selecting,dropped_per_s,cancelled,cancelled_per_s\n",
			rep->out);
	rep->header_done = true;
	kt_time(at, sizeof(at), s->wall_ns);
	uint32_t *line;
	size_t count = cm_rows_ordered(s, rep->filter, rep->sort, &line);
	for (size_t i = 0; i < count; i++)
		put_row(rep->out, at, &s->domain[s->row[line[i]].domain], &s->row[line[i]]);
	free(line);
}
