/* Proves that the ways into other event loops, and what a program asks about itself, answer with any system call
 * failing (RELIABILITY row 12): no descriptor, no io_uring, or no file is an error with a sentence that goes away with
 * its cause, and the channel works on. */
#include <dirent.h>
#include <errno.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/harness.h"
#include "support/nth_run.h"
#include "support/world.h"
#include "wait/mode.h"

static enum kc_topology topology;
static kc_domain *d;
static kc_chan *c;
static kc_tx *tx;
static kc_rx *rx;
static kc_cancel *token;
static uint64_t streamed;

static void open_channel(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .elem_bytes = 8, .capacity = 4);
	d = nth_domain(0);
	NTH_WORKS(kc_chan_open(&c, d, "c", &o));
	NTH_WORKS(kc_tx_open(&tx, c));
	NTH_WORKS(kc_rx_open(&rx, c));
	NTH_WORKS(kc_cancel_new(&token, NULL));
	streamed = topology == KC_SPSC ? 2 * KC_MODE_STREAK : KC_MODE_STREAK_SHARED + 200;
	for (uint64_t i = 0; i < streamed; i++) { /* FAST, so that arming calls membarrier */
		uint64_t got;
		NTH_WORKS(kc_send(tx, &i, 0));
		NTH_WORKS(kc_recv(rx, &got, 0));
	}
}

static void close_channel(void)
{
	NTH_WORKS(kc_tx_close(tx));
	NTH_WORKS(kc_rx_close(rx));
	NTH_WORKS(kc_chan_free(c));
	kc_cancel_free(token);
	nth_close_domain(d);
}

static unsigned each_topology(const struct nth_program *p)
{
	unsigned runs = 0;
	for (topology = KC_MPMC; topology <= KC_SPSC; topology++)
		runs += nth_sweep(p);
	return runs;
}

/* --- descriptors ----------------------------------------------------------------------------- */

static bool readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	nth_must(poll(&p, 1, 0) >= 0);
	return p.revents == POLLIN;
}

static void loop_once(void)
{
	uint64_t v = 7;
	int in = -1, out = -1;
	if (!NTH_OPEN(in = kc_rx_fd(rx)) || !NTH_OPEN(out = kc_tx_fd(tx)))
		return;
	nth_must(kc_recv(rx, &v, 0) == -EAGAIN && !readable(in));
	for (int i = 0; i < 4; i++)
		NTH_WORKS(kc_send(tx, &v, 0));
	nth_must(kc_send(tx, &v, 0) == -EAGAIN);
	nth_must(readable(in) && !readable(out));
	for (int i = 0; i < 4; i++)
		NTH_WORKS(kc_recv(rx, &v, 0));
	nth_must(kc_recv(rx, &v, 0) == -EAGAIN);
	nth_must(!readable(in) && readable(out));
}

static void fire_and_close(void)
{
	uint64_t v;
	kc_rx_set_cancel(rx, token);
	nth_must(kc_cancel_fire(token) == 0);
	nth_must(readable(kc_rx_fd(rx)) && kc_recv(rx, &v, 0) == -ECANCELED);
	kc_rx_set_cancel(rx, NULL);
}

static void loop_and_fire(void)
{
	loop_once();
	if (kc_rx_fd(rx) >= 0)
		fire_and_close();
}

static void loop_again_and_close(void)
{
	loop_once(); /* what was refused is not now */
	close_channel();
}

Test(nth_loop, descriptors)
{
	struct nth_program p = { "descriptors", open_channel, loop_and_fire, loop_again_and_close };
	nth_report(p.name, each_topology(&p));
}

static void open_with_descriptors(void)
{
	open_channel();
	nth_must(kc_rx_fd(rx) >= 0 && kc_tx_fd(tx) >= 0);
}

static void nothing(void)
{
}

Test(nth_loop, closing_with_descriptors)
{
	struct nth_program p = { "close with descriptors", open_with_descriptors, close_channel,
		nothing };
	nth_report(p.name, each_topology(&p));
}

/* --- io_uring -------------------------------------------------------------------------------- */

static struct io_uring_sqe sqe, untouched;

static bool prepare_both(void)
{
	memset(&sqe, 0x5a, sizeof sqe);
	untouched = sqe;
	if (!NTH_OPEN(kc_uring_prep_wait_rx(&sqe, rx))) {
		nth_must(memcmp(&sqe, &untouched, sizeof sqe) == 0);
		return false;
	}
	nth_must(sqe.user_data == untouched.user_data && sqe.opcode == 51);
	return NTH_OPEN(kc_uring_prep_wait_tx(&sqe, tx));
}

/* Where it really is refused nothing is left to be proved. */
static bool uring_is_here(void)
{
	struct world w;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 4);
	int rc = kc_uring_prep_wait_rx(&sqe, w.rx);
	world_close(&w);
	return rc == 0;
}

/* What the kernel said is kept; that it could not be asked is not. */
static bool was_refused(void)
{
	const struct nth_state *s = nth_fault();
	int error = nth_error(s);
	return s->fired && (nth_is(s, "io_uring_setup") || nth_is(s, "io_uring_register")) &&
	       error != ENOMEM && error != EMFILE && error != ENFILE;
}

static void prepare_once(void)
{
	if (was_refused())
		nth_must(kc_uring_prep_wait_rx(&sqe, rx) == -ENOTSUP);
	else
		(void)prepare_both();
}

static void prepare_again_and_close(void)
{
	prepare_once();
	loop_once();
	close_channel();
}

Test(nth_loop, uring)
{
	int status = 1;
	pid_t pid = fork(); /* what this process knows each run would know, too */
	if (pid == 0)
		_exit(!uring_is_here());
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	if (status)
		cr_skip_test("io_uring futex waits are not available here");
	struct nth_program p = { "io_uring", open_channel, prepare_once, prepare_again_and_close };
	nth_report(p.name, each_topology(&p));
}

/* --- looking at oneself ---------------------------------------------------------------------- */

static void snapshot_and_dump(void)
{
	kc_chan_stats s = KC_CHAN_STATS();
	FILE *f = fopen("/dev/null", "we");
	nth_must(f);
	NTH_WORKS(kc_chan_snapshot(c, &s));
	nth_must(s.sent == streamed && s.depth == 0);
	NTH_WORKS(kc_arena_dump(d, f));
	fclose(f);
}

Test(nth_loop, snapshot_and_dump)
{
	struct nth_program p = { "snapshot and dump", open_channel, snapshot_and_dump,
		close_channel };
	nth_report(p.name, nth_sweep(&p)); /* they make no call of the library's */
}

static int next_descriptor(void)
{
	int fd = dup(2);
	cr_assert_geq(fd, 0);
	close(fd);
	return fd;
}

/* The reader's own calls do not go through the table: here the kernel itself refuses them. */
Test(nth_loop, dump_without_descriptors)
{
	struct world w;
	struct rlimit limit;
	FILE *f = fopen("/dev/null", "we");
	world_open(&w, 0);
	int first = next_descriptor(), refused = 0, rc;
	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
	rlim_t enough = limit.rlim_cur;
	do {
		limit.rlim_cur = (rlim_t)(first + refused);
		cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
		rc = kc_arena_dump(w.d, f);
		cr_assert(rc == 0 || (rc == -EIO && strchr(kc_last_reason(), ';')), "%s: %s",
			kc_strerror(rc), kc_last_reason());
	} while (rc && ++refused < 16);
	limit.rlim_cur = enough;
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	cr_assert_eq(rc, 0);
	cr_assert_gt(refused, 0);
	cr_assert_eq(next_descriptor(), first, "a descriptor is lost");
	world_close(&w);
	fclose(f);
}
