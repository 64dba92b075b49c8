/* external.c - waiters in an event loop: a descriptor that is level, and armed by the call that answers -EAGAIN. */
#include <poll.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "chan/ext.h"
#include "kit.h"

static int fd;

static void open_fd(enum kc_topology t, unsigned receivers)
{
	kit_open_ring(t, 2, 1, receivers, 0);
	fd = kc_rx_fd(kit.rx[0]);
	if (fd < 0)
		explore_fail("kc_rx_fd: %s", kc_strerror(fd));
}
static void open_spsc(void)
{
	open_fd(KC_SPSC, 1);
}
static void open_mpmc(void)
{
	open_fd(KC_MPMC, 2);
}
static bool is_readable(void *arg)
{
	(void)arg;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	return poll(&p, 1, 0) == 1;
}
static void receive_by_fd(unsigned n)
{
	unsigned self = explore_self();
	while (kit.n[self] < n) {
		int rc = kit_recv(0, 0);
		if (rc == -EAGAIN)
			explore_until(is_readable, NULL);
		else
			explore_require(rc == 0);
	}
}
static void receive_two_by_fd(void)
{
	receive_by_fd(2);
}
static void receive_one_by_fd(void)
{
	receive_by_fd(1);
}
static void send_two(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
}
static void check_two(void)
{
	kit_check_exact(1, (const unsigned[]){ 2 });
}
SCENARIO(external_fd,
	.shows = "external arming: a cleared eventfd is armed, and was seen empty after it",
	.prepare = open_spsc, .thread = { send_two, receive_two_by_fd }, .check = check_two);

static void receive_one_asleep(void)
{
	explore_require(kit_recv(1, KC_FOREVER) == 0);
}
SCENARIO(external_and_thread,
	.shows = "a wake for a thread is not swallowed by a waiter in an event loop",
	.prepare = open_mpmc, .thread = { send_two, receive_one_by_fd, receive_one_asleep },
	.check = check_two, .preemptions = 1);

static void open_fast(void)
{
	open_spsc();
	kit_nearly_fast();
}
SCENARIO(external_fast, .shows = "external arming against a sender that goes FAST",
	.prepare = open_fast, .thread = { send_two, receive_two_by_fd }, .check = check_two);

/* --- io_uring -------------------------------------------------------------------------------- */

/* What the kernel does with a prepared request: it sleeps on the word while it has the value, and any completion means
 * "try again". */
static void receive_by_uring(unsigned n)
{
	unsigned self = explore_self();
	while (kit.n[self] < n) {
		int rc = kit_recv(0, 0);
		if (rc == 0)
			continue;
		explore_require(rc == -EAGAIN);
		uint32_t value;
		const uint32_t *word = kc_end_prepare_wait(&kit.rx[0]->e, &value);
		(void)kc_sys.futex_wait((uint32_t *)word, value, 0);
	}
}
static void receive_two_by_uring(void)
{
	receive_by_uring(2);
}
static void receive_one_by_uring(void)
{
	receive_by_uring(1);
}
static void open_ring(void)
{
	kit_open_ring(KC_SPSC, 2, 1, 1, 0);
}
static void open_queue(void)
{
	kit_open_ring(KC_MPMC, 2, 1, 2, 0);
}
SCENARIO(external_uring,
	.shows =
		"external waiters: a request that is prepared on a ready channel completes at once",
	.prepare = open_ring, .thread = { send_two, receive_two_by_uring }, .check = check_two);
SCENARIO(external_uring_and_thread, .shows = "an unreaped request swallows no thread's wake",
	.prepare = open_queue, .thread = { send_two, receive_one_by_uring, receive_one_asleep },
	.check = check_two, .preemptions = 1);
