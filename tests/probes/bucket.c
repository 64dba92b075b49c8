/* bucket.c - proves that the histograms' function is the same in the kernel as here: at every power of two, at both ends of
 * every bucket, and one beside each; and that it puts each value into the bucket that has it. */
#include <bpf/bpf.h>
#include <criterion/criterion.h>

#include "base/hist.h"
#include "bucket.skel.h"
#include "kit.h"

static struct bucket *b;

static void same(uint64_t value)
{
	struct {
		uint64_t value;
		uint32_t bucket, reserved;
	} c = { .value = value, .bucket = UINT32_MAX };
	LIBBPF_OPTS(bpf_test_run_opts, o, .ctx_in = &c, .ctx_size_in = sizeof(c));
	cr_assert_eq(bpf_prog_test_run_opts(bpf_program__fd(b->progs.kc_bucket), &o), 0);
	uint32_t here = kc_hist_bucket(value);
	cr_assert_eq(c.bucket, here, "%lu: %u in the kernel, %u here", (unsigned long)value, c.bucket, here);
	cr_assert(here < KC_HIST_BUCKETS && value >= kc_hist_low(here));
	cr_assert(value <= kc_hist_high(here) || here == KC_HIST_BUCKETS - 1);
}

static void same_around(uint64_t value)
{
	same(value - 1);
	same(value);
	same(value + 1);
}

Test(bucket, same_in_both)
{
	b = bucket__open_and_load();
	cr_assert_not_null(b);
	for (int i = 0; i < 64; i++)
		same_around(UINT64_C(1) << i);
	for (uint32_t i = 0; i < KC_HIST_BUCKETS; i++) {
		same_around(kc_hist_low(i));
		same_around(kc_hist_high(i));
	}
	same(UINT64_MAX);
	bucket__destroy(b);
}
