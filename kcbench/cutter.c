#include "cutter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 65536 };

void kb_cutter_open(
	struct kb_cutter *c, kc_domain *d, int fd, const struct kb_config *cfg, uint64_t size)
{
	*c = (struct kb_cutter){ .domain = d,
		.fd = fd,
		.cut = cfg->cut,
		.block_bytes = cfg->block_bytes,
		.size = size };
}

void kb_cutter_close(struct kb_cutter *c)
{
	free(c->buf);
	c->buf = NULL;
}

int kb_cutter_rewind(struct kb_cutter *c)
{
	if (lseek(c->fd, 0, SEEK_SET) < 0)
		return -errno;
	c->offset = c->taken = 0;
	c->pos = c->end = 0;
	c->eof = false;
	return 0;
}

static enum kb_cut_result fail(struct kb_cutter *c, int error, const char *text)
{
	c->error = error;
	c->error_text = text;
	return KB_CUT_FAILED;
}

/* Up to max bytes of the file; 0 at its end, that is after c->size bytes. -errno. */
static ssize_t read_some(struct kb_cutter *c, void *buf, size_t max)
{
	unsigned char one;
	uint64_t left = c->size - c->taken;
	ssize_t n;
	if (c->eof)
		return 0;
	do
		n = read(c->fd, left ? buf : &one, left > max ? max : left ? (size_t)left : 1);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return -errno;
	if (n > 0 && left) {
		c->taken += (uint64_t)n;
		return n;
	}
	c->eof = true;
	c->more = n > 0;
	c->short_file = left > 0;
	return 0;
}

/* Reads until buf is full or the file ends. */
static ssize_t read_full(struct kb_cutter *c, unsigned char *buf, size_t max)
{
	size_t done = 0;
	while (done < max) {
		ssize_t n = read_some(c, buf + done, max - done);
		if (n < 0)
			return n;
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

static unsigned char *unit_data(void *payload)
{
	return (unsigned char *)payload + KB_UNIT_BYTES;
}

static enum kb_cut_result finish(struct kb_cutter *c, void *payload, size_t bytes)
{
	struct kb_unit u = { .number = c->number++, .offset = c->offset, .bytes = bytes };
	memcpy(payload, &u, sizeof(u));
	c->offset += bytes;
	return KB_CUT_UNIT;
}

static enum kb_cut_result next_block(struct kb_cutter *c, kc_ticket *out)
{
	void *payload;
	int rc = kc_ticket_new(c->domain, KB_UNIT_BYTES + c->block_bytes, out, &payload);
	if (rc)
		return fail(c, rc, "no ticket for a block");
	ssize_t n = read_full(c, unit_data(payload), c->block_bytes);
	if (n > 0)
		return finish(c, payload, (size_t)n);
	kc_ticket_release(c->domain, *out);
	return n < 0 ? fail(c, (int)n, "reading it failed") : KB_CUT_END;
}

/* Makes room for more bytes behind `end`. */
static int buf_reserve(struct kb_cutter *c, size_t more)
{
	if (c->pos) {
		memmove(c->buf, c->buf + c->pos, c->end - c->pos);
		c->end -= c->pos;
		c->pos = 0;
	}
	if (c->cap - c->end >= more)
		return 0;
	size_t cap = c->cap ? c->cap : READ_BYTES;
	while (cap - c->end < more)
		cap *= 2;
	unsigned char *grown = realloc(c->buf, cap);
	if (!grown)
		return -ENOMEM;
	c->buf = grown;
	c->cap = cap;
	return 0;
}

static enum kb_cut_result too_long(struct kb_cutter *c)
{
	return fail(
		c, -EMSGSIZE, "a line is longer than 64MiB; cut it into blocks with --block 64KiB");
}

/* [pos, end) becomes longer by what the file has; false: failed. */
static bool fetch(struct kb_cutter *c, size_t bytes)
{
	if (c->end - c->pos >= KB_LINE_MAX) {
		too_long(c);
		return false;
	}
	if (buf_reserve(c, bytes)) {
		fail(c, -ENOBUFS,
			"no memory for a long line; cut it into blocks with --block 64KiB");
		return false;
	}
	ssize_t n = read_full(c, c->buf + c->end, bytes);
	if (n < 0) {
		fail(c, (int)n, "reading it failed");
		return false;
	}
	c->end += (size_t)n;
	return true;
}

static enum kb_cut_result next_line(struct kb_cutter *c, kc_ticket *out)
{
	size_t seen = 0, bytes;
	void *payload;
	for (;;) {
		const unsigned char *nl =
			c->end - c->pos > seen
				? memchr(c->buf + c->pos + seen, '\n', c->end - c->pos - seen)
				: NULL;
		bytes = nl ? (size_t)(nl - (c->buf + c->pos)) + 1 : c->end - c->pos;
		if (nl || c->eof)
			break;
		seen = bytes;
		if (!fetch(c, READ_BYTES))
			return KB_CUT_FAILED;
	}
	if (bytes == 0)
		return KB_CUT_END;
	int rc = kc_ticket_new(c->domain, KB_UNIT_BYTES + bytes, out, &payload);
	if (rc)
		return fail(c, rc, "no ticket for a line");
	memcpy(unit_data(payload), c->buf + c->pos, bytes);
	c->pos += bytes;
	return finish(c, payload, bytes);
}

/* Bytes up to and with the last newline; 0 without one. */
static size_t whole_lines(const unsigned char *data, size_t bytes)
{
	const unsigned char *nl = bytes ? memrchr(data, '\n', bytes) : NULL;
	return nl ? (size_t)(nl - data) + 1 : 0;
}

/* *longer: not one newline in it, but the file goes on; all of it is kept for a larger chunk. */
static enum kb_cut_result try_chunk(struct kb_cutter *c, kc_ticket *out, bool *longer)
{
	size_t kept = c->end - c->pos, room = c->block_bytes;
	void *payload;
	if (kept >= KB_LINE_MAX)
		return too_long(c);
	while (room < kept + c->block_bytes / 2)
		room *= 2;
	if (room > KB_LINE_MAX)
		room = KB_LINE_MAX;
	int rc = kc_ticket_new(c->domain, KB_UNIT_BYTES + room, out, &payload);
	if (rc)
		return fail(c, rc, "no ticket for a chunk of lines");
	unsigned char *data = unit_data(payload);
	if (kept)
		memcpy(data, c->buf + c->pos, kept);
	ssize_t n = read_full(c, data + kept, room - kept);
	if (n < 0) {
		kc_ticket_release(c->domain, *out);
		return fail(c, (int)n, "reading it failed");
	}
	size_t have = kept + (size_t)n, bytes = c->eof ? have : whole_lines(data, have);
	/* What is behind the last newline waits for the next chunk. */
	c->pos = 0;
	c->end = 0;
	if (buf_reserve(c, have - bytes + 1)) {
		kc_ticket_release(c->domain, *out);
		return fail(c, -ENOBUFS,
			"no memory for a long line; cut it into blocks with --block 64KiB");
	}
	memcpy(c->buf, data + bytes, have - bytes);
	c->end = have - bytes;
	if (bytes)
		return finish(c, payload, bytes);
	kc_ticket_release(c->domain, *out);
	*longer = !c->eof;
	return KB_CUT_END;
}

static enum kb_cut_result next_chunk(struct kb_cutter *c, kc_ticket *out)
{
	enum kb_cut_result r;
	bool longer;
	do {
		longer = false;
		r = try_chunk(c, out, &longer);
	} while (longer);
	return r;
}

enum kb_cut_result kb_cutter_next(struct kb_cutter *c, kc_ticket *out)
{
	switch (c->cut) {
	case KB_CUT_LINES:
		return next_chunk(c, out);
	case KB_CUT_PER_LINE:
		return next_line(c, out);
	case KB_CUT_BLOCKS:
		return next_block(c, out);
	}
	return KB_CUT_END;
}
