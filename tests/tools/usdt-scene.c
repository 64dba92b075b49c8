/* usdt-scene.c - a program that passes every one of the library's USDT probes again and again. For the test that runs the
 * one-liners of kc-probes(7).
 *
 * usage: usdt-scene NAME. In each round thread "eater" receives from orders, "feeder" sends to narrow, which is full, and
 * "chooser" waits for tea and coffee at once; "main" waits until all three are asleep, serves them, ends them, closes and
 * frees the channels, and says how many rounds there were. For ever. */
#define _GNU_SOURCE 1 /* pthread_setname_np */
#include <kc/kc.h>

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

static kc_domain *domain;
static kc_chan *orders, *narrow, *tea, *coffee;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

static kc_rx *rx_of(kc_chan *c)
{
	kc_rx *rx;
	check(kc_rx_open(&rx, c), "kc_rx_open");
	return rx;
}

static kc_tx *tx_of(kc_chan *c)
{
	kc_tx *tx;
	check(kc_tx_open(&tx, c), "kc_tx_open");
	return tx;
}

static void *eat(void *arg)
{
	long value;
	kc_rx *rx = rx_of(orders);
	while (kc_recv(rx, &value, KC_FOREVER) == 0)
		;
	check(kc_rx_close(rx), "kc_rx_close");
	return arg;
}

static void *feed(void *arg)
{
	long value = 1;
	kc_tx *tx = tx_of(narrow);
	while (kc_send(tx, &value, KC_FOREVER) == 0)
		;
	check(kc_tx_close(tx), "kc_tx_close");
	return arg;
}

static void *choose(void *arg)
{
	long value;
	kc_case cases[2] = { { .rx = rx_of(tea), .elem = &value }, { .rx = rx_of(coffee), .elem = &value } };
	int i;
	do
		i = kc_select(cases, 2, KC_FOREVER, NULL);
	while (i >= 0 && cases[i].result == 0);
	check(kc_rx_close(cases[0].rx), "kc_rx_close");
	check(kc_rx_close(cases[1].rx), "kc_rx_close");
	return arg;
}

/* A thread's name is set before the library first sees it: the starter's is inherited. */
static pthread_t start(const char *name, void *(*fn)(void *))
{
	pthread_t t;
	pthread_setname_np(pthread_self(), name);
	check(-pthread_create(&t, NULL, fn, NULL), "pthread_create");
	pthread_setname_np(pthread_self(), "main");
	return t;
}

static void until_asleep(kc_chan *c)
{
	kc_chan_stats now = KC_CHAN_STATS();
	do {
		sched_yield();
		check(kc_chan_snapshot(c, &now), "kc_chan_snapshot");
	} while (now.senders_asleep + now.receivers_asleep == 0);
}

static kc_chan *channel(const char *name)
{
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(long), .capacity = 4);
	check(kc_chan_open(&c, domain, name, &o), name);
	return c;
}

static void free_channel(kc_chan *c)
{
	check(kc_chan_free(c), "kc_chan_free");
}

static void round_of_all(void)
{
	long value = 1;
	orders = channel("orders");
	narrow = channel("narrow");
	tea = channel("tea");
	coffee = channel("coffee");
	pthread_t threads[] = { start("eater", eat), start("feeder", feed), start("chooser", choose) };
	kc_tx *to_orders = tx_of(orders), *to_tea = tx_of(tea);
	kc_rx *from_narrow = rx_of(narrow);
	until_asleep(orders);
	until_asleep(narrow);
	until_asleep(tea);
	check(kc_send(to_orders, &value, KC_FOREVER), "kc_send");
	check(kc_send(to_tea, &value, KC_FOREVER), "kc_send");
	check(kc_recv(from_narrow, &value, KC_FOREVER), "kc_recv");
	check(kc_chan_close(orders), "kc_chan_close");
	check(kc_chan_close(narrow), "kc_chan_close");
	check(kc_chan_close(tea), "kc_chan_close");
	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++)
		pthread_join(threads[i], NULL);
	check(kc_tx_close(to_orders), "kc_tx_close");
	check(kc_tx_close(to_tea), "kc_tx_close");
	check(kc_rx_close(from_narrow), "kc_rx_close");
	free_channel(orders);
	free_channel(narrow);
	free_channel(tea);
	free_channel(coffee);
}

int main(int argc, char **argv)
{
	check(kc_domain_open(&domain, argc > 1 ? argv[1] : NULL, NULL), "kc_domain_open");
	for (unsigned long rounds = 1;; rounds++) {
		round_of_all();
		printf("%lu\n", rounds);
		fflush(stdout);
	}
}
