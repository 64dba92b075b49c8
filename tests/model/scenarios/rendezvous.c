/* rendezvous.c - hand to hand: matching, retraction, several at once. */
#include "kit.h"

static void open_meeting(unsigned senders, unsigned receivers)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = KC_MPMC,
		.payload = KC_VALUES, .elem_bytes = 8);
	kit_open(&o, senders, receivers);
}
static void open_one_one(void)
{
	open_meeting(1, 1);
}
static void open_two_one(void)
{
	open_meeting(2, 1);
}
static void open_two_two(void)
{
	open_meeting(2, 2);
}

static void send_two(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
}
static void receive_one_0(void)
{
	explore_require(kit_recv(0, KC_FOREVER) == 0);
}
static void receive_one_1(void)
{
	explore_require(kit_recv(1, KC_FOREVER) == 0);
}
static void check_two(void)
{
	kit_check_exact(1, (const unsigned[]){ 2 });
}
SCENARIO(rendezvous_pair, .shows = "WAITING, BUSY, MATCHED: one and one, twice",
	.prepare = open_one_one, .thread = { send_two, kit_receive_two }, .check = check_two,
	.preemptions = 1);
SCENARIO(rendezvous_two_one, .shows = "two senders offer to one receiver", .prepare = open_two_one,
	.thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .twins = 1u << 1, .preemptions = 1);
SCENARIO(rendezvous_two_two, .shows = "two and two", .prepare = open_two_two,
	.thread = { kit_send_one, kit_send_one_second, receive_one_0, receive_one_1 },
	.twins = 1u << 1 | 1u << 3, .check = kit_check_one_each, .preemptions = 1);

/* --- retraction ------------------------------------------------------------------------------ */

static int sent, received;

static void send_for_a_while(void)
{
	uint64_t v = 1;
	sent = kc_send(kit.tx[0], &v, 1000000);
	explore_require(sent == 0 || sent == -ETIMEDOUT);
}
static void receive_for_a_while(void)
{
	received = kit_recv(0, 1000000);
	explore_require(received == 0 || received == -ETIMEDOUT);
}
static void check_both_or_none(void)
{
	explore_require((sent == 0) == (received == 0));
	explore_require(kit.n[1] == (received == 0));
}
SCENARIO(rendezvous_time_outs,
	.shows = "an offer is taken back, or it was taken: both sides say the same",
	.prepare = open_one_one, .thread = { send_for_a_while, receive_for_a_while },
	.check = check_both_or_none);

static void try_send(void)
{
	uint64_t v = 1;
	sent = kc_send(kit.tx[0], &v, 0);
	explore_require(sent == 0 || sent == -EAGAIN);
}
SCENARIO(rendezvous_try, .shows = "a try succeeds only with a receiver that waits",
	.prepare = open_one_one, .thread = { try_send, receive_for_a_while },
	.check = check_both_or_none);

/* --- close ----------------------------------------------------------------------------------- */

static void send_or_closed(void)
{
	uint64_t v = 1;
	sent = kc_send(kit.tx[0], &v, KC_FOREVER);
	explore_require(sent == 0 || sent == -EPIPE);
}
static void receive_or_closed(void)
{
	received = kit_recv(0, KC_FOREVER);
	explore_require(received == 0 || received == -EPIPE);
}
static void close_it(void)
{
	explore_require(kc_chan_close(kit.c) == 0);
}
SCENARIO(rendezvous_close, .shows = "INV-CLOSE-1: both sides say the same", .prepare = open_one_one,
	.thread = { send_or_closed, receive_or_closed, close_it }, .check = check_both_or_none,
	.preemptions = 1);
