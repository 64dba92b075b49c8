/* pressure.c - a program that looks at its own channel and starts another worker when it falls behind.
 *
 * main sends jobs and looks at every thousandth. Workers are handed the domain only and find their channel by
 * name. At the end it says how fast it was, and who still holds tickets: nobody. */
#include <kc/kc.h>
#include <pthread.h>

enum { JOBS = 200000, LOOK_EVERY = 1000, WORKERS_MAX = 4 };

struct worker {
	kc_domain *domain;
	pthread_t thread;
	unsigned long done;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	kc_chan *jobs;
	kc_rx *rx;
	uint64_t job;
	if (kc_chan_find(&jobs, w->domain, "jobs"))
		return NULL;
	if (kc_rx_open(&rx, jobs) == 0) {
		while (kc_recv(rx, &job, KC_FOREVER) == 0)
			w->done++;
		kc_rx_close(rx);
	}
	kc_chan_free(jobs); /* ours; main has its own */
	return NULL;
}

static int start(struct worker *w, kc_domain *d)
{
	*w = (struct worker){ .domain = d };
	return pthread_create(&w->thread, NULL, work, w);
}

int main(void)
{
	kc_domain *d;
	kc_chan *jobs;
	kc_tx *tx;
	struct worker w[WORKERS_MAX];
	unsigned workers = 0;
	unsigned long done = 0;
	kc_chan_stats first = KC_CHAN_STATS(), now = KC_CHAN_STATS();
	kc_chan_rates rates = KC_CHAN_RATES();
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(uint64_t), .capacity = 256);

	if (kc_domain_open(&d, "pressure", NULL) || kc_chan_open(&jobs, d, "jobs", &o) ||
		kc_tx_open(&tx, jobs) || kc_chan_snapshot(jobs, &first)) {
		fprintf(stderr, "pressure: %s\n", kc_last_reason());
		return 1;
	}
	if (start(&w[workers++], d))
		return 1;
	for (uint64_t job = 0; job < JOBS; job++) {
		if (kc_send(tx, &job, KC_FOREVER))
			return 1;
		if (job % LOOK_EVERY || kc_chan_snapshot(jobs, &now))
			continue;
		if (now.depth > now.capacity / 2 && workers < WORKERS_MAX) {
			if (start(&w[workers], d))
				return 1;
			workers++;
		}
	}
	kc_chan_close(jobs);
	for (unsigned i = 0; i < workers; i++) {
		pthread_join(w[i].thread, NULL);
		done += w[i].done;
	}
	if (kc_chan_snapshot(jobs, &now) == 0 && kc_chan_rate(&first, &now, &rates) == 0)
		printf("%.0f jobs a second, half of them waited less than %llu ns\n",
			rates.received_per_s, (unsigned long long)now.residence_p50_ns);
	kc_arena_dump(d, stdout);
	printf("%lu jobs done\n", done);
	kc_tx_close(tx);
	return kc_chan_free(jobs) || kc_domain_close(d) || done != JOBS;
}
