/* share.c - joining another viewer's attachment to the same target: descriptors of its tables and links, found by their
 * ids. They keep it alive when the other viewer goes; when the last one closes, all of it is gone. It takes CAP_SYS_ADMIN
 * to ask for other processes' objects. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "probes/parts.h"

/* In the order of the descriptors below. */
enum { CHANNELS, EDGES, SINCE, SLOW, ABOUT, TABLES };
static const char *const table_name[TABLES] = { "kc_channels", "kc_edges", "kc_since", "kc_slow", "kc_about" };
static const char *const program_name[KC_PROBES_LINKS] = { "kc_switch", "kc_waking" };

struct found {
	int table[TABLES], link[KC_PROBES_LINKS];
	uint32_t about_id, program[KC_PROBES_LINKS];
};

static bool same(const struct kc_wakeup_about *a, const struct kc_wakeup_about *b)
{
	return a->magic == b->magic && a->pidns_dev == b->pidns_dev && a->pidns_inode == b->pidns_inode &&
	       a->pid == b->pid && a->pid_start == b->pid_start && a->tls_offset == b->tls_offset && a->brand == b->brand &&
	       a->rows >= b->rows && a->slow_ns == b->slow_ns && a->want_edges == b->want_edges &&
	       a->want_histograms == b->want_histograms && a->attached_ns != 0;
}

/* A descriptor of the map if it has this name, else -1. */
static int map_named(uint32_t id, const char *name, size_t value_bytes)
{
	struct bpf_map_info info = { 0 };
	uint32_t n = sizeof(info);
	int fd = bpf_map_get_fd_by_id(id);
	if (fd < 0)
		return -1;
	if (bpf_obj_get_info_by_fd(fd, &info, &n) == 0 && strcmp(info.name, name) == 0 &&
		(value_bytes == 0 || info.value_size == value_bytes))
		return fd;
	close(fd);
	return -1;
}

static bool find_about(struct found *f, const struct kc_wakeup_about *wanted)
{
	struct kc_wakeup_about about;
	uint32_t id = 0, key = 0;
	while (bpf_map_get_next_id(id, &id) == 0) {
		int fd = map_named(id, table_name[ABOUT], sizeof(about));
		if (fd < 0)
			continue;
		if (bpf_map_lookup_elem(fd, &key, &about) == 0 && same(&about, wanted)) {
			f->table[ABOUT] = fd;
			f->about_id = id;
			return true;
		}
		close(fd);
	}
	return false;
}

static void take_tables(struct found *f, const uint32_t *ids, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (int t = 0; t < ABOUT; t++)
			if (f->table[t] < 0)
				f->table[t] = map_named(ids[i], table_name[t], 0);
}

/* The programs that use the table, and by them the other tables. */
static void find_programs(struct found *f)
{
	uint32_t id = 0;
	while (bpf_prog_get_next_id(id, &id) == 0) {
		uint32_t maps[32] = { 0 };
		struct bpf_prog_info info = { .nr_map_ids = 32, .map_ids = (uintptr_t)maps };
		uint32_t n = sizeof(info);
		bool uses = false;
		int fd = bpf_prog_get_fd_by_id(id);
		if (fd < 0)
			continue;
		int rc = bpf_obj_get_info_by_fd(fd, &info, &n);
		close(fd);
		uint32_t count = info.nr_map_ids < 32 ? info.nr_map_ids : 32;
		for (uint32_t i = 0; rc == 0 && i < count; i++)
			uses = uses || maps[i] == f->about_id;
		for (int i = 0; uses && i < KC_PROBES_LINKS; i++)
			if (strcmp(info.name, program_name[i]) == 0)
				f->program[i] = id;
		if (uses)
			take_tables(f, maps, count);
	}
}

static void find_links(struct found *f)
{
	uint32_t id = 0;
	while (bpf_link_get_next_id(id, &id) == 0) {
		struct bpf_link_info info = { 0 };
		uint32_t n = sizeof(info);
		int fd = bpf_link_get_fd_by_id(id);
		if (fd < 0)
			continue;
		bool kept = false;
		if (bpf_obj_get_info_by_fd(fd, &info, &n) == 0)
			for (int i = 0; i < KC_PROBES_LINKS && !kept; i++)
				if (f->link[i] < 0 && f->program[i] && info.prog_id == f->program[i]) {
					f->link[i] = fd;
					kept = true;
				}
		if (!kept)
			close(fd);
	}
}

static bool complete(const struct found *f)
{
	bool all = true;
	for (int i = 0; i < TABLES; i++)
		all = all && f->table[i] >= 0;
	for (int i = 0; i < KC_PROBES_LINKS; i++)
		all = all && f->link[i] >= 0;
	return all;
}

static void give_back(struct found *f)
{
	for (int i = 0; i < TABLES; i++)
		if (f->table[i] >= 0)
			close(f->table[i]);
	for (int i = 0; i < KC_PROBES_LINKS; i++)
		if (f->link[i] >= 0)
			close(f->link[i]);
}

bool kc_probes_join(struct kc_probes *p)
{
	struct kc_wakeup_about wanted;
	struct found f = { .table = { -1, -1, -1, -1, -1 }, .link = { -1, -1 } };
	kc_probes_about_fill(&wanted, p);
	if (!find_about(&f, &wanted))
		return false;
	find_programs(&f);
	find_links(&f);
	if (!complete(&f)) { /* it is going away, or not all of it may be seen */
		give_back(&f);
		return false;
	}
	p->channels_fd = f.table[CHANNELS];
	p->edges_fd = f.table[EDGES];
	p->since_fd = f.table[SINCE];
	p->about_fd = f.table[ABOUT];
	p->ring.fd = f.table[SLOW];
	for (int i = 0; i < KC_PROBES_LINKS; i++)
		p->link[i] = f.link[i];
	if (kc_probes_map(p) == 0)
		return true;
	give_back(&f);
	p->channels_fd = p->edges_fd = p->since_fd = p->about_fd = p->ring.fd = -1;
	p->link[0] = p->link[1] = -1;
	return false;
}
