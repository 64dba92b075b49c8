#include "segment/parts.h"

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <string.h>
#include <unistd.h>

#include "base/compiler.h"
#include "base/identity.h"

/* Looks through one PT_NOTE segment for the GNU build-id. */
static bool find_in_notes(struct kc_seg_header *h, const uint8_t *p, size_t bytes, size_t align)
{
	/* Names and descriptions are padded to 4, in segments aligned to 8 to 8. */
	size_t pad = align == 8 ? 8 : 4;
	while (bytes >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) n;
		memcpy(&n, p, sizeof n);
		size_t desc = KC_ALIGN_UP(sizeof n + n.n_namesz, pad);
		size_t next = KC_ALIGN_UP(desc + n.n_descsz, pad);
		if (desc + n.n_descsz > bytes)
			return false;
		if (n.n_type == NT_GNU_BUILD_ID && n.n_namesz == 4 &&
			memcmp(p + sizeof n, "GNU", 4) == 0) {
			h->build_id_bytes =
				n.n_descsz < sizeof h->build_id ? n.n_descsz : sizeof h->build_id;
			memcpy(h->build_id, p + desc, h->build_id_bytes);
			return true;
		}
		if (next >= bytes)
			return false;
		p += next;
		bytes -= next;
	}
	return false;
}

/* The first object that the loader names is the executable; the others are libraries. */
static int first_object(struct dl_phdr_info *o, size_t size, void *header)
{
	(void)size;
	for (int i = 0; i < o->dlpi_phnum; i++) {
		const ElfW(Phdr) *ph = &o->dlpi_phdr[i];
		if (ph->p_type == PT_NOTE &&
			find_in_notes(header, (const uint8_t *)(o->dlpi_addr + ph->p_vaddr),
				ph->p_memsz, ph->p_align))
			break;
	}
	return 1;
}

static void find_exe(struct kc_seg_header *h)
{
	int saved = errno;
	ssize_t n = readlink("/proc/self/exe", h->exe, sizeof h->exe - 1);
	h->exe[n > 0 ? n : 0] = 0;
	errno = saved;
}

void kc_owner_describe(struct kc_seg_header *h)
{
	h->pid = (uint32_t)getpid();
	/* The effective one: it owns the file. */
	h->uid = geteuid();
	h->pid_start = kc_proc_start(0, 0, NULL);
	h->pidns_inode = kc_proc_pidns(0);
	kc_boot_id(h->boot_id);
	find_exe(h);
	dl_iterate_phdr(first_object, h);
	strncpy(h->lib_version, KC_VERSION_STRING, sizeof h->lib_version - 1);
}
