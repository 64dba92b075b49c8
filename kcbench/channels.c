#include "round.h"

#include <stdio.h>

#include "base/atomic.h"
#include "domain.h"

/* What is dropped goes back to its sender, as a receiver would give it back. */
static void give_back(void *ctx, void *elem)
{
	struct kc_ptr p;
	(void)ctx;
	memcpy(&p, elem, sizeof(p));
	struct kb_node *n = KC_CONTAINER(p.ptr, struct kb_node, payload);
	kc_store_release(&n->busy, 0u);
}

int kb_channels_open(struct kb_round *r)
{
	const struct kb_config *c = r->cfg;
	kc_chan_opts o = KC_CHAN_OPTS(.kind = c->kind, .topology = c->topology,
		.overflow = c->overflow, .payload = c->payload,
		.on_undelivered = c->payload == KC_POINTERS ? give_back : NULL,
		.elem_bytes = c->payload == KC_VALUES ? (uint32_t)c->size : 0,
		.limit_bytes = c->limit_bytes,
		.capacity = c->kind == KC_UNLIMITED ? 0 : c->capacity);
	char name[KC_NAME_BYTES] = "bench";
	for (unsigned i = 0; i < r->channels; i++) {
		if (c->select)
			snprintf(name, sizeof(name), "bench-%u", i);
		int rc = kc_chan_open(&r->chan[i], r->domain, name, &o);
		if (rc)
			return kb_cannot("cannot open a channel", rc);
	}
	return 0;
}

void kb_channels_close(struct kb_round *r)
{
	for (unsigned i = 0; i < r->channels; i++)
		kc_chan_close(r->chan[i]);
}

void kb_channels_free(struct kb_round *r)
{
	for (unsigned i = 0; i < r->channels; i++)
		if (r->chan[i])
			kc_chan_free(r->chan[i]);
}

static int open_receiver(struct kb_round *r, struct kb_receiver *v)
{
	char label[32];
	snprintf(label, sizeof(label), "receiver %u", v->index);
	for (unsigned i = 0; i < r->channels; i++) {
		int rc = kc_rx_open(&v->end[i], r->chan[i]);
		if (rc)
			return kb_cannot("cannot open a receiver", rc);
		kc_rx_set_name(v->end[i], label);
	}
	v->rx = v->end[0];
	return 0;
}

int kb_endpoints_open(struct kb_round *r)
{
	char label[32];
	int rc = 0;
	for (unsigned i = 0; i < r->streams; i++) {
		rc = kc_tx_open(&r->stream[i].tx, r->chan[kb_stream_channel(r, i)]);
		if (rc)
			return kb_cannot("cannot open a sender", rc);
		snprintf(label, sizeof(label), "sender %u", i % r->cfg->senders);
		kc_tx_set_name(r->stream[i].tx, label);
	}
	for (unsigned i = 0; i < r->cfg->receivers && !rc; i++)
		rc = open_receiver(r, &r->receiver[i]);
	return rc;
}

static void close_receiver(struct kb_round *r, struct kb_receiver *v)
{
	for (unsigned i = 0; v->end && i < r->channels; i++) {
		if (v->end[i])
			kc_rx_close(v->end[i]);
		v->end[i] = NULL;
	}
}

void kb_endpoints_close(struct kb_round *r)
{
	for (unsigned i = 0; r->stream && i < r->streams; i++) {
		if (r->stream[i].tx)
			kc_tx_close(r->stream[i].tx);
		r->stream[i].tx = NULL;
	}
	for (unsigned i = 0; r->receiver && i < r->cfg->receivers; i++)
		close_receiver(r, &r->receiver[i]);
}

uint64_t kb_channels_dropped(const struct kb_round *r)
{
	uint64_t dropped = 0;
	for (unsigned i = 0; i < r->channels; i++) {
		kc_chan_stats s = KC_CHAN_STATS();
		if (kc_chan_snapshot(r->chan[i], &s) == 0)
			dropped += s.dropped_newest + s.dropped_oldest;
	}
	return dropped;
}
