#include "chanmon/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/mem.h"

void cm_model_init(struct cm_model *m, size_t samples_max, size_t bytes_max)
{
	memset(m, 0, sizeof(*m));
	cm_ring_init(&m->ring, samples_max, bytes_max);
	m->sort = CM_COL_DOMAIN;
	m->page = 1;
}

void cm_model_free(struct cm_model *m)
{
	cm_sample_unref(m->shown);
	cm_ring_free(&m->ring);
	free(m->line);
	free(m->order);
	memset(m, 0, sizeof(*m));
}

static void show(struct cm_model *m, struct cm_sample *s)
{
	struct cm_sample *old = m->shown;
	m->shown = cm_sample_ref(s);
	cm_sample_unref(old);
	cm_model_arrange(m);
}

void cm_model_push(struct cm_model *m, struct cm_sample *s)
{
	cm_ring_push(&m->ring, s);
	if (!m->paused || !m->shown)
		show(m, s);
}

/* --- choosing and ordering ------------------------------------------------------------------- */

static bool followed(const struct cm_model *m, const struct cm_row *r)
{
	return m->follow && m->has_selected && cm_key_equal(&r->id->key, &m->selected);
}

static bool visible(const struct cm_model *m, const struct cm_row *r)
{
	if (followed(m, r))
		return true;
	if (!cm_filter_match(&m->filter, m->shown, r))
		return false;
	if (r->named)
		return true;
	if (m->hide_idle && (r->activity == CM_IDLE || r->activity == CM_CLOSED_CHANNEL))
		return false;
	return !m->warnings_only || r->lints;
}

static int compare_keys(const struct cm_key *a, const struct cm_key *b)
{
	if (a->run != b->run)
		return a->run < b->run ? -1 : 1;
	if (a->index != b->index)
		return a->index < b->index ? -1 : 1;
	return a->gen < b->gen ? -1 : a->gen > b->gen;
}

/* Ties by domain (alive ones first, as the sample has them), then name, so that equal rows never
 * change places. */
static int compare_rows(const void *pa, const void *pb, void *ctx)
{
	const struct cm_model *m = ctx;
	const struct cm_row *a = &m->shown->row[*(const uint32_t *)pa];
	const struct cm_row *b = &m->shown->row[*(const uint32_t *)pb];
	int c = cm_column_compare(m->sort, a, b);
	if (c)
		return m->inverted ? -c : c;
	if (a->domain != b->domain)
		return a->domain < b->domain ? -1 : 1;
	c = strcmp(a->id->name, b->id->name);
	return c ? c : compare_keys(&a->id->key, &b->id->key);
}

static size_t frozen_rank(const struct cm_model *m, const struct cm_row *r, size_t hint)
{
	/* Most rows stand where they stood, so the walk begins there. */
	for (size_t i = 0; i < m->order_count; i++) {
		size_t at = (hint + i) % m->order_count;
		if (cm_key_equal(&m->order[at], &r->id->key))
			return at;
	}
	return m->order_count; /* new rows come last, in sorted order among themselves */
}

struct ranked {
	size_t rank, sorted;
	uint32_t row;
};

static int compare_ranked(const void *pa, const void *pb)
{
	const struct ranked *a = pa, *b = pb;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return a->sorted < b->sorted ? -1 : a->sorted > b->sorted;
}

static void apply_frozen_order(struct cm_model *m)
{
	struct ranked *ranked = cm_calloc(m->line_count, sizeof(*ranked));
	size_t hint = 0;
	for (size_t i = 0; i < m->line_count; i++) {
		size_t rank = frozen_rank(m, &m->shown->row[m->line[i]], hint);
		ranked[i] = (struct ranked){ rank, i, m->line[i] };
		if (rank < m->order_count)
			hint = rank + 1;
	}
	if (m->line_count)
		qsort(ranked, m->line_count, sizeof(*ranked), compare_ranked);
	for (size_t i = 0; i < m->line_count; i++)
		m->line[i] = ranked[i].row;
	free(ranked);
}

/* --- selection ------------------------------------------------------------------------------- */

static bool is_selected(const struct cm_model *m, const struct cm_row *r)
{
	return cm_key_equal(&r->id->key, &m->selected);
}

static void take_selection(struct cm_model *m, const struct cm_row *r)
{
	m->has_selected = true;
	m->selected = r->id->key;
	snprintf(m->selected_domain, sizeof(m->selected_domain), "%s", r->id->domain);
	snprintf(m->selected_name, sizeof(m->selected_name), "%s", r->id->name);
}

static void keep_cursor_on_screen(struct cm_model *m)
{
	if (m->cursor < m->top)
		m->top = m->cursor;
	if (m->cursor >= m->top + m->page)
		m->top = m->cursor - m->page + 1;
	size_t last_top = m->line_count > m->page ? m->line_count - m->page : 0;
	if (m->top > last_top)
		m->top = last_top;
}

static bool find_selected(struct cm_model *m)
{
	for (size_t i = 0; i < m->line_count; i++)
		if (is_selected(m, &m->shown->row[m->line[i]])) {
			m->cursor = i;
			return true;
		}
	return false;
}

/* A followed channel whose program was started again goes on in the new run. */
static bool find_successor(struct cm_model *m)
{
	for (size_t i = m->line_count; i--;) {
		const struct cm_row *r = &m->shown->row[m->line[i]];
		if (m->shown->domain[r->domain].state != CM_DEAD &&
			!strcmp(r->id->domain, m->selected_domain) &&
			!strcmp(r->id->name, m->selected_name)) {
			m->cursor = i;
			take_selection(m, r);
			return true;
		}
	}
	return false;
}

static bool selected_is_over(const struct cm_model *m)
{
	const struct cm_row *r = cm_sample_find(m->shown, &m->selected);
	return !r || m->shown->domain[r->domain].state == CM_DEAD;
}

static void restore_selection(struct cm_model *m)
{
	if (!m->line_count) {
		m->cursor = m->top = 0;
		return;
	}
	bool found = m->has_selected && m->follow && selected_is_over(m) && find_successor(m);
	if (!found && !(m->has_selected && find_selected(m))) {
		if (m->cursor >= m->line_count)
			m->cursor = m->line_count - 1;
		take_selection(m, cm_model_line(m, m->cursor));
	}
	keep_cursor_on_screen(m);
}

void cm_model_arrange(struct cm_model *m)
{
	m->line_count = 0;
	if (!m->shown)
		return;
	m->line = cm_grow(m->line, &m->line_cap, m->shown->row_count, sizeof(*m->line));
	for (size_t i = 0; i < m->shown->row_count; i++)
		if (visible(m, &m->shown->row[i]))
			m->line[m->line_count++] = (uint32_t)i;
	if (m->line_count)
		qsort_r(m->line, m->line_count, sizeof(*m->line), compare_rows, m);
	if (m->frozen)
		apply_frozen_order(m);
	restore_selection(m);
}

size_t cm_rows_ordered(
	const struct cm_sample *s, const struct cm_filter *f, enum cm_column sort, uint32_t **rows)
{
	struct cm_model m;
	cm_model_init(&m, 2, 0);
	m.filter = *f;
	m.sort = sort;
	m.shown = (struct cm_sample *)s; /* only read: the model never writes a sample */
	cm_model_arrange(&m);
	*rows = m.line;
	size_t count = m.line_count;
	m.line = NULL;
	m.shown = NULL;
	cm_model_free(&m);
	return count;
}

const struct cm_row *cm_model_line(const struct cm_model *m, size_t line)
{
	return line < m->line_count ? &m->shown->row[m->line[line]] : NULL;
}

const struct cm_row *cm_model_selected(const struct cm_model *m)
{
	return cm_model_line(m, m->cursor);
}

void cm_model_set_page(struct cm_model *m, size_t lines)
{
	m->page = lines ? lines : 1;
	keep_cursor_on_screen(m);
}

void cm_model_move_to(struct cm_model *m, size_t line)
{
	if (!m->line_count)
		return;
	m->cursor = line < m->line_count ? line : m->line_count - 1;
	take_selection(m, cm_model_line(m, m->cursor));
	keep_cursor_on_screen(m);
}

void cm_model_move(struct cm_model *m, long lines)
{
	size_t up = lines < 0 ? (size_t)-lines : 0;
	if (lines < 0)
		cm_model_move_to(m, m->cursor > up ? m->cursor - up : 0);
	else
		cm_model_move_to(m, m->cursor + (size_t)lines);
}

void cm_model_select(struct cm_model *m, const struct cm_row *r)
{
	take_selection(m, r);
	cm_model_arrange(m);
}

bool cm_model_search(struct cm_model *m, const char *text, int direction, bool from_here)
{
	if (!text[0])
		return false;
	for (size_t i = from_here ? 0 : 1; i <= m->line_count; i++) {
		size_t step = i % (m->line_count ? m->line_count : 1);
		size_t at = direction > 0 ? m->cursor + step : m->cursor + m->line_count - step;
		at %= m->line_count ? m->line_count : 1;
		const struct cm_row *r = cm_model_line(m, at);
		if (r && cm_row_contains(r, text)) {
			cm_model_move_to(m, at);
			return true;
		}
	}
	return false;
}

/* --- settings -------------------------------------------------------------------------------- */

void cm_model_set_sort(struct cm_model *m, enum cm_column c)
{
	m->sort = c;
	cm_model_arrange(m);
}

void cm_model_step_sort(struct cm_model *m, int direction)
{
	int c = (int)m->sort;
	do
		c = (c + direction + CM_COL_COUNT) % CM_COL_COUNT;
	while (cm_column_def[c].kind == CM_NONE);
	cm_model_set_sort(m, (enum cm_column)c);
}

void cm_model_set_frozen(struct cm_model *m, bool frozen)
{
	m->frozen = frozen;
	if (frozen) {
		m->order = cm_grow(m->order, &m->order_cap, m->line_count, sizeof(*m->order));
		m->order_count = m->line_count;
		for (size_t i = 0; i < m->line_count; i++)
			m->order[i] = cm_model_line(m, i)->id->key;
	}
	cm_model_arrange(m);
}

int cm_model_set_filter(struct cm_model *m, const char *text, char *error, size_t cap)
{
	int rc = cm_filter_parse(&m->filter, text, error, cap);
	if (rc < 0)
		return rc;
	snprintf(m->filter_text, sizeof(m->filter_text), "%s", text);
	cm_model_arrange(m);
	return 0;
}

/* --- time ------------------------------------------------------------------------------------ */

void cm_model_pause(struct cm_model *m, bool paused)
{
	m->paused = paused;
	if (!paused && m->ring.count)
		show(m, cm_ring_at(&m->ring, 0));
}

bool cm_model_step(struct cm_model *m, int back)
{
	m->paused = true;
	if (!m->ring.count)
		return false;
	size_t at = cm_ring_back_of(&m->ring, m->shown);
	/* What was on the screen has left the ring: the oldest that is left is the nearest. */
	bool gone = at == m->ring.count;
	if (gone)
		at--;
	else if (back > 0 ? at + 1 >= m->ring.count : at == 0)
		return false;
	else
		at = back > 0 ? at + 1 : at - 1;
	show(m, cm_ring_at(&m->ring, at));
	return true;
}
