/* arena-dump.c - a program that dumps its own arena, for the test that kcdump prints the same.
 *
 * usage: arena-dump NAME FILE. Writes kc_arena_dump's text into FILE, prints its process id and waits for
 * ever. It holds tickets in all states, of classes and of whole pages, one by a thread that has ended. */
#define _GNU_SOURCE 1 /* pthread_setname_np */
#include <kc/kc.h>

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static kc_domain *domain;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

static void *leave_one(void *arg)
{
	kc_ticket t;
	pthread_setname_np(pthread_self(), "gone");
	check(kc_ticket_new(domain, 64, &t, NULL), "kc_ticket_new");
	return arg;
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 1, 100, 4096, 65536, 70000 };
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
	kc_ticket t;
	pthread_t gone;
	kc_chan_opts o = KC_CHAN_OPTS(.payload = KC_TICKETS, .capacity = 8);
	if (argc != 3)
		return 2;
	check(kc_domain_open(&domain, argv[1], NULL), "kc_domain_open");
	check(kc_chan_open(&c, domain, "gr\xc3\xbcn", &o), "kc_chan_open");
	check(kc_tx_open(&tx, c), "kc_tx_open");
	check(kc_rx_open(&rx, c), "kc_rx_open");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		check(kc_ticket_new(domain, sizes[i], &t, NULL), "kc_ticket_new");
		if (i > 0)
			check(kc_send_ticket(tx, t, 0), "kc_send_ticket");
	}
	check(kc_recv_ticket(rx, &t, 0), "kc_recv_ticket");
	check(kc_ticket_retain(domain, t), "kc_ticket_retain");
	check(-pthread_create(&gone, NULL, leave_one, NULL), "pthread_create");
	pthread_join(gone, NULL);
	FILE *f = fopen(argv[2], "w");
	if (!f)
		return 1;
	check(kc_arena_dump(domain, f), "kc_arena_dump");
	fclose(f);
	printf("%ld\n", (long)getpid());
	fflush(stdout);
	for (;;)
		pause();
}
