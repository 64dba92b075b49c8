#include "dump/table.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Rows that settle the widths, and the widest padding: one long name must not push the rest of
 * every line off the screen. */
enum { SETTLE_ROWS = 512, PAD_MAX = 48 };

static const char *const colors[] = { "", "\033[32m", "\033[33m", "\033[31m", "\033[2m",
	"\033[1m" };

/* Columns on a terminal; bytes that are no character in this locale count as themselves. */
static unsigned display_width(const char *s)
{
	mbstate_t state = { 0 };
	unsigned width = 0;
	size_t left = strlen(s);
	while (left > 0) {
		wchar_t c;
		size_t n = mbrtowc(&c, s, left, &state);
		if (n == (size_t)-1 || n == (size_t)-2 || n == 0) {
			memset(&state, 0, sizeof state);
			n = 1;
			width++;
		} else {
			int w = wcwidth(c);
			width += w > 0 ? (unsigned)w : 0;
		}
		s += n;
		left -= n;
	}
	return width;
}

static void escape_high_bytes(char *out, size_t cap, const char *in)
{
	size_t at = 0;
	for (; *in && at + 5 <= cap; in++) {
		unsigned char c = (unsigned char)*in;
		if (c < 0x7f)
			out[at++] = *in;
		else
			at += (size_t)snprintf(out + at, cap - at, "\\x%02x", c);
	}
	out[at] = '\0';
}

void kd_put(FILE *out, struct kd_dress dress, enum kd_style style, const char *text)
{
	char plain[KD_CELL_BYTES * 4];
	if (!dress.unicode) {
		escape_high_bytes(plain, sizeof plain, text);
		text = plain;
	}
	bool colored = dress.color && style != KD_PLAIN && *text;
	fprintf(out, "%s%s%s", colored ? colors[style] : "", text, colored ? "\033[0m" : "");
}

void kd_vline(FILE *out, struct kd_dress dress, enum kd_style style, const char *fmt, va_list va)
{
	char text[2048];
	vsnprintf(text, sizeof text, fmt, va);
	kd_put(out, dress, style, text);
	fputc('\n', out);
}

void kd_line(FILE *out, struct kd_dress dress, enum kd_style style, const char *fmt, ...)
{
	va_list va;
	va_start(va, fmt);
	kd_vline(out, dress, style, fmt, va);
	va_end(va);
}

static void print_row(const struct kd_table *t, const struct kd_cell *row)
{
	unsigned owed = 0; /* blanks not yet printed: none stand at the end of a line */
	for (unsigned i = 0; i < t->columns; i++) {
		const char *text = row[i].text ? row[i].text : "";
		unsigned w = display_width(text), pad = t->width[i] > w ? t->width[i] - w : 0;
		if (t->column[i].right)
			owed += pad;
		if (*text) {
			fprintf(t->out, "%*s", (int)owed, "");
			owed = 0;
			kd_put(t->out, t->dress, row[i].style, text);
		}
		if (!t->column[i].right)
			owed += pad;
		owed += 2;
	}
	fputc('\n', t->out);
}

static void print_titles(const struct kd_table *t)
{
	struct kd_cell titles[KD_COLUMNS_MAX];
	for (unsigned i = 0; i < t->columns; i++)
		titles[i] = (struct kd_cell){ (char *)t->column[i].title, KD_BOLD };
	print_row(t, titles);
}

/* Titles and kept rows go out with the widths seen so far, which stay. */
static void settle(struct kd_table *t)
{
	if (t->flowing)
		return;
	t->flowing = true;
	print_titles(t);
	for (size_t r = 0; r < t->kept_rows; r++)
		print_row(t, &t->kept[r * t->columns]);
	for (size_t i = 0; i < t->kept_rows * t->columns; i++)
		free(t->kept[i].text);
	free(t->kept);
	t->kept = NULL;
	t->kept_rows = 0;
}

static bool keep(struct kd_table *t)
{
	if (t->kept_rows == SETTLE_ROWS)
		return false;
	if (!t->kept)
		t->kept = calloc((size_t)SETTLE_ROWS * t->columns, sizeof *t->kept);
	if (!t->kept)
		return false;
	struct kd_cell *row = &t->kept[t->kept_rows * t->columns];
	for (unsigned i = 0; i < t->columns; i++) {
		row[i] = (struct kd_cell){ strdup(t->row[i].text), t->row[i].style };
		if (row[i].text)
			continue;
		while (i > 0)
			free(row[--i].text);
		return false;
	}
	t->kept_rows++;
	return true;
}

void kd_table_begin(struct kd_table *t, FILE *out, struct kd_dress dress,
	const struct kd_column *columns, unsigned n)
{
	memset(t, 0, offsetof(struct kd_table, text));
	t->out = out;
	t->dress = dress;
	t->column = columns;
	t->columns = n < KD_COLUMNS_MAX ? n : KD_COLUMNS_MAX;
	for (unsigned i = 0; i < t->columns; i++)
		t->width[i] = display_width(columns[i].title);
}

void kd_cell(struct kd_table *t, enum kd_style style, const char *fmt, ...)
{
	if (t->filled >= t->columns)
		return;
	va_list va;
	va_start(va, fmt);
	char *text = t->text[t->filled];
	vsnprintf(text, KD_CELL_BYTES, fmt, va);
	va_end(va);
	if (!t->dress.unicode) {
		char plain[KD_CELL_BYTES];
		escape_high_bytes(plain, sizeof plain, text);
		memcpy(text, plain, strlen(plain) + 1);
	}
	t->row[t->filled++] = (struct kd_cell){ text, style };
}

void kd_row(struct kd_table *t)
{
	while (t->filled < t->columns)
		kd_cell(t, KD_PLAIN, "%s", "");
	t->filled = 0;
	for (unsigned i = 0; !t->flowing && i < t->columns; i++) {
		unsigned w = display_width(t->row[i].text);
		if (w > PAD_MAX)
			w = PAD_MAX;
		if (w > t->width[i])
			t->width[i] = w;
	}
	if (!t->flowing && keep(t))
		return;
	settle(t);
	print_row(t, t->row);
}

void kd_table_end(struct kd_table *t)
{
	if (t->kept_rows > 0)
		settle(t);
}
