#include "support/crash_step.h"

#include "support/harness.h"
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

extern const char __executable_start[]; /* the linker's */

const char *crash_cannot(void)
{
#if defined(__x86_64__)
	return NULL;
#elif defined(__aarch64__)
	const unsigned long atomics = 1ul << 8; /* HWCAP_ATOMICS */
	return getauxval(AT_HWCAP) & atomics
		       ? NULL
		       : "this CPU has no single-instruction atomics (LSE), which cannot be stepped";
#else
	return "single-stepping is known for x86-64 and aarch64 only";
#endif
}

/* --- in the child ---------------------------------------------------------------------------- */

void crash_mark(struct crash_ctl *ctl)
{
	if (ctl->unmarked)
		return;
	kc_store_release(&ctl->state, CRASH_BEFORE);
	/* Not raise: it would block signals around it, and that is more to run through. */
	syscall(SYS_tgkill, getpid(), (int)syscall(SYS_gettid), SIGUSR1);
}

void crash_answered(const struct crash_ctl *ctl, long answer)
{
	if (answer == ctl->op.answer)
		return;
	fprintf(stderr, "%s answered %ld, not %ld\n", ctl->op.name, answer, ctl->op.answer);
	_exit(3);
}

/* --- in the parent --------------------------------------------------------------------------- */

void crash_start(
	struct crash_tracee *t, void (*body)(struct crash_ctl *, const void *), const void *arg)
{
	memset(t, 0, sizeof *t);
	t->ctl = mmap(
		NULL, sizeof *t->ctl, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert(t->ctl != MAP_FAILED);
	fflush(NULL);
	t->pid = fork();
	cr_assert(t->pid >= 0);
	if (t->pid == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(4);
		body(t->ctl, arg);
		_exit(0);
	}
}

/* The signal that stopped it; 0: it has ended well. */
static int wait_for(struct crash_tracee *t)
{
	int status;
	pid_t got;
	do
		got = waitpid(t->pid, &status, __WALL);
	while (got < 0 && errno == EINTR);
	cr_assert_eq(got, t->pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
		t->pid = 0;
		return 0;
	}
	cr_assert(WIFSTOPPED(status), "%s: the child ended: exit %d, signal %d",
		t->ctl->op.name ? t->ctl->op.name : "before the first mark",
		WIFEXITED(status) ? WEXITSTATUS(status) : 0,
		WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	return WSTOPSIG(status);
}

/* Asleep in the kernel on a futex, and so without a lock of the library's. */
static bool sleeps(pid_t pid, pid_t tid)
{
	char path[64], text[32] = "";
	snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", (int)pid, (int)tid);
	FILE *f = fopen(path, "r");
	cr_assert_not_null(f, "%s", path);
	(void)!fgets(text, sizeof text, f);
	fclose(f);
	long number = strtol(text, NULL, 10);
	return text[0] >= '0' && text[0] <= '9' &&
	       (number == SYS_futex || number == SYS_futex_waitv);
}

static void hold(struct crash_tracee *t, pid_t tid)
{
	int status;
	cr_assert_lt(t->held_count, (uint32_t)CRASH_HELPERS);
	while (!sleeps(t->pid, tid))
		sched_yield();
	cr_assert_eq(ptrace(PTRACE_SEIZE, tid, NULL, NULL), 0, "%s", strerror(errno));
	cr_assert_eq(ptrace(PTRACE_INTERRUPT, tid, NULL, NULL), 0, "%s", strerror(errno));
	cr_assert_eq(waitpid(tid, &status, __WALL), tid);
	cr_assert(WIFSTOPPED(status));
	t->held[t->held_count++] = tid;
}

static void hold_others(struct crash_tracee *t)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/task", (int)t->pid);
	DIR *d = opendir(path);
	cr_assert_not_null(d);
	for (struct dirent *e; (e = readdir(d));) {
		pid_t tid = atoi(e->d_name);
		if (tid > 0 && tid != t->pid)
			hold(t, tid);
	}
	closedir(d);
}

bool crash_next(struct crash_tracee *t)
{
	int signal = 0;
	while ((signal = wait_for(t)) != SIGUSR1) {
		if (signal == 0)
			return false;
		cr_assert_eq(ptrace(PTRACE_CONT, t->pid, NULL, (long)signal), 0);
	}
	hold_others(t);
	return true;
}

bool crash_step(struct crash_tracee *t)
{
	int signal = 0;
	do {
		cr_assert_eq(ptrace(PTRACE_SINGLESTEP, t->pid, NULL, (long)signal), 0);
		signal = wait_for(t);
		cr_assert_neq(signal, 0, "%s never ended", t->ctl->op.name);
		if (signal == SIGTRAP)
			signal = 0;
	} while (kc_load_acquire(&t->ctl->state) == CRASH_BEFORE || signal);
	return kc_load_acquire(&t->ctl->state) == CRASH_RUNNING;
}

void crash_let_go(struct crash_tracee *t)
{
	for (uint32_t i = 0; i < t->held_count; i++)
		cr_assert_eq(ptrace(PTRACE_DETACH, t->held[i], NULL, NULL), 0);
	t->held_count = 0;
	cr_assert_eq(ptrace(PTRACE_CONT, t->pid, NULL, NULL), 0);
}

uint64_t crash_where(const struct crash_tracee *t)
{
	struct user_regs_struct r;
	struct iovec v = { &r, sizeof r };
	if (ptrace(PTRACE_GETREGSET, t->pid, (void *)(uintptr_t)NT_PRSTATUS, &v))
		return 0;
#ifdef __x86_64__
	return r.rip - (uint64_t)(uintptr_t)__executable_start;
#elif defined(__aarch64__)
	return r.pc - (uint64_t)(uintptr_t)__executable_start;
#else
	return 0;
#endif
}

void crash_kill(struct crash_tracee *t)
{
	if (t->pid > 0) {
		kill(t->pid, SIGKILL);
		/* A thread that is traced stays until its tracer has seen it end, and its process until then. */
		for (uint32_t i = 0; i < t->held_count; i++)
			while (waitpid(t->held[i], NULL, __WALL) < 0 && errno == EINTR)
				;
		while (waitpid(t->pid, NULL, __WALL) < 0 && errno == EINTR)
			;
	}
	munmap(t->ctl, sizeof *t->ctl);
}
