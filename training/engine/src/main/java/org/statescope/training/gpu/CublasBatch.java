package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cublas.CUBLAS_GEMM_DEFAULT;
import static org.bytedeco.cuda.global.cublas.cublasGemmBatchedEx;
import static org.bytedeco.cuda.global.cudart.CUDA_R_32F;

import java.lang.foreign.MemorySegment;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/// Many products in one call, by arrays of pointers that lie on the device: heads of a group share
/// a factor, and chunks and sequences are apart by different strides, which one stride cannot say.
/// Columns are counted first, as in [CublasProducts].
final class CublasBatch implements Launch {
  private final CudaRuntime runtime;
  private final cublasContext handle;
  private final ProductBatch batch;
  private final int computeType;
  private final Places first;
  private final Places second;
  private final Places result;
  private final CublasFactor right;
  private final CublasFactor left;
  private final FloatPointer one = new FloatPointer(new float[] {1});
  private final FloatPointer kept;

  CublasBatch(CudaRuntime runtime, cublasContext handle, ProductBatch batch, int computeType) {
    this.runtime = runtime;
    this.handle = handle;
    this.batch = batch;
    this.computeType = computeType;
    first = places(batch.first().right(), batch.right());
    second = places(batch.first().left(), batch.left());
    result = places(batch.first().result(), batch.result());
    right = CublasFactor.right(batch.first());
    left = CublasFactor.left(batch.first());
    kept = new FloatPointer(new float[] {batch.first().add() ? 1 : 0});
  }

  private Places places(MemorySegment memory, long[] values) {
    long[] addresses = new long[values.length];
    for (int z = 0; z < values.length; z++) {
      addresses[z] = memory.address() + values[z] * Float.BYTES;
    }
    MemorySegment onDevice = runtime.allocateUncounted((long) values.length * Long.BYTES);
    runtime.write(MemorySegment.ofArray(addresses), onDevice);
    return new Places(onDevice);
  }

  @Override
  public void run() {
    runtime.makeCurrent();
    Product shape = batch.first();
    CublasProducts.check(
        cublasGemmBatchedEx(
            handle,
            right.operation(),
            left.operation(),
            shape.columns(),
            shape.rows(),
            shape.inner(),
            one,
            first,
            CUDA_R_32F,
            right.leading(),
            second,
            CUDA_R_32F,
            left.leading(),
            kept,
            result,
            CUDA_R_32F,
            CublasFactor.ofResult(shape),
            batch.count(),
            computeType,
            CUBLAS_GEMM_DEFAULT),
        "multiply");
  }

  /// An array of pointers on the device.
  private static final class Places extends PointerPointer<Pointer> {
    Places(MemorySegment onDevice) {
      super((Pointer) null);
      address = onDevice.address();
    }
  }
}
