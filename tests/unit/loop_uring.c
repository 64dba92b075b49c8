/* io_uring waits (PROTOCOLS §2 "External waiters"): the request as the kernel wants it, completions for every reason
 * to wake, threads that sleep beside unreaped requests, and the answer where io_uring is refused. */
#include <criterion/criterion.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/uring.h"
#include "support/world.h"

static struct world w;
static struct uring u;
static struct kc_sys_table real;
static uint64_t next;

static void setup(enum kc_topology t, uint32_t capacity)
{
	real = kc_sys;
	if (!uring_open(&u))
		cr_skip_test("io_uring is refused here");
	struct io_uring_probe *probe = calloc(1, sizeof *probe + 64 * sizeof probe->ops[0]);
	cr_assert_eq(kc_sys.io_uring_register(u.fd, IORING_REGISTER_PROBE, probe, 64), 0);
	bool can = probe->ops[51].flags & IO_URING_OP_SUPPORTED;
	free(probe);
	if (!can)
		cr_skip_test("this kernel's io_uring has no futex waits");
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, capacity);
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
	uring_close(&u);
}

static void send_one(void)
{
	cr_assert_eq(kc_send(w.tx, &next, 0), 0);
	next++;
}

static void take_one(void)
{
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
}

static const struct kc_seg_side_wait *side(enum kc_seg_side s)
{
	return &w.c->row->side[s];
}

static void wait_rx(uint64_t mark)
{
	struct io_uring_sqe *sqe = uring_next(&u);
	sqe->user_data = mark;
	cr_assert_eq(kc_uring_prep_wait_rx(sqe, w.rx), 0, "%s", kc_last_reason());
	uring_submit(&u);
}

static void wait_tx(uint64_t mark)
{
	struct io_uring_sqe *sqe = uring_next(&u);
	sqe->user_data = mark;
	cr_assert_eq(kc_uring_prep_wait_tx(sqe, w.tx), 0, "%s", kc_last_reason());
	uring_submit(&u);
}

static bool pending(void)
{
	struct io_uring_cqe c;
	return !uring_reap(&u, &c);
}

/* The next completion; its result is one of those that mean "try again". */
static uint64_t completed(void)
{
	struct io_uring_cqe c;
	uring_wait(&u, &c);
	cr_assert(c.res == 0 || c.res == -EAGAIN, "%d", c.res);
	return c.user_data;
}

#define EACH(t) for (enum kc_topology t = KC_MPMC; t <= KC_SPSC; t++)

/* --- the request ----------------------------------------------------------------------------- */

/* The kernel's private, 32-bit futex and a mask with as many bits: with flags of 0x02 no waker of this library would
 * meet it, with a 64-bit mask it is -EINVAL. */
Test(loop_uring, futex_flags_0x82_and_a_32_bit_mask)
{
	EACH(t)
	{
		struct io_uring_sqe sqe, zero = { 0 };
		setup(t, 8);
		memset(&sqe, 0xa5, sizeof sqe);
		sqe.user_data = 42;
		cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), 0, "%s", kc_last_reason());
		cr_assert_eq(sqe.opcode, 51);
		cr_assert_eq(sqe.fd, 0x82);
		cr_assert_eq(sqe.addr3, UINT64_C(0xffffffff));
		cr_assert_eq(sqe.addr, (uintptr_t)&side(KC_SIDE_RECEIVE)->word_ext);
		cr_assert_eq(sqe.off, side(KC_SIDE_RECEIVE)->word_ext);
		cr_assert_eq(sqe.user_data, 42u);
		sqe.opcode = 0, sqe.fd = 0, sqe.addr3 = sqe.addr = sqe.off = sqe.user_data = 0;
		cr_assert_eq(memcmp(&sqe, &zero, sizeof sqe), 0, "everything else is 0");
		teardown();
	}
}

/* On a ready channel the value is one that the word does not have. */
Test(loop_uring, a_ready_channel_completes_at_once)
{
	EACH(t)
	{
		struct io_uring_sqe sqe = { 0 };
		setup(t, 8);
		send_one();
		cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), 0);
		cr_assert_neq((uint32_t)sqe.off, side(KC_SIDE_RECEIVE)->word_ext);
		wait_rx(1);
		cr_assert_eq(completed(), 1u);
		wait_tx(2);
		cr_assert_eq(completed(), 2u, "there is room");
		cr_assert_eq(kc_chan_close(w.c), 0);
		wait_tx(3);
		cr_assert_eq(completed(), 3u, "-EPIPE is an answer");
		teardown();
	}
}

Test(loop_uring, completes_when_there_is_something)
{
	EACH(t)
	{
		setup(t, 2);
		for (uint64_t i = 0; i < 20; i++) {
			wait_rx(i);
			cr_assert(pending());
			send_one();
			send_one();
			cr_assert_eq(completed(), i);
			cr_assert(pending(), "told once");
			wait_tx(100 + i);
			cr_assert(pending());
			take_one();
			cr_assert_eq(completed(), 100 + i);
			take_one();
		}
		teardown();
	}
}

/* The value was read before the announcement: what comes between the check and the submission has advanced it. */
Test(loop_uring, notify_after_check)
{
	EACH(t)
	{
		setup(t, 8);
		struct io_uring_sqe *sqe = uring_next(&u);
		cr_assert_eq(kc_uring_prep_wait_rx(sqe, w.rx), 0);
		cr_assert_eq(sqe->off, side(KC_SIDE_RECEIVE)->word_ext);
		send_one();
		cr_assert_neq((uint32_t)sqe->off, side(KC_SIDE_RECEIVE)->word_ext);
		uring_submit(&u);
		(void)completed();
		teardown();
	}
}

Test(loop_uring, several_on_one_endpoint)
{
	EACH(t)
	{
		setup(t, 8);
		for (uint64_t i = 0; i < 3; i++)
			wait_rx(i);
		cr_assert(pending());
		send_one();
		uint64_t seen = 0;
		for (int i = 0; i < 3; i++)
			seen |= 1u << completed();
		cr_assert_eq(seen, 7u);
		teardown();
	}
}

/* --- beside others --------------------------------------------------------------------------- */

static int wakes_ext, wakes_thread;
static int counted_wake(uint32_t *word, int n)
{
	if (word == &side(KC_SIDE_RECEIVE)->word_ext)
		wakes_ext++;
	else
		wakes_thread++;
	return real.futex_wake(word, n);
}

static int plays_the_sender(uint32_t *word, uint32_t value, uint64_t deadline)
{
	(void)deadline;
	cr_assert_eq(*word, value);
	send_one();
	return 0;
}

/* A request that nobody reaps takes no thread's wake, and a burst wakes the ring once. */
Test(loop_uring, wake_swallowed_by_an_unreaped_external_waiter)
{
	EACH(t)
	{
		uint64_t v;
		setup(t, 8);
		wait_rx(1);
		kc_sys.futex_wake = counted_wake;
		kc_sys.futex_wait = plays_the_sender;
		wakes_ext = wakes_thread = 0;
		for (int round = 1; round < 4; round++) {
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
			cr_assert_eq(wakes_thread, round);
			cr_assert_eq(wakes_ext, 1);
		}
		cr_assert_eq(completed(), 1u);
		teardown();
	}
}

Test(loop_uring, beside_a_descriptor)
{
	EACH(t)
	{
		setup(t, 8);
		struct pollfd p = { .fd = kc_rx_fd(w.rx), .events = POLLIN };
		wait_rx(1);
		cr_assert_eq(poll(&p, 1, 0), 0);
		cr_assert(pending());
		send_one();
		cr_assert_eq(poll(&p, 1, 0), 1);
		cr_assert_eq(completed(), 1u);
		teardown();
	}
}

/* --- the end --------------------------------------------------------------------------------- */

Test(loop_uring, closing_the_channel_completes_it)
{
	EACH(t)
	{
		uint64_t v;
		setup(t, 8);
		wait_rx(1);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(completed(), 1u);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EPIPE);
		teardown();
	}
}

Test(loop_uring, closing_the_endpoint_completes_it)
{
	EACH(t)
	{
		setup(t, 8);
		wait_rx(1);
		wait_rx(2);
		cr_assert(pending());
		cr_assert_eq(kc_rx_close(w.rx), 0);
		w.rx = NULL;
		cr_assert_eq(completed() + completed(), 3u);
		cr_assert_eq(side(KC_SIDE_RECEIVE)->counts, 0u, "no bit is left");
		cr_assert_eq(side(KC_SIDE_RECEIVE)->word & KC_WORD_URING, 0u);
		teardown();
	}
}

/* Prepared, not submitted in time, against the rule: the row's next channel must not have the value it waits
 * with. */
Test(loop_uring, the_word_never_restarts)
{
	EACH(t)
	{
		setup(t, 8);
		const struct kc_seg_channel *row = w.c->row;
		const struct kc_seg_ring *ring = w.tx->e.ring;
		struct io_uring_sqe rx, tx;
		cr_assert_eq(kc_uring_prep_wait_rx(&rx, w.rx), 0);
		while (kc_send(w.tx, &next, 0) == 0)
			;
		cr_assert_eq(kc_uring_prep_wait_tx(&tx, w.tx), 0);
		kc_rx_close(w.rx), kc_tx_close(w.tx), kc_chan_free(w.c);
		world_channel(&w, t, KC_VALUES, 8, 8);
		cr_assert_eq(w.c->row, row, "the rows are used again");
		cr_assert_eq(w.tx->e.ring, ring);
		*uring_next(&u) = rx;
		uring_submit(&u);
		(void)completed();
		*uring_next(&u) = tx;
		uring_submit(&u);
		(void)completed();
		teardown();
	}
}

Test(loop_uring, a_token_that_fires_completes_it)
{
	EACH(t)
	{
		uint64_t v;
		kc_cancel *token;
		setup(t, 8);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		wait_rx(1);
		cr_assert(pending());
		cr_assert_eq(kc_cancel_fire(token), 0);
		cr_assert_eq(completed(), 1u);
		wait_rx(2);
		cr_assert_eq(completed(), 2u, "it has fired");
		cr_assert_eq(kc_recv(w.rx, &v, 0), -ECANCELED);
		kc_rx_set_cancel(w.rx, NULL);
		wait_rx(3);
		cr_assert(pending());
		kc_rx_set_cancel(w.rx, token);
		cr_assert_eq(completed(), 3u);
		kc_cancel_free(token);
		teardown();
	}
}

/* --- where it is not ------------------------------------------------------------------------- */

static int asked, answer;
static int no_ring(unsigned entries, struct io_uring_params *p)
{
	(void)entries, (void)p;
	asked++;
	return answer;
}

static int no_probe(int fd, unsigned opcode, void *arg, unsigned n)
{
	(void)fd, (void)opcode, (void)arg, (void)n;
	asked++;
	return -EINVAL;
}

static int old_kernel(int fd, unsigned opcode, void *arg, unsigned n)
{
	(void)fd, (void)opcode, (void)n;
	struct io_uring_probe *p = arg;
	p->last_op = 50;
	asked++;
	return 0;
}

static void refused(const char *sentence)
{
	struct io_uring_sqe sqe, before;
	real = kc_sys;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	memset(&sqe, 0x5a, sizeof sqe);
	before = sqe;
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), -ENOTSUP);
		cr_assert_not_null(strstr(kc_last_reason(), sentence), "%s", kc_last_reason());
		cr_assert_not_null(strstr(kc_last_reason(), "use kc_rx_fd"));
		cr_assert_eq(kc_uring_prep_wait_tx(&sqe, w.tx), -ENOTSUP);
	}
	cr_assert_eq(memcmp(&sqe, &before, sizeof sqe), 0, "as it was");
	cr_assert_eq(asked, 1, "once a process");
	struct pollfd p = { .fd = kc_rx_fd(w.rx), .events = POLLIN };
	send_one();
	cr_assert_eq(poll(&p, 1, 0), 1, "the descriptor works");
	world_close(&w);
}

Test(loop_uring, refused_by_policy)
{
	kc_sys.io_uring_setup = no_ring;
	answer = -EPERM;
	refused("refused here");
}

Test(loop_uring, refused_by_an_old_kernel)
{
	kc_sys.io_uring_setup = no_ring;
	answer = -ENOSYS;
	refused("refused here");
}

static int some_ring(unsigned entries, struct io_uring_params *p)
{
	(void)entries, (void)p;
	return dup(2);
}

Test(loop_uring, a_ring_without_futex_waits)
{
	kc_sys.io_uring_setup = some_ring;
	kc_sys.io_uring_register = old_kernel;
	refused("cannot wait for futexes");
}

Test(loop_uring, a_ring_that_cannot_be_asked)
{
	kc_sys.io_uring_setup = some_ring;
	kc_sys.io_uring_register = no_probe;
	refused("cannot wait for futexes");
}

static int no_memory(int fd, unsigned opcode, void *arg, unsigned n)
{
	(void)fd, (void)opcode, (void)arg, (void)n;
	return -ENOMEM;
}

/* No descriptor and no memory for asking say nothing about the kernel. */
Test(loop_uring, a_question_that_failed_is_asked_again)
{
	struct io_uring_sqe sqe;
	setup(KC_SPSC, 8);
	kc_sys.io_uring_setup = no_ring;
	answer = -EMFILE;
	cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), -EMFILE);
	cr_assert_not_null(strstr(kc_last_reason(), "ulimit -n"), "%s", kc_last_reason());
	kc_sys.io_uring_setup = real.io_uring_setup;
	kc_sys.io_uring_register = no_memory;
	cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), -ENOMEM);
	cr_assert_not_null(strstr(kc_last_reason(), "could not be asked"), "%s", kc_last_reason());
	kc_sys.io_uring_register = real.io_uring_register;
	cr_assert_eq(kc_uring_prep_wait_rx(&sqe, w.rx), 0);
	teardown();
}

Test(loop_uring, misuse)
{
	struct io_uring_sqe sqe;
	setup(KC_SPSC, 8);
	cr_assert_eq(kc_uring_prep_wait_rx(NULL, w.rx), -EINVAL);
	cr_assert_eq(kc_uring_prep_wait_rx(&sqe, NULL), -EINVAL);
	cr_assert_eq(kc_uring_prep_wait_tx(NULL, w.tx), -EINVAL);
	cr_assert_eq(kc_uring_prep_wait_tx(&sqe, NULL), -EINVAL);
	int status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(kc_uring_prep_wait_rx(&sqe, w.rx) != -EOWNERDEAD);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	teardown();
}
