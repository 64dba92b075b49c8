#include "reference.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum { ASK_EVERY_BYTES = 1 << 20 };

struct pass {
	const struct kb_reference *r;
	FILE *f;
	struct kb_counts *out;
	char *line;
	size_t line_cap;
	uint64_t ask_at;
};

/* One piece into p->line; its length, 0 at the end, -errno. */
static ssize_t read_piece(struct pass *p)
{
	uint64_t left = p->r->bytes - p->out->bytes;
	ssize_t n;
	errno = 0;
	if (left == 0)
		return 0;
	if (p->r->lines) {
		n = getdelim(&p->line, &p->line_cap, '\n', p->f);
		if (n < 0)
			return ferror(p->f) ? -(errno ? errno : EIO) : 0;
		return n;
	}
	n = (ssize_t)fread(
		p->line, 1, left < p->r->block_bytes ? (size_t)left : p->r->block_bytes, p->f);
	return n == 0 && ferror(p->f) ? -(errno ? errno : EIO) : n;
}

static uint64_t newlines(const char *at, size_t bytes)
{
	uint64_t n = 0;
	for (size_t i = 0; i < bytes; i++)
		n += at[i] == '\n';
	return n;
}

static int add_pieces(struct pass *p)
{
	for (;;) {
		ssize_t n = read_piece(p);
		if (n <= 0)
			return (int)n;
		uint64_t hash = XXH3_64bits(p->line, (size_t)n);
		p->out->digest += kb_digest_piece(hash, p->out->bytes);
		p->out->lines +=
			p->r->lines ? p->line[n - 1] == '\n' : newlines(p->line, (size_t)n);
		p->out->bytes += (uint64_t)n;
		p->out->pieces++;
		if (p->out->bytes < p->ask_at)
			continue;
		p->ask_at = p->out->bytes + ASK_EVERY_BYTES;
		if (!p->r->go_on(p->r->ctx, p->out->bytes))
			return -ECANCELED;
	}
}

int kb_reference_pass(struct kb_counts *out, const struct kb_reference *r)
{
	struct pass p = { .r = r, .out = out };
	*out = (struct kb_counts){ .bytes = 0 };
	int fd = dup(r->fd);
	p.f = fd < 0 ? NULL : fdopen(fd, "r");
	if (!p.f) {
		int rc = -errno;
		if (fd >= 0)
			close(fd);
		return rc;
	}
	if (!r->lines) {
		p.line_cap = r->block_bytes;
		p.line = malloc(p.line_cap);
	}
	int rc = r->lines || p.line ? 0 : -ENOMEM;
	if (rc == 0 && fseeko(p.f, 0, SEEK_SET))
		rc = -errno;
	if (rc == 0)
		rc = add_pieces(&p);
	free(p.line);
	fclose(p.f);
	return rc;
}
