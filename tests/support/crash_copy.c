#include "support/crash_copy.h"

#include "support/harness.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 4096 };

static void *map_file(int fd, uint64_t bytes, int protection)
{
	void *at = mmap(NULL, bytes, protection, MAP_SHARED, fd, 0);
	cr_assert(
		at != MAP_FAILED, "a segment of %lu bytes cannot be mapped", (unsigned long)bytes);
	return at;
}

void crash_copy_open(struct crash_copy *c, const char *segment, const char *dir)
{
	struct stat st;
	int fd = open(segment, O_RDONLY | O_CLOEXEC);
	cr_assert(fd >= 0 && fstat(fd, &st) == 0, "%s", segment);
	snprintf(c->path, sizeof c->path, "%s/copy.kcs", dir);
	c->bytes = (uint64_t)st.st_size;
	c->fd = open(c->path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	cr_assert(c->fd >= 0 && ftruncate(c->fd, st.st_size) == 0, "%s", c->path);
	c->from = map_file(fd, c->bytes, PROT_READ);
	c->to = map_file(c->fd, c->bytes, PROT_READ | PROT_WRITE);
	close(fd);
}

void crash_copy_close(struct crash_copy *c)
{
	if (!c->from)
		return;
	munmap((void *)(uintptr_t)c->from, c->bytes);
	munmap(c->to, c->bytes);
	close(c->fd);
	unlink(c->path);
	c->from = NULL;
}

static bool take_range(struct crash_copy *c, uint64_t at, uint64_t bytes)
{
	bool changed = false;
	for (uint64_t n; bytes; at += n, bytes -= n) {
		n = BLOCK - at % BLOCK;
		n = n < bytes ? n : bytes;
		if (memcmp(c->to + at, c->from + at, n) == 0)
			continue;
		memcpy(c->to + at, c->from + at, n);
		changed = true;
	}
	return changed;
}

bool crash_copy_take(struct crash_copy *c)
{
	const struct kc_seg_header *h = (const void *)c->to;
	bool changed = take_range(c, 0, KC_SEG_HEADER_BYTES);
	for (uint32_t i = 0; i < h->section_count; i++) {
		const struct kc_seg_section *s = &h->sections[i];
		changed |= take_range(c, s->offset, s->hwm * s->elem_bytes);
	}
	return changed;
}

const void *crash_row(const struct crash_copy *c, uint32_t section, uint64_t index)
{
	const struct kc_seg_header *h = (const void *)c->to;
	for (uint32_t i = 0; i < h->section_count; i++) {
		const struct kc_seg_section *s = &h->sections[i];
		if (s->type == section)
			return index < s->hwm ? c->to + s->offset + index * s->elem_bytes : NULL;
	}
	return NULL;
}
