#include "support/crash_scenes.h"

#include "support/crash_walk.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CAPACITY = 8 };

void crash_must(const char *what, long rc, long wanted)
{
	if (rc == wanted)
		return;
	fprintf(stderr, "%s answered %ld, not %ld: %s\n", what, rc, wanted, kc_last_reason());
	_exit(5);
}

void crash_open_domain(struct crash_stage *s, struct crash_ctl *ctl, const void *arg)
{
	memset(s, 0, sizeof *s);
	s->ctl = ctl;
	s->scene = arg;
	kc_domain_opts o = KC_DOMAIN_OPTS(.arena_limit_bytes = 16u << 20, .channels_max = 64,
		.endpoints_max = 256, .tickets_max = 4096, .flags = s->scene->domain);
	crash_must("kc_domain_open", kc_domain_open(&s->d, "crash", &o), 0);
	snprintf(ctl->segment, sizeof ctl->segment, "%s", kc_domain_segment_path(s->d));
}

void crash_open_channel(struct crash_stage *s)
{
	const struct crash_scene *k = s->scene;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = k->kind, .topology = k->topology,
		.overflow = k->overflow, .payload = k->payload, .flags = k->flags,
		.elem_bytes = k->payload == KC_VALUES ? 8 : 0, .capacity = CAPACITY);
	if (k->kind == KC_UNLIMITED) {
		o.capacity = 0;
		o.limit_bytes = k->capacity * UINT64_C(8);
	} else if (k->kind == KC_CONFLATED) {
		o.capacity = 0;
	}
	s->ctl->unmarked = k->brief;
	CRASH_OP(s->ctl, kc_chan_open(&s->c, s->d, "c", &o), .name = "open channel", .channels = 1,
		.flags = CRASH_ROWS);
	CRASH_OP(s->ctl, kc_tx_open(&s->tx, s->c), .name = "open sender", .senders = 1,
		.flags = CRASH_ROWS);
	if (k->topology != KC_SPSC)
		CRASH_OP(s->ctl, kc_tx_open(&s->tx2, s->c), .name = "open second sender",
			.senders = 1, .flags = CRASH_ROWS);
	CRASH_OP(s->ctl, kc_rx_open(&s->rx, s->c), .name = "open receiver", .receivers = 1,
		.flags = CRASH_ROWS);
	s->ctl->unmarked = false;
}

void crash_close_channel(struct crash_stage *s, int tickets)
{
	s->ctl->unmarked = s->scene->brief;
	if (s->tx)
		CRASH_OP(s->ctl, kc_tx_close(s->tx), .name = "close sender", .senders = -1,
			.flags = CRASH_ROWS);
	if (s->tx2)
		CRASH_OP(s->ctl, kc_tx_close(s->tx2), .name = "close second sender", .senders = -1,
			.flags = CRASH_ROWS);
	if (s->rx)
		CRASH_OP(s->ctl, kc_rx_close(s->rx), .name = "close receiver", .receivers = -1,
			.flags = CRASH_ROWS);
	/* What is left in it is taken out and dropped, which nobody counts: the channel goes with it. */
	CRASH_OP(s->ctl, kc_chan_free(s->c), .name = "free channel", .channel = "c", .channels = -1,
		.live = -tickets, .queued = -tickets, .slack = 64,
		.left = (int)(s->sent + s->sent2 - s->received), .flags = CRASH_ROWS | CRASH_GONE);
}

void crash_close_domain(struct crash_stage *s)
{
	crash_must("kc_domain_close", kc_domain_close(s->d), 0);
}

void crash_values_next(uint64_t *to, uint64_t pos, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = CRASH_VALUE + pos + i;
}

void crash_pass(struct crash_stage *s, uint32_t n)
{
	uint64_t value;
	for (; n; n--) {
		crash_values_next(&value, s->sent, 1);
		crash_must("kc_send", kc_send(s->tx, &value, 0), 0);
		crash_must("kc_recv", kc_recv(s->rx, &value, 0), 0);
		s->sent++;
		s->received++;
	}
}
