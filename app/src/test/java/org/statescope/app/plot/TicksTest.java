package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1500, 1500",
    "15000, 15k",
    "1250000, 1.25M",
    "3e9, 3G",
    "0.003, 0.003",
    "-2.5, −2.5",
    "2e-7, 2e−7",
    "1.5e15, 1.5e15",
    "-3e-9, −3e−9"
  })
  void numbersAreShort(double value, String text) {
    assertEquals(text, TickFormat.text(value));
  }

  @Test
  void decadesGetOneTwoFiveWhereTheyFitAndPowersWhereTheyDoNot() {
    assertEquals(
        List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0), LogarithmicAxis.tickValues(1, 100, 300));
    assertEquals(List.of(1.0, 10.0, 100.0), LogarithmicAxis.tickValues(1, 100, 60));
  }

  @Test
  void lessThanADecadeGetsRoundNumbersInside() {
    List<Double> ticks = LogarithmicAxis.tickValues(1.43, 5.8, 300);
    assertTrue(ticks.size() >= 3, "ticks " + ticks);
    assertTrue(ticks.stream().allMatch(tick -> tick >= 1.43 && tick <= 5.8), "ticks " + ticks);
  }

  @Test
  void thirtyDecadesKeepTheirDistance() {
    assertTrue(LogarithmicAxis.tickValues(1e-20, 1e10, 200).size() <= 9);
  }
}
