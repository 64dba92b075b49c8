/* peers.h - the other libraries' headers, as their documentation wants them included.
 *
 * What is installed is measured: CMake defines KC_PERF_CK, _BOOST, _MOODYCAMEL, _URCU. */
#ifndef KC_PERF_PEERS_H
#define KC_PERF_PEERS_H

#ifdef KC_PERF_CK
/* ck_ring.h 0.7.1 returns false where it means a null pointer, which C++ refuses; 0 is both. */
#define false 0
#include <ck_ring.h>
#undef false
#endif
#ifdef KC_PERF_BOOST
#include <boost/lockfree/queue.hpp>
#include <boost/lockfree/spsc_queue.hpp>
#include <boost/version.hpp>
#endif
#ifdef KC_PERF_MOODYCAMEL
#include <concurrentqueue/concurrentqueue.h>
#endif
#ifdef KC_PERF_URCU
#define _LGPL_SOURCE /* inline, not by calls: its best */
#include <urcu/wfcqueue.h>
#endif

#endif
