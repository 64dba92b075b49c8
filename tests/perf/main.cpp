/* main.cpp - kcperf: kc against other queues, in one run with interleaved variants. */
#include "cells.h"
#include "kit.h"
#include "peers.h"
#include "suite.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <getopt.h>
#include <kc/kc.h>
#include <sys/utsname.h>

using namespace perf;

static const char usage[] =
	"usage: kcperf [--rounds N] [--ms N] [--cells ID,...] [--csv FILE] [--markdown FILE]\n"
	"  --rounds N       interleaved rounds (5)\n"
	"  --ms N           length of one run in milliseconds (10)\n"
	"  --cells ID,...   only cells whose id starts so: spsc-single, spsc-batch, mpsc, mpmc,\n"
	"                   headline, bytes, spin, wake, select, open, ticket, observable\n"
	"  --csv FILE       raw rows\n"
	"  --markdown FILE  the table\n";

static double pause_ns()
{
	uint64_t begin = now_ns();
	pauses(100000);
	return static_cast<double>(now_ns() - begin) / 100000;
}

static std::string cpu_model()
{
	std::ifstream info("/proc/cpuinfo");
	for (std::string line; std::getline(info, line);) {
		size_t colon = line.find(": ");
		if (line.rfind("model name", 0) == 0 && colon != std::string::npos)
			return line.substr(colon + 2);
	}
	return "unknown CPU";
}

static std::string conditions()
{
	utsname os;
	uname(&os);
	std::string s = "kc " + std::string(kc_version()) + "; peers: ";
#ifdef KC_PERF_CK
	s += "Concurrency Kit " KC_PERF_CK ", ";
#endif
#ifdef KC_PERF_BOOST
	s += text("Boost %d.%d.%d, ", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000,
		BOOST_VERSION % 100);
#endif
#ifdef KC_PERF_MOODYCAMEL
	s += "moodycamel ConcurrentQueue " KC_PERF_MOODYCAMEL ", ";
#endif
#ifdef KC_PERF_URCU
	s += "liburcu " KC_PERF_URCU ", ";
#endif
	s += "own textbook forms of Vyukov's bounded MPMC queue and of a ring with cached cursors. ";
	s += cpu_model() +
	     text(", senders on CPU %d, receivers on CPU %d, one pause %.1f ns; Linux %s; %s.",
		     send_cpu(), receive_cpu(), pause_ns(), os.release, "compiler " __VERSION__);
	return s;
}

int main(int argc, char **argv)
{
	static const option longs[] = { { "rounds", required_argument, nullptr, 'r' },
		{ "ms", required_argument, nullptr, 'm' },
		{ "cells", required_argument, nullptr, 'c' },
		{ "csv", required_argument, nullptr, 'o' },
		{ "markdown", required_argument, nullptr, 't' },
		{ "help", no_argument, nullptr, 'h' }, { nullptr, 0, nullptr, 0 } };
	Options options;
	for (int c; (c = getopt_long(argc, argv, "h", longs, nullptr)) != -1;) {
		switch (c) {
		case 'r':
			options.rounds = static_cast<unsigned>(strtoul(optarg, nullptr, 10));
			break;
		case 'm':
			options.run_ms = strtod(optarg, nullptr);
			break;
		case 'c':
			options.cells = optarg;
			break;
		case 'o':
			options.csv_path = optarg;
			break;
		case 't':
			options.markdown_path = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	if (optind != argc || options.rounds < 1 || options.run_ms < 1) {
		fputs(usage, stderr);
		return 2;
	}
	choose_cpus();
	Suite suite(options);
	suite.conditions(conditions());
	spsc_cells(suite);
	mpsc_cells(suite);
	mpmc_cells(suite);
	headline_cells(suite);
	ticket_cells(suite);
	byte_cells(suite);
	spin_cells(suite);
	wake_cells(suite);
	select_cells(suite);
	open_cells(suite);
	observable_cells(suite);
	suite.finish();
	return 0;
}
