/* kit.h - what every cell of the benchmark needs: time, places, messages, crews of threads.
 *
 * A message is 8 bytes: sender (upper 16 bits, from 1) and sequence (lower 48). Receivers look at every
 * one. A crew is a set of functions, each on a thread of its own that is pinned to one CPU; all start
 * together. The crew says how long it took and how often the scheduler took a CPU away from it, so that
 * disturbed runs can be repeated. Errors end the program: a benchmark has nothing to save. */
#ifndef KC_PERF_KIT_H
#define KC_PERF_KIT_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace perf
{

constexpr unsigned seq_bits = 48;

constexpr uint64_t message(unsigned sender, uint64_t seq)
{
	return (static_cast<uint64_t>(sender + 1) << seq_bits) | seq;
}
constexpr unsigned sender_of(uint64_t msg)
{
	return static_cast<unsigned>(msg >> seq_bits) - 1;
}
constexpr uint64_t seq_of(uint64_t msg)
{
	return msg & ((UINT64_C(1) << seq_bits) - 1);
}

/* n messages of one sender, one after another. */
inline void fill(uint64_t *to, uint64_t first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = first + i;
}

inline void pause_once()
{
#if defined(__x86_64__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("isb" ::: "memory");
#endif
}
inline void pauses(unsigned n)
{
	for (; n > 0; n--)
		pause_once();
}

/* Keeps handles in memory: a library's caller cannot hold them in registers, so no test loop may. */
inline void handles_are_in_memory()
{
	__asm__ volatile("" ::: "memory");
}
/* The same pointer, but the compiler no longer knows what it points to. */
template <class T> T *opaque(T *p)
{
	__asm__ volatile("" : "+r"(p)::"memory");
	return p;
}

[[noreturn]] void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

uint64_t now_ns();
void pin_to_cpu(int cpu);
/* The two CPUs of this run. */
int send_cpu();
int receive_cpu();
/* At start: takes the first two CPUs this process may use; ends the program when there is one only. */
void choose_cpus();

struct Elapsed {
	double ns;          /* from the first start to the last end */
	unsigned preempted; /* times a thread of the crew lost its CPU */
};

struct Member {
	int cpu;
	std::function<void()> work;
};
Elapsed run_crew(const std::vector<Member> &crew);

double median(std::vector<double> v);
/* 95 % interval of the median by bootstrap: resamples v with a fixed seed. */
struct Interval {
	double low, high;
};
Interval bootstrap_median(const std::vector<double> &v);

} // namespace perf
#endif
