/* uv.c - a channel in a libuv loop.
 *
 * A thread measures and sends; the loop receives, beside everything else that it waits for, here a timer. The
 * channel's descriptor is polled like a socket: readable until a receive answers -EAGAIN.
 *
 *   cc uv.c $(pkg-config --cflags --libs kc libuv) -pthread -o uv && ./uv */
#include <errno.h>
#include <kc/kc.h>
#include <pthread.h>
#include <uv.h>

enum { SAMPLES = 100000 };

struct app {
	kc_rx *samples;
	uv_poll_t poll;
	uv_timer_t timer;
	unsigned long ticks, received, sum;
	int rc;
};

static void *measure(void *arg)
{
	kc_tx *tx = arg;
	for (unsigned long i = 1; i <= SAMPLES; i++)
		if (kc_send(tx, &i, KC_FOREVER))
			break;
	kc_tx_close(tx); /* the only sender: ends the stream */
	return NULL;
}

static void on_tick(uv_timer_t *timer)
{
	struct app *a = timer->data;
	a->ticks++;
}

/* A bound on each round keeps the loop's other work going; what is left makes the descriptor readable at once. */
static void on_samples(uv_poll_t *poll, int status, int events)
{
	enum { ROUND = 256 };
	struct app *a = poll->data;
	unsigned long v;
	(void)events;
	for (int i = 0; status == 0 && i < ROUND; i++) {
		a->rc = kc_recv(a->samples, &v, 0);
		if (a->rc == -EAGAIN)
			return;
		if (a->rc)
			break;
		a->received++;
		a->sum += v;
	}
	if (status == 0 && a->rc == 0)
		return;
	/* The end, or an error: out of the loop before the endpoint is closed. */
	uv_close((uv_handle_t *)&a->poll, NULL);
	uv_close((uv_handle_t *)&a->timer, NULL);
}

int main(void)
{
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	pthread_t t;
	struct app a = { 0 };
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = sizeof(unsigned long),
		.flags = KC_CLOSE_WITH_LAST_TX);
	if (kc_domain_open(&d, "uv", NULL) || kc_chan_open(&c, d, "samples", &o) ||
		kc_tx_open(&tx, c) || kc_rx_open(&a.samples, c)) {
		fprintf(stderr, "uv: %s\n", kc_last_reason());
		return 1;
	}
	int fd = kc_rx_fd(a.samples);
	if (fd < 0) {
		fprintf(stderr, "uv: %s\n", kc_last_reason());
		return 1;
	}
	uv_loop_t *loop = uv_default_loop();
	a.poll.data = a.timer.data = &a;
	if (uv_poll_init(loop, &a.poll, fd) || uv_poll_start(&a.poll, UV_READABLE, on_samples) ||
		uv_timer_init(loop, &a.timer) || uv_timer_start(&a.timer, on_tick, 0, 1) ||
		pthread_create(&t, NULL, measure, tx))
		return 1;
	uv_run(loop, UV_RUN_DEFAULT);
	pthread_join(t, NULL);
	uv_loop_close(loop);
	printf("%lu samples, sum %lu, then %s\n", a.received, a.sum, kc_strerror(a.rc));
	kc_rx_close(a.samples);
	return kc_chan_free(c) || kc_domain_close(d) || a.rc != -EPIPE || a.received != SAMPLES;
}
