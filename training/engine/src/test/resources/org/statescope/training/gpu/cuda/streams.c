// Streams whose work waits until somebody synchronises, their events and copies.
#include <stdlib.h>
#include <string.h>

#include "stand_in.h"

#define MOST_STREAMS 4096

struct CUevent_st {
  CUcontext context;
  CUstream stream;  // where it was last recorded
  unsigned long long place;
  bool captured;
  bool destroyed;
};

static CUstream streams[MOST_STREAMS];
static size_t count;
static long events;
static long graphs;  // also executable ones

static void append(Works *works, Work *work) {
  work->next = NULL;
  if (works->last == NULL) {
    works->first = work;
  } else {
    works->last->next = work;
  }
  works->last = work;
}

Work *work_of(size_t bytes, CUresult (*run)(const Work *work)) {
  Work *work = calloc(1, sizeof(Work) + bytes);
  work->run = run;
  work->size = bytes;
  return work;
}

static Work *copy_of(const Work *work) {
  Work *copy = work_of(work->size, work->run);
  memcpy(copy->values, work->values, work->size);
  return copy;
}

static void clear(Works *works) {
  while (works->first != NULL) {
    Work *next = works->first->next;
    free(works->first);
    works->first = next;
  }
  works->last = NULL;
}

CUresult check_stream(CUcontext context, CUstream stream, bool may_capture) {
  if (stream == NULL) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "the default stream is used");
  }
  if (stream->destroyed || stream->context != context) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "a stream of another context or a destroyed one");
  }
  if (stream->capture != NULL && !may_capture) {
    stream->invalid = true;
    return broken(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "a capturing stream is waited for");
  }
  return CUDA_SUCCESS;
}

CUresult unsafe_while_capturing(CUcontext context, const char *call) {
  for (size_t i = 0; i < count; i++) {
    CUstream stream = streams[i];
    bool concerned = stream->mode == CU_STREAM_CAPTURE_MODE_GLOBAL
        || (stream->mode == CU_STREAM_CAPTURE_MODE_THREAD_LOCAL
            && pthread_equal(stream->capturer, pthread_self()));
    if (stream->capture != NULL && stream->context == context && concerned) {
      stream->invalid = true;
      return broken(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "%s during a capture", call);
    }
  }
  return CUDA_SUCCESS;
}

CUresult enqueue(CUstream stream, Work *work) {
  if (stream->capture == NULL) {
    append(&stream->waiting, work);
    stream->queued++;
    return CUDA_SUCCESS;
  }
  if (!pthread_equal(stream->capturer, pthread_self())) {
    free(work);
    stream->invalid = true;
    return broken(CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, "another thread's work is captured");
  }
  if (stream->invalid) {
    free(work);
    return CUDA_ERROR_STREAM_CAPTURE_INVALIDATED;
  }
  append(&stream->capture->works, work);
  return CUDA_SUCCESS;
}

CUresult drain(CUstream stream, unsigned long long upto) {
  while (stream->done < upto && stream->context->fault == CUDA_SUCCESS) {
    Work *work = stream->waiting.first;
    stream->waiting.first = work->next;
    if (work->next == NULL) {
      stream->waiting.last = NULL;
    }
    stream->done++;
    stream->context->fault = work->run(work);
    free(work);
  }
  return stream->context->fault;
}

CUresult drain_all(CUcontext context) {
  for (size_t i = 0; i < count; i++) {
    if (streams[i]->context == context) {
      drain(streams[i], streams[i]->queued);
    }
  }
  return context->fault;
}

CUresult CUDAAPI cuStreamCreate(CUstream *stream, unsigned int flags) {
  NEEDS_CONTEXT();
  if (flags > 1 || count == MOST_STREAMS) {
    return broken(CUDA_ERROR_INVALID_VALUE, "a stream with flags %u, %zu streams", flags, count);
  }
  *stream = calloc(1, sizeof(struct CUstream_st));
  (*stream)->context = context;
  streams[count++] = *stream;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuStreamDestroy_v2(CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check_stream(context, stream, false);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  status = drain(stream, stream->queued);
  stream->destroyed = true;
  for (size_t i = 0; i < count; i++) {
    if (streams[i] == stream) {
      streams[i] = streams[--count];
    }
  }
  return status;
}

CUresult CUDAAPI cuStreamSynchronize(CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check_stream(context, stream, false);
  return status == CUDA_SUCCESS ? drain(stream, stream->queued) : status;
}

CUresult CUDAAPI cuEventCreate(CUevent *event, unsigned int flags) {
  NEEDS_CONTEXT();
  if (flags > 3) {
    return broken(CUDA_ERROR_INVALID_VALUE, "an event with flags %u", flags);
  }
  *event = calloc(1, sizeof(struct CUevent_st));
  (*event)->context = context;
  events++;
  return CUDA_SUCCESS;
}

static CUresult check_event(CUcontext context, CUevent event) {
  return event == NULL || event->destroyed || event->context != context
      ? broken(CUDA_ERROR_INVALID_HANDLE, "an event of another context or a destroyed one")
      : CUDA_SUCCESS;
}

CUresult CUDAAPI cuEventRecord(CUevent event, CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check_event(context, event);
  status = status == CUDA_SUCCESS ? check_stream(context, stream, true) : status;
  if (status == CUDA_SUCCESS) {
    event->stream = stream;
    event->place = stream->queued;
    event->captured = stream->capture != NULL;
  }
  return status;
}

CUresult CUDAAPI cuEventSynchronize(CUevent event) {
  NEEDS_CONTEXT();
  CUresult status = check_event(context, event);
  if (status != CUDA_SUCCESS || event->stream == NULL) {
    return status;
  }
  if (event->captured) {
    event->stream->invalid = true;
    return broken(CUDA_ERROR_CAPTURED_EVENT, "an event of a capture is waited for");
  }
  return drain(event->stream, event->place);
}

CUresult CUDAAPI cuEventDestroy_v2(CUevent event) {
  NEEDS_CONTEXT();
  CUresult status = check_event(context, event);
  if (status == CUDA_SUCCESS) {
    event->destroyed = true;
    events--;
  }
  return status;
}

void report_streams_left(CUcontext context) {
  for (size_t i = 0; i < count; i++) {
    if (streams[i]->context == context) {
      broken(CUDA_SUCCESS, "a stream was not destroyed");
    }
  }
  if (events != 0) {
    broken(CUDA_SUCCESS, "%ld events were not destroyed", events);
  }
  if (graphs != 0) {
    broken(CUDA_SUCCESS, "%ld graphs were not destroyed", graphs);
  }
}

bool stream_is_capturing(CUstream stream) {
  return stream->capture != NULL;
}

CUresult CUDAAPI cuStreamBeginCapture_v2(CUstream stream, CUstreamCaptureMode mode) {
  NEEDS_CONTEXT();
  CUresult status = check_stream(context, stream, false);
  if (status == CUDA_SUCCESS) {
    stream->capture = calloc(1, sizeof(struct CUgraph_st));
    stream->capturer = pthread_self();
    stream->mode = mode;
    stream->invalid = false;
  }
  return status;
}

CUresult CUDAAPI cuStreamEndCapture(CUstream stream, CUgraph *graph) {
  NEEDS_CONTEXT();
  *graph = NULL;
  CUresult status = check_stream(context, stream, true);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  if (stream->capture == NULL) {
    return broken(CUDA_ERROR_INVALID_VALUE, "a capture ends that did not begin");
  }
  if (!pthread_equal(stream->capturer, pthread_self())) {
    return broken(CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, "another thread ends a capture");
  }
  if (stream->invalid) {
    clear(&stream->capture->works);
    stream->capture = NULL;
    return CUDA_ERROR_STREAM_CAPTURE_INVALIDATED;
  }
  *graph = stream->capture;
  stream->capture = NULL;
  graphs++;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuGraphInstantiateWithFlags(
    CUgraphExec *executable, CUgraph graph, unsigned long long flags) {
  NEEDS_CONTEXT();
  if (graph == NULL || graph->destroyed || flags != 0) {
    return broken(CUDA_ERROR_INVALID_VALUE, "no graph to instantiate, or flags %llu", flags);
  }
  *executable = calloc(1, sizeof(struct CUgraphExec_st));
  (*executable)->context = context;
  graphs++;
  for (Work *work = graph->works.first; work != NULL; work = work->next) {
    append(&(*executable)->works, copy_of(work));
  }
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuGraphDestroy(CUgraph graph) {
  CALL();
  if (graph == NULL || graph->destroyed) {
    return broken(CUDA_ERROR_INVALID_VALUE, "a graph is destroyed twice, or none");
  }
  clear(&graph->works);
  graph->destroyed = true;
  graphs--;
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuGraphLaunch(CUgraphExec executable, CUstream stream) {
  NEEDS_CONTEXT();
  CUresult status = check_stream(context, stream, true);
  if (status != CUDA_SUCCESS) {
    return status;
  }
  if (executable == NULL || executable->destroyed || executable->context != context) {
    return broken(CUDA_ERROR_INVALID_HANDLE, "a graph of another context or a destroyed one");
  }
  for (Work *work = executable->works.first; work != NULL; work = work->next) {
    status = enqueue(stream, copy_of(work));
    if (status != CUDA_SUCCESS) {
      return status;
    }
  }
  return CUDA_SUCCESS;
}

CUresult CUDAAPI cuGraphExecDestroy(CUgraphExec executable) {
  CALL();
  if (executable == NULL || executable->destroyed) {
    return broken(CUDA_ERROR_INVALID_VALUE, "an executable graph is destroyed twice, or none");
  }
  clear(&executable->works);
  executable->destroyed = true;
  graphs--;
  return CUDA_SUCCESS;
}
