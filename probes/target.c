/* target.c - a target out of an inspected segment. */
#include <string.h>

#include "inspect/inspect.h"
#include "probes/probes.h"

void kc_probes_target_of(struct kc_probes_target *t, const struct ki_info *info)
{
	*t = (struct kc_probes_target){
		.pid = info->pid,
		.pid_start = info->pid_start,
		.pidns_inode = info->pidns_inode,
		.tls_abi = info->tls_abi,
		.tls_offset = info->tls_offset,
		.brand = info->brand,
	};
	_Static_assert(sizeof(t->name) >= sizeof(info->name), "it fits");
	memcpy(t->name, info->name, sizeof(info->name));
	for (uint32_t i = 0; i < info->section_count; i++)
		if (info->section[i].type == KC_SEC_CHANNELS) {
			t->channels = (uint32_t)info->section[i].hwm;
			t->channels_max = (uint32_t)info->section[i].capacity;
		}
}
