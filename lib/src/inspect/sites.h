/* sites.h - a call site as a person reads it. Any thread. */
#ifndef KC_INSPECT_SITES_H
#define KC_INSPECT_SITES_H

#include "inspect/inspect.h"

/* "exe+0x1234" for an offset into the executable, "0x7f..." for an address elsewhere (a library), "unknown"
 * for none. */
void ki_site_text(char *out, size_t cap, const struct ki_info *info, uint64_t site);

#endif
