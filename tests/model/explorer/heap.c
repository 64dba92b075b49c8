#include "heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hooks.h"
#include "turns.h"

#define PC __builtin_return_address(0)

enum { HEAP_BYTES = 4 << 20, SHARE_BYTES = HEAP_BYTES / EXPLORE_THREADS };
static char *heap;
static size_t used[EXPLORE_THREADS]; /* of each thread's share */

bool heap_has(const void *p)
{
	return (const char *)p >= heap && (const char *)p < heap + HEAP_BYTES;
}

/* In an execution: from a heap of its own, at the same places whatever other threads take; never given back. */
static void *heap_take(size_t align, size_t bytes)
{
	uintptr_t share = (uintptr_t)heap + turns_self() * (uintptr_t)SHARE_BYTES;
	uintptr_t at =
		(share + used[turns_self()] + sizeof(size_t) + align - 1) & ~(uintptr_t)(align - 1);
	if (at + bytes > share + SHARE_BYTES) {
		fputs("the explorer's heap is used up: an execution allocates too much\n", stderr);
		abort();
	}
	((size_t *)at)[-1] = bytes;
	used[turns_self()] = at + bytes - share;
	return (void *)at;
}

void *kx_aligned_alloc(size_t align, size_t bytes);
void *kx_aligned_alloc(size_t align, size_t bytes)
{
	return turns_on() ? heap_take(align < 16 ? 16 : align, bytes) : aligned_alloc(align, bytes);
}

void *kx_malloc(size_t bytes);
void *kx_malloc(size_t bytes)
{
	return turns_on() ? heap_take(16, bytes) : malloc(bytes);
}

void *kx_calloc(size_t n, size_t bytes);
void *kx_calloc(size_t n, size_t bytes)
{
	return turns_on() ? memset(heap_take(16, n * bytes), 0, n * bytes) : calloc(n, bytes);
}

static size_t size_of(const void *p)
{
	return heap_has(p) ? ((const size_t *)p)[-1] : malloc_usable_size((void *)p);
}

void kx_free(void *p);
void kx_free(void *p)
{
	if (!turns_on()) {
		if (!heap_has(p))
			free(p);
	} else if (p) {
		hooks_plain(p, size_of(p), true, PC); /* nobody else may be there */
	}
}

void *kx_realloc(void *p, size_t bytes);
void *kx_realloc(void *p, size_t bytes)
{
	if (!turns_on())
		return realloc(p, bytes);
	void *q = heap_take(16, bytes);
	if (p)
		memcpy(q, p, size_of(p) < bytes ? size_of(p) : bytes);
	return q;
}

void *kx_memcpy(void *to, const void *from, size_t n);
void *kx_memcpy(void *to, const void *from, size_t n)
{
	hooks_plain(from, n, false, PC);
	hooks_plain(to, n, true, PC);
	return memcpy(to, from, n);
}

void *kx_memmove(void *to, const void *from, size_t n);
void *kx_memmove(void *to, const void *from, size_t n)
{
	hooks_plain(from, n, false, PC);
	hooks_plain(to, n, true, PC);
	return memmove(to, from, n);
}

void *kx_memset(void *to, int c, size_t n);
void *kx_memset(void *to, int c, size_t n)
{
	hooks_plain(to, n, true, PC);
	return memset(to, c, n);
}

void heap_init(void)
{
	heap = aligned_alloc(4096, HEAP_BYTES);
}

void heap_reset(void)
{
	memset(used, 0, sizeof used);
}
