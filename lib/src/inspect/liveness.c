#include "inspect/liveness.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/identity.h"
#include "inspect/source.h"

enum { TASKS_MAX = 4096, THREADS_MAX = 65536 };

enum lock { LOCK_FREE, LOCK_HELD, LOCK_UNKNOWN };

static enum lock probe_lock(int fd)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	if (fcntl(fd, F_OFD_GETLK, &l) != 0)
		return LOCK_UNKNOWN;
	return l.l_type == F_UNLCK ? LOCK_FREE : LOCK_HELD;
}

static bool zombie(char state)
{
	return state == 'Z' || state == 'X' || state == 'x';
}

/* A leader that called pthread_exit is a zombie while its process goes on with other threads. */
static bool other_thread_runs(pid_t pid)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *d = opendir(path);
	bool found = false;
	if (!d)
		return false;
	struct dirent *e;
	for (int i = 0; i < TASKS_MAX && !found && (e = readdir(d)); i++) {
		char state = 0;
		int tid = atoi(e->d_name);
		if (tid > 0 && kc_proc_start(pid, tid, &state))
			found = !zombie(state);
	}
	closedir(d);
	return found;
}

static enum ki_liveness say(ki_source *s, enum ki_liveness l, const char *fmt, ...) KC_PRINTF(3, 4);
static enum ki_liveness say(ki_source *s, enum ki_liveness l, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(s->info.reason, sizeof s->info.reason, fmt, ap);
	va_end(ap);
	s->info.liveness = l;
	return l;
}

static enum ki_liveness gone(ki_source *s, enum lock lock, const char *how)
{
	if (lock == LOCK_HELD)
		return say(s, KI_DEAD, "process %u %s; a child still holds its files", s->info.pid,
			how);
	return say(s, KI_DEAD, "process %u %s", s->info.pid, how);
}

static enum ki_liveness running(ki_source *s, enum lock lock, char state)
{
	uint32_t pid = s->info.pid;
	if (lock == LOCK_FREE)
		return say(s, KI_DEAD,
			"process %u lives but let go of the segment without closing it (it called exec, or lost "
			"the file)",
			pid);
	if (state == 'T' || state == 't')
		return say(s, KI_STOPPED, "process %u is stopped (%s)", pid,
			state == 'T' ? "by a signal" : "by a debugger");
	return say(s, KI_ALIVE, "process %u runs%s", pid,
		lock == LOCK_HELD ? " and holds the lock" : " (the lock cannot be asked for here)");
}

enum ki_liveness ki_liveness_look(ki_source *s)
{
	const struct kc_seg_header *h = &s->header;
	enum lock lock = probe_lock(s->fd);
	const char *held = lock == LOCK_HELD ? "somebody holds the lock" : "nobody holds the lock";
	if (h->state == KC_SEG_CLOSED && h->tickets_live_at_close)
		return say(s, KI_CLOSED, "closed by process %u with %llu tickets still live",
			h->pid, (unsigned long long)h->tickets_live_at_close);
	if (h->state == KC_SEG_CLOSED)
		return say(s, KI_CLOSED, "closed cleanly by process %u and kept", h->pid);
	static const uint8_t not_known[16];
	uint8_t boot[16];
	kc_boot_id(boot);
	if (memcmp(boot, not_known, sizeof boot) == 0 && memcmp(boot, h->boot_id, sizeof boot) != 0)
		return say(s, KI_OUT_OF_SIGHT,
			"whether process %u runs cannot be told without /proc, which cannot be read; %s",
			h->pid, held);
	if (!ki_same_boot(s))
		return say(s, KI_OUT_OF_SIGHT, "written on another boot or machine; %s", held);
	uint64_t own = kc_proc_pidns(getpid());
	if (own && h->pidns_inode && own != h->pidns_inode)
		return say(s, KI_OUT_OF_SIGHT, "process %u is in another pid namespace; %s", h->pid,
			held);
	if (h->pid == 0 || h->pid > INT32_MAX)
		return say(s, KI_DEAD, "the recorded process id %u cannot be one", h->pid);

	char state = 0;
	pid_t pid = (pid_t)h->pid;
	uint64_t start = kc_proc_start(pid, 0, &state);
	if (start == 0) {
		/* Either it is gone or /proc hides other users' processes; EPERM means it is there. */
		if (kill(pid, 0) != 0 && errno == ESRCH)
			return gone(s, lock, "is gone");
		if (lock == LOCK_HELD)
			return say(s, KI_ALIVE,
				"a process %u that /proc does not show exists and the lock is held",
				h->pid);
		return gone(s, lock, "cannot be seen in /proc and holds no lock");
	}
	if (start != h->pid_start)
		return gone(s, lock, "is gone; its number belongs to a younger process");
	if (zombie(state) && !other_thread_runs(pid))
		return gone(s, lock, "has ended and waits for its parent to notice");
	return running(s, lock, state);
}

void ki_threads_init(struct ki_threads *t, const ki_source *s)
{
	memset(t, 0, sizeof *t);
	if (s->info.liveness == KI_ALIVE || s->info.liveness == KI_STOPPED)
		t->pid = (pid_t)s->info.pid;
}

static bool grow(struct ki_threads *t)
{
	uint32_t room = t->room ? t->room * 2 : 64;
	if (room > 2 * THREADS_MAX)
		return false;
	struct ki_thread_seen *more = calloc(room, sizeof *more);
	if (!more)
		return false;
	for (uint32_t i = 0; i < t->room; i++) {
		if (!t->seen[i].tid)
			continue;
		uint32_t k = t->seen[i].tid & (room - 1);
		while (more[k].tid)
			k = (k + 1) & (room - 1);
		more[k] = t->seen[i];
	}
	free(t->seen);
	t->seen = more;
	t->room = room;
	return true;
}

bool ki_thread_alive(struct ki_threads *t, uint32_t tid, uint64_t start, char *state)
{
	*state = 0;
	if (t->pid == 0 || tid == 0 || tid > INT32_MAX)
		return false;
	if (2 * (t->count + 1) > t->room && !grow(t))
		return false;
	uint32_t k = tid & (t->room - 1);
	while (t->seen[k].tid && t->seen[k].tid != tid)
		k = (k + 1) & (t->room - 1);
	struct ki_thread_seen *seen = &t->seen[k];
	if (!seen->tid) {
		seen->tid = tid;
		seen->start = kc_proc_start(t->pid, (pid_t)tid, &seen->state);
		if (!seen->start || zombie(seen->state))
			seen->state = 0;
		t->count++;
	}
	if (!seen->state || (start && seen->start != start))
		return false;
	*state = seen->state;
	return true;
}

void ki_threads_free(struct ki_threads *t)
{
	free(t->seen);
	memset(t, 0, sizeof *t);
}
