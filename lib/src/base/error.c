#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static _Thread_local char reason[512];

int kc_fail(int rc, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	return rc;
}

const char *kc_reason(void)
{
	return reason;
}
