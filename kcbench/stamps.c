#include <errno.h>
#include <stdlib.h>

#include "round.h"

/* All tables together, and numbers beyond what fits in a channel and in all hands. */
#define TABLES_BYTES (UINT64_C(64) << 20)
enum { NUMBERS_AHEAD = 1024 };

static uint64_t table_rows(const struct kb_round *r)
{
	const struct kb_config *c = r->cfg;
	uint64_t wanted = c->capacity + c->batch * (c->senders + c->receivers) + NUMBERS_AHEAD;
	uint64_t most = TABLES_BYTES / sizeof(struct kb_stamp) / r->streams, rows = 1;
	while (rows < wanted && 2 * rows <= most)
		rows *= 2;
	return rows;
}

int kb_stamps_open(struct kb_round *r)
{
	uint64_t rows = table_rows(r);
	r->stamp_mask = rows - 1;
	for (unsigned i = 0; i < r->streams; i++) {
		r->stream[i].stamp = calloc(rows, sizeof(struct kb_stamp));
		if (!r->stream[i].stamp)
			return -ENOMEM;
	}
	return 0;
}

void kb_stamps_close(struct kb_round *r)
{
	for (unsigned i = 0; r->stream && i < r->streams; i++)
		free(r->stream[i].stamp);
}
