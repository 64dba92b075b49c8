/* gate.h - threads start together, or not at all.
 *
 * Threads call kb_gate_pass once; the main thread opens the gate when all of them stand there, or shuts
 * it when one could not be started. */
#ifndef KCBENCH_GATE_H
#define KCBENCH_GATE_H

#include <pthread.h>
#include <stdbool.h>

struct kb_gate {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned waiting;
	enum { KB_GATE_WAIT, KB_GATE_OPEN, KB_GATE_SHUT } state;
};

void kb_gate_init(struct kb_gate *g);
void kb_gate_destroy(struct kb_gate *g);

/* Waits for the main thread's word; false: go home. */
bool kb_gate_pass(struct kb_gate *g);

/* Waits until n threads stand at the gate, then lets them through. */
void kb_gate_open(struct kb_gate *g, unsigned n);
void kb_gate_shut(struct kb_gate *g);

#endif
