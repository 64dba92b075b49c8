/* Proves that channels and endpoints of every kind and topology open and close with any system call failing
 * (RELIABILITY row 12): what is refused has a sentence and takes nothing, what is there works. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/compiler.h"
#include "support/harness.h"
#include "support/nth_run.h"

enum { ENDS = 2 };

static const struct cell {
	const char *name;
	kc_chan_opts o;
} cells[] = {
#define CELL(text, ...)                         \
	{                                       \
		text, KC_CHAN_OPTS(__VA_ARGS__) \
	}
	CELL("buffered spsc", .topology = KC_SPSC, .elem_bytes = 8, .capacity = 64),
	CELL("buffered mpsc", .topology = KC_MPSC, .elem_bytes = 8, .capacity = 64),
	CELL("buffered mpmc", .topology = KC_MPMC, .elem_bytes = 8, .capacity = 64),
	CELL("spsc of 1 MiB", .topology = KC_SPSC, .elem_bytes = 1024, .capacity = 1024),
	CELL("mpsc of bytes", .topology = KC_MPSC, .payload = KC_BYTES, .capacity = 65536),
	CELL("padded mpmc", .topology = KC_MPMC, .elem_bytes = 8, .flags = KC_PADDED_SLOTS),
	CELL("low latency", .topology = KC_SPSC, .elem_bytes = 8, .flags = KC_LOW_LATENCY),
	CELL("drop oldest spsc", .topology = KC_SPSC, .elem_bytes = 8, .overflow = KC_DROP_OLDEST),
	CELL("drop oldest mpsc", .topology = KC_MPSC, .elem_bytes = 8, .overflow = KC_DROP_OLDEST),
	CELL("unlimited spsc", .kind = KC_UNLIMITED, .topology = KC_SPSC, .elem_bytes = 8),
	CELL("unlimited mpsc", .kind = KC_UNLIMITED, .topology = KC_MPSC, .elem_bytes = 8),
	CELL("unlimited mpmc", .kind = KC_UNLIMITED, .topology = KC_MPMC, .elem_bytes = 8,
		.limit_bytes = 4096),
	CELL("conflated spsc", .kind = KC_CONFLATED, .topology = KC_SPSC, .elem_bytes = 8),
	CELL("conflated mpsc", .kind = KC_CONFLATED, .topology = KC_MPSC, .elem_bytes = 8),
	CELL("conflated mpmc", .kind = KC_CONFLATED, .topology = KC_MPMC, .elem_bytes = 4096),
	CELL("rendezvous spsc", .kind = KC_RENDEZVOUS, .topology = KC_SPSC, .elem_bytes = 8),
	CELL("rendezvous mpsc", .kind = KC_RENDEZVOUS, .topology = KC_MPSC, .elem_bytes = 8),
	CELL("rendezvous mpmc", .kind = KC_RENDEZVOUS, .topology = KC_MPMC, .elem_bytes = 8),
};

static const struct cell *cell;
static kc_domain *d;
static kc_chan *c;
static kc_tx *tx[ENDS];
static kc_rx *rx[ENDS];

static int senders(void)
{
	return cell->o.topology == KC_SPSC ? 1 : ENDS;
}

static int receivers(void)
{
	return cell->o.topology == KC_MPMC ? ENDS : 1;
}

/* --- opening --------------------------------------------------------------------------------- */

static void open_domain(void)
{
	d = nth_domain(0);
	c = NULL;
	memset(tx, 0, sizeof tx);
	memset(rx, 0, sizeof rx);
}

/* Whatever is missing. */
static void open_all(void)
{
	if (!c && !NTH_OPEN(kc_chan_open(&c, d, "c", &cell->o)))
		return;
	for (int i = 0; i < senders(); i++)
		if (!tx[i])
			(void)NTH_OPEN(kc_tx_open(&tx[i], c));
	for (int i = 0; i < receivers(); i++)
		if (!rx[i])
			(void)NTH_OPEN(kc_rx_open(&rx[i], c));
}

/* --- using ----------------------------------------------------------------------------------- */

enum { WORDS = 512 }; /* of the largest of them */

static long put(kc_tx *t, int64_t timeout_ns)
{
	static const uint64_t elem[WORDS] = { 42 };
	return cell->o.payload == KC_BYTES ? kc_send_bytes(t, elem, 8, timeout_ns)
					   : kc_send(t, elem, timeout_ns);
}

static long get(kc_rx *r, int64_t timeout_ns)
{
	static uint64_t elem[WORDS];
	elem[0] = 0;
	long rc = cell->o.payload == KC_BYTES ? kc_recv_bytes(r, elem, 8, timeout_ns)
					      : kc_recv(r, elem, timeout_ns);
	nth_must(rc < 0 || elem[0] == 42);
	return rc;
}

static void *meet(void *t)
{
	nth_must(put(t, KC_FOREVER) == 0);
	return NULL;
}

/* Each sender through each receiver. */
static void use(void)
{
	for (int i = 0; i < senders() * receivers(); i++) {
		pthread_t thread;
		bool meets = cell->o.kind == KC_RENDEZVOUS;
		kc_tx *from = tx[i % senders()];
		if (meets)
			nth_must(pthread_create(&thread, NULL, meet, from) == 0);
		else
			NTH_WORKS(put(from, 0));
		NTH_WORKS(get(rx[i / senders()], KC_FOREVER));
		if (meets)
			pthread_join(thread, NULL);
	}
}

/* --- closing --------------------------------------------------------------------------------- */

static void close_all(void)
{
	for (int i = 0; i < ENDS; i++) {
		if (tx[i])
			NTH_WORKS(kc_tx_close(tx[i]));
		if (rx[i])
			NTH_WORKS(kc_rx_close(rx[i]));
	}
	NTH_WORKS(kc_chan_close(c));
	NTH_WORKS(kc_chan_free(c));
}

static void use_and_close(void)
{
	open_all(); /* what was refused is not now */
	use();
	nth_inspect(d);
	close_all();
	nth_close_domain(d);
}

/* Nobody receives what is left; it and the endpoints go with the channel. */
static void open_and_leave_one(void)
{
	open_domain();
	open_all();
	use();
	if (cell->o.kind != KC_RENDEZVOUS)
		NTH_WORKS(put(tx[0], 0));
}

static void close_domain(void)
{
	nth_close_domain(d);
}

/* --- the tests ------------------------------------------------------------------------------- */

/* Every cell. */
static unsigned each(struct nth_program p)
{
	unsigned runs = 0;
	for (size_t i = 0; i < KC_ARRAY_LEN(cells); i++) {
		char name[64];
		snprintf(name, sizeof name, "%s, %s", p.name, cells[i].name);
		cell = &cells[i];
		unsigned n =
			nth_sweep(&(struct nth_program){ name, p.prepare, p.attempt, p.settle });
		cr_assert_gt(n, 0u, "%s makes no call", name);
		runs += n;
	}
	return runs;
}

Test(nth_channels, opening)
{
	struct nth_program p = { "channels open", open_domain, open_all, use_and_close };
	nth_report(p.name, each(p));
}

Test(nth_channels, closing)
{
	struct nth_program p = { "channels close", open_and_leave_one, close_all, close_domain };
	nth_report(p.name, each(p));
}
