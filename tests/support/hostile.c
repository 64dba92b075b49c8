#include "support/hostile.h"

#include "support/harness.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "inspect/inspect.h"

void hostile_make(struct fx *f, const struct fx_opts *o)
{
	fx_open(f, o);
	uint32_t a = fx_channel(f, "orders", 2, 0, 8, 64), b = fx_channel(f, "mail", 0, 2, 8, 16);
	fx_positions(f, a, 100, 60);
	fx_positions(f, b, 20, 10);
	fx_ring(f, a)->lane[0] = (struct kc_seg_stamp){ 70, f->t0 + 5000 };
	fx_ring(f, b)->stamps_off = 65536;
	uint32_t t = fx_endpoint(f, a, KC_SIDE_SEND, f->h->pid, "feeder");
	uint32_t r = fx_endpoint(f, a, KC_SIDE_RECEIVE, 2, "worker");
	uint32_t m = fx_endpoint(f, b, KC_SIDE_SEND, 3, "mailer");
	uint32_t l = fx_channel(f, "lanes", 1, 0, 8, 64), lane = fx_lane(f, l);
	(void)fx_lane(f, l);
	((struct kc_seg_ring *)fx_row(f, KC_SEC_RINGS, lane))->sent = 9;
	uint32_t s = fx_endpoint(f, l, KC_SIDE_SEND, 4, "sender");
	fx_ep(f, s)->ring = lane;
	fx_select(f, (uint32_t[]){ r, m }, 2, f->t0 + 700000);
	fx_ep(f, r)->hist_residence = fx_hist(f);
	fx_ep(f, t)->hist_block = fx_hist(f);
	fx_hist_add(f, 0, 900, 40);
	fx_hist_add(f, 1, 90000, 4);
	fx_chan(f, b)->past_block[1] = fx_hist(f);
	uint32_t th = fx_thread(f, f->h->pid, 0, "maker");
	fx_ticket(f, 0, 1, 0, 1, 0, th + 1, f->t0, KC_NONE, 64);
	fx_ticket(f, 1, 1, 1, 0, KC_TKT_SENT, KC_HOLDER_ENDPOINT | m, f->t0, b, 64);
	fx_event(f, t, KC_EV_OPEN, f->t0 + 3000, 0, 1);
	fx_event(f, t, KC_EV_WAKE, f->t0 + 4000, 5, 1);
	fx_event(f, m, KC_EV_BLOCK, f->t0 + 4500, 5, 1);
}

static void printable(const char *text, size_t cap, const char *what)
{
	size_t n = strnlen(text, cap);
	cr_assert_lt(n, cap, "%s: text without an end", what);
	for (size_t i = 0; i < n; i++)
		cr_assert((unsigned char)text[i] >= 0x20 && text[i] != 0x7f,
			"%s: control byte in text", what);
}

static void typed(const struct ki_error *e, int rc, const char *what)
{
	cr_assert(rc == -EINVAL || rc == -EPROTONOSUPPORT || rc == -EIO || rc == -E2BIG ||
			  rc == -ENOENT,
		"%s: %d", what, rc);
	cr_assert(*e->text, "%s: no sentence", what);
	printable(e->text, sizeof e->text, what);
}

/* RELIABILITY row 9, counted for each operation. */
static void bounded(ki_source *s, struct ki_work *last, uint64_t file_bytes, const char *what)
{
	struct ki_work w = ki_source_work(s);
	cr_assert_leq(w.bytes_read - last->bytes_read, 4 * file_bytes, "%s: too many bytes", what);
	cr_assert_leq(w.reads - last->reads, 65536, "%s: too many reads", what);
	*last = w;
}

static void check_select(
	const struct ki_snapshot *snap, const struct ki_endpoint *e, const char *what)
{
	const uint32_t *first;
	size_t n = ki_select_of(snap, e, &first), own = 0;
	cr_assert_eq(n > 0, e->wait_cases > 0, "%s: select of nobody", what);
	cr_assert_leq(e->wait_cases, 128, "%s: cases", what);
	for (size_t i = 0; i < n; i++) {
		own += &snap->endpoint[first[i]] == e;
		cr_assert_eq(snap->endpoint[first[i]].wait_group, e->wait_group, "%s", what);
	}
	cr_assert_eq(own, e->wait_cases > 0, "%s: not in its own select", what);
	cr_assert(n == 0 || (first >= snap->select_of &&
				    first + n <= snap->select_of + snap->select_count),
		"%s", what);
}

static void check_snapshot(const struct ki_snapshot *snap, const char *what)
{
	uint32_t grouped = 0;
	for (size_t i = 0; i < snap->channel_count; i++) {
		const struct ki_channel *c = &snap->channel[i];
		printable(c->name, sizeof c->name, what);
		struct ki_fill fill = ki_channel_fill(c);
		cr_assert(fill.room == 0 || fill.in <= fill.room || c->kind == KI_UNLIMITED,
			"%s: fill", what);
		if (c->kind == KI_BUFFERED)
			cr_assert_leq(c->depth, c->capacity, "%s: depth", what);
		cr_assert(c->kind <= 3 && c->topology <= 2 && c->payload <= 3 && c->overflow <= 2,
			"%s", what);
		cr_assert_leq((uint64_t)c->endpoint_first + c->endpoint_count, snap->endpoint_count,
			"%s", what);
		grouped += c->endpoint_count;
		for (uint32_t k = 0; k < c->endpoint_count; k++)
			cr_assert_eq(
				snap->endpoint[snap->endpoint_of[c->endpoint_first + k]].channel, i,
				"%s", what);
		(void)ki_hist_quantile(c->residence, 0.99);
	}
	cr_assert_eq(grouped, snap->endpoint_count, "%s", what);
	for (size_t i = 0; i < snap->endpoint_count; i++) {
		printable(snap->endpoint[i].thread, sizeof snap->endpoint[i].thread, what);
		printable(snap->endpoint[i].label, sizeof snap->endpoint[i].label, what);
		check_select(snap, &snap->endpoint[i], what);
	}
	cr_assert_leq(snap->finding_count, 1000, "%s", what);
	for (size_t i = 0; i < snap->finding_count; i++)
		printable(snap->finding[i].text, sizeof snap->finding[i].text, what);
}

struct looking {
	const struct ki_snapshot *snap;
	const char *what;
};

static int check_ticket(void *ctx, const struct ki_ticket *t)
{
	const struct looking *l = ctx;
	cr_assert(t->channel == KC_NONE || t->channel < l->snap->channel_count,
		"%s: ticket's channel", l->what);
	printable(t->holder_thread, sizeof t->holder_thread, l->what);
	printable(t->site_text, sizeof t->site_text, l->what);
	return 0;
}

static void check_events(ki_source *s, const struct ki_snapshot *snap, const char *what)
{
	struct ki_event *e;
	struct ki_error err;
	size_t n;
	int rc = ki_events(s, snap, 0, &e, &n, &err);
	if (rc)
		typed(&err, rc, what);
	for (size_t i = 0; i < n; i++) {
		cr_assert_lt(e[i].endpoint, snap->endpoint_count, "%s: event's endpoint", what);
		cr_assert_lt(e[i].channel, snap->channel_count, "%s: event's channel", what);
		cr_assert(i == 0 || e[i - 1].at_ns <= e[i].at_ns, "%s: order of events", what);
	}
	free(e);
}

int hostile_look(const char *path, const char *what)
{
	struct ki_error err = { 0 };
	struct ki_work work = { 0 };
	struct ki_snapshot *snap, *again;
	struct stat st;
	ki_source *s;
	cr_assert_eq(stat(path, &st), 0);
	uint64_t bytes = (uint64_t)st.st_size;
	int rc = ki_open(&s, path, &err);
	if (rc) {
		cr_assert_null(s);
		typed(&err, rc, what);
		return rc;
	}
	printable(ki_source_info(s)->name, sizeof ki_source_info(s)->name, what);
	printable(ki_source_info(s)->exe, sizeof ki_source_info(s)->exe, what);
	printable(ki_source_info(s)->reason, sizeof ki_source_info(s)->reason, what);
	bounded(s, &work, bytes, what);
	cr_assert_eq(ki_snapshot_take(&snap, s, KI_ALL, &err), 0, "%s: %s", what, err.text);
	bounded(s, &work, bytes, what);
	check_snapshot(snap, what);
	struct looking l = { snap, what };
	rc = ki_tickets_each(s, snap, check_ticket, &l, &err);
	if (rc)
		typed(&err, rc, what);
	bounded(s, &work, bytes, what);
	check_events(s, snap, what);
	bounded(s, &work, bytes, what);
	cr_assert_eq(ki_snapshot_take(&again, s, KI_WITH_HISTS, &err), 0, "%s: %s", what, err.text);
	for (uint32_t i = 0; i < again->channel_count; i++)
		(void)ki_channel_rates(snap, again, i);
	ki_snapshot_free(again);
	ki_snapshot_free(snap);
	ki_close(s);
	return 0;
}
