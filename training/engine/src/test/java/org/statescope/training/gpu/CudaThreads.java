package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.statescope.training.run.MatrixPrecision;

/// Two runtimes of one card, each opened, used and closed in threads of their own, the second
/// closed twice. Every call is the first of its thread, which has no context yet.
final class CudaThreads {
  private static final int COUNT = 8;

  private final CudaRuntime runtime;
  private final MemorySegment memory;
  private final Launch launch;
  private final Launch product;
  private final Mark mark;

  private CudaThreads() {
    runtime = CudaRuntime.open(CudaDevice.all().getFirst(), true, MatrixPrecision.FLOAT32);
    memory = runtime.allocate((long) COUNT * Float.BYTES);
    launch =
        runtime.launch(
            Program.of("elementwise"),
            "zero",
            Grid.of(COUNT),
            List.of(Argument.of(memory), Argument.of((long) COUNT)));
    Product one =
        new Product(
            memory,
            memory.asSlice(Float.BYTES),
            memory.asSlice(2 * Float.BYTES),
            1,
            1,
            1,
            1,
            1,
            1,
            1,
            1,
            false,
            false);
    product = runtime.product(one).orElseThrow();
    mark = runtime.mark();
  }

  public static void main(String[] arguments) throws InterruptedException {
    Loader.load(cudart.class);
    Loader.load(cublas.class);
    CudaThreads one = new CudaThreads();
    CudaThreads other = new CudaThreads();
    one.use();
    inAnotherThread(one.runtime::close);
    other.use();
    inAnotherThread(other.runtime::close);
    other.runtime.close();
  }

  private void use() throws InterruptedException {
    float[] values = new float[COUNT];
    Arrays.fill(values, 1);
    inAnotherThread(() -> runtime.write(MemorySegment.ofArray(values), memory));
    inAnotherThread(product::run);
    inAnotherThread(launch::run);
    Launch[] recorded = new Launch[1];
    inAnotherThread(() -> recorded[0] = runtime.record(List.of(launch, product)));
    inAnotherThread(() -> recorded[0].run());
    inAnotherThread(mark::set);
    inAnotherThread(mark::await);
    inAnotherThread(() -> runtime.read(memory, MemorySegment.ofArray(values)));
    inAnotherThread(runtime::finish);
    inAnotherThread(() -> runtime.hostMemory(COUNT));
    inAnotherThread(() -> runtime.allocate(COUNT));
    if (!Arrays.equals(values, new float[COUNT])) {
      throw new IllegalStateException(Arrays.toString(values));
    }
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
}
