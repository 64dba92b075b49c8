/* The rules of the protocols are asserted in a checking library (base/check.h, docs/invariants.md), and the assertions
 * look: own state is spoilt, or a step of a protocol left out, behind the library's back, the next call that relies on
 * it aborts, and what it says names the rule. And of a library that is let alone nothing is said.
 *
 * This one test links the library kc_checking, whatever KC_CHECK is. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kc/kc.h>

#include "arena/ticket.h"
#include "base/sys.h"
#include "chan/block.h"
#include "chan/lanes.h"
#include "chan/meet.h"
#include "chan/stream.h"
#include "wait/side.h"

/* What a child works with. Shared, so that its folder can be removed when it is gone. */
static struct scene {
	char dir[64];
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
} * w;

static void remove_folder(void)
{
	DIR *dir = w->dir[0] ? opendir(w->dir) : NULL;
	for (struct dirent *f; dir && (f = readdir(dir));)
		(void)unlinkat(dirfd(dir), f->d_name, 0);
	if (dir)
		closedir(dir);
	(void)rmdir(w->dir);
}

static void begin(void)
{
	w = mmap(NULL, sizeof *w, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(w, MAP_FAILED);
}

/* In a child, with its words: how it ended. */
static int run(void (*fn)(void), char *said, size_t room)
{
	int ends[2], status;
	size_t n = 0;
	ssize_t got;
	begin();
	cr_assert_eq(pipe(ends), 0);
	pid_t pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0) {
		struct rlimit none = { 0, 0 };
		(void)setrlimit(RLIMIT_CORE, &none);
		signal(SIGABRT, SIG_DFL);
		alarm(20); /* what is broken and not found may go on for ever */
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		fn();
		_exit(0);
	}
	close(ends[1]);
	while (n < room - 1 && (got = read(ends[0], said + n, room - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	remove_folder();
	return status;
}

static void must_break(const char *rule, void (*fn)(void))
{
	char said[4096], sentence[64];
	int status = run(fn, said, sizeof said);
	snprintf(sentence, sizeof sentence, "kc: %s is broken: ", rule);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "status 0x%x, said: %s",
		status, said);
	cr_assert_not_null(strstr(said, sentence), "%s expected, said: %s", rule, said);
	cr_assert_not_null(strstr(said, "lib/src/"), "where it is asserted: %s", said);
}

/* --- in the child, where Criterion's assertions do not work -------------------------------------- */

#define NEED(x)                                                                   \
	do                                                                        \
		if (!(x)) {                                                       \
			dprintf(STDERR_FILENO, "%d: not so: " #x "\n", __LINE__); \
			_exit(3);                                                 \
		}                                                                 \
	while (0)

#define BREAKS(what, rule)              \
	static void what(void);         \
	Test(invariants, what)          \
	{                               \
		must_break(rule, what); \
	}                               \
	static void what(void)

static void open_domain(void)
{
	strcpy(w->dir, "/dev/shm/kc-test-XXXXXX");
	NEED(mkdtemp(w->dir));
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w->dir, .arena_limit_bytes = 64u << 20);
	NEED(kc_domain_open(&w->d, "world", &o) == 0);
}

static void open_ends(enum kc_kind kind, enum kc_topology t, enum kc_payload p, uint32_t capacity)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .topology = t, .payload = p,
		.elem_bytes = p == KC_VALUES ? 8 : 0, .capacity = capacity);
	NEED(kc_chan_open(&w->c, w->d, "c", &o) == 0);
	NEED(kc_tx_open(&w->tx, w->c) == 0);
	NEED(kc_rx_open(&w->rx, w->c) == 0);
}

static void open_of(enum kc_kind kind, enum kc_topology t, enum kc_payload p, uint32_t capacity)
{
	open_domain();
	open_ends(kind, t, p, capacity);
}

static void open_buffered(enum kc_topology t)
{
	open_of(KC_BUFFERED, t, KC_VALUES, 4);
}

static void send(uint64_t v)
{
	NEED(kc_send(w->tx, &v, 0) == 0);
}

static int receive(void)
{
	uint64_t v;
	return kc_recv(w->rx, &v, 0);
}

/* --- positions -------------------------------------------------------------------------------- */

BREAKS(what_was_given_back_is_taken_back, "INV-POS-1")
{
	open_buffered(KC_SPSC);
	w->rx->e.ring->released = 5;
	(void)receive();
}

BREAKS(a_position_goes_back, "INV-POS-1")
{
	open_buffered(KC_SPSC);
	send(1);
	spsc_tx_publish(&w->tx->e.span, 0);
}

BREAKS(more_than_there_is_room_for, "INV-POS-2")
{
	open_buffered(KC_SPSC);
	for (uint64_t v = 0; v < 4; v++)
		send(v);
	w->tx->e.span.seen = w->tx->e.span.pos; /* as if all had been received */
	send(4);
}

BREAKS(more_is_given_back_than_was_received, "INV-POS-2")
{
	open_buffered(KC_SPSC);
	spsc_rx_release(&w->rx->e.span, 1);
}

BREAKS(an_mpmc_claim_runs_over, "INV-POS-2")
{
	open_buffered(KC_MPMC);
	for (uint64_t v = 0; v < 4; v++)
		send(v);
	((struct kc_seg_slot *)(void *)w->c->slots)->seq = 4; /* free, it says */
	send(4);
}

BREAKS(what_was_not_sent_is_received, "INV-POS-3")
{
	open_buffered(KC_SPSC);
	send(1);
	(void)receive();
	w->rx->e.span.seen = 2;
	(void)receive();
}

static void close_ends(void)
{
	(void)kc_tx_close(w->tx);
	(void)kc_rx_close(w->rx);
}

BREAKS(a_message_nobody_accounts_for, "INV-POS-4")
{
	open_buffered(KC_MPMC);
	send(1);
	(void)receive();
	w->rx->e.row->count.messages = 0;
	close_ends();
	(void)kc_chan_free(w->c);
}

BREAKS(two_write_one_position, "INV-POS-5")
{
	open_buffered(KC_SPSC);
	send(1);
	*w->tx->e.span.cursor = 2; /* another thread on the same endpoint */
	send(2);
}

/* --- sleeping --------------------------------------------------------------------------------- */

BREAKS(asleep_without_an_announcement, "INV-WAKE-1")
{
	open_buffered(KC_SPSC);
	(void)kc_side_sleep_one(w->rx->e.own_side, 0, NULL, 0, 0);
}

BREAKS(asleep_among_others_without_one, "INV-WAKE-1")
{
	open_buffered(KC_MPMC);
	(void)kc_side_sleep(w->rx->e.own_side, false, 0, NULL, 0, 0);
}

BREAKS(asleep_without_a_look, "INV-WAKE-1")
{
	open_buffered(KC_SPSC);
	struct kc_end *e = &w->rx->e;
	(void)kc_side_announce_one(e->own_side);
	kc_step_announced(e);
	kc_end_meet(e);
	kc_step_to_sleep(e);
}

BREAKS(asleep_on_an_old_look, "INV-WAKE-1")
{
	open_buffered(KC_SPSC);
	struct kc_end *e = &w->rx->e;
	kc_step_announced(e);
	kc_end_meet(e);
	kc_step_looked(e);
	kc_step_to_sleep(e);
	kc_step_to_sleep(e);
}

BREAKS(asleep_on_a_record_that_is_not_offered, "INV-WAKE-1")
{
	uint64_t word = KC_REC_IDLE;
	(void)kc_record_sleep(&word, 0, 0, NULL, 0, 0);
}

static int leaves_twice(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	(void)word, (void)value, (void)deadline_ns;
	w->rx->e.own_side->counts = 0;
	return -ETIMEDOUT;
}

BREAKS(an_announcement_is_withdrawn_twice, "INV-WAKE-2")
{
	uint64_t v;
	open_buffered(KC_MPMC);
	kc_sys.futex_wait = leaves_twice;
	(void)kc_recv(w->rx, &v, 1000000);
}

BREAKS(an_announcement_stays, "INV-WAKE-2")
{
	open_buffered(KC_SPSC);
	(void)kc_side_announce_one(w->rx->e.own_side);
	kc_step_is_awake(&w->rx->e);
}

BREAKS(fast_and_nobody_knows, "FENCE-MODE")
{
	open_buffered(KC_SPSC);
	w->tx->e.mode.now = KC_MODE_FAST;
	send(1);
}

BREAKS(fast_among_others_and_nobody_knows, "FENCE-MODE")
{
	open_buffered(KC_MPMC);
	w->tx->e.mode.now = KC_MODE_FAST;
	send(1);
}

/* --- lanes ------------------------------------------------------------------------------------ */

BREAKS(a_lane_is_not_where_the_receiver_believes, "INV-LANE-1")
{
	kc_tx *second;
	uint64_t v = 1;
	open_buffered(KC_MPSC);
	NEED(kc_tx_open(&second, w->c) == 0);
	NEED(kc_send(second, &v, 0) == 0);
	second->e.lane->received = 1;
	(void)receive();
}

BREAKS(a_lane_with_a_sender_is_given_out, "INV-LANE-2")
{
	open_buffered(KC_MPSC);
	(void)kc_tx_close(w->tx);
	w->c->lanes->closed->row->owner = 3;
	(void)kc_tx_open(&w->tx, w->c);
}

/* --- close and cancel ------------------------------------------------------------------------- */

static struct kc_flow other;

static long says_it_is_over(struct kc_end *e, void *elems, size_t n)
{
	(void)e, (void)elems, (void)n;
	return -EPIPE;
}

static void end_too_early(enum kc_topology t, bool close)
{
	open_buffered(t);
	send(1);
	if (close)
		(void)kc_chan_close(w->c);
	other = *w->rx->e.flow;
	other.get = says_it_is_over;
	other.get_one = NULL;
	w->rx->e.flow = &other;
	w->rx->e.quick = false;
	(void)receive();
}

BREAKS(over_before_it_is_closed, "INV-CLOSE-1")
{
	end_too_early(KC_SPSC, false);
}

BREAKS(over_before_it_is_drained, "INV-CLOSE-1")
{
	end_too_early(KC_MPMC, true);
}

static int popped;

static long says_it_took_one(struct kc_chan *c, void *elem)
{
	(void)c;
	memset(elem, 0, 8);
	return popped++ == 0; /* and leaves it where it is */
}

BREAKS(what_is_left_is_forgotten, "INV-CLOSE-2")
{
	open_buffered(KC_SPSC);
	send(1);
	close_ends();
	other = *w->c->flow;
	other.pop = says_it_took_one;
	w->c->flow = &other;
	(void)kc_chan_free(w->c);
}

BREAKS(a_token_forgets_who_has_it, "INV-CANCEL-1")
{
	kc_cancel *token;
	open_buffered(KC_SPSC);
	NEED(kc_cancel_new(&token, NULL) == 0);
	kc_rx_set_cancel(w->rx, token);
	w->rx->e.token->root->watches = NULL;
	kc_rx_set_cancel(w->rx, NULL);
}

BREAKS(a_token_goes_while_somebody_has_it, "INV-CANCEL-1")
{
	kc_cancel *token;
	open_buffered(KC_SPSC);
	NEED(kc_cancel_new(&token, NULL) == 0);
	kc_rx_set_cancel(w->rx, token);
	w->rx->e.token->references = 1;
	kc_cancel_drop(w->rx->e.token);
}

/* --- tickets and the segment -------------------------------------------------------------------- */

static uint64_t ticket(struct kc_seg_ticket **entry)
{
	uint64_t handle = 0;
	struct kc_arena *a = &w->d->arena;
	NEED(kc_ticket_alloc(a, 64, NULL, &handle, NULL) == 0);
	*entry = &a->tickets[KC_TKT_INDEX(handle)];
	return handle;
}

BREAKS(a_ticket_is_free_and_held, "INV-TKT-1")
{
	struct kc_seg_ticket *t;
	open_domain();
	(void)kc_ticket_unref(&w->d->arena, ticket(&t));
	t->word += KC_TKT_ONE_HELD;
	(void)ticket(&t);
}

BREAKS(a_ticket_without_a_generation, "INV-TKT-1")
{
	struct kc_seg_ticket *t;
	open_domain();
	(void)kc_ticket_unref(&w->d->arena, ticket(&t));
	t->word = 0;
	(void)ticket(&t);
}

BREAKS(a_retired_ticket_is_given_out, "INV-TKT-1")
{
	struct kc_seg_ticket *t;
	open_domain();
	(void)kc_ticket_unref(&w->d->arena, ticket(&t));
	t->word |= KC_TKT_RETIRED;
	(void)ticket(&t);
}

BREAKS(a_reference_too_many, "INV-TKT-1")
{
	struct kc_seg_ticket *t;
	open_domain();
	(void)ticket(&t);
	uint64_t from = t->word;
	(void)kc_ticket_step(t, &from, from + 2 * KC_TKT_ONE_HELD);
}

BREAKS(the_structure_changes_twice_at_once, "INV-SEG-1")
{
	kc_chan *c;
	open_domain();
	w->d->seg.header->structure_seq++;
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8);
	(void)kc_chan_open(&c, w->d, "c", &o);
}

BREAKS(a_row_that_was_never_made, "INV-SEG-1")
{
	open_domain();
	(void)kc_segment_row(&w->d->seg, KC_SEC_CHANNELS, 1);
}

/* --- kinds ------------------------------------------------------------------------------------ */

BREAKS(a_claim_of_before_is_not_over, "MPMC")
{
	open_buffered(KC_MPMC);
	w->tx->e.row->intent = KC_INTENT_SEND;
	send(1);
}

BREAKS(a_chunk_is_finished_twice, "UNLIMITED")
{
	open_of(KC_UNLIMITED, KC_MPMC, KC_VALUES, 0);
	send(1);
	w->tx->e.at.row->finished = w->c->u.chain.mask + 2;
	(void)receive();
}

BREAKS(a_chunk_is_given_back_before_it_is_empty, "UNLIMITED")
{
	open_of(KC_UNLIMITED, KC_MPMC, KC_VALUES, 0);
	send(1);
	w->tx->e.at.row->gen++;
	send(2);
}

BREAKS(a_buffer_has_two_owners, "CONFLATED")
{
	open_of(KC_CONFLATED, KC_MPMC, KC_VALUES, 0);
	w->tx->e.buffer = KC_BOX_BUFFER(w->c->ring->sent);
	send(1);
}

BREAKS(a_value_was_written_by_another, "CONFLATED")
{
	open_of(KC_CONFLATED, KC_MPMC, KC_VALUES, 0);
	send(1);
	kc_mailbox_buffer(&w->c->box, KC_BOX_BUFFER(w->c->ring->sent))->sends = 7;
	(void)receive();
}

BREAKS(a_record_is_offered_twice, "RENDEZVOUS")
{
	uint64_t v;
	open_of(KC_RENDEZVOUS, KC_MPMC, KC_VALUES, 0);
	w->rx->e.meet->word |= KC_REC_BUSY;
	(void)kc_recv(w->rx, &v, 1000000);
}

BREAKS(a_record_ends_while_it_is_on_offer, "RENDEZVOUS")
{
	uint64_t word = KC_REC_IDLE;
	kc_record_offer(&word);
	kc_record_end(&word);
}

BREAKS(a_record_is_matched_by_who_has_not_taken_it, "RENDEZVOUS")
{
	uint64_t word = KC_REC_IDLE;
	kc_record_offer(&word);
	(void)kc_record_match(&word, word, 0, 0);
}

/* --- and nothing else --------------------------------------------------------------------------- */

static void traffic(enum kc_kind kind, enum kc_topology t, enum kc_payload p)
{
	open_ends(kind, t, p, kind == KC_BUFFERED ? 4 : 0);
	for (int i = 0; i < 100; i++) {
		kc_ticket k;
		uint64_t v = 0;
		if (p == KC_TICKETS) {
			NEED(kc_ticket_new(w->d, 64, &k, NULL) == 0);
			if (kc_send_ticket(w->tx, k, 0))
				(void)kc_ticket_release(w->d, k);
			if (i % 3 == 0 && kc_recv_ticket(w->rx, &k, 1000) == 0)
				(void)kc_ticket_release(w->d, k);
		} else {
			(void)kc_send(w->tx, &v, i % 2 ? 0 : 1000);
			if (i % 3 == 0)
				(void)kc_recv(w->rx, &v, 1000);
		}
	}
	(void)kc_chan_close(w->c);
	for (uint64_t v; p == KC_VALUES && kc_recv(w->rx, &v, 0) == 0;)
		;
	NEED(kc_tx_close(w->tx) == 0);
	NEED(kc_rx_close(w->rx) == 0);
	NEED(kc_chan_free(w->c) == 0);
}

static void all_kinds(void)
{
	open_domain();
	static const enum kc_topology topologies[] = { KC_SPSC, KC_MPSC, KC_MPMC };
	static const enum kc_kind kinds[] = { KC_BUFFERED, KC_UNLIMITED, KC_CONFLATED,
		KC_RENDEZVOUS };
	for (size_t t = 0; t < KC_ARRAY_LEN(topologies); t++)
		for (size_t k = 0; k < KC_ARRAY_LEN(kinds); k++) {
			traffic(kinds[k], topologies[t], KC_VALUES);
			traffic(kinds[k], topologies[t], KC_TICKETS);
		}
	NEED(kc_domain_close(w->d) == 0);
}

Test(invariants, what_is_whole_is_let_alone)
{
	char said[4096];
	int status = run(all_kinds, said, sizeof said);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status 0x%x, said: %s", status,
		said);
	cr_assert_str_eq(said, "");
}
