#include "cost_loads.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>

#include "base/clock.h"
#include "bursts.h"

enum { HANDOVERS = 16, MESSAGES = 1024, ASLEEP_NS = 20000 };

/* --- an echo --------------------------------------------------------------------------------- */

static void *echo_main(void *echo)
{
	struct kb_echo *e = echo;
	uint64_t v;
	kc_rx_adopt(e->rx[0]);
	kc_tx_adopt(e->tx[1]);
	while (kc_recv(e->rx[0], &v, KC_FOREVER) == 0)
		if (kc_send(e->tx[1], &v, KC_FOREVER))
			break;
	return NULL;
}

static int open_way(struct kb_echo *e, int way, kc_domain *d, const char *name)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_VALUES,
		.elem_bytes = sizeof(uint64_t), .capacity = 2);
	char full[32];
	snprintf(full, sizeof(full), "%s-%s", name, way ? "back" : "there");
	int rc = kc_chan_open(&e->chan[way], d, full, &o);
	if (!rc)
		rc = kc_tx_open(&e->tx[way], e->chan[way]);
	return rc ? rc : kc_rx_open(&e->rx[way], e->chan[way]);
}

int kb_echo_open(struct kb_echo *e, kc_domain *d, const char *name, unsigned cpu)
{
	pthread_attr_t attr;
	cpu_set_t set;
	*e = (struct kb_echo){ .number = 0 };
	int rc = open_way(e, 0, d, name);
	if (!rc)
		rc = open_way(e, 1, d, name);
	if (rc)
		return rc;
	pthread_attr_init(&attr);
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	pthread_attr_setaffinity_np(&attr, sizeof(set), &set);
	rc = -pthread_create(&e->thread, &attr, echo_main, e);
	pthread_attr_destroy(&attr);
	e->running = rc == 0;
	return rc;
}

void kb_echo_close(struct kb_echo *e)
{
	for (int i = 0; i < 2; i++)
		if (e->chan[i])
			kc_chan_close(e->chan[i]);
	if (e->running)
		pthread_join(e->thread, NULL);
	for (int i = 0; i < 2; i++) {
		if (e->tx[i])
			kc_tx_close(e->tx[i]);
		if (e->rx[i])
			kc_rx_close(e->rx[i]);
		if (e->chan[i])
			kc_chan_free(e->chan[i]);
	}
	*e = (struct kb_echo){ .number = 0 };
}

/* Receives that had to sleep, of both sides. */
static uint64_t sleeps_of(const struct kb_echo *e)
{
	uint64_t sleeps = 0;
	for (int i = 0; i < 2; i++) {
		kc_chan_stats s = KC_CHAN_STATS();
		if (e->chan[i] && kc_chan_snapshot(e->chan[i], &s) == 0)
			sleeps += s.blocked_recvs;
	}
	return sleeps;
}

static int trip(struct kb_echo *e)
{
	uint64_t v = e->number++, back;
	int rc = kc_send(e->tx[0], &v, KC_FOREVER);
	if (!rc)
		rc = kc_recv(e->rx[1], &back, KC_FOREVER);
	return rc ? rc : back == v ? 0 : -EIO;
}

static double since(uint64_t begun_ns)
{
	return (double)(kc_mono_ns() - begun_ns);
}

/* Counts only if each hand-over had a sleep: now and then the one that is woken has the CPU at once, and the other one
 * finds its answer there. The last sleep of a burst ends in the next one. */
static int handovers(void *echo, double *took_ns)
{
	struct kb_echo *e = echo;
	uint64_t sleeps = sleeps_of(e), begun = kc_mono_ns();
	for (int i = 0; i < HANDOVERS / 2; i++) {
		int rc = trip(e);
		if (rc)
			return rc;
	}
	*took_ns = since(begun);
	sleeps = sleeps_of(e) - sleeps;
	e->handovers += HANDOVERS;
	e->slept += sleeps;
	return sleeps + 1 >= HANDOVERS ? 0 : KB_BURST_VOID;
}

double kb_echo_handover(struct kb_echo *e, uint64_t slice_ns, double *ns)
{
	return kb_bursts(handovers, e, HANDOVERS, slice_ns, ns);
}

/* Until the echo has slept for some time, so that it is off its CPU. */
static int wait_asleep(const struct kb_echo *e)
{
	kc_chan_stats s = KC_CHAN_STATS();
	uint64_t asleep_from = 0, now;
	do {
		int rc = kc_chan_snapshot(e->chan[0], &s);
		if (rc)
			return rc;
		now = kc_mono_ns();
		if (!s.receivers_asleep)
			asleep_from = 0;
		else if (!asleep_from)
			asleep_from = now;
	} while (!asleep_from || now - asleep_from < ASLEEP_NS);
	return 0;
}

static int one_across(void *echo, double *took_ns)
{
	int rc = wait_asleep(echo);
	uint64_t begun = kc_mono_ns();
	if (!rc)
		rc = trip(echo);
	*took_ns = since(begun);
	return rc;
}

double kb_echo_across(struct kb_echo *e, uint64_t slice_ns, double *ns)
{
	return kb_bursts(one_across, e, 1, slice_ns, ns);
}

/* --- nobody waits ---------------------------------------------------------------------------- */

int kb_fast_open(struct kb_fast *f, kc_domain *d)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_VALUES,
		.elem_bytes = sizeof(uint64_t), .capacity = MESSAGES);
	*f = (struct kb_fast){ .chan = NULL };
	int rc = kc_chan_open(&f->chan, d, "fast", &o);
	if (!rc)
		rc = kc_tx_open(&f->tx, f->chan);
	return rc ? rc : kc_rx_open(&f->rx, f->chan);
}

void kb_fast_close(struct kb_fast *f)
{
	if (f->tx)
		kc_tx_close(f->tx);
	if (f->rx)
		kc_rx_close(f->rx);
	if (f->chan)
		kc_chan_free(f->chan);
}

static int messages(void *fast, double *took_ns)
{
	struct kb_fast *f = fast;
	uint64_t begun = kc_mono_ns(), v;
	for (uint64_t i = 0; i < MESSAGES; i++)
		if (kc_send(f->tx, &i, 0))
			return -EIO;
	for (uint64_t i = 0; i < MESSAGES; i++)
		if (kc_recv(f->rx, &v, 0) || v != i)
			return -EIO;
	*took_ns = since(begun);
	return 0;
}

double kb_fast_slice(struct kb_fast *f, uint64_t slice_ns, double *ns)
{
	return kb_bursts(messages, f, MESSAGES, slice_ns, ns);
}
