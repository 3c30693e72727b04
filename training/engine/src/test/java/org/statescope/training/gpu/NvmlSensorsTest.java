package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.statescope.training.run.DeviceLoad;

class NvmlSensorsTest {
  private static final int NOT_SUPPORTED = 3;
  private static final long USED = 3L << 30;
  private static final long TOTAL = 80L << 30;

  @Test
  void whatTheLibraryTellsIsTheLoad() {
    DeviceLoad load = new NvmlSensors(new Fake(0), "0000:65:00.0").read();
    assertEquals(OptionalLong.of(USED), load.memoryUsed());
    assertEquals(OptionalLong.of(TOTAL), load.memoryTotal());
    assertEquals(OptionalDouble.of(0.25), load.utilisation());
    assertEquals(OptionalDouble.of(61), load.temperature());
    assertEquals("memory in use 3.0 GiB, utilisation 25 %, temperature 61 °C", load.sentence());
  }

  @Test
  void whatACardDoesNotTellIsSaidToBeAbsent() {
    DeviceLoad load = new NvmlSensors(new Fake(NOT_SUPPORTED), "0000:65:00.0").read();
    assertEquals(OptionalDouble.empty(), load.utilisation());
    assertEquals(OptionalLong.of(USED), load.memoryUsed());
    assertTrue(load.sentence().contains("utilisation not reported by this driver"));
    assertEquals("load not reported by this driver", DeviceSensors.NONE.read().sentence());
  }

  /// @param utilisationStatus what the call for the utilisation returns
  private record Fake(int utilisationStatus) implements NvmlLibrary {
    @Override
    public int memory(String busId, long[] usedAndTotal) {
      assertEquals("0000:65:00.0", busId);
      usedAndTotal[0] = USED;
      usedAndTotal[1] = TOTAL;
      return 0;
    }

    @Override
    public int utilisation(String busId, int[] percent) {
      percent[0] = 25;
      return utilisationStatus;
    }

    @Override
    public int temperature(String busId, int[] degrees) {
      degrees[0] = 61;
      return 0;
    }
  }
}
