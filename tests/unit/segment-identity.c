/* Proves that a process and a thread are known by more than a number, whatever they call
 * themselves. */
#include "segment-kit.h"

#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "base/identity.h"

Test(identity, a_comm_cannot_forge_the_fields_behind_it)
{
	char state = 0;
	uint64_t start = kc_proc_start(getpid(), 0, &state);
	cr_assert_gt(start, 0u);
	cr_expect_eq(state, 'R');
	static const char *const names[] = { "a) Z 1 1 1 (b", ") ) ) )", "((((", "two words",
		"\n\t)" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		prctl(PR_SET_NAME, names[i]);
		cr_expect_eq(kc_proc_start(getpid(), 0, &state), start, "%s", names[i]);
		cr_expect_eq(state, 'R', "%s", names[i]);
	}
	cr_expect_eq(kc_proc_start(0, 0, NULL), start, "0 is the caller");
}

static void *of_thread(void *arg)
{
	char name[16];
	pid_t tid = (pid_t)syscall(SYS_gettid);
	uint64_t *start = arg;
	start[0] = kc_proc_start(getpid(), tid, NULL);
	start[1] = kc_proc_start(0, tid, NULL);
	prctl(PR_SET_NAME, "a name that is too long");
	kc_thread_name(name);
	cr_expect_str_eq(name, "a name that is ");
	return NULL;
}

Test(identity, threads_have_their_own)
{
	pthread_t t;
	uint64_t start[2] = { 0, 0 };
	char name[16];
	prctl(PR_SET_NAME, "main");
	cr_assert_eq(pthread_create(&t, NULL, of_thread, start), 0);
	pthread_join(t, NULL);
	cr_expect_geq(start[0], kc_proc_start(0, 0, NULL));
	cr_expect_eq(start[0], start[1]);
	kc_thread_name(name);
	cr_expect_str_eq(name, "main");
}

Test(identity, who_is_gone_has_no_start)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	siginfo_t info;
	char state = 0;
	cr_assert_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	cr_expect_gt(kc_proc_start(pid, 0, &state), 0u);
	cr_expect_eq(state, 'Z');
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
	errno = 77;
	cr_expect_eq(kc_proc_start(pid, 0, NULL), 0u);
	cr_expect_eq(kc_proc_start(getpid(), pid, NULL), 0u);
	cr_expect_eq(kc_proc_pidns(pid), 0u);
	cr_expect_eq(errno, 77, "errno is the program's");
}

Test(identity, boot_is_the_same_for_all)
{
	uint8_t a[16], b[16], zero[16] = { 0 };
	kc_boot_id(a);
	kc_boot_id(b);
	cr_expect_eq(memcmp(a, b, 16), 0);
	cr_expect_neq(memcmp(a, zero, 16), 0);
}
