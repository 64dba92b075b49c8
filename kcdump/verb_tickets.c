/* tickets: live tickets one by one, or counted in groups. One walk over the table; in table order
 * the rows flow through, sorted ones are kept up to the limit. */
#include <inttypes.h>
#include <string.h>

#include "filter.h"
#include "frame.h"
#include "groups.h"
#include "top.h"
#include "tool/units.h"

struct tickets {
	struct kd_context *c;
	struct kd_picture picture;
	struct kd_table table;
	struct kd_top top;
	struct kd_groups groups;
	uint64_t live, matched, matched_bytes, shown;
};

/* --- single tickets -------------------------------------------------------------------------- */

static void json_ticket(struct tickets *v, const struct ki_ticket *t)
{
	struct kt_json *j = &v->c->json;
	const char *state = kd_holder_state(v->picture.snap, t);
	kt_json_object(j, NULL);
	kt_json_hex(j, "ticket", t->handle);
	kt_json_string(j, "state", ki_ticket_state_name(t->state));
	kt_json_string(j, "channel", kd_ticket_channel(v->picture.snap, t));
	kt_json_u64(j, "refs", kd_ticket_refs(t));
	kt_json_u64(j, "refs_queued", t->refs_queued);
	kt_json_u64(j, "refs_held", t->refs_held);
	kt_json_u64(j, "bytes", t->bytes);
	kt_json_object(j, "holder");
	kt_json_u64(j, "tid", t->holder_tid);
	kt_json_string(j, "thread", t->holder_thread);
	kt_json_bool(j, "alive", strcmp(state, "alive") == 0);
	kt_json_string(j, "state", state);
	kt_json_end_object(j);
	kt_json_u64(j, "age_ns", t->age_ns);
	kt_json_u64(j, "born_age_ns", t->born_age_ns);
	kt_json_string(j, "site", t->site_text);
	kt_json_u64(j, "index", t->index);
	kt_json_u64(j, "generation", t->gen);
	kt_json_bool(j, "torn", t->torn);
	kt_json_end_object(j);
}

static void show(struct tickets *v, const struct ki_ticket *t)
{
	v->shown++;
	if (v->c->o->json)
		json_ticket(v, t);
	else
		kd_ticket_row(&v->table, v->picture.snap, t, v->c->o->verbosity > 0);
}

/* --- groups ---------------------------------------------------------------------------------- */

static void count_in_group(struct tickets *v, const struct ki_ticket *t)
{
	char key[sizeof t->site_text];
	const char *text = key;
	switch (v->c->o->group) {
	case KD_GROUP_HOLDER:
		if (t->holder_tid)
			snprintf(key, sizeof key, "%" PRIu32 " %s %s", t->holder_tid,
				t->holder_thread, kd_holder_state(v->picture.snap, t));
		else
			text = "nobody";
		break;
	case KD_GROUP_SITE:
		text = t->site_text;
		break;
	case KD_GROUP_CHANNEL:
		text = kd_ticket_channel(v->picture.snap, t);
		if (!*text)
			text = "none";
		break;
	case KD_GROUP_STATE:
	case KD_GROUP_NONE:
		text = ki_ticket_state_name(t->state);
		break;
	}
	kd_groups_add(&v->groups, text, t);
}

static const char *group_name(enum kd_group g)
{
	static const char *const names[] = { "none", "holder", "site", "channel", "state" };
	return names[g];
}

static void json_group(struct kt_json *j, const char *by, const struct kd_group_row *r)
{
	kt_json_object(j, NULL);
	kt_json_string(j, "by", by);
	kt_json_string(j, "key", r->key);
	kt_json_u64(j, "tickets", r->tickets);
	kt_json_u64(j, "bytes", r->bytes);
	kt_json_u64(j, "oldest_ns", r->oldest_ns);
	kt_json_end_object(j);
}

static void human_group(struct kd_table *t, const struct kd_group_row *r)
{
	char text[16];
	kd_cell(t, KD_PLAIN, "%s", r->key ? r->key : "all others");
	kd_cell(t, KD_PLAIN, "%" PRIu64, r->tickets);
	kd_cell(t, KD_PLAIN, "%s", kt_size(text, sizeof text, r->bytes));
	kd_cell(t, KD_PLAIN, "%s", kt_duration(text, sizeof text, r->oldest_ns));
	kd_row(t);
}

static void show_groups(struct tickets *v)
{
	struct kd_context *c = v->c;
	struct kd_groups *g = &v->groups;
	size_t rows = c->o->limit && c->o->limit < g->rows ? c->o->limit : g->rows;
	kd_groups_finish(g, c->o->sort);
	for (size_t i = 0; i < rows && !kd_stop(c); i++) {
		if (c->o->json)
			json_group(&c->json, group_name(c->o->group), &g->row[i]);
		else
			human_group(&v->table, &g->row[i]);
	}
	if (g->others.tickets && c->o->json)
		json_group(&c->json, group_name(c->o->group), &g->others);
	else if (g->others.tickets)
		human_group(&v->table, &g->others);
}

/* --- the walk -------------------------------------------------------------------------------- */

static int on_ticket(void *ctx, const struct ki_ticket *t)
{
	struct tickets *v = ctx;
	const struct kd_options *o = v->c->o;
	v->live++;
	v->picture.torn += t->torn;
	if (!kd_ticket_wanted(&v->picture, o, t))
		return 0;
	v->matched++;
	v->matched_bytes += t->bytes;
	if (o->group != KD_GROUP_NONE)
		count_in_group(v, t);
	else if (o->sort == KD_SORT_AGE || o->sort == KD_SORT_SIZE)
		v->picture.partial |= !kd_top_add(&v->top, t);
	else if (!o->limit || v->shown < o->limit)
		show(v, t);
	return kd_stop(v->c);
}

static void walk(struct tickets *v)
{
	const struct kd_options *o = v->c->o;
	struct ki_error err = { 0 };
	if (ki_tickets_each(v->picture.source, v->picture.snap, on_ticket, v, &err) < 0) {
		fprintf(stderr, "%s: %s\n", kd_program.name, err.text);
		v->picture.partial = true;
	}
	if (o->group != KD_GROUP_NONE)
		show_groups(v);
	kd_top_finish(&v->top);
	for (size_t i = 0; i < v->top.rows && !ferror(v->c->out); i++)
		show(v, &v->top.row[i]);
}

static void json(struct tickets *v)
{
	struct kt_json *j = &v->c->json;
	kt_json_array(j, v->c->o->group != KD_GROUP_NONE ? "groups" : "tickets");
	walk(v);
	kt_json_end_array(j);
	kt_json_object(j, "selection");
	kt_json_u64(j, "live", v->live);
	kt_json_u64(j, "matched", v->matched);
	kt_json_u64(j, "matched_bytes", v->matched_bytes);
	kt_json_u64(j, "shown", v->shown);
	kt_json_end_object(j);
}

static void human(struct tickets *v)
{
	static const char *const titles[] = { "", "HOLDER", "SITE", "CHANNEL", "STATE" };
	struct kd_column group[] = { { titles[v->c->o->group], false }, { "TICKETS", true },
		{ "BYTES", true }, { "OLDEST", true } };
	struct kd_context *c = v->c;
	char text[16];
	if (c->o->group != KD_GROUP_NONE)
		kd_table_begin(&v->table, c->out, c->dress, group, 4);
	else
		kd_tickets_begin(&v->table, c->out, c->dress, c->o->verbosity > 0);
	walk(v);
	kd_table_end(&v->table);
	if (v->live == 0)
		kd_no_tickets(c->out, c->dress);
	else if (v->matched == 0)
		kd_say(c, KD_PLAIN, "none of %" PRIu64 " live tickets matches", v->live);
	else if (c->o->verbosity >= 0 && c->o->group != KD_GROUP_NONE)
		kd_say(c, KD_DIM, "%" PRIu64 " of %" PRIu64 " live tickets, %s", v->matched,
			v->live, kt_size(text, sizeof text, v->matched_bytes));
	else if (c->o->verbosity >= 0)
		kd_tickets_summary(
			c->out, c->dress, v->shown, v->matched, v->matched_bytes, v->live);
}

int kd_tickets(struct kd_context *c)
{
	struct tickets v = { .c = c };
	int code = kd_picture_take(&v.picture, c->o);
	if (code != 0)
		return code;
	kd_top_begin(&v.top, c->o->sort, c->o->limit);
	if (c->o->group != KD_GROUP_NONE)
		kd_groups_begin(&v.groups);
	kd_frame_begin(c, &v.picture);
	if (c->o->json)
		json(&v);
	else
		human(&v);
	struct kd_report r = kd_report_of(&v.picture);
	code = kd_frame_end(c, &r);
	kd_groups_free(&v.groups);
	kd_top_free(&v.top);
	kd_picture_close(&v.picture);
	return code;
}
