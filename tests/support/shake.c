#include "support/shake.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "support/harness.h"
#include "support/storm.h"

enum {
	THREADS_MAX = 64,
	PAUSE_MIN_NS = 10000,
	PAUSE_NS = 40000,      /* up to so much more, or 64 times so much */
	RESHUFFLE_ONE_IN = 16, /* moves: all threads at once */
	NICE_MAX = 19,
	BURST_S = 1,
	OWN_PRIORITY = 2, /* above who is real time for a moment, so that the moment ends */
};

static struct {
	pthread_t thread;
	pthread_mutex_t lock; /* held while it shakes */
	unsigned what;
	uint32_t over, calm, seed;
	pid_t tid, hurried; /* the shaker; who is real time, 0 nobody */
	cpu_set_t allowed;
	size_t cpu[CPU_SETSIZE];
	uint32_t cpus;
	int base_nice;
	bool may_nice, may_idle, may_hurry, runs;
	uint64_t cpu_ns, began_ns, seen;
	struct shake_counts count;
} s = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void seen(int signal)
{
	(void)signal;
	(void)kc_fetch_add(&s.seen, UINT64_C(1));
}

/* --- what the kernel is asked ------------------------------------------------------------------- */

static bool move(pid_t tid, const cpu_set_t *to)
{
	bool done = sched_setaffinity(tid, sizeof *to, to) == 0;
	s.count.moves += done;
	return done;
}

static bool set_policy(pid_t tid, int policy, int priority)
{
	struct sched_param p = { .sched_priority = priority };
	return sched_setscheduler(tid, policy | SCHED_RESET_ON_FORK, &p) == 0;
}

static bool set_nice(pid_t tid, int n)
{
	return setpriority(PRIO_PROCESS, (id_t)tid, n) == 0;
}

/* A priority that cannot be taken back is not given: a thread of its own finds out. */
static void *find_out(void *arg)
{
	pid_t me = (pid_t)syscall(SYS_gettid);
	(void)arg;
	errno = 0;
	s.base_nice = getpriority(PRIO_PROCESS, (id_t)me);
	s.may_nice = s.base_nice < NICE_MAX && set_nice(me, s.base_nice + 1) &&
		     set_nice(me, s.base_nice);
	s.may_idle = set_policy(me, SCHED_IDLE, 0) && set_policy(me, SCHED_OTHER, 0);
	s.may_hurry = set_policy(me, SCHED_FIFO, 1) && set_policy(me, SCHED_OTHER, 0);
	return NULL;
}

static void to_normal(pid_t tid)
{
	(void)set_policy(tid, SCHED_OTHER, 0);
	if (s.may_nice)
		(void)set_nice(tid, s.base_nice);
}

/* All threads but this one. */
static int others(pid_t tid[THREADS_MAX])
{
	int n = 0;
	DIR *d = opendir("/proc/self/task");
	if (!d)
		return 0;
	for (const struct dirent *e; n < THREADS_MAX && (e = readdir(d));) {
		pid_t t = (pid_t)strtol(e->d_name, NULL, 10);
		if (t > 0 && t != s.tid)
			tid[n++] = t;
	}
	closedir(d);
	return n;
}

/* --- CPUs -------------------------------------------------------------------------------------- */

static void one_cpu(cpu_set_t *set, uint32_t which)
{
	CPU_ZERO(set);
	CPU_SET(s.cpu[which % s.cpus], set);
}

/* All to one, each to another, or each anywhere. */
static void reshuffle(const pid_t *tid, int n)
{
	enum { TOGETHER, APART, FREE, LAYOUTS };
	uint32_t r = next_random(&s.seed), layout = r % LAYOUTS, first = r >> 8;
	cpu_set_t set = s.allowed;
	for (int i = 0; i < n; i++) {
		if (layout != FREE)
			one_cpu(&set, layout == APART ? first + (uint32_t)i : first);
		(void)move(tid[i], &set);
	}
}

static void shake_place(const pid_t *tid, int n)
{
	uint32_t r = next_random(&s.seed);
	cpu_set_t set = s.allowed;
	if (r % RESHUFFLE_ONE_IN == 0) {
		reshuffle(tid, n);
		return;
	}
	if (r & 32)
		one_cpu(&set, r >> 8);
	(void)move(tid[(r >> 16) % (uint32_t)n], &set);
}

/* --- priorities -------------------------------------------------------------------------------- */

static void shake_priority(pid_t tid)
{
	uint32_t r = next_random(&s.seed);
	bool done = true;
	switch (r % 8) {
	case 0:
	case 1:
		done = set_policy(tid, SCHED_BATCH, 0);
		break;
	case 2:
		if (s.may_idle)
			done = set_policy(tid, SCHED_IDLE, 0);
		break;
	case 3:
		if (s.may_nice)
			done = set_nice(
				tid, s.base_nice + (int)(r >> 8) % (NICE_MAX + 1 - s.base_nice));
		break;
	case 4:
		if (s.may_hurry && set_policy(tid, SCHED_FIFO, 1)) {
			s.hurried = tid;
			s.count.real_time++;
		}
		break;
	default:
		to_normal(tid);
		break;
	}
	s.count.priorities += done;
}

/* --- signals ----------------------------------------------------------------------------------- */

bool shake_is_signalling(void)
{
	return s.what & SHAKE_SIGNALS && !kc_load_acquire(&s.calm) &&
	       (kc_mono_ns() - s.began_ns) / 1000000000u % (2 * BURST_S) < BURST_S;
}

static void shake_calls(const pid_t *tid, int n)
{
	uint32_t r = next_random(&s.seed);
	if (!shake_is_signalling())
		return;
	for (uint32_t i = 0; i <= r % 3; i++)
		s.count.signals += syscall(SYS_tgkill, getpid(), tid[(r >> (8 + i)) % (uint32_t)n],
					   SIGUSR2) == 0;
}

/* --- the thread -------------------------------------------------------------------------------- */

static void shake_once(void)
{
	pid_t tid[THREADS_MAX];
	int n = others(tid);
	uint32_t r = next_random(&s.seed);
	if (s.hurried)
		to_normal(s.hurried);
	s.hurried = 0;
	if (n == 0)
		return;
	if (s.what & SHAKE_MOVES && r & 1)
		shake_place(tid, n);
	if (s.what & SHAKE_PRIORITIES && r & 2)
		shake_priority(tid[(r >> 8) % (uint32_t)n]);
	if (s.what & SHAKE_SIGNALS && r & 4)
		shake_calls(tid, n);
}

/* Mostly short; also long enough that a layout lasts for many messages. */
static void rest(void)
{
	uint32_t r = next_random(&s.seed);
	struct timespec t = { 0, PAUSE_MIN_NS + (long)((r >> 8) % ((uint32_t)PAUSE_NS << r % 7)) };
	(void)nanosleep(&t, NULL);
}

static void *shaker(void *arg)
{
	struct timespec t;
	s.tid = (pid_t)syscall(SYS_gettid);
	(void)arg;
	if (s.what & SHAKE_PRIORITIES && s.may_hurry)
		(void)set_policy(s.tid, SCHED_FIFO, OWN_PRIORITY);
	while (!kc_load_acquire(&s.over)) {
		pthread_mutex_lock(&s.lock);
		if (!kc_load_acquire(&s.calm))
			shake_once();
		pthread_mutex_unlock(&s.lock);
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
		kc_store_relaxed(&s.cpu_ns, (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec);
		rest();
	}
	return NULL;
}

uint64_t shake_cpu_ns(void)
{
	return kc_load_relaxed(&s.cpu_ns);
}

struct shake_counts shake_count(void)
{
	pthread_mutex_lock(&s.lock);
	struct shake_counts c = s.count;
	pthread_mutex_unlock(&s.lock);
	c.signals_seen = kc_load_acquire(&s.seen);
	return c;
}

void shake_begin(unsigned what, uint32_t seed)
{
	struct sigaction a = { .sa_handler = seen }; /* without SA_RESTART */
	pthread_t scout;
	s.what = what;
	s.seed = seed | 1;
	s.over = s.calm = 0;
	s.hurried = 0;
	s.cpu_ns = s.seen = 0;
	s.cpus = 0;
	s.began_ns = kc_mono_ns();
	memset(&s.count, 0, sizeof s.count);
	cr_assert_eq(sched_getaffinity(0, sizeof s.allowed, &s.allowed), 0);
	for (size_t i = 0; i < CPU_SETSIZE; i++)
		if (CPU_ISSET(i, &s.allowed))
			s.cpu[s.cpus++] = i;
	sigemptyset(&a.sa_mask);
	cr_assert_eq(sigaction(SIGUSR2, &a, NULL), 0);
	cr_assert_eq(pthread_create(&scout, NULL, find_out, NULL), 0);
	pthread_join(scout, NULL);
	s.runs = what & (SHAKE_MOVES | SHAKE_PRIORITIES | SHAKE_SIGNALS);
	if (s.runs)
		cr_assert_eq(pthread_create(&s.thread, NULL, shaker, NULL), 0);
}

void shake_calm(void)
{
	pid_t tid[THREADS_MAX];
	kc_store_release(&s.calm, 1u);
	pthread_mutex_lock(&s.lock);
	int n = others(tid);
	for (int i = 0; i < n; i++) {
		if (s.what & SHAKE_MOVES)
			(void)sched_setaffinity(tid[i], sizeof s.allowed, &s.allowed);
		if (s.what & SHAKE_PRIORITIES)
			to_normal(tid[i]);
	}
	s.hurried = 0;
	pthread_mutex_unlock(&s.lock);
}

void shake_end(void)
{
	shake_calm();
	kc_store_release(&s.over, 1u);
	if (s.runs)
		pthread_join(s.thread, NULL);
}
