#include "chanmon/glyphs.h"

#include <string.h>

#include "chanmon/sample.h"

const struct cm_glyphs cm_glyphs_unicode = {
	.activity = { [CM_FLOWING] = "●",
		[CM_IDLE] = "○",
		[CM_BLOCKED] = "▲",
		[CM_CLOSED_CHANNEL] = "□",
		[CM_DEAD_CHANNEL] = "✗" },
	.state = { [CM_ALIVE] = "●",
		[CM_QUIET] = "○",
		[CM_DEAD] = "✗",
		[CM_OUT_OF_SIGHT] = "?",
		[CM_UNREADABLE] = "!" },
	.spark = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
	.bar = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" },
	.up = "▲",
	.down = "▼",
};

const struct cm_glyphs cm_glyphs_ascii = {
	.activity = { [CM_FLOWING] = ">",
		[CM_IDLE] = "-",
		[CM_BLOCKED] = "!",
		[CM_CLOSED_CHANNEL] = "#",
		[CM_DEAD_CHANNEL] = "X" },
	.state = { [CM_ALIVE] = ">",
		[CM_QUIET] = "-",
		[CM_DEAD] = "X",
		[CM_OUT_OF_SIGHT] = "?",
		[CM_UNREADABLE] = "!" },
	.spark = { "_", ".", ":", "-", "=", "+", "*", "#" },
	.bar = { ".", ".", ".", ".", "#", "#", "#", "#", "#" },
	.up = "^",
	.down = "v",
};

static void append(char *out, size_t cap, size_t *used, const char *glyph)
{
	size_t n = strlen(glyph);
	if (*used + n + 1 > cap)
		return;
	memcpy(out + *used, glyph, n + 1);
	*used += n;
}

void cm_bar(const struct cm_glyphs *g, double share, int width, char *out, size_t cap)
{
	size_t used = 0;
	share = share > 1 ? 1 : share;
	int eighths = share > 0 ? (int)(share * 8 * width + 0.5) : 0;
	/* Something is never shown as nothing, and almost full never as full. */
	if (share > 0 && !eighths)
		eighths = 1;
	if (share < 1 && eighths == 8 * width && width)
		eighths--;
	out[0] = 0;
	for (int i = 0; i < width; i++) {
		int part = eighths - 8 * i;
		append(out, cap, &used, g->bar[part <= 0 ? 0 : part >= 8 ? 8 : part]);
	}
}

void cm_spark(const struct cm_glyphs *g, const uint8_t *level, size_t count, int width, char *out,
	size_t cap)
{
	size_t used = 0, cells = width > 0 ? (size_t)width : 0;
	size_t shown = count < cells ? count : cells;
	out[0] = 0;
	for (size_t i = shown; i < cells; i++)
		append(out, cap, &used, " ");
	for (size_t i = count - shown; i < count; i++)
		append(out, cap, &used, g->spark[level[i] ? 1 + level[i] * 7 / 256 : 0]);
}
