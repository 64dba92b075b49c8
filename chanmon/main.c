/* chanmon - watches the channels of running programs. */
#include <locale.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "chanmon/headless.h"
#include "chanmon/options.h"
#include "chanmon/signals.h"
#include "chanmon/ui.h"

/* A descriptor for each segment under watch, and leftovers can be many. */
static void allow_many_files(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool headless(const struct cm_options *o)
{
	return o->schema || o->once || o->every_given || o->out || o->format_given ||
	       !isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO) || !cm_ui_possible();
}

int main(int argc, char **argv)
{
	struct cm_fleet fleet;
	struct cm_options options = { .fleet = &fleet };
	bool done = false;
	/* Snapshots of many megabytes come and go each second; given back to the kernel in between, their
	 * pages would have to be cleared again each time, which was half of all the work. */
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	kt_output_setup();
	setlocale(LC_ALL, "");
	/* Numbers in JSON, CSV and options have a point wherever the user lives. */
	setlocale(LC_NUMERIC, "C");
	allow_many_files();
	cm_fleet_init(&fleet);
	int rc = cm_options_parse(&options, argc, argv, &done);
	if (rc == 0 && !done) {
		cm_signals_setup();
		rc = headless(&options) ? cm_headless(&options) : cm_ui(&options);
	}
	cm_fleet_free(&fleet);
	return rc;
}
