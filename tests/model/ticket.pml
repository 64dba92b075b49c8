/* ticket.pml - the word of a ticket: plain stores while there is one reference, compare-and-swap when there are more.
 *
 * Mirrors kc_ticket_entry, kc_ticket_sole, kc_ticket_step, kc_ticket_drop, kc_ticket_queue, kc_ticket_take, kc_ticket_unqueue,
 * kc_ticket_ref (arena/ticket.{h,c}) and kc_tickets_send (api/tickets.c: the reference moves to the queue before the
 * handle is published). The load of a word and its store are two steps; stores need no buffer here, for the ring's
 * publication comes after them.
 * Two owners: each has REFS references of its own to the same ticket at the start, sends one through a channel to the
 * receiver (or fails to and takes it back), and drops the others. -DKC_CHECK: swaps throughout.
 * PROPERTY  every call of a rightful holder succeeds; the last reference, and only it, frees; counts are what they
 *           should be at the end.
 *
 * RUN pass |                              | one owner, one reference: new, queue, take, release
 * RUN pass | -DRETAIN                     | one owner that retains, sends one and releases one
 * RUN pass | -DTWO                        | two owners with a reference each
 * RUN pass | -DTWO -DRETAIN               | two owners that retain, send one and release one
 * RUN pass | -DTWICE -DKC_CHECK           | a truly simultaneous double release: a checking build catches it
 * RUN pass | -DLATE                       | a double release that is not simultaneous: caught by the shipped build
 * RUN fail | -DTWICE                      | and the shipped one does not catch a simultaneous one (PROTOCOLS 5)
 * RUN fail | -DTWO -DM_PLAIN              | plain stores with several references
 * RUN fail | -DRETAIN -DM_SOLE_BY_HELD    | "sole" without a look at the queued ones
 * RUN fail | -DRETAIN -DM_PUBLISH_FIRST   | the handle is published before its reference is queued
 * RUN fail | -DTWO -DM_LAST_ONCE          | "last" is decided before the loop
 * RUN fail | -DLATE -DM_NO_GENERATION     | the generation is not compared
 */
typedef word_t {
	byte gen;
	byte queued;
	byte held
};
word_t word;
byte ring;     /* handles that are published and not taken */
byte freed;    /* how often it went to a magazine */
byte refs;     /* references that somebody rightfully has */
byte stale;    /* calls that were refused */
bool renewed;
byte running;  /* owners and receivers that may still send or take */

#ifdef KC_CHECK
#define SOLE false
#elif defined(M_PLAIN)
#define SOLE true
#elif defined(M_SOLE_BY_HELD)
#define SOLE (h == 1 || q == 1)
#else
#define SOLE (h + q == 1)
#endif
#ifdef M_NO_GENERATION
#define NAMED true
#else
#define NAMED (g == 0)
#endif

inline READ() {
	d_step { g = word.gen; q = word.queued; h = word.held }
}
/* kc_ticket_step: done = 0 when something else was found, which is then in g, q and h. */
inline STEP(toq, toh, tog) {
	if
	:: SOLE -> d_step { word.gen = tog; word.queued = toq; word.held = toh; done = 1 }
	:: else ->
		d_step {
			if
			:: word.gen == g && word.queued == q && word.held == h ->
				word.gen = tog; word.queued = toq; word.held = toh; done = 1
			:: else -> g = word.gen; q = word.queued; h = word.held
			fi
		}
	fi
}
inline CLEAR() {
	d_step { g = 0; q = 0; h = 0; done = 0; last = 0; ok = 0 }
}
inline REF() {
	READ();
	do
	:: !NAMED || h == 0 -> break
	:: else ->
		STEP(q, h + 1, g);
		if :: done -> refs++; ok = 1; break :: else fi
	od;
	assert(ok);
	CLEAR()
}
inline MOVE(fromheld) { /* kc_ticket_queue; kc_ticket_take and kc_ticket_unqueue with fromheld 0 */
	READ();
	do
	:: !NAMED || (fromheld && h == 0) || (!fromheld && q == 0) -> break
	:: else ->
		if :: fromheld -> STEP(q + 1, h - 1, g) :: else -> STEP(q - 1, h + 1, g) fi;
		if :: done -> ok = 1; break :: else fi
	od;
	assert(ok);
	CLEAR()
}
inline DROP(rightful) { /* kc_ticket_drop of a held one; its right ends as the call begins */
	if :: rightful -> refs-- :: else fi;
	READ();
#ifdef M_LAST_ONCE
	last = (h + q == 1);
#endif
	do
	:: !NAMED || h == 0 -> break
	:: else ->
#ifndef M_LAST_ONCE
		last = (h + q == 1);
#endif
		if :: last -> STEP(0, 0, g + 1) :: else -> STEP(q, h - 1, g) fi;
		if :: done -> ok = 1; break :: else fi
	od;
	atomic {
		if
		:: ok ->
			if :: last -> freed++; assert(freed == 1 && refs == 0) :: else fi
		:: else -> stale++
		fi;
		assert(!rightful || ok)
	};
	CLEAR()
}

proctype sender()
{
	byte g, q, h;
	bool done, last, ok;
#ifdef RETAIN
	REF();
#endif
#ifdef M_PUBLISH_FIRST
	ring++;
	MOVE(1);
#else
	MOVE(1);
	if
	:: ring++
	:: MOVE(0); DROP(1) /* the send failed */
	fi;
#endif
#ifdef RETAIN
	DROP(1);
#endif
	running--
}
proctype receiver()
{
	byte g, q, h;
	bool done, last, ok;
	do
	:: atomic { ring > 0 -> ring-- };
		MOVE(0);
		DROP(1)
	:: running == 0 && ring == 0 -> break
	od
}
/* One reference and two releases; with -DLATE the second begins when the first has freed
 * and the entry has a new life. */
proctype releaser(bool rightful)
{
	byte g, q, h;
	bool done, last, ok;
#ifdef LATE
	if :: !rightful -> renewed :: else fi;
#endif
	DROP(rightful);
#ifdef LATE
	if :: rightful -> atomic { word.held = 1; renewed = 1 } :: else fi; /* kc_ticket_alloc */
#endif
	running--
}

init {
	atomic {
#if defined(TWICE)
		running = 2;
		word.held = 1;
		run releaser(0);
		run releaser(0)
#elif defined(LATE)
		running = 2;
		word.held = 1;
		refs = 1;
		run releaser(1);
		run releaser(0)
#elif defined(TWO)
		running = 2;
		word.held = 2; /* as kc_ticket_new and kc_ticket_retain left it */
		refs = 2;
		run sender();
		run sender();
		run receiver()
#else
		running = 1;
		word.held = 1;
		refs = 1;
		run sender();
		run receiver()
#endif
	};
	(_nr_pr == 1);
	assert(freed == 1 && word.gen == 1 && word.held == renewed && word.queued == 0);
#if defined(TWICE) || defined(LATE)
	assert(stale == 1)
#endif
}
