/* external.pml - external waiters, eventfds and io_uring requests, beside sleeping threads: nobody waits for what is
 * there already.
 *
 * Mirrors kc_ext_arm, kc_ext_fire, kc_ext_prepare, kc_ext_tell, kc_ext_close (wait/ext.c), kc_ext_wake (wait/ext.h),
 * kc_end_rearm, kc_end_prepare_wait (chan/ext.c), kc_end_wake_peer, sleep_alone (chan/block.c), kc_end_published
 * (chan/block.h), kc_side_*_one (wait/side.{h,c}), kc_mode_* (wait/mode.{h,c}). Publishers have store buffers; who
 * waits only uses locked operations, which are fences on x86, and is modelled without. The attention word has its
 * bits: THREAD, FD, URING.
 *
 * Without -DMANY the side has one waiter (SPSC): one publisher that goes FAST and back; the endpoint's thread serves
 * its eventfd, and with -DBLOCKS may also wait in a plain call. With -DMANY two publishers, who are FENCED (the shared
 * FAST is wait_many's), two endpoints in event loops (-DSOLO: one) and a thread of another endpoint that sleeps
 * (-DNO_THREAD: none). -DDEAF: an eventfd is armed and never served, as by a loop that is busy elsewhere. -DRINGS:
 * requests instead of eventfds; an owner may take long between preparing and submitting, and need not come back.
 * -DCLOSES: the second endpoint is closed some time.
 * PROPERTY  when nothing can move any more and an element is there: every eventfd is readable, no request and no
 *           thread is asleep. Nobody writes to an eventfd that is closed.
 *
 * RUN pass |                                | SPSC, an event loop
 * RUN pass | -DBLOCKS                       | which also waits in plain calls
 * RUN pass | -DDEAF                         | armed and never served
 * RUN pass | -DDEAF -DBLOCKS                | the same thread waits in plain calls and never serves it
 * RUN pass | -DRINGS                        | SPSC, two requests
 * RUN pass | -DMANY -DNO_THREAD             | two publishers, two event loops
 * RUN pass | -DMANY -DSOLO                  | two publishers, an event loop, a thread
 * RUN pass | -DMANY -DSOLO -DDEAF           | the loop is busy elsewhere
 * RUN pass | -DMANY -DNO_THREAD -DRINGS     | two requests
 * RUN pass | -DMANY -DSOLO -DRINGS          | a request and a thread
 * RUN pass | -DMANY -DCLOSES -DNO_THREAD    | one of two endpoints is closed
 * RUN fail | -DM_WRITE_THEN_DISARM          | the eventfd is written before armed is taken
 * RUN fail | -DM_NO_REFIRE                  | what the look finds is taken without writing the eventfd
 * RUN fail | -DM_NO_RECHECK                 | no look after the announcement
 * RUN fail | -DM_CLEAR_LAST                 | the eventfd is cleared after the look
 * RUN fail | -DM_NO_MEMBARRIER              | who arms ignores that the sender is FAST
 * RUN fail | -DM_NO_FENCED_FENCE            | FENCED without its fence
 * RUN fail | -DM_BIT_FIRST -DMANY -DNO_THREAD | the bit is set before armed (X1)
 * RUN fail | -DM_TELL_THEN_TAKE -DMANY -DNO_THREAD | the bit is taken after the list was walked
 * RUN fail | -DM_SHARED_WORD -DMANY -DSOLO -DDEAF | who told an external waiter wakes no thread
 * RUN fail | -DM_ANNOUNCE_STORES -DDEAF -DBLOCKS | a thread's announcement overwrites the bits
 * RUN fail | -DM_WITHDRAW_CLEARS -DDEAF -DBLOCKS | so does its withdrawal
 * RUN fail | -DM_VALUE_LATE -DRINGS         | the request's value is read after the look
 * RUN fail | -DM_NO_STALE -DRINGS           | a ready channel's request waits with the value that the word has
 * RUN fail | -DM_READY_TAKES_BIT -DRINGS -DMANY -DNO_THREAD | and takes back the bit, which is another's, too
 * RUN fail | -DM_NOT_ADVANCED -DRINGS       | requests are woken, but the word stays
 * RUN fail | -DM_NO_LOCK -DMANY -DCLOSES -DNO_THREAD | an eventfd is closed while somebody walks the list
 * RUN fail | -DM_CLOSE_TAKES_BIT -DMANY -DCLOSES -DNO_THREAD | closing takes the bit of those that are left
 */
#ifdef MANY
#define CPUS 2
#else
#define CPUS 1
#endif
#ifndef MESSAGES
#ifdef MANY
#define MESSAGES 1
#else
#define MESSAGES 3
#endif
#endif
#define DATA 0 /* elements that publisher 0 has published; 1: publisher 1 */
#define ATTENTION 2
#define MODE 3
#define ARMED 4 /* of eventfd 0; 5: of eventfd 1 */
#define EXT 6   /* word_ext */
#define WORDS 7
#define BUF 3
#include "tso.h"

#define THREAD 1
#define FD 2
#define URING 4
#define FENCED 0
#define FAST 1
#define STREAK 2

byte taken;
bool efd[2], open[2]; /* readable; in the list */
bool submitted[2];    /* the request is in the kernel's queue of word_ext */
bool asleep;          /* the thread is in that of the word */
byte sequence;        /* -DMANY: the word that threads sleep on */
bool list_lock;

#define THERE (mem[DATA] + mem[DATA + 1] > taken)
/* Who waits has no store buffer. */
inline OR_BITS(bits) {
	atomic { mem[ATTENTION] = mem[ATTENTION] | (bits) }
}
inline TAKE_BITS(c, bits, old) {
	atomic { FENCE(c); old = mem[ATTENTION] & (bits); mem[ATTENTION] = mem[ATTENTION] & (7 - (bits)) }
}
inline LOCK() {
#ifndef M_NO_LOCK
	atomic { !list_lock -> list_lock = true }
#else
	skip
#endif
}
inline UNLOCK() {
	list_lock = false
}

/* --- those who publish ------------------------------------------------------------------------ */

/* kc_ext_fire */
inline FIRE(c, i) {
#ifdef M_WRITE_THEN_DISARM
	LOAD(c, ARMED + i, x);
	if :: x -> efd[i] = true; SWAP(c, ARMED + i, 0, x) :: else fi;
#else
	SWAP(c, ARMED + i, 0, x);
	if
	:: x -> assert(open[i]); efd[i] = true; told = true
	:: else
	fi;
#endif
	x = 0
}
inline WALK(c) {
	LOCK();
	if :: open[0] -> FIRE(c, 0) :: else fi;
#ifdef MANY
	if :: open[1] -> FIRE(c, 1) :: else fi;
#endif
	UNLOCK()
}
/* kc_ext_tell */
inline TELL(c) {
	LOAD(c, ATTENTION, y);
	if
	:: y & FD ->
#ifdef M_TELL_THEN_TAKE
		WALK(c);
		TAKE_BITS(c, FD, y)
#else
		TAKE_BITS(c, FD, y);
		if :: y -> WALK(c) :: else fi
#endif
	:: else
	fi;
	LOAD(c, ATTENTION, y);
	if
	:: y & URING ->
		TAKE_BITS(c, URING, y);
		if
		:: y ->
#ifndef M_NOT_ADVANCED
			atomic { FENCE(c); mem[EXT]++ };
#endif
			atomic { submitted[0] = false; submitted[1] = false; told = true }
		:: else
		fi
	:: else
	fi;
	y = 0
}
/* kc_end_wake_peer */
inline WAKE_PEER(c) {
	TELL(c);
#ifdef M_SHARED_WORD
	if :: told -> skip :: else ->
#endif
#ifdef MANY
	LOAD(c, ATTENTION, x);
	if :: x & THREAD -> atomic { FENCE(c); sequence++ }; asleep = false :: else fi;
#else
	TAKE_BITS(c, THREAD, x);
	if :: x -> asleep = false; told = true :: else fi;
#endif
#ifdef M_SHARED_WORD
	fi;
#endif
	x = 0;
#ifndef MANY
	if
	:: told -> streak = 0; if :: mode != FENCED -> mode = FENCED; STORE(c, MODE, FENCED) :: else fi
	:: else
	fi;
#endif
	told = false
}
/* kc_end_published; with -DMANY kc_end_published_shared in FENCED */
inline PUBLISHED(c) {
	if
	:: mode == FENCED ->
#ifndef M_NO_FENCED_FENCE
		FENCE(c);
#endif
		LOAD(c, ATTENTION, x);
		if
		:: x -> x = 0; WAKE_PEER(c)
		:: else ->
#ifndef MANY
			streak++;
			if
			:: streak >= STREAK ->
				streak = STREAK;
				mode = FAST;
				STORE(c, MODE, FAST);
				FENCE(c);
				LOAD(c, ATTENTION, x); /* kc_end_gone_fast */
				if :: x -> x = 0; WAKE_PEER(c) :: else fi
			:: else
			fi
#else
			skip
#endif
		fi
	:: else ->
		LOAD(c, ATTENTION, x);
		if :: x -> x = 0; WAKE_PEER(c) :: else fi
	fi
}
proctype publisher(byte c)
{
	byte n, x, y, streak;
	bool mode = FENCED, told;
	do
	:: n == MESSAGES -> break
	:: else ->
		n++;
		STORE(c, DATA + c, n);
		PUBLISHED(c)
	od
}

/* --- those who wait --------------------------------------------------------------------------- */

/* kc_mode_is_fast */
inline MEET() {
#if !defined(MANY) && !defined(M_NO_MEMBARRIER)
	if :: mem[MODE] == FAST -> FENCE(0) :: else fi
#else
	skip
#endif
}
/* An attempt: kc_spsc_get, kc_mpmc_recv of one. */
inline TAKE_ONE() {
	atomic { got = THERE; if :: got -> taken++ :: else fi }
}

/* kc_end_rearm */
inline ARM(i) {
#ifndef M_CLEAR_LAST
	efd[i] = false;
#endif
#ifdef M_BIT_FIRST
	OR_BITS(FD);
	mem[ARMED + i] = 1;
#else
	mem[ARMED + i] = 1;
	OR_BITS(FD);
#endif
	MEET();
#ifndef M_NO_RECHECK
	if
	:: THERE ->
#ifdef M_NO_REFIRE
		TAKE_ONE()
#else
		atomic { got = mem[ARMED + i]; mem[ARMED + i] = 0 }; /* kc_ext_fire */
		if :: got -> efd[i] = true :: else fi
#endif
	:: else
	fi;
#endif
#ifdef M_CLEAR_LAST
	efd[i] = false;
#endif
	got = false
}
/* sleep_alone */
inline BLOCK() {
	do
	::
#ifdef M_ANNOUNCE_STORES
		atomic { mem[ATTENTION] = THREAD; value = THREAD };
#else
		atomic { value = mem[ATTENTION] | THREAD; mem[ATTENTION] = value };
#endif
		MEET();
		TAKE_ONE();
		if :: got -> break :: else fi;
		atomic { if :: mem[ATTENTION] == value -> asleep = true :: else fi; value = 0 };
end_asleep:
		!asleep;
		TAKE_ONE();
		if :: got -> break :: else fi
	od;
	atomic {
		value = 0;
		got = false;
#ifdef M_WITHDRAW_CLEARS
		mem[ATTENTION] = 0
#else
		mem[ATTENTION] = mem[ATTENTION] & (FD | URING)
#endif
	}
}
#ifdef M_CLOSE_TAKES_BIT
#define NOBODY_LEFT true
#else
#define NOBODY_LEFT (!open[1 - i])
#endif
/* kc_ext_close */
inline CLOSE() {
	LOCK();
	open[i] = false;
	if :: NOBODY_LEFT -> atomic { mem[ATTENTION] = mem[ATTENTION] & (THREAD | URING) } :: else fi;
	efd[i] = false;
	UNLOCK()
}
/* An endpoint in an event loop; deaf: the loop does not come back to it. */
proctype loop(byte i; bool deaf)
{
	byte value;
	bool got;
#ifdef BLOCKS
	byte calls;
#endif
	ARM(i);
end_wait:
	do
	:: efd[i] && !deaf ->
		do
		:: TAKE_ONE();
			if
			:: got -> if :: break :: true fi
			:: else -> ARM(i); break
			fi
		od;
		got = false
#ifdef BLOCKS
	:: calls < 1 -> calls++; BLOCK()
#endif
#ifdef CLOSES
	:: i == 1 -> CLOSE(); break
#endif
	od
}

/* An endpoint with one request at a time; it may leave it at that whenever one has completed. */
proctype requester(byte i)
{
	byte value;
	bool got;
	do
	::
#ifndef M_VALUE_LATE
		value = mem[EXT]; /* kc_ext_prepare */
#endif
		OR_BITS(URING);
		MEET();
		if
		:: THERE ->
#ifndef M_NO_STALE
			value = value - 1;
#endif
#ifdef M_READY_TAKES_BIT
			atomic { mem[ATTENTION] = mem[ATTENTION] & (THREAD | FD) }
#else
			skip
#endif
		:: else
#ifdef M_VALUE_LATE
			-> value = mem[EXT]
#endif
		fi;
		atomic { if :: mem[EXT] == value -> submitted[i] = true :: else fi; value = 0 };
end_submitted:
		!submitted[i];
		do
		:: TAKE_ONE();
			if
			:: got -> if :: break :: true fi
			:: else -> break
			fi
		od;
		got = false;
		if :: break :: true fi
	od
}

/* A thread that receives on an endpoint of its own: sleep_among_others, without what is wait_many's. */
proctype thread()
{
	byte seen;
	bool got;
	do
	:: TAKE_ONE();
		if
		:: got -> skip
		:: else ->
			OR_BITS(THREAD);
			do
			:: seen = sequence;
				TAKE_ONE();
				if :: got -> break :: else fi;
				atomic { if :: sequence == seen -> asleep = true :: else fi; seen = 0 };
end_asleep:
				!asleep
			od;
			atomic { seen = 0; mem[ATTENTION] = mem[ATTENTION] & (FD | URING) }
		fi;
		got = false
	od
}

#ifdef DEAF
#define IS_DEAF true
#else
#define IS_DEAF false
#endif
init {
	atomic {
		run publisher(0);
#ifdef MANY
		run publisher(1);
#endif
#ifdef RINGS
		run requester(0);
#ifndef SOLO
		run requester(1);
#endif
#elif defined(MANY)
		open[0] = true;
		run loop(0, IS_DEAF);
#ifndef SOLO
		open[1] = true;
		run loop(1, false);
#endif
#else
		open[0] = true;
		run loop(0, IS_DEAF);
#endif
#if defined(MANY) && !defined(NO_THREAD)
		run thread()
#endif
	};
	timeout;
	assert(!(THERE && asleep));
	assert(!(THERE && (submitted[0] || submitted[1])));
	assert(!(THERE && ((open[0] && !efd[0]) || (open[1] && !efd[1]))))
}
