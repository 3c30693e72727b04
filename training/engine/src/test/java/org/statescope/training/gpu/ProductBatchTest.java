package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.ContractRun;
import org.statescope.training.cpu.ContractedOperation;
import org.statescope.training.cpu.OperationContractTest;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.tensor.Backend;

/// The batches that a card's library gets for Mamba-2's chunks, multiplied one by one.
class ProductBatchTest {
  private static final double SINGLE = 2e-5;

  static Stream<Arguments> cases() {
    List<OpenClDevice> devices = TestDevices.usable().isEmpty() ? List.of() : OpenClDevice.all();
    return devices.stream()
        .flatMap(
            device ->
                OperationContractTest.sizes()
                    .map(Arguments::get)
                    .filter(size -> ((ContractedOperation) size[0]).name().startsWith("HEAD_SCAN"))
                    .filter(size -> (int) size[1] == 7 || (int) size[1] == 13)
                    .map(size -> Arguments.of(device, size[0], size[1], size[2])));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void batchedProductsGiveTheRecurrence(
      OpenClDevice device, ContractedOperation kind, int channels, int length) {
    OneByOne runtime = new OneByOne(OpenClRuntime.open(device));
    try (Backend plain = new PlainBackend();
        Backend gpu = new GpuBackend(runtime, MatrixPrecision.FLOAT32)) {
      ContractRun expected = new ContractRun(kind, plain, channels, length, -1, -1, 0);
      ContractRun actual = new ContractRun(kind, gpu, channels, length, -1, -1, 0);
      assertTrue(runtime.batches > 0);
      Near.assertNear(expected.outputs, actual.outputs, SINGLE, "output");
      assertEquals(expected.trial.inputs().size(), actual.trial.inputs().size());
      for (int i = 0; i < expected.trial.inputs().size(); i++) {
        Near.assertNear(
            Trial.gradients(expected.trial.inputs().get(i)),
            Trial.gradients(actual.trial.inputs().get(i)),
            SINGLE,
            expected.trial.inputs().get(i).name());
      }
    }
  }

  /// A runtime with a library for batches, which is the tiled kernel for each product alone.
  private static final class OneByOne implements GpuRuntime {
    private final GpuRuntime runtime;
    private final Kernels kernels;
    private int batches;

    OneByOne(GpuRuntime runtime) {
      this.runtime = runtime;
      kernels = new Kernels(runtime, MatrixPrecision.FLOAT32, SequenceSplit.over(Parallelism.NONE));
    }

    @Override
    public Optional<Launch> products(ProductBatch batch) {
      batches++;
      List<Launch> launches =
          IntStream.range(0, batch.count())
              .mapToObj(z -> TiledProduct.inOnePart(kernels, product(batch, z)))
              .toList();
      return Optional.of(() -> launches.forEach(Launch::run));
    }

    private static Product product(ProductBatch batch, int z) {
      Product shape = batch.first();
      return new Product(
          shape.left().asSlice(batch.left()[z] * Float.BYTES),
          shape.right().asSlice(batch.right()[z] * Float.BYTES),
          shape.result().asSlice(batch.result()[z] * Float.BYTES),
          shape.rows(),
          shape.columns(),
          shape.inner(),
          shape.leftRow(),
          shape.leftInner(),
          shape.rightInner(),
          shape.rightColumn(),
          shape.resultRow(),
          shape.add(),
          shape.halves());
    }

    @Override
    public String description() {
      return runtime.description();
    }

    @Override
    public Parallelism parallelism() {
      return runtime.parallelism();
    }

    @Override
    public long allocatedBytes() {
      return runtime.allocatedBytes();
    }

    @Override
    public MemorySegment allocate(long bytes) {
      return runtime.allocate(bytes);
    }

    @Override
    public void write(MemorySegment from, MemorySegment to) {
      runtime.write(from, to);
    }

    @Override
    public void read(MemorySegment from, MemorySegment to) {
      runtime.read(from, to);
    }

    @Override
    public MemorySegment hostMemory(long bytes) {
      return runtime.hostMemory(bytes);
    }

    @Override
    public void writeLater(MemorySegment from, MemorySegment to) {
      runtime.writeLater(from, to);
    }

    @Override
    public void readLater(MemorySegment from, MemorySegment to) {
      runtime.readLater(from, to);
    }

    @Override
    public Mark mark() {
      return runtime.mark();
    }

    @Override
    public void finish() {
      runtime.finish();
    }

    @Override
    public Launch launch(Program program, String kernel, Grid grid, List<Argument> arguments) {
      return runtime.launch(program, kernel, grid, arguments);
    }

    @Override
    public void close() {
      runtime.close();
    }
  }
}
