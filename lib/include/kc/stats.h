/* stats.h - introspection from inside: what the tools show, for the program itself.
 *
 * Any thread, while others send, receive, open and close; the channel must not be freed meanwhile
 * (kc_chan_find keeps it). Nothing here is taken by senders and receivers. Not for signal handlers.
 * Common errors: -EINVAL, -EOWNERDEAD. */
#ifndef KC_STATS_H
#define KC_STATS_H

#include <stdio.h>
#include <kc/types.h>

KC_BEGIN_DECLS

/* Counts are since the channel was opened and include closed endpoints; times are nanoseconds. */
typedef struct kc_chan_stats {
	size_t size;    /* sizeof(kc_chan_stats), set by the caller; KC_CHAN_STATS() does */
	uint64_t at_ns; /* CLOCK_MONOTONIC */
	uint64_t sent, received;
	uint64_t depth; /* sent, neither received nor dropped since; exact when the channel stands still */
	/* MPSC: of all lanes, those that closed senders left for the next ones included. KC_UNLIMITED: elements that
	 * limit_bytes allows, 0 no limit. */
	uint64_t capacity;
	uint64_t bytes_sent, bytes_received; /* of elements; of payloads with tickets and bytes */
	/* Given up: brought to a full channel and not sent; sent and then taken out to make room for newer ones
	 * (KC_DROP_OLDEST, KC_CONFLATED); and handed to on_undelivered, which kc_chan_free does at the end. */
	uint64_t dropped_newest, dropped_oldest, undelivered;
	uint64_t refused;       /* tries to send that found no room */
	uint64_t timed_out;     /* sends and receives whose bound passed */
	uint64_t cancelled;     /* sends and receives that a token ended */
	uint64_t closed_errors; /* sends and receives answered -EPIPE */
	/* Sleeps that have ended, and the time asleep: that of present sleepers included. */
	uint64_t blocked_sends, blocked_recvs, blocked_send_ns, blocked_recv_ns;
	uint64_t wakes; /* system calls that woke somebody */
	/* Time from send to receive, of a sample of the messages; 0 with KC_NO_STATS. The quantiles are
	 * upper bounds, at most 6.25 % above. */
	uint64_t residence_count, residence_p50_ns, residence_p99_ns, residence_max_ns;
	uint64_t oldest_ns; /* how long the oldest element waits, at least; 0: empty or not known */
	uint32_t senders, receivers;               /* open endpoints */
	uint32_t senders_asleep, receivers_asleep; /* for room; for an element */
	uint64_t channel; /* which one: no two channels of a process have the same */
} kc_chan_stats;
#define KC_CHAN_STATS(...) { .size = sizeof(kc_chan_stats), __VA_ARGS__ }

/* Between two snapshots, a second. */
typedef struct kc_chan_rates {
	size_t size; /* sizeof(kc_chan_rates), set by the caller; KC_CHAN_RATES() does */
	double sent_per_s, received_per_s;
	double bytes_per_s; /* sent */
	double refused_per_s, dropped_per_s;
	double growth_per_s; /* of depth; negative: it drains */
} kc_chan_rates;
#define KC_CHAN_RATES(...) { .size = sizeof(kc_chan_rates), __VA_ARGS__ }

/* Cost: no allocation and no system call but waiting for a kc_*_open, _close or _free of this domain that is
 * under way (and they for it); about a microsecond and a third of one more for each open receiver, whose
 * histogram is added up; 10 KiB of stack. Senders and receivers get back the cache lines that were looked at.
 * -EINVAL: NULL, or out->size is less than the struct's. */
int kc_chan_snapshot(const kc_chan *c, kc_chan_stats *out);

/* -EINVAL: NULL, a size that is less than its struct's, snapshots of two channels, or no time between them.
 * Pure: any thread, no lock. */
int kc_chan_rate(const kc_chan_stats *prev, const kc_chan_stats *cur, kc_chan_rates *out);

/* Writes kcdump's text about the domain's arena: whose it is, how it is filled, the page chains of the size
 * classes, and each live ticket with state, channel, references, bytes, holder, age and the line that
 * allocated it (as offset in the executable). Flushed, without colours; non-ASCII names as the program's
 * locale takes them. What changes meanwhile is shown as before or after; a ticket that kept changing is
 * marked torn.
 * Cost: what kcdump costs: it reads the segment's file and /proc, allocates a few MiB for as long as it
 * takes and about 40 KiB of stack; threads that use tickets take no notice. No lock but out's.
 * -EINVAL: NULL; -EIO: out did not take it, or the segment cannot be read; -ENOENT: somebody removed the
 * segment; -EACCES; -ENOMEM; kc_last_reason() has the sentence. Any thread. */
int kc_arena_dump(const kc_domain *d, FILE *out);

KC_END_DECLS
#endif
