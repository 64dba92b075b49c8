#include "pipe.h"

#include <errno.h>
#include <string.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "count.h"

/* How long the reader waits before it asks a full arena again. */
#define ARENA_RETRY_NS UINT64_C(1000000)

static void fail(struct kb_pipe *p, int error, const char *what, const char *why)
{
	kb_stopper_fail(&p->stopper, error, what, why);
	kc_chan_close(p->lines);
	kc_chan_close(p->results);
	kb_watch_done(p->watch);
}

static void dawdle(struct kb_pipe *p, enum kb_stage stage)
{
	kb_stopper_sleep(&p->stopper, p->cfg->slow_ns[stage]);
}

/* --- reader ---------------------------------------------------------------------------------- */

/* A full arena is no error as long as somebody is about to release a ticket. */
static enum kb_cut_result cut(struct kb_pipe *p, kc_ticket *t)
{
	for (;;) {
		bool idle = kc_load_acquire(&p->units_done) == p->cutter.number;
		enum kb_cut_result r = kb_cutter_next(&p->cutter, t);
		if (r != KB_CUT_FAILED || p->cutter.error != -ENOMEM || idle)
			return r;
		kb_stopper_sleep(&p->stopper, ARENA_RETRY_NS);
	}
}

static void read_file(struct kb_pipe *p)
{
	kc_ticket t;
	while (!kb_stopper_asked(&p->stopper)) {
		switch (cut(p, &t)) {
		case KB_CUT_END:
			return;
		case KB_CUT_FAILED:
			fail(p, p->cutter.error, p->cutter.error_text, strerror(-p->cutter.error));
			return;
		case KB_CUT_UNIT:
			break;
		}
		int rc = kc_send_ticket(p->reader_tx, t, KC_FOREVER);
		if (rc) {
			kc_ticket_release(p->domain, t);
			fail(p, rc, "sending into 'lines' failed", kc_strerror(rc));
			return;
		}
		dawdle(p, KB_STAGE_READ);
	}
}

void *kb_pipe_reader(void *pipe)
{
	struct kb_pipe *p = pipe;
	if (!kb_gate_pass(&p->gate))
		return NULL;
	kc_tx_adopt(p->reader_tx);
	read_file(p);
	/* The only sender closes: nothing of its own can be overtaken. */
	kc_chan_close(p->lines);
	return NULL;
}

/* --- workers --------------------------------------------------------------------------------- */

/* A ticket that does not hold what the reader put into it counts as torn. */
static bool work_on(struct kb_pipe_worker *w, kc_ticket t, struct kb_answer *a)
{
	void *payload;
	size_t len_bytes;
	struct kb_unit u;
	*a = (struct kb_answer){ .tag = kb_tag(w->index, w->answers) };
	if (kc_ticket_data(w->pipe->domain, t, &payload, &len_bytes) || len_bytes < KB_UNIT_BYTES)
		return false;
	memcpy(&u, payload, sizeof(u));
	if (u.bytes > len_bytes - KB_UNIT_BYTES)
		return false;
	kb_check_see(&w->units, kb_tag(0, u.number));
	const unsigned char *data = (const unsigned char *)payload + KB_UNIT_BYTES;
	a->counts = kb_count_unit(w->pipe->cfg->cut, data, (size_t)u.bytes, u.offset);
	return true;
}

static int work_until_end(struct kb_pipe_worker *w)
{
	struct kb_pipe *p = w->pipe;
	struct kb_answer a;
	kc_ticket t;
	int rc;
	while ((rc = kc_recv_ticket(w->rx, &t, KC_FOREVER)) == 0) {
		bool whole = work_on(w, t, &a);
		dawdle(p, KB_STAGE_WORK); /* slow work holds on to its ticket */
		if (kc_ticket_release(p->domain, t) != 0 || !whole)
			w->torn++;
		/* release: the reader that sees it finds the ticket's memory free */
		kc_fetch_add(&p->units_done, 1);
		if (!whole)
			continue;
		rc = kc_send(w->tx, &a, KC_FOREVER);
		if (rc)
			return rc;
		w->answers++;
	}
	return rc == -EPIPE ? 0 : rc;
}

void *kb_pipe_worker_main(void *worker)
{
	struct kb_pipe_worker *w = worker;
	struct kb_pipe *p = w->pipe;
	if (!kb_gate_pass(&p->gate))
		return NULL;
	kc_rx_adopt(w->rx);
	kc_tx_adopt(w->tx);
	int rc = work_until_end(w);
	kb_check_settle(&w->units);
	if (rc)
		fail(p, rc, "a worker's receive or send failed", kc_strerror(rc));
	/* All have stopped sending when the last one closes. */
	if (kc_fetch_sub(&p->workers_running, 1) == 1)
		kc_chan_close(p->results);
	return NULL;
}

/* --- writer ---------------------------------------------------------------------------------- */

void *kb_pipe_writer(void *pipe)
{
	struct kb_pipe *p = pipe;
	struct kb_answer a;
	int rc;
	if (!kb_gate_pass(&p->gate))
		return NULL;
	kc_rx_adopt(p->writer_rx);
	while ((rc = kc_recv(p->writer_rx, &a, KC_FOREVER)) == 0) {
		kb_check_see(&p->answers, a.tag);
		kb_counts_add(&p->collected, &a.counts);
		kc_store_relaxed(&p->bytes_done, p->collected.bytes);
		dawdle(p, KB_STAGE_WRITE);
	}
	p->end_ns = kc_mono_ns();
	kb_check_settle(&p->answers);
	if (rc != -EPIPE)
		fail(p, rc, "receiving from 'results' failed", kc_strerror(rc));
	kb_watch_done(p->watch);
	return NULL;
}
