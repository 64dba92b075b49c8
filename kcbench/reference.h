/* reference.h - the independent second pass over the file: one thread, stdio, no channel.
 *
 * Shares with the pipeline the definition of the digest (digest.h) and nothing else. */
#ifndef KCBENCH_REFERENCE_H
#define KCBENCH_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "digest.h"

struct kb_reference {
	int fd; /* rewound; stays the caller's */
	bool lines;
	size_t block_bytes;
	uint64_t bytes; /* to look at: the part that the pipeline read */
	/* Asked now and then with the bytes done; false stops. */
	bool (*go_on)(void *ctx, uint64_t done);
	void *ctx;
};

/* 0, -ECANCELED stopped, or -errno. */
int kb_reference_pass(struct kb_counts *out, const struct kb_reference *r);

#endif
