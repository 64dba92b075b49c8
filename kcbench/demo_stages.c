#include "demo_stages.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "count.h"

static void fail(struct kb_demo *d, int error, const char *what)
{
	kb_stopper_fail(&d->stopper, error, what, kc_strerror(error));
	kc_chan_close(d->lines);
	kc_chan_close(d->results);
	kc_chan_close(d->log);
	kc_chan_close(d->stats);
	kb_watch_done(d->watch);
}

static int log_line(kc_tx *tx, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static int log_line(kc_tx *tx, const char *fmt, ...)
{
	char text[KB_LOG_BYTES];
	va_list va;
	va_start(va, fmt);
	int n = vsnprintf(text, sizeof(text), fmt, va);
	va_end(va);
	size_t len = n < 0 ? 0 : (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1;
	return kc_send_bytes(tx, text, len, KC_FOREVER);
}

/* --- reader ---------------------------------------------------------------------------------- */

static int rest(struct kb_demo *d)
{
	int rc = log_line(
		d->reader_log, "reader: %" PRIu64 " chunks sent, resting", d->cutter.number);
	kb_stopper_sleep(&d->stopper, KB_DEMO_REST_NS);
	return rc;
}

/* Sends the file again and again, resting after each burst. */
static int read_for_ever(struct kb_demo *d)
{
	kc_ticket t;
	int rc = 0;
	while (rc == 0 && !kb_stopper_asked(&d->stopper)) {
		switch (kb_cutter_next(&d->cutter, &t)) {
		case KB_CUT_FAILED:
			return d->cutter.error;
		case KB_CUT_END:
			/* The file may have been emptied meanwhile: do not spin over nothing. */
			if (d->cutter.offset == 0)
				kb_stopper_sleep(&d->stopper, KB_DEMO_REST_NS);
			rc = kb_cutter_rewind(&d->cutter);
			continue;
		case KB_CUT_UNIT:
			break;
		}
		rc = kc_send_ticket(d->reader_lines, t, KC_FOREVER);
		if (rc)
			kc_ticket_release(d->domain, t);
		else if (d->cutter.number % KB_DEMO_BURST == 0)
			rc = rest(d);
		else
			kb_stopper_sleep(&d->stopper, d->cfg->slow_ns[KB_STAGE_READ]);
	}
	return rc;
}

void *kb_demo_reader(void *demo)
{
	struct kb_demo *d = demo;
	if (!kb_gate_pass(&d->gate))
		return NULL;
	kc_tx_adopt(d->reader_lines);
	kc_tx_adopt(d->reader_log);
	int rc = read_for_ever(d);
	if (rc)
		fail(d, rc, "the reader stopped");
	kc_chan_close(d->lines);
	return NULL;
}

/* --- workers --------------------------------------------------------------------------------- */

static int work_on(struct kb_demo_worker *w, kc_ticket t)
{
	struct kb_demo *d = w->demo;
	struct kb_counts k;
	struct kb_unit u;
	void *payload;
	size_t len_bytes;
	int rc = kc_ticket_data(d->domain, t, &payload, &len_bytes);
	if (rc)
		return rc;
	memcpy(&u, payload, sizeof(u));
	k = kb_count_unit(
		d->cfg->cut, (unsigned char *)payload + KB_UNIT_BYTES, (size_t)u.bytes, u.offset);
	kb_stopper_sleep(&d->stopper, d->cfg->slow_ns[KB_STAGE_WORK]);
	rc = kc_ticket_release(d->domain, t);
	if (rc == 0)
		rc = kc_send(w->results, &k, KC_FOREVER);
	if (rc == 0 && ++w->units % KB_DEMO_LOG_EVERY == 0)
		rc = log_line(w->log,
			"worker %u: %" PRIu64 " chunks, the last of %" PRIu64 " lines", w->index,
			w->units, k.lines);
	return rc;
}

void *kb_demo_worker_main(void *worker)
{
	struct kb_demo_worker *w = worker;
	struct kb_demo *d = w->demo;
	kc_ticket t;
	int rc;
	if (!kb_gate_pass(&d->gate))
		return NULL;
	kc_rx_adopt(w->lines);
	kc_tx_adopt(w->results);
	kc_tx_adopt(w->log);
	while ((rc = kc_recv_ticket(w->lines, &t, KC_FOREVER)) == 0 && (rc = work_on(w, t)) == 0)
		continue;
	if (rc != -EPIPE)
		fail(d, rc, "a worker stopped");
	/* The last one ends what only workers, and the reader before them, send into. */
	if (kc_fetch_sub(&d->workers_running, 1) == 1) {
		kc_chan_close(d->results);
		kc_chan_close(d->log);
	}
	return NULL;
}

/* --- collector, logger, monitor -------------------------------------------------------------- */

void *kb_demo_collector(void *demo)
{
	struct kb_demo *d = demo;
	struct kb_counts k;
	uint64_t told_ns = 0;
	int rc;
	if (!kb_gate_pass(&d->gate))
		return NULL;
	kc_rx_adopt(d->collector_results);
	kc_tx_adopt(d->collector_stats);
	while ((rc = kc_recv(d->collector_results, &k, KC_FOREVER)) == 0) {
		kb_counts_add(&d->total, &k);
		uint64_t now = kc_mono_ns();
		if (now - told_ns >= KB_DEMO_STATS_NS) {
			struct kb_demo_stats s = { .at_ns = now, .total = d->total };
			rc = kc_send(d->collector_stats, &s, KC_FOREVER);
			told_ns = now;
		}
		if (rc)
			break;
		kb_stopper_sleep(&d->stopper, d->cfg->slow_ns[KB_STAGE_WRITE]);
	}
	if (rc != -EPIPE)
		fail(d, rc, "the collector stopped");
	kc_chan_close(d->stats);
	return NULL;
}

void *kb_demo_logger(void *demo)
{
	struct kb_demo *d = demo;
	char text[KB_LOG_BYTES];
	ssize_t n;
	if (!kb_gate_pass(&d->gate))
		return NULL;
	kc_rx_adopt(d->logger_log);
	while ((n = kc_recv_bytes(d->logger_log, text, sizeof(text), KC_FOREVER)) >= 0) {
		d->log_messages++;
		if (d->cfg->verbose)
			fprintf(stderr, "%.*s\n", (int)n, text);
	}
	if (n != -EPIPE)
		fail(d, (int)n, "the logger stopped");
	return NULL;
}

void *kb_demo_monitor(void *demo)
{
	struct kb_demo *d = demo;
	struct kb_demo_stats s;
	int rc;
	if (!kb_gate_pass(&d->gate))
		return NULL;
	kc_rx_adopt(d->monitor_stats);
	while ((rc = kc_recv(d->monitor_stats, &s, KC_FOREVER)) == 0)
		kc_store_relaxed(&d->bytes_done, s.total.bytes);
	if (rc != -EPIPE)
		fail(d, rc, "the monitor stopped");
	return NULL;
}
