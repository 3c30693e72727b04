// Cards and their primary contexts.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stand_in.h"

static pthread_mutex_t calls = PTHREAD_MUTEX_INITIALIZER;
static bool started;
static CUcontext primary[MOST_CARDS];
static _Thread_local CUcontext current;

int lock(void) {
  pthread_mutex_lock(&calls);
  return 1;
}

void unlock(int *locked) {
  (void)locked;
  pthread_mutex_unlock(&calls);
}

long setting(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text == NULL ? otherwise : strtol(text, NULL, 0);
}

CUresult broken(CUresult error, const char *format, ...) {
  va_list values;
  va_start(values, format);
  fprintf(stderr, "CUDA stand-in: ");
  vfprintf(stderr, format, values);
  fprintf(stderr, "\n");
  va_end(values);
  return error;
}

static long cards(void) {
  return setting("STAND_IN_CARDS", 1);
}

long card_memory(void) {
  return setting("STAND_IN_MEMORY", 4L << 30);
}

static CUresult check_card(CUdevice device) {
  if (!started) {
    return CUDA_ERROR_NOT_INITIALIZED;
  }
  return device < 0 || device >= cards() ? CUDA_ERROR_INVALID_DEVICE : CUDA_SUCCESS;
}

CUresult enter(CUcontext *context) {
  if (!started) {
    return broken(CUDA_ERROR_NOT_INITIALIZED, "a call before cuInit");
  }
  if (current == NULL) {
    return broken(CUDA_ERROR_INVALID_CONTEXT, "a call in a thread without a context");
  }
  if (current->destroyed) {
    return broken(CUDA_ERROR_CONTEXT_IS_DESTROYED, "a call in a context that was released");
  }
  *context = current;
  return current->fault;
}

CUcontext present_context(void) {
  return current;
}

CUresult CUDAAPI cuInit(unsigned int flags) {
  CALL();
  long refusal = setting("STAND_IN_INIT", cards() == 0 ? CUDA_ERROR_NO_DEVICE : 0);
  if (refusal != 0) {
    return (CUresult)refusal;
  }
  started = true;
  return flags == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

CUresult CUDAAPI cuDriverGetVersion(int *version) {
  *version = (int)setting("STAND_IN_DRIVER", 13000);
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuDeviceGetCount(int *count) {
  CALL();
  *count = (int)cards();
  return started ? CUDA_SUCCESS : CUDA_ERROR_NOT_INITIALIZED;
}

CUresult CUDAAPI cuDeviceGet(CUdevice *device, int ordinal) {
  CALL();
  *device = ordinal;
  return check_card(ordinal);
}

CUresult CUDAAPI cuDeviceGetName(char *name, int length, CUdevice device) {
  CALL();
  snprintf(name, (size_t)length, "Stand-in card %d", device);
  return check_card(device);
}

CUresult CUDAAPI cuDeviceGetPCIBusId(char *id, int length, CUdevice device) {
  CALL();
  if (length < 13) {
    return CUDA_ERROR_INVALID_VALUE;
  }
  snprintf(id, (size_t)length, "0000:%02X:00.0", 0x65 + device);
  return check_card(device);
}

CUresult CUDAAPI cuDeviceTotalMem_v2(size_t *bytes, CUdevice device) {
  CALL();
  *bytes = (size_t)card_memory();
  return check_card(device);
}

CUresult CUDAAPI cuDeviceGetAttribute(int *value, CUdevice_attribute attribute, CUdevice device) {
  CALL();
  int capability = (int)setting("STAND_IN_CAPABILITY", 90);
  switch ((int)attribute) {
    case CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT:
      *value = (int)setting("STAND_IN_UNITS", 4);
      break;
    case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR:
      *value = capability / 10;
      break;
    case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR:
      *value = capability % 10;
      break;
    case CU_DEVICE_ATTRIBUTE_SINGLE_TO_DOUBLE_PRECISION_PERF_RATIO:
      *value = (int)setting("STAND_IN_DOUBLE_RATIO", 2);
      break;
    default:
      return broken(CUDA_ERROR_INVALID_VALUE, "attribute %d is unknown here", (int)attribute);
  }
  return check_card(device);
}

CUresult CUDAAPI cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
  CALL();
  CUresult status = check_card(device);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  if (primary[device] == NULL) {
    primary[device] = calloc(1, sizeof(struct CUctx_st));
    primary[device]->card = device;
  }
  primary[device]->holders++;
  *context = primary[device];
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuDevicePrimaryCtxRelease_v2(CUdevice device) {
  CALL();
  CUresult status = check_card(device);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  CUcontext context = primary[device];
  if (context == NULL) {
    return broken(CUDA_ERROR_INVALID_CONTEXT, "a context is released more often than retained");
  }
  if (--context->holders == 0) {
    if (context->fault == CUDA_SUCCESS) {
      report_streams_left(context);
      report_modules_left(context);
      report_memory_left(context);
    }
    context->destroyed = true;
    primary[device] = NULL;
  }
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuCtxSetCurrent(CUcontext context) {
  CALL();
  if (!started) {
    return CUDA_ERROR_NOT_INITIALIZED;
  }
  if (context != NULL && context->destroyed) {
    return broken(CUDA_ERROR_INVALID_CONTEXT, "a released context is made current");
  }
  current = context;
  return CUDA_SUCCESS;
}

static const struct {
  int error;
  const char *name;
} names[] = {
#define NAME(error) {error, #error}
    NAME(CUDA_SUCCESS),
    NAME(CUDA_ERROR_INVALID_VALUE),
    NAME(CUDA_ERROR_OUT_OF_MEMORY),
    NAME(CUDA_ERROR_NOT_INITIALIZED),
    NAME(CUDA_ERROR_NO_DEVICE),
    NAME(CUDA_ERROR_INVALID_DEVICE),
    NAME(CUDA_ERROR_INVALID_IMAGE),
    NAME(CUDA_ERROR_INVALID_CONTEXT),
    NAME(CUDA_ERROR_NO_BINARY_FOR_GPU),
    NAME(CUDA_ERROR_INVALID_HANDLE),
    NAME(CUDA_ERROR_NOT_FOUND),
    NAME(CUDA_ERROR_ILLEGAL_ADDRESS),
    NAME(CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES),
    NAME(CUDA_ERROR_CONTEXT_IS_DESTROYED),
    NAME(CUDA_ERROR_LAUNCH_FAILED),
    NAME(CUDA_ERROR_SYSTEM_DRIVER_MISMATCH),
    NAME(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED),
    NAME(CUDA_ERROR_STREAM_CAPTURE_INVALIDATED),
    NAME(CUDA_ERROR_STREAM_CAPTURE_UNMATCHED),
    NAME(CUDA_ERROR_STREAM_CAPTURE_IMPLICIT),
    NAME(CUDA_ERROR_CAPTURED_EVENT),
    NAME(CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD),
    NAME(CUDA_ERROR_UNKNOWN),
};

CUresult CUDAAPI cuGetErrorName(CUresult error, const char **name) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (names[i].error == (int)error) {
      *name = names[i].name;
      return CUDA_SUCCESS;
    }
  }
  *name = NULL;
  return CUDA_ERROR_INVALID_VALUE;
}

__attribute__((destructor)) static void end(void) {
  for (int i = 0; i < MOST_CARDS; i++) {
    if (primary[i] != NULL) {
      broken(CUDA_SUCCESS, "the context of card %d was not released", i);
    }
  }
}
