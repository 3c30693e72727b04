package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A device's memory, compiler and queue. One thread uses it; calls take effect in their order.
interface GpuRuntime extends AutoCloseable {
  /// The device in words.
  String description();

  /// What of the device decides how recurrences are cut.
  Parallelism parallelism();

  /// Bytes handed out so far.
  long allocatedBytes();

  /// Memory on the device, all zero, that lives until the runtime is closed.
  ///
  /// @throws GpuException when the device has not enough, with what it was asked for and what it
  ///   has
  MemorySegment allocate(long bytes);

  /// Copies `from` on the host to `to` on the device.
  void write(MemorySegment from, MemorySegment to);

  /// Waits for everything before and copies `from` on the device to `to` on the host.
  void read(MemorySegment from, MemorySegment to);

  /// Memory on the host, all zero, that the device copies from and to by itself; it lives until the
  /// runtime is closed.
  MemorySegment hostMemory(long bytes);

  /// Queues a copy of `from`, a part of [#hostMemory], to `to` on the device. What is copied must
  /// not change before a later [Mark] has been passed.
  void writeLater(MemorySegment from, MemorySegment to);

  /// Queues a copy of `from` on the device to `to`, a part of [#hostMemory]; it is there when a
  /// later [Mark] has been passed.
  void readLater(MemorySegment from, MemorySegment to);

  /// A new mark that is not set.
  Mark mark();

  /// Makes one launch of many, in their order. They must have run before, and their arguments stay
  /// as they are.
  default Launch record(List<Launch> launches) {
    List<Launch> all = List.copyOf(launches);
    return () -> all.forEach(Launch::run);
  }

  /// Waits for everything before.
  void finish();

  /// Compiles the program if it is new and binds one of its kernels.
  Launch launch(Program program, String kernel, Grid grid, List<Argument> arguments);

  /// The product by the device maker's library, or nothing where there is none.
  default Optional<Launch> product(Product product) {
    return Optional.empty();
  }

  /// Many products by the device maker's library, or nothing where there is none.
  default Optional<Launch> products(ProductBatch batch) {
    return Optional.empty();
  }

  @Override
  void close();
}
