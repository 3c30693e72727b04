package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cublas.CUBLAS_COMPUTE_32F;
import static org.bytedeco.cuda.global.cublas.CUBLAS_COMPUTE_32F_FAST_TF32;
import static org.bytedeco.cuda.global.cublas.CUBLAS_COMPUTE_32F_PEDANTIC;
import static org.bytedeco.cuda.global.cublas.CUBLAS_GEMM_DEFAULT;
import static org.bytedeco.cuda.global.cublas.CUBLAS_STATUS_ALLOC_FAILED;
import static org.bytedeco.cuda.global.cublas.cublasCreate_v2;
import static org.bytedeco.cuda.global.cublas.cublasDestroy_v2;
import static org.bytedeco.cuda.global.cublas.cublasGemmEx;
import static org.bytedeco.cuda.global.cublas.cublasGetStatusName;
import static org.bytedeco.cuda.global.cublas.cublasSetStream_v2;
import static org.bytedeco.cuda.global.cublas.cublasSetWorkspace_v2;
import static org.bytedeco.cuda.global.cudart.CUDA_R_16BF;
import static org.bytedeco.cuda.global.cudart.CUDA_R_32F;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.statescope.training.run.MatrixPrecision;

/// Matrix products by cuBLAS, of float32 or bfloat16 values, summed in float32.
final class CublasProducts {
  /// What NVIDIA recommends for its newest cards.
  private static final long WORKSPACE_BYTES = 32L << 20;

  private final CudaRuntime runtime;
  private final MatrixPrecision precision;
  private final cublasContext handle = new cublasContext();

  /// The runtime's context must be current. A new stream takes the workspace away, so the workspace
  /// is given last; one of our own is what lets products be captured into a graph.
  CublasProducts(CudaRuntime runtime, MatrixPrecision precision) {
    this.runtime = runtime;
    this.precision = precision;
    check(cublasCreate_v2(handle), "start");
    try {
      prepare();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void prepare() {
    check(cublasSetStream_v2(handle, runtime.stream()), "take its stream");
    check(
        cublasSetWorkspace_v2(
            handle, new DevicePointer(runtime.allocateUncounted(WORKSPACE_BYTES)), WORKSPACE_BYTES),
        "take its workspace");
  }

  Launch bind(Product product) {
    return new Bound(product);
  }

  Launch bind(ProductBatch batch) {
    return new CublasBatch(runtime, handle, batch, computeType(false));
  }

  void close() {
    cublasDestroy_v2(handle);
  }

  static void check(int status, String task) {
    if (status != 0) {
      throw new GpuException(
          "cuBLAS could not %s (%s).%s"
              .formatted(
                  task,
                  cublasGetStatusName(status).getString(StandardCharsets.US_ASCII),
                  status == CUBLAS_STATUS_ALLOC_FAILED ? CudaStatus.MEMORY_IS_FULL : ""));
    }
  }

  /// How float32 factors are multiplied; bfloat16 ones are as they are.
  private int computeType(boolean halves) {
    if (halves) {
      return CUBLAS_COMPUTE_32F;
    }
    return precision == MatrixPrecision.FLOAT32
        ? CUBLAS_COMPUTE_32F_PEDANTIC
        : CUBLAS_COMPUTE_32F_FAST_TF32;
  }

  /// cuBLAS counts columns first, so it computes Cᵀ = Bᵀ Aᵀ: the right matrix is its first.
  private final class Bound implements Launch {
    private final Product product;
    private final Pointer first;
    private final Pointer second;
    private final Pointer result;
    private final CublasFactor right;
    private final CublasFactor left;
    private final FloatPointer one = new FloatPointer(new float[] {1});
    private final FloatPointer kept;

    Bound(Product product) {
      this.product = product;
      first = new DevicePointer(product.right());
      second = new DevicePointer(product.left());
      result = new DevicePointer(product.result());
      right = CublasFactor.right(product);
      left = CublasFactor.left(product);
      kept = new FloatPointer(new float[] {product.add() ? 1 : 0});
    }

    @Override
    public void run() {
      runtime.makeCurrent();
      int type = product.halves() ? CUDA_R_16BF : CUDA_R_32F;
      check(
          cublasGemmEx(
              handle,
              right.operation(),
              left.operation(),
              product.columns(),
              product.rows(),
              product.inner(),
              one,
              first,
              type,
              right.leading(),
              second,
              type,
              left.leading(),
              kept,
              result,
              CUDA_R_32F,
              CublasFactor.ofResult(product),
              computeType(product.halves()),
              CUBLAS_GEMM_DEFAULT),
          "multiply");
    }
  }

  static final class DevicePointer extends Pointer {
    DevicePointer(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
    }
  }
}
