/* watch.bpf.h - the kernel's side of watch.h; included by the program after its structs, so that there is one object. With
 * no thread to watch the verifier leaves the code out. */
#ifndef KC_PROBES_WATCH_BPF_H
#define KC_PROBES_WATCH_BPF_H

#include "probes/watch.h"

const volatile __u32 watch_rows = 0;

/* tid, as the target sees it -> row of kc_last */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1); /* the loader sets it */
	__type(key, uint32_t);
	__type(value, uint32_t);
} kc_watched SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1); /* the loader sets it */
	__type(key, uint32_t);
	__type(value, struct kc_wakeup_last);
} kc_last SEC(".maps");

/* Of the thread that is about to run. wake_ns 0: not known. */
static __always_inline void note_last(const struct kc_wakeup_edge_key *key, uint64_t wake_ns, uint64_t run_ns)
{
	if (watch_rows == 0)
		return;
	uint32_t tid = key->wakee;
	uint32_t *row = bpf_map_lookup_elem(&kc_watched, &tid);
	struct kc_wakeup_last *last = row ? bpf_map_lookup_elem(&kc_last, row) : 0;
	if (!last)
		return;
	last->wake_ns = wake_ns;
	last->run_ns = wake_ns ? run_ns : 0;
	last->channel = key->channel;
	last->waker = key->waker;
	last->kind = key->kind;
	last->sleeps++;
}

#endif
