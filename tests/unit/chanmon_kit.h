/* chanmon_kit.h - snapshots built by hand, as the reader would give them, and samples made of them. */
#ifndef KC_TESTS_CHANMON_KIT_H
#define KC_TESTS_CHANMON_KIT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/picture.h"

enum { KIT_CHANNELS = 8, KIT_ENDPOINTS = 16 };
#define KIT_SECOND UINT64_C(1000000000)

struct kit {
	struct ki_snapshot snap;
	struct ki_channel channel[KIT_CHANNELS];
	struct ki_endpoint endpoint[KIT_ENDPOINTS];
	uint32_t endpoint_of[KIT_ENDPOINTS];
	struct ki_hist residence[KIT_CHANNELS];
};

/* Each test is a process of its own and makes only a few. */
static inline struct kit *kit_next(void)
{
	static struct kit pool[64];
	static size_t used;
	cr_assert_lt(used, sizeof(pool) / sizeof(pool[0]));
	return &pool[used++];
}

static inline struct kit *kit_new(uint64_t at_ns)
{
	struct kit *k = kit_next();
	k->snap.at_ns = at_ns;
	k->snap.channel = k->channel;
	k->snap.endpoint = k->endpoint;
	k->snap.endpoint_of = k->endpoint_of;
	return k;
}

/* The same a second later, or as much as the test says. */
static inline struct kit *kit_later(const struct kit *from, uint64_t ns)
{
	struct kit *k = kit_next();
	*k = *from;
	k->snap.at_ns += ns;
	for (size_t i = 0; i < k->snap.channel_count; i++)
		k->channel[i].residence = &k->residence[i];
	k->snap.channel = k->channel;
	k->snap.endpoint = k->endpoint;
	k->snap.endpoint_of = k->endpoint_of;
	return k;
}

static inline struct ki_channel *kit_channel(struct kit *k, const char *name, uint64_t depth)
{
	uint32_t i = (uint32_t)k->snap.channel_count++;
	struct ki_channel *c = &k->channel[i];
	cr_assert_lt(i, KIT_CHANNELS);
	c->index = i;
	c->gen = 1;
	snprintf(c->name, sizeof(c->name), "%s", name);
	c->topology = KC_SEG_TOPOLOGY_MAX;
	c->elem_bytes = 8;
	c->capacity = 1024;
	c->lanes = 1;
	c->depth = depth;
	c->sent = 1000 + depth;
	c->received = 1000;
	c->senders = c->receivers = 1;
	c->residence = &k->residence[i];
	c->block[0] = c->block[1] = &ki_hist_none;
	return c;
}

/* Endpoints of a channel follow each other: call it right after the channel was made. */
static inline struct ki_endpoint *kit_endpoint(struct kit *k, enum kc_seg_side side, uint32_t tid)
{
	uint32_t i = (uint32_t)k->snap.endpoint_count++;
	struct ki_channel *c = &k->channel[k->snap.channel_count - 1];
	cr_assert_lt(i, KIT_ENDPOINTS);
	if (!c->endpoint_count++)
		c->endpoint_first = i;
	k->endpoint_of[i] = i;
	k->endpoint[i] = (struct ki_endpoint){ .index = i,
		.gen = 1,
		.channel = c->index,
		.side = side,
		.open = true,
		.tid = tid,
		.thread_alive = true,
		.thread_state = 'S' };
	return &k->endpoint[i];
}

/* How many elements went through in between. */
static inline void kit_move(struct ki_channel *c, uint64_t sent, uint64_t received)
{
	c->sent += sent;
	c->received += received;
	c->depth = c->sent - c->received;
}

/* What the reader derives: tests write depths and waits. */
static inline void kit_settle(struct kit *k)
{
	for (size_t i = 0; i < k->snap.channel_count; i++) {
		struct ki_channel *c = &k->channel[i];
		c->fullest = c->lanes > 1 ? c->fullest : c->depth;
		for (int side = 0; side < 2; side++)
			if (!c->selecting[side])
				c->longest_alone_ns[side] = c->longest_wait_ns[side];
	}
}

static inline struct cm_picture kit_picture(
	const char *name, uint64_t run, const struct kit *before, struct kit *now)
{
	if (now)
		kit_settle(now);
	return (struct cm_picture){ .name = name,
		.path = "/dev/shm/kc-1000/test.kcs",
		.exe = "/bin/test",
		.reason = "a reason",
		.pid = (uint32_t)(100 + run),
		.instance = run,
		.run = run,
		.liveness = KI_ALIVE,
		.now = now ? &now->snap : NULL,
		.before = before ? &before->snap : NULL,
		.before_hists = before ? &before->snap : NULL,
		.now_has_hists = true,
		.all_channels = true };
}

/* A sample of one domain. */
static inline struct cm_sample *kit_sample(const char *name, uint64_t run, const struct kit *before,
	struct kit *now, const struct cm_sample *previous)
{
	struct cm_sample *s = cm_sample_new(now->snap.at_ns, now->snap.at_ns);
	struct cm_picture p = kit_picture(name, run, before, now);
	cm_sample_add(s, &p, previous);
	return s;
}

static inline const struct cm_row *kit_row(const struct cm_sample *s, const char *name)
{
	for (size_t i = 0; i < s->row_count; i++)
		if (!strcmp(s->row[i].id->name, name))
			return &s->row[i];
	return NULL;
}

#endif
