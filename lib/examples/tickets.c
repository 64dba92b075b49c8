/* tickets.c - words of a text, counted by two workers, and no byte of it is copied.
 *
 * main reads blocks of stdin straight into arena payloads and sends their tickets; the workers count
 * in place and release. While it runs: chanmon words; kcdump words tickets. */
#include <kc/kc.h>
#include <ctype.h>
#include <pthread.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, WORKERS = 2 };

struct worker {
	kc_domain *domain;
	kc_rx *rx;
	pthread_t thread;
	unsigned long words;
};

static unsigned long count_words(const char *s, size_t n)
{
	unsigned long words = 0;
	int inside = 0;
	for (size_t i = 0; i < n; i++) {
		int space = isspace((unsigned char)s[i]);
		words += (unsigned long)(!space && !inside);
		inside = !space;
	}
	return words;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	kc_ticket t;
	kc_rx_adopt(w->rx); /* main opened it; the tools should name this thread */
	while (kc_recv_ticket(w->rx, &t, KC_FOREVER) == 0) {
		void *data;
		size_t bytes;
		if (kc_ticket_data(w->domain, t, &data, &bytes) == 0)
			w->words += count_words(data, bytes);
		kc_ticket_release(w->domain, t);
	}
	kc_rx_close(w->rx);
	return NULL;
}

/* Fills s up to its end, or to white space in its last quarter, so that no word is cut in two; what
 * is left over becomes blanks. 0 at the end of the input. */
static size_t read_block(char *s)
{
	size_t n = 0;
	int c;
	while (n < BLOCK_BYTES && (c = getchar()) != EOF) {
		s[n++] = (char)c;
		if (n > BLOCK_BYTES / 4 * 3 && isspace(c))
			break;
	}
	memset(s + n, ' ', BLOCK_BYTES - n);
	return n;
}

static int send_all(kc_domain *d, kc_tx *tx)
{
	for (;;) {
		kc_ticket t;
		void *data;
		int rc = kc_ticket_new(d, BLOCK_BYTES, &t, &data);
		if (rc < 0)
			return rc;
		if (read_block(data) == 0)
			return kc_ticket_release(d, t);
		rc = kc_send_ticket(tx, t, KC_FOREVER);
		if (rc < 0) {
			kc_ticket_release(d, t); /* what was not sent is still ours */
			return rc;
		}
	}
}

int main(void)
{
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	struct worker w[WORKERS];
	unsigned long words = 0;
	int rc;
	kc_chan_opts o = KC_CHAN_OPTS(.payload = KC_TICKETS, .capacity = 16);

	if (kc_domain_open(&d, "words", NULL) || kc_chan_open(&c, d, "blocks", &o) ||
		kc_tx_open(&tx, c)) {
		fprintf(stderr, "tickets: %s\n", kc_last_reason());
		return 1;
	}
	for (int i = 0; i < WORKERS; i++) {
		w[i] = (struct worker){ .domain = d };
		if (kc_rx_open(&w[i].rx, c) || pthread_create(&w[i].thread, NULL, work, &w[i])) {
			fprintf(stderr, "tickets: cannot start a worker\n");
			return 1;
		}
	}
	rc = send_all(d, tx);
	if (rc < 0)
		fprintf(stderr, "tickets: %s\n", kc_strerror(rc));
	kc_chan_close(c);
	for (int i = 0; i < WORKERS; i++) {
		pthread_join(w[i].thread, NULL);
		words += w[i].words;
	}
	printf("%lu words\n", words);
	kc_tx_close(tx);
	return kc_chan_free(c) || kc_domain_close(d) || rc < 0;
}
