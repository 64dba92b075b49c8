/* try.c - says in one line whether tracing works, for whoever runs it: "REASON: SENTENCE". For the shell tests.
 *
 *   try support                          without a target
 *   try target PID ABI [START [PIDNS]]   of such a target
 *   try self                             attaches to itself, and wakes a thread of its own
 *   try watch                            the same, says "attached", and waits to be killed */
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"
#include "probes/probes.h"

enum { BRAND = 3, ROW = 1 };

static _Thread_local __attribute__((tls_model("initial-exec"))) struct kc_wait_word word;
static uint32_t futex;

static int say(enum kc_probes_reason r, const char *why)
{
	printf("%s: %s\n", kc_probes_reason_name(r), why);
	return r == KC_PROBES_OK ? 0 : 3;
}

static void *sleep_once(void *arg)
{
	(void)arg;
	word.wait_seq++;
	word.wait_gen++;
	kc_store_relaxed(&word.wait_ch, KC_WAIT_NUMBER(BRAND, ROW - 1));
	kc_barrier();
	while (kc_load_acquire(&futex) == 0)
		syscall(SYS_futex, &futex, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
	kc_barrier();
	kc_store_relaxed(&word.wait_ch, 0u);
	return NULL;
}

/* A wake that is counted, as a block's or as an early one: 0, or -1 when it was not. */
static int count_one(const kc_probes *p)
{
	pthread_t t;
	uint32_t rows;
	if (pthread_create(&t, NULL, sleep_once, NULL))
		return -1;
	long woken = 0;
	kc_store_relaxed(&word.wake_ch, KC_WAIT_NUMBER(BRAND, ROW - 1));
	kc_barrier();
	while (woken == 0) { /* until it is there to be woken; its value stays 0 */
		sched_yield();
		woken = syscall(SYS_futex, &futex, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	}
	kc_store_release(&futex, 1);
	syscall(SYS_futex, &futex, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	kc_store_relaxed(&word.wake_ch, 0u);
	pthread_join(t, NULL);
	const struct kc_wakeup_channel *c = kc_probes_channels(p, &rows);
	return c[ROW].wakes + c[ROW].early >= 1 ? 0 : -1;
}

static int attach(bool stay)
{
	struct kc_probes_target t = { .pid = (uint32_t)getpid(), .tls_abi = KC_TLS_ABI, .brand = BRAND, .name = "try" };
	struct rlimit before, after;
	char why[1024];
	kc_probes *p;
	t.tls_offset = (char *)&word - (char *)__builtin_thread_pointer();
	getrlimit(RLIMIT_MEMLOCK, &before);
	enum kc_probes_reason r = kc_probes_open(&p, &t, NULL, why, sizeof(why));
	if (r == KC_PROBES_OK)
		r = kc_probes_attach(p, why, sizeof(why));
	if (r != KC_PROBES_OK) {
		kc_probes_close(p);
		return say(r, why);
	}
	getrlimit(RLIMIT_MEMLOCK, &after);
	if (memcmp(&before, &after, sizeof(before))) {
		puts("RLIMIT_MEMLOCK is another one now");
		return 1;
	}
	if (count_one(p)) {
		puts("the wake was not counted");
		return 1;
	}
	if (stay) {
		puts("attached");
		fflush(stdout);
		for (;;)
			pause();
	}
	kc_probes_close(p);
	return say(r, "");
}

int main(int argc, char **argv)
{
	char why[1024];
	if (argc == 2 && strcmp(argv[1], "support") == 0)
		return say(kc_probes_support(NULL, why, sizeof(why)), why);
	if (argc >= 4 && strcmp(argv[1], "target") == 0) {
		struct kc_probes_target t = { .pid = (uint32_t)atoi(argv[2]), .tls_abi = (uint32_t)atoi(argv[3]),
			.pid_start = argc > 4 ? strtoull(argv[4], NULL, 10) : 0,
			.pidns_inode = argc > 5 ? strtoull(argv[5], NULL, 10) : 0, .tls_offset = -64, .name = "try" };
		return say(kc_probes_support(&t, why, sizeof(why)), why);
	}
	if (argc == 2 && (strcmp(argv[1], "self") == 0 || strcmp(argv[1], "watch") == 0))
		return attach(argv[1][0] == 'w');
	fputs("usage: try support | target PID ABI [START [PIDNS]] | self | watch\n", stderr);
	return 2;
}
