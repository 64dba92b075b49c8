/* ticket_life.c - what a ticket costs the arena: new, write, queue | take, check, release on two CPUs,
 * beside malloc, pointer, free over the same ring.
 * usage: ticket_life [ROUNDS [TICKETS]]
 *
 * Variants take turns within a round; the table has the median of each and of its ratio to malloc
 * within the round. Everything that is written is checked by the receiver. */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <kc/domain.h>

#include "arena/ticket.h"
#include "base/error.h"

enum {
	RING = 4096,
	ENTRY_AHEAD = 16,
	PAYLOAD_AHEAD = 8,
	MISS_PAUSES = 64,
	ROUNDS_MAX = 99,
	PAYLOAD_WORDS = 32
};

/* One sender, one receiver: cursors on lines of their own, each side keeps a copy of the other's. */
struct handover {
	_Alignas(128) uint64_t sent;
	_Alignas(128) uint64_t received;
	_Alignas(128) uint64_t slot[RING];
};
static struct handover ring;

enum variant { MALLOC, MALLOC_PREFETCH, TICKET, TICKET_NO_STATS, TICKET_NO_PREFETCH, VARIANTS };
static const char *const names[VARIANTS] = { "malloc + pointer + free", "  with prefetch", "ticket",
	"  without stats", "  without prefetch on receive" };

static struct kc_segment seg[2];
static struct kc_arena arena[2];
static uint64_t count = 2000000;
static uint32_t words;
static enum variant current;
static uint32_t at_gate, gate_open;

static void die(const char *what)
{
	fprintf(stderr, "ticket_life: %s\n", what);
	exit(1);
}

static void pin(unsigned cpu)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof set, &set))
		die("cannot pin a thread: two CPUs are needed");
}

static void pauses(int n)
{
	while (n--)
		kc_pause();
}

KC_ALWAYS_INLINE void write_payload(void *data, uint64_t seq)
{
	uint64_t *p = data;
	for (uint32_t i = 0; i < words; i++)
		p[i] = seq + i;
}

KC_ALWAYS_INLINE uint64_t check_payload(const void *data, uint64_t seq)
{
	const uint64_t *p = data;
	uint64_t wrong = 0;
	for (uint32_t i = 0; i < words; i++)
		wrong |= p[i] ^ (seq + i);
	return wrong;
}

/* As in a program, the calls are calls: a handle in registers is no benchmark. */
KC_NOINLINE static int call_new(struct kc_arena *a, uint64_t len, uint64_t *handle, void **data)
{
	return kc_ticket_alloc(a, len, __builtin_return_address(0), handle, data);
}
KC_NOINLINE static int call_queue(struct kc_arena *a, uint64_t handle)
{
	return kc_ticket_queue(a, handle, KC_HOLDER_ENDPOINT | 1, 3);
}
KC_NOINLINE static int call_take(struct kc_arena *a, uint64_t handle)
{
	return kc_ticket_take(a, handle, KC_HOLDER_ENDPOINT | 2);
}
KC_NOINLINE static int call_find(struct kc_arena *a, uint64_t handle, void **data)
{
	return kc_ticket_find(a, handle, data, NULL);
}
KC_NOINLINE static int call_release(struct kc_arena *a, uint64_t handle)
{
	return kc_ticket_unref(a, handle);
}

static struct kc_arena *arena_of(enum variant v)
{
	return v == TICKET_NO_STATS ? &arena[1] : &arena[0];
}

static uint64_t make(enum variant v, struct kc_arena *a, uint64_t seq)
{
	void *data;
	uint64_t h;
	if (v == MALLOC || v == MALLOC_PREFETCH) {
		data = malloc(PAYLOAD_WORDS * sizeof(uint64_t));
		if (!data)
			die("out of memory");
		write_payload(data, seq);
		return (uint64_t)(uintptr_t)data;
	}
	if (call_new(a, PAYLOAD_WORDS * sizeof(uint64_t), &h, &data) < 0)
		die("no ticket");
	write_payload(data, seq);
	if (call_queue(a, h) < 0)
		die("cannot queue");
	return h;
}

static void *sender(void *arg)
{
	uint64_t sent = 0, seen = 0;
	struct kc_arena *a = arena_of(current);
	pin(0);
	kc_fetch_add(&at_gate, 1);
	while (!kc_load_acquire(&gate_open))
		sched_yield();
	for (uint64_t i = 0; i < count; i++) {
		uint64_t elem = make(current, a, i);
		for (int n = MISS_PAUSES; sent - seen >= RING; n = 1) {
			seen = kc_load_acquire(&ring.received);
			if (sent - seen >= RING)
				pauses(n);
		}
		ring.slot[sent % RING] = elem;
		kc_store_release(&ring.sent, ++sent);
	}
	return arg;
}

static void prefetch(enum variant v, struct kc_arena *a, uint64_t at, uint64_t end)
{
	if (v == TICKET_NO_PREFETCH || v == MALLOC)
		return;
	if (v != MALLOC_PREFETCH && end - at > ENTRY_AHEAD)
		kc_ticket_prefetch_entry(a, ring.slot[(at + ENTRY_AHEAD) % RING]);
	if (end - at <= PAYLOAD_AHEAD)
		return;
	uint64_t elem = ring.slot[(at + PAYLOAD_AHEAD) % RING];
	if (v != MALLOC_PREFETCH) {
		kc_ticket_prefetch_payload(a, elem, false);
		return;
	}
	for (int i = 0; i < 4; i++)
		__builtin_prefetch((char *)(uintptr_t)elem + 64 * i, 1, 3);
}

static uint64_t finish(enum variant v, struct kc_arena *a, uint64_t elem, uint64_t seq)
{
	void *data;
	if (v == MALLOC || v == MALLOC_PREFETCH) {
		data = (void *)(uintptr_t)elem;
		uint64_t wrong = check_payload(data, seq);
		free(data);
		return wrong;
	}
	if (call_take(a, elem) < 0 || call_find(a, elem, &data) < 0)
		die("cannot take");
	uint64_t wrong = check_payload(data, seq);
	if (call_release(a, elem) < 0)
		die("cannot release");
	return wrong;
}

static void *receiver(void *arg)
{
	uint64_t received = 0, seen = 0, wrong = 0;
	struct kc_arena *a = arena_of(current);
	pin(1);
	kc_fetch_add(&at_gate, 1);
	while (!kc_load_acquire(&gate_open))
		sched_yield();
	for (uint64_t i = 0; i < count; i++) {
		if (received == seen)
			kc_store_release(&ring.received, received);
		for (int n = MISS_PAUSES; received == seen; n = 1) {
			seen = kc_load_acquire(&ring.sent);
			if (received == seen)
				pauses(n);
		}
		prefetch(current, a, received, seen);
		wrong |= finish(current, a, ring.slot[received % RING], i);
		if (++received % 64 == 0)
			kc_store_release(&ring.received, received);
	}
	if (wrong)
		die("a payload was not the one that was sent");
	return arg;
}

/* Millions a second. */
static double run(enum variant v)
{
	pthread_t s, r;
	current = v;
	ring.sent = ring.received = 0;
	at_gate = gate_open = 0;
	if (pthread_create(&s, NULL, sender, NULL) || pthread_create(&r, NULL, receiver, NULL))
		die("cannot start threads");
	while (kc_load_acquire(&at_gate) != 2)
		usleep(50);
	uint64_t start = kc_mono_ns();
	kc_store_release(&gate_open, 1);
	pthread_join(s, NULL);
	pthread_join(r, NULL);
	return (double)count * 1e3 / (double)(kc_mono_ns() - start);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void report(double (*rate)[ROUNDS_MAX], int rounds)
{
	for (int v = 0; v < VARIANTS; v++) {
		double ratio[ROUNDS_MAX], sorted[ROUNDS_MAX];
		for (int r = 0; r < rounds; r++) {
			sorted[r] = rate[v][r];
			ratio[r] = rate[v][r] / rate[MALLOC][r];
		}
		qsort(sorted, (size_t)rounds, sizeof(double), compare);
		qsort(ratio, (size_t)rounds, sizeof(double), compare);
		printf("%4u B  %-30s %7.2f M/s (%.2f ... %.2f)  x %.2f (%.2f ... %.2f)\n",
			words * 8, names[v], sorted[rounds / 2], sorted[0], sorted[rounds - 1],
			ratio[rounds / 2], ratio[0], ratio[rounds - 1]);
	}
}

static void open_arena(int i, uint32_t flags)
{
	struct kc_segment_opts o = {
		.name = "ticket_life",
		.arena_bytes = UINT64_C(64) << 20,
		.channels_max = 16,
		.endpoints_max = 64,
		.tickets_max = 1 << 20,
		.flags = flags,
		.brand = (uint32_t)i + 1,
	};
	if (kc_segment_create(&seg[i], &o) < 0 ||
		kc_arena_open(&arena[i], &seg[i], o.arena_bytes, NULL) < 0)
		die(kc_reason());
}

int main(int argc, char **argv)
{
	static const uint32_t touched[] = { PAYLOAD_WORDS, 1 };
	static double rate[VARIANTS][ROUNDS_MAX];
	int rounds = argc > 1 ? atoi(argv[1]) : 7;
	if (argc > 2)
		count = strtoull(argv[2], NULL, 10);
	if (rounds < 1 || rounds > ROUNDS_MAX || count == 0)
		die("usage: ticket_life [ROUNDS [TICKETS]]");
	open_arena(0, 0);
	open_arena(1, KC_NO_STATS);
	for (size_t t = 0; t < KC_ARRAY_LEN(touched); t++) {
		words = touched[t];
		for (int r = 0; r < rounds; r++) {
			for (int v = 0; v < VARIANTS; v++) {
				int turn = (v + r) % VARIANTS;
				rate[turn][r] = run((enum variant)turn);
			}
		}
		report(rate, rounds);
	}
	for (int i = 0; i < 2; i++)
		kc_segment_close(&seg[i], kc_arena_close(&arena[i]));
	return 0;
}
