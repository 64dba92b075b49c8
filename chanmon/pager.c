#include "chanmon/pager.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/mem.h"
#include "chanmon/text.h"

void cm_pager_clear(struct cm_pager *p)
{
	for (size_t i = 0; i < p->count; i++)
		free(p->line[i].text);
	p->count = 0;
}

void cm_pager_free(struct cm_pager *p)
{
	cm_pager_clear(p);
	free(p->line);
	*p = (struct cm_pager){ 0 };
}

void cm_pager_add(struct cm_pager *p, enum cm_style style, const char *fmt, ...)
{
	char text[2048];
	va_list va;
	va_start(va, fmt);
	vsnprintf(text, sizeof(text), fmt, va);
	va_end(va);
	p->line = cm_grow(p->line, &p->cap, p->count + 1, sizeof(*p->line));
	p->line[p->count++] = (struct cm_pager_line){ style, cm_strdup(text) };
}

void cm_pager_add_wrapped(
	struct cm_pager *p, enum cm_style style, int cols, int indent, const char *text)
{
	int before = 0;
	if (indent > cols / 2)
		indent = 0;
	while (cm_text_width(text) > cols - before) {
		int cells;
		size_t fit = cm_text_fit(text, cols - before, &cells), cut = fit;
		while (cut && text[cut] != ' ')
			cut--;
		if (!cut)
			cut = fit ? fit : strlen(text); /* a word wider than the screen */
		cm_pager_add(p, style, "%*s%.*s", before, "", (int)cut, text);
		text += cut + strspn(text + cut, " ");
		before = indent;
	}
	if (*text)
		cm_pager_add(p, style, "%*s%s", before, "", text);
}

static size_t last_top(const struct cm_pager *p)
{
	return p->count > p->page ? p->count - p->page : 0;
}

void cm_pager_draw(struct cm_pager *p, int y, int rows, int cols)
{
	p->page = rows > 0 ? (size_t)rows : 1;
	if (p->top > last_top(p))
		p->top = last_top(p);
	for (int i = 0; i < rows; i++) {
		size_t at = p->top + (size_t)i;
		if (at < p->count)
			cm_screen_text(y + i, 0, cols, p->line[at].style, false, p->line[at].text);
	}
}

void cm_pager_move(struct cm_pager *p, enum cm_action action)
{
	size_t end = last_top(p), top = p->top;
	if (action == CM_DO_UP)
		top = top ? top - 1 : 0;
	else if (action == CM_DO_DOWN)
		top++;
	else if (action == CM_DO_PAGE_UP)
		top = top > p->page ? top - p->page : 0;
	else if (action == CM_DO_PAGE_DOWN)
		top += p->page;
	else if (action == CM_DO_FIRST)
		top = 0;
	else if (action == CM_DO_LAST)
		top = end;
	p->top = top > end ? end : top;
}
