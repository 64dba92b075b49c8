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
byte waiters, woken, word, many, word_many, fast; /* struct kc_seg_side_wait */
byte asleep;      /* the kernel's queue of the futex: bit p */
byte asleep_many; /* and of the other word's */

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
#ifdef M_MANY_FIRST
	y = many;
#endif
	atomic { /* the compare-and-swap on waiters and woken together */
		x = n;
		if :: x > waiters - woken -> x = waiters - woken :: else fi
#ifdef M_WORD_FIRST
	};
	if :: x > 0 -> word++ :: else fi;
	atomic {
#endif
		woken = woken + x;
#ifdef M_WAKER_COUNTS
		if :: x > 0 -> waiters--; woken = 0 :: else fi
#endif
	};
	if
	:: x > 0 ->
#if !defined(M_NO_WORD) && !defined(M_WORD_FIRST)
		word++;
#endif
		atomic { do :: x > 0 -> PICK(); x-- :: else -> break od };
#ifndef M_MANY_FIRST
		y = many;
#endif
		if :: y > 0 -> y = 0; word_many++; asleep_many = 0 :: else fi
	:: else
	fi
}
/* kc_side_word: the word, then one pending wake less, and only then the look. */
inline LOWER() {
	atomic { if :: woken > 0 -> woken-- :: else fi }
}

/* kc_end_published_shared: the barrier that the mode asks for, the look, and what it leads to. A publisher may go
 * FAST whenever it found nobody, and goes back whenever it found somebody. */
inline LOOK_FOR_SLEEPERS(c, n) {
#ifdef M_CLAIM_IS_FENCE
	skip;
#elif defined(FAST)
	if :: quick -> skip :: else -> FENCE(c) fi;
#else
	FENCE(c);
#endif
#ifdef FAST
	if
	:: waiters > 0 ->
#ifndef M_COUNTS_UNFENCED
		FENCE(c);
#endif
		SIDE_WAKE(n);
		if :: quick -> quick = false; atomic { FENCE(c); fast-- } :: else fi
	:: else ->
		if
		:: !quick ->
			quick = true;
#ifndef M_FAST_UNTOLD
			atomic { FENCE(c); fast++ }
#endif
		:: true
		fi
	fi
#else
	SIDE_WAKE(n)
#endif
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
		LOOK_FOR_SLEEPERS(c, n)
	:: else
	fi;
	k = 0
}

#define NOTHING 0
#define GOT 1
#define PIPE 2
#define TIMED_OUT 3
#define TOO_LONG 4
#define ENOUGH 5
inline ATTEMPT() {
	atomic {
		if
		:: several -> /* kc_rx_wait with n = 2: takes nothing */
			if
			:: READY && own + 1 < WORDS && mem[own + 1] == 1 -> r = ENOUGH
			:: READY && closed && !(own + 1 < WORDS && mem[own + 1] == 1) -> r = ENOUGH
			:: else -> if :: END_AT(own) -> r = PIPE; PIPE_IS_END :: else -> r = NOTHING fi
			fi
		:: !several && TAKES && READY -> r = GOT; at = own; own++; taken++
#ifdef BYTES
		:: !several && TAKES && READY -> r = TOO_LONG /* try_bytes: it does not fit and stays */
#endif
		:: !several && !(TAKES && READY) ->
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

/* Only one sleeper waits for several. */
#define ASLEEP(p) ((asleep & (1 << p)) || (several && asleep_many))
#ifdef M_EATEN
#define ONE_WORD 1
#else
#define ONE_WORD 0
#endif
/* kc_block after its first attempts: sleep_among_others */
inline BLOCK(p) {
	if :: several -> many++ :: else fi;
	waiters++; /* kc_side_announce */
#if defined(FAST) && !defined(M_NO_MEMBARRIER)
	if :: fast > 0 -> FENCE(0); FENCE(1) :: else fi; /* kc_mode_any_is_fast */
#endif
	do
	:: if :: several && ONE_WORD == 0 -> seen = word_many :: else -> seen = word fi;
#if !defined(M_LOWER_LATE) && !defined(M_NEVER_LOWERED)
		LOWER();
#endif
#ifndef M_NO_RECHECK
		ATTEMPT();
#endif
#ifdef M_LOWER_LATE
		LOWER();
#endif
#ifdef M_WORD_LATE
		seen = word;
#endif
		if :: r != NOTHING -> break :: else fi;
		atomic {
			if
			:: several && ONE_WORD == 0 -> if :: word_many == seen -> asleep_many = 1 :: else fi
			:: else -> if :: word == seen -> asleep = asleep | (1 << p) :: else fi
			fi;
			seen = 0;
#ifdef TIMED
			if :: timed = 0 :: timed = 1 fi
#endif
		};
end_asleep:
		if
		:: atomic { !ASLEEP(p) -> timed = 0 }
		:: atomic {
			timed && ASLEEP(p) -> timed = 0; r = TIMED_OUT;
			asleep = asleep & (7 - (1 << p));
			if :: several -> asleep_many = 0 :: else fi
		}
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
	atomic { /* kc_side_withdraw: the compare-and-swap on both */
		waiters--;
#ifndef M_LEAVE_KEEPS
		if :: woken > 0 -> woken-- :: else fi
#endif
	};
	if :: several -> many-- :: else fi;
	if
	:: PASSES && waiters > 0 ->
		LOOK();
		at = 0;
		if :: left -> left = 0; SIDE_WAKE(1) :: else fi
	:: else
	fi
}

proctype sleeper(byte p; bool several)
{
	byte r, at, seen, x, y;
	bool timed, left;
	ATTEMPT();
	if :: r == NOTHING -> BLOCK(p) :: else fi;
	r = 0
}

/* Somebody who only tries: it never slept, and so it passes nothing on (it has eaten no wake). */
proctype passer_by()
{
	byte r, at;
	bool several; /* no */
	ATTEMPT();
	r = 0
}

proctype publisher(byte c)
{
	byte k, x, y;
	bool quick;
	PUBLISH(c, 1)
}
proctype publisher_twice(byte c)
{
	byte k, x, y;
	bool quick;
	PUBLISH(c, 1);
	PUBLISH(c, 1)
}
proctype batcher(byte c)
{
	byte k, x, y;
	bool quick;
	PUBLISH(c, 2)
}
