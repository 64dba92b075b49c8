/* A ticket's word, holder and payload are what PROTOCOLS §5 says through a whole life, and every call that
 * is made with a wrong handle, a wrong state or one reference too many is refused by its own error. */
#include "arena_fixture.h"

#include <string.h>

enum { TX = (int)(KC_HOLDER_ENDPOINT | 3), RX = (int)(KC_HOLDER_ENDPOINT | 4), CHANNEL = 9 };

static struct fixture f;

static void setup(void)
{
	fixture_open(&f, 16 << 20, 4096, 0);
}

static void teardown(void)
{
	fixture_close(&f);
}

static void expect_word(uint64_t h, uint32_t queued, uint32_t held, uint32_t flags)
{
	uint64_t w = ticket_row(&f, h)->word;
	cr_assert_eq(KC_TKT_WORD_GEN(w), KC_TKT_GEN(h));
	cr_assert_eq(KC_TKT_WORD_QUEUED(w), queued);
	cr_assert_eq(KC_TKT_WORD_HELD(w), held);
	cr_assert_eq(KC_TKT_WORD_FLAGS(w), flags);
}

static void expect_holder(uint64_t h, uint32_t holder)
{
	uint64_t who = ticket_row(&f, h)->who, now = kc_mono_ns() >> KC_TKT_TIME_SHIFT;
	cr_assert_eq(KC_TKT_WHO_HOLDER(who), holder);
	/* The age shown is right to about ten milliseconds however the test was scheduled: never in the
	 * future, and its own start is not after the ticket's. */
	cr_assert_leq(KC_TKT_WHO_TIME(who), now);
	cr_assert_gt(KC_TKT_WHO_TIME(who), 0);
}

Test(ticket_life, states, .init = setup, .fini = teardown)
{
	uint64_t before = kc_mono_ns() >> KC_TKT_TIME_SHIFT;
	void *data, *again;
	uint64_t len, h = ticket_must(&f, 300, &data);
	cr_assert_eq(KC_TKT_BRAND(h), TEST_BRAND);
	cr_assert_eq((uintptr_t)data % 64, 0);
	memset(data, 0xa5, 300);
	expect_word(h, 0, 1, 0); /* LOANED */
	expect_holder(h, 1);
	struct kc_seg_ticket *t = ticket_row(&f, h);
	cr_assert_eq(t->channel, KC_NONE);
	cr_assert_eq(t->len_bytes, 300);
	cr_assert_geq(t->born + 11, before, "born more than ten milliseconds before it was");
	cr_assert_eq(kc_ticket_len(&f.a, h), 0, "not queued");

	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	expect_word(h, 1, 0, KC_TKT_SENT); /* QUEUED */
	expect_holder(h, TX);
	cr_assert_eq(t->channel, CHANNEL);
	cr_assert_eq(kc_ticket_len(&f.a, h), 300);
	cr_assert_eq(kc_ticket_find(&f.a, h, &again, &len), -ESTALE, "its reference has moved on");
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), -ESTALE);
	cr_assert_eq(kc_ticket_unref(&f.a, h), -ESTALE);

	kc_ticket_unqueue(&f.a, h, 1);
	expect_word(h, 0, 1, KC_TKT_SENT);
	expect_holder(h, 1);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);

	cr_assert_eq(kc_ticket_take(&f.a, h, RX), 0);
	expect_word(h, 0, 1, KC_TKT_SENT); /* HELD */
	expect_holder(h, RX);
	cr_assert_eq(kc_ticket_take(&f.a, h, RX), -ESTALE, "taken once");
	cr_assert_eq(kc_ticket_find(&f.a, h, &again, &len), 0);
	cr_assert_eq(again, data);
	cr_assert_eq(len, 300);

	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	cr_assert_eq(t->word, KC_TKT_WORD(KC_TKT_GEN(h) + 1, 0, 0, 0)); /* FREE */
	cr_assert_eq(kc_ticket_unref(&f.a, h), -ESTALE);
	cr_assert_eq(kc_ticket_ref(&f.a, h), -ESTALE);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), -ESTALE);
	cr_assert_eq(kc_ticket_take(&f.a, h, RX), -ESTALE);
	cr_assert_eq(kc_ticket_drop_queued(&f.a, h), -ESTALE);
	cr_assert_eq(kc_ticket_find(&f.a, h, NULL, NULL), -ESTALE);
	cr_assert_eq(kc_ticket_len(&f.a, h), 0);
	fixture_audit(&f);
}

Test(ticket_life, several_references, .init = setup, .fini = teardown)
{
	uint64_t h = ticket_must(&f, 64, NULL);
	cr_assert_eq(kc_ticket_ref(&f.a, h), 0);
	cr_assert_eq(kc_ticket_ref(&f.a, h), 0);
	expect_word(h, 0, 3, 0);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	expect_word(h, 2, 1, KC_TKT_SENT);
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	cr_assert_eq(kc_ticket_take(&f.a, h, RX), 0);
	expect_word(h, 1, 1, KC_TKT_SENT);
	cr_assert_eq(kc_ticket_drop_queued(&f.a, h), 0);
	expect_word(h, 0, 1, KC_TKT_SENT);
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	cr_assert_eq(kc_ticket_unref(&f.a, h), -ESTALE);

	h = ticket_must(&f, 64, NULL);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	cr_assert_eq(kc_ticket_drop_queued(&f.a, h), 0, "the last reference may be a queued one");
	cr_assert_eq(kc_ticket_len(&f.a, h), 0);
	cr_assert_eq(fixture_close(&f), 0);
	setup();
}

Test(ticket_life, overflow, .init = setup, .fini = teardown)
{
	uint64_t h = ticket_must(&f, 64, NULL);
	for (int i = 1; i < KC_TKT_COUNT_MAX; i++)
		cr_assert_eq(kc_ticket_ref(&f.a, h), 0);
	cr_assert_eq(kc_ticket_ref(&f.a, h), -EOVERFLOW);
	expect_word(h, 0, KC_TKT_COUNT_MAX, 0);
	for (int i = 0; i < KC_TKT_COUNT_MAX; i++)
		cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	expect_word(h, KC_TKT_COUNT_MAX, 0, KC_TKT_SENT);
	cr_assert_eq(kc_ticket_take(&f.a, h, RX), 0);
	cr_assert_eq(kc_ticket_ref(&f.a, h), -EOVERFLOW, "queued references count");
	kc_ticket_unqueue(&f.a, h, TX);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	cr_assert_eq(kc_ticket_queue(&f.a, h, TX, CHANNEL), 0);
	expect_word(h, KC_TKT_COUNT_MAX, 0, KC_TKT_SENT);
	for (int i = 0; i < KC_TKT_COUNT_MAX; i++)
		cr_assert_eq(kc_ticket_drop_queued(&f.a, h), 0);
	cr_assert_eq(kc_ticket_unref(&f.a, h), -ESTALE);
}

Test(ticket_life, wrong_handles, .init = setup, .fini = teardown)
{
	uint64_t h = ticket_must(&f, 64, NULL);
	uint32_t gen = KC_TKT_GEN(h), index = KC_TKT_INDEX(h);
	static const struct {
		uint32_t brand, gen_add, index;
		int rc;
	} wrong[] = {
		{ TEST_BRAND + 1, 0, 0, -EXDEV },
		{ TEST_BRAND, 1, 0, -ESTALE },
		{ TEST_BRAND, 0, 4096, -EBADMSG }, /* beyond tickets_max */
		{ TEST_BRAND, 0, 4095, -EBADMSG }, /* never used, no memory behind it */
		{ TEST_BRAND, 0, (1u << 22) - 1, -EBADMSG },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		uint64_t bad = KC_TKT_HANDLE(wrong[i].brand, gen + wrong[i].gen_add,
			wrong[i].index ? wrong[i].index : index);
		cr_assert_eq(kc_ticket_find(&f.a, bad, NULL, NULL), wrong[i].rc);
		cr_assert_eq(kc_ticket_ref(&f.a, bad), wrong[i].rc);
		cr_assert_eq(kc_ticket_unref(&f.a, bad), wrong[i].rc);
		cr_assert_eq(kc_ticket_queue(&f.a, bad, TX, CHANNEL), wrong[i].rc);
		cr_assert_eq(kc_ticket_take(&f.a, bad, RX), wrong[i].rc);
		cr_assert_eq(kc_ticket_drop_queued(&f.a, bad), wrong[i].rc);
		cr_assert_eq(kc_ticket_len(&f.a, bad), 0);
	}
	cr_assert_eq(kc_ticket_unref(&f.a, 0), -EBADMSG);
	cr_assert_eq(kc_ticket_unref(&f.a, KC_TKT_HANDLE(TEST_BRAND, 0, index)), -EBADMSG);
	cr_assert_eq(ticket_new(&f, 0, &h, NULL), -EINVAL);
}

/* Any 64 bits: nothing crashes, and nothing but a live ticket is accepted. */
Test(ticket_life, random_handles, .init = setup, .fini = teardown)
{
	uint64_t live[64], x = UINT64_C(0x9e3779b97f4a7c15);
	for (int i = 0; i < 64; i++)
		live[i] = ticket_must(&f, (uint64_t)(i + 1) * 100, NULL);
	for (int i = 0; i < 1000000; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		uint64_t h = x;
		if (i & 1) /* close to the truth: right brand, a small generation */
			h = KC_TKT_HANDLE(TEST_BRAND, x >> 40 & 3, x & 0x1fff);
		kc_ticket_prefetch_entry(&f.a, h);
		kc_ticket_prefetch_payload(&f.a, h, h & 1);
		bool known = false;
		for (int k = 0; k < 64 && (i & 1); k++)
			known |= h == live[k];
		int rc = kc_ticket_find(&f.a, h, NULL, NULL);
		cr_assert(known ? rc == 0 : rc == -ESTALE || rc == -EXDEV || rc == -EBADMSG);
		if (known)
			continue;
		cr_assert_lt(kc_ticket_unref(&f.a, h), 0);
		cr_assert_lt(kc_ticket_take(&f.a, h, RX), 0);
		cr_assert_eq(kc_ticket_len(&f.a, h), 0);
	}
	for (int i = 0; i < 64; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, live[i]), 0);
	fixture_audit(&f);
}

Test(ticket_life, last_generation_is_retired, .init = setup, .fini = teardown)
{
	uint64_t h = ticket_must(&f, 64, NULL);
	uint32_t index = KC_TKT_INDEX(h);
	/* Two lives before the end. */
	f.a.tickets[index].word = KC_TKT_WORD(UINT32_MAX - 1, 0, 1, 0);
	cr_assert_eq(kc_ticket_unref(&f.a, KC_TKT_HANDLE(TEST_BRAND, UINT32_MAX - 1, index)), 0);
	h = ticket_must(&f, 64, NULL);
	cr_assert_eq(KC_TKT_INDEX(h), index);
	cr_assert_eq(KC_TKT_GEN(h), UINT32_MAX);
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	cr_assert_eq(f.a.tickets[index].word, KC_TKT_WORD(UINT32_MAX, 0, 0, KC_TKT_RETIRED));
	cr_assert_eq(f.a.row->tickets_retired, 1);
	cr_assert_eq(kc_ticket_unref(&f.a, h), -ESTALE);
	for (int i = 0; i < 4095; i++)
		cr_assert_neq(KC_TKT_INDEX(ticket_must(&f, 64, NULL)), index, "never used again");
	cr_assert_eq(ticket_new(&f, 64, &h, NULL), -ENOSPC);
	fixture_audit(&f);
}

Test(ticket_life, sites)
{
	struct fixture g;
	fixture_open(&g, 1 << 20, 64, 0);
	uint64_t h = ticket_must(&g, 64, NULL);
	uint64_t pc = (uint64_t)(uintptr_t)&ticket_new;
	cr_assert_eq(ticket_row(&g, h)->site, pc - g.a.load_address, "in the executable: relative");
	cr_assert_eq(kc_ticket_alloc(&g.a, 64, &pc, &h, NULL), 0);
	cr_assert_eq(ticket_row(&g, h)->site, (uint64_t)(uintptr_t)&pc, "elsewhere: as it is");
	fixture_close(&g);

	fixture_open(&g, 1 << 20, 64, KC_NO_STATS);
	h = ticket_must(&g, 64, NULL);
	cr_assert_eq(ticket_row(&g, h)->site, 0);
	cr_assert_eq(ticket_row(&g, h)->born, 0);
	cr_assert_eq(
		ticket_row(&g, h)->who, KC_TKT_WHO(1u, UINT64_C(0)), "who has it is still known");
	fixture_close(&g);
}

Test(ticket_life, checksum)
{
	struct fixture g;
	void *data;
	fixture_open(&g, 1 << 20, 64, KC_CHECKSUM);
	uint64_t h = ticket_must(&g, 1000, &data);
	memset(data, 7, 1000);
	cr_assert_eq(kc_ticket_queue(&g.a, h, TX, CHANNEL), 0);
	cr_assert_eq(ticket_row(&g, h)->crc, kc_crc32c(0, data, 1000));
	cr_assert_eq(kc_ticket_take(&g.a, h, RX), 0);
	cr_assert_eq(kc_ticket_queue(&g.a, h, TX, CHANNEL), 0);
	((char *)data)[999] ^= 1;
	cr_assert_eq(kc_ticket_take(&g.a, h, RX), -EBADMSG);
	cr_assert_eq(kc_ticket_find(&g.a, h, NULL, NULL), 0, "taken all the same");
	cr_assert_eq(kc_ticket_unref(&g.a, h), 0);
	cr_assert_eq(fixture_close(&g), 0);
}
