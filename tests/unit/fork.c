/* A forked child: every inherited handle answers -EOWNERDEAD and the parent is not disturbed; the
 * child can open a domain of its own. */
#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/world.h"

static struct world w, v;
KC_TYPED(u64, uint64_t);

#define CHILD_ASSERT(x)                            \
	do {                                       \
		if (!(x))                          \
			_exit(__LINE__ % 200 + 1); \
	} while (0)

static void in_child(kc_ticket t)
{
	uint64_t x = 5;
	void *span;
	const void *seen;
	kc_chan *c;
	kc_tx *tx;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8);
	CHILD_ASSERT(kc_send(w.tx, &x, 0) == -EOWNERDEAD);
	CHILD_ASSERT(u64_send(w.tx, &x, 0) == -EOWNERDEAD);
	CHILD_ASSERT(kc_recv(w.rx, &x, 0) == -EOWNERDEAD);
	CHILD_ASSERT(u64_recv(w.rx, &x, KC_FOREVER) == -EOWNERDEAD);
	CHILD_ASSERT(kc_send_n(w.tx, &x, 1, 0) == -EOWNERDEAD);
	CHILD_ASSERT(kc_reserve(w.tx, 1, &span) == -EOWNERDEAD);
	CHILD_ASSERT(kc_commit(w.tx, 1) == -EOWNERDEAD);
	CHILD_ASSERT(kc_peek(w.rx, 1, &seen) == -EOWNERDEAD);
	CHILD_ASSERT(kc_release(w.rx, 1) == -EOWNERDEAD);
	uint64_t *words;
	const uint64_t *words_seen;
	CHILD_ASSERT(u64_reserve(w.tx, 1, &words) == -EOWNERDEAD);
	CHILD_ASSERT(u64_commit(w.tx, 1) == -EOWNERDEAD);
	CHILD_ASSERT(u64_peek(w.rx, 1, &words_seen) == -EOWNERDEAD);
	CHILD_ASSERT(u64_release(w.rx, 1) == -EOWNERDEAD);
	CHILD_ASSERT(kc_tx_wait(w.tx, 1, KC_FOREVER) == -EOWNERDEAD);
	CHILD_ASSERT(kc_send(v.tx, &x, 0) == -EOWNERDEAD);
	CHILD_ASSERT(kc_recv(v.rx, &x, KC_FOREVER) == -EOWNERDEAD);
	CHILD_ASSERT(kc_ticket_release(w.d, t) == -EOWNERDEAD);
	CHILD_ASSERT(kc_ticket_data(w.d, t, &span, NULL) == -EOWNERDEAD);
	CHILD_ASSERT(kc_ticket_new(w.d, 8, &t, NULL) == -EOWNERDEAD);
	CHILD_ASSERT(kc_chan_open(&c, w.d, "y", &o) == -EOWNERDEAD);
	CHILD_ASSERT(kc_chan_find(&c, w.d, "c") == -EOWNERDEAD);
	kc_chan_stats stats = KC_CHAN_STATS();
	CHILD_ASSERT(kc_chan_snapshot(w.c, &stats) == -EOWNERDEAD);
	CHILD_ASSERT(kc_arena_dump(w.d, stdout) == -EOWNERDEAD);
	CHILD_ASSERT(kc_tx_open(&tx, w.c) == -EOWNERDEAD);
	CHILD_ASSERT(kc_tx_close(w.tx) == -EOWNERDEAD);
	CHILD_ASSERT(kc_chan_close(w.c) == -EOWNERDEAD);
	CHILD_ASSERT(kc_chan_free(w.c) == -EOWNERDEAD);
	CHILD_ASSERT(kc_domain_close(w.d) == -EOWNERDEAD);
	kc_domain *mine;
	kc_rx *rx;
	kc_domain_opts d = KC_DOMAIN_OPTS(.dir = w.dir);
	CHILD_ASSERT(kc_domain_open(&mine, "child", &d) == 0);
	CHILD_ASSERT(kc_chan_open(&c, mine, "y", &o) == 0);
	CHILD_ASSERT(kc_tx_open(&tx, c) == 0 && kc_rx_open(&rx, c) == 0);
	CHILD_ASSERT(kc_send(tx, &x, 0) == 0 && kc_recv(rx, &x, 0) == 0);
	kc_tx_close(tx), kc_rx_close(rx);
	CHILD_ASSERT(kc_chan_free(c) == 0);
	CHILD_ASSERT(kc_domain_close(mine) == 0);
	_exit(0);
}

Test(fork, handles_are_dead_in_the_child)
{
	world_open(&w, 0);
	world_open(&v, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 1024);
	world_channel(&v, KC_MPMC, KC_VALUES, 8, 8);
	kc_ticket t;
	cr_assert_eq(kc_ticket_new(w.d, 100, &t, NULL), 0);
	uint64_t x = 1;
	/* Far into the fast path: what it was granted before the fork is void in the child. */
	for (int i = 0; i < 5000; i++) {
		cr_assert_eq(kc_send(w.tx, &x, 0), 0);
		for (int k = 0; k < (i % 500 == 499 ? 500 : 0); k++)
			cr_assert_eq(kc_recv(w.rx, &x, 0), 0);
	}
	for (int k = 0; k < 2; k++)
		cr_assert_eq(kc_send(w.tx, &x, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &x, 0), 0);
	cr_assert_eq(kc_send(v.tx, &x, 0), 0);
	cr_assert_gt(w.tx->e.span.edge, w.tx->e.span.pos);
	cr_assert_gt(w.rx->e.span.edge, w.c->ring->received);
	uint64_t *span = NULL;
	const uint64_t *seen = NULL;
	cr_assert_eq(u64_reserve(w.tx, 1, &span), 1);
	cr_assert_eq(u64_peek(w.rx, 1, &seen), 1);
	pid_t pid = fork();
	if (pid == 0)
		in_child(t);
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		"the child failed at line %% 200 = %d", WEXITSTATUS(status) - 1);
	*span = 6;
	cr_assert_eq(u64_commit(w.tx, 1), 0, "the parent goes on");
	cr_assert_eq(u64_release(w.rx, 1), 0);
	cr_assert_eq(kc_recv(w.rx, &x, 0), 0);
	cr_assert_eq(x, 6u);
	cr_assert_eq(kc_recv(v.rx, &x, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &x, 0), -EAGAIN);
	cr_assert_eq(kc_ticket_release(w.d, t), 0);
	world_close(&v);
	world_close(&w);
}

/* --- locks that another thread holds ---------------------------------------------------------- */

KC_SPSC_STATIC(theirs, uint64_t, 4);
KC_SPSC_STATIC(mine, uint64_t, 4);
static bool stop;

static void *opens_and_frees(void *unused)
{
	(void)unused;
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		kc_chan *c;
		kc_tx *tx;
		cr_assert_eq(kc_chan_open_static(&c, &theirs, NULL, "theirs", NULL), 0);
		cr_assert_eq(kc_tx_open(&tx, c), 0);
		kc_tx_close(tx);
		cr_assert_eq(kc_chan_free(c), 0);
	}
	return NULL;
}

/* A child has none of the other threads, so a lock that one of them held would be held for ever. */
static int (*real_mmap)(void **, void *, size_t, int, int, int, uint64_t);

static int no_private_copy(
	void **out, void *at, size_t bytes, int prot, int flags, int fd, uint64_t offset)
{
	if (flags & MAP_PRIVATE && flags & MAP_FIXED)
		return -ENOMEM;
	return real_mmap(out, at, bytes, prot, flags, fd, offset);
}

static void not_writable(int signal_no)
{
	(void)signal_no;
	_exit(0);
}

/* Without memory for its own copy the child reads the parent's payloads, and cannot change them. */
Test(fork, payloads_are_the_parents)
{
	kc_ticket t;
	void *data;
	world_open(&w, 0);
	cr_assert_eq(kc_ticket_new(w.d, 8, &t, &data), 0);
	strcpy(data, "parent");
	real_mmap = kc_sys.mmap;
	kc_sys.mmap = no_private_copy;
	pid_t pid = fork();
	if (pid == 0) {
		CHILD_ASSERT(strcmp(data, "parent") == 0);
		signal(SIGSEGV, not_writable);
		strcpy(data, "child");
		_exit(1);
	}
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	kc_sys.mmap = real_mmap;
	cr_assert_eq(status, 0);
	cr_assert_str_eq(data, "parent");
	cr_assert_eq(kc_ticket_release(w.d, t), 0);
	world_close(&w);
}

Test(fork, a_child_opens_static_rings_whatever_other_threads_were_doing, .timeout = 60)
{
	pthread_t t;
	cr_assert_eq(pthread_create(&t, NULL, opens_and_frees, NULL), 0);
	for (int i = 0; i < 300; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			kc_chan *c;
			kc_tx *tx;
			alarm(20); /* ends a child that waits for ever */
			CHILD_ASSERT(kc_chan_open_static(&c, &mine, NULL, "mine", NULL) == 0);
			CHILD_ASSERT(kc_tx_open(&tx, c) == 0);
			kc_tx_close(tx);
			CHILD_ASSERT(kc_chan_free(c) == 0);
			_exit(0);
		}
		int status;
		cr_assert_eq(waitpid(pid, &status, 0), pid);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "fork %d: status %x", i,
			(unsigned)status);
	}
	__atomic_store_n(&stop, true, __ATOMIC_RELAXED);
	pthread_join(t, NULL);
}
