// SPDX-License-Identifier: GPL-2.0
/* bucket.bpf.c - base/hist.h's function, run in the kernel on one value (bucket.c). */
#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

#include "base/hist.h"

char LICENSE[] SEC("license") = "GPL";

struct bucket_case {
	__u64 value;
	__u32 bucket;
	__u32 reserved;
};

SEC("syscall")
int kc_bucket(struct bucket_case *c)
{
	c->bucket = kc_hist_bucket(c->value);
	return 0;
}
