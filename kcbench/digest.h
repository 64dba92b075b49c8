/* digest.h - how hashes of a file's pieces become one number that does not depend on their order.
 *
 * A piece is a line with its newline, or a block. Its XXH3-64 is mixed with its offset in the file, so
 * that exchanged pieces show, and the results are added up modulo 2^64. Pure. */
#ifndef KCBENCH_DIGEST_H
#define KCBENCH_DIGEST_H

#include <stdint.h>

static inline uint64_t kb_digest_piece(uint64_t xxh3, uint64_t offset)
{
	uint64_t v = xxh3 ^ (offset + 1) * UINT64_C(0x9e3779b97f4a7c15);
	v = (v ^ (v >> 32)) * UINT64_C(0xd6e8feb86659fd93);
	return v ^ (v >> 32);
}

/* What both passes over a file add up. */
struct kb_counts {
	uint64_t bytes, lines, digest; /* lines: newlines, as wc -l counts them */
	uint64_t pieces;
};

#endif
