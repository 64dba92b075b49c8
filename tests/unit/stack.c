/* The stack of rows by index: last in, first out, an empty one says so, rows of any size with the link
 * anywhere in them, and no two heads of its life are alike. */
#include "support/harness.h"
#include <string.h>

#include "base/stack.h"

struct row {
	uint64_t payload[2];
	uint32_t before;
	uint32_t link;
	char behind[13];
};

static struct row rows[8];
static uint64_t head = KC_STACK_NONE;

static struct row *pop(void)
{
	return kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link));
}

static void push(unsigned i)
{
	kc_stack_push(&head, &rows[i].link, i);
}

Test(stack, last_in_first_out)
{
	cr_assert_null(pop(), "it begins empty");
	for (unsigned i = 0; i < 8; i++) {
		memset(&rows[i], 0xee, sizeof rows[i]);
		push(i);
	}
	for (unsigned i = 8; i-- > 4;)
		cr_assert_eq(pop(), &rows[i]);
	push(6);
	push(5);
	cr_assert_eq(pop(), &rows[5]);
	cr_assert_eq(pop(), &rows[6]);
	for (unsigned i = 4; i-- > 0;)
		cr_assert_eq(pop(), &rows[i]);
	cr_assert_null(pop());
	cr_assert_null(pop(), "and stays empty");
	for (unsigned i = 0; i < 8; i++) {
		cr_assert_eq(rows[i].before, 0xeeeeeeeeu, "only the link was written");
		cr_assert_eq((unsigned char)rows[i].behind[0], 0xeeu);
	}
}

Test(stack, the_first_and_the_last_index)
{
	uint32_t links[2] = { 0 };
	uint64_t h = KC_STACK_NONE;
	kc_stack_push(&h, &links[0], 0);
	cr_assert_eq((uint32_t)h, 0u);
	cr_assert_eq(kc_stack_pop(&h, links, sizeof *links, 0), &links[0]);
	cr_assert_eq((uint32_t)h, KC_STACK_NONE, "the end of its links is no row");
	/* A row so far up that it cannot be in memory here: named, never reached. */
	kc_stack_push(&h, &links[1], KC_STACK_NONE - 1);
	cr_assert_eq((uint32_t)h, KC_STACK_NONE - 1);
	cr_assert_eq(links[1], KC_STACK_NONE);
	cr_assert_eq(h >> 32, 3u, "three changes");
}

Test(stack, tags_advance_with_every_change_and_wrap)
{
	uint64_t seen = head;
	for (unsigned i = 0; i < 1000; i++) {
		push(0);
		cr_assert_eq(head >> 32, (seen >> 32) + 1);
		uint64_t full = head;
		cr_assert_eq(pop(), &rows[0]);
		cr_assert_eq(head >> 32, (full >> 32) + 1, "a pop is a change, too");
		seen = head;
	}
	/* The tag is all of the upper half: at its end it begins again, and the index takes no harm. */
	head = UINT64_C(0xffffffff00000000) | KC_STACK_NONE;
	push(3);
	cr_assert_eq(head, 3u);
	head |= UINT64_C(0xffffffff00000000);
	cr_assert_eq(pop(), &rows[3]);
	cr_assert_eq(head, KC_STACK_NONE);
}

/* What the tag is for: a head read before a pop, a pop and a push back is not taken for the present one. */
Test(stack, a_head_that_came_back_is_another)
{
	push(0);
	push(1);
	uint64_t old = head;
	uint64_t next = kc_stack_head(old, rows[1].link);
	cr_assert_eq(pop(), &rows[1]);
	cr_assert_eq(pop(), &rows[0]);
	push(1);
	cr_assert_eq((uint32_t)head, (uint32_t)old, "the same row is on top");
	cr_assert(!kc_cas_acq_rel(&head, &old, next), "and the swap of a late pop fails");
	cr_assert_eq(pop(), &rows[1]);
	cr_assert_null(pop(), "row 0 was not put back");
	head = KC_STACK_NONE;
}
