/* inspect.h - the reader that the three tools share.
 *
 * Data flows one way: find -> source -> snapshot -> (two snapshots) rates -> a tool's view.
 * A segment is hostile input (RELIABILITY): everything is copied with pread through one door
 * (source.h), every offset, count, index and name is checked in the copy, every walk has a bound, nothing
 * is written and nothing is waited for. No function here aborts, recurses over data, or trusts a
 * field. Errors are typed: -errno and a sentence with path, cause and cure.
 *
 * No function is called concurrently on one object; different objects are independent. */
#ifndef KC_INSPECT_INSPECT_H
#define KC_INSPECT_INSPECT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "segment/layout.h"

/* --- errors ---------------------------------------------------------------------------------- */

/* rc: -ENOENT nothing there; -EACCES not allowed (the sentence names owner, mode and cure); -EINVAL
 * not a segment or damaged; -EPROTONOSUPPORT other layout version or byte order; -EIO, -ENOMEM;
 * -ENOTUNIQ several match (the sentence lists them). */
struct ki_error {
	int rc;
	char text[1024];
};

/* --- where segments are ---------------------------------------------------------------------- */

/* The writer, as three signals together say: OFD lock, pid + start time, pid namespace. */
enum ki_liveness {
	KI_ALIVE,
	KI_STOPPED,      /* alive, but stopped or frozen (from /proc/PID/stat) */
	KI_DEAD,         /* a leftover */
	KI_CLOSED,       /* closed cleanly and kept */
	KI_OUT_OF_SIGHT, /* another pid namespace or boot: cannot be told from here */
	KI_UNREADABLE    /* could not be opened; reason says why */
};
const char *ki_liveness_name(enum ki_liveness l); /* "alive", "stopped", "dead", ... */

struct ki_found {
	char path[512];
	char name[KC_NAME_BYTES *
		  4]; /* of the domain, safe to print; from the file's if unreadable */
	uint32_t pid;
	uint64_t instance;
	enum ki_liveness liveness;
	char reason[256]; /* one sentence: how liveness is known, or why it is unreadable */
};
struct ki_list {
	struct ki_found *item;
	size_t count;
};

/* Whether target is the path of a file or folder, and no name: it has a slash or ".kcs" in it, or is "." or "..". */
bool ki_is_path(const char *target);

/* Every segment that target names: a domain name, a pid, a path, or NULL for all in the caller's
 * folders ($KC_DIR, else $XDG_RUNTIME_DIR/kc and /dev/shm/kc-<uid>; as root every /dev/shm/kc-*).
 * Unreadable ones are listed as such. Sorted by name, then alive before dead, then newest first.
 * An empty list is 0; a KC_DIR that is missing or no folder is -ENOENT or -ENOTDIR. At most 65536 files are
 * looked at. */
int ki_find(struct ki_list *out, const char *target, struct ki_error *err);
void ki_list_free(struct ki_list *l);

/* Exactly one: -ENOENT (with "did you mean"), -ENOTUNIQ (candidates listed). With several of one name
 * the only one alive wins; with none alive the newest does. */
int ki_find_one(struct ki_found *out, const char *target, struct ki_error *err);

/* --- source ---------------------------------------------------------------------------------- */

typedef struct ki_source ki_source;
/* Opens read-only (O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, regular files only), reads the header once and
 * validates it together with the table of contents. */
int ki_open(ki_source **out, const char *path, struct ki_error *err);
void ki_close(ki_source *s);

/* What the header says, checked; strings are safe to print. */
struct ki_info {
	char path[512];
	char name[KC_NAME_BYTES * 4];
	char exe[1024];
	char lib_version[96];
	char build_id[48]; /* hex */
	uint32_t layout_major, layout_minor;
	uint32_t pid, uid, flags, brand;
	uint64_t instance, pid_start;
	uint64_t pidns_inode; /* of the writer's pid namespace; 0 not known */
	uint32_t clock_kind;
	uint32_t
		tls_abi; /* of the wait word (base/waitword.h); 0: none, or not one that is known */
	int64_t tls_offset;
	uint64_t file_bytes;     /* as the header says */
	uint64_t file_allocated; /* st_blocks * 512 */
	uint64_t arena_limit_bytes;
	uint32_t arena_page_bytes;
	int32_t arena_fd;
	uint32_t seg_state; /* enum kc_seg_state */
	uint64_t structure_seq;
	uint64_t opened_wall_ns, opened_mono_ns;
	uint64_t closed_mono_ns, tickets_live_at_close;
	enum ki_liveness liveness;
	char reason[256];
	uint32_t section_count;
	struct kc_seg_section section[KC_SEG_SECTIONS_MAX];
};
const struct ki_info *ki_source_info(const ki_source *s);
/* Looks at the three signals again and re-reads what changes in the header. */
enum ki_liveness ki_source_refresh(ki_source *s);
/* The work done so far, to prove the bound of RELIABILITY row 9. */
struct ki_work {
	uint64_t bytes_read;
	uint64_t reads;
};
struct ki_work ki_source_work(const ki_source *s);

/* --- snapshot -------------------------------------------------------------------------------- */

/* A finding: something in the segment that is not as it must be. Codes are stable. */
struct ki_finding {
	char code[12]; /* "KC-F003" */
	enum { KI_INFO, KI_WARNING, KI_ERROR } severity;
	char text[240];
};

struct ki_hist {
	uint64_t count, sum_ns, max_ns;
	uint32_t first, end; /* buckets outside [first, end) are 0; end 0: not known, look at all */
	uint64_t bucket[KC_HIST_BUCKETS];
};
extern const struct ki_hist ki_hist_none; /* without a value */
/* The value at quantile q (0 ... 1): the bucket's upper end, at most max. 0 when empty. */
uint64_t ki_hist_quantile(const struct ki_hist *h, double q);
/* Several in one pass: out[i] for q[i], which ascend, of what came after since (NULL: of everything). */
void ki_hist_quantiles(uint64_t *out, const double *q, unsigned n, const struct ki_hist *h,
	const struct ki_hist *since);
/* One row of the histogram table (an endpoint's hist_block or hist_residence). -ENOENT: no such row, or
 * KC_NONE; -EIO and what pread says. */
int ki_hist_read(ki_source *s, uint32_t row, struct ki_hist *out);
/* The counts that came between two samples of the same thing. */
void ki_hist_minus(struct ki_hist *out, const struct ki_hist *later, const struct ki_hist *earlier);

struct ki_endpoint {
	uint32_t index, gen;
	uint32_t channel; /* index into ki_snapshot.channel */
	enum kc_seg_side side;
	bool open;
	uint32_t tid;
	char thread[KC_THREAD_NAME_BYTES * 4];
	char label[KC_NAME_BYTES * 4];
	bool thread_alive;     /* of a live process: the tid exists and started when the row says */
	char thread_state;     /* from /proc (R S D T ...), 0 unknown */
	uint64_t opened_ns;    /* all *_ns instants: CLOCK_MONOTONIC of the segment's boot */
	uint64_t last_ns;      /* newest slow path; 0 never */
	enum kc_seg_wait wait; /* what it sleeps for */
	uint32_t wait_seq;     /* waits that have ended: equal in two snapshots, it is one wait */
	uint64_t wait_since_ns; /* instant; 0 not asleep */
	uint64_t wait_deadline_ns;
	uint32_t wait_cases; /* asleep in a select over so many; 0: waits for this channel alone */
	uint32_t wait_group; /* row of its first case's endpoint, the same in all; KC_NONE: alone */
	bool has_lane;       /* sends into a lane of its own, which was seen */
	uint64_t lane_depth; /* elements in it */
	enum kc_seg_intent intent;
	uint64_t intent_pos;
	uint32_t intent_count;
	struct kc_seg_counters count; /* messages already derived from positions on SPSC and MPSC */
	uint32_t hist_block, hist_residence;
};

/* The public enums, for readers that do without the library. */
enum ki_kind { KI_BUFFERED, KI_RENDEZVOUS, KI_UNLIMITED, KI_CONFLATED };
enum ki_topology { KI_MPMC, KI_MPSC, KI_SPSC };
enum ki_overflow { KI_BLOCK, KI_DROP_NEWEST, KI_DROP_OLDEST };

struct ki_channel {
	uint32_t index, gen;
	char name[KC_NAME_BYTES * 4];
	uint8_t kind, topology, payload, overflow;
	bool closed;
	uint32_t flags, elem_bytes;
	uint32_t capacity; /* MPSC: of all lanes; unlimited: what the limit allows, 0 none */
	uint64_t opened_ns, closed_ns;
	uint64_t sent, received, depth;
	bool depth_clamped; /* the two positions were read too far apart: approximate */
	bool in_lanes;      /* MPSC with a ring a sender */
	uint32_t lanes;     /* then: rings, those that closed senders left included; else 1 */
	uint64_t fullest;   /* elements in the fullest lane, which has room for capacity / lanes */
	uint64_t bytes_sent, bytes_received;
	struct kc_seg_counters total[2]; /* by side, past and open endpoints together */
	uint32_t senders, receivers;     /* open */
	uint32_t senders_blocked, receivers_blocked;
	uint32_t selecting[2];       /* by side, of those: asleep in a select, for others as well */
	uint64_t longest_wait_ns[2]; /* by side, of those asleep now */
	uint64_t longest_alone_ns[2]; /* by side, of those asleep for this channel alone */
	uint64_t blocked_ns[2];       /* by side, waits that go on included */
	/* Merged over endpoints, past ones too. They are large and most are empty: &ki_hist_none when nothing
	 * was counted or they were not asked for; else the snapshot's. Never NULL. */
	const struct ki_hist *residence; /* of receivers */
	const struct ki_hist *block[2];  /* by side */
	uint64_t oldest_ns; /* age of the oldest element, at least this; 0 empty or unknown */
	uint32_t endpoint_first, endpoint_count; /* into ki_snapshot.endpoint_of */
};

struct ki_ticket_counts {
	uint64_t live, loaned, queued, held, live_bytes;
	uint64_t table_rows; /* rows looked at */
};

struct ki_arena {
	uint64_t limit_bytes, taken_bytes, free_bytes, ring_bytes, run_bytes;
	uint64_t tickets_hwm, tickets_retired;
	uint32_t class_count;
	struct {
		uint32_t block_bytes, pages;
		uint64_t blocks_bound;
	} class_[KC_ARENA_CLASSES_MAX];
};

struct ki_snapshot {
	uint64_t at_ns; /* CLOCK_MONOTONIC of the reader; of a leftover: the newest instant in it */
	uint64_t at_wall_ns; /* CLOCK_REALTIME of the reader */
	enum ki_liveness liveness;
	char reason[256];
	uint64_t last_ns; /* newest slow-path instant of any endpoint */
	struct ki_channel *channel;
	size_t channel_count;
	struct ki_endpoint *endpoint;
	size_t endpoint_count;
	uint32_t *endpoint_of; /* endpoint indices grouped by channel */
	uint32_t *select_of;   /* of those asleep in a select, grouped by the sleeping call */
	size_t select_count;
	struct ki_hist *hist; /* those that the channels point to */
	struct ki_ticket_counts tickets;
	struct ki_arena arena;
	struct ki_finding *finding;
	size_t finding_count;
	uint64_t findings_dropped; /* beyond the first 1000 */
	uint32_t torn;             /* rows given up on after bounded tries */
	uint32_t checks_run, checks_skipped;
};

enum {
	KI_WITH_RESIDENCE = 1,
	KI_WITH_BLOCK = 2,
	KI_WITH_HISTS = KI_WITH_RESIDENCE | KI_WITH_BLOCK,
	KI_WITH_TICKETS = 4, /* count the ticket table (KI_WITH_TICKETS off: counts stay 0) */
	KI_ALL = KI_WITH_HISTS | KI_WITH_TICKETS
};
/* Copies and validates. A damaged row becomes a finding and is left out; what can be read is read. */
int ki_snapshot_take(struct ki_snapshot **out, ki_source *s, unsigned what, struct ki_error *err);
void ki_snapshot_free(struct ki_snapshot *snap);

/* The endpoints of the select in which e sleeps, e among them: *first of so many indices into
 * snap->endpoint, in the order of their rows. 0 when it waits alone. Cases may be missing: those whose rows
 * were copied before or after the wait, and those of other domains. */
size_t ki_select_of(
	const struct ki_snapshot *snap, const struct ki_endpoint *e, const uint32_t **first);

/* How full a channel is, in the terms of its kind: an MPSC's fullest lane, the offers that wait at a
 * rendezvous, a mailbox's one value. room 0: nothing can be full (unlimited without a limit, rendezvous). */
struct ki_fill {
	uint64_t in, room;
};
struct ki_fill ki_channel_fill(const struct ki_channel *c);
/* Messages that its senders dropped, the newest and the oldest together. */
uint64_t ki_channel_dropped(const struct ki_channel *c);
uint64_t ki_channel_cancelled(const struct ki_channel *c);

/* Rates of one channel between two snapshots; ok is false when the channel was not there before (its
 * generation differs) or no time passed: then everything is 0. */
struct ki_rates {
	bool ok;
	double sent_per_s, received_per_s, bytes_per_s, growth_per_s, wakes_per_s, timed_out_per_s;
	double dropped_per_s, cancelled_per_s;
	double blocked_share[2]; /* by side: share of the time, summed over endpoints */
};
struct ki_rates ki_channel_rates(
	const struct ki_snapshot *before, const struct ki_snapshot *now, uint32_t channel_in_now);

/* --- tickets, one by one, in bounded memory -------------------------------------------------- */

enum ki_ticket_state { KI_LOANED, KI_QUEUED, KI_HELD };
const char *ki_ticket_state_name(enum ki_ticket_state s); /* "loaned" ... */

struct ki_ticket {
	uint64_t handle;
	uint32_t index, gen;
	enum ki_ticket_state state;
	uint32_t refs_queued, refs_held;
	uint64_t bytes;
	uint64_t since_ns, age_ns;     /* of the present state */
	uint64_t born_ns, born_age_ns; /* since the allocation */
	uint32_t channel;              /* index into the snapshot's channels, KC_NONE unknown */
	uint32_t holder_endpoint;      /* row, or KC_NONE */
	uint32_t holder_tid;           /* 0 unknown */
	char holder_thread[KC_THREAD_NAME_BYTES * 4];
	bool holder_alive;
	uint64_t site;       /* offset in the executable, or an address (see site_text) */
	char site_text[512]; /* "file.c:12" when symbols are at hand, else "exe+0x1234" */
	bool torn;
};
/* Calls fn for each live ticket (non-zero stops). snap names channels, endpoints and instants. fn must not
 * read from s. */
int ki_tickets_each(ki_source *s, const struct ki_snapshot *snap,
	int (*fn)(void *ctx, const struct ki_ticket *t), void *ctx, struct ki_error *err);

/* --- events ---------------------------------------------------------------------------------- */

struct ki_event {
	uint64_t at_ns;
	uint64_t ticks;             /* of the segment's clock, which tells more instants apart */
	uint32_t endpoint, channel; /* indices into the snapshot */
	enum kc_seg_event_type type;
	uint64_t pos, arg;
	bool torn;
};
const char *ki_event_name(enum kc_seg_event_type t); /* "block", "wake", ... */
/* The flight recorders of all endpoints, merged and ordered by time, the newest `limit` (0: all).
 * *events is the caller's to free. */
int ki_events(ki_source *s, const struct ki_snapshot *snap, size_t limit, struct ki_event **events,
	size_t *count, struct ki_error *err);
/* The same of one channel's endpoints only; nothing else is read. */
int ki_channel_events(ki_source *s, const struct ki_snapshot *snap, uint32_t channel, size_t limit,
	struct ki_event **events, size_t *count, struct ki_error *err);

/* --- shared by the tools: names and numbers -------------------------------------------------- */

const char *ki_topology_name(uint8_t t); /* "spsc", "mpsc", "mpmc" */
const char *ki_payload_name(uint8_t p);  /* "values", "pointers", "tickets", "bytes" */
const char *ki_kind_name(uint8_t k);     /* "buffered" ... */
const char *ki_overflow_name(uint8_t o); /* "block", "drop-newest", "drop-oldest" */
/* Of one bit of a channel's flags, counted from 0: "low-latency" ...; NULL: a bit without a meaning. */
const char *ki_flag_name(unsigned bit);
/* What to say after "2 senders blocked": how many of them are in a select. "", " in a select" or
 * " (1 in a select)"; returns out. */
const char *ki_select_words(char *out, size_t cap, uint32_t waiting, uint32_t selecting);
/* Copies at most cap - 1 bytes: printable ASCII and valid printable UTF-8 as they are, everything
 * else as \xNN. in is read up to in_bytes or a zero. */
void ki_safe_text(char *out, size_t cap, const char *in, size_t in_bytes);

#endif
