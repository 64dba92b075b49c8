/* table.h - cells that are collected first, so that each column is as wide as its widest cell. */
#ifndef CHANMON_TABLE_H
#define CHANMON_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CM_TABLE_COLUMNS = 24 };

/* Zeroed but for these: */
struct cm_table {
	size_t columns;
	int gap; /* blanks between two columns; 0: two */
	bool right[CM_TABLE_COLUMNS];
	int width[CM_TABLE_COLUMNS];
	char **cell;
	size_t count, cap;
};

/* Line by line, from the left. */
void cm_table_cell(struct cm_table *t, const char *text);
void cm_table_number(struct cm_table *t, uint64_t n);
size_t cm_table_lines(const struct cm_table *t);
/* Without blanks at its end; returns out. */
const char *cm_table_line(const struct cm_table *t, size_t line, char *out, size_t cap);
void cm_table_free(struct cm_table *t);

#endif
