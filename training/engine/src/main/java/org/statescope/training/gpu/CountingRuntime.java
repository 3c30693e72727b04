package org.statescope.training.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Counts what a model would take on a device, without one.
final class CountingRuntime implements GpuRuntime {
  private final Parallelism device;
  private final DeviceAddresses<Long> addresses = new DeviceAddresses<>();
  private long allocated;

  /// Cuts no sequences.
  CountingRuntime() {
    this(Parallelism.NONE);
  }

  /// Cuts sequences as that device does.
  CountingRuntime(Parallelism device) {
    this.device = device;
  }

  @Override
  public String description() {
    return "no device";
  }

  @Override
  public Parallelism parallelism() {
    return device;
  }

  @Override
  public long allocatedBytes() {
    return allocated;
  }

  @Override
  public MemorySegment allocate(long bytes) {
    allocated += bytes;
    return addresses.add(bytes, bytes);
  }

  @Override
  public void write(MemorySegment from, MemorySegment to) {}

  @Override
  public void read(MemorySegment from, MemorySegment to) {
    throw new UnsupportedOperationException("there is no device to read from");
  }

  @Override
  public MemorySegment hostMemory(long bytes) {
    return Arena.ofAuto().allocate(bytes, Long.BYTES);
  }

  @Override
  public void writeLater(MemorySegment from, MemorySegment to) {}

  @Override
  public void readLater(MemorySegment from, MemorySegment to) {
    throw new UnsupportedOperationException("there is no device to read from");
  }

  @Override
  public Mark mark() {
    return new Mark() {
      @Override
      public void set() {}

      @Override
      public void await() {}
    };
  }

  @Override
  public void finish() {}

  @Override
  public Launch launch(Program program, String kernel, Grid grid, List<Argument> arguments) {
    throw new UnsupportedOperationException("there is no device to run on");
  }

  @Override
  public void close() {}
}
