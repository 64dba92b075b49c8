#include "support/hunt_seat.h"

#include <errno.h>
#include <poll.h>

#include "chan/chan.h"
#include "support/harness.h"
#include "support/hunt_points.h"

#define KIND(...) KC_CHAN_OPTS(.elem_bytes = 8, __VA_ARGS__)

const struct hunt_kind hunt_kind[HUNT_KINDS] = {
	[HUNT_SPSC] = { "spsc", KIND(.topology = KC_SPSC, .capacity = 2), true },
	[HUNT_LOW_LATENCY] = { "low-latency",
		KIND(.topology = KC_SPSC, .capacity = 2, .flags = KC_LOW_LATENCY), true },
	[HUNT_MPSC] = { "mpsc", KIND(.topology = KC_MPSC, .capacity = 2), true },
	[HUNT_MPMC] = { "mpmc", KIND(.topology = KC_MPMC, .capacity = 2), true },
	[HUNT_UNLIMITED_SPSC] = { "unlimited-spsc",
		KIND(.kind = KC_UNLIMITED, .topology = KC_SPSC, .limit_bytes = 16), true },
	[HUNT_UNLIMITED_MPMC] = { "unlimited-mpmc",
		KIND(.kind = KC_UNLIMITED, .topology = KC_MPMC, .limit_bytes = 16), true },
	[HUNT_CONFLATED] = { "conflated", KIND(.kind = KC_CONFLATED, .topology = KC_MPMC), false },
	[HUNT_RENDEZVOUS] = { "rendezvous", KIND(.kind = KC_RENDEZVOUS, .topology = KC_MPMC),
		false },
};

const char *const way_name[WAYS] = { "block", "select", "poll", "io_uring" };

void half_open(struct half *h, kc_domain *d, const char *name, enum hunt_kinds kind)
{
	cr_assert_eq(kc_chan_open(&h->c, d, name, &hunt_kind[kind].o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&h->tx, h->c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_rx_open(&h->rx, h->c), 0, "%s", kc_last_reason());
	h->tx2 = NULL;
	if (kind == HUNT_MPSC)
		cr_assert_eq(kc_tx_open(&h->tx2, h->c), 0, "%s", kc_last_reason());
}

void half_close(struct half *h)
{
	cr_assert_eq(kc_tx_close(h->tx), 0);
	if (h->tx2)
		cr_assert_eq(kc_tx_close(h->tx2), 0);
	cr_assert_eq(kc_rx_close(h->rx), 0);
	cr_assert_eq(kc_chan_free(h->c), 0);
}

bool way_works(enum way way)
{
	struct io_uring_sqe sqe = { 0 };
	struct world w;
	if (way != WAY_URING)
		return true;
	world_open(&w, 0);
	world_channel_of(&w, &hunt_kind[HUNT_SPSC].o);
	int rc = kc_uring_prep_wait_rx(&sqe, w.rx);
	world_close(&w);
	return rc == 0;
}

void seat_open(struct seat *s, enum way way)
{
	s->way = way;
	if (way == WAY_URING)
		cr_assert(uring_open(&s->ring));
}

void seat_close(struct seat *s)
{
	if (s->way == WAY_URING)
		uring_close(&s->ring);
}

static void hurry(struct kc_end *e)
{
	uint32_t r = hunt_draw();
	if (r % 8) {
		e->spin_ns = 0;
		e->spin_failures = 1;
	}
	if (r & 8 && e->mode.now == KC_MODE_FENCED)
		e->mode.streak = KC_MODE_STREAK_SHARED;
	/* In FAST the next message goes without a stamp, by the shortest way. */
	if (e->flow->spans && e->mode.now == KC_MODE_FAST && r & 16)
		e->pace.next = e->span.pos + 16;
}

void seat_hurry(kc_tx *tx, kc_rx *rx)
{
	if (tx)
		hurry(&tx->e);
	if (rx)
		hurry(&rx->e);
	hunt_stall_stores();
}

/* --- outside --------------------------------------------------------------------------------- */

static void wait_by_poll(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	cr_assert_geq(fd, 0);
	if (poll(&p, 1, 0) == 1)
		return;
	cr_assert(poll(&p, 1, -1) == 1 || errno == EINTR);
	hunt_slept();
}

static void wait_by_uring(struct seat *s, kc_tx *tx, kc_rx *rx)
{
	struct io_uring_cqe c;
	struct io_uring_sqe *sqe = uring_next(&s->ring);
	cr_assert_eq(tx ? kc_uring_prep_wait_tx(sqe, tx) : kc_uring_prep_wait_rx(sqe, rx), 0);
	hunt_dawdle(); /* between the value and the sleep */
	uring_submit(&s->ring);
	uring_wait(&s->ring, &c);
	if (c.res == 0)
		hunt_slept();
}

static int outside(struct seat *s, kc_tx *tx, kc_rx *rx, uint64_t *v)
{
	int rc;
	while ((rc = tx ? kc_send(tx, v, 0) : kc_recv(rx, v, 0)) == -EAGAIN)
		if (s->way == WAY_URING)
			wait_by_uring(s, tx, rx);
		else
			wait_by_poll(tx ? kc_tx_fd(tx) : kc_rx_fd(rx));
	return rc;
}

/* --- in the library -------------------------------------------------------------------------- */

static int select_one(kc_case *cases, size_t n)
{
	int rc;
	do
		rc = kc_select(cases, n, hunt_bound(), NULL);
	while (rc == -ETIMEDOUT);
	return rc < 0 ? rc : cases[rc].result;
}

static int take_any(struct half *h, unsigned n, uint64_t *v)
{
	kc_case cases[HALVES_MAX] = { 0 };
	for (unsigned i = 0; i < n; i++)
		cases[i] = (kc_case){ .rx = h[i].rx, .elem = v };
	return select_one(cases, n);
}

int seat_take(struct seat *s, struct half *h, unsigned n, uint64_t *v)
{
	int rc;
	for (unsigned i = 0; i < n; i++)
		seat_hurry(NULL, h[i].rx);
	if (s->way == WAY_SELECT)
		return take_any(h, n, v);
	if (s->way != WAY_BLOCK)
		return outside(s, NULL, h->rx, v);
	do
		rc = kc_recv(h->rx, v, hunt_bound());
	while (rc == -ETIMEDOUT);
	return rc;
}

int seat_put(struct seat *s, struct half *h, const uint64_t *v)
{
	uint64_t copy = *v;
	int rc;
	seat_hurry(h->tx, NULL);
	if (s->way == WAY_SELECT)
		return select_one(&(kc_case){ .tx = h->tx, .elem = &copy }, 1);
	if (s->way != WAY_BLOCK)
		return outside(s, h->tx, NULL, &copy);
	do
		rc = kc_send(h->tx, v, hunt_bound());
	while (rc == -ETIMEDOUT);
	return rc;
}
