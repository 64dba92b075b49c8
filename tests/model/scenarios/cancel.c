/* cancel.c - tokens that end waits, and trees of them. */
#include "kit.h"

static kc_cancel *root, *leaf;

static void open_with(enum kc_kind kind, enum kc_topology t, bool on_sender)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .topology = t, .payload = KC_VALUES,
		.elem_bytes = 8, .capacity = kind == KC_BUFFERED ? 2 : 0);
	kit_open(&o, 1, t == KC_MPMC ? 2 : 1);
	if (kc_cancel_new(&root, NULL) != 0 || kc_cancel_new(&leaf, root) != 0)
		explore_fail("no token");
	if (on_sender)
		kc_tx_set_cancel(kit.tx[0], leaf);
	else
		kc_rx_set_cancel(kit.rx[0], leaf);
}
static void open_receiver(void)
{
	open_with(KC_BUFFERED, KC_SPSC, false);
}
static void open_meeting(void)
{
	open_with(KC_RENDEZVOUS, KC_SPSC, false);
}
static void open_several(void)
{
	open_with(KC_BUFFERED, KC_MPMC, false);
}

static int result[2];

static void receive_or_cancelled(void)
{
	result[0] = kit_recv(0, KC_FOREVER);
	explore_require(result[0] == 0 || result[0] == -ECANCELED);
}
static void fire_leaf(void)
{
	explore_require(kc_cancel_fire(leaf) == 0);
}
static void fire_root(void)
{
	explore_require(kc_cancel_fire(root) == 0);
}
static void send_one(void)
{
	kit_send(0, 1);
}
static void check_cancelled(void)
{
	explore_require(result[0] == -ECANCELED);
	explore_require(kc_cancel_fired(leaf) == 1);
}
static void check_either(void)
{
	uint64_t v;
	int rest = kc_recv(kit.rx[0], &v, 0);
	/* Cancelled at entry as long as the token is set. */
	explore_require(rest == -ECANCELED);
	kc_rx_set_cancel(kit.rx[0], NULL);
	rest = kc_recv(kit.rx[0], &v, 0);
	explore_require((result[0] == 0) == (rest == -EAGAIN));
}
SCENARIO(cancel_sleeper, .shows = "INV-CANCEL-1: firing ends a sleep", .prepare = open_receiver,
	.thread = { receive_or_cancelled, fire_leaf }, .check = check_cancelled);
SCENARIO(cancel_by_root, .shows = "INV-CANCEL-1: an ancestor fires", .prepare = open_receiver,
	.thread = { receive_or_cancelled, fire_root }, .check = check_cancelled);
SCENARIO(cancel_or_element, .shows = "cancelled or received, never both and never neither",
	.prepare = open_receiver, .thread = { receive_or_cancelled, fire_leaf, send_one },
	.check = check_either, .preemptions = 1);

static int sent;
static void send_or_closed(void)
{
	uint64_t v = 1;
	sent = kc_send(kit.tx[0], &v, 1000000000);
	explore_require(sent == 0 || sent == -ETIMEDOUT);
}
static void check_rendezvous(void)
{
	explore_require((sent == 0) == (result[0] == 0));
}
SCENARIO(cancel_rendezvous,
	.shows = "a cancelled receiver takes its record back, or has been matched",
	.prepare = open_meeting, .thread = { receive_or_cancelled, fire_leaf, send_or_closed },
	.check = check_rendezvous, .preemptions = 1);

static void receive_other(void)
{
	result[1] = kit_recv(1, KC_FOREVER);
	explore_require(result[1] == 0);
}
static void send_needed(void)
{
	/* Enough for the one that is not cancelled. */
	kit_send(0, 1);
	kit_send(0, 2);
}
SCENARIO(cancel_passes_on, .shows = "INV-WAKE-2: a cancelled waiter that ate a wake passes it on",
	.prepare = open_several,
	.thread = { receive_or_cancelled, fire_leaf, send_needed, receive_other },
	.preemptions = 1);
