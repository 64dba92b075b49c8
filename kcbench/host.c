#include "host.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include <kc/kc.h>

#include "place.h"

static void cpu_model(char *out, size_t cap)
{
	char line[512];
	snprintf(out, cap, "unknown");
	FILE *f = fopen("/proc/cpuinfo", "re");
	if (!f)
		return;
	while (fgets(line, sizeof(line), f)) {
		char *value = strchr(line, ':');
		if (strncmp(line, "model name", 10) != 0 || !value)
			continue;
		value += 1 + strspn(value + 1, " \t");
		value[strcspn(value, "\n")] = '\0';
		snprintf(out, cap, "%s", value);
		break;
	}
	fclose(f);
}

void kb_host_read(struct kb_host *h)
{
	struct utsname u;
	cpu_model(h->cpu, sizeof(h->cpu));
	h->cpus = kb_cpus_allowed();
	if (uname(&u) == 0)
		snprintf(h->kernel, sizeof(h->kernel), "%s %s", u.sysname, u.release);
	else
		snprintf(h->kernel, sizeof(h->kernel), "unknown");
}

void kb_host_json(struct kt_json *j)
{
	struct kb_host h;
	kb_host_read(&h);
	kt_json_object(j, "env");
	kt_json_string(j, "cpu", h.cpu);
	kt_json_u64(j, "cpus", h.cpus);
	kt_json_string(j, "kernel", h.kernel);
	kt_json_string(j, "lib_version", kc_version());
	kt_json_end_object(j);
}
