// What the stand-in's files share. It takes NVIDIA's driver's place on a machine without a card, as
// strictly as its documentation reads: memory of the device is memory of this process under
// addresses that no processor can follow; a stream's work waits until somebody synchronises with it;
// handles are never reused, so what is used after its end is found.
//
// Rules that are broken return the documented error and are told on the standard error stream in
// lines that begin with "CUDA stand-in: ". Settings come from the environment, see `setting`.
#ifndef STAND_IN_H
#define STAND_IN_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "driver.h"

#define EXPORT __attribute__((visibility("default")))
#define MOST_CARDS 8

struct CUctx_st {
  int card;
  int holders;
  bool destroyed;
  CUresult fault;  // what every later call returns
};

// Work of a stream. It holds its values, not pointers to the caller's, so a copy of it can be run
// again by a graph.
typedef struct Work Work;
struct Work {
  Work *next;
  CUresult (*run)(const Work *work);
  size_t size;
  _Alignas(16) unsigned char values[];
};

// A list of works.
typedef struct {
  Work *first;
  Work *last;
} Works;

struct CUgraph_st {
  Works works;
  bool destroyed;
};

struct CUgraphExec_st {
  CUcontext context;
  Works works;
  bool destroyed;
};

struct CUstream_st {
  CUcontext context;
  Works waiting;
  unsigned long long queued;
  unsigned long long done;
  CUgraph capture;
  bool invalid;  // the capture
  pthread_t capturer;
  CUstreamCaptureMode mode;
  bool destroyed;
};

// A run of device memory: `address` is what the caller sees, `place` where it lies.
typedef struct {
  CUcontext context;
  CUdeviceptr address;
  size_t bytes;
  unsigned char *place;
} Block;

// One call at a time.
#define CALL() __attribute__((cleanup(unlock))) int call_is_locked = lock(); (void)call_is_locked

// Returns from a call that needs a context when there is none or it is broken.
#define NEEDS_CONTEXT()                          \
  CALL();                                        \
  CUcontext context;                             \
  do {                                           \
    CUresult entry = enter(&context);            \
    if (entry != CUDA_SUCCESS) return entry;     \
  } while (0)

// Also for calls that may not be made while this thread captures.
#define NEEDS_NO_CAPTURE()                                       \
  NEEDS_CONTEXT();                                               \
  do {                                                           \
    CUresult entry = unsafe_while_capturing(context, __func__);  \
    if (entry != CUDA_SUCCESS) return entry;                     \
  } while (0)

int lock(void);
void unlock(int *locked);

// A whole number from the environment.
long setting(const char *name, long otherwise);

// Tells of a broken rule and returns the error.
CUresult broken(CUresult error, const char *format, ...) __attribute__((format(printf, 2, 3)));

CUresult enter(CUcontext *context);
CUresult unsafe_while_capturing(CUcontext context, const char *call);

// Memory.
Block *block_of(CUcontext context, CUdeviceptr address, size_t bytes);
void *place_of(CUcontext context, CUdeviceptr address, size_t bytes);
CUresult check_guards(const Block *block, const char *who);
bool is_pinned(CUcontext context, const void *address, size_t bytes);
void report_memory_left(CUcontext context);
size_t memory_in_use(int card);
long card_memory(void);

// Streams.
CUresult check_stream(CUcontext context, CUstream stream, bool may_capture);
EXPORT Work *work_of(size_t bytes, CUresult (*run)(const Work *work));
EXPORT CUresult enqueue(CUstream stream, Work *work);
CUresult drain(CUstream stream, unsigned long long upto);
CUresult drain_all(CUcontext context);
void report_streams_left(CUcontext context);
void report_modules_left(CUcontext context);

// For the stand-in of cuBLAS: where a device address lies, with the fault of the context set else.
EXPORT void *device_place(CUstream stream, CUdeviceptr address, size_t bytes, const char *who);
EXPORT bool stream_is_capturing(CUstream stream);
EXPORT CUcontext present_context(void);

#endif
