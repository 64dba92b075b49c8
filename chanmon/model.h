/* model.h - what the channels view shows: which sample, which rows, in which order, and which one is
 * selected. Knows no terminal and no segment; one thread.
 *
 * The selection belongs to a channel of one run (cm_key), not to a line. Every change of a setting
 * must be followed by cm_model_arrange, which the setters here do by themselves. */
#ifndef CHANMON_MODEL_H
#define CHANMON_MODEL_H

#include "chanmon/filter.h"
#include "chanmon/sample.h"

struct cm_model {
	struct cm_ring ring;
	struct cm_sample *shown; /* NULL before the first sample */
	bool paused;             /* shown stays while the ring goes on */
	bool hide_idle, warnings_only, follow, inverted;
	enum cm_column sort;
	struct cm_filter filter;
	char filter_text[256];

	uint32_t *line; /* rows of shown, in the order of the screen */
	size_t line_count, line_cap;
	bool has_selected;
	struct cm_key selected;
	char selected_domain[CM_NAME], selected_name[CM_NAME];
	size_t cursor; /* line of the selection */
	size_t top;    /* first line on the screen */
	size_t page;   /* lines on the screen */

	bool frozen;
	struct cm_key *order; /* frozen: who stood where */
	size_t order_count, order_cap;
};

/* Rows of s that match, ordered as a new model would; *rows is the caller's to free. */
size_t cm_rows_ordered(
	const struct cm_sample *s, const struct cm_filter *f, enum cm_column sort, uint32_t **rows);

void cm_model_init(struct cm_model *m, size_t samples_max, size_t bytes_max);
void cm_model_free(struct cm_model *m);
/* Takes over the caller's reference; shows it unless paused. */
void cm_model_push(struct cm_model *m, struct cm_sample *s);
/* Chooses, orders, and finds the selection again. */
void cm_model_arrange(struct cm_model *m);
/* The selected row of the shown sample, or NULL when there is none. */
const struct cm_row *cm_model_selected(const struct cm_model *m);
const struct cm_row *cm_model_line(const struct cm_model *m, size_t line);

void cm_model_set_page(struct cm_model *m, size_t lines);
void cm_model_move(struct cm_model *m, long lines);
void cm_model_move_to(struct cm_model *m, size_t line);
void cm_model_select(struct cm_model *m, const struct cm_row *r);
/* The next line (direction 1 or -1, round the end) that holds text; false: none does. */
bool cm_model_search(struct cm_model *m, const char *text, int direction, bool from_here);

void cm_model_set_sort(struct cm_model *m, enum cm_column c);
/* The next or previous column that sorts. */
void cm_model_step_sort(struct cm_model *m, int direction);
void cm_model_set_frozen(struct cm_model *m, bool frozen);
/* 0 or -EINVAL and a sentence; then the filter before stays. */
int cm_model_set_filter(struct cm_model *m, const char *text, char *error, size_t cap);

/* Shows the newest again when it ends. */
void cm_model_pause(struct cm_model *m, bool paused);
/* Steps back (1) or forward (-1) through the ring, which pauses; false at its end. */
bool cm_model_step(struct cm_model *m, int back);

#endif
