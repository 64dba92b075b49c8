#include "inspect/sites.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Executables are loaded as one piece below this size; libraries and anonymous code stand far above it, so
 * the writer's "offset, else the address itself" can be told apart. */
static const uint64_t exe_bytes_max = UINT64_C(1) << 32;

void ki_site_text(char *out, size_t cap, const struct ki_info *info, uint64_t site)
{
	if (site == 0) {
		snprintf(out, cap, "unknown");
		return;
	}
	const char *slash = strrchr(info->exe, '/');
	const char *base = slash ? slash + 1 : info->exe;
	if (site < exe_bytes_max && *base)
		snprintf(out, cap, "%.400s+0x%" PRIx64, base, site);
	else
		snprintf(out, cap, "0x%" PRIx64, site);
}
