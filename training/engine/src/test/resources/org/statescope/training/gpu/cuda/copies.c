// Copies between the host and the device, and clearing.
#include <string.h>

#include "stand_in.h"

typedef struct {
  CUcontext context;
  CUdeviceptr device;
  void *host;
  size_t bytes;
  int filling;
  _Alignas(16) unsigned char staged[];
} Copy;

static CUresult check(CUcontext context, CUdeviceptr device, size_t bytes, CUstream stream) {
  CUresult status = check_stream(context, stream, true);
  if (status == CUDA_SUCCESS && bytes > 0 && block_of(context, device, bytes) == NULL) {
    status = broken(CUDA_ERROR_INVALID_VALUE, "%zu bytes are not all of the device", bytes);
  }
  return status;
}

static void *target(const Copy *copy) {
  return place_of(copy->context, copy->device, copy->bytes);
}

static CUresult gone(void) {
  return broken(CUDA_ERROR_ILLEGAL_ADDRESS, "memory of a waiting copy was freed");
}

static CUresult to_device(const Work *work) {
  const Copy *copy = (const Copy *)work->values;
  void *place = target(copy);
  if (place == NULL || (copy->host != NULL && !is_pinned(copy->context, copy->host, copy->bytes))) {
    return gone();
  }
  memcpy(place, copy->host == NULL ? copy->staged : copy->host, copy->bytes);
  return CUDA_SUCCESS;
}

static CUresult to_host(const Work *work) {
  const Copy *copy = (const Copy *)work->values;
  const void *place = target(copy);
  if (place == NULL) {
    return gone();
  }
  memcpy(copy->host, place, copy->bytes);
  return CUDA_SUCCESS;
}

static CUresult fill(const Work *work) {
  const Copy *copy = (const Copy *)work->values;
  void *place = target(copy);
  if (place == NULL) {
    return gone();
  }
  memset(place, copy->filling, copy->bytes);
  return CUDA_SUCCESS;
}

// From pageable memory the bytes are taken at once, from pinned memory when the copy runs.
CUresult CUDAAPI cuMemcpyHtoDAsync_v2(
    CUdeviceptr device, const void *host, size_t bytes, CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check(context, device, bytes, stream);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  bool pinned = is_pinned(context, host, bytes);
  Work *work = work_of(sizeof(Copy) + (pinned ? 0 : bytes), to_device);
  Copy *copy = (Copy *)work->values;
  *copy = (Copy){context, device, pinned ? (void *)host : NULL, bytes, 0};
  if (!pinned) {
    memcpy(copy->staged, host, bytes);
  }
  return enqueue(stream, work);
}

// Into pageable memory the call returns when the bytes are there.
CUresult CUDAAPI cuMemcpyDtoHAsync_v2(
    void *host, CUdeviceptr device, size_t bytes, CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check(context, device, bytes, stream);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  bool pinned = is_pinned(context, host, bytes);
  if (!pinned && stream->capture != NULL) {
    stream->invalid = true;
    return broken(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "a copy to pageable memory is captured");
  }
  Work *work = work_of(sizeof(Copy), to_host);
  *(Copy *)work->values = (Copy){context, device, host, bytes, 0};
  status = enqueue(stream, work);
  return status == CUDA_SUCCESS && !pinned ? drain(stream, stream->queued) : status;
}

CUresult CUDAAPI cuMemsetD8Async(
    CUdeviceptr device, unsigned char value, size_t bytes, CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check(context, device, bytes, stream);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  Work *work = work_of(sizeof(Copy), fill);
  *(Copy *)work->values = (Copy){context, device, NULL, bytes, value};
  return enqueue(stream, work);
}
