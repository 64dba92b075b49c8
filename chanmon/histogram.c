#include "chanmon/histogram.h"

#include <string.h>

enum { POWERS = 41 };

/* Values below 2^p, at least 2^(p-1). */
static unsigned power_of(uint64_t value)
{
	return value ? 64u - (unsigned)__builtin_clzll(value) : 0;
}

size_t cm_hist_rows(const struct ki_hist *h, struct cm_hist_row *row)
{
	uint64_t by_power[POWERS] = { 0 };
	for (uint32_t b = 0; b < KC_HIST_BUCKETS; b++) {
		unsigned p = power_of(kc_hist_low(b));
		by_power[p < POWERS ? p : POWERS - 1] += h->bucket[b];
	}
	unsigned first = 0, last = POWERS - 1;
	while (first < POWERS && !by_power[first])
		first++;
	if (first == POWERS)
		return 0;
	while (!by_power[last])
		last--;
	unsigned step = (last - first) / CM_HIST_ROWS + 1;
	size_t n = 0;
	for (unsigned p = first; p <= last; p += step, n++) {
		row[n] = (struct cm_hist_row){ .high_ns = (UINT64_C(1) << (p + step - 1)) - 1 };
		for (unsigned k = p; k < p + step && k <= last; k++)
			row[n].count += by_power[k];
	}
	return n;
}

void cm_graph_line(const struct cm_glyphs *g, const uint8_t *level, size_t count, int ground,
	char *out, size_t cap)
{
	size_t used = 0;
	out[0] = 0;
	for (size_t i = 0; i < count; i++) {
		const char *glyph = level[i] ? g->spark[level[i] * 8 / 256]
				    : ground ? g->spark[0]
					     : " ";
		size_t n = strlen(glyph);
		if (used + n + 1 > cap)
			return;
		memcpy(out + used, glyph, n + 1);
		used += n;
	}
}
