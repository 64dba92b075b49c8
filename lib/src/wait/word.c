#include "wait/word.h"

#include "base/sys.h"
#include "wait/probe.h"

_Alignas(16) _Thread_local struct kc_wait_word kc_wait_word; /* in one line */

int64_t kc_word_offset(void)
{
	return (int64_t)((intptr_t)&kc_wait_word - (intptr_t)__builtin_thread_pointer());
}

void kc_word_futex_wake(uint32_t ch, uint32_t *futex, int n)
{
	uint32_t was = kc_word_wake(ch);
	int woken = kc_sys.futex_wake(futex, n);
	kc_word_woke(was);
	if (ch)
		KC_PROBE(wake, ch, woken);
}
