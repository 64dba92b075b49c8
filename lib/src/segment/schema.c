#include "segment/parts.h"

#define KC_COUNTER(name_, type_, unit_, level_, help_, text_)                \
	{ .name = #name_,                                                    \
		.unit = unit_,                                               \
		.type = #type_,                                              \
		.level = level_,                                             \
		.offset = (uint32_t)offsetof(struct kc_seg_counters, name_), \
		.help = help_ },
const struct kc_seg_schema kc_schema[] = {
#include "stats/counters.def"
};
#undef KC_COUNTER
const uint32_t kc_schema_rows = sizeof kc_schema / sizeof kc_schema[0];
