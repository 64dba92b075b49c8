/* counts.h - the eventcount of <kc/waitq.h>: wait/counts.h and the futex calls around it (api/waitq.c).
 * among.h has the same for the sides of a channel; the numbers are small, so that the word never wraps. */
byte waiters, woken, word; /* struct kc_waitq */
byte asleep;               /* the kernel's queue of the futex: bit p */

/* Which of the sleepers futex_wake takes is the kernel's business. */
inline PICK() {
	if
	:: asleep & 1 -> asleep = asleep & 14
	:: asleep & 2 -> asleep = asleep & 13
	:: asleep & 4 -> asleep = asleep & 11
	:: asleep & 8 -> asleep = asleep & 7
	:: asleep == 0 -> skip
	fi
}
/* kc_waitq_wake; n is 9 for kc_waitq_wake_all. x is the caller's. */
inline WAKE(n) {
	atomic { /* kc_counts_raise */
		x = n;
		if :: x > waiters - woken -> x = waiters - woken :: else fi;
		woken = woken + x
	};
	if
	:: x > 0 ->
#ifndef M_NO_WORD
		word++;
#endif
		if
		:: n == 9 -> asleep = 0; x = 0
		:: else -> atomic { x = n; do :: x > 0 -> PICK(); x-- :: else -> break od }
		fi
	:: else
	fi
}
inline ANNOUNCE() {
	waiters++
}
/* The word, then one wake less, and only then the look. */
inline READ_WORD() {
	seen = word;
	atomic { if :: woken > 0 -> woken-- :: else fi }
}
inline LEAVE() {
	atomic {
		waiters--;
#ifndef M_LEAVE_KEEPS
		if :: woken > 0 -> woken-- :: else fi
#endif
	}
}
/* futex_wait; late: the time-out fired. */
inline SLEEP(p, may_be_late) {
#ifdef M_WORD_LATE
	seen = word;
#endif
	atomic {
		if :: word == seen -> asleep = asleep | (1 << p) :: else fi;
		seen = 0
	};
end_asleep:
	if
	:: atomic { !(asleep & (1 << p)) -> late = false }
	:: atomic { may_be_late && (asleep & (1 << p)) -> late = true; asleep = asleep & (15 - (1 << p)) }
	fi
}
