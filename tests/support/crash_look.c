#include "support/crash_look.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool crash_wrong(struct crash_look *l, const char *format, ...)
{
	va_list ap;
	if (l->wrong[0])
		return false;
	va_start(ap, format);
	vsnprintf(l->wrong, sizeof l->wrong, format, ap);
	va_end(ap);
	return false;
}

/* --- asking ---------------------------------------------------------------------------------- */

static int keep_ticket(void *ctx, const struct ki_ticket *t)
{
	struct crash_look *l = ctx;
	if (l->ticket_count == CRASH_TICKETS_MAX)
		return 1;
	l->ticket[l->ticket_count++] = *t;
	return 0;
}

/* FNV-1a. */
static void mix(uint64_t *h, const void *p, size_t bytes)
{
	const unsigned char *b = p;
	for (size_t i = 0; i < bytes; i++)
		*h = (*h ^ b[i]) * UINT64_C(0x100000001b3);
}

static void mix_number(uint64_t *h, uint64_t v)
{
	mix(h, &v, sizeof v);
}

/* Instants are left out: they are ticks of a clock that is read anew for each look. */
static void digest(struct crash_look *l, const struct ki_event *events, size_t count)
{
	const struct ki_snapshot *s = l->snap;
	for (int part = 0; part < CRASH_PARTS; part++)
		l->digest[part] = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < s->channel_count; i++) {
		const struct ki_channel *c = &s->channel[i];
		mix(&l->digest[CRASH_OF_CHANNELS], c->name, strlen(c->name));
		mix_number(&l->digest[CRASH_OF_CHANNELS], c->sent);
		mix_number(&l->digest[CRASH_OF_CHANNELS], c->received);
		mix_number(&l->digest[CRASH_OF_CHANNELS], c->depth);
		mix_number(&l->digest[CRASH_OF_CHANNELS], c->closed);
		mix_number(&l->digest[CRASH_OF_CHANNELS], c->senders * 65536u + c->receivers);
		mix_number(&l->digest[CRASH_OF_CHANNELS],
			c->senders_blocked * 65536u + c->receivers_blocked);
		mix(&l->digest[CRASH_OF_CHANNELS], c->total, sizeof c->total);
	}
	for (size_t i = 0; i < s->endpoint_count; i++) {
		const struct ki_endpoint *e = &s->endpoint[i];
		mix_number(&l->digest[CRASH_OF_ENDPOINTS], e->index);
		mix_number(&l->digest[CRASH_OF_ENDPOINTS], e->open);
		mix_number(&l->digest[CRASH_OF_ENDPOINTS], e->wait);
		mix_number(&l->digest[CRASH_OF_ENDPOINTS], e->intent_pos * (uint64_t)e->intent);
		mix(&l->digest[CRASH_OF_ENDPOINTS], &e->count, sizeof e->count);
	}
	for (size_t i = 0; i < s->finding_count; i++)
		mix(&l->digest[CRASH_OF_FINDINGS], s->finding[i].text, strlen(s->finding[i].text));
	for (size_t i = 0; i < l->ticket_count; i++) {
		mix_number(&l->digest[CRASH_OF_TICKETS], l->ticket[i].handle);
		mix_number(&l->digest[CRASH_OF_TICKETS], l->ticket[i].state);
		mix_number(&l->digest[CRASH_OF_TICKETS], l->ticket[i].holder_tid);
	}
	for (size_t i = 0; i < count; i++)
		mix_number(&l->digest[CRASH_OF_EVENTS],
			events[i].type * UINT64_C(1000003) + events[i].endpoint);
}

bool crash_look_begin(struct crash_look *l, const char *path)
{
	struct ki_error err = { 0 };
	struct ki_event *events = NULL;
	size_t count = 0;
	memset(l, 0, sizeof *l);
	l->ticket = malloc(CRASH_TICKETS_MAX * sizeof *l->ticket);
	if (!l->ticket)
		return crash_wrong(l, "out of memory");
	if (ki_open(&l->source, path, &err))
		return crash_wrong(l, "cannot be opened: %s", err.text);
	if (ki_snapshot_take(&l->snap, l->source, KI_ALL, &err))
		return crash_wrong(l, "no snapshot: %s", err.text);
	if (l->snap->liveness != KI_DEAD)
		return crash_wrong(l, "its owner is %s", ki_liveness_name(l->snap->liveness));
	if (ki_tickets_each(l->source, l->snap, keep_ticket, l, &err))
		return crash_wrong(l, "no tickets: %s", err.text);
	if (ki_events(l->source, l->snap, 0, &events, &count, &err))
		return crash_wrong(l, "no events: %s", err.text);
	l->opening = l->source && ki_source_info(l->source)->structure_seq % 2;
	digest(l, events, count);
	free(events);
	return true;
}

void crash_look_end(struct crash_look *l)
{
	ki_snapshot_free(l->snap);
	ki_close(l->source);
	free(l->ticket);
}

bool crash_look_again(struct crash_look *l, const char *path)
{
	static const char *const part[CRASH_PARTS] = { "channels", "endpoints", "findings",
		"tickets", "events" };
	struct crash_look again;
	bool same = crash_look_begin(&again, path);
	if (!same)
		(void)crash_wrong(l, "a second inspection: %.500s", again.wrong);
	for (int i = 0; i < CRASH_PARTS && same; i++) {
		same = again.digest[i] == l->digest[i];
		if (!same)
			(void)crash_wrong(
				l, "a second inspection says something else of %s", part[i]);
	}
	crash_look_end(&again);
	return same;
}

/* --- what must hold -------------------------------------------------------------------------- */

/* Whoever dies while it opens or closes something leaves that to be said, and nothing else is ever wrong. */
static bool check_findings(struct crash_look *l)
{
	const struct ki_snapshot *s = l->snap;
	bool said = false;
	for (size_t i = 0; i < s->finding_count; i++) {
		if (strcmp(s->finding[i].code, "KC-F010") != 0)
			return crash_wrong(l, "%s: %s", s->finding[i].code, s->finding[i].text);
		said = true;
	}
	if (said != l->opening)
		return crash_wrong(l, "%s died while it opened or closed something",
			said ? "it is said to have" : "it is not said to have");
	if (s->findings_dropped || s->torn || s->checks_skipped)
		return crash_wrong(
			l, "%u rows torn, %u checks skipped", s->torn, s->checks_skipped);
	return true;
}

/* -1 below, 1 above. */
static int outside(uint64_t v, uint64_t low, uint64_t high)
{
	return v < low ? -1 : v > high;
}

static uint64_t on_record(const struct ki_channel *c)
{
	return c->total[KC_SIDE_RECEIVE].messages + c->total[KC_SIDE_SEND].dropped_oldest;
}

/* What moves is counted by its endpoint right after it has moved: those who died in between have up to `slack` more in
 * the positions than on record. */
static bool check_channel(struct crash_look *l, const struct ki_channel *c, uint64_t slack)
{
	uint64_t left = c->sent - c->depth, sent = c->total[KC_SIDE_SEND].messages;
	bool limited = c->kind != KI_UNLIMITED || c->capacity;
	if (c->depth_clamped || c->received > c->sent || (limited && c->depth > c->capacity))
		return crash_wrong(l, "channel %s: %lu sent, %lu received, depth %lu of %u",
			c->name, (unsigned long)c->sent, (unsigned long)c->received,
			(unsigned long)c->depth, c->capacity);
	if (outside(c->sent, sent, sent + slack))
		return crash_wrong(l, "channel %s: %lu sent, its senders say %lu", c->name,
			(unsigned long)c->sent, (unsigned long)sent);
	if (outside(left, on_record(c), on_record(c) + slack))
		return crash_wrong(l,
			"channel %s: %lu have left it, its endpoints received and dropped %lu",
			c->name, (unsigned long)left, (unsigned long)on_record(c));
	return true;
}

static bool check_ticket(struct crash_look *l, const struct ki_ticket *t)
{
	enum ki_ticket_state s = t->refs_queued ? KI_QUEUED : t->state;
	if (t->torn || t->refs_queued + t->refs_held == 0 || s != t->state || t->bytes == 0 ||
		(t->state == KI_QUEUED && t->refs_queued == 0))
		return crash_wrong(l, "ticket %lx is %s with %u queued and %u held of %lu bytes",
			(unsigned long)t->handle, ki_ticket_state_name(t->state), t->refs_queued,
			t->refs_held, (unsigned long)t->bytes);
	if (t->state == KI_QUEUED && t->channel == KC_NONE && !l->opening)
		return crash_wrong(
			l, "ticket %lx is queued in no channel", (unsigned long)t->handle);
	return true;
}

/* PROTOCOLS §5: a reference is queued before its element is published, and held after it was taken out. */
static bool check_queued(struct crash_look *l, uint32_t channel, uint64_t slack)
{
	const struct ki_channel *c = &l->snap->channel[channel];
	uint64_t queued = 0;
	if (c->payload < 2)
		return true;
	for (size_t i = 0; i < l->ticket_count; i++)
		if (l->ticket[i].channel == channel)
			queued += l->ticket[i].refs_queued;
	if (outside(queued, c->depth, c->depth + slack))
		return crash_wrong(l, "channel %s holds %lu elements and %lu queued references",
			c->name, (unsigned long)c->depth, (unsigned long)queued);
	return true;
}

static bool check_tickets(struct crash_look *l)
{
	const struct ki_ticket_counts *n = &l->snap->tickets;
	uint64_t by_state[3] = { 0 };
	for (size_t i = 0; i < l->ticket_count; i++) {
		if (!check_ticket(l, &l->ticket[i]))
			return false;
		by_state[l->ticket[i].state]++;
	}
	if (l->ticket_count == CRASH_TICKETS_MAX)
		return true;
	if (n->live != l->ticket_count || n->loaned != by_state[KI_LOANED] ||
		n->queued != by_state[KI_QUEUED] || n->held != by_state[KI_HELD])
		return crash_wrong(l, "the snapshot counts %lu tickets, the walk %zu",
			(unsigned long)n->live, l->ticket_count);
	return true;
}

bool crash_look_check(struct crash_look *l, crash_slack slack, void *ctx)
{
	if (!check_findings(l) || !check_tickets(l))
		return false;
	for (uint32_t i = 0; i < l->snap->channel_count; i++) {
		uint64_t under_way = slack(ctx, &l->snap->channel[i]);
		if (!check_channel(l, &l->snap->channel[i], under_way) ||
			!check_queued(l, i, under_way))
			return false;
	}
	return true;
}
