#include "suite.h"

#include "kit.h"

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <time.h>

namespace perf
{

std::string text(const char *format, ...)
{
	char buffer[512];
	va_list args;
	va_start(args, format);
	vsnprintf(buffer, sizeof buffer, format, args);
	va_end(args);
	return buffer;
}

static std::vector<double> values(const std::vector<Sample> &row)
{
	std::vector<double> v;
	for (const Sample &s : row)
		v.push_back(s.value);
	return v;
}

static std::string number(double v)
{
	return v >= 100 ? text("%.0f", v) : v >= 10 ? text("%.1f", v) : text("%.2f", v);
}

static std::string spread(std::vector<double> v)
{
	auto ends = std::minmax_element(v.begin(), v.end());
	return number(median(v)) + " (" + number(*ends.first) + "–" + number(*ends.second) + ")";
}

Suite::Suite(const Options &options) : options_(options)
{
	if (options_.csv_path.empty())
		return;
	csv_ = fopen(options_.csv_path.c_str(), "w");
	if (csv_ == nullptr)
		fail("cannot write %s: %s", options_.csv_path.c_str(), strerror(errno));
	fputs("cell,family,setting,round,value,unit,preempted\n", csv_);
}

Suite::~Suite()
{
	if (csv_ != nullptr)
		fclose(csv_);
}

bool Suite::wanted(const std::string &id) const
{
	if (options_.cells.empty())
		return true;
	std::istringstream list(options_.cells);
	for (std::string prefix; std::getline(list, prefix, ',');) {
		if (id.compare(0, prefix.size(), prefix) == 0)
			return true;
	}
	return false;
}

void Suite::raw(const std::string &cell, const std::string &family, const std::string &setting,
	unsigned round, double value, const std::string &unit, unsigned preempted)
{
	if (csv_ == nullptr)
		return;
	fprintf(csv_, "%s,%s,\"%s\",%u,%.4f,%s,%u\n", cell.c_str(), family.c_str(), setting.c_str(),
		round, value, unit.c_str(), preempted);
	fflush(csv_);
}

/* Waits until nobody else wants to run, but not for ever: the budget is for the whole program. */
static void wait_for_calm()
{
	static int budget_ms = 60000;
	for (int waited_ms = 0; waited_ms < 250 && budget_ms > 0; waited_ms += 5, budget_ms -= 5) {
		std::ifstream load("/proc/loadavg");
		std::string one, five, fifteen, running;
		load >> one >> five >> fifteen >> running;
		if (running.rfind("1/", 0) == 0)
			return;
		const timespec nap = { 0, 5000000 };
		nanosleep(&nap, nullptr);
	}
}

Sample steady(const Variant &v, uint64_t size, unsigned repeats_max)
{
	wait_for_calm();
	Sample best = v.run(size);
	for (unsigned i = 0; best.preempted != 0 && i < repeats_max; i++) {
		wait_for_calm();
		Sample again = v.run(size);
		if (again.preempted < best.preempted)
			best = again;
	}
	return best;
}

uint64_t calibrate(const Variant &v, double run_ms)
{
	uint64_t size = 2000;
	for (;;) {
		Sample s = v.run(size);
		double grow = run_ms * 1e6 / (s.elapsed_ns > 1000 ? s.elapsed_ns : 1000);
		if (grow < 4)
			return static_cast<uint64_t>(
				       static_cast<double>(size) * std::max(grow, 0.05)) +
			       1;
		size = static_cast<uint64_t>(static_cast<double>(size) * std::min(grow / 2, 32.0));
	}
}

void Suite::run(const Cell &cell)
{
	if (!wanted(cell.id))
		return;
	fprintf(stderr, "%s\n", cell.id.c_str());
	size_t n = cell.variants.size();
	std::vector<uint64_t> sizes(n, 0);
	for (size_t i = 0; i < n && !cell.boxed; i++)
		sizes[i] = calibrate(cell.variants[i], options_.run_ms);
	std::vector<std::vector<Sample>> rows(n);
	for (unsigned round = 0; round < options_.rounds; round++) {
		for (size_t i = 0; i < n; i++) {
			size_t k = (i + round) % n;
			const Variant &v = cell.variants[k];
			Sample s = steady(v, sizes[k], options_.repeats_max);
			rows[k].push_back(s);
			raw(cell.id, v.family, v.setting, round, s.value, cell.unit, s.preempted);
		}
	}
	judge(cell, rows);
}

/* The best variant with this role; rows.size() when there is none. */
static size_t best_of(
	const Cell &cell, const std::vector<double> &medians, Role role, bool untuned_only = false)
{
	size_t best = medians.size();
	for (size_t i = 0; i < medians.size(); i++) {
		if (cell.variants[i].role != role || (untuned_only && !cell.variants[i].untuned))
			continue;
		if (best == medians.size() || (cell.less_is_better ? medians[i] < medians[best]
								   : medians[i] > medians[best]))
			best = i;
	}
	return best;
}

static std::string name_of(const Variant &v)
{
	return v.family + (v.setting.empty() ? "" : " [" + v.setting + "]");
}

/* Every family by its best setting; every own variant. */
static std::string detail_of(const Cell &cell, const std::vector<std::vector<Sample>> &rows,
	const std::vector<double> &medians)
{
	std::vector<size_t> shown;
	for (size_t i = 0; i < rows.size(); i++) {
		const Variant &v = cell.variants[i];
		auto same = std::find_if(shown.begin(), shown.end(), [&](size_t k) {
			return v.role != Role::own && cell.variants[k].family == v.family;
		});
		if (same == shown.end())
			shown.push_back(i);
		else if (cell.less_is_better ? medians[i] < medians[*same]
					     : medians[i] > medians[*same])
			*same = i;
	}
	std::string detail = "| " + cell.title + ", " + cell.unit + " | ";
	for (size_t i : shown)
		detail += (i == shown[0] ? "" : " · ") + name_of(cell.variants[i]) + " " +
			  spread(values(rows[i]));
	return detail + " |";
}

static std::vector<double> ratios(const std::vector<Sample> &a, const std::vector<Sample> &b)
{
	std::vector<double> r;
	for (size_t i = 0; i < a.size(); i++)
		r.push_back(a[i].value / b[i].value);
	return r;
}

void Suite::judge(const Cell &cell, const std::vector<std::vector<Sample>> &rows)
{
	std::vector<double> medians;
	for (const std::vector<Sample> &row : rows)
		medians.push_back(median(values(row)));
	size_t peer = best_of(cell, medians, Role::peer);
	size_t reference = best_of(cell, medians, Role::reference);
	size_t untuned = best_of(cell, medians, Role::peer, true);
	details_.push_back(detail_of(cell, rows, medians));
	printf("%s\n", details_.back().c_str());
	for (size_t i = 0; i < rows.size(); i++) {
		const Variant &v = cell.variants[i];
		if (v.role != Role::own)
			continue;
		Line line;
		line.what =
			cell.title + (v.setting.empty() ? "" : ", " + v.setting) + ", " + cell.unit;
		line.own = spread(values(rows[i]));
		double judged = medians[i];
		if (peer != rows.size()) {
			line.peer = name_of(cell.variants[peer]) + " " + spread(values(rows[peer]));
			line.ratio = spread(ratios(rows[i], rows[peer]));
			judged = median(ratios(rows[i], rows[peer]));
		}
		if (untuned != rows.size())
			line.untuned = spread(ratios(rows[i], rows[untuned]));
		if (reference != rows.size())
			line.reference = name_of(cell.variants[reference]) + " " +
					 number(medians[reference]) + ": " +
					 number(median(ratios(rows[i], rows[reference]))) + " ×";
		if (v.target > 0) {
			bool met = cell.less_is_better ? judged <= v.target : judged >= v.target;
			line.target = text("%s %g%s", cell.less_is_better ? "≤" : "≥", v.target,
				cell.absolute ? "" : " ×");
			line.verdict = met ? "yes" : "no";
		}
		add(line);
	}
}

void Suite::add(const Line &line)
{
	printf("    %-52s kc %-22s ratio %-18s target %-8s %s\n", line.what.c_str(),
		line.own.c_str(), line.ratio.c_str(), line.target.c_str(), line.verdict.c_str());
	fflush(stdout);
	lines_.push_back(line);
}

void Suite::note(const std::string &id, const std::string &title, const std::string &value,
	const std::string &target, const std::string &verdict)
{
	if (!wanted(id))
		return;
	add({ title, value, "", "", target, verdict, "", "" });
}

void Suite::conditions(const std::string &sentence)
{
	printf("%s\n", sentence.c_str());
	conditions_ = sentence + text(" %u rounds, medians (min–max), runs of %g ms.",
					 options_.rounds, options_.run_ms);
}

void Suite::finish()
{
	if (options_.markdown_path.empty())
		return;
	FILE *out = fopen(options_.markdown_path.c_str(), "w");
	if (out == nullptr)
		fail("cannot write %s: %s", options_.markdown_path.c_str(), strerror(errno));
	fprintf(out, "%s\n\n", conditions_.c_str());
	fputs("| cell | kc | best peer | kc ÷ best peer | target | met | kc ÷ best peer with one pause | kc ÷ reference |\n",
		out);
	fputs("|---|---|---|---|---|---|---|---|\n", out);
	for (const Line &l : lines_)
		fprintf(out, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", l.what.c_str(),
			l.own.c_str(), l.peer.c_str(), l.ratio.c_str(), l.target.c_str(),
			l.verdict.c_str(), l.untuned.c_str(), l.reference.c_str());
	fputs("\nEvery family by its best setting:\n\n| cell | families |\n|---|---|\n", out);
	for (const std::string &d : details_)
		fprintf(out, "%s\n", d.c_str());
	if (fclose(out) != 0)
		fail("cannot write %s: %s", options_.markdown_path.c_str(), strerror(errno));
}

} // namespace perf
