/* crash_copy.h - a segment as it stands at this instant, as a file of its own that the reader can open: what would be
 * left if the writer died now.
 *
 * Only what a reader may look at is compared and copied, that is the header and of each section the rows below its
 * high-water mark, and only when it has changed. The copy has nobody's lock, so its owner counts as dead whether or not
 * the process still runs (PROTOCOLS §6: a lock proves life only together with the process). One user at a time; failures
 * end the test. */
#ifndef KC_TEST_CRASH_COPY_H
#define KC_TEST_CRASH_COPY_H

#include <stdbool.h>
#include <stdint.h>

#include "segment/layout.h"

struct crash_copy {
	char path[128]; /* of the copy */
	const uint8_t *from;
	uint8_t *to;
	uint64_t bytes;
	int fd;
};

/* From the segment file at `segment`, which is being written; the copy lies in dir. */
void crash_copy_open(struct crash_copy *c, const char *segment, const char *dir);
/* Whether anything was different since the last time. */
bool crash_copy_take(struct crash_copy *c);
void crash_copy_close(struct crash_copy *c);

/* A row of the copy; NULL: there is none of that number. */
const void *crash_row(const struct crash_copy *c, uint32_t section, uint64_t index);

#endif
