/* tso.h - memory of an x86 machine for the models: a FIFO store buffer per thread in front of mem[].
 *
 * A model defines CPUS, WORDS and BUF (stores that a buffer holds; a thread whose buffer is full waits until
 * the oldest one has drained) and includes this file.
 *
 *   STORE(c, a, v)   goes into the buffer of thread c; becomes visible later, in order
 *   LOAD(c, a, to)   newest own store in the buffer, else mem[]
 *   FENCE(c)         everything of c is visible before it goes on: kc_fence_full
 *   SWAP(c, a, v, to) a locked exchange; other locked operations are written out: atomic { FENCE(c); ... mem[a] ... }
 *   MEMBARRIER(c)    a fence in every thread, the caller's first: kc_sys.membarrier
 *
 * Stores and loads of one thread are otherwise in program order, as on x86 and as release and acquire ask for;
 * what only a weaker machine may reorder is not searched. */
typedef buffer {
	byte n;
	byte at[BUF];
	byte val[BUF]
};
buffer sb[CPUS];
byte mem[WORDS];
hidden byte tso_i;

/* Entries that are not used are kept 0, so that equal states look equal. */
inline DRAIN_ONE(c) {
	mem[sb[c].at[0]] = sb[c].val[0];
	tso_i = 1;
	do
	:: tso_i < sb[c].n -> sb[c].at[tso_i - 1] = sb[c].at[tso_i]; sb[c].val[tso_i - 1] = sb[c].val[tso_i]; tso_i++
	:: else -> break
	od;
	sb[c].n--;
	sb[c].at[sb[c].n] = 0;
	sb[c].val[sb[c].n] = 0
}
inline FENCE(c) {
	d_step { do :: sb[c].n > 0 -> DRAIN_ONE(c) :: else -> break od }
}
inline STORE(c, a, v) {
	atomic { sb[c].n < BUF -> sb[c].at[sb[c].n] = a; sb[c].val[sb[c].n] = v; sb[c].n++ }
}
inline LOAD(c, a, to) {
	d_step {
		to = mem[a];
		tso_i = 0;
		do
		:: tso_i < sb[c].n -> if :: sb[c].at[tso_i] == a -> to = sb[c].val[tso_i] :: else fi; tso_i++
		:: else -> break
		od
	}
}
inline SWAP(c, a, v, to) {
	atomic { FENCE(c); to = mem[a]; mem[a] = v }
}
inline MEMBARRIER(c) {
	FENCE(c); /* the system call begins with one in the caller */
	FENCE(0);
#if CPUS > 1
	FENCE(1);
#endif
#if CPUS > 2
	FENCE(2);
#endif
	skip
}

/* The hardware: any buffer's oldest store becomes visible at any time. */
active proctype memory()
{
end_memory:
	do
	:: d_step { sb[0].n > 0 -> DRAIN_ONE(0) }
#if CPUS > 1
	:: d_step { sb[1].n > 0 -> DRAIN_ONE(1) }
#endif
#if CPUS > 2
	:: d_step { sb[2].n > 0 -> DRAIN_ONE(2) }
#endif
#if CPUS > 3
	:: d_step { sb[3].n > 0 -> DRAIN_ONE(3) }
#endif
	od
}
