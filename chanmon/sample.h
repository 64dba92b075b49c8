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
};

struct cm_sample *cm_sample_new(uint64_t at_ns, uint64_t wall_ns);
struct cm_sample *cm_sample_ref(struct cm_sample *s);
void cm_sample_unref(struct cm_sample *s); /* NULL is fine */
size_t cm_sample_bytes(const struct cm_sample *s);
/* Row of a key, or NULL. */
const struct cm_row *cm_sample_find(const struct cm_sample *s, const struct cm_key *key);
const struct cm_domain *cm_sample_find_domain(const struct cm_sample *s, uint64_t run);

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
