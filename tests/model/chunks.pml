/* chunks.pml - the chunks of an unlimited ring with several on a side: linked once, given back once, in order, and
 * not used by anybody afterwards.
 *
 * Mirrors kc_chain_seek, kc_chain_enter, kc_chain_link, kc_chain_finish (ring/chain.c), kc_unlimited_send and
 * kc_unlimited_recv (ring/unlimited.c) with SLOTS slots a chunk and ROWS rows that live again and again. A name is
 * {generation, index}. Each load, store and compare-and-swap is a step; store buffers are left out, for what matters
 * here is changed by locked instructions. A slot that is read through a place whose chunk was given back says
 * anything: it may be anybody's memory by then. A chunk that is taken again is all 0 or as it was left (the spare).
 * Who finds no row waits until there is one.
 * PROPERTY  a position that was claimed has its chunk, which is alive until it was received: no element is written to
 *           or read from memory that was given back. A row is given back once. Every element is received exactly once
 *           and each sender's in order. When nothing moves, only the last chunk is left.
 *
 * RUN pass | -DSLOTS=1 -DROWS=2 -DTX=2 -DRX=1 -DELEMENTS=4 | rows live again at once, under late senders
 * RUN pass | -DSLOTS=1 -DROWS=2 -DTX=1 -DRX=2    | and under late receivers
 * RUN pass | -DSLOTS=2 -DROWS=2 -DTX=2 -DRX=2    | two slots: claimed, received and left in any order
 * RUN pass | -DSLOTS=2 -DROWS=2 -DTX=1 -DRX=2 -DELEMENTS=5 | the same, rows live again
 * RUN pass | -DSLOTS=1 -DROWS=3 -DTX=1 -DRX=2    | chunks are finished out of order
 * RUN fail | -DSLOTS=1 -DROWS=3 -DTX=2 -DRX=1 -DM_CLAIM_FIRST | the chunk of a position is made after the claim
 * RUN fail | -DSLOTS=1 -DROWS=3 -DTX=1 -DRX=2 -DM_GIVE_FIRST | given back before first_chunk has moved past it
 * RUN fail | -DSLOTS=1 -DROWS=3 -DTX=1 -DRX=2 -DM_ANY_ORDER | given back by who finishes it, first or not
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=2 -DRX=1 -DM_BARE_NONE | "none behind it" without the generation
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=2 -DRX=1 -DELEMENTS=4 -DM_BARE_NAME | no look at the generation when a chunk is entered
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=2 -DRX=1 -DM_NEXT_UNCHECKED | nor after its link was read
 * RUN fail | -DSLOTS=2 -DROWS=2 -DTX=2 -DRX=2 -DM_PLAIN_FINISHED | finished is a load and a store
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=2 -DRX=1 -DM_LINK_UNCOUNTED | given back with the last slot, linked or not
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=1 -DRX=2 -DM_LEAVE_EARLY | finished before the element was read
 * RUN fail | -DSLOTS=1 -DROWS=2 -DTX=1 -DRX=2 -DM_PLAIN_CLAIM | a receiver takes what it saw, whoever else did
 * RUN fail | -DSLOTS=1 -DROWS=3 -DTX=2 -DRX=1 -DM_LOSER_KEEPS | who links second does not give its chunk back
 */
#ifndef ELEMENTS
#define ELEMENTS 3
#endif
#define NONE 3
#define NAME(g, i) ((g) * 4 + (i))
#define IDX(n) ((n) & 3)
#define GEN(n) ((n) >> 2)
#define FIRST(w) ((w) - (w) % SLOTS)
#define AT(row, w) ((row) * SLOTS + (w) % SLOTS)
#ifdef M_BARE_NONE
#define NONE_BEHIND(n) NONE
#else
#define NONE_BEHIND(n) NAME(GEN(n), NONE)
#endif
#ifdef M_BARE_NAME
#define SAME(n) true
#else
#define SAME(n) (gen[IDX(n)] == GEN(n))
#endif
#ifdef M_NEXT_UNCHECKED
#define STILL(n) true
#else
#define STILL(n) (gen[IDX(n)] == GEN(n))
#endif
#ifdef M_LINK_UNCOUNTED
#define WHOLE SLOTS
#else
#define WHOLE (SLOTS + 1)
#endif
#define HERE 1
#define END 2
#define PAST 3

byte sent, received, first_chunk, last_chunk;
byte gen[ROWS], first[ROWS], next[ROWS], finished[ROWS];
bool used[ROWS];
byte seq[ROWS * SLOTS], elem[ROWS * SLOTS];
/* What is so: published positions, received elements. */
bool published[ELEMENTS + 1];
byte times[ELEMENTS + 1];

#define ALIVE(n) (used[IDX(n)] && gen[IDX(n)] == GEN(n))

inline GIVE(row) {
	assert(used[row] && gen[row] % 2);
	gen[row]++;
	used[row] = 0
}
/* place, place_first: where the thread stands */
inline ENTER(n) {
	tmp = first[IDX(n)];
	atomic {
		if
		:: SAME(n) -> place = n; place_first = tmp; ok = 1
		:: else -> place = 0; place_first = 0; ok = 0
		fi;
		tmp = 0
	}
}
inline SEEK(hint, want) {
	ok = (place && place_first <= want);
	if
	:: !ok ->
		nm = hint;
		ENTER(nm);
		ok = (ok && place_first <= want)
	:: else
	fi;
	do
	:: !ok ->
		nm = first_chunk;
		ENTER(nm);
		if
		:: ok && place_first > want -> seen = PAST; break
		:: ok && place_first <= want
		:: !ok -> (first_chunk != nm) /* or it would look for ever */
		fi
	:: ok && place_first == want -> seen = HERE; break
	:: ok && place_first < want ->
		nm = next[IDX(place)];
		ok = STILL(place);
		if
		:: ok && IDX(nm) == NONE -> seen = END; break
		:: ok && IDX(nm) != NONE -> ENTER(nm)
		:: else
		fi
	:: ok && place_first > want -> seen = PAST; break
	od;
	atomic { nm = 0; ok = 0 }
}
inline RECLAIM() {
	h = first_chunk;
	do
	:: (finished[IDX(h)] == WHOLE) ->
		nm = next[IDX(h)];
		assert(IDX(nm) != NONE || first_chunk != h); /* there is a chunk to move to */
#ifdef M_GIVE_FIRST
		atomic { GIVE(IDX(h)) };
		atomic { if :: first_chunk == h -> first_chunk = nm :: else fi };
		h = first_chunk
#else
		atomic {
			if
			:: first_chunk == h -> first_chunk = nm; ok = 1
			:: else -> ok = 0
			fi
		};
		if
		:: ok -> atomic { GIVE(IDX(h)); h = nm; ok = 0 }
		:: else -> h = first_chunk
		fi
#endif
	:: (finished[IDX(h)] != WHOLE) ->
		atomic { tmp = h; h = first_chunk; if :: h == tmp -> tmp = 0; break :: else -> tmp = 0 fi }
	od;
	atomic { h = 0; nm = 0 }
}
inline FINISH(n) {
#ifdef M_PLAIN_FINISHED
	tmp = finished[IDX(n)] + 1;
	finished[IDX(n)] = tmp;
#else
	atomic { assert(ALIVE(n)); finished[IDX(n)]++; tmp = finished[IDX(n)] };
#endif
	if
	:: tmp == WHOLE ->
		tmp = 0;
#ifdef M_ANY_ORDER /* with a look whether it is linked, so that only the order is wrong */
		atomic { if :: first_chunk == n -> first_chunk = next[IDX(n)] :: else fi; GIVE(IDX(n)) }
#else
		RECLAIM()
#endif
	:: else -> tmp = 0
	fi
}
#define FREE_ROW (!used[0] || !used[1] || (ROWS > 2 && !used[ROWS - 1]))

inline LINK() {
	atomic {
		FREE_ROW;
		if
		:: !used[0] -> row = 0
		:: !used[1] -> row = 1
#if ROWS > 2
		:: !used[2] -> row = 2
#endif
		fi;
		used[row] = 1;
		if
		:: true /* the spare */
		:: seq[row * SLOTS] = 0; seq[row * SLOTS + SLOTS - 1] = 0
		fi;
	};
	first[row] = place_first + SLOTS;
	atomic { next[row] = NONE_BEHIND(NAME(gen[row] + 1, row)); finished[row] = 0 };
	gen[row]++;
	atomic {
		if
		:: next[IDX(place)] == NONE_BEHIND(place) -> next[IDX(place)] = NAME(gen[row], row); ok = 1
		:: else -> ok = 0
		fi
	};
	if
	:: ok ->
		atomic { old = place; place = NAME(gen[row], row); place_first = place_first + SLOTS; ok = 0; row = 0 };
		/* advance_last */
		do
		:: nm = last_chunk;
			if
			:: SAME(nm) && first[IDX(nm)] >= place_first -> break
			:: else -> atomic { if :: last_chunk == nm -> last_chunk = place; break :: else fi }
			fi
		od;
		nm = 0;
#ifndef M_LINK_UNCOUNTED
		FINISH(old);
#endif
		old = 0
	:: else ->
#ifdef M_LOSER_KEEPS
		skip;
#else
		atomic { GIVE(row) };
#endif
		row = 0
	fi
}
/* Sends elements value, value + 1, ... */
proctype sender(byte value; byte n)
{
	byte w, place, place_first, seen, nm, h, tmp, row, old;
	bool ok;
	do
	:: n == 0 -> break
	:: else ->
		w = sent;
#ifdef M_CLAIM_FIRST
		atomic { if :: sent == w -> sent++; ok = 1 :: else fi };
		if
		:: ok ->
			ok = 0;
again:
			SEEK(last_chunk, FIRST(w));
			if
			:: seen == END ->
				assert(place_first + SLOTS == FIRST(w)); /* else there is nothing to link to */
				LINK();
				goto again
			:: else
			fi;
			atomic { assert(ALIVE(place)); elem[AT(IDX(place), w)] = value };
			atomic { seq[AT(IDX(place), w)] = w + 1; published[w] = 1; value++; n-- }
		:: else
		fi
#else
		SEEK(last_chunk, FIRST(w));
		if
		:: seen == END -> LINK()
		:: else
		fi;
		if
		:: place && place_first == FIRST(w) ->
			atomic { if :: sent == w -> sent++; ok = 1 :: else fi };
			if
			:: ok ->
				ok = 0;
				atomic { assert(ALIVE(place)); elem[AT(IDX(place), w)] = value };
				atomic {
					assert(ALIVE(place));
					seq[AT(IDX(place), w)] = w + 1;
					published[w] = 1;
					value++;
					n--
				}
			:: else
			fi
		:: else
		fi;
		atomic { w = 0; seen = 0 }
#endif
	od
}

proctype receiver()
{
	byte w, place, place_first, seen, nm, h, tmp, v, newest;
	bool ok, hit;
	do
	:: w = received;
		SEEK(first_chunk, FIRST(w));
		if
		:: seen == HERE ->
			atomic {
				if
				:: ALIVE(place) -> hit = (seq[AT(IDX(place), w)] == w + 1)
				:: !ALIVE(place) -> hit = 1
				:: !ALIVE(place) -> hit = 0
				fi
			}
		:: else -> hit = 0
		fi;
		if
		:: hit ->
			hit = 0;
			atomic {
#ifdef M_PLAIN_CLAIM
				ok = 1; received = w + 1
#else
				if :: received == w -> received++; ok = 1 :: else fi
#endif
			};
			if
			:: ok ->
				ok = 0;
#ifdef M_LEAVE_EARLY
				FINISH(place);
#endif
				atomic {
					assert(ALIVE(place));
					assert(seq[AT(IDX(place), w)] == w + 1);
					v = elem[AT(IDX(place), w)];
					times[v]++;
					assert(times[v] == 1);
					assert(v == 1 || v > newest); /* 1 may be another sender's */
					if :: v > newest -> newest = v :: else fi;
					v = 0
				};
#ifndef M_LEAVE_EARLY
				FINISH(place)
#endif
			:: else
			fi
		:: else ->
end_empty:
			(published[w] || received != w)
		fi;
		atomic { w = 0; seen = 0 }
	od
}
init {
	atomic {
		used[0] = 1;
		gen[0] = 1;
		next[0] = NONE_BEHIND(NAME(1, 0));
		first_chunk = NAME(1, 0);
		last_chunk = NAME(1, 0);
#if TX == 1
		run sender(1, ELEMENTS);
#else
		run sender(2, ELEMENTS - 1);
		run sender(1, 1);
#endif
#if RX == 2
		run receiver();
#endif
		run receiver()
	};
	timeout ->
	assert(received == ELEMENTS && sent == ELEMENTS);
	assert(first_chunk == last_chunk && ALIVE(first_chunk));
	assert(used[0] + used[1]
#if ROWS > 2
		+ used[2]
#endif
		== 1)
}
