/* close.c - what was sent before the close, by the thread that closes, is received: on every kind that keeps elements. */
#include "kit.h"

static void open_kind(enum kc_kind kind, enum kc_topology t, unsigned flags)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .topology = t, .payload = KC_VALUES,
		.elem_bytes = 8, .capacity = kind == KC_BUFFERED ? 2 : 0, .flags = flags);
	kit_open(&o, 1, 1);
}
static void open_spsc(void)
{
	open_kind(KC_BUFFERED, KC_SPSC, 0);
}
static void open_low_latency(void)
{
	open_kind(KC_BUFFERED, KC_SPSC, KC_LOW_LATENCY);
}
static void open_mpsc(void)
{
	open_kind(KC_BUFFERED, KC_MPSC, 0);
}
static void open_mpmc(void)
{
	open_kind(KC_BUFFERED, KC_MPMC, 0);
}
static void open_unlimited_spsc(void)
{
	open_kind(KC_UNLIMITED, KC_SPSC, 0);
}
static void open_unlimited_mpmc(void)
{
	open_kind(KC_UNLIMITED, KC_MPMC, 0);
}
static void open_conflated(void)
{
	open_kind(KC_CONFLATED, KC_MPMC, 0);
}

static void send_and_close(void)
{
	kit_send(0, 1);
	explore_require(kc_chan_close(kit.c) == 0);
}
static void receive_rest(void)
{
	kit_recv_rest(0);
}
static void check_one(void)
{
	kit_check_exact(1, (const unsigned[]){ 1 });
}

#define AFTER_SEND(id, open)                                                                 \
	SCENARIO(close_##id, .shows = "INV-CLOSE-1: closed-before-drained", .prepare = open, \
		.thread = { send_and_close, receive_rest }, .check = check_one)
AFTER_SEND(spsc, open_spsc);
AFTER_SEND(low_latency, open_low_latency);
AFTER_SEND(mpsc, open_mpsc);
AFTER_SEND(mpmc, open_mpmc);
AFTER_SEND(unlimited_spsc, open_unlimited_spsc);
AFTER_SEND(unlimited_mpmc, open_unlimited_mpmc);
AFTER_SEND(conflated, open_conflated);
