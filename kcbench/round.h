/* round.h - one repeat: a channel or several, their senders and receivers, and what came of it.
 *
 * The main thread opens endpoints and starts threads; each thread owns its endpoint, its buffers and
 * its struct until it is joined. What others read while it runs (stop, sent, received, failed) stands on
 * lines of its own and goes through base/atomic.h. */
#ifndef KCBENCH_ROUND_H
#define KCBENCH_ROUND_H

#include <pthread.h>

#include "check.h"
#include "config.h"
#include "gate.h"
#include "progress.h"
#include "readback.h"
#include "result.h"
#include "selector.h"
#include "split.h"
#include "tracer.h"
#include "watch.h"

struct kb_round;

/* What a sender of pointers sends: the receiver gives the buffer back through `busy`. */
struct kb_node {
	uint32_t busy;
	uint32_t reserved;
	unsigned char payload[]; /* shape.size bytes */
};

/* What one sender sends to one channel, numbered from 0: the unit that is checked. There are as many as there
 * are senders or channels, whichever are more, and number i goes from sender i mod senders to channel i mod
 * channels: each sender has a channel, and each channel a sender. Without --select: one a sender. */
struct kb_stream {
	_Alignas(KC_LINE) kc_tx *tx;
	uint64_t sent;          /* by its sender; exact once joined */
	struct kb_stamp *stamp; /* round.stamp_mask + 1, when its messages are traced; else NULL */
};

struct kb_sender {
	struct kb_round *round;
	unsigned index;
	unsigned stream; /* whose turn it is, and */
	kc_tx *tx;       /* its endpoint */
	pthread_t thread;
	uint64_t limit;      /* numbers to send; UINT64_MAX: until stopped */
	unsigned char *buf;  /* batch messages, kc_ptr or kc_ticket */
	unsigned char *pool; /* kb_node, node_count of node_bytes */
	size_t node_count, node_bytes, node_next;
	uint64_t start_ns;
	int error;
	const char *error_call;
	_Alignas(KC_LINE) uint64_t sent; /* relaxed, by its thread; exact once joined */
};

struct kb_receiver {
	struct kb_round *round;
	unsigned index;
	kc_rx *rx;   /* of the first channel: without select the only one */
	kc_rx **end; /* of each channel */
	struct kb_selector selector;
	pthread_t thread;
	struct kb_check check;
	struct kb_splitter splitter; /* last: NULL unless it is traced */
	unsigned char *buf;
	uint64_t sum; /* of what was read, so that reading cannot be left out */
	uint64_t end_ns;
	int error;
	const char *error_call;
	_Alignas(KC_LINE) uint64_t received;
};

struct kb_round {
	const struct kb_config *cfg;
	struct kb_shape shape;
	kc_domain *domain;
	kc_chan *chan[KC_SELECT_MAX];
	unsigned channels;
	struct kb_watch *watch;
	struct kb_ledger ledger;
	struct kb_sender *sender;
	struct kb_receiver *receiver;
	struct kb_stream *stream;
	unsigned streams;
	uint64_t *sent_by; /* one a stream, once joined */
	unsigned senders_running;
	struct kb_gate gate;
	uint64_t total;              /* messages to send, 0: until stopped */
	struct kb_service_base base; /* residence at the end of the warm-up */
	struct kb_tracer *tracer;
	bool traced;
	uint64_t stamp_mask;
	uint64_t measured_from_ns; /* relaxed; UINT64_MAX during the warm-up */
	_Alignas(KC_LINE) uint32_t stop;
	uint32_t failed;
};

/* Messages between two looks at `stop` and two stores of the counters. */
KC_ALWAYS_INLINE uint64_t kb_stride(const struct kb_config *c)
{
	uint64_t few = c->size <= 256 ? 64 : 1;
	return c->batch > few ? c->batch : few;
}

KC_ALWAYS_INLINE unsigned kb_stream_channel(const struct kb_round *r, unsigned stream)
{
	return stream % r->channels;
}

/* Those with its index, and every further one that is as many on as there are senders. */
static inline unsigned kb_sender_streams(const struct kb_sender *s)
{
	return (s->round->streams - s->index - 1) / s->round->cfg->senders + 1;
}

/* stamps.c: the tables of a traced run's stamps; -ENOMEM. Freed by discard. */
int kb_stamps_open(struct kb_round *r);
void kb_stamps_close(struct kb_round *r);

/* Bytes of one element as kc_send_n takes it. */
size_t kb_elem_bytes(const struct kb_config *c);

/* channels.c: the channels, then their endpoints once there are senders and receivers. 0, or an exit code after a
 * sentence; what was opened is closed by the others. Close: any thread, as often as it likes. */
int kb_channels_open(struct kb_round *r);
void kb_channels_close(struct kb_round *r);
void kb_channels_free(struct kb_round *r);
int kb_endpoints_open(struct kb_round *r);
void kb_endpoints_close(struct kb_round *r);
/* What they count as given up. */
uint64_t kb_channels_dropped(const struct kb_round *r);

/* sender.c and receiver.c: buffers, and the threads' functions. */
int kb_sender_prepare(struct kb_sender *s);
void kb_sender_discard(struct kb_sender *s);
void *kb_sender_main(void *sender);
int kb_receiver_prepare(struct kb_receiver *r);
void kb_receiver_discard(struct kb_receiver *r);
void *kb_receiver_main(void *receiver);

/* A thread's call failed: remembered, the channels closed so that nobody waits for ever, main woken. */
void kb_round_fail(struct kb_round *r);

/* Runs repeat n of the configuration in domain d. 0, or an exit code after a sentence; the repeat
 * then says nothing. An interrupt makes it partial. */
int kb_round_run(struct kb_repeat *out, const struct kb_config *cfg, kc_domain *d,
	struct kb_watch *watch, struct kb_tracer *tracer, struct kb_progress *progress, unsigned n);

#endif
