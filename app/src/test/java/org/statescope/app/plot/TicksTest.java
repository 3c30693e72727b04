package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.app.fx.Fx;

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

  @ParameterizedTest
  @CsvSource({"3e-5", "-3e-5", "0.003", "406.6", "1e9"})
  void aSingleValueIsShownAtItsOwnScale(double value) {
    Range range = Ranges.padded(new Range(value, value), false);
    assertEquals(0.1 * Math.abs(value), range.getLength(), 1e-9 * Math.abs(value));
    assertEquals(value, range.getCentralValue(), 1e-9 * Math.abs(value));
    assertEquals(0.1, Ranges.padded(new Range(0, 0), false).getLength(), 1e-12);
  }

  @Test
  void anAxisOfWholeThingsHasNoTickBetweenTwoOfThem() {
    LinePlot plot =
        Fx.on(
            () ->
                new LinePlot(
                    new ChartTheme(),
                    new PlotLink(),
                    Executors.newSingleThreadScheduledExecutor(),
                    Platform::runLater));
    Fx.run(() -> plot.setWholeX(true));
    NumberAxis axis = (NumberAxis) plot.plot.getDomainAxis();
    assertEquals(1, axis.getStandardTickUnits().getCeilingTickUnit(0.1).getSize());
    Fx.run(() -> plot.setWholeX(false));
    assertEquals(0.1, axis.getStandardTickUnits().getCeilingTickUnit(0.1).getSize(), 1e-12);
    Fx.run(plot::close);
  }
}
