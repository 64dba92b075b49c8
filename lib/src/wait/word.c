#include "wait/word.h"

_Alignas(16) _Thread_local struct kc_wait_word kc_wait_word; /* in one line */
_Thread_local uint32_t kc_word_between;

int64_t kc_word_offset(void)
{
	return (int64_t)((intptr_t)&kc_wait_word - (intptr_t)__builtin_thread_pointer());
}
