/* load.c - the life of an attachment: open, attach, detach, close. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/atomic.h"
#include "probes/parts.h"
#include "wakeups.skel.h"

/* A row of the channel table takes 10 KB of kernel memory, so it has room for so many times the channels that there are. */
enum { ROWS_AHEAD = 2, ROWS_LEAST = 64, ROWS_MOST = 8192 };
enum { DESCRIPTORS = 24 }; /* more than are ever open at a time for an attachment of one's own */

/* libbpf's last words: what the verifier did not like, for the sentence. One attach at a time in a thread. */
static _Thread_local char last_words[512];

__attribute__((format(printf, 2, 0))) static int listen(enum libbpf_print_level level, const char *format, va_list args)
{
	char line[512];
	if (level > LIBBPF_WARN)
		return 0;
	int n = vsnprintf(line, sizeof(line), format, args);
	line[strcspn(line, "\n")] = 0;
	if (!strstr(line, "BEGIN PROG LOAD LOG") && !strstr(line, "failed to load"))
		snprintf(last_words, sizeof(last_words), "%s", line);
	return n;
}

static uint64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint32_t rows_for(const struct kc_probes_target *t)
{
	uint32_t rows = t->channels < ROWS_MOST ? t->channels * ROWS_AHEAD : ROWS_MOST;
	if (rows < ROWS_LEAST)
		rows = ROWS_LEAST;
	if (t->channels_max && rows > t->channels_max)
		rows = t->channels_max;
	return (rows < ROWS_MOST ? rows : ROWS_MOST) + 1; /* row 0 */
}

/* --- open and close --------------------------------------------------------------------------- */

enum kc_probes_reason kc_probes_open(kc_probes **out, const struct kc_probes_target *t, const struct kc_probes_opts *o,
	char *why, size_t bytes)
{
	*out = NULL;
	enum kc_probes_reason r = kc_probes_support(t, why, bytes);
	if (r)
		return r;
	kc_probes *p = calloc(1, sizeof(*p));
	if (!p)
		return kc_probes_say(why, bytes, KC_PROBES_NO_MEMORY, "no memory for the tables");
	p->target = *t;
	p->target.name[sizeof(p->target.name) - 1] = 0;
	if (o)
		p->opts = *o;
	else
		kc_probes_opts_init(&p->opts);
	p->channels_fd = p->edges_fd = p->since_fd = p->about_fd = p->watched_fd = p->ring.fd = -1;
	p->link[0] = p->link[1] = -1;
	*out = p;
	return KC_PROBES_OK;
}

static void drop_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Everything that was made by attach. */
static void let_go(struct kc_probes *p)
{
	kc_probes_detach(p);
	kc_probes_unmap(p);
	kc_probes_watch_end(p);
	drop_fd(&p->channels_fd);
	drop_fd(&p->edges_fd);
	drop_fd(&p->since_fd);
	drop_fd(&p->about_fd);
	drop_fd(&p->ring.fd);
	wakeups__destroy(p->own);
	p->own = NULL;
	p->shared = false;
}

void kc_probes_close(kc_probes *p)
{
	if (!p)
		return;
	let_go(p);
	free(p);
}

/* --- an attachment of one's own --------------------------------------------------------------- */

void kc_probes_about_fill(struct kc_wakeup_about *about, const struct kc_probes *p)
{
	struct stat ns = { 0 };
	stat("/proc/self/ns/pid", &ns);
	*about = (struct kc_wakeup_about){
		.magic = KC_WAKEUP_ABOUT_MAGIC,
		.pidns_dev = ns.st_dev,
		.pidns_inode = ns.st_ino,
		.pid_start = kc_probes_pid_start(p->target.pid),
		.tls_offset = p->target.tls_offset,
		.slow_ns = p->opts.slow_ns,
		.pid = p->target.pid,
		.brand = p->target.brand,
		.rows = rows_for(&p->target),
		.want_edges = p->opts.want_edges,
		.want_histograms = p->opts.want_histograms,
	};
}

static int configure(struct wakeups *w, const struct kc_wakeup_about *about, const struct kc_probes_opts *o)
{
	w->rodata->target_pid = about->pid;
	w->rodata->tls_offset = about->tls_offset;
	w->rodata->brand = about->brand;
	w->rodata->channel_rows = about->rows;
	w->rodata->slow_ns = about->slow_ns;
	w->rodata->want_edges = about->want_edges;
	w->rodata->want_histograms = about->want_histograms;
	w->rodata->watch_rows = o->watch;
	w->rodata->preempt_from_rq = kc_probes_preempt_from_rq();
	int rc = kc_probes_watch_size(o, w->maps.kc_watched, w->maps.kc_last);
	return rc ? rc : bpf_map__set_max_entries(w->maps.kc_channels, about->rows);
}

/* Runs the iterator once over all tasks. */
static int walk_tasks(struct wakeups *w)
{
	struct bpf_link *link = bpf_program__attach_iter(w->progs.kc_find, NULL);
	if (!link)
		return -errno;
	int rc = 0, fd = bpf_iter_create(bpf_link__fd(link));
	if (fd < 0) {
		rc = -errno;
	} else {
		char unused[64];
		ssize_t n;
		while ((n = read(fd, unused, sizeof(unused))) > 0 || (n < 0 && errno == EINTR))
			;
		if (n < 0)
			rc = -errno;
		close(fd);
	}
	bpf_link__destroy(link);
	return rc;
}

/* The order matters: who is found asleep must be reported when it wakes. */
static int begin(struct wakeups *w)
{
	int rc;
	w->links.kc_switch = bpf_program__attach(w->progs.kc_switch);
	if (!w->links.kc_switch)
		return -errno;
	w->links.kc_waking = bpf_program__attach(w->progs.kc_waking);
	if (!w->links.kc_waking)
		return -errno;
	if ((rc = walk_tasks(w)))
		return rc;
	if (w->data->target_tgid == UINT32_MAX)
		return -ESRCH;
	w->bss->looking_for_sleepers = 1;
	if ((rc = walk_tasks(w)))
		return rc;
	w->bss->settled = 1;
	return 0;
}

static int keep(int *fd, const struct bpf_map *map)
{
	*fd = fcntl(bpf_map__fd(map), F_DUPFD_CLOEXEC, 3);
	return *fd < 0 ? -errno : 0;
}

static int keep_tables(struct kc_probes *p)
{
	int rc;
	if ((rc = keep(&p->channels_fd, p->own->maps.kc_channels)) || (rc = keep(&p->edges_fd, p->own->maps.kc_edges)) ||
		(rc = keep(&p->since_fd, p->own->maps.kc_since)) || (rc = keep(&p->about_fd, p->own->maps.kc_about)) ||
		(rc = keep(&p->ring.fd, p->own->maps.kc_slow)) ||
		(rc = kc_probes_watch_begin(p, p->own->maps.kc_watched, p->own->maps.kc_last)))
		return rc;
	return kc_probes_map(p);
}

/* Whether there are as many descriptors as it takes. Short of one while it looks for what the kernel can do, libbpf takes
 * that for missing, goes on without, and fails with another error. */
static int find_room(void)
{
	int fd[DESCRIPTORS], n = 0, rc = 0;
	while (n < DESCRIPTORS && (fd[n] = open("/", O_PATH | O_CLOEXEC)) >= 0)
		n++;
	if (n < DESCRIPTORS)
		rc = -errno;
	while (n > 0)
		close(fd[--n]);
	return rc;
}

static int load_own(struct kc_probes *p, const char **doing)
{
	struct kc_wakeup_about about;
	uint32_t key = 0;
	int rc;
	*doing = "making room for the program";
	if ((rc = find_room()))
		return rc;
	kc_probes_about_fill(&about, p);
	*doing = "reading the program";
	p->own = wakeups__open();
	if (!p->own)
		return -errno;
	if ((rc = configure(p->own, &about, &p->opts)))
		return rc;
	*doing = "loading the program";
	if ((rc = wakeups__load(p->own)))
		return rc;
	*doing = "mapping the tables";
	if ((rc = keep_tables(p)))
		return rc;
	if (bpf_map_update_elem(p->about_fd, &key, &about, BPF_ANY))
		return -errno;
	*doing = "attaching to the scheduler";
	if ((rc = begin(p->own)))
		return rc;
	kc_store_release(&p->about->attached_ns, now_ns()); /* from here on others may find it */
	return 0;
}

/* --- attach and detach ------------------------------------------------------------------------ */

enum kc_probes_reason kc_probes_attach(kc_probes *p, char *why, size_t bytes)
{
	if (bytes)
		*why = 0;
	if (p->attached)
		return KC_PROBES_OK;
	enum kc_probes_reason r = kc_probes_support(&p->target, why, bytes);
	if (r)
		return r;
	let_go(p);
	if (p->opts.share && !p->opts.watch && kc_probes_join(p)) {
		p->attached = p->shared = true;
		return KC_PROBES_OK;
	}
	const char *doing = "";
	libbpf_print_fn_t before = libbpf_set_print(listen);
	last_words[0] = 0;
	int rc = load_own(p, &doing);
	libbpf_set_print(before);
	if (rc == 0) {
		p->attached = true;
		return KC_PROBES_OK;
	}
	bool loaded = p->own && bpf_program__fd(p->own->progs.kc_find) >= 0;
	let_go(p);
	/* libbpf's word for a description of the kernel's types that it cannot hold; that there is one, support has seen. */
	if (rc == -ESRCH && !loaded)
		rc = -ENOMEM;
	if (rc == -ESRCH) {
		r = kc_probes_support(&p->target, why, bytes); /* gone meanwhile? */
		return r ? r :
			   kc_probes_say(why, bytes, KC_PROBES_TARGET_GONE,
				   "process %u of %s was not found among the kernel's tasks: it has ended", p->target.pid,
				   p->target.name);
	}
	return kc_probes_failed(-rc, doing, last_words, why, bytes);
}

void kc_probes_detach(kc_probes *p)
{
	if (p->own)
		wakeups__detach(p->own);
	for (int i = 0; i < KC_PROBES_LINKS; i++)
		drop_fd(&p->link[i]);
	p->attached = false;
}

bool kc_probes_attached(const kc_probes *p)
{
	return p->attached;
}

bool kc_probes_shared(const kc_probes *p)
{
	return p->shared;
}
