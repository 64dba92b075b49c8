#include "support/nth_run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/pause.h"
#include "chan/chan.h"
#include "inspect/inspect.h"
#include "support/harness.h"

enum { PATIENCE_S = 30, CALLS_MAX = 2000, FILES_MAX = 64, WRONG_MAX = 10 };

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#ifdef WITH_ASAN
int __lsan_do_recoverable_leak_check(void);

/* It warns of Criterion's thread each time, which is not in this process: what it says is shown when it matters. */
static bool memory_is_lost(void)
{
	char text[4096];
	int err = dup(STDERR_FILENO), told = memfd_create("leaks", MFD_CLOEXEC);
	dup2(told, STDERR_FILENO);
	bool lost = __lsan_do_recoverable_leak_check() != 0;
	dup2(err, STDERR_FILENO);
	ssize_t n = 0;
	for (off_t at = 0; lost && (n = pread(told, text, sizeof text, at)) > 0; at += n)
		(void)!write(STDERR_FILENO, text, (size_t)n);
	return lost;
}
#else
static bool memory_is_lost(void)
{
	return false;
}
#endif

/* Shared with the run. */
static struct shared {
	struct nth_state fault, was; /* the second attempt arms anew */
	uint32_t second;             /* attempt: without a fault */
	char step[128], wrong[768];
} * shared;

char nth_dir[64];

/* --- telling --------------------------------------------------------------------------------- */

void nth_wrong(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	vsnprintf(shared->wrong, sizeof shared->wrong, format, ap);
	va_end(ap);
	_exit(1);
}

const struct nth_state *nth_fault(void)
{
	return shared->second ? &shared->was : &shared->fault;
}

void nth_forget(const char *step)
{
	snprintf(shared->step, sizeof shared->step, "%s", step);
	kc_fail(0, "%s", "");
}

static bool works(long rc)
{
	if (rc >= 0)
		return true;
	if (shared->second || shared->fault.fired == 0)
		nth_wrong("answers %s (%s) without a fault", strerrorname_np((int)-rc),
			kc_last_reason());
	if (strcmp(kc_strerror((int)rc), "unknown error") == 0)
		nth_wrong("kc_strerror does not know %s", strerrorname_np((int)-rc));
	return false;
}

/* What is not the error itself. */
static bool means(long rc)
{
	const struct nth_state *s = &shared->fault;
	if (rc == -nth_error(s) && rc != -EINTR)
		return true;
	if (rc == -ENOSPC)
		return nth_is(s, "fallocate") || nth_error(s) == EDQUOT;
	return rc == -ENOTSUP && (nth_is(s, "io_uring_setup") || nth_is(s, "io_uring_register"));
}

bool nth_opened(long rc)
{
	if (works(rc))
		return true;
	if (!means(rc))
		nth_wrong("answers %s: %s", strerrorname_np((int)-rc), kc_last_reason());
	if (!strchr(kc_last_reason(), ';'))
		nth_wrong("no cause and cure: '%s'", kc_last_reason());
	return false;
}

bool nth_moved(long rc)
{
	if (works(rc))
		return true;
	if (rc != -ENOSPC && rc != -ENOMEM)
		nth_wrong("answers %s", strerrorname_np((int)-rc));
	return false;
}

void nth_worked(long rc)
{
	if (rc < 0)
		nth_wrong("answers %s (%s)", strerrorname_np((int)-rc), kc_last_reason());
}

/* --- what there is --------------------------------------------------------------------------- */

static struct have {
	int descriptors, mappings, named;
	int files;
	char file[FILES_MAX][256];
} before;

static bool ends(const char *text, const char *with)
{
	size_t n = strlen(text), m = strlen(with);
	return n >= m && strcmp(text + n - m, with) == 0;
}

static int count_descriptors(void)
{
	int n = 0;
	DIR *d = opendir("/proc/self/fd");
	nth_must(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

/* Mappings of the run's files and of its arenas. */
static int count_named(void)
{
	char line[512];
	int n = 0;
	FILE *f = fopen("/proc/self/maps", "re");
	nth_must(f);
	while (fgets(line, sizeof line, f))
		n += strstr(line, nth_dir) || strstr(line, "kc-arena");
	fclose(f);
	return n;
}

static void look(struct have *h)
{
	h->descriptors = count_descriptors();
	h->mappings = nth_mappings();
	h->named = count_named();
	h->files = 0;
	DIR *d = opendir(nth_dir);
	nth_must(d);
	for (struct dirent *e; (e = readdir(d));)
		if (e->d_name[0] != '.' && h->files < FILES_MAX)
			snprintf(h->file[h->files++], sizeof h->file[0], "%s", e->d_name);
	closedir(d);
}

static bool had(const char *file)
{
	for (int i = 0; i < before.files; i++)
		if (strcmp(before.file[i], file) == 0)
			return true;
	return false;
}

/* A segment says what it is; an arena alone says nothing, and nobody would ever remove it. */
static void check_file(const char *file)
{
	char path[384];
	snprintf(path, sizeof path, "%s/%s", nth_dir, file);
	if (ends(file, ".kca")) {
		memcpy(path + strlen(path) - 4, ".kcs", 4);
		if (access(path, F_OK))
			nth_wrong("%s is left without its segment", file);
		return;
	}
	struct ki_error err;
	ki_source *s;
	if (!ends(file, ".kcs"))
		return; /* a folder of the program's */
	if (ki_open(&s, path, &err))
		nth_wrong("what is left cannot be read: %s", err.text);
	enum ki_liveness l = ki_source_info(s)->liveness;
	if (l != KI_CLOSED && l != KI_DEAD)
		nth_wrong("%s is left and reads %s", file, ki_liveness_name(l));
	ki_close(s);
}

static void nothing_leaked(void)
{
	static struct have now;
	look(&now);
	if (now.descriptors != before.descriptors)
		nth_wrong("%d descriptors, before %d", now.descriptors, before.descriptors);
	if (now.mappings != before.mappings || now.named != before.named)
		nth_wrong("%d mappings, %d of files; before %d and %d", now.mappings, now.named,
			before.mappings, before.named);
	for (int i = 0; i < now.files; i++)
		if (!had(now.file[i]))
			check_file(now.file[i]);
}

/* --- domains --------------------------------------------------------------------------------- */

kc_domain *nth_domain(unsigned flags)
{
	kc_domain *d = NULL;
	kc_domain_opts o = KC_DOMAIN_OPTS(.arena_limit_bytes = 64u << 20, .flags = flags);
	NTH_WORKS(kc_domain_open(&d, "nth", &o));
	return d;
}

void nth_inspect(const kc_domain *d)
{
	struct ki_error err = { 0 };
	struct ki_snapshot *snap = NULL;
	ki_source *s;
	if (ki_open(&s, d->seg.path, &err) || ki_snapshot_take(&snap, s, KI_ALL, &err))
		nth_wrong("the inspector: %s", err.text);
	if (snap->finding_count)
		nth_wrong("the inspector: %s", snap->finding[0].text);
	ki_snapshot_free(snap);
	ki_close(s);
	/* A page without memory behind it is a SIGBUS as soon as there is none. */
	const struct kc_page_map *m = &d->arena.map;
	for (uint64_t w = 0; w < (m->pages + 63) / 64; w++)
		if (m->used[w] & ~m->backed[w])
			nth_wrong("the arena hands out a page that was not allocated");
}

static uint32_t used(const struct kc_rows *r)
{
	return r->next - r->count;
}

static uint32_t chunks_used(const kc_domain *d)
{
	uint32_t unused = 0;
	for (uint32_t i = d->chunks_free; i != KC_NONE; unused++) {
		const struct kc_seg_chunk *row = kc_segment_row(&d->seg, KC_SEC_CHUNKS, i);
		i = row->free_next;
	}
	return d->chunks_made - unused;
}

/* Unused rows say so: even generations (INV-SEG-1). */
static void unused_rings(const kc_domain *d)
{
	for (uint32_t i = 0; i < d->rings.next; i++) {
		const struct kc_seg_ring *row = kc_segment_row(&d->seg, KC_SEC_RINGS, i);
		if (row->gen % 2)
			nth_wrong("ring %u is unused and its generation says in use", i);
	}
}

void nth_close_domain(kc_domain *d)
{
	if (used(&d->channels) || used(&d->endpoints) || used(&d->rings) || used(&d->hists) ||
		chunks_used(d) || d->arena.row->bytes_rings)
		nth_wrong("in use at the end: %u channels, %u endpoints, %u rings, %u histograms, "
			  "%u chunks, %llu bytes of rings",
			used(&d->channels), used(&d->endpoints), used(&d->rings), used(&d->hists),
			chunks_used(d), (unsigned long long)d->arena.row->bytes_rings);
	unused_rings(d);
	nth_inspect(d);
	NTH_WORKS(kc_domain_close(d));
}

/* --- one run --------------------------------------------------------------------------------- */

static void run(const struct nth_program *p, uint32_t at, uint32_t which, bool sticky)
{
	signal(SIGALRM, SIG_DFL);
	alarm(PATIENCE_S);
	nth_install(&shared->fault);
	look(&before);
	p->prepare();
	nth_arm(at, which, sticky);
	p->attempt();
	nth_disarm();
	shared->was = shared->fault;
	shared->second = 1;
	p->settle();
	nothing_leaked();
	p->prepare();
	p->attempt();
	p->settle();
	nothing_leaked();
	if (memory_is_lost())
		nth_wrong("memory is lost; see above");
	_exit(0);
}

static void empty_folder(void)
{
	char path[384];
	DIR *d = opendir(nth_dir);
	cr_assert_not_null(d);
	for (struct dirent *e; (e = readdir(d));) {
		snprintf(path, sizeof path, "%s/%s", nth_dir, e->d_name);
		if (e->d_name[0] != '.')
			cr_assert_eq(remove(path), 0, "%s", path);
	}
	closedir(d);
}

/* How badly it went: 0 well; who hangs once is not asked again. */
static unsigned one(const struct nth_program *p, uint32_t at, uint32_t which, bool sticky)
{
	memset(shared, 0, sizeof *shared);
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		run(p, at, which, sticky);
	int status = 0;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	empty_folder();
	const struct nth_state *s = shared->second ? &shared->was : &shared->fault;
	if (!shared->second)
		shared->was = shared->fault;
	if (status == 0)
		return 0;
	int error = nth_error(s), signal_no = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	fprintf(stderr, "%s, call %u (%s) %s %s, %s attempt: %s: %s%s\n", p->name, at, nth_call(s),
		sticky ? "and all later ones" : "once", error ? strerrorname_np(error) : "short",
		shared->second ? "second" : "first", shared->step, shared->wrong,
		signal_no == SIGALRM ? "hangs"
		: signal_no          ? strsignal(signal_no)
				     : "");
	return signal_no == SIGALRM ? WRONG_MAX : 1;
}

static void begin(void)
{
	shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert(shared != MAP_FAILED);
	strcpy(nth_dir, "/dev/shm/kc-nth-XXXXXX");
	cr_assert_not_null(mkdtemp(nth_dir));
	setenv("KC_DIR", nth_dir, 1);
	unsetenv("XDG_RUNTIME_DIR");
	kc_pause_calibrate(); /* once, not in each run */
}

unsigned nth_sweep(const struct nth_program *p)
{
	unsigned runs = 0, wrong = 0;
	begin();
	for (uint32_t at = 1; at < CALLS_MAX && wrong < WRONG_MAX; at++) {
		uint32_t which = 0, errors;
		do {
			wrong += one(p, at, which, false);
			errors = nth_errors(&shared->was);
			if (errors == 0)
				break; /* a call that has none, or the end */
			wrong += one(p, at, which, true);
			runs += 2;
		} while (++which < errors && wrong < WRONG_MAX);
		if (shared->was.call == 0)
			break; /* the program is through before the fault comes */
	}
	rmdir(nth_dir);
	cr_assert_eq(wrong, 0u, "%s: see above", p->name);
	return runs;
}

void nth_report(const char *what, unsigned runs)
{
	fprintf(stderr, "nth: %s: %u runs of (program, n, errno, mode)\n", what, runs);
}
