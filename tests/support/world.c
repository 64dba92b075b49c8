#include "support/world.h"

#include "support/harness.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void world_open(struct world *w, unsigned flags)
{
	memset(w, 0, sizeof *w);
	strcpy(w->dir, "/dev/shm/kc-test-XXXXXX");
	cr_assert_not_null(mkdtemp(w->dir));
	kc_domain_opts o =
		KC_DOMAIN_OPTS(.dir = w->dir, .arena_limit_bytes = 64u << 20, .flags = flags);
	cr_assert_eq(kc_domain_open(&w->d, "world", &o), 0, "%s", kc_last_reason());
}

void world_channel(struct world *w, enum kc_topology t, enum kc_payload p, uint32_t elem_bytes,
	uint32_t capacity)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .payload = p, .elem_bytes = elem_bytes,
		.capacity = capacity);
	world_channel_of(w, &o);
}

void world_channel_of(struct world *w, const kc_chan_opts *o)
{
	cr_assert_eq(kc_chan_open(&w->c, w->d, "c", o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&w->tx, w->c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_rx_open(&w->rx, w->c), 0, "%s", kc_last_reason());
}

void world_close(struct world *w)
{
	if (w->tx)
		cr_assert_eq(kc_tx_close(w->tx), 0);
	if (w->rx)
		cr_assert_eq(kc_rx_close(w->rx), 0);
	if (w->c)
		cr_assert_eq(kc_chan_free(w->c), 0);
	cr_assert_eq(kc_domain_close(w->d), 0);
	/* Succeeds only when the segment and the arena file are gone: nothing leaked. */
	cr_assert_eq(rmdir(w->dir), 0, "something was left in %s", w->dir);
}
