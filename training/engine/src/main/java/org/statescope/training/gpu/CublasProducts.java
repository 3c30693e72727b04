package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_N;
import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_T;
import static org.bytedeco.cuda.global.cublas.CUBLAS_PEDANTIC_MATH;
import static org.bytedeco.cuda.global.cublas.CUBLAS_TF32_TENSOR_OP_MATH;
import static org.bytedeco.cuda.global.cublas.cublasCreate_v2;
import static org.bytedeco.cuda.global.cublas.cublasDestroy_v2;
import static org.bytedeco.cuda.global.cublas.cublasSetMathMode;
import static org.bytedeco.cuda.global.cublas.cublasSetStream_v2;
import static org.bytedeco.cuda.global.cublas.cublasSetWorkspace_v2;
import static org.bytedeco.cuda.global.cublas.cublasSgemm_v2;

import java.lang.foreign.MemorySegment;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/// Matrix products by cuBLAS, on float32 values, summed in float32.
final class CublasProducts {
  /// What NVIDIA recommends for its newest cards.
  private static final long WORKSPACE_BYTES = 32L << 20;

  private final CudaRuntime runtime;
  private final cublasContext handle = new cublasContext();

  /// The runtime's context must be current. A new stream takes the workspace away, so the workspace
  /// is given last; one of our own is what lets products be captured into a graph.
  CublasProducts(CudaRuntime runtime, MatrixPrecision precision) {
    this.runtime = runtime;
    check(cublasCreate_v2(handle), "start");
    try {
      prepare(precision);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void prepare(MatrixPrecision precision) {
    check(cublasSetStream_v2(handle, runtime.stream()), "take its stream");
    check(
        cublasSetWorkspace_v2(
            handle, new DevicePointer(runtime.allocateUncounted(WORKSPACE_BYTES)), WORKSPACE_BYTES),
        "take its workspace");
    int mode =
        switch (precision) {
          case FLOAT32 -> CUBLAS_PEDANTIC_MATH;
          case TF32 -> CUBLAS_TF32_TENSOR_OP_MATH;
        };
    check(cublasSetMathMode(handle, mode), "set its precision");
  }

  Launch bind(Product product) {
    return new Bound(product);
  }

  void close() {
    cublasDestroy_v2(handle);
  }

  private static void check(int status, String task) {
    if (status != 0) {
      throw new GpuException("cuBLAS could not %s (status %d).".formatted(task, status));
    }
  }

  /// cuBLAS counts columns first, so it computes Cᵀ = Bᵀ Aᵀ: the right matrix is its first.
  private final class Bound implements Launch {
    private final Product product;
    private final FloatPointer first;
    private final FloatPointer second;
    private final FloatPointer result;
    private final FloatPointer one = new FloatPointer(new float[] {1});
    private final FloatPointer kept;

    Bound(Product product) {
      this.product = product;
      first = new DevicePointer(product.right());
      second = new DevicePointer(product.left());
      result = new DevicePointer(product.result());
      kept = new FloatPointer(new float[] {product.add() ? 1 : 0});
    }

    @Override
    public void run() {
      runtime.makeCurrent();
      boolean firstTransposed = product.rightColumn() != 1;
      boolean secondTransposed = product.leftInner() != 1;
      check(
          cublasSgemm_v2(
              handle,
              firstTransposed ? CUBLAS_OP_T : CUBLAS_OP_N,
              secondTransposed ? CUBLAS_OP_T : CUBLAS_OP_N,
              product.columns(),
              product.rows(),
              product.inner(),
              one,
              first,
              firstTransposed ? product.rightColumn() : product.rightInner(),
              second,
              secondTransposed ? product.leftInner() : product.leftRow(),
              kept,
              result,
              product.resultRow()),
          "multiply");
    }
  }

  private static final class DevicePointer extends FloatPointer {
    DevicePointer(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
    }
  }
}
