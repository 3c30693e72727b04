package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
import static org.bytedeco.cuda.global.cudart.cuMemAlloc;
import static org.bytedeco.cuda.global.cudart.cuMemFree;
import static org.bytedeco.cuda.global.cudart.cuMemsetD8Async;
import static org.bytedeco.cuda.global.cudart.cuStreamBeginCapture;
import static org.bytedeco.cuda.global.cudart.cuStreamSynchronize;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.statescope.training.run.MatrixPrecision;

/// Ways to use CUDA wrongly, each in a process of its own, and how the stand-in tells of them.
enum BrokenRules {
  NO_CONTEXT(
      "a call in a thread without a context",
      runtime -> {
        Thread other = new Thread(() -> cuMemAlloc(new long[1], 16));
        other.start();
        try {
          other.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }),
  ALLOCATED_WHILE_CAPTURING(
      "cuMemAlloc_v2 during a capture",
      runtime -> {
        cuStreamBeginCapture(runtime.stream(), CU_STREAM_CAPTURE_MODE_THREAD_LOCAL);
        cuMemAlloc(new long[1], 16);
      }),
  WAITED_WHILE_CAPTURING(
      "a capturing stream is waited for",
      runtime -> {
        cuStreamBeginCapture(runtime.stream(), CU_STREAM_CAPTURE_MODE_THREAD_LOCAL);
        cuStreamSynchronize(runtime.stream());
      }),
  FREED_TWICE(
      "memory is freed that is not allocated",
      runtime -> {
        long[] address = new long[1];
        cuMemAlloc(address, 16);
        cuMemFree(address[0]);
        cuMemFree(address[0]);
      }),
  NEVER_FREED(
      "16 bytes of the device were not freed",
      runtime -> {
        cuMemAlloc(new long[1], 16);
        runtime.close();
      }),
  BEYOND_ITS_END(
      "17 bytes are not all of the device",
      runtime -> {
        long[] address = new long[1];
        cuMemAlloc(address, 16);
        cuMemsetD8Async(address[0], (byte) 0, 17, runtime.stream());
      }),
  FREED_WHILE_IN_USE(
      "argument 0 of zero is no memory of the device",
      runtime -> {
        MemorySegment freed = runtime.allocate(1024);
        Launch launch =
            runtime.launch(
                Program.of("elementwise"),
                "zero",
                Grid.of(1),
                List.of(Argument.of(freed), Argument.of(1L)));
        cuMemFree(freed.address());
        launch.run();
        runtime.finish();
      }),
  NO_SUCH_SHAPE(
      "a product of 4 × 4 × 4 with leading dimensions 4, 4, 2",
      runtime -> {
        MemorySegment memory = runtime.allocate(1024);
        Product wrong = new Product(memory, memory, memory, 4, 4, 4, 4, 1, 4, 1, 2, false, false);
        runtime.product(wrong).orElseThrow().run();
      }),
  NOT_CLOSED("the context of card 0 was not released", runtime -> {});

  private final String words;
  private final Consumer<CudaRuntime> wrong;

  BrokenRules(String words, Consumer<CudaRuntime> wrong) {
    this.words = words;
    this.wrong = wrong;
  }

  String words() {
    return words;
  }

  public static void main(String[] arguments) {
    Loader.load(cudart.class);
    Loader.load(cublas.class);
    CudaRuntime runtime =
        CudaRuntime.open(CudaDevice.all().getFirst(), true, MatrixPrecision.FLOAT32);
    try {
      valueOf(arguments[0]).wrong.accept(runtime);
    } catch (GpuException e) {
      System.out.println(e.getMessage());
    }
  }
}
