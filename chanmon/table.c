#include "chanmon/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/mem.h"
#include "chanmon/text.h"

void cm_table_cell(struct cm_table *t, const char *text)
{
	int width = cm_text_width(text);
	size_t column = t->count % t->columns;
	if (width > t->width[column])
		t->width[column] = width;
	t->cell = cm_grow(t->cell, &t->cap, t->count + 1, sizeof(char *));
	t->cell[t->count++] = cm_strdup(text);
}

void cm_table_number(struct cm_table *t, uint64_t n)
{
	char text[24];
	snprintf(text, sizeof(text), "%" PRIu64, n);
	cm_table_cell(t, text);
}

size_t cm_table_lines(const struct cm_table *t)
{
	return t->count / t->columns;
}

const char *cm_table_line(const struct cm_table *t, size_t line, char *out, size_t cap)
{
	char cell[2048];
	size_t used = 0;
	out[0] = 0;
	for (size_t c = 0; c < t->columns && used + 1 < cap; c++) {
		const char *text = t->cell[line * t->columns + c];
		snprintf(out + used, cap - used, "%*s%s", c ? (t->gap ? t->gap : 2) : 0, "",
			cm_text_cell(text, t->width[c], t->right[c], cell, sizeof(cell)));
		used += strlen(out + used);
	}
	while (used && out[used - 1] == ' ')
		out[--used] = 0;
	return out;
}

void cm_table_free(struct cm_table *t)
{
	for (size_t i = 0; i < t->count; i++)
		free(t->cell[i]);
	free(t->cell);
	t->cell = NULL;
	t->count = t->cap = 0;
}
