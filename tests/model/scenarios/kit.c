#include "kit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chan/chan.h"
#include "chan/domain.h"

struct kit kit;
static kc_domain *domain;
static char dir[] = "/dev/shm/kc-explore-XXXXXX";

/* Nothing is closed at the end, for scenarios leave things as they please, and the end may be a signal: the names go as
 * soon as there are descriptors. */
static void remove_files(void)
{
	DIR *files = opendir(dir);
	if (!files)
		return;
	for (struct dirent *f; (f = readdir(files));)
		if (f->d_name[0] != '.')
			(void)unlinkat(dirfd(files), f->d_name, 0);
	closedir(files);
	(void)rmdir(dir);
}

void kit_open(const kc_chan_opts *o, unsigned senders, unsigned receivers)
{
	if (!domain) {
		if (!mkdtemp(dir))
			explore_fail("no folder in /dev/shm");
		kc_domain_opts opts = KC_DOMAIN_OPTS(.dir = dir, .arena_limit_bytes = 16u << 20);
		int rc = kc_domain_open(&domain, "explore", &opts);
		remove_files();
		if (rc != 0)
			explore_fail("%s", kc_last_reason());
	}
	static unsigned number;
	char name[16];
	snprintf(name, sizeof name, "c%u", number++);
	memset(&kit, 0, sizeof kit);
	kit.d = domain;
	if (kc_chan_open(&kit.c, domain, name, o) != 0)
		explore_fail("%s", kc_last_reason());
	for (unsigned i = 0; i < senders; i++)
		if (kc_tx_open(&kit.tx[i], kit.c) != 0)
			explore_fail("%s", kc_last_reason());
	for (unsigned i = 0; i < receivers; i++)
		if (kc_rx_open(&kit.rx[i], kit.c) != 0)
			explore_fail("%s", kc_last_reason());
}

void kit_open_ring(
	enum kc_topology t, uint32_t capacity, unsigned senders, unsigned receivers, unsigned flags)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .payload = KC_VALUES, .elem_bytes = 8,
		.capacity = capacity, .flags = flags);
	kit_open(&o, senders, receivers);
}

void kit_send(unsigned tx, uint64_t v)
{
	int rc = kc_send(kit.tx[tx], &v, KC_FOREVER);
	if (rc != 0)
		explore_fail("send of %lu: %s", (unsigned long)v, kc_strerror(rc));
}

int kit_recv(unsigned rx, int64_t timeout_ns)
{
	uint64_t v = 0;
	int rc = kc_recv(kit.rx[rx], &v, timeout_ns);
	unsigned self = explore_self();
	if (rc == 0)
		kit.got[self][kit.n[self]++] = v;
	return rc;
}

void kit_check_exact(unsigned senders, const unsigned *n)
{
	unsigned total = 0;
	for (unsigned s = 0; s < senders; s++) {
		unsigned seen = 0;
		for (unsigned t = 0; t < EXPLORE_THREADS; t++) {
			uint64_t last = 0;
			for (unsigned i = 0; i < kit.n[t]; i++) {
				uint64_t v = kit.got[t][i];
				if (v / 100 != s)
					continue;
				if (v % 100 == 0 || v % 100 > n[s])
					explore_fail("thread %u has %lu, which nobody sent", t,
						(unsigned long)v);
				if (seen >> (v % 100) & 1)
					explore_fail("%lu came twice", (unsigned long)v);
				if (v <= last)
					explore_fail("thread %u has %lu after %lu", t,
						(unsigned long)v, (unsigned long)last);
				seen |= 1u << (v % 100);
				last = v;
			}
		}
		if (seen != ((1u << n[s]) - 1) << 1)
			explore_fail("of sender %u's %u messages arrived %#x", s, n[s], seen);
		total += n[s];
	}
	unsigned got = 0;
	for (unsigned t = 0; t < EXPLORE_THREADS; t++)
		got += kit.n[t];
	if (got != total)
		explore_fail("%u were sent, %u received", total, got);
}

void kit_check_empty(void)
{
	uint64_t v;
	int rc = kc_recv(kit.rx[0], &v, 0);
	if (rc != -EAGAIN && rc != -EPIPE)
		explore_fail("something is left: %s", kc_strerror(rc));
}

void kit_nearly_fast(void)
{
	for (unsigned i = 0; i < KIT_ENDS; i++) {
		if (kit.tx[i])
			kit.tx[i]->e.mode.streak = kc_mode_streak(&kit.tx[i]->e.mode) - 1;
		if (kit.rx[i])
			kit.rx[i]->e.mode.streak = kc_mode_streak(&kit.rx[i]->e.mode) - 1;
	}
}

void kit_recv_rest(unsigned rx)
{
	int rc;
	while ((rc = kit_recv(rx, KC_FOREVER)) == 0)
		;
	if (rc != -EPIPE)
		explore_fail("receive: %s", kc_strerror(rc));
}

/* --- threads and checks ---------------------------------------------------------------------- */

void kit_send_one(void)
{
	kit_send(0, 1);
}

void kit_send_three(void)
{
	for (uint64_t i = 1; i <= 3; i++)
		kit_send(0, i);
}

void kit_send_one_second(void)
{
	kit_send(1, 101);
}

static void receive(unsigned n)
{
	while (n--)
		explore_require(kit_recv(0, KC_FOREVER) == 0);
}

void kit_receive_two(void)
{
	receive(2);
}

void kit_receive_three(void)
{
	receive(3);
}

void kit_receive_four(void)
{
	receive(4);
}

void kit_check_one_each(void)
{
	kit_check_exact(2, (const unsigned[]){ 1, 1 });
	kit_check_empty();
}

void kit_check_three(void)
{
	kit_check_exact(1, (const unsigned[]){ 3 });
	kit_check_empty();
}
