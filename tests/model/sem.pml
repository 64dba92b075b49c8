/* sem.pml - the semaphore: permits and the length of the line in one word, the line under a lock.
 *
 * Mirrors take, take_or_stand, wait_in_line, give_up, serve, tell, add and kc_sem_reduce (api/sem.c). The lock
 * is taken as one: how its waiters sleep is waitq.pml's. Two permits; one acquirer wants both, two want one
 * each; all give back what they took, with -DKEEP the small ones do not.
 *
 * PROPERTY  when nothing can move any more, nobody stands in line unless the first one's permits are not there
 *           (without -DKEEP: nobody), and no permit is lost or made; nobody takes permits while another stands in line; nobody looks at the
 *           place of a waiter that has returned.
 *
 * RUN pass |                              | one permit there, one added
 * RUN pass | -DTIMED                      | the large one and one small one may time out
 * RUN pass | -DREDUCE                     | a permit taken away and put back
 * RUN pass | -DTIMED -DREDUCE             | both
 * RUN pass | -DKEEP                       | permits that do not come back
 * RUN pass | -DKEEP -DTIMED               | with time-outs
 * RUN fail | -DM_BARGE                    | the fast path takes what is there although others stand in line
 * RUN fail | -DM_NO_RECHECK               | who takes the lock stands in line without another look
 * RUN fail | -DM_TWO_STEPS                | the look, and then the place in line
 * RUN fail | -DM_ADD_BLIND                | an add that does not see the line
 * RUN fail | -DKEEP -DM_SERVE_ONE         | an add serves the first only
 * RUN fail | -DM_WAKE_FIRST               | the wake before the word that it is about
 * RUN fail | -DM_TELL_READS               | the next one is read from a waiter that has been told
 * RUN fail | -DKEEP -DTIMED -DM_NO_SERVE  | who gives up does not serve those behind it
 * RUN fail | -DTIMED -DM_TIMER_WINS       | who was served and is late drops its permits
 * RUN fail | -DTIMED -DM_RETURNS_AT_ONCE  | who was served and is late does not wait until it is told
 */
#define ALL 3
#define NOBODY 9
byte permits, length; /* kc_sem.state: one word */
bool locked;
byte line[ALL], standing; /* the list */
byte wants[ALL], ended, kept;
bool in_line[ALL], granted[ALL], sleeps[ALL], gone[ALL];

inline LOCK() {
	atomic { !locked -> locked = true }
}
inline UNLOCK() {
	locked = false
}
inline UNLINK(p) {
	d_step {
		i = 0;
		do :: line[i] != p -> i++ :: else -> break od;
		do :: i + 1 < standing -> line[i] = line[i + 1]; i++ :: else -> break od;
		standing--;
		line[standing] = 0;
		i = 0;
		in_line[p] = false
	}
}
inline SERVE() {
	do
	:: standing == 0 -> break
	:: standing > 0 ->
		atomic {
			w = line[0];
			if
			:: permits >= wants[w] -> permits = permits - wants[w]; length--
			:: else -> w = NOBODY
			fi
		};
		if :: w == NOBODY -> break :: else fi;
		UNLINK(w);
		served = served | (1 << w);
#ifdef M_SERVE_ONE
		break
#endif
	od;
	w = 0
}
/* In the order of the line; any order here. The first look at a waiter reads its `next`. */
inline TELL() {
	do
	:: served == 0 -> break
	:: served != 0 ->
		if
		:: served & 1 -> w = 0
		:: !(served & 1) && (served & 2) -> w = 1
		:: !(served & 3) -> w = 2
		fi;
		assert(!gone[w]);
#ifdef M_WAKE_FIRST
		sleeps[w] = false;
#endif
		granted[w] = true;
#ifndef M_WAKE_FIRST
		sleeps[w] = false; /* the kernel's queue: also of an address that means nothing any more */
#endif
#ifdef M_TELL_READS
		assert(!gone[w]);
#endif
		served = served & (7 - (1 << w))
	od;
	w = 0
}

inline ADD(n) {
	atomic {
#ifdef M_ADD_BLIND
		permits = permits + n; ok = true
#else
		if :: length == 0 -> permits = permits + n; ok = true :: else -> ok = false fi
#endif
	};
	if
	:: !ok ->
		LOCK();
		permits = permits + n;
		SERVE();
		UNLOCK();
		TELL()
	:: else
	fi;
	ok = false
}

inline MAY_TAKE(n) {
#ifdef M_BARGE
	ok = permits >= n
#else
	ok = length == 0 && permits >= n
#endif
}

proctype acquirer(byte p; byte n; bool may_be_late)
{
	byte i, w, served;
	bool ok, late;
	atomic {
		wants[p] = n;
		MAY_TAKE(n);
		if :: ok -> assert(length == 0); permits = permits - n :: else fi
	};
	if
	:: !ok ->
		LOCK();
#ifdef M_TWO_STEPS
		MAY_TAKE(n);
		atomic { if :: ok -> permits = permits - n :: else -> skip fi };
		if :: !ok -> length++ :: else fi;
#else
		atomic {
			MAY_TAKE(n);
#ifdef M_NO_RECHECK
			ok = false;
#endif
			if :: ok -> permits = permits - n :: else -> length++ fi
		};
#endif
		if :: !ok -> d_step { line[standing] = p; standing++; in_line[p] = true } :: else fi;
		UNLOCK();
		do
		:: ok || granted[p] -> ok = true; break
		:: else ->
			atomic { if :: !granted[p] -> sleeps[p] = true :: else fi };
end_asleep:
			if
			:: !sleeps[p]
			:: atomic { may_be_late && sleeps[p] -> late = true; sleeps[p] = false }
			fi;
			if
			:: late ->
				late = false;
				LOCK();
				if
				:: in_line[p] ->
					UNLINK(p);
					length--;
#ifndef M_NO_SERVE
					SERVE();
#endif
					UNLOCK();
					TELL();
					break
				:: else ->
					UNLOCK();
#ifdef M_TIMER_WINS
					break
#elif defined(M_RETURNS_AT_ONCE)
					ok = true;
					break
#else
					may_be_late = false
#endif
				fi
			:: else
			fi
		od
	:: else
	fi;
	gone[p] = true;
#ifdef KEEP
	if :: ok && n == 1 -> kept++; ok = false :: else fi;
#endif
	if :: ok -> ADD(n) :: else fi;
	ended++
}

proctype adder()
{
	byte i, w, served;
	bool ok;
	ADD(1);
	ended++
}

proctype reducer()
{
	byte i, w, served;
	bool ok;
	atomic { permits > 0 -> permits-- }; /* below zero needs no step of its own here */
	ADD(1);
	ended++
}

#ifdef TIMED
#define LATE true
#else
#define LATE false
#endif
#ifdef REDUCE
#define THREADS 5
#else
#define THREADS 4
#endif
init {
	atomic {
		permits = 1;
		run acquirer(0, 2, LATE);
		run acquirer(1, 1, LATE);
		run acquirer(2, 1, false);
		run adder()
#ifdef REDUCE
		;
		run reducer()
#endif
	};
#ifdef KEEP
	timeout -> assert(ended + standing == THREADS && permits + kept == 2 && length == standing &&
		(standing == 0 || permits < wants[line[0]]))
#else
	timeout -> assert(ended == THREADS && permits == 2 && length == 0 && standing == 0)
#endif
}
