/* preempt.c - how far a CPU's preempt count is from its run queue, by the kernel's BTF. The BPF program sees by it whether
 * an interrupt does the waking. */
#include <bpf/btf.h>
#include <string.h>

#include "probes/parts.h"

#if defined(__x86_64__)
/* Offset of the per-CPU variable with this name; -1: there is none. */
static int64_t variable(const struct btf *btf, const struct btf_type *section, const char *name)
{
	const struct btf_var_secinfo *v = btf_var_secinfos(section);
	for (unsigned i = 0; i < btf_vlen(section); i++, v++) {
		const struct btf_type *t = btf__type_by_id(btf, v->type);
		if (t && strcmp(btf__name_by_offset(btf, t->name_off), name) == 0)
			return v->offset;
	}
	return -1;
}

static int64_t member(const struct btf *btf, const char *type, const char *name)
{
	int id = btf__find_by_name_kind(btf, type, BTF_KIND_STRUCT);
	const struct btf_type *t = id < 0 ? NULL : btf__type_by_id(btf, (unsigned)id);
	for (unsigned i = 0; t && i < btf_vlen(t); i++) {
		const struct btf_member *m = btf_members(t) + i;
		const char *found = btf__name_by_offset(btf, m->name_off);
		if (found && strcmp(found, name) == 0)
			return btf_member_bit_offset(t, i) / 8;
		if (found && *found)
			continue;
		/* pcpu_hot keeps its fields in a nameless union of a nameless structure */
		const struct btf_type *u = btf__type_by_id(btf, m->type);
		for (unsigned k = 0; u && btf_is_composite(u) && k < btf_vlen(u); k++) {
			const struct btf_type *s = btf__type_by_id(btf, btf_members(u)[k].type);
			for (unsigned n = 0; s && btf_is_composite(s) && n < btf_vlen(s); n++)
				if (strcmp(btf__name_by_offset(btf, btf_members(s)[n].name_off), name) == 0)
					return (btf_member_bit_offset(t, i) + btf_member_bit_offset(u, k) +
						       btf_member_bit_offset(s, n)) / 8;
		}
	}
	return -1;
}

int64_t kc_probes_preempt_from_rq(void)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int64_t distance = 0;
	int id = btf ? btf__find_by_name_kind(btf, ".data..percpu", BTF_KIND_DATASEC) : -1;
	if (id >= 0) {
		const struct btf_type *section = btf__type_by_id(btf, (unsigned)id);
		int64_t rq = variable(btf, section, "runqueues");
		int64_t count = variable(btf, section, "__preempt_count");
		if (count < 0) { /* 6.2 ... 6.14 */
			int64_t hot = variable(btf, section, "pcpu_hot"), in_it = member(btf, "pcpu_hot", "preempt_count");
			count = hot < 0 || in_it < 0 ? -1 : hot + in_it;
		}
		distance = rq < 0 || count < 0 ? 0 : count - rq;
	}
	btf__free(btf);
	return distance;
}
#else
int64_t kc_probes_preempt_from_rq(void)
{
	return 0; /* in the task itself */
}
#endif
