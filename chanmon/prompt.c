#include "chanmon/prompt.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <ncurses.h>

#include "chanmon/screen.h"
#include "chanmon/text.h"

enum { KEY_ESCAPE = 27, KEY_DELETE_LINE = 'u' & 0x1f, KEY_RUBOUT = 0x7f, KEY_CONTROL_H = 8 };

void cm_prompt_open(struct cm_prompt *p, enum cm_prompt_kind kind, const char *text)
{
	p->kind = kind;
	p->error[0] = 0;
	snprintf(p->text, sizeof(p->text), "%s", text);
	p->bytes = strlen(p->text);
}

static enum cm_prompt_result insert(struct cm_prompt *p, int key)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	size_t n = wcrtomb(bytes, (wchar_t)key, &state);
	if (n == (size_t)-1 || p->bytes + n >= sizeof(p->text))
		return CM_PROMPT_IGNORED;
	memcpy(p->text + p->bytes, bytes, n);
	p->bytes += n;
	p->text[p->bytes] = 0;
	return CM_PROMPT_EDITED;
}

static enum cm_prompt_result rub_out(struct cm_prompt *p)
{
	if (!p->bytes)
		return CM_PROMPT_CANCELLED;
	/* A character of UTF-8 begins where the top bits are not 10. */
	do
		p->bytes--;
	while (p->bytes && ((unsigned char)p->text[p->bytes] & 0xc0) == 0x80);
	p->text[p->bytes] = 0;
	return CM_PROMPT_EDITED;
}

enum cm_prompt_result cm_prompt_key(struct cm_prompt *p, int key)
{
	switch (key) {
	case '\r':
	case '\n':
	case CM_KEY_BASE + KEY_ENTER:
		return CM_PROMPT_DONE;
	case KEY_ESCAPE:
		return CM_PROMPT_CANCELLED;
	case KEY_RUBOUT:
	case KEY_CONTROL_H:
	case CM_KEY_BASE + KEY_BACKSPACE:
		return rub_out(p);
	case KEY_DELETE_LINE:
		p->bytes = 0;
		p->text[0] = 0;
		return CM_PROMPT_EDITED;
	default:
		if (key < ' ' || key >= CM_KEY_BASE || wcwidth((wchar_t)key) < 0)
			return CM_PROMPT_IGNORED;
		return insert(p, key);
	}
}

void cm_prompt_draw(const struct cm_prompt *p, int y, int cols)
{
	const char *label = p->kind == CM_PROMPT_SEARCH ? "/" : "Filter: ";
	const char *text = p->text;
	int room = cols - cm_text_width(label) - 1;
	/* The end is what is being typed: the head goes when the line is too long. */
	while (cm_text_width(text) > room && *text)
		text++;
	int at = cm_text_width(label), width = cm_text_width(text);
	cm_screen_text(y, 0, at, CM_BOLD, false, label);
	cm_screen_text(y, at, cols - at, CM_PLAIN, false, text);
	if (p->error[0] && room > width + 2)
		cm_screen_text(y, at + width + 2, cols, CM_BAD, false, p->error);
	cm_screen_cursor(y, at + width);
}
