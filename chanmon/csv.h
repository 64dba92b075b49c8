/* csv.h - a field of a CSV line. */
#ifndef CHANMON_CSV_H
#define CHANMON_CSV_H

#include <stdio.h>

/* RFC 4180: quotes where a comma, a quote or a line end stands inside, doubled quotes. */
void cm_csv_text(FILE *out, const char *s);

#endif
