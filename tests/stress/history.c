/* What threads do with a channel is what its kind promises: their calls - waiting, trying, timed, in batches,
 * by kc_select, cancelled, until the channel is closed in the middle of it or by its last sender - are written
 * down and checked as a whole: nothing lost, doubled, early or out of order, also between threads; no answer "empty"
 * or "full" that was never so; nothing after the close; each element that nobody received handed over once, and
 * counted. A kind or topology more is one line in the table (support/history_round.h).
 * KC_STRESS_HISTORY sets the operations a cell (about so many; default 40000, sanitizer builds 10000). */
#include "support/harness.h"

#include "support/history_round.h"
#include "support/shaken.h"
#include "support/storm.h"

SHAKEN(history);

#define RUN(times, name, ...)                                                                \
	Test(history, name)                                                                  \
	{                                                                                    \
		struct history_cell cell = { __VA_ARGS__ };                                  \
		history_run(&cell, (times)*storm_length("KC_STRESS_HISTORY", 40000, 10000)); \
	}
#define CELL(name, ...)    RUN(1, name, __VA_ARGS__, false, HISTORY_CALLS)
#define LIMITED(name, ...) RUN(1, name, __VA_ARGS__, true, HISTORY_CALLS)
#define QUIET(name, ...)   RUN(1, name, __VA_ARGS__, false, HISTORY_QUIET)
#define FACING(name, ...)  RUN(1, name, __VA_ARGS__, false, HISTORY_FACING)
/* More: what goes wrong between a match and another case has a narrow moment for it. */
#define MIXED(name, ...) RUN(4, name, __VA_ARGS__, false, HISTORY_MIXED)

#define FIFO HISTORY_FIFO
enum {
	WIDE = HISTORY_WIDE,
	LATE = HISTORY_LATE_SENDS, /* of an SPSC channel that another thread closes */
	HOLES = HISTORY_HOLES,     /* of MPMC */
	LAST = HISTORY_LAST_CLOSES
};

/* kind, topology, overflow, payload, words, senders, receivers, what is promised, flags of the channel */
CELL(spsc_values, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_values_last, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LAST, 0)
CELL(spsc_wide, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, WIDE, 1, 1, FIFO, LATE, 0)
CELL(spsc_low_latency, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE,
	KC_LOW_LATENCY)
CELL(spsc_values_drop, KC_BUFFERED, KC_SPSC, KC_DROP_NEWEST, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_tickets, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
CELL(spsc_tickets_last, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LAST, 0)
CELL(spsc_tickets_drop, KC_BUFFERED, KC_SPSC, KC_DROP_NEWEST, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
CELL(mpsc_values, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, HISTORY_PER_SENDER, LATE, 0)
CELL(mpsc_values_last, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, HISTORY_PER_SENDER, LAST,
	0)
CELL(mpsc_tickets, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_TICKETS, 1, 3, 1, HISTORY_PER_SENDER, LATE, 0)
CELL(mpsc_values_drop, KC_BUFFERED, KC_MPSC, KC_DROP_NEWEST, KC_VALUES, 1, 2, 1, HISTORY_PER_SENDER,
	LATE, 0)
CELL(mpmc_values, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 3, FIFO, HOLES, 0)
CELL(mpmc_padded, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES, KC_PADDED_SLOTS)
CELL(mpmc_wide, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, WIDE, 2, 2, FIFO, HOLES, 0)
CELL(mpmc_values_last, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES | LAST, 0)
CELL(mpmc_values_drop, KC_BUFFERED, KC_MPMC, KC_DROP_NEWEST, KC_VALUES, 1, 3, 2, FIFO, HOLES, 0)
CELL(mpmc_tickets, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 3, FIFO, HOLES, 0)
CELL(mpmc_tickets_last, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 2, 2, FIFO, HOLES | LAST, 0)
CELL(mpmc_tickets_drop, KC_BUFFERED, KC_MPMC, KC_DROP_NEWEST, KC_TICKETS, 1, 2, 3, FIFO, HOLES, 0)

/* unlimited: one queue on every topology; its capacity is limit_bytes, or none */
CELL(unlimited_spsc, KC_UNLIMITED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(unlimited_spsc_last, KC_UNLIMITED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LAST, 0)
CELL(unlimited_spsc_wide, KC_UNLIMITED, KC_SPSC, KC_BLOCK, KC_VALUES, WIDE, 1, 1, FIFO, LATE, 0)
LIMITED(unlimited_spsc_limit, KC_UNLIMITED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
LIMITED(unlimited_spsc_tickets, KC_UNLIMITED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
LIMITED(unlimited_spsc_drop, KC_UNLIMITED, KC_SPSC, KC_DROP_NEWEST, KC_VALUES, 1, 1, 1, FIFO, LATE,
	0)
CELL(unlimited_mpsc, KC_UNLIMITED, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, FIFO, HOLES, 0)
LIMITED(unlimited_mpsc_limit, KC_UNLIMITED, KC_MPSC, KC_BLOCK, KC_TICKETS, 1, 2, 1, FIFO, HOLES, 0)
CELL(unlimited_mpmc, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 3, FIFO, HOLES, 0)
CELL(unlimited_mpmc_last, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES | LAST,
	0)
CELL(unlimited_mpmc_wide, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, WIDE, 2, 2, FIFO, HOLES, 0)
CELL(unlimited_mpmc_tickets, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 2, FIFO, HOLES, 0)
LIMITED(unlimited_mpmc_limit, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 2, FIFO, HOLES, 0)
LIMITED(unlimited_mpmc_drop, KC_UNLIMITED, KC_MPMC, KC_DROP_NEWEST, KC_TICKETS, 1, 3, 2, FIFO,
	HOLES, 0)

/* conflated: what is replaced is handed over within the send that replaces it */
#define MAILBOX HISTORY_MAILBOX
CELL(conflated_spsc, KC_CONFLATED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, MAILBOX, 0, 0)
CELL(conflated_spsc_last, KC_CONFLATED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, MAILBOX, LAST, 0)
CELL(conflated_spsc_tickets, KC_CONFLATED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, MAILBOX, 0, 0)
CELL(conflated_mpmc, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 3, MAILBOX, 0, 0)
CELL(conflated_mpmc_wide, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_VALUES, WIDE, 2, 2, MAILBOX, 0, 0)
CELL(conflated_mpmc_last, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, MAILBOX, LAST, 0)
CELL(conflated_mpmc_tickets, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 2, MAILBOX, 0, 0)

/* rendezvous: no place at all, so only what a partner waits for is sent by a try or KC_DROP_NEWEST */
#define HAND_OVER HISTORY_HAND_OVER
CELL(rendezvous_spsc, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, HAND_OVER, 0, 0)
CELL(rendezvous_spsc_last, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, HAND_OVER, LAST, 0)
CELL(rendezvous_spsc_tickets, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, HAND_OVER, 0,
	0)
CELL(rendezvous_mpsc, KC_RENDEZVOUS, KC_MPSC, KC_BLOCK, KC_VALUES, 1, 3, 1, HAND_OVER, 0, 0)
CELL(rendezvous_mpmc, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 3, 3, HAND_OVER, 0, 0)
CELL(rendezvous_mpmc_wide, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, WIDE, 2, 2, HAND_OVER, 0, 0)
CELL(rendezvous_mpmc_last, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, HAND_OVER, LAST, 0)
CELL(rendezvous_mpmc_tickets, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 2, HAND_OVER, 0,
	0)
CELL(rendezvous_mpmc_drop, KC_RENDEZVOUS, KC_MPMC, KC_DROP_NEWEST, KC_VALUES, 1, 2, 2, HAND_OVER, 0,
	0)

/* drop-oldest: on MPSC, too, one ring, and one order */
CELL(oldest_spsc, KC_BUFFERED, KC_SPSC, KC_DROP_OLDEST, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
CELL(oldest_spsc_wide, KC_BUFFERED, KC_SPSC, KC_DROP_OLDEST, KC_VALUES, WIDE, 1, 1, FIFO, LATE, 0)
CELL(oldest_spsc_tickets, KC_BUFFERED, KC_SPSC, KC_DROP_OLDEST, KC_TICKETS, 1, 1, 1, FIFO, LATE, 0)
CELL(oldest_mpsc, KC_BUFFERED, KC_MPSC, KC_DROP_OLDEST, KC_VALUES, 1, 3, 1, FIFO, HOLES, 0)
CELL(oldest_mpsc_last, KC_BUFFERED, KC_MPSC, KC_DROP_OLDEST, KC_TICKETS, 1, 3, 1, FIFO,
	HOLES | LAST, 0)
CELL(oldest_mpmc, KC_BUFFERED, KC_MPMC, KC_DROP_OLDEST, KC_VALUES, 1, 3, 3, FIFO, HOLES, 0)
CELL(oldest_mpmc_wide, KC_BUFFERED, KC_MPMC, KC_DROP_OLDEST, KC_VALUES, WIDE, 2, 2, FIFO, HOLES, 0)
CELL(oldest_mpmc_tickets, KC_BUFFERED, KC_MPMC, KC_DROP_OLDEST, KC_TICKETS, 1, 2, 2, FIFO, HOLES, 0)

/* kc_select over the own endpoint and a quiet channel's: the same promises */
QUIET(quiet_spsc, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
QUIET(quiet_low_latency, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE,
	KC_LOW_LATENCY)
QUIET(quiet_mpsc, KC_BUFFERED, KC_MPSC, KC_BLOCK, KC_TICKETS, 1, 3, 1, HISTORY_PER_SENDER, LAST, 0)
QUIET(quiet_mpmc, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)
QUIET(quiet_mpmc_drop, KC_BUFFERED, KC_MPMC, KC_DROP_NEWEST, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)
QUIET(quiet_unlimited, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)
QUIET(quiet_conflated, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 2, 2, MAILBOX, 0, 0)
QUIET(quiet_rendezvous, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, HAND_OVER, 0, 0)
QUIET(quiet_rendezvous_last, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, HAND_OVER, LAST,
	0)
QUIET(quiet_oldest_spsc, KC_BUFFERED, KC_SPSC, KC_DROP_OLDEST, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
QUIET(quiet_oldest_mpmc, KC_BUFFERED, KC_MPMC, KC_DROP_OLDEST, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)

/* selects face to face: each thread sends on one channel or receives on the other */
FACING(facing_spsc, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, FIFO, LATE, 0)
FACING(facing_spsc_last, KC_BUFFERED, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, FIFO, LAST, 0)
FACING(facing_mpmc, KC_BUFFERED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)
FACING(facing_unlimited, KC_UNLIMITED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, FIFO, HOLES | LAST, 0)
FACING(facing_conflated, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, MAILBOX, 0, 0)
FACING(facing_rendezvous_spsc, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_VALUES, 1, 1, 1, HAND_OVER,
	LAST, 0)
FACING(facing_rendezvous, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, HAND_OVER, 0, 0)
FACING(facing_rendezvous_tickets, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_TICKETS, 1, 3, 3, HAND_OVER,
	0, 0)
FACING(facing_oldest, KC_BUFFERED, KC_MPMC, KC_DROP_OLDEST, KC_VALUES, 1, 2, 2, FIFO, HOLES, 0)
MIXED(mixed_rendezvous, KC_RENDEZVOUS, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, HAND_OVER, 0, 0)
MIXED(mixed_rendezvous_last, KC_RENDEZVOUS, KC_SPSC, KC_BLOCK, KC_TICKETS, 1, 1, 1, HAND_OVER, LAST,
	0)
MIXED(mixed_conflated, KC_CONFLATED, KC_MPMC, KC_BLOCK, KC_VALUES, 1, 2, 2, MAILBOX, 0, 0)
