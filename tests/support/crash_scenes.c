#include "support/crash_scenes.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum { BATCH = 3, CAPACITY = 8, SHORT_NS = 200000 };

/* --- values ---------------------------------------------------------------------------------- */

static void send_some(struct crash_stage *s, uint32_t n)
{
	uint64_t values[BATCH];
	crash_values_next(values, s->sent, n);
	if (n == 1)
		CRASH_OP(s->ctl, kc_send(s->tx, values, 0), .name = "send", .channel = "c",
			.sent = 1, .slack = 1);
	else
		CRASH_OP(s->ctl, kc_send_n(s->tx, values, n, 0), .name = "send_n", .channel = "c",
			.sent = (int)n, .slack = n, .answer = n);
	s->sent += n;
}

static void expect(struct crash_stage *s, uint64_t pos, uint32_t n)
{
	memset(s->ctl->out, 0, sizeof s->ctl->out);
	crash_values_next(s->ctl->want, pos, n);
}

/* The receiver of an unlimited channel with several counts what has left before it has copied it. */
static unsigned copies(const struct crash_stage *s)
{
	bool shared = s->scene->kind == KC_UNLIMITED && s->scene->topology != KC_SPSC;
	return shared ? 0 : CRASH_COPIES;
}

static void receive_some(struct crash_stage *s, uint32_t n)
{
	expect(s, s->received - s->sent2, n); /* what was sent into the second lane is out */
	if (n == 1)
		CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, 0), .name = "receive", .channel = "c",
			.left = 1, .slack = 1, .flags = copies(s));
	else
		CRASH_OP(s->ctl, kc_recv_n(s->rx, s->ctl->out, n, 0), .name = "receive_n",
			.channel = "c", .left = (int)n, .slack = n, .flags = copies(s),
			.answer = n);
	s->received += n;
}

static bool in_lanes(const struct crash_stage *s)
{
	return s->scene->kind == KC_BUFFERED && s->scene->topology == KC_MPSC &&
	       s->scene->overflow != KC_DROP_OLDEST;
}

/* The second sender's: on MPSC in a lane of its own. */
static void send_second(struct crash_stage *s)
{
	uint64_t value, *pos = in_lanes(s) ? &s->sent2 : &s->sent;
	if (!s->tx2)
		return;
	crash_values_next(&value, *pos, 1);
	CRASH_OP(s->ctl, kc_send(s->tx2, &value, 0), .name = "send by second", .channel = "c",
		.sent = 1, .slack = 1);
	expect(s, *pos, 1);
	++*pos;
	CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, 0), .name = "receive from second",
		.channel = "c", .left = 1, .slack = 1, .flags = copies(s));
	s->received++;
}

static void empty(struct crash_stage *s)
{
	CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, 0), .name = "receive, empty", .channel = "c",
		.answer = -EAGAIN);
	CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, SHORT_NS), .name = "receive, timed out",
		.channel = "c", .flags = CRASH_WAITS, .answer = -ETIMEDOUT);
}

static void fill(struct crash_stage *s)
{
	uint64_t value;
	for (uint32_t i = 0; i < CAPACITY; i++) {
		crash_values_next(&value, s->sent, 1);
		crash_must("kc_send", kc_send(s->tx, &value, 0), 0);
		s->sent++;
	}
}

static void drain(struct crash_stage *s)
{
	uint64_t value;
	while (kc_recv(s->rx, &value, 0) == 0)
		s->received++;
}

static void full(struct crash_stage *s)
{
	uint64_t values[BATCH];
	crash_values_next(values, s->sent, BATCH);
	switch (s->scene->overflow) {
	case KC_BLOCK:
		CRASH_OP(s->ctl, kc_send(s->tx, values, 0), .name = "send, full", .channel = "c",
			.answer = -EAGAIN);
		CRASH_OP(s->ctl, kc_send(s->tx, values, SHORT_NS), .name = "send, timed out",
			.channel = "c", .flags = CRASH_WAITS, .answer = -ETIMEDOUT);
		break;
	case KC_DROP_NEWEST:
		CRASH_OP(
			s->ctl, kc_send(s->tx, values, 0), .name = "send, dropped", .channel = "c");
		break;
	case KC_DROP_OLDEST:
		CRASH_OP(s->ctl, kc_send(s->tx, values, 0), .name = "send, drops oldest",
			.channel = "c", .sent = 1, .left = 1, .slack = 1);
		crash_values_next(values, s->sent + 1, BATCH);
		CRASH_OP(s->ctl, kc_send_n(s->tx, values, BATCH, 0), .name = "send_n, drops oldest",
			.channel = "c", .sent = BATCH, .left = BATCH, .slack = BATCH,
			.answer = BATCH);
		s->sent += 1 + BATCH;
		s->received += 1 + BATCH;
		break;
	}
}

static void cancel(struct crash_stage *s)
{
	kc_cancel *token;
	crash_must("kc_cancel_new", kc_cancel_new(&token, NULL), 0);
	kc_rx_set_cancel(s->rx, token);
	CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, SHORT_NS), .name = "receive with a token",
		.channel = "c", .flags = CRASH_WAITS, .answer = -ETIMEDOUT);
	CRASH_OP(s->ctl, kc_cancel_fire(token), .name = "fire");
	CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, KC_FOREVER), .name = "receive, cancelled",
		.channel = "c", .answer = -ECANCELED);
	kc_rx_set_cancel(s->rx, NULL);
	kc_cancel_free(token);
}

static void closed(struct crash_stage *s)
{
	uint64_t value;
	send_some(s, 1);
	send_some(s, 1);
	CRASH_OP(s->ctl, kc_chan_close(s->c), .name = "close", .channel = "c", .closed = 1,
		.flags = CRASH_ROWS);
	crash_values_next(&value, s->sent, 1);
	CRASH_OP(s->ctl, kc_send(s->tx, &value, 0), .name = "send, closed", .channel = "c",
		.answer = -EPIPE);
	receive_some(s, 1);
}

void crash_values(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	crash_pass(&s, s.scene->earlier);
	send_some(&s, 1);
	send_some(&s, 1);
	receive_some(&s, 1);
	receive_some(&s, 1);
	send_some(&s, BATCH);
	receive_some(&s, BATCH);
	send_second(&s);
	empty(&s);
	if (s.scene->kind != KC_UNLIMITED || s.scene->capacity) {
		fill(&s);
		full(&s);
		drain(&s);
	}
	cancel(&s);
	closed(&s);
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

void crash_conflated(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	uint64_t values[BATCH];
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	crash_pass(&s, s.scene->earlier);
	send_some(&s, 1);
	crash_values_next(values, s.sent++, 1);
	CRASH_OP(ctl, kc_send(s.tx, values, 0), .name = "send, replaces", .channel = "c", .sent = 1,
		.left = 1, .slack = 1);
	CRASH_OP(ctl, kc_recv(s.rx, ctl->out, 0), .name = "receive", .channel = "c", .left = 1,
		.slack = 1);
	empty(&s);
	cancel(&s);
	crash_values_next(values, s.sent, BATCH);
	s.sent += BATCH;
	CRASH_OP(ctl, kc_send_n(s.tx, values, BATCH, 0), .name = "send_n", .channel = "c",
		.sent = BATCH, .left = BATCH - 1, .slack = BATCH, .answer = BATCH);
	CRASH_OP(ctl, kc_chan_close(s.c), .name = "close", .channel = "c", .closed = 1,
		.flags = CRASH_ROWS);
	s.received = s.sent - 1;
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

/* --- in place -------------------------------------------------------------------------------- */

void crash_in_place(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	void *span = NULL;
	const void *seen = NULL;
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	crash_pass(&s, s.scene->earlier);
	CRASH_OP(ctl, kc_reserve(s.tx, 1, &span), .name = "reserve", .channel = "c", .answer = 1);
	crash_values_next(span, s.sent++, 1);
	CRASH_OP(ctl, kc_commit(s.tx, 1), .name = "commit", .channel = "c", .sent = 1, .slack = 1);
	CRASH_OP(ctl, kc_reserve(s.tx, 1, &span), .name = "reserve again", .channel = "c",
		.answer = 1);
	CRASH_OP(ctl, kc_commit(s.tx, 0), .name = "abort", .channel = "c");
	CRASH_OP(ctl, kc_peek(s.rx, 1, &seen), .name = "peek", .channel = "c", .answer = 1);
	CRASH_OP(
		ctl, kc_release(s.rx, 1), .name = "release", .channel = "c", .left = 1, .slack = 1);
	s.received++;
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

/* --- tickets --------------------------------------------------------------------------------- */

static kc_ticket new_ticket(struct crash_stage *s)
{
	kc_ticket t = { 0 };
	CRASH_OP(s->ctl, kc_ticket_new(s->d, 100, &t, NULL), .name = "ticket new", .live = 1,
		.loaned = 1, .slack = 1);
	return t;
}

static void send_tickets(struct crash_stage *s)
{
	kc_ticket t[BATCH];
	t[0] = new_ticket(s);
	CRASH_OP(s->ctl, kc_send_ticket(s->tx, t[0], 0), .name = "send ticket", .channel = "c",
		.sent = 1, .loaned = -1, .queued = 1, .slack = 1);
	for (int i = 0; i < BATCH; i++)
		crash_must("kc_ticket_new", kc_ticket_new(s->d, 64u << i, &t[i], NULL), 0);
	CRASH_OP(s->ctl, kc_send_n(s->tx, t, BATCH, 0), .name = "send_n tickets", .channel = "c",
		.sent = BATCH, .loaned = -BATCH, .queued = BATCH, .slack = BATCH, .answer = BATCH);
	s->sent += 1 + BATCH;
}

static void receive_tickets(struct crash_stage *s)
{
	kc_ticket t, more[2];
	CRASH_OP(s->ctl, kc_recv_ticket(s->rx, &t, 0), .name = "receive ticket", .channel = "c",
		.left = 1, .queued = -1, .held = 1, .slack = 1);
	CRASH_OP(s->ctl, kc_ticket_retain(s->d, t), .name = "retain");
	CRASH_OP(s->ctl, kc_ticket_release(s->d, t), .name = "release, not the last");
	CRASH_OP(s->ctl, kc_ticket_release(s->d, t), .name = "release", .live = -1, .held = -1);
	/* With checksums one a call, so that a bad one can be named. */
	int n = s->scene->domain & KC_CHECKSUM ? 1 : 2;
	for (int i = 0; i < 2; i += n)
		CRASH_OP(s->ctl, kc_recv_n(s->rx, more + i, 2, 0), .name = "receive_n tickets",
			.channel = "c", .left = n, .queued = -n, .held = n, .slack = (uint32_t)n,
			.answer = n);
	/* One that was received is sent again, and is freed with the channel. */
	CRASH_OP(s->ctl, kc_send_ticket(s->tx, more[0], 0), .name = "send on", .channel = "c",
		.sent = 1, .queued = 1, .held = -1, .slack = 1);
	CRASH_OP(s->ctl, kc_ticket_release(s->d, more[1]), .name = "release", .live = -1,
		.held = -1);
	s->sent++;
	s->received += 3;
}

static void full_of_tickets(struct crash_stage *s)
{
	kc_ticket t;
	while (s->sent - s->received < CAPACITY) {
		crash_must("kc_ticket_new", kc_ticket_new(s->d, 100, &t, NULL), 0);
		crash_must("kc_send_ticket", kc_send_ticket(s->tx, t, 0), 0);
		s->sent++;
	}
	t = new_ticket(s);
	switch (s->scene->overflow) {
	case KC_BLOCK:
		/* From the first attempt on it counts as one that was sent. */
		CRASH_OP(s->ctl, kc_send_ticket(s->tx, t, 0), .name = "send ticket, full",
			.channel = "c", .loaned = -1, .held = 1, .slack = 1, .flags = CRASH_BACK,
			.answer = -EAGAIN);
		CRASH_OP(s->ctl, kc_send_ticket(s->tx, t, SHORT_NS),
			.name = "send ticket, timed out", .channel = "c", .slack = 1,
			.flags = CRASH_BACK | CRASH_WAITS, .answer = -ETIMEDOUT);
		crash_must("kc_ticket_release", kc_ticket_release(s->d, t), 0);
		break;
	case KC_DROP_NEWEST:
		CRASH_OP(s->ctl, kc_send_ticket(s->tx, t, 0), .name = "send ticket, dropped",
			.channel = "c", .live = -1, .loaned = -1, .slack = 1, .flags = CRASH_BACK);
		break;
	case KC_DROP_OLDEST:
		CRASH_OP(s->ctl, kc_send_ticket(s->tx, t, 0), .name = "send ticket, drops oldest",
			.channel = "c", .sent = 1, .left = 1, .live = -1, .loaned = -1, .slack = 2,
			.flags = CRASH_BACK);
		s->sent++;
		s->received++;
		break;
	}
}

void crash_tickets(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	if (s.scene->payload == KC_BYTES) {
		char text[100] = "bytes";
		CRASH_OP(ctl, kc_send_bytes(s.tx, text, sizeof text, 0), .name = "send bytes",
			.channel = "c", .sent = 1, .live = 1, .queued = 1, .slack = 1,
			.flags = CRASH_BACK);
		CRASH_OP(ctl, kc_recv_bytes(s.rx, text, sizeof text, 0), .name = "receive bytes",
			.channel = "c", .left = 1, .live = -1, .queued = -1, .slack = 1,
			.flags = CRASH_BACK, .answer = sizeof text);
		s.sent = s.received = 1;
		crash_close_channel(&s, 0);
	} else {
		send_tickets(&s);
		receive_tickets(&s);
		full_of_tickets(&s);
		crash_close_channel(&s, (int)(s.sent - s.received));
	}
	crash_close_domain(&s);
}
