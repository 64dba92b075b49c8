/* world.h - a domain in a folder of its own, for tests of channels. */
#ifndef KC_TEST_WORLD_H
#define KC_TEST_WORLD_H

#include <kc/kc.h>

struct world {
	char dir[64]; /* made for it, removed by world_close */
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
};

/* A domain with these flags (kc_domain_opts) and an arena of 64 MiB; asserts that it worked. */
void world_open(struct world *w, unsigned flags);
/* The channel "c" and one endpoint on each side. */
void world_channel(struct world *w, enum kc_topology t, enum kc_payload p, uint32_t elem_bytes,
	uint32_t capacity);
/* The same of these options. */
void world_channel_of(struct world *w, const kc_chan_opts *o);
/* Closes what is open; asserts that nothing was left behind in the folder. */
void world_close(struct world *w);

#endif
