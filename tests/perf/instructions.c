/* instructions.c - a fixed amount of work for a counter of instructions (instructions.sh).
 *
 * usage: kcperf-instructions observed|no-stats
 * One thread fills half a ring and drains it again, many times; each way of sending and receiving has a
 * function of its own, whose inclusive count callgrind reports. The same work every time. */
#include <inttypes.h>
#include <kc/kc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAPS = 200, BURST = 512, CAPACITY = 4096, BATCH = 32 };

KC_TYPED(word, uint64_t);

static void must(const char *what, int64_t rc)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "kcperf-instructions: %s: %s. %s\n", what, kc_strerror((int)rc),
		kc_last_reason());
	exit(1);
}

#define MEASURED __attribute__((noinline))

/* The status of all calls is folded into one check, so that the loops hold little but the calls. */
MEASURED int inline_send(kc_tx *tx, uint64_t first);
MEASURED int inline_receive(kc_rx *rx, uint64_t first);
MEASURED int call_send(kc_tx *tx, uint64_t first);
MEASURED int call_receive(kc_rx *rx, uint64_t first);
MEASURED int batch_send(kc_tx *tx, uint64_t first);
MEASURED int batch_receive(kc_rx *rx, uint64_t first);

int inline_send(kc_tx *tx, uint64_t first)
{
	int bad = 0;
	for (uint64_t v = first; v < first + BURST; v++)
		bad |= word_send(tx, &v, 0);
	return bad;
}

int inline_receive(kc_rx *rx, uint64_t first)
{
	int bad = 0;
	uint64_t got;
	for (uint64_t v = first; v < first + BURST; v++)
		bad |= word_recv(rx, &got, 0) | (got != v);
	return bad;
}

int call_send(kc_tx *tx, uint64_t first)
{
	int bad = 0;
	for (uint64_t v = first; v < first + BURST; v++)
		bad |= kc_send(tx, &v, 0);
	return bad;
}

int call_receive(kc_rx *rx, uint64_t first)
{
	int bad = 0;
	uint64_t got;
	for (uint64_t v = first; v < first + BURST; v++)
		bad |= kc_recv(rx, &got, 0) | (got != v);
	return bad;
}

int batch_send(kc_tx *tx, uint64_t first)
{
	int bad = 0;
	for (uint64_t v = first; v < first + BURST; v += BATCH) {
		void *span;
		bad |= kc_reserve(tx, BATCH, &span) != BATCH;
		for (uint64_t i = 0; i < BATCH && bad == 0; i++)
			((uint64_t *)span)[i] = v + i;
		bad |= kc_commit(tx, BATCH);
	}
	return bad;
}

int batch_receive(kc_rx *rx, uint64_t first)
{
	int bad = 0;
	for (uint64_t v = first; v < first + BURST; v += BATCH) {
		const void *span;
		bad |= kc_peek(rx, BATCH, &span) != BATCH;
		for (uint64_t i = 0; i < BATCH && bad == 0; i++)
			bad |= ((const uint64_t *)span)[i] != v + i;
		bad |= kc_release(rx, BATCH);
	}
	return bad;
}

static void laps(kc_domain *d, const char *name, int (*send)(kc_tx *, uint64_t),
	int (*receive)(kc_rx *, uint64_t))
{
	kc_chan_opts opts =
		KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = CAPACITY);
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	must("kc_chan_open", kc_chan_open(&c, d, name, &opts));
	must("kc_tx_open", kc_tx_open(&tx, c));
	must("kc_rx_open", kc_rx_open(&rx, c));
	for (uint64_t lap = 0; lap < LAPS; lap++) {
		if (send(tx, lap * BURST) != 0 || receive(rx, lap * BURST) != 0) {
			fprintf(stderr, "kcperf-instructions: %s: a send or a receive failed\n",
				name);
			exit(1);
		}
	}
	must("kc_tx_close", kc_tx_close(tx));
	must("kc_rx_close", kc_rx_close(rx));
	must("kc_chan_free", kc_chan_free(c));
}

int main(int argc, char **argv)
{
	if (argc != 2 || (strcmp(argv[1], "observed") != 0 && strcmp(argv[1], "no-stats") != 0)) {
		fputs("usage: kcperf-instructions observed|no-stats\n", stderr);
		return 2;
	}
	kc_domain_opts opts =
		KC_DOMAIN_OPTS(.flags = strcmp(argv[1], "no-stats") == 0 ? KC_NO_STATS : 0);
	kc_domain *d;
	must("kc_domain_open", kc_domain_open(&d, "kcperf-instructions", &opts));
	laps(d, "inline", inline_send, inline_receive);
	laps(d, "call", call_send, call_receive);
	laps(d, "batch", batch_send, batch_receive);
	must("kc_domain_close", kc_domain_close(d));
	printf("%d\n", LAPS * BURST);
	return 0;
}
