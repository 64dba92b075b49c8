/* Snapshots and dumps while channels are used: two threads send, two receive, one opens and closes endpoints, one
 * opens, finds and frees channels, and those who look see nothing go backwards, no more received than
 * sent, no depth beyond the capacity, and at the end exactly what was done.
 * KC_STRESS_ROUNDS sets how often is looked (default 20000; sanitizer builds a hundredth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "support/shaken.h"
#include "support/world.h"

SHAKEN(stats);

enum { SENDERS = 2, RECEIVERS = 2, LOOKERS = 2 };

static struct world w;
static uint32_t stop;
static uint64_t sent[SENDERS], received[RECEIVERS];

static uint64_t rounds(void)
{
	const char *text = getenv("KC_STRESS_ROUNDS");
	if (text)
		return strtoull(text, NULL, 10);
#if defined(KC_CHECK) || defined(KC_TSAN)
	return 200;
#else
	return 20000;
#endif
}

static void *sender(void *arg)
{
	uint64_t *n = arg;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, w.c), 0);
	while (!kc_load_acquire(&stop)) {
		kc_ticket t;
		cr_assert_eq(kc_ticket_new(w.d, 64 + *n % 300, &t, NULL), 0);
		cr_assert_eq(kc_send_ticket(tx, t, KC_FOREVER), 0);
		++*n;
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *receiver(void *arg)
{
	uint64_t *n = arg;
	kc_rx *rx;
	kc_ticket t;
	cr_assert_eq(kc_rx_open(&rx, w.c), 0);
	while (kc_recv_ticket(rx, &t, KC_FOREVER) == 0) {
		cr_assert_eq(kc_ticket_release(w.d, t), 0);
		++*n;
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* Opens, looks whether it is empty or full, and closes: counters move to the channel's past. */
static void *come_and_go(void *arg)
{
	while (!kc_load_acquire(&stop)) {
		kc_chan *c;
		kc_rx *rx;
		cr_assert_eq(kc_chan_find(&c, w.d, "c"), 0);
		cr_assert_eq(kc_rx_open(&rx, c), 0);
		kc_ticket t;
		if (kc_recv_ticket(rx, &t, 0) == 0) {
			cr_assert_eq(kc_ticket_release(w.d, t), 0);
			++*(uint64_t *)arg;
		}
		cr_assert_eq(kc_rx_close(rx), 0);
		cr_assert_eq(kc_chan_free(c), 0);
	}
	return NULL;
}

static void *looker(void *arg)
{
	kc_chan_stats before = KC_CHAN_STATS(), now = KC_CHAN_STATS();
	kc_chan_rates r = KC_CHAN_RATES();
	cr_assert_eq(kc_chan_snapshot(w.c, &before), 0);
	for (uint64_t i = rounds(); i > 0; i--) {
		cr_assert_eq(kc_chan_snapshot(w.c, &now), 0);
		cr_assert_leq(now.received, now.sent);
		cr_assert_leq(now.depth, now.capacity);
		cr_assert_leq(before.sent, now.sent);
		cr_assert_leq(before.received, now.received);
		cr_assert_leq(before.bytes_sent, now.bytes_sent);
		cr_assert_leq(before.bytes_received, now.bytes_received);
		cr_assert_leq(before.refused, now.refused);
		cr_assert_leq(before.wakes, now.wakes);
		cr_assert_leq(before.blocked_sends, now.blocked_sends);
		cr_assert_leq(before.blocked_recvs, now.blocked_recvs);
		cr_assert_leq(before.residence_count, now.residence_count);
		cr_assert_leq(before.residence_max_ns, now.residence_max_ns);
		cr_assert_leq(now.senders_asleep, now.senders);
		cr_assert_leq(now.receivers_asleep, now.receivers);
		int rc = kc_chan_rate(&before, &now, &r);
		cr_assert(rc == 0 || now.at_ns == before.at_ns);
		before = now;
	}
	return arg;
}

static void *dumper(void *arg)
{
	for (uint64_t i = rounds() / 100; i > 0; i--) {
		char *text;
		size_t bytes;
		FILE *out = open_memstream(&text, &bytes);
		cr_assert_eq(kc_arena_dump(w.d, out), 0, "%s", kc_last_reason());
		cr_assert_eq(fclose(out), 0);
		cr_assert(strstr(text, " live\n") || strstr(text, "\nno live tickets\n"));
		free(text);
	}
	return arg;
}

Test(stats, looked_at_while_used)
{
	pthread_t tx[SENDERS], rx[RECEIVERS], look[LOOKERS], dump, guest;
	uint64_t taken = 0, in = 0, out = 0;
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.payload = KC_TICKETS, .capacity = 64);
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
	for (int i = 0; i < SENDERS; i++)
		cr_assert_eq(pthread_create(&tx[i], NULL, sender, &sent[i]), 0);
	for (int i = 0; i < RECEIVERS; i++)
		cr_assert_eq(pthread_create(&rx[i], NULL, receiver, &received[i]), 0);
	cr_assert_eq(pthread_create(&guest, NULL, come_and_go, &taken), 0);
	cr_assert_eq(pthread_create(&dump, NULL, dumper, NULL), 0);
	for (int i = 0; i < LOOKERS; i++)
		cr_assert_eq(pthread_create(&look[i], NULL, looker, NULL), 0);
	for (int i = 0; i < LOOKERS; i++)
		pthread_join(look[i], NULL);
	pthread_join(dump, NULL);
	kc_store_release(&stop, 1u);
	for (int i = 0; i < SENDERS; i++) {
		pthread_join(tx[i], NULL);
		in += sent[i];
	}
	pthread_join(guest, NULL);
	cr_assert_eq(kc_chan_close(w.c), 0);
	for (int i = 0; i < RECEIVERS; i++) {
		pthread_join(rx[i], NULL);
		out += received[i];
	}
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(w.c, &s), 0);
	cr_assert_eq(s.sent, in);
	cr_assert_eq(s.received, out + taken);
	cr_assert_eq(s.depth, 0);
	cr_assert_eq(s.bytes_sent, s.bytes_received);
	cr_assert_eq(s.senders + s.receivers, 0);
	world_close(&w);
}
