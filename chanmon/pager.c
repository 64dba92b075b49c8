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
	*p = (struct cm_pager){ .picks = p->picks };
}

void cm_pager_add(struct cm_pager *p, enum cm_style style, const char *fmt, ...)
{
	char text[2048];
	va_list va;
	va_start(va, fmt);
	vsnprintf(text, sizeof(text), fmt, va);
	va_end(va);
	p->line = cm_grow(p->line, &p->cap, p->count + 1, sizeof(*p->line));
	p->line[p->count++] = (struct cm_pager_line){ style, cm_strdup(text), 0 };
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

void cm_pager_about(struct cm_pager *p, uint64_t about)
{
	if (p->count)
		p->line[p->count - 1].about = about;
}

/* --- the picked line -------------------------------------------------------------------------- */

enum { TO_BE_FOUND = 1 }; /* no line is about this: about() of wakeups.c never says it */

void cm_pager_reset(struct cm_pager *p)
{
	p->top = p->at = 0;
	p->picked = TO_BE_FOUND;
}

static void pick(struct cm_pager *p, size_t at)
{
	p->at = at;
	p->picked = at < p->count ? p->line[at].about : 0;
}

/* Lines have come and gone since it was picked. */
static void find_picked(struct cm_pager *p)
{
	for (size_t i = 0; p->picked && i < p->count; i++)
		if (p->line[i].about == p->picked ||
			(p->picked == TO_BE_FOUND && p->line[i].about)) {
			pick(p, i);
			return;
		}
	if (p->at >= p->count)
		p->at = p->count ? p->count - 1 : 0;
	/* Gone, as from a log: what stands there now. Where nothing can be picked it is waited for. */
	if (p->count && p->line[p->at].about)
		pick(p, p->at);
}

static void show_picked(struct cm_pager *p)
{
	if (p->at < p->top)
		p->top = p->at;
	else if (p->at >= p->top + p->page)
		p->top = p->at + 1 - p->page;
}

/* --- on the screen ---------------------------------------------------------------------------- */

static size_t last_top(const struct cm_pager *p)
{
	return p->count > p->page ? p->count - p->page : 0;
}

void cm_pager_draw(struct cm_pager *p, int y, int rows, int cols)
{
	p->page = rows > 0 ? (size_t)rows : 1;
	if (p->picks) {
		find_picked(p);
		show_picked(p);
	}
	if (p->top > last_top(p))
		p->top = last_top(p);
	for (int i = 0; i < rows; i++) {
		size_t at = p->top + (size_t)i;
		if (at >= p->count)
			break;
		bool here = p->picks && at == p->at;
		cm_screen_text(y + i, 0, cols, here ? CM_SELECTED : p->line[at].style, false,
			p->line[at].text);
	}
}

static size_t moved(size_t from, size_t page, size_t end, enum cm_action action)
{
	size_t to = from;
	if (action == CM_DO_UP)
		to = from ? from - 1 : 0;
	else if (action == CM_DO_DOWN)
		to = from + 1;
	else if (action == CM_DO_PAGE_UP)
		to = from > page ? from - page : 0;
	else if (action == CM_DO_PAGE_DOWN)
		to = from + page;
	else if (action == CM_DO_FIRST)
		to = 0;
	else if (action == CM_DO_LAST)
		to = end;
	return to > end ? end : to;
}

void cm_pager_move(struct cm_pager *p, enum cm_action action)
{
	if (!p->picks)
		p->top = moved(p->top, p->page, last_top(p), action);
	else if (p->count)
		pick(p, moved(p->at, p->page, p->count - 1, action));
}
