/* progress.h - one line on a terminal's stderr that is redrawn; nothing anywhere else. */
#ifndef KCBENCH_PROGRESS_H
#define KCBENCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct kb_progress {
	bool on;
	uint64_t begun_ns, drawn_ns;
};

void kb_progress_begin(struct kb_progress *p, bool quiet);

/* label: what is going on; done of all (all 0: unknown) sets % and ETA, taken from how long the
 * part took that is done; rate is a finished phrase such as "12.3M/s". At most five a second. */
void kb_progress_draw(struct kb_progress *p, const char *label, double done, double all,
	uint64_t elapsed_ns, const char *rate);

/* Takes the line away again. */
void kb_progress_end(struct kb_progress *p);

#endif
