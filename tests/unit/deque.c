/* The work-stealing deque in one thread: the owner gets the newest, thieves the oldest, growth keeps all in
 * order wherever they stand in the circle, and what cannot be pushed is told and not lost. */
#include "support/harness.h"
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/deque.h"

static struct kc_deque d;

static void begin(uint32_t size)
{
	cr_assert_eq(kc_deque_init(&d, size), 0);
}

static void push(uint64_t item)
{
	cr_assert_eq(kc_deque_push(&d, item), 0);
}

static void takes(uint64_t item)
{
	uint64_t got = ~item;
	cr_assert(kc_deque_take(&d, &got));
	cr_assert_eq(got, item, "%lu, not %lu", (unsigned long)got, (unsigned long)item);
}

static void steals(uint64_t item)
{
	uint64_t got = ~item;
	cr_assert_eq(kc_deque_steal(&d, &got), 0);
	cr_assert_eq(got, item, "%lu, not %lu", (unsigned long)got, (unsigned long)item);
}

static void is_empty(void)
{
	uint64_t got = 77;
	cr_assert(!kc_deque_take(&d, &got));
	cr_assert_eq(kc_deque_steal(&d, &got), -ENOENT);
	cr_assert_eq(got, 77, "nothing was written");
	cr_assert_eq(kc_deque_count(&d), 0);
}

Test(deque, newest_to_the_owner_oldest_to_thieves)
{
	begin(0);
	is_empty();
	for (uint64_t i = 1; i <= 6; i++)
		push(i);
	cr_assert_eq(kc_deque_count(&d), 6);
	takes(6);
	steals(1);
	steals(2);
	takes(5);
	takes(4);
	steals(3);
	is_empty();
	push(9);
	steals(9);
	push(10);
	takes(10);
	is_empty();
	is_empty();
	push(UINT64_MAX);
	takes(UINT64_MAX);
	kc_deque_fini(&d);
}

/* Full and grown at every place in the circle where the oldest can stand. Values of a round are in no other: what
 * memory was used for before must not look right. */
Test(deque, growth_keeps_order)
{
	for (uint64_t start = 0; start < KC_DEQUE_SIZE_MIN; start++) {
		const uint64_t round = (start + 1) << 32;
		begin(1);
		uint64_t next = 0, oldest = 0;
		for (; next < start; next++) {
			push(round + next);
			steals(round + oldest++);
		}
		const struct kc_deque_array *first = d.array;
		for (; next < start + KC_DEQUE_SIZE_MIN; next++)
			push(round + next);
		cr_assert_eq(d.array, first, "as many as it is made for");
		for (; next < start + 5 * KC_DEQUE_SIZE_MIN; next++)
			push(round + next);
		cr_assert_eq(d.array->mask + 1, 8 * KC_DEQUE_SIZE_MIN);
		while (oldest < start + KC_DEQUE_SIZE_MIN)
			steals(round + oldest++);
		while (next > oldest)
			takes(round + --next);
		is_empty();
		kc_deque_fini(&d);
	}
}

/* A thief that has read the old array finds there what it looks for. */
Test(deque, old_arrays_stay_as_they_were)
{
	begin(16);
	for (uint64_t i = 0; i < 16; i++)
		push(100 + i);
	const struct kc_deque_array *old = d.array;
	for (uint64_t i = 16; i < 1000; i++)
		push(100 + i);
	for (uint64_t i = 0; i < 16; i++)
		cr_assert_eq(old->item[i], 100 + i);
	uint64_t kept = 0;
	for (const struct kc_deque_array *a = d.array->smaller; a; a = a->smaller)
		kept += a->mask + 1;
	cr_assert_lt(kept, d.array->mask + 1, "together less than the present one");
	kc_deque_fini(&d);
	cr_assert_null(d.array);
}

Test(deque, runs_in_circles_without_growing)
{
	begin(16);
	const struct kc_deque_array *first = d.array;
	uint64_t in = 0, out = 0;
	for (int i = 0; i < 10000; i++) {
		while (in - out < 16)
			push(in++);
		for (int k = i % 16; k >= 0; k--)
			steals(out++);
	}
	cr_assert_eq(d.array, first);
	kc_deque_fini(&d);
}

Test(deque, bounds)
{
	cr_assert_eq(kc_deque_init(&d, KC_DEQUE_SIZE_MAX + 1), -EINVAL);
	begin(17);
	cr_assert_eq(d.array->mask, 31);
	for (uint64_t i = 0; i < KC_DEQUE_SIZE_MAX; i++)
		push(i);
	cr_assert_eq(kc_deque_push(&d, 5), -ENOSPC);
	cr_assert_eq(kc_deque_count(&d), KC_DEQUE_SIZE_MAX);
	steals(0);
	push(KC_DEQUE_SIZE_MAX);
	cr_assert_eq(kc_deque_push(&d, 5), -ENOSPC);
	takes(KC_DEQUE_SIZE_MAX);
	takes(KC_DEQUE_SIZE_MAX - 1);
	steals(1);
	kc_deque_fini(&d);
}

#if !defined(KC_TSAN) && !defined(__SANITIZE_ADDRESS__)
Test(deque, without_memory_it_stays_as_it_was)
{
	unsigned long pages;
	FILE *f = fopen("/proc/self/statm", "r");
	cr_assert(f && fscanf(f, "%lu", &pages) == 1);
	(void)fclose(f);
	begin(16);
	struct rlimit limit = { .rlim_max = RLIM_INFINITY };
	limit.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (2 << 20);
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	uint64_t n = 0;
	int rc;
	while ((rc = kc_deque_push(&d, n)) == 0)
		n++;
	cr_assert_eq(rc, -ENOMEM);
	cr_assert_gt(n, 16);
	cr_assert_eq(kc_deque_push(&d, n), -ENOMEM);
	steals(0);
	push(n);
	for (; n > 0; n--)
		takes(n);
	is_empty();
	limit.rlim_cur = RLIM_INFINITY;
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	kc_deque_fini(&d);
}
#endif
