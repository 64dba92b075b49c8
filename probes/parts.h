/* parts.h - what the loader's files know of each other. */
#ifndef KC_PROBES_PARTS_H
#define KC_PROBES_PARTS_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "probes/watch.h"

/* Of the slow log's ring: mapped, with a position of this object's own (slow.c). */
struct kc_probes_ring {
	int fd; /* -1: none */
	uint64_t *consumer; /* its page may be written: what all readers have seen */
	const uint64_t *producer;
	const uint8_t *data;
	size_t bytes; /* a power of two */
	uint64_t at;
};

enum { KC_PROBES_LINKS = 2 };

struct kc_probes {
	struct kc_probes_target target;
	struct kc_probes_opts opts;
	bool attached, shared;
	struct wakeups *own; /* NULL when shared, or not attached yet */
	int link[KC_PROBES_LINKS]; /* of a shared attachment, -1; own ones belong to `own` */
	/* descriptors of this object, -1 before the first attach */
	int channels_fd, edges_fd, since_fd, about_fd;
	struct kc_probes_ring ring;
	const struct kc_wakeup_channel *channels;
	size_t channels_bytes;
	uint32_t rows;
	struct kc_wakeup_about *about;
	size_t about_bytes;
	int watched_fd; /* -1: nobody is watched */
	const struct kc_wakeup_last *last; /* opts.watch rows, `watched` of them in use */
	size_t last_bytes;
	uint32_t watched;
};

/* Writes the sentence, cut to fit, and returns r. */
__attribute__((format(printf, 4, 5))) enum kc_probes_reason kc_probes_say(
	char *why, size_t bytes, enum kc_probes_reason r, const char *format, ...);

/* support.c: what a failed bpf(2) means; said: libbpf's last words, or "". */
enum kc_probes_reason kc_probes_failed(
	int error, const char *doing, const char *said, char *why, size_t bytes);
/* Field 22 of /proc/PID/stat; 0: no such process. */
uint64_t kc_probes_pid_start(uint32_t pid);

/* load.c: what the attachment to be is like, for `about`. */
void kc_probes_about_fill(struct kc_wakeup_about *about, const struct kc_probes *p);
/* The distance between a CPU's run queue and its preempt count; 0: not known. */
int64_t kc_probes_preempt_from_rq(void);

/* read.c: maps the tables behind the descriptors; 0 or -errno, and then nothing is mapped. */
int kc_probes_map(struct kc_probes *p);
void kc_probes_unmap(struct kc_probes *p);

/* slow.c: 0 or -errno */
int kc_probes_ring_map(struct kc_probes_ring *r, int fd, size_t bytes);
void kc_probes_ring_unmap(struct kc_probes_ring *r);

/* watch.c: the tables' size before the load; then maps them (0 or -errno); and lets go of them. */
int kc_probes_watch_size(const struct kc_probes_opts *o, struct bpf_map *watched, struct bpf_map *last);
int kc_probes_watch_begin(struct kc_probes *p, const struct bpf_map *watched, const struct bpf_map *last);
void kc_probes_watch_end(struct kc_probes *p);

/* share.c: fills the descriptors of p from another process's attachment; false: there is none like it, or it may not be
 * looked for. */
bool kc_probes_join(struct kc_probes *p);

#endif
