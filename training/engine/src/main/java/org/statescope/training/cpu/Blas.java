package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// ND4J as we use it: its arrays as memory and its OpenBLAS for products. Starting it takes a
/// second or more, so nothing here is touched before a backend is made.
///
/// The products go to OpenBLAS by pointers made once: ND4J's own `gemm` makes 4 KB of garbage and
/// checks a profiler on every call.
final class Blas implements AutoCloseable {
  private final List<INDArray> blocks = new ArrayList<>();

  private long allocatedBytes;

  Blas() {
    Nd4j.getBackend();
    openblas.blas_set_num_threads(1);
  }

  /// `count` zeros of ND4J's memory.
  MemorySegment allocate(long count) {
    INDArray block = Nd4j.createUninitialized(DataType.FLOAT, Math.max(count, 1));
    blocks.add(block);
    long bytes = Math.max(count, 1) * Float.BYTES;
    allocatedBytes += bytes;
    return MemorySegment.ofAddress(block.data().address()).reinterpret(bytes).fill((byte) 0);
  }

  /// Bytes handed out so far.
  long allocatedBytes() {
    return allocatedBytes;
  }

  @Override
  public void close() {
    blocks.forEach(INDArray::close);
    blocks.clear();
  }

  /// A place in memory as OpenBLAS wants it.
  static final class Place extends FloatPointer {
    /// A place that must be moved before use.
    Place() {
      super((Pointer) null);
    }

    Place(MemorySegment segment, long index) {
      this();
      moveTo(segment, index);
    }

    Place moveTo(MemorySegment segment, long index) {
      address = segment.address() + index * Float.BYTES;
      return this;
    }
  }

  /// C = op(A)·op(B) + beta·C in column-major terms: op(A) is m×k, op(B) is k×n, C is m×n; the
  /// leading dimension is the distance of neighbouring columns. A row-major matrix is its own
  /// transpose here.
  record Product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Place a,
      int leadingA,
      Place b,
      int leadingB,
      Place c,
      int leadingC) {
    void run(boolean add) {
      openblas.cblas_sgemm(
          openblas.CblasColMajor,
          transposeA ? openblas.CblasTrans : openblas.CblasNoTrans,
          transposeB ? openblas.CblasTrans : openblas.CblasNoTrans,
          m,
          n,
          k,
          1f,
          a,
          leadingA,
          b,
          leadingB,
          add ? 1f : 0f,
          c,
          leadingC);
    }
  }
}
