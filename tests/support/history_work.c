/* history_work.c - threads of a round: what they call, and how it is written down. */
#include "support/harness.h"
#include <errno.h>
#include <string.h>

#include "base/atomic.h"
#include "support/history_round.h"
#include "support/storm.h"

enum { BATCH = 5, WIDE = HISTORY_WIDE, TIMED_NS = 20000 };

/* Whose call an element is dropped in. */
static _Thread_local struct history_worker *mine;

void history_drops_are(struct history_worker *me)
{
	mine = me;
}

/* --- elements: one number in all their words, or a ticket that holds it ---------------------- */

static uint64_t ticket_of(kc_domain *d, uint64_t element)
{
	kc_ticket t;
	void *data;
	cr_assert_eq(kc_ticket_new(d, sizeof element, &t, &data), 0);
	memcpy(data, &element, sizeof element);
	return t.v;
}

static uint64_t element_of(kc_domain *d, uint64_t v)
{
	kc_ticket t = { v };
	void *data;
	uint64_t element;
	cr_assert_eq(kc_ticket_data(d, t, &data, NULL), 0);
	memcpy(&element, data, sizeof element);
	cr_assert_eq(kc_ticket_release(d, t), 0);
	return element;
}

static void put_element(const struct history_round *r, uint64_t *v, uint64_t element)
{
	for (unsigned k = 0; k < r->cell.words; k++)
		v[k] = r->cell.payload == KC_TICKETS ? ticket_of(r->w.d, element) : element;
}

/* Of two elements in one slot: nobody sent it. */
static uint64_t get_element(const struct history_round *r, const uint64_t *v)
{
	if (r->cell.payload == KC_TICKETS)
		return element_of(r->w.d, *v);
	for (unsigned k = 1; k < r->cell.words; k++)
		if (v[k] != v[0])
			return UINT64_MAX;
	return v[0];
}

void history_undelivered(void *ctx, void *elem)
{
	struct history_stream *s = ctx;
	uint64_t v[WIDE];
	memcpy(v, elem, s->r->cell.words * sizeof v[0]);
	history_drop(mine->log[s - s->r->stream], get_element(s->r, v));
}

/* --- what all do ----------------------------------------------------------------------------- */

static int64_t timeout_of(enum history_how how, struct history_worker *me)
{
	return how == HISTORY_WAIT  ? KC_FOREVER
	       : how == HISTORY_TRY ? 0
				    : 1 + (int64_t)(next_random(&me->random) % TIMED_NS);
}

static enum history_how next_how(struct history_worker *me, size_t *n)
{
	if (me->dense) {
		*n = 1;
		return HISTORY_TRY;
	}
	*n = next_random(&me->random) % 3 ? 1 : 1 + next_random(&me->random) % BATCH;
	return (enum history_how)(next_random(&me->random) % 3);
}

static void pause_after(struct history_worker *me, long rc)
{
	if (!me->dense)
		dawdle_up_to(&me->random, 32);
	else if (rc == -EAGAIN)
		sched_yield();
}

static uint64_t next_element(const struct history_worker *me, size_t ahead)
{
	return (uint64_t)(me->endpoint + 1) << 40 | (me->sent + ahead + 1);
}

/* Its close is the stream's, when it is the last. */
static void no_more_sends(struct history_worker *me)
{
	struct history_log *log = me->log[me->sends_on];
	history_invoke(log);
	cr_assert_eq(kc_tx_close(me->tx), 0);
	if (me->r->cell.flags & HISTORY_LAST_CLOSES)
		history_respond(log, HISTORY_CLOSE, HISTORY_WAIT, me->endpoint, 0, 0);
	me->tx = NULL;
	kc_fetch_sub(&me->r->stream[me->sends_on].senders_left, 1u);
}

static void no_more_receives(struct history_worker *me)
{
	cr_assert_eq(kc_rx_close(me->rx), 0);
	me->rx = NULL;
	kc_fetch_sub(&me->r->stream[me->receives_on].receivers_left, 1u);
}

/* --- one endpoint ---------------------------------------------------------------------------- */

static void sender_calls(struct history_worker *me)
{
	struct history_round *r = me->r;
	struct history_log *log = me->log[me->sends_on];
	unsigned words = r->cell.words;
	for (long rc = 0; me->sends > 0 && rc != -EPIPE; me->sends--) {
		size_t n;
		enum history_how how = next_how(me, &n);
		uint64_t elements[BATCH], v[BATCH * WIDE];
		for (size_t i = 0; i < n; i++) {
			elements[i] = next_element(me, i);
			put_element(r, &v[i * words], elements[i]);
		}
		int64_t timeout_ns = timeout_of(how, me);
		history_invoke(log);
		rc = n == 1 ? kc_send(me->tx, v, timeout_ns) : kc_send_n(me->tx, v, n, timeout_ns);
		if (n == 1 && rc == 0)
			rc = 1;
		history_respond_n(log, HISTORY_SEND, how, me->endpoint, rc, elements);
		size_t gone = rc > 0 ? (size_t)rc : 0;
		me->sent += gone;
		for (size_t i = gone; i < n; i++)
			(void)get_element(r, &v[i * words]); /* a ticket is still the caller's */
		if (rc == -ECANCELED)
			kc_tx_set_cancel(me->tx, NULL);
		pause_after(me, rc);
	}
	no_more_sends(me);
}

static void receiver_calls(struct history_worker *me)
{
	struct history_round *r = me->r;
	struct history_log *log = me->log[me->receives_on];
	/* Once more after the end of the stream, which is still the end. */
	for (int ends = 0; ends < 2 && --me->receives != 0;) {
		size_t n;
		enum history_how how = next_how(me, &n);
		if (log->count > me->answers)
			how = HISTORY_WAIT;
		uint64_t elements[BATCH], v[BATCH * WIDE];
		int64_t timeout_ns = timeout_of(how, me);
		history_invoke(log);
		long rc = n == 1 ? kc_recv(me->rx, v, timeout_ns)
				 : kc_recv_n(me->rx, v, n, timeout_ns);
		if (n == 1 && rc == 0)
			rc = 1;
		/* Before the response: a ticket that is released may come again, its number may not. */
		for (long i = 0; i < rc; i++)
			elements[i] = get_element(r, &v[(size_t)i * r->cell.words]);
		history_respond_n(
			log, HISTORY_RECEIVE, how, me->endpoint, rc, rc > 0 ? elements : NULL);
		if (rc == -ECANCELED)
			kc_rx_set_cancel(me->rx, NULL);
		ends += rc == -EPIPE;
		pause_after(me, rc);
	}
	no_more_receives(me);
}

/* --- several endpoints ----------------------------------------------------------------------- */

/* A select over what it still has. */
struct choice {
	kc_case c[3];
	size_t n;
	int send, receive; /* cases, -1: none */
	uint64_t element, out[WIDE], in[WIDE];
};

static void prepare(struct history_worker *me, struct choice *k)
{
	k->n = 0;
	k->send = k->receive = -1;
	if (me->quiet)
		k->c[k->n++] = (kc_case){ .rx = me->quiet, .elem = k->in };
	if (me->rx) {
		k->receive = (int)k->n;
		k->c[k->n++] = (kc_case){ .rx = me->rx, .elem = k->in };
		history_invoke(me->log[me->receives_on]);
	}
	if (me->tx) {
		k->send = (int)k->n;
		k->element = next_element(me, 0);
		put_element(me->r, k->out, k->element);
		k->c[k->n++] = (kc_case){ .tx = me->tx, .elem = k->out };
		history_invoke(me->log[me->sends_on]);
	}
}

/* What it was for one of the cases: a select that failed was a failure of each, and one that another case won was
 * nothing. */
static bool answer_of(const struct choice *k, int at, long r, long *rc)
{
	if (at < 0 || (r >= 0 && r != at))
		return false;
	*rc = r < 0 ? r : k->c[at].result == 0 ? 1 : k->c[at].result;
	return true;
}

static bool note_send(struct history_worker *me, const struct choice *k, long r)
{
	long rc = 0;
	if (answer_of(k, k->send, r, &rc))
		history_respond_n(me->log[me->sends_on], HISTORY_SEND, HISTORY_SELECT, me->endpoint,
			rc, &k->element);
	if (k->send >= 0 && rc <= 0)
		(void)get_element(me->r, k->out);
	me->sent += rc > 0;
	return rc != -EPIPE;
}

static bool note_receive(struct history_worker *me, const struct choice *k, long r)
{
	long rc = 0;
	uint64_t element = 0;
	if (!answer_of(k, k->receive, r, &rc))
		return true;
	if (rc > 0)
		element = get_element(me->r, k->in);
	history_respond_n(me->log[me->receives_on], HISTORY_RECEIVE, HISTORY_SELECT, me->endpoint,
		rc, &element);
	return rc != -EPIPE;
}

static void forget_token(struct history_worker *me)
{
	if (me->tx)
		kc_tx_set_cancel(me->tx, NULL);
	if (me->rx)
		kc_rx_set_cancel(me->rx, NULL);
}

static void selects(struct history_worker *me)
{
	int ends = 0;
	while (me->tx || me->rx) {
		struct choice k;
		size_t n;
		enum history_how how = next_how(me, &n);
		if (me->rx && me->log[me->receives_on]->count > me->answers)
			how = HISTORY_WAIT;
		int64_t timeout_ns = timeout_of(how, me);
		prepare(me, &k);
		long r = kc_select(k.c, k.n, timeout_ns, NULL);
		cr_assert(!me->quiet || r != 0, "nobody has sent that");
		bool open = note_send(me, &k, r);
		ends += !note_receive(me, &k, r);
		if (r == -ECANCELED)
			forget_token(me);
		if (me->tx && (!open || --me->sends == 0))
			no_more_sends(me);
		if (me->rx && (ends == 2 || --me->receives == 0))
			no_more_receives(me);
		pause_after(me, r);
	}
}

void history_work(struct history_worker *me)
{
	history_drops_are(me);
	if (me->r->cell.via != HISTORY_CALLS)
		selects(me);
	else if (me->tx)
		sender_calls(me);
	else
		receiver_calls(me);
	if (me->quiet)
		cr_assert_eq(kc_rx_close(me->quiet), 0);
}
