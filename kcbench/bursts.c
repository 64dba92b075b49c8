#include "bursts.h"

#include <errno.h>

#include "base/clock.h"
#include "quantile.h"

double kb_bursts(int (*load)(void *ctx, double *took_ns), void *ctx, double units,
	uint64_t slice_ns, double *ns)
{
	uint64_t begun = kc_mono_ns(), end = begun + slice_ns,
		 last = begun + KB_BURSTS_PATIENCE * slice_ns, now;
	unsigned n = 0;
	do {
		int rc = load(ctx, &ns[n]);
		if (rc < 0)
			return rc;
		n += rc == 0;
		now = kc_mono_ns();
	} while (n < KB_BURSTS_MAX && now < (n ? end : last));
	return n ? kb_quantile(ns, n, 0.5) / units : -ENODATA;
}
