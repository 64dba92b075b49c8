/* Proves that what grows - tickets, their payloads, chunks, tables of endpoints and of channels - does so with any
 * system call failing (RELIABILITY row 12): the call that needed more says -ENOSPC, nothing of what it was brought is
 * lost, and the next one works. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "chan/chunks.h"
#include "support/harness.h"
#include "support/nth_run.h"

static kc_domain *d;

static void open_domain(void)
{
	d = nth_domain(0);
}

/* --- tickets --------------------------------------------------------------------------------- */

enum {
	SMALL = 1100, /* more than a slab of the ticket table names */
	LARGE = 24,   /* runs of pages */
	CLASSES = 24
};

static kc_ticket ticket[SMALL + LARGE + CLASSES];
static size_t tickets;

static void take(size_t bytes)
{
	void *data;
	if (!NTH_MOVE(kc_ticket_new(d, bytes, &ticket[tickets], &data)))
		return;
	memset(data, (int)tickets, bytes);
	tickets++;
}

static void take_tickets(void)
{
	tickets = 0;
	for (size_t i = 0; i < SMALL; i++)
		take(8);
	for (size_t i = 0; i < LARGE; i++)
		take(100000 * (i % 4 + 1));
	for (size_t i = 0; i < CLASSES; i++)
		take(64 + 2700 * i);
}

/* Each has its bytes, and is released once. */
static void release_tickets(void)
{
	nth_inspect(d);
	for (size_t i = 0; i < tickets; i++) {
		unsigned char *data;
		size_t bytes;
		NTH_WORKS(kc_ticket_data(d, ticket[i], (void **)&data, &bytes));
		for (size_t b = 0; b < bytes; b += 4096)
			nth_must(data[b] == (unsigned char)i);
		nth_must(data[bytes - 1] == (unsigned char)i);
		NTH_WORKS(kc_ticket_release(d, ticket[i]));
		nth_must(kc_ticket_release(d, ticket[i]) == -ESTALE);
	}
	tickets = 0;
	(void)kc_arena_trim(&d->arena);
	nth_must(d->arena.map.used_count == 0);
	nth_close_domain(d);
}

Test(nth_growth, tickets)
{
	struct nth_program p = { "tickets", open_domain, take_tickets, release_tickets };
	nth_report(p.name, nth_sweep(&p));
}

/* --- a queue without a limit ----------------------------------------------------------------- */

enum { VALUE_BYTES = 1024, VALUES = 400, ROWS = KC_SEG_SLAB_BYTES / sizeof(struct kc_seg_chunk) };

static enum kc_topology topology;
static kc_chan *c;
static kc_tx *tx;
static kc_rx *rx;
static uint64_t value[VALUE_BYTES / 8];
static uint64_t sent;
static struct kc_seg_chunk *others[ROWS];
static int taken;

/* The first slab of the chunks' table is nearly used up. */
static void open_queue(void)
{
	kc_chan_opts o =
		KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = topology, .elem_bytes = VALUE_BYTES);
	open_domain();
	for (taken = 0; taken < ROWS - 4; taken++)
		NTH_WORKS(kc_chunk_take(d, KC_NONE, 1, 8, &others[taken]));
	NTH_WORKS(kc_chan_open(&c, d, "c", &o));
	NTH_WORKS(kc_tx_open(&tx, c));
	NTH_WORKS(kc_rx_open(&rx, c));
}

static void send_next(void)
{
	value[0] = value[VALUE_BYTES / 8 - 1] = sent;
	sent += NTH_MOVE(kc_send(tx, value, KC_FOREVER));
}

static void fill(void)
{
	sent = 0;
	for (int i = 0; i < VALUES; i++)
		send_next();
}

static void drain(void)
{
	send_next(); /* what was refused is not now */
	nth_inspect(d);
	for (uint64_t i = 0; i < sent; i++) {
		NTH_WORKS(kc_recv(rx, value, 0));
		nth_must(value[0] == i && value[VALUE_BYTES / 8 - 1] == i);
	}
	nth_must(kc_recv(rx, value, 0) == -EAGAIN);
	NTH_WORKS(kc_tx_close(tx));
	NTH_WORKS(kc_rx_close(rx));
	NTH_WORKS(kc_chan_free(c));
	while (taken > 0)
		kc_chunk_give(d, others[--taken]);
	nth_close_domain(d);
}

Test(nth_growth, chunks)
{
	unsigned runs = 0;
	for (topology = KC_MPMC; topology <= KC_SPSC; topology++)
		if (topology != KC_MPSC) { /* which is as KC_MPMC */
			struct nth_program p = { "chunks", open_queue, fill, drain };
			runs += nth_sweep(&p);
		}
	nth_report("chunks", runs);
}

/* --- tables ---------------------------------------------------------------------------------- */

enum { ENDS = 48, CHANNELS = 100 };

static kc_chan *channel[CHANNELS];
static kc_tx *sender[ENDS];
static kc_rx *receiver[ENDS];

static void open_channels(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPSC, .elem_bytes = 8, .capacity = 64);
	for (int i = 0; i < CHANNELS; i++) {
		char name[16];
		snprintf(name, sizeof name, "c%d", i);
		if (!channel[i])
			(void)NTH_OPEN(kc_chan_open(&channel[i], d, name, &o));
	}
}

static void open_ends(void)
{
	for (int i = 0; i < ENDS; i++) {
		if (!sender[i])
			(void)NTH_OPEN(kc_tx_open(&sender[i], c));
		if (!receiver[i])
			(void)NTH_OPEN(kc_rx_open(&receiver[i], c));
	}
}

static void open_for_many(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPMC, .elem_bytes = 8, .capacity = 64);
	open_domain();
	NTH_WORKS(kc_chan_open(&c, d, "c", &o));
	memset(channel, 0, sizeof channel);
	memset(sender, 0, sizeof sender);
	memset(receiver, 0, sizeof receiver);
}

static void open_many(void)
{
	open_channels();
	open_ends();
}

static void use_and_close_many(void)
{
	open_many(); /* what was refused is not now */
	for (uint64_t i = 0; i < ENDS; i++) {
		uint64_t got;
		NTH_WORKS(kc_send(sender[i], &i, 0));
		NTH_WORKS(kc_recv(receiver[i], &got, 0));
		nth_must(got == i);
	}
	nth_inspect(d);
	for (int i = 0; i < ENDS; i++) {
		NTH_WORKS(kc_tx_close(sender[i]));
		NTH_WORKS(kc_rx_close(receiver[i]));
	}
	for (int i = 0; i < CHANNELS; i++)
		NTH_WORKS(kc_chan_free(channel[i]));
	NTH_WORKS(kc_chan_free(c));
	nth_close_domain(d);
}

Test(nth_growth, tables)
{
	struct nth_program p = { "tables", open_for_many, open_many, use_and_close_many };
	nth_report(p.name, nth_sweep(&p));
}
