/* slow.c - reading the slow log without taking anything out of it, so that several viewers can read one.
 *
 * The ring has two pages of positions, then its data, twice in a row. The kernel only adds where the consumer's position
 * says there is room. Each reader keeps a position of its own and pushes the consumer's up to it: the fastest makes room,
 * and a slower one notices that it was overrun and skips. Records are all of one size, behind 8 bytes of header. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomic.h"
#include "probes/parts.h"

enum { HEADER_BYTES = 8, RECORD_BYTES = HEADER_BYTES + sizeof(struct kc_wakeup_slow) };
_Static_assert(RECORD_BYTES % 8 == 0, "the kernel rounds a record up to 8 bytes");

int kc_probes_ring_map(struct kc_probes_ring *r, int fd, size_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (consumer == MAP_FAILED)
		return -errno;
	void *producer = mmap(NULL, page + 2 * bytes, PROT_READ, MAP_SHARED, fd, (off_t)page);
	if (producer == MAP_FAILED) {
		int rc = -errno;
		munmap(consumer, page);
		return rc;
	}
	r->fd = fd;
	r->consumer = consumer;
	r->producer = producer;
	r->data = (const uint8_t *)producer + page;
	r->bytes = bytes;
	r->at = kc_load_acquire(r->producer) / RECORD_BYTES * RECORD_BYTES;
	return 0;
}

void kc_probes_ring_unmap(struct kc_probes_ring *r)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	if (r->consumer) {
		munmap(r->consumer, page);
		munmap((void *)r->producer, page + 2 * r->bytes);
	}
	r->consumer = NULL;
	r->producer = NULL;
}

int kc_probes_slow_fd(const kc_probes *p)
{
	return p->attached && p->opts.slow_ns ? p->ring.fd : -1;
}

/* Skips what may have been overwritten; how many records that were. */
static uint64_t skip_overrun(struct kc_probes_ring *r)
{
	uint64_t end = kc_load_acquire(r->producer);
	if (end - r->at <= r->bytes)
		return 0;
	uint64_t to = end - r->bytes / 2, lost = (to - r->at) / RECORD_BYTES;
	r->at += lost * RECORD_BYTES;
	return lost;
}

/* Copies the record at r->at; false: there is none yet. */
static bool copy(const struct kc_probes_ring *r, struct kc_wakeup_slow *e, bool *discarded)
{
	if (kc_load_acquire(r->producer) == r->at)
		return false;
	const uint8_t *record = r->data + (r->at & (r->bytes - 1));
	uint32_t head = kc_load_acquire((const uint32_t *)record);
	if (head & BPF_RINGBUF_BUSY_BIT)
		return false;
	*discarded = head & BPF_RINGBUF_DISCARD_BIT;
	memcpy(e, record + HEADER_BYTES, sizeof(*e));
	return true;
}

/* What this reader has seen need not stay. */
static void make_room(struct kc_probes_ring *r)
{
	uint64_t seen = kc_load_relaxed(r->consumer);
	while (seen < r->at && !kc_cas_release(r->consumer, &seen, r->at))
		;
}

size_t kc_probes_slow_drain(kc_probes *p, int (*fn)(void *ctx, const struct kc_wakeup_slow *e), void *ctx, uint64_t *lost)
{
	struct kc_probes_ring *r = &p->ring;
	struct kc_wakeup_slow e;
	uint64_t skipped = 0;
	size_t n = 0;
	bool discarded, more = r->producer != NULL;
	while (more) {
		skipped += skip_overrun(r);
		if (!copy(r, &e, &discarded))
			break;
		kc_fence_acquire();
		if (kc_load_relaxed(r->producer) - r->at > r->bytes)
			continue; /* overrun while it was copied */
		r->at += RECORD_BYTES;
		if (discarded)
			continue;
		n++;
		more = fn(ctx, &e) == 0;
	}
	if (r->producer)
		make_room(r);
	if (lost)
		*lost = skipped;
	return n;
}
