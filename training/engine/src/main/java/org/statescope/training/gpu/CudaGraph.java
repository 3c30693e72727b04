package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
import static org.bytedeco.cuda.global.cudart.cuGraphDestroy;
import static org.bytedeco.cuda.global.cudart.cuGraphExecDestroy;
import static org.bytedeco.cuda.global.cudart.cuGraphInstantiate;
import static org.bytedeco.cuda.global.cudart.cuGraphLaunch;
import static org.bytedeco.cuda.global.cudart.cuStreamBeginCapture;
import static org.bytedeco.cuda.global.cudart.cuStreamEndCapture;

import java.util.List;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;

/// Many launches as one CUDA graph, made by capturing the stream: their arguments are copied into
/// the graph, and nothing that they were made of may be freed before it.
final class CudaGraph implements Launch {
  private final CudaRuntime runtime;
  private final CUgraphExec_st executable = new CUgraphExec_st();

  /// Captures the launches, which must have run before: their modules are loaded and cuBLAS has its
  /// workspace, so that nothing is allocated while the stream captures.
  CudaGraph(CudaRuntime runtime, List<Launch> launches) {
    this.runtime = runtime;
    CUgraph_st graph = capture(launches);
    try {
      CudaStatus.check(cuGraphInstantiate(executable, graph, 0), "make its graph");
    } finally {
      cuGraphDestroy(graph);
    }
  }

  private CUgraph_st capture(List<Launch> launches) {
    runtime.makeCurrent();
    CudaStatus.check(
        cuStreamBeginCapture(runtime.stream(), CU_STREAM_CAPTURE_MODE_THREAD_LOCAL),
        "record its launches");
    CUgraph_st graph = new CUgraph_st();
    boolean whole = false;
    try {
      launches.forEach(Launch::run);
      whole = true;
    } finally {
      // Leaves the capturing mode in any case.
      int status = cuStreamEndCapture(runtime.stream(), graph);
      if (whole) {
        CudaStatus.check(status, "end its recording");
      } else if (status == 0) {
        cuGraphDestroy(graph);
      }
    }
    return graph;
  }

  @Override
  public void run() {
    runtime.makeCurrent();
    CudaStatus.check(cuGraphLaunch(executable, runtime.stream()), "run its graph");
  }

  void destroy() {
    cuGraphExecDestroy(executable);
  }
}
