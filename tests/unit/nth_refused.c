/* Proves that a program does the same where the kernel or a policy refuses a whole feature (RELIABILITY rows 2, 13):
 * membarrier from the start or later on, futex_waitv, io_uring, eventfd, and all of them. Each run is a process of its
 * own, because the library asks once; what it did is a text, which must be the same. */
#include <errno.h>
#include <linux/io_uring.h>
#include <linux/membarrier.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/compiler.h"
#include "base/sys.h"
#include "support/harness.h"
#include "support/world.h"

enum { FEW = 3000, MANY = 20000, EACH = 400, PATIENCE_S = 60 };

static struct said {
	size_t bytes;
	char text[4096];
} * said; /* shared with the run */

static struct world w;
static int no_descriptor;       /* what kc_rx_fd answers in this run */
static uint64_t messages = FEW; /* through each channel */

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(said->text + said->bytes, sizeof said->text - said->bytes, format, ap);
	va_end(ap);
	said->bytes += (size_t)n;
	cr_assert_lt(said->bytes, sizeof said->text);
}

/* --- what is refused ------------------------------------------------------------------------- */

static struct kc_sys_table real;
static int with;

static int no_membarrier(int cmd)
{
	(void)cmd;
	return -with;
}

static int no_membarrier_later(int cmd)
{
	return cmd == MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED ? real.membarrier(cmd) : -with;
}

static int no_futex_waitv(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	(void)words, (void)n, (void)deadline_ns;
	return -with;
}

static int no_io_uring(unsigned entries, struct io_uring_params *p)
{
	(void)entries, (void)p;
	return -with;
}

static int no_eventfd(unsigned value, int flags)
{
	(void)value, (void)flags;
	return -with;
}

enum { MEMBARRIER = 1, MEMBARRIER_LATER = 2, FUTEX_WAITV = 4, IO_URING = 8, EVENTFD = 16 };

static void refuse(unsigned what, int error)
{
	real = kc_sys;
	with = error;
	if (what & MEMBARRIER)
		kc_sys.membarrier = no_membarrier;
	if (what & MEMBARRIER_LATER)
		kc_sys.membarrier = no_membarrier_later;
	if (what & FUTEX_WAITV)
		kc_sys.futex_waitv = no_futex_waitv;
	if (what & IO_URING)
		kc_sys.io_uring_setup = no_io_uring;
	if (what & EVENTFD)
		kc_sys.eventfd = no_eventfd;
	no_descriptor = what & EVENTFD ? -error : 0;
}

/* --- the program ----------------------------------------------------------------------------- */

struct job {
	kc_tx *tx;
	uint64_t from, n;
};

/* Then nobody sends any more. */
static void *send_some(void *arg)
{
	const struct job *j = arg;
	for (uint64_t i = j->from; i < j->from + j->n; i++)
		cr_assert_eq(kc_send(j->tx, &i, KC_FOREVER), 0);
	return NULL;
}

static pthread_t start(struct job *j)
{
	pthread_t t;
	cr_assert_eq(pthread_create(&t, NULL, send_some, j), 0);
	return t;
}

static void close_when_sent(pthread_t t)
{
	cr_assert_eq(pthread_join(t, NULL), 0);
	cr_assert_eq(kc_chan_close(w.c), 0);
}

/* Sleeps until there is something, in the program's own loop if it has a descriptor. */
static int wait_and_take(int fd, uint64_t *v)
{
	for (;;) {
		int rc = kc_recv(w.rx, v, fd < 0 ? KC_FOREVER : 0);
		if (rc != -EAGAIN)
			return rc;
		struct pollfd p = { .fd = fd, .events = POLLIN };
		cr_assert(poll(&p, 1, -1) == 1);
	}
}

/* All of them, in order, once; of a conflated channel the last. */
static void receive_all(enum kc_kind kind, int fd)
{
	struct job j = { w.tx, 1, messages };
	uint64_t v, n = 0, last = 0;
	pthread_t t = start(&j);
	while (last < messages) {
		cr_assert_eq(wait_and_take(fd, &v), 0);
		cr_assert_gt(v, last, "in order");
		last = v;
		n++;
	}
	close_when_sent(t);
	int end = wait_and_take(fd, &v);
	say("%d: %d messages, then %s\n", (int)kind, kind == KC_CONFLATED ? 1 : (int)n,
		kc_strerror(end));
}

static void one_channel(enum kc_kind kind, enum kc_topology t, bool through_fd)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .topology = t, .elem_bytes = 8,
		.capacity = kind == KC_BUFFERED ? 64 : 0);
	world_open(&w, 0);
	world_channel_of(&w, &o);
	int fd = through_fd ? kc_rx_fd(w.rx) : -1;
	if (through_fd && no_descriptor)
		cr_assert(fd == no_descriptor && strchr(kc_last_reason(), ';'));
	else if (through_fd)
		cr_assert_geq(fd, 0);
	receive_all(kind, fd);
	world_close(&w);
}

static void each_channel(void)
{
	for (enum kc_kind kind = KC_BUFFERED; kind <= KC_CONFLATED; kind++)
		for (enum kc_topology t = KC_MPMC; t <= KC_SPSC; t++)
			for (int fd = 0; fd < 2; fd++)
				one_channel(kind, t, fd);
}

static kc_cancel *token;

static void *fire_when_asleep(void *arg)
{
	kc_chan_stats s = KC_CHAN_STATS();
	do {
		sched_yield();
		cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	} while (!s.receivers_asleep);
	cr_assert_eq(kc_cancel_fire(token), 0);
	return arg;
}

static pthread_t start_to_fire(void)
{
	pthread_t t;
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	cr_assert_eq(pthread_create(&t, NULL, fire_when_asleep, NULL), 0);
	return t;
}

static void fired(pthread_t t)
{
	cr_assert_eq(pthread_join(t, NULL), 0);
	kc_cancel_free(token);
}

/* A select over two kinds, and both ways to cancel. */
static void select_and_cancel(enum kc_kind kind)
{
	kc_chan *other;
	kc_tx *tx;
	kc_rx *rx;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .elem_bytes = 8);
	kc_chan_opts p = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = 4);
	world_open(&w, 0);
	world_channel_of(&w, &o);
	cr_assert_eq(kc_chan_open(&other, w.d, "other", &p), 0);
	cr_assert(kc_tx_open(&tx, other) == 0 && kc_rx_open(&rx, other) == 0);
	uint64_t v[2], sum = 0;
	kc_case cases[] = { { .rx = w.rx, .elem = &v[0] }, { .rx = rx, .elem = &v[1] } };
	say("%s, ", kc_strerror(kc_select(cases, 2, 100000, NULL)));
	struct job a = { w.tx, 1, EACH }, b = { tx, 1, EACH };
	pthread_t s = start(&a), t = start(&b);
	for (int i = 0; i < 2 * EACH; i++) {
		int index = kc_select(cases, 2, KC_FOREVER, NULL);
		cr_assert(index >= 0 && cases[index].result == 0);
		sum += v[index];
	}
	cr_assert(pthread_join(s, NULL) == 0 && pthread_join(t, NULL) == 0);
	t = start_to_fire();
	int rc = kc_select(cases, 2, KC_FOREVER, token);
	fired(t);
	say("%llu, %s, ", (unsigned long long)sum, kc_strerror(rc));
	t = start_to_fire();
	kc_rx_set_cancel(w.rx, token);
	rc = kc_recv(w.rx, v, KC_FOREVER);
	kc_rx_set_cancel(w.rx, NULL);
	fired(t);
	say("%s\n", kc_strerror(rc));
	cr_assert(kc_tx_close(tx) == 0 && kc_rx_close(rx) == 0 && kc_chan_free(other) == 0);
	world_close(&w);
}

static void uring_answers(unsigned what)
{
	struct io_uring_sqe sqe;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 4);
	int rc = kc_uring_prep_wait_rx(&sqe, w.rx);
	cr_assert(rc == -ENOTSUP || (rc == 0 && !(what & IO_URING)), "%s", kc_strerror(rc));
	world_close(&w);
}

static void run(unsigned what, int error)
{
	signal(SIGALRM, SIG_DFL);
	alarm(PATIENCE_S);
	refuse(what, error);
	each_channel();
	select_and_cancel(KC_BUFFERED);
	select_and_cancel(KC_UNLIMITED);
	select_and_cancel(KC_RENDEZVOUS);
	uring_answers(what);
	kc_sys = real;
	_exit(0);
}

/* What the program said. */
static void in_a_process(struct said *out, unsigned what, int error)
{
	memset(said, 0, sizeof *said);
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		run(what, error);
	int status = 0;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0, "refused 0x%x with %s: status 0x%x after\n%s", what,
		strerrorname_np(error), (unsigned)status, said->text);
	*out = *said;
}

static void same_without(unsigned what, int first, int second)
{
	static struct said all, less;
	said = mmap(NULL, sizeof *said, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert(said != MAP_FAILED);
	in_a_process(&all, 0, 0);
	cr_assert_gt(all.bytes, 500u);
	const int errors[] = { first, second };
	for (size_t i = 0; i < KC_ARRAY_LEN(errors); i++) {
		in_a_process(&less, what, errors[i]);
		cr_assert_str_eq(less.text, all.text);
	}
}

Test(nth_refused, membarrier)
{
	same_without(MEMBARRIER, ENOSYS, EPERM);
}

Test(nth_refused, membarrier_later_on)
{
	messages = MANY; /* so that all topologies' endpoints are FAST by then */
	same_without(MEMBARRIER_LATER, ENOMEM, EPERM);
}

Test(nth_refused, futex_waitv)
{
	same_without(FUTEX_WAITV, ENOSYS, EPERM);
}

Test(nth_refused, io_uring)
{
	same_without(IO_URING, ENOSYS, EPERM);
}

Test(nth_refused, eventfd)
{
	same_without(EVENTFD, EMFILE, ENOMEM);
}

Test(nth_refused, everything)
{
	same_without(MEMBARRIER | FUTEX_WAITV | IO_URING | EVENTFD, ENOSYS, EPERM);
}
