/* A libcuda for tests: the functions that margrid calls, over memory of the host, with faults on demand.

   Work is not done when it is asked for. Each stream has a queue, and an operation is done as late as the order of its
   stream and the events that it waits for allow, or at random moments: whoever forgets to wait sees what was there
   before. Memory is filled with a pattern when it is taken.

   Kernels are the real ones, compiled for the processor as kernels.cpp; the given PTX is only looked at. So this proves
   what is handed over, in which order, and what happens on faults, and nothing about a GPU's arithmetic. */
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 4096
#define MOST_DEVICES 8
#define MOST_PARAMETERS 16

enum {
    SUCCESS = 0,
    INVALID_VALUE = 1,
    NOT_INITIALIZED = 3,
    INVALID_DEVICE = 101,
    INVALID_IMAGE = 200,
    INVALID_CONTEXT = 201,
    INVALID_HANDLE = 400,
    NOT_FOUND = 500,
    NOT_READY = 600,
    NOTHING_DONE = -1
};

typedef unsigned long long address;

/* From kernels.cpp */
struct kernel {
    const char* name;
    int parameters;
    unsigned char size[MOST_PARAMETERS];
    void (*run)(void** parameters, const unsigned* grid, const unsigned* block);
};
extern const struct kernel fake_kernels[];
extern const int fake_kernel_count;

struct event {
    int live;
    int timed;
    long recorded; /* how often it was asked for */
    long done;
};

enum kind { COPY_IN, COPY_OUT, LAUNCH, RECORD, WAIT };

struct operation {
    struct operation* next;
    enum kind kind;
    unsigned char* to;
    const unsigned char* from;
    size_t bytes;
    struct event* event;
    long generation;
    const struct kernel* kernel;
    unsigned grid[3];
    unsigned block[3];
    address value[MOST_PARAMETERS];
};

struct stream {
    int live;
    struct operation* first;
    struct operation** end;
};

struct memory {
    unsigned char* start;
    size_t bytes;
    int pinned;
};

struct device {
    char name[64];
    int multiprocessors, kilohertz, major, minor;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct device devices[MOST_DEVICES];
static int device_count;
static int version;
static int initialized;

static int context_users;
static int context_device;
static int modules;
static struct memory memories[MOST];
static int memory_count;
static struct stream* streams[MOST];
static int stream_count;
static struct event* events[MOST];
static int event_count;
static _Thread_local const void* current;

static char violation[1024];

/* How work is put off: 0 as late as possible, 1 not at all, else the seed of random moments */
static unsigned order;

enum fault { NONE, ANSWER, STICK, HANG, FLIP, DEAF };
static char fault_symbol[64];
static enum fault fault;
static long fault_at;
static int fault_value;
static long calls;
static int stuck;

static void complain(const char* format, ...) {
    if (violation[0] == 0) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(violation, sizeof violation, format, arguments);
        va_end(arguments);
    }
}

/* --- What tests call -------------------------------------------------------------------------------------------- */

void fake_reset(void) {
    device_count = 1;
    version = 12040;
    devices[0] = (struct device) {"NVIDIA Fake 1000", 10, 1500000, 8, 9};
    fault = NONE;
    stuck = 0;
    order = 0;
    violation[0] = 0;
}

void fake_devices(int count) {
    device_count = count;
}

void fake_device(int index, const char* name, int multiprocessors, int kilohertz, int major, int minor) {
    devices[index] = (struct device) {"", multiprocessors, kilohertz, major, minor};
    snprintf(devices[index].name, sizeof devices[index].name, "%s", name);
}

void fake_version(int number) {
    version = number;
}

void fake_order(int how) {
    order = (unsigned) how;
}

/* At the given call of a symbol: 1 it answers a code, 2 it and every later call of any symbol does, 3 it sleeps for
   milliseconds, 4 a bit of what it copies is wrong, 5 it and every later call of the symbol does nothing. */
void fake_fault(const char* symbol, int at, int kind, int value) {
    snprintf(fault_symbol, sizeof fault_symbol, "%s", symbol);
    fault_at = at;
    fault_value = value;
    calls = 0;
    stuck = 0;
    fault = (enum fault) kind;
}

/* Whether the fault has happened */
int fake_happened(void) {
    return fault != NONE && calls >= fault_at;
}

/* The first wrong use, or nothing */
const char* fake_violation(void) {
    return violation;
}

static int live_events(void) {
    int live = 0;
    for (int e = 0; e < event_count; e++) {
        live += events[e]->live;
    }
    return live;
}

static int live_streams(void) {
    int live = 0;
    for (int s = 0; s < stream_count; s++) {
        live += streams[s]->live;
    }
    return live;
}

/* Everything that was not given back */
int fake_held(void) {
    return context_users + modules + memory_count + live_streams() + live_events();
}

__attribute__((constructor)) static void start(void) {
    fake_reset();
}

/* --- Queues ----------------------------------------------------------------------------------------------------- */

static struct memory* memory_of(const void* start, size_t bytes, int pinned) {
    const unsigned char* at = start;
    for (int m = 0; m < memory_count; m++) {
        struct memory* memory = &memories[m];
        if (memory->pinned == pinned && at >= memory->start && at + bytes <= memory->start + memory->bytes) {
            return memory;
        }
    }
    return NULL;
}

static void run(const struct operation* operation) {
    void* parameters[MOST_PARAMETERS];
    for (int p = 0; p < operation->kernel->parameters; p++) {
        parameters[p] = (void*) &operation->value[p];
        if (operation->kernel->size[p] == sizeof(address)) {
            if (memory_of((void*) operation->value[p], 1, 0) == NULL) {
                complain("parameter %d of %s is no device memory", p, operation->kernel->name);
                return;
            }
        }
    }
    operation->kernel->run(parameters, operation->grid, operation->block);
}

static void drive(struct stream* stream, const struct operation* last);

/* Does what is in the way of an event, and nothing else. */
static void drive_event(struct event* event, long generation) {
    for (int s = 0; s < stream_count && event->done < generation; s++) {
        for (struct operation* o = streams[s]->first; o != NULL; o = o->next) {
            if (o->kind == RECORD && o->event == event && o->generation == generation) {
                drive(streams[s], o);
                return;
            }
        }
    }
}

static void step(struct stream* stream) {
    struct operation* operation = stream->first;
    stream->first = operation->next;
    if (stream->first == NULL) {
        stream->end = &stream->first;
    }
    switch (operation->kind) {
        case COPY_IN:
        case COPY_OUT:
            memcpy(operation->to, operation->from, operation->bytes);
            break;
        case LAUNCH:
            run(operation);
            break;
        case RECORD:
            operation->event->done = operation->generation;
            break;
        case WAIT:
            break;
    }
    free(operation);
}

static int waits(const struct operation* operation) {
    return operation->kind == WAIT && operation->event->done < operation->generation;
}

/* Does a stream's work up to an operation; all of it if that is NULL. */
static void drive(struct stream* stream, const struct operation* last) {
    while (stream->first != NULL) {
        struct operation* operation = stream->first;
        if (waits(operation)) {
            drive_event(operation->event, operation->generation);
        }
        step(stream);
        if (operation == last) {
            return;
        }
    }
}

static void progress(void) {
    if (order == 1) {
        for (int s = 0; s < stream_count; s++) {
            drive(streams[s], NULL);
        }
    } else if (order > 1 && stream_count > 0) {
        int steps = rand_r(&order) % 4;
        order += order < 2 ? 2 : 0;
        for (int i = 0; i < steps; i++) {
            struct stream* stream = streams[rand_r(&order) % stream_count];
            if (stream->first != NULL && !waits(stream->first)) {
                step(stream);
            }
        }
    }
}

static struct operation* ask(struct stream* stream, enum kind kind) {
    struct operation* operation = calloc(1, sizeof *operation);
    operation->kind = kind;
    *stream->end = operation;
    stream->end = &operation->next;
    return operation;
}

/* What happens at the begin of every function */
static int enter(const char* symbol) {
    pthread_mutex_lock(&lock);
    int code = SUCCESS;
    if (stuck != 0) {
        code = stuck;
    } else if (fault == DEAF && strcmp(symbol, fault_symbol) == 0) {
        code = ++calls >= fault_at ? NOTHING_DONE : SUCCESS;
    } else if (fault != NONE && strcmp(symbol, fault_symbol) == 0 && ++calls == fault_at) {
        switch (fault) {
            case STICK:
                stuck = fault_value;
                code = fault_value;
                break;
            case ANSWER:
                code = fault_value;
                break;
            case HANG:
                pthread_mutex_unlock(&lock);
                usleep(1000u * (unsigned) fault_value);
                pthread_mutex_lock(&lock);
                break;
            default:
                break;
        }
    }
    if (code == SUCCESS) {
        progress();
    }
    pthread_mutex_unlock(&lock);
    return code;
}

#define ENTER                      \
    do {                           \
        int code = enter(__func__); \
        if (code != SUCCESS) {      \
            return code == NOTHING_DONE ? SUCCESS : code; \
        }                           \
        if (!initialized) {         \
            return NOT_INITIALIZED; \
        }                           \
    } while (0)

#define ENTER_CONTEXT                                      \
    ENTER;                                                 \
    do {                                                   \
        if (current != &context_users || !context_users) { \
            complain("%s without a context", __func__);    \
            return INVALID_CONTEXT;                        \
        }                                                  \
    } while (0)

/* --- Driver and devices ----------------------------------------------------------------------------------------- */

int cuInit(unsigned flags) {
    int code = enter(__func__);
    if (code == SUCCESS && flags == 0) {
        initialized = 1;
    }
    return code;
}

int cuDriverGetVersion(int* number) {
    ENTER;
    *number = version;
    return SUCCESS;
}

int cuGetErrorName(int code, const char** name) {
    static const struct {
        int code;
        const char* name;
    } names[] = {
        {1, "CUDA_ERROR_INVALID_VALUE"},
        {2, "CUDA_ERROR_OUT_OF_MEMORY"},
        {4, "CUDA_ERROR_DEINITIALIZED"},
        {46, "CUDA_ERROR_DEVICE_UNAVAILABLE"},
        {201, "CUDA_ERROR_INVALID_CONTEXT"},
        {209, "CUDA_ERROR_NO_BINARY_FOR_GPU"},
        {214, "CUDA_ERROR_ECC_UNCORRECTABLE"},
        {218, "CUDA_ERROR_INVALID_PTX"},
        {222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"},
        {304, "CUDA_ERROR_OPERATING_SYSTEM"},
        {400, "CUDA_ERROR_INVALID_HANDLE"},
        {500, "CUDA_ERROR_NOT_FOUND"},
        {700, "CUDA_ERROR_ILLEGAL_ADDRESS"},
        {701, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"},
        {702, "CUDA_ERROR_LAUNCH_TIMEOUT"},
        {719, "CUDA_ERROR_LAUNCH_FAILED"},
        {999, "CUDA_ERROR_UNKNOWN"},
    };
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        if (names[n].code == code) {
            *name = names[n].name;
            return SUCCESS;
        }
    }
    *name = NULL;
    return INVALID_VALUE;
}

int cuDeviceGetCount(int* count) {
    ENTER;
    *count = device_count;
    return SUCCESS;
}

int cuDeviceGet(int* device, int index) {
    ENTER;
    if (index < 0 || index >= device_count) {
        return INVALID_DEVICE;
    }
    *device = index;
    return SUCCESS;
}

int cuDeviceGetName(char* name, int bytes, int device) {
    ENTER;
    snprintf(name, (size_t) bytes, "%s", devices[device].name);
    return SUCCESS;
}

int cuDeviceTotalMem_v2(size_t* bytes, int device) {
    ENTER;
    *bytes = (size_t) (device + 1) << 33;
    return SUCCESS;
}

int cuDeviceGetAttribute(int* value, int attribute, int device) {
    ENTER;
    switch (attribute) {
        case 13:
            *value = devices[device].kilohertz;
            return SUCCESS;
        case 16:
            *value = devices[device].multiprocessors;
            return SUCCESS;
        case 75:
            *value = devices[device].major;
            return SUCCESS;
        case 76:
            *value = devices[device].minor;
            return SUCCESS;
        default:
            return INVALID_VALUE;
    }
}

/* --- Context ---------------------------------------------------------------------------------------------------- */

int cuDevicePrimaryCtxRetain(void** context, int device) {
    ENTER;
    if (context_users > 0 && device != context_device) {
        complain("a second device");
    }
    context_device = device;
    context_users++;
    *context = &context_users;
    return SUCCESS;
}

/* The context takes with it all that was not given back; that is a fault of the program unless the device is lost. */
static void destroy_context(void) {
    if (memory_count + modules + live_streams() + live_events() > 0 && stuck == 0) {
        complain("left behind: %d memories, %d modules, %d streams, %d events",
            memory_count, modules, live_streams(), live_events());
    }
    for (int s = 0; s < stream_count; s++) {
        while (streams[s]->first != NULL) {
            struct operation* next = streams[s]->first->next;
            free(streams[s]->first);
            streams[s]->first = next;
        }
        free(streams[s]);
    }
    for (int m = 0; m < memory_count; m++) {
        free(memories[m].start);
    }
    for (int e = 0; e < event_count; e++) {
        free(events[e]);
    }
    memory_count = modules = stream_count = event_count = 0;
}

int cuDevicePrimaryCtxRelease_v2(int device) {
    (void) device;
    int code = enter(__func__);
    if (context_users == 0) {
        complain("the context was released too often");
        return INVALID_CONTEXT;
    }
    if (--context_users == 0) {
        destroy_context();
    }
    return code;
}

int cuCtxSetCurrent(const void* context) {
    ENTER;
    current = context;
    return SUCCESS;
}

/* --- Program ---------------------------------------------------------------------------------------------------- */

int cuModuleLoadDataEx(void** module, const void* image, unsigned count, const int* options, void** values) {
    int code = enter(__func__);
    if (code == SUCCESS && current != &context_users) {
        code = INVALID_CONTEXT;
    }
    const char* text = image;
    size_t length = strlen(text);
    if (code == SUCCESS && (strncmp(text, "// margrid kernels", 18) != 0 || strstr(text, ".target sm_75") == NULL ||
                               strstr(text, ".entry prepare(") == NULL || text[length - 1] != '\n')) {
        complain("the program is not the one");
        code = INVALID_IMAGE;
    }
    if (code != SUCCESS) {
        if (count == 2 && options[0] == 5 && options[1] == 6) {
            snprintf(values[0], (size_t) values[1], "ptxas fatal   : a fault on demand\n");
        }
        return code;
    }
    modules++;
    *module = &modules;
    return SUCCESS;
}

int cuModuleUnload(const void* module) {
    ENTER_CONTEXT;
    if (module != &modules) {
        return INVALID_HANDLE;
    }
    modules--;
    return SUCCESS;
}

int cuModuleGetFunction(const void** function, const void* module, const char* name) {
    ENTER_CONTEXT;
    if (module != &modules) {
        return INVALID_HANDLE;
    }
    for (int k = 0; k < fake_kernel_count; k++) {
        if (strcmp(fake_kernels[k].name, name) == 0) {
            *function = &fake_kernels[k];
            return SUCCESS;
        }
    }
    return NOT_FOUND;
}

/* --- Memory ----------------------------------------------------------------------------------------------------- */

int cuMemGetInfo_v2(size_t* free_bytes, size_t* total) {
    ENTER_CONTEXT;
    *free_bytes = (size_t) 1 << 32;
    *total = (size_t) 1 << 33;
    return SUCCESS;
}

static int take(void** start, size_t bytes, int pinned) {
    if (bytes == 0 || memory_count == MOST) {
        return INVALID_VALUE;
    }
    struct memory memory = {malloc(bytes), bytes, pinned};
    /* Where waits are left out kernels take what they find for indices; of those only 0 is safe. */
    memset(memory.start, fault == DEAF ? 0 : 0xff, bytes);
    memories[memory_count++] = memory;
    *start = memory.start;
    return SUCCESS;
}

static int in_use(const struct memory* memory, const struct operation* operation) {
    const unsigned char* end = memory->start + memory->bytes;
    switch (operation->kind) {
        case COPY_IN:
        case COPY_OUT:
            return (operation->from >= memory->start && operation->from < end) ||
                (operation->to >= memory->start && operation->to < end);
        case LAUNCH:
            for (int p = 0; p < operation->kernel->parameters; p++) {
                const unsigned char* at = (const unsigned char*) operation->value[p];
                if (operation->kernel->size[p] == sizeof(address) && at >= memory->start && at < end) {
                    return 1;
                }
            }
            return 0;
        default:
            return 0;
    }
}

static int give(void* start, int pinned) {
    for (int m = 0; m < memory_count; m++) {
        if (memories[m].start == start && memories[m].pinned == pinned) {
            for (int s = 0; s < stream_count; s++) {
                for (const struct operation* o = streams[s]->first; o != NULL; o = o->next) {
                    if (in_use(&memories[m], o)) {
                        complain("memory is given back while it is in use");
                    }
                }
            }
            memset(start, 0xdd, memories[m].bytes);
            free(start);
            memories[m] = memories[--memory_count];
            return SUCCESS;
        }
    }
    complain("memory is given back that was not taken");
    return INVALID_VALUE;
}

int cuMemAlloc_v2(address* start, size_t bytes) {
    ENTER_CONTEXT;
    return take((void**) start, bytes, 0);
}

int cuMemFree_v2(address start) {
    ENTER_CONTEXT;
    return give((void*) start, 0);
}

int cuMemAllocHost_v2(void** start, size_t bytes) {
    ENTER_CONTEXT;
    return take(start, bytes, 1);
}

int cuMemFreeHost(void* start) {
    ENTER_CONTEXT;
    return give(start, 1);
}

/* --- Streams and events ----------------------------------------------------------------------------------------- */

int cuStreamCreate(struct stream** stream, unsigned flags) {
    ENTER_CONTEXT;
    if (flags != 1 || stream_count == MOST) {
        complain("a stream that waits for the default stream");
        return INVALID_VALUE;
    }
    struct stream* fresh = calloc(1, sizeof *fresh);
    fresh->live = 1;
    fresh->end = &fresh->first;
    streams[stream_count++] = fresh;
    *stream = fresh;
    return SUCCESS;
}

int cuStreamDestroy_v2(struct stream* stream) {
    ENTER_CONTEXT;
    stream->live = 0;
    return SUCCESS;
}

int cuStreamSynchronize(struct stream* stream) {
    ENTER_CONTEXT;
    drive(stream, NULL);
    return SUCCESS;
}

int cuEventCreate(struct event** event, unsigned flags) {
    ENTER_CONTEXT;
    if ((flags != 0 && flags != 2) || event_count == MOST) {
        complain("an event of another kind");
        return INVALID_VALUE;
    }
    struct event* fresh = calloc(1, sizeof *fresh);
    fresh->live = 1;
    fresh->timed = flags == 0;
    events[event_count++] = fresh;
    *event = fresh;
    return SUCCESS;
}

int cuEventDestroy_v2(struct event* event) {
    ENTER_CONTEXT;
    if (!event->live) {
        complain("an event is given back twice");
    }
    event->live = 0;
    return SUCCESS;
}

int cuEventRecord(struct event* event, struct stream* stream) {
    ENTER_CONTEXT;
    if (!event->live || !stream->live) {
        return INVALID_HANDLE;
    }
    struct operation* operation = ask(stream, RECORD);
    operation->event = event;
    operation->generation = ++event->recorded;
    return SUCCESS;
}

int cuEventSynchronize(struct event* event) {
    ENTER_CONTEXT;
    drive_event(event, event->recorded);
    return SUCCESS;
}

/* A millisecond and a half a time */
int cuEventElapsedTime(float* milliseconds, const struct event* from, const struct event* to) {
    ENTER_CONTEXT;
    if (!from->timed || !to->timed || from->recorded == 0 || to->recorded == 0) {
        return INVALID_HANDLE;
    }
    if (from->done < from->recorded || to->done < to->recorded) {
        return NOT_READY;
    }
    *milliseconds = 1.5f;
    return SUCCESS;
}

int cuStreamWaitEvent(struct stream* stream, struct event* event, unsigned flags) {
    ENTER_CONTEXT;
    if (flags != 0 || !event->live || !stream->live) {
        return INVALID_HANDLE;
    }
    struct operation* operation = ask(stream, WAIT);
    operation->event = event;
    operation->generation = event->recorded;
    return SUCCESS;
}

static int copy(const char* symbol, unsigned char* to, const unsigned char* from, size_t bytes, struct stream* stream,
    enum kind kind) {
    if (!stream->live || bytes == 0 || memory_of(to, bytes, kind == COPY_OUT) == NULL ||
        memory_of(from, bytes, kind == COPY_IN) == NULL) {
        complain("a copy of %zu bytes past its memory", bytes);
        return INVALID_VALUE;
    }
    struct operation* operation = ask(stream, kind);
    operation->to = to;
    operation->from = from;
    operation->bytes = bytes;
    if (fault == FLIP && calls == fault_at && strcmp(symbol, fault_symbol) == 0) {
        calls++;
        drive(stream, NULL);
        to[bytes / 2] ^= 1;
    }
    return SUCCESS;
}

int cuMemcpyHtoDAsync_v2(address to, const void* from, size_t bytes, struct stream* stream) {
    ENTER_CONTEXT;
    return copy(__func__, (unsigned char*) to, from, bytes, stream, COPY_IN);
}

int cuMemcpyDtoHAsync_v2(void* to, address from, size_t bytes, struct stream* stream) {
    ENTER_CONTEXT;
    return copy(__func__, to, (const unsigned char*) from, bytes, stream, COPY_OUT);
}

int cuLaunchKernel(const struct kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
    unsigned block_y, unsigned block_z, unsigned shared, struct stream* stream, void** parameters, void** extra) {
    ENTER_CONTEXT;
    if (!stream->live || shared != 0 || extra != NULL || grid_x < 1 || grid_x > 0x7fffffffu || grid_y < 1 ||
        grid_y > 65535 || grid_z < 1 || grid_z > 65535 || block_x < 1 || block_y < 1 || block_z != 1 ||
        block_x * block_y > 1024) {
        complain("a launch of an impossible shape");
        return INVALID_VALUE;
    }
    struct operation* operation = ask(stream, LAUNCH);
    operation->kernel = kernel;
    memcpy(operation->grid, (unsigned[]) {grid_x, grid_y, grid_z}, sizeof operation->grid);
    memcpy(operation->block, (unsigned[]) {block_x, block_y, block_z}, sizeof operation->block);
    for (int p = 0; p < kernel->parameters; p++) {
        memcpy(&operation->value[p], parameters[p], kernel->size[p]);
    }
    return SUCCESS;
}
