/* claims.h - who died between claiming places of a queue and publishing or leaving them: what stands behind such a
 * place on an MPMC or unlimited channel never comes. */
#ifndef KCDUMP_CLAIMS_H
#define KCDUMP_CLAIMS_H

#include "frame.h"

/* As the array "claims" of the document. Of the living, too: there it is what was going on at that moment. */
void kd_claims_json(struct kd_context *c, const struct kd_picture *p);
/* A sentence for each, of the dead only. */
void kd_claims_say(struct kd_context *c, const struct kd_picture *p);

#endif
