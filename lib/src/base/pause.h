/* pause.h - waiting a few nanoseconds without giving up the CPU.
 *
 * A pause instruction takes 4 to 60 ns depending on the CPU, so distances are given in units of about
 * 12 ns and turned into pauses by a factor measured once. */
#ifndef KC_BASE_PAUSE_H
#define KC_BASE_PAUSE_H

#include "base/compiler.h"

/* Pauses a unit, 8 fractional bits. */
extern uint32_t kc_pauses_per_unit_q8;
/* Measures once; cheap to call again. */
void kc_pause_calibrate(void);
/* CPUs this process may use; 1 means that spinning can never help. The affinity of the thread that asks first says it,
 * until threads were seen on different CPUs: that thread may have been pinned alone. */
unsigned kc_cpus(void);
/* The calling thread runs there. Any thread. */
void kc_cpu_seen(uint32_t cpu);

KC_ALWAYS_INLINE void kc_pause_units(uint32_t units)
{
#ifdef KC_EXPLORE
	units = 1; /* there is no time, only turns */
#endif
	uint32_t n = (units * kc_pauses_per_unit_q8) >> 8;
	do
		kc_pause();
	while (n-- > 1);
}

#endif
