#include "count.h"

#include <string.h>
#include <xxhash.h>

static struct kb_counts count_lines(const unsigned char *data, size_t bytes, uint64_t offset)
{
	struct kb_counts k = { .bytes = bytes };
	for (size_t at = 0; at < bytes;) {
		const unsigned char *nl = memchr(data + at, '\n', bytes - at);
		size_t len = nl ? (size_t)(nl - (data + at)) + 1 : bytes - at;
		k.digest += kb_digest_piece(XXH3_64bits(data + at, len), offset + at);
		k.lines += nl != NULL;
		k.pieces++;
		at += len;
	}
	return k;
}

static struct kb_counts count_block(const unsigned char *data, size_t bytes, uint64_t offset)
{
	struct kb_counts k = { .bytes = bytes, .pieces = 1 };
	const unsigned char *at = data, *end = data + bytes;
	k.digest = kb_digest_piece(XXH3_64bits(data, bytes), offset);
	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		k.lines++;
		at++;
	}
	return k;
}

struct kb_counts kb_count_unit(
	enum kb_cut cut, const unsigned char *data, size_t bytes, uint64_t offset)
{
	return cut == KB_CUT_BLOCKS ? count_block(data, bytes, offset)
				    : count_lines(data, bytes, offset);
}

void kb_counts_add(struct kb_counts *to, const struct kb_counts *more)
{
	to->bytes += more->bytes;
	to->lines += more->lines;
	to->digest += more->digest;
	to->pieces += more->pieces;
}
