// SPDX-License-Identifier: GPL-2.0
/* wakeups.bpf.c - the program in the kernel: who of the target stops running in a channel wait, who wakes it, and when it
 * runs again.
 *
 * A block opens when a thread's switch-out is seen with a wait word that names a channel, gets its end when the thread is
 * being woken, and is counted when it runs again. What is not that simple:
 *
 *   early       The waker takes a waiter from its queue that is not off its CPU yet. No switch ever comes.
 *   overtaking  The waking on one CPU is reported before the sleeper's switch-out on another: it looks like an early wake,
 *               and is noted with the sleeper's wait_gen. A block that is over without a waking looks for such a note. At
 *               its switch-out the sleeper mostly is marked as being woken already.
 *   missing     Of some ten thousand switches the kernel does not report one: the next switch-out finds the block still
 *               open. It is counted, without a time.
 *   found       Threads that were blocked before the program was attached are found by walking all tasks (kc_find), with
 *               the number of their context switches: while it is the same they have not run. The first report about
 *               such a thread takes it over.
 *   several     The word of a select names no channel: the waker's does. Its block stands on row 0 until then.
 *   loops       An armed event loop (EXT) blocks in a channel only if a channel's wake ends it; else it is forgotten. */
#include "probes/vmlinux_min.h"

#include <bpf/bpf_helpers.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#include "probes/wakeups.h"

char LICENSE[] SEC("license") = "GPL";

#define add(counter, n)  ((void)__sync_fetch_and_add(&(counter), (uint64_t)(n)))
#define between_others() __asm__ volatile("" ::: "memory")

/* --- what the loader says --------------------------------------------------------------------- */

const volatile __u32 target_pid = 0; /* in the loader's pid namespace */
const volatile __s64 tls_offset = 0;
const volatile __u32 brand = 0;
const volatile __u32 channel_rows = 0;
const volatile __u64 slow_ns = 0;
/* Bytes from a CPU's run queue to its preempt count; 0: not known. */
const volatile __s64 preempt_from_rq = 0;
const volatile __u32 want_edges = 1;
const volatile __u32 want_histograms = 1;

/* What kc_find finds out. */
#define NOBODY 0xffffffffu
__u32 target_tgid = NOBODY; /* in the initial namespace, where tracepoints are */
__u32 target_level = 0;     /* of its pid namespace */
__u32 looking_for_sleepers = 0;
__u32 settled = 0; /* every thread has been looked at */

/* --- tables ----------------------------------------------------------------------------------- */

enum { CLOSED, OPEN, FOUND };

/* One thread's open block. The thread's own switches write it, on one CPU at a time, but for the waking's fields, which
 * are written under the kernel's lock of the sleeper by whoever wakes it, and the two notes. */
struct block {
	uint64_t off_ns;
	uint64_t wake_ns; /* 0: not being woken yet */
	uint32_t open;
	uint32_t tid;
	uint32_t wait_ch, seq, gen; /* of the wait word at switch-out */
	uint32_t waker, kind, wake_row;
	/* the block before it, when a channel ended it */
	uint32_t last_seq, last_row;
	/* note of a waking that was reported while the thread had no open block */
	uint32_t pre_gen, pre_waker, pre_row;
	/* note of kc_find */
	uint32_t found_ch, found_seq, found_gen;
	uint64_t found_switches; /* + 1; 0: none */
	uint64_t found_ns;
	uint64_t pre_ns;
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct block);
} kc_blocks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1); /* the loader sets it */
	__type(key, uint32_t);
	__type(value, struct kc_wakeup_channel);
} kc_channels SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, struct kc_wakeup_edge_key);
	__type(value, struct kc_wakeup_edge_sum);
} kc_edges SEC(".maps");

/* tid -> since when it has been blocked, for threads that kc_find found */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 16384);
	__type(key, uint32_t);
	__type(value, uint64_t);
} kc_since SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} kc_slow SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, uint32_t);
	__type(value, struct kc_wakeup_about);
} kc_about SEC(".maps");

#include "probes/watch.bpf.h"

static __always_inline struct kc_wakeup_about *about(void)
{
	uint32_t key = 0;
	return bpf_map_lookup_elem(&kc_about, &key);
}
#define tell(counter)                                     \
	do {                                              \
		struct kc_wakeup_about *about_ = about(); \
		if (about_)                               \
			add(about_->stats.counter, 1);    \
	} while (0)

static __always_inline struct kc_wakeup_channel *channel(uint32_t row)
{
	return bpf_map_lookup_elem(&kc_channels, &row);
}

/* --- tasks ------------------------------------------------------------------------------------ */

/* What the current task's CPU is in the middle of. On x86 this is a variable of the CPU, which a program may not name
 * where the kernel keeps no names of data; but the distance to the CPU's run queue is in its BTF. */
#if defined(__TARGET_ARCH_x86)
static __always_inline uint32_t preempt_count(struct task_struct *current)
{
	uint32_t count = 0;
	if (preempt_from_rq == 0 || !bpf_core_field_exists(current->se.cfs_rq->rq))
		return 0;
	struct rq *rq = current->se.cfs_rq->rq;
	bpf_probe_read_kernel(
		&count, sizeof(count), (void *)((uint64_t)rq + (uint64_t)preempt_from_rq));
	return count;
}
#define thread_pointer(task) ((task)->thread.fsbase)
#else
static __always_inline uint32_t preempt_count(struct task_struct *current)
{
	return current->thread_info.preempt.count;
}
#define thread_pointer(task) ((task)->thread.uw.tp_value)
#endif

/* A timer or a device interrupted the current task: what it wakes has nothing to do with that task. */
static __always_inline bool in_interrupt(struct task_struct *current)
{
	return preempt_count(current) & (SOFTIRQ_SERVING | HARDIRQ_MASK | NMI_MASK);
}

/* io_uring's workers are threads of the program, but their thread pointer is the one of the thread that they work for. */
static __always_inline bool has_word(struct task_struct *t)
{
	return (uint32_t)t->tgid == target_tgid && !(t->flags & PF_IO_WORKER);
}

static __always_inline uint64_t switches(struct task_struct *t)
{
	return t->nvcsw + t->nivcsw;
}

/* As the target sees it. */
static __always_inline uint32_t tid_of(struct task_struct *t)
{
	uint32_t level = target_level;
	if (level == 0)
		return (uint32_t)t->pid;
	struct pid *pid = t->thread_pid;
	struct upid id = {};
	bpf_core_read(&id, sizeof(id), &pid->numbers[level]);
	return (uint32_t)id.nr;
}

/* Of the current task, or one with the same memory. */
static __always_inline bool read_word(struct kc_wait_word *w, struct task_struct *t)
{
	if (bpf_probe_read_user(
		    w, sizeof(*w), (void *)(thread_pointer(t) + (uint64_t)tls_offset)) == 0)
		return true;
	tell(tls_faults);
	return false;
}

/* --- channels --------------------------------------------------------------------------------- */

/* The row of a number in this table; 0: in none. */
static __always_inline uint32_t row_of(uint32_t number)
{
	if (KC_WAIT_BRAND(number) != brand)
		return 0;
	uint32_t row = number & KC_WAIT_CH_MASK;
	if (row == 0 || row >= channel_rows) {
		tell(bad_channels);
		return 0;
	}
	return row;
}

/* The row of the channel for which the current task wakes t, who waits for wait_ch; 0: it does so for no channel. */
static __always_inline uint32_t woken_for(uint32_t wait_ch, struct task_struct *current)
{
	struct kc_wait_word w;
	if (!has_word(current) || in_interrupt(current) || !read_word(&w, current) ||
		w.wake_ch == 0)
		return 0;
	return wait_ch & KC_WAIT_MULTI || w.wake_ch == wait_ch ? row_of(w.wake_ch) : 0;
}

/* --- the end of a block ----------------------------------------------------------------------- */

static __always_inline void count_times(
	struct kc_wakeup_channel *c, uint64_t runq_ns, uint64_t blocked_ns)
{
	uint32_t r = kc_hist_bucket(runq_ns), b = kc_hist_bucket(blocked_ns);
	add(c->runq_ns, runq_ns);
	add(c->blocked_ns, blocked_ns);
	if (r < KC_HIST_BUCKETS)
		add(c->runq[r], 1);
	if (b < KC_HIST_BUCKETS)
		add(c->blocked[b], 1);
	/* Two at a time may leave the smaller one: a maximum of all but one. */
	if (runq_ns > c->runq_max_ns)
		c->runq_max_ns = runq_ns;
	if (blocked_ns > c->blocked_max_ns)
		c->blocked_max_ns = blocked_ns;
}

static __always_inline void count_edge(
	const struct kc_wakeup_edge_key *key, uint64_t runq_ns, uint64_t blocked_ns)
{
	struct kc_wakeup_edge_sum first = {
		.count = 1, .runq_ns = runq_ns, .blocked_ns = blocked_ns
	};
	struct kc_wakeup_edge_sum *sum = bpf_map_lookup_elem(&kc_edges, key);
	if (!sum) {
		if (bpf_map_update_elem(&kc_edges, key, &first, BPF_NOEXIST) == 0)
			return;
		/* Another CPU was first, or the table is full. */
		sum = bpf_map_lookup_elem(&kc_edges, key);
	}
	if (!sum) {
		tell(edges_lost);
		return;
	}
	add(sum->count, 1);
	add(sum->runq_ns, runq_ns);
	add(sum->blocked_ns, blocked_ns);
}

static __always_inline void log_slow(
	const struct kc_wakeup_edge_key *key, uint64_t now, uint64_t runq_ns, uint64_t blocked_ns)
{
	struct kc_wakeup_slow *e = bpf_ringbuf_reserve(&kc_slow, sizeof(*e), 0);
	if (!e) {
		tell(slow_lost);
		return;
	}
	e->at_ns = now;
	e->runq_ns = runq_ns;
	e->blocked_ns = blocked_ns;
	e->channel = key->channel;
	e->waker = key->waker;
	e->wakee = key->wakee;
	e->kind = key->kind;
	bpf_ringbuf_submit(e, 0);
}

/* Nobody was seen waking the thread: the waking was reported before the switch-out, and noted; or by nobody of this
 * program. False: the time is not known. */
static __always_inline bool find_waking(struct block *b)
{
	struct kc_wakeup_channel *c;
	if (b->pre_gen != b->gen || b->pre_row == 0) {
		b->kind = KC_WAKEUP_OTHER;
		return false;
	}
	b->kind = KC_WAKEUP_CHANNEL;
	b->waker = b->pre_waker;
	b->wake_row = b->pre_row;
	b->wake_ns = b->pre_ns;
	c = channel(b->pre_row);
	if (c)
		add(c->early, -1);
	return true;
}

/* Moves the block from where it was opened to the channel that ended it; returns its row. */
static __always_inline uint32_t settle_row(const struct block *b)
{
	struct kc_wakeup_channel *c;
	if (b->kind != KC_WAKEUP_CHANNEL)
		return b->wait_ch & KC_WAIT_MULTI ? KC_WAKEUP_SEVERAL
						  : b->wait_ch & KC_WAIT_CH_MASK;
	if (b->wait_ch & KC_WAIT_MULTI) {
		c = channel(b->wake_row);
		if (c)
			add(c->blocks, 1);
		c = channel(KC_WAKEUP_SEVERAL);
		if (c && !(b->wait_ch & KC_WAIT_EXT))
			add(c->blocks, -1);
	}
	return b->wake_row;
}

/* timed: its switch-in is what is being reported, at `now`. Else it is missing. */
static __attribute__((noinline)) int end_block(struct block *b, bool timed, uint64_t now)
{
	if (!b)
		return 0;
	if (b->wake_ns == 0 && !find_waking(b))
		timed = false;
	bool named = b->kind == KC_WAKEUP_CHANNEL;
	b->open = CLOSED;
	b->pre_gen = b->pre_row = 0;
	b->last_seq = b->seq;
	b->last_row = named ? b->wake_row : 0;
	if (b->wait_ch & KC_WAIT_EXT && !named)
		return 0;

	struct kc_wakeup_edge_key key = {
		.waker = named ? b->waker : 0, .wakee = b->tid, .kind = b->kind
	};
	key.channel = settle_row(b);
	uint64_t runq_ns = timed ? now - b->wake_ns : 0;
	uint64_t blocked_ns = timed && b->wake_ns > b->off_ns ? b->wake_ns - b->off_ns : 0;
	struct kc_wakeup_channel *c = channel(key.channel);
	if (c) {
		if (!timed)
			add(c->no_latency, 1);
		if (named)
			add(c->wakes, 1);
		else
			add(c->other, 1);
		if (want_histograms && timed)
			count_times(c, runq_ns, blocked_ns);
	}
	if (want_edges)
		count_edge(&key, runq_ns, blocked_ns);
	if (slow_ns && timed && runq_ns >= slow_ns)
		log_slow(&key, now, runq_ns, blocked_ns);
	note_last(&key, timed ? b->wake_ns : 0, now);
	return 0;
}

/* --- the beginning of a block ----------------------------------------------------------------- */

/* Not 0, and perhaps in a channel of this domain. A block with EXT has no row until its end. */
static __always_inline bool opens(uint32_t wait_ch)
{
	if (wait_ch == 0)
		return false;
	if (!(wait_ch & KC_WAIT_MULTI))
		return row_of(wait_ch) != 0;
	uint32_t of = KC_WAIT_BRAND(wait_ch);
	return of == 0 || of == brand;
}

static __always_inline struct kc_wakeup_channel *opened_at(uint32_t wait_ch)
{
	return wait_ch & KC_WAIT_EXT ? NULL
				     : channel(wait_ch & KC_WAIT_MULTI ? KC_WAKEUP_SEVERAL
								       : wait_ch & KC_WAIT_CH_MASK);
}

static __always_inline void count_open(const struct block *b)
{
	struct kc_wakeup_channel *c = opened_at(b->wait_ch);
	if (!c)
		return;
	add(c->blocks, 1);
	if (b->last_row && b->last_seq == b->seq && (c = channel(b->last_row)))
		add(c->spurious, 1);
}

/* Takes over a block of before the attach, when the thread has not run since it was found. */
static __always_inline void take_found(struct block *b, struct task_struct *t)
{
	if (b->open != FOUND)
		return;
	if (b->found_switches != switches(t) + 1) {
		struct kc_wakeup_channel *c = opened_at(b->found_ch);
		if (c)
			add(c->blocks, -1);
		b->open = CLOSED;
		return;
	}
	b->wait_ch = b->found_ch;
	b->seq = b->found_seq;
	b->gen = b->found_gen;
	b->wake_ns = 0;
	uint64_t *since = bpf_map_lookup_elem(&kc_since, &b->tid);
	b->off_ns = since && *since < b->found_ns ? *since : b->found_ns;
	b->found_switches = 0;
	b->open = OPEN;
}

/* Made when there is none. Of two CPUs that make it at once, the waker's and the thread's own, one is refused and finds the
 * other's. NULL: no memory. */
static __always_inline struct block *block_of(struct task_struct *t)
{
	struct block *b = bpf_task_storage_get(&kc_blocks, t, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	return b ? b : bpf_task_storage_get(&kc_blocks, t, 0, 0);
}

static __always_inline void switched_out(struct task_struct *t, bool preempted, uint64_t now)
{
	struct kc_wait_word w;
	struct block *b = bpf_task_storage_get(&kc_blocks, t, 0, 0);
	if (b) {
		take_found(b, t);
		if (b->open == OPEN)
			end_block(b, false, now);
	}
	/* Only a sleep that a wake can end: not stopped, not waiting for memory. Or it was one, and its waker is faster. */
	if (preempted || t->flags & PF_EXITING ||
		!(t->__state & (TASK_INTERRUPTIBLE | TASK_WAKING)))
		return;
	if (!read_word(&w, t) || !opens(w.wait_ch))
		return;
	if (!b) {
		b = block_of(t);
		if (!b) {
			tell(storage_failed);
			return;
		}
	}
	if (b->tid == 0)
		b->tid = tid_of(t);
	b->wait_ch = w.wait_ch;
	b->seq = w.wait_seq;
	b->gen = w.wait_gen;
	b->wake_ns = 0;
	b->off_ns = now;
	count_open(b);
	between_others();
	b->open = OPEN; /* last: a waking on another CPU may come any time */
}

SEC("tp_btf/sched_switch")
int BPF_PROG(kc_switch, bool preempt, struct task_struct *prev, struct task_struct *next)
{
	bool out = has_word(prev), in = has_word(next);
	if (!out && !in)
		return 0;
	uint64_t now = bpf_ktime_get_ns(); /* one instant for both */
	if (out)
		switched_out(prev, preempt, now);
	if (in) {
		struct block *b = bpf_task_storage_get(&kc_blocks, next, 0, 0);
		if (b) {
			take_found(b, next);
			if (b->open == OPEN)
				end_block(b, true, now);
		}
	}
	return 0;
}

/* --- the waking ------------------------------------------------------------------------------- */

/* Of a thread without an open block: an early wake, unless the switch-out is only late. */
static __always_inline void woken_early(
	struct task_struct *t, struct block *b, struct task_struct *current)
{
	struct kc_wait_word w;
	struct kc_wakeup_channel *c;
	if (!b && !settled)
		return; /* kc_find has yet to look at it */
	if (b && b->found_switches == switches(t) + 1)
		return; /* it was woken while kc_find looked at it: as if before the attach */
	if (!(t->__state & TASK_INTERRUPTIBLE) || current->mm != t->mm || !read_word(&w, t) ||
		!opens(w.wait_ch))
		return;
	uint32_t row = woken_for(w.wait_ch, current);
	c = row ? channel(row) : 0;
	if (!c)
		return;
	add(c->early, 1);
	b = block_of(t);
	if (!b) {
		tell(storage_failed);
		return;
	}
	b->pre_ns = bpf_ktime_get_ns();
	b->pre_waker = tid_of(current);
	b->pre_row = row;
	between_others();
	b->pre_gen = w.wait_gen;
}

SEC("tp_btf/sched_waking")
int BPF_PROG(kc_waking, struct task_struct *t)
{
	if (!has_word(t))
		return 0;
	struct task_struct *current = bpf_get_current_task_btf();
	struct block *b = bpf_task_storage_get(&kc_blocks, t, 0, 0);
	if (b)
		take_found(b, t);
	if (!b || b->open != OPEN) {
		if ((uint32_t)current->tgid == target_tgid)
			woken_early(t, b, current);
		return 0;
	}
	if (b->wake_ns)
		return 0; /* woken already: it only has to run */
	uint32_t row = woken_for(b->wait_ch, current);
	b->kind = row ? KC_WAKEUP_CHANNEL : KC_WAKEUP_OTHER;
	b->waker = row ? tid_of(current) : 0;
	b->wake_row = row;
	between_others();
	b->wake_ns = bpf_ktime_get_ns();
	return 0;
}

/* --- who is blocked already ------------------------------------------------------------------- */

/* Is t a thread of target_pid in the namespace of the loader, who reads this iterator? */
static __always_inline bool is_target(struct task_struct *t)
{
	struct task_struct *loader = bpf_get_current_task_btf();
	struct pid *own = loader->thread_pid, *its = t->group_leader->thread_pid;
	struct upid own_id = {}, its_id = {};
	uint32_t level = own->level;
	if (!its || its->level < level)
		return false;
	bpf_core_read(&own_id, sizeof(own_id), &own->numbers[level]);
	bpf_core_read(&its_id, sizeof(its_id), &its->numbers[level]);
	return its_id.ns == own_id.ns && (uint32_t)its_id.nr == target_pid;
}

SEC("iter.s/task")
int kc_find(struct bpf_iter__task *ctx)
{
	struct task_struct *t = ctx->task;
	struct kc_wait_word w;
	if (!t || !is_target(t))
		return 0;
	if (!looking_for_sleepers) {
		target_level = t->group_leader->thread_pid->level;
		target_tgid = (uint32_t)t->tgid;
		return 0;
	}
	uint64_t seen = switches(t);
	if (!has_word(t) || t->on_cpu || !(t->__state & TASK_INTERRUPTIBLE))
		return 0; /* its next switch-out will be reported */
	if (bpf_copy_from_user_task(
		    &w, sizeof(w), (void *)(thread_pointer(t) + (uint64_t)tls_offset), t, 0)) {
		tell(tls_faults);
		return 0;
	}
	if (!opens(w.wait_ch))
		return 0;
	struct block *b = block_of(t);
	if (!b) {
		tell(storage_failed);
		return 0;
	}
	if (b->open != CLOSED)
		return 0; /* its switch-out has just been reported */
	b->found_ch = w.wait_ch;
	b->found_seq = w.wait_seq;
	b->found_gen = w.wait_gen;
	b->found_ns = bpf_ktime_get_ns();
	b->tid = tid_of(t);
	b->found_switches = seen + 1;
	struct kc_wakeup_channel *c = opened_at(w.wait_ch);
	if (c)
		add(c->blocks, 1);
	bool ours = __sync_val_compare_and_swap(&b->open, CLOSED, FOUND) == CLOSED;
	/* Woken in between, and nobody saw this: not a block of ours, unless a report has come and taken it over. */
	if (ours && (switches(t) != seen || !(t->__state & TASK_INTERRUPTIBLE)))
		ours = __sync_val_compare_and_swap(&b->open, FOUND, CLOSED) != FOUND;
	if (!ours) {
		if (c)
			add(c->blocks, -1);
		return 0;
	}
	struct kc_wakeup_about *a = about();
	if (a)
		add(a->found, 1);
	return 0;
}
