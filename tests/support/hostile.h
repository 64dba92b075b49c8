/* hostile.h - looks at a segment with everything the reader has, and checks what must hold whatever the
 * segment says: typed results, bounded work, no index out of range, nothing unprintable. */
#ifndef KC_TESTS_HOSTILE_H
#define KC_TESTS_HOSTILE_H

#include "support/fixture.h"

/* A consistent segment with a bit of everything in it. */
void hostile_make(struct fx *f, const struct fx_opts *o);
/* Ends the test when a rule is broken; what names the case. The result of opening it. */
int hostile_look(const char *path, const char *what);

#endif
