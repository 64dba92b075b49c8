#include "own.h"

#include "kit.h"

namespace perf
{

void must(const char *what, int64_t rc)
{
	if (rc < 0)
		fail("%s: %s. %s", what, kc_strerror(static_cast<int>(rc)), kc_last_reason());
}

Domain::Domain(unsigned flags)
{
	kc_domain_opts opts;
	kc_domain_opts_init(&opts);
	opts.flags = flags;
	must("kc_domain_open", kc_domain_open(&domain_, "kcperf", &opts));
}

Domain::~Domain()
{
	must("kc_domain_close", kc_domain_close(domain_));
}

Channel::Channel(const Domain &domain, const char *name, const ChannelKind &kind, unsigned senders,
	unsigned receivers)
    : senders_(senders), receivers_(receivers)
{
	kc_chan_opts opts;
	kc_chan_opts_init(&opts);
	opts.topology = kind.topology;
	opts.payload = kind.payload;
	opts.elem_bytes = kind.payload == KC_VALUES ? kind.elem_bytes : 0;
	opts.capacity = kind.capacity;
	opts.flags = kind.flags;
	must("kc_chan_open", kc_chan_open(&chan_, domain.get(), name, &opts));
	for (kc_tx *&tx : senders_)
		must("kc_tx_open", kc_tx_open(&tx, chan_));
	for (kc_rx *&rx : receivers_)
		must("kc_rx_open", kc_rx_open(&rx, chan_));
}

Channel::~Channel()
{
	for (kc_tx *tx : senders_)
		must("kc_tx_close", kc_tx_close(tx));
	for (kc_rx *rx : receivers_)
		must("kc_rx_close", kc_rx_close(rx));
	must("kc_chan_free", kc_chan_free(chan_));
}

void Channel::close() const
{
	must("kc_chan_close", kc_chan_close(chan_));
}

} // namespace perf
