/* Threads pop rows and push them back, few rows and many hands: no row is handed to two at once, none is lost,
 * and what its last owner wrote into it is there.
 * KC_STRESS_ROUNDS sets the rounds a thread (default 1e6; sanitizer builds a hundredth). */
#include "support/harness.h"
#include <pthread.h>
#include <stdlib.h>

#include "base/stack.h"
#include "support/shaken.h"

SHAKEN(stack);

enum { THREADS = 4, ROWS = 6, HELD = 3 };

struct row {
	uint64_t value; /* its owner's: plain, so that ThreadSanitizer sees a missing edge */
	uint64_t copies[6];
	uint32_t link;
	uint32_t owner; /* 0: in the stack */
};

static struct row rows[ROWS];
static uint64_t head = KC_STACK_NONE;

static uint64_t rounds(void)
{
	const char *text = getenv("KC_STRESS_ROUNDS");
	if (text)
		return strtoull(text, NULL, 10);
#if defined(KC_CHECK) || defined(KC_TSAN)
	return 10000;
#else
	return 1000000;
#endif
}

static void take(struct row *r, uint32_t me)
{
	uint32_t nobody = 0;
	cr_assert(kc_cas_acquire(&r->owner, &nobody, me), "row %d is also %u's", (int)(r - rows),
		nobody);
	for (int i = 0; i < 6; i++)
		cr_assert_eq(r->copies[i], r->value * (uint64_t)(i + 1), "its last owner's");
	r->value++;
	for (int i = 0; i < 6; i++)
		r->copies[i] = r->value * (uint64_t)(i + 1);
}

static void give(struct row *r)
{
	/* Relaxed: only the stack may order the rows' contents. */
	kc_store_relaxed(&r->owner, 0u);
	kc_stack_push(&head, &r->link, (uint64_t)(r - rows));
}

static void *hands(void *arg)
{
	uint32_t me = *(uint32_t *)arg;
	uint64_t taken = 0;
	struct row *mine[HELD];
	for (uint64_t i = rounds(); i > 0; i--) {
		unsigned n = 0, want = 1 + (unsigned)((i + me) % HELD);
		while (n < want && (mine[n] = kc_stack_pop(&head, rows, sizeof *rows,
					    offsetof(struct row, link))) != NULL)
			take(mine[n++], me);
		taken += n;
		/* In the order they came as often as in the other: that is where ABA lives. */
		for (unsigned k = 0; k < n; k++)
			give(mine[i & 1 ? k : n - 1 - k]);
	}
	return (void *)(uintptr_t)taken;
}

Test(stack, each_row_is_one_hands)
{
	pthread_t t[THREADS];
	uint32_t names[THREADS];
	uint64_t taken = 0, values = 0;
	unsigned left = 0;
	for (unsigned i = 0; i < ROWS; i++)
		kc_stack_push(&head, &rows[i].link, i);
	for (uint32_t i = 0; i < THREADS; i++) {
		names[i] = i + 1;
		cr_assert_eq(pthread_create(&t[i], NULL, hands, &names[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		void *n;
		pthread_join(t[i], &n);
		taken += (uintptr_t)n;
	}
	while (kc_stack_pop(&head, rows, sizeof *rows, offsetof(struct row, link)))
		left++;
	cr_assert_eq(left, ROWS, "none was lost");
	for (unsigned i = 0; i < ROWS; i++)
		values += rows[i].value;
	cr_assert_eq(values, taken, "no change was lost");
}
