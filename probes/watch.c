/* watch.c - the table of last sleeps: made with an attachment, a row a thread. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "probes/parts.h"

int kc_probes_watch_size(const struct kc_probes_opts *o, struct bpf_map *watched, struct bpf_map *last)
{
	uint32_t rows = o->watch ? o->watch : 1;
	int rc = bpf_map__set_max_entries(watched, rows);
	return rc ? rc : bpf_map__set_max_entries(last, rows);
}

int kc_probes_watch_begin(struct kc_probes *p, const struct bpf_map *watched, const struct bpf_map *last)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	if (p->opts.watch == 0)
		return 0;
	p->watched_fd = fcntl(bpf_map__fd(watched), F_DUPFD_CLOEXEC, 3);
	if (p->watched_fd < 0)
		return -errno;
	size_t bytes = (p->opts.watch * sizeof(*p->last) + page - 1) / page * page;
	void *at = mmap(NULL, bytes, PROT_READ, MAP_SHARED, bpf_map__fd(last), 0);
	if (at == MAP_FAILED)
		return -errno;
	p->last = at;
	p->last_bytes = bytes;
	return 0;
}

void kc_probes_watch_end(struct kc_probes *p)
{
	if (p->last)
		munmap((void *)p->last, p->last_bytes);
	if (p->watched_fd >= 0)
		close(p->watched_fd);
	p->last = NULL;
	p->watched_fd = -1;
	p->watched = 0;
}

int kc_probes_watch(kc_probes *p, uint32_t tid, const struct kc_wakeup_last **out)
{
	if (!p->attached || !p->last)
		return -ENOTCONN;
	if (p->watched == p->opts.watch)
		return -ENOSPC;
	if (bpf_map_update_elem(p->watched_fd, &tid, &p->watched, BPF_ANY))
		return -errno;
	*out = &p->last[p->watched++];
	return 0;
}
