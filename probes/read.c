/* read.c - what was counted: the mapped channel table and statistics, and copies of the edges. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomic.h"
#include "probes/parts.h"

static size_t whole_pages(size_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	return (bytes + page - 1) / page * page;
}

int kc_probes_map(struct kc_probes *p)
{
	struct bpf_map_info channels = { 0 }, ring = { 0 };
	uint32_t n = sizeof(channels);
	if (bpf_obj_get_info_by_fd(p->channels_fd, &channels, &n))
		return -errno;
	n = sizeof(ring);
	if (bpf_obj_get_info_by_fd(p->ring.fd, &ring, &n))
		return -errno;

	p->rows = channels.max_entries;
	p->channels_bytes = whole_pages(p->rows * sizeof(struct kc_wakeup_channel));
	void *at = mmap(NULL, p->channels_bytes, PROT_READ, MAP_SHARED, p->channels_fd, 0);
	if (at == MAP_FAILED)
		return -errno;
	p->channels = at;
	p->about_bytes = whole_pages(sizeof(struct kc_wakeup_about));
	at = mmap(NULL, p->about_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, p->about_fd, 0);
	int rc = at == MAP_FAILED ? -errno : 0;
	if (rc == 0) {
		p->about = at;
		rc = kc_probes_ring_map(&p->ring, p->ring.fd, ring.max_entries);
	}
	if (rc)
		kc_probes_unmap(p);
	return rc;
}

void kc_probes_unmap(struct kc_probes *p)
{
	kc_probes_ring_unmap(&p->ring);
	if (p->channels)
		munmap((void *)p->channels, p->channels_bytes);
	if (p->about)
		munmap(p->about, p->about_bytes);
	p->channels = NULL;
	p->about = NULL;
	p->rows = 0;
}

uint64_t kc_probes_since(const kc_probes *p)
{
	return p->about ? kc_load_relaxed(&p->about->attached_ns) : 0;
}

const struct kc_wakeup_channel *kc_probes_channels(const kc_probes *p, uint32_t *rows)
{
	*rows = p->rows;
	return p->channels;
}

void kc_probes_stats(const kc_probes *p, struct kc_wakeup_stats *out)
{
	memset(out, 0, sizeof(*out));
	if (p->about)
		*out = p->about->stats;
}

int kc_probes_blocked_since(kc_probes *p, uint32_t tid, uint64_t since_ns)
{
	if (!p->attached)
		return -ENOTCONN;
	if (bpf_map_update_elem(p->since_fd, &tid, &since_ns, BPF_ANY))
		return errno == E2BIG ? -ENOSPC : -errno;
	return 0;
}

/* Keys are copied one by one: edges that come meanwhile may be seen or not, those that were there are. None is ever taken
 * away, so the walk never begins anew; it ends after as many steps as there can be edges. */
long kc_probes_edges(const kc_probes *p, struct kc_wakeup_edge *out, size_t max)
{
	struct kc_wakeup_edge_key key, next;
	struct kc_wakeup_edge_sum sum;
	void *from = NULL;
	long n = 0;
	if (p->edges_fd < 0)
		return -ENOTCONN;
	for (int step = 0; step < 16384; step++) {
		if (bpf_map_get_next_key(p->edges_fd, from, &next))
			return errno == ENOENT ? n : -errno;
		key = next;
		from = &key;
		if (bpf_map_lookup_elem(p->edges_fd, &key, &sum))
			continue;
		if ((size_t)n < max)
			out[n] = (struct kc_wakeup_edge){ .key = key, .sum = sum };
		n++;
	}
	return n;
}
