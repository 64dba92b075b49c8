#include <kc/kc.h>
#include <pthread.h>
struct job { uint64_t id; };
static void *worker(void *arg)
{
	kc_rx *rx = arg;
	struct job j;
	uint64_t sum = 0;
	while (kc_recv(rx, &j, KC_FOREVER) == 0)      /* ends with -EPIPE once closed and drained */
		sum += j.id;
	printf("sum %llu\n", (unsigned long long)sum);
	return NULL;
}
int main(void)
{
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	pthread_t t;
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = sizeof(struct job));
	if (kc_domain_open(&d, "hello", NULL) || kc_chan_open(&c, d, "jobs", &o) || kc_tx_open(&tx, c) || kc_rx_open(&rx, c)) {
		fprintf(stderr, "%s\n", kc_last_reason());
		return 1;
	}
	pthread_create(&t, NULL, worker, rx);
	for (uint64_t i = 1; i <= 1000000; i++)
		kc_send(tx, &(struct job){ i }, KC_FOREVER);
	kc_chan_close(c);
	pthread_join(t, NULL);
	kc_tx_close(tx);
	kc_rx_close(rx);
	kc_chan_free(c);
	return kc_domain_close(d);
}
