package org.statescope.training.gpu;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.training.run.DeviceLoad;

/// One card's load from NVIDIA's management library; what a call refuses is empty.
record NvmlSensors(NvmlLibrary library, String busId) implements DeviceSensors {
  private static final double PERCENT = 100;

  @Override
  public DeviceLoad read() {
    long[] memory = new long[2];
    boolean hasMemory = library.memory(busId, memory) == 0;
    int[] percent = new int[1];
    boolean hasUtilisation = library.utilisation(busId, percent) == 0;
    int[] degrees = new int[1];
    boolean hasTemperature = library.temperature(busId, degrees) == 0;
    return new DeviceLoad(
        hasMemory ? OptionalLong.of(memory[0]) : OptionalLong.empty(),
        hasMemory ? OptionalLong.of(memory[1]) : OptionalLong.empty(),
        hasUtilisation ? OptionalDouble.of(percent[0] / PERCENT) : OptionalDouble.empty(),
        hasTemperature ? OptionalDouble.of(degrees[0]) : OptionalDouble.empty());
  }
}
