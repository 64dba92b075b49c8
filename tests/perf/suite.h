/* suite.h - cells, variants, rounds, results.
 *
 * A cell is one question ("SPSC, one element a call, ring of 4096"); its variants are run one after
 * the other in every round, each round starting with another one, so that what disturbs the machine meets
 * all of them. A variant belongs to a family (a library) and has a setting (its back-off); a family
 * is judged by its best setting. Ratios are formed within a round.
 * One thread. */
#ifndef KC_PERF_SUITE_H
#define KC_PERF_SUITE_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace perf
{

struct Sample {
	double value;
	unsigned preempted; /* 0: undisturbed */
	double elapsed_ns;
};

enum class Role {
	own,      /* kc: each own variant is a line of the table */
	peer,     /* counts when the best peer is looked for */
	reference /* shown, with a ratio of its own, and does not count */
};

struct Variant {
	std::string family;
	std::string setting;
	Role role;
	double target; /* own: at least (at most, if less is better) this times the best peer; 0: none */
	/* size: messages or round trips. */
	std::function<Sample(uint64_t size)> run;
	bool untuned = false; /* a peer that waits one pause after a failed attempt */
};

/* How many messages make a run of run_ms: measured with a small run, then with a larger one. */
uint64_t calibrate(const Variant &v, double run_ms);
/* The least disturbed of a few runs; the first undisturbed one ends the search. */
Sample steady(const Variant &v, uint64_t size, unsigned repeats_max);

struct Cell {
	std::string id; /* for --cells and the CSV */
	std::string title;
	std::string unit;
	bool less_is_better = false;
	bool boxed = false;    /* the variant boxes itself by time: no size, preemption is normal */
	bool absolute = false; /* targets are in the cell's unit: there is no peer */
	std::vector<Variant> variants;
};

struct Options {
	unsigned rounds = 5;
	double run_ms = 10;
	unsigned repeats_max = 12; /* of a disturbed run */
	std::string cells;         /* comma-separated prefixes of ids; empty: all */
	std::string csv_path;
	std::string markdown_path;
};

class Suite
{
      public:
	explicit Suite(const Options &options);
	~Suite();
	Suite(const Suite &) = delete;
	Suite &operator=(const Suite &) = delete;

	const Options &options() const
	{
		return options_;
	}
	bool wanted(const std::string &id) const;
	/* Runs the cell at once, prints its lines, keeps its rows. */
	void run(const Cell &cell);
	/* Versions, machine, placement: above the table. */
	void conditions(const std::string &sentence);
	/* A line that is not a comparison of rates: value and verdict in words. */
	void note(const std::string &id, const std::string &title, const std::string &value,
		const std::string &target, const std::string &verdict);
	void raw(const std::string &cell, const std::string &family, const std::string &setting,
		unsigned round, double value, const std::string &unit, unsigned preempted);
	/* Prints the table and writes it to the Markdown file. */
	void finish();

      private:
	struct Line {
		std::string what, own, peer, ratio, target, verdict, reference, untuned;
	};
	void add(const Line &line);
	void judge(const Cell &cell, const std::vector<std::vector<Sample>> &rows);

	Options options_;
	FILE *csv_ = nullptr;
	std::string conditions_;
	std::vector<Line> lines_;
	std::vector<std::string> details_;
};

std::string text(const char *format, ...) __attribute__((format(printf, 1, 2)));

} // namespace perf
#endif
