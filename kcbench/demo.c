#include "demo.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "demo_stages.h"
#include "domain.h"
#include "input.h"
#include "inspect/inspect.h"
#include "progress.h"
#include "tool/units.h"

#define TICK_NS UINT64_C(200000000)

enum { FIXED_THREADS = 4 };

/* Something of this machine to read when no file is named; the last one is always there. */
static const char *default_file(void)
{
	static const char *const files[] = { "/usr/share/dict/words",
		"/usr/share/common-licenses/GPL-3" };
	for (size_t i = 0; i < KC_ARRAY_LEN(files); i++)
		if (access(files[i], R_OK) == 0)
			return files[i];
	return "/proc/self/exe";
}

/* --- opening and closing --------------------------------------------------------------------- */

static int open_channels(struct kb_demo *d)
{
	uint32_t capacity = d->cfg->capacity;
	kc_chan_opts lines =
		KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_TICKETS, .capacity = capacity);
	kc_chan_opts results = KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_VALUES,
		.elem_bytes = sizeof(struct kb_counts), .capacity = capacity);
	kc_chan_opts log = KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_BYTES, .capacity = 64);
	kc_chan_opts stats = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_VALUES,
		.elem_bytes = sizeof(struct kb_demo_stats), .capacity = 16);
	int rc = kc_chan_open(&d->lines, d->domain, "lines", &lines);
	if (!rc)
		rc = kc_chan_open(&d->results, d->domain, "results", &results);
	if (!rc)
		rc = kc_chan_open(&d->log, d->domain, "log", &log);
	if (!rc)
		rc = kc_chan_open(&d->stats, d->domain, "stats", &stats);
	return rc;
}

static int open_worker(struct kb_demo *d, unsigned i)
{
	struct kb_demo_worker *w = &d->worker[i];
	char label[32];
	int rc = kc_rx_open(&w->lines, d->lines);
	if (!rc)
		rc = kc_tx_open(&w->results, d->results);
	if (!rc)
		rc = kc_tx_open(&w->log, d->log);
	if (rc)
		return rc;
	snprintf(label, sizeof(label), "worker %u", i);
	kc_rx_set_name(w->lines, label);
	kc_tx_set_name(w->results, label);
	kc_tx_set_name(w->log, label);
	w->demo = d;
	w->index = i;
	return 0;
}

static int open_endpoints(struct kb_demo *d)
{
	int rc = kc_tx_open(&d->reader_lines, d->lines);
	if (!rc)
		rc = kc_tx_open(&d->reader_log, d->log);
	if (!rc)
		rc = kc_rx_open(&d->collector_results, d->results);
	if (!rc)
		rc = kc_tx_open(&d->collector_stats, d->stats);
	if (!rc)
		rc = kc_rx_open(&d->logger_log, d->log);
	if (!rc)
		rc = kc_rx_open(&d->monitor_stats, d->stats);
	for (unsigned i = 0; i < d->cfg->workers && !rc; i++)
		rc = open_worker(d, i);
	return rc;
}

static void close_tx(kc_tx *tx)
{
	if (tx)
		kc_tx_close(tx);
}

static void close_rx(kc_rx *rx)
{
	if (rx)
		kc_rx_close(rx);
}

static void close_all(struct kb_demo *d)
{
	kc_chan *chan[] = { d->lines, d->results, d->log, d->stats };
	close_tx(d->reader_lines);
	close_tx(d->reader_log);
	close_tx(d->collector_stats);
	close_rx(d->collector_results);
	close_rx(d->logger_log);
	close_rx(d->monitor_stats);
	for (unsigned i = 0; i < d->cfg->workers; i++) {
		close_rx(d->worker[i].lines);
		close_tx(d->worker[i].results);
		close_tx(d->worker[i].log);
	}
	for (size_t i = 0; i < KC_ARRAY_LEN(chan); i++)
		if (chan[i])
			kc_chan_free(chan[i]);
}

/* --- running --------------------------------------------------------------------------------- */

static int start_thread(struct kb_demo *d, pthread_t *t, unsigned i)
{
	static const struct {
		const char *name;
		void *(*fn)(void *);
	} fixed[FIXED_THREADS] = { { "demo-read", kb_demo_reader },
		{ "demo-collect", kb_demo_collector }, { "demo-log", kb_demo_logger },
		{ "demo-monitor", kb_demo_monitor } };
	char name[32];
	int rc;
	if (i < FIXED_THREADS) {
		snprintf(name, sizeof(name), "%s", fixed[i].name);
		rc = pthread_create(t, NULL, fixed[i].fn, d);
	} else {
		snprintf(name, sizeof(name), "demo-work-%u", i - FIXED_THREADS);
		rc = pthread_create(t, NULL, kb_demo_worker_main, &d->worker[i - FIXED_THREADS]);
	}
	if (rc == 0)
		pthread_setname_np(*t, name);
	return -rc;
}

/* As a shell takes it for one word. */
static void put_word(const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "._-+,:/@%";
	if (*word && !word[strspn(word, plain)]) {
		fputs(word, stdout);
		return;
	}
	putchar('\'');
	for (; *word; word++)
		if (*word == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*word);
	putchar('\'');
}

/* A command that finds this demo. */
static void put_command(const struct kb_config *c, const char *tool)
{
	putchar('`');
	if (c->dir) {
		fputs("KC_DIR=", stdout);
		put_word(c->dir);
		putchar(' ');
	}
	printf("%s %s", tool, c->name[0] == '-' ? "-- " : "");
	put_word(c->name);
	putchar('`');
}

static void announce(const struct kb_demo *d, const char *path)
{
	char shown[1024];
	ki_safe_text(shown, sizeof(shown), path, strlen(path));
	printf("kcbench demo: reads %s over and over through four channels with slow workers; look with ",
		shown);
	put_command(d->cfg, "chanmon");
	fputs(" or ", stdout);
	put_command(d->cfg, "kcdump");
	puts(", end with Ctrl-C");
	fflush(stdout);
}

static void wait_for_end(struct kb_demo *d)
{
	struct kb_progress progress;
	uint64_t begun = kc_mono_ns();
	uint64_t end = d->cfg->duration_ns ? begun + d->cfg->duration_ns : UINT64_MAX;
	enum kb_event e = KB_TICK;
	kb_progress_begin(&progress, d->cfg->quiet || d->cfg->verbose);
	while (e == KB_TICK && kc_mono_ns() < end) {
		char rate[48], number[16];
		uint64_t now = kc_mono_ns(), bytes = kc_load_relaxed(&d->bytes_done);
		e = kb_watch_wait(d->watch, now + TICK_NS < end ? now + TICK_NS : end);
		snprintf(
			rate, sizeof(rate), "%s worked on", kt_size(number, sizeof(number), bytes));
		kb_progress_draw(&progress, "demo", (double)(now - begun),
			(double)d->cfg->duration_ns, now - begun, rate);
	}
	kb_progress_end(&progress);
}

static int run_threads(struct kb_demo *d, const char *path)
{
	pthread_t thread[FIXED_THREADS + KB_THREADS_MAX];
	unsigned all = FIXED_THREADS + d->cfg->workers, started = 0;
	int rc = 0;
	while (started < all && rc == 0)
		if ((rc = start_thread(d, &thread[started], started)) == 0)
			started++;
	if (rc) {
		kb_gate_shut(&d->gate);
		fprintf(stderr, "kcbench: cannot start thread %u of %u: %s; use fewer --workers\n",
			started + 1, all, strerror(-rc));
	} else {
		kb_gate_open(&d->gate, all);
		announce(d, path);
		wait_for_end(d);
		kb_stopper_stop(&d->stopper);
	}
	for (unsigned i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	if (d->stopper.error)
		fprintf(stderr, "kcbench: %s: %s\n", path, d->stopper.text);
	return rc || d->stopper.error ? KT_CANNOT : KT_GOOD;
}

static int run_in_domain(struct kb_demo *d, const struct kb_input *in)
{
	const struct kb_config *c = d->cfg;
	uint64_t units = c->capacity + c->workers + 256;
	int rc = kb_domain_open(
		&d->domain, c, kb_arena_for(units, KB_UNIT_BYTES + c->block_bytes), units);
	if (rc)
		return rc;
	kb_cutter_open(&d->cutter, d->domain, in->fd, c, (uint64_t)in->at_open.st_size);
	rc = open_channels(d);
	if (!rc)
		rc = open_endpoints(d);
	rc = rc ? kb_cannot("cannot open the demo's channels", rc) : run_threads(d, in->path);
	close_all(d);
	kb_cutter_close(&d->cutter);
	return kt_exit_worse(rc, kb_domain_close(d->domain));
}

static int run(struct kb_demo *d, const struct kb_input *in)
{
	char bytes[16];
	d->workers_running = d->cfg->workers;
	d->worker = calloc(d->cfg->workers, sizeof(*d->worker));
	if (!d->worker)
		return kb_cannot("cannot begin", -ENOMEM);
	kb_stopper_init(&d->stopper);
	kb_gate_init(&d->gate);
	int rc = run_in_domain(d, in);
	kb_gate_destroy(&d->gate);
	kb_stopper_destroy(&d->stopper);
	free(d->worker);
	if (rc == 0)
		printf("kcbench demo: ended after %s, %" PRIu64 " lines and %" PRIu64
		       " log messages\n",
			kt_size(bytes, sizeof(bytes), d->total.bytes), d->total.lines,
			d->log_messages);
	return kt_exit_worse(rc, kb_watch_exit(d->watch));
}

int kb_demo(const struct kb_config *cfg)
{
	struct kb_input in;
	struct kb_watch watch;
	int rc = kb_input_open(&in, cfg->file ? cfg->file : default_file());
	if (rc)
		return rc;
	struct kb_demo *d = aligned_alloc(KC_LINE, sizeof(*d));
	rc = d ? kb_watch_open(&watch) : -ENOMEM;
	if (rc) {
		rc = kb_cannot("cannot begin", rc);
	} else {
		*d = (struct kb_demo){ .cfg = cfg, .watch = &watch };
		rc = run(d, &in);
		kb_watch_close(&watch);
	}
	free(d);
	kb_input_close(&in);
	struct kt_output out;
	if (kb_output_open(&out, cfg) == 0)
		rc = kt_exit_worse(rc, kb_output_close(&out, cfg));
	return rc;
}
