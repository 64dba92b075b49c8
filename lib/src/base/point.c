#include "base/point.h"

#ifdef KC_POINTS
void (*kc_point_hook)(const char *label);
#else
typedef int kc_no_points; /* a source is not empty */
#endif
