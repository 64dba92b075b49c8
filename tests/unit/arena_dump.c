/* A program's own dump names each live ticket once, with state, channel, references, bytes, holder, age and
 * site, and no other; what cannot be written or read is an error with a sentence. */
#include "support/harness.h"
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/world.h"

static struct world w;
static char *text;

static const char *dump(void)
{
	size_t bytes;
	free(text);
	FILE *out = open_memstream(&text, &bytes);
	cr_assert_eq(kc_arena_dump(w.d, out), 0, "%s", kc_last_reason());
	cr_assert_eq(fclose(out), 0);
	return text;
}

/* The words of the one line about the ticket: t[0] handle, state, channel, refs, bytes, tid, thread, alive,
 * age, site. */
static void line_of(kc_ticket ticket, char t[10][64])
{
	char handle[24], line[512];
	snprintf(handle, sizeof handle, "0x%" PRIx64 " ", ticket.v);
	const char *at = strstr(text, handle);
	cr_assert_not_null(at, "no %s in:\n%s", handle, text);
	cr_assert_null(strstr(at + 1, handle), "%s twice in:\n%s", handle, text);
	snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
	cr_assert_eq(sscanf(line, "%63s %63s %63s %63s %63s %63s %63s %63s %63s %63s", t[0], t[1],
			     t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9]),
		10, "%s", line);
	cr_assert_eq(atoi(t[5]), (int)gettid());
	cr_assert_str_eq(t[6], "dumper");
	cr_assert_str_eq(t[7], "alive");
	cr_assert(t[8][0] >= '0' && t[8][0] <= '9', "an age: %s", t[8]);
	cr_assert_not_null(strstr(t[9], "+0x"), "executable and offset: %s", t[9]);
}

Test(arena_dump, names_each_live_ticket)
{
	kc_ticket loaned, queued, held, gone, shared;
	char t[10][64];
	cr_assert_eq(pthread_setname_np(pthread_self(), "dumper"), 0);
	world_open(&w, 0);
	cr_assert_not_null(strstr(dump(), "\nno live tickets\n"));
	world_channel(&w, KC_MPMC, KC_TICKETS, 0, 8);
	cr_assert_eq(kc_ticket_new(w.d, 100, &loaned, NULL), 0);
	cr_assert_eq(kc_ticket_new(w.d, 5000, &queued, NULL), 0);
	cr_assert_eq(kc_ticket_new(w.d, 70000, &held, NULL), 0);
	cr_assert_eq(kc_ticket_new(w.d, 64, &gone, NULL), 0);
	cr_assert_eq(kc_ticket_new(w.d, 64, &shared, NULL), 0);
	cr_assert_eq(kc_ticket_retain(w.d, shared), 0);
	cr_assert_eq(kc_send_ticket(w.tx, held, 0), 0);
	cr_assert_eq(kc_recv_ticket(w.rx, &held, 0), 0);
	cr_assert_eq(kc_send_ticket(w.tx, queued, 0), 0);
	cr_assert_eq(kc_ticket_release(w.d, gone), 0);
	dump();
	line_of(loaned, t);
	cr_assert_str_eq(t[1], "loaned");
	cr_assert_str_eq(t[2], "-");
	cr_assert_str_eq(t[3], "1");
	cr_assert_str_eq(t[4], "100");
	line_of(queued, t);
	cr_assert_str_eq(t[1], "queued");
	cr_assert_str_eq(t[2], "c");
	cr_assert_str_eq(t[3], "1");
	cr_assert_str_eq(t[4], "5000");
	line_of(held, t);
	cr_assert_str_eq(t[1], "held");
	cr_assert_str_eq(t[4], "70000");
	line_of(shared, t);
	cr_assert_str_eq(t[3], "2");
	cr_assert_not_null(
		strstr(text, "\n4 of 4 matching tickets shown, 73.4KiB in all; 4 live\n"), "%s",
		text);
	cr_assert_not_null(strstr(text, "  tickets   4 live: 2 loaned, 1 queued, 1 held  "));
	cr_assert_not_null(strstr(text, " 128B "), "a class that has pages:\n%s", text);
	char pid[32];
	snprintf(pid, sizeof pid, "world  pid %d  alive: ", (int)getpid());
	cr_assert_eq(strncmp(text, pid, strlen(pid)), 0, "%s", text);
	cr_assert_null(strchr(text, '\033'), "no colours");
	cr_assert_eq(kc_ticket_release(w.d, loaned), 0);
	cr_assert_eq(kc_ticket_release(w.d, held), 0);
	cr_assert_eq(kc_ticket_release(w.d, shared), 0);
	cr_assert_eq(kc_ticket_release(w.d, shared), 0);
	dump();
	line_of(queued, t);
	cr_assert_not_null(strstr(text, "\n1 of 1 matching"), "%s", text);
	world_close(&w);
}

Test(arena_dump, errors)
{
	world_open(&w, 0);
	cr_assert_eq(kc_arena_dump(NULL, stdout), -EINVAL);
	cr_assert_eq(kc_arena_dump(w.d, NULL), -EINVAL);
	FILE *full = fopen("/dev/full", "w");
	cr_assert_not_null(full);
	cr_assert_eq(kc_arena_dump(w.d, full), -EIO);
	cr_assert_gt(strlen(kc_last_reason()), 10u);
	(void)fclose(full);
	cr_assert_eq(unlink(kc_domain_segment_path(w.d)), 0);
	cr_assert_eq(kc_arena_dump(w.d, stdout), -ENOENT);
	cr_assert_not_null(strstr(kc_last_reason(), ".kcs"), "%s", kc_last_reason());
	world_close(&w);
}
