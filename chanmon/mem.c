#include "chanmon/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool/options.h"

static void *check(void *p)
{
	if (p)
		return p;
	fprintf(stderr, "chanmon: out of memory\n");
	exit(KT_CANNOT);
}

void *cm_calloc(size_t n, size_t size)
{
	return check(calloc(n ? n : 1, size ? size : 1));
}

void *cm_grow(void *p, size_t *cap, size_t want, size_t size)
{
	if (want <= *cap)
		return p;
	size_t n = *cap ? *cap : 16;
	while (n < want)
		n = n > SIZE_MAX / 2 ? want : n * 2;
	p = check(reallocarray(p, n, size));
	*cap = n;
	return p;
}

char *cm_strdup(const char *s)
{
	return check(strdup(s));
}
