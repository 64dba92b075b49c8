#include "chanmon/text.h"

#include <string.h>
#include <wchar.h>

static bool ascii_only;

void cm_text_ascii_only(bool on)
{
	ascii_only = on;
}

/* One character: its bytes and cells, and whether it can be shown as it is. */
struct glyph {
	size_t bytes;
	int cells;
	bool shown;
};

static struct glyph next(const char *s, size_t left)
{
	unsigned char c = (unsigned char)s[0];
	if (c < 0x80)
		return (struct glyph){ 1, 1, c >= 0x20 && c < 0x7f };
	mbstate_t state = { 0 };
	wchar_t w;
	size_t n = mbrtowc(&w, s, left, &state);
	if (n == 0 || n > left)
		return (struct glyph){ 1, 1, false };
	int cells = wcwidth(w);
	if (cells < 0 || (ascii_only && cells > 0))
		return (struct glyph){ n, 1, false };
	return (struct glyph){ n, cells, !ascii_only };
}

int cm_text_width(const char *s)
{
	int cells = 0;
	for (size_t left = strlen(s); left;) {
		struct glyph g = next(s, left);
		cells += g.cells;
		s += g.bytes;
		left -= g.bytes;
	}
	return cells;
}

size_t cm_text_fit(const char *s, int width, int *cells)
{
	size_t left = strlen(s), used = 0;
	*cells = 0;
	while (left) {
		struct glyph g = next(s + used, left);
		if (*cells + g.cells > width)
			break;
		*cells += g.cells;
		used += g.bytes;
		left -= g.bytes;
	}
	return used;
}

static size_t pad(char *out, size_t cap, size_t used, int cells)
{
	for (; cells > 0 && used + 1 < cap; cells--)
		out[used++] = ' ';
	return used;
}

const char *cm_text_cell(const char *s, int width, bool right, char *out, size_t cap)
{
	int cells, all = cm_text_width(s);
	bool cut = all > width && width > 0;
	size_t bytes = cm_text_fit(s, cut ? width - 1 : width, &cells);
	size_t used = right ? pad(out, cap, 0, width - cells - cut) : 0;
	for (size_t at = 0; at < bytes;) {
		struct glyph g = next(s + at, bytes - at);
		if (used + g.bytes + 2 > cap)
			break;
		if (g.shown) {
			memcpy(out + used, s + at, g.bytes);
			used += g.bytes;
		} else if (g.cells) {
			out[used++] = '?';
		}
		at += g.bytes;
	}
	if (cut && used + 1 < cap)
		out[used++] = '~';
	if (!right)
		used = pad(out, cap, used, width - cells - cut);
	out[used] = 0;
	return out;
}
