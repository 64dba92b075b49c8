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
