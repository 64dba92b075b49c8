#include "chan/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

void kc_rows_init(struct kc_rows *r, struct kc_segment *seg, uint32_t type)
{
	*r = (struct kc_rows){ .seg = seg, .type = type };
}

void kc_rows_fini(struct kc_rows *r)
{
	free(r->free);
	r->free = NULL;
}

/* Room for every row that was ever handed out, so that giving back cannot fail. */
static int make_room(struct kc_rows *r)
{
	if (r->next < r->room)
		return 0;
	uint32_t room = r->room ? 2 * r->room : 64;
	uint32_t *queue = malloc(room * sizeof *queue);
	if (!queue)
		return kc_fail(-ENOMEM, "no memory for the table of free rows");
	for (uint32_t i = 0; i < r->count; i++)
		queue[i] = r->free[(r->head + i) & (r->room - 1)];
	free(r->free);
	r->free = queue;
	r->head = 0;
	r->room = room;
	return 0;
}

int kc_rows_take(struct kc_rows *r, uint32_t *index)
{
	if (r->count) {
		*index = r->free[r->head & (r->room - 1)];
		r->head++;
		r->count--;
		return 0;
	}
	int rc = make_room(r);
	if (rc == 0)
		rc = kc_segment_reserve(r->seg, r->type, (uint64_t)r->next + 1);
	if (rc == 0)
		*index = r->next++;
	return rc;
}

void kc_rows_give(struct kc_rows *r, uint32_t index)
{
	r->free[(r->head + r->count) & (r->room - 1)] = index;
	r->count++;
}
