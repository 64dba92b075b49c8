/* Proves what the channels view shows: order, selection that belongs to the channel and not to the line,
 * hiding, following a restart, frozen order, search, and steps through time. */
#include "unit/chanmon_kit.h"

#include <errno.h>

#include "chanmon/model.h"

struct fixture {
	struct cm_model m;
	struct kit *now;
	struct cm_sample *last;
};

/* a: depth 30, b: 10, c: 20. */
static void setup_model(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	cm_model_init(&f->m, 10, 64 << 20);
	f->now = kit_new(10 * KIT_SECOND);
	kit_channel(f->now, "a", 30);
	kit_channel(f->now, "b", 10);
	kit_channel(f->now, "c", 20);
	f->last = kit_sample("demo", 1, NULL, f->now, NULL);
	cm_model_set_page(&f->m, 20);
	cm_model_push(&f->m, f->last);
}

/* A second later; elements moves in channel i, its depth becomes depth. */
static void tick(struct fixture *f, unsigned i, uint64_t depth)
{
	struct kit *next = kit_later(f->now, KIT_SECOND);
	struct ki_channel *c = &next->channel[i];
	kit_move(c, depth > c->depth ? depth - c->depth : 0,
		depth < c->depth ? c->depth - depth : 0);
	f->last = kit_sample("demo", 1, f->now, next, f->last);
	f->now = next;
	cm_model_push(&f->m, f->last);
}

static const char *order(const struct cm_model *m)
{
	static char out[64];
	out[0] = 0;
	for (size_t i = 0; i < m->line_count; i++)
		strcat(out, cm_model_line(m, i)->id->name);
	return out;
}

static const char *selected(const struct cm_model *m)
{
	const struct cm_row *r = cm_model_selected(m);
	return r ? r->id->name : "";
}

Test(chanmon_model, sorts_words_up_and_numbers_down)
{
	struct fixture f;
	setup_model(&f);
	cr_expect_str_eq(order(&f.m), "abc", "by domain, then name");
	cm_model_set_sort(&f.m, CM_COL_DEPTH);
	cr_expect_str_eq(order(&f.m), "acb");
	f.m.inverted = true;
	cm_model_arrange(&f.m);
	cr_expect_str_eq(order(&f.m), "bca");
	cm_model_set_sort(&f.m, CM_COL_NAME);
	cr_expect_str_eq(order(&f.m), "cba");
	cm_model_free(&f.m);
}

Test(chanmon_model, sort_steps_pass_over_columns_that_do_not_sort)
{
	struct fixture f;
	setup_model(&f);
	bool seen[CM_COL_COUNT] = { 0 };
	for (unsigned i = 0; i < 2 * CM_COL_COUNT; i++) {
		cm_model_step_sort(&f.m, 1);
		seen[f.m.sort] = true;
	}
	for (unsigned c = 0; c < CM_COL_COUNT; c++)
		cr_expect_eq(seen[c], cm_column_def[c].kind != CM_NONE, "%s", cm_column_def[c].key);
	enum cm_column before = f.m.sort;
	cm_model_step_sort(&f.m, 1);
	cm_model_step_sort(&f.m, -1);
	cr_expect_eq(f.m.sort, before);
	cm_model_free(&f.m);
}

Test(chanmon_model, selection_follows_the_channel_not_the_line)
{
	struct fixture f;
	setup_model(&f);
	cm_model_set_sort(&f.m, CM_COL_DEPTH);
	cm_model_move_to(&f.m, 2);
	cr_assert_str_eq(selected(&f.m), "b");
	tick(&f, 1, 500);
	cr_expect_str_eq(order(&f.m), "bac");
	cr_expect_str_eq(selected(&f.m), "b");
	cr_expect_eq(f.m.cursor, 0);
	cm_model_free(&f.m);
}

Test(chanmon_model, selection_moves_to_the_same_line_when_its_row_goes)
{
	struct fixture f;
	setup_model(&f);
	cm_model_move_to(&f.m, 1);
	struct kit *next = kit_later(f.now, KIT_SECOND);
	next->channel[1] = next->channel[2];
	next->snap.channel_count = 2;
	cm_model_push(&f.m, kit_sample("demo", 1, f.now, next, f.last));
	cr_expect_str_eq(order(&f.m), "ac");
	cr_expect_str_eq(selected(&f.m), "c");
	cm_model_free(&f.m);
}

Test(chanmon_model, an_empty_model_has_no_selection_and_moves_nowhere)
{
	struct cm_model m;
	cm_model_init(&m, 4, 1 << 20);
	cm_model_move(&m, 5);
	cm_model_move_to(&m, 3);
	cr_expect_null(cm_model_selected(&m));
	cr_expect_not(cm_model_search(&m, "x", 1, true));
	cr_expect_not(cm_model_step(&m, 1));
	cm_model_push(&m, cm_sample_new(1, 1));
	cm_model_move(&m, -1);
	cr_expect_null(cm_model_selected(&m));
	cm_model_free(&m);
}

Test(chanmon_model, moving_stops_at_both_ends_and_scrolls)
{
	struct fixture f;
	setup_model(&f);
	cm_model_set_page(&f.m, 2);
	cm_model_move(&f.m, -7);
	cr_expect_eq(f.m.cursor, 0);
	cm_model_move(&f.m, 99);
	cr_expect_str_eq(selected(&f.m), "c");
	cr_expect_eq(f.m.top, 1);
	cm_model_set_page(&f.m, 20);
	cr_expect_eq(f.m.top, 0, "a larger screen shows all again");
	cm_model_free(&f.m);
}

Test(chanmon_model, hide_idle_leaves_what_moves_and_what_was_named)
{
	struct fixture f;
	setup_model(&f);
	f.m.hide_idle = true;
	tick(&f, 2, 25);
	cr_expect_str_eq(order(&f.m), "c");
	const char *names[] = { "a" };
	struct kit *next = kit_later(f.now, KIT_SECOND);
	struct cm_picture p = kit_picture("demo", 1, f.now, next);
	p.channel_names = names;
	p.channel_name_count = 1;
	struct cm_sample *s = cm_sample_new(next->snap.at_ns, 0);
	cm_sample_add(s, &p, f.last);
	cm_model_push(&f.m, s);
	cr_expect_str_eq(order(&f.m), "a", "idle, but the user asked for it by name");
	cm_model_free(&f.m);
}

Test(chanmon_model, warnings_only)
{
	struct fixture f;
	setup_model(&f);
	f.m.warnings_only = true;
	cm_model_arrange(&f.m);
	cr_expect_str_eq(order(&f.m), "");
	f.now->channel[1].senders_blocked = 1;
	f.now->channel[1].longest_wait_ns[KC_SIDE_SEND] = KIT_SECOND;
	tick(&f, 1, 1024);
	cr_expect_str_eq(order(&f.m), "b");
	cm_model_free(&f.m);
}

Test(chanmon_model, follow_keeps_the_row_whatever_the_filter_says)
{
	struct fixture f;
	char error[100];
	setup_model(&f);
	cm_model_move_to(&f.m, 1);
	f.m.follow = true;
	cr_assert_eq(cm_model_set_filter(&f.m, "name:c", error, sizeof(error)), 0);
	cr_expect_str_eq(order(&f.m), "bc");
	cr_expect_str_eq(selected(&f.m), "b");
	cr_assert_eq(cm_model_set_filter(&f.m, "nonsense:1", error, sizeof(error)), -EINVAL);
	cr_expect_str_eq(order(&f.m), "bc", "a bad filter changes nothing");
	cm_model_free(&f.m);
}

Test(chanmon_model, follow_goes_on_into_the_next_run_of_the_program)
{
	for (int follow = 0; follow < 2; follow++) {
		struct fixture f;
		setup_model(&f);
		cm_model_move_to(&f.m, 1);
		f.m.follow = follow;
		struct kit *again = kit_new(20 * KIT_SECOND);
		kit_channel(again, "b", 0);
		struct cm_sample *s = cm_sample_new(20 * KIT_SECOND, 0);
		struct cm_picture alive = kit_picture("demo", 2, NULL, again);
		struct cm_picture dead = kit_picture("demo", 1, NULL, f.now);
		dead.liveness = KI_DEAD;
		cm_sample_add(s, &alive, f.last);
		cm_sample_add(s, &dead, f.last);
		cm_model_push(&f.m, s);
		cr_assert_eq(f.m.line_count, 4);
		cr_expect_str_eq(selected(&f.m), "b");
		cr_expect_eq(cm_model_selected(&f.m)->id->key.run, follow ? 2 : 1);
		cm_model_free(&f.m);
	}
}

Test(chanmon_model, frozen_order_stays_while_values_change_and_new_rows_come_last)
{
	struct fixture f;
	setup_model(&f);
	cm_model_set_sort(&f.m, CM_COL_DEPTH);
	cm_model_set_frozen(&f.m, true);
	tick(&f, 1, 900);
	cr_expect_str_eq(order(&f.m), "acb");
	cr_expect_eq(cm_model_line(&f.m, 2)->depth, 900, "the value is live");
	struct kit *next = kit_later(f.now, KIT_SECOND);
	kit_channel(next, "d", 1000);
	cm_model_push(&f.m, kit_sample("demo", 1, f.now, next, f.last));
	cr_expect_str_eq(order(&f.m), "acbd");
	cm_model_set_frozen(&f.m, false);
	cr_expect_str_eq(order(&f.m), "dbac");
	cm_model_free(&f.m);
}

Test(chanmon_model, search_goes_round_in_both_directions)
{
	struct fixture f;
	setup_model(&f);
	cr_expect(cm_model_search(&f.m, "C", 1, true));
	cr_expect_str_eq(selected(&f.m), "c");
	cr_expect(cm_model_search(&f.m, "demo", 1, false));
	cr_expect_str_eq(selected(&f.m), "a", "round the end; the domain counts");
	cr_expect(cm_model_search(&f.m, "demo", -1, false));
	cr_expect_str_eq(selected(&f.m), "c");
	cr_expect_not(cm_model_search(&f.m, "zzz", 1, false));
	cr_expect_str_eq(selected(&f.m), "c");
	cm_model_free(&f.m);
}

Test(chanmon_model, pause_keeps_the_picture_and_goes_on_with_the_newest)
{
	struct fixture f;
	setup_model(&f);
	cm_model_pause(&f.m, true);
	tick(&f, 0, 77);
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 30);
	cm_model_pause(&f.m, false);
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 77);
	cm_model_free(&f.m);
}

Test(chanmon_model, steps_through_time_and_back)
{
	struct fixture f;
	setup_model(&f);
	tick(&f, 0, 31);
	tick(&f, 0, 32);
	cr_expect(cm_model_step(&f.m, 1));
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 31);
	cr_expect(cm_model_step(&f.m, 1));
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 30);
	cr_expect_not(cm_model_step(&f.m, 1), "the oldest");
	cr_expect(cm_model_step(&f.m, -1));
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 31);
	cr_expect(cm_model_step(&f.m, -1));
	cr_expect_not(cm_model_step(&f.m, -1), "the newest");
	cr_expect(f.m.paused);
	cm_model_free(&f.m);
}

Test(chanmon_model, a_shown_sample_outlives_the_ring)
{
	struct fixture f;
	setup_model(&f);
	cm_model_pause(&f.m, true);
	for (uint64_t i = 0; i < 30; i++)
		tick(&f, 0, 40 + i);
	cr_assert_eq(f.m.ring.count, 10);
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 30);
	cr_expect(cm_model_step(&f.m, 1), "to the oldest that is left");
	cr_expect_eq(cm_model_line(&f.m, 0)->depth, 60);
	cm_model_free(&f.m);
}

Test(chanmon_model, the_ring_is_bounded_in_bytes)
{
	struct cm_ring ring;
	cm_ring_init(&ring, 1000, 4 * sizeof(struct cm_sample));
	for (uint64_t i = 1; i <= 50; i++)
		cm_ring_push(&ring, cm_sample_new(i, i));
	cr_expect_leq(ring.bytes, 4 * sizeof(struct cm_sample));
	cr_expect_eq(ring.count, 4);
	cr_expect_eq(cm_ring_at(&ring, 0)->at_ns, 50);
	cm_ring_free(&ring);
	cm_ring_init(&ring, 1000, 1);
	for (uint64_t i = 1; i <= 5; i++)
		cm_ring_push(&ring, cm_sample_new(i, i));
	cr_expect_eq(ring.count, 2, "two always stay: a rate needs them");
	cm_ring_free(&ring);
}
