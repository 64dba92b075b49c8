#include "kit.h"

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <sched.h>
#include <sys/resource.h>
#include <thread>
#include <time.h>

namespace perf
{

static int cpus[2] = { -1, -1 };

void fail(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fflush(stdout);
	fputs("kcperf: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

uint64_t now_ns()
{
	timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1000000000u + static_cast<uint64_t>(t.tv_nsec);
}

void pin_to_cpu(int cpu)
{
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET(static_cast<unsigned>(cpu), &set);
	if (sched_setaffinity(0, sizeof set, &set) != 0)
		fail("cannot pin a thread to CPU %d: %s", cpu, strerror(errno));
}

int send_cpu()
{
	return cpus[0];
}

int receive_cpu()
{
	return cpus[1];
}

void choose_cpus()
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) != 0)
		fail("sched_getaffinity: %s", strerror(errno));
	unsigned found = 0;
	for (unsigned i = 0; i < CPU_SETSIZE && found < 2; i++) {
		if (CPU_ISSET(i, &set))
			cpus[found++] = static_cast<int>(i);
	}
	if (found < 2)
		fail("two CPUs are needed and this process may use one only: see taskset(1)");
}

static long preemptions()
{
	rusage use;
	getrusage(RUSAGE_THREAD, &use);
	return use.ru_nivcsw;
}

Elapsed run_crew(const std::vector<Member> &crew)
{
	struct Part {
		uint64_t begin = 0, end = 0;
		long lost = 0;
	};
	std::vector<Part> parts(crew.size());
	std::vector<std::thread> threads;
	std::atomic<size_t> waiting{ crew.size() };
	for (size_t i = 0; i < crew.size(); i++) {
		threads.emplace_back([&, i] {
			pin_to_cpu(crew[i].cpu);
			waiting.fetch_sub(1);
			while (waiting.load() != 0)
				sched_yield();
			Part part;
			long before = preemptions();
			part.begin = now_ns();
			crew[i].work();
			part.end = now_ns();
			part.lost = preemptions() - before;
			parts[i] = part;
		});
	}
	for (std::thread &t : threads)
		t.join();
	uint64_t begin = UINT64_MAX, end = 0;
	long lost = 0;
	for (const Part &part : parts) {
		begin = std::min(begin, part.begin);
		end = std::max(end, part.end);
		lost += part.lost;
	}
	return { static_cast<double>(end - begin), static_cast<unsigned>(lost) };
}

double median(std::vector<double> v)
{
	if (v.empty())
		return 0;
	std::sort(v.begin(), v.end());
	size_t half = v.size() / 2;
	return v.size() % 2 != 0 ? v[half] : (v[half - 1] + v[half]) / 2;
}

Interval bootstrap_median(const std::vector<double> &v)
{
	constexpr size_t resamples = 4000;
	std::mt19937_64 random(20);
	std::uniform_int_distribution<size_t> pick(0, v.size() - 1);
	std::vector<double> medians(resamples), sample(v.size());
	for (double &m : medians) {
		for (double &s : sample)
			s = v[pick(random)];
		m = median(sample);
	}
	std::sort(medians.begin(), medians.end());
	return { medians[resamples / 40], medians[resamples - 1 - resamples / 40] };
}

} // namespace perf
