/* header.h - the widget on top: what chanmon does, and the programs it watches. */
#ifndef CHANMON_HEADER_H
#define CHANMON_HEADER_H

#include "chanmon/ui.h"

/* Draws from line 0; returns the lines used. */
int cm_header_draw(const struct cm_ui *ui, int rows, int cols);
/* One line about a domain: "demo 1234 quiet 12s ...". */
void cm_header_domain_text(
	const struct cm_ui *ui, const struct cm_domain *d, char *out, size_t cap);
enum cm_style cm_header_domain_style(const struct cm_domain *d);

#endif
