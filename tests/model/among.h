/* among.h - one side of an MPMC channel with several sleepers, and the other side that makes it ready.
 *
 * The names are those of sleeping receivers; with -DSENDERS the sleepers are senders, the publications are the
 * slots that receivers give back, and the end of the stream is the CLOSED bit at once. The code is the same for
 * both sides, and so is this model.
 *
 *   own      cursor of the sleeping side (received, or sent)
 *   given    cursor of the other side, with its CLOSED bit as `closed`
 *   mem[i]   slot of position i: 0 not there, 1 ready for the sleeping side, 2 taken and recycled
 *
 * ATTEMPT is kc_mpmc_recv with n = 1, its claim and its recycling as two steps: its "empty" was true when it
 * read the sequence, for it answers so only if the cursor has not moved since. -DTSO gives the publishers
 * store buffers; without it only the order of the steps is searched. */
#define NONE 9
byte own, given, taken, accepted;
bool closed;
byte waiters, word; /* struct kc_seg_side_wait */
byte asleep;        /* the kernel's queue of the futex: bit p */

#define READY (own < WORDS && mem[own] == 1)
#if defined(SENDERS) || defined(M_EPIPE_AT_HOLE)
#define END_AT(at) (closed)
#else
#define END_AT(at) (closed && (at) == given)
#endif
#ifdef SENDERS
#define GIVES (true) /* receivers go on after the close, senders do not */
#define TAKES (!closed)
#else
#define GIVES (!closed)
#define TAKES (true)
#endif
#ifdef SENDERS
#define PIPE_IS_END skip
#else
#define PIPE_IS_END assert(closed && taken == accepted)
#endif
#ifdef TSO
#define PUT(c, a) STORE(c, a, 1)
#else
#define PUT(c, a) mem[a] = 1
#endif

/* kc_side_wake; which of the sleepers futex_wake takes is the kernel's business */
inline PICK() {
	if
	:: asleep & 1 -> asleep = asleep & 6
	:: asleep & 2 -> asleep = asleep & 5
	:: asleep & 4 -> asleep = asleep & 3
	:: asleep == 0 -> skip
	fi
}
inline SIDE_WAKE(n) {
	atomic { if :: n < waiters -> x = n :: else -> x = waiters fi };
	if
	:: x > 0 ->
#ifdef M_WAKER_COUNTS
		atomic { if :: waiters > 0 -> waiters-- :: else fi };
#endif
#ifndef M_NO_WORD
		word++;
#endif
		atomic { PICK(); if :: x > 1 -> PICK() :: else fi; x = 0 }
	:: else
	fi
}

/* One call of the other side: a claim of n positions, their publications (M1, M2), kc_end_published_shared. */
inline PUBLISH(c, n) {
	atomic {
		FENCE(c); /* the claim's compare-and-swap */
		if :: GIVES -> k = given; given = given + n; accepted = accepted + n :: else -> k = NONE fi
	};
	if
	:: k != NONE ->
		PUT(c, k);
		if :: n == 2 -> PUT(c, k + 1) :: else fi;
#ifndef M_CLAIM_IS_FENCE
		FENCE(c);
#endif
		SIDE_WAKE(n)
	:: else
	fi;
	k = 0
}

#define NOTHING 0
#define GOT 1
#define PIPE 2
#define TIMED_OUT 3
#define TOO_LONG 4
inline ATTEMPT() {
	atomic {
		if
		:: TAKES && READY -> r = GOT; at = own; own++; taken++
#ifdef BYTES
		:: TAKES && READY -> r = TOO_LONG /* try_bytes: it does not fit and stays */
#endif
		:: else ->
			if
			:: END_AT(own) -> r = PIPE; PIPE_IS_END
			:: else -> r = NOTHING
			fi
		fi
	};
	if :: r == GOT -> atomic { mem[at] = 2; at = 0 } :: else fi
}

/* leaves_something: kc_mpmc_there with n = 1 (kc_mpmc_room is its mirror). It reads the cursor, then the slot;
 * when the cursor has moved meanwhile "nothing there" says nothing, and it must look again. */
inline LOOK() {
	do
	:: at = own;
		atomic {
			left = END_AT(at) || (at < WORDS && mem[at] == 1);
#ifdef M_STALE_CURSOR
			break
#else
			if :: left || own == at -> break :: else fi
#endif
		}
	od
}
#ifdef M_PASS_AFTER_TAKE_ONLY
#define PASSES (r == GOT)
#elif defined(M_NO_PASS)
#define PASSES false
#else
#define PASSES true
#endif

/* kc_block after its first attempts: sleep_among_others */
inline BLOCK(p) {
	waiters++; /* kc_side_announce */
	do
	:: seen = word;
#ifndef M_NO_RECHECK
		ATTEMPT();
#endif
#ifdef M_WORD_LATE
		seen = word;
#endif
		if :: r != NOTHING -> break :: else fi;
		atomic {
			if :: word == seen -> asleep = asleep | (1 << p) :: else fi;
			seen = 0;
#ifdef TIMED
			if :: timed = 0 :: timed = 1 fi
#endif
		};
end_asleep:
		if
		:: atomic { !(asleep & (1 << p)) -> timed = 0 }
		:: atomic { timed && (asleep & (1 << p)) -> timed = 0; asleep = asleep & (7 - (1 << p)); r = TIMED_OUT }
		fi;
		if
		:: r == TIMED_OUT ->
			ATTEMPT();
			if :: r == NOTHING -> r = TIMED_OUT :: else fi;
			break
		:: else
		fi
	od;
	seen = 0;
	waiters--; /* kc_side_withdraw */
	if
	:: PASSES && waiters > 0 ->
		LOOK();
		at = 0;
		if :: left -> left = 0; SIDE_WAKE(1) :: else fi
	:: else
	fi
}

proctype sleeper(byte p)
{
	byte r, at, seen, x;
	bool timed, left;
	ATTEMPT();
	if :: r == NOTHING -> BLOCK(p) :: else fi;
	r = 0
}

/* Somebody who only tries: it never slept, and so it passes nothing on (it has eaten no wake). */
proctype passer_by()
{
	byte r, at;
	ATTEMPT();
	r = 0
}

proctype publisher(byte c)
{
	byte k, x;
	PUBLISH(c, 1)
}
proctype publisher_twice(byte c)
{
	byte k, x;
	PUBLISH(c, 1);
	PUBLISH(c, 1)
}
proctype batcher(byte c)
{
	byte k, x;
	PUBLISH(c, 2)
}
