package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CU_EVENT_BLOCKING_SYNC;
import static org.bytedeco.cuda.global.cudart.CU_EVENT_DISABLE_TIMING;
import static org.bytedeco.cuda.global.cudart.cuEventCreate;
import static org.bytedeco.cuda.global.cudart.cuEventDestroy;
import static org.bytedeco.cuda.global.cudart.cuEventRecord;
import static org.bytedeco.cuda.global.cudart.cuEventSynchronize;

import org.bytedeco.cuda.cudart.CUevent_st;

/// An event of the runtime's stream. An event that was never recorded counts as passed; a thread
/// that waits sleeps, since steps are queued ahead.
final class CudaMark implements Mark {
  private final CudaRuntime runtime;
  private final CUevent_st event = new CUevent_st();

  /// The runtime's context must be current.
  CudaMark(CudaRuntime runtime) {
    this.runtime = runtime;
    CudaStatus.check(
        cuEventCreate(event, CU_EVENT_DISABLE_TIMING | CU_EVENT_BLOCKING_SYNC), "make an event");
  }

  @Override
  public void set() {
    runtime.makeCurrent();
    CudaStatus.check(cuEventRecord(event, runtime.stream()), "mark its queue");
  }

  @Override
  public void await() {
    runtime.makeCurrent();
    CudaStatus.check(cuEventSynchronize(event), "finish its work");
  }

  void destroy() {
    cuEventDestroy(event);
  }
}
