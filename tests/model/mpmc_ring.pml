/* mpmc_ring.pml - the MPMC ring: every element exactly once, in each sender's order, and every claim on record.
 *
 * Mirrors kc_mpmc_send, kc_mpmc_recv, intend, done, take, kc_mpmc_look, kc_mpmc_take and kc_mpmc_format (ring/mpmc.c),
 * with capacity 2 and positions over two laps. A batch claims what is ready, up to n. Each load, store and
 * compare-and-swap is a step; store buffers are left out, for a claim's locked instruction empties them and
 * what follows it is seen in its order.
 * Any thread may die between any two steps (DEATHS in all).
 * PROPERTY  each element is received exactly once, each receiver sees each sender's in order, nothing is left when
 *           nothing can move; look and take give the same element. Whoever owns a slot that is claimed and not yet
 *           published (or not yet given back) has an intent on record that covers it - at every moment, hence also
 *           when it dies there - and a slot that stops the others post mortem has such an owner.
 *
 * RUN pass |                            | senders of 2 and 1, a batch receiver and one that looks and takes
 * RUN pass | -DDEATHS=1                 | any one thread dies at any point
 * RUN fail | -DM_CLAIM_THEN_INTENT      | the intent is put on record after the claim
 * RUN fail | -DM_DONE_EARLY             | the intent is cleared before the last publication
 * RUN fail | -DM_INTENT_OF_ONE          | the intent does not say how many
 * RUN fail | -DM_PUBLISH_THEN_PUT       | the sequence before the element (M1)
 * RUN fail | -DM_RECYCLE_THEN_GET       | the slot is given back before it is read (M2)
 * RUN fail | -DM_NO_SCAN                | a batch claims n without a look at each slot
 * RUN fail | -DM_PLAIN_CLAIM            | the claim is a load and a store
 * RUN fail | -DM_TAKE_ANYWAY            | take claims the head, whether it is still what was looked at or not
 * RUN fail | -DCAPACITY=1               | one slot cannot tell full from empty: why channels have two
 */
#ifndef CAPACITY
#define CAPACITY 2
#endif
#ifndef DEATHS
#define DEATHS 0
#endif
#define ELEMENTS 3
#define POSITIONS (ELEMENTS + 2)
#define NONE 0
#define SEND 1
#define RECEIVE 2

byte sent, received;
byte seq[CAPACITY], elem[CAPACITY];
byte intent[4], intent_pos[4], intent_count[4];
byte deaths = DEATHS;
bool dead[4];
/* Who has claimed position p and not yet finished with it, thread + 1; what was received. */
byte owner[2 * POSITIONS];
#define SENDS(p) owner[p]
#define RECEIVES(p) owner[POSITIONS + (p)]
byte times[8];

#define SLOT(p) ((p) % CAPACITY)
#define COVERS(t, what, p) \
	(intent[t] == what && intent_pos[t] <= (p) && (p) < intent_pos[t] + intent_count[t])
#define ON_RECORD(who, what, p) (!(who) || COVERS((who) - 1, what, p))
#define ALL_ON_RECORD() \
	assert(ON_RECORD(SENDS(0), SEND, 0) && ON_RECORD(SENDS(1), SEND, 1) && ON_RECORD(SENDS(2), SEND, 2)); \
	assert(ON_RECORD(RECEIVES(0), RECEIVE, 0) && ON_RECORD(RECEIVES(1), RECEIVE, 1) && \
	       ON_RECORD(RECEIVES(2), RECEIVE, 2))

inline MAY_DIE(t) {
#if DEATHS > 0
	if
	:: true
	:: atomic { deaths > 0 -> deaths--; dead[t] = 1; goto over }
	fi
#else
	skip
#endif
}
#ifdef M_INTENT_OF_ONE
#define COUNT(k) 1
#else
#define COUNT(k) (k)
#endif
/* The steps change only the record of their own thread; positions that it owns are looked at after each. */
inline INTEND(t, what, p, k) {
	atomic { intent_pos[t] = p; ALL_ON_RECORD() };
	MAY_DIE(t);
	atomic { intent_count[t] = COUNT(k); ALL_ON_RECORD() };
	MAY_DIE(t);
	atomic { intent[t] = what; ALL_ON_RECORD() };
	MAY_DIE(t)
}
#ifdef M_CLAIM_THEN_INTENT
#define BEFORE(t, what, p, k) skip
#define AFTER(t, what, p, k) INTEND(t, what, p, k)
#else
#define BEFORE(t, what, p, k) INTEND(t, what, p, k)
#define AFTER(t, what, p, k) skip
#endif
inline FINISHED(t) {
	atomic { intent[t] = NONE; ALL_ON_RECORD() }
}
/* The compare-and-swap; the owner's name goes with it. */
inline OWN(base, t) {
	atomic {
		owner[base + w] = t + 1;
		if :: k == 2 -> owner[base + w + 1] = t + 1 :: else fi;
		ALL_ON_RECORD()
	}
}
inline CLAIM(cursor, base, t) {
#ifdef M_PLAIN_CLAIM
	if :: cursor == w -> won = 1 :: else fi;
	if :: won -> atomic { cursor = w + k; OWN(base, t) } :: else fi
#else
	atomic { if :: cursor == w -> won = 1; cursor = w + k; OWN(base, t) :: else fi }
#endif
}

/* kc_mpmc_send until all of this sender's elements (first ... first + n - 1) are in. */
proctype sender(byte t; byte first; byte n)
{
	byte w, k, i, put;
	bool won, again;
	do
	:: put == n -> break
	:: else ->
		if :: w != sent -> w = sent :: else fi;
		MAY_DIE(t);
end_full:
		(seq[SLOT(w)] == w || sent != w); /* MPMC_FULL: waits for what would end it */
		if
		:: seq[SLOT(w)] == w ->
			k = 1;
#ifdef M_NO_SCAN
			k = n - put;
#else
			if :: n - put > 1 && seq[SLOT(w + 1)] == w + 1 -> k = 2 :: else fi;
#endif
			BEFORE(t, SEND, w, k);
			CLAIM(sent, 0, t);
			if
			:: won ->
				MAY_DIE(t);
				AFTER(t, SEND, w, k);
				i = 0;
				do
				:: i == k -> break
				:: else ->
#ifdef M_PUBLISH_THEN_PUT
					atomic { seq[SLOT(w + i)] = w + i + 1; SENDS(w + i) = 0 };
					elem[SLOT(w + i)] = first + put + i;
#else
					elem[SLOT(w + i)] = first + put + i;
					MAY_DIE(t);
#ifdef M_DONE_EARLY
					if :: i == k - 1 -> FINISHED(t) :: else fi;
#endif
					atomic { seq[SLOT(w + i)] = w + i + 1; SENDS(w + i) = 0 };
#endif
					MAY_DIE(t);
					i++
				od;
				FINISHED(t);
				atomic { put = put + k; i = 0; won = 0; k = 0 }
			:: else -> k = 0
			fi
		:: else
		fi
	od;
over:
	skip
}

inline HAVE(v) {
	atomic {
		times[v]++;
		assert(v > 0 && times[v] == 1);
		if :: v == 2 -> assert(!second_seen) :: v == 3 -> second_seen = 1 :: else fi
	}
}

/* kc_mpmc_recv with n = 2 */
proctype receiver(byte t)
{
	byte w, k, i, v;
	bool won, second_seen;
	do
	:: if :: w != received -> w = received :: else fi;
		MAY_DIE(t);
end_empty:
		(seq[SLOT(w)] == w + 1 || received != w);
		if
		:: seq[SLOT(w)] == w + 1 ->
			k = 1;
			if :: w + 1 < ELEMENTS && seq[SLOT(w + 1)] == w + 2 -> k = 2 :: else fi;
			BEFORE(t, RECEIVE, w, k);
			CLAIM(received, POSITIONS, t);
			if
			:: won ->
				MAY_DIE(t);
				AFTER(t, RECEIVE, w, k);
				i = 0;
				do
				:: i == k -> break
				:: else ->
#ifdef M_RECYCLE_THEN_GET
					atomic { seq[SLOT(w + i)] = w + i + CAPACITY; RECEIVES(w + i) = 0 };
					v = elem[SLOT(w + i)];
#else
					v = elem[SLOT(w + i)];
					MAY_DIE(t);
					atomic { seq[SLOT(w + i)] = w + i + CAPACITY; RECEIVES(w + i) = 0 };
#endif
					HAVE(v);
					v = 0;
					MAY_DIE(t);
					i++
				od;
				FINISHED(t);
				atomic { won = 0; i = 0; k = 0 }
			:: else -> k = 0
			fi
		:: else
		fi
	od;
over:
	skip
}

/* kc_mpmc_look, then kc_mpmc_take: once */
proctype looker(byte t)
{
	byte w, k, v, looked;
	bool won, second_seen;
	do
	:: w = received;
end_empty:
		(seq[SLOT(w)] == w + 1 || received != w);
		if
		:: seq[SLOT(w)] == w + 1 ->
			looked = elem[SLOT(w)];
			MAY_DIE(t);
			k = 1;
#ifdef M_TAKE_ANYWAY
			w = received;
#endif
			BEFORE(t, RECEIVE, w, 1);
			CLAIM(received, POSITIONS, t);
			if
			:: won ->
				MAY_DIE(t);
				AFTER(t, RECEIVE, w, 1);
				v = elem[SLOT(w)];
				assert(v == looked);
				MAY_DIE(t);
				atomic { seq[SLOT(w)] = w + CAPACITY; RECEIVES(w) = 0 };
				HAVE(v);
				MAY_DIE(t);
				FINISHED(t);
				break
			:: else -> k = 0; looked = 0; FINISHED(t)
			fi
		:: else
		fi
	od;
over:
	v = 0;
	looked = 0
}

init {
	atomic {
		/* kc_mpmc_format */
		seq[0] = 0;
#if CAPACITY > 1
		seq[1] = 1;
#endif
		run sender(0, 2, 2);
		run sender(1, 1, 1);
		run receiver(2);
		run looker(3)
	};
	timeout ->
	if
	:: deaths == DEATHS ->
		assert(times[1] == 1 && times[2] == 1 && times[3] == 1)
	:: else -> /* who stops the others is dead and on record */
		assert(sent == received || seq[SLOT(received)] == received + 1 || dead[SENDS(received) - 1]);
		ALL_ON_RECORD()
	fi
}
