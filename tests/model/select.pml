/* select.pml - selects over two buffered channels that face each other and others: no wake is lost when one thread
 * sleeps on several words, whatever woke it and whatever it leaves with.
 *
 * Mirrors sleep_on_all, announce, read_words, leave (chan/select.c), kc_many_sleep and the bell (wait/many.{h,c}), and
 * kc_side_wake, kc_side_word, kc_counts_* (wait/side.c, wait/counts.h). The kernel takes the words of futex_waitv one by
 * one and wakes a thread that is still in the other queues: several wakes may be spent on one sleeper. Orders of steps
 * are searched; store buffers are wait_many's and wait_one's business (announcements are locked here).
 *
 * Sides: 0 receivers of A, 1 senders of A, 2 receivers of B, 3 senders of B. A thread's call is one or two of them.
 * -DALONE: the receiving side of B is one thread's own, whose word is its announcement.
 * PROPERTY  when nothing can move any more nobody sleeps on a side that is ready (INV-WAKE-1, INV-WAKE-2); and what
 *           is in the channels is what was sent less what was received.
 *
 * RUN pass | -DCANCELS                    | a select and a receiver, an element for each channel; it may leave without anything
 * RUN pass | -DTIMED                      | likewise, and it may time out
 * RUN pass | -DFACING -DCANCELS           | two selects, one sending where the other receives, and others
 * RUN pass | -DTWO                        | two selects on the same two channels
 * RUN pass | -DCHAIN                      | two elements behind one wake, for the first one found a hole
 * RUN pass | -DENDS                       | A closes while its last element is being published
 * RUN pass | -DALONE                      | B's receiving side is the select's own; it is also woken for nothing
 * RUN pass | -DREFUSED -DCANCELS          | futex_waitv is refused: the bell
 * RUN pass | -DREFUSED -DALONE            | likewise where a side is one's own
 * RUN fail | -DM_INDEX_ONLY               | it looks behind only where the kernel says it was woken
 * RUN fail | -DM_NOT_INDEX                | it looks behind only on the others
 * RUN fail | -DM_TAKEN_ONLY               | only on the channel that it took from
 * RUN fail | -DM_NOT_TAKEN -DCHAIN        | only on those that it did not take from
 * RUN fail | -DCANCELS -DM_NO_PASS_EMPTY  | who leaves without anything passes nothing on
 * RUN fail | -DENDS -DM_NO_PASS_END       | the end of the stream is nothing to pass on
 * RUN fail | -DM_LOOK_FIRST               | it announces itself after its last look
 * RUN fail | -DM_WORD_LATE                | the words are read after it
 * RUN pass | -DM_CHECK_FIRST              | it looks behind, then withdraws: not missed, a wake finds no one off the queue
 * RUN fail | -DALONE -DM_NOT_ANEW         | its flag is not set again after a wake for nothing
 * RUN fail | -DREFUSED -DM_NO_RING        | nobody rings
 * RUN fail | -DREFUSED -DM_RING_FIRST     | the waker looks for sleepers by the bell before it advances the word
 * RUN fail | -DREFUSED -DM_BELL_LATE      | the bell is read after the words
 * RUN fail | -DREFUSED -DM_NO_COMPARE     | the words are not compared again
 */
#define THREADS 5
#define NONE 9
#define CAP 2
byte count[2], sent[2], received[2];
byte claimed[2]; /* positions below the cursor that are not published yet */
bool closed;
byte waiters[4], woken[4], word[4];
byte on[4];        /* the kernel's queues: bit p */
byte hit[THREADS]; /* sides whose wake took thread p off its queue */
byte bell, by_bell, on_bell;
byte mine[THREADS]; /* sides that p sleeps on by the bell */

#define CH(s) ((s) >> 1)
#define SENDS(s) ((s) & 1)
#define PEER(s) ((s) ^ 1)
#define BIT(p) (1 << (p))
#define DOES(s) (SENDS(s) -> (!SHUT(s) && count[CH(s)] < CAP) : (count[CH(s)] > 0))
#define SHUT(s) (closed && CH(s) == 0) /* only A closes */
#define READY(s) (DOES(s) || (SHUT(s) && (SENDS(s) || (count[CH(s)] == 0 && claimed[CH(s)] == 0))))
#ifdef ALONE
#define OWN(s) ((s) == 2)
#else
#define OWN(s) false
#endif

inline RING() {
#ifdef REFUSED
#ifndef M_NO_RING
#ifndef M_RING_FIRST
	y = by_bell;
#endif
	if :: y > 0 -> y = 0; bell++; on_bell = 0 :: else fi
#endif
#endif
	skip
}
inline KERNEL_WAKE(s) {
	atomic {
		if
		:: on[s] & 1 -> on[s] = on[s] & 30; hit[0] = hit[0] | BIT(s)
		:: on[s] & 2 -> on[s] = on[s] & 29; hit[1] = hit[1] | BIT(s)
		:: on[s] & 4 -> on[s] = on[s] & 27; hit[2] = hit[2] | BIT(s)
		:: on[s] & 8 -> on[s] = on[s] & 23; hit[3] = hit[3] | BIT(s)
		:: on[s] & 16 -> on[s] = on[s] & 15; hit[4] = hit[4] | BIT(s)
		:: on[s] == 0
		fi
	}
}
inline RING_FIRST() {
#ifdef M_RING_FIRST
	y = by_bell
#else
	skip
#endif
}
/* kc_side_wake for one, or kc_side_wake_the_one */
inline WAKE(s) {
	RING_FIRST();
	if
	:: OWN(s) ->
		atomic { x = word[s]; word[s] = 0 };
		if :: x -> KERNEL_WAKE(s); RING() :: else fi
	:: else ->
		atomic {
			x = 0;
			if :: waiters[s] > woken[s] -> woken[s]++; x = 1 :: else fi
		};
		if :: x -> word[s]++; KERNEL_WAKE(s); RING() :: else fi
	fi;
	x = 0; y = 0
}

/* One look at the case: the element moves, then the other side is told. */
inline EFFECT(s) {
	if
	:: DOES(s) && SENDS(s) -> count[CH(s)]++; sent[CH(s)]++
	:: DOES(s) && !SENDS(s) -> count[CH(s)]--; received[CH(s)]++
	:: else /* the end of the stream */
	fi
}
#ifdef ENDS
#define DID false /* nobody sends any more */
#else
#define DID true
#endif
inline TRY() {
	atomic {
		took = NONE;
		if
		:: READY(a) -> took = a; EFFECT(a)
		:: b != NONE && READY(b) -> took = b; EFFECT(b)
		:: !READY(a) && !(b != NONE && READY(b))
		fi
	};
	if :: took != NONE && DID -> WAKE(PEER(took)) :: else fi
}

inline ANNOUNCE_ONE(s) {
	if
	:: s == NONE
	:: OWN(s) -> word[s] = 1
	:: s != NONE && !OWN(s) -> waiters[s]++
	fi
}
inline ANNOUNCE() {
	ANNOUNCE_ONE(a); ANNOUNCE_ONE(b)
}
inline ANEW(s) {
#ifndef M_NOT_ANEW
	if :: s != NONE && OWN(s) && word[s] == 0 -> word[s] = 1 :: else fi
#else
	skip
#endif
}
inline READ_WORD(s, v) {
	if
	:: s == NONE
#ifdef M_NOT_ANEW
	:: OWN(s) -> v = word[s]
#else
	:: OWN(s) -> v = 1
#endif
	:: s != NONE && !OWN(s) ->
		v = word[s];
		atomic { if :: woken[s] > 0 -> woken[s]-- :: else fi }
	fi
}
inline READ_WORDS() {
	READ_WORD(a, va); READ_WORD(b, vb)
}
inline QUEUE(s, v) {
	atomic {
		if
		:: s == NONE || bad
		:: s != NONE && !bad ->
			if :: word[s] == v -> on[s] = on[s] | BIT(p) :: else -> bad = true fi
		fi
	}
}
inline LEAVE_ONE(s) {
	if
	:: s == NONE
	:: OWN(s) -> word[s] = 0
	:: s != NONE && !OWN(s) ->
		atomic { waiters[s]--; if :: woken[s] > 0 -> woken[s]-- :: else fi }
	fi
}
inline LEAVE() {
	LEAVE_ONE(a); LEAVE_ONE(b)
}

#if defined(M_INDEX_ONLY)
#define PASSES(s) ((s) == index)
#elif defined(M_NOT_INDEX)
#define PASSES(s) ((s) != index)
#elif defined(M_TAKEN_ONLY)
#define PASSES(s) ((s) == took)
#elif defined(M_NOT_TAKEN)
#define PASSES(s) ((s) != took)
#elif defined(M_NO_PASS_EMPTY)
#define PASSES(s) (took != NONE)
#else
#define PASSES(s) true
#endif
#ifdef M_NO_PASS_END
#define LEFT(s) DOES(s)
#else
#define LEFT(s) READY(s)
#endif
inline PASS(s) {
	if
	:: s != NONE && !OWN(s) && PASSES(s) && waiters[s] > 0 && LEFT(s) -> WAKE(s)
	:: else
	fi
}

inline WAITV() {
	bad = false;
	QUEUE(a, va); QUEUE(b, vb);
	if
	:: bad
	:: else ->
end_asleep:
		if :: hit[p] != 0 :: may_be_late -> late = true fi
	fi;
	atomic { /* off all queues; one index is reported */
		on[a] = on[a] & (31 - BIT(p));
		if :: b != NONE -> on[b] = on[b] & (31 - BIT(p)) :: else fi;
		index = NONE;
#if defined(M_INDEX_ONLY) || defined(M_NOT_INDEX)
		if
		:: hit[p] & BIT(a) -> index = a
		:: b != NONE && (hit[p] & BIT(b)) -> index = b
		:: hit[p] == 0
		fi;
#endif
		if :: hit[p] -> late = false :: else fi;
		hit[p] = 0; bad = false; va = 0; vb = 0
	}
}
inline COMPARE(s, v) {
	if :: s != NONE -> if :: word[s] != v -> bad = true :: else fi :: else fi
}
inline BY_THE_BELL() {
	bad = false;
#ifndef M_BELL_LATE
	seen = bell;
#endif
	by_bell++;
#ifndef M_NO_COMPARE
	COMPARE(a, va); COMPARE(b, vb);
#endif
#ifdef M_BELL_LATE
	seen = bell;
#endif
	atomic {
		if
		:: !bad && bell == seen ->
			on_bell = on_bell | BIT(p);
			mine[p] = BIT(a);
			if :: b != NONE -> mine[p] = mine[p] | BIT(b) :: else fi
		:: else
		fi;
		seen = 0; bad = false
	};
end_by_bell:
	if
	:: !(on_bell & BIT(p))
	:: may_be_late && (on_bell & BIT(p)) -> atomic { on_bell = on_bell & (31 - BIT(p)); late = true }
	fi;
	atomic { by_bell--; mine[p] = 0; va = 0; vb = 0 }
}
/* One word is slept on with futex_wait: nothing refuses that. */
inline SLEEP() {
#ifdef REFUSED
	if :: b != NONE -> BY_THE_BELL() :: else -> WAITV() fi
#else
	WAITV()
#endif
}

proctype call(byte p; byte a; byte b; bool may_be_late; bool cancels)
{
	byte took, va, vb, index, seen, x, y;
	bool late, bad;
	index = NONE; /* the look before the announcement is anybody's: left out */
#ifndef M_LOOK_FIRST
	ANNOUNCE();
#endif
	do
	:: ANEW(a); ANEW(b);
		READ_WORDS();
		if :: cancels -> took = NONE; break :: true fi; /* the token comes first */
		TRY();
#ifdef M_WORD_LATE
		READ_WORDS();
#endif
		if :: took != NONE || late -> break :: else fi;
#ifdef M_LOOK_FIRST
		ANNOUNCE();
		READ_WORDS();
#endif
		SLEEP()
#ifdef M_LOOK_FIRST
		; LEAVE()
#endif
	od;
	va = 0; vb = 0; late = false;
#ifdef M_CHECK_FIRST
	PASS(a); PASS(b);
#endif
#ifndef M_LOOK_FIRST
	LEAVE();
#endif
#ifndef M_CHECK_FIRST
	PASS(a); PASS(b);
#endif
	took = 0; index = 0
}

/* A send or a receive that need not wait. */
proctype move(byte s)
{
	byte x, y;
	EFFECT(s);
	WAKE(PEER(s))
}

/* Positions 0 and 1 of A are claimed; the one behind is published first, and its wake finds nothing. */
proctype around_a_hole()
{
	byte x, y;
	WAKE(0);
	atomic { count[0] = 2; sent[0] = 2 };
	WAKE(0)
}

proctype publish_late()
{
	byte x, y;
	atomic { claimed[0]--; count[0]++; sent[0]++ };
	WAKE(0)
}

/* kc_side_wake_the_one for no reason: kc_cancel_set_off where threads sleep alone. */
proctype for_nothing()
{
	byte x, y;
	WAKE(2)
}

proctype closing()
{
	byte s, y;
	closed = true;
	do
	:: s == 2 -> break
	:: else ->
		RING_FIRST();
		word[s]++;
		do :: on[s] != 0 -> KERNEL_WAKE(s) :: else -> break od;
		RING();
		y = 0;
		s++
	od;
	s = 0
}

#ifdef TIMED
#define LATE true
#else
#define LATE false
#endif
#ifdef CANCELS
#define OFF true
#else
#define OFF false
#endif
init {
	atomic {
#if defined(FACING)
		/* A is full, B is empty. */
		count[0] = CAP; sent[0] = CAP;
		run call(0, 1, 2, LATE, OFF); /* select { send A, receive B } */
		run call(1, 0, 3, LATE, OFF); /* select { receive A, send B } */
		run call(2, 1, NONE, LATE, false);
		run call(3, 2, NONE, LATE, false)
#elif defined(TWO)
		run call(0, 0, 2, LATE, OFF);
		run call(1, 2, 0, LATE, OFF);
		run move(1);
		run move(3)
#elif defined(CHAIN)
		run call(0, 0, 2, LATE, OFF);
		run call(1, 0, NONE, false, false);
		run around_a_hole()
#elif defined(ENDS)
		claimed[0] = 1;
		run call(0, 0, 2, LATE, OFF);
		run call(1, 0, NONE, false, false);
		run publish_late();
		run closing()
#elif defined(ALONE)
		run call(0, 0, 2, LATE, OFF);
		run move(3);
		run for_nothing()
#elif defined(REFUSED)
		run call(0, 0, 2, LATE, OFF);
		run call(1, 2, NONE, false, false);
		run move(1);
		run move(3)
#else
		run call(0, 0, 2, LATE, OFF);
		run call(1, 0, NONE, false, false);
		run move(1);
		run move(3)
#endif
	};
	timeout ->
		d_step {
			byte s;
			s = 0;
			do
			:: s == 4 -> break
			:: else ->
				assert(!(on[s] && READY(s)));
				byte q;
				q = 0;
				do
				:: q == THREADS -> break
				:: else ->
					assert(!((on_bell & BIT(q)) && (mine[q] & BIT(s)) && READY(s)));
					q++
				od;
				s++
			od;
			assert(count[0] == sent[0] - received[0] && count[1] == sent[1] - received[1])
		}
}
