package org.statescope.training.gpu;

import static org.bytedeco.opencl.global.OpenCL.clEnqueueMarkerWithWaitList;
import static org.bytedeco.opencl.global.OpenCL.clFlush;
import static org.bytedeco.opencl.global.OpenCL.clReleaseEvent;
import static org.bytedeco.opencl.global.OpenCL.clWaitForEvents;

import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_event;
import org.jspecify.annotations.Nullable;

/// An event behind everything queued before it.
final class OpenClMark implements Mark {
  private final _cl_command_queue queue;
  private @Nullable _cl_event event;

  OpenClMark(_cl_command_queue queue) {
    this.queue = queue;
  }

  @Override
  public void set() {
    release();
    try (PointerPointer<_cl_event> made = new PointerPointer<>(1)) {
      OpenClStatus.check(
          clEnqueueMarkerWithWaitList(queue, 0, (PointerPointer<?>) null, made), "mark its queue");
      event = made.get(_cl_event.class, 0);
    }
    OpenClStatus.check(clFlush(queue), "begin its work");
  }

  @Override
  public void await() {
    if (event != null) {
      OpenClStatus.check(clWaitForEvents(1, event), "finish its work");
      release();
    }
  }

  void release() {
    if (event != null) {
      clReleaseEvent(event);
      event = null;
    }
  }
}
