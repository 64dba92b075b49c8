#include "world.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/membarrier.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/sys.h"
#include "heap.h"
#include "machine.h"
#include "past.h"
#include "trace.h"
#include "turns.h"

#define PC __builtin_return_address(0)

/* --- time and place -------------------------------------------------------------------------- */

int kx_clock_gettime(clockid_t id, struct timespec *t);
int kx_clock_gettime(clockid_t id, struct timespec *t)
{
	if (!turns_on())
		return clock_gettime(id, t);
	uint64_t ns = turns_clock_ns();
	t->tv_sec = (time_t)(ns / 1000000000);
	t->tv_nsec = (long)(ns % 1000000000);
	return 0;
}

int kx_sched_yield(void);
int kx_sched_yield(void)
{
	if (turns_on())
		turns_pause();
	return 0;
}

/* With one CPU nobody spins. */
int kx_sched_getcpu(void);
int kx_sched_getcpu(void)
{
	return 0;
}

pid_t kx_gettid(void);
pid_t kx_gettid(void)
{
	return turns_on() ? (pid_t)(4000000 + turns_self()) : gettid();
}

pid_t kx_getpid(void);
pid_t kx_getpid(void)
{
	static pid_t pid;
	return pid ? pid : (pid = getpid());
}

/* Of threads that the kernel does not know there is nothing to be read, and it need not be asked at each execution. */
int kx_open(const char *path, int flags, ...);
int kx_open(const char *path, int flags, ...)
{
	va_list ap;
	va_start(ap, flags);
	mode_t mode = va_arg(ap, mode_t);
	va_end(ap);
	if (!turns_on())
		return open(path, flags, mode);
	errno = ENOENT;
	return -1;
}

int kx_prctl(int what, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
int kx_prctl(int what, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
{
	if (!turns_on() || what != PR_GET_NAME)
		return prctl(what, a, b, c, d);
	snprintf((char *)a, 16, "thread %u", turns_self());
	return 0;
}

/* --- the end of a thread --------------------------------------------------------------------- */

static void (*at_end)(void *);
static void *specific[EXPLORE_THREADS];

int kx_pthread_key_create(pthread_key_t *key, void (*destructor)(void *));
int kx_pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	if (at_end) {
		fputs("the explorer knows of one key only\n", stderr);
		abort();
	}
	at_end = destructor;
	return pthread_key_create(key, NULL);
}

int kx_pthread_setspecific(pthread_key_t key, const void *value);
int kx_pthread_setspecific(pthread_key_t key, const void *value)
{
	(void)key;
	if (turns_on())
		specific[turns_self()] = (void *)value;
	return 0;
}

void world_thread_ends(void)
{
	void *value = specific[turns_self()];
	if (value && at_end)
		at_end(value);
}

/* --- locks ----------------------------------------------------------------------------------- */

enum { LOCKS = 256 };
static struct lock {
	const void *at;
	bool held;
	struct baton baton;
} lock[LOCKS];

static struct lock *lock_of(const void *at)
{
	unsigned i = (unsigned)(((uintptr_t)at >> 3) % LOCKS);
	while (lock[i].at && lock[i].at != at)
		i = (i + 1) % LOCKS;
	lock[i].at = at;
	return &lock[i];
}

static bool is_open(void *arg)
{
	return !((struct lock *)arg)->held;
}

int kx_pthread_mutex_lock(pthread_mutex_t *m);
int kx_pthread_mutex_lock(pthread_mutex_t *m)
{
	if (!turns_on())
		return 0; /* nobody else is there */
	struct lock *l = lock_of(m);
	turns_point();
	while (l->held)
		(void)turns_wait(is_open, l, 0, "lock");
	l->held = true;
	trace_add("lock", m, 0, 0, PC);
	machine_take(&l->baton);
	return 0;
}

int kx_pthread_mutex_unlock(pthread_mutex_t *m);
int kx_pthread_mutex_unlock(pthread_mutex_t *m)
{
	if (!turns_on())
		return 0;
	struct lock *l = lock_of(m);
	trace_add("unlock", m, 0, 0, PC);
	machine_give(&l->baton);
	l->held = false;
	turns_progress();
	return 0;
}

int kx_pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *a);
int kx_pthread_mutex_init(pthread_mutex_t *m, const pthread_mutexattr_t *a)
{
	(void)m;
	(void)a;
	return 0;
}

int kx_pthread_mutex_destroy(pthread_mutex_t *m);
int kx_pthread_mutex_destroy(pthread_mutex_t *m)
{
	(void)m;
	return 0;
}

/* --- the kernel ------------------------------------------------------------------------------ */

enum { SLEEPERS = EXPLORE_THREADS, WORDS = 130 };
static struct sleeper {
	bool asleep;
	int woken; /* 1 + index of the word; 0 not */
	unsigned n;
	const uint32_t *word[WORDS];
} sleeper[SLEEPERS];

static bool was_woken(void *arg)
{
	return ((struct sleeper *)arg)->woken != 0;
}

static uint32_t kernel_reads(const uint32_t *word)
{
	return (uint32_t)machine_peek(word, 4);
}

static int fall_asleep(struct sleeper *s, uint64_t deadline_ns)
{
	s->woken = 0;
	s->asleep = true;
	int rc = turns_wait(was_woken, s, deadline_ns, "futex");
	s->asleep = false;
	rc = s->woken ? s->woken - 1 : rc;
	(void)past_did(turns_self(), PAST_SLEPT, (uint64_t)(int64_t)rc, 0);
	return rc;
}

static int model_wait(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	turns_point();
	uint32_t now = kernel_reads(word);
	trace_add(now == value ? "sleep" : "no sleep", word, value, now, PC);
	if (now != value)
		return -EAGAIN;
	struct sleeper *s = &sleeper[turns_self()];
	s->n = 1;
	s->word[0] = word;
	int rc = fall_asleep(s, deadline_ns);
	trace_add("awake", word, (uint64_t)rc, 0, PC);
	return rc < 0 ? rc : 0;
}

static int model_waitv(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	struct sleeper *s = &sleeper[turns_self()];
	turns_point();
	s->n = n;
	for (unsigned i = 0; i < n; i++) {
		s->word[i] = (const uint32_t *)(uintptr_t)words[i].uaddr;
		uint32_t now = kernel_reads(s->word[i]);
		trace_add(now == (uint32_t)words[i].val ? "sleep" : "no sleep", s->word[i],
			words[i].val, now, PC);
		if (now != (uint32_t)words[i].val)
			return -EAGAIN;
	}
	int rc = fall_asleep(s, deadline_ns);
	trace_add("awake", s->word[0], (uint64_t)rc, 0, PC);
	return rc;
}

/* 1 + the index of the word in what it sleeps on; 0: it does not. */
static int sleeps_on(const struct sleeper *s, const uint32_t *word)
{
	if (s->asleep && !s->woken)
		for (unsigned i = 0; i < s->n; i++)
			if (s->word[i] == word)
				return (int)i + 1;
	return 0;
}

static int model_wake(uint32_t *word, int n)
{
	turns_point();
	struct sleeper *there[SLEEPERS];
	unsigned waiting = 0, woken = 0;
	for (unsigned i = 0; i < SLEEPERS; i++)
		if (sleeps_on(&sleeper[i], word))
			there[waiting++] = &sleeper[i];
	/* Whom the kernel prefers is not known. */
	unsigned from = (unsigned)n < waiting ? turns_choose(waiting) : 0;
	uint64_t whom = 0;
	for (; woken < waiting && woken < (unsigned)n; woken++) {
		struct sleeper *s = there[(from + woken) % waiting];
		s->woken = sleeps_on(s, word);
		whom |= UINT64_C(1) << (s - sleeper);
	}
	(void)past_did(turns_self(), PAST_WAKE, (uintptr_t)word, whom);
	trace_add("wake", word, (uint64_t)n, woken, PC);
	turns_progress();
	return (int)woken;
}

static int model_membarrier(int cmd)
{
	if (cmd == MEMBARRIER_CMD_PRIVATE_EXPEDITED && turns_on()) {
		turns_point();
		trace_add("membarrier", NULL, 0, 0, PC);
		machine_membarrier();
		turns_progress();
	}
	return 0;
}

/* An eventfd's lock orders who writes it and who reads it. */
static struct baton files;
static ssize_t (*real_read)(int fd, void *buf, size_t bytes);
static ssize_t (*real_write)(int fd, const void *buf, size_t bytes);

static ssize_t model_read(int fd, void *buf, size_t bytes)
{
	if (turns_on())
		turns_point();
	ssize_t n = real_read(fd, buf, bytes);
	if (turns_on()) {
		trace_add("read", NULL, (uint64_t)fd, (uint64_t)n, PC);
		machine_take(&files);
		machine_give(&files);
	}
	return n;
}

static ssize_t model_write(int fd, const void *buf, size_t bytes)
{
	if (turns_on()) {
		turns_point();
		machine_take(&files);
		machine_give(&files);
	}
	ssize_t n = real_write(fd, buf, bytes);
	if (turns_on()) {
		trace_add("write", NULL, (uint64_t)fd, (uint64_t)n, PC);
		turns_progress();
	}
	return n;
}

void world_init(void)
{
	heap_init();
	real_read = kc_sys.read;
	real_write = kc_sys.write;
	kc_sys.read = model_read;
	kc_sys.write = model_write;
	kc_sys.futex_wait = model_wait;
	kc_sys.futex_wake = model_wake;
	kc_sys.futex_waitv = model_waitv;
	kc_sys.membarrier = model_membarrier;
}

void world_reset(void)
{
	heap_reset();
	memset(specific, 0, sizeof specific);
	memset(lock, 0, sizeof lock);
	memset(sleeper, 0, sizeof sleeper);
	memset(&files, 0, sizeof files);
	trace_reset();
}
