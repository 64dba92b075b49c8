/* mailbox.pml - a conflated channel: one word, a buffer an endpoint and one more (ring/mailbox.c,
 * chan/flow_conflated.c, chan/block.c).
 *
 * The word is loaded in one step and swapped in another if it is still the same: all of what is shared is changed by
 * locked operations, so there are no store buffers here. Without WAITS a buffer is written and read in two steps, so
 * that a value can be seen half written, and two receivers try until -EPIPE; with WAITS they call once and sleep among
 * others (counts.h), and an exchange is one step. Two senders, a close at any time (with WAITS if CLOSES).
 * PROPERTY  a value is whole; it is received or dropped once, and a receiver's values are in the order of the word;
 *           nothing gets in after a receiver was told -EPIPE, and then nothing is left; what was taken is what was
 *           looked at; nobody sleeps while a value is there or the channel is closed.
 *
 * RUN pass |                          | three values
 * RUN pass | -DBYTES                  | one receiver looks first, and takes only what fits (kc_mailbox_look, _take)
 * RUN fail | -DM_KEEPS_BUFFER         | a sender goes on with the buffer that it has put into the word
 * RUN fail | -DM_GIVES_NONE           | a receiver leaves the buffer that it reads in the word
 * RUN fail | -DM_STAYS_FULL           | a receive does not turn FULL off
 * RUN fail | -DM_BLIND                | a send stores the word, whatever it is by then
 * RUN fail | -DM_CLOSED_LOST          | a send's word has no CLOSED
 * RUN fail | -DM_PIPE_FIRST           | closed is -EPIPE although the last value is there
 * RUN fail | -DBYTES -DM_NO_COUNT     | the word does not count the sends: a buffer that came back looks like the old one
 * RUN pass | -DWAITS                  | two values
 * RUN pass | -DWAITS -DCLOSES         | the same, and a close
 * RUN pass | -DWAITS -DTIMED          | each sleep may time out
 * RUN pass | -DWAITS -DBYTES          | who looks leaves what does not fit
 * RUN pass | -DWAITS -DREPLACED_UNTOLD | who replaces a value wakes nobody: who put the first one will (safe, but late)
 * RUN fail | -DWAITS -DM_NO_WAKE      | a send wakes nobody
 * RUN pass | -DWAITS -DBYTES -DONE    | the same with one value, and so one wake
 * RUN fail | -DWAITS -DBYTES -DONE -DM_NO_PASS | who leaves what does not fit passes no wake on (INV-WAKE-2)
 * RUN fail | -DWAITS -DM_LATE_LOOK    | a send looks for sleepers before its exchange
 */
#include "counts.h"
#ifdef TIMED
#define TIMEOUTS true
#else
#define TIMEOUTS false
#endif
#ifdef BYTES
#define LOOKS true
#else
#define LOOKS false
#endif
#define BUFFERS 5
#define VALUES 4 /* 1 ... 3 */

byte low[BUFFERS], high[BUFFERS]; /* of a value */
byte w_buffer, w_sends;           /* the word: with w_sends as its position a value is newer than another */
bool w_full, w_closed;
bool shut;                        /* kc_chan_close was called; the word may have lost it */
bool told;                        /* a receiver was told -EPIPE */
byte ends[VALUES];                /* how often a value was received or dropped */
byte accepted, ended;

/* The steps of an exchange are searched without WAITS. */
#ifdef WAITS
#define STEPS atomic
#else
#define STEPS
#endif
#ifdef M_NO_COUNT
#define SAME (w_buffer == buffer && w_full == is_full && w_closed == is_closed)
#else
#define SAME (w_buffer == buffer && w_full == is_full && w_closed == is_closed && w_sends == sends)
#endif
inline LOAD_WORD() {
	d_step { buffer = w_buffer; is_full = w_full; is_closed = w_closed; sends = w_sends }
}

/* A value that left: x is its lower half, and its upper half is read one step later. */
inline END(from) {
	x = low[from];
	d_step {
		assert(x == high[from]); /* whole */
		assert(x != 0);
		ends[x]++;
		ended++;
		assert(ends[x] == 1);
		x = 0
	}
}

#if defined(WAITS) && !defined(M_NO_WAKE)
#define TELL() WAKE(1)
#else
#define TELL() skip
#endif

/* put() of flow_conflated.c */
inline EXCHANGE_IN() {
	LOAD_WORD();
	do
	:: is_closed -> break
	:: else ->
		atomic {
			if
#ifdef M_BLIND
			:: true ->
#elif defined(M_CLOSED_LOST)
			:: w_buffer == buffer && w_full == is_full && w_sends == sends ->
				w_closed = false;
#else
			:: SAME ->
#endif
				assert(!told);
				w_buffer = mine;
				w_full = true;
				w_sends = sends + 1;
				accepted++;
				break
			:: else -> LOAD_WORD()
			fi
		}
	od
}
inline SEND(v) {
	low[mine] = v;
	high[mine] = v;
#ifdef M_LATE_LOOK
	TELL();
#endif
	STEPS { EXCHANGE_IN() };
	if
	:: !is_closed ->
#ifndef M_KEEPS_BUFFER
		mine = buffer;
#endif
#ifndef M_LATE_LOOK
#ifdef REPLACED_UNTOLD
		if :: is_full -> skip :: else -> TELL() fi;
#else
		TELL();
#endif
#endif
		if :: is_full -> STEPS { END(buffer) } :: else fi
	:: else
	fi;
	d_step { buffer = 0; is_full = 0; is_closed = 0; sends = 0 }
}

#define NOTHING 0
#define GOT 1
#define PIPE 2
#define TIMED_OUT 3
#define TOO_LONG 4
#ifdef M_PIPE_FIRST
#define AT_END (is_closed)
#else
#define AT_END (is_closed && !is_full)
#endif
/* get(), or with looks try_bytes() of api/bytes.c: value 2 does not fit. */
inline ATTEMPT_IN_STEPS() {
	LOAD_WORD();
	do
	:: AT_END -> atomic { told = true; assert(!w_full) }; r = PIPE; break
	:: !AT_END && !is_full -> r = NOTHING; break
	:: !AT_END && is_full ->
		if
		:: looks ->
			d_step { y = low[buffer] }; /* what is looked at has 8 bytes */
			if
			:: y == 2 ->
				atomic { if :: SAME -> r = TOO_LONG; break :: else -> LOAD_WORD() fi };
				goto again
			:: else
			fi
		:: else
		fi;
		atomic {
			if
			:: SAME ->
#ifndef M_STAYS_FULL
				w_full = false;
#endif
#ifndef M_GIVES_NONE
				w_buffer = mine;
#endif
				r = GOT;
				break
			:: else -> LOAD_WORD()
			fi
		};
again:		skip
	od;
	if
	:: r == GOT ->
#ifndef M_GIVES_NONE
		mine = buffer;
#endif
		assert(!looks || y == low[buffer]);
		assert(sends > newest);
		newest = sends;
		END(buffer)
	:: else
	fi;
	d_step { y = 0; buffer = 0; is_full = 0; is_closed = 0; sends = 0 }
}
inline ATTEMPT() {
	STEPS { ATTEMPT_IN_STEPS() }
}

proctype sender(byte mine, first, last)
{
	byte x, buffer, sends;
	bool is_full, is_closed;
	SEND(first);
	if :: last != first -> SEND(last) :: else fi
}

proctype receiver(byte p, mine; bool looks)
{
	byte r, x, y, buffer, sends, newest, seen;
	bool is_full, is_closed, late;
#ifdef WAITS
	ANNOUNCE();
	do
	:: READ_WORD();
		ATTEMPT();
		if :: r != NOTHING -> break :: else fi;
		SLEEP(p, TIMEOUTS);
		if :: late -> r = TIMED_OUT; late = false; break :: else fi
	od;
	seen = 0;
	r = 0;
	LEAVE();
#ifndef M_NO_PASS
	if :: waiters > 0 && (w_full || w_closed) -> WAKE(1) :: else fi
#endif
#else
	do
	:: ATTEMPT();
		if
		:: r == PIPE -> break
		:: r == NOTHING -> w_full || w_closed /* tries again when it would find something */
		:: else
		fi;
		r = 0
	od
#endif
}

proctype closer()
{
	byte x;
	shut = true;
	w_closed = true;
#ifdef WAITS
	WAKE(9)
#endif
}

init {
	atomic {
#ifdef WAITS
#ifndef ONE
		run sender(1, 1, 1);
#endif
		run sender(2, 2, 2);
#else
		run sender(1, 1, 2);
		run sender(2, 3, 3);
#endif
		run receiver(0, 3, LOOKS);
		run receiver(1, 4, false);
#if !defined(WAITS) || defined(CLOSES)
		run closer()
#endif
	};
	timeout -> assert(asleep == 0 || !(w_full || shut));
	assert(accepted == ended + w_full)
}
