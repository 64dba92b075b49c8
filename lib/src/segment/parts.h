/* parts.h - what the files of this folder do for segment.c; private to it.
 *
 * All of it runs while a domain opens, on the opening thread; no function here is called
 * concurrently on the same arguments. Errors are -errno with kc_fail's sentence. */
#ifndef KC_SEGMENT_PARTS_H
#define KC_SEGMENT_PARTS_H

#include "segment/segment.h"

/* What to do about an error of opening a file: more descriptors where it is they that are missing, else `otherwise`. */
const char *kc_place_cure(int rc, const char *otherwise);

/* place.c: opens the folder that segments lie in, makes it (0700) when it is missing, and refuses
 * one that somebody else could put files into. path gets the absolute folder without a closing
 * slash.
 *   -ELOOP a symbolic link; -ENOTDIR no directory; -EPERM not the caller's; -EACCES others
 *   may write
 *   -ENOENT its parent is missing; -ENAMETOOLONG; whatever else the kernel says. */
int kc_place_open(const char *dir, int *dir_fd, char *path, size_t cap);

/* plan.c: the table of contents for these maxima, and the fixed length of the file.
 *   -EINVAL a maximum is out of range. */
struct kc_plan {
	struct kc_seg_section section[KC_SEG_SECTIONS_MAX];
	uint32_t section_count;
	uint64_t file_bytes;
};
int kc_plan_make(struct kc_plan *p, const struct kc_segment_opts *o);
/* What a person calls a section, and the option that sizes it. */
const char *kc_plan_rows_name(uint32_t type);
const char *kc_plan_option_name(uint32_t type);

/* owner.c: fills in the fields that say whose segment it is: pid, start time, namespace, boot,
 * user, executable, build-id, library. Never fails: what cannot be known stays zero. */
void kc_owner_describe(struct kc_seg_header *h);

/* schema.c: the rows of the schema section, one a counter. */
extern const struct kc_seg_schema kc_schema[];
extern const uint32_t kc_schema_rows;

/* leftovers.c: how many leftovers of one name stay ($KC_LEFTOVERS, 0 ... 1000, default 4).
 *   -EINVAL it is set to something else. */
int kc_leftovers_limit(void);
/* Removes the segments of this name, each with its named arena, whose owner is proved dead; all but
 * the newest `keep`. self describes this process. At most 65536 directory entries and 4096 segments
 * are looked at in one go; what was not looked at stays. */
void kc_leftovers_remove(int dir_fd, const struct kc_seg_header *self, int keep);

#endif
