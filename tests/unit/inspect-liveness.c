/* Whether the writer lives is told from its lock, its pid with start time, and its namespace: with real
 * children that run, stop, are killed, become zombies, exec, leave a child behind, or close cleanly. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/identity.h"
#include "inspect/inspect.h"
#include "support/fixture.h"

static struct ki_error err;
static struct fx f;
static int ready[2], hold[2];

static enum ki_liveness look(char reason[256])
{
	ki_source *s;
	cr_assert_eq(ki_open(&s, f.path, &err), 0, "%s", err.text);
	enum ki_liveness l = ki_source_info(s)->liveness;
	cr_assert_eq(ki_source_refresh(s), l);
	strcpy(reason, ki_source_info(s)->reason);
	ki_close(s);
	return l;
}

/* A child that writes a segment, says so and then does what `after` says. The parent learns the path. */
static pid_t writer(void (*after)(void))
{
	cr_assert_eq(pipe2(ready, O_CLOEXEC), 0);
	cr_assert_eq(pipe2(hold, O_CLOEXEC), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(hold[1]);
		fx_open(&f, &(struct fx_opts){ 0 });
		(void)!write(ready[1], f.path, sizeof f.path);
		after();
		_exit(0);
	}
	close(ready[1]);
	close(hold[0]);
	f.fd = -1;
	cr_assert_eq(read(ready[0], f.path, sizeof f.path), (ssize_t)sizeof f.path);
	strcpy(f.dir, f.path);
	*strrchr(f.dir, '/') = 0;
	f.own_dir = true;
	return pid;
}

static void wait_for_the_end(void)
{
	char c;
	(void)!read(hold[0], &c, 1);
}

static void ended(pid_t pid)
{
	siginfo_t i;
	cr_assert_eq(waitid(P_PID, (id_t)pid, &i, WEXITED | WNOWAIT), 0);
}

Test(liveness, alive_stopped_zombie_dead)
{
	char why[256];
	siginfo_t i;
	pid_t pid = writer(wait_for_the_end);
	cr_assert_eq(look(why), KI_ALIVE, "%s", why);
	kill(pid, SIGSTOP);
	cr_assert_eq(waitid(P_PID, (id_t)pid, &i, WSTOPPED), 0);
	cr_assert_eq(look(why), KI_STOPPED, "%s", why);
	kill(pid, SIGCONT);
	cr_assert_eq(waitid(P_PID, (id_t)pid, &i, WCONTINUED), 0);
	cr_assert_eq(look(why), KI_ALIVE, "%s", why);
	kill(pid, SIGKILL);
	ended(pid);
	cr_assert_eq(look(why), KI_DEAD, "a zombie answers kill(pid, 0): %s", why);
	cr_assert(strstr(why, "waits for its parent"), "%s", why);
	waitpid(pid, NULL, 0);
	cr_assert_eq(look(why), KI_DEAD, "%s", why);
	cr_assert(strstr(why, "is gone"), "%s", why);
	fx_close(&f);
}

static void leave_a_child(void)
{
	if (fork() == 0)
		wait_for_the_end();
}

Test(liveness, a_child_still_holds_the_files)
{
	char why[256];
	pid_t pid = writer(leave_a_child);
	waitpid(pid, NULL, 0);
	cr_assert_eq(look(why), KI_DEAD, "%s", why);
	cr_assert(strstr(why, "a child still holds its files"), "%s", why);
	close(hold[1]);
	fx_close(&f);
}

static void become_another_program(void)
{
	dup2(hold[0], 0);
	dup2(ready[1], 1);
	execl("/bin/cat", "cat", (char *)NULL);
}

static void closed(void)
{
	f.h->state = KC_SEG_CLOSED;
}

static void closed_with_tickets(void)
{
	f.h->state = KC_SEG_CLOSED;
	f.h->tickets_live_at_close = 3;
}

Test(liveness, closed_and_kept)
{
	char why[256];
	pid_t pid = writer(closed);
	waitpid(pid, NULL, 0);
	cr_assert_eq(look(why), KI_CLOSED, "%s", why);
	fx_close(&f);
	pid = writer(closed_with_tickets);
	waitpid(pid, NULL, 0);
	cr_assert_eq(look(why), KI_CLOSED, "%s", why);
	cr_assert(strstr(why, "3 tickets"), "%s", why);
	fx_close(&f);
}

Test(liveness, exec_lets_go_of_the_segment)
{
	char why[256], c;
	pid_t pid = writer(become_another_program);
	/* The program that answers is the other one, and exec has closed all that it closes: one by one, so the end of a
	 * pipe would not do for a sign. */
	cr_assert_eq(write(hold[1], "x", 1), 1);
	cr_assert_eq(read(ready[0], &c, 1), 1);
	cr_assert_eq(look(why), KI_DEAD, "same pid and start time, another program: %s", why);
	close(hold[1]);
	waitpid(pid, NULL, 0);
	fx_close(&f);
}

static void *stay(void *arg)
{
	(void)arg;
	(void)!write(ready[1], "x", 1);
	wait_for_the_end();
	_exit(0);
}

static void leave_only_a_thread(void)
{
	pthread_t t;
	pthread_create(&t, NULL, stay, NULL);
	pthread_exit(NULL);
}

Test(liveness, a_leader_that_has_ended_is_not_the_process)
{
	char why[256], c, state = 0;
	pid_t pid = writer(leave_only_a_thread);
	cr_assert_eq(read(ready[0], &c, 1), 1);
	while (kc_proc_start(pid, 0, &state) && state != 'Z')
		usleep(1000);
	cr_assert_eq(look(why), KI_ALIVE, "%s", why);
	close(hold[1]);
	waitpid(pid, NULL, 0);
	fx_close(&f);
}

Test(liveness, a_reused_pid_is_not_believed)
{
	char why[256];
	fx_open(&f, &(struct fx_opts){
			    .pid_start = kc_proc_start(getpid(), 0, NULL) - 1, .unlocked = true });
	cr_assert_eq(look(why), KI_DEAD, "%s", why);
	cr_assert(strstr(why, "younger process"), "%s", why);
	fx_close(&f);
}

Test(liveness, out_of_sight)
{
	char why[256];
	fx_open(&f, &(struct fx_opts){ 0 });
	f.h->pidns_inode++;
	fx_seal(&f);
	cr_assert_eq(look(why), KI_OUT_OF_SIGHT, "%s", why);
	cr_assert(strstr(why, "holds the lock"), "%s", why);
	f.h->pidns_inode--;
	f.h->boot_id[3] ^= 1;
	fx_seal(&f);
	cr_assert_eq(look(why), KI_OUT_OF_SIGHT, "%s", why);
	f.h->boot_id[3] ^= 1;
	f.h->pid = 0;
	fx_seal(&f);
	cr_assert_eq(look(why), KI_DEAD, "%s", why);
	fx_close(&f);
}
