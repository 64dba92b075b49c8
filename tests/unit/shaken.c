/* What stress tests run under does what it says: the watchdog ends a process in which nobody gets anywhere, or that lasts
 * too long, with a dump of its channels, and lets the others live; the shaker moves, reprioritizes and interrupts
 * every thread and leaves them as they were; the stopper stops the process and ends with it running. */
#include "support/harness.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/sys.h"
#include "support/shake.h"
#include "support/stopper.h"
#include "support/watchdog.h"
#include "support/world.h"

/* --- the watchdog -------------------------------------------------------------------------------- */

static struct world w;
static char said[65536];
static uint32_t nobody;

/* Runs fn in a process of its own until it ends, and keeps what it says; how it ended. */
static int end_of(void (*fn)(void), const char *patience, const char *limit)
{
	int to[2], status;
	size_t n = 0;
	ssize_t more;
	cr_assert_eq(pipe2(to, O_CLOEXEC), 0);
	pid_t pid = fork();
	if (pid == 0) {
		const struct rlimit no_core = { 0, 0 };
		setrlimit(RLIMIT_CORE, &no_core);
		signal(SIGABRT, SIG_DFL);
		dup2(to[1], STDERR_FILENO);
		setenv("KC_STRESS_PATIENCE", patience, 1);
		setenv("KC_STRESS_LIMIT", limit, 1);
		fn();
		_exit(0);
	}
	close(to[1]);
	while ((more = read(to[0], said + n, sizeof said - 1 - n)) > 0)
		n += (size_t)more;
	said[n] = '\0';
	close(to[0]);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return status;
}

/* Removes the segment that the process has left, which the dump has named. */
static void clean_up(void)
{
	char *path = strstr(said, "--- kcdump /"), file[sizeof w.dir + NAME_MAX + 2];
	cr_assert_not_null(path, "%s", said);
	path += strlen("--- kcdump ");
	*strchr(path, '\n') = '\0';
	*strrchr(path, '/') = '\0';
	DIR *d = opendir(path);
	cr_assert_not_null(d);
	for (const struct dirent *e; (e = readdir(d));) {
		(void)snprintf(file, sizeof file, "%s/%s", path, e->d_name);
		(void)unlink(file);
	}
	closedir(d);
	cr_assert_eq(rmdir(path), 0);
}

static void *wait_for_ever(void *arg)
{
	uint64_t v;
	(void)arg;
	(void)kc_recv(w.rx, &v, KC_FOREVER);
	return NULL;
}

static void hang(void)
{
	pthread_t t;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 2);
	watchdog_begin("a test that hangs");
	pthread_create(&t, NULL, wait_for_ever, NULL);
	pthread_join(t, NULL);
}

Test(shaken, who_hangs_is_dumped)
{
	int status = end_of(hang, "2", "60");
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%s", said);
	cr_assert_not_null(
		strstr(said, "watchdog of a test that hangs: nobody got anywhere for 2 s"), "%s",
		said);
	cr_assert_not_null(strstr(said, " waiters\n"), "%s", said);
	const char *events = strstr(said, " events --limit 50\n"),
		   *channel = strstr(strstr(said, " waiters\n"), "world");
	cr_assert(events && channel, "%s", said);
	clean_up();
}

static void *spin_for_ever(void *arg)
{
	(void)arg;
	while (!kc_load_acquire(&nobody))
		kc_pause();
	return NULL;
}

static void say(void)
{
	fputs("what the test knows\n", stderr);
}

static void turn_in_circles(void)
{
	pthread_t t;
	watchdog_begin("a test without rounds");
	watchdog_rounds(say);
	pthread_create(&t, NULL, spin_for_ever, NULL);
	pthread_join(t, NULL);
}

Test(shaken, who_makes_no_rounds_is_dumped)
{
	int status = end_of(turn_in_circles, "2", "60");
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%s", said);
	cr_assert_not_null(
		strstr(said, "nobody got anywhere for 2 s\nwhat the test knows\n"), "%s", said);
}

static void take_long(void)
{
	pthread_t t;
	watchdog_begin("a test that goes on");
	pthread_create(&t, NULL, spin_for_ever, NULL);
	pthread_join(t, NULL);
}

Test(shaken, who_takes_too_long_is_dumped)
{
	int status = end_of(take_long, "1000", "2");
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%s", said);
	cr_assert_not_null(strstr(said, "it is not done after 2 s\n"), "%s", said);
}

static void move_and_end(void)
{
	watchdog_begin("a test that is well");
	watchdog_moved(1);
	watchdog_end();
}

Test(shaken, who_is_well_lives)
{
	int status = end_of(move_and_end, "1", "1");
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s", said);
	cr_assert_str_eq(said, "");
}

/* --- the shaker and the stopper ------------------------------------------------------------------ */

enum { SLEEPERS = 3 };

/* What waits below for what should happen does not wait for ever. */
static void within_two_minutes(void)
{
	setenv("KC_STRESS_LIMIT", "120", 1);
	watchdog_begin(harness_test());
}

static struct sleeper {
	pthread_t thread;
	pid_t tid;
	uint32_t interrupted;
} sleeper[SLEEPERS];
static uint32_t over, word;

static void *be_shaken(void *arg)
{
	struct sleeper *me = arg;
	kc_store_release(&me->tid, (pid_t)syscall(SYS_gettid));
	while (!kc_load_acquire(&over))
		if (kc_sys.futex_wait(&word, 0, 0) == -EINTR)
			(void)kc_fetch_add(&me->interrupted, 1u);
	return NULL;
}

static void start(void)
{
	for (int i = 0; i < SLEEPERS; i++) {
		cr_assert_eq(pthread_create(&sleeper[i].thread, NULL, be_shaken, &sleeper[i]), 0);
		while (!kc_load_acquire(&sleeper[i].tid))
			sched_yield();
	}
}

static void end(void)
{
	kc_store_release(&over, 1u);
	kc_store_release(&word, 1u);
	(void)kc_sys.futex_wake(&word, SLEEPERS);
	for (int i = 0; i < SLEEPERS; i++)
		pthread_join(sleeper[i].thread, NULL);
}

Test(shaken, each_thread_is_moved_and_put_back, .init = within_two_minutes, .fini = watchdog_end)
{
	cpu_set_t all, set;
	cr_assert_eq(sched_getaffinity(0, sizeof all, &all), 0);
	if (CPU_COUNT(&all) < 2)
		cr_skip_test("there is one CPU");
	start();
	shake_begin(SHAKE_MOVES, 11);
	for (int i = 0; i < SLEEPERS; i++)
		do {
			sched_yield();
			cr_assert_eq(sched_getaffinity(sleeper[i].tid, sizeof set, &set), 0);
		} while (CPU_COUNT(&set) != 1);
	shake_end();
	for (int i = 0; i < SLEEPERS; i++) {
		cr_assert_eq(sched_getaffinity(sleeper[i].tid, sizeof set, &set), 0);
		cr_assert(CPU_EQUAL(&set, &all));
	}
	end();
}

static int policy_of(pid_t tid)
{
	return sched_getscheduler(tid) & ~SCHED_RESET_ON_FORK;
}

Test(shaken, each_thread_has_its_priority_again, .init = within_two_minutes, .fini = watchdog_end)
{
	int nice = getpriority(PRIO_PROCESS, 0);
	start();
	shake_begin(SHAKE_PRIORITIES, 12);
	for (int i = 0; i < SLEEPERS; i++)
		while (policy_of(sleeper[i].tid) == SCHED_OTHER)
			sched_yield();
	shake_end();
	for (int i = 0; i < SLEEPERS; i++) {
		cr_assert_eq(policy_of(sleeper[i].tid), SCHED_OTHER);
		cr_assert_eq(getpriority(PRIO_PROCESS, (id_t)sleeper[i].tid), nice);
	}
	end();
}

Test(shaken, each_thread_is_interrupted, .init = within_two_minutes, .fini = watchdog_end)
{
	start();
	shake_begin(SHAKE_SIGNALS, 13);
	for (int i = 0; i < SLEEPERS; i++)
		while (kc_load_acquire(&sleeper[i].interrupted) < 5)
			sched_yield();
	shake_end();
	cr_assert_geq(shake_count().signals, 5u * SLEEPERS);
	end();
}

/* Who sleeps in a futex sleeps on. */
Test(shaken, the_process_is_stopped_and_goes_on, .init = within_two_minutes, .fini = watchdog_end)
{
	stopper_begin(14);
	start();
	while (stopper_stops() < 10)
		sched_yield();
	stopper_end();
	for (int i = 0; i < SLEEPERS; i++)
		cr_assert_eq(kc_load_acquire(&sleeper[i].interrupted), 0u);
	end();
}
