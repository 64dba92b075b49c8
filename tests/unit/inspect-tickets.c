/* Tickets and flight-recorder events come out one by one with their state, holder, age, site and order, a
 * million tickets in bounded memory. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/identity.h"
#include "inspect/inspect.h"
#include "support/fixture.h"

static struct fx f;
static ki_source *s;
static struct ki_snapshot *snap;
static struct ki_error err;
static struct ki_ticket seen[64];
static size_t seen_count;

static int keep(void *ctx, const struct ki_ticket *t)
{
	(void)ctx;
	if (seen_count < 64)
		seen[seen_count] = *t;
	seen_count++;
	return 0;
}

static void look(void)
{
	cr_assert_eq(ki_open(&s, f.path, &err), 0, "%s", err.text);
	cr_assert_eq(ki_snapshot_take(&snap, s, KI_ALL, &err), 0, "%s", err.text);
	seen_count = 0;
	cr_assert_eq(ki_tickets_each(s, snap, keep, NULL, &err), 0, "%s", err.text);
}

static void stop(void)
{
	ki_snapshot_free(snap);
	ki_close(s);
	fx_close(&f);
}

Test(tickets, states_holders_and_ages)
{
	fx_open(&f, &(struct fx_opts){ 0 });
	uint32_t free_row = fx_channel(&f, "gone", 0, 2, 8, 64);
	uint32_t c = fx_channel(&f, "mail", 0, 2, 8, 64);
	uint32_t tid = (uint32_t)syscall(SYS_gettid);
	uint64_t start = kc_proc_start(getpid(), (pid_t)tid, NULL);
	fx_chan(&f, free_row)->gen = 2;
	uint32_t e = fx_endpoint(&f, c, KC_SIDE_RECEIVE, tid, "worker");
	fx_ep(&f, e)->tid_start = start;
	uint32_t th = fx_thread(&f, tid, start, "maker"),
		 dead = fx_thread(&f, tid, start + 1, "late");
	uint32_t ended = fx_thread(&f, tid, start, "ended");
	((struct kc_seg_thread *)fx_row(&f, KC_SEC_THREADS, ended))->state = KC_THREAD_ENDED;
	uint64_t at = f.t0 + 3000000000;
	fx_ticket(&f, 0, 7, 0, 1, 0, th + 1, at, KC_NONE, 100);                     /* loaned */
	fx_ticket(&f, 1, 8, 1, 0, KC_TKT_SENT, th + 1, at, c, 200);                 /* queued */
	fx_ticket(&f, 2, 9, 0, 2, KC_TKT_SENT, KC_HOLDER_ENDPOINT | e, at, c, 300); /* held */
	fx_ticket(&f, 3, 9, 0, 0, KC_TKT_SENT, th + 1, at, c, 400);                 /* free */
	fx_ticket(&f, 4, 0, 0, 1, 0, th + 1, at, c, 400);                           /* never used */
	fx_ticket(&f, 5, 9, 1, 3, KC_TKT_SENT, dead + 1, at, free_row, 5);          /* both */
	fx_ticket(
		&f, 6, 9, 0, 1, KC_TKT_SENT, KC_HOLDER_ENDPOINT | 55, at, 4000000, 6); /* nobody */
	fx_ticket(&f, 7, 9, 0, 1, 0, ended + 1, at, c, 7);
	fx_ticket(&f, 8, 9, 0, 1, 0, 0, 0, c, 8);
	((struct kc_seg_ticket *)fx_row(&f, KC_SEC_TICKETS, 7))->site = UINT64_C(0x7f0012345678);
	((struct kc_seg_ticket *)fx_row(&f, KC_SEC_TICKETS, 8))->site = 0;
	look();
	cr_assert_eq(seen_count, 7);
	cr_assert_eq(seen[0].state, KI_LOANED);
	cr_assert_eq(seen[0].handle, KC_TKT_HANDLE(5, 7, 0));
	cr_assert_eq(seen[0].channel, KC_NONE);
	cr_assert_eq(seen[0].holder_tid, tid);
	cr_assert_str_eq(seen[0].holder_thread, "maker");
	cr_assert(seen[0].holder_alive);
	cr_assert_eq(seen[0].holder_endpoint, KC_NONE);
	cr_assert_str_eq(seen[0].site_text, "exchange+0x1234");
	cr_assert_eq(seen[0].bytes, 100);
	cr_assert_eq(seen[0].since_ns >> 20, at >> 20);
	cr_assert_eq(seen[0].age_ns, snap->at_ns - seen[0].since_ns);
	cr_assert_eq(seen[0].born_age_ns, snap->at_ns - (f.t0 >> 20 << 20));
	cr_assert_eq(seen[1].state, KI_QUEUED);
	cr_assert_str_eq(snap->channel[seen[1].channel].name, "mail");
	cr_assert_eq(seen[2].state, KI_HELD);
	cr_assert_eq(seen[2].refs_held, 2);
	cr_assert_eq(seen[2].holder_endpoint, e);
	cr_assert_str_eq(seen[2].holder_thread, "worker");
	cr_assert(seen[2].holder_alive);
	cr_assert_eq(seen[3].state, KI_QUEUED);
	cr_assert_eq(seen[3].refs_queued, 1);
	cr_assert_eq(seen[3].refs_held, 3);
	cr_assert(!seen[3].holder_alive, "the number belongs to a younger thread");
	cr_assert_eq(seen[3].channel, KC_NONE, "that row is not in use");
	cr_assert_eq(seen[4].holder_tid, 0);
	cr_assert(!seen[4].holder_alive);
	cr_assert(!seen[5].holder_alive, "ended");
	cr_assert_str_eq(seen[5].site_text, "0x7f0012345678");
	cr_assert_str_eq(seen[6].site_text, "unknown");
	cr_assert_eq(seen[6].age_ns, 0);
	cr_assert_eq(snap->tickets.live, 7);
	cr_assert_eq(snap->tickets.loaned, 3);
	cr_assert_eq(snap->tickets.queued, 2);
	cr_assert_eq(snap->tickets.held, 2);
	cr_assert_eq(snap->tickets.live_bytes, 100 + 200 + 300 + 5 + 6 + 7 + 8);
	cr_assert_eq(snap->tickets.table_rows, 9);
	stop();
}

Test(tickets, nobody_of_a_dead_process_is_alive)
{
	fx_open(&f, &(struct fx_opts){ .unlocked = true, .pid_start = 1 });
	uint32_t tid = (uint32_t)syscall(SYS_gettid);
	uint32_t th = fx_thread(&f, tid, kc_proc_start(getpid(), (pid_t)tid, NULL), "maker");
	fx_ticket(&f, 0, 1, 0, 1, 0, th + 1, f.t0 + 5000000000, KC_NONE, 1);
	look();
	cr_assert_eq(snap->liveness, KI_DEAD);
	cr_assert_eq(seen_count, 1);
	cr_assert(!seen[0].holder_alive);
	cr_assert_str_eq(seen[0].holder_thread, "maker", "but who it was is known");
	cr_assert_eq(seen[0].age_ns, 0, "the newest instant in it is this one");
	stop();
}

static int stop_at_three(void *ctx, const struct ki_ticket *t)
{
	(void)t;
	return ++*(int *)ctx == 3;
}

Test(tickets, a_million_in_bounded_memory)
{
	const uint32_t n = 1000000;
	fx_open(&f, &(struct fx_opts){ .tickets = n });
	for (uint32_t i = 0; i < n; i++)
		fx_ticket(&f, i, 1, 1, 0, KC_TKT_SENT, 0, f.t0, KC_NONE, 10);
	struct rusage before, after;
	/* The fixture's own mapping is in the figure already; the walk must add little. */
	getrusage(RUSAGE_SELF, &before);
	look();
	getrusage(RUSAGE_SELF, &after);
	cr_assert_eq(seen_count, n);
	cr_assert_eq(snap->tickets.live, n);
	cr_assert_lt(after.ru_maxrss - before.ru_maxrss, 32 * 1024, "%ld KiB more",
		after.ru_maxrss - before.ru_maxrss);
	int calls = 0;
	cr_assert_eq(ki_tickets_each(s, snap, stop_at_three, &calls, &err), 0);
	cr_assert_eq(calls, 3);
	stop();
}

Test(events, merged_by_time_newest_limited)
{
	struct ki_event *e;
	size_t n;
	fx_open(&f, &(struct fx_opts){ 0 });
	uint32_t c = fx_channel(&f, "a", 2, 0, 8, 64);
	uint32_t x = fx_endpoint(&f, c, KC_SIDE_SEND, 1, "x"),
		 y = fx_endpoint(&f, c, KC_SIDE_RECEIVE, 2, "y");
	uint64_t t = f.t0 + 1000000000;
	fx_event(&f, x, KC_EV_OPEN, f.t0 - 500000000, 0, 0); /* of the row's earlier tenant */
	for (uint64_t i = 0; i < 100; i++)
		fx_event(&f, x, KC_EV_BLOCK, t + 2 * i, i, 7);
	fx_event(&f, y, KC_EV_OPEN, t + 151, 0, 2);
	fx_event(&f, y, KC_EV_WAKE, t + 301, 5, 1);
	struct kc_seg_recorder *r = fx_row(&f, KC_SEC_RECORDER, y);
	r->event[1].seq = 99; /* was being replaced */
	look();
	cr_assert_eq(ki_events(s, snap, 0, &e, &n, &err), 0);
	cr_assert_eq(n, KC_RECORDER_EVENTS + 2);
	for (size_t i = 1; i < n; i++)
		cr_assert_leq(e[i - 1].at_ns, e[i].at_ns);
	cr_assert_eq(e[0].pos, 100 - KC_RECORDER_EVENTS, "older ones were overwritten");
	cr_assert_eq(e[n - 1].type, KC_EV_WAKE);
	cr_assert(e[n - 1].torn);
	cr_assert(!e[0].torn);
	cr_assert_eq(e[n - 1].endpoint, 1);
	cr_assert_eq(e[n - 1].channel, 0);
	cr_assert_str_eq(ki_event_name(e[n - 1].type), "wake");
	free(e);
	cr_assert_eq(ki_events(s, snap, 3, &e, &n, &err), 0);
	cr_assert_eq(n, 3);
	cr_assert_eq(e[2].at_ns, t + 301);
	cr_assert_eq(e[0].pos, 98);
	free(e);
	stop();
}

/* Ticks of a quarter of a nanosecond, told in whole ones. */
Test(events, within_a_nanosecond_in_their_order)
{
	struct ki_event *e;
	size_t n;
	fx_open(&f, &(struct fx_opts){ 0 });
	uint32_t c = fx_channel(&f, "a", 2, 0, 8, 64);
	uint32_t x = fx_endpoint(&f, c, KC_SIDE_SEND, 1, "x"),
		 y = fx_endpoint(&f, c, KC_SIDE_RECEIVE, 2, "y");
	f.h->clock_kind = kc_ticks_kind() == KC_CLOCK_TSC ? KC_CLOCK_CNTVCT : KC_CLOCK_TSC;
	f.h->clock_open.ticks = f.t0;
	f.h->clock_latest = f.h->clock_open;
	f.h->clock_latest.ticks += UINT64_C(4000000000);
	f.h->clock_latest.mono_ns += UINT64_C(1000000000);
	fx_seal(&f);
	for (uint64_t i = 0; i < 8; i += 2) {
		fx_event(&f, y, KC_EV_WAKE, f.t0 + 400000 + i, i, 1);
		fx_event(&f, x, KC_EV_BLOCK, f.t0 + 400001 + i, i + 1, 1);
	}
	look();
	cr_assert_eq(ki_events(s, snap, 0, &e, &n, &err), 0);
	cr_assert_eq(n, 8);
	cr_assert_eq(e[0].at_ns, e[1].at_ns);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(e[i].pos, i);
	free(e);
	stop();
}

Test(events, tenants_and_nonsense_are_left_out)
{
	struct ki_event *e;
	size_t n;
	fx_open(&f, &(struct fx_opts){ 0 });
	uint32_t c = fx_channel(&f, "a", 2, 0, 8, 64);
	uint32_t x = fx_endpoint(&f, c, KC_SIDE_SEND, 1, "x");
	fx_event(&f, x, KC_EV_OPEN, f.t0 - 500000000, 0, 0); /* of the row's earlier tenant */
	fx_event(&f, x, 4711, f.t0 + 5000000, 0, 0);
	fx_event(&f, x, KC_EV_CLOSE, f.t0 + 6000000, 0, 0);
	look();
	cr_assert_eq(ki_events(s, snap, 0, &e, &n, &err), 0);
	cr_assert_eq(n, 1);
	cr_assert_eq(e[0].type, KC_EV_CLOSE);
	free(e);
	stop();
}
