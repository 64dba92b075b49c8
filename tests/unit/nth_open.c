/* Proves that a domain opens, closes and forks with any of its system calls failing (RELIABILITY row 12): the call that
 * cannot do without says what is wrong, nothing is left behind, and a second attempt succeeds. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/harness.h"
#include "support/nth_run.h"

static const char *folder; /* NULL: KC_DIR says */
static unsigned flags;
static kc_domain *d;
static kc_chan *c;
static kc_tx *tx;
static kc_rx *rx;

/* --- what a domain is for -------------------------------------------------------------------- */

static void open_channel(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_BYTES, .capacity = 4);
	NTH_WORKS(kc_chan_open(&c, d, "c", &o));
	NTH_WORKS(kc_tx_open(&tx, c));
	NTH_WORKS(kc_rx_open(&rx, c));
}

static void send_and_receive(void)
{
	char got[8] = "";
	NTH_WORKS(kc_send_bytes(tx, "message", 8, 0));
	nth_must(kc_recv_bytes(rx, got, sizeof got, 0) == 8 && strcmp(got, "message") == 0);
}

static void close_channel(void)
{
	NTH_WORKS(kc_tx_close(tx));
	NTH_WORKS(kc_rx_close(rx));
	NTH_WORKS(kc_chan_free(c));
}

static void open_domain(void)
{
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = folder, .flags = flags);
	d = NULL;
	if (!NTH_OPEN(kc_domain_open(&d, "nth", &o)))
		nth_must(d == NULL);
}

static void use_and_close(void)
{
	if (!d)
		return;
	open_channel();
	send_and_receive();
	nth_inspect(d);
	close_channel();
	nth_close_domain(d);
}

/* Two that died with payloads of their own, so that the tidying's calls can fail, too. */
static void leave_two(void)
{
	setenv("KC_LEFTOVERS", "1", 1);
	for (int i = 0; i < 2; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			kc_domain_opts o = KC_DOMAIN_OPTS(.flags = KC_ARENA_FILE);
			_exit(kc_domain_open(&d, "nth", &o) != 0);
		}
		int status;
		nth_must(waitpid(pid, &status, 0) == pid && status == 0);
	}
}

Test(nth_open, among_leftovers)
{
	struct nth_program p = { "open among leftovers", leave_two, open_domain, use_and_close };
	nth_report(p.name, nth_sweep(&p));
}

static void nothing(void)
{
}

static void named_arena(void)
{
	flags = KC_ARENA_FILE | KC_GROUP_READ;
	folder = nth_dir;
}

Test(nth_open, a_named_arena)
{
	struct nth_program p = { "open with a named arena", named_arena, open_domain,
		use_and_close };
	nth_report(p.name, nth_sweep(&p));
}

/* --- closing --------------------------------------------------------------------------------- */

static void open_named(void)
{
	d = nth_domain(KC_ARENA_FILE);
	open_channel();
	send_and_receive();
	close_channel();
}

static void close_domain(void)
{
	NTH_WORKS(kc_domain_close(d));
}

Test(nth_open, closing)
{
	struct nth_program p = { "close", open_named, close_domain, nothing };
	nth_report(p.name, nth_sweep(&p));
}

/* --- forking --------------------------------------------------------------------------------- */

static int event_fd;

static void before_fork(void)
{
	d = nth_domain(0);
	open_channel();
	send_and_receive();
	event_fd = kc_rx_fd(rx);
	nth_must(event_fd >= 0);
}

/* What the parent shares is private here, or at least nothing that can be written. */
static void nothing_is_shared(void)
{
	char line[512];
	const struct nth_state *s = nth_fault();
	if (s->sticky && nth_is(s, "mmap"))
		return; /* no other call could take it away */
	FILE *f = fopen("/proc/self/maps", "re");
	nth_must(f);
	while (fgets(line, sizeof line, f))
		if ((strstr(line, nth_dir) || strstr(line, "kc-arena")) && strstr(line, " rw-s "))
			nth_wrong("the child shares %s", line);
	fclose(f);
}

/* Whatever could not be mapped or closed: the child's handles are dead, it has no descriptor of the parent's, and opens
 * a domain of its own. */
static void in_child(void)
{
	char got[8];
	kc_domain *own = NULL;
	nth_must(kc_send_bytes(tx, "child", 6, 0) == -EOWNERDEAD);
	nth_must(kc_recv_bytes(rx, got, sizeof got, KC_FOREVER) == -EOWNERDEAD);
	nth_must(kc_rx_fd(rx) == -EOWNERDEAD);
	nth_must(kc_chan_free(c) == -EOWNERDEAD && kc_domain_close(d) == -EOWNERDEAD);
	nth_must(fcntl(event_fd, F_GETFD) < 0);
	nothing_is_shared();
	nth_disarm();
	NTH_WORKS(kc_domain_open(&own, "child", NULL));
	NTH_WORKS(kc_domain_close(own));
	_exit(0);
}

static void fork_once(void)
{
	int status;
	pid_t pid = fork();
	if (pid == 0)
		in_child();
	nth_must(waitpid(pid, &status, 0) == pid);
	if (status)
		_exit(1); /* the child has said why */
}

static void parent_goes_on(void)
{
	send_and_receive();
	nth_inspect(d);
	close_channel();
	nth_close_domain(d);
}

Test(nth_open, forking)
{
	struct nth_program p = { "fork", before_fork, fork_once, parent_goes_on };
	nth_report(p.name, nth_sweep(&p));
}
