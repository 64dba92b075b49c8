/* "Did you mean": optimal string alignment, so that two swapped letters are one slip. */
#include "tool/options.h"

#include <string.h>

/* Longer words are not slips of the finger; the bound keeps the table on the stack. */
enum { WORD_MAX = 64, FAR = 1000, SLIPS_MAX = 2, SHORT = 4 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	if (n > WORD_MAX || m > WORD_MAX)
		return FAR;
	size_t row[3][WORD_MAX + 1];
	for (size_t j = 0; j <= m; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t change = last[j - 1] + (a[i - 1] != b[j - 1]);
			now[j] = least(change, least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

const char *kt_did_you_mean(const char *word, const char *const *words, size_t n)
{
	const char *best = NULL;
	size_t best_distance = SLIPS_MAX + 1, len = strlen(word);
	for (size_t i = 0; i < n; i++) {
		if (!words[i])
			continue;
		size_t longer = strlen(words[i]) > len ? strlen(words[i]) : len;
		size_t d = distance(word, words[i]);
		/* Two letters of a short word changed, or more than a third, is another word. */
		if (d < best_distance && d <= (len > SHORT ? SLIPS_MAX : 1) && d <= longer / 3) {
			best = words[i];
			best_distance = d;
		}
	}
	return best;
}
