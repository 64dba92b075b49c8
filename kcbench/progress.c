#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "tool/units.h"

#define REDRAW_NS UINT64_C(200000000)

void kb_progress_begin(struct kb_progress *p, bool quiet)
{
	const char *term = getenv("TERM");
	p->on = !quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	p->begun_ns = kc_mono_ns();
	p->drawn_ns = 0;
}

void kb_progress_draw(struct kb_progress *p, const char *label, double done, double all,
	uint64_t elapsed_ns, const char *rate)
{
	uint64_t now = kc_mono_ns();
	char eta[32], tail[64] = "";
	if (!p->on || now - p->drawn_ns < REDRAW_NS)
		return;
	p->drawn_ns = now;
	if (all > 0) {
		double share = done < all ? done / all : 1;
		if (share > 0) {
			double left_ns = (double)elapsed_ns * (1 - share) / share;
			uint64_t left_s = (uint64_t)(left_ns / 1e9 + 0.5);
			snprintf(tail, sizeof(tail), "  ETA %s",
				left_s ? kt_duration(
						 eta, sizeof(eta), left_s * UINT64_C(1000000000))
				       : "<1s");
		}
		fprintf(stderr, "\r%s  %3.0f%%  %s%s\033[K", label, share * 100, rate, tail);
	} else {
		fprintf(stderr, "\r%s  %s\033[K", label, rate);
	}
	fflush(stderr);
}

void kb_progress_end(struct kb_progress *p)
{
	if (p->on && p->drawn_ns)
		fputs("\r\033[K", stderr);
	p->drawn_ns = 0;
}
