/* drop_oldest_mpmc.pml - KC_DROP_OLDEST on MPMC: senders that find the ring full take its oldest element themselves
 * (kc_mpmc_drop in ring/mpmc.c, put_dropping in chan/flow_mpmc.c).
 *
 * Capacity 2, two senders with two values each, of which one may stop between its claim and its publication, and a
 * receiver that stops whenever it likes, also before it has given a slot back. Each load, store and compare-and-swap is a step (locked instructions leave nothing in store buffers). A
 * sender tries twice and then drops what it brought.
 * PROPERTY  no sender ever waits; each value is in the ring, or was received, dropped as the oldest or as the newest,
 *           once; what is dropped as the oldest is the oldest of a full ring.
 *
 * RUN pass |                      | the rules
 * RUN fail | -DM_ANY_HEAD         | a sender takes from wherever `received` is by then: the ring may not be full
 * RUN fail | -DM_NO_LOOK          | it claims the oldest slot although it is not published yet
 * RUN fail | -DM_NO_SWAP          | it stores `received` instead of swapping it
 * RUN fail | -DM_WAITS            | it waits until the oldest slot is published
 */
#define CAPACITY 2
#define VALUES 4
#define SLOT(p) ((p) % CAPACITY)

byte sent, received;
byte seq[CAPACITY], elem[CAPACITY];
byte ends[VALUES + 1]; /* of values 1 ... 4 */
byte brought, ended;

inline END(v) { assert(v != 0); ends[v]++; assert(ends[v] == 1); ended++ }

/* kc_mpmc_send, n = 1 */
inline SEND(v) {
	ok = false;
	w = sent;
	do
	:: s = seq[SLOT(w)];
		if
		:: s == w ->
			atomic { if :: sent == w -> sent++; ok = true :: else -> w = sent fi };
			if
			:: ok ->
				if :: true -> skip :: first == 1 -> brought++; goto stopped fi;
				elem[SLOT(w)] = v;
				seq[SLOT(w)] = w + 1;
				break
			:: else
			fi
		:: else ->
			if
			:: s < w && sent == w -> break /* full */
			:: else -> w = sent
			fi
		fi
	od;
	w = 0; s = 0
}

/* kc_mpmc_drop, n = 1; positions are small, so that a ring that was never full has a head below 0 */
inline DROP() {
	w = sent;
	if
	:: w >= CAPACITY ->
#ifdef M_ANY_HEAD
		w = received;
#else
		w = w - CAPACITY;
#endif
#ifdef M_WAITS
		(seq[SLOT(w)] == w + 1 || received != w);
#endif
#ifndef M_NO_LOOK
		s = seq[SLOT(w)];
#else
		s = w + 1;
#endif
		if
		:: s == w + 1 ->
#ifdef M_NO_SWAP
			ok = received == w;
			if :: ok -> received = w + 1 :: else fi;
#else
			atomic {
				ok = received == w;
				if :: ok -> assert(sent - received == CAPACITY); received = w + 1 :: else fi
			};
#endif
			if :: ok -> s = elem[SLOT(w)]; d_step { END(s); s = 0 }; seq[SLOT(w)] = w + CAPACITY :: else fi
		:: else
		fi
	:: else
	fi;
	ok = false; w = 0; s = 0
}

inline PUT(v) {
	SEND(v);
	if :: !ok -> DROP(); SEND(v) :: else fi;
	if :: !ok -> DROP(); SEND(v) :: else fi;
	if :: !ok -> d_step { END(v) } :: else fi;
	brought++
}

proctype sender(byte first)
{
	byte w, s;
	bool ok;
	PUT(first);
	PUT(first + 1);
stopped:
	skip
}

/* kc_mpmc_recv, n = 1, as often as it likes; whenever it stops it stops for good. */
proctype receiver()
{
	byte w, s;
	bool ok;
	do
	:: w = received;
		s = seq[SLOT(w)];
		if
		:: s == w + 1 ->
			atomic { ok = received == w; if :: ok -> received = w + 1 :: else fi };
			if
			:: ok ->
				s = elem[SLOT(w)];
				d_step { END(s); s = 0; ok = false };
				if :: seq[SLOT(w)] = w + CAPACITY :: true -> break fi
			:: else
			fi
		:: else
		fi;
		w = 0; s = 0
	:: break
	od
}

init {
	atomic {
		seq[0] = 0; seq[1] = 1;
		run sender(1);
		run sender(3);
		run receiver()
	};
	_nr_pr == 1 -> assert(brought == ended + sent - received)
}
