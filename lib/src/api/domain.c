#include <kc/domain.h>

#include <errno.h>

#include "api/fork.h"
#include "base/error.h"
#include "chan/domain.h"

KC_API void kc_domain_opts_init(kc_domain_opts *o)
{
	*o = (kc_domain_opts)KC_DOMAIN_OPTS(.dir = NULL);
}

KC_API int kc_domain_open(kc_domain **out, const char *name, const kc_domain_opts *opts)
{
	if (!out)
		return kc_fail(-EINVAL, "kc_domain_open: out is NULL");
	kc_fork_watch();
	return kc_domain_make(out, name, opts);
}

KC_API int kc_domain_close(kc_domain *d)
{
	if (!d)
		return kc_fail(-EINVAL, "kc_domain_close: the domain is NULL");
	if (d->forked)
		return kc_fail(
			-EOWNERDEAD, "the domain was inherited over fork; open one of its own");
	return kc_domain_unmake(d);
}

KC_API const char *kc_domain_segment_path(const kc_domain *d)
{
	return d->seg.path;
}
