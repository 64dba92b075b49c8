/* sample.h - one picture of everything chanmon watches, and the ring of the last ones.
 *
 * A sample is made once (picture.h), then only read; views of one instant share it by counting
 * references. It holds what the views show and no histograms except those of the channel in focus,
 * so that minutes of samples of a thousand channels fit into tens of megabytes.
 * One thread. */
#ifndef CHANMON_SAMPLE_H
#define CHANMON_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "inspect/inspect.h"
#include "inspect/offcpu.h"
#include "probes/wakeups.h"

enum { CM_SPARK = 32, CM_NAME = KC_NAME_BYTES * 4, CM_EVENTS = 48 };

/* What TOOLS §5 calls the state of a domain. */
enum cm_state { CM_ALIVE, CM_QUIET, CM_DEAD, CM_OUT_OF_SIGHT, CM_UNREADABLE };
const char *cm_state_name(enum cm_state s);

/* A channel of one run of one program: stays the same whatever line it stands on. */
struct cm_key {
	uint64_t run; /* chanmon's own number of the segment: instances in files may repeat */
	uint32_t index, gen;
};
bool cm_key_equal(const struct cm_key *a, const struct cm_key *b);

/* Names do not change from sample to sample, so samples share them. */
struct cm_ident {
	unsigned refs;
	struct cm_key key;
	char domain[CM_NAME];
	char name[CM_NAME];
};

enum cm_activity { CM_FLOWING, CM_IDLE, CM_BLOCKED, CM_CLOSED_CHANNEL, CM_DEAD_CHANNEL };
const char *cm_activity_name(enum cm_activity a);

struct cm_row {
	struct cm_ident *id;
	uint32_t domain; /* index into cm_sample.domain */
	enum cm_activity activity;
	uint8_t kind, topology, payload, overflow;
	bool closed, depth_clamped, in_lanes;
	bool named;    /* the user asked for this channel by name */
	bool rates_ok; /* there was an earlier sample of the same channel */
	uint32_t flags, elem_bytes, capacity, lanes;
	struct ki_fill fill; /* what bars, graphs and "full" are about */
	uint64_t depth, fullest, sent, received, bytes_sent, bytes_received;
	double sent_per_s, received_per_s, bytes_per_s, growth_per_s;
	double timed_out_per_s, wakes_per_s, dropped_per_s, cancelled_per_s;
	double blocked_share[2];
	uint64_t p50_ns, p99_ns; /* residence in the newest interval that had any */
	struct {
		uint64_t count, p50_ns, p99_ns, max_ns;
	} residence; /* since the channel was opened */
	uint64_t oldest_ns;
	uint32_t open[2], blocked[2]; /* endpoints, by side */
	uint32_t selecting[2];        /* of the blocked ones, in a select */
	uint64_t longest_wait_ns[2], longest_alone_ns[2]; /* alone: not in a select */
	uint64_t blocked_ns[2];
	struct kc_seg_counters total[2];
	uint64_t dropped, cancelled;
	uint64_t dropped_new;     /* since the sample before */
	uint64_t send_timeouts;   /* new since the sample before */
	uint64_t ticket_errors;   /* new since the sample before */
	uint64_t received_before; /* received at the sample before; rates_ok only */
	uint32_t lints;           /* bits of enum cm_lint */
	double blocks_per_s;      /* how often its endpoints went to sleep */
	uint32_t wakes;           /* what the probes counted: index into cm_sample.wakes + 1; 0 nothing */
	double wakes_per_message; /* of the probes, since the sample before; below 0: not known */
	uint64_t woken_new, spurious_new; /* the same: blocks that wakes ended, and those for nothing */
	uint64_t lost_wake_ns; /* a thread sleeps for so long although it need not; 0: none known */
	uint32_t lost_wake_tid;
	uint8_t spark[CM_SPARK];  /* fill, 0 ... 255 of spark_room, oldest first */
	uint8_t spark_count;
	uint64_t spark_room; /* of the kind that nothing bounds: as much as there was */
	uint32_t endpoint_first, endpoint_count; /* count 0 when endpoints were not asked for */
};

struct cm_endpoint {
	uint32_t index, gen;
	enum kc_seg_side side;
	bool open, thread_alive, rate_ok;
	char thread_state; /* R S D T ..., 0 unknown */
	uint32_t tid;
	char thread[KC_THREAD_NAME_BYTES * 4];
	char label[CM_NAME];
	enum kc_seg_wait wait;
	uint64_t wait_ns;          /* asleep for so long; 0 awake */
	uint64_t wait_deadline_ns; /* CLOCK_MONOTONIC; 0 none */
	uint64_t wait_start_ns;    /* CLOCK_MONOTONIC */
	uint32_t wait_cases;       /* asleep in a select over so many; 0: for this channel alone */
	uint32_t wait_group;       /* row of its first case's endpoint */
	char wait_also[256];       /* its other cases, "b (receive), c (send)", as far as they fit */
	uint64_t blocked_ns;       /* the wait that goes on included */
	double per_s, blocked_share;
	uint64_t quiet_ns; /* since its newest slow path; 0 unknown */
	struct kc_seg_counters count;
};

struct cm_event {
	uint64_t age_ns;
	enum kc_seg_event_type type;
	enum kc_seg_side side;
	char thread[KC_THREAD_NAME_BYTES * 4];
	uint64_t pos, arg;
	bool torn;
};

/* More of one channel, for the detail view. */
struct cm_focus {
	struct cm_key key;
	struct ki_hist residence, block[2]; /* since the channel was opened */
	struct cm_event event[CM_EVENTS];   /* newest first */
	size_t event_count;
	char event_error[256]; /* why there are none */
};

/* --- wakeups: of programs whose wakeups are looked at --------------------------------------- */

/* Where it comes from, the best that could be had. */
enum cm_tier {
	CM_TIER_SEGMENT,  /* the program has ended: what its segment says */
	CM_TIER_COUNTERS, /* the library's counters, and /proc about suspects */
	CM_TIER_PROBES    /* the kernel, by eBPF */
};
const char *cm_tier_name(enum cm_tier t);

struct cm_wake_times {
	uint64_t count, p50_ns, p99_ns, max_ns, sum_ns;
};

/* What the probes counted in a channel since they were attached; terms as in probes/wakeups.h. */
struct cm_wakes {
	uint32_t row; /* of cm_sample; UINT32_MAX: waits in a select that no channel has ended */
	uint64_t blocks, wakes, other, early, spurious, no_latency, blocked_now;
	struct cm_wake_times runq, blocked;
	bool rates_ok;     /* there was an earlier look at the same channel */
	uint64_t messages; /* sent since then */
	double woken_per_s, woken_per_message; /* wakes and early ones */
};

enum { CM_THREAD = KC_THREAD_NAME_BYTES * 4 };
struct cm_edge {
	uint32_t row; /* UINT32_MAX: no channel, or one that is gone */
	struct kc_wakeup_edge_key key;
	struct kc_wakeup_edge_sum sum;
	char waker[CM_THREAD], wakee[CM_THREAD]; /* "" unknown */
};

struct cm_slow_wake {
	uint32_t row; /* UINT32_MAX: no channel, or one that is gone */
	struct kc_wakeup_slow e;
	char waker[CM_THREAD], wakee[CM_THREAD];
};

/* The wakeups of one domain. */
struct cm_trace {
	uint32_t domain;
	enum cm_tier tier;
	const char *reason; /* a word or two, static: "ok", "not asked", why the probes cannot be had */
	char sentence[512]; /* the same with the cure; "" */
	bool shared;        /* another viewer's probes */
	uint64_t counted_ns, slow_ns;    /* since the attachment; what counts as slow */
	struct kc_wakeup_stats not_told; /* since the attachment; slow_lost: with those that chanmon missed */
	size_t wakes_first, wakes_count, edge_first, edge_count, slow_first, slow_count; /* newest first */
	size_t edges_left_out; /* the rarest, beyond what a sample keeps */
};

/* A thread that should perhaps do something, and what /proc says that it does instead. */
enum cm_off_cpu {
	CM_OFF_UNKNOWN,
	CM_OFF_RUNS,
	CM_OFF_STARVED, /* it could run and mostly waits for a processor */
	CM_OFF_STOPPED,
	CM_OFF_FROZEN,
	CM_OFF_CHANNEL, /* asleep in a channel */
	CM_OFF_ELSEWHERE /* in another system call */
};
const char *cm_off_cpu_name(enum cm_off_cpu o);
struct cm_suspect {
	uint32_t domain, row, tid;
	enum kc_seg_side side;
	char thread[CM_THREAD];
	uint64_t wait_since_ns, asleep_ns; /* in the channel; 0 it is not */
	uint32_t elsewhere; /* row of another channel in which it sleeps, or UINT32_MAX */
	bool needless; /* asleep although the channel could proceed */
	uint64_t needless_ns; /* for so long at least */
	bool lost;            /* long, and without having run since the sample before */
	enum cm_off_cpu doing;
	struct ki_offcpu off; /* /proc's words */
};

struct cm_domain {
	char name[CM_NAME];
	char path[512];
	char exe[256];
	uint32_t pid;
	uint64_t instance;
	uint64_t run;
	enum ki_liveness liveness;
	enum cm_state state;
	char reason[256];
	uint64_t since_ns; /* quiet or dead for so long; 0 unknown */
	bool has_picture;  /* it could be read at least once */
	struct ki_ticket_counts tickets;
	struct ki_arena arena;
	uint64_t tickets_live_at_close;
	size_t findings; /* warnings and errors */
	uint32_t torn;
	bool partial; /* something was damaged, torn or beyond a bound, and is not in the picture */
	char first_finding[256];
	uint32_t lints; /* bits of enum cm_domain_lint */
	size_t row_first, row_count;
};

struct cm_sample {
	unsigned refs;
	uint64_t at_ns, wall_ns;
	struct cm_domain *domain;
	size_t domain_count, domain_cap;
	struct cm_row *row;
	size_t row_count, row_cap;
	struct cm_endpoint *endpoint;
	size_t endpoint_count, endpoint_cap;
	struct cm_focus *focus; /* NULL: none was asked for, or it is gone */
	struct cm_trace *trace;
	size_t trace_count, trace_cap;
	struct cm_wakes *wakes;
	size_t wakes_count, wakes_cap;
	struct cm_edge *edge;
	size_t edge_count, edge_cap;
	struct cm_slow_wake *slow;
	size_t slow_count, slow_cap;
	struct cm_suspect *suspect;
	size_t suspect_count, suspect_cap;
};

struct cm_sample *cm_sample_new(uint64_t at_ns, uint64_t wall_ns);
struct cm_sample *cm_sample_ref(struct cm_sample *s);
void cm_sample_unref(struct cm_sample *s); /* NULL is fine */
size_t cm_sample_bytes(const struct cm_sample *s);
/* Row of a key, or NULL. */
const struct cm_row *cm_sample_find(const struct cm_sample *s, const struct cm_key *key);
const struct cm_domain *cm_sample_find_domain(const struct cm_sample *s, uint64_t run);
/* Row of the channel that has this row of the segment's table, or UINT32_MAX. */
uint32_t cm_sample_row_of(const struct cm_sample *s, const struct cm_domain *d, uint32_t index);
/* Of a domain; NULL: its wakeups were not looked at. */
const struct cm_trace *cm_sample_trace(const struct cm_sample *s, const struct cm_domain *d);
/* What the probes counted in a row; NULL: nobody counted, which is not 0. */
static inline const struct cm_wakes *cm_sample_wakes(const struct cm_sample *s, const struct cm_row *r)
{
	return r->wakes ? &s->wakes[r->wakes - 1] : NULL;
}
/* The probes count wakeups of some program. */
bool cm_sample_probed(const struct cm_sample *s);

/* The last samples, newest last; bounded in number and bytes, the newest two always stay. */
struct cm_ring {
	struct cm_sample **item;
	size_t count, cap, limit;
	size_t bytes, limit_bytes;
};
void cm_ring_init(struct cm_ring *r, size_t limit, size_t limit_bytes);
void cm_ring_free(struct cm_ring *r);
/* Takes over the caller's reference. */
void cm_ring_push(struct cm_ring *r, struct cm_sample *s);
/* back 0: the newest; NULL beyond the oldest. Borrowed. */
struct cm_sample *cm_ring_at(const struct cm_ring *r, size_t back);
/* How far back s stands; r->count when it has left the ring. */
size_t cm_ring_back_of(const struct cm_ring *r, const struct cm_sample *s);

#endif
