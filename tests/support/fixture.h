/* fixture.h - segments made by hand, for tests of the reader: consistent unless the test spoils them.
 *
 * A real sparse file in a folder of its own, mapped shared, written straight from segment/layout.h and
 * without the library's writer. Its clock is CLOCK_MONOTONIC, so ticks are nanoseconds. Failures end
 * the test. One thread a fixture. */
#ifndef KC_TESTS_FIXTURE_H
#define KC_TESTS_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "segment/layout.h"

struct fx_opts {
	const char *dir;    /* NULL: a new folder under /tmp */
	const char *name;   /* of the domain; NULL: "fixture" */
	uint32_t pid;       /* 0: the caller's own */
	uint64_t pid_start; /* 0: the caller's own */
	uint32_t rows;      /* capacity of the tables; 0: 64 */
	uint32_t tickets;   /* 0: as rows */
	uint32_t
		stride_extra; /* bytes that each row is longer than this version's, a multiple of 128 */
	bool unknown_section; /* one of a type that nobody knows, over the whole file */
	bool unlocked;        /* nobody holds the lock */
	bool no_schema;
};

struct fx {
	char dir[256], path[512];
	bool own_dir;
	int fd;
	uint8_t *base;
	uint64_t bytes;
	struct kc_seg_header *h;
	uint64_t t0; /* when the domain was opened: ten seconds ago */
};

void fx_open(struct fx *f, const struct fx_opts *o);
/* Checksum of the header again, after a test has changed it. */
void fx_seal(struct fx *f);
/* Lets go of file, lock and mapping; the file stays (the writer is gone). */
void fx_let_go(struct fx *f);
/* Removes what is there. */
void fx_close(struct fx *f);

struct kc_seg_section *fx_section(struct fx *f, uint32_t type);
/* Row `index` of a section; its memory is there even when it is not in use. */
void *fx_row(struct fx *f, uint32_t type, uint64_t index);
/* The next row after the ones in use; the high-water mark follows. */
uint32_t fx_take(struct fx *f, uint32_t type);

/* A channel with its ring; the row of both. topology 0: MPMC, 1: MPSC, 2: SPSC. */
uint32_t fx_channel(struct fx *f, const char *name, uint8_t topology, uint8_t payload,
	uint32_t elem_bytes, uint32_t capacity);
/* Of any kind, topology, policy and flags. */
struct fx_channel_opts {
	uint8_t kind, topology, payload, overflow; /* as the public enums */
	uint32_t flags;
	uint32_t elem_bytes, capacity; /* 0: 8 and 64; unlimited: a chunk's slots */
	uint64_t limit_bytes;
};
uint32_t fx_channel_of(struct fx *f, const char *name, const struct fx_channel_opts *o);
struct kc_seg_channel *fx_chan(struct fx *f, uint32_t channel);
struct kc_seg_ring *fx_ring(struct fx *f, uint32_t channel);
/* One more lane of an MPSC channel, at the end of the chain; its row in the table of rings. */
uint32_t fx_lane(struct fx *f, uint32_t channel);
void fx_positions(struct fx *f, uint32_t channel, uint64_t sent, uint64_t received);
uint32_t fx_endpoint(
	struct fx *f, uint32_t channel, uint8_t side, uint32_t tid, const char *thread);
struct kc_seg_endpoint *fx_ep(struct fx *f, uint32_t endpoint);
void fx_wait(struct fx *f, uint32_t endpoint, uint64_t since_ns);
/* They sleep in one call. */
void fx_select(struct fx *f, const uint32_t *endpoints, uint32_t n, uint64_t since_ns);
uint32_t fx_hist(struct fx *f);
void fx_hist_add(struct fx *f, uint32_t hist, uint64_t ns, uint64_t times);
uint32_t fx_thread(struct fx *f, uint32_t tid, uint64_t start, const char *name);
void fx_ticket(struct fx *f, uint32_t index, uint32_t gen, uint32_t queued, uint32_t held,
	uint32_t flags, uint32_t holder, uint64_t since_ns, uint32_t channel, uint64_t bytes);
void fx_event(
	struct fx *f, uint32_t endpoint, uint32_t type, uint64_t at_ns, uint64_t pos, uint64_t arg);

#endif
