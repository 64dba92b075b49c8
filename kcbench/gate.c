#include "gate.h"

void kb_gate_init(struct kb_gate *g)
{
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->changed, NULL);
	g->waiting = 0;
	g->state = KB_GATE_WAIT;
}

void kb_gate_destroy(struct kb_gate *g)
{
	pthread_cond_destroy(&g->changed);
	pthread_mutex_destroy(&g->lock);
}

bool kb_gate_pass(struct kb_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->waiting++;
	pthread_cond_broadcast(&g->changed);
	while (g->state == KB_GATE_WAIT)
		pthread_cond_wait(&g->changed, &g->lock);
	bool open = g->state == KB_GATE_OPEN;
	pthread_mutex_unlock(&g->lock);
	return open;
}

void kb_gate_open(struct kb_gate *g, unsigned n)
{
	pthread_mutex_lock(&g->lock);
	while (g->waiting < n)
		pthread_cond_wait(&g->changed, &g->lock);
	g->state = KB_GATE_OPEN;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
}

void kb_gate_shut(struct kb_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->state = KB_GATE_SHUT;
	pthread_cond_broadcast(&g->changed);
	pthread_mutex_unlock(&g->lock);
}
