/* quantile.h - the order of a few measured values. Any thread. */
#ifndef KCBENCH_QUANTILE_H
#define KCBENCH_QUANTILE_H

/* The value at q (0 ... 1), between its neighbours: 0.5 is the median; 0 of none. Sorts v. */
double kb_quantile(double *v, unsigned n, double q);

#endif
