/* own.h - kc's side: a domain with one channel, and the same verbs as the peers have. */
#ifndef KC_PERF_OWN_H
#define KC_PERF_OWN_H

#include <cstddef>
#include <cstdint>
#include <kc/kc.h>
#include <string>
#include <vector>

namespace perf
{

/* A domain that is closed at the end of its scope; failures end the program with the library's reason. */
class Domain
{
	kc_domain *domain_ = nullptr;

      public:
	explicit Domain(unsigned flags = 0);
	~Domain();
	Domain(const Domain &) = delete;
	Domain &operator=(const Domain &) = delete;
	kc_domain *get() const
	{
		return domain_;
	}
};

struct ChannelKind {
	enum kc_topology topology;
	enum kc_payload payload;
	uint32_t capacity;
	unsigned flags; /* of the channel */
	uint32_t elem_bytes = 8;
};

/* A channel with some endpoints. */
class Channel
{
	kc_chan *chan_ = nullptr;
	std::vector<kc_tx *> senders_;
	std::vector<kc_rx *> receivers_;

      public:
	Channel(const Domain &domain, const char *name, const ChannelKind &kind, unsigned senders,
		unsigned receivers);
	~Channel();
	Channel(const Channel &) = delete;
	Channel &operator=(const Channel &) = delete;
	kc_tx *tx(size_t i = 0) const
	{
		return senders_[i];
	}
	kc_rx *rx(size_t i = 0) const
	{
		return receivers_[i];
	}
	void close() const;
};

/* One channel in a domain of its own. Cells keep it for all their rounds: like a peer's ring, it then has its
 * memory before the time runs. */
struct Link {
	Domain domain;
	Channel channel;
	explicit Link(const ChannelKind &kind, unsigned domain_flags = 0)
	    : domain(domain_flags), channel(domain, "link", kind, 1, 1)
	{
	}
	kc_tx *tx() const
	{
		return channel.tx();
	}
	kc_rx *rx() const
	{
		return channel.rx();
	}
};

/* rc < 0: ends the program, saying what failed. */
void must(const char *what, int64_t rc);

} // namespace perf
#endif
