#include "quantile.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double kb_quantile(double *v, unsigned n, double q)
{
	if (n == 0)
		return 0;
	qsort(v, n, sizeof(*v), by_value);
	double at = q * (n - 1);
	unsigned low = (unsigned)at;
	return low + 1 < n ? v[low] + (at - low) * (v[low + 1] - v[low]) : v[low];
}
