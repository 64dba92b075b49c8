/* build.h - a snapshot while it is being made; private to the files that make it.
 *
 * Order of work: collect (rows of channels and endpoints, copied whole) -> rings (positions) -> fill
 * (instants, totals, ages) -> histograms, tickets, arena. Everything that is kept is bounded by the
 * constants below, whatever the segment claims. */
#ifndef KC_INSPECT_BUILD_H
#define KC_INSPECT_BUILD_H

#include "inspect/liveness.h"
#include "inspect/rows.h"

enum {
	KI_CHANNELS_MAX = 16384, /* shown; a read alone for each must stay below KI_READS_MAX */
	KI_ENDPOINTS_MAX = 65536,
	KI_LANES_MAX = KI_CHANNELS_MAX + KI_ENDPOINTS_MAX,
	KI_ARENA_LOOKS_MAX = 4096 /* MPMC channels whose oldest element is looked up in the arena */
};

/* Counters by name, so that a segment of another version is read right (schema.c). */
enum { KI_COUNTERS = sizeof(struct kc_seg_counters) / sizeof(uint64_t), KI_COUNTERS_ROOM = 30 };
struct ki_schema {
	uint32_t offset[KI_COUNTERS]; /* in the writer's struct; KC_NONE: it has no such counter */
	uint32_t bytes;               /* of the writer's struct */
};
void ki_schema_read(ki_source *s, struct ki_schema *out, struct ki_findings *f);
/* Copies the counters that stand at p; at most room bytes of it are there. */
void ki_schema_counters(
	const struct ki_schema *m, struct kc_seg_counters *out, const void *p, size_t room);
/* The counter that stands at this place in the writer's struct; NULL: none that is known here. */
uint64_t *ki_schema_counter(const struct ki_schema *m, struct kc_seg_counters *of, uint32_t number);

/* What rings.c saw of a channel's ring. */
struct ki_ring_seen {
	bool ok, closed;
	uint64_t received, sent;
	uint64_t newest_ticks; /* of its stamps */
	uint64_t oldest_ticks; /* send time that bounds the age of the oldest element; 0 unknown */
	uint64_t capacity;     /* MPSC: of all lanes together, as the positions are */
	uint64_t fullest;      /* MPSC: depth of the fullest lane */
	uint32_t lanes;        /* MPSC; else 0 */
};

/* A ring of an MPSC channel. */
struct ki_lane {
	uint32_t row;
	uint64_t sent, depth;
};

struct ki_raw_channel {
	uint32_t index;
	struct kc_seg_channel row;
	struct kc_seg_counters past[2];
	struct ki_ring_seen ring;
};
/* Its senders take elements, too: what has left its ring is received + dropped_oldest, and the receivers'
 * counts say what was received (PROTOCOLS INV-POS-4). */
bool ki_senders_take(const struct ki_raw_channel *c); /* channels.c */

struct ki_raw_endpoint {
	uint32_t index;
	struct kc_seg_endpoint row; /* with the wait record of the later copy */
	struct kc_seg_counters count;
};

struct ki_build {
	ki_source *s;
	struct ki_snapshot *snap;
	struct ki_findings f;
	struct ki_rows rows;
	struct ki_schema schema;
	struct ki_threads threads;
	struct kc_timebase base;
	unsigned what;
	bool live; /* somebody may be writing */
	/* Rows were opened or closed while they were copied, or when the writer died: gaps are no damage. */
	bool moving;
	bool same_boot;
	uint64_t now_ns;
	uint64_t newest_ns;
	uint32_t future; /* instants that lie after now */
	uint32_t arena_looks;
	struct ki_raw_channel *chan;
	size_t chan_count, chan_room;
	struct ki_lane *lane; /* in the order of their rows */
	size_t lane_count, lane_room;
	struct ki_raw_endpoint *ep;
	size_t ep_count, ep_room;
	uint32_t *channel_at; /* row -> index into the snapshot's channels, KC_NONE */
	uint64_t channel_rows;
};

/* Instant of ticks; remembers the newest, and what cannot be. */
uint64_t ki_build_instant(struct ki_build *b, uint64_t ticks);

int ki_channels_collect(struct ki_build *b);    /* channels.c */
int ki_endpoints_collect(struct ki_build *b);   /* endpoints.c */
int ki_rings_read(struct ki_build *b);          /* rings.c, lanes.c */
int ki_channels_fill(struct ki_build *b);       /* identity and positions */
int ki_endpoints_fill(struct ki_build *b);      /* and their grouping */
int ki_selects_group(struct ki_snapshot *snap); /* selects.c: of the endpoints that are there */
void ki_channels_sum(struct ki_build *b);       /* totals and ages; at_ns is known */
int ki_hists_read(struct ki_build *b);          /* hist.c */
void ki_tickets_count(struct ki_build *b);      /* tickets.c */
void ki_arena_read(struct ki_build *b);         /* arena.c */

#endif
