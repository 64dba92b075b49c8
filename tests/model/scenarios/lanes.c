/* lanes.c - several senders, each with a ring of its own, and the one receiver that goes round them. */
#include "kit.h"

static void open_lanes(unsigned senders)
{
	kit_open_ring(KC_MPSC, 2, senders, 1, 0);
}

static void open_two(void)
{
	open_lanes(2);
}

static void send_first(void)
{
	for (uint64_t i = 1; i <= 3; i++)
		kit_send(0, i);
}
static void check_three_and_one(void)
{
	kit_check_exact(2, (const unsigned[]){ 3, 1 });
	kit_check_empty();
}

SCENARIO(lanes_two, .shows = "INV-LANE-1: two lanes, the receiver sleeps", .prepare = open_two,
	.thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .preemptions = 1);
SCENARIO(lanes_full, .shows = "INV-LANE-1, lane full: its sender sleeps, the other one goes on",
	.prepare = open_two, .thread = { send_first, kit_send_one_second, kit_receive_four },
	.check = check_three_and_one, .preemptions = 1);

static void open_fast(void)
{
	open_two();
	kit_nearly_fast();
}
SCENARIO(lanes_fast, .shows = "Fence mode of lanes: bits beside the hints", .prepare = open_fast,
	.thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .preemptions = 1);

/* --- a lane is left and used again ------------------------------------------------------------ */

static void send_close_open_send(void)
{
	kit_send(0, 1);
	explore_require(kc_tx_close(kit.tx[0]) == 0);
	kc_tx *again;
	explore_require(kc_tx_open(&again, kit.c) == 0);
	uint64_t v = 2;
	explore_require(kc_send(again, &v, KC_FOREVER) == 0);
}
static void open_one(void)
{
	open_lanes(1);
}
static void check_two(void)
{
	kit_check_exact(1, (const unsigned[]){ 2 });
	kit_check_empty();
}

static void receive_any_order(void)
{
	/* Two endpoints are two senders: their order is not promised. */
	kit_receive_two();
	unsigned self = explore_self();
	if (kit.got[self][0] > kit.got[self][1]) {
		uint64_t t = kit.got[self][0];
		kit.got[self][0] = kit.got[self][1];
		kit.got[self][1] = t;
	}
}

SCENARIO(lanes_reuse,
	.shows = "INV-LANE-2: a lane is left, and one is taken, while the receiver goes round",
	.prepare = open_one, .thread = { send_close_open_send, receive_any_order },
	.check = check_two, .preemptions = 1);

static void open_late_and_send(void)
{
	kc_tx *late;
	explore_require(kc_tx_open(&late, kit.c) == 0);
	uint64_t v = 101;
	explore_require(kc_send(late, &v, KC_FOREVER) == 0);
}

SCENARIO(lanes_open, .shows = "L1, INV-LANE-2: a lane is linked while the receiver goes to sleep",
	.prepare = open_one, .thread = { kit_send_one, open_late_and_send, kit_receive_two },
	.check = kit_check_one_each, .preemptions = 1);

static void wait_and_receive_two(void)
{
	explore_require(kc_rx_wait(kit.rx[0], 2, KC_FOREVER) == 0);
	kit_receive_two();
}

SCENARIO(lanes_wait,
	.shows = "L1: a receiver that waits for two goes round all lanes while one is linked",
	.prepare = open_one, .thread = { kit_send_one, open_late_and_send, wait_and_receive_two },
	.check = kit_check_one_each, .preemptions = 1);

/* --- close ----------------------------------------------------------------------------------- */

static void open_ending(void)
{
	kit_open_ring(KC_MPSC, 2, 2, 1, KC_CLOSE_WITH_LAST_TX);
}
static void send_and_end_first(void)
{
	kit_send(0, 1);
	explore_require(kc_tx_close(kit.tx[0]) == 0);
}
static void send_and_end_second(void)
{
	kit_send(1, 101);
	explore_require(kc_tx_close(kit.tx[1]) == 0);
}
static void receive_rest(void)
{
	kit_recv_rest(0);
}
static void check_all(void)
{
	kit_check_exact(2, (const unsigned[]){ 1, 1 });
}

SCENARIO(lanes_end, .shows = "INV-CLOSE-2: the end of the last sender comes after everything",
	.prepare = open_ending, .thread = { send_and_end_first, send_and_end_second, receive_rest },
	.check = check_all, .preemptions = 1);
