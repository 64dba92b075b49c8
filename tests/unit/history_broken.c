/* The checker of histories finds out channels that are broken: toys of each kind, whose calls are taken apart into
 * steps and interleaved at random, the same for the same seed. As they should be they pass under every seed; each
 * break is found under some of them, and called by its name (it may have other symptoms, too). */
#include "support/harness.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/history.h"
#include "support/storm.h"

enum {
	SLOTS = 4,
	SENDERS = 2,
	RECEIVERS = 2,
	HANDS = SENDERS + RECEIVERS,
	CALLS = 40,
	SEEDS = 500,
	STEPS_MAX = 6000
};

enum broken {
	NOT_BROKEN,
	SEND_CLAIMS_BY_STORE,    /* two senders in one slot */
	RECEIVE_CLAIMS_BY_STORE, /* two receivers at one slot */
	PUBLISHES_FIRST,         /* the position before the element */
	RECYCLES_FIRST,          /* the slot is free before it was read */
	NEVER_FULL,              /* the sender does not look */
	SWAPS_A_PAIR,
	SENDS_AHEAD,  /* the next call's element goes out with this one */
	CACHED_EMPTY, /* answers from what it saw in its last call */
	FULL_BY_ONE,
	CLOSED_IS_DRAINED, /* the end of the stream without a look at what is left */
	SENDS_AFTER_CLOSE,
	BOX_LAGS,          /* a value reaches the mailbox with the next one */
	BOX_COPIED,        /* look at the value, then empty the box */
	BOX_FORGETS,       /* close empties it */
	LEAVES_AT_ONCE,    /* a hand-over whose sender does not wait for the hand */
	WITHDRAWS_BLINDLY, /* a sender gives up without looking whether it was met */
};

struct toy {
	enum broken broken;
	uint64_t seq[SLOTS], slot[SLOTS];
	uint64_t head, tail;
	uint64_t box, lagging, met; /* elements; 0: none */
	uint64_t replaced;
	bool closed;
};

/* A thread in the middle of a call: where it goes on, and what it remembers. */
struct hand {
	struct history_log *log;
	unsigned endpoint;
	int line; /* 0: at the beginning */
	bool busy, ended;
	unsigned calls;
	enum history_how how;
	int patience, result;
	uint64_t element, pos, seen_tail;
	bool ahead; /* this call's element is out already */
};

/* Lets the others go on; the next step continues behind it. */
#define STEP                        \
	do {                        \
		h->line = __LINE__; \
		return false;       \
	case __LINE__:;             \
	} while (0)
/* The call is over. */
#define ANSWER(rc)                \
	do {                      \
		h->result = (rc); \
		return true;      \
	} while (0)

/* A call that cannot go on: whether it tries again. */
static bool again(struct hand *h)
{
	if (h->how == HISTORY_WAIT)
		return true;
	return h->how == HISTORY_TIMED && --h->patience > 0;
}

static int gave_up(const struct hand *h)
{
	return h->how == HISTORY_TIMED ? -ETIMEDOUT : -EAGAIN;
}

/* --- D. Vyukov's bounded queue --------------------------------------------------------------- */

static bool has_room(const struct toy *t, uint64_t pos)
{
	if (t->broken == NEVER_FULL)
		return true;
	if (t->broken == FULL_BY_ONE && pos - t->head >= SLOTS - 1)
		return false;
	return t->seq[pos % SLOTS] == pos;
}

static bool ring_send(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		if (h->ahead) {
			h->ahead = false;
			ANSWER(0);
		}
		for (;;) {
			h->pos = t->tail;
			STEP;
			if (t->closed && t->broken != SENDS_AFTER_CLOSE)
				ANSWER(-EPIPE);
			if (has_room(t, h->pos)) {
				STEP;
				if (t->closed && t->broken != SENDS_AFTER_CLOSE)
					ANSWER(-EPIPE);
				if (t->tail != h->pos && t->broken != SEND_CLAIMS_BY_STORE)
					continue;
				t->tail = h->pos + 1;
				break;
			}
			if (t->tail == h->pos && !again(h))
				ANSWER(gave_up(h));
		}
		STEP;
		if (t->broken == PUBLISHES_FIRST) {
			t->seq[h->pos % SLOTS] = h->pos + 1;
			STEP;
		}
		t->slot[h->pos % SLOTS] = h->element;
		STEP;
		t->seq[h->pos % SLOTS] = h->pos + 1;
		if (t->broken == SENDS_AHEAD && has_room(t, t->tail)) {
			h->ahead = true;
			t->slot[t->tail % SLOTS] = h->element + 1;
			t->seq[t->tail % SLOTS] = t->tail + 1;
			t->tail++;
		}
		ANSWER(0);
	default:
		abort();
	}
}

static bool ring_recv(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		if (t->broken == CACHED_EMPTY && h->how == HISTORY_TRY && h->seen_tail == t->head) {
			h->seen_tail = t->tail;
			STEP;
			ANSWER(-EAGAIN);
		}
		for (;;) {
			h->pos = t->head;
			STEP;
			if (t->closed && (t->broken == CLOSED_IS_DRAINED || t->head == t->tail))
				ANSWER(-EPIPE);
			if (t->seq[h->pos % SLOTS] == h->pos + 1) {
				STEP;
				if (t->head != h->pos && t->broken != RECEIVE_CLAIMS_BY_STORE)
					continue;
				t->head = h->pos + 1;
				break;
			}
			if (t->head == h->pos && !again(h))
				ANSWER(gave_up(h));
		}
		if (t->broken == SWAPS_A_PAIR && t->seq[(h->pos + 1) % SLOTS] == h->pos + 2) {
			uint64_t e = t->slot[h->pos % SLOTS];
			t->slot[h->pos % SLOTS] = t->slot[(h->pos + 1) % SLOTS];
			t->slot[(h->pos + 1) % SLOTS] = e;
		}
		STEP;
		if (t->broken == RECYCLES_FIRST) {
			t->seq[h->pos % SLOTS] = h->pos + SLOTS;
			STEP;
		}
		h->element = t->slot[h->pos % SLOTS];
		STEP;
		t->seq[h->pos % SLOTS] = h->pos + SLOTS;
		h->seen_tail = t->tail;
		ANSWER(0);
	default:
		abort();
	}
}

static void ring_close(struct toy *t)
{
	t->closed = true;
}

/* --- a mailbox ------------------------------------------------------------------------------- */

static void put_into_box(struct toy *t, uint64_t element)
{
	t->replaced += t->box != 0;
	t->box = element;
}

static bool box_send(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		STEP;
		if (t->closed)
			ANSWER(-EPIPE);
		if (t->broken != BOX_LAGS) {
			put_into_box(t, h->element);
		} else {
			if (t->lagging)
				put_into_box(t, t->lagging);
			t->lagging = h->element;
		}
		STEP;
		ANSWER(0);
	default:
		abort();
	}
}

static bool box_recv(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		for (;;) {
			STEP;
			if (t->box) {
				h->element = t->box;
				if (t->broken == BOX_COPIED)
					STEP;
				t->box = 0;
				STEP;
				ANSWER(0);
			}
			if (t->closed)
				ANSWER(-EPIPE);
			if (!again(h))
				ANSWER(gave_up(h));
		}
	default:
		abort();
	}
}

static void box_close(struct toy *t)
{
	if (t->lagging)
		put_into_box(t, t->lagging);
	t->closed = true;
	if (t->broken == BOX_FORGETS && t->box) {
		t->box = 0;
		t->replaced++;
	}
}

/* --- hand to hand ---------------------------------------------------------------------------- */

static bool hand_send(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		for (;;) { /* for the place where one can be met */
			STEP;
			if (t->closed)
				ANSWER(-EPIPE);
			if (t->box == 0)
				break;
			if (!again(h))
				ANSWER(gave_up(h));
		}
		t->box = h->element;
		STEP;
		if (t->broken == LEAVES_AT_ONCE)
			ANSWER(0);
		for (;;) {
			STEP;
			if (t->met == h->element && t->broken != WITHDRAWS_BLINDLY)
				break;
			if (t->closed || !again(h)) {
				if (t->box == h->element)
					t->box = 0;
				if (t->met == h->element)
					t->met = 0;
				ANSWER(t->closed ? -EPIPE : gave_up(h));
			}
			if (t->met == h->element)
				break;
		}
		t->met = 0;
		ANSWER(0);
	default:
		abort();
	}
}

static bool hand_recv(struct toy *t, struct hand *h)
{
	switch (h->line) {
	case 0:
		for (;;) {
			STEP;
			if (t->closed)
				ANSWER(-EPIPE);
			/* Who was met last must have seen it before the next one is. */
			if (t->box && (t->met == 0 || t->broken == LEAVES_AT_ONCE)) {
				h->element = t->met = t->box;
				t->box = 0;
				STEP;
				ANSWER(0);
			}
			if (!again(h))
				ANSWER(gave_up(h));
		}
	default:
		abort();
	}
}

static void hand_close(struct toy *t)
{
	t->closed = true;
}

/* --- a run ----------------------------------------------------------------------------------- */

struct kind {
	struct history_promise p;
	bool (*send)(struct toy *t, struct hand *h);
	bool (*recv)(struct toy *t, struct hand *h);
	void (*close)(struct toy *t);
	bool single; /* one sender, one receiver */
};

static const struct kind ring = { .p = { HISTORY_FIFO, HISTORY_DRAINED | HISTORY_HOLES, SLOTS, 0 },
	.send = ring_send,
	.recv = ring_recv,
	.close = ring_close };
/* Alone on a side nobody is held up by another: no answer is excused. */
static const struct kind single = { .p = { HISTORY_FIFO, HISTORY_DRAINED, SLOTS, 0 },
	.send = ring_send,
	.recv = ring_recv,
	.close = ring_close,
	.single = true };
static const struct kind mailbox = { .p = { HISTORY_MAILBOX, HISTORY_DRAINED, 0, 0 },
	.send = box_send,
	.recv = box_recv,
	.close = box_close };
static const struct kind hand_over = { .p = { HISTORY_HAND_OVER, HISTORY_DRAINED, 0, 0 },
	.send = hand_send,
	.recv = hand_recv,
	.close = hand_close };

static void step(const struct kind *k, struct toy *t, struct hand *h, uint32_t *seed)
{
	bool sends = h->endpoint < SENDERS && h->log->thread < SENDERS;
	if (!h->busy) {
		h->busy = true;
		h->line = 0;
		h->how = next_random(seed) % 3;
		h->patience = (int)(next_random(seed) % 8);
		h->result = 0;
		h->element = sends ? (uint64_t)(h->endpoint + 1) << 32 | ++h->calls : 0;
		history_invoke(h->log);
	} else if (sends ? k->send(t, h) : k->recv(t, h)) {
		h->busy = false;
		h->ended = h->result == -EPIPE || (sends && h->calls >= CALLS);
		history_respond(h->log, sends ? HISTORY_SEND : HISTORY_RECEIVE, h->how, h->endpoint,
			h->result, h->element);
	}
}

/* A lone sender is closed between its calls: a claim from before would be a hole. */
static bool may_close(const struct kind *k, const struct hand *hands)
{
	return hands[0].calls >= CALLS / 2 && !(k->single && hands[0].busy);
}

/* Senders at work till one of them has had half its calls, then the end comes. */
static enum history_fault run(
	const struct kind *k, enum broken broken, uint32_t seed, char *why, size_t why_bytes)
{
	struct history recorded;
	struct toy t = { .broken = broken };
	struct hand hands[HANDS];
	struct history_promise p = k->p;
	history_open(&recorded, HANDS + 1, STEPS_MAX / 2);
	for (unsigned i = 0; i < SLOTS; i++)
		t.seq[i] = i;
	memset(hands, 0, sizeof hands);
	for (unsigned i = 0; i < HANDS; i++) {
		hands[i].log = &recorded.logs[i];
		hands[i].endpoint = i < SENDERS ? i : i - SENDERS;
		hands[i].seen_tail = ~UINT64_C(0);
		hands[i].ended = k->single && hands[i].endpoint > 0;
	}
	/* What is broken may wait for ever: then what it did until now must do. */
	for (unsigned steps = 0, ended = 0; ended < HANDS && steps < STEPS_MAX; steps++) {
		struct hand *h = &hands[next_random(&seed) % HANDS];
		ended = 0;
		for (unsigned i = 0; i < HANDS; i++)
			ended += hands[i].ended;
		if (!h->ended)
			step(k, &t, h, &seed);
		if (!t.closed && may_close(k, hands) && next_random(&seed) % 64 == 0) {
			struct history_log *l = &recorded.logs[HANDS];
			history_invoke(l);
			k->close(&t);
			history_respond(l, HISTORY_CLOSE, HISTORY_WAIT, 0, 0, 0);
		}
	}
	for (unsigned i = 0; i < HANDS; i++)
		if (hands[i].busy) /* it did not come back: whether it sent is not known */
			history_respond_only(hands[i].log);
	if (broken == NOT_BROKEN)
		for (unsigned i = 0; i < HANDS; i++)
			cr_assert(hands[i].ended, "hand %u", i);
	p.dropped = t.replaced;
	size_t n;
	struct history_op *ops = history_gather(&recorded, &n);
	enum history_fault f = history_check(ops, n, &p, why, why_bytes);
	free(ops);
	history_close(&recorded);
	return f;
}

static void expect(const struct kind *k, enum broken broken, unsigned names)
{
	char why[800], first[800] = "";
	unsigned found[HISTORY_FAULTS] = { 0 }, caught = 0;
	for (uint32_t seed = 1; seed <= SEEDS; seed++) {
		enum history_fault f = run(k, broken, seed * 2654435761u, why, sizeof why);
		found[f]++;
		if (f != HISTORY_FINE && caught++ == 0)
			memcpy(first, why, sizeof why);
	}
	if (getenv("KC_VERBOSE")) {
		fprintf(stderr, "break %d: %u of %d:", broken, caught, SEEDS);
		for (int f = 0; f < HISTORY_FAULTS; f++)
			if (found[f])
				fprintf(stderr, " %s %u", history_fault_names[f], found[f]);
		fprintf(stderr, "\n  %s\n", first);
	}
	if (names == 0) {
		cr_assert_eq(caught, 0u, "%s", first);
		return;
	}
	for (unsigned f = 1; f < HISTORY_FAULTS; f++)
		if (names & 1u << f)
			cr_assert_gt(found[f], 0u, "never %s; %s", history_fault_names[f], first);
}

#define NAME(f) (1u << HISTORY_##f)

Test(history_broken, whole_ones_pass)
{
	expect(&ring, NOT_BROKEN, 0);
	expect(&single, NOT_BROKEN, 0);
	expect(&mailbox, NOT_BROKEN, 0);
	expect(&hand_over, NOT_BROKEN, 0);
}

#define BREAK(kind, broken, names)            \
	Test(history_broken, broken)          \
	{                                     \
		expect(&kind, broken, names); \
	}
BREAK(ring, SEND_CLAIMS_BY_STORE, NAME(LOST))
BREAK(ring, RECEIVE_CLAIMS_BY_STORE, NAME(TWICE))
BREAK(ring, PUBLISHES_FIRST, NAME(UNSENT) | NAME(TWICE))
BREAK(ring, RECYCLES_FIRST, NAME(TWICE))
BREAK(ring, NEVER_FULL, NAME(LOST) | NAME(OVERFULL))
BREAK(ring, SWAPS_A_PAIR, NAME(REORDERED))
BREAK(ring, SENDS_AHEAD, NAME(EARLY))
BREAK(single, CACHED_EMPTY, NAME(NOT_EMPTY))
BREAK(single, FULL_BY_ONE, NAME(NOT_FULL))
BREAK(ring, CLOSED_IS_DRAINED, NAME(LOST))
BREAK(ring, SENDS_AFTER_CLOSE, NAME(CLOSED))
BREAK(mailbox, BOX_LAGS, NAME(STALE))
BREAK(mailbox, BOX_COPIED, NAME(TWICE))
BREAK(mailbox, BOX_FORGETS, NAME(LOST))
BREAK(hand_over, LEAVES_AT_ONCE, NAME(APART))
BREAK(hand_over, WITHDRAWS_BLINDLY, NAME(UNSENT))
