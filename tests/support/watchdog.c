#include "support/watchdog.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/atomic.h"
#include "support/harness.h"
#include "support/shake.h"
#include "support/stopper.h"
#include "support/storm.h"

enum {
	PATIENCE_S = 60,
	ASLEEP_NS = 1000000 /* so little CPU in a second is nobody's work */
};

static struct {
	const char *what;
	uint64_t patience_s, limit_s;
	uint64_t rounds;
	void (*say)(void);
	bool over;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	pthread_t thread;
} w = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* --- the dump ---------------------------------------------------------------------------------- */

/* posix_spawn, for fork would ask the library's handlers, which may be waiting for what hangs. */
static void run(const char *const *args)
{
	const char *env[] = { NULL };
	pid_t pid;
	int status;
	posix_spawn_file_actions_t to_stderr;
	posix_spawn_file_actions_init(&to_stderr);
	posix_spawn_file_actions_adddup2(&to_stderr, STDERR_FILENO, STDOUT_FILENO);
	fputs("---", stderr);
	for (const char *const *a = args; *a; a++)
		fprintf(stderr, " %s", a == args ? "kcdump" : *a);
	fputc('\n', stderr);
	/* The arguments are not changed; the prototype is older than const. */
	if (posix_spawn(&pid, args[0], &to_stderr, NULL, (char *const *)(uintptr_t)args,
		    (char *const *)(uintptr_t)env) == 0)
		(void)waitpid(pid, &status, 0);
	else
		fprintf(stderr, "%s does not start\n", args[0]);
	posix_spawn_file_actions_destroy(&to_stderr);
}

static void dump_segment(const char *path)
{
	run((const char *const[]){ KC_KCDUMP, path, NULL });
	run((const char *const[]){ KC_KCDUMP, path, "waiters", NULL });
	run((const char *const[]){ KC_KCDUMP, path, "events", "--limit", "50", NULL });
}

/* A segment was made without a name, and that is how /proc/self/maps calls it: its folder and its inode tell which file it
 * is. */
static bool find_in(const char *folder, ino_t inode, char *path, size_t bytes)
{
	bool found = false;
	DIR *d = opendir(folder);
	if (!d)
		return false;
	for (const struct dirent *e; !found && (e = readdir(d));) {
		size_t n = strlen(e->d_name);
		found = e->d_ino == inode && n > 4 && strcmp(e->d_name + n - 4, ".kcs") == 0;
		if (found)
			(void)snprintf(path, bytes, "%s/%s", folder, e->d_name);
	}
	closedir(d);
	return found;
}

static bool segment_of(char *line, ino_t *inode, char *path, size_t bytes)
{
	unsigned long number;
	char *folder = strchr(line, '/'), *end = folder ? strrchr(folder, '/') : NULL;
	if (!folder || sscanf(line, "%*s %*s %*s %*s %lu", &number) != 1)
		return false;
	*end = '\0';
	*inode = (ino_t)number;
	return find_in(folder, *inode, path, bytes);
}

static void dump_segments(void)
{
	char line[4096], path[4096];
	ino_t inode, last = 0;
	FILE *maps = fopen("/proc/self/maps", "re");
	while (maps && fgets(line, sizeof line, maps))
		if (segment_of(line, &inode, path, sizeof path) && inode != last) {
			dump_segment(path);
			last = inode; /* its parts are neighbours */
		}
	if (maps)
		fclose(maps);
	if (last == 0)
		fputs("no segment is mapped\n", stderr);
}

static _Noreturn void bite(const char *why, uint64_t seconds)
{
	shake_calm();
	stopper_end();
	fprintf(stderr, "watchdog of %s: %s %lu s\n", w.what, why, (unsigned long)seconds);
	void (*say)(void) = kc_load_acquire(&w.say);
	if (say)
		say();
	dump_segments();
	abort();
}

/* --- the look ---------------------------------------------------------------------------------- */

static uint64_t ns_of(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Of all threads but this one and the shaker. */
static uint64_t used_ns(void)
{
	return ns_of(CLOCK_PROCESS_CPUTIME_ID) - ns_of(CLOCK_THREAD_CPUTIME_ID) - shake_cpu_ns();
}

enum verdict { MOVED, STANDS, CANNOT_SAY };

static enum verdict look(void)
{
	static uint64_t rounds, used;
	uint64_t now_rounds = kc_load_relaxed(&w.rounds), now_used = used_ns();
	bool moved = now_rounds != rounds, ran = (int64_t)(now_used - used) > ASLEEP_NS;
	rounds = now_rounds;
	used = now_used;
	if (moved)
		return MOVED;
	if (kc_load_acquire(&w.say))
		return STANDS;
	if (!ran)
		return STANDS;
	return shake_is_signalling() ? CANNOT_SAY : MOVED;
}

/* A second, or the end. However long the process is stopped in it, it is one. */
static void wait_a_second(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec++;
	(void)pthread_cond_timedwait(&w.ended, &w.lock, &t);
}

static void *watch(void *arg)
{
	uint64_t stands = 0, lasts = 0;
	(void)arg;
	pthread_mutex_lock(&w.lock);
	while (!w.over) {
		wait_a_second();
		if (w.over)
			break;
		enum verdict v = look();
		lasts++;
		if (v == MOVED)
			stands = 0;
		else if (v == STANDS)
			stands++;
		if (stands >= w.patience_s)
			bite("nobody got anywhere for", stands);
		if (w.limit_s && lasts >= w.limit_s)
			bite("it is not done after", lasts);
	}
	pthread_mutex_unlock(&w.lock);
	return NULL;
}

void watchdog_rounds(void (*say)(void))
{
	kc_store_release(&w.say, say);
}

void watchdog_moved(uint64_t n)
{
	(void)kc_fetch_add_relaxed(&w.rounds, n);
}

void watchdog_begin(const char *what)
{
	sigset_t all, before;
	pthread_condattr_t monotonic;
	w.what = what;
	w.patience_s = storm_length("KC_STRESS_PATIENCE", PATIENCE_S, PATIENCE_S);
	w.limit_s = storm_length("KC_STRESS_LIMIT", 0, 0);
	w.rounds = 0;
	w.say = NULL;
	w.over = false;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&w.ended, &monotonic);
	pthread_condattr_destroy(&monotonic);
	/* It takes no part in what the others are shaken with. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	cr_assert_eq(pthread_create(&w.thread, NULL, watch, NULL), 0);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void watchdog_end(void)
{
	pthread_mutex_lock(&w.lock);
	w.over = true;
	pthread_cond_signal(&w.ended);
	pthread_mutex_unlock(&w.lock);
	pthread_join(w.thread, NULL);
	pthread_cond_destroy(&w.ended);
}
