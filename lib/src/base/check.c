#include "base/check.h"

#ifdef KC_CHECK

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sys.h"

/* One line in one write: other threads may be dying, too. Not stdio: a signal handler may fire a token. */
struct line {
	char text[512];
	size_t bytes;
};

static void add(struct line *l, const char *s)
{
	size_t n = strlen(s), room = sizeof l->text - 1 - l->bytes;
	if (n > room)
		n = room;
	memcpy(l->text + l->bytes, s, n);
	l->bytes += n;
}

static void add_number(struct line *l, int n)
{
	char digits[12];
	char *p = digits + sizeof digits - 1;
	*p = '\0';
	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	add(l, p);
}

void kc_invariant_broken(const char *name, const char *condition, const char *file, int line)
{
	struct line l = { .bytes = 0 };
	add(&l, "kc: ");
	add(&l, name);
	add(&l, " is broken: ");
	add(&l, condition);
	add(&l, " at ");
	add(&l, file);
	add(&l, ":");
	add_number(&l, line);
	l.text[l.bytes++] = '\n';
	(void)kc_sys.write(STDERR_FILENO, l.text, l.bytes);
	abort();
}

#else
typedef int kc_no_checks; /* a source is not empty */
#endif
