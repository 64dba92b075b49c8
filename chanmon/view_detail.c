#include "chanmon/view_detail.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "chanmon/culprit.h"
#include "chanmon/header.h"
#include "chanmon/histogram.h"
#include "chanmon/lint.h"
#include "chanmon/text.h"
#include "tool/units.h"

enum { GRAPH_ROWS = 4, GRAPH_MAX = 240 };

static const char *span(uint64_t ns, char *out, size_t cap)
{
	return ns ? kt_duration(out, cap, ns) : "-";
}

/* What is in it and how much fits, in the terms of its kind. */
static const char *contents(const struct cm_row *r, char *out, size_t cap)
{
	const char *about = r->depth_clamped ? " (about)" : "";
	if (r->kind == KI_RENDEZVOUS)
		snprintf(out, cap, "%" PRIu64 " offer%s", r->fill.in,
			r->fill.in == 1 ? " waits" : "s wait");
	else if (r->kind == KI_CONFLATED)
		snprintf(out, cap, "%s", r->fill.in ? "holds a value" : "holds no value");
	else if (!r->fill.room)
		snprintf(out, cap, "depth %" PRIu64 "%s", r->depth, about);
	else if (r->in_lanes)
		snprintf(out, cap,
			"depth %" PRIu64 "%s in %" PRIu32 " lane%s of %" PRIu32
			", the fullest %" PRIu64,
			r->depth, about, r->lanes, r->lanes == 1 ? "" : "s", r->capacity / r->lanes,
			r->fullest);
	else
		snprintf(out, cap, "depth %" PRIu64 "%s of %" PRIu32 "%s", r->depth, about,
			r->capacity, r->kind == KI_UNLIMITED ? ", its limit" : "");
	return out;
}

/* Drops and cancelled calls, and what a full channel does, where it is not the usual. */
static void put_losses(struct cm_pager *p, const struct cm_row *r)
{
	char t[32];
	const struct kc_seg_counters *tx = &r->total[KC_SIDE_SEND];
	if (r->overflow == KI_DROP_NEWEST)
		cm_pager_add(p, CM_PLAIN, "when full: drops what is sent (drop-newest)");
	if (r->overflow == KI_DROP_OLDEST)
		cm_pager_add(
			p, CM_PLAIN, "when full: drops the oldest for what is sent (drop-oldest)");
	if (r->dropped)
		cm_pager_add(p, r->kind == KI_CONFLATED ? CM_PLAIN : CM_BAD,
			"dropped: %" PRIu64 " new, %" PRIu64 " old, %s/s", tx->dropped_newest,
			tx->dropped_oldest,
			r->rates_ok ? kt_count(t, sizeof(t), r->dropped_per_s) : "-");
	if (r->cancelled)
		cm_pager_add(p, CM_PLAIN, "cancelled calls: %" PRIu64 ", %s/s", r->cancelled,
			r->rates_ok ? kt_count(t, sizeof(t), r->cancelled_per_s) : "-");
}

static void put_identity(struct cm_pager *p, const struct cm_row *r)
{
	char t[3][32], in[160], flags[80] = "";
	for (unsigned bit = 0; bit < 32; bit++)
		if (r->flags >> bit & 1 && ki_flag_name(bit))
			snprintf(flags + strlen(flags), sizeof(flags) - strlen(flags), "  %s",
				ki_flag_name(bit));
	cm_pager_add(p, CM_BAR, "%s/%s  %s %s %s%s%s", r->id->domain, r->id->name,
		ki_kind_name(r->kind), ki_topology_name(r->topology), ki_payload_name(r->payload),
		flags, r->closed ? "  closed" : "");
	cm_pager_add(p, CM_PLAIN,
		"%s, elements of %" PRIu32 " bytes, sent %" PRIu64 ", received %" PRIu64,
		contents(r, in, sizeof(in)), r->elem_bytes, r->sent, r->received);
	put_losses(p, r);
	if (r->rates_ok)
		cm_pager_add(p, CM_PLAIN, "in %s/s, out %s/s, %s/s, growth %s/s",
			kt_count(t[0], sizeof(t[0]), r->sent_per_s),
			kt_count(t[1], sizeof(t[1]), r->received_per_s),
			kt_size(t[2], sizeof(t[2]),
				(uint64_t)(r->bytes_per_s > 0 ? r->bytes_per_s : 0)),
			kt_count((char[32]){ 0 }, 32, r->growth_per_s));
}

static void put_warnings(
	struct cm_pager *p, const struct cm_sample *s, const struct cm_row *r, int cols)
{
	char text[512], culprit[2048];
	cm_lint_all(r, text, sizeof(text));
	if (text[0])
		cm_pager_add(p, CM_BAD, "! %s", text);
	cm_pager_add_wrapped(p, CM_BOLD, cols, 2, cm_culprit(s, r, culprit, sizeof(culprit)));
}

/* A select is one wait, which stands with each of its channels. */
static void put_select(struct cm_pager *p, const struct cm_endpoint *e, int cols)
{
	char text[512];
	if (!e->wait_cases)
		return;
	snprintf(text, sizeof(text), "  %s waits here and on %" PRIu32 " more%s%s", e->thread,
		e->wait_cases - 1, e->wait_also[0] ? ": " : "", e->wait_also);
	cm_pager_add_wrapped(p, CM_DIM, cols, 4, text);
}

static void put_endpoints(
	struct cm_pager *p, const struct cm_sample *s, const struct cm_row *r, int cols)
{
	char t[3][32], thread[80], label[64];
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_HEADING, "%-8s %8s %-16s %8s %8s %8s %6s %8s  %-20s", "ENDPOINT", "TID",
		"THREAD", "COUNT", "PER S", "ASLEEP", "SHARE", "BLOCKED", "LABEL");
	for (uint32_t i = 0; i < r->endpoint_count; i++) {
		const struct cm_endpoint *e = &s->endpoint[r->endpoint_first + i];
		char count[32], rate[32];
		cm_text_cell(e->thread, 16, false, thread, sizeof(thread));
		cm_text_cell(e->label, 20, false, label, sizeof(label));
		bool gone = e->open && !e->thread_alive && r->activity != CM_DEAD_CHANNEL;
		snprintf(t[2], sizeof(t[2]), "%.0f%%", e->blocked_share * 100);
		cm_pager_add(p, e->wait == KC_WAIT_ROOM ? CM_NOTICE : CM_PLAIN,
			"%-8s %8" PRIu32 " %s %8s %8s %8s %6s %8s  %s%s%s",
			e->side == KC_SIDE_SEND ? "send" : "receive", e->tid, thread,
			kt_count(count, sizeof(count), (double)e->count.messages),
			e->rate_ok ? kt_count(rate, sizeof(rate), e->per_s) : "-",
			span(e->wait_ns, t[0], sizeof(t[0])), e->rate_ok ? t[2] : "-",
			span(e->blocked_ns, t[1], sizeof(t[1])), label, e->open ? "" : " closed",
			gone ? " thread is gone" : "");
		put_select(p, e, cols);
	}
	if (!r->endpoint_count)
		cm_pager_add(p, CM_DIM, "none");
}

/* Values of this channel in the samples up to the shown one, oldest first. */
static size_t history(
	const struct cm_ui *ui, const struct cm_key *key, size_t most, const struct cm_row **rows)
{
	const struct cm_model *m = &ui->model;
	size_t back = cm_ring_back_of(&m->ring, m->shown), n = 0;
	for (; n < most; n++) {
		const struct cm_sample *s = cm_ring_at(&m->ring, back + n);
		const struct cm_row *r = s ? cm_sample_find(s, key) : NULL;
		if (!r)
			break;
		rows[most - 1 - n] = r;
	}
	memmove(rows, rows + most - n, n * sizeof(*rows));
	return n;
}

/* What is 100 %: the room there is, or else the most there was. */
static double graph_top(const struct cm_row *now, const struct cm_row **rows, size_t n)
{
	uint64_t most = GRAPH_ROWS;
	if (now->fill.room)
		return (double)now->fill.room;
	for (size_t i = 0; i < n; i++)
		most = rows[i]->fill.in > most ? rows[i]->fill.in : most;
	return (double)most;
}

static void put_history(
	struct cm_pager *p, const struct cm_ui *ui, const struct cm_row *now, int cols)
{
	const struct cm_row *rows[GRAPH_MAX];
	uint8_t level[GRAPH_MAX];
	char line[GRAPH_MAX * 4 + 1];
	int width = cols - 8 < GRAPH_MAX ? cols - 8 : GRAPH_MAX;
	if (width < 8)
		return;
	size_t n = history(ui, &now->id->key, (size_t)width, rows);
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_BAR, "%s over the last %zu sample%s",
		now->kind == KI_RENDEZVOUS ? "Offers" : "Depth", n, n == 1 ? "" : "s");
	double top = graph_top(now, rows, n);
	for (int g = GRAPH_ROWS - 1; g >= 0; g--) {
		/* Row g shows the part of the depth between g/4 and (g+1)/4 of the top. */
		for (size_t i = 0; i < n; i++) {
			double part = (double)rows[i]->fill.in / top * GRAPH_ROWS - g;
			level[i] = (uint8_t)(part <= 0 ? 0 : part >= 1 ? 255 : 1 + part * 254);
		}
		cm_graph_line(ui->glyphs, level, n, g == 0, line, sizeof(line));
		char mark[32];
		if (now->fill.room)
			snprintf(mark, sizeof(mark), "%d%%", 100 * (g + 1) / GRAPH_ROWS);
		else
			kt_count(mark, sizeof(mark), top * (g + 1) / GRAPH_ROWS);
		cm_pager_add(p, CM_PLAIN, "%5s | %s", mark, line);
	}
}

static void put_histogram(struct cm_pager *p, const struct cm_ui *ui, const char *title,
	const struct ki_hist *h, int cols)
{
	struct cm_hist_row row[CM_HIST_ROWS];
	char t[4][32], bar[256];
	cm_pager_add(p, CM_PLAIN, "%s", "");
	if (!h->count) {
		cm_pager_add(p, CM_BAR, "%s: nothing yet", title);
		return;
	}
	cm_pager_add(p, CM_BAR, "%s: %" PRIu64 " values, p50 %s  p90 %s  p99 %s  max %s", title,
		h->count, kt_duration(t[0], 32, ki_hist_quantile(h, 0.50)),
		kt_duration(t[1], 32, ki_hist_quantile(h, 0.90)),
		kt_duration(t[2], 32, ki_hist_quantile(h, 0.99)), kt_duration(t[3], 32, h->max_ns));
	size_t n = cm_hist_rows(h, row);
	int width = cols - 30 < 4 ? 4 : cols - 30 > 60 ? 60 : cols - 30;
	uint64_t most = 1;
	for (size_t i = 0; i < n; i++)
		most = row[i].count > most ? row[i].count : most;
	for (size_t i = 0; i < n; i++) {
		cm_bar(ui->glyphs, (double)row[i].count / (double)most, width, bar, sizeof(bar));
		cm_pager_add(p, CM_PLAIN, "  to %8s  %s  %s", kt_duration(t[0], 32, row[i].high_ns),
			bar, kt_count(t[1], 32, (double)row[i].count));
	}
}

static void put_counters(struct cm_pager *p, const struct cm_row *r)
{
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_HEADING, "%-32s %16s %16s", "COUNTER", "SENDERS", "RECEIVERS");
#define KC_COUNTER(name, type, unit, level, help, text)                                  \
	if (r->total[0].name || r->total[1].name || !(level))                            \
		cm_pager_add(p, strcmp(unit, "errors") ? CM_PLAIN : CM_NOTICE,           \
			"%-32s %16" PRIu64 " %16" PRIu64 "  %s", help, r->total[0].name, \
			r->total[1].name, strcmp(unit, "nanoseconds") ? "" : "ns");
#include "stats/counters.def"
#undef KC_COUNTER
}

static void put_events(struct cm_pager *p, const struct cm_focus *f)
{
	char t[32];
	cm_pager_add(p, CM_PLAIN, "%s", "");
	cm_pager_add(p, CM_HEADING, "%10s  %-8s %-16s %-10s %20s  %s", "AGO", "SIDE", "THREAD",
		"EVENT", "POSITION", "DETAIL");
	if (f->event_error[0])
		cm_pager_add(p, CM_BAD, "the flight recorder cannot be read: %s", f->event_error);
	else if (!f->event_count)
		cm_pager_add(p, CM_DIM, "no events recorded");
	for (size_t i = 0; i < f->event_count; i++) {
		const struct cm_event *e = &f->event[i];
		char thread[80], detail[48] = "";
		if (e->type == KC_EV_RESUME || e->type == KC_EV_TIMEOUT || e->type == KC_EV_CANCEL)
			snprintf(detail, sizeof(detail), "after %s",
				kt_duration(t, sizeof(t), e->arg));
		else if (e->type == KC_EV_BLOCK)
			snprintf(detail, sizeof(detail), "at depth %" PRIu64, e->arg);
		else if (e->type == KC_EV_WAKE)
			snprintf(detail, sizeof(detail), "asked for %" PRIu64, e->arg);
		else if (e->type == KC_EV_OPEN || e->type == KC_EV_ADOPT)
			snprintf(detail, sizeof(detail), "tid %" PRIu64, e->arg);
		else if (e->type == KC_EV_ERROR)
			snprintf(detail, sizeof(detail), "errno %" PRIu64, e->arg);
		cm_text_cell(e->thread, 16, false, thread, sizeof(thread));
		cm_pager_add(p, CM_PLAIN, "%10s  %-8s %s %-10s %20" PRIu64 "  %s%s",
			kt_duration(t, sizeof(t), e->age_ns),
			e->side == KC_SIDE_SEND ? "send" : "receive", thread,
			ki_event_name(e->type), e->pos, detail, e->torn ? " (torn)" : "");
	}
}

void cm_view_detail_draw(struct cm_ui *ui, int y, int rows, int cols)
{
	struct cm_pager *p = &ui->detail;
	const struct cm_sample *s = ui->model.shown;
	const struct cm_row *r = cm_sample_find(s, &ui->model.selected);
	int used = cm_header_draw_one(ui, r ? &s->domain[r->domain] : NULL, cols);
	y += used;
	rows -= used;
	cm_pager_clear(p);
	if (!r) {
		cm_pager_add(p, CM_NOTICE, "%s/%s is not there at this time.",
			ui->model.selected_domain, ui->model.selected_name);
		cm_pager_draw(p, y, rows, cols);
		return;
	}
	bool focused = s->focus && cm_key_equal(&s->focus->key, &r->id->key);
	put_identity(p, r);
	if (focused) {
		put_warnings(p, s, r, cols);
		put_endpoints(p, s, r, cols);
	} else {
		cm_pager_add(
			p, CM_NOTICE, "Endpoints and histograms were not kept for this sample.");
	}
	put_history(p, ui, r, cols);
	if (focused) {
		put_histogram(p, ui, "Residence", &s->focus->residence, cols);
		put_histogram(p, ui, "Senders blocked", &s->focus->block[KC_SIDE_SEND], cols);
		put_histogram(p, ui, "Receivers blocked", &s->focus->block[KC_SIDE_RECEIVE], cols);
	}
	put_counters(p, r);
	if (focused)
		put_events(p, s->focus);
	cm_pager_draw(p, y, rows, cols);
}
