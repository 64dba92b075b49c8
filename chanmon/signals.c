#include "chanmon/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

#include "base/clock.h"
#include "tool/options.h"

static volatile sig_atomic_t came, continued;
static sigset_t outside;

static void note(int sig)
{
	came = sig;
}

static void note_continued(int sig)
{
	(void)sig;
	continued = 1;
}

void cm_signals_setup(void)
{
	static const int asks_to_end[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = note };
	sigset_t block;
	sigemptyset(&block);
	for (unsigned i = 0; i < 3; i++) {
		struct sigaction old;
		/* Started with a signal ignored (nohup, a background job), it stays ignored. */
		sigaction(asks_to_end[i], NULL, &old);
		if (old.sa_handler == SIG_IGN)
			continue;
		sigaction(asks_to_end[i], &action, NULL);
		sigaddset(&block, asks_to_end[i]);
	}
	sigprocmask(SIG_BLOCK, &block, &outside);
}

void cm_signals_watch_stops(void)
{
	struct sigaction action = { .sa_handler = note_continued, .sa_flags = SA_RESTART };
	sigaction(SIGCONT, &action, NULL);
}

bool cm_signals_continued(void)
{
	bool was = continued;
	continued = 0;
	return was;
}

int cm_signals_exit(void)
{
	if (!came)
		return 0;
	return came == SIGINT ? KT_SIGINT : KT_SIGTERM;
}

int cm_wait(int fd, uint64_t deadline_ns)
{
	uint64_t now = kc_clock_ns(CLOCK_MONOTONIC);
	uint64_t left = deadline_ns > now ? deadline_ns - now : 0;
	struct timespec t = { .tv_sec = (time_t)(left / 1000000000),
		.tv_nsec = (long)(left % 1000000000) };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int n = ppoll(&p, fd >= 0 ? 1 : 0, &t, &outside);
	if (n < 0)
		return -errno;
	return n;
}
