#include "chanmon/report.h"

/* JSON Schema (2020-12) of one document; keys may be added, never renamed. */
#define TEXT   "{\"type\":\"string\"}"
#define COUNT  "{\"type\":\"integer\",\"minimum\":0}"
#define NUMBER "{\"type\":\"number\"}"
#define FLAG   "{\"type\":\"boolean\"}"
#define K(key) "\"" key "\":"
#define WARNINGS                                                                                 \
	K("warnings")                                                                            \
	"{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"lint\",\"text\"],\n" \
	"\"properties\":{" K("lint") TEXT "," K("text") TEXT "}}}"

static const char endpoint[] = K(
	"endpoints") "{\"type\":\"array\",\"items\":{\"type\":\"object\",\n"
		     "\"required\":[\"side\",\"tid\",\"thread\",\"count\",\"blocked_ns\"],\n\"properties\":{" K(
			     "side") "{\"enum\":[\"send\",\"receive\"]}," K("tid") COUNT
	"," K("thread") TEXT "," K("count") COUNT "," K("blocked_ns") COUNT ",\n" K("label") TEXT
	"," K("open") FLAG "," K("thread_alive") FLAG "," K("count_per_s") NUMBER
	"," K("blocked_share") NUMBER
	",\n" K("waits_for") "{\"enum\":[null,\"room\",\"element\"]}," K("waits_ns") COUNT "}}}";

static const char channel[] = K(
	"channels") "{\"type\":\"array\",\"items\":{\"type\":\"object\",\n"
		    "\"required\":[\"name\",\"kind\",\"topology\",\"payload\",\"capacity\",\"depth\",\"sent\",\"received\",\n"
		    "\"dropped\",\"sent_per_s\",\"received_per_s\",\"bytes_per_s\",\"residence\",\"oldest_ns\",\n"
		    "\"senders_blocked\",\"receivers_blocked\",\"endpoints\",\"warnings\"],\n\"properties\":{" K(
			    "name") TEXT "," K("kind") TEXT "," K("topology") TEXT "," K("payload")
			    TEXT ",\n" K("capacity") COUNT "," K("depth") COUNT "," K("sent") COUNT
	"," K("received") COUNT "," K("dropped") COUNT ",\n" K("sent_per_s") NUMBER
	"," K("received_per_s") NUMBER "," K("bytes_per_s") NUMBER
	",\n" K("residence") "{\"type\":\"object\",\"required\":[\"count\",\"p50_ns\",\"p99_ns\",\"max_ns\"],\n"
			     "\"properties\":{" K("count") COUNT "," K("p50_ns") COUNT
	"," K("p99_ns") COUNT "," K("max_ns") COUNT "}},\n" K("oldest_ns") COUNT
	"," K("senders_blocked") COUNT "," K("receivers_blocked") COUNT ",\n" K("senders") COUNT
	"," K("receivers") COUNT
	",\n" K("state") "{\"enum\":[\"flowing\",\"idle\",\"blocked\",\"closed\",\"dead\"]},\n" K(
		"closed") FLAG "," K("elem_bytes") COUNT "," K("depth_approximate") FLAG
	"," K("rates_known") FLAG ",\n" K("growth_per_s") NUMBER "," K("timed_out_per_s") NUMBER
	"," K("wakes_per_s") NUMBER "," K("bytes_sent") COUNT "," K("bytes_received") COUNT
	",\n" K("residence_interval") "{\"type\":\"object\",\"properties\":{" K("p50_ns") COUNT
	"," K("p99_ns") COUNT "}},\n" K("counters") "{\"type\":\"object\"},\n";

static const char domain[] = K(
	"domains") "{\"type\":\"array\",\"items\":{\"type\":\"object\",\n"
		   "\"required\":[\"name\",\"pid\",\"state\",\"reason\",\"segment\",\"tickets\",\"channels\",\"warnings\"],\n"
		   "\"properties\":{" K("name") TEXT "," K("pid") COUNT
	",\n" K("state") "{\"enum\":[\"alive\",\"quiet\",\"dead\",\"out_of_sight\",\"unreadable\"]},\n" K(
		"reason") TEXT "," K("segment") TEXT "," K("instance") TEXT "," K("exe") TEXT
	"," K("torn") COUNT
	",\n" K("tickets") "{\"type\":\"object\",\"required\":[\"live\",\"loaned\",\"queued\",\"held\"],\n"
			   "\"properties\":{" K("live") COUNT "," K("loaned") COUNT "," K("queued")
				   COUNT "," K("held") COUNT "," K("live_bytes") COUNT
	"}},\n" K("arena") "{\"type\":\"object\",\"properties\":{" K("limit_bytes") COUNT
	"," K("taken_bytes") COUNT "," K("free_bytes") COUNT "}},\n";

void cm_report_schema(FILE *out)
{
	fputs("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"chanmon/1\",\n"
	      "\"type\":\"object\",\"required\":[\"schema\",\"at\",\"domains\"],\n\"properties\":{" K(
		      "schema") "{\"const\":\"chanmon/1\"}," K("at") "{\"type\":\"string\",\"format\":\"date-time\"}," K("interrupted")
			FLAG ",\n",
		out);
	fputs(domain, out);
	fputs(channel, out);
	fputs(endpoint, out);
	fputs(",\n" WARNINGS "}}},\n" WARNINGS "}}}}}\n", out);
}
