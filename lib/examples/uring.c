/* uring.c - file I/O and a channel in one io_uring loop.
 *
 * A thread sends jobs, each a part of a file; the loop receives them, has the kernel read the parts, several at a
 * time, and counts lines. One call waits for both: for reads that end and for jobs that come. The last job is
 * followed by the end of the stream. Without an argument it reads itself.
 *
 *   cc uring.c $(pkg-config --cflags --libs kc liburing) -pthread -o uring && ./uring FILE
 *
 * Where the kernel or a policy has no io_uring futex waits (Linux 6.7), it says so and ends with 77. */
#include <errno.h>
#include <fcntl.h>
#include <kc/kc.h>
#include <liburing.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { READS = 8, PART = 16384 };

struct job {
	uint64_t offset;
	uint32_t len;
};

struct read {
	struct job job;
	struct read *next; /* of the free ones */
	char buf[PART];
};

struct loop {
	struct io_uring ring;
	kc_rx *jobs;
	int fd;
	struct read reads[READS], *free;
	unsigned busy;
	int waits; /* a wait for jobs is under way */
	int ended; /* no more will come */
	unsigned long bytes, lines;
};

struct cutter {
	kc_tx *jobs;
	uint64_t bytes;
};

static void *cut(void *arg)
{
	struct cutter *c = arg;
	for (uint64_t at = 0; at < c->bytes; at += PART) {
		uint64_t left = c->bytes - at;
		struct job j = { at, (uint32_t)(left < PART ? left : PART) };
		if (kc_send(c->jobs, &j, KC_FOREVER))
			break;
	}
	kc_tx_close(c->jobs); /* the only sender: ends the stream */
	return NULL;
}

static void begin_read(struct loop *l, const struct job *j)
{
	struct read *r = l->free;
	struct io_uring_sqe *sqe = io_uring_get_sqe(&l->ring);
	l->free = r->next;
	r->job = *j;
	io_uring_prep_read(sqe, l->fd, r->buf, j->len, j->offset);
	io_uring_sqe_set_data(sqe, r);
	l->busy++;
}

/* Jobs as long as there are reads for them; when there are none, one wait in the ring. */
static int take_jobs(struct loop *l)
{
	struct job j;
	int rc = 0;
	while (l->free && !l->ended && (rc = kc_recv(l->jobs, &j, 0)) == 0)
		begin_read(l, &j);
	if (rc == -EPIPE)
		l->ended = 1;
	if (rc != -EAGAIN || l->waits)
		return rc == -EAGAIN || rc == -EPIPE ? 0 : rc;
	struct io_uring_sqe *sqe = io_uring_get_sqe(&l->ring);
	io_uring_prep_nop(sqe);
	io_uring_sqe_set_data(sqe, NULL);
	rc = kc_uring_prep_wait_rx(sqe, l->jobs);
	l->waits = rc == 0;
	return rc;
}

static int end_read(struct loop *l, struct read *r, int res)
{
	if (res < 0)
		return res;
	for (const char *p = r->buf; (p = memchr(p, '\n', (size_t)(r->buf + res - p))); p++)
		l->lines++;
	l->bytes += (unsigned long)res;
	r->next = l->free;
	l->free = r;
	l->busy--;
	if ((uint32_t)res == r->job.len || res == 0)
		return 0;
	struct job rest = { r->job.offset + (uint32_t)res, r->job.len - (uint32_t)res };
	begin_read(l, &rest);
	return 0;
}

static int run(struct loop *l)
{
	int rc;
	while ((rc = take_jobs(l)) == 0 && (!l->ended || l->busy)) {
		struct io_uring_cqe *cqe;
		rc = io_uring_submit_and_wait(&l->ring, 1);
		if (rc < 0 && rc != -EINTR)
			break;
		while (io_uring_peek_cqe(&l->ring, &cqe) == 0) {
			struct read *r = io_uring_cqe_get_data(cqe);
			rc = r ? end_read(l, r, cqe->res) : 0;
			if (!r)
				l->waits = 0; /* whatever its result is: try again */
			io_uring_cqe_seen(&l->ring, cqe);
			if (rc)
				return rc;
		}
	}
	return rc;
}

int main(int argc, char **argv)
{
	static struct loop l;
	kc_domain *d;
	kc_chan *c;
	pthread_t t;
	struct stat st;
	struct cutter cutter;
	struct io_uring_sqe trial = { 0 };
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = sizeof(struct job),
		.capacity = 16, .flags = KC_CLOSE_WITH_LAST_TX);

	l.fd = open(argc > 1 ? argv[1] : "/proc/self/exe", O_RDONLY | O_CLOEXEC);
	if (l.fd < 0 || fstat(l.fd, &st)) {
		perror(argc > 1 ? argv[1] : "/proc/self/exe");
		return 1;
	}
	if (kc_domain_open(&d, "uring", NULL) || kc_chan_open(&c, d, "jobs", &o) ||
		kc_tx_open(&cutter.jobs, c) || kc_rx_open(&l.jobs, c)) {
		fprintf(stderr, "uring: %s\n", kc_last_reason());
		return 1;
	}
	cutter.bytes = (uint64_t)st.st_size;
	for (int i = 0; i < READS; i++) {
		l.reads[i].next = l.free;
		l.free = &l.reads[i];
	}
	int rc = io_uring_queue_init(2 * READS, &l.ring, 0), supported = rc == 0;
	if (supported)
		supported = kc_uring_prep_wait_rx(&trial, l.jobs) == 0;
	if (!supported)
		fprintf(stderr, "uring: %s\n", rc ? strerror(-rc) : kc_last_reason());
	if (supported && pthread_create(&t, NULL, cut, &cutter) == 0) {
		rc = run(&l);
		pthread_join(t, NULL);
		if (rc)
			fprintf(stderr, "uring: %s\n", strerror(-rc));
		printf("%lu bytes, %lu lines\n", l.bytes, l.lines);
	} else {
		kc_tx_close(cutter.jobs);
	}
	kc_rx_close(l.jobs);
	if (supported)
		io_uring_queue_exit(&l.ring);
	if (kc_chan_free(c) || kc_domain_close(d))
		return 1;
	return !supported ? 77 : rc || l.bytes != cutter.bytes;
}
