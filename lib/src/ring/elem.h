/* elem.h - copying one element: sizes that programs use most become a few moves. */
#ifndef KC_RING_ELEM_H
#define KC_RING_ELEM_H

#include <string.h>

#include "base/atomic.h"

KC_ALWAYS_INLINE void kc_elem_copy(void *to, const void *from, uint32_t bytes)
{
	switch (bytes) {
	case 4:
		memcpy(to, from, 4);
		return;
	case 8:
		memcpy(to, from, 8);
		return;
	case 16:
		memcpy(to, from, 16);
		return;
	case 32:
		memcpy(to, from, 32);
		return;
	case 64:
		memcpy(to, from, 64);
		return;
	default:
		memcpy(to, from, bytes);
	}
}

#endif
