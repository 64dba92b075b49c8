/* tickets.c - the ticket word with one and with several references, and the free list. */
#include "arena/ticket.h"
#include "base/stack.h"
#include "chan/chan.h"
#include "kit.h"

static kc_ticket ticket;
static bool again;

static void open_tickets(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_TICKETS, .capacity = 2);
	kit_open(&o, 1, 1);
}

static void send_ticket(void)
{
	kc_ticket t;
	void *data;
	explore_require(kc_ticket_new(kit.d, 8, &t, &data) == 0);
	*(uint64_t *)data = 77;
	explore_require(kc_send_ticket(kit.tx[0], t, KC_FOREVER) == 0);
}
static void receive_ticket(void)
{
	kc_ticket t;
	void *data;
	size_t len;
	explore_require(kc_recv_ticket(kit.rx[0], &t, KC_FOREVER) == 0);
	explore_require(kc_ticket_data(kit.d, t, &data, &len) == 0);
	explore_require(*(uint64_t *)data == 77 && len == 8);
	explore_require(kc_ticket_release(kit.d, t) == 0);
	explore_require(kc_ticket_release(kit.d, t) == -ESTALE);
}
SCENARIO(ticket_handed_over,
	.shows = "K1, INV-TKT-1: one reference, plain stores, the payload with it",
	.prepare = open_tickets, .thread = { send_ticket, receive_ticket });

static void open_shared(void)
{
	open_tickets();
	void *data;
	if (kc_ticket_new(kit.d, 8, &ticket, &data) != 0 || kc_ticket_retain(kit.d, ticket) != 0)
		explore_fail("no ticket");
	*(uint64_t *)data = 5;
}
static void use_and_release(void)
{
	void *data;
	size_t len;
	explore_require(kc_ticket_data(kit.d, ticket, &data, &len) == 0);
	explore_require(*(uint64_t *)data == 5);
	explore_require(kc_ticket_release(kit.d, ticket) == 0);
}
/* Takes tickets until it has that memory again, if it was the one who freed it. */
static void release_and_take_another(void)
{
	kc_ticket t[2];
	void *shared, *data;
	size_t len;
	explore_require(kc_ticket_new(kit.d, 8, &t[0], &data) == 0);
	explore_require(kc_ticket_data(kit.d, ticket, &shared, &len) == 0);
	use_and_release();
	explore_require(kc_ticket_new(kit.d, 8, &t[1], &data) == 0);
	*(uint64_t *)data = 6; /* a race, if the other one may still read it */
	again |= data == shared;
	explore_require(kc_ticket_release(kit.d, t[0]) == 0);
	explore_require(kc_ticket_release(kit.d, t[1]) == 0);
}
static bool was_again(void)
{
	return again;
}
static void check_gone(void)
{
	void *data;
	size_t len;
	explore_require(kc_ticket_data(kit.d, ticket, &data, &len) == -ESTALE);
}
SCENARIO(ticket_two_references,
	.shows = "K1, INV-TKT-1: the last of two frees it, and has seen what the other did",
	.prepare = open_shared, .thread = { use_and_release, release_and_take_another },
	.check = check_gone, .preemptions = 1);

static void retain_and_release(void)
{
	explore_require(kc_ticket_retain(kit.d, ticket) == 0);
	use_and_release();
	use_and_release();
}
SCENARIO(ticket_retained, .shows = "K1: retain and release against release", .prepare = open_shared,
	.thread = { retain_and_release, use_and_release }, .check = check_gone);

static void receive_shared(void)
{
	kc_ticket t;
	void *data;
	size_t len;
	explore_require(kc_recv_ticket(kit.rx[0], &t, KC_FOREVER) == 0);
	explore_require(kc_ticket_data(kit.d, t, &data, &len) == 0 && *(uint64_t *)data == 5);
	explore_require(kc_ticket_release(kit.d, t) == 0);
}
static void send_shared(void)
{
	explore_require(kc_send_ticket(kit.tx[0], ticket, KC_FOREVER) == 0);
	use_and_release();
}
SCENARIO(ticket_sent_twice, .shows = "K1: held and queued at once", .prepare = open_shared,
	.thread = { send_shared, receive_shared }, .check = check_gone);

/* --- the free list --------------------------------------------------------------------------- */

enum { ROWS = 3 };
static struct row {
	uint32_t link, owner;
} rows[ROWS];
static uint64_t head;

static void fill_stack(void)
{
	head = KC_STACK_NONE;
	for (uint64_t i = 0; i < ROWS; i++)
		kc_stack_push(&head, &rows[i].link, i);
}
static void pop_write_push(void)
{
	for (int i = 0; i < 2; i++) {
		struct row *r = kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link));
		if (!r)
			continue;
		r->owner = explore_self() + 1; /* a race, if two have it */
		kc_stack_push(&head, &r->link, (uint64_t)(r - rows));
	}
}
static void pop_two_push_two(void)
{
	struct row *a = kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link));
	struct row *b = kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link));
	explore_require(!a || a != b);
	if (a)
		a->owner = 9;
	if (b)
		b->owner = 9;
	if (a)
		kc_stack_push(&head, &a->link, (uint64_t)(a - rows));
	if (b)
		kc_stack_push(&head, &b->link, (uint64_t)(b - rows));
}
static void check_stack(void)
{
	unsigned seen = 0;
	for (int i = 0; i < ROWS; i++) {
		struct row *r = kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link));
		explore_require(r != NULL);
		seen |= 1u << (r - rows);
	}
	explore_require(seen == (1u << ROWS) - 1);
	explore_require(!kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link)));
}
SCENARIO(free_list, .shows = "D1 D2: rows that are popped and pushed again (ABA)",
	.prepare = fill_stack, .thread = { pop_write_push, pop_two_push_two },
	.check = check_stack);
