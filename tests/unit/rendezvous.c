/* PROTOCOLS §3 "RENDEZVOUS", step by step: tries, offers that are taken back or are too late for it, records
 * that are met BUSY, the order of records, close, cancel, lengths, counts. Replaced futex calls let one thread play
 * both sides: what a sleeper's partner does happens inside its sleep. */
#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena/ticket.h"
#include "base/sys.h"
#include "chan/meet.h"
#include "inspect/inspect.h"
#include "support/world.h"

static struct world w;
static struct kc_sys_table real;
static int sleeps, wakes, naps; /* naps: of who waits for the end of BUSY */
static int answer;
static bool refuse_waitv;
static const uint32_t *slept_on;
static void (*while_asleep)(void);
static void (*while_busy)(void);

/* The token's word, where both are slept on. */
static const uint32_t *other;
static uint32_t other_value;

static bool other_changed(void)
{
	return other && *other != other_value;
}

static bool is_busy(uint32_t value)
{
	return kc_record_state(value) == KC_REC_BUSY;
}

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value)
		return -EAGAIN;
	if (while_busy && is_busy(value)) {
		naps++;
		while_busy();
		return 0;
	}
	slept_on = word;
	cr_assert_lt(++sleeps, 100, "sleeps although it has something to do");
	if (!while_asleep) {
		cr_assert_neq(deadline, 0u, "would sleep for ever");
		return -ETIMEDOUT;
	}
	while_asleep();
	cr_assert(answer || *word != value || other_changed(), "nobody has woken it");
	return answer;
}

static int fake_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	if (refuse_waitv)
		return -ENOSYS;
	cr_assert_eq(n, 2u);
	other = (const uint32_t *)(uintptr_t)v[1].uaddr; /* NOLINT: the kernel's form */
	other_value = (uint32_t)v[1].val;
	if (other_changed())
		return -EAGAIN;
	return fake_wait(
		(uint32_t *)(uintptr_t)v[0].uaddr, (uint32_t)v[0].val, deadline); /* NOLINT */
}

/* An endpoint that is being closed has given its record back. */
static bool is_record_of(const struct kc_end *e, const uint32_t *word)
{
	return e->meet && word == kc_meet_word(e->meet);
}

static int fake_wake(uint32_t *word, int n)
{
	/* Who naps until a record is not BUSY any more is in the same queue, and would eat a single wake. */
	if ((w.tx && is_record_of(&w.tx->e, word)) || (w.rx && is_record_of(&w.rx->e, word)))
		cr_assert_eq(n, INT_MAX);
	wakes++;
	return 0;
}

static void setup_with(const kc_chan_opts *o, unsigned flags)
{
	world_open(&w, flags);
	world_channel_of(&w, o);
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_waitv = fake_waitv;
	kc_sys.futex_wake = fake_wake;
	sleeps = wakes = naps = answer = 0;
	refuse_waitv = false;
	other = NULL;
	while_asleep = while_busy = NULL;
}

static void setup(enum kc_topology t, enum kc_payload p)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = t, .payload = p,
		.elem_bytes = p == KC_VALUES ? 8 : 0);
	setup_with(&o, 0);
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
}

static uint64_t next = 7, got;

static void send_one(void)
{
	cr_assert_eq(kc_send(w.tx, &next, 0), 0);
}

static void take_one(void)
{
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
}

static uint64_t sent_by(const kc_tx *tx)
{
	return tx->e.row->count.messages;
}

static uint64_t received_by(const kc_rx *rx)
{
	return rx->e.row->count.messages;
}

/* --- tries ----------------------------------------------------------------------------------- */

Test(rendezvous, a_try_needs_a_partner)
{
	uint64_t v = 1;
	setup(KC_SPSC, KC_VALUES);
	cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_send_n(w.tx, &v, 1, 0), -EAGAIN);
	cr_assert_eq(sleeps, 0);
	cr_assert_eq(w.tx->e.row->count.would_block, 2u);
	cr_assert_eq(w.rx->e.row->count.would_block, 1u);
	teardown();
}

static void look_and_take(void)
{
	const struct kc_seg_endpoint *r = w.tx->e.row;
	cr_assert_eq(slept_on, kc_meet_word(w.tx->e.meet), "on its own record");
	cr_assert_eq(r->wait, (uint32_t)KC_WAIT_ROOM, "on record");
	cr_assert_neq(r->wait_since, 0u);
	take_one();
	/* Everything is counted when the receiver has it, though the sender has not run since. */
	cr_assert_eq(sent_by(w.tx), 1u);
	cr_assert_eq(received_by(w.rx), 1u);
	cr_assert_eq(w.c->ring->sent, 1u);
	cr_assert_eq(w.c->ring->received, 1u);
}

static void sender_sleeps(enum kc_topology t)
{
	setup(t, KC_VALUES);
	while_asleep = look_and_take;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	cr_assert_eq(got, next);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(w.rx->e.row->count.wakes, 1u);
	cr_assert_eq(sent_by(w.tx), 1u, "counted once");
	const struct kc_seg_endpoint *r = w.tx->e.row;
	cr_assert_eq(r->wait, (uint32_t)KC_WAIT_NONE);
	cr_assert_eq(r->count.blocked, 1u);
	cr_assert_eq(w.tx->e.block_hist->count, 1u);
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN, "the offer is gone");
	teardown();
}

Test(rendezvous, a_receiver_takes_from_a_sleeping_sender)
{
	sender_sleeps(KC_SPSC);
	sender_sleeps(KC_MPSC);
	sender_sleeps(KC_MPMC);
}

static void look_and_send(void)
{
	cr_assert_eq(w.rx->e.row->wait, (uint32_t)KC_WAIT_ELEMENT);
	next = 99;
	send_one();
	cr_assert_eq(sent_by(w.tx), 1u);
	cr_assert_eq(received_by(w.rx), 1u);
}

Test(rendezvous, a_sender_gives_to_a_sleeping_receiver)
{
	uint64_t v = 0;
	setup(KC_MPMC, KC_VALUES);
	while_asleep = look_and_send;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(v, 99u);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(wakes, 1);
	teardown();
}

/* Who has not gone to sleep is not woken. */
Test(rendezvous, a_partner_that_is_awake_costs_no_system_call)
{
	uint64_t v = 5, into = 0;
	setup(KC_SPSC, KC_VALUES);
	struct kc_meet_case c = { &w.tx->e, &v, UINT64_MAX };
	kc_meet_register(w.tx->e.meet, &c, 1);
	cr_assert_eq(kc_recv(w.rx, &into, 0), 0);
	cr_assert_eq(into, 5u);
	cr_assert_eq(wakes, 0);
	cr_assert_eq(w.rx->e.row->count.wakes, 0u);
	cr_assert_eq(kc_meet_retract(w.tx->e.meet), 0);
	kc_meet_unregister(w.tx->e.meet);
	teardown();
}

/* --- offers taken back ----------------------------------------------------------------------- */

Test(rendezvous, an_offer_that_times_out_is_gone)
{
	uint64_t v = 3;
	setup(KC_SPSC, KC_VALUES);
	cr_assert_eq(kc_send(w.tx, &v, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	cr_assert_eq(sent_by(w.tx), 0u);
	cr_assert_eq(w.c->ring->sent, 0u);
	cr_assert_eq(w.tx->e.row->count.timed_out, 1u);
	cr_assert_eq(w.rx->e.row->count.timed_out, 1u);
	cr_assert_eq(v, 3u);
	teardown();
}

/* Matched, and then the time is up: the call has succeeded. */
Test(rendezvous, a_match_beats_a_time_out)
{
	setup(KC_SPSC, KC_VALUES);
	while_asleep = take_one;
	answer = -ETIMEDOUT;
	cr_assert_eq(kc_send(w.tx, &next, 1000), 0);
	cr_assert_eq(got, next);
	cr_assert_eq(w.tx->e.row->count.timed_out, 0u);
	teardown();
}

/* A partner has taken the record and lost its CPU: the offer cannot be taken back any more. */
static uint64_t taken;

static void take_record(void)
{
	uint64_t *word = &w.tx->e.meet->word;
	taken = kc_load_acquire(word);
	cr_assert(kc_record_take(word, taken));
	answer = -ETIMEDOUT;
}

static void finish(void)
{
	const struct kc_meet_case *c = &w.tx->e.meet->cases[0];
	memcpy(&got, c->elem, sizeof got);
	(void)kc_record_match(&w.tx->e.meet->word, taken, 0, 0);
}

Test(rendezvous, a_retraction_waits_for_who_has_the_record)
{
	setup(KC_SPSC, KC_VALUES);
	while_asleep = take_record;
	while_busy = finish;
	got = 0;
	cr_assert_eq(kc_send(w.tx, &next, 1000), 0, "too late to time out");
	cr_assert_eq(naps, 1);
	cr_assert_eq(got, next);
	teardown();
}

/* --- a record that is BUSY ------------------------------------------------------------------- */

static struct kc_meet *held;

static void let_go(void)
{
	kc_meet_unhold(held);
}

static void give_up(void)
{
	kc_record_end(&held->word);
}

/* A try that meets a record its owner has taken itself looks again until it knows. */
Test(rendezvous, a_try_looks_again_until_it_knows)
{
	uint64_t v = 8;
	setup(KC_SPSC, KC_VALUES);
	struct kc_meet_case c = { &w.tx->e, &v, UINT64_MAX };
	held = w.tx->e.meet;
	kc_meet_register(held, &c, 1);
	cr_assert(kc_meet_hold(held));
	while_busy = let_go;
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
	cr_assert_eq(got, 8u);
	cr_assert_eq(naps, 1);
	cr_assert_eq(kc_meet_retract(held), 0);
	kc_meet_unregister(held);

	kc_meet_register(held, &c, 1);
	cr_assert(kc_meet_hold(held));
	while_busy = give_up;
	cr_assert_eq(kc_recv(w.rx, &got, 0), -EAGAIN);
	cr_assert_eq(naps, 2);
	kc_meet_unregister(held);
	teardown();
}

/* Who was passed by while it held its own record looks again before it sleeps. */
Test(rendezvous, who_lets_go_of_its_record_looks_again)
{
	uint64_t v = 8, into;
	uint32_t value;
	setup(KC_SPSC, KC_VALUES);
	struct kc_meet_case s = { &w.tx->e, &v, UINT64_MAX }, r = { &w.rx->e, &into, UINT64_MAX };
	struct kc_meet *tx = w.tx->e.meet, *rx = w.rx->e.meet;
	kc_meet_register(tx, &s, 1);
	cr_assert(kc_meet_clear_again(tx));
	cr_assert(kc_meet_hold(tx));
	kc_meet_register(rx, &r, 1);
	cr_assert_eq(kc_meet_initiate(rx, &r), 0, "a registered one passes it by");
	cr_assert(kc_meet_doze(rx, &value));
	kc_meet_unhold(tx);
	cr_assert_not(kc_meet_doze(tx, &value));
	cr_assert(kc_meet_clear_again(tx));
	cr_assert_eq(kc_meet_initiate(tx, &s), tx->number < rx->number ? 1 : 0);
	if (tx->number > rx->number) {
		cr_assert(kc_meet_clear_again(rx));
		cr_assert_eq(kc_meet_initiate(rx, &r), 1);
	}
	cr_assert_eq(into, 8u);
	kc_meet_unregister(tx);
	kc_meet_unregister(rx);
	teardown();
}

/* --- the order of records -------------------------------------------------------------------- */

/* Both are registered: the higher one does not take the lower, it makes it look again. */
Test(rendezvous, the_lower_record_initiates)
{
	uint64_t v = 4, into = 0;
	uint32_t value;
	setup(KC_SPSC, KC_VALUES);
	struct kc_meet_case s = { &w.tx->e, &v, UINT64_MAX }, r = { &w.rx->e, &into, UINT64_MAX };
	bool tx_is_lower = w.tx->e.meet->number < w.rx->e.meet->number;
	struct kc_meet_case *low = tx_is_lower ? &s : &r, *high = tx_is_lower ? &r : &s;
	kc_meet_register(low->e->meet, low, 1);
	cr_assert(kc_meet_clear_again(low->e->meet));
	cr_assert_eq(kc_meet_initiate(low->e->meet, low), 0);
	cr_assert(kc_meet_doze(low->e->meet, &value));
	kc_meet_register(high->e->meet, high, 1);
	cr_assert(kc_meet_clear_again(high->e->meet));
	cr_assert_eq(kc_meet_initiate(high->e->meet, high), 0);
	cr_assert_eq(wakes, 1, "it was asleep");
	cr_assert_neq((uint32_t)low->e->meet->word, value, "and sleeps no longer");
	cr_assert(kc_meet_doze(high->e->meet, &value));
	cr_assert_not(kc_meet_doze(low->e->meet, &value), "it must look again");
	cr_assert(kc_meet_clear_again(low->e->meet));
	cr_assert_eq(kc_meet_initiate(low->e->meet, low), 1);
	cr_assert_eq(wakes, 2);
	cr_assert_eq(into, 4u);
	cr_assert_not(kc_meet_clear_again(high->e->meet));
	cr_assert_eq(kc_meet_retract(high->e->meet), 0);
	kc_meet_unregister(low->e->meet);
	kc_meet_unregister(high->e->meet);
	teardown();
}

/* Its own record is gone before the initiator comes to take it. */
Test(rendezvous, who_was_matched_initiates_no_more)
{
	uint64_t a = 1, b = 2;
	setup(KC_MPMC, KC_VALUES);
	kc_tx *tx2;
	kc_rx *rx2;
	cr_assert_eq(kc_rx_open(&rx2, w.c), 0);
	cr_assert_eq(kc_tx_open(&tx2, w.c), 0);
	struct kc_meet *low = w.tx->e.meet, *high = rx2->e.meet;
	cr_assert_lt(low->number, high->number);
	struct kc_meet_case s = { &w.tx->e, &a, UINT64_MAX }, r = { &rx2->e, &b, UINT64_MAX };
	kc_meet_register(low, &s, 1);
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0, "another one takes it");
	cr_assert_eq(got, 1u);
	kc_meet_register(high, &r, 1);
	cr_assert_eq(kc_meet_initiate(low, &s), KC_MEET_MATCHED);
	cr_assert_eq(b, 2u, "not twice");
	cr_assert_eq(kc_meet_retract(high), -1);
	kc_meet_unregister(low);
	kc_meet_unregister(high);
	cr_assert_eq(kc_tx_close(tx2), 0);
	cr_assert_eq(kc_rx_close(rx2), 0);
	teardown();
}

/* One record for several cases, of which one takes effect: its index comes back. */
Test(rendezvous, a_wait_with_several_cases)
{
	uint64_t a = 11, into = 0;
	setup(KC_MPMC, KC_VALUES);
	kc_chan *other;
	kc_tx *tx2;
	kc_rx *rx2;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .payload = KC_VALUES, .elem_bytes = 8);
	cr_assert_eq(kc_chan_open(&other, w.d, "other", &o), 0);
	cr_assert_eq(kc_tx_open(&tx2, other), 0);
	cr_assert_eq(kc_rx_open(&rx2, other), 0);
	struct kc_meet *m = w.tx->e.meet;
	struct kc_meet_case c[3] = { { &w.tx->e, &a, UINT64_MAX }, { &rx2->e, &into, UINT64_MAX },
		{ &w.rx->e, &into, UINT64_MAX } };
	kc_meet_register(m, c, 3);
	cr_assert(kc_meet_clear_again(m));
	cr_assert_eq(kc_meet_initiate(m, &c[0]), 0, "it does not meet itself");
	cr_assert_eq(kc_meet_initiate(m, &c[1]), 0);
	uint64_t v = 21;
	cr_assert_eq(kc_send(tx2, &v, 0), 0);
	cr_assert_eq(kc_meet_initiate(m, &c[2]), 0);
	cr_assert_eq(kc_meet_retract(m), 1);
	kc_meet_unregister(m);
	cr_assert_eq(into, 21u);
	cr_assert_eq(received_by(rx2), 1u);
	cr_assert_eq(sent_by(w.tx), 0u);
	cr_assert_eq(other->ring->received, 1u);
	cr_assert_eq(w.c->ring->received, 0u);
	cr_assert_eq(kc_tx_close(tx2), 0);
	cr_assert_eq(kc_rx_close(rx2), 0);
	cr_assert_eq(kc_chan_free(other), 0);
	teardown();
}

/* --- turns and places ------------------------------------------------------------------------ */

enum { CROWD = 150 };

Test(rendezvous, everybody_has_a_turn)
{
	setup(KC_MPMC, KC_VALUES);
	kc_tx *tx[CROWD];
	uint64_t v[CROWD];
	struct kc_meet_case c[CROWD];
	for (uint64_t i = 0; i < CROWD; i++) {
		v[i] = i;
		cr_assert_eq(kc_tx_open(&tx[i], w.c), 0);
		c[i] = (struct kc_meet_case){ &tx[i]->e, &v[i], UINT64_MAX };
		kc_meet_register(tx[i]->e.meet, &c[i], 1);
	}
	for (int round = 0; round < 3; round++)
		for (uint64_t i = 0; i < CROWD; i++) {
			cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
			cr_assert_eq(got, i, "who was served stands at the end");
			struct kc_meet *m = tx[i]->e.meet;
			cr_assert_eq(kc_meet_retract(m), 0);
			kc_meet_unregister(m);
			kc_meet_register(m, &c[i], 1);
		}
	for (uint64_t i = 0; i < CROWD; i++) {
		cr_assert_eq(kc_meet_retract(tx[i]->e.meet), -1);
		kc_meet_unregister(tx[i]->e.meet);
	}
	cr_assert_eq(kc_recv(w.rx, &got, 0), -EAGAIN);
	uint32_t last = tx[CROWD - 1]->e.place.index;
	for (int i = 0; i < CROWD; i++)
		cr_assert_eq(kc_tx_close(tx[i]), 0);
	cr_assert_eq(kc_tx_open(&tx[0], w.c), 0);
	cr_assert_lt(tx[0]->e.place.index, last, "places are used again");
	cr_assert_eq(kc_tx_close(tx[0]), 0);
	teardown();
}

/* What was read of a record before its endpoint was closed fits no later registration. */
Test(rendezvous, a_record_outlives_its_endpoint)
{
	uint64_t v = 1;
	setup(KC_MPMC, KC_VALUES);
	struct kc_meet_case c = { &w.tx->e, &v, UINT64_MAX };
	struct kc_meet *m = w.tx->e.meet;
	kc_meet_register(m, &c, 1);
	uint64_t seen = m->word;
	cr_assert_eq(kc_meet_retract(m), -1);
	kc_meet_unregister(m);
	cr_assert_eq(kc_tx_close(w.tx), 0);
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	cr_assert_eq(w.tx->e.meet, m, "used again");
	c.e = &w.tx->e;
	kc_meet_register(m, &c, 1);
	cr_assert_not(kc_record_take(&m->word, seen));
	cr_assert_not(kc_record_nudge(&m->word, seen, 0));
	cr_assert_eq(kc_record_state(m->word), KC_REC_WAITING);
	cr_assert_not(m->word & KC_REC_AGAIN);
	cr_assert_eq(kc_meet_retract(m), -1);
	kc_meet_unregister(m);
	teardown();
}

/* --- close ----------------------------------------------------------------------------------- */

static void close_it(void)
{
	cr_assert_eq(kc_chan_close(w.c), 0);
}

static void take_and_close(void)
{
	take_one();
	close_it();
}

Test(rendezvous, close_ends_offers)
{
	uint64_t v = 2;
	setup(KC_MPMC, KC_VALUES);
	while_asleep = close_it;
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -EPIPE);
	cr_assert_geq(wakes, 1);
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE, "nothing is queued");
	cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
	cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EPIPE);
	cr_assert_eq(kc_rx_wait(w.rx, 1, 0), -EPIPE);
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, w.c), -EPIPE);
	teardown();
	setup(KC_SPSC, KC_VALUES);
	while_asleep = close_it;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(w.rx->e.row->count.closed_errors, 1u);
	teardown();
}

Test(rendezvous, what_was_matched_before_the_close_succeeded)
{
	setup(KC_SPSC, KC_VALUES);
	while_asleep = take_and_close;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	cr_assert_eq(got, next);
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), -EPIPE);
	teardown();
}

static void close_tx(void)
{
	cr_assert_eq(kc_tx_close(w.tx), 0);
	w.tx = NULL;
}

Test(rendezvous, the_last_sender_closes)
{
	uint64_t v;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = KC_MPSC, .elem_bytes = 8,
		.flags = KC_CLOSE_WITH_LAST_TX);
	setup_with(&o, 0);
	while_asleep = close_tx;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	teardown();
}

/* --- cancel ---------------------------------------------------------------------------------- */

static kc_cancel *token;

static void fire(void)
{
	cr_assert_eq(kc_cancel_fire(token), 0);
}

static void take_and_fire(void)
{
	take_one();
	fire();
}

static void with_token(enum kc_topology t)
{
	setup(t, KC_VALUES);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	kc_tx_set_cancel(w.tx, token);
	kc_rx_set_cancel(w.rx, token);
}

static void without_token(void)
{
	kc_cancel_free(token);
	teardown();
}

static void cancelled_asleep(bool refuse)
{
	uint64_t v = 1;
	with_token(KC_SPSC);
	refuse_waitv = refuse;
	while_asleep = fire;
	if (!refuse)
		answer = -ETIMEDOUT; /* the token beats it */
	cr_assert_eq(kc_send(w.tx, &v, 1000000), -ECANCELED);
	cr_assert_eq(sleeps, 1);
	if (refuse)
		cr_assert_geq(wakes, 2, "where it sleeps, too");
	cr_assert_eq(w.tx->e.row->count.cancelled, 1u);
	kc_rx_set_cancel(w.rx, NULL);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN, "taken back");
	cr_assert_eq(kc_send(w.tx, &v, 0), -ECANCELED, "at entry");
	without_token();
}

Test(rendezvous, a_token_ends_an_offer)
{
	cancelled_asleep(false);
	cancelled_asleep(true);
}

Test(rendezvous, a_match_beats_the_token)
{
	with_token(KC_SPSC);
	while_asleep = take_and_fire;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	cr_assert_eq(got, next);
	without_token();
}

/* --- messages -------------------------------------------------------------------------------- */

static char buf[64];
static ssize_t length;

static void receive_small_then_large(void)
{
	cr_assert_eq(kc_recv_bytes(w.rx, buf, 4, 0), -EMSGSIZE);
	cr_assert_eq(w.rx->e.row->count.too_long, 1u);
	cr_assert_eq(kc_rx_next_len(w.rx), 10);
	length = kc_recv_bytes(w.rx, buf, sizeof buf, 0);
}

Test(rendezvous, a_message_that_does_not_fit_stays_with_its_sender)
{
	setup(KC_MPMC, KC_BYTES);
	cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
	while_asleep = receive_small_then_large;
	cr_assert_eq(kc_send_bytes(w.tx, "ten bytes!", 10, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1, "the short buffer did not wake it");
	cr_assert_eq(length, 10);
	cr_assert_eq(memcmp(buf, "ten bytes!", 10), 0);
	cr_assert_eq(w.tx->e.row->count.payload_bytes, 10u);
	cr_assert_eq(w.rx->e.row->count.payload_bytes, 10u);
	teardown();
}

static void try_long_then_short(void)
{
	uint64_t word = w.rx->e.meet->word;
	cr_assert_eq(kc_send_bytes(w.tx, "ten bytes!", 10, 0), -EAGAIN);
	cr_assert_eq(w.rx->e.meet->word, word, "a try that fails disturbs nobody");
	cr_assert_eq(kc_send_bytes(w.tx, "four", 4, 0), 0);
}

/* A receiver that waits with a small buffer hears of a long message if that waits, too. */
static void offer_long(void)
{
	while_asleep = NULL;
	cr_assert_eq(kc_send_bytes(w.tx, "ten bytes!", 10, 1000), -ETIMEDOUT);
}

Test(rendezvous, a_waiting_buffer_that_is_too_small)
{
	setup(KC_MPMC, KC_BYTES);
	while_asleep = try_long_then_short;
	cr_assert_eq(kc_recv_bytes(w.rx, buf, 4, KC_FOREVER), 4);
	cr_assert_eq(memcmp(buf, "four", 4), 0);
	while_asleep = offer_long;
	cr_assert_eq(kc_recv_bytes(w.rx, buf, 4, 1000), -ETIMEDOUT, "the long one was taken back");
	cr_assert_geq(wakes, 2, "it was made to look");
	teardown();
}

/* Both wait: the receiver finds out, whatever the order of the records. */
Test(rendezvous, who_waits_with_a_small_buffer_finds_out)
{
	for (int swap = 0; swap < 2; swap++) {
		setup(KC_MPMC, KC_BYTES);
		if (swap) { /* the receiver's record is the lower one */
			cr_assert_eq(kc_tx_close(w.tx), 0);
			cr_assert_eq(kc_rx_close(w.rx), 0);
			cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
			cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
		}
		kc_ticket t, into;
		cr_assert_eq(kc_ticket_new(w.d, 10, &t, NULL), 0);
		cr_assert_eq(kc_ticket_queue(&w.d->arena, t.v, w.tx->e.holder, 0), 0);
		struct kc_meet_case r = { &w.rx->e, &into, 4 }, s = { &w.tx->e, &t, UINT64_MAX };
		kc_meet_register(w.rx->e.meet, &r, 1);
		kc_meet_register(w.tx->e.meet, &s, 1);
		cr_assert_eq(kc_meet_initiate(w.tx->e.meet, &s), 0);
		cr_assert(w.rx->e.meet->word & KC_REC_AGAIN);
		cr_assert(kc_meet_clear_again(w.rx->e.meet));
		cr_assert_eq(kc_meet_initiate(w.rx->e.meet, &r), -EMSGSIZE);
		cr_assert_eq(kc_meet_retract(w.rx->e.meet), -1);
		cr_assert_eq(kc_meet_retract(w.tx->e.meet), -1);
		kc_meet_unregister(w.rx->e.meet);
		kc_meet_unregister(w.tx->e.meet);
		kc_ticket_unqueue(&w.d->arena, t.v, w.tx->e.holder);
		cr_assert_eq(kc_ticket_release(w.d, t), 0);
		teardown();
	}
}

static kc_ticket ticket;

static uint64_t ticket_word(void)
{
	return w.d->arena.tickets[KC_TKT_INDEX(ticket.v)].word;
}

static void take_ticket(void)
{
	kc_ticket t;
	cr_assert_eq(KC_TKT_WORD_QUEUED(ticket_word()), 1u, "on offer");
	cr_assert_eq(kc_recv_ticket(w.rx, &t, 0), 0);
	cr_assert_eq(t.v, ticket.v);
}

Test(rendezvous, tickets_change_hands)
{
	setup(KC_SPSC, KC_TICKETS);
	cr_assert_eq(kc_ticket_new(w.d, 100, &ticket, NULL), 0);
	cr_assert_eq(kc_send_ticket(w.tx, ticket, 0), -EAGAIN);
	cr_assert_eq(KC_TKT_WORD_HELD(ticket_word()), 1u, "still the caller's");
	cr_assert_eq(kc_send_ticket(w.tx, ticket, 1000), -ETIMEDOUT);
	cr_assert_eq(KC_TKT_WORD_QUEUED(ticket_word()), 0u);
	while_asleep = take_ticket;
	cr_assert_eq(kc_send_ticket(w.tx, ticket, KC_FOREVER), 0);
	cr_assert_eq(KC_TKT_WORD_HELD(ticket_word()), 1u, "the receiver's");
	cr_assert_eq(kc_ticket_release(w.d, ticket), 0);
	teardown();
}

static void take_pointer(void)
{
	void *p;
	size_t len;
	cr_assert_eq(kc_recv_ptr(w.rx, &p, &len, 0), 0);
	cr_assert_eq(p, &next);
	cr_assert_eq(len, 8u);
}

Test(rendezvous, pointers_change_hands)
{
	setup(KC_SPSC, KC_POINTERS);
	while_asleep = take_pointer;
	cr_assert_eq(kc_send_ptr(w.tx, &next, 8, KC_FOREVER), 0);
	teardown();
}

/* --- several at once, waiting without an offer, dropping ------------------------------------- */

Test(rendezvous, a_batch_goes_to_all_who_wait)
{
	uint64_t v[4] = { 1, 2, 3, 4 }, into[3] = { 0 };
	setup(KC_MPMC, KC_VALUES);
	kc_rx *rx[3];
	struct kc_meet_case c[3];
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(kc_rx_open(&rx[i], w.c), 0);
		c[i] = (struct kc_meet_case){ &rx[i]->e, &into[i], UINT64_MAX };
		kc_meet_register(rx[i]->e.meet, &c[i], 1);
	}
	cr_assert_eq(kc_send_n(w.tx, v, 4, KC_FOREVER), 3);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(into[i], v[i]);
		cr_assert_eq(kc_meet_retract(rx[i]->e.meet), 0);
		kc_meet_unregister(rx[i]->e.meet);
		cr_assert_eq(kc_rx_close(rx[i]), 0);
	}
	teardown();
}

static struct kc_meet_case waiting_case;
static uint64_t waiting_elem;

static void receiver_comes(void)
{
	waiting_case = (struct kc_meet_case){ &w.rx->e, &waiting_elem, UINT64_MAX };
	kc_meet_register(w.rx->e.meet, &waiting_case, 1);
}

Test(rendezvous, waiting_for_a_partner)
{
	setup(KC_SPSC, KC_VALUES);
	cr_assert_eq(kc_tx_wait(w.tx, 1, 0), -EAGAIN);
	cr_assert_eq(kc_tx_wait(w.tx, 2, 0), -EINVAL);
	cr_assert_eq(kc_rx_wait(w.rx, 0, 0), -EINVAL);
	cr_assert_eq(kc_rx_wait(w.rx, 1, 1000), -ETIMEDOUT);
	while_asleep = receiver_comes;
	cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), 0);
	cr_assert_eq(wakes, 1, "the one who waits for a receiver");
	next = 31;
	send_one();
	cr_assert_eq(waiting_elem, 31u);
	cr_assert_eq(kc_meet_retract(w.rx->e.meet), 0);
	kc_meet_unregister(w.rx->e.meet);
	while_asleep = close_it;
	cr_assert_eq(kc_tx_wait(w.tx, 1, KC_FOREVER), -EPIPE);
	teardown();
}

static int dropped;
static void drop(void *ctx, void *elem)
{
	(void)ctx;
	cr_assert_eq(*(uint64_t *)elem, 6u);
	dropped++;
}

Test(rendezvous, dropping_without_a_receiver)
{
	uint64_t v = 6, into;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = KC_MPMC, .elem_bytes = 8,
		.overflow = KC_DROP_NEWEST, .on_undelivered = drop);
	setup_with(&o, 0);
	dropped = 0;
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
	cr_assert_eq(dropped, 1);
	cr_assert_eq(w.tx->e.row->count.dropped_newest, 1u);
	cr_assert_eq(sent_by(w.tx), 0u);
	struct kc_meet_case c = { &w.rx->e, &into, UINT64_MAX };
	kc_meet_register(w.rx->e.meet, &c, 1);
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
	cr_assert_eq(dropped, 1);
	cr_assert_eq(into, 6u);
	cr_assert_eq(kc_meet_retract(w.rx->e.meet), 0);
	kc_meet_unregister(w.rx->e.meet);
	cr_assert_eq(sleeps, 0);
	teardown();
}

/* --- what a rendezvous does not have ---------------------------------------------------------- */

static int see(void *ctx, const void *elem)
{
	*(uint64_t *)ctx = *(const uint64_t *)elem;
	return 0;
}

static void consume(void)
{
	uint64_t v = 0;
	cr_assert_eq(kc_consume(w.rx, 5, see, &v), 1);
	cr_assert_eq(v, next);
}

Test(rendezvous, nothing_in_place)
{
	void *span;
	const void *peeked;
	uint64_t v;
	setup(KC_SPSC, KC_VALUES);
	cr_assert_eq(kc_reserve(w.tx, 1, &span), -EINVAL);
	cr_assert_eq(kc_commit(w.tx, 0), -EINVAL);
	cr_assert_eq(kc_peek(w.rx, 1, &peeked), -EINVAL);
	cr_assert_eq(kc_release(w.rx, 1), -EINVAL);
	cr_assert_eq(kc_consume(w.rx, 5, see, &v), -EAGAIN);
	while_asleep = consume;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	teardown();
}

Test(rendezvous, options)
{
	kc_chan *c;
	setup(KC_MPMC, KC_VALUES);
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .elem_bytes = 8);
	o.overflow = (enum kc_overflow)2; /* drop oldest: there is none */
	cr_assert_eq(kc_chan_open(&c, w.d, "x", &o), -EINVAL);
	o.overflow = KC_BLOCK;
	o.flags = KC_PADDED_SLOTS;
	cr_assert_eq(kc_chan_open(&c, w.d, "x", &o), -EINVAL);
	o.flags = 0;
	o.capacity = 77;
	o.topology = KC_MPSC;
	cr_assert_eq(kc_chan_open(&c, w.d, "x", &o), 0, "capacity does not matter");
	kc_rx *rx, *rx2;
	cr_assert_eq(kc_rx_open(&rx, c), 0);
	cr_assert_eq(kc_rx_open(&rx2, c), -EBUSY);
	kc_tx *tx, *tx2;
	cr_assert_eq(kc_tx_open(&tx, c), 0);
	cr_assert_eq(kc_tx_open(&tx2, c), 0);
	kc_chan_stats st = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(c, &st), 0);
	cr_assert_eq(st.capacity, 0u);
	cr_assert_eq(st.depth, 0u);
	cr_assert_eq(st.senders, 2u);
	cr_assert_eq(kc_tx_close(tx), 0);
	cr_assert_eq(kc_tx_close(tx2), 0);
	cr_assert_eq(kc_rx_close(rx), 0);
	cr_assert_eq(kc_chan_free(c), 0);
	teardown();
}

/* From outside: an offer is a waiter, not a depth. */
static void look_from_outside(void)
{
	ki_source *s;
	struct ki_snapshot *snap;
	struct ki_error err;
	cr_assert_eq(ki_open(&s, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
	cr_assert_eq(ki_snapshot_take(&snap, s, KI_ALL, &err), 0, "%s", err.text);
	cr_assert_eq(snap->finding_count, 0u, "%s", snap->finding[0].text);
	cr_assert_eq(snap->channel_count, 1u);
	cr_assert_str_eq(ki_kind_name(snap->channel[0].kind), "rendezvous");
	cr_assert_eq(snap->channel[0].depth, 0u);
	cr_assert_eq(snap->channel[0].sent, 1u);
	cr_assert_eq(snap->channel[0].received, 1u);
	cr_assert_eq(snap->channel[0].senders_blocked, 1u);
	cr_assert_eq(snap->channel[0].receivers_blocked, 0u);
	ki_snapshot_free(snap);
	ki_close(s);
	take_one();
}

Test(rendezvous, seen_from_outside)
{
	setup(KC_MPMC, KC_VALUES);
	while_asleep = take_one;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	while_asleep = look_from_outside;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	teardown();
}

static void take_and_look(void)
{
	kc_chan_stats st = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &st), 0);
	cr_assert_eq(st.senders_asleep, 1u);
	cr_assert_eq(st.depth, 0u);
	take_one();
}

Test(rendezvous, without_statistics)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = KC_SPSC, .elem_bytes = 8);
	setup_with(&o, KC_NO_STATS);
	while_asleep = take_and_look;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	kc_chan_stats st = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &st), 0);
	cr_assert_eq(st.sent, 1u);
	cr_assert_eq(st.received, 1u);
	cr_assert_eq(st.bytes_sent, 8u);
	teardown();
}

Test(rendezvous, inherited_over_fork)
{
	setup(KC_SPSC, KC_VALUES);
	uint64_t v = 1;
	pid_t pid = fork();
	if (pid == 0)
		_exit(kc_send(w.tx, &v, 0) != -EOWNERDEAD || kc_recv(w.rx, &v, 0) != -EOWNERDEAD ||
			kc_tx_wait(w.tx, 1, 0) != -EOWNERDEAD || kc_rx_close(w.rx) != -EOWNERDEAD);
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	teardown();
}
