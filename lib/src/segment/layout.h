/* layout.h - every byte that other processes may look at: the stats segment and the slots.
 *
 * The only place that knows the shared layout. The writer (libkc) and the reader (inspect) both
 * include it and nothing of each other. Offsets and indices only, never a pointer. Every struct's
 * size and the offsets a reader relies on are proved below. Lines are 128 bytes; a line that is
 * written on a hot path has exactly one writer (PROTOCOLS INV-POS-5).
 *
 * Row rule (INV-SEG-1): a table row is valid by its own generation: odd in use, even free (0 never
 * used). The writer fills a row, then stores the odd generation with release; before it empties a
 * row it stores the even one. Readers copy generation, row, generation. The header's structure
 * sequence is only a hint that something was opened or closed in between.
 *
 * Index rule: indices start at 0 and KC_NONE means none. */
#ifndef KC_SEGMENT_LAYOUT_H
#define KC_SEGMENT_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/hist.h"

#define KC_SEG_MAGIC UINT64_C(0x0a1a67655363006b) /* "k\0cSeg\x1a\n" */
#define KC_SEG_BYTE_ORDER UINT32_C(0x01020304)
#define KC_NONE UINT32_C(0xffffffff)

enum {
	KC_LAYOUT_MAJOR = 2, /* readers refuse another one */
	KC_LAYOUT_MINOR = 1, /* rows and sections may have grown at the end */
	KC_SEG_HEADER_BYTES = 4096,
	KC_SEG_SLAB_BYTES = 65536, /* sections grow in slabs of this size and start at multiples of it */
	KC_SEG_SECTIONS_MAX = 24,
	KC_NAME_BYTES = 64, /* with the closing zero */
	KC_THREAD_NAME_BYTES = 16
};

/* --- header ---------------------------------------------------------------------------------- */

enum kc_seg_state { KC_SEG_INITIALISING = 1, KC_SEG_LIVE = 2, KC_SEG_CLOSED = 3 };

enum kc_seg_clock_kind {
	KC_CLOCK_MONOTONIC = 1, /* ticks are CLOCK_MONOTONIC nanoseconds */
	KC_CLOCK_TSC = 2,       /* ticks are the x86 time stamp counter */
	KC_CLOCK_CNTVCT = 3     /* ticks are the aarch64 virtual counter */
};

enum kc_seg_section_type {
	KC_SEC_SCHEMA = 1,   /* struct kc_seg_schema: what the counters are called */
	KC_SEC_CHANNELS = 2, /* struct kc_seg_channel */
	KC_SEC_ENDPOINTS = 3,
	KC_SEC_RINGS = 4, /* struct kc_seg_ring: one an SPSC or MPMC channel, one a lane */
	KC_SEC_TICKETS = 5,
	KC_SEC_THREADS = 6, /* threads that allocate tickets */
	KC_SEC_ARENA = 7,   /* one struct kc_seg_arena */
	KC_SEC_PAGES = 8,   /* one row an arena page */
	KC_SEC_MAGAZINES = 9,
	KC_SEC_HISTS = 10,   /* struct kc_seg_hist, named by index from channels and endpoints */
	KC_SEC_RECORDER = 11, /* struct kc_seg_recorder: row i belongs to endpoint i */
	KC_SEC_CHUNKS = 12    /* struct kc_seg_chunk: storage that a channel takes and gives back as it goes */
};

/* One line of the table of contents. Rows [0, hwm) have memory behind them and may be read; hwm only
 * grows and is stored with release after the slab was allocated. */
struct kc_seg_section {
	uint32_t type;
	uint32_t version;
	uint64_t offset;     /* from the start of the file */
	uint32_t elem_bytes; /* readers stride by this, not by their own sizeof */
	uint32_t reserved;
	uint64_t capacity; /* rows at most */
	uint64_t hwm;
	uint64_t reserved2;
};

/* One calibration pair: the same instant on three clocks. seq is odd while it is being written. */
struct kc_seg_clock {
	uint64_t seq;
	uint64_t ticks;
	uint64_t mono_ns;
	uint64_t wall_ns; /* CLOCK_REALTIME */
};

struct kc_seg_header {
	/* fixed before the file gets its name */
	uint64_t magic;
	uint16_t layout_major;
	uint16_t layout_minor;
	uint32_t byte_order;
	uint32_t header_bytes;
	uint32_t section_count;
	uint64_t file_bytes; /* the fixed, sparse length */
	uint64_t instance;   /* random: tells two runs with one pid apart */
	uint8_t boot_id[16];
	uint32_t pid; /* in its own pid namespace */
	uint32_t uid;
	uint64_t pid_start;   /* field 22 of /proc/PID/stat, clock ticks since boot */
	uint64_t pidns_inode; /* of /proc/self/ns/pid */
	uint32_t flags;       /* kc_domain_opts.flags */
	uint32_t clock_kind;
	uint32_t brand; /* of this domain's tickets */
	uint32_t arena_page_bytes;
	uint64_t arena_bytes;     /* limit = sealed size of the memfd or length of the named arena */
	int32_t arena_fd;         /* readable as /proc/PID/fd/N; -1 with a named arena */
	uint32_t tls_abi;         /* wait word for the probes (base/waitword.h); 0: none */
	int64_t tls_offset;       /* of the wait word, from the thread pointer */
	char name[KC_NAME_BYTES]; /* of the domain */
	char exe[256];            /* path of the executable, cut to fit */
	uint8_t build_id[20];
	uint32_t build_id_bytes;
	char lib_version[24];
	uint32_t header_crc; /* CRC-32C of the bytes before this field */
	uint32_t reserved[3];
	struct kc_seg_section sections[KC_SEG_SECTIONS_MAX];
	/* changes while it lives; lines of their own */
	_Alignas(128) uint32_t state;
	uint32_t reserved3;
	uint64_t structure_seq; /* odd while a row is opened or closed (INV-SEG-1) */
	uint64_t closed_mono_ns;
	uint64_t tickets_live_at_close;
	_Alignas(128) struct kc_seg_clock clock_open;
	struct kc_seg_clock clock_latest;
};

/* --- schema ---------------------------------------------------------------------------------- */

struct kc_seg_schema {
	char name[32];
	char unit[16];
	char type[16];
	uint32_t level;
	uint32_t offset; /* of the counter inside struct kc_seg_counters */
	char help[184];
};

/* Counters of one endpoint, or of the closed ones of a channel's side together. Room for 30. */
struct kc_seg_counters {
#define KC_COUNTER(name, type, unit, level, help, text) uint64_t name;
#include "stats/counters.def"
#undef KC_COUNTER
};

/* --- channels and endpoints ------------------------------------------------------------------ */

/* Values as in the public enums; the reader checks that they are in range. */
enum { KC_SEG_KIND_MAX = 3, KC_SEG_TOPOLOGY_MAX = 2, KC_SEG_PAYLOAD_MAX = 3, KC_SEG_OVERFLOW_MAX = 2 };
/* Of kc_chan_opts.flags, those that say what the ring is. */
enum { KC_SEG_FLAG_LOW_LATENCY = 2, KC_SEG_FLAG_PADDED_SLOTS = 4 };
enum kc_seg_chan_state { KC_CHAN_OPEN = 1, KC_CHAN_CLOSED = 2 };
enum kc_seg_side { KC_SIDE_SEND = 0, KC_SIDE_RECEIVE = 1 };

/* The words one side of a channel sleeps on (PROTOCOLS §2). A line of its own: written when somebody
 * goes to sleep or is woken, read after every publication of the other side.
 *   one waiter (SPSC): word 1 = asleep; the waker clears it before it wakes.
 *   several (MPMC): waiters is changed by the waiters, word is advanced by wakers; woken counts the
 *   wakes that no waiter has acted on yet. Who waits for several elements sleeps on a word of its own.
 * External waiters (an eventfd, an io_uring request) have bits beside the threads' announcements, so that
 * the other side looks at one word for all: one is armed, or was. io_uring sleeps on word_ext, which only
 * wakers advance and which goes on counting when the row is used again. */
struct kc_seg_side_wait {
	_Alignas(128) uint32_t word;
	uint32_t word_many;
	union {
		struct {
			uint32_t waiters; /* announced, those that wait for several included */
			uint32_t woken;   /* never more than waiters */
		};
		uint64_t counts; /* both, for compare-and-swap: waiters in the low half */
	};
	uint32_t many;     /* of the waiters, those that wait for several */
	uint32_t word_ext; /* external waiters */
	uint32_t fast;     /* endpoints of the other side that do not fence: a sleeper calls membarrier */
	uint32_t number;   /* of the channel, as wait words have it (base/waitword.h) */
	uint32_t reserved[24];
};
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "counts, and every file");
/* Bits of word (one waiter), and of waiters (several; the others are their number). */
#define KC_WORD_ASLEEP   UINT32_C(1)
#define KC_WORD_FD       UINT32_C(2)
#define KC_WORD_URING    UINT32_C(4)
#define KC_WAITERS_FD    (UINT32_C(1) << 31)
#define KC_WAITERS_URING (UINT32_C(1) << 30)
#define KC_WAITERS_MASK  (KC_WAITERS_URING - 1)

struct kc_seg_channel {
	uint32_t gen;
	uint8_t kind;
	uint8_t topology;
	uint8_t payload;
	uint8_t overflow;
	uint32_t state; /* enum kc_seg_chan_state */
	uint32_t flags; /* kc_chan_opts.flags */
	uint32_t elem_bytes;
	uint32_t capacity; /* elements, a power of two; unlimited, rendezvous: 0 */
	uint32_t ring;     /* row of the ring; first lane when there are several */
	uint32_t senders;  /* open endpoints */
	uint32_t receivers;
	uint32_t reserved;
	uint64_t opened_ticks;
	uint64_t closed_ticks;
	uint32_t past_block[2]; /* histograms of closed endpoints by side, KC_NONE until needed */
	uint32_t past_residence;
	uint32_t reserved2;
	char name[KC_NAME_BYTES];
	uint64_t limit_bytes; /* unlimited: elements in it times their size at most; 0: none */
	_Alignas(128) struct kc_seg_side_wait side[2]; /* [KC_SIDE_SEND]: senders that wait for room */
	/* what closed endpoints did, by side, so that totals never jump */
	_Alignas(128) struct kc_seg_counters past[2];
};

enum kc_seg_endpoint_state { KC_EP_OPEN = 1, KC_EP_CLOSED = 2 };
enum kc_seg_intent { KC_INTENT_NONE = 0, KC_INTENT_SEND = 1, KC_INTENT_RECEIVE = 2 };
enum kc_seg_wait { KC_WAIT_NONE = 0, KC_WAIT_ROOM = 1, KC_WAIT_ELEMENT = 2 };

struct kc_seg_endpoint {
	/* identity: written at open, adopt and close */
	uint32_t gen;
	uint8_t state;
	uint8_t side; /* enum kc_seg_side */
	uint16_t reserved;
	uint32_t channel;
	uint32_t channel_gen;
	uint32_t ring;
	uint32_t tid; /* of the thread that used it last on a slow path */
	uint64_t tid_start; /* field 22 of /proc/PID/task/TID/stat; 0 unknown */
	uint64_t opened_ticks;
	uint64_t start_pos; /* SPSC, MPSC: its position when it was opened; a receiver's of all lanes together */
	uint32_t hist_block;
	uint32_t hist_residence; /* receivers; else KC_NONE */
	char thread[KC_THREAD_NAME_BYTES];
	char label[KC_NAME_BYTES];
	/* wait record: who sleeps on what since when. seq counts the waits that have ended */
	_Alignas(128) uint32_t wait; /* enum kc_seg_wait */
	uint32_t wait_seq;
	uint64_t wait_since;       /* ticks */
	uint64_t wait_deadline_ns; /* CLOCK_MONOTONIC; 0: none */
	uint64_t last_ticks;       /* newest slow path */
	/* a select sleeps on several channels at once: each of its cases' endpoints has a wait record */
	uint32_t wait_cases; /* 0: alone; else how many cases the sleeping call has */
	uint32_t wait_group; /* row of the first case's endpoint: the same in all of them */
	/* The claim that is on record before it is made (PROTOCOLS §3 MPMC), then the counters; of a closed endpoint
	 * the counter that is being added to its channel's `past`, by number in count, and the sum that will be there.
	 * A load waits for a store that is on its way when their addresses end in the same twelve bits, and tables begin
	 * at multiples of 4096: so these stores, which come right before the loads of cursors and of words to sleep on,
	 * are not where those are in their 128 bytes, at the beginning. */
	_Alignas(64) uint64_t intent_pos;
	uint32_t intent; /* enum kc_seg_intent */
	uint32_t intent_count;
	_Alignas(128) uint64_t reserved2[2];
	struct kc_seg_counters count;
	_Alignas(128) uint8_t end[0];
};

/* --- rings ----------------------------------------------------------------------------------- */

enum kc_seg_ring_kind {
	KC_RING_SPSC = 1,
	KC_RING_MPMC = 2,
	KC_RING_CELLS = 3,
	KC_RING_MAILBOX = 4,
	KC_RING_UNLIMITED_SPSC = 5, /* as the first two, in chunks that come and go */
	KC_RING_UNLIMITED_MPMC = 6,
	KC_RING_RENDEZVOUS = 7 /* positions only; capacity 0 */
};
enum kc_seg_fence_mode { KC_MODE_FENCED = 0, KC_MODE_FAST = 1 };
enum { KC_STAMP_LANE = 64 };

struct kc_seg_stamp {
	uint64_t pos; /* the element at pos - 1 was sent at ticks; 0: none */
	uint64_t ticks;
};

/* Positions never restart and never wrap (INV-POS-1). `received` stands below `sent` and is copied
 * by an earlier read (INV-POS-3). Stamp i of `stamps` stands in lane[i % KC_STAMP_LANE]. */
struct kc_seg_ring {
	uint32_t gen;
	uint8_t kind; /* enum kc_seg_ring_kind */
	uint8_t reserved[3];
	uint32_t channel;
	uint32_t capacity; /* elements, a power of two; unlimited: of one chunk */
	uint32_t elem_bytes;
	/* SPSC: elem_bytes, padded with KC_DROP_OLDEST; mailbox: a buffer; else sequence and element, padded */
	uint32_t slot_bytes;
	uint64_t slots_off;  /* in the arena; unlimited: 0; mailbox: where its KC_BOX_BUFFERS buffers are */
	/* MPMC, cells: one 8-byte stamp a slot, in the arena; unlimited: from a chunk's start; 0: none */
	uint64_t stamps_off;
	uint64_t slots_bytes;
	uint32_t next_lane; /* row of the channel's next lane, KC_NONE: the last, or no lanes */
	uint32_t owner;     /* a lane's sending endpoint's row, KC_NONE: nobody's */
	uint64_t limit;     /* unlimited: elements at most; 0: none */
	/* SPSC: exact, the receiver's own, and with KC_DROP_OLDEST both sides'; MPMC: receive cursor */
	_Alignas(128) uint64_t received;
	uint64_t first_chunk; /* unlimited: name of the oldest chunk */
	_Alignas(128) uint64_t released; /* SPSC: lazy copy of received that the sender polls */
	_Alignas(128) uint64_t sent;     /* MPMC: send cursor, top bit CLOSED; mailbox: its word */
	uint64_t stamps;                 /* SPSC: stamps written so far */
	uint64_t last_chunk; /* unlimited: of the newest; with several senders a hint that may be behind */
	_Alignas(128) uint32_t tx_mode;  /* enum kc_seg_fence_mode, SPSC and lanes */
	uint32_t rx_mode;                /* of lanes: the receiver's, in the channel's first ring */
	uint32_t closed; /* the channel was closed */
	uint32_t tx_cpu; /* SPSC: CPU + 1 of the side's last slow path; 0: none yet */
	uint32_t rx_cpu; /* of lanes: in the first ring */
	/* MPMC: set before CLOSED in `sent`, so that who finds nothing leaves the senders' line alone */
	uint32_t closing;
	_Alignas(128) struct kc_seg_stamp lane[KC_STAMP_LANE];
	/* of a lane: what its sender sleeps on; other rings use their channel's */
	_Alignas(128) struct kc_seg_side_wait room;
};

/* MPMC slot (D. Vyukov's bounded queue), and a slot of cells, which knows the second state only: sequence, then the element, padded to 8 bytes.
 *   seq == pos             free for the sender that claims pos
 *   seq == pos + 1         holds the element of pos
 *   seq == pos + capacity  free for the next lap
 * bit 63 says that stamps[slot] holds this element's send time in ticks. */
#define KC_SLOT_STAMPED (UINT64_C(1) << 63)
#define KC_CURSOR_CLOSED (UINT64_C(1) << 63)
struct kc_seg_slot {
	uint64_t seq;
	uint64_t elem[];
};

/* A mailbox (conflated channels): one word, and buffers of which the word has one and each open endpoint has
 * one. word = CLOSED 1 | FULL 1 | sends 52 | buffer 10. What was sent and has left (received, or dropped by
 * the send that replaced it) is sends - FULL. */
enum { KC_BOX_BUFFER_BITS = 10, KC_BOX_BUFFERS = 1 << KC_BOX_BUFFER_BITS };
#define KC_BOX_CLOSED KC_CURSOR_CLOSED
#define KC_BOX_FULL (UINT64_C(1) << 62)
#define KC_BOX_BUFFER(w) ((uint32_t)((w) & (KC_BOX_BUFFERS - 1)))
#define KC_BOX_SENDS(w) (((w) & (KC_BOX_FULL - 1)) >> KC_BOX_BUFFER_BITS)
#define KC_BOX_WORD(sends, buffer) \
	(((uint64_t)(sends) << KC_BOX_BUFFER_BITS & (KC_BOX_FULL - 1)) | (uint64_t)(buffer))
struct kc_seg_buffer {
	uint64_t sends; /* of the word that brought this value; 0: none did */
	uint64_t stamp; /* when it was sent, in ticks; 0: not known */
	uint64_t elem[];
};

/* --- chunks ---------------------------------------------------------------------------------- */

/* A piece of a channel's storage that comes and goes while it is in use: named by {index, generation},
 * so that a stale name fails its compare-and-swap. Of an unlimited channel the chunk that begins at position
 * first, a multiple of its slots, holds that one and those up to the next chunk's. */
struct kc_seg_chunk {
	uint32_t gen; /* odd in use */
	uint32_t ring;
	uint64_t first;     /* position of its first slot */
	/* name of the one behind it: generation 32 | index 32; index KC_NONE: none yet, with the generation of
	 * this chunk, so that it cannot be linked to by who took it for an earlier one */
	uint64_t next;
	uint64_t finished;  /* MPMC: slots that were received and left, and 1 once next is there */
	uint64_t slots_off; /* in the arena */
	uint32_t slots;
	uint32_t free_next; /* of a chunk that nobody uses */
	uint64_t reserved[2];
};
#define KC_CHUNK_NAME(gen, index) ((uint64_t)(gen) << 32 | (uint64_t)(index))
#define KC_CHUNK_INDEX(name) ((uint32_t)(name))
#define KC_CHUNK_GEN(name) ((uint32_t)((name) >> 32))

/* --- tickets --------------------------------------------------------------------------------- */

/* handle = brand 10 | generation 32 | index 22; word = generation 32 | queued 12 | held 12 | flags 8;
 * who = holder 24 | coarse time 40. FREE: both counts 0; LOANED: held, never sent; QUEUED: queued;
 * HELD otherwise (PROTOCOLS §5). */
enum {
	KC_TKT_INDEX_BITS = 22,
	KC_TKT_BRAND_BITS = 10,
	KC_TKT_SENT = 1,     /* flag: was sent at least once */
	KC_TKT_RETIRED = 2,  /* flag: its generations are used up */
	KC_TKT_COUNT_MAX = 0xfff,
	KC_TKT_TIME_SHIFT = 20 /* coarse time: CLOCK_MONOTONIC ns >> 20, about a millisecond */
};
#define KC_TKT_INDEX(h) ((uint32_t)((h) & ((1u << KC_TKT_INDEX_BITS) - 1)))
#define KC_TKT_GEN(h) ((uint32_t)((h) >> KC_TKT_INDEX_BITS))
#define KC_TKT_BRAND(h) ((uint32_t)((h) >> 54))
#define KC_TKT_HANDLE(brand, gen, index) \
	((uint64_t)(brand) << 54 | (uint64_t)(gen) << KC_TKT_INDEX_BITS | (uint64_t)(index))
#define KC_TKT_WORD(gen, queued, held, flags) \
	((uint64_t)(gen) << 32 | (uint64_t)(queued) << 20 | (uint64_t)(held) << 8 | (uint64_t)(flags))
#define KC_TKT_WORD_GEN(w) ((uint32_t)((w) >> 32))
#define KC_TKT_WORD_QUEUED(w) ((uint32_t)((w) >> 20) & 0xfffu)
#define KC_TKT_WORD_HELD(w) ((uint32_t)((w) >> 8) & 0xfffu)
#define KC_TKT_WORD_FLAGS(w) ((uint32_t)((w)&0xffu))
/* holder: 0 nobody; bit 23 clear: thread row holder - 1; set: endpoint row (holder & 0x7fffff) */
#define KC_HOLDER_ENDPOINT (UINT32_C(1) << 23)
#define KC_HOLDER_INDEX_MASK (KC_HOLDER_ENDPOINT - 1)
#define KC_TKT_WHO(holder, coarse) ((uint64_t)(holder) << 40 | ((coarse) & ((UINT64_C(1) << 40) - 1)))
#define KC_TKT_WHO_HOLDER(w) ((uint32_t)((w) >> 40))
#define KC_TKT_WHO_TIME(w) ((w) & ((UINT64_C(1) << 40) - 1))

struct kc_seg_ticket {
	uint64_t word;
	uint64_t who;
	uint64_t block; /* offset of the payload in the arena */
	uint64_t len_bytes;
	uint64_t site;   /* caller of the allocation: PC - load address of the executable, or the PC */
	uint64_t born;   /* coarse time of the allocation */
	uint32_t channel; /* last channel it was sent into, KC_NONE never */
	uint32_t crc;     /* CRC-32C of the payload at send, with KC_CHECKSUM */
	uint16_t size_class; /* of the block that stays with the entry; KC_CLASS_RUN: pages */
	uint16_t reserved;
	uint32_t pages; /* of a run; of an entry without a block the next such entry */
};
enum { KC_CLASS_RUN = 0xffff, KC_CLASS_NONE = 0xfffe };

enum kc_seg_thread_state { KC_THREAD_ALIVE = 1, KC_THREAD_ENDED = 2 };
struct kc_seg_thread {
	uint32_t gen;
	uint32_t state;
	uint32_t tid;
	uint32_t reserved;
	uint64_t tid_start; /* as in endpoints */
	uint64_t since_ticks;
	char name[KC_THREAD_NAME_BYTES];
	uint64_t reserved2[2];
};

/* --- arena ----------------------------------------------------------------------------------- */

enum { KC_ARENA_PAGE_BYTES = 65536, KC_ARENA_CLASSES_MAX = 48, KC_MAGAZINE_SLOTS = 62 };
enum kc_seg_page_state {
	KC_PAGE_UNUSED = 0, /* above the high-water mark or given back to the kernel */
	KC_PAGE_FREE = 1,
	KC_PAGE_CLASS = 2,    /* blocks of one size class */
	KC_PAGE_RUN = 3,      /* first page of a run for one payload */
	KC_PAGE_RUN_NEXT = 4, /* the others */
	KC_PAGE_RING = 5      /* first page of a ring's slots, or (blocks > 0) shared by small rings */
};

struct kc_seg_page {
	uint8_t state;
	uint8_t reserved;
	uint16_t size_class;
	uint32_t run_pages; /* of a run's first page */
	uint32_t blocks;    /* class pages: blocks in it */
	uint32_t bound;     /* class pages: blocks bound to ticket entries */
	uint32_t next;      /* chain of the pages of one kind with unbound blocks */
	uint32_t owner;     /* ticket or ring index of a run */
	uint32_t prev;      /* of the chain */
	uint32_t reserved2;
};

/* Sixty-two ticket entries of one class on their way between threads. */
struct kc_seg_magazine {
	uint32_t next; /* in a depot; KC_NONE ends it */
	uint32_t count;
	uint32_t index[KC_MAGAZINE_SLOTS];
};

struct kc_seg_class {
	uint32_t block_bytes;
	uint32_t blocks_per_page;
	uint64_t full;      /* head of the depot of filled magazines: tag 32 | magazine index 32 */
	uint32_t pages;     /* first page of the chain */
	uint32_t page_count;
	uint64_t blocks_bound; /* ticket entries that own a block of this class */
	_Alignas(128) uint8_t end[0];
};

struct kc_seg_arena {
	uint32_t class_count;
	uint32_t reserved;
	uint64_t pages_hwm;   /* pages ever taken from the memfd */
	uint64_t pages_free;  /* pages below it that nothing uses */
	uint64_t bytes_rings; /* pages under rings */
	uint64_t bytes_runs;
	uint64_t tickets_hwm; /* entries ever used */
	uint64_t tickets_retired;
	_Alignas(128) uint64_t empty; /* head of the depot of empty magazines */
	_Alignas(128) struct kc_seg_class classes[KC_ARENA_CLASSES_MAX];
};

/* --- histograms and recorder ----------------------------------------------------------------- */

struct kc_seg_hist {
	uint64_t count;
	uint64_t sum; /* nanoseconds */
	uint64_t max;
	uint64_t reserved;
	uint64_t bucket[KC_HIST_BUCKETS];
	_Alignas(128) uint8_t end[0];
};

enum kc_seg_event_type {
	KC_EV_NONE = 0,
	KC_EV_OPEN = 1,     /* endpoint opened; arg: tid */
	KC_EV_BLOCK = 2,    /* went to sleep; arg: depth it saw */
	KC_EV_RESUME = 3,   /* came back; arg: nanoseconds asleep */
	KC_EV_WAKE = 4,     /* woke the other side; arg: how many it asked for */
	KC_EV_TIMEOUT = 5,  /* arg: nanoseconds waited */
	KC_EV_ERROR = 6,    /* arg: errno */
	KC_EV_CLOSE = 7,    /* endpoint closed */
	KC_EV_CHAN_CLOSE = 8, /* found the channel closed */
	KC_EV_ADOPT = 9,    /* another thread took it over; arg: tid */
	KC_EV_CANCEL = 10   /* its token ended a wait; arg: nanoseconds waited */
};
enum { KC_RECORDER_EVENTS = 64 };

struct kc_seg_event {
	uint64_t ticks;
	uint64_t pos; /* own position or, MPMC, own count */
	uint64_t arg;
	uint32_t type;
	uint32_t seq; /* low bits of the event's number + 1: tells a torn or old entry */
};

/* Events head - KC_RECORDER_EVENTS ... head - 1 stand at number % KC_RECORDER_EVENTS. */
struct kc_seg_recorder {
	uint64_t head;
	uint64_t reserved[15];
	struct kc_seg_event event[KC_RECORDER_EVENTS];
};

/* --- proofs ---------------------------------------------------------------------------------- */

#define KC_PROVE(T, bytes) _Static_assert(sizeof(struct T) == (bytes), #T " has moved")
#define KC_AT(T, field, off) _Static_assert(offsetof(struct T, field) == (off), #T "." #field " has moved")
KC_PROVE(kc_seg_section, 48);
KC_PROVE(kc_seg_clock, 32);
KC_AT(kc_seg_header, sections, 504);
KC_AT(kc_seg_header, state, 1664);
_Static_assert(sizeof(struct kc_seg_header) <= KC_SEG_HEADER_BYTES, "header fits its page");
KC_PROVE(kc_seg_schema, 256);
_Static_assert(sizeof(struct kc_seg_counters) <= 240, "room for thirty counters");
KC_PROVE(kc_seg_side_wait, 128);
KC_AT(kc_seg_channel, name, 72);
KC_AT(kc_seg_channel, side, 256);
KC_AT(kc_seg_channel, past, 512);
KC_PROVE(kc_seg_channel, 768);
KC_AT(kc_seg_endpoint, wait, 256);
KC_AT(kc_seg_endpoint, intent_pos, 320);
KC_AT(kc_seg_endpoint, count, 400);
_Static_assert(offsetof(struct kc_seg_endpoint, intent_pos) % 128 >= 16 &&
	offsetof(struct kc_seg_endpoint, count.messages) % 128 >= 16, "apart from cursors and words");
KC_PROVE(kc_seg_endpoint, 512);
KC_AT(kc_seg_ring, received, 128);
KC_AT(kc_seg_ring, released, 256);
KC_AT(kc_seg_ring, sent, 384);
KC_AT(kc_seg_ring, tx_mode, 512);
KC_AT(kc_seg_ring, lane, 640);
KC_AT(kc_seg_ring, room, 1664);
KC_PROVE(kc_seg_ring, 1792);
KC_PROVE(kc_seg_chunk, 64);
KC_PROVE(kc_seg_ticket, 64);
KC_PROVE(kc_seg_thread, 64);
KC_PROVE(kc_seg_page, 32);
KC_PROVE(kc_seg_magazine, 256);
KC_PROVE(kc_seg_class, 128);
KC_AT(kc_seg_arena, classes, 256);
KC_PROVE(kc_seg_hist, 4864);
KC_PROVE(kc_seg_event, 32);
KC_PROVE(kc_seg_recorder, 2176);

#endif
