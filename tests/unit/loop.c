/* An endpoint's eventfd (PROTOCOLS §2 "External waiters"): readable until a try answers -EAGAIN and from then on
 * as soon as there may be something; one write a burst; every reason to wake, and threads beside it. System
 * calls that are replaced let one thread play both sides, so that each step is seen at its place. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/world.h"

static struct world w;
static struct kc_sys_table real;
static int writes, wakes, barriers, sleeps, futile;
static void (*while_asleep)(void);
static void (*while_barrier)(void);
static void (*after_clear)(void);

static ssize_t counted_write(int fd, const void *buf, size_t bytes)
{
	writes++;
	return real.write(fd, buf, bytes);
}

static ssize_t watched_read(int fd, void *buf, size_t bytes)
{
	ssize_t n = real.read(fd, buf, bytes);
	if (after_clear)
		after_clear();
	return n;
}

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value) {
		cr_assert_lt(++futile, 1000, "never sleeps");
		return -EAGAIN;
	}
	cr_assert_lt(++sleeps, 1000, "sleeps although its condition is true");
	if (while_asleep) {
		while_asleep();
		return 0;
	}
	cr_assert_neq(deadline, 0u, "would sleep for ever");
	return -ETIMEDOUT;
}

static int counted_wake(uint32_t *word, int n)
{
	(void)word, (void)n;
	wakes++;
	return 0;
}

static int watched_membarrier(int cmd)
{
	barriers++;
	if (while_barrier)
		while_barrier();
	return real.membarrier(cmd);
}

static void setup_payload(enum kc_topology t, enum kc_payload p, uint32_t capacity)
{
	world_open(&w, 0);
	world_channel(&w, t, p, p == KC_VALUES ? 8 : 0, capacity);
	real = kc_sys;
	kc_sys.write = counted_write;
	kc_sys.read = watched_read;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = counted_wake;
	kc_sys.membarrier = watched_membarrier;
	writes = wakes = barriers = sleeps = futile = 0;
	while_asleep = while_barrier = after_clear = NULL;
}

static void setup(enum kc_topology t, uint32_t capacity)
{
	setup_payload(t, KC_VALUES, capacity);
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
}

static bool readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	cr_assert_geq(poll(&p, 1, 0), 0);
	return p.revents == POLLIN;
}

static uint64_t next;
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

static void find_nothing(void)
{
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
}

/* Whatever the topology. */
#define EACH(t) for (enum kc_topology t = KC_MPMC; t <= KC_SPSC; t++)

/* --- level ----------------------------------------------------------------------------------- */

Test(loop, readable_until_eagain)
{
	EACH(t)
	{
		setup(t, 8);
		int fd = kc_rx_fd(w.rx);
		cr_assert_geq(fd, 0, "%s", kc_last_reason());
		cr_assert(!readable(fd), "empty");
		for (int round = 0; round < 3; round++) {
			send_one();
			send_one();
			cr_assert(readable(fd));
			take_one();
			cr_assert(readable(fd), "level, and one is left");
			take_one();
			cr_assert(readable(fd), "nobody has asked yet");
			find_nothing();
			cr_assert(!readable(fd), "armed again");
			find_nothing();
			cr_assert(!readable(fd));
		}
		teardown();
	}
}

Test(loop, senders_wait_for_room)
{
	EACH(t)
	{
		setup(t, 2);
		int fd = kc_tx_fd(w.tx);
		cr_assert(readable(fd), "there is room");
		send_one();
		send_one();
		cr_assert(readable(fd), "nobody has asked yet");
		for (int round = 0; round < 3; round++) {
			cr_assert_eq(kc_send(w.tx, &next, 0), -EAGAIN);
			cr_assert(!readable(fd));
			take_one();
			cr_assert(readable(fd), "one received is room at once");
			send_one();
			cr_assert(readable(fd));
		}
		teardown();
	}
}

Test(loop, readable_at_creation_when_there_is_something)
{
	EACH(t)
	{
		setup(t, 8);
		send_one();
		int fd = kc_rx_fd(w.rx);
		cr_assert(readable(fd));
		take_one();
		find_nothing();
		cr_assert(!readable(fd));
		teardown();
	}
}

/* Both kinds of epoll registration; an edge comes with each re-arming. */
Test(loop, epoll_level_and_edge)
{
	for (int edge = 0; edge < 2; edge++) {
		setup(KC_MPMC, 8);
		struct epoll_event e = { .events = EPOLLIN | (edge ? EPOLLET : 0) };
		int ep = epoll_create1(EPOLL_CLOEXEC), fd = kc_rx_fd(w.rx);
		cr_assert_eq(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e), 0);
		cr_assert_eq(epoll_wait(ep, &e, 1, 0), 0);
		for (int round = 0; round < 3; round++) {
			send_one();
			cr_assert_eq(epoll_wait(ep, &e, 1, 0), 1);
			take_one();
			find_nothing();
			cr_assert_eq(epoll_wait(ep, &e, 1, 0), 0);
		}
		close(ep);
		teardown();
	}
}

Test(loop, every_try_arms)
{
	const void *shown;
	void *room;
	uint64_t v[4] = { 0 };
	setup(KC_SPSC, 2);
	int rx = kc_rx_fd(w.rx), tx = kc_tx_fd(w.tx);
	for (int call = 0; call < 5; call++) {
		send_one();
		cr_assert(readable(rx));
		take_one();
		ssize_t rc = call == 0   ? kc_recv_n(w.rx, v, 4, 0)
			     : call == 1 ? kc_peek(w.rx, 1, &shown)
			     : call == 2 ? kc_consume(w.rx, 4, (kc_elem_fn)abort, NULL)
			     : call == 3 ? kc_rx_wait(w.rx, 1, 0)
					 : kc_recv(w.rx, v, 0);
		cr_assert_eq(rc, -EAGAIN, "%d", call);
		cr_assert(!readable(rx), "%d", call);
	}
	send_one();
	send_one();
	for (int call = 0; call < 3; call++) {
		cr_assert(readable(tx));
		ssize_t rc = call == 0   ? kc_send_n(w.tx, v, 4, 0)
			     : call == 1 ? kc_reserve(w.tx, 1, &room)
					 : kc_tx_wait(w.tx, 1, 0);
		cr_assert_eq(rc, -EAGAIN, "%d", call);
		cr_assert(!readable(tx), "%d", call);
		take_one();
		send_one();
	}
	teardown();
}

Test(loop, every_payload)
{
	EACH(t)
	{
		for (enum kc_payload p = KC_POINTERS; p <= KC_BYTES; p++) {
			kc_ticket ticket;
			void *ptr;
			char text[8];
			setup_payload(t, p, 8);
			int fd = kc_rx_fd(w.rx);
			for (int i = 0; i < 2; i++) {
				ssize_t rc = p == KC_POINTERS ? kc_recv_ptr(w.rx, &ptr, NULL, 0)
					     : p == KC_TICKETS
						     ? kc_recv_ticket(w.rx, &ticket, 0)
						     : kc_recv_bytes(w.rx, text, sizeof text, 0);
				cr_assert_eq(rc, i ? (p == KC_BYTES ? 3 : 0) : -EAGAIN);
				cr_assert_eq(readable(fd), i != 0);
				if (i && p == KC_TICKETS)
					cr_assert_eq(kc_ticket_release(w.d, ticket), 0);
				if (i)
					continue;
				if (p == KC_TICKETS)
					cr_assert_eq(kc_ticket_new(w.d, 8, &ticket, &ptr), 0);
				cr_assert_eq(p == KC_POINTERS  ? kc_send_ptr(w.tx, &w, 1, 0)
					     : p == KC_TICKETS ? kc_send_ticket(w.tx, ticket, 0)
							       : kc_send_bytes(w.tx, "abc", 3, 0),
					0);
				cr_assert(readable(fd));
			}
			if (p != KC_POINTERS) {
				cr_assert_eq(kc_rx_next_len(w.rx), -EAGAIN);
				cr_assert(!readable(fd));
			}
			teardown();
		}
	}
}

/* Channels of other flows: a static one without a domain, low latency, unlimited up to a limit. */
KC_SPSC_STATIC(numbers, uint64_t, 2);

enum { STATIC, LOW_LATENCY, UNLIMITED_SPSC, UNLIMITED_MPMC, FLOWS };

static void opens(kc_chan **c, int which)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = which == UNLIMITED_MPMC ? KC_MPMC : KC_SPSC,
		.elem_bytes = 8);
	if (which == LOW_LATENCY) {
		o.capacity = 2;
		o.flags = KC_LOW_LATENCY;
	} else {
		o.kind = KC_UNLIMITED;
		o.limit_bytes = 64;
	}
	cr_assert_eq(which == STATIC ? kc_chan_open_static(c, &numbers, NULL, "x", NULL)
				     : kc_chan_open(c, w.d, "x", &o),
		0, "%s", kc_last_reason());
}

Test(loop, other_flows)
{
	for (int which = 0; which < FLOWS; which++) {
		uint64_t v = 0;
		kc_chan *c;
		kc_tx *tx;
		kc_rx *rx;
		setup(KC_SPSC, 2);
		opens(&c, which);
		cr_assert(kc_tx_open(&tx, c) == 0 && kc_rx_open(&rx, c) == 0);
		int in = kc_rx_fd(rx), out = kc_tx_fd(tx);
		cr_assert(!readable(in) && readable(out));
		for (int round = 0; round < 3; round++) {
			while (kc_send(tx, &v, 0) == 0)
				cr_assert(readable(in));
			cr_assert(!readable(out));
			while (kc_recv(rx, &v, 0) == 0)
				cr_assert(readable(out));
			cr_assert(!readable(in));
		}
		cr_assert_eq(kc_chan_close(c), 0);
		cr_assert(readable(in));
		cr_assert_eq(kc_recv(rx, &v, 0), -EPIPE);
		cr_assert(kc_tx_close(tx) == 0 && kc_rx_close(rx) == 0 && kc_chan_free(c) == 0);
		teardown();
	}
}

/* --- what it costs --------------------------------------------------------------------------- */

Test(loop, a_burst_writes_once)
{
	EACH(t)
	{
		setup(t, 64);
		(void)kc_rx_fd(w.rx);
		for (int round = 1; round < 4; round++) {
			for (int i = 0; i < 40; i++)
				send_one();
			cr_assert_eq(writes, round, "%d for %d bursts", writes, round);
			for (int i = 0; i < 40; i++)
				take_one();
			find_nothing();
		}
		cr_assert_eq(wakes, 0, "no thread sleeps");
		cr_assert_eq(w.tx->e.row->count.wakes, 3u);
		teardown();
	}
}

/* Fence mode: who arms pays for a sender that is FAST, and who told it is FENCED again. */
static void stream(void)
{
	for (int i = 0; i < 20000; i++) {
		send_one();
		take_one();
	}
}

Test(loop, arming_meets_fast_senders)
{
	EACH(t)
	{
		setup(t, 8);
		stream();
		int fd = kc_rx_fd(w.rx);
		cr_assert_eq(barriers, 1, "the sender is FAST");
		send_one();
		cr_assert(readable(fd));
		take_one();
		find_nothing();
		cr_assert_eq(barriers, 1, "it has just told somebody");
		cr_assert(!readable(fd));
		teardown();
	}
}

/* --- between the steps ----------------------------------------------------------------------- */

static void send_once(void)
{
	after_clear = while_barrier = NULL;
	send_one();
}

/* What is published between clearing the eventfd and announcing is not told; the look finds it. */
Test(loop, published_after_the_clear)
{
	EACH(t)
	{
		setup(t, 8);
		int fd = kc_rx_fd(w.rx);
		send_one();
		take_one(); /* told, and not armed any more */
		after_clear = send_once;
		find_nothing();
		cr_assert(readable(fd));
		take_one();
		find_nothing();
		cr_assert(!readable(fd));
		teardown();
	}
}

/* A notification that comes after the check and before the loop waits is not lost: the descriptor keeps it. */
Test(loop, notify_after_check)
{
	EACH(t)
	{
		setup(t, 8);
		stream();
		while_barrier = send_once; /* after the announcement */
		int fd = kc_rx_fd(w.rx);
		cr_assert(readable(fd));
		take_one();
		find_nothing();
		send_one(); /* after the look */
		cr_assert(readable(fd));
		teardown();
	}
}

/* --- the end --------------------------------------------------------------------------------- */

Test(loop, closing_the_channel_is_told_and_stays)
{
	EACH(t)
	{
		uint64_t v;
		setup(t, 2);
		int rx = kc_rx_fd(w.rx), tx = kc_tx_fd(w.tx);
		send_one();
		send_one();
		cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
		cr_assert(!readable(tx));
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert(readable(tx));
		cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
		cr_assert(readable(tx));
		cr_assert(readable(rx));
		take_one();
		take_one();
		for (int i = 0; i < 3; i++) {
			cr_assert_eq(kc_recv(w.rx, &v, 0), -EPIPE);
			cr_assert(readable(rx));
		}
		teardown();
	}
}

Test(loop, an_idle_receiver_is_told_of_the_close)
{
	EACH(t)
	{
		setup(t, 8);
		int fd = kc_rx_fd(w.rx);
		cr_assert(!readable(fd));
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert(readable(fd));
		/* and one that is made afterwards */
		cr_assert_eq(kc_rx_close(w.rx), 0);
		cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
		cr_assert(readable(kc_rx_fd(w.rx)));
		teardown();
	}
}

Test(loop, the_last_sender_ends_it)
{
	EACH(t)
	{
		setup(t, 8);
		kc_chan *c;
		kc_tx *tx;
		kc_rx *rx;
		kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .elem_bytes = 8,
			.flags = KC_CLOSE_WITH_LAST_TX);
		cr_assert_eq(kc_chan_open(&c, w.d, "ends", &o), 0);
		cr_assert(kc_tx_open(&tx, c) == 0 && kc_rx_open(&rx, c) == 0);
		int fd = kc_rx_fd(rx);
		cr_assert(!readable(fd));
		cr_assert_eq(kc_tx_close(tx), 0);
		cr_assert(readable(fd));
		cr_assert_eq(kc_rx_close(rx), 0);
		cr_assert_eq(kc_chan_free(c), 0);
		teardown();
	}
}

/* --- several --------------------------------------------------------------------------------- */

Test(loop, all_descriptors_of_a_side_are_told)
{
	uint64_t v;
	kc_rx *other;
	setup(KC_MPMC, 8);
	cr_assert_eq(kc_rx_open(&other, w.c), 0);
	int a = kc_rx_fd(w.rx), b = kc_rx_fd(other);
	cr_assert_neq(a, b);
	send_one();
	cr_assert(readable(a) && readable(b));
	cr_assert_eq(writes, 2);
	take_one();
	cr_assert_eq(kc_recv(other, &v, 0), -EAGAIN, "the other was faster");
	cr_assert(readable(a) && !readable(b));
	send_one();
	cr_assert_eq(writes, 3, "only who is armed");
	cr_assert(readable(b));
	take_one();
	find_nothing();
	cr_assert_eq(kc_rx_close(other), 0);
	send_one();
	cr_assert(readable(a), "the one that is left");
	cr_assert_eq(kc_rx_close(w.rx), 0);
	w.rx = NULL;
	cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].counts, 0u, "no bit is left");
	teardown();
}

/* MPSC: each sender waits for room in its own lane, and only the one whose lane has it is told. */
Test(loop, a_lane_tells_its_sender)
{
	uint64_t v = 0;
	kc_tx *other;
	setup(KC_MPSC, 2);
	cr_assert_eq(kc_tx_open(&other, w.c), 0);
	int a = kc_tx_fd(w.tx), b = kc_tx_fd(other);
	for (int i = 0; i < 2; i++)
		send_one();
	cr_assert_eq(kc_send(w.tx, &v, 0), -EAGAIN);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_send(other, &v, 0), 0);
	cr_assert_eq(kc_send(other, &v, 0), -EAGAIN);
	cr_assert(!readable(a) && !readable(b));
	take_one();
	cr_assert(readable(a) != readable(b));
	for (int i = 0; i < 3; i++)
		take_one();
	cr_assert(readable(a) && readable(b));
	int fd = kc_rx_fd(w.rx);
	cr_assert(!readable(fd));
	cr_assert_eq(kc_send(other, &v, 0), 0);
	cr_assert(readable(fd), "whichever lane it is");
	cr_assert_eq(kc_tx_close(other), 0);
	teardown();
}

/* An external waiter that nobody reaps takes no thread's wake: its write comes besides. */
static kc_rx *sleeper;
static void send_and_count(void)
{
	int before = wakes;
	send_one();
	cr_assert_eq(wakes, before + 1, "the sleeping thread");
}

Test(loop, wake_swallowed_by_an_unreaped_external_waiter)
{
	uint64_t v;
	setup(KC_MPMC, 8);
	cr_assert_eq(kc_rx_open(&sleeper, w.c), 0);
	int fd = kc_rx_fd(w.rx);
	while_asleep = send_and_count;
	for (int round = 0; round < 3; round++)
		cr_assert_eq(kc_recv(sleeper, &v, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 3);
	cr_assert_eq(writes, 1);
	cr_assert(readable(fd));
	cr_assert_eq(kc_rx_close(sleeper), 0);
	teardown();
}

/* A plain wait on an endpoint with a descriptor sleeps as ever, whatever is armed. */
static void send_to_armed(void)
{
	const struct kc_seg_side_wait *s = &w.c->row->side[KC_SIDE_RECEIVE];
	bool one = w.c->topology != KC_MPMC;
	cr_assert_eq(
		one ? s->word : s->waiters, one ? KC_WORD_ASLEEP | KC_WORD_FD : 1 | KC_WAITERS_FD);
	send_and_count();
}

Test(loop, a_thread_waits_on_the_same_endpoint)
{
	EACH(t)
	{
		uint64_t v;
		setup(t, 8);
		int fd = kc_rx_fd(w.rx);
		while_asleep = send_to_armed;
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(sleeps, 1);
		cr_assert_eq(futile, 0);
		cr_assert(readable(fd), "told, too");
		find_nothing();
		cr_assert(!readable(fd));
		while_asleep = send_and_count;
		for (int round = 0; round < 3; round++)
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
		if (t != KC_MPMC)
			cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].word, 0u, "withdrawn");
		teardown();
	}
}

/* It takes back its own announcement only. */
Test(loop, a_wait_that_times_out_leaves_it_armed)
{
	EACH(t)
	{
		uint64_t v;
		setup(t, 8);
		int fd = kc_rx_fd(w.rx);
		cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
		cr_assert_eq(sleeps, 1);
		cr_assert(!readable(fd));
		send_one();
		cr_assert(readable(fd));
		teardown();
	}
}

/* --- tokens ---------------------------------------------------------------------------------- */

Test(loop, a_token_that_fires_is_told)
{
	EACH(t)
	{
		for (int token_first = 0; token_first < 2; token_first++) {
			uint64_t v;
			kc_cancel *root, *child;
			setup(t, 8);
			cr_assert_eq(kc_cancel_new(&root, NULL), 0);
			cr_assert_eq(kc_cancel_new(&child, root), 0);
			if (token_first)
				kc_rx_set_cancel(w.rx, child);
			int fd = kc_rx_fd(w.rx);
			if (!token_first)
				kc_rx_set_cancel(w.rx, child);
			find_nothing();
			cr_assert(!readable(fd));
			cr_assert_eq(kc_cancel_fire(root), 0);
			cr_assert(readable(fd));
			cr_assert_eq(kc_recv(w.rx, &v, 0), -ECANCELED);
			cr_assert(readable(fd));
			kc_rx_set_cancel(w.rx, NULL);
			find_nothing();
			cr_assert(!readable(fd), "it may go on without");
			kc_rx_set_cancel(w.rx, child);
			cr_assert(readable(fd), "or with one that has fired");
			kc_cancel_free(child);
			kc_cancel_free(root);
			teardown();
		}
	}
}

Test(loop, made_after_the_token_has_fired)
{
	kc_cancel *token;
	setup(KC_SPSC, 8);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	cr_assert_eq(kc_cancel_fire(token), 0);
	kc_rx_set_cancel(w.rx, token);
	cr_assert(readable(kc_rx_fd(w.rx)));
	kc_rx_set_cancel(w.rx, NULL);
	cr_assert_eq(token->alone, 0u);
	kc_cancel_free(token);
	teardown();
}

/* --- the descriptor -------------------------------------------------------------------------- */

Test(loop, the_descriptor_belongs_to_the_endpoint)
{
	setup(KC_SPSC, 8);
	int fd = kc_rx_fd(w.rx);
	cr_assert_eq(kc_rx_fd(w.rx), fd, "one an endpoint");
	cr_assert_neq(kc_tx_fd(w.tx), fd);
	cr_assert_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	cr_assert(fcntl(fd, F_GETFL) & O_NONBLOCK);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(fcntl(fd, F_GETFD), -1, "closed with it");
	cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].word, 0u);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	send_one(); /* tells nobody who is gone */
	cr_assert_eq(writes, 1, "the sender's own, which had room");
	cr_assert_eq(kc_rx_fd(NULL), -EINVAL);
	cr_assert_eq(kc_tx_fd(NULL), -EINVAL);
	teardown();
}

static int no_descriptors(unsigned value, int flags)
{
	(void)value, (void)flags;
	return -EMFILE;
}

Test(loop, without_descriptors_it_says_so)
{
	setup(KC_SPSC, 8);
	kc_sys.eventfd = no_descriptors;
	cr_assert_eq(kc_rx_fd(w.rx), -EMFILE);
	cr_assert_not_null(strstr(kc_last_reason(), "raise ulimit -n"), "%s", kc_last_reason());
	find_nothing();
	send_one();
	take_one();
	kc_sys.eventfd = real.eventfd;
	int fd = kc_rx_fd(w.rx);
	cr_assert(fd >= 0 && !readable(fd));
	teardown();
}

Test(loop, a_forked_child_has_it_no_more)
{
	setup(KC_MPMC, 8);
	int fd = kc_rx_fd(w.rx), status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(!(fcntl(fd, F_GETFD) == -1 && kc_rx_fd(w.rx) == -EOWNERDEAD &&
			kc_tx_fd(w.tx) == -EOWNERDEAD));
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	cr_assert(!readable(fd));
	send_one();
	cr_assert(readable(fd), "the parent's works on");
	teardown();
}

/* Without a domain the child's copy of the channel works on, and takes nothing that the parent was told. */
Test(loop, a_forked_child_of_a_static_channel_has_its_own)
{
	uint64_t v = 1;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	int status;
	opens(&c, STATIC);
	cr_assert(kc_tx_open(&tx, c) == 0 && kc_rx_open(&rx, c) == 0);
	int fd = kc_rx_fd(rx);
	cr_assert_eq(kc_send(tx, &v, 0), 0);
	cr_assert(readable(fd));
	pid_t pid = fork();
	if (pid == 0) {
		bool gone = fcntl(fd, F_GETFD) == -1;
		bool took = kc_recv(rx, &v, 0) == 0 && kc_recv(rx, &v, 0) == -EAGAIN;
		int own = kc_rx_fd(rx);
		bool quiet = !readable(own);
		bool told = kc_send(tx, &v, 0) == 0 && readable(own);
		_exit(!(gone && took && quiet && told));
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
	cr_assert(readable(fd));
	cr_assert_eq(kc_recv(rx, &v, 0), 0);
	cr_assert_eq(kc_recv(rx, &v, 0), -EAGAIN);
	cr_assert(!readable(fd));
	cr_assert(kc_tx_close(tx) == 0 && kc_rx_close(rx) == 0 && kc_chan_free(c) == 0);
}
