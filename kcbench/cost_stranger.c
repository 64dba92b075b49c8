#include "cost_loads.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "bursts.h"
#include "place.h"

enum { TRIPS = 16 };

struct table { /* the child's ends of the pipes to the other one */
	int in, out;
};

static int whole(ssize_t n, size_t bytes)
{
	return n == (ssize_t)bytes ? 0 : -EPIPE;
}

static int to_and_fro(void *table, double *took_ns)
{
	const struct table *t = table;
	uint64_t begun = kc_mono_ns();
	char c = 0;
	for (int i = 0; i < TRIPS; i++)
		if (whole(write(t->out, &c, 1), 1) || whole(read(t->in, &c, 1), 1))
			return -EPIPE;
	*took_ns = (double)(kc_mono_ns() - begun);
	return 0;
}

/* The other one: gives each byte back, until the pipe ends. */
static void give_back(int in, int out)
{
	char c;
	while (read(in, &c, 1) == 1 && write(out, &c, 1) == 1)
		;
	_exit(0);
}

/* The child: a slice for each question, until its parent is gone. Each hand-over is a switch. */
static void answer(int ask, int reply)
{
	int there[2], back[2];
	uint64_t slice_ns;
	double *ns = malloc(KB_BURSTS_MAX * sizeof(*ns));
	if (!ns || pipe(there) || pipe(back))
		_exit(1);
	pid_t other = fork();
	if (other < 0)
		_exit(1);
	if (other == 0) {
		close(there[1]);
		close(back[0]);
		close(ask);
		close(reply);
		give_back(there[0], back[1]);
	}
	close(there[0]);
	close(back[1]);
	struct table t = { .in = back[0], .out = there[1] };
	while (whole(read(ask, &slice_ns, sizeof(slice_ns)), sizeof(slice_ns)) == 0) {
		double took = kb_bursts(to_and_fro, &t, 2 * TRIPS, slice_ns, ns);
		if (whole(write(reply, &took, sizeof(took)), sizeof(took)))
			break;
	}
	close(there[1]);
	waitpid(other, NULL, 0);
	_exit(0);
}

int kb_stranger_open(struct kb_stranger *s, unsigned cpu)
{
	int ask[2], reply[2];
	*s = (struct kb_stranger){ .ask = -1, .answer = -1 };
	if (pipe(ask))
		return -errno;
	if (pipe(reply)) {
		int rc = -errno;
		close(ask[0]);
		close(ask[1]);
		return rc;
	}
	s->pid = fork();
	int rc = s->pid < 0 ? -errno : 0;
	if (s->pid == 0) {
		/* An interrupt is for the parent, whose end is theirs. */
		signal(SIGINT, SIG_IGN);
		signal(SIGHUP, SIG_IGN);
		close(ask[1]);
		close(reply[0]);
		if (kb_stay_on(cpu))
			_exit(1);
		answer(ask[0], reply[1]);
	}
	close(ask[0]);
	close(reply[1]);
	s->ask = ask[1];
	s->answer = reply[0];
	return rc;
}

void kb_stranger_close(struct kb_stranger *s)
{
	if (s->ask >= 0)
		close(s->ask);
	if (s->answer >= 0)
		close(s->answer);
	if (s->pid > 0)
		waitpid(s->pid, NULL, 0);
}

double kb_stranger_slice(struct kb_stranger *s, uint64_t slice_ns)
{
	double ns;
	if (whole(write(s->ask, &slice_ns, sizeof(slice_ns)), sizeof(slice_ns)) ||
		whole(read(s->answer, &ns, sizeof(ns)), sizeof(ns)))
		return -EPIPE;
	return ns;
}
