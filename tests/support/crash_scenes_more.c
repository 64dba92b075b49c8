/* Scenes with a second thread, which sleeps while the first is stepped; selects; and memory that grows. */
#include "support/crash_scenes.h"

#include "base/atomic.h"
#include "chan/chan.h"
#include "support/crash_walk.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

enum { SHORT_NS = 200000, SMALL = 70, CHUNK_ELEMS = 2200, BORDER = 256 };

/* --- a second thread -------------------------------------------------------------------------- */

struct helper {
	struct crash_stage *s;
	kc_tx *tx; /* one of the two */
	kc_rx *rx;
	pthread_t thread;
	long answer;
};

static void *sleep_there(void *arg)
{
	struct helper *h = arg;
	if (h->rx) {
		h->answer = kc_recv(h->rx, h->s->ctl->out, KC_FOREVER);
	} else {
		uint64_t value;
		crash_values_next(&value, h->s->sent, 1);
		h->answer = kc_send(h->tx, &value, KC_FOREVER);
	}
	return NULL;
}

/* On record as asleep; whether it sleeps already is for the parent to see. */
static bool waits(const struct helper *h)
{
	const struct kc_end *e = h->rx ? &h->rx->e : &h->tx->e;
	return kc_load_acquire(&e->row->wait) != KC_WAIT_NONE;
}

static void put_to_sleep(struct helper *h)
{
	h->answer = 1;
	memset(h->s->ctl->out, 0, sizeof h->s->ctl->out);
	crash_values_next(h->s->ctl->want, h->s->sent, 1);
	crash_must("pthread_create", pthread_create(&h->thread, NULL, sleep_there, h), 0);
	while (!waits(h))
		sched_yield();
}

static void wakes_up(struct helper *h, long answer)
{
	pthread_join(h->thread, NULL);
	crash_must("the thread that slept", h->answer, answer);
}

/* A thread that sleeps for an element, one that sleeps for room, and one whom a close wakes. */
void crash_wake(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	uint64_t value;
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	struct helper h = { .s = &s, .rx = s.rx };
	put_to_sleep(&h);
	crash_values_next(&value, s.sent, 1);
	CRASH_OP(ctl, kc_send(s.tx, &value, 0), .name = "send to a sleeper", .channel = "c",
		.sent = 1, .slack = 1);
	wakes_up(&h, 0);
	s.sent++;
	s.received++;
	if (s.scene->capacity) {
		for (; s.sent - s.received < s.scene->capacity; s.sent++) {
			crash_values_next(&value, s.sent, 1);
			crash_must("kc_send", kc_send(s.tx, &value, 0), 0);
		}
		struct helper full = { .s = &s, .tx = s.tx };
		put_to_sleep(&full);
		crash_values_next(ctl->want, s.received, 1);
		CRASH_OP(ctl, kc_recv(s.rx, ctl->out, 0), .name = "receive, room for a sleeper",
			.channel = "c", .left = 1, .slack = 1);
		s.received++;
		wakes_up(&full, 0);
		s.sent++;
		while (kc_recv(s.rx, &value, 0) == 0)
			s.received++;
	}
	put_to_sleep(&h);
	CRASH_OP(ctl, kc_chan_close(s.c), .name = "close, wakes", .channel = "c", .closed = 1,
		.flags = CRASH_ROWS);
	wakes_up(&h, -EPIPE);
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

void crash_meet(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	uint64_t value;
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	CRASH_OP(ctl, kc_recv(s.rx, ctl->out, 0), .name = "receive, nobody", .channel = "c",
		.answer = -EAGAIN);
	CRASH_OP(ctl, kc_send(s.tx, &value, SHORT_NS), .name = "send, timed out", .channel = "c",
		.flags = CRASH_WAITS, .answer = -ETIMEDOUT);
	struct helper taker = { .s = &s, .rx = s.rx }, giver = { .s = &s, .tx = s.tx };
	for (int i = 0; i < 2; i++) {
		put_to_sleep(&taker);
		crash_values_next(&value, s.sent, 1);
		CRASH_OP(ctl, kc_send(s.tx, &value, 0), .name = "send hand to hand", .channel = "c",
			.sent = 1, .left = 1, .slack = 1, .flags = CRASH_COPIES);
		wakes_up(&taker, 0);
		s.sent++;
		s.received++;
		put_to_sleep(&giver);
		CRASH_OP(ctl, kc_recv(s.rx, ctl->out, 0), .name = "receive hand to hand",
			.channel = "c", .sent = 1, .left = 1, .slack = 1, .flags = CRASH_COPIES);
		wakes_up(&giver, 0);
		s.sent++;
		s.received++;
	}
	put_to_sleep(&taker);
	CRASH_OP(ctl, kc_chan_close(s.c), .name = "close, wakes", .channel = "c", .closed = 1,
		.flags = CRASH_ROWS);
	wakes_up(&taker, -EPIPE);
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

/* --- select ---------------------------------------------------------------------------------- */

void crash_select(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	kc_chan *other;
	kc_rx *rx;
	uint64_t value;
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPMC, .elem_bytes = 8, .capacity = 8);
	crash_open_domain(&s, ctl, arg);
	crash_open_channel(&s);
	crash_must("kc_chan_open", kc_chan_open(&other, s.d, "other", &o), 0);
	crash_must("kc_rx_open", kc_rx_open(&rx, other), 0);
	kc_case cases[] = { { .rx = s.rx, .elem = ctl->out }, { .rx = rx, .elem = &value } };
	CRASH_OP(ctl, kc_select(cases, 2, 0, NULL), .name = "select, nothing", .channel = "c",
		.answer = -EAGAIN);
	CRASH_OP(ctl, kc_select(cases, 2, SHORT_NS, NULL), .name = "select, timed out",
		.channel = "c", .flags = CRASH_WAITS, .answer = -ETIMEDOUT);
	uint64_t sent;
	crash_values_next(&sent, s.sent++, 1);
	crash_must("kc_send", kc_send(s.tx, &sent, 0), 0);
	memset(ctl->out, 0, sizeof ctl->out);
	crash_values_next(ctl->want, s.received++, 1);
	CRASH_OP(ctl, kc_select(cases, 2, KC_FOREVER, NULL), .name = "select receives",
		.channel = "c", .left = 1, .slack = 1, .flags = CRASH_COPIES);
	crash_values_next(&sent, s.sent++, 1);
	kc_case sends[] = { { .rx = rx, .elem = &value }, { .tx = s.tx, .elem = &sent } };
	CRASH_OP(ctl, kc_select(sends, 2, KC_FOREVER, NULL), .name = "select sends", .channel = "c",
		.sent = 1, .slack = 1, .answer = 1);
	crash_must("kc_rx_close", kc_rx_close(rx), 0);
	crash_must("kc_chan_free", kc_chan_free(other), 0);
	crash_close_channel(&s, 0);
	crash_close_domain(&s);
}

/* --- growth ---------------------------------------------------------------------------------- */

/* More tickets than a magazine holds, blocks of several classes, runs of pages; and back. */
static void grow_arena(struct crash_stage *s)
{
	static const size_t sizes[] = { 1, 64, 640, 4000, 65536, 65537, 300000 };
	kc_ticket t[SMALL], large[KC_ARRAY_LEN(sizes)];
	for (int i = 0; i < SMALL; i++)
		CRASH_OP(s->ctl, kc_ticket_new(s->d, 64, &t[i], NULL), .name = "ticket new",
			.live = 1, .loaned = 1, .slack = 1);
	for (size_t i = 0; i < KC_ARRAY_LEN(sizes); i++)
		CRASH_OP(s->ctl, kc_ticket_new(s->d, sizes[i], &large[i], NULL),
			.name = "ticket new, another size", .live = 1, .loaned = 1, .slack = 1);
	for (size_t i = 0; i < KC_ARRAY_LEN(sizes); i++)
		CRASH_OP(s->ctl, kc_ticket_release(s->d, large[i]), .name = "release, another size",
			.live = -1, .loaned = -1);
	for (int i = 0; i < SMALL; i++)
		CRASH_OP(s->ctl, kc_ticket_release(s->d, t[i]), .name = "release", .live = -1,
			.loaned = -1);
}

/* Chunks have a power of two of slots, of which the smallest that matters here is this. */
static bool at_border(uint64_t pos)
{
	return (pos + 1) % BORDER < 2;
}

/* Over the ends of chunks: taken for the sender, given back by the receiver. */
static void turn_chunks_over(struct crash_stage *s)
{
	uint64_t value;
	for (uint32_t i = 0; i < CHUNK_ELEMS; i++, s->sent++) {
		crash_values_next(&value, s->sent, 1);
		s->ctl->unmarked = !at_border(s->sent);
		CRASH_OP(s->ctl, kc_send(s->tx, &value, 0), .name = "send over a border",
			.channel = "c", .sent = 1, .slack = 1);
	}
	for (uint32_t i = 0; i < CHUNK_ELEMS; i++, s->received++) {
		s->ctl->unmarked = !at_border(s->received);
		CRASH_OP(s->ctl, kc_recv(s->rx, s->ctl->out, 0), .name = "receive over a border",
			.channel = "c", .left = 1, .slack = 1);
	}
}

void crash_growth(struct crash_ctl *ctl, const void *arg)
{
	struct crash_stage s;
	crash_open_domain(&s, ctl, arg);
	if (s.scene->payload == KC_TICKETS) {
		grow_arena(&s);
	} else {
		crash_open_channel(&s);
		turn_chunks_over(&s);
		crash_close_channel(&s, 0);
	}
	crash_close_domain(&s);
}
