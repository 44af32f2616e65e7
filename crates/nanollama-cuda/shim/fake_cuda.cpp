// A driver with one GPU, which is this processor: what the program asks of `libcuda.so.1`, done at once by the shim, and
// written down. Linked with `simt.cpp` and the kernels.
//
// `NANOLLAMA_FAKE_LOG` names the file for the record, a line a call: `allocate BYTES`, `free`, `in BYTES`, `out BYTES`,
// `launch KERNEL X Y Z`, `synchronise` for a wait for all work, `wait N` for a wait for an event behind which N launches
// were asked for. `NANOLLAMA_FAKE_DRIVER` is the CUDA version it says, 13000 unless it is set; `NANOLLAMA_FAKE_GPUS` how
// many GPUs, and `NANOLLAMA_FAKE_CAPABILITY` their compute capability, 90. Allocations beyond `NANOLLAMA_FAKE_MEMORY`
// bytes in all are refused. From launch `NANOLLAMA_FAKE_FAILURE` on every call of the GPU fails, as after a fault.

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

extern "C" {
void *simt_allocate(u64 bytes);
void simt_free(void *start);
int simt_arguments(const char *name, u32 *sizes, u32 room);
const char *simt_launch(const char *name, const u32 *grid, u32 threads, u32 shared_bytes, void **arguments, u64 first,
                        u64 blocks, u64 seed);
}

namespace {

std::mutex lock;
std::map<u64, u64> allocated;
u64 held = 0, launches = 0;

const int OUT_OF_MEMORY = 2, INVALID = 1, NOT_FOUND = 500, LAUNCH_FAILED = 719;

u64 number(const char *variable, u64 otherwise) {
    const char *text = getenv(variable);
    return text ? strtoull(text, nullptr, 10) : otherwise;
}

void record(const char *format, ...) {
    static FILE *file = getenv("NANOLLAMA_FAKE_LOG") ? fopen(getenv("NANOLLAMA_FAKE_LOG"), "a") : nullptr;
    if (file) {
        va_list arguments;
        va_start(arguments, format);
        vfprintf(file, format, arguments);
        va_end(arguments);
        fputc('\n', file);
        fflush(file);
    }
}

// Whether so many bytes lie in memory that was handed out.
bool inside(u64 address, u64 bytes) {
    auto next = allocated.upper_bound(address);
    return next != allocated.begin() && address + bytes <= std::prev(next)->first + std::prev(next)->second;
}

bool failed() {
    static const u64 last = number("NANOLLAMA_FAKE_FAILURE", ~0ull);
    return launches >= last;
}

// The one stream: microseconds that have passed on it, as whoever does work on it says. No test waits for them.
u64 stream_time = 0;

struct Event {
    u64 launches, time;
};

} // namespace

typedef std::lock_guard<std::mutex> Guard;

extern "C" {

int cuInit(u32) {
    return 0;
}

int cuDriverGetVersion(int *version) {
    *version = number("NANOLLAMA_FAKE_DRIVER", 13000);
    return 0;
}

int cuGetErrorName(int code, const char **name) {
    *name = code == OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : "CUDA_ERROR_OF_THE_FAKE";
    return 0;
}

int cuDeviceGetCount(int *count) {
    *count = number("NANOLLAMA_FAKE_GPUS", 1);
    return 0;
}

int cuDeviceGet(int *device, int index) {
    *device = index;
    return 0;
}

int cuDeviceGetName(char *name, int room, int) {
    snprintf(name, room, "Fake GPU");
    return 0;
}

int cuDeviceTotalMem_v2(size_t *bytes, int) {
    *bytes = number("NANOLLAMA_FAKE_MEMORY", 1ull << 40);
    return 0;
}

int cuDeviceGetAttribute(int *value, int which, int) {
    const u64 capability = number("NANOLLAMA_FAKE_CAPABILITY", 90);
    switch (which) {
    case 16:
        *value = 1;
        return 0;
    case 75:
        *value = capability / 10;
        return 0;
    case 76:
        *value = capability % 10;
        return 0;
    case 97:
        *value = 227 * 1024;
        return 0;
    default:
        return INVALID;
    }
}

int cuDevicePrimaryCtxRetain(void **context, int) {
    *context = &lock;
    return 0;
}

int cuDevicePrimaryCtxRelease_v2(int) {
    return 0;
}

int cuCtxSetCurrent(void *) {
    return 0;
}

int cuMemGetInfo_v2(size_t *free, size_t *all) {
    *all = number("NANOLLAMA_FAKE_MEMORY", 1ull << 40);
    *free = *all - held;
    return 0;
}

int cuMemAlloc_v2(u64 *address, size_t bytes) {
    Guard guard(lock);
    record("allocate %zu", bytes);
    void *start = held + bytes > number("NANOLLAMA_FAKE_MEMORY", 1ull << 40) ? nullptr : simt_allocate(bytes);
    if (!start) {
        return OUT_OF_MEMORY;
    }
    // What is not zeroed is seen to be no number.
    memset(start, 0xff, bytes);
    *address = reinterpret_cast<u64>(start);
    allocated[*address] = bytes;
    held += bytes;
    return 0;
}

int cuMemFree_v2(u64 address) {
    Guard guard(lock);
    record("free");
    auto found = allocated.find(address);
    if (found == allocated.end()) {
        return INVALID;
    }
    held -= found->second;
    allocated.erase(found);
    simt_free(reinterpret_cast<void *>(address));
    return 0;
}

int cuMemHostAlloc(void **address, size_t bytes, u32) {
    record("allocate %zu", bytes);
    *address = malloc(bytes);
    return *address ? 0 : OUT_OF_MEMORY;
}

int cuMemFreeHost(void *address) {
    free(address);
    return 0;
}

int cuMemcpyHtoDAsync_v2(u64 to, const void *from, size_t bytes, void *) {
    Guard guard(lock);
    record("in %zu", bytes);
    if (!inside(to, bytes)) {
        return INVALID;
    }
    memcpy(reinterpret_cast<void *>(to), from, bytes);
    return 0;
}

int cuMemcpyDtoHAsync_v2(void *to, u64 from, size_t bytes, void *) {
    Guard guard(lock);
    record("out %zu", bytes);
    if (failed()) {
        return LAUNCH_FAILED;
    }
    if (!inside(from, bytes)) {
        return INVALID;
    }
    memcpy(to, reinterpret_cast<void *>(from), bytes);
    return 0;
}

int cuMemcpyDtoDAsync_v2(u64 to, u64 from, size_t bytes, void *) {
    Guard guard(lock);
    record("inside %zu", bytes);
    if (!inside(from, bytes) || !inside(to, bytes)) {
        return INVALID;
    }
    memcpy(reinterpret_cast<void *>(to), reinterpret_cast<void *>(from), bytes);
    return 0;
}

int cuMemsetD8Async(u64 at, u8 value, size_t bytes, void *) {
    Guard guard(lock);
    record("set %zu", bytes);
    if (!inside(at, bytes)) {
        return INVALID;
    }
    memset(reinterpret_cast<void *>(at), value, bytes);
    return 0;
}

int cuStreamCreate(void **stream, u32) {
    *stream = &stream_time;
    return 0;
}

int cuStreamDestroy_v2(void *) {
    return 0;
}

int cuStreamSynchronize(void *) {
    record("synchronise");
    return failed() ? LAUNCH_FAILED : 0;
}

int cuEventCreate(void **event, u32) {
    *event = new Event{};
    return 0;
}

int cuEventRecord(void *event, void *) {
    Guard guard(lock);
    *static_cast<Event *>(event) = Event{launches, stream_time};
    return 0;
}

int cuEventElapsedTime(float *milliseconds, void *first, void *second) {
    const Event &begin = *static_cast<Event *>(first), &end = *static_cast<Event *>(second);
    *milliseconds = (end.time - begin.time) / 1000.0f;
    return 0;
}

int cuEventSynchronize(void *event) {
    Guard guard(lock);
    record("wait %llu", launches - static_cast<Event *>(event)->launches);
    return failed() ? LAUNCH_FAILED : 0;
}

int cuEventDestroy_v2(void *event) {
    delete static_cast<Event *>(event);
    return 0;
}

int cuModuleLoadData(void **module, const void *image) {
    const char *text = static_cast<const char *>(image);
    if (strncmp(text, "simt ", 5) != 0) {
        return INVALID;
    }
    *module = new std::string(text + 5);
    return 0;
}

int cuModuleUnload(void *module) {
    delete static_cast<std::string *>(module);
    return 0;
}

// Functions live as long as the process, as there are few.
int cuModuleGetFunction(void **function, void *module, const char *name) {
    std::string whole = *static_cast<std::string *>(module) + ":" + name;
    if (simt_arguments(whole.c_str(), nullptr, 0) < 0) {
        return NOT_FOUND;
    }
    *function = new std::string(whole);
    return 0;
}

int cuFuncSetAttribute(void *, int which, int value) {
    return which == 8 && value <= 227 * 1024 ? 0 : INVALID;
}

int cuLaunchKernel(void *function, u32 x, u32 y, u32 z, u32 threads, u32 threads_y, u32 threads_z, u32 shared, void *,
                   void **arguments, void **) {
    const std::string &name = *static_cast<std::string *>(function);
    Guard guard(lock);
    launches++;
    record("launch %s %u %u %u", name.c_str(), x, y, z);
    const u32 grid[3] = {x, y, z};
    const char *fault = "threads in more than one axis";
    if (threads_y == 1 && threads_z == 1) {
        fault = simt_launch(name.c_str(), grid, threads, shared, arguments, 0, static_cast<u64>(x) * y * z, launches);
    }
    if (fault) {
        fprintf(stderr, "fake GPU: %s\n", fault);
        record("fault %s", fault);
        return LAUNCH_FAILED;
    }
    return 0;
}

} // extern "C"
