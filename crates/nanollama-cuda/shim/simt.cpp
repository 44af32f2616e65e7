// A block of threads on one core: fibres that run until they wait for each other, in a shuffled order.
//
// Launched kernels are held to what a GPU would not tell: a barrier that not all threads reach, an access outside of the
// memory that was handed out, shared memory that no one wrote (it holds NaN), and two accesses to one place that nothing
// orders, one of them a write. The accesses come from the hooks that GCC's thread sanitizer puts into the kernels; this
// file is compiled without. One launch runs at a time: the caller sees to it.

#include <csetjmp>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <sys/mman.h>
#include <ucontext.h>
#include <vector>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

namespace simt {

struct Index {
    u32 x, y, z;
};

typedef void (*Entry)(void **arguments);

namespace {

const u32 WARP = 32;
const u32 STACK_BYTES = 64 * 1024;
const u32 NO_ONE = 0xffffffff;
// Several: threads, warps or blocks.
const u32 MANY = 0xfffffffe;

struct Kernel {
    u32 threads;
    Entry entry;
    std::vector<u32> sizes;
};

std::map<std::string, Kernel> &kernels() {
    static std::map<std::string, Kernel> all;
    return all;
}

// Who touched a place last, in which launch and between which barriers.
struct Touch {
    u32 launch = 0;
    u32 block = NO_ONE;
    u32 thread = NO_ONE;
    u32 warp = NO_ONE;
    u32 block_epoch = 0;
    u32 warp_epoch = 0;
};

struct Cell {
    Touch write, read;
};

// Bytes that a cell stands for: the shortest number there is.
const u32 GRAIN = 2;

struct Memory {
    u8 *start;
    u64 bytes;
    u8 *mapping;
    u64 mapped;
    std::vector<Cell> cells;
};

std::map<u8 *, std::unique_ptr<Memory>> &memories() {
    static std::map<u8 *, std::unique_ptr<Memory>> all;
    return all;
}

// Counts who has come; when all have, the next round begins.
struct Barrier {
    u32 members = 0, arrived = 0, round = 0;
};

// One that runs beside a thread's work.
struct Copy {
    void *to;
    const void *from;
    u32 bytes;
};

struct Fibre {
    ucontext_t start;
    jmp_buf state;
    std::vector<u8> stack;
    bool begun, done;
    Index thread;
    u32 number, warp, lane;
    // Waits until the barrier's round is another one.
    Barrier *barrier;
    u32 round;
    u32 exchanges;
    // By group, the last one still open.
    std::vector<std::vector<Copy>> copies;
};

struct Warp {
    Barrier barrier, exchange;
    u32 epoch;
    u8 slots[2][WARP][32];
};

struct Machine {
    Index grid, block, threads;
    u32 block_number, epoch, launch, lanes;
    std::vector<Fibre> fibres;
    std::vector<Warp> warps;
    Barrier barrier;
    std::vector<u8> shared;
    std::vector<Cell> shared_cells;
    u8 *shared_start;
    u32 shared_bytes;
    Entry entry;
    void **arguments;
    std::string name, fault;
    jmp_buf scheduler;
    Fibre *current;
    Memory *recent;
    u64 random;
};

Machine machine;
bool checks = false;

u32 next_random() {
    machine.random = machine.random * 6364136223846793005ull + 1442695040888963407ull;
    return machine.random >> 33;
}

[[noreturn]] void leave() {
    _longjmp(machine.scheduler, 1);
}

// Ends the launch.
[[noreturn]] void fail(const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char place[256];
    const Index &block = machine.block;
    const u32 thread = machine.current ? machine.current->number : 0;
    snprintf(place, sizeof place, "%s, block (%u, %u, %u), thread %u: ", machine.name.c_str(), block.x, block.y, block.z,
             thread);
    machine.fault = std::string(place) + text;
    machine.current = nullptr;
    leave();
}

void begin() {
    machine.entry(machine.arguments);
    machine.current->done = true;
    leave();
}

void resume(Fibre &fibre) {
    machine.current = &fibre;
    if (_setjmp(machine.scheduler)) {
        return;
    }
    if (fibre.begun) {
        _longjmp(fibre.state, 1);
    }
    fibre.begun = true;
    setcontext(&fibre.start);
    abort();
}

void wait(Barrier &barrier) {
    Fibre *own = machine.current;
    if (++barrier.arrived == barrier.members) {
        barrier.arrived = 0;
        barrier.round++;
        return;
    }
    own->barrier = &barrier;
    own->round = barrier.round;
    if (!_setjmp(own->state)) {
        leave();
    }
    own->barrier = nullptr;
}

bool ready(const Fibre &fibre) {
    return !fibre.done && (!fibre.barrier || fibre.barrier->round != fibre.round);
}

void run_block(u64 number) {
    Machine &m = machine;
    m.block_number = number;
    m.block = Index{u32(number % m.grid.x), u32(number / m.grid.x % m.grid.y), u32(number / m.grid.x / m.grid.y)};
    m.epoch = 0;
    const u32 threads = m.fibres.size();
    m.barrier = Barrier{threads};
    for (Warp &warp : m.warps) {
        warp.barrier = warp.exchange = Barrier{WARP};
        warp.epoch = 0;
    }
    memset(m.shared_start, 0xff, m.shared_bytes);
    std::fill(m.shared_cells.begin(), m.shared_cells.end(), Cell());
    std::vector<u32> order(threads);
    for (u32 i = 0; i < threads; i++) {
        const u32 j = next_random() % (i + 1);
        order[i] = order[j];
        order[j] = i;
        Fibre &fibre = m.fibres[i];
        fibre.begun = fibre.done = false;
        fibre.barrier = nullptr;
        fibre.exchanges = 0;
        fibre.copies.assign(1, {});
        getcontext(&fibre.start);
        fibre.start.uc_stack.ss_sp = fibre.stack.data();
        fibre.start.uc_stack.ss_size = fibre.stack.size();
        fibre.start.uc_link = nullptr;
        makecontext(&fibre.start, begin, 0);
    }
    for (bool moved = true; moved && m.fault.empty();) {
        moved = false;
        for (u32 i = 0; i < threads && m.fault.empty(); i++) {
            if (ready(m.fibres[order[i]])) {
                resume(m.fibres[order[i]]);
                moved = true;
            }
        }
    }
    for (Fibre &fibre : m.fibres) {
        if (m.fault.empty() && !fibre.done) {
            m.current = &fibre;
            char text[256];
            snprintf(text, sizeof text, "%s, block %llu, thread %u waits at a barrier that others do not reach",
                     m.name.c_str(), number, fibre.number);
            m.fault = text;
        }
    }
    m.current = nullptr;
}

// Whether what `before` did is ordered before what the current thread does now.
bool ordered(const Touch &before) {
    const Machine &m = machine;
    if (before.launch != m.launch || before.thread == NO_ONE) {
        return true;
    }
    if (before.block != m.block_number) {
        return false;
    }
    if (before.block_epoch < m.epoch || before.thread == m.current->number) {
        return true;
    }
    return before.warp == m.current->warp && before.warp_epoch < m.warps[before.warp].epoch;
}

Touch now() {
    const Machine &m = machine;
    const Fibre &own = *m.current;
    return Touch{m.launch, m.block_number, own.number, own.warp, m.epoch, m.warps[own.warp].epoch};
}

// What stands for both readings, so that a later write must be ordered after each.
Touch joined(const Touch &before, const Touch &after) {
    if (before.thread == NO_ONE || before.launch != after.launch) {
        return after;
    }
    Touch both = after;
    both.block = before.block == after.block ? after.block : MANY;
    if (both.block != MANY && before.block_epoch < after.block_epoch) {
        return after;
    }
    both.thread = before.thread == after.thread ? after.thread : MANY;
    both.warp = before.warp == after.warp ? after.warp : MANY;
    return both;
}

void check_cell(Cell &cell, bool write, const char *where, u64 offset) {
    const Touch touch = now();
    if (!ordered(cell.write)) {
        fail("%s what thread %u of block %u writes, %s byte %llu, with no barrier between", write ? "writes" : "reads",
             cell.write.thread, cell.write.block, where, offset);
    }
    if (!write) {
        cell.read = joined(cell.read, touch);
        return;
    }
    if (!ordered(cell.read)) {
        fail("writes what others read, %s byte %llu, with no barrier between", where, offset);
    }
    cell.write = touch;
    cell.read = Touch();
}

Memory *memory_at(u8 *address) {
    Memory *recent = machine.recent;
    if (recent && address >= recent->start && address < recent->start + recent->bytes) {
        return recent;
    }
    auto next = memories().upper_bound(address);
    if (next == memories().begin()) {
        return nullptr;
    }
    Memory *memory = std::prev(next)->second.get();
    return machine.recent = address < memory->start + memory->bytes ? memory : nullptr;
}

void check_access(void *place, u32 bytes, bool write) {
    Machine &m = machine;
    if (!m.current || !checks) {
        return;
    }
    u8 *address = static_cast<u8 *>(place);
    const std::vector<u8> &stack = m.current->stack;
    if (address >= stack.data() && address < stack.data() + stack.size()) {
        return;
    }
    const bool shared = address >= m.shared_start && address < m.shared_start + m.shared_bytes;
    Memory *memory = shared ? nullptr : memory_at(address);
    if (!shared && !memory) {
        fail("%s %u bytes outside of all memory", write ? "writes" : "reads", bytes);
    }
    const u64 offset = address - (shared ? m.shared_start : memory->start);
    const u64 length = shared ? m.shared_bytes : memory->bytes;
    if (offset + bytes > length) {
        fail("%s %u bytes at %llu of %llu", write ? "writes" : "reads", bytes, offset, length);
    }
    if (offset % bytes) {
        fail("%s %u bytes at %llu, which is not aligned", write ? "writes" : "reads", bytes, offset);
    }
    std::vector<Cell> &cells = shared ? m.shared_cells : memory->cells;
    for (u64 cell = offset / GRAIN; cell <= (offset + bytes - 1) / GRAIN && cell < cells.size(); cell++) {
        check_cell(cells[cell], write, shared ? "shared" : "global", cell * GRAIN);
    }
}

} // namespace

Index thread_index() {
    return machine.current->thread;
}

Index block_index() {
    return machine.block;
}

Index block_extent() {
    return machine.threads;
}

Index grid_extent() {
    return machine.grid;
}

u8 *shared_bytes() {
    return machine.shared_start;
}

void block_barrier() {
    const u32 round = machine.barrier.round;
    wait(machine.barrier);
    machine.epoch = round + 1;
}

void warp_barrier() {
    Warp &warp = machine.warps[machine.current->warp];
    const u32 round = warp.barrier.round;
    wait(warp.barrier);
    warp.epoch = round + 1;
}

void exchange(void *value, u32 bytes, u32 bits) {
    Fibre &own = *machine.current;
    Warp &warp = machine.warps[own.warp];
    auto &slots = warp.slots[own.exchanges++ % 2];
    memcpy(slots[own.lane], value, bytes);
    wait(warp.exchange);
    memcpy(value, slots[own.lane ^ bits], bytes);
}

void gather(const void *value, u32 bytes, void *all) {
    Fibre &own = *machine.current;
    Warp &warp = machine.warps[own.warp];
    auto &slots = warp.slots[own.exchanges++ % 2];
    memcpy(slots[own.lane], value, bytes);
    wait(warp.exchange);
    for (u32 lane = 0; lane < WARP; lane++) {
        memcpy(static_cast<u8 *>(all) + lane * bytes, slots[lane], bytes);
    }
}

void copy_beside(void *to, const void *from, u32 bytes) {
    // The place must be free and the source whole from now on; what is read too early is what was there before.
    check_access(const_cast<void *>(from), bytes, false);
    check_access(to, bytes, true);
    machine.current->copies.back().push_back(Copy{to, from, bytes});
}

void copies_commit() {
    machine.current->copies.emplace_back();
}

void copies_wait(u32 but) {
    auto &groups = machine.current->copies;
    while (groups.size() - 1 > but) {
        for (const Copy &copy : groups.front()) {
            memcpy(copy.to, copy.from, copy.bytes);
        }
        groups.erase(groups.begin());
    }
}

u32 count_up(u32 *counter, u32 by) {
    // Counts of several threads are no race: each is seen as a read.
    check_access(counter, sizeof(u32), false);
    const u32 before = *counter;
    *counter += by;
    return before;
}

void enlist(const char *format, const char *name, u32 threads, Entry entry, const u32 *sizes, u32 count) {
    kernels()[std::string(format) + ":" + name] = Kernel{threads, entry, std::vector<u32>(sizes, sizes + count)};
}

} // namespace simt

using namespace simt;

extern "C" {

// Whether accesses are checked: true for kernels that were compiled with the hooks.
void simt_check(bool wanted) {
    checks = wanted;
}

// Memory of exactly so many bytes; a page that faults follows.
void *simt_allocate(u64 bytes) {
    const u64 page = 4096, room = (bytes + 15) / 16 * 16;
    const u64 mapped = (room + page - 1) / page * page + page;
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *mapping = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapping == MAP_FAILED) {
        return nullptr;
    }
    u8 *end = static_cast<u8 *>(mapping) + mapped - page;
    mprotect(end, page, PROT_NONE);
    // What is too long for a shadow has its ends checked and no races.
    const bool shadowed = checks && bytes < 1ull << 28;
    Memory *memory = new Memory{end - room, bytes, static_cast<u8 *>(mapping), mapped, {}};
    memory->cells.resize(shadowed ? (bytes + GRAIN - 1) / GRAIN : 0);
    memories()[memory->start] = std::unique_ptr<Memory>(memory);
    return memory->start;
}

void simt_free(void *start) {
    auto found = memories().find(static_cast<u8 *>(start));
    if (found != memories().end()) {
        machine.recent = nullptr;
        munmap(found->second->mapping, found->second->mapped);
        memories().erase(found);
    }
}

// How long a kernel's arguments are: their number, and as many sizes as there is room for. -1 where there is none.
int simt_arguments(const char *name, u32 *sizes, u32 room) {
    auto found = kernels().find(name);
    if (found == kernels().end()) {
        return -1;
    }
    const std::vector<u32> &all = found->second.sizes;
    for (u32 i = 0; i < room && i < all.size(); i++) {
        sizes[i] = all[i];
    }
    return all.size();
}

// Runs blocks first.. of a launch. Gives what went wrong, until the next launch, or null.
const char *simt_launch(const char *name, const u32 *grid, u32 threads, u32 shared_bytes, void **arguments, u64 first,
                        u64 blocks, u64 seed) {
    Machine &m = machine;
    m.name = name;
    m.fault.clear();
    auto found = kernels().find(name);
    if (found == kernels().end()) {
        m.fault = std::string("no kernel ") + name;
        return m.fault.c_str();
    }
    const u64 all = static_cast<u64>(grid[0]) * grid[1] * grid[2];
    if (threads == 0 || threads > found->second.threads || threads % WARP || grid[0] > 0x7fffffff || grid[1] > 65535 ||
        grid[2] > 65535 || all == 0 || first > all || blocks > all - first) {
        m.fault = m.name + ": a launch that no GPU takes";
        return m.fault.c_str();
    }
    m.grid = Index{grid[0], grid[1], grid[2]};
    m.threads = Index{threads, 1, 1};
    m.launch++;
    m.entry = found->second.entry;
    m.arguments = arguments;
    m.random = seed;
    m.shared.resize(shared_bytes + 1024);
    m.shared_start = m.shared.data() + (1024 - reinterpret_cast<u64>(m.shared.data()) % 1024) % 1024;
    m.shared_bytes = shared_bytes;
    m.shared_cells.assign(checks ? (shared_bytes + GRAIN - 1) / GRAIN : 0, Cell());
    m.warps.resize(threads / WARP);
    m.fibres.resize(threads);
    for (u32 i = 0; i < threads; i++) {
        Fibre &fibre = m.fibres[i];
        fibre.stack.resize(STACK_BYTES);
        fibre.thread = Index{i, 0, 0};
        fibre.number = i;
        fibre.warp = i / WARP;
        fibre.lane = i % WARP;
    }
    for (u64 block = first; block < first + blocks && m.fault.empty(); block++) {
        run_block(block);
    }
    return m.fault.empty() ? nullptr : m.fault.c_str();
}

// The hooks.
#define ACCESS(bytes)                                                                                                  \
    void __tsan_read##bytes(void *place) {                                                                             \
        check_access(place, bytes, false);                                                                             \
    }                                                                                                                  \
    void __tsan_write##bytes(void *place) {                                                                            \
        check_access(place, bytes, true);                                                                              \
    }
ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)
void __tsan_read_range(void *place, u64 bytes) {
    for (u64 at = 0; at < bytes; at++) {
        check_access(static_cast<u8 *>(place) + at, 1, false);
    }
}
void __tsan_write_range(void *place, u64 bytes) {
    for (u64 at = 0; at < bytes; at++) {
        check_access(static_cast<u8 *>(place) + at, 1, true);
    }
}
void __tsan_init() {}
void __tsan_func_entry(void *) {}
void __tsan_func_exit() {}

} // extern "C"
