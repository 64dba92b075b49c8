#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "tool/options.h"

int kb_watch_open(struct kb_watch *w)
{
	static const int asks_to_end[] = { SIGINT, SIGTERM, SIGHUP };
	w->signal = 0;
	sigemptyset(&w->set);
	for (unsigned i = 0; i < sizeof(asks_to_end) / sizeof(asks_to_end[0]); i++) {
		struct sigaction action;
		/* Ignored (nohup, a background job of a script) and blocked it would be read all the same. */
		sigaction(asks_to_end[i], NULL, &action);
		if (action.sa_handler != SIG_IGN)
			sigaddset(&w->set, asks_to_end[i]);
	}
	w->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (w->done_fd < 0)
		return -errno;
	w->signal_fd = signalfd(-1, &w->set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (w->signal_fd < 0) {
		int rc = -errno;
		close(w->done_fd);
		return rc;
	}
	return -pthread_sigmask(SIG_BLOCK, &w->set, NULL);
}

void kb_watch_close(struct kb_watch *w)
{
	pthread_sigmask(SIG_UNBLOCK, &w->set, NULL);
	close(w->signal_fd);
	close(w->done_fd);
}

void kb_watch_done(struct kb_watch *w)
{
	eventfd_write(w->done_fd, 1);
}

void kb_watch_reset(struct kb_watch *w)
{
	eventfd_t seen;
	eventfd_read(w->done_fd, &seen);
}

static void take_signal(struct kb_watch *w)
{
	struct signalfd_siginfo info;
	if (read(w->signal_fd, &info, sizeof(info)) != sizeof(info))
		return;
	w->signal = (int)info.ssi_signo;
	pthread_sigmask(SIG_UNBLOCK, &w->set, NULL);
}

enum kb_event kb_watch_wait(struct kb_watch *w, uint64_t deadline_ns)
{
	struct pollfd p[] = { { .fd = w->done_fd, .events = POLLIN },
		{ .fd = w->signal_fd, .events = POLLIN } };
	uint64_t now = kc_mono_ns(), left = deadline_ns > now ? deadline_ns - now : 0;
	struct timespec t = { .tv_sec = (time_t)(left / UINT64_C(1000000000)),
		.tv_nsec = (long)(left % UINT64_C(1000000000)) };
	if (w->signal)
		return KB_INTERRUPTED;
	if (ppoll(p, 2, &t, NULL) <= 0)
		return KB_TICK;
	if (p[1].revents)
		take_signal(w);
	if (w->signal)
		return KB_INTERRUPTED;
	return p[0].revents ? KB_DONE : KB_TICK;
}

int kb_watch_exit(const struct kb_watch *w)
{
	switch (w->signal) {
	case SIGINT:
		return KT_SIGINT;
	case SIGTERM:
	case SIGHUP: /* the terminal went away */
		return KT_SIGTERM;
	}
	return 0;
}
