package org.statescope.training.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private static void assertReadable(Scale scale, double low, double high) {
    List<Scale.Tick> ticks = scale.ticks();
    assertTrue(ticks.size() >= 2 && ticks.size() <= 14, ticks.toString());
    assertEquals(
        ticks.size(), new HashSet<>(ticks.stream().map(Scale.Tick::label).toList()).size());
    for (Scale.Tick tick : ticks) {
      assertTrue(tick.value() >= low - 1e-9 && tick.value() <= high + 1e-9, tick.toString());
      double shown = Double.parseDouble(tick.label().replace('−', '-').replace(" ", ""));
      assertEquals(tick.value(), shown, 1e-9 * Math.max(1, Math.abs(high)), tick.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-5.3, 0.4", "0.00012, 0.00019", "0, 4096000", "-16.9, 1", "3.98, 3.99"})
  void linearTicksAreInsideAndSayTheirValue(double low, double high) {
    Scale scale = new Scale.Linear(low, high, 0, 100, 6);
    assertReadable(scale, low, high);
    assertEquals(0, scale.at(low), 1e-9);
    assertEquals(100, scale.at(high), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"3.9, 261", "3.5, 6.2", "1, 100000", "0.02, 0.9"})
  void logarithmicTicksAreInsideAndSayTheirValue(double low, double high) {
    Scale scale = new Scale.Logarithmic(low, high, 300, 0);
    assertReadable(scale, low, high);
    assertEquals(150, scale.at(Math.sqrt(low * high)), 1e-9);
  }

  @Test
  void whatCannotBeAnAxisIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Scale.Linear(1, Double.NaN, 0, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> new Scale.Logarithmic(0, 1, 0, 1));
    Svg svg = new Svg(10, 10, "title", Palette.print());
    assertThrows(IllegalArgumentException.class, () -> svg.circle(Double.NaN, 0, 1, "red", 1));
  }
}
