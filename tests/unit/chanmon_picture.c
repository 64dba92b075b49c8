/* Proves that snapshots become the right rows: real rates, quiet and dead states, what is carried on
 * from the sample before, endpoints only where they were asked for, and lints that respect their
 * thresholds. */
#include "unit/chanmon_kit.h"

#include "chanmon/culprit.h"
#include "chanmon/lint.h"

static void fill_hist(struct ki_hist *h, uint64_t value, uint64_t count)
{
	h->bucket[kc_hist_bucket(value)] += count;
	h->count += count;
	h->sum_ns += value * count;
	h->max_ns = value > h->max_ns ? value : h->max_ns;
}

Test(chanmon_picture, rates_come_from_two_snapshots)
{
	struct kit *a = kit_new(10 * KIT_SECOND);
	kit_channel(a, "work", 10);
	struct kit *b = kit_later(a, 2 * KIT_SECOND);
	kit_move(&b->channel[0], 300, 200);
	b->channel[0].bytes_sent += 2400;
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	const struct cm_row *r = kit_row(s, "work");
	cr_assert(r->rates_ok);
	cr_expect_float_eq(r->sent_per_s, 150, 0.01);
	cr_expect_float_eq(r->received_per_s, 100, 0.01);
	cr_expect_float_eq(r->growth_per_s, 50, 0.01);
	cr_expect_eq(r->activity, CM_FLOWING);
	cr_expect_eq(s->domain[0].state, CM_ALIVE);
	cm_sample_unref(s);
}

Test(chanmon_picture, first_sample_has_no_rates_and_is_not_called_quiet)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 10);
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_not(kit_row(s, "work")->rates_ok);
	cr_expect_eq(s->domain[0].state, CM_ALIVE);
	cm_sample_unref(s);
}

Test(chanmon_picture, alive_without_movement_is_quiet_not_a_warning)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 0);
	a->channel[0].receivers_blocked = 1;
	a->channel[0].longest_wait_ns[KC_SIDE_RECEIVE] = 3600 * KIT_SECOND;
	struct kit *b = kit_later(a, KIT_SECOND);
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	cr_expect_eq(s->domain[0].state, CM_QUIET);
	cr_expect_eq(kit_row(s, "work")->activity, CM_IDLE);
	cr_expect_eq(kit_row(s, "work")->lints, 0, "a receiver that waits for work is no warning");
	cm_sample_unref(s);
}

Test(chanmon_picture, the_dead_keep_their_picture_and_have_no_rates)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 10);
	struct kit *b = kit_later(a, KIT_SECOND);
	kit_move(&b->channel[0], 5, 0);
	b->snap.tickets.live = 3;
	struct cm_picture p = kit_picture("demo", 1, a, b);
	p.liveness = KI_DEAD;
	struct cm_sample *s = cm_sample_new(60 * KIT_SECOND, 0);
	cm_sample_add(s, &p, NULL);
	const struct cm_row *r = kit_row(s, "work");
	char text[200];
	cr_expect_eq(s->domain[0].state, CM_DEAD);
	cr_expect_eq(r->depth, 15);
	cr_expect_not(r->rates_ok);
	cr_expect_eq(r->activity, CM_DEAD_CHANNEL);
	cr_expect_eq(s->domain[0].since_ns, 58 * KIT_SECOND);
	cr_expect_eq(s->domain[0].lints, 1u << CM_DLINT_TICKETS_LEFT);
	cr_expect_str_eq(
		cm_domain_lint_text(CM_DLINT_TICKETS_LEFT, &s->domain[0], text, sizeof(text)),
		"died with 3 tickets live");
	cm_sample_unref(s);
}

Test(chanmon_picture, a_kept_segment_is_dead_because_closed)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 0);
	struct cm_picture p = kit_picture("demo", 1, NULL, a);
	p.liveness = KI_CLOSED;
	struct cm_sample *s = cm_sample_new(KIT_SECOND, 0);
	cm_sample_add(s, &p, NULL);
	cr_expect_eq(s->domain[0].state, CM_DEAD);
	cr_expect_str_eq(s->domain[0].reason, "closed");
	cr_expect_eq(s->domain[0].lints, 0);
	cm_sample_unref(s);
}

Test(chanmon_picture, residence_is_of_the_newest_interval_that_had_any)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 0);
	fill_hist(&a->residence[0], 1000, 1000000);
	struct cm_sample *s0 = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_leq(kit_row(s0, "work")->p99_ns, 1100, "all values since it was opened");
	struct kit *b = kit_later(a, KIT_SECOND);
	fill_hist(&b->residence[0], 5000000, 100);
	struct cm_sample *s1 = kit_sample("demo", 1, a, b, s0);
	cr_expect_geq(
		kit_row(s1, "work")->p50_ns, 4000000, "what is new, not a million old values");
	cr_expect_leq(kit_row(s1, "work")->residence.p50_ns, 1100);
	struct kit *c = kit_later(b, KIT_SECOND);
	struct cm_sample *s2 = kit_sample("demo", 1, b, c, s1);
	cr_expect_eq(kit_row(s2, "work")->p50_ns, kit_row(s1, "work")->p50_ns, "nothing new: kept");
	cm_sample_unref(s0);
	cm_sample_unref(s1);
	cm_sample_unref(s2);
}

Test(chanmon_picture, a_table_with_a_free_row)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "one", 0)->index = 1;
	kit_channel(a, "two", 0)->index = 2;
	struct cm_sample *s0 = kit_sample("demo", 1, NULL, a, NULL);
	struct kit *b = kit_later(a, KIT_SECOND);
	kit_move(&b->channel[0], 10, 10);
	b->channel[0].total[KC_SIDE_SEND].timed_out = 3;
	struct cm_sample *s1 = kit_sample("demo", 1, a, b, s0);
	cr_expect_eq(kit_row(s1, "one")->spark_count, 2, "goes on from the sample before");
	cr_expect_eq(kit_row(s1, "two")->spark_count, 2);
	cr_expect_eq(kit_row(s1, "one")->send_timeouts, 3);
	cr_expect_float_eq(kit_row(s1, "one")->sent_per_s, 10, 0.01);
	cm_sample_unref(s0);
	cm_sample_unref(s1);
}

Test(chanmon_picture, without_histograms_the_last_percentiles_are_carried_on)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 0);
	fill_hist(&a->residence[0], 5000, 10);
	struct cm_sample *s0 = kit_sample("demo", 1, NULL, a, NULL);
	struct kit *b = kit_later(a, KIT_SECOND);
	b->channel[0].residence = &ki_hist_none;
	struct cm_picture p = kit_picture("demo", 1, a, b);
	p.now_has_hists = false;
	struct cm_sample *s1 = cm_sample_new(b->snap.at_ns, 0);
	cm_sample_add(s1, &p, s0);
	cr_expect_eq(kit_row(s1, "work")->p99_ns, kit_row(s0, "work")->p99_ns);
	cr_expect_eq(kit_row(s1, "work")->residence.count, 10);
	cm_sample_unref(s0);
	cm_sample_unref(s1);
}

Test(chanmon_picture, sparkline_grows_by_one_and_forgets_the_oldest)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 0);
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	for (int i = 1; i <= CM_SPARK + 3; i++) {
		struct kit *b = kit_later(a, KIT_SECOND);
		b->channel[0].depth = (uint64_t)i;
		b->channel[0].capacity = 255;
		struct cm_sample *next = kit_sample("demo", 1, a, b, s);
		cm_sample_unref(s);
		s = next;
		a = b;
	}
	const struct cm_row *r = kit_row(s, "work");
	cr_assert_eq(r->spark_count, CM_SPARK);
	cr_expect_eq(r->spark[CM_SPARK - 1], CM_SPARK + 3);
	cr_expect_eq(r->spark[0], 4);
	cm_sample_unref(s);
}

Test(chanmon_picture, a_reused_row_of_the_table_is_another_channel)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "work", 10);
	struct cm_sample *s0 = kit_sample("demo", 1, NULL, a, NULL);
	struct kit *b = kit_later(a, KIT_SECOND);
	b->channel[0].gen = 3;
	strcpy(b->channel[0].name, "other");
	struct cm_sample *s1 = kit_sample("demo", 1, a, b, s0);
	cr_assert(kit_row(s1, "other"), "the new name shows");
	cr_expect_not(kit_row(s1, "other")->rates_ok);
	cr_expect_eq(kit_row(s1, "other")->spark_count, 1);
	cm_sample_unref(s0);
	cm_sample_unref(s1);
}

Test(chanmon_picture, endpoints_and_histograms_only_of_the_channel_in_focus)
{
	struct kit *a = kit_new(10 * KIT_SECOND);
	kit_channel(a, "first", 0);
	kit_endpoint(a, KC_SIDE_SEND, 1);
	kit_channel(a, "second", 0);
	kit_endpoint(a, KC_SIDE_RECEIVE, 2)->wait = KC_WAIT_ELEMENT;
	a->endpoint[1].wait_since_ns = 7 * KIT_SECOND;
	a->endpoint[1].count.blocked_ns = KIT_SECOND;
	struct cm_picture p = kit_picture("demo", 1, NULL, a);
	struct cm_key key = { 1, 1, 1 };
	p.focus = &key;
	struct cm_sample *s = cm_sample_new(a->snap.at_ns, 0);
	cm_sample_add(s, &p, NULL);
	cr_expect_eq(kit_row(s, "first")->endpoint_count, 0);
	cr_assert_eq(kit_row(s, "second")->endpoint_count, 1);
	const struct cm_endpoint *e = &s->endpoint[kit_row(s, "second")->endpoint_first];
	cr_expect_eq(e->tid, 2);
	cr_expect_eq(e->wait_ns, 3 * KIT_SECOND);
	cr_expect_eq(e->blocked_ns, 4 * KIT_SECOND, "the wait that goes on counts");
	cr_assert(s->focus);
	cr_expect(cm_key_equal(&s->focus->key, &key));
	cm_sample_unref(s);
}

Test(chanmon_picture, channels_asked_for_by_name_are_the_only_ones)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "first", 0);
	kit_channel(a, "second", 0);
	const char *names[] = { "second" };
	struct cm_picture p = kit_picture("demo", 1, NULL, a);
	p.all_channels = false;
	p.channel_names = names;
	p.channel_name_count = 1;
	struct cm_sample *s = cm_sample_new(KIT_SECOND, 0);
	cm_sample_add(s, &p, NULL);
	cr_assert_eq(s->row_count, 1);
	cr_expect_str_eq(s->row[0].id->name, "second");
	cr_expect(s->row[0].named);
	cm_sample_unref(s);
}

/* --- lints ----------------------------------------------------------------------------------- */

static uint32_t lints_of(uint64_t depth, uint64_t wait_ns, uint32_t blocked)
{
	struct kit *a = kit_new(100 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", depth);
	c->senders_blocked = blocked;
	c->longest_wait_ns[KC_SIDE_SEND] = wait_ns;
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	uint32_t lints = kit_row(s, "work")->lints;
	cm_sample_unref(s);
	return lints;
}

Test(chanmon_picture, full_needs_a_full_channel_and_a_wait_one_can_notice)
{
	cr_expect_eq(lints_of(1024, 200000000, 2), 1u << CM_LINT_FULL);
	cr_expect_eq(lints_of(1024, 1000000, 2), 0, "a millisecond is business as usual");
	cr_expect_eq(lints_of(1023, 200000000, 2), 0, "room is left");
	cr_expect_eq(lints_of(1023, 11 * KIT_SECOND, 1), 1u << CM_LINT_BLOCKED_LONG);
	cr_expect_eq(lints_of(1024, 11 * KIT_SECOND, 1), 1u << CM_LINT_FULL, "said once");
}

/* One sender that sleeps for so long in a channel of this kind. */
static uint32_t lints_of_kind(uint8_t kind, uint64_t depth, uint64_t wait_ns,
	enum cm_activity *activity, char *text, size_t cap)
{
	struct kit *a = kit_new(100 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", depth);
	c->kind = kind;
	c->capacity = kind == KI_CONFLATED ? 1 : kind == KI_BUFFERED ? 1024 : 0;
	c->senders_blocked = 1;
	c->longest_wait_ns[KC_SIDE_SEND] = wait_ns;
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	uint32_t lints = kit_row(s, "work")->lints;
	cm_lint_all(kit_row(s, "work"), text, cap);
	*activity = kit_row(s, "work")->activity;
	cm_sample_unref(s);
	return lints;
}

Test(chanmon_picture, what_cannot_be_full_is_not_called_so)
{
	char text[200];
	enum cm_activity a;
	uint64_t second = KIT_SECOND;
	cr_expect_eq(lints_of_kind(KI_RENDEZVOUS, 0, second, &a, text, sizeof(text)), 0);
	cr_expect_eq(a, CM_BLOCKED, "an offer that nobody takes can be seen all the same");
	cr_expect_eq(lints_of_kind(KI_RENDEZVOUS, 0, second / 1000, &a, text, sizeof(text)), 0);
	cr_expect_eq(a, CM_IDLE);
	cr_expect_eq(lints_of_kind(KI_RENDEZVOUS, 0, 12 * second, &a, text, sizeof(text)),
		1u << CM_LINT_BLOCKED_LONG);
	cr_expect_str_eq(text, "an offer waits 12s");
	cr_expect_eq(lints_of_kind(KI_UNLIMITED, 5000, second / 1000, &a, text, sizeof(text)), 0);
	cr_expect_eq(lints_of_kind(KI_UNLIMITED, 5000, 12 * second, &a, text, sizeof(text)),
		1u << CM_LINT_LIMIT);
	cr_expect_str_eq(text, "at its limit, 1 sender blocked 12s");
	struct kit *k = kit_new(KIT_SECOND);
	kit_channel(k, "last", 1)->kind = KI_CONFLATED;
	k->channel[0].capacity = 1;
	k->channel[0].oldest_ns = 60 * second;
	k->channel[0].total[KC_SIDE_SEND].dropped_newest = 1;
	kit_channel(k, "long", 100000)->kind = KI_UNLIMITED;
	k->channel[1].capacity = 0;
	struct kit *later = kit_later(k, second);
	later->channel[0].total[KC_SIDE_SEND].dropped_newest = 100;
	struct cm_sample *s = kit_sample("demo", 1, k, later, NULL);
	cr_expect_eq(
		kit_row(s, "last")->lints, 0, "it keeps the newest value until somebody looks");
	cr_expect_float_eq(kit_row(s, "last")->dropped_per_s, 99, 0.01);
	cr_expect_eq(kit_row(s, "long")->lints, 0);
	cr_expect_eq(kit_row(s, "long")->activity, CM_IDLE);
	cm_sample_unref(s);
}

Test(chanmon_picture, a_full_lane_is_a_full_channel)
{
	struct kit *a = kit_new(KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "many", 1030);
	c->topology = KI_MPSC;
	c->lanes = 3;
	c->capacity = 3 * 1024;
	c->fullest = 1023;
	c->senders_blocked = 1;
	c->longest_wait_ns[KC_SIDE_SEND] = KIT_SECOND / 2;
	char text[200];
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_eq(kit_row(s, "many")->lints, 0,
		"more than a lane's capacity in it, but no lane full");
	cm_sample_unref(s);
	c->fullest = 1024;
	s = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_str_eq(cm_lint_all(kit_row(s, "many"), text, sizeof(text)),
		"a lane is full, 1 sender blocked 500ms");
	cr_expect_eq(kit_row(s, "many")->spark[0], 255);
	cm_sample_unref(s);
}

Test(chanmon_picture, who_waits_in_a_select_is_counted_and_said_but_not_stuck)
{
	struct kit *a = kit_new(100 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "b", 10);
	struct ki_endpoint *tx = kit_endpoint(a, KC_SIDE_SEND, 7);
	c->senders_blocked = c->selecting[KC_SIDE_SEND] = 1;
	c->longest_wait_ns[KC_SIDE_SEND] = 60 * KIT_SECOND;
	kit_channel(a, "a", 0);
	struct ki_endpoint *rx = kit_endpoint(a, KC_SIDE_RECEIVE, 7);
	a->channel[1].receivers_blocked = a->channel[1].selecting[KC_SIDE_RECEIVE] = 1;
	tx->wait = KC_WAIT_ROOM;
	rx->wait = KC_WAIT_ELEMENT;
	tx->wait_since_ns = rx->wait_since_ns = 40 * KIT_SECOND;
	tx->wait_cases = rx->wait_cases = 3; /* one of them is another domain's */
	tx->wait_group = rx->wait_group = 0;
	uint32_t select_of[] = { 0, 1 };
	a->snap.select_of = select_of;
	a->snap.select_count = 2;
	struct cm_picture p = kit_picture("demo", 1, NULL, a);
	p.all_endpoints = true;
	struct cm_sample *s = cm_sample_new(a->snap.at_ns, 0);
	cm_sample_add(s, &p, NULL);
	const struct cm_row *b = kit_row(s, "b");
	cr_expect_eq(b->blocked[KC_SIDE_SEND], 1);
	cr_expect_eq(b->lints, 0, "a minute in a select may be as it should be");
	cr_expect_eq(b->activity, CM_IDLE);
	const struct cm_endpoint *e = &s->endpoint[b->endpoint_first];
	cr_expect_eq(e->wait_cases, 3);
	cr_expect_str_eq(e->wait_also, "a (receive)");
	cr_expect_str_eq(s->endpoint[kit_row(s, "a")->endpoint_first].wait_also, "b (send)");
	char text[300];
	cr_expect(strstr(cm_culprit(s, b, text, sizeof(text)),
			  "1 sender waits for room in a select, longest 1m00s"),
		"%s", text);
	cm_sample_unref(s);
	c->depth = 1024; /* but a full channel is full, whoever waits for room in it */
	s = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_str_eq(cm_lint_all(kit_row(s, "b"), text, sizeof(text)),
		"full, 1 sender blocked 1m00s in a select");
	cm_sample_unref(s);
}

Test(chanmon_picture, other_cases_that_do_not_fit_are_cut_between_names)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "x", 0);
	memset(a->channel[0].name, 'x', 100);
	uint32_t select_of[KIT_ENDPOINTS];
	for (uint32_t i = 0; i < KIT_ENDPOINTS; i++) {
		struct ki_endpoint *e = kit_endpoint(a, KC_SIDE_RECEIVE, 9);
		e->wait = KC_WAIT_ELEMENT;
		e->wait_cases = KIT_ENDPOINTS;
		select_of[i] = i;
	}
	a->snap.select_of = select_of;
	a->snap.select_count = KIT_ENDPOINTS;
	struct cm_picture p = kit_picture("demo", 1, NULL, a);
	p.all_endpoints = true;
	struct cm_sample *s = cm_sample_new(KIT_SECOND, 0);
	cm_sample_add(s, &p, NULL);
	const char *also = s->endpoint[3].wait_also;
	cr_expect_eq(
		strlen(also), 2 * (100 + strlen(" (receive)")) + strlen(", , ..."), "%s", also);
	cr_expect_str_eq(also + strlen(also) - 5, ", ...");
	cm_sample_unref(s);
}

Test(chanmon_picture, drops_and_cancelled_calls_of_the_interval)
{
	struct kit *a = kit_new(KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", 1024);
	c->overflow = KI_DROP_NEWEST;
	c->total[KC_SIDE_SEND].dropped_newest = 50;
	c->total[KC_SIDE_RECEIVE].cancelled = 4;
	struct kit *b = kit_later(a, 2 * KIT_SECOND);
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	cr_expect_eq(kit_row(s, "work")->lints, 0, "drops of long ago");
	cr_expect_eq(kit_row(s, "work")->dropped, 50);
	cm_sample_unref(s);
	b->channel[0].total[KC_SIDE_SEND].dropped_newest = 56;
	b->channel[0].total[KC_SIDE_SEND].cancelled = 1;
	s = kit_sample("demo", 1, a, b, NULL);
	char text[200];
	const struct cm_row *r = kit_row(s, "work");
	cr_expect_str_eq(cm_lint_all(r, text, sizeof(text)), "6 dropped");
	cr_expect_float_eq(r->dropped_per_s, 3, 0.01);
	cr_expect_eq(r->activity, CM_FLOWING, "who drops works");
	cr_expect_eq(s->domain[0].state, CM_ALIVE);
	cr_expect_eq(r->cancelled, 5);
	cr_expect_float_eq(r->cancelled_per_s, 0.5, 0.01);
	cm_sample_unref(s);
}

Test(chanmon_picture, the_history_of_what_nothing_bounds_finds_its_own_scale)
{
	struct kit *a = kit_new(KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "long", 8);
	c->kind = KI_UNLIMITED;
	c->capacity = 0;
	struct cm_sample *s = kit_sample("demo", 1, NULL, a, NULL);
	cr_expect_eq(kit_row(s, "long")->spark[0], 127);
	for (int i = 0; i < 40; i++) {
		struct kit *b = kit_later(a, KIT_SECOND);
		b->channel[0].depth = i == 0 ? 1000 : i == 1 ? UINT64_MAX / 2 : 8;
		struct cm_sample *next = kit_sample("demo", 1, a, b, s);
		const struct cm_row *r = kit_row(next, "long");
		if (i == 0) {
			cr_expect_eq(r->spark_room, 1024);
			cr_expect_eq(r->spark[1], 249);
			cr_expect_eq(r->spark[0], 2, "the earlier ones shrink with it");
		}
		cm_sample_unref(s);
		s = next;
		a = b;
	}
	cr_expect_lt(kit_row(s, "long")->spark_room, UINT64_MAX / 512, "the peak is forgotten");
	cm_sample_unref(s);
}

Test(chanmon_picture, stuck_is_silent_on_a_busy_queue)
{
	struct kit *a = kit_new(KIT_SECOND);
	kit_channel(a, "busy", 100)->oldest_ns = 60 * KIT_SECOND;
	kit_channel(a, "stuck", 100)->oldest_ns = 60 * KIT_SECOND;
	kit_channel(a, "young", 100)->oldest_ns = KIT_SECOND;
	struct kit *b = kit_later(a, KIT_SECOND);
	kit_move(&b->channel[0], 1, 1);
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	char text[200];
	cr_expect_eq(kit_row(s, "busy")->lints, 0);
	cr_expect_eq(kit_row(s, "young")->lints, 0);
	cr_expect_eq(kit_row(s, "stuck")->lints, 1u << CM_LINT_STUCK);
	cm_lint_all(kit_row(s, "stuck"), text, sizeof(text));
	cr_expect(strstr(text, "100 waiting"), "%s", text);
	cm_sample_unref(s);
}

Test(chanmon_picture, send_timeouts_and_ticket_errors_count_what_is_new)
{
	struct kit *a = kit_new(KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", 1);
	c->total[KC_SIDE_SEND].timed_out = 50;
	c->total[KC_SIDE_RECEIVE].timed_out = 1000;
	c->total[KC_SIDE_RECEIVE].ticket_errors = 4;
	struct kit *b = kit_later(a, KIT_SECOND);
	b->channel[0].total[KC_SIDE_RECEIVE].timed_out += 10;
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	cr_expect_eq(kit_row(s, "work")->lints, 0, "old ones, and receivers that poll");
	cm_sample_unref(s);
	b->channel[0].total[KC_SIDE_SEND].timed_out += 2;
	b->channel[0].total[KC_SIDE_RECEIVE].ticket_errors += 1;
	s = kit_sample("demo", 1, a, b, NULL);
	char text[200];
	cr_expect_str_eq(cm_lint_all(kit_row(s, "work"), text, sizeof(text)),
		"2 send time-outs; 1 ticket refused");
	cm_sample_unref(s);
}

Test(chanmon_picture, a_sender_woken_for_each_slot_is_still_held_up)
{
	struct kit *a = kit_new(10 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", 1020);
	kit_endpoint(a, KC_SIDE_SEND, 7);
	struct kit *b = kit_later(a, KIT_SECOND);
	kit_move(&b->channel[0], 50, 50);
	b->endpoint[0].count.blocked_ns += 900000000;
	b->channel[0].blocked_ns[KC_SIDE_SEND] += 900000000;
	b->channel[0].total[KC_SIDE_SEND].blocked_ns += 900000000;
	struct cm_sample *s = kit_sample("demo", 1, a, b, NULL);
	char text[200];
	cr_expect_eq(kit_row(s, "work")->activity, CM_BLOCKED);
	cr_expect_str_eq(cm_lint_all(kit_row(s, "work"), text, sizeof(text)),
		"99% full, senders blocked 90%");
	(void)c;
	cm_sample_unref(s);
}

Test(chanmon_picture, hostile_numbers_do_no_harm)
{
	struct kit *a = kit_new(KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", UINT64_MAX);
	c->capacity = 0;
	c->sent = 5;
	c->received = UINT64_MAX;
	c->oldest_ns = UINT64_MAX;
	c->senders = 0;
	c->senders_blocked = UINT32_MAX;
	c->longest_wait_ns[0] = UINT64_MAX;
	kit_endpoint(a, KC_SIDE_SEND, 0)->wait = KC_WAIT_ROOM;
	a->endpoint[0].wait_since_ns = UINT64_MAX;
	struct kit *b = kit_later(a, KIT_SECOND);
	b->endpoint[0].count.blocked_ns = 0;
	b->channel[0].sent = 0;
	struct cm_picture p = kit_picture("demo", 1, a, b);
	p.all_endpoints = true;
	struct cm_sample *s = cm_sample_new(b->snap.at_ns, 0);
	cm_sample_add(s, &p, NULL);
	char text[64];
	cm_lint_all(kit_row(s, "work"), text, sizeof(text));
	cr_expect_eq(s->endpoint[0].wait_ns, 0, "a wait that begins in the future");
	cr_expect_leq(s->endpoint[0].blocked_share, 1.0);
	cm_sample_unref(s);
}

Test(chanmon_picture, the_culprit_is_the_slowest_on_the_other_side)
{
	struct kit *a = kit_new(100 * KIT_SECOND);
	struct ki_channel *c = kit_channel(a, "work", 1024);
	c->senders_blocked = 2;
	c->longest_wait_ns[KC_SIDE_SEND] = 3 * KIT_SECOND;
	kit_endpoint(a, KC_SIDE_SEND, 1)->wait = KC_WAIT_ROOM;
	kit_endpoint(a, KC_SIDE_RECEIVE, 2);
	kit_endpoint(a, KC_SIDE_RECEIVE, 3);
	strcpy(a->endpoint[2].thread, "lazy");
	struct kit *b = kit_later(a, KIT_SECOND);
	b->endpoint[1].count.messages += 100;
	b->endpoint[2].count.messages += 1;
	struct cm_picture p = kit_picture("demo", 1, a, b);
	p.all_endpoints = true;
	struct cm_sample *s = cm_sample_new(b->snap.at_ns, 0);
	cm_sample_add(s, &p, NULL);
	char text[600];
	cm_culprit(s, kit_row(s, "work"), text, sizeof(text));
	cr_expect(strstr(text, "2 senders wait for room"), "%s", text);
	cr_expect(strstr(text, "lazy (tid 3)"), "%s", text);
	cm_sample_unref(s);
}
