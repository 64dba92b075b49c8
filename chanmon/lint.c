#include "chanmon/lint.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tool/units.h"

/* A busy channel is full for microseconds all the time; only a wait that a person could notice is
 * worth a word. */
static const uint64_t full_wait_ns = UINT64_C(100000000);
static const double held_up_share = 0.5;
static const uint64_t long_wait_ns = UINT64_C(10000000000);
static const uint64_t stuck_age_ns = UINT64_C(5000000000);
/* A few of some are chance. */
static const uint64_t spurious_of_least = 20;
static const double spurious_share = 0.5;

static double blocked_share(const struct cm_row *r)
{
	uint32_t senders = r->open[KC_SIDE_SEND];
	return senders ? r->blocked_share[KC_SIDE_SEND] / (double)senders : 0;
}

/* Nearly full, and its senders slept for most of the time: a sender that is woken for each free slot never
 * waits long, and yet waits nearly always. */
static bool held_up(const struct cm_row *r)
{
	return r->kind == KI_BUFFERED && r->rates_ok &&
	       r->fill.in >= r->fill.room - r->fill.room / 8 && blocked_share(r) >= held_up_share;
}

static bool asleep_at_full(const struct cm_row *r)
{
	return r->kind == KI_BUFFERED && r->blocked[KC_SIDE_SEND] && r->fill.in >= r->fill.room;
}

bool cm_row_blocked(const struct cm_row *r)
{
	return asleep_at_full(r) || held_up(r) || r->longest_alone_ns[KC_SIDE_SEND] >= full_wait_ns;
}

static bool long_at_full(const struct cm_row *r)
{
	return asleep_at_full(r) && r->longest_wait_ns[KC_SIDE_SEND] >= full_wait_ns;
}

static bool full(const struct cm_row *r, bool live)
{
	return live && (long_at_full(r) || held_up(r));
}

/* What bounds an unlimited channel is a limit that was asked for: only there its senders sleep. */
static bool limit(const struct cm_row *r, bool live)
{
	return live && r->kind == KI_UNLIMITED && r->blocked[KC_SIDE_SEND] &&
	       r->longest_wait_ns[KC_SIDE_SEND] >= full_wait_ns;
}

/* Who waits in a select waits for what comes first, and that may take its time. */
static bool blocked_long(const struct cm_row *r, bool live)
{
	return live && r->longest_alone_ns[KC_SIDE_SEND] >= long_wait_ns;
}

/* An element that is old and a channel from which nothing was taken: a busy queue always fails the
 * second test. A mailbox is read when its reader likes. */
static bool stuck(const struct cm_row *r, bool live)
{
	return live && r->kind != KI_CONFLATED && r->depth && r->rates_ok &&
	       r->received == r->received_before && r->oldest_ns >= stuck_age_ns;
}

/* A mailbox drops what nobody has looked at: that is what it is for. */
static bool drops(const struct cm_row *r, bool live)
{
	return live && r->kind != KI_CONFLATED && r->dropped_new;
}

/* Receivers that poll an idle channel with a bound time out by design; senders do not. */
static bool timeouts(const struct cm_row *r, bool live)
{
	return live && r->send_timeouts;
}

static bool ticket_errors(const struct cm_row *r, bool live)
{
	return live && r->ticket_errors;
}

/* Of a receiver that shares its channel with others some are usual: another one was faster. */
static bool spurious(const struct cm_row *r, bool live)
{
	return live && r->woken_new >= spurious_of_least &&
	       (double)r->spurious_new >= spurious_share * (double)r->woken_new;
}

static bool lost_wake(const struct cm_row *r, bool live)
{
	return live && r->lost_wake_ns;
}

static const char *blocked_text(const struct cm_row *r, const char *where, char *out, size_t cap)
{
	char t[32], select[40];
	uint32_t n = r->blocked[KC_SIDE_SEND];
	snprintf(out, cap, "%s, %" PRIu32 " sender%s blocked %s%s", where, n, n == 1 ? "" : "s",
		kt_duration(t, sizeof(t), r->longest_wait_ns[KC_SIDE_SEND]),
		ki_select_words(select, sizeof(select), n, r->selecting[KC_SIDE_SEND]));
	return out;
}

static const char *limit_text(const struct cm_row *r, char *out, size_t cap)
{
	return blocked_text(r, "at its limit", out, cap);
}

static const char *full_text(const struct cm_row *r, char *out, size_t cap)
{
	char part[16] = "";
	if (r->fill.in < r->fill.room)
		snprintf(part, sizeof(part), "%u%% ", (unsigned)(100 * r->fill.in / r->fill.room));
	if (long_at_full(r))
		return blocked_text(r, r->lanes > 1 ? "a lane is full" : "full", out, cap);
	else
		snprintf(out, cap, "%sfull, senders blocked %.0f%%", part, 100 * blocked_share(r));
	return out;
}

static const char *blocked_long_text(const struct cm_row *r, char *out, size_t cap)
{
	char t[32];
	snprintf(out, cap, "%s %s",
		r->kind == KI_RENDEZVOUS ? "an offer waits" : "a sender is blocked",
		kt_duration(t, sizeof(t), r->longest_alone_ns[KC_SIDE_SEND]));
	return out;
}

static const char *stuck_text(const struct cm_row *r, char *out, size_t cap)
{
	char t[32];
	snprintf(out, cap, "stuck, %" PRIu64 " waiting, oldest %s, nothing received", r->depth,
		kt_duration(t, sizeof(t), r->oldest_ns));
	return out;
}

static const char *drops_text(const struct cm_row *r, char *out, size_t cap)
{
	snprintf(out, cap, "%" PRIu64 " dropped", r->dropped_new);
	return out;
}

static const char *timeouts_text(const struct cm_row *r, char *out, size_t cap)
{
	snprintf(out, cap, "%" PRIu64 " send time-out%s", r->send_timeouts,
		r->send_timeouts == 1 ? "" : "s");
	return out;
}

static const char *ticket_errors_text(const struct cm_row *r, char *out, size_t cap)
{
	snprintf(out, cap, "%" PRIu64 " ticket%s refused", r->ticket_errors,
		r->ticket_errors == 1 ? "" : "s");
	return out;
}

static const char *spurious_text(const struct cm_row *r, char *out, size_t cap)
{
	snprintf(out, cap, "%" PRIu64 " of %" PRIu64 " wakes for nothing", r->spurious_new, r->woken_new);
	return out;
}

static const char *lost_wake_text(const struct cm_row *r, char *out, size_t cap)
{
	char t[32];
	snprintf(out, cap, "lost wake suspected, thread %" PRIu32 " sleeps %s and need not",
		r->lost_wake_tid, kt_duration(t, sizeof(t), r->lost_wake_ns));
	return out;
}

static const struct {
	const char *name;
	bool (*check)(const struct cm_row *r, bool live);
	const char *(*text)(const struct cm_row *r, char *out, size_t cap);
} row_lint[CM_LINT_COUNT] = {
	[CM_LINT_FULL] = { "full", full, full_text },
	[CM_LINT_LIMIT] = { "limit", limit, limit_text },
	[CM_LINT_BLOCKED_LONG] = { "blocked_long", blocked_long, blocked_long_text },
	[CM_LINT_STUCK] = { "stuck", stuck, stuck_text },
	[CM_LINT_DROPS] = { "drops", drops, drops_text },
	[CM_LINT_TIMEOUTS] = { "timeouts", timeouts, timeouts_text },
	[CM_LINT_TICKET_ERRORS] = { "ticket_errors", ticket_errors, ticket_errors_text },
	[CM_LINT_SPURIOUS] = { "spurious_wakes", spurious, spurious_text },
	[CM_LINT_LOST_WAKE] = { "lost_wake", lost_wake, lost_wake_text },
};

static uint64_t left_behind(const struct cm_domain *d)
{
	return d->liveness == KI_CLOSED ? d->tickets_live_at_close : d->tickets.live;
}

static bool tickets_left(const struct cm_domain *d)
{
	return d->state == CM_DEAD && left_behind(d);
}

static bool stopped(const struct cm_domain *d)
{
	return d->liveness == KI_STOPPED;
}

static bool damaged(const struct cm_domain *d)
{
	return d->findings;
}

static const char *tickets_left_text(const struct cm_domain *d, char *out, size_t cap)
{
	snprintf(out, cap, "%s with %" PRIu64 " ticket%s live",
		d->liveness == KI_CLOSED ? "closed" : "died", left_behind(d),
		left_behind(d) == 1 ? "" : "s");
	return out;
}

static const char *stopped_text(const struct cm_domain *d, char *out, size_t cap)
{
	snprintf(out, cap, "process %" PRIu32 " is stopped or frozen", d->pid);
	return out;
}

static const char *damaged_text(const struct cm_domain *d, char *out, size_t cap)
{
	snprintf(out, cap, "%zu finding%s, first: %s", d->findings, d->findings == 1 ? "" : "s",
		d->first_finding);
	return out;
}

static const struct {
	const char *name;
	bool (*check)(const struct cm_domain *d);
	const char *(*text)(const struct cm_domain *d, char *out, size_t cap);
} domain_lint[CM_DLINT_COUNT] = {
	[CM_DLINT_TICKETS_LEFT] = { "tickets_left", tickets_left, tickets_left_text },
	[CM_DLINT_STOPPED] = { "stopped", stopped, stopped_text },
	[CM_DLINT_DAMAGED] = { "damaged", damaged, damaged_text },
};

uint32_t cm_lint_row(const struct cm_row *r, bool live)
{
	uint32_t bits = 0;
	for (unsigned l = 0; l < CM_LINT_COUNT; l++)
		if (row_lint[l].check(r, live))
			bits |= 1u << l;
	/* One sentence for one fact: "full" names the wait already. */
	if (bits & (1u << CM_LINT_FULL | 1u << CM_LINT_LIMIT))
		bits &= ~(1u << CM_LINT_BLOCKED_LONG);
	return bits;
}

uint32_t cm_lint_domain(const struct cm_domain *d)
{
	uint32_t bits = 0;
	for (unsigned l = 0; l < CM_DLINT_COUNT; l++)
		if (domain_lint[l].check(d))
			bits |= 1u << l;
	return bits;
}

const char *cm_lint_name(enum cm_lint l)
{
	return row_lint[l].name;
}

const char *cm_domain_lint_name(enum cm_domain_lint l)
{
	return domain_lint[l].name;
}

const char *cm_lint_text(enum cm_lint l, const struct cm_row *r, char *out, size_t cap)
{
	return row_lint[l].text(r, out, cap);
}

const char *cm_domain_lint_text(
	enum cm_domain_lint l, const struct cm_domain *d, char *out, size_t cap)
{
	return domain_lint[l].text(d, out, cap);
}

const char *cm_lint_all(const struct cm_row *r, char *out, size_t cap)
{
	size_t used = 0;
	out[0] = 0;
	for (unsigned l = 0; l < CM_LINT_COUNT && used + 1 < cap; l++) {
		if (!(r->lints & 1u << l))
			continue;
		char text[160];
		snprintf(out + used, cap - used, "%s%s", used ? "; " : "",
			cm_lint_text((enum cm_lint)l, r, text, sizeof(text)));
		used = strlen(out);
	}
	return out;
}
