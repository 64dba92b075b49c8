/* Proves that kcbench's checker can fail: it counts exactly each loss, duplicate, late and damaged
 * message that is put in front of it, with one receiver and with several, and stays silent on a clean
 * stream. A load generator whose checker cannot fail proves nothing about the library. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <stdlib.h>

#include "kcbench/check.h"
#include "kcbench/workload.h"

struct bench {
	struct kb_ledger ledger;
	struct kb_check rx[4];
	unsigned receivers;
};

static void open_bench(struct bench *b, unsigned senders, unsigned receivers)
{
	b->receivers = receivers;
	cr_assert(eq(int, kb_ledger_open(&b->ledger, senders), 0));
	for (unsigned i = 0; i < receivers; i++)
		cr_assert(eq(int, kb_check_open(&b->rx[i], &b->ledger), 0));
}

static struct kb_totals total(struct bench *b, const uint64_t *sent)
{
	for (unsigned i = 0; i < b->receivers; i++)
		kb_check_settle(&b->rx[i]);
	return kb_ledger_total(&b->ledger, sent);
}

static uint64_t reorders(const struct bench *b)
{
	uint64_t n = 0;
	for (unsigned i = 0; i < b->receivers; i++)
		n += b->rx[i].reorder;
	return n;
}

static void close_bench(struct bench *b)
{
	for (unsigned i = 0; i < b->receivers; i++)
		kb_check_close(&b->rx[i]);
	kb_ledger_close(&b->ledger);
}

static void expect(const struct kb_totals *t, uint64_t distinct, uint64_t loss, uint64_t dup)
{
	cr_expect(eq(u64, t->distinct, distinct));
	cr_expect(eq(u64, t->loss, loss));
	cr_expect(eq(u64, t->dup, dup));
	cr_expect(eq(u64, t->phantom, 0));
	cr_expect(not(t->unsure));
}

Test(check, clean_stream_of_one_receiver_is_silent)
{
	struct bench b;
	uint64_t sent[] = { 5 * KB_CHUNK_BITS + 17, 3 };
	open_bench(&b, 2, 1);
	for (uint64_t i = 0; i < sent[0]; i++) {
		kb_check_see(&b.rx[0], kb_tag(0, i));
		if (i < sent[1])
			kb_check_see(&b.rx[0], kb_tag(1, i));
	}
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0] + sent[1], 0, 0);
	cr_expect(eq(u64, reorders(&b), 0));
	close_bench(&b);
}

/* Receivers take turns of changing length, as they do on a shared ring. */
Test(check, clean_stream_over_three_receivers_is_silent)
{
	struct bench b;
	uint64_t sent[] = { 9 * KB_CHUNK_BITS + 5 };
	unsigned who = 0, turn = 1;
	open_bench(&b, 1, 3);
	for (uint64_t i = 0; i < sent[0];) {
		for (unsigned k = 0; k < turn && i < sent[0]; k++)
			kb_check_see(&b.rx[who], kb_tag(0, i++));
		who = (who + 1) % 3;
		turn = turn * 7 % 1009 + 1;
	}
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0], 0, 0);
	cr_expect(eq(u64, reorders(&b), 0));
	close_bench(&b);
}

Test(check, each_loss_is_counted)
{
	struct bench b;
	uint64_t sent[] = { 3 * KB_CHUNK_BITS };
	open_bench(&b, 1, 1);
	for (uint64_t i = 0; i < sent[0]; i++)
		if (i != 0 && i != 700 && i != 701 && i != KB_CHUNK_BITS && i != sent[0] - 1)
			kb_check_see(&b.rx[0], kb_tag(0, i));
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0] - 5, 5, 0);
	cr_expect(eq(u64, reorders(&b), 0));
	close_bench(&b);
}

Test(check, a_whole_stream_that_never_came_is_lost)
{
	struct bench b;
	uint64_t sent[] = { 10, 2 * KB_CHUNK_BITS + 1 };
	open_bench(&b, 2, 2);
	for (uint64_t i = 0; i < 10; i++)
		kb_check_see(&b.rx[i % 2], kb_tag(0, i));
	struct kb_totals t = total(&b, sent);
	expect(&t, 10, sent[1], 0);
	close_bench(&b);
}

Test(check, each_duplicate_at_one_receiver_is_counted)
{
	struct bench b;
	uint64_t sent[] = { 2 * KB_CHUNK_BITS };
	open_bench(&b, 1, 1);
	for (uint64_t i = 0; i < sent[0]; i++) {
		kb_check_see(&b.rx[0], kb_tag(0, i));
		if (i == 0 || i == 5000 || i == KB_CHUNK_BITS)
			kb_check_see(&b.rx[0], kb_tag(0, i));
	}
	kb_check_see(&b.rx[0], kb_tag(0, 3)); /* long after its chunk was complete */
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0], 0, 4);
	cr_expect(eq(u64, reorders(&b), 0));
	close_bench(&b);
}

Test(check, a_message_that_two_receivers_got_is_a_duplicate)
{
	struct bench b;
	uint64_t sent[] = { 2 * KB_CHUNK_BITS };
	open_bench(&b, 1, 2);
	for (uint64_t i = 0; i < sent[0]; i++) {
		kb_check_see(&b.rx[i % 2], kb_tag(0, i));
		if (i % 10000 == 17)
			kb_check_see(&b.rx[(i + 1) % 2], kb_tag(0, i));
	}
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0], 0, 4);
	close_bench(&b);
}

/* Everything twice: the second receiver gets the complete stream again. */
Test(check, a_stream_that_came_twice_is_all_duplicates)
{
	struct bench b;
	uint64_t sent[] = { 4 * KB_CHUNK_BITS + 100 };
	open_bench(&b, 1, 2);
	for (uint64_t i = 0; i < sent[0]; i++) {
		kb_check_see(&b.rx[0], kb_tag(0, i));
		kb_check_see(&b.rx[1], kb_tag(0, i));
	}
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0], 0, sent[0]);
	close_bench(&b);
}

Test(check, late_messages_are_reorders_and_no_losses)
{
	struct bench b;
	uint64_t sent[] = { 3 * KB_CHUNK_BITS };
	open_bench(&b, 1, 1);
	for (uint64_t i = 0; i < sent[0]; i++) {
		uint64_t seq = i;
		if (i == 100 || i == 2 * KB_CHUNK_BITS - 1)
			seq = i + 1; /* two neighbours exchanged, once across a chunk's border */
		else if (i == 101 || i == 2 * KB_CHUNK_BITS)
			seq = i - 1;
		kb_check_see(&b.rx[0], kb_tag(0, seq));
	}
	struct kb_totals t = total(&b, sent);
	expect(&t, sent[0], 0, 0);
	cr_expect(eq(u64, reorders(&b), 2));
	close_bench(&b);
}

Test(check, numbers_that_nobody_sent_are_phantoms)
{
	struct bench b;
	uint64_t sent[] = { 100 };
	open_bench(&b, 1, 1);
	for (uint64_t i = 0; i < 100; i++)
		kb_check_see(&b.rx[0], kb_tag(0, i));
	kb_check_see(&b.rx[0], kb_tag(0, 100));
	kb_check_see(&b.rx[0], kb_tag(0, 70000));
	struct kb_totals t = total(&b, sent);
	cr_expect(eq(u64, t.phantom, 2));
	cr_expect(eq(u64, t.loss, 0));
	close_bench(&b);
}

Test(check, damaged_tags_are_torn_and_cost_no_memory)
{
	struct bench b;
	uint64_t sent[] = { 3, 0 };
	open_bench(&b, 2, 1);
	for (uint64_t i = 0; i < 3; i++)
		kb_check_see(&b.rx[0], kb_tag(0, i));
	kb_check_see(&b.rx[0], kb_tag(2, 0));           /* no such sender */
	kb_check_see(&b.rx[0], kb_tag(0, KB_SEQ_MASK)); /* absurdly far ahead */
	kb_check_see(&b.rx[0], UINT64_C(0xdeadbeefdeadbeef));
	struct kb_totals t = total(&b, sent);
	expect(&t, 3, 0, 0);
	cr_expect(eq(u64, b.rx[0].torn, 3));
	close_bench(&b);
}

/* The counts agree with a plain array of how often each number came, on random damage. */
Test(check, random_damage_is_counted_as_by_brute_force)
{
	enum { N = 60000 };
	static unsigned char times[N];
	for (unsigned seed = 1; seed <= 5; seed++) {
		struct bench b;
		uint64_t sent[] = { N }, loss = 0, dup = 0;
		memset(times, 0, sizeof(times));
		srand(seed);
		open_bench(&b, 1, 3);
		for (uint64_t i = 0; i < N; i++) {
			int fate = rand() % 1000;
			unsigned copies = fate == 0 ? 0 : fate == 1 ? 2 : fate == 2 ? 3 : 1;
			for (unsigned k = 0; k < copies; k++) {
				kb_check_see(&b.rx[rand() % 3], kb_tag(0, i));
				times[i]++;
			}
		}
		for (unsigned i = 0; i < N; i++) {
			loss += times[i] == 0;
			dup += times[i] > 1 ? times[i] - 1u : 0;
		}
		cr_assert(ne(u64, loss, 0));
		cr_assert(ne(u64, dup, 0));
		struct kb_totals t = total(&b, sent);
		expect(&t, N - loss, loss, dup);
		close_bench(&b);
	}
}

/* Each byte that is to be touched is covered: change it and the message is torn. */
Test(pattern, a_change_of_any_touched_byte_shows)
{
	static const size_t sizes[] = { 8, 9, 15, 16, 23, 64, 100, 4096 };
	unsigned char message[4096];
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		struct kb_shape shape = kb_shape_make(42, sizes[s], KB_TOUCH_ALL);
		uint64_t tag = kb_tag(3, 1234567);
		kb_message_fill(&shape, message, tag);
		cr_expect(kb_message_whole(&shape, message, kb_message_tag(message)));
		for (size_t i = sizeof(tag); i < sizes[s]; i++) {
			message[i] ^= 0x10;
			cr_expect(not(kb_message_whole(&shape, message, tag)), "size %zu byte %zu",
				sizes[s], i);
			message[i] ^= 0x10;
		}
	}
}

Test(pattern, halves_of_two_messages_are_no_message)
{
	struct kb_shape shape = kb_shape_make(42, 256, KB_TOUCH_ALL);
	unsigned char a[256], b[256];
	kb_message_fill(&shape, a, kb_tag(0, 1));
	kb_message_fill(&shape, b, kb_tag(0, 2));
	memcpy(a + 128, b + 128, 128);
	cr_expect(not(kb_message_whole(&shape, a, kb_message_tag(a))));
	kb_message_fill(&shape, a, kb_tag(0, 2));
	struct kb_shape other = kb_shape_make(43, 256, KB_TOUCH_ALL);
	cr_expect(not(kb_message_whole(&other, a, kb_message_tag(a))), "another seed's message");
}

Test(pattern, touch_bounds_what_is_written_and_read)
{
	unsigned char message[200] = { 0 };
	struct kb_shape none = kb_shape_make(7, 200, KB_TOUCH_NONE);
	struct kb_shape head = kb_shape_make(7, 200, KB_TOUCH_HEAD);
	kb_message_fill(&none, message, kb_tag(0, 9));
	for (size_t i = 8; i < 200; i++)
		cr_expect(eq(u8, message[i], 0));
	kb_message_fill(&head, message, kb_tag(0, 9));
	for (size_t i = 64; i < 200; i++)
		cr_expect(eq(u8, message[i], 0));
	message[100] = 1;
	cr_expect(kb_message_whole(&head, message, kb_tag(0, 9)));
	message[63] ^= 1;
	cr_expect(not(kb_message_whole(&head, message, kb_tag(0, 9))));
	cr_expect(kb_message_whole(&none, message, kb_tag(0, 9)));
}
