package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.statescope.training.run.MatrixPrecision;

/// Two runtimes of one card, each opened, used and closed in threads of their own, the second closed
/// twice.
final class CudaThreads {
  private static final int COUNT = 8;

  private final CudaRuntime runtime;
  private final MemorySegment memory;
  private Launch recorded = () -> {};

  private CudaThreads() {
    runtime = CudaRuntime.open(CudaDevice.all().getFirst(), true, MatrixPrecision.FLOAT32);
    memory = runtime.allocate((long) COUNT * Float.BYTES);
  }

  public static void main(String[] arguments) throws InterruptedException {
    Loader.load(cudart.class);
    Loader.load(cublas.class);
    CudaThreads one = new CudaThreads();
    CudaThreads other = new CudaThreads();
    for (CudaThreads each : List.of(one, other)) {
      inAnotherThread(each::record);
      inAnotherThread(each::check);
    }
    inAnotherThread(one.runtime::close);
    other.check();
    inAnotherThread(other.runtime::close);
    other.runtime.close();
  }

  private static void inAnotherThread(Runnable task) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((unused, e) -> failure[0] = e);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      throw new IllegalStateException(failure[0]);
    }
  }

  private void record() {
    Launch launch =
        runtime.launch(
            Program.of("elementwise"),
            "zero",
            Grid.of(COUNT),
            List.of(Argument.of(memory), Argument.of((long) COUNT)));
    launch.run();
    recorded = runtime.record(List.of(launch, launch));
  }

  private void check() {
    float[] values = new float[COUNT];
    Arrays.fill(values, 1);
    runtime.write(MemorySegment.ofArray(values), memory);
    Mark mark = runtime.mark();
    recorded.run();
    mark.set();
    mark.await();
    runtime.read(memory, MemorySegment.ofArray(values));
    if (!Arrays.equals(values, new float[COUNT])) {
      throw new IllegalStateException(Arrays.toString(values));
    }
  }
}
