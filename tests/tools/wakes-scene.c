/* wakes-scene.c - a program whose wakeups are known: for the test of what chanmon says of them.
 *
 * usage: wakes-scene NAME. Prints "GIVER TAKER SIPPER MOVER", thread ids, when everything stands; each line "N" on its standard
 * input makes thread "giver" wake "taker" N times through channel "ping", and "sipper" 2 N times through "pong", each time
 * when it is known to be asleep; "done" follows. "turn" wakes "mover" three times, through
 * channel "old" and after "move", which closes that one, through "new". Nothing else sleeps in a channel. "lose" makes a thread "waiter" look
 * asleep in "lost", since then and for ever, with an element there; and a thread "looker" in "seen", which runs now and
 * then, and so might still see what it waits for; and a thread "held" really sleeps in "claimed", whose sender has claimed
 * a place and does not publish it, as one that a debugger holds; and a thread "lonely" selects over both sides of "meet",
 * a rendezvous, in which there is nobody else. */
#define _GNU_SOURCE 1
#include <kc/kc.h>

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"
#include "chan/chan.h"

static kc_domain *domain;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

struct taker {
	const char *thread_name;
	kc_chan *chan;
	kc_rx *rx;
	kc_tx *tx;
	int tid;
	long taken;
};

static kc_chan *channel(const char *name)
{
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(long), .capacity = 16);
	check(kc_chan_open(&c, domain, name, &o), name);
	return c;
}

static void *take(void *arg)
{
	struct taker *t = arg;
	long v;
	pthread_setname_np(pthread_self(), t->thread_name);
	kc_store_release(&t->tid, (int)gettid());
	for (;;) {
		check(kc_recv(t->rx, &v, KC_FOREVER), "kc_recv");
		kc_store_release(&t->taken, v);
		while (v < 0 && kc_load_acquire(&t->taken) < 0) /* until it has been moved */
			sched_yield();
	}
	return NULL;
}

static void place(struct taker *t, const char *channel_name)
{
	t->chan = channel(channel_name);
	check(kc_rx_open(&t->rx, t->chan), "kc_rx_open");
	check(kc_tx_open(&t->tx, t->chan), "kc_tx_open");
}

static void begin(struct taker *t, const char *channel_name, const char *thread_name)
{
	pthread_t thread;
	t->thread_name = thread_name;
	place(t, channel_name);
	pthread_create(&thread, NULL, take, t);
	while (!kc_load_acquire(&t->tid))
		sched_yield();
}

/* The kernel names the call only of a thread that is off its processor in it. */
static int is_asleep(int tid)
{
	char path[64], text[32];
	snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", tid);
	FILE *f = fopen(path, "r");
	int call = f && fgets(text, sizeof(text), f) ? atoi(text) : 0;
	if (f)
		fclose(f);
	return call == SYS_futex || call == SYS_futex_waitv;
}

/* Having taken what there was, the next thing that it sleeps in is the wait for more. */
static void give(struct taker *t, long v)
{
	while (!is_asleep(t->tid))
		sched_yield();
	check(kc_send(t->tx, &v, 0), "kc_send");
	while (kc_load_acquire(&t->taken) != v)
		sched_yield();
}

static void wake(struct taker *t)
{
	give(t, kc_load_acquire(&t->taken) + 1);
}

static void move(struct taker *t, const char *channel_name)
{
	give(t, -1);
	kc_tx_close(t->tx);
	kc_rx_close(t->rx);
	kc_chan_free(t->chan);
	place(t, channel_name);
	kc_store_release(&t->taken, 0L);
}

/* As lib/src/wait writes it, but for the sleep, in which nobody will ever look for it. */
static void *lose(void *arg)
{
	bool looks = arg;
	kc_chan *c = channel(looks ? "seen" : "lost");
	kc_rx *rx;
	kc_tx *tx;
	long v = 1;
	pthread_setname_np(pthread_self(), looks ? "looker" : "waiter");
	check(kc_rx_open(&rx, c), "kc_rx_open");
	check(kc_tx_open(&tx, c), "kc_tx_open");
	check(kc_send(tx, &v, 0), "kc_send");
	rx->e.row->wait_since = rx->e.row->opened_ticks;
	kc_store_release(&rx->e.row->wait, (uint32_t)KC_WAIT_ELEMENT);
	for (;;) {
		if (looks)
			usleep(1000);
		else
			pause();
	}
	return NULL;
}

/* As lib/src/ring/mpmc.h does, up to the claim. */
static void claim(struct taker *t)
{
	struct kc_seg_endpoint *me = t->tx->e.row;
	while (!is_asleep(t->tid))
		sched_yield();
	me->intent_pos = t->chan->ring->sent;
	me->intent_count = 1;
	kc_store_release(&me->intent, (uint32_t)KC_INTENT_SEND);
	(void)kc_fetch_add(&t->chan->ring->sent, UINT64_C(1));
}

static void *meet_nobody(void *arg)
{
	kc_chan *c;
	kc_rx *rx;
	kc_tx *tx;
	long v = 1, got;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .elem_bytes = sizeof(long));
	(void)arg;
	pthread_setname_np(pthread_self(), "lonely");
	check(kc_chan_open(&c, domain, "meet", &o), "meet");
	check(kc_rx_open(&rx, c), "kc_rx_open");
	check(kc_tx_open(&tx, c), "kc_tx_open");
	kc_case cases[] = { { .tx = tx, .elem = &v }, { .rx = rx, .elem = &got } };
	check(kc_select(cases, 2, KC_FOREVER, NULL), "kc_select");
	return NULL;
}

int main(int argc, char **argv)
{
	static struct taker taker, sipper, mover, held;
	char line[32];
	if (argc < 2)
		return 2;
	check(kc_domain_open(&domain, argv[1], NULL), "kc_domain_open");
	pthread_setname_np(pthread_self(), "giver");
	begin(&taker, "ping", "taker");
	begin(&sipper, "pong", "sipper");
	begin(&mover, "old", "mover");
	printf("%d %d %d %d\n", (int)gettid(), taker.tid, sipper.tid, mover.tid);
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		if (strcmp(line, "lose\n") == 0) {
			pthread_t thread;
			pthread_create(&thread, NULL, lose, NULL);
			pthread_create(&thread, NULL, lose, domain);
			pthread_create(&thread, NULL, meet_nobody, NULL);
			begin(&held, "claimed", "held");
			claim(&held);
		}
		for (int n = strcmp(line, "turn\n") == 0 ? 3 : 0; n > 0; n--)
			wake(&mover);
		if (strcmp(line, "move\n") == 0)
			move(&mover, "new");
		for (int n = atoi(line); n > 0; n--) {
			wake(&taker);
			wake(&sipper);
			wake(&sipper);
		}
		puts("done");
		fflush(stdout);
	}
	return 0;
}
