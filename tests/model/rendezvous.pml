/* rendezvous.pml - wait records: threads that meet on two channels, with one case or two.
 *
 * Mirrors wait/record.h and chan/meet.c. Channel X = 0, Y = 1; a place is an endpoint of one of them. Threads:
 *   0  send X or receive Y      1  receive X or send Y      2  send X, with a time-out: it takes its offer back
 *   -DTRYER 3: tries to receive X and never registers
 *   -DROUNDS=2  0 and 1 wait a second time, with the record of their other endpoint: places name another record, and the
 *               numbers are the other way round
 *   -DHANDED    0 times out, gives the endpoint on Y to another thread, and both wait again, 0 with the same record; 1
 *               only sends
 *   -DSWAP      the numbers are the other way round from the start
 *   -DPLAIN     0 and 1 have their case on X only; -DNOTHIRD: without 2
 *   -DCLOSE     the channels are closed at any time
 *   -DWAITER    one waits for a receiver of X without an offer, in the place of 0
 * Words change by locked instructions or are stored with nothing behind them that the other side must not see first,
 * and a fence follows the bits and the clearing of AGAIN: memory is sequentially consistent here.
 *
 * PROPERTY  each element is received exactly once if its send succeeded, else not at all; when nothing can move any
 *           more no two sleepers fit, none sleeps after the close, and who waits for a receiver does not sleep beside
 *           one; a try fails only if no partner waited all the time.
 *
 * RUN pass |                                               | two selects and a send that may time out
 * RUN pass | -DSWAP                                        | the other order of numbers
 * RUN pass | -DNOTHIRD -DROUNDS=2                          | two selects, twice, with other records
 * RUN pass | -DNOTHIRD -DHANDED                            | an endpoint that goes to another thread, and a record that waits again
 * RUN pass | -DNOTHIRD -DTRYER                             | two selects and a try
 * RUN pass | -DPLAIN -DNOTHIRD -DTRYER                     | a send, a receive, a try
 * RUN pass | -DPLAIN -DNOTHIRD -DCLOSE                     | a send, a receive, and a close
 * RUN pass | -DPLAIN -DWAITER                              | a receive, a send that times out, and one who waits for a receiver
 * RUN fail | -DM_NO_AGAIN                                  | a higher one passes a lower one by and sleeps
 * RUN fail | -DM_CLEAR_LATE                                | AGAIN is cleared after the scan
 * RUN fail | -DM_AGAIN_NOT_SEEN                            | doze does not look at AGAIN
 * RUN fail | -DM_NOT_ASLEEP                                | doze does not say that it sleeps
 * RUN fail | -DNOTHIRD -DTRYER -DM_WAKE_ONE                 | one wake, which goes to who naps until the record is not BUSY
 * RUN fail | -DM_ONE_PHASE                                 | WAITING -> MATCHED, then the element
 * RUN fail | -DM_BOTH_INITIATE                             | no order of numbers, and the own record is not taken
 * RUN fail | -DM_NO_OWN_BUSY                               | the own record is not taken first
 * RUN fail | -DM_UNHOLD_PLAIN                              | who lets go of its record does not look again
 * RUN fail | -DM_NO_RESCAN                                 | no scan after the bits were set
 * RUN fail | -DM_RETRACT_IS_FAIL                           | an offer that cannot be taken back is reported as timed out
 * RUN fail | -DNOTHIRD -DHANDED -DM_NO_SEQ                 | the swap does not compare the sequence
 * RUN fail | -DNOTHIRD -DHANDED -DM_BIT_FIRST              | the bit is read before the word
 * RUN fail | -DNOTHIRD -DHANDED -DM_SLOT_ONCE              | the slot is not read again after the word
 * RUN fail | -DPLAIN -DNOTHIRD -DTRYER -DM_TRY_GIVES_UP    | a try takes BUSY for nobody
 * RUN fail | -DPLAIN -DNOTHIRD -DCLOSE -DM_NO_STIR         | close wakes nobody
 * RUN fail | -DPLAIN -DNOTHIRD -DCLOSE -DM_STIR_FIRST      | close wakes before it closes
 * RUN fail | -DPLAIN -DWAITER -DM_NO_LOOK                  | who registers does not look for those who wait for a partner
 * RUN fail | -DPLAIN -DWAITER -DM_BUSY_IS_NOBODY           | who waits for a partner takes BUSY for nobody
 */
#define IDLE 0
#define WAITING 1
#define BUSY 2
#define MATCHED 3
#define NONE 15
#define PLACES 6
#define RECORDS 5
#ifndef ROUNDS
#define ROUNDS 1
#endif
/* Places: 0, 1 are thread 0's; 2, 3 thread 1's; 4 thread 2's; 5 the one's that tries, which never stands there. */
#define CHAN(q) (q == 1 || q == 3)
#define SENDS(q) (q == 0 || q == 3 || q == 4)
#define FIT(p, q) (CHAN(p) == CHAN(q) && SENDS(p) != SENDS(q))
#define BIT(q) ((waiting >> (q)) & 1)

#ifdef SWAP
#define NUMBER(r) (RECORDS - (r))
#else
#define NUMBER(r) (r)
#endif

byte st[RECORDS], seq[RECORDS]; /* the word, with: */
bool again[RECORDS], dozes[RECORDS];
byte mplace[RECORDS]; /* of MATCHED: the case, named by its place */
bool asleep[RECORDS]; /* in the kernel */
byte naps[RECORDS];   /* in the same queue: who waits until it is not BUSY */
byte waiting;         /* bits of places */
byte slot[PLACES];    /* record */
byte buf[PLACES];     /* the caller's element */
bool closed;
byte waiters, w_word; /* of the senders' side */
bool w_asleep;
/* What came of it. */
bool sent[8];
byte rcvd[8];
bool own[RECORDS]; /* BUSY by its owner */
bool handed; /* thread 0 has given place 1 away */

#ifdef M_NO_SEQ
#define SAME(m) (st[m] == WAITING)
#else
#define SAME(m) (st[m] == WAITING && seq[m] == n && again[m] == a && dozes[m] == z)
#endif

inline WAKE(m) {
#ifdef M_WAKE_ONE
	if
	:: asleep[m] -> asleep[m] = 0
	:: naps[m] -> skip /* it is woken instead */
	:: else
	fi
#else
	asleep[m] = 0
#endif
}
inline NUDGE(m, n) {
	atomic {
		x = 0;
		if
		:: st[m] == WAITING && seq[m] == n && !again[m] -> x = dozes[m]; again[m] = 1; dozes[m] = 0
		:: else
		fi
	};
	if :: x -> WAKE(m) :: else fi;
	x = 0
}
inline RECEIVED(v) {
	atomic { assert(v != 0); rcvd[v]++; assert(rcvd[v] < 2) }
}
/* meet(): whoever waits at place q, for the own case at place p. */
inline MEET(q, p) {
	do
	::
		/* Each step reads the shared memory once; what follows from it belongs to it. */
#ifdef M_BIT_FIRST
		atomic { m = slot[q]; if :: m == NONE || !BIT(q) || (reg && m == rec) -> break :: else fi };
		atomic { s = st[m]; n = seq[m]; a = again[m]; z = dozes[m] };
#else
		atomic { m = slot[q]; if :: m == NONE || (reg && m == rec) -> break :: else fi };
		atomic { s = st[m]; n = seq[m]; a = again[m]; z = dozes[m] };
		atomic { if :: !BIT(q) -> break :: else fi };
#endif
#ifndef M_SLOT_ONCE
		atomic { if :: slot[q] != m -> break :: else fi };
#endif
		if
		:: s != WAITING && (s != BUSY || reg) -> break
		:: s == BUSY && !reg ->
#ifdef M_TRY_GIVES_UP
			break
#else
			/* kc_record_settle: naps, and its time is up whenever it is. */
			atomic { if :: st[m] == BUSY -> naps[m]++ :: else -> known = 1 fi };
			if :: !known -> naps[m]-- :: else fi;
			known = 0
#endif
		:: s == WAITING ->
#ifndef M_BOTH_INITIATE
			if
			:: reg && NUMBER(rec) > NUMBER(m) ->
#ifndef M_NO_AGAIN
				NUDGE(m, n);
#endif
				break
			:: else
			fi;
#ifndef M_NO_OWN_BUSY
			if
			:: reg -> /* kc_record_hold */
				atomic {
					if
					:: st[rec] == WAITING -> st[rec] = BUSY; again[rec] = 0; dozes[rec] = 0; own[rec] = 1
					:: else -> goto matched
					fi
				}
			:: else
			fi;
#endif
#endif
			atomic { /* kc_record_take */
				ok = 0;
				if
				:: SAME(m) -> ok = 1; again[m] = 0; dozes[m] = 0;
#ifdef M_ONE_PHASE
					st[m] = MATCHED; mplace[m] = q
#else
					st[m] = BUSY
#endif
				:: else
				fi
			};
			if
			:: ok ->
				atomic { if :: SENDS(p) -> buf[q] = elem :: else -> got = buf[q] fi };
#ifndef M_ONE_PHASE
				atomic { st[m] = MATCHED; mplace[m] = q };
#endif
				atomic {
					if :: z -> WAKE(m) :: else fi;
					if :: SENDS(p) -> sent[elem] = 1 :: else -> RECEIVED(got) fi
				};
				goto finish
			:: else ->
#if !defined(M_BOTH_INITIATE) && !defined(M_NO_OWN_BUSY)
				if
				:: reg -> /* kc_record_unhold */
#ifdef M_UNHOLD_PLAIN
					atomic { st[rec] = WAITING; own[rec] = 0 }
#else
					atomic { st[rec] = WAITING; again[rec] = 1; own[rec] = 0 }
#endif
				:: else
				fi
#else
				skip
#endif
			fi
		fi
	od;
	atomic { m = 0; s = 0; n = 0; a = 0; z = 0; ok = 0 }
}
/* kc_meet_initiate for both cases. */
inline SCAN() {
	q = 0;
#ifdef CLOSE
	if :: closed -> goto shut :: else fi;
#endif
	do
	:: atomic {
			q < PLACES && slot[q] != NONE && (FIT(pa, q) || (pb != NONE && FIT(pb, q))) ->
			p = (FIT(pa, q) -> pa : pb)
		};
		MEET(q, p);
		q++
	:: atomic { q < PLACES && (slot[q] == NONE || !(FIT(pa, q) || (pb != NONE && FIT(pb, q)))) -> q++ }
	:: atomic { q == PLACES -> q = 0; p = 0; break }
	od
}
proctype thread(byte pa; byte pb; byte rec; byte rec2; byte elem; bool may_time_out)
{
	byte m, s, n, q, p, got, round;
	bool reg, a, z, ok, x, late, known;
#ifdef HANDED
	pa != 1 || handed;
#endif
next:
	do
	::
#ifdef M_CLEAR_LATE
		if :: reg && st[rec] != WAITING -> goto matched :: else fi;
#else
		atomic { /* kc_record_look */
			if
			:: reg && st[rec] == WAITING -> again[rec] = 0; dozes[rec] = 0
			:: reg && st[rec] != WAITING -> goto matched
			:: else
			fi
		};
#endif
#ifdef M_NO_RESCAN
		if :: !reg -> SCAN() :: else fi;
#else
		SCAN();
#endif
#ifdef M_CLEAR_LATE
		atomic {
			if
			:: reg && st[rec] == WAITING -> again[rec] = 0; dozes[rec] = 0
			:: reg && st[rec] != WAITING -> goto matched
			:: else
			fi
		};
#endif
		if
		:: !reg -> /* the attempt has met nobody: kc_meet_register, and look again */
			atomic { slot[pa] = rec; buf[pa] = (SENDS(pa) -> elem : 0) };
			if :: pb != NONE -> atomic { slot[pb] = rec; buf[pb] = (SENDS(pb) -> elem : 0) } :: else fi;
			atomic { seq[rec]++; st[rec] = WAITING };
			waiting = waiting | (1 << pa);
			if :: pb != NONE -> waiting = waiting | (1 << pb) :: else fi;
			atomic { reg = 1; ok = 0 };
#ifndef M_NO_LOOK
			if :: !SENDS(pa) && waiters -> atomic { w_word++; w_asleep = 0 } :: else fi;
#endif
			goto next
		:: else
		fi;
		if :: late -> break :: else fi;
		atomic { /* kc_record_doze */
			ok = 0;
			if
#ifdef M_AGAIN_NOT_SEEN
			:: st[rec] == WAITING -> ok = 1;
#else
			:: st[rec] == WAITING && !again[rec] -> ok = 1;
#endif
#ifndef M_NOT_ASLEEP
				dozes[rec] = 1
#endif
			:: else
			fi
		};
		if
		:: ok ->
			atomic {
				ok = 0;
#ifdef M_AGAIN_NOT_SEEN
				if :: st[rec] == WAITING -> asleep[rec] = 1 :: else fi
#else
				if :: st[rec] == WAITING && !again[rec] -> asleep[rec] = 1 :: else fi
#endif
			};
end_asleep:
			if
			:: !asleep[rec]
			:: may_time_out -> asleep[rec] = 0; late = 1
			fi
		:: else
		fi
	od;
shut:
	/* Time is up, or closed: kc_meet_retract, if it is registered. */
	if
	:: reg ->
		atomic {
			if
			:: st[rec] == WAITING -> st[rec] = IDLE; again[rec] = 0; dozes[rec] = 0; goto finish
#ifdef M_RETRACT_IS_FAIL
			:: else -> goto finish
#else
			:: else
#endif
			fi
		}
	:: else -> goto finish
	fi;
matched:
	st[rec] == MATCHED;
	assert(mplace[rec] == pa || mplace[rec] == pb);
	if
	:: SENDS(mplace[rec]) -> sent[elem] = 1
	:: else -> RECEIVED(buf[mplace[rec]])
	fi;
finish:
	if
	:: reg ->
		waiting = waiting & (63 - (1 << pa));
		if :: pb != NONE -> waiting = waiting & (63 - (1 << pb)) :: else fi;
		atomic { st[rec] = IDLE; again[rec] = 0; dozes[rec] = 0; own[rec] = 0; mplace[rec] = 0 };
		atomic { buf[pa] = 0; if :: pb != NONE -> buf[pb] = 0 :: else fi }
	:: else
	fi;
	atomic { m = 0; s = 0; n = 0; q = 0; p = 0; got = 0; reg = 0; a = 0; z = 0; ok = 0; late = 0; round++ };
	if
#ifdef HANDED
	:: round == 1 && pa == 0 -> atomic { pb = NONE; elem = elem + 3; handed = 1 }; goto next
#endif
	:: round < ROUNDS && rec2 != NONE && !closed -> atomic { rec = rec2; elem = elem + 3 }; goto next
	:: else
	fi
}

/* Somebody whose offer stood, and stands, and was in nobody's hands but its own. */
#define STANDS(q) (slot[q] != NONE && BIT(q) && (st[slot[q]] == WAITING || (st[slot[q]] == BUSY && own[slot[q]])))

proctype tryer()
{
	byte m, s, n, q, got, was0, was4;
	bool a, z, ok, x, known;
	byte rec, elem;
	bool reg;
	atomic {
		if :: STANDS(0) -> was0 = seq[slot[0]] + 1 :: else fi;
		if :: STANDS(4) -> was4 = seq[slot[4]] + 1 :: else fi
	};
	if :: closed -> goto shut :: else fi;
	MEET(0, 5);
	MEET(4, 5);
matched: /* never: it is not registered */
shut:
	atomic {
		assert(!(was0 && STANDS(0) && was0 == seq[slot[0]] + 1));
		assert(!(was4 && STANDS(4) && was4 == seq[slot[4]] + 1))
	};
finish:
	skip
}

#define STIR(q) \
	if \
	:: BIT(q) -> r = slot[q]; NUDGE(r, seq[r]) \
	:: else \
	fi
proctype closer()
{
	byte r;
	bool x;
#ifndef M_STIR_FIRST
	closed = 1;
#endif
#ifndef M_NO_STIR
	STIR(0);
	STIR(1);
	STIR(2);
	STIR(3);
	STIR(4);
#endif
	closed = 1;
	skip
}

/* kc_tx_wait on X: kc_meet_is_there, on the side's word. */
proctype waiter()
{
	byte seen;
	waiters++;
	do
	:: seen = w_word;
		do
#ifndef M_BUSY_IS_NOBODY
		:: BIT(2) && st[slot[2]] == BUSY -> st[slot[2]] != BUSY /* it must know */
		:: BIT(2) && st[slot[2]] == WAITING -> goto there
		:: !BIT(2) || st[slot[2]] == MATCHED || st[slot[2]] == IDLE -> break
#else
		:: BIT(2) && st[slot[2]] == WAITING -> goto there
		:: else -> break
#endif
		od;
		atomic { if :: w_word == seen -> w_asleep = 1 :: else fi };
end_waiter:
		!w_asleep
	od;
there:
	waiters--
}

init {
	byte i, j;
	atomic {
		i = 0;
		do :: i < PLACES -> slot[i] = NONE; i++ :: else -> break od;
		i = 0;
#ifdef PLAIN
#ifndef WAITER
		run thread(0, NONE, 0, NONE, 1, 0);
#endif
		run thread(2, NONE, 1, NONE, 2, 0);
#elif defined(HANDED)
		run thread(0, 1, 0, NONE, 1, 1);
		run thread(3, NONE, 1, NONE, 2, 0);
		run thread(1, NONE, 4, NONE, 0, 0);
#else
		run thread(0, 1, 0, 4, 1, 0);
		run thread(2, 3, 1, 3, 2, 0);
#endif
#ifndef NOTHIRD
		run thread(4, NONE, 2, NONE, 3, 1);
#endif
#ifdef TRYER
		run tryer();
#endif
#ifdef CLOSE
		run closer();
#endif
#ifdef WAITER
		run waiter();
#endif
	};
	timeout ->
	atomic {
		i = 0;
		do :: i < 8 -> assert(rcvd[i] == sent[i]); i++ :: else -> break od;
		i = 0;
		do
		:: i < RECORDS -> assert(st[i] == IDLE || st[i] == WAITING); i++
		:: else -> break
		od;
		assert(!(closed && waiting));
		assert(!(w_asleep && BIT(2)));
		i = 0;
		do
		:: i < PLACES ->
			j = 0;
			do
			:: j < PLACES -> assert(!(BIT(i) && BIT(j) && slot[i] != slot[j] && FIT(i, j))); j++
			:: else -> break
			od;
			i++
		:: else -> break
		od
	}
}
